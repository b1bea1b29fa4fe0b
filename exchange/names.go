package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"detente"
)

// namer turns names of one scope into identifiers, each once.
type namer struct {
	what string // issue, option or party: what a name that cannot stand is called
	used map[string]bool
}

func newNamer(what string) *namer { return &namer{what: what, used: map[string]bool{}} }

// longest is the length to which an identifier is cut, at a hyphen where there
// is one.
const longest = 40

// id returns the identifier of the i-th name of the scope.
func (n *namer) id(name string, i int) string {
	id := shorten(strings.TrimPrefix(kebab(name), "the-"))
	switch {
	case id == "":
		id = fmt.Sprintf("%s-%d", n.what, i+1)
	case id[0] >= '0' && id[0] <= '9':
		id = "v" + id
	case isReserved(id):
		id = n.what + "-" + id
	}
	unique := id
	for k := 2; n.used[unique]; k++ {
		unique = id + "-" + strconv.Itoa(k)
	}
	n.used[unique] = true
	return unique
}

// isReserved reports whether a word has a meaning of its own somewhere in a case.
func isReserved(word string) bool {
	switch detente.OptionID(word) {
	case detente.Taken, detente.NotTaken, "name", "much-better":
		return true
	}
	return slices.Contains(detente.ReservedWords, word)
}

func shorten(id string) string {
	if len(id) <= longest {
		return id
	}
	id = id[:longest+1]
	if i := strings.LastIndexByte(id, '-'); i > longest/2 {
		return id[:i]
	}
	return strings.TrimRight(id[:longest], "-")
}

// kebab turns a name into lower-case words of letters and digits joined by
// hyphens, "" where nothing of it remains.
func kebab(name string) string {
	var b strings.Builder
	gap := false
	write := func(s string) {
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	runes := []rune(name)
	for i := range runes {
		r := unicode.ToLower(runes[i])
		switch s := plain(r); {
		case r == '\'' || r == '’' || r == ',' && between(runes, i, isDigit):
		case s != "":
			gap = gap || hump(runes, i)
			write(s)
		case sign(runes, i):
			write("minus")
			gap = true
		case word(r) != "":
			gap = true
			write(word(r))
			gap = true
		default:
			gap = true
		}
	}
	return b.String()
}

// plain returns a letter or digit in ASCII, "" for everything else.
func plain(r rune) string {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return string(r)
	case r < 0x80:
		return ""
	}
	const accented, ascii = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿčćďěğłńňőřśšťůűżźž", "aaaaaaceeeeiiiinoooooouuuuyyccdeglnnorsstuuzzz"
	at := 0
	for _, a := range accented {
		if a == r {
			return ascii[at : at+1]
		}
		at++
	}
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	}
	return ""
}

// word returns what a sign is called where a name would mean something else
// without it.
func word(r rune) string {
	switch r {
	case '%':
		return "percent"
	case '<':
		return "under"
	case '>':
		return "over"
	case '&':
		return "and"
	case '+':
		return "plus"
	}
	return ""
}

// sign reports whether the rune at i is a minus before a number.
func sign(runes []rune, i int) bool {
	return (runes[i] == '-' || runes[i] == '−') && i+1 < len(runes) && isDigit(runes[i+1]) &&
		(i == 0 || unicode.IsSpace(runes[i-1]))
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// between reports whether the runes beside i are of a kind.
func between(runes []rune, i int, kind func(rune) bool) bool {
	return i > 0 && i+1 < len(runes) && kind(runes[i-1]) && kind(runes[i+1])
}

// hump reports whether a word starts at i inside a joined one, as in LegalCosts.
func hump(runes []rune, i int) bool {
	return i > 0 && i+2 < len(runes) && unicode.IsLower(runes[i-1]) && unicode.IsUpper(runes[i]) &&
		unicode.IsLower(runes[i+1]) && unicode.IsLower(runes[i+2])
}

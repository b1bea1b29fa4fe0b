package brief

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a mark of a text.
type token struct {
	start, end int    // bytes of the document's text
	text       string // with straight apostrophes
	lower      string
	tag        string // part of speech, as the Penn Treebank names it
	name       int    // index of the name it belongs to, or -1
}

func (t *token) isWord() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || t.text[0] == '\'' || t.text[0] == '$' || t.text[0] == '%'
}

// capital reports whether the token starts with a capital letter.
func (t *token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// allCaps reports whether the token is written in capitals only.
func (t *token) allCaps() bool {
	return len(t.text) > 1 && strings.ToUpper(t.text) == t.text && t.lower != t.text
}

// tokenize cuts text[start:end] into tokens and appends them. Marks of emphasis
// and the addresses of links are left out, so that "**Ford**" reads as Ford.
func tokenize(tokens []token, text string, start, end int) []token {
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		switch {
		case unicode.IsSpace(r) || r == '*' || r == '#' || r == '`' || r == '\u200b' || r == '\u00ad' || r == '|' || r == '\\':
			i += size
		case r == '_' && !insideWord(text, i, start, end):
			i += size
		case r == ']' && i+1 < end && text[i+1] == '(':
			i = afterLink(text, i, end)
		case r == '[' && strings.Contains(text[i:end], "]("):
			i += size
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := wordEnd(text, i, end)
			tokens = addWord(tokens, text, i, j)
			i = j
		case (r == '\'' || r == '’') && i+size < end && opensClitic(text[i+size:end]):
			j := wordEnd(text, i+size, end)
			tokens = add(tokens, text, i, j)
			i = j
		case r == '-' || r == '.':
			j := i + size
			for j < end && text[j] == text[i] {
				j++
			}
			tokens = add(tokens, text, i, j)
			i = j
		default:
			tokens = add(tokens, text, i, i+size)
			i += size
		}
	}
	return tokens
}

func insideWord(text string, i, start, end int) bool {
	return i > start && i+1 < end && isAlnum(text[i-1]) && isAlnum(text[i+1])
}

func isAlnum(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b >= utf8.RuneSelf
}

// afterLink returns what follows the address of a Markdown link.
func afterLink(text string, i, end int) int {
	if n := strings.IndexByte(text[i:end], ')'); n >= 0 {
		return i + n + 1
	}
	return i + 1
}

// opensClitic reports whether a text that follows an apostrophe is the rest of
// a short form.
func opensClitic(rest string) bool {
	n := 0
	for n < len(rest) && rest[n] >= 'a' && rest[n] <= 'z' {
		n++
	}
	switch rest[:n] {
	case "s", "re", "ve", "ll", "d", "m":
		return true
	}
	return false
}

// wordEnd returns the end of the word that starts at i: letters, digits, and
// between them hyphens, apostrophes, full stops and commas of numbers and
// abbreviations. A possessive "'s" is left to the next token.
func wordEnd(text string, i, end int) int {
	for j := i; j < end; {
		r, size := utf8.DecodeRuneInString(text[j:end])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			j += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[min(j+size, end):end])
		alnum := unicode.IsLetter(next) || unicode.IsDigit(next)
		switch {
		case (r == '-' || r == '‑' || r == '&' || r == '_') && alnum && j > i:
		case (r == '\'' || r == '’') && alnum && !opensClitic(text[j+size:end]):
		case r == '.' && unicode.IsDigit(next) && endsInDigit(text[i:j]), r == ',' && unicode.IsDigit(next) && endsInDigit(text[i:j]):
		case r == '.' && isInitials(text[i:j]) && unicode.IsLetter(next) && !unicode.IsLower(next), r == '.' && isInitials(text[i:j]) && strings.Contains(text[i:j], "."):
			if !alnum {
				return j + size
			}
		case r == '.' && len(text[i:j]) == 1 && unicode.IsLower(next) && next < utf8.RuneSelf && j+2 < end && text[j+2] == '.': // e.g. i.e.
			return j + 3
		default:
			return j
		}
		j += size
	}
	return end
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// isInitials reports whether s is single capitals with full stops between: U,
// U.S, U.S.A.
func isInitials(s string) bool {
	for i := range len(s) {
		if i%2 == 0 && (s[i] < 'A' || s[i] > 'Z') || i%2 == 1 && s[i] != '.' {
			return false
		}
	}
	return len(s)%2 == 1
}

// addWord appends a word; "can't" and "won't" become two tokens, as in "can not".
func addWord(tokens []token, text string, i, j int) []token {
	for _, mark := range [...]string{"'t", "’t"} {
		if strings.HasSuffix(text[i:j], "n"+mark) && j-i > len(mark)+1 {
			cut := j - len(mark) - 1
			tokens = add(tokens, text, i, cut)
			return add(tokens, text, cut, j)
		}
	}
	return add(tokens, text, i, j)
}

// add appends the token text[i:j].
func add(tokens []token, text string, i, j int) []token {
	s := text[i:j]
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	lower := s
	for k := range len(s) {
		if c := s[k]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			lower = strings.ToLower(s)
			break
		}
	}
	switch lower {
	case "ca":
		lower = "can"
	case "wo":
		lower = "will"
	case "n't":
		lower = "not"
	case "'re", "'m":
		lower = "are"
	case "'ve":
		lower = "have"
	case "'ll":
		lower = "will"
	}
	return append(tokens, token{start: i, end: j, text: s, lower: lower, name: -1})
}

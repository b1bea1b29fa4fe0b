package casefile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"detente"
)

// mend is a change that a machine may make without judgement: what was meant
// can be read in only one way.
type mend struct {
	edit
	code   string
	reason string
}

func (d *decoder) mend(start, end int, text, code, format string, args ...any) {
	d.f.mends = append(d.f.mends, mend{edit{start, end, text}, code, fmt.Sprintf(format, args...)})
}

// minWord is the shortest word that is mended: between shorter ones a letter
// can be the whole difference, as between uk and us.
const minWord = 5

// intended returns the one candidate that a misspelt word can stand for: it
// differs only in letter case, blanks and underscores, or in one letter where
// no other candidate is as near. It never changes a digit.
func intended(word string, candidates []string) (string, bool) {
	if k := kebab(word); k != word && slices.Contains(candidates, k) {
		return k, true
	}
	if utf8.RuneCountInString(word) < minWord {
		return "", false
	}
	var found string
	for _, c := range candidates {
		if c == found || !oneEdit(word, c) || strings.ToLower(c) != c {
			continue
		}
		if found != "" {
			return "", false
		}
		found = c
	}
	return found, found != "" && digits(found) == digits(word)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// oneEdit reports whether one letter inserted, left out, changed, or swapped
// with its neighbour turns a into b.
func oneEdit(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	restA, restB := a[i:], b[i:]
	switch {
	case restA == restB:
		return false
	case restA == "" || restB == "":
		return len(restA)+len(restB) == 1
	case restA[1:] == restB, restA == restB[1:], restA[1:] == restB[1:]:
		return true
	}
	return len(restA) > 1 && len(restB) > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2:] == restB[2:]
}

// inner returns where the text of a scalar stands inside its quotes, if any; ok
// is false where the file does not have it letter for letter.
func (d *decoder) inner(n *node) (start, end int, ok bool) {
	start, end = n.start, n.end
	if n.quoted() && end-start > 1 {
		start, end = start+1, end-1
	}
	return start, end, d.f.lines.text[start:end] == n.text
}

// offer mends a misspelt word that is a whole scalar.
func (d *decoder) offer(n *node, word string, candidates []string, reason string) {
	start, end, plain := d.inner(n)
	if c, ok := intended(word, candidates); ok && plain {
		d.mend(start, end, c, "unknown-field", "%s: %q becomes %q", reason, word, c)
	}
}

// offerAt mends a misspelt word inside a scalar.
func (d *decoder) offerAt(at detente.Pos, word string, candidates []string, reason string) {
	start := d.f.lines.offset(at)
	if c, ok := intended(word, candidates); ok && strings.HasPrefix(d.f.lines.text[start:], word) {
		d.mend(start, start+len(word), c, "unknown-option", "%s: %q becomes %q", reason, word, c)
	}
}

// offerRename mends a name that only needs lower case and hyphens.
func (d *decoder) offerRename(n *node, siblings []*node) {
	k := kebab(n.text)
	clash := slices.ContainsFunc(siblings, func(s *node) bool { return s != n && kebab(s.text) == k })
	start, end, plain := d.inner(n)
	if detente.IsIdentifier(k) && !clash && plain {
		d.mend(start, end, k, "bad-identifier", "names are lower-case words joined by hyphens: %q becomes %q", n.text, k)
	}
}

// offerLowerCase mends a capital letter or an underscore in a rule.
func (d *decoder) offerLowerCase(s *detente.Script, e *detente.SyntaxError) {
	end := min(e.Offset+e.Width, len(s.Text))
	word := s.Text[min(e.Offset, end):end]
	start := d.f.lines.offset(s.At(e.Offset))
	if !strings.HasPrefix(d.f.lines.text[start:], word) || word == "" {
		return
	}
	switch lower := strings.ToLower(word); {
	case lower != word && detente.IsIdentifier(lower):
		d.mend(start, start+len(word), lower, "bad-condition", "names are lower-case: %q becomes %q", word, lower)
	case word == "_" && e.Offset > 0 && end < len(s.Text) && detente.IsIdentifier("a"+s.Text[e.Offset-1:e.Offset]) && detente.IsIdentifier("a"+strings.ToLower(s.Text[end:end+1])):
		d.mend(start, start+1, "-", "bad-condition", "the words of a name are joined by hyphens: %q becomes %q", "_", "-")
	}
}

// offerVersion adds the version before the first field.
func (d *decoder) offerVersion() {
	at := d.f.root.start
	text := "detente: 1" + d.f.newline()
	if d.f.root.flow() {
		at, text = at+1, "detente: 1, "
	}
	d.mend(at, at, text, "missing-version", "the case says its version: detente: 1")
}

// offerChecksum adds the checksum of a source that has none.
func (d *decoder) offerChecksum(source *node, file, sum string) {
	e := d.f.addition(source, "sha256", sum)
	d.mend(e.start, e.end, e.text, "sha256", "%s is noted as it is now, so that a later change is noticed", file)
}

// offerQuote replaces a quote by the source's own characters where only one
// passage can be meant.
func (d *decoder) offerQuote(n *node, s *detente.Source, near string) {
	at := detente.FindQuote(s.Text, near)
	if len(at) != 1 || detente.NearQuote(s.Text[:at[0][0]], n.text) != "" || detente.NearQuote(s.Text[at[0][1]:], n.text) != "" {
		return
	}
	d.mend(n.start, n.end, quoteLike(n, strings.Join(strings.Fields(near), " ")), "quote-not-found", "the quote takes the characters of %s", s.File)
}

// offerNames mends misspelt names in what Case.Check found.
func (d *decoder) offerNames(g *detente.Diagnostic) {
	var candidates []string
	switch g.Code {
	case "unknown-party", "unknown-name":
		for _, id := range d.c.Players() {
			candidates = append(candidates, string(id))
		}
		for i := range d.c.Groups {
			candidates = append(candidates, string(d.c.Groups[i].ID))
		}
	case "unknown-evidence":
		for i := range d.c.Evidence {
			candidates = append(candidates, string(d.c.Evidence[i].ID))
		}
	case "unknown-source":
		for i := range d.c.Sources {
			candidates = append(candidates, string(d.c.Sources[i].ID))
		}
	case "unknown-issue", "unknown-option":
		for i := range d.c.Issues {
			candidates = append(candidates, string(d.c.Issues[i].ID))
			candidates = append(candidates, optionIDs(&d.c.Issues[i])...)
		}
	}
	start := d.f.lines.offset(detente.Pos{Line: g.Line, Col: g.Col})
	end := d.f.lines.offset(detente.Pos{Line: g.Line, Col: g.Col + g.Width})
	word := d.f.lines.text[start:end]
	candidates = slices.DeleteFunc(candidates, func(c string) bool { return c == word })
	if c, ok := intended(word, candidates); ok && g.Help == fmt.Sprintf("did you mean %q?", c) {
		d.mend(start, end, c, g.Code, "a misspelt name: %q becomes %q", word, c)
	}
}

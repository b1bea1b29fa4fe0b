package casefile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"detente"
)

// check adds what Case.Check finds. Where the form is already at fault only
// unknown names are added: the rest may be a consequence.
func (d *decoder) check() {
	if d.unsound {
		return
	}
	faulty := slices.ContainsFunc(d.found, func(g detente.Diagnostic) bool { return g.Severity == detente.Error && !ofSource(g.Code) })
	for i := range d.c.Issues {
		if s := &d.c.Issues[i]; d.broken[s.ID] { // only its name is sure
			*s = detente.Issue{ID: s.ID, Now: detente.NoLevel, Decided: detente.NoLevel, Meta: s.Meta}
			yesNo(s)
		}
	}
	var index map[detente.Pos]*node
	for _, g := range d.c.Check() {
		if faulty && !(g.Severity == detente.Error && strings.HasPrefix(g.Code, "unknown-")) || d.ofBroken(&g) {
			continue
		}
		if index == nil {
			index = d.index()
		}
		d.narrow(&g, index)
		if g.Severity == detente.Error && g.Line > 0 {
			d.offerNames(&g)
		}
		d.found = append(d.found, g)
	}
}

// ofBroken reports whether a diagnostic speaks of the levels of an issue that
// could not be read.
func (d *decoder) ofBroken(g *detente.Diagnostic) bool {
	if g.Code != "unknown-option" {
		return false
	}
	for id := range d.broken {
		if strings.Contains(g.Message+g.Why, `"`+string(id)+`"`) {
			return true
		}
	}
	return false
}

// ofSource reports whether a code is about documents and quotes, which leave
// the meaning of the case as it is.
func ofSource(code string) bool {
	switch code {
	case "bad-source-path", "bad-url", "bad-date", "bad-checksum":
		return true
	}
	return strings.HasPrefix(code, "source-") || strings.HasPrefix(code, "quote-")
}

// index finds what starts at a place: the value beside a key, or the value
// itself.
func (d *decoder) index() map[detente.Pos]*node {
	at := map[detente.Pos]*node{{}: d.f.root}
	d.f.walk(func(s *step) {
		n := s.node
		at[n.pos] = n
		entry := s.up != nil && s.up.node.kind == listNode
		for i, k := range n.keys {
			if !entry || k.pos != n.pos { // an entry of a list stands where its first key does
				at[k.pos] = n.items[i]
			}
		}
	})
	for i, k := range d.f.root.keys {
		at[k.pos] = d.f.root.items[i]
	}
	return at
}

// narrow moves a diagnostic of Case.Check, which knows where a mapping starts,
// to the word in it that the message quotes, and underlines a whole word.
func (d *decoder) narrow(g *detente.Diagnostic, index map[detente.Pos]*node) {
	from := detente.Pos{Line: g.Line, Col: g.Col}
	n := index[from]
	if n == nil {
		return
	}
	word := quotedWord(g.Message)
	if strings.HasPrefix(g.Code, "unknown-") && word != "" && !d.standsAt(from, word) {
		if m := findScalar(n, word); m != nil {
			g.Line, g.Col, g.Width = m.pos.Line, m.pos.Col, utf8.RuneCountInString(word)
			if m.quoted() {
				g.Col++
			}
			return
		}
	}
	if g.Width == 0 {
		rest := d.f.lines.text[d.f.lines.offset(from):]
		if i := strings.IndexAny(rest, " :,\r\n]}"); i > 0 {
			g.Width = utf8.RuneCountInString(rest[:i])
		}
	}
}

func (d *decoder) standsAt(at detente.Pos, word string) bool {
	return at.Line > 0 && strings.HasPrefix(d.f.lines.text[d.f.lines.offset(at):], word)
}

// quotedWord returns the first word in double quotes of a message.
func quotedWord(message string) string {
	_, rest, _ := strings.Cut(message, `"`)
	word, _, _ := strings.Cut(rest, `"`)
	return word
}

// findScalar returns the first value or key below n that is a word.
func findScalar(n *node, word string) *node {
	if n.kind == scalarNode && n.text == word {
		return n
	}
	for i, item := range n.items {
		if n.kind == mappingNode && n.keys[i].text == word {
			return n.keys[i]
		}
		if m := findScalar(item, word); m != nil {
			return m
		}
	}
	return nil
}

package casefile

import (
	"unicode/utf8"

	"detente"
)

// script returns where the text of a scalar stands, byte by byte where it is
// not simply the text that follows the quote.
func (d *decoder) script(n *node) detente.Script {
	s := detente.Script{Text: n.text, Pos: n.pos}
	raw := d.f.lines.text[n.start:n.end]
	switch {
	case raw == n.text:
		return s
	case n.quoted() && len(raw) == len(n.text)+2 && raw[1:len(raw)-1] == n.text:
		s.Pos.Col++
		return s
	}
	offsets := unfold(raw, n)
	if len(offsets) != len(n.text)+1 {
		offsets = make([]int, len(n.text)+1) // at least the start
	}
	s.Places = make([]detente.Pos, len(offsets))
	for i, at := range offsets {
		s.Places[i] = d.f.lines.place(n.start + at)
	}
	return s
}

// condition reads a condition, nil where it is wrong.
func (d *decoder) condition(n *node) *detente.Condition {
	if n == nil || !d.isKind(n, scalarNode, "a condition", "write it as text, like fire=ceasefire and wage >= 4") {
		return nil
	}
	d.f.again[n] = func(e *decoder, m *node) { e.condition(m) }
	s := d.script(n)
	w, err := detente.ParseCondition(n.text)
	if err != nil {
		d.syntax("bad-condition", &s, err)
		return nil
	}
	w.Script = s
	return w
}

// consent reads a consent rule, nil where it is wrong.
func (d *decoder) consent(n *node) *detente.Consent {
	if n == nil || !d.isKind(n, scalarNode, "a consent rule", "write it as text, like russia and ukraine") {
		return nil
	}
	d.f.again[n] = func(e *decoder, m *node) { e.consent(m) }
	s := d.script(n)
	c, err := detente.ParseConsent(n.text)
	if err != nil {
		d.syntax("bad-consent", &s, err)
		return nil
	}
	c.Script = s
	return c
}

// conditions reads a list of conditions.
func (d *decoder) conditions(n *node, what string) []*detente.Condition {
	var out []*detente.Condition
	d.each(n, what, false, func(item *node) {
		if w := d.condition(item); w != nil {
			out = append(out, w)
		}
	})
	return out
}

// syntax reports what is wrong with the text of a rule, at its character.
func (d *decoder) syntax(code string, s *detente.Script, e *detente.SyntaxError) {
	end := min(e.Offset+e.Width, len(s.Text))
	width := 1
	if e.Offset < end {
		width = utf8.RuneCountInString(s.Text[e.Offset:end])
	}
	d.reportAt(detente.Error, code, s.At(e.Offset), width, e.Message, e.Why, e.Help)
	d.offerLowerCase(s, e)
}

package report

import (
	"strings"

	"detente"
)

// sides prints points with their quotes below, each after its place.
func (p *page) sides(b *detente.Sides) {
	p.title(b.Title)
	n := p.cut(len(b.Points), rowLimit)
	width := 0
	for i := range b.Points[:n] {
		for _, q := range b.Points[i].Quotes {
			width = max(width, cells(show(q.Place)))
		}
	}
	width = min(width, p.prose()/4)
	for i := range b.Points[:n] {
		x := &b.Points[i]
		p.markedItems([]detente.Item{{ID: x.ID, Text: headOf(x)}})
		lead := strings.Repeat(" ", 2*len(indent))
		for _, q := range x.Quotes {
			place := p.padded(faint, clip(q.Place, width), width+gap, false)
			for _, s := range wrap("“"+q.Text+"”", p.prose()-len(lead)-width-gap, 0) {
				p.line(lead + place + s)
				place = strings.Repeat(" ", width+gap)
			}
		}
	}
	p.more(len(b.Points) - n)
	p.note(b.Note)
}

// headOf is the line above a point's quotes.
func headOf(x *detente.Point) string {
	s := strings.TrimSpace(x.Sign + " " + x.Text)
	if s == "" {
		s = "-"
	}
	return s
}

// plainSides prints points for a screen reader: the source's name before each
// quote, and why the quotes were set side by side.
func (p *page) plainSides(b *detente.Sides) {
	p.named("Comparison", b.Title, "")
	n := p.cut(len(b.Points), rowLimit)
	for i := range b.Points[:n] {
		x := &b.Points[i]
		p.fact(strings.TrimSpace(x.ID + ": " + x.Text))
		for _, q := range x.Quotes {
			p.fact("Source " + spoken(q.Place) + ": “" + q.Text + "”")
		}
	}
	p.more(len(b.Points) - n)
	p.fact(b.Note)
}

// sides writes points as Markdown: a paragraph each, with its quotes as a list.
func (m *markdown) sides(b *detente.Sides) {
	if b.Title != "" {
		m.line("**%s**\n", mdText(b.Title))
	}
	for i := range b.Points {
		x := &b.Points[i]
		m.line("**%s** %s\n", mdText(x.ID), mdText(headOf(x)))
		for _, q := range x.Quotes {
			m.line("- %s: “%s”", mdText(q.Place), mdText(q.Text))
		}
		m.line("")
	}
	if b.Note != "" {
		m.line("%s\n", mdText(b.Note))
	}
}

// text writes a document as Markdown: what was found is bold, with its id and
// sign behind it.
func (m *markdown) text(t *detente.Text) {
	if t.Note != "" {
		m.line("%s\n", mdText(t.Note))
	}
	if s := legend(t); s != "" {
		m.line("Found: %s.\n", mdText(s))
	}
	cut := newMarker(t)
	for _, c := range chunks(t) {
		var said []string
		for _, r := range c.cellsOf() {
			said = append(said, m.pieces(t, cut.cut(r)))
		}
		s := strings.Join(said, " · ")
		switch {
		case c.Form == detente.Heading:
			s = "### " + s
		case c.Form == detente.Entry:
			s = strings.Repeat("  ", c.Level) + "- " + s
		case c.Label != "":
			s = mdText(c.Label) + " " + s
		}
		m.line("%s\n", s)
	}
}

func (m *markdown) pieces(t *detente.Text, pieces []piece) string {
	var b strings.Builder
	for _, q := range pieces {
		s := mdText(q.text)
		if s == "" {
			b.WriteByte(' ')
			continue
		}
		before, after := edges(q.text)
		if len(q.under) > 0 {
			s = "**" + s + "**"
		}
		b.WriteString(before + s)
		for _, i := range q.closes {
			b.WriteString(" \\[" + mdText(strings.TrimSpace(t.Marks[i].ID+" "+sign(t, t.Marks[i].Kind))) + "\\]")
		}
		b.WriteString(after)
	}
	return b.String()
}

// edges returns a space for white space at the start and at the end of a text,
// which showing it drops.
func edges(s string) (before, after string) {
	const white = " \t\n\v\f\r"
	if s == "" {
		return "", ""
	}
	if strings.IndexByte(white, s[0]) >= 0 {
		before = " "
	}
	if strings.IndexByte(white, s[len(s)-1]) >= 0 {
		after = " "
	}
	return before, after
}

package report

import (
	"slices"
	"strings"
	"unicode"

	"detente"
)

// piece is a stretch of a text under the same highlights, by index.
type piece struct {
	text   string
	under  []int
	opens  []int // highlights whose first piece this is
	closes []int // highlights that opened in this range and whose last piece in it this is
}

// marker cuts a text into pieces, in order from its start.
type marker struct {
	t      *detente.Text
	opened []bool // of each highlight
}

func newMarker(t *detente.Text) *marker {
	return &marker{t: t, opened: make([]bool, len(t.Marks))}
}

// cut returns the pieces of a range of the text.
func (m *marker) cut(at detente.Range) []piece {
	at = within(at, len(m.t.Body))
	ends := []int{at.Start, at.End}
	var here []int
	for i := range m.t.Marks {
		r := within(m.t.Marks[i].Range, len(m.t.Body))
		if r.Start < at.End && r.End > at.Start {
			here = append(here, i)
			ends = append(ends, max(r.Start, at.Start), min(r.End, at.End))
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	var out []piece
	var open []int
	for k := range len(ends) - 1 {
		p := piece{text: m.t.Body[ends[k]:ends[k+1]]}
		for _, i := range here {
			r := m.t.Marks[i].Range
			if r.Start > ends[k] || r.End < ends[k+1] {
				continue
			}
			p.under = append(p.under, i)
			if !m.opened[i] {
				m.opened[i] = true
				p.opens = append(p.opens, i)
				open = append(open, i)
			}
			if (r.End == ends[k+1] || ends[k+1] == at.End) && slices.Contains(open, i) {
				p.closes = append(p.closes, i)
			}
		}
		out = append(out, p)
	}
	return out
}

// within returns the part of a range that lies in a text of n bytes.
func within(r detente.Range, n int) detente.Range {
	r.Start = max(0, min(r.Start, n))
	return detente.Range{Start: r.Start, End: max(r.Start, min(r.End, n))}
}

// chunk is a part of a text as it is shown, with what stands before it on its
// line: a bullet, a number, "Q:".
type chunk struct {
	detente.Part
	lead string
}

// chunks returns the parts of a text, and whatever lies between them and says
// anything, so that the text is whole.
func chunks(t *detente.Text) []chunk {
	var out []chunk
	at := 0
	for _, p := range append(slices.Clone(t.Parts), detente.Part{Range: detente.Range{Start: len(t.Body), End: len(t.Body)}}) {
		p.Range = within(p.Range, len(t.Body))
		p.Start = max(p.Start, at)
		p.End = max(p.Start, p.End)
		between, lead := t.Body[at:p.Start], ""
		if line := between[strings.LastIndexByte(between, '\n')+1:]; p.End > p.Start && p.Form != detente.TableRow && p.Form != detente.HeadRow && len(strings.TrimSpace(line)) <= leadLength {
			between = between[:len(between)-len(line)]
			if says(line) || p.Form == detente.Entry {
				lead = strings.TrimSpace(line)
			}
		}
		if says(between) {
			out = append(out, chunk{Part: detente.Part{Range: detente.Range{Start: at, End: at + len(between)}}})
		}
		if p.End > p.Start {
			out = append(out, chunk{p, lead})
		}
		at = max(at, p.End)
	}
	return out
}

// leadLength is how many bytes a bullet or number before a part has at most.
const leadLength = 8

// says reports whether a text has letters or digits.
func says(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// cellsOf returns the ranges of a chunk that are shown apart: the cells of a row,
// else the chunk itself.
func (c *chunk) cellsOf() []detente.Range {
	if (c.Form == detente.TableRow || c.Form == detente.HeadRow) && len(c.Cells) > 0 {
		return c.Cells
	}
	return []detente.Range{c.Range}
}

// sign returns the sign of a kind of highlights.
func sign(t *detente.Text, kind string) string {
	for _, k := range t.Kinds {
		if k.Name == kind {
			return k.Sign
		}
	}
	return ""
}

// kindsIn returns the kinds of which a text has highlights.
func kindsIn(t *detente.Text) []detente.MarkKind {
	return slices.DeleteFunc(slices.Clone(t.Kinds), func(k detente.MarkKind) bool {
		return !slices.ContainsFunc(t.Marks, func(h detente.Highlight) bool { return h.Kind == k.Name })
	})
}

// legend says what the signs of a text mean.
func legend(t *detente.Text) string {
	var keys []string
	for _, k := range kindsIn(t) {
		keys = append(keys, k.Sign+" "+k.Name)
	}
	return strings.Join(keys, "; ")
}

// nameOf says what a highlight is: "goal, Russia".
func nameOf(h *detente.Highlight) string {
	if h.Note == "" || h.Kind == "" {
		return h.Kind + h.Note
	}
	return h.Kind + ", " + h.Note
}

// textBlock prints a document with its highlights in brackets.
func (p *page) textBlock(t *detente.Text) {
	p.title(t.Title)
	p.note(t.Note)
	p.note(legend(t))
	m := newMarker(t)
	all := chunks(t)
	n := p.cut(len(all), rowLimit)
	for _, c := range all[:n] {
		var said []string
		for _, r := range c.cellsOf() {
			var b strings.Builder
			for _, q := range m.cut(r) {
				for _, i := range q.opens {
					h := &t.Marks[i]
					b.WriteString("[" + strings.TrimSpace(h.ID+" "+sign(t, h.Kind)) + ": ")
				}
				b.WriteString(q.text)
				b.WriteString(strings.Repeat("]", len(q.closes)))
			}
			said = append(said, b.String())
		}
		st := noStyle
		if c.Form == detente.Heading || c.Form == detente.HeadRow {
			st = bold
		}
		p.text(st, strings.TrimSpace(c.Label+" "+c.lead+" "+strings.Join(said, " | ")), len(indent))
	}
	p.more(len(all) - n)
}

// plainText prints a document paragraph by paragraph, each followed by what was
// found in it.
func (p *page) plainText(t *detente.Text) {
	p.named("Document", t.Title, "")
	p.fact(t.Note)
	m := newMarker(t)
	all := chunks(t)
	n := p.cut(len(all), rowLimit)
	for _, c := range all[:n] {
		p.fact(strings.TrimSpace(spokenLabel(c.Label) + c.lead + " " + t.Body[c.Start:c.End]))
		for _, r := range c.cellsOf() {
			for _, q := range m.cut(r) {
				for _, i := range q.opens {
					h := &t.Marks[i]
					r := within(h.Range, len(t.Body))
					p.fact(h.ID + ", " + nameOf(h) + ": “" + t.Body[r.Start:r.End] + "”")
				}
			}
		}
	}
	p.more(len(all) - n)
}

// spokenLabel reads the sign of a paragraph aloud.
func spokenLabel(s string) string {
	if s == "" {
		return ""
	}
	return spoken(s) + ": "
}

package report

import (
	"fmt"
	"strings"

	"detente"
)

// plainBlock prints a block for a screen reader: one fact a line.
func (p *page) plainBlock(b detente.Block) {
	switch b := b.(type) {
	case *detente.Prose:
		for _, s := range paragraphs(b.Text) {
			p.fact(s)
		}
	case *detente.List:
		p.named("List", b.Title, "")
		p.items(b.Items, rowLimit)
	case *detente.Table:
		p.plainTable(b)
	case *detente.Matrix:
		p.plainMatrix(b)
	case *detente.Bars:
		p.named("Amounts", b.Title, b.Unit)
		p.plainBars(b.Bars)
	case *detente.Scatter:
		p.plainScatter(b)
	case *detente.Lines:
		p.plainLines(b)
	case *detente.Density:
		p.plainDensity(b)
	case *detente.Intervals:
		p.named("Ranges", b.Title, axisName(b.X))
		p.plainBars(b.Rows)
	case *detente.Graph:
		p.plainGraph(b)
	case *detente.Text:
		p.plainText(b)
	case *detente.Sides:
		p.plainSides(b)
	}
}

// named introduces a block by what it is, its title and its unit, if it has any.
func (p *page) named(what, title, unit string) {
	if title == p.now {
		title = ""
	}
	if s := withUnit(title, unit); s != "" {
		p.fact(what + ": " + s)
	}
}

// row prints a name and what is said of it: "Row: column value; column value."
func (p *page) row(name string, said []string) {
	p.fact(name + ": " + strings.Join(said, "; "))
}

func (p *page) plainTable(t *detente.Table) {
	p.named("Table", t.Title, "")
	n := p.cut(len(t.Rows), rowLimit)
	for _, row := range t.Rows[:n] {
		var said []string
		for i, c := range t.Columns[min(1, len(t.Columns)):] {
			said = append(said, value(c.Name, at(row, i+1)))
		}
		p.row(spoken(at(row, 0).Text), said)
	}
	p.more(len(t.Rows) - n)
	p.fact(t.Note)
}

// value is a column and what stands in it: "Russia 61", "consent missing: none".
func value(column string, c detente.Cell) string {
	column = show(column)
	if column == "" || c.IsNum || strings.HasSuffix(column, "?") {
		return strings.TrimSpace(column + " " + spoken(c.Text))
	}
	return column + ": " + spoken(c.Text)
}

// spoken is a cell as it is read aloud: an empty one or a dash is "none", and the
// sign of a paragraph its word.
func spoken(s string) string {
	switch s = show(s); s {
	case "", "-", "–", "—":
		return "none"
	}
	return strings.ReplaceAll(s, "¶", "paragraph ")
}

func (p *page) plainMatrix(m *detente.Matrix) {
	p.named("Matrix", m.Title, "")
	n := p.cut(len(m.Rows), matrixLimit)
	for i, r := range m.Rows[:n] {
		var said []string
		for j, name := range m.Columns {
			switch c := matrixAt(m, i, j); {
			case c.Empty:
				said = append(said, name+" no stake")
			case c.Weight > 0:
				said = append(said, name+" "+spoken(c.Text)+", weight "+number(c.Weight))
			default:
				said = append(said, name+" "+spoken(c.Text))
			}
		}
		p.row(r, said)
	}
	p.more(len(m.Rows) - n)
	p.fact(m.Note)
}

func (p *page) plainBars(bars []detente.Bar) {
	n := p.cut(len(bars), rowLimit)
	for i := range bars[:n] {
		b := &bars[i]
		said := []string{number(b.Value)}
		if b.Low < b.High {
			said[0] += ", from " + number(b.Low) + " to " + number(b.High)
		}
		if b.Note != "" {
			said = append(said, b.Note)
		}
		p.row(b.Label, said)
	}
	p.more(len(bars) - n)
}

func (p *page) plainScatter(b *detente.Scatter) {
	p.named("Points", b.Title, "")
	n := p.cut(len(b.Points), rowLimit)
	for _, m := range b.Points[:n] {
		name := strings.TrimSpace(m.Label + " " + m.Kind)
		if m.Label != "" && m.Kind != "" {
			name = m.Label + ", " + m.Kind
		}
		p.row(spokenOr(name, "point"), []string{coordinate(b.X, "across", m.X), coordinate(b.Y, "up", m.Y)})
	}
	p.more(len(b.Points) - n)
	for _, r := range b.Rules {
		axis, name := b.Y, "up"
		if r.Vertical {
			axis, name = b.X, "across"
		}
		p.row("Line, "+spokenOr(r.Label, "no name"), []string{coordinate(axis, name, r.At)})
	}
}

func spokenOr(s, otherwise string) string {
	if s = show(s); s == "" {
		return otherwise
	}
	return s
}

// coordinate is a number on an axis in words: "Russia 61 points".
func coordinate(a detente.Axis, name string, x float64) string {
	return strings.TrimSpace(spokenOr(a.Name, name) + " " + number(x) + " " + a.Unit)
}

func (p *page) plainLines(b *detente.Lines) {
	p.named("Lines", b.Title, "")
	for i := range b.Series {
		s := &b.Series[i]
		marks := knots(s)
		n := p.cut(len(marks), rowLimit)
		for _, k := range marks[:n] {
			said := []string{coordinate(b.X, "across", k.X), coordinate(b.Y, "up", k.Y)}
			if k.Label != "" {
				said = append(said, "size "+k.Label)
			}
			p.row(spokenOr(s.Label, "line"), said)
		}
		p.more(len(marks) - n)
	}
}

func (p *page) plainDensity(b *detente.Density) {
	p.named("Distribution", b.Title, axisName(b.X))
	for _, s := range b.Intervals {
		p.row(s.Label, []string{"from " + number(s.Low) + " to " + number(s.High)})
	}
	for _, m := range b.Marks {
		p.row(m.Label, []string{number(m.X)})
	}
	n := min(len(b.At), len(b.Mass))
	shown := p.cut(n, rowLimit)
	for i := range shown {
		p.row("At "+number(b.At[i]), []string{"height " + detente.FormatNumber(b.Mass[i])})
	}
	p.more(n - shown)
}

func (p *page) plainGraph(b *detente.Graph) {
	p.named("Graph", b.Title, "")
	p.fact(fmt.Sprintf("%s and %s", count(len(b.Nodes), "node", "nodes"), count(len(b.Edges), "edge", "edges")))
	n := p.cut(len(b.Nodes), rowLimit)
	for _, node := range b.Nodes[:n] {
		p.fact("Node " + nodeText(node))
		for _, e := range b.Edges {
			if e.From == node.ID {
				p.fact("From " + node.ID + " to " + edgeText(b, e))
			}
		}
	}
	p.more(len(b.Nodes) - n)
}

package report

import (
	"strings"

	"detente"
)

// series prints lines over a common axis, and their numbers.
func (p *page) series(b *detente.Lines) {
	p.title(b.Title)
	x, y := b.X, b.Y
	for i := range b.Series {
		for _, k := range knots(&b.Series[i]) {
			x, y = include(x, k.X), include(y, k.Y)
		}
	}
	q := newPlot(x, y, p.body())
	for i := range b.Series {
		q.trace(knots(&b.Series[i]), colour(i))
	}
	for i := range b.Series {
		for _, k := range knots(&b.Series[i]) {
			col, row := q.place(k.X, k.Y)
			q.put(col, row, symbol(i), colour(i))
		}
	}
	p.axes(b.X, b.Y)
	p.plot(q)
	for i := range b.Series {
		s := &b.Series[i]
		p.key(symbol(i), colour(i), s.Label+": "+p.path(knots(s)))
	}
}

// knots returns the points of a line.
func knots(s *detente.Series) []detente.Mark {
	n := min(len(s.X), len(s.Y))
	marks := make([]detente.Mark, n)
	for i := range marks {
		marks[i] = detente.Mark{X: s.X[i], Y: s.Y[i]}
		if i < len(s.Size) {
			marks[i].Label = number(s.Size[i])
		}
	}
	return marks
}

// trace draws dots along a line from knot to knot.
func (q *plot) trace(knots []detente.Mark, st style) {
	for i := 1; i < len(knots); i++ {
		a, b := knots[i-1], knots[i]
		from, _ := q.place(a.X, a.Y)
		to, _ := q.place(b.X, b.Y)
		for col := from + 1; col < to; col++ {
			y := a.Y + (b.Y-a.Y)*(q.under(col)-a.X)/(b.X-a.X)
			_, row := q.place(a.X, y)
			q.put(col, row, "·", st)
		}
	}
}

// path writes a line's numbers: "(0; 70), (1; 65)"; a size follows in words.
func (p *page) path(knots []detente.Mark) string {
	n := p.cut(len(knots), rowLimit)
	parts := make([]string, n)
	for i, k := range knots[:n] {
		parts[i] = pointText(k)
		if k.Label != "" {
			parts[i] += " size " + k.Label
		}
	}
	s := strings.Join(parts, ", ")
	if n < len(knots) {
		s += " to " + pointText(knots[len(knots)-1])
	}
	return s
}

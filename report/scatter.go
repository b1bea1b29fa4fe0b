package report

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// symbols tell kinds apart by shape; further kinds take letters.
var symbols = []rune("●○◆△■▽□◇▲▼+×")

func symbol(i int) string {
	if i < len(symbols) {
		return string(symbols[i])
	}
	return string(rune('a' + (i-len(symbols))%26))
}

func colour(i int) style { return palette[i%len(palette)] }

// scatter prints points in a plane, with a legend that gives the numbers.
func (p *page) scatter(b *detente.Scatter) {
	p.title(b.Title)
	x, y := b.X, b.Y
	for _, m := range b.Points {
		x, y = include(x, m.X), include(y, m.Y)
	}
	for _, r := range b.Rules {
		if r.Vertical {
			x = include(x, r.At)
		} else {
			y = include(y, r.At)
		}
	}
	q := newPlot(x, y, p.body())
	for _, r := range b.Rules {
		q.rule(r)
	}
	kinds := kindsOf(b.Points)
	q.points(b.Points, kinds)
	p.axes(b.X, b.Y)
	p.plot(q)
	p.legend(b, kinds)
}

// kindsOf returns the kinds of points in the order in which they appear.
func kindsOf(points []detente.Mark) []string {
	var kinds []string
	for _, m := range points {
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
	}
	return kinds
}

// points draws every point, then writes the labels of those that have one. In a
// place that several share the last one is seen, those with labels before those
// without, and the labels are joined.
func (q *plot) points(points []detente.Mark, kinds []string) {
	type place struct{ col, row int }
	var labelled []place
	labels := map[place][]string{}
	for _, named := range []bool{false, true} {
		for _, m := range points {
			if (m.Label != "") != named {
				continue
			}
			col, row := q.place(m.X, m.Y)
			k := slices.Index(kinds, m.Kind)
			q.put(col, row, symbol(k), colour(k))
			at := place{col, row}
			if named && labels[at] == nil {
				labelled = append(labelled, at)
			}
			if named && !slices.Contains(labels[at], show(m.Label)) {
				labels[at] = append(labels[at], show(m.Label))
			}
		}
	}
	for _, at := range labelled {
		q.label(at.col, at.row, strings.Join(labels[at], ","), q.at(at.col, at.row).style)
	}
}

// legend says what the symbols and lines mean and where the labelled points lie.
func (p *page) legend(b *detente.Scatter, kinds []string) {
	for k, kind := range kinds {
		p.key(symbol(k), colour(k), kindText(b.Points, kind, p.cut(len(b.Points), rowLimit)))
	}
	for _, r := range b.Rules {
		mark := ruleAcross
		if r.Vertical {
			mark = ruleUp
		}
		p.key(mark, faint, strings.TrimSpace(r.Label+" at "+number(r.At)))
	}
}

// key prints one entry of a legend.
func (p *page) key(mark string, st style, text string) {
	for _, s := range wrap(text, p.prose()-2, 0) {
		p.line(p.padded(st, mark, 2, false) + s)
		mark = ""
	}
}

// few is how many points without a name a legend tells by their places.
const few = 4

// kindText names a kind, up to most of its labelled points, and how many there
// are besides.
func kindText(points []detente.Mark, kind string, most int) string {
	var named, places []string
	n := 0
	for _, m := range points {
		if m.Kind != kind {
			continue
		}
		n++
		if m.Label != "" && len(named) < most {
			named = append(named, m.Label+" "+pointText(m))
		} else if m.Label == "" && len(places) < few {
			places = append(places, pointText(m))
		}
	}
	if kind == "" {
		kind = "points"
	}
	switch {
	case len(named) == 0 && len(places) == n:
		return kind + ": " + strings.Join(places, ", ")
	case len(named) == 0:
		return fmt.Sprintf("%s: %d", kind, n)
	case len(named) < n:
		return fmt.Sprintf("%s: %s and %d more", kind, strings.Join(named, ", "), n-len(named))
	}
	return kind + ": " + strings.Join(named, ", ")
}

func pointText(m detente.Mark) string {
	return "(" + number(m.X) + "; " + number(m.Y) + ")"
}

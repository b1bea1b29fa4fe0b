package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// namedLines is how many lines are named at their ends.
const namedLines = 60

// series draws lines over a common axis. Where points have sizes these are the
// areas of their marks. Lines are named at their right ends.
func (c *canvas) series(b *detente.Lines) string {
	x, y := spanOf(b.X), spanOf(b.Y)
	x.whole = true
	var all [][]knot
	biggest, some := 0.0, 0
	for i := range b.Series {
		line := sized(&b.Series[i])
		for _, k := range line {
			x.include(k.x)
			x.whole = x.whole && k.x == math.Trunc(k.x)
			y.include(k.y)
			biggest = max(biggest, k.size)
		}
		some += len(line)
		all = append(all, line)
	}
	if some == 0 {
		return ""
	}
	labels := c.endLabels(b, all)
	room := 0.0
	for _, l := range labels {
		room = max(room, l.text.width())
	}
	height := max(240, min(400, 0.55*c.width), float64(len(labels))*plain.height()+8)
	right := c.right() - 8
	if room > 0 {
		right = c.right() - room - 24
	}
	inset := 6.0
	if biggest > 0 {
		inset = mostSize + 2
	}
	f := c.frame(b.X, b.Y, x, y.rounded(b.Y), height, right, inset)
	for i, line := range all {
		c.trace(b.Series[i].Label, i, line, f)
	}
	c.knots(b, all, f, biggest)
	c.writeEnds(labels, f, all)
	c.sizeLegend(b, biggest)
	c.unnamed(len(b.Series) - namedLines)
	return fmt.Sprintf("%s over %s: %s.", count(len(b.Series), "line", "lines"), axisOr(b.X, "x"), axisOr(b.Y, "y"))
}

// knot is a point of a line.
type knot struct{ x, y, size float64 }

// sized returns the points of a line that have a place, with their sizes.
func sized(s *detente.Series) []knot {
	var out []knot
	for i := range min(len(s.X), len(s.Y)) {
		if !usable(s.X[i], s.Y[i]) {
			continue
		}
		k := knot{x: s.X[i], y: s.Y[i]}
		if i < len(s.Size) && usable(s.Size[i]) {
			k.size = max(0, s.Size[i])
		}
		out = append(out, k)
	}
	return out
}

// trace draws one line.
func (c *canvas) trace(name string, i int, line []knot, f frame) {
	if len(line) == 0 {
		return
	}
	s, d := nth(i), new(pen)
	for k, at := range line {
		if k == 0 {
			d.move(f.x.at(at.x), f.y.at(at.y))
		} else {
			d.to(f.x.at(at.x), f.y.at(at.y))
		}
	}
	c.mark("series", name+": "+count(len(line), "point", "points"), func() { c.stroke(s.stroke(), d, s.dash) })
}

// knots draws the points of all lines that have few enough, large ones first so
// that none is hidden.
func (c *canvas) knots(b *detente.Lines, all [][]knot, f frame, biggest float64) {
	type point struct {
		series int
		knot
	}
	var points []point
	for i, line := range all {
		for _, k := range line {
			points = append(points, point{i, k})
		}
	}
	if len(points) > 2*namedMarks {
		return
	}
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(b.size, a.size) })
	for _, at := range points {
		text := fmt.Sprintf("%s: %s %s, %s %s", b.Series[at.series].Label, axisOr(b.X, "x"), short(at.x), axisOr(b.Y, "y"), short(at.y))
		if biggest > 0 {
			text += ", " + sizeName(b) + " " + short(at.size)
		}
		c.mark("point", text, func() { c.swatch(nth(at.series), f.x.at(at.x), f.y.at(at.y), sizeRadius(at.size, biggest)) })
	}
}

// mostSize is the radius of the mark of the largest size.
const mostSize = 11.0

// sizeRadius returns the radius of a mark whose area is its size.
func sizeRadius(size, biggest float64) float64 {
	if biggest == 0 {
		return radius - 0.5
	}
	return max(2, mostSize*math.Sqrt(size/biggest))
}

func sizeName(b *detente.Lines) string {
	if b.SizeName != "" {
		return b.SizeName
	}
	return "size"
}

func (c *canvas) sizeLegend(b *detente.Lines, biggest float64) {
	if biggest == 0 {
		return
	}
	var out []entry
	for _, part := range []float64{1, 0.25} {
		out = append(out, entry{sizeName(b) + " " + short(biggest*part), func(x, y float64) {
			c.swatch(style{colour: 0, shape: circle}, x, y, sizeRadius(biggest*part, biggest))
		}})
	}
	c.y += 6
	c.legend(out)
}

// endLabel is the name of a line, to stand at its end.
type endLabel struct {
	series int
	text   text
}

// endLabels returns the names of the lines that have an end and a name.
func (c *canvas) endLabels(b *detente.Lines, all [][]knot) []endLabel {
	var out []endLabel
	for i := range all {
		if i < namedLines && len(all[i]) > 0 && strings.TrimSpace(b.Series[i].Label) != "" {
			out = append(out, endLabel{i, line(b.Series[i].Label, c.width*0.3, plain)})
		}
	}
	return out
}

// writeEnds writes the names at the ends of their lines, moved apart as far as
// they must be, each with the line's sign and a leader.
func (c *canvas) writeEnds(labels []endLabel, f frame, all [][]knot) {
	at := func(l endLabel) (x, y float64) {
		last := all[l.series][len(all[l.series])-1]
		return f.x.at(last.x), f.y.at(last.y)
	}
	slices.SortStableFunc(labels, func(a, b endLabel) int {
		_, ya := at(a)
		_, yb := at(b)
		switch {
		case ya < yb:
			return -1
		case ya > yb:
			return 1
		}
		return a.series - b.series
	})
	want, gap := make([]float64, len(labels)), make([]float64, len(labels))
	for i, l := range labels {
		_, want[i] = at(l)
		gap[i] = plain.height()
	}
	half := plain.height() / 2
	for i, y := range spread(want, gap, f.area.y0+half, f.area.y1-half) {
		l := labels[i]
		x0, y0 := at(l)
		c.stroke("leader", new(pen).move(x0, y0).to(f.area.x1+4, y).to(f.area.x1+8, y), "")
		c.swatch(nth(l.series), f.area.x1+13, y, 3.5)
		c.text("label", start, f.area.x1+20, y-half, l.text)
	}
}

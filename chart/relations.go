package chart

import (
	"math"
	"slices"
)

// drawMap draws parties around an oval, or, where it has no room for them, in
// two columns that bulge like one, with bent arrows between them.
func (g *network) drawMap() {
	c := g.c
	most := 130.0
	if c.narrow() {
		most = 104
	}
	var names []string
	for _, n := range g.nodes {
		names = append(names, g.nodeText(n))
	}
	widths, heights := g.measure(names, most, 3)
	top := c.y
	g.oval(widths, heights)
	for i := range g.boxes {
		for _, other := range g.boxes[:i] {
			if g.boxes[i].grown(8).overlaps(other) {
				g.columns(widths, heights)
				break
			}
		}
	}
	centre := [2]float64{c.width / 2, (top + c.y) / 2}
	middles := make([][2]float64, len(g.arcs))
	beside := map[[2]int]int{}
	for i, a := range g.arcs {
		n := beside[pairOf(a)]
		beside[pairOf(a)]++
		c.mark("arc", g.arcName(a), func() { middles[i] = g.bow(a, centre, n) })
	}
	g.drawNodes()
	g.writeArcs(middles, box{c.left(), top, c.right(), c.y})
	c.legend(g.entries())
}

// oval places the nodes around an oval, clockwise from the top.
func (g *network) oval(widths, heights []float64) {
	c, n := g.c, len(g.nodes)
	wide, high := 0.0, 0.0
	for i := range widths {
		wide, high = max(wide, widths[i]), max(high, heights[i])
	}
	a, b := (c.right()-c.left()-wide)/2, max(90, 24*float64(n))
	a = min(a, 2.2*b)
	turn := 0.0
	if n == 2 {
		turn, b = -math.Pi/2, 20
	}
	top := c.y
	for i := range g.nodes {
		sin, cos := math.Sincos(turn + 2*math.Pi*float64(i)/float64(n))
		x, y := c.width/2+a*sin, top+4+high/2+b-b*cos
		g.boxes = append(g.boxes, box{x - widths[i]/2, y - heights[i]/2, x + widths[i]/2, y + heights[i]/2})
	}
	c.y = top + 8 + 2*b + high
}

// columns places the nodes in two columns, the first half at the right from
// the top down, the others at the left from the bottom up.
func (g *network) columns(widths, heights []float64) {
	c, n := g.c, len(g.nodes)
	high := 0.0
	for _, h := range heights {
		high = max(high, h)
	}
	rows := (n + 1) / 2
	top, step := g.boxes[0].y0, high+14
	for i := range g.nodes {
		row, side := i, 1.0
		if i >= rows {
			row, side = n-1-i, -1
		}
		from := 2*float64(row)/float64(max(1, rows-1)) - 1 // -1 on top, 1 below
		outmost := (c.right() - c.left() - widths[i]) / 2
		out := max(widths[i]/2+24, outmost*(1-0.35*from*from))
		x, y := c.width/2+side*min(out, outmost), top+high/2+step*float64(row)
		g.boxes[i] = box{x - widths[i]/2, y - heights[i]/2, x + widths[i]/2, y + heights[i]/2}
	}
	c.y = top + step*float64(rows)
}

// bow draws an arrow between two nodes, bent towards the middle of the map; the
// nth between the same two bends differently. It returns the arrow's middle.
func (g *network) bow(a arc, centre [2]float64, n int) [2]float64 {
	p, r := middleOf(g.boxes[a.from]), middleOf(g.boxes[a.to])
	mid := [2]float64{(p[0] + r[0]) / 2, (p[1] + r[1]) / 2}
	q := [2]float64{mid[0] + 0.35*(centre[0]-mid[0]), mid[1] + 0.35*(centre[1]-mid[1])}
	dx, dy := r[0]-p[0], r[1]-p[1]
	long := max(1, math.Hypot(dx, dy))
	off := 14 - 28*float64(n) // to one side, then the other
	if a.from > a.to {
		off = -off
	}
	q[0] -= off * dy / long
	q[1] += off * dx / long
	at := func(t float64) [2]float64 {
		u := 1 - t
		return [2]float64{u*u*p[0] + 2*u*t*q[0] + t*t*r[0], u*u*p[1] + 2*u*t*q[1] + t*t*r[1]}
	}
	from, to := leaves(at, g.boxes[a.from], 0, 1), leaves(at, g.boxes[a.to], 1, 0)
	if from >= to { // the two all but touch
		from, to = 0.4, 0.6
	}
	look := g.look(a)
	first, last := at(from), at(to)
	// The control point of the part between two parameters of a quadratic curve.
	ctl := [2]float64{
		(1-from)*(1-to)*p[0] + ((1-from)*to+from*(1-to))*q[0] + from*to*r[0],
		(1-from)*(1-to)*p[1] + ((1-from)*to+from*(1-to))*q[1] + from*to*r[1],
	}
	d := new(pen).move(first[0], first[1]).command('Q', ctl[0], ctl[1], last[0], last[1])
	g.c.stroke(look.stroke(), d, look.dash)
	g.head(look, ctl, last)
	if a.both {
		g.head(look, ctl, first)
	}
	m := g.apart(at, from, to)
	g.c.swatch(look, m[0], m[1], 5)
	return m
}

// apart returns the place for an arrow's sign: its middle, or as near to it as
// keeps off the other signs.
func (g *network) apart(at func(t float64) [2]float64, from, to float64) [2]float64 {
	for _, part := range [...]float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74} {
		m := at(from + part*(to-from))
		near := func(o [2]float64) bool { return math.Hypot(m[0]-o[0], m[1]-o[1]) < 15 }
		if !slices.ContainsFunc(g.signs, near) {
			g.signs = append(g.signs, m)
			return m
		}
	}
	return at((from + to) / 2)
}

func middleOf(b box) [2]float64 { return [2]float64{(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2} }

// leaves returns the parameter at which a curve that starts in a box leaves it,
// going from one end towards the other.
func leaves(at func(t float64) [2]float64, b box, from, to float64) float64 {
	const steps = 128
	b = b.grown(3)
	for k := range steps {
		t := from + (to-from)*float64(k)/steps
		if x := at(t); !(box{x[0], x[1], x[0], x[1]}).within(b) {
			return t
		}
	}
	return to
}

// head draws a tip at the end of a curve that comes from a control point.
func (g *network) head(s style, from, at [2]float64) {
	dx, dy := at[0]-from[0], at[1]-from[1]
	long := math.Hypot(dx, dy)
	if long == 0 {
		dx, long = 1, 1
	}
	g.c.arrowhead(s, at[0], at[1], dx/long, dy/long)
}

package chart

import (
	"fmt"
	"slices"
	"strconv"
)

// crossings draws a graph that is too large for arrows as a table: a sign where
// a row's node leads to a column's. Rows and columns have short names, as many
// as there is room for, and on a page rows have their whole ones.
func (g *network) crossings() {
	c, n := g.c, len(g.nodes)
	tags, rest := g.tags()
	number := 6.0
	for _, t := range tags {
		number = max(number, width(t, small)+6)
	}
	names := 0.0
	if !c.narrow() {
		names = 150
	}
	left, right := c.left()+number+names, c.right()-2
	cell := min(18, (right-left)/float64(n))
	high := max(cell, 14)
	if n > 120 {
		high = cell
	}
	top := c.y + small.height() + 4
	x := func(k float64) float64 { return left + k*cell }
	y := func(k float64) float64 { return top + k*high }
	every := func(size, room float64) int { return max(1, int((room+size-0.01)/size)) }

	c.begin("axes")
	for k := 0; k < n; k += every(cell, number+2) {
		c.text("tick", middle, x(float64(k)+0.5), c.y, line(tags[k], number, small))
	}
	step := every(high, small.height())
	for k := 0; k < n; k += step {
		mid := y(float64(k)+0.5) - small.height()/2
		c.text("tick", end, left-6, mid, line(tags[k], number, small))
		if names > 0 {
			c.text("key", start, c.left(), mid, line(rest[k], names-6, small))
		}
	}
	for k := 0; k <= n; k += step {
		c.line("grid", x(0), y(float64(k)), x(float64(n)), y(float64(k)), "")
	}
	for k := 0; k <= n; k += every(cell, 12) {
		c.line("grid", x(float64(k)), y(0), x(float64(k)), y(float64(n)), "")
	}
	c.end()
	g.cells(x, y, min(cell, high)/2)
	c.y = y(float64(n)) + 4
	c.legend(g.arcEntries())
	c.note("Row leads to column; the table has the whole names.")
}

// tags returns a short name for each node, its own or a number, and what is left
// to say.
func (g *network) tags() (tags, rest []string) {
	short := true
	for _, n := range g.nodes {
		short = short && width(clean(n.ID), small) <= 40
	}
	for i, n := range g.nodes {
		if short {
			tags, rest = append(tags, clean(n.ID)), append(rest, n.Label)
		} else {
			tags, rest = append(tags, strconv.Itoa(i+1)), append(rest, g.nodeText(n))
		}
	}
	return tags, rest
}

// cells draws the signs: one by one with names where they are few, else all of
// a look together.
func (g *network) cells(x, y func(float64) float64, r float64) {
	r = max(0.8, r*0.8)
	var looks []style
	var together []*pen
	var sizes []int
	draw := func(a arc) {
		look := g.look(a)
		look.dash = ""
		cx, cy := x(float64(a.to)+0.5), y(float64(a.from)+0.5)
		if len(g.arcs) <= namedMarks {
			g.c.mark("point", g.arcName(a), func() { g.c.swatch(look, cx, cy, r) })
			return
		}
		k := slices.Index(looks, look)
		if k < 0 {
			k = len(looks)
			looks, together, sizes = append(looks, look), append(together, new(pen)), append(sizes, 0)
		}
		together[k].outline(look.shape, cx, cy, r)
		sizes[k]++
	}
	for _, a := range g.arcs {
		one := a
		one.both = false
		draw(one)
		if a.both {
			one.from, one.to = a.to, a.from
			draw(one)
		}
	}
	for k, look := range looks {
		g.c.mark("points", fmt.Sprintf("%s of one kind", count(sizes[k], "arrow", "arrows")), func() { g.c.shapes(look, together[k]) })
	}
}

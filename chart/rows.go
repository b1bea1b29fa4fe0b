package chart

import (
	"strings"

	"detente"
)

// mostRows is how many rows a picture shows; the table has the others.
const mostRows = 80

// rows is a picture of amounts under each other: a label, a strip to draw in,
// and the amount in figures. On a phone label and figures stand above the strip.
type rows struct {
	c          *canvas
	bars       []detente.Bar
	labels     []text
	notes      []text
	values     []text
	x          scale
	labelRoom  float64
	valueRoom  float64
	upperEdges []float64 // of each row, and the lower edge of the last
	strips     []float64 // the middle of each row's strip
}

// strip is the height in which a row draws.
const strip = 20

// newRows measures the rows and lays them out from the canvas' place down.
func (c *canvas) newRows(bars []detente.Bar, x span) *rows {
	r := &rows{c: c, bars: bars[:min(len(bars), mostRows)]}
	whole := c.right() - c.left()
	for i := range r.bars {
		v := line(amount(&r.bars[i]), whole*0.4, plain)
		r.values = append(r.values, v)
		r.valueRoom = max(r.valueRoom, v.width())
	}
	r.labelRoom = whole - r.valueRoom - 12
	if !c.narrow() {
		r.labelRoom = 0
		for i := range r.bars {
			r.labelRoom = max(r.labelRoom, width(clean(r.bars[i].Label), plain), width(clean(r.bars[i].Note), small))
		}
		r.labelRoom = min(r.labelRoom, whole*0.36)
	}
	from, to := c.left()+r.labelRoom+10, c.right()-r.valueRoom-12
	if c.narrow() {
		from, to = c.left()+2, c.right()-2
	}
	r.x = newScale(x, from, to)
	y := c.y
	for i := range r.bars {
		r.labels = append(r.labels, wrap(r.bars[i].Label, r.labelRoom+1, plain, 3))
		r.notes = append(r.notes, wrap(r.bars[i].Note, r.noteRoom(), small, 2))
		r.upperEdges = append(r.upperEdges, y)
		label, note := max(r.labels[i].height(), r.values[i].height()), r.notes[i].height()
		if c.narrow() {
			r.strips = append(r.strips, y+label+strip/2)
			y += label + strip + note + 6
		} else {
			room := max(strip+4, r.labels[i].height()+note+6)
			r.strips = append(r.strips, y+room/2)
			y += room
		}
	}
	r.upperEdges = append(r.upperEdges, y)
	return r
}

func (r *rows) noteRoom() float64 {
	if r.c.narrow() {
		return r.c.right() - r.c.left()
	}
	return r.labelRoom + 1
}

// draw draws the grid, then every row, and moves below the axis and its name.
func (r *rows) draw(axis detente.Axis, mark func(b *detente.Bar, y float64)) {
	c, bottom := r.c, r.upperEdges[len(r.bars)]
	c.begin("axes")
	for _, t := range r.x.fittingTicks(c.left(), c.right()) {
		for i := range r.bars {
			c.line("grid", t.at, r.gridTop(i), t.at, r.gridBottom(i), "")
		}
	}
	c.line("axis", r.x.from, bottom, r.x.to, bottom, "")
	c.xTicks(r.x, bottom, bottom+3, c.left(), c.right())
	c.end()
	for i := range r.bars {
		b := &r.bars[i]
		c.mark("row", barName(b, axis), func() {
			r.words(i)
			mark(b, r.strips[i])
		})
	}
	c.y = bottom + 9 + small.height()
	c.axisName(axis, max(r.x.to, c.left()+120))
}

func (r *rows) gridTop(i int) float64 {
	if r.c.narrow() {
		return r.strips[i] - strip/2
	}
	return r.upperEdges[i]
}

func (r *rows) gridBottom(i int) float64 {
	if r.c.narrow() {
		return r.strips[i] + strip/2
	}
	return r.upperEdges[i+1]
}

// words writes a row's label, note and amount.
func (r *rows) words(i int) {
	c, l, n, v := r.c, r.labels[i], r.notes[i], r.values[i]
	if c.narrow() {
		c.text("label", start, c.left(), r.upperEdges[i], l)
		c.text("value", end, c.right(), r.upperEdges[i], v)
		c.text("note", start, c.left(), r.strips[i]+strip/2, n)
		return
	}
	y := r.strips[i] - (l.height()+n.height())/2
	y = c.text("label", end, c.left()+r.labelRoom, y, l)
	c.text("note", end, c.left()+r.labelRoom, y, n)
	c.text("value", start, r.x.to+12, r.strips[i]-v.height()/2, v)
}

// amount is a bar's number, with its interval.
func amount(b *detente.Bar) string {
	var parts []string
	if usable(b.Value) {
		parts = append(parts, short(b.Value))
	}
	if ranged(b) {
		between := short(b.Low) + " to " + short(b.High)
		if usable(b.Value) {
			between = "(" + between + ")"
		}
		parts = append(parts, between)
	}
	return strings.Join(parts, " ")
}

// ranged reports whether a bar has an interval.
func ranged(b *detente.Bar) bool { return usable(b.Low, b.High) && b.Low < b.High }

// barName is a bar in words: "Russia: 35 (30 to 40) utility; as the case states".
func barName(b *detente.Bar, axis detente.Axis) string {
	s := strings.TrimSpace(amount(b) + " " + axis.Unit)
	if b.Group != "" {
		s = b.Group + ": " + s
	}
	if b.Label != "" {
		s = b.Label + ": " + s
	}
	if b.Note != "" {
		s += "; " + b.Note
	}
	return s
}

// shown returns the bars that have an amount or an interval.
func shown(bars []detente.Bar) []detente.Bar {
	var out []detente.Bar
	for i := range bars {
		if usable(bars[i].Value) || ranged(&bars[i]) {
			out = append(out, bars[i])
		}
	}
	return out
}

package chart

import (
	"fmt"
	"math"
	"strings"

	"detente"
)

// fewLines is up to how many marks each has a look of its own; beyond, a kind
// has one.
const fewLines = 12

// parallel draws points in three or more directions: a horizontal axis for each
// direction, under each other, and a line through each point's places.
type parallel struct {
	c         *canvas
	axes      []detente.Axis
	labels    []text
	marks     []detente.Mark
	looks     []style
	scales    []scale
	ys        []float64 // of the axes
	labelRoom float64
}

// Distances in a picture of parallel axes.
const (
	axisGap   = 46.0 // between two axes
	labelBand = 46.0 // above the first, for labels
)

func (c *canvas) parallel(b *detente.Scatter) string {
	p := &parallel{c: c, axes: append([]detente.Axis{b.X, b.Y}, b.More...)}
	for _, m := range b.Points {
		if usable(coordinates(m, len(p.axes))...) {
			p.marks = append(p.marks, m)
		}
	}
	if len(p.marks) == 0 {
		return ""
	}
	p.look()
	p.lay()
	p.drawAxes()
	p.worse()
	p.drawMarks()
	unnamed := p.names()
	c.y = p.ys[len(p.ys)-1] + 18
	if p.shared() {
		bottom := p.ys[len(p.ys)-1] + 8
		c.begin("axes")
		c.xTicks(p.scales[0], bottom, bottom+3, c.left(), c.right())
		c.end()
		c.y = bottom + 9 + small.height()
		c.axisName(detente.Axis{Unit: b.X.Unit}, c.right())
	}
	c.legend(p.entries())
	c.unnamed(unnamed)
	return fmt.Sprintf("%s by %s, an axis for each.", count(len(p.marks), "point", "points"), axisNames(p.axes))
}

// coordinates returns a mark's places in n directions.
func coordinates(m detente.Mark, n int) []float64 {
	out := append([]float64{m.X, m.Y}, m.More...)
	for len(out) < n {
		out = append(out, math.NaN())
	}
	return out[:n]
}

func axisNames(axes []detente.Axis) string {
	names := make([]string, len(axes))
	for i, a := range axes {
		names[i] = axisOr(a, fmt.Sprintf("direction %d", i+1))
	}
	return strings.Join(names, ", ")
}

// look chooses how each mark looks.
func (p *parallel) look() {
	p.looks = looksOf(p.marks)
	if len(p.marks) > fewLines {
		return
	}
	next := 0
	for i, m := range p.marks {
		if m.Kind == "no deal" {
			continue
		}
		hollow := p.looks[i].hollow
		p.looks[i] = nth(next)
		p.looks[i].hollow = hollow
		next++
	}
}

// lay places the axes: their names stand to the left, on a phone above.
func (p *parallel) lay() {
	c := p.c
	whole := c.right() - c.left()
	if !c.narrow() {
		for _, a := range p.axes {
			p.labelRoom = max(p.labelRoom, width(clean(p.axisLabel(a)), plain))
		}
		p.labelRoom = min(p.labelRoom, whole*0.32)
	}
	room := whole - 20
	if p.labelRoom > 0 {
		room = p.labelRoom + 1
	}
	all := make([]span, len(p.axes))
	for i, a := range p.axes {
		all[i] = spanOf(a)
		for _, m := range p.marks {
			all[i].include(coordinates(m, len(p.axes))[i])
		}
	}
	y := c.y + labelBand
	for i, a := range p.axes {
		t := wrap(p.axisLabel(a), room, plain, 2)
		if p.labelRoom == 0 {
			y += t.height()
		}
		p.labels, p.ys = append(p.labels, t), append(p.ys, y)
		p.scales = append(p.scales, newScale(all[i], c.left()+p.labelRoom+22, c.right()-14))
		y += max(axisGap, t.height()+24)
	}
	if p.labelRoom == 0 {
		for i := range p.scales {
			p.scales[i].from = c.left() + 12
		}
	}
}

// axisLabel is an axis' name, with its unit where the units differ.
func (p *parallel) axisLabel(a detente.Axis) string {
	if p.sameUnit() {
		return a.Name
	}
	return axisName(a)
}

func (p *parallel) sameUnit() bool {
	for _, a := range p.axes {
		if a.Unit != p.axes[0].Unit {
			return false
		}
	}
	return true
}

// shared reports whether all axes have the same numbers, which then stand
// once, below the last.
func (p *parallel) shared() bool {
	for _, s := range p.scales {
		if s != p.scales[0] {
			return false
		}
	}
	return p.sameUnit()
}

func (p *parallel) drawAxes() {
	c := p.c
	c.begin("axes")
	for i, y := range p.ys {
		s, t := p.scales[i], p.labels[i]
		c.line("axis", s.from, y, s.to, y, "")
		if p.labelRoom > 0 {
			c.text("label", end, c.left()+p.labelRoom, y-t.height()/2, t)
		} else {
			c.text("label halo", start, c.left(), y-8-t.height(), t)
		}
		if p.shared() {
			continue
		}
		low, high := line(short(s.low), 80, small), line(short(s.high), 80, small)
		c.text("tick", start, s.from, y+6, low)
		c.text("tick", end, s.to, y+6, high)
	}
	c.end()
}

// worse shades what is worse than no deal on each axis.
func (p *parallel) worse() {
	for _, m := range p.marks {
		if m.Kind != "no deal" {
			continue
		}
		for i, x := range coordinates(m, len(p.axes)) {
			p.c.rect("worse", box{p.scales[i].from, p.ys[i] - 5, p.scales[i].at(x), p.ys[i] + 5}, 0)
		}
		return
	}
}

// drawMarks draws the lines and their places on the axes.
func (p *parallel) drawMarks() {
	c := p.c
	for i, m := range p.marks {
		at, d := coordinates(m, len(p.axes)), new(pen)
		for k, x := range at {
			letter := byte('L')
			if k == 0 {
				letter = 'M'
			}
			d.command(letter, p.scales[k].at(x), p.ys[k])
		}
		class := "point"
		if len(p.marks) > 4*fewLines && m.Kind != "no deal" {
			class = "point crowd"
		}
		c.mark(class, p.name(m), func() {
			c.stroke(p.looks[i].stroke(), d, p.dash(i))
			if len(p.marks) > namedMarks {
				return
			}
			shapes := new(pen)
			for k, x := range at {
				shapes.outline(p.looks[i].shape, p.scales[k].at(x), p.ys[k], radius-0.5)
			}
			c.shapes(p.looks[i], shapes)
		})
	}
}

// names writes labels above the first axis and returns how many had no room.
func (p *parallel) names() int {
	high := p.labels[0].height()
	bounds := box{p.c.left(), p.ys[0] - labelBand, p.c.right(), p.ys[0] - max(9, high/2+1)}
	if p.labelRoom == 0 {
		bounds.y0, bounds.y1 = p.ys[0]-high-labelBand, p.ys[0]-high-9
	}
	placed, unnamed := newPlacer(bounds), 0
	placed.up = true
	for _, m := range p.marks {
		if clean(m.Label) != "" && !p.c.label(placed, p.scales[0].at(m.X), bounds.y1, 0, m.Label) {
			unnamed++
		}
	}
	return unnamed
}

// entries tell the marks apart where they are few, else their kinds.
func (p *parallel) entries() []entry {
	var out []entry
	seen := map[string]bool{}
	for i, m := range p.marks {
		text := m.Kind
		if len(p.marks) <= fewLines {
			text = named(detente.Mark{Kind: m.Kind}, m.Label)
			if m.Label == m.Kind {
				text = m.Kind
			}
		}
		if text = strings.TrimSpace(text); text == "" || seen[text] {
			continue
		}
		seen[text] = true
		out = append(out, entry{text, func(x, y float64) {
			p.c.line(p.looks[i].stroke(), x-11, y, x+11, y, p.dash(i))
			p.c.swatch(p.looks[i], x, y, radius-0.5)
		}})
	}
	for _, m := range p.marks {
		if m.Kind == "no deal" {
			return append(out, entry{"worse than no deal", func(x, y float64) { p.c.rect("worse", box{x - 10, y - 5, x + 10, y + 5}, 0) }})
		}
	}
	return out
}

// dash is that of a mark's line.
func (p *parallel) dash(i int) string {
	if p.marks[i].Kind == "no deal" {
		return "2 3"
	}
	return p.looks[i].dash
}

func (p *parallel) name(m detente.Mark) string {
	var parts []string
	for k, x := range coordinates(m, len(p.axes)) {
		parts = append(parts, fmt.Sprintf("%s %s", axisOr(p.axes[k], fmt.Sprintf("direction %d", k+1)), short(x)))
	}
	return named(m, strings.Join(parts, ", "))
}

// named puts a mark's label before and its kind after what is said of it.
func named(m detente.Mark, what string) string {
	if m.Label != "" {
		what = m.Label + ": " + what
	}
	if m.Kind != "" && m.Kind != m.Label {
		what += " (" + m.Kind + ")"
	}
	return what
}

package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// How much of a scatter is drawn one by one: further marks share a path for
// each kind, and further labels are left to the table.
const (
	namedMarks   = 400
	placedLabels = 120
)

// scatter draws points in a plane.
func (c *canvas) scatter(b *detente.Scatter) string {
	p := &plane{c: c, b: b}
	if !p.gather() {
		return ""
	}
	height := max(300, min(420, 0.62*c.width))
	p.frame = c.frame(b.X, b.Y, p.xs.rounded(b.X), p.ys.rounded(b.Y), height, c.right()-8, 0)
	p.placer = newPlacer(p.area.grown(-2))
	p.areas()
	p.rules()
	p.paths()
	p.points()
	p.names()
	c.legend(p.entries())
	c.unnamed(p.unnamed)
	return p.description()
}

// plane is a scatter while it is drawn.
type plane struct {
	c *canvas
	b *detente.Scatter
	frame
	xs, ys  span
	marks   []detente.Mark // those that have a place
	kinds   []string
	styles  []style
	placer  *placer
	unnamed int
}

// gather collects the marks, kinds and ranges. It reports whether there is
// anything to show.
func (p *plane) gather() bool {
	p.xs, p.ys = spanOf(p.b.X), spanOf(p.b.Y)
	for _, m := range p.b.Points {
		if usable(m.X, m.Y) {
			p.marks = append(p.marks, m)
			p.xs.include(m.X)
			p.ys.include(m.Y)
		}
	}
	p.kinds = kindsOf(p.marks)
	p.styles = styles(p.kinds)
	for _, r := range p.b.Rules {
		if r.Vertical {
			p.xs.include(r.At)
		} else {
			p.ys.include(r.At)
		}
	}
	lines := false
	for i := range p.b.Paths {
		for _, k := range knots(&p.b.Paths[i]) {
			p.xs.include(k.X)
			p.ys.include(k.Y)
			lines = true
		}
	}
	return len(p.marks) > 0 || lines
}

func (p *plane) style(kind string) style { return p.styles[slices.Index(p.kinds, kind)] }

// areas shades rectangles, as much of them as lies in the plot.
func (p *plane) areas() {
	for _, a := range p.b.Areas {
		if !usable(a.Low[0], a.Low[1], a.High[0], a.High[1]) {
			continue
		}
		b := box{
			max(p.area.x0, p.x.at(a.Low[0])), max(p.area.y0, p.y.at(a.High[1])),
			min(p.area.x1, p.x.at(a.High[0])), min(p.area.y1, p.y.at(a.Low[1])),
		}
		if b.x0 >= b.x1 || b.y0 >= b.y1 {
			continue
		}
		p.c.mark("zone", fmt.Sprintf("%s: %s from %s to %s, %s from %s to %s", a.Label,
			axisOr(p.b.X, "x"), short(a.Low[0]), short(a.High[0]), axisOr(p.b.Y, "y"), short(a.Low[1]), short(a.High[1])),
			func() { p.c.rect("area", b, 0) })
		if t := line(a.Label, b.x1-b.x0-12, small); len(t.lines) > 0 && b.x1-b.x0 > 60 && b.y1-b.y0 > 2*t.height() {
			at := box{b.x1 - 6 - t.width(), b.y0 + 4, b.x1 - 6, b.y0 + 4 + t.height()}
			if at.within(p.placer.bounds) && p.placer.free(at, leader{}, false) {
				p.placer.taken = append(p.placer.taken, at)
				p.c.text("zone-name", end, at.x1, at.y0, t)
			}
		}
	}
}

// rules draws lines across the plot, named at their ends.
func (p *plane) rules() {
	for _, r := range p.b.Rules {
		if !usable(r.At) {
			continue
		}
		name := strings.TrimSpace(r.Label + " " + short(r.At))
		l := leader{p.area.x0, p.y.at(r.At), p.area.x1, p.y.at(r.At)}
		ends := [][2]float64{{l.x1, l.y1}, {l.x0, l.y0}}
		if r.Vertical {
			l = leader{p.x.at(r.At), p.area.y1, p.x.at(r.At), p.area.y0}
			ends = [][2]float64{{l.x1, l.y1}, {l.x0, l.y0}}
		}
		p.c.mark("rule", name, func() { p.c.line("threshold", l.x0, l.y0, l.x1, l.y1, "5 4") })
		p.placer.drawLine(l.x0, l.y0, l.x1, l.y1)
		t := line(name, p.area.x1-p.area.x0-8, small)
		for _, e := range ends {
			if at, _, ok := p.placer.place(e[0], e[1], 0, t.width(), t.height(), 2); ok {
				p.c.text("rule-name halo", start, at.x0, at.y0, t)
				break
			}
		}
	}
}

// paths draws lines through the plane, such as a frontier.
func (p *plane) paths() {
	for i := range p.b.Paths {
		s := &p.b.Paths[i]
		line := knots(s)
		if len(line) == 0 {
			continue
		}
		d := new(pen)
		for k, m := range line {
			x, y := p.x.at(m.X), p.y.at(m.Y)
			if k == 0 {
				d.move(x, y)
				continue
			}
			d.to(x, y)
			p.placer.drawLine(p.x.at(line[k-1].X), p.y.at(line[k-1].Y), x, y)
		}
		p.c.mark("frontier", s.Label+": "+count(len(line), "point", "points"), func() { p.c.stroke(nth(i).stroke(), d, dashes[i%len(dashes)]) })
	}
}

// knots returns the points of a line that have a place.
func knots(s *detente.Series) []detente.Mark {
	var out []detente.Mark
	for i := range min(len(s.X), len(s.Y)) {
		if usable(s.X[i], s.Y[i]) {
			out = append(out, detente.Mark{X: s.X[i], Y: s.Y[i]})
		}
	}
	return out
}

// points draws the marks: those that are too many for a name first, as a crowd,
// then the others one by one. Where several stand in one place, each further
// kind is drawn around the ones before.
func (p *plane) points() {
	named, crowd := p.split()
	for k, kind := range p.kinds {
		if len(crowd[k]) == 0 {
			continue
		}
		d := new(pen)
		for _, m := range crowd[k] {
			d.outline(p.styles[k].shape, p.x.at(m.X), p.y.at(m.Y), radius-2)
		}
		p.c.mark("crowd", count(len(crowd[k]), "point", "points")+ofKind(kind), func() { p.c.shapes(p.styles[k], d) })
	}
	rings := map[[2]int]int{}
	for _, m := range named {
		x, y := p.x.at(m.X), p.y.at(m.Y)
		s, r := p.style(m.Kind), radius
		if s.colour == 0 && m.Label == "" {
			r -= 1.5
		}
		at := [2]int{int(math.Round(x)), int(math.Round(y))}
		if n := rings[at]; n > 0 {
			r += 3.5 * float64(min(n, 4))
			s.hollow = true
		}
		rings[at]++
		p.c.mark("point", p.markName(m), func() { p.c.swatch(s, x, y, r) })
		p.placer.draw(box{x - r, y - r, x + r, y + r})
	}
}

// split returns the marks to draw one by one, the labelled ones last and so on
// top, and the crowd of each kind: all that have no label where these are too
// many.
func (p *plane) split() (named []detente.Mark, crowd [][]detente.Mark) {
	crowd = make([][]detente.Mark, len(p.kinds))
	var labelled, others []detente.Mark
	for _, m := range p.marks {
		if m.Label != "" && len(labelled) < namedMarks {
			labelled = append(labelled, m)
		} else {
			others = append(others, m)
		}
	}
	if len(others) <= namedMarks {
		return append(others, labelled...), crowd
	}
	for _, m := range others {
		k := slices.Index(p.kinds, m.Kind)
		crowd[k] = append(crowd[k], m)
	}
	return labelled, crowd
}

func (p *plane) entries() []entry {
	var out []entry
	for i := range p.b.Paths {
		if p.b.Paths[i].Label != "" {
			out = append(out, entry{p.b.Paths[i].Label, func(x, y float64) { p.c.line(nth(i).stroke(), x-10, y, x+10, y, dashes[i%len(dashes)]) }})
		}
	}
	for k, kind := range p.kinds {
		n := 0
		for i := range p.marks {
			if p.marks[i].Kind == kind {
				n++
			}
		}
		text := kind
		if kind == "" {
			text = "point"
		}
		if n > 1 {
			text += fmt.Sprintf(" (%d)", n)
		}
		out = append(out, entry{text, func(x, y float64) { p.c.swatch(p.styles[k], x, y, radius) }})
	}
	return out
}

// markName is what a mark is called: "D1: Russia 61, United States 78 (with
// consent)".
func (p *plane) markName(m detente.Mark) string {
	return named(m, fmt.Sprintf("%s %s, %s %s", axisOr(p.b.X, "x"), short(m.X), axisOr(p.b.Y, "y"), short(m.Y)))
}

func (p *plane) description() string {
	s := fmt.Sprintf("%s by %s and %s.", count(len(p.marks), "point", "points"), axisOr(p.b.X, "x"), axisOr(p.b.Y, "y"))
	for _, r := range p.b.Rules {
		if r.Label != "" && usable(r.At) {
			of := p.b.Y
			if r.Vertical {
				of = p.b.X
			}
			s += fmt.Sprintf(" Line: %s, %s %s.", r.Label, axisName(of), short(r.At))
		}
	}
	return s
}

func axisOr(a detente.Axis, other string) string {
	if a.Name != "" {
		return a.Name
	}
	return other
}

func ofKind(kind string) string {
	if kind == "" {
		return ""
	}
	return ": " + kind
}

func short(x float64) string { return detente.FormatShort(x) }

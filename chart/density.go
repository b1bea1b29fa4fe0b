package chart

import (
	"cmp"
	"fmt"
	"slices"

	"detente"
)

// density draws a distribution with its intervals shaded and named below, and
// its marks as lines named above.
func (c *canvas) density(b *detente.Density) string {
	curve := knots(&detente.Series{X: b.At, Y: b.Mass})
	x, top := spanOf(b.X), 0.0
	for _, k := range curve {
		x.include(k.X)
		top = max(top, k.Y)
	}
	if len(curve) < 2 || top <= 0 {
		return ""
	}
	intervals, marks := densitySpans(b), densityMarks(b)
	for _, s := range intervals {
		x.include(s.Low, s.High)
	}
	for _, m := range marks {
		x.include(m.X)
	}
	above := 0.0
	if len(marks) > 0 {
		above = 14 + flagHeight*float64(min(mostFlags, len(marks)))
	}
	height := max(170, min(230, 0.36*c.width))
	s := newScale(x, c.left()+2, c.right()-2)
	area := box{s.from, c.y + above, s.to, c.y + above + height}
	c.begin("axes")
	c.xTicks(s, area.y0, area.y1, c.left(), c.right())
	c.end()
	h := scale{high: top, from: area.y1, to: area.y0 + 4}
	for i, v := range intervals {
		c.shade(curve, v, i, s, h)
	}
	d := new(pen).move(s.at(curve[0].X), h.at(0))
	for _, k := range curve {
		d.to(s.at(k.X), h.at(max(0, k.Y)))
	}
	d.to(s.at(curve[len(curve)-1].X), h.at(0))
	c.mark("curve", axisOr(b.X, "distribution"), func() { c.stroke("c1 line", d, "") })
	c.line("axis", area.x0, area.y1, area.x1, area.y1, "")
	unnamed := c.densityMarks(marks, s, area)
	c.y = area.y1 + 9 + small.height()
	c.axisName(b.X, c.right())
	c.brackets(intervals, s)
	c.unnamed(unnamed)
	return fmt.Sprintf("Distribution of %s with %s.", axisOr(b.X, "one amount"), count(len(intervals), "interval", "intervals"))
}

// densitySpans returns the intervals that can be drawn, the widest first.
func densitySpans(b *detente.Density) []detente.Span {
	var out []detente.Span
	for _, s := range b.Intervals {
		if usable(s.Low, s.High) && s.Low <= s.High {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(s, t detente.Span) int { return cmp.Compare(t.High-t.Low, s.High-s.Low) })
	return out
}

func densityMarks(b *detente.Density) []detente.Mark {
	var out []detente.Mark
	for _, m := range b.Marks {
		if usable(m.X) {
			out = append(out, m)
		}
	}
	return out
}

// shade fills the part of a distribution that lies in an interval; the nth is
// darker than the ones before, upon which it lies.
func (c *canvas) shade(curve []detente.Mark, v detente.Span, n int, s, h scale) {
	low, high := max(v.Low, curve[0].X), min(v.High, curve[len(curve)-1].X)
	if !(low < high) {
		return
	}
	d := new(pen).move(s.at(low), h.at(0)).to(s.at(low), h.at(massAt(curve, low)))
	for _, k := range curve {
		if k.X > low && k.X < high {
			d.to(s.at(k.X), h.at(max(0, k.Y)))
		}
	}
	d.to(s.at(high), h.at(massAt(curve, high))).to(s.at(high), h.at(0)).close()
	c.mark("interval", spanText(v), func() { c.area("area", d) })
}

// massAt returns the height of a distribution: straight lines between its
// points, nothing beyond.
func massAt(curve []detente.Mark, x float64) float64 {
	for i := 1; i < len(curve); i++ {
		a, b := curve[i-1], curve[i]
		if a.X <= x && x <= b.X {
			if a.X == b.X {
				return max(0, b.Y)
			}
			return max(0, a.Y+float64((b.Y-a.Y)*((x-a.X)/(b.X-a.X))))
		}
	}
	return 0
}

func spanText(v detente.Span) string {
	s := short(v.Low) + " to " + short(v.High)
	if v.Label != "" {
		s = v.Label + ": " + s
	}
	return s
}

// brackets draws the intervals under each other, each with its name.
func (c *canvas) brackets(intervals []detente.Span, s scale) {
	c.y += 4
	for _, v := range intervals {
		y, low, high := c.y+6, s.at(v.Low), s.at(v.High)
		c.stroke("whisker", new(pen).move(low, y-4).to(low, y+4).move(low, y).to(high, y).move(high, y-4).to(high, y+4), "")
		t := line(spanText(v), c.right()-c.left(), small)
		half := t.width() / 2
		at := max(c.left()+half, min(c.right()-half, (low+high)/2))
		c.y = c.text("key", middle, at, y+5, t) + 4
	}
}

// densityMarks draws a pole for each mark, with its name like a flag at the
// top, and returns how many names had no room.
func (c *canvas) densityMarks(marks []detente.Mark, s scale, area box) int {
	looks, tiers := looksOf(marks), c.flags(marks, s)
	for i, m := range marks {
		x, look := s.at(m.X), looks[i]
		if look.colour == 0 {
			look.colour = 6
		}
		c.mark("point", markText(m), func() {
			c.line(look.stroke(), x, area.y0, x, area.y1, "")
			if tiers[i] >= 0 {
				c.line("leader", x, area.y0, x, area.y0-12-flagHeight*float64(tiers[i])-flagHeight/2, "")
			}
			c.swatch(look, x, area.y0-5, radius)
		})
	}
	unnamed := 0
	for i, m := range marks {
		if tiers[i] < 0 {
			unnamed++
			continue
		}
		x, y := s.at(m.X), area.y0-12-flagHeight*float64(tiers[i]+1)
		t := line(markText(m), c.width/2-20, plain)
		if c.fliesRight(m, s) {
			c.text("label halo", start, x+3, y, t)
		} else {
			c.text("label halo", end, x-3, y, t)
		}
	}
	return unnamed
}

// flagHeight is the height of a tier of flags, mostFlags how many there may be.
const (
	flagHeight = 17.0
	mostFlags  = 12
)

// fliesRight reports whether a mark's name stands to the right of its pole.
func (c *canvas) fliesRight(m detente.Mark, s scale) bool { return s.at(m.X) < c.width/2 }

// flags gives each mark's name a tier of its own, from 0 at the bottom, -1 for
// none: those that fly to the left below the others, and among each the ones
// with longer ways to the edge higher, so that poles keep off flags.
func (c *canvas) flags(marks []detente.Mark, s scale) []int {
	order := make([]int, len(marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		right, other := c.fliesRight(marks[i], s), c.fliesRight(marks[j], s)
		switch {
		case right != other && right:
			return 1
		case right != other:
			return -1
		case right:
			return cmp.Compare(marks[j].X, marks[i].X)
		}
		return cmp.Compare(marks[i].X, marks[j].X)
	})
	tiers := make([]int, len(marks))
	for tier, i := range order {
		tiers[i] = tier
		if tier >= mostFlags {
			tiers[i] = -1
		}
	}
	return tiers
}

func markText(m detente.Mark) string {
	s := short(m.X)
	if m.Label != "" {
		s = m.Label + ": " + s
	}
	return s
}

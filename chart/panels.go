package chart

import (
	"slices"

	"detente"
)

// panels is a picture of groups side by side, with their bars in common rows:
// amounts, or steps that add up.
type panels struct {
	c      *canvas
	b      *detente.Bars
	rows   []string
	labels []text
	groups []string
	bars   [][]*detente.Bar // by group and row; nil where a group has none
	steps  [][]step         // by group and row
	totals []float64        // by group
	beyond int              // bars that had no row
	x      span
	pad    float64 // room for figures on either side of a panel's scale
}

// step is where a bar begins and ends.
type step struct{ from, to float64 }

// panelRoom is the least width of a panel.
const panelRoom = 150

// panels draws groups of bars.
func (c *canvas) panels(b *detente.Bars, bars []detente.Bar) string {
	p := &panels{c: c, b: b}
	p.gather(bars)
	p.stack()
	whole, labels := c.right()-c.left(), 0.0
	if !c.narrow() {
		labels = width(allTogether, strong)
		for _, r := range p.rows {
			labels = max(labels, width(r, plain))
		}
		labels = min(labels, whole*0.3) + 12
	}
	for _, r := range p.rows {
		room := whole
		if labels > 0 {
			room = labels - 11
		}
		p.labels = append(p.labels, wrap(r, room, plain, 3))
	}
	fit := max(1, min(len(p.groups), int((whole-labels)/max(panelRoom, 2*p.pad+60))))
	for from := 0; from < len(p.groups); from += fit {
		if from > 0 {
			c.y += 14
		}
		p.band(from, min(from+fit, len(p.groups)), fit, labels)
	}
	kind := "Bars"
	if b.Waterfall {
		kind = "Steps that add up"
	}
	c.leftOut(p.beyond)
	return kind + ": " + count(len(p.rows), "row", "rows") + " for " + count(len(p.groups), "group", "groups") + in(b.Unit) + "."
}

// gather sorts the bars into groups and rows. A label that a group has twice
// stands in two rows.
func (p *panels) gather(bars []detente.Bar) {
	type rowKey struct {
		label string
		again int
	}
	var keys []rowKey
	seen := map[[2]string]int{}
	for i := range bars {
		b := &bars[i]
		g := slices.Index(p.groups, b.Group)
		if g < 0 {
			g = len(p.groups)
			p.groups, p.bars = append(p.groups, b.Group), append(p.bars, nil)
		}
		key := rowKey{clean(b.Label), seen[[2]string{b.Group, b.Label}]}
		seen[[2]string{b.Group, b.Label}]++
		r := slices.Index(keys, key)
		if r < 0 {
			if len(keys) == mostRows {
				p.beyond++
				continue
			}
			r = len(keys)
			keys, p.rows = append(keys, key), append(p.rows, key.label)
		}
		for len(p.bars[g]) <= r {
			p.bars[g] = append(p.bars[g], nil)
		}
		p.bars[g][r] = b
	}
	for g := range p.bars {
		for len(p.bars[g]) < len(p.rows) {
			p.bars[g] = append(p.bars[g], nil)
		}
	}
}

// stack works out where each bar begins and ends.
func (p *panels) stack() {
	p.x.include(0, p.b.Max)
	for g := range p.bars {
		at, steps := 0.0, make([]step, len(p.rows))
		for r, b := range p.bars[g] {
			if b == nil || !usable(b.Value) {
				steps[r] = step{at, at}
				continue
			}
			steps[r] = step{0, b.Value}
			if p.b.Waterfall {
				steps[r] = step{at, at + b.Value}
				at += b.Value
			} else if ranged(b) {
				p.x.include(b.Low, b.High)
			}
			p.x.include(steps[r].to)
			p.pad = max(p.pad, width(p.figure(b.Value), plain))
		}
		p.steps, p.totals = append(p.steps, steps), append(p.totals, at)
		if p.b.Waterfall {
			p.pad = max(p.pad, width(p.figure(at), strong))
		}
	}
	p.pad += 8
	p.x = p.x.rounded(detente.Axis{Max: p.b.Max})
}

// figure writes an amount; a step has its sign.
func (p *panels) figure(x float64) string {
	s := short(x)
	if p.b.Waterfall && x > 0 && s != "0" {
		return "+" + s
	}
	return s
}

// band draws some of the groups side by side and moves below them.
func (p *panels) band(from, to, fit int, labels float64) {
	c := p.c
	const gap = 12
	room := (c.right() - c.left() - labels + gap) / float64(fit)
	edge := func(g int) float64 { return c.left() + labels + float64(g-from)*room }
	top := c.y
	for g := from; g < to; g++ {
		t := wrap(p.groups[g], room-gap, strong, 2)
		c.y = max(c.y, c.text("head", start, edge(g), top, t)+4)
	}
	upper, middles := p.lay(labels == 0)
	for g := from; g < to; g++ {
		x := newScale(p.x, edge(g)+p.pad, edge(g)+room-gap-p.pad)
		c.begin("axes")
		c.xTicks(x, upper[len(upper)-1], upper[len(upper)-1]+3, edge(g), edge(g)+room-gap)
		for r, y := range middles {
			top, bottom := upper[r], upper[r+1]
			if labels == 0 {
				top, bottom = y-strip/2, y+strip/2
			}
			c.line("axis", x.at(0), top, x.at(0), bottom, "")
		}
		c.end()
		p.group(g, x, middles)
	}
	for r := range p.labels {
		if labels == 0 {
			c.text("label halo", start, c.left(), upper[r], p.labels[r])
		} else {
			c.text("label", end, c.left()+labels-12, middles[r]-p.labels[r].height()/2, p.labels[r])
		}
	}
	if p.b.Waterfall {
		p.allTogether(labels, upper[len(p.rows)], middles[len(p.rows)])
	}
	c.y = upper[len(upper)-1] + 9 + small.height()
	c.axisName(detente.Axis{Unit: p.b.Unit}, c.right())
}

// lay returns the upper edges and the middles of the strips of all rows; steps
// that add up have one row more.
func (p *panels) lay(above bool) (upper, middles []float64) {
	y := p.c.y
	labels := p.labels
	if p.b.Waterfall {
		labels = append(slices.Clone(labels), line(allTogether, 200, strong))
	}
	for _, l := range labels {
		upper = append(upper, y)
		if above {
			middles = append(middles, y+l.height()+strip/2)
			y += l.height() + strip + 4
		} else {
			room := max(strip+4, l.height()+6)
			middles = append(middles, y+room/2)
			y += room
		}
	}
	return append(upper, y), middles
}

const allTogether = "in all"

func (p *panels) allTogether(labels, upper, middle float64) {
	t := line(allTogether, 200, strong)
	if labels == 0 {
		p.c.text("head", start, p.c.left(), upper, t)
		return
	}
	p.c.text("head", end, p.c.left()+labels-12, middle-t.height()/2, t)
}

// group draws the bars of one group.
func (p *panels) group(g int, x scale, middles []float64) {
	c := p.c
	axis := detente.Axis{Unit: p.b.Unit}
	for r, b := range p.bars[g] {
		s, y := p.steps[g][r], middles[r]
		if p.b.Waterfall {
			c.line("join", x.at(s.to), y, x.at(s.to), middles[r+1], "")
		}
		if b == nil {
			continue
		}
		c.mark("bar", barName(b, axis), func() {
			p.bar(x, s, y)
			if !p.b.Waterfall {
				c.whisker(b, x, y)
			}
			p.amount(plain, x, s, b, y)
		})
	}
	if p.b.Waterfall {
		y, s := middles[len(p.rows)], step{0, p.totals[g]}
		all := detente.Bar{Label: allTogether, Group: p.groups[g], Value: p.totals[g]}
		c.mark("bar", barName(&all, axis), func() {
			c.rect("c6 solid flat", box{min(x.at(0), x.at(s.to)), y - 6, max(x.at(0), x.at(s.to)), y + 6}, 0)
			p.amount(strong, x, s, &all, y)
		})
	}
}

// bar draws one amount; a step is an arrow, so that its direction is seen
// without colour.
func (p *panels) bar(x scale, s step, y float64) {
	from, to := x.at(s.from), x.at(s.to)
	class, tip := "c1 solid flat", 0.0
	if p.b.Waterfall {
		tip = min(6, max(to-from, from-to)) // towards the end
	}
	if to < from {
		class, tip = "c2 solid flat", -tip
	}
	d := new(pen).move(from, y-6).to(to-tip, y-6).to(to, y).to(to-tip, y+6).to(from, y+6).close()
	if tip == 0 {
		d = new(pen).move(from, y-6).to(to, y-6).to(to, y+6).to(from, y+6).close()
	}
	p.c.area(class, d)
}

// amount writes the figure of a bar beyond its end.
func (p *panels) amount(f font, x scale, s step, b *detente.Bar, y float64) {
	if !usable(b.Value) {
		return
	}
	low, high := min(s.from, s.to), max(s.from, s.to)
	if ranged(b) && !p.b.Waterfall {
		low, high = min(low, b.Low), max(high, b.High)
	}
	t := line(p.figure(b.Value), p.c.width, f)
	if b.Value < 0 {
		p.c.text("value", end, x.at(low)-5, y-t.height()/2, t)
	} else {
		p.c.text("value", start, x.at(high)+5, y-t.height()/2, t)
	}
}

package chart

import "detente"

// bars draws amounts as bars from zero, with a whisker over the interval.
func (c *canvas) bars(b *detente.Bars) string {
	bars := shown(b.Bars)
	if len(bars) == 0 {
		return ""
	}
	for i := range bars {
		if b.Waterfall || bars[i].Group != "" {
			return c.panels(b, bars)
		}
	}
	r := c.newRows(bars, barSpan(bars, b.Max).rounded(detente.Axis{Max: b.Max}))
	zero := r.x.at(0)
	r.draw(detente.Axis{Unit: b.Unit}, func(bar *detente.Bar, y float64) {
		if usable(bar.Value) {
			at := r.x.at(bar.Value)
			c.rect("c1 solid flat", box{min(zero, at), y - 6, max(zero, at), y + 6}, 0)
		}
		c.whisker(bar, r.x, y)
	})
	for i := range r.bars {
		c.line("axis", zero, r.gridTop(i), zero, r.gridBottom(i), "")
	}
	c.leftOut(len(bars) - mostRows)
	return "Bars: " + count(len(bars), "amount", "amounts") + in(b.Unit) + "."
}

func in(unit string) string {
	if unit == "" {
		return ""
	}
	return " in " + unit
}

// barSpan is the range of an axis that has zero and all amounts.
func barSpan(bars []detente.Bar, most float64) span {
	var x span
	x.include(0, most)
	for i := range bars {
		x.include(bars[i].Value)
		if ranged(&bars[i]) {
			x.include(bars[i].Low, bars[i].High)
		}
	}
	return x
}

// whisker draws the interval of a bar, if it has one.
func (c *canvas) whisker(b *detente.Bar, x scale, y float64) {
	if !ranged(b) {
		return
	}
	low, high := x.at(b.Low), x.at(b.High)
	p := new(pen).move(low, y).to(high, y).move(low, y-4).to(low, y+4).move(high, y-4).to(high, y+4)
	c.stroke("whisker", p, "")
}

// intervals draws ranges on one axis, with a mark at the amount.
func (c *canvas) intervals(b *detente.Intervals) string {
	bars := shown(b.Rows)
	if len(bars) == 0 {
		return ""
	}
	x := spanOf(b.X)
	for i := range bars {
		x.include(bars[i].Value)
		if ranged(&bars[i]) {
			x.include(bars[i].Low, bars[i].High)
		}
	}
	r := c.newRows(bars, x.rounded(b.X))
	r.draw(b.X, func(bar *detente.Bar, y float64) {
		if ranged(bar) {
			low, high := r.x.at(bar.Low), r.x.at(bar.High)
			c.rect("range", box{low, y - 4, high, y + 4}, 0)
			c.stroke("whisker", new(pen).move(low, y-6).to(low, y+6).move(high, y-6).to(high, y+6), "")
		}
		if usable(bar.Value) {
			c.swatch(style{colour: 1, shape: circle}, r.x.at(bar.Value), y, radius+0.5)
		}
	})
	c.leftOut(len(bars) - mostRows)
	return "Intervals: " + count(len(bars), "range", "ranges") + " of " + axisOr(b.X, "one amount") + "."
}

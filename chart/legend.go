package chart

// entry is one line of a legend.
type entry struct {
	text string
	draw func(x, y float64) // a sign about 20 wide, its middle at x, y
}

// legend writes entries side by side, as many as fit, and moves below them.
func (c *canvas) legend(entries []entry) {
	const sign, gap = 26, 16
	if len(entries) == 0 {
		return
	}
	c.y += 6
	c.begin("legend")
	x, below := c.left(), c.y
	for _, e := range entries {
		t := wrap(e.text, c.right()-c.left()-sign, small, 3)
		if x > c.left() && x+sign+t.width() > c.right() {
			x, c.y = c.left(), below+3
		}
		e.draw(x+10, c.y+small.height()/2)
		below = max(below, c.text("key", start, x+sign, c.y, t))
		x += sign + t.width() + gap
	}
	c.end()
	c.y = below
}

// note writes a remark below a picture.
func (c *canvas) note(s string) {
	if t := wrap(s, c.right()-c.left(), small, 6); len(t.lines) > 0 {
		c.y = c.text("note", start, c.left(), c.y+6, t)
	}
}

// unnamed says how many labels had no room.
func (c *canvas) unnamed(n int) {
	if n > 0 {
		c.note(count(n, "label has", "labels have") + " no room here; the table has all.")
	}
}

// leftOut says how many of the rows of a table a picture leaves out.
func (c *canvas) leftOut(n int) {
	if n > 0 {
		c.note(count(n, "more row is", "more rows are") + " in the table.")
	}
}

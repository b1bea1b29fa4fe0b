package chart

import (
	"math"
	"strconv"
)

// canvas collects the elements of a picture from top to bottom. Lengths are
// pixels of its view box.
type canvas struct {
	out       []byte
	width     float64
	y         float64 // where the next thing goes: its upper edge
	focusable bool
	marks     int
}

// margin is kept free at the left and right edge.
const margin = 4

// narrow reports whether the picture is for a phone.
func (c *canvas) narrow() bool { return c.width < 480 }

// left and right are the edges between which things are drawn.
func (c *canvas) left() float64  { return margin }
func (c *canvas) right() float64 { return c.width - margin }

func (c *canvas) raw(parts ...string) {
	for _, s := range parts {
		c.out = append(c.out, s...)
	}
}

// attr writes a number as an attribute.
func (c *canvas) attr(name string, x float64) {
	c.raw(" ", name, `="`)
	c.out = appendNumber(c.out, x)
	c.raw(`"`)
}

// escaped writes a text as XML holds it.
func (c *canvas) escaped(s string) {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; b {
		case '<':
			c.raw("&lt;")
		case '>':
			c.raw("&gt;")
		case '&':
			c.raw("&amp;")
		case '"':
			c.raw("&quot;")
		default:
			c.out = append(c.out, b)
		}
	}
}

// appendNumber writes a length to a tenth of a pixel.
func appendNumber(out []byte, x float64) []byte {
	tenths := int64(math.Round(x * 10))
	if tenths < 0 {
		out, tenths = append(out, '-'), -tenths
	}
	out = strconv.AppendInt(out, tenths/10, 10)
	if tenths%10 != 0 {
		out = append(out, '.', byte('0'+tenths%10))
	}
	return out
}

// Where a text stands with respect to its place.
const (
	start  = "start"
	middle = "middle"
	end    = "end"
)

// text writes lines of text under each other, the first at the upper edge y,
// and returns their lower edge. The whole of what was cut short is a title.
func (c *canvas) text(class, anchor string, x, y float64, t text) float64 {
	for i, s := range t.lines {
		c.raw(`<text class="`, class, `"`)
		c.attr("x", x)
		c.attr("y", y+baseline*t.size)
		if anchor != start {
			c.raw(` text-anchor="`, anchor, `"`)
		}
		if t.bold {
			c.raw(` font-weight="bold"`)
		}
		if t.size != plain.size {
			c.attr("font-size", t.size)
		}
		c.raw(">")
		if t.whole != "" && i == len(t.lines)-1 {
			c.title(t.whole)
		}
		c.escaped(s)
		c.raw("</text>\n")
		y += t.font.height()
	}
	return y
}

func (c *canvas) title(s string) {
	c.raw("<title>")
	c.escaped(clean(s))
	c.raw("</title>")
}

// begin opens a group; end closes it.
func (c *canvas) begin(class string) { c.raw(`<g class="`, class, `">`, "\n") }
func (c *canvas) end()               { c.raw("</g>\n") }

// mark draws something with an accessible name. Where marks can have the focus,
// the first one is in the order of the tabulator key and a script moves on from
// there.
func (c *canvas) mark(class, name string, draw func()) {
	c.raw(`<g class="mark `, class, `" role="img"`)
	if c.focusable {
		index := "-1"
		if c.marks == 0 {
			index = "0"
		}
		c.raw(` tabindex="`, index, `"`)
	}
	c.marks++
	c.raw(">")
	if clean(name) == "" {
		name = "without a name"
	}
	c.title(name)
	draw()
	c.raw("</g>\n")
}

// line draws a straight line.
func (c *canvas) line(class string, x1, y1, x2, y2 float64, dash string) {
	c.raw(`<line class="`, class, `"`)
	c.attr("x1", x1)
	c.attr("y1", y1)
	c.attr("x2", x2)
	c.attr("y2", y2)
	c.raw(` stroke="currentColor"`)
	c.dash(dash)
	c.raw("/>\n")
}

func (c *canvas) dash(dash string) {
	if dash != "" {
		c.raw(` stroke-dasharray="`, dash, `"`)
	}
}

func (c *canvas) rect(class string, b box, radius float64) {
	c.raw(`<rect class="`, class, `"`)
	c.attr("x", b.x0)
	c.attr("y", b.y0)
	c.attr("width", b.x1-b.x0)
	c.attr("height", b.y1-b.y0)
	if radius > 0 {
		c.attr("rx", radius)
	}
	c.raw("/>\n")
}

// area fills what a path encloses.
func (c *canvas) area(class string, p *pen) {
	c.raw(`<path class="`, class, `" d="`)
	c.out = append(c.out, p.d...)
	c.raw(`"/>`, "\n")
}

// stroke draws along a path.
func (c *canvas) stroke(class string, p *pen, dash string) {
	c.raw(`<path class="`, class, `" fill="none" stroke="currentColor"`)
	c.dash(dash)
	c.raw(` d="`)
	c.out = append(c.out, p.d...)
	c.raw(`"/>`, "\n")
}

// pen writes the data of a path.
type pen struct{ d []byte }

func (p *pen) command(letter byte, numbers ...float64) *pen {
	p.d = append(p.d, letter)
	for i, x := range numbers {
		if i > 0 {
			p.d = append(p.d, ' ')
		}
		p.d = appendNumber(p.d, x)
	}
	return p
}

func (p *pen) move(x, y float64) *pen { return p.command('M', x, y) }
func (p *pen) to(x, y float64) *pen   { return p.command('L', x, y) }
func (p *pen) close() *pen            { return p.command('Z') }

func (p *pen) curve(x1, y1, x2, y2, x, y float64) *pen {
	return p.command('C', x1, y1, x2, y2, x, y)
}

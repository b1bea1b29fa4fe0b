package report

import (
	"bytes"
	"fmt"
	"strings"

	"detente"
)

// page is what is being printed.
type page struct {
	out   bytes.Buffer
	o     TextOptions
	width int
	now   string // the title of the section
}

func newPage(o TextOptions) *page {
	width := o.Width
	if width == 0 {
		width = defaultWidth
	}
	return &page{o: o, width: max(width, minWidth)}
}

// style is an ANSI rendition.
type style string

const (
	noStyle style = ""
	bold    style = "1"
	faint   style = "2"
	yellow  style = "33"
	cyan    style = "36"
)

// palette tells the kinds of a plot apart, besides their shapes.
var palette = [...]style{"36", "33", "35", "32", "34", "31"}

func (p *page) paint(st style, s string) string {
	text := strings.TrimRight(s, " ")
	if !p.o.Color || p.o.Plain || st == noStyle || text == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m" + s[len(text):]
}

// padded paints a text and adds spaces up to a width, on the left where right is
// true.
func (p *page) padded(st style, s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-cells(s)))
	if right {
		return space + p.paint(st, s)
	}
	return p.paint(st, s) + space
}

// indent is what stands before every line of a section's body.
const indent = "  "

// body is the width of a section's body.
func (p *page) body() int { return p.width - len(indent) }

// prose is the width of running text, which nobody reads well when it is wide.
func (p *page) prose() int { return min(p.body(), defaultWidth) }

// line prints one line of a section's body.
func (p *page) line(s string) {
	p.raw(indent + s)
}

func (p *page) raw(s string) {
	p.out.WriteString(strings.TrimRight(s, " "))
	p.out.WriteByte('\n')
}

func (p *page) blank() { p.out.WriteByte('\n') }

// heading starts a section.
func (p *page) heading(title string) {
	p.blank()
	p.now = title
	if p.o.Plain {
		p.fact("Section: " + title)
		return
	}
	for _, s := range wrap(strings.ToUpper(show(title)), p.width, 0) {
		p.raw(p.paint(bold, s))
	}
}

// title names a block, unless the section has said so.
func (p *page) title(s string) {
	if s == p.now {
		return
	}
	p.text(bold, s, 0)
}

// text prints a paragraph of the body, if it says anything, its later lines
// indented by hang.
func (p *page) text(st style, s string, hang int) {
	if s == "" {
		return
	}
	for i, s := range wrap(s, p.prose(), hang) {
		if i > 0 {
			s = strings.Repeat(" ", hang) + p.paint(st, s)
		} else {
			s = p.paint(st, s)
		}
		p.line(s)
	}
}

// sentences prints what a result says.
func (p *page) sentences(s string, hang int) {
	if p.o.Plain {
		p.fact(s)
		return
	}
	p.text(noStyle, s, hang)
}

// fact prints one line of a plain page, if it says anything, with a full stop.
func (p *page) fact(s string) {
	s = show(s)
	if s == "" {
		return
	}
	if !strings.ContainsAny(s[len(s)-1:], ".?!:;") {
		s += "."
	}
	p.raw(s)
}

// items prints a list; ids stand before the text and line up.
func (p *page) items(items []detente.Item, most int) {
	n := p.cut(len(items), most)
	if p.o.Plain {
		for _, it := range items[:n] {
			if it.ID != "" {
				p.fact(it.ID + ": " + it.Text)
			} else {
				p.fact(it.Text)
			}
		}
	} else {
		p.markedItems(items[:n])
	}
	p.more(len(items) - n)
}

func (p *page) markedItems(items []detente.Item) {
	width, space := 1, 1
	for _, it := range items {
		if it.ID != "" {
			space = gap
		}
		width = max(width, min(cells(show(it.ID)), p.prose()/4))
	}
	for _, it := range items {
		mark := "-"
		if it.ID != "" {
			mark = clip(it.ID, width)
		}
		mark = p.padded(cyan, mark, width+space, false)
		for _, s := range wrap(it.Text, p.prose()-width-space, 0) {
			p.line(mark + s)
			mark = strings.Repeat(" ", width+space)
		}
	}
}

// slack is how many entries too many are shown rather than counted.
const slack = 2

// cut says how many of n entries to show.
func (p *page) cut(n, most int) int {
	if p.o.Full || n <= most+slack {
		return n
	}
	return most
}

// more says how many entries were cut.
func (p *page) more(n int) {
	switch {
	case n <= 0:
	case p.o.Plain:
		p.fact(fmt.Sprintf("%d more with --full", n))
	default:
		p.line(p.paint(faint, fmt.Sprintf("… %d more with --full", n)))
	}
}

// count is a number and its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

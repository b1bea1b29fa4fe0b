// Package chart draws the blocks of an answer as pictures in SVG.
//
// Call [SVG] for one picture, or [Responsive] for a picture that a page shows
// laid out for its own width or for a phone's; a page needs [Stylesheet] once.
// [Table] is the same block as a table, for whoever cannot or would rather not
// look: every picture has one, and a page puts it beneath.
//
// The package knows blocks and no method. It opens no files and asks nothing of
// its surroundings: the same block gives the same bytes. Text is measured with
// the widths of the usual sans-serif faces, and labels are placed so that none
// lies on another or leaves the picture; a label without room is left out, and
// the picture says how many are. Kinds of marks differ in shape, lines in their
// dashes, so that colour (Okabe & Ito's) is never the only sign. Every mark has
// a title that names it and its numbers.
//
// It does not choose what to show, round beyond detente.FormatShort, or draw
// numbers that are none: NaN, infinities and what lies beyond 1e15 are left out.
package chart

import (
	_ "embed"
	"fmt"

	"detente"
)

//go:embed chart.css
var stylesheet string

// Stylesheet returns the rules that give the pictures of a page their colours,
// in the light, in the dark and in print.
func Stylesheet() string { return stylesheet }

// Options say how to draw. The zero value is a picture for a page.
type Options struct {
	Width      int  // pixels of the view box; 0: 640, at least 320, at most 2000; below 480 the layout is a phone's
	Standalone bool // a file of its own: with title, style sheet and background
	Focusable  bool // marks can have the focus: the first by the keyboard, the others by a script
}

// Widths of pictures.
const (
	wideWidth   = 640
	narrowWidth = 360
	leastWidth  = 320
	mostWidth   = 2000
)

// SVG draws a block. ok is false for blocks that are no pictures (prose, lists,
// tables) and for those that have nothing to show.
func SVG(block detente.Block, o Options) (svg []byte, ok bool) {
	if o.Width == 0 {
		o.Width = wideWidth
	}
	c := &canvas{width: float64(max(leastWidth, min(mostWidth, o.Width))), y: margin, focusable: o.Focusable}
	title := clean(titleOf(block))
	if o.Standalone && title != "" {
		t := wrap(title, c.right()-c.left(), heading, 3)
		c.y = c.text("title", start, c.left(), c.y, t) + 8
	}
	desc := c.draw(block)
	if desc == "" {
		return nil, false
	}
	return c.document(title, desc, o.Standalone), true
}

// Responsive draws a block twice, for a page and for a phone, in a div of class
// chart-pair, of which the style sheet shows the one that fits. ok is as for SVG.
func Responsive(block detente.Block, focusable bool) (html []byte, ok bool) {
	wide, ok := SVG(block, Options{Focusable: focusable})
	if !ok {
		return nil, false
	}
	slim, _ := SVG(block, Options{Width: narrowWidth, Focusable: focusable})
	html = append([]byte("<div class=\"chart-pair\">\n"), wide...)
	html = append(html, slim...)
	return append(html, "</div>\n"...), true
}

// draw draws a block and returns a description of what is to be seen, "" where
// there is nothing.
func (c *canvas) draw(b detente.Block) string {
	switch b := b.(type) {
	case *detente.Matrix:
		return c.matrix(b)
	case *detente.Bars:
		return c.bars(b)
	case *detente.Scatter:
		if len(b.More) > 0 {
			return c.parallel(b)
		}
		return c.scatter(b)
	case *detente.Lines:
		return c.series(b)
	case *detente.Density:
		return c.density(b)
	case *detente.Intervals:
		return c.intervals(b)
	case *detente.Graph:
		return c.graph(b)
	}
	return ""
}

func titleOf(b detente.Block) string {
	switch b := b.(type) {
	case *detente.Matrix:
		return b.Title
	case *detente.Bars:
		return b.Title
	case *detente.Scatter:
		return b.Title
	case *detente.Lines:
		return b.Title
	case *detente.Density:
		return b.Title
	case *detente.Intervals:
		return b.Title
	case *detente.Graph:
		return b.Title
	}
	return ""
}

// document wraps what was drawn. Graphics role: an image, or, where its marks
// can have the focus, a document of graphics to walk through.
func (c *canvas) document(title, desc string, standalone bool) []byte {
	if title == "" {
		title = desc
	}
	class, role := "chart chart-wide", "img"
	if c.narrow() {
		class = "chart chart-narrow"
	}
	if c.focusable {
		role = "graphics-document"
	}
	head := &canvas{}
	head.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="`, class, `" role="`, role, `" width="100%" viewBox="0 0 `)
	head.out = appendNumber(head.out, c.width)
	head.raw(" ")
	head.out = appendNumber(head.out, c.y+margin)
	head.raw(`" font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" font-size="12" fill="currentColor">`, "\n")
	head.title(title)
	head.raw("\n<desc>")
	head.escaped(clean(desc))
	head.raw("</desc>\n")
	if standalone {
		head.raw("<style>\n", stylesheet, "</style>\n", `<rect class="paper" width="100%" height="100%"/>`, "\n")
	}
	return append(append(head.out, c.out...), "</svg>\n"...)
}

// count says how many there are of something.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

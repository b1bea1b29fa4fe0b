package chart

import (
	"math"
	"slices"
	"strconv"

	"detente"
)

// colours is how many colours the style sheet has, as classes c1, c2, ...
const colours = 6

// shape is the form of a mark, so that colour is never the only sign.
type shape int

const (
	circle shape = iota
	square4
	triangle
	diamond
	triangleDown
	star
	plus
	cross
	shapes = iota
)

// style is how a kind of marks, or a line, looks.
type style struct {
	colour int // 1 to colours; 0 for what is in the background
	shape  shape
	hollow bool
	dash   string
}

// class is that of a mark or line in this style.
func (s style) class() string {
	if s.isOpen() {
		return "c" + strconv.Itoa(s.colour) + " hollow"
	}
	return "c" + strconv.Itoa(s.colour) + " solid"
}

// isOpen reports whether a mark in this style is its outline alone.
func (s style) isOpen() bool { return s.hollow || s.shape == cross }

// stroke is the class of a line in this style.
func (s style) stroke() string { return "c" + strconv.Itoa(s.colour) + " line" }

// dashes of lines; the first is none.
var dashes = [...]string{"", "7 3", "2 3", "9 3 2 3", "4 2", "12 3 2 3 2 3"}

// nth returns the style of the nth kind or series: shapes and colours repeat
// after different numbers, so that together they repeat late.
func nth(i int) style {
	return style{colour: 1 + i%colours, shape: shape(i % (shapes - 1)), dash: dashes[i%len(dashes)]}
}

// known are the styles of kinds that the literature names, so that they look
// the same in every picture.
func known(kind string) (style, bool) {
	switch kind {
	case "no deal":
		return style{colour: 6, shape: cross}, true
	case "frontier", "efficient", "with consent":
		return style{colour: 1, shape: circle}, true
	case "without consent":
		return style{colour: 2, shape: circle, hollow: true}, true
	case "nash":
		return style{colour: 2, shape: star}, true
	case "kalai-smorodinsky":
		return style{colour: 3, shape: diamond}, true
	case "egalitarian":
		return style{colour: 4, shape: triangle}, true
	case "utilitarian":
		return style{colour: 5, shape: square4}, true
	case "", "package", "packages", "dominated":
		return style{colour: 0, shape: circle}, true
	}
	return style{}, false
}

// styles gives every kind its look: the known ones theirs, the others one that
// none of the first ones has.
func styles(kinds []string) []style {
	out := make([]style, len(kinds))
	var used []shape
	for i, k := range kinds {
		if s, ok := known(k); ok {
			out[i] = s
			used = append(used, s.shape)
		}
	}
	next := 0
	for i, k := range kinds {
		if _, ok := known(k); ok {
			continue
		}
		for range shapes {
			if !slices.Contains(used, nth(next).shape) {
				break
			}
			next++
		}
		out[i] = nth(next)
		next++
	}
	return out
}

// kindsOf returns the kinds of marks in the order in which they appear.
func kindsOf(marks []detente.Mark) []string {
	var kinds []string
	for _, m := range marks {
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
	}
	return kinds
}

// looksOf returns the style of each mark.
func looksOf(marks []detente.Mark) []style {
	kinds := kindsOf(marks)
	all, out := styles(kinds), make([]style, len(marks))
	for i, m := range marks {
		out[i] = all[slices.Index(kinds, m.Kind)]
	}
	return out
}

// outline adds a shape of radius r about a place to a path. The shapes have
// about the same area.
func (p *pen) outline(s shape, x, y, r float64) *pen {
	switch s {
	case circle:
		return p.move(x-r, y).command('a', r, r, 0, 1, 0, 2*r, 0).command('a', r, r, 0, 1, 0, -2*r, 0).close()
	case square4:
		return p.around(x, y, r*0.9, -1, -1, 1, -1, 1, 1, -1, 1)
	case triangle:
		return p.around(x, y, r*1.2, 0, -1, 0.95, 0.7, -0.95, 0.7)
	case triangleDown:
		return p.around(x, y, r*1.2, 0, 1, 0.95, -0.7, -0.95, -0.7)
	case diamond:
		return p.around(x, y, r*1.25, 0, -1, 1, 0, 0, 1, -1, 0)
	case plus:
		return p.around(x, y, r*1.15, -0.33, -1, 0.33, -1, 0.33, -0.33, 1, -0.33, 1, 0.33, 0.33, 0.33, 0.33, 1, -0.33, 1, -0.33, 0.33, -1, 0.33, -1, -0.33, -0.33, -0.33)
	case cross:
		return p.move(x-r, y-r).to(x+r, y+r).move(x-r, y+r).to(x+r, y-r)
	}
	corners := make([]float64, 0, 20)
	for k := range 10 {
		long := 1.0
		if k%2 == 1 {
			long = 0.45
		}
		sin, cos := math.Sincos(math.Pi * float64(k) / 5)
		corners = append(corners, long*sin, -long*cos)
	}
	return p.around(x, y, r*1.4, corners...)
}

// around adds a polygon of corners, given as multiples of r from its middle.
func (p *pen) around(x, y, r float64, corners ...float64) *pen {
	for i := 0; i < len(corners); i += 2 {
		letter := byte('L')
		if i == 0 {
			letter = 'M'
		}
		p.command(letter, x+corners[i]*r, y+corners[i+1]*r)
	}
	return p.close()
}

// radius is the usual size of a mark.
const radius = 4.5

// swatch draws one mark of a style.
func (c *canvas) swatch(s style, x, y, r float64) {
	c.shapes(s, new(pen).outline(s.shape, x, y, r))
}

// shapes draws marks of a style whose outlines a path has.
func (c *canvas) shapes(s style, outlines *pen) {
	if s.isOpen() {
		c.stroke(s.class(), outlines, "")
	} else {
		c.area(s.class(), outlines)
	}
}

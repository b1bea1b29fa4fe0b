package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
)

// No two texts of a picture overlap and none leaves it, whatever the block: 500
// random ones, for a page and for a phone.
func TestLabelsDoNotOverlap(t *testing.T) {
	seeds := uint64(500)
	if os.Getenv("DETENTE_TEST") == "long" {
		seeds = 5_000
	}
	for seed := range seeds {
		b := randomBlock(seed)
		for _, o := range []Options{{Standalone: true}, {Width: narrowWidth}} {
			svg, ok := SVG(b, o)
			if !ok {
				continue
			}
			p := read(t, svg)
			for i, x := range p.texts {
				if !x.box.within(box{0, 0, p.width, p.height}) {
					t.Fatalf("seed %d, %T, width %d: %q at %.0f leaves the picture of %.0f x %.0f", seed, b, o.Width, x.text, x.box, p.width, p.height)
				}
				for _, y := range p.texts[:i] {
					if x.box.overlaps(y.box) {
						t.Fatalf("seed %d, %T, width %d: %q at %.0f overlaps %q at %.0f", seed, b, o.Width, x.text, x.box, y.text, y.box)
					}
				}
			}
			if !svgIsTame(p) {
				t.Fatalf("seed %d, %T: %s", seed, b, p.fault)
			}
		}
	}
}

// picture is what a reader of the SVG finds in it.
type picture struct {
	width, height float64
	title, desc   string
	texts         []placedText
	marks, untold int // marks, and those without a title
	fault         string
	tabbable      int
}

type placedText struct {
	text string
	box  box
}

func svgIsTame(p *picture) bool {
	switch {
	case p.title == "" || p.desc == "":
		p.fault = "no title or no description"
	case p.untold > 0:
		p.fault = fmt.Sprintf("%d of %d marks have no title", p.untold, p.marks)
	}
	return p.fault == ""
}

// read parses a picture with the standard library's reader.
func read(t *testing.T, svg []byte) *picture {
	t.Helper()
	p := &picture{}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var stack []xml.StartElement
	var open []int // marks that have had no title yet, by depth
	var text *placedText
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			p.start(tok)
			if strings.HasPrefix(attribute(tok, "class"), "mark ") {
				p.marks++
				p.untold++
				open = append(open, len(stack))
			}
			if tok.Name.Local == "text" {
				p.texts = append(p.texts, placedText{})
				text = &p.texts[len(p.texts)-1]
			}
			stack = append(stack, tok.Copy())
		case xml.EndElement:
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if top.Name.Local == "text" {
				text.box = textBox(top, text.text)
				text = nil
			}
			for len(open) > 0 && open[len(open)-1] >= len(stack) {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(stack) == 0 {
				continue
			}
			switch in := stack[len(stack)-1].Name.Local; {
			case in == "title" && len(stack) == 2:
				p.title = string(tok)
			case in == "desc":
				p.desc = string(tok)
			case in == "title" && len(open) > 0 && open[len(open)-1] == len(stack)-2 && len(strings.TrimSpace(string(tok))) > 0:
				p.untold--
			case in == "text":
				text.text += string(tok)
			}
		}
	}
}

// start checks an element and takes the size of the picture.
func (p *picture) start(e xml.StartElement) {
	for _, a := range e.Attr {
		n := a.Name.Local
		if n == "style" || strings.HasPrefix(n, "on") || n == "href" || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
			p.fault = fmt.Sprintf("<%s %s=%q>", e.Name.Local, n, a.Value)
		}
		if n == "tabindex" && a.Value == "0" {
			p.tabbable++
		}
	}
	if e.Name.Local == "script" {
		p.fault = "a script"
	}
	if e.Name.Local == "svg" {
		if role := attribute(e, "role"); role == "" {
			p.fault = "no role"
		}
		fmt.Sscanf(attribute(e, "viewBox"), "0 0 %f %f", &p.width, &p.height)
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// textBox is the room of a text: from the top of its capitals' accents to the
// bottom of its descenders.
func textBox(e xml.StartElement, s string) box {
	number := func(name string, or float64) float64 {
		x, err := strconv.ParseFloat(attribute(e, name), 64)
		if err != nil {
			return or
		}
		return x
	}
	const tenth = 0.1 // lengths are written to a tenth
	x, y, size := number("x", 0), number("y", 0), number("font-size", 12)
	w := width(s, font{size, attribute(e, "font-weight") == "bold"})
	switch attribute(e, "text-anchor") {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return box{x + tenth, y - 0.95*size + tenth, x + w - tenth, y + 0.25*size - tenth}
}

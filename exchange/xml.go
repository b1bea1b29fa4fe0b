package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// element is an element of an XML file. Text between tags is not kept: the
// formats read here say everything in attributes.
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	line     int
}

// attr returns an attribute. ok is false where the element has none.
func (e *element) attr(name string) (value string, ok bool) {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// text returns an attribute, "" where the element has none.
func (e *element) text(name string) string {
	value, _ := e.attr(name)
	return value
}

// named returns the children of one name.
func (e *element) named(name string) (list []*element) {
	for _, c := range e.children {
		if c.name == name {
			list = append(list, c)
		}
	}
	return list
}

// find returns the first element of one of the names, from the top down.
func (e *element) find(names ...string) *element {
	for _, name := range names {
		if e.name == name {
			return e
		}
	}
	for _, c := range e.children {
		if hit := c.find(names...); hit != nil {
			return hit
		}
	}
	return nil
}

// parseXML reads a file as a tree of elements, within limits and without
// document type declarations. Old files declare no encoding and were written in
// a Western one.
func parseXML(f *File, ns *notes) (*element, error) {
	if err := f.checkSize(); err != nil {
		return nil, err
	}
	text, converted, err := unicodeText(f.Data)
	if err != nil {
		return nil, f.at(1, "%w", err)
	}
	if trimmed := bytes.TrimSpace(text); len(trimmed) == 0 || trimmed[0] != '<' {
		return nil, f.at(1, "this is no XML; GENIUS ships lists of numbers (pareto.xml) beside its profiles: name the domain and the profiles only")
	}
	if !converted && !utf8.Valid(text) && !bytes.Contains(text[:min(len(text), 200)], []byte("encoding=")) {
		if text, err = io.ReadAll(&latin{input: bytes.NewReader(text), windows: true}); err != nil {
			return nil, f.at(1, "%w", err)
		}
		ns.add(f, interpreted, "the text is no UTF-8 and declares no encoding; it is read as windows-1252")
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(encoding string, input io.Reader) (io.Reader, error) {
		if converted {
			return input, nil
		}
		return decoder(encoding, input)
	}
	b := builder{f: f, d: d}
	return b.tree()
}

// builder makes a tree of a stream of XML tokens.
type builder struct {
	f     *File
	d     *xml.Decoder
	root  *element
	open  []*element
	count int
}

func (b *builder) tree() (*element, error) {
	for {
		token, err := b.d.Token()
		if errors.Is(err, io.EOF) && b.root != nil {
			return b.root, nil
		}
		if err == nil {
			err = b.take(token)
		}
		if err != nil {
			line, _ := b.d.InputPos()
			var syntax *xml.SyntaxError
			switch {
			case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "UTF-8"):
				return nil, b.f.at(syntax.Line, "the text is no UTF-8, which the file is by what it declares; declare its encoding, or save it as UTF-8")
			case errors.As(err, &syntax):
				return nil, b.f.at(syntax.Line, "no well-formed XML: %s; write &lt; and &amp; for < and & in names", syntax.Msg)
			}
			return nil, b.f.at(line, "%w", err)
		}
	}
}

func (b *builder) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		return errors.New("document type declarations are not read, since they can pull in other files; take it out")
	case xml.StartElement:
		return b.start(t)
	case xml.EndElement:
		b.open = b.open[:len(b.open)-1]
	case xml.CharData:
		if len(b.open) == 0 && strings.Trim(string(t), " \t\r\n\ufeff\x00") != "" {
			return errors.New("text stands outside the elements; take it out")
		}
	}
	return nil
}

func (b *builder) start(t xml.StartElement) error {
	line, _ := b.d.InputPos()
	e := &element{name: t.Name.Local, attrs: t.Copy().Attr, line: line}
	b.count++
	switch {
	case b.count > maxElements:
		return errors.New("the file has more than 200,000 elements, and no scenario of that size is known")
	case len(b.open) == maxDepth:
		return errors.New("elements stand in one another more than 32 deep, and GENIUS needs five")
	case len(b.open) > 0:
		parent := b.open[len(b.open)-1]
		parent.children = append(parent.children, e)
	case b.root != nil:
		return errors.New("a second top element starts; a file holds one domain or one profile")
	default:
		b.root = e
	}
	b.open = append(b.open, e)
	return nil
}

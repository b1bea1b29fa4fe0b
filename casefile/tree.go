package casefile

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"detente"
)

type nodeKind int

const (
	scalarNode nodeKind = iota
	listNode
	mappingNode
)

var kindNames = [...]string{"a single value", "a list", "a mapping"}

// node is a value of the file: what it says and which bytes say it.
type node struct {
	kind  nodeKind
	text  string // of a scalar, unquoted
	style yaml.Style
	pos   detente.Pos
	start int // byte offsets; empty for a value left out
	end   int
	keys  []*node // of a mapping, beside items
	items []*node
}

// quoted reports whether a scalar is marked as text by its style.
func (n *node) quoted() bool {
	return n.style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

func (n *node) flow() bool { return n.style&yaml.FlowStyle != 0 }

// null reports whether the value is left out.
func (n *node) null() bool {
	if n.kind != scalarNode || n.quoted() {
		return false
	}
	switch n.text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// get returns the value at a key, or nil.
func (n *node) get(key string) *node {
	for i, k := range n.keys {
		if k.text == key {
			return n.items[i]
		}
	}
	return nil
}

// tree reads the text into nodes. It reports why it cannot, and then returns
// nil.
func (d *decoder) tree() *node {
	if !d.readable() {
		return nil
	}
	spans, fault := scan(d.f.lines.text)
	if fault != nil {
		d.scanFault(fault)
		return nil
	}
	doc, err := d.parseYAML()
	switch {
	case err != nil:
		d.yamlFault(err)
		return nil
	case doc == nil || len(doc.Content) == 0:
		d.reportAt(detente.Error, "empty-case", detente.Pos{Line: 1, Col: 1}, 1, "there is no case in this file",
			"a case has at least a version and issues", "start with `detente: 1`, a `title` and `issues`; see the language guide")
		return nil
	}
	b := &builder{d: d, spans: spans}
	root := b.build(doc.Content[0], 1)
	if detente.HasErrors(d.found) {
		return nil
	}
	return root
}

// parseYAML hands the text to the YAML library.
func (d *decoder) parseYAML() (*yaml.Node, error) {
	var doc yaml.Node
	if strings.TrimLeft(d.f.lines.text, " \r\n") == "" {
		return nil, nil
	}
	loader, err := yaml.NewLoader(strings.NewReader(d.f.lines.text))
	if err != nil {
		return nil, err
	}
	if err := loader.Load(&doc); err != nil {
		if err.Error() == "EOF" {
			return nil, nil
		}
		return nil, err
	}
	return &doc, nil
}

// builder makes our nodes of the library's.
type builder struct {
	d     *decoder
	spans map[int]int
	count int
}

func (b *builder) build(y *yaml.Node, depth int) *node {
	f := b.d.f
	n := &node{text: y.Value, style: y.Style, pos: detente.Pos{Line: y.Line, Col: y.Column}}
	n.start = f.lines.offset(n.pos)
	n.end = n.start
	b.count++
	switch {
	case detente.HasErrors(b.d.found):
		return n
	case b.count > maxNodes:
		b.d.scanFault(&scanFault{"too-many-nodes", n.start, n.start + 1})
		return n
	case depth > maxDepth:
		b.d.scanFault(&scanFault{"too-deep", n.start, n.start + 1})
		return n
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		b.d.scanFault(&scanFault{"yaml-alias", n.start, n.start + 1})
		return n
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = mappingNode
		b.mapping(n, y, depth)
	case yaml.SequenceNode:
		n.kind = listNode
		for _, c := range y.Content {
			n.items = append(n.items, b.build(c, depth+1))
		}
	default:
		b.scalar(n)
		return n
	}
	n.end = b.end(n)
	return n
}

// scalar finds where a scalar ends.
func (b *builder) scalar(n *node) {
	rest := b.d.f.lines.text[n.start:]
	switch end, ok := b.spans[n.start]; {
	case n.text == "" && !n.quoted():
	case ok:
		n.end = end
	case strings.HasPrefix(rest, n.text):
		n.end = n.start + len(n.text)
	}
}

func (b *builder) mapping(n *node, y *yaml.Node, depth int) {
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := b.build(y.Content[i], depth+1)
		if key.kind != scalarNode {
			b.d.report(detente.Error, "wrong-type", key, "a key is "+kindNames[key.kind], "the word before a colon names one thing", "write a single word before the colon")
		}
		n.keys = append(n.keys, key)
		n.items = append(n.items, b.build(y.Content[i+1], depth+1))
	}
}

// end returns where a collection ends: its closing bracket, or the end of its
// last value.
func (b *builder) end(n *node) int {
	text := b.d.f.lines.text
	if n.flow() && n.start < len(text) && (text[n.start] == '{' || text[n.start] == '[') {
		if end, ok := b.spans[n.start]; ok {
			return end
		}
	}
	end := n.start
	for i, item := range n.items {
		end = max(end, item.end)
		if n.keys != nil {
			end = max(end, n.keys[i].end)
		}
	}
	return end
}

// readable holds the limits of size and characters.
func (d *decoder) readable() bool {
	text := d.f.lines.text
	start := detente.Pos{Line: 1, Col: 1}
	if len(d.f.Text) > MaxBytes {
		d.reportAt(detente.Error, "too-large", start, 1, "the case file is larger than 1 MB",
			"a case is a text that a person can read; a larger one is refused before it is read", "keep long documents as sources and quote from them")
		return false
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				d.reportAt(detente.Error, "not-utf8", d.f.lines.place(i), 1, fmt.Sprintf("byte %#02x is not UTF-8", text[i]),
					"a case file is UTF-8 text", "save the file as UTF-8 in your editor")
				return false
			}
		}
		if name := forbidden(text, i, r); name != "" {
			d.reportAt(detente.Error, "control-character", d.f.lines.place(i), 1, name+" stands in the text",
				"it cannot be seen, and editors disagree on what it does", "delete it; for a new line use a plain line break")
			return false
		}
	}
	return true
}

// forbidden names a character that a case file may not contain, or is "".
func forbidden(text string, at int, r rune) string {
	switch {
	case r == 0:
		return "a NUL byte"
	case r == '\r' && !strings.HasPrefix(text[at:], "\r\n"):
		return "a carriage return without a line feed"
	case r == '\t' || r == '\n' || r == '\r':
		return ""
	case r < ' ' || r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r == '\ufffe', r == '\uffff',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return fmt.Sprintf("the invisible character U+%04X", r)
	}
	return ""
}

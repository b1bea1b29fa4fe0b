package casefile

import (
	"fmt"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"

	"detente"
)

// Set returns the file's text with the value at path replaced, or added where
// the mapping it belongs to lacks it. The path is the keys from the top joined
// by dots, entries of lists counted from 0, or any end of it that no other
// value shares: russia.wants.sanctions.eased. The value is written as in the
// file, on one line; text that is no single value is put in quotes.
//
// Everything else stays as it is, to the byte: comments, layout, order. The
// result may still be no valid case: Parse tells. The error says what the path
// or value lacks, and changes nothing.
func (f *File) Set(path, value string) ([]byte, error) {
	text, err := f.set(path, strings.TrimSpace(value))
	if err != nil {
		return nil, fmt.Errorf("casefile: set %s: %w", path, err)
	}
	return []byte(f.bom() + text), nil
}

// A setFault says why a value cannot be set.
type setFault string

func (e setFault) Error() string { return string(e) }

func (f *File) set(path, value string) (string, error) {
	if f.root == nil {
		return "", setFault("the file cannot be read; correct its syntax first")
	}
	at, fault := f.find(path)
	if fault != nil {
		return "", fault
	}
	value, err := singleValue(value)
	if err != nil {
		return "", err
	}
	if at.node != nil && f.hasComment(at.node.start, at.node.end) {
		return "", setFault(fmt.Sprintf("the value on line %d holds comments, which would be lost; edit the file by hand", at.node.pos.Line))
	}
	for _, v := range []string{value, doubleQuoted(value)} {
		e := f.replacement(at, v)
		text := f.lines.text[:e.start] + e.text + f.lines.text[e.end:]
		if f.onlyChanged(text, at, v) {
			return text, nil
		}
		if !isPlain(value) {
			break
		}
	}
	return "", setFault("the value does not fit there without changing its neighbours; edit the file by hand")
}

// edit replaces bytes of the text.
type edit struct {
	start, end int
	text       string
}

// singleValue holds a value against YAML and returns it as it can be written.
func singleValue(value string) (string, error) {
	n, problem := parseValue(value)
	switch {
	case strings.ContainsAny(value, "\n\r"):
		return "", setFault("a value stands on one line; use {} and [] for its parts")
	case value == "":
		return "", setFault(`a value is missing; write "" for an empty text`)
	case problem != "":
		return "", setFault("the value is no YAML: " + problem + `; put text in quotes: "..."`)
	case n == nil || n.null() && n.text == "":
		return "", setFault("the value is only a comment; put it in quotes")
	case n.kind != scalarNode && !n.flow():
		return doubleQuoted(value), nil
	case n.start > 0 || n.end < len(value):
		return "", setFault("there is more than a value, such as a comment; put text with a # in quotes")
	}
	return value, nil
}

// parseValue reads a value on its own.
func parseValue(value string) (n *node, problem string) {
	f := &File{Text: value, lines: newLines(value)}
	d := &decoder{f: f}
	n = d.tree()
	for _, g := range d.found {
		if g.Severity == detente.Error && g.Code != "empty-case" {
			return nil, g.Message
		}
	}
	return n, ""
}

// isPlain reports whether a value is a word or text without quotes.
func isPlain(value string) bool {
	n, problem := parseValue(value)
	return problem == "" && n != nil && n.kind == scalarNode && !n.quoted()
}

// doubleQuoted writes a text as a YAML scalar in double quotes.
func doubleQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case forbidden(string(r), 0, r) != "":
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// replacement makes the edit that puts a value at a spot.
func (f *File) replacement(at spot, value string) edit {
	switch n := at.node; {
	case n == nil:
		return f.addition(at.parent, at.key, value)
	case n.start < n.end:
		return edit{n.start, n.end, value}
	default:
		return edit{n.start, n.start, f.afterKey(n.start) + value}
	}
}

// afterKey returns what must stand before a value that is put where a key or a
// dash has none.
func (f *File) afterKey(at int) string {
	before := f.lines.text[:at]
	trimmed := strings.TrimRight(before, " ")
	switch {
	case strings.HasSuffix(trimmed, ":") || strings.HasSuffix(trimmed, "-"):
		if len(trimmed) < len(before) {
			return ""
		}
		return " "
	}
	return ": "
}

// addition makes the edit that adds a key to a mapping, in the style of its
// other keys.
func (f *File) addition(parent *node, key, value string) edit {
	if !isPlain(key) || strings.ContainsAny(key, ",[]{}") {
		key = doubleQuoted(key)
	}
	entry := key + ": " + value
	switch last := len(parent.items) - 1; {
	case parent.kind == scalarNode:
		return f.replacement(spot{node: parent}, "{"+entry+"}")
	case last < 0:
		return edit{parent.start + 1, parent.start + 1, entry}
	case parent.flow():
		end := max(parent.items[last].end, parent.keys[last].end)
		return edit{end, end, ", " + entry}
	default:
		end := max(parent.items[last].end, parent.keys[last].end)
		line := f.lines.place(end).Line
		stop := f.lines.starts[line-1] + len(f.lines.line(line))
		first := parent.keys[0]
		indent := strings.Repeat(" ", first.pos.Col-1)
		return edit{stop, stop, f.newline() + indent + entry}
	}
}

// newline returns the line end that the file uses.
func (f *File) newline() string {
	if strings.Contains(f.lines.text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// onlyChanged reports whether a text says the same as the file, but for the
// value at a spot.
func (f *File) onlyChanged(text string, at spot, value string) bool {
	after, problem := parseValue(text)
	want, _ := parseValue(value)
	if problem != "" || after == nil {
		return false
	}
	s := same{at: at, want: want}
	return s.nodes(f.root, after)
}

// same compares two trees, but for one value that is to change.
type same struct {
	at   spot
	want *node
}

func (s *same) nodes(a, b *node) bool {
	switch {
	case a == s.at.node && a != nil:
		plain := same{}
		return plain.nodes(s.want, b)
	case a == s.at.parent && a != nil:
		return s.grown(a, b)
	case a.kind != b.kind || a.text != b.text || a.null() != b.null() || len(a.items) != len(b.items):
		return false
	}
	return s.children(a, b)
}

// children compares the first values of b with those of a.
func (s *same) children(a, b *node) bool {
	for i := range a.items {
		if a.kind == mappingNode && a.keys[i].text != b.keys[i].text || !s.nodes(a.items[i], b.items[i]) {
			return false
		}
	}
	return true
}

// grown compares a mapping with itself after a key was added at its end.
func (s *same) grown(a, b *node) bool {
	last := len(a.items)
	if b.kind != mappingNode || len(b.items) != last+1 || b.keys[last].text != s.at.key {
		return false
	}
	plain := same{}
	return s.children(a, b) && plain.nodes(s.want, b.items[last])
}

// hasComment reports whether a comment stands between two bytes of the text.
func (f *File) hasComment(start, end int) bool {
	s := &scanner{text: f.lines.text[:end], spans: map[int]int{}}
	found := false
	s.comment = func(at int) { found = found || at >= start }
	for s.fault == nil && s.skipSpace() {
		s.next()
	}
	return found
}

// apply makes several edits, which must not overlap.
func apply(text string, edits []edit) string {
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].start < edits[j].start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(text[at:])
	return b.String()
}

// quoteLike writes a text in the quotes that a scalar has, or in double quotes.
func quoteLike(n *node, text string) string {
	if n.style&yaml.SingleQuotedStyle != 0 {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return doubleQuoted(text)
}

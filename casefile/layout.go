package casefile

import "strings"

// maxLine is the width up to which a mapping or list is written on one line.
const maxLine = 110

// value is a piece of a case on its way to text: a scalar as YAML writes it, a
// list, or a mapping.
type value struct {
	scalar string
	text   *string // what a scalar in quotes says
	parts  *value  // of a scalar that spells a list or mapping
	kind   nodeKind
	keys   []string // of a mapping
	items  []*value
	tall   bool // one line for each entry, however short
	gap    bool // an empty line before it
}

// add appends a field to a mapping; nil is left out.
func (m *value) add(key string, v *value) {
	if v != nil {
		m.keys = append(m.keys, key)
		m.items = append(m.items, v)
	}
}

// addText appends a text field unless it is empty.
func (m *value) addText(key, s string) {
	if s != "" {
		m.add(key, text(s))
	}
}

func mapping() *value { return &value{kind: mappingNode} }

func list(items ...*value) *value { return &value{kind: listNode, items: items} }

// raw is a scalar that needs no quotes: a number, an identifier.
func raw(s string) *value { return &value{scalar: s} }

// text is a scalar that YAML reads as text, in quotes where it must be.
func text(s string) *value { return &value{scalar: yamlText(s), text: &s} }

// quoted is a text that is always in quotes.
func quoted(s string) *value { return &value{scalar: doubleQuoted(s), text: &s} }

// spelt is a value that is written as it stands in a file.
func spelt(s string) *value {
	v := raw(s)
	if n, _ := parseValue(s); n != nil {
		v.parts = asValue(n)
	}
	return v
}

// asValue makes a value of a node, to be written on one line.
func asValue(n *node) *value {
	switch {
	case n.null():
		return raw("null")
	case n.kind == scalarNode && (n.quoted() || strings.Contains(n.text, "\n")):
		return quoted(n.text)
	case n.kind == scalarNode:
		return raw(n.text)
	}
	v := &value{kind: n.kind}
	for i, item := range n.items {
		v.items = append(v.items, asValue(item))
		if n.kind == mappingNode {
			v.keys = append(v.keys, n.keys[i].text)
		}
	}
	return v
}

// yamlKey writes a key: a name, a condition, a path, or a number.
func yamlKey(s string) string {
	if _, fault := parseNumber(s); fault == nil {
		return s
	}
	return yamlText(s)
}

// yamlText writes a text as YAML, plain where every reader takes it for text.
func yamlText(s string) string {
	if plainText(s) {
		return s
	}
	return doubleQuoted(s)
}

// plainText reports whether a text can stand without quotes, on one line, also
// between brackets.
func plainText(s string) bool {
	switch strings.ToLower(s) {
	case "", "~", "null", "yes", "no", "on", "off", "true", "false", "y", "n", "---", "...", "=", "<<":
		return false
	}
	first := s[0]
	letter := first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '(' || first >= 0x80
	if !letter || strings.TrimSpace(s) != s || strings.ContainsAny(s, ",[]{}\n\r\t\"#") {
		return false
	}
	for i, r := range s {
		if forbidden(s, i, r) != "" {
			return false
		}
	}
	return !strings.Contains(s, ": ") && !strings.HasSuffix(s, ":")
}

// flowText returns a value on one line.
func (v *value) flowText() string {
	var parts []string
	switch v.kind {
	case scalarNode:
		return v.scalar
	case listNode:
		for _, item := range v.items {
			parts = append(parts, item.flowText())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	for i, k := range v.keys {
		parts = append(parts, yamlKey(k)+": "+v.items[i].flowText())
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// short reports whether a value can stand on one line that is already used up
// to a column.
func (v *value) short(column int) bool {
	return v.kind == scalarNode || len(v.items) == 0 || !v.hasTall() && column+len(v.flowText()) <= maxLine
}

func (v *value) hasTall() bool {
	for _, item := range v.items {
		if item.hasTall() {
			return true
		}
	}
	return v.tall && len(v.items) > 0
}

// write appends the entries of a list or mapping, one a line at least. The
// first line is indented only if fresh.
func (v *value) write(b *strings.Builder, indent int, fresh bool) {
	for i, item := range v.items {
		if item.gap {
			b.WriteByte('\n')
		}
		if fresh || i > 0 {
			b.WriteString(strings.Repeat(" ", indent))
		}
		if v.kind == listNode {
			b.WriteByte('-')
			item.entry(b, indent, 1)
			continue
		}
		key := yamlKey(v.keys[i])
		b.WriteString(key)
		b.WriteByte(':')
		item.field(b, indent, len(key)+1)
	}
}

// field writes what follows a key and its colon.
func (v *value) field(b *strings.Builder, indent, used int) {
	if v.short(indent + used + 1) {
		b.WriteString(" " + v.flowText() + "\n")
		return
	}
	b.WriteByte('\n')
	v.write(b, indent+2, true)
}

// entry writes what follows the dash of a list.
func (v *value) entry(b *strings.Builder, indent, used int) {
	b.WriteByte(' ')
	if v.short(indent + used + 1) {
		b.WriteString(v.flowText() + "\n")
		return
	}
	v.write(b, indent+2, false)
}

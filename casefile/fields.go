package casefile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"detente"
)

// decoder makes a case of a tree and gathers what is wrong.
type decoder struct {
	f     *File
	c     *detente.Case
	found []detente.Diagnostic
	// broken holds the issues that could not be read: what is said of them
	// elsewhere cannot be checked.
	broken  map[detente.IssueID]bool
	unsound bool // nothing that Case.Check could read
}

// reportAt adds a diagnostic at a place.
func (d *decoder) reportAt(s detente.Severity, code string, at detente.Pos, width int, message, why, help string) {
	d.found = append(d.found, detente.Diagnostic{Line: at.Line, Col: at.Col, Width: width, Severity: s, Code: code, Message: message, Why: why, Help: help})
}

// report adds a diagnostic at a node.
func (d *decoder) report(s detente.Severity, code string, n *node, message, why, help string) {
	d.reportAt(s, code, n.pos, max(1, d.f.lines.width(n.start, n.end)), message, why, help)
}

func (d *decoder) errorf(code string, n *node, why, help, format string, args ...any) {
	d.report(detente.Error, code, n, fmt.Sprintf(format, args...), why, help)
}

// finish completes the diagnostics, drops repetitions and puts them in order.
func (d *decoder) finish() []detente.Diagnostic {
	type key struct {
		line, col     int
		code, message string
	}
	seen := make(map[key]bool, len(d.found))
	d.found = slices.DeleteFunc(d.found, func(g detente.Diagnostic) bool {
		k := key{g.Line, g.Col, g.Code, g.Message}
		twice := seen[k]
		seen[k] = true
		return twice
	})
	for i := range d.found {
		g := &d.found[i]
		g.File = d.f.Name
		if last := len(d.f.lines.starts); g.Line > last { // the end of a text without a last line end
			g.Line, g.Col = last, utf8.RuneCountInString(d.f.lines.line(last))+1
		}
		g.Line, g.Col = max(g.Line, 1), max(g.Col, 1)
		g.Excerpt = d.f.lines.line(g.Line)
		length := utf8.RuneCountInString(g.Excerpt)
		g.Col = min(g.Col, length+1)
		g.Width = max(1, min(g.Width, length-g.Col+1))
	}
	return detente.SortDiagnostics(d.found)
}

// didYouMean is a line of help: the nearest candidate, or all of them.
func didYouMean(word string, candidates []string) string {
	if s := detente.Suggest(word, candidates); s != "" {
		return fmt.Sprintf("did you mean %q?", s)
	}
	switch {
	case len(candidates) == 0:
		return "there is none yet: add it first"
	case len(candidates) > 16:
		return "choose one of " + strings.Join(candidates[:16], ", ") + ", ..."
	}
	return "choose one of " + strings.Join(candidates, ", ")
}

// metaFields may stand in every mapping that stands for something.
var metaFields = []string{"name", "note", "because", "against", "label"}

// fields is a mapping with named fields.
type fields struct {
	d    *decoder
	n    *node
	what string // for messages: `issue "wage"`
	key  *node  // the key it stands at; the mapping itself where it has none
}

// fields reads a mapping and reports what it should not contain. extra accepts
// keys that are not in known, such as the options of an issue; nil accepts none.
func (d *decoder) fields(n, key *node, what string, extra func(key, value *node) bool, known ...string) fields {
	t := fields{d, n, what, key}
	if key == nil {
		t.key = n
	}
	if !d.isKind(n, mappingNode, what, "write it as {"+known[0]+": ...}, or on indented lines below") {
		t.n = &node{kind: mappingNode, pos: n.pos, start: n.start, end: n.start}
		return t
	}
	d.f.known[n] = known
	d.duplicates(n, what)
	for i, k := range n.keys {
		if !contains(known, k.text) && (extra == nil || !extra(k, n.items[i])) {
			d.unknownField(k, what, known)
		}
	}
	return t
}

// plural is a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

func (d *decoder) unknownField(k *node, what string, known []string) {
	d.errorf("unknown-field", k, "its fields are "+strings.Join(known, ", "), didYouMean(k.text, known), "unknown field %q in %s", k.text, what)
	d.offer(k, k.text, known, "a misspelt field")
}

// duplicates reports keys that stand twice in a mapping, at both places.
func (d *decoder) duplicates(n *node, what string) {
	first := make(map[string]*node, len(n.keys))
	for _, k := range n.keys {
		before, twice := first[k.text]
		if !twice {
			first[k.text] = k
			continue
		}
		d.errorf("duplicate-key", k, fmt.Sprintf("it already stands on line %d, and only one of the two can hold", before.pos.Line),
			"keep one of them, or rename one", "%q stands twice in %s", k.text, what)
		d.report(detente.Note, "duplicate-key", before, fmt.Sprintf("%q stands here for the first time", k.text),
			fmt.Sprintf("it stands again on line %d", k.pos.Line), "keep one of them, or rename one")
	}
}

// kindWords say what each kind of value looks like.
var kindWords = [...]string{"a single value, such as a word, a number or a text in quotes,", "a list, such as [a, b] or lines that start with a dash,", "a mapping, that is `field: value` pairs,"}

// isKind reports a value of the wrong kind.
func (d *decoder) isKind(n *node, kind nodeKind, what, help string) bool {
	if n.kind == kind {
		return true
	}
	is := kindNames[n.kind]
	if n.null() {
		is = "empty"
	}
	d.errorf("wrong-type", n, kindWords[kind]+" is expected here", help, "%s cannot be %s", what, is)
	return false
}

// get returns the value of a field, nil where it is left out. A key without a
// value is reported.
func (t *fields) get(name string) *node {
	for i, k := range t.n.keys {
		if k.text != name {
			continue
		}
		if t.n.items[i].null() {
			t.d.noValue(k, t.what)
			return nil
		}
		return t.n.items[i]
	}
	return nil
}

// collection is get for lists and mappings, which may be left empty.
func (t *fields) collection(name string) *node {
	if v := t.n.get(name); v != nil && !v.null() {
		return v
	}
	return nil
}

// keyOf returns the key of a field.
func (t *fields) keyOf(name string) *node {
	for _, k := range t.n.keys {
		if k.text == name {
			return k
		}
	}
	return t.key
}

// need is get for a field that cannot be left out.
func (t *fields) need(name, help string) *node {
	v := t.get(name)
	if v == nil && t.n.get(name) == nil {
		t.d.errorf("missing-field", t.key, fmt.Sprintf("%s has no meaning without it", t.what), help, "%s has no %q", t.what, name)
	}
	return v
}

func (d *decoder) noValue(k *node, what string) {
	d.errorf("no-value", k, "a field that is written has a value; nothing follows the colon, or what follows is indented too little", "write a value, or take the field out", "%q in %s has no value", k.text, what)
}

// text returns the text of a field, "" where it is left out.
func (t *fields) text(name string) string { return t.d.text(t.get(name), t.what+": "+name) }

func (d *decoder) text(n *node, what string) string {
	if n == nil || !d.isKind(n, scalarNode, what, "write one value; if it contains `: `, `[` or `{`, put it in quotes") {
		return ""
	}
	d.f.again[n] = func(e *decoder, m *node) { e.text(m, what) }
	return n.text
}

// meta reads what every mapping may carry; its place is that of the key.
func (t *fields) meta() detente.Meta {
	return detente.Meta{
		Name:    t.text("name"),
		Note:    t.text("note"),
		Because: t.refs("because"),
		Against: t.refs("against"),
		Label:   t.label(),
		Pos:     t.key.pos,
	}
}

// each calls f for every entry of a list; a single value is a list of one where
// alone is true.
func (d *decoder) each(n *node, what string, alone bool, f func(*node)) {
	if n == nil {
		return
	}
	if alone && n.kind == scalarNode {
		f(n)
		return
	}
	if !d.isKind(n, listNode, what, "write it in brackets: [a, b], or as lines that start with a dash") {
		return
	}
	for _, item := range n.items {
		if item.null() {
			d.errorf("no-value", n, "every entry of a list says something", "write it, or take the dash or comma out", "an entry of %s is empty", what)
			continue
		}
		f(item)
	}
}

// words reads a list of single values.
func (d *decoder) words(n *node, what string, alone bool) []*node {
	var out []*node
	d.each(n, what, alone, func(item *node) {
		if d.isKind(item, scalarNode, "an entry of "+what, "write one word or text") {
			out = append(out, item)
		}
	})
	return out
}

func (t *fields) refs(name string) []detente.Ref {
	var refs []detente.Ref
	for _, w := range t.d.words(t.get(name), "`"+name+"`", true) {
		refs = append(refs, detente.Ref{ID: detente.EvidenceID(w.text), Pos: w.pos})
	}
	return refs
}

// label reads a label: one text, or a list of marks.
func (t *fields) label() detente.Label {
	n := t.get("label")
	var marks []string
	for _, w := range t.d.words(n, "`label`", true) {
		if _, err := detente.ParseLabel(w.text); err != nil {
			t.d.errorf("bad-label", w, "a label says who may see a thing: everybody (open), the staff (team), or those in the confidence of a party (caucus:PARTY)",
				didYouMean(w.text, []string{"open", "team", "caucus:PARTY"}), "%q is no label", w.text)
			continue
		}
		marks = append(marks, w.text)
	}
	if len(marks) == 0 {
		return detente.Open
	}
	l, _ := detente.ParseLabel(strings.Join(marks, ","))
	return l
}

// choice reads one of a few words.
func (d *decoder) choice(n *node, what string, choices []string) string {
	if n == nil || !d.isKind(n, scalarNode, what, "choose one of "+strings.Join(choices, ", ")) {
		return ""
	}
	if !contains(choices, n.text) {
		d.errorf("bad-choice", n, what+" is one of "+strings.Join(choices, ", "), didYouMean(n.text, choices), "%s cannot be %q", what, n.text)
		d.offer(n, n.text, choices, "a misspelt word")
		return ""
	}
	return n.text
}

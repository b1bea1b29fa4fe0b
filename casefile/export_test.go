package casefile

import "strings"

// Leaf is a single value of a file, for tests.
type Leaf struct{ Path, Text string }

// Leaves lists the single values that stand on one line, with their whole path.
func (f *File) Leaves() (leaves []Leaf) {
	f.walk(func(s *step) {
		raw := f.lines.text[s.node.start:s.node.end]
		if s.node.kind == scalarNode && raw != "" && !strings.Contains(raw, "\n") {
			leaves = append(leaves, Leaf{s.String(), raw})
		}
	})
	return leaves
}

// Scan gives tests the scanner's count of a text.
func Scan(text string) (nodes int, refused string) {
	s := &scanner{text: text, spans: map[int]int{}}
	for s.fault == nil && s.skipSpace() {
		s.next()
	}
	if s.fault != nil {
		return s.nodes, s.fault.code
	}
	return s.nodes, ""
}

// Nodes counts the values of a file, keys and the root included.
func (f *File) Nodes() int {
	n := 1
	f.walk(func(s *step) {
		n++
		if s.up == nil && f.root.kind == mappingNode || s.up != nil && s.up.node.kind == mappingNode {
			n++
		}
	})
	return n
}

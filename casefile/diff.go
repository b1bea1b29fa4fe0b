package casefile

import (
	"fmt"
	"slices"
	"strconv"

	"detente"
)

// Diff lists the values in which two cases differ, by their paths, in the order
// of the first case and then of the second. Both are held against each other as
// Print writes them, so that layout, comments and the order of keys do not
// count. Entries of a list that are new or gone stand for themselves, with their
// place in the list that has them.
func Diff(a, b *detente.Case) ([]detente.Difference, error) {
	var roots [2]*node
	for i, c := range []*detente.Case{a, b} {
		text, err := Print(c)
		if err != nil {
			return nil, fmt.Errorf("casefile: diff: %w", err)
		}
		f, _ := Parse("", text, nil)
		if roots[i] = f.root; f.root == nil {
			return nil, fmt.Errorf("casefile: diff: the printed case cannot be read")
		}
	}
	var d differ
	d.values("", roots[0], roots[1])
	return d.found, nil
}

// differ gathers differences.
type differ struct{ found []detente.Difference }

func (d *differ) add(path string, a, b *node) {
	d.found = append(d.found, detente.Difference{Path: path, Before: flow(a), After: flow(b)})
}

// flow is a value on one line; "" where there is none.
func flow(n *node) string {
	if n == nil {
		return ""
	}
	return asValue(n).flowText()
}

// values compares what stands at a path, either of which may be nil.
func (d *differ) values(path string, a, b *node) {
	switch {
	case a == nil || b == nil || a.kind != b.kind:
		d.add(path, a, b)
	case a.kind == mappingNode:
		d.mappings(path, a, b)
	case a.kind == listNode:
		d.lists(path, a.items, b.items)
	case flow(a) != flow(b):
		d.add(path, a, b)
	}
}

func (d *differ) mappings(path string, a, b *node) {
	for i, k := range a.keys {
		d.values(join(path, k.text), a.items[i], b.get(k.text))
	}
	for i, k := range b.keys {
		if !slices.ContainsFunc(a.keys, func(other *node) bool { return other.text == k.text }) {
			d.values(join(path, k.text), nil, b.items[i])
		}
	}
}

// lists compares lists entry by entry where they are as long as each other;
// otherwise what is left after the entries that both have in common at the start
// and the end is gone or new.
func (d *differ) lists(path string, a, b []*node) {
	if len(a) == len(b) {
		for i := range a {
			d.values(join(path, strconv.Itoa(i)), a[i], b[i])
		}
		return
	}
	first := 0
	for first < min(len(a), len(b)) && flow(a[first]) == flow(b[first]) {
		first++
	}
	last := 0
	for last < min(len(a), len(b))-first && flow(a[len(a)-1-last]) == flow(b[len(b)-1-last]) {
		last++
	}
	for i := first; i < len(a)-last; i++ {
		d.values(join(path, strconv.Itoa(i)), a[i], nil)
	}
	for i := first; i < len(b)-last; i++ {
		d.values(join(path, strconv.Itoa(i)), nil, b[i])
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

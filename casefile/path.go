package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"detente"
)

// spot is where a path leads: a value, or a field that a mapping does not have
// yet.
type spot struct {
	node   *node // nil where the field would be new
	parent *node // of a new field
	key    string
}

// pathFault says why a path leads nowhere.
type pathFault struct{ message, help string }

func (e *pathFault) Error() string { return e.message + "; " + e.help }

// find follows a path: keys joined by dots, entries of lists by number from 0;
// the whole path or any end of it that no other value shares.
func (f *File) find(path string) (spot, *pathFault) {
	nodes, full := f.matching(path)
	if len(nodes) == 1 {
		return spot{node: nodes[0]}, nil
	}
	if len(nodes) > 1 {
		return spot{}, &pathFault{fmt.Sprintf("%q leads to %d values", path, len(nodes)), "write one of " + strings.Join(full, ", ")}
	}
	return f.newField(path)
}

// newField finds the mapping to which a path would add its last key.
func (f *File) newField(path string) (spot, *pathFault) {
	parent, key := f.root, path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		nodes, full := f.matching(path[:i])
		switch len(nodes) {
		case 0:
			return spot{}, f.noPath(path)
		case 1:
			parent, key = nodes[0], path[i+1:]
		default:
			return spot{}, &pathFault{fmt.Sprintf("%q leads to %d values", path[:i], len(nodes)), "write one of " + strings.Join(full, ", ")}
		}
	}
	known, ok := f.known[parent]
	switch {
	case !ok || key == "":
		return spot{}, f.noPath(path)
	case known != nil && !contains(known, key):
		if parent == f.root {
			return spot{}, f.noPath(path)
		}
		return spot{}, &pathFault{fmt.Sprintf("there is no field %q at %s", key, path[:len(path)-len(key)-1]), didYouMean(key, known)}
	}
	return spot{parent: parent, key: key}, nil
}

// noPath is for a path that leads nowhere.
func (f *File) noPath(path string) *pathFault {
	help := "a path is the keys from the top, joined by dots, such as parties.russia.influence, or a unique end of it"
	if s := detente.Suggest(path, f.candidates(path)); s != "" {
		help = fmt.Sprintf("did you mean %q?", s)
	}
	return &pathFault{fmt.Sprintf("no value of the case is at %q", path), help}
}

// step is one key or index on the way down to a value.
type step struct {
	key  string
	up   *step
	node *node
	// private is true below scenarios, whose keys are paths themselves: only a
	// whole path leads there.
	private bool
}

// walk calls visit on every value below the root, in the order of the file.
func (f *File) walk(visit func(s *step)) {
	var down func(n *node, up *step)
	down = func(n *node, up *step) {
		for i, item := range n.items {
			s := &step{up: up, node: item}
			if n.kind == mappingNode {
				s.key = n.keys[i].text
			} else {
				s.key = strconv.Itoa(i)
			}
			s.private = up != nil && (up.private || up.up == nil && up.key == "scenarios")
			visit(s)
			down(item, s)
		}
	}
	if f.root != nil {
		down(f.root, nil)
	}
}

// endsIn reports whether the way to a value ends in a path, and whether that is
// the whole way.
func (s *step) endsIn(path string) (ends, whole bool) {
	for ; s != nil; s = s.up {
		rest, ok := strings.CutSuffix(path, s.key)
		switch {
		case !ok:
			return false, false
		case rest == "":
			return true, s.up == nil
		case !strings.HasSuffix(rest, "."):
			return false, false
		}
		path = rest[:len(rest)-1]
	}
	return false, false
}

// String returns the whole path.
func (s *step) String() string {
	if s.up == nil {
		return s.key
	}
	return s.up.String() + "." + s.key
}

// maxListed bounds how many paths a message lists.
const maxListed = 6

// matching returns the values that a path leads to, and the whole paths of the
// first few. A whole path beats ends of others.
func (f *File) matching(path string) (nodes []*node, full []string) {
	var exact *step
	f.walk(func(s *step) {
		ends, whole := s.endsIn(path)
		switch {
		case whole && exact == nil:
			exact = s
		case ends && !s.private:
			nodes = append(nodes, s.node)
			if len(full) < maxListed {
				full = append(full, s.String())
			}
		}
	})
	if exact != nil {
		return []*node{exact.node}, []string{exact.String()}
	}
	if len(nodes) > maxListed {
		full = append(full, "...")
	}
	return nodes, full
}

// candidates lists the ends of paths that have as many keys as a path and about
// its length.
func (f *File) candidates(path string) (paths []string) {
	n := strings.Count(path, ".") + 1
	f.walk(func(s *step) {
		parts := make([]string, 0, n)
		length := 0
		for at := s; at != nil && len(parts) < n && !s.private; at = at.up {
			parts = append(parts, at.key)
			length += len(at.key) + 1
			if length > len(path)+3 {
				return
			}
		}
		if len(parts) == n && length >= len(path)-1 {
			slices.Reverse(parts)
			paths = append(paths, strings.Join(parts, "."))
		}
	})
	return paths
}

// Has reports whether anything is written at a path, such as "issues" or
// "parties.union".
func (f *File) Has(path string) bool {
	if f.root == nil {
		return false
	}
	nodes, _ := f.matching(path)
	return len(nodes) > 0
}

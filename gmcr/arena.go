package gmcr

import "slices"

// arena is the part of the outcome space in which some movers can move: the
// other axes only say which of many slices of the same shape one is in. Each
// slice is worked on by itself, which keeps it in the cache.
type arena struct {
	g      *Graph
	size   int     // places of a slice
	loose  bool    // two moves of a mover in a row make one: it does not matter who moved last
	free   bool    // besides, every move can be taken back
	offset []int32 // of a place, from the first number of its slice
	base   []int   // first number of each slice
	fields []*field
}

// field is how one mover moves within a slice. Its axes with listed changes
// divide a slice into cells; from a cell it reaches every place of the cells
// beyond.
type field struct {
	m        *mover
	cell     []int32 // by place
	patterns int     // cells that differ in the mover's axes alone lie side by side: cell % patterns
	first    []int32 // by cell: its places stand from here on in a list of all
	before   [][]int32
}

// newArena lays out where some movers move. It is one slice where states are
// merged or consent hangs on the outcome.
func (g *Graph) newArena(movers []*mover) *arena {
	moved := make([]bool, len(g.axes))
	whole := g.rep != nil
	for _, m := range movers {
		whole = whole || m.asked
		for _, k := range m.axes {
			moved[k] = true
		}
	}
	a := &arena{g: g, size: 1, loose: !whole}
	a.free = a.loose
	for _, m := range movers {
		transitive, free := m.freedom()
		a.loose, a.free = a.loose && transitive, a.free && free
	}
	var in, out []int
	for k := range g.axes {
		if moved[k] || whole {
			in = append(in, k)
			a.size *= g.axes[k].size()
		} else {
			out = append(out, k)
		}
	}
	a.offset = g.spans(in)
	for _, b := range g.spans(out) {
		a.base = append(a.base, int(b))
	}
	for _, m := range movers {
		a.fields = append(a.fields, a.newField(m, in))
	}
	return a
}

// freedom tells whether two moves of a mover in a row always make one, and
// whether every change is free. States that it does not see come in between, and
// so do moves that only may be improvements: two of them need not make a third.
func (m *mover) freedom() (transitive, free bool) {
	transitive = m.blind == nil && !m.asked && m.complete()
	free = transitive
	for _, k := range m.axes {
		w := &m.ways[k]
		free = free && w.free
		for d, to := range w.to {
			for _, e := range to {
				for _, f := range w.to[e] {
					transitive = transitive && (int(f) == d || slices.Contains(to, f))
				}
			}
		}
	}
	return transitive, free
}

// spans returns the numbers that some axes span, the others at 0.
func (g *Graph) spans(axes []int) []int32 {
	list := []int32{0}
	for _, k := range axes {
		n := len(list)
		for d := 1; d < g.axes[k].size(); d++ {
			for _, s := range list[:n] {
				list = append(list, s+int32(d*g.axes[k].stride))
			}
		}
	}
	return list
}

func (a *arena) newField(m *mover, in []int) *field {
	f := &field{m: m, patterns: 1}
	if m.asked {
		f.eachPlace(a)
		return f
	}
	g := a.g
	var listed []int
	inner := false // places of a cell reach one another
	mine := make([]bool, len(g.axes))
	for _, k := range m.axes {
		mine[k] = true
		if m.ways[k].free {
			inner = true
			continue
		}
		listed = append(listed, k)
		f.patterns *= g.axes[k].size()
	}
	f.cell = make([]int32, a.size)
	stride, cells := 1, f.patterns // of a digit within a place; of a digit within a cell
	pattern := 1
	for _, k := range in {
		n, step := g.axes[k].size(), 0
		switch {
		case !mine[k]:
			step = cells
			cells *= n
		case !m.ways[k].free:
			step = pattern
			pattern *= n
		}
		if step > 0 {
			for at := range f.cell {
				f.cell[at] += int32(at / stride % n * step)
			}
		}
		stride *= n
	}
	f.first = starts(f.cell, cells)
	f.before = g.patternsBefore(m, listed, inner)
	return f
}

// starts returns where each cell's places start in a list of all.
func starts(cell []int32, cells int) []int32 {
	first := make([]int32, cells+1)
	for _, c := range cell {
		first[c+1]++
	}
	for c := range cells {
		first[c+1] += first[c]
	}
	return first
}

// patternsBefore returns, for each combination of digits of the listed axes,
// the combinations from which the mover reaches it; itself only where places of
// one cell reach one another.
func (g *Graph) patternsBefore(m *mover, listed []int, inner bool) [][]int32 {
	before := [][]int32{{0}}
	step := 1
	for _, k := range listed {
		n := len(before)
		longer := make([][]int32, 0, n*g.axes[k].size())
		for d, from := range m.ways[k].from {
			for p := range n {
				var list []int32
				for _, b := range before[p] {
					list = append(list, b+int32(d*step))
				}
				for _, e := range from {
					for _, b := range before[p] {
						list = append(list, b+e*int32(step))
					}
				}
				longer = append(longer, list)
			}
		}
		before, step = longer, step*g.axes[k].size()
	}
	if inner {
		return before
	}
	for p := range before {
		before[p] = before[p][1:] // the first entry is the pattern itself
	}
	return before
}

// eachPlace makes each place a cell of its own.
func (f *field) eachPlace(a *arena) {
	f.patterns = a.size
	f.cell = make([]int32, a.size)
	f.first = make([]int32, a.size+1)
	f.before = make([][]int32, a.size)
	for at := range a.size {
		f.cell[at], f.first[at+1] = int32(at), int32(at)+1
	}
	var list []int32
	for s := range a.size {
		if !a.g.IsState(s) {
			continue
		}
		list = a.g.successors(f.m, s, list[:0])
		for _, t := range list {
			f.before[t] = append(f.before[t], int32(s))
		}
	}
}

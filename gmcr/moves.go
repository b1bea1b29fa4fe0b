package gmcr

import (
	"slices"

	"detente"
)

// successors appends R_m(s) to list: the states that the mover can reach from s
// in one move, each once, s itself not among them.
func (g *Graph) successors(m *mover, s int, list []int32) []int32 {
	if len(m.axes) == 0 || !m.sees(s) {
		return list
	}
	w := walk{g: g, m: m, list: list, stay: s}
	var one [1]int32
	for _, at := range g.members(s, &one) {
		if m.asked {
			w.o = g.Outcome(int(at))
		}
		w.at = int(at)
		w.step(0, int(at), false)
	}
	if g.rep != nil {
		own := w.list[len(list):]
		slices.Sort(own)
		w.list = w.list[:len(list)+len(slices.Compact(own))]
	}
	return w.list
}

// walk lists the moves from one number, axis by axis.
type walk struct {
	g    *Graph
	m    *mover
	at   int             // where the walk starts
	stay int             // its state
	o    detente.Outcome // after the move, where consent hangs on it
	list []int32
}

// step goes on to the i-th axis of the mover; changed says whether one was
// changed already.
func (w *walk) step(i, t int, changed bool) {
	if i == len(w.m.axes) {
		if changed {
			w.arrive(t)
		}
		return
	}
	k := w.m.axes[i]
	a, way := &w.g.axes[k], &w.m.ways[k]
	d := a.digit(w.at)
	w.step(i+1, t, changed)
	if way.free {
		for e := range a.size() {
			if e != d {
				w.change(i, t, d, e)
			}
		}
		return
	}
	for _, e := range way.to[d] {
		w.change(i, t, d, int(e))
	}
}

// change goes on with the axis changed from digit d to e.
func (w *walk) change(i, t, d, e int) {
	a := &w.g.axes[w.m.axes[i]]
	if w.m.asked {
		w.o[a.issue] = a.levels[e]
	}
	w.step(i+1, t+(e-d)*a.stride, true)
	if w.m.asked {
		w.o[a.issue] = a.levels[d]
	}
}

// arrive keeps a number at which the walk ended.
func (w *walk) arrive(t int) {
	g := w.g
	if !g.present(t) {
		return
	}
	r := g.standing(t)
	if r == w.stay || !w.m.sees(r) {
		return
	}
	if w.m.asked && !g.granted(w.m, w.at, t, w.o) || w.m.solo != nil && !g.together(w.m, w.at, t) {
		return
	}
	w.list = append(w.list, int32(r))
}

// granted reports whether every change of a move needs nobody else, with o the
// outcome after it.
func (g *Graph) granted(m *mover, from, to int, o detente.Outcome) bool {
	for _, k := range m.axes {
		a, way := &g.axes[k], &m.ways[k]
		d, e := a.digit(from), a.digit(to)
		if d != e && way.asked != nil && !way.asked.allows(a, d, e, m.yes, o) {
			return false
		}
	}
	return true
}

// together reports whether a move makes a change that no member could make
// alone.
func (g *Graph) together(m *mover, from, to int) bool {
	for _, k := range m.axes {
		a := &g.axes[k]
		d, e := a.digit(from), a.digit(to)
		if d != e && !slices.ContainsFunc(m.solo, func(one *mover) bool { return one.ways[k].leads(d, e) }) {
			return true
		}
	}
	return false
}

// leads reports whether the way may lead from one digit to another.
func (w *way) leads(d, e int) bool {
	return w.free || w.to != nil && slices.Contains(w.to[d], int32(e))
}

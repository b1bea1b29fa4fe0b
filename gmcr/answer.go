package gmcr

import (
	"slices"

	"detente"
)

// search looks for what answers a departure.
type search struct {
	g     *Graph
	who   int           // a set: those who left, one bit each
	level func(int) int // of a state: 0 not better than staying, 1 perhaps better, 2 better
}

// answer finds the shortest answer to a departure that deters: a credible one
// first, a sure one first, and of several the best for whoever makes the last
// move.
func (g *Graph) answer(i, s int, d *Departure, level []uint32) *Answer {
	f := &search{g, 1 << i, func(t int) int { return int(level[t]) }}
	for _, try := range []struct {
		c    Concept
		sure Certainty
	}{{SEQ, Yes}, {GMR, Yes}, {SEQ, Maybe}, {GMR, Maybe}} {
		if d.Deterred[try.c] == try.sure {
			if a := f.shortest(d.To, try.c == SEQ, int(Yes-try.sure)); a != nil {
				g.consequences(i, s, a, level)
				return a
			}
		}
	}
	return nil
}

// visit is a state and who moved there last.
type visit struct{ state, last int }

// shortest walks breadth first from a departure to a state of at most a level.
func (f *search) shortest(from int, credible bool, level int) *Answer {
	start := visit{from, -1}
	came := map[visit]visit{start: start}
	var list []int32
	for layer := []visit{start}; len(layer) > 0; {
		var next []visit
		best := visit{-1, -1}
		for _, at := range layer {
			for j := range f.g.movers {
				if f.who>>j&1 != 0 || j == at.last {
					continue
				}
				m := &f.g.movers[j]
				list = f.g.successors(m, at.state, list[:0])
				for _, t := range list {
					to := visit{int(t), j}
					if _, seen := came[to]; seen || credible && !sought(m.compare(to.state, at.state)) {
						continue
					}
					came[to] = at
					next = append(next, to)
					if f.level(to.state) <= level && (best.state < 0 || best.last == j && m.compare(to.state, best.state) == detente.Better) {
						best = to
					}
				}
			}
		}
		if best.state >= 0 {
			return f.tell(came, best, credible)
		}
		layer = next
	}
	return nil
}

// tell turns a walk into an answer.
func (f *search) tell(came map[visit]visit, end visit, credible bool) *Answer {
	a := &Answer{Credible: credible, Escape: -1}
	for at := end; came[at] != at; at = came[at] {
		a.Moves = append(a.Moves, Move{By: []int{at.last}, From: came[at].state, To: at.state})
	}
	slices.Reverse(a.Moves)
	return a
}

// End returns the state that an answer leads to.
func (a *Answer) End() int { return a.Moves[len(a.Moves)-1].To }

// consequences says what an answer leaves decision maker i with.
func (g *Graph) consequences(i, s int, a *Answer, level []uint32) {
	m := &g.movers[i]
	a.Outcome = m.compare(a.End(), s)
	for _, u := range g.successors(m, a.End(), nil) {
		if level[u] == 2 && (a.Escape < 0 || m.compare(int(u), a.Escape) == detente.Better) {
			a.Escape = int(u)
		}
	}
}

// snapBack is the answer in which each of the others takes back all that it can
// alone of what a state changes from no deal; nil where there is nothing.
func (g *Graph) snapBack(i, s, from int) *Answer {
	parted := g.c.NoDealOutcome()
	if parted == nil {
		return nil
	}
	a := &Answer{Credible: true, Escape: -1}
	at := from
	for j := range g.movers {
		m := &g.movers[j]
		to := at
		for _, k := range m.axes {
			d, e := g.axes[k].digit(at), g.axes[k].digitOf(parted[g.axes[k].issue])
			if e >= 0 && d != e && m.ways[k].leads(d, e) {
				to += (e - d) * g.axes[k].stride
			}
		}
		if j == i || to == at || !slices.Contains(g.successors(m, at, nil), int32(to)) {
			continue
		}
		a.Credible = a.Credible && sought(m.compare(to, at))
		a.Moves = append(a.Moves, Move{By: []int{j}, From: at, To: to})
		at = to
	}
	if len(a.Moves) == 0 {
		return nil
	}
	a.Outcome = g.movers[i].compare(at, s)
	return a
}

package gmcr

import (
	"cmp"
	"slices"
)

// formula says what must hold for a state to be stable for a decision maker, in
// terms of which other states are not better for it than that state: every
// clause needs one of its terms, and a term needs all of its states to be not
// better. More states that are not better never hurt.
type formula []clause

// clause is the terms of which one must hold; term is states in ascending order.
type (
	clause []term
	term   []int32
)

// conditions returns what must hold for state s to be stable for decision maker
// i under a concept, one clause for each departure, with the others' preferences
// as they are. Clauses and terms that others imply are left out.
//
// Kinsara, Kilgour and Hipel (2015): inverse approach to the graph model.
func (g *Graph) conditions(r *relations, i, s int, c Concept) formula {
	var f formula
	for _, q := range r.moves[i][s] {
		cl := clause{{q}}
		if c != Nash {
			for _, t := range g.answers(r, i, int(q), c == SEQ || c == SSEQ) {
				cl = append(cl, r.trap(i, s, t, c == SMR || c == SSEQ))
			}
		}
		f = append(f, cl.minimal())
	}
	return f.minimal()
}

// trap returns the states that must not be better than s for decision maker i if
// state t is to deter it: t, and where escape counts all that it reaches from t.
func (r *relations) trap(i, s int, t int32, escape bool) term {
	out := term{t}
	if escape {
		out = append(out, r.moves[i][t]...)
	}
	out = slices.DeleteFunc(out, func(u int32) bool { return int(u) == s })
	slices.Sort(out)
	return slices.Compact(out)
}

// answers lists what the opponents of decision maker i can bring about from a
// state by at least one move.
func (g *Graph) answers(r *relations, i, q int, credible bool) []int32 {
	marks := make([]uint8, g.size)
	var found []int32
	queue := []visit{{q, -1}}
	for n := 0; n < len(queue); n++ {
		at := queue[n]
		for j := range g.movers {
			if j == i || j == at.last {
				continue
			}
			for _, t := range r.moves[j][at.state] {
				if marks[t] == settled || marks[t] == uint8(j)+1 || credible && !sought(r.compare(j, int(t), at.state)) {
					continue
				}
				if marks[t] == unmarked {
					marks[t] = uint8(j) + 1
					found = append(found, t)
				} else {
					marks[t] = settled
				}
				queue = append(queue, visit{int(t), j})
			}
		}
	}
	slices.Sort(found)
	return found
}

// minimal sorts the terms and drops those that need all that another needs, and
// more.
func (cl clause) minimal() clause {
	slices.SortFunc(cl, func(a, b term) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	cl = slices.CompactFunc(cl, func(a, b term) bool { return slices.Equal(a, b) })
	if cl.single() {
		return cl
	}
	var out clause
	for _, t := range cl {
		if !slices.ContainsFunc(out, func(less term) bool { return less.within(t) }) {
			out = append(out, t)
		}
	}
	return out
}

// single reports whether every term of a sorted clause is one state.
func (cl clause) single() bool {
	return len(cl) > 0 && len(cl[0]) == 1 && len(cl[len(cl)-1]) == 1
}

// within reports whether every state of a term is one of another.
func (t term) within(u term) bool {
	for _, s := range t {
		if _, ok := slices.BinarySearch(u, s); !ok {
			return false
		}
	}
	return true
}

// implied reports whether a clause holds wherever another does: each of the
// other's terms needs all that one of its own needs.
func (cl clause) implied(by clause) bool {
	if cl.single() && by.single() {
		k := 0
		for _, t := range by {
			for k < len(cl) && cl[k][0] < t[0] {
				k++
			}
			if k == len(cl) || cl[k][0] != t[0] {
				return false
			}
		}
		return true
	}
	for _, t := range by {
		if !slices.ContainsFunc(cl, func(own term) bool { return own.within(t) }) {
			return false
		}
	}
	return true
}

// maxTerms bounds the terms of a formula in which clauses are held against one
// another.
const maxTerms = 1 << 14

// minimal drops clauses that others imply, and those that hold anyway.
func (f formula) minimal() formula {
	var out formula
	terms := 0
	for _, cl := range f {
		terms += len(cl)
	}
	for k, cl := range f {
		if len(cl) > 0 && len(cl[0]) == 0 {
			continue // the others lead back to the state itself
		}
		implied := false
		for j, other := range f {
			trivial := len(other) > 0 && len(other[0]) == 0
			if j == k || trivial || terms > maxTerms || !cl.implied(other) {
				continue
			}
			implied = implied || j < k || !other.implied(cl)
		}
		if !implied {
			out = append(out, cl)
		}
	}
	return out
}

// holds reports whether the formula holds where the given states are not better.
func (f formula) holds(notBetter func(int32) bool) bool {
	for _, cl := range f {
		if !slices.ContainsFunc(cl, func(t term) bool {
			return !slices.ContainsFunc(t, func(s int32) bool { return !notBetter(s) })
		}) {
			return false
		}
	}
	return true
}

// states returns every state that the formula speaks of, ascending.
func (f formula) states() []int32 {
	var out []int32
	for _, cl := range f {
		for _, t := range cl {
			out = append(out, t...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

package gmcr

import (
	"context"
	"slices"

	"detente"
)

// simultaneous reports whether SIM can be judged: few outcomes, no merged
// states, and no issue that two decision makers could change at the same time.
func (g *Graph) simultaneous() bool {
	if g.size > maxSimultaneous || g.rep != nil {
		return false
	}
	taken := make([]bool, len(g.axes))
	for i := range g.movers {
		for _, k := range g.movers[i].axes {
			if taken[k] {
				return false
			}
			taken[k] = true
		}
	}
	return true
}

// judgeSimultaneous adds the verdicts of SIM: an improvement q of decision maker
// i from s is deterred if each of the others has a choice, to stay or to make
// one of its own improvements from s, so that all changes together give a state
// that is not better than s for i.
//
// Fraser and Hipel (1984). Cost: states times the product of the decision
// makers' improvements.
func (st *Stability) judgeSimultaneous(ctx context.Context, r *relations) error {
	g := st.g
	return spread(ctx, crew(), g.size, 64, func(_, from, to int) {
		own := make([][]int32, len(g.movers)) // what each adds to a state's number
		var list, changes []int32
		for s := from; s < to && ctx.Err() == nil; s++ {
			if !g.IsState(s) {
				continue
			}
			for j := range g.movers {
				own[j] = own[j][:0]
				list = g.successors(&g.movers[j], s, list[:0])
				for _, q := range list {
					if sought(r.compare(j, int(q), s)) {
						own[j] = append(own[j], q-int32(s))
					}
				}
			}
			for i := range g.movers {
				changes = together(own, i, changes[:0])
				for v := range st.verdicts {
					if st.deterredAtOnce(r, Variant(v), i, s, own[i], changes) {
						st.verdicts[v][i][s] |= 1 << SIM
					}
				}
			}
		}
	})
}

// together appends every sum of one change, or none, of each decision maker but
// i.
func together(own [][]int32, i int, sums []int32) []int32 {
	sums = append(sums, 0)
	for j, changes := range own {
		if j == i {
			continue
		}
		n := len(sums)
		for _, change := range changes {
			for _, sum := range sums[:n] {
				sums = append(sums, sum+change)
			}
		}
	}
	return sums
}

func (st *Stability) deterredAtOnce(r *relations, v Variant, i, s int, own, changes []int32) bool {
	g := st.g
	for _, change := range own {
		q := int32(s) + change
		if (v == Indolent || v == Cautious) && r.compare(i, int(q), s) == detente.Uncertain {
			continue
		}
		deterred := func(change int32) bool {
			t := int(q + change)
			if !g.present(t) {
				return false
			}
			verdict := r.compare(i, t, s)
			return verdict == detente.Worse || verdict == detente.Same || verdict == detente.Uncertain && (v == Wavering || v == Cautious)
		}
		if rank := g.movers[i].rank; rank != nil && g.absent == nil {
			deterred = func(change int32) bool { return rank[q+change] <= rank[s] }
		}
		if !slices.ContainsFunc(changes, deterred) {
			return false
		}
	}
	return true
}

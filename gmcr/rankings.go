package gmcr

import (
	"context"
	"math/big"

	"detente"
)

// maxListed bounds the rankings that are listed one by one.
const maxListed = 50_000

// listRankings counts by trying every ranking of those that vary; nil where
// there are too many.
func (g *Graph) listRankings(ctx context.Context, r *relations, target int, c Concept, vary []int, all *big.Int) *big.Int {
	if all.Cmp(big.NewInt(maxListed)) > 0 {
		return nil
	}
	var states []int
	for s := range g.size {
		if g.IsState(s) {
			states = append(states, s)
		}
	}
	rank := make([][]int, len(g.movers)) // by decision maker that varies and state
	varied := *r
	varied.compare = func(i, t, s int) detente.Verdict {
		switch {
		case rank[i] == nil:
			return r.compare(i, t, s)
		case rank[i][t] > rank[i][s]:
			return detente.Better
		case t == s:
			return detente.Same
		}
		return detente.Worse
	}
	found := new(big.Int)
	var try func(k int)
	try = func(k int) {
		if ctx.Err() != nil {
			return
		}
		if k == len(vary) {
			if g.stableFor(&varied, target, c) {
				found.Add(found, big.NewInt(1))
			}
			return
		}
		rank[vary[k]] = make([]int, g.size)
		permute(len(states), func(order []int) {
			for place, at := range order {
				rank[vary[k]][states[at]] = place
			}
			try(k + 1)
		})
	}
	try(0)
	return found
}

// stableFor reports whether a state is stable for every decision maker.
func (g *Graph) stableFor(r *relations, s int, c Concept) bool {
	for i := range g.movers {
		if !g.conditions(r, i, s, c).holds(r.notBetter(i, s)) {
			return false
		}
	}
	return true
}

// permute calls f with every order of 0..n-1 (Heap's algorithm).
func permute(n int, f func(order []int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var swap func(k int)
	swap = func(k int) {
		if k <= 1 {
			f(order)
			return
		}
		for i := range k {
			swap(k - 1)
			if k%2 == 0 {
				order[i], order[k-1] = order[k-1], order[i]
			} else {
				order[0], order[k-1] = order[k-1], order[0]
			}
		}
	}
	swap(n)
}

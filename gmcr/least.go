package gmcr

import (
	"cmp"
	"context"
	"slices"

	"detente"
)

// Lift is a change of a ranking that makes targets stable for a decision maker.
type Lift struct {
	// Raise holds, for each target, the states that are better for the decision
	// maker today and would have to be no better: the target rises past them, or
	// level with the last of them. Nearest first; empty where nothing has to
	// change.
	Raise [][]int
	// Swaps is how often a target rises past, or level with, a state that is
	// better today.
	Swaps int
	// Least is true where no change of the ranking that turns round fewer pairs
	// does.
	Least bool
	// Instead lists, for a single target, the states of which it would be enough
	// that one alone is no better than the target.
	Instead []int

	level []uint32 // rank of each target afterwards
}

// lift finds the least change of a decision maker's ranking under which the
// targets are stable for it. For one target that is to raise the target: any
// change that brings a state x below it turns round at least as many pairs as
// there are states from x down to the target, and raising the target past x
// turns round just these. For several targets each is raised in turn until all
// are stable, which need not be the least. nil where some order is unknown.
func (g *Graph) lift(ctx context.Context, i int, targets []int, fs []formula) *Lift {
	m := &g.movers[i]
	if !m.complete() {
		return nil
	}
	l := &Lift{Raise: make([][]int, len(targets)), Least: len(targets) == 1}
	level := make([]int64, g.size) // ranks, of which the targets' rise
	for s, r := range m.rank {
		level[s] = int64(r)
	}
	for risen := true; risen; {
		risen = false
		for k, s := range targets {
			if ctx.Err() != nil {
				return nil
			}
			risen = g.raise(level, s, fs[k]) || risen
		}
	}
	for k, s := range targets {
		l.level = append(l.level, uint32(level[s]))
		for t := range g.size {
			if g.IsState(t) && m.rank[t] > m.rank[s] && level[t] <= level[s] {
				l.Raise[k] = append(l.Raise[k], t)
			}
		}
		slices.SortFunc(l.Raise[k], func(a, b int) int { return cmp.Or(cmp.Compare(m.rank[a], m.rank[b]), cmp.Compare(a, b)) })
		l.Swaps += len(l.Raise[k])
	}
	if len(targets) == 1 {
		l.Instead = g.instead(m, targets[0], fs[0])
	}
	return l
}

// raise lifts a state level with ever better ones until its condition holds, and
// reports whether it had to.
func (g *Graph) raise(level []int64, s int, f formula) bool {
	notBetter := func(t int32) bool { return level[t] <= level[s] }
	if f.holds(notBetter) {
		return false
	}
	above := f.states()
	slices.SortFunc(above, func(a, b int32) int { return cmp.Compare(level[a], level[b]) })
	for _, t := range above {
		if level[t] <= level[s] {
			continue
		}
		level[s] = level[t]
		if f.holds(notBetter) {
			break
		}
	}
	return true
}

// instead lists the states of which one alone would do.
func (g *Graph) instead(m *mover, s int, f formula) []int {
	var out []int
	below := func(t int32) bool { return m.rank[t] <= m.rank[s] }
	if f.holds(below) {
		return nil
	}
	for _, x := range f.states() {
		if !below(x) && f.holds(func(t int32) bool { return t == x || below(t) }) {
			out = append(out, int(x))
		}
	}
	return out
}

// Reorder is a change of the order of a party's statements that makes targets
// stable for it.
type Reorder struct {
	Order []int // the statements' places today, in their new order
	Swaps int   // exchanges of neighbours
	Found bool  // false: no order does, or none within what was tried
	Tried int   // orders looked at, all those with fewer exchanges among them
	All   bool  // every order was looked at
}

// maxOrders bounds the orders of statements that are tried.
const maxOrders = 40_000

// reorder finds an order of a party's statements, fewest exchanges of neighbours
// first, under which the targets are stable for it; nil for parties that have no
// statements or leave some of their order open.
//
// Option-based inverse: only the priority of statements varies. The search is
// breadth first over orders.
func (g *Graph) reorder(ctx context.Context, i int, targets []int, fs []formula) (*Reorder, error) {
	entries := g.c.Parties[g.movers[i].party].Prefers
	if len(entries) < 2 || len(entries) > 64 || slices.ContainsFunc(entries, func(e []detente.Statement) bool { return len(e) != 1 }) || !g.movers[i].complete() {
		return nil, nil
	}
	truth, err := g.truths(entries)
	if err != nil {
		return nil, err
	}
	start := make([]int, len(entries))
	for j := range start {
		start[j] = j
	}
	best := &Reorder{}
	type tried struct {
		order []int
		swaps int
	}
	seen := map[string]bool{key(start): true}
	for queue := []tried{{start, 0}}; len(queue) > 0 && best.Tried < maxOrders; queue = queue[1:] {
		if best.Tried&0xff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		at := queue[0]
		best.Tried++
		if holdsIn(truth, at.order, targets, fs) {
			best.Order, best.Swaps, best.Found = at.order, at.swaps, true
			return best, nil
		}
		if len(seen) > maxOrders {
			continue
		}
		for j := range len(at.order) - 1 {
			next := slices.Clone(at.order)
			next[j], next[j+1] = next[j+1], next[j]
			if k := key(next); !seen[k] {
				seen[k] = true
				queue = append(queue, tried{next, at.swaps + 1})
			}
		}
	}
	best.All = len(seen) <= maxOrders
	return best, nil
}

func key(order []int) string {
	b := make([]byte, len(order))
	for i, x := range order {
		b[i] = byte(x)
	}
	return string(b)
}

// truths returns, for each state, one bit for each statement.
func (g *Graph) truths(entries [][]detente.Statement) ([]uint64, error) {
	out := make([]uint64, g.size)
	v := g.newSieve()
	for j := range entries {
		sc, err := v.screen(entries[j][0].When)
		if err != nil {
			return nil, err
		}
		fit, err := v.any(context.Background(), []*screen{sc})
		if err != nil {
			return nil, err
		}
		for s := range out {
			out[s] |= fit[s>>6] >> (s & 63) & 1 << j
		}
	}
	return out, nil
}

// holdsIn reports whether the conditions hold where statements count in an
// order.
func holdsIn(truth []uint64, order []int, targets []int, fs []formula) bool {
	for k, s := range targets {
		if !fs[k].holds(func(t int32) bool { return !beats(truth[t], truth[s], order) }) {
			return false
		}
	}
	return true
}

// beats reports whether the first statement that tells two states apart speaks
// for the first of them.
func beats(a, b uint64, order []int) bool {
	for _, j := range order {
		if (a^b)>>j&1 != 0 {
			return a>>j&1 != 0
		}
	}
	return false
}

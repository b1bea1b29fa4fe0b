package gmcr

import (
	"context"
	"slices"
)

// judge returns, for each state, the concepts under which it is stable for a
// coalition.
func (a *alliances) judge(ctx context.Context, h []int) ([]uint16, error) {
	g := a.g
	if a.r == nil {
		a.r = g.relations()
		if err := a.r.link(ctx); err != nil {
			return nil, err
		}
	}
	var own, rest []int
	var ownBefore, restBefore [][][]int32
	for i := range g.movers {
		if bitset(h)>>i&1 != 0 {
			own, ownBefore = append(own, i), append(ownBefore, a.r.before[i])
		} else {
			rest, restBefore = append(rest, i), append(restBefore, a.r.before[i])
		}
	}
	classes, err := a.classes(ctx, rest)
	if err != nil {
		return nil, err
	}
	leaves, err := a.departures(ctx, own)
	if err != nil {
		return nil, err
	}
	stable := make([]uint16, g.size)
	err = spread(ctx, crew(), (g.size+63)/64, 64*g.size, func(_, from, to int) {
		for b := from; b < to && ctx.Err() == nil; b++ {
			first, n := b*64, min(64, g.size-b*64)
			bad := a.badFor(own, first, n)
			good := make([]uint64, g.size)
			for t := range good {
				good[t] = ^bad[t]
			}
			escapes := posse{g.size, ownBefore}.reach(good)
			trap := make([]uint64, g.size)
			for t := range trap {
				trap[t] = bad[t] &^ escapes[t]
			}
			moved := posse{g.size, restBefore}
			deterred := [...][]uint64{GMR: moved.reach(bad), SMR: moved.reach(trap), SEQ: posse{g.size, classes}.reach(bad)}
			for s := first; s < first+n; s++ {
				stable[s] = holds(&deterred, leaves[s], s-first)
			}
		}
	})
	return stable, err
}

// holds returns the concepts under which each departure is deterred in bit b.
func holds(deterred *[SEQ + 1][]uint64, leaves []int32, b int) uint16 {
	stable := uint16(1<<Nash | 1<<GMR | 1<<SMR | 1<<SEQ)
	if len(leaves) > 0 {
		stable &^= 1 << Nash
	}
	for _, q := range leaves {
		for c := GMR; c <= SEQ; c++ {
			if deterred[c][q]>>b&1 == 0 {
				stable &^= 1 << c
			}
		}
	}
	return stable
}

// badFor returns, for each state, one bit for each of the states first to
// first+n-1: whether it is not better than that for some member.
func (a *alliances) badFor(h []int, first, n int) []uint64 {
	bad := make([]uint64, a.g.size)
	for t := range bad {
		if !a.g.IsState(t) {
			continue
		}
		for b := range n {
			if !a.g.IsState(first + b) {
				continue
			}
			for _, i := range h {
				if !sought(a.g.movers[i].compare(t, first+b)) {
					bad[t] |= 1 << b
					break
				}
			}
		}
	}
	return bad
}

// departures lists the improvements of a coalition from every state, by its
// members' moves and by joint ones.
func (a *alliances) departures(ctx context.Context, h []int) ([][]int32, error) {
	leaves, err := a.improve(ctx, h)
	m := a.together(h)
	if err != nil || m == nil {
		return leaves, err
	}
	out := make([][]int32, a.g.size)
	for s := range out {
		if a.g.IsState(s) {
			out[s] = append(slices.Clone(leaves[s]), a.wanted(h, a.g.successors(m, s, nil), s)...)
		}
	}
	return out, ctx.Err()
}

// improve lists, once for each coalition, what it would leave every state for by
// its members' moves.
func (a *alliances) improve(ctx context.Context, h []int) ([][]int32, error) {
	key := bitset(h)
	if a.leaves[key] != nil {
		return a.leaves[key], nil
	}
	out := make([][]int32, a.g.size)
	var whole []int32 // states that hang together, where every move can be taken back
	free := a.free(h)
	for s := range out {
		if s&0x3f == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !a.g.IsState(s) || out[s] != nil {
			continue
		}
		whole = append(a.reach(h, s), int32(s))
		out[s] = a.wanted(h, whole, s)
		if !free {
			continue
		}
		for _, t := range whole {
			if out[t] == nil {
				out[t] = append([]int32{}, a.wanted(h, whole, int(t))...)
			}
		}
	}
	a.leaves[key] = out
	return out, nil
}

// free reports whether a coalition can take back every move, so that from every
// state that it reaches it reaches the same.
func (a *alliances) free(h []int) bool {
	return a.g.rep == nil && !slices.ContainsFunc(h, func(i int) bool {
		m := &a.g.movers[i]
		return m.asked || m.blind != nil || slices.ContainsFunc(m.axes, func(k int) bool { return !m.ways[k].free })
	})
}

// classes returns, for each coalition of some decision makers and each state,
// the states that it would leave for it. Joint moves do not deter.
func (a *alliances) classes(ctx context.Context, rest []int) ([][][]int32, error) {
	var out [][][]int32
	for set := 1; set < 1<<len(rest); set++ {
		var c []int
		for _, k := range members(set) {
			c = append(c, rest[k])
		}
		leaves, err := a.improve(ctx, c)
		if err != nil {
			return nil, err
		}
		before := make([][]int32, a.g.size)
		for s, list := range leaves {
			for _, q := range list {
				before[q] = append(before[q], int32(s))
			}
		}
		out = append(out, before)
	}
	return out, nil
}

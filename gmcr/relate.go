package gmcr

import (
	"context"
	"slices"

	"detente"
)

// relations says how states compare for each decision maker, pair by pair.
type relations struct {
	g *Graph
	// compare tells how state t compares with s for decision maker i.
	compare func(i, t, s int) detente.Verdict
	moves   [][][]int32 // by decision maker and state: where it leads in one move
	before  [][][]int32 // what leads there in one move
	wanted  [][][]int32 // what leads there by a move to a better state, or one that may be
}

// relations compares states by the decision makers' preferences.
func (g *Graph) relations() *relations {
	return &relations{g: g, compare: func(i, t, s int) detente.Verdict { return g.movers[i].compare(t, s) }}
}

// link lists the moves between states, once.
func (r *relations) link(ctx context.Context) error {
	g := r.g
	for i := range g.movers {
		moves, before, wanted := make([][]int32, g.size), make([][]int32, g.size), make([][]int32, g.size)
		for s := range g.size {
			if s&0xff == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if !g.IsState(s) {
				continue
			}
			moves[s] = g.successors(&g.movers[i], s, nil)
			for _, t := range moves[s] {
				before[t] = append(before[t], int32(s))
				if sought(r.compare(i, int(t), s)) {
					wanted[t] = append(wanted[t], int32(s))
				}
			}
		}
		r.moves, r.before, r.wanted = append(r.moves, moves), append(r.before, before), append(r.wanted, wanted)
	}
	return nil
}

// sought reports whether a state is better, or may be.
func sought(v detente.Verdict) bool { return v == detente.Better || v == detente.Uncertain }

// batch is how many states are judged at a time: one bit each in four lanes of a
// word.
const batch = 16

// The lanes of a word: what deters under GMR or SEQ, and what deters under SMR
// or SSEQ, each for sure or possibly.
const (
	sureBad = iota * batch
	maybeBad
	sureTrap
	maybeTrap
)

// compareAll judges all states under all variants, by comparing pairs.
func (st *Stability) compareAll(ctx context.Context, r *relations) error {
	g := st.g
	if err := g.within("comparing states pair by pair", MaxCompared); err != nil {
		return err
	}
	if err := r.link(ctx); err != nil {
		return err
	}
	st.verdicts = make([][][]uint16, variants)
	for v := range st.verdicts {
		st.verdicts[v] = make([][]uint16, len(g.movers))
		for i := range g.movers {
			st.verdicts[v][i] = make([]uint16, g.size)
		}
	}
	for i := range g.movers {
		err := spread(ctx, crew(), (g.size+batch-1)/batch, 64*g.size, func(_, from, to int) {
			for b := from; b < to && ctx.Err() == nil; b++ {
				st.judgeBatch(r, i, b*batch, min(batch, g.size-b*batch))
			}
		})
		if err != nil {
			return err
		}
	}
	if slices.Contains(st.concepts, SIM) {
		return st.judgeSimultaneous(ctx, r)
	}
	return nil
}

// judgeBatch judges the states first to first+n-1 for decision maker i.
func (st *Stability) judgeBatch(r *relations, i, first, n int) {
	g := st.g
	better, unknown := make([]uint16, g.size), make([]uint16, g.size)
	for b := range n {
		if !g.IsState(first + b) {
			continue
		}
		for t := range g.size {
			if !g.IsState(t) {
				continue
			}
			switch r.compare(i, t, first+b) {
			case detente.Better:
				better[t] |= 1 << b
			case detente.Uncertain:
				unknown[t] |= 1 << b
			}
		}
	}
	deters := deterrents(better, unknown, r.moves[i])
	moved := posse{g.size, others(r.before, i)}.reach(deters)
	wanted := posse{g.size, others(r.wanted, i)}.reach(deters)
	for b := range n {
		s := first + b
		if !g.IsState(s) {
			continue
		}
		for v := range Variant(variants) {
			st.verdicts[v][i][s] |= stableIn(v, b, better, unknown, moved, wanted, r.moves[i][s])
		}
	}
}

// deterrents returns, for each state, the lanes in which it deters the states
// of a batch.
func deterrents(better, unknown []uint16, moves [][]int32) []uint64 {
	deters := make([]uint64, len(better))
	for t := range better {
		var sure, maybe uint16 // an escape to a better state, or to one that may be
		for _, u := range moves[t] {
			sure |= better[u]
			maybe |= better[u] | unknown[u]
		}
		bad, perhaps := ^(better[t] | unknown[t]), ^better[t]
		deters[t] = uint64(bad)<<sureBad | uint64(perhaps)<<maybeBad | uint64(bad&^maybe)<<sureTrap | uint64(perhaps&^sure)<<maybeTrap
	}
	return deters
}

// stableIn returns the concepts under which the state at bit b of a batch is
// stable in a variant, with moves what its decision maker can do.
func stableIn(v Variant, b int, better, unknown []uint16, moved, wanted []uint64, moves []int32) uint16 {
	bad, trap := sureBad, sureTrap
	if v == Wavering || v == Cautious {
		bad, trap = maybeBad, maybeTrap
	}
	stable := uint16(1<<Nash | 1<<GMR | 1<<SMR | 1<<SEQ | 1<<SSEQ)
	for _, q := range moves {
		leaves := better[q]
		if v == Bold || v == Wavering {
			leaves |= unknown[q]
		}
		if leaves>>b&1 == 0 {
			continue
		}
		stable &^= 1 << Nash
		for _, test := range [...]struct {
			c     Concept
			words []uint64
			lane  int
		}{{GMR, moved, bad}, {SMR, moved, trap}, {SEQ, wanted, bad}, {SSEQ, wanted, trap}} {
			if test.words[q]>>(test.lane+b)&1 == 0 {
				stable &^= 1 << test.c
			}
		}
	}
	return stable
}

// others leaves out the moves of decision maker i and of those that cannot move.
func others(lists [][][]int32, i int) [][][]int32 {
	var out [][][]int32
	for j, list := range lists {
		if j != i {
			out = append(out, list)
		}
	}
	return out
}

// posse is several who move in turns, none twice in a row: by mover and state,
// the states from which it leads there.
type posse struct {
	size   int
	before [][][]int32
}

// reach returns for each state q the bits that some state holds which a legal
// sequence of at least one move leads to from q.
//
// A node is a state with its last mover, whose turn it is not. Bits run
// backwards along moves until none is new: linear in moves for each time that a
// node gains bits, which is a few times.
func (p posse) reach(held []uint64) []uint64 {
	n := len(p.before)
	out := make([]uint64, p.size)
	bits, fresh := make([]uint64, p.size*n), make([]uint64, p.size*n)
	queue := make([]int32, 0, p.size*n)
	for s, w := range held {
		if w == 0 {
			continue
		}
		for x := range n {
			bits[s*n+x], fresh[s*n+x] = w, w
			queue = append(queue, int32(s*n+x))
		}
	}
	for len(queue) > 0 {
		node := int(queue[len(queue)-1])
		queue = queue[:len(queue)-1]
		gained := fresh[node]
		fresh[node] = 0
		x := node % n
		for _, q := range p.before[x][node/n] {
			out[q] |= gained
			for y := range n {
				if y == x {
					continue
				}
				at := int(q)*n + y
				more := gained &^ bits[at]
				if more == 0 {
					continue
				}
				if fresh[at] == 0 {
					queue = append(queue, int32(at))
				}
				bits[at] |= more
				fresh[at] |= more
			}
		}
	}
	return out
}

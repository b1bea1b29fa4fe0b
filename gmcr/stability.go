package gmcr

import (
	"context"
	"iter"
	"slices"

	"detente"
)

// Concept is a definition of stability: when a decision maker stays.
//
// A state s is stable for decision maker i where each of its improvements q from
// s (moves of i to a state it prefers to s) is deterred. "Not better" includes
// equal.
type Concept int

const (
	// Nash: there is no improvement. Nash (1951).
	Nash Concept = iota
	// GMR, general metarational: the others can move from q to a state that is
	// not better than s for i, whatever it does to them. Howard (1971).
	GMR
	// SMR, symmetric metarational: as GMR, and i cannot escape from that state to
	// a better one than s. Howard (1971).
	SMR
	// SEQ, sequential: as GMR, but each of the others improves with its move.
	// Fraser and Hipel (1979).
	SEQ
	// SSEQ, symmetric sequential: as SEQ, and i cannot escape. Rego and Vieira
	// (2017), Group Decision and Negotiation.
	SSEQ
	// SIM, simultaneous: q and improvements of others from s, made at the same
	// time, lead to a state that is not better than s. Fraser and Hipel (1984).
	SIM
	// StrongGMR, StrongSMR and StrongSEQ ask that what deters be much worse than s.
	// Hamouda, Kilgour and Hipel (2004), Group Decision and Negotiation 13,
	// 449-462. (Both strong and symmetric sequential go by SSEQ elsewhere.)
	StrongGMR
	StrongSMR
	StrongSEQ
)

var conceptNames = [...]string{"nash", "gmr", "smr", "seq", "sseq", "sim", "strong-gmr", "strong-smr", "strong-seq"}

func (c Concept) String() string { return conceptNames[c] }

// Variant says how a decision maker treats pairs of states whose order is
// unknown. Li, Hipel, Kilgour and Fang (2004), IEEE Transactions on Systems, Man
// and Cybernetics A 34(4), 507-520.
type Variant int

const (
	Bold       Variant = iota // a: leaves for unknown gains, deterred by sure losses only
	Indolent                  // b: leaves for sure gains, deterred by sure losses only
	Wavering                  // c: leaves for unknown gains, deterred by unknown losses
	Cautious                  // d: leaves for sure gains, deterred by unknown losses
	variants   = 4
	variantKey = "abcd"
)

func (v Variant) String() string { return variantKey[v : v+1] }

// Stability says which states are stable for whom. FindStability makes it.
type Stability struct {
	g        *Graph
	title    string
	concepts []Concept
	attitude bool // verdicts that Hold does not explain
	// verdicts holds, by variant (one where no order is unknown), decision maker
	// and state, one bit for each concept.
	verdicts [][][]uint16
}

// maxSimultaneous is the largest number of outcomes for which SIM is judged.
const maxSimultaneous = 1 << 12

// FindStability judges every state of a conflict under some concepts, or under
// all where none is named. SIM is left out beyond 4,096 outcomes, where states
// are merged, and where several decision makers can change the same issue; the
// strong concepts are judged where every order is known and a ranking has
// much-better.
//
// With complete preferences the work is linear in states, times decision makers
// (and times the combinations of irreversible options that lead to one another);
// no pair of states is ever compared. Where some order is unknown, states are
// compared pair by pair, which is refused beyond MaxCompared outcomes.
//
// Definitions: Fang, Hipel and Kilgour (1993); restated without pairs as
// max over q of min(w(q), r(q)) <= r(s), with r the rank and w the least rank
// (SMR, SSEQ: least best escape) that the others can bring about from q.
func FindStability(ctx context.Context, g *Graph, concepts ...Concept) (*Stability, error) {
	if len(g.movers) == 0 {
		return nil, g.nobody()
	}
	st := &Stability{g: g, title: "Stable states"}
	for c := Nash; c <= StrongSEQ; c++ {
		if g.judges(c) && (len(concepts) == 0 || slices.Contains(concepts, c)) {
			st.concepts = append(st.concepts, c)
		}
	}
	if !g.complete() {
		return st, st.compareAll(ctx, g.relations())
	}
	st.verdicts = [][][]uint16{make([][]uint16, len(g.movers))}
	var room [][]uint32
	for i := range g.movers {
		var err error
		if st.verdicts[0][i], err = g.judge(ctx, i, st.concepts, &room); err != nil {
			return nil, err
		}
	}
	if slices.Contains(st.concepts, SIM) {
		return st, st.judgeSimultaneous(ctx, g.relations())
	}
	return st, nil
}

// complete reports whether every two states are ordered for everybody.
func (g *Graph) complete() bool {
	return !slices.ContainsFunc(g.movers, func(m mover) bool { return !m.complete() })
}

// judges reports whether a concept applies to the conflict.
func (g *Graph) judges(c Concept) bool {
	switch c {
	case SIM:
		return g.simultaneous()
	case StrongGMR, StrongSMR, StrongSEQ:
		return g.complete() && slices.ContainsFunc(g.movers, func(m mover) bool { return m.band != nil })
	}
	return true
}

// nobody says what is missing where a conflict has no decision makers.
func (g *Graph) nobody() error {
	missing := &detente.MissingError{}
	for i := range g.c.Parties {
		if p := &g.c.Parties[i]; p.Kind() < detente.Weights {
			missing.Paths = append(missing.Paths, "parties."+string(p.ID)+".wants")
		}
	}
	if len(missing.Paths) == 0 {
		missing.Paths = []string{"parties"}
	}
	return missing
}

// judge returns, for each state, the concepts under which it is stable for
// decision maker i. It works in the caller's room, which grows as needed.
func (g *Graph) judge(ctx context.Context, i int, concepts []Concept, room *[][]uint32) ([]uint16, error) {
	m := &g.movers[i]
	verdict := make([]uint16, g.size)
	best := take(room, 0, m.rank)
	if err := g.climb(ctx, m, best); err != nil {
		return nil, err
	}
	g.note(m, best, verdict, Nash)
	if m.blind != nil {
		for s := range best {
			if !m.sees(s) {
				best[s] = m.rank[s] // it cannot move from there
			}
		}
	}
	var tests []sanction
	for _, c := range concepts {
		value := m.rank
		if c == SMR || c == SSEQ || c == StrongSMR {
			value = best
		}
		switch c {
		case Nash, SIM:
			continue
		case StrongGMR, StrongSMR, StrongSEQ:
			value = m.muchWorse(value)
		}
		worst := take(room, len(tests)+1, value)
		tests = append(tests, sanction{c, value, worst, c == SEQ || c == SSEQ || c == StrongSEQ})
	}
	if err := g.sanctions(ctx, i, tests); err != nil {
		return nil, err
	}
	for _, t := range tests {
		for s, r := range m.rank {
			t.worst[s] = min(t.worst[s], r)
		}
		if err := g.climb(ctx, m, t.worst); err != nil {
			return nil, err
		}
		g.note(m, t.worst, verdict, t.concept)
	}
	return verdict, nil
}

// take returns the k-th array of the room, with a copy of some values.
func take(room *[][]uint32, k int, values []uint32) []uint32 {
	for len(*room) <= k {
		*room = append(*room, make([]uint32, len(values)))
	}
	copy((*room)[k], values)
	return (*room)[k]
}

// sanction is one way in which others deter: what it does to the decision
// maker, and whether each of them must improve.
type sanction struct {
	concept   Concept
	value     []uint32
	worst     []uint32 // by state, the least value that the others can bring about
	improving bool
}

// sanctions fills in, for each test and state q, the least value that the
// opponents of decision maker i can bring about from q; each test's worst comes
// as a copy of its value.
func (g *Graph) sanctions(ctx context.Context, i int, tests []sanction) error {
	var opponents []*mover
	for j := range g.movers {
		if j != i && len(g.movers[j].axes) > 0 {
			opponents = append(opponents, &g.movers[j])
		}
	}
	if len(opponents) == 0 || len(tests) == 0 {
		return ctx.Err()
	}
	a := g.newArena(opponents)
	workers := crew()
	sweepers := make([]*sweeper, workers)
	return spread(ctx, workers, len(a.base), 4*a.size, func(worker, from, to int) {
		if sweepers[worker] == nil {
			sweepers[worker] = newSweeper(a)
		}
		w := sweepers[worker]
		for slice := from; slice < to && ctx.Err() == nil; slice++ {
			w.enter(slice)
			for _, t := range tests {
				w.least(ctx, t.value, t.worst, t.improving)
			}
		}
	})
}

// note marks the states from which a decision maker reaches nothing above its
// rank; v is as climb left it.
func (g *Graph) note(m *mover, v []uint32, verdict []uint16, c Concept) {
	for s, r := range m.rank {
		if v[s] <= r || !m.sees(s) {
			verdict[s] |= 1 << c
		}
	}
}

// muchWorse turns ranks into thresholds: what is worse by strength than a state
// has a threshold of at most the state's rank.
//
// A sanction t is much worse than s iff band(t) < band(s), that is iff the rank
// one above the best of t's band is at most the rank of s.
func (m *mover) muchWorse(rank []uint32) []uint32 {
	if m.band == nil {
		out := make([]uint32, len(rank))
		for s := range out {
			out[s] = ^uint32(0)
		}
		return out
	}
	// Bands and ranks rise together: find the best rank of each band, and the
	// band of each rank.
	best := map[uint32]uint32{}
	bandOf := map[uint32]uint32{}
	for s, b := range m.band {
		best[b] = max(best[b], m.rank[s])
		bandOf[m.rank[s]] = b
	}
	out := make([]uint32, len(rank))
	for s, r := range rank {
		out[s] = best[bandOf[r]] + 1
	}
	return out
}

// Stable reports whether a state is stable for a decision maker (by index in
// Graph.Parties) under a concept. Where some order is unknown it is variant a.
func (st *Stability) Stable(party, s int, c Concept) bool {
	return st.verdicts[0][party][s]&(1<<c) != 0
}

// StableUnder is Stable for a variant of unknown preferences; all are the same
// where every order is known.
func (st *Stability) StableUnder(v Variant, party, s int, c Concept) bool {
	return st.verdicts[min(int(v), len(st.verdicts)-1)][party][s]&(1<<c) != 0
}

// Concepts returns the concepts that were judged.
func (st *Stability) Concepts() []Concept { return slices.Clone(st.concepts) }

// Unknown reports whether some order is unknown, so that variants may differ.
func (st *Stability) Unknown() bool { return len(st.verdicts) > 1 }

// Equilibria returns the states that are stable for every decision maker under
// a concept and a variant, ascending.
func (st *Stability) Equilibria(c Concept, v Variant) []int {
	list := []int{}
	for s := range st.equilibria(c, v) {
		list = append(list, s)
	}
	return list
}

// equilibria yields the states that are stable for everybody, ascending.
func (st *Stability) equilibria(c Concept, v Variant) iter.Seq[int] {
	verdicts := st.verdicts[min(int(v), len(st.verdicts)-1)]
	return func(yield func(int) bool) {
		for s := range st.g.size {
			all := st.g.IsState(s)
			for _, of := range verdicts {
				all = all && of[s]&(1<<c) != 0
			}
			if all && !yield(s) {
				return
			}
		}
	}
}

// count returns how many states are stable for everybody.
func (st *Stability) count(c Concept, v Variant) int {
	n := 0
	for range st.equilibria(c, v) {
		n++
	}
	return n
}

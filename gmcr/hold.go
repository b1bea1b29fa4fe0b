package gmcr

import (
	"context"
	"fmt"
	"math"

	"detente"
)

// Certainty is a verdict that may hang on an order that is not known.
type Certainty int

const (
	No    Certainty = iota // in every variant
	Maybe                  // it hangs on an unknown order
	Yes                    // in every variant
)

// Hold says whether a state would last, and why. Graph.Hold makes it.
type Hold struct {
	g     *Graph
	State int
	// Stable holds, by concept from Nash to SSEQ, whether the state is stable for
	// every decision maker: Yes under variant a, No under variant d.
	Stable [SSEQ + 1]Certainty
	// Reasons has one entry for each decision maker.
	Reasons []Reason
	// First is the decision maker that leaves first, by index, or -1 where nobody
	// gains by leaving: who gains for sure before who may gain, then who has no
	// answer to fear, then who fears only an answer that is not credible.
	First int
}

// Reason says why a decision maker would stay or leave.
type Reason struct {
	Party  int // index in Graph.Parties
	Stable [SSEQ + 1]Certainty
	// Departures are its moves to states that are better for it, or may be, in
	// ascending order of state number.
	Departures []Departure
	// Tempting is the departure that explains the verdict, an index, or -1.
	Tempting int
	// SnapBack is what follows if, after the tempting departure, each of the
	// others takes back what it can alone of what the state changed from no deal;
	// nil where there is nothing to take back.
	SnapBack *Answer
}

// Departure is a move away and what answers it.
type Departure struct {
	To   int
	Gain detente.Verdict // Better or Uncertain
	// Deterred says, by concept, whether the others can move on to what deters: Yes
	// where that is sure, Maybe where it hangs on an unknown order.
	Deterred [SSEQ + 1]Certainty
	// Answer is the shortest answer: a credible one if there is one, else a
	// possible one; nil where none deters. It is found for the tempting departure.
	Answer *Answer
}

// Answer is how others answer a departure.
type Answer struct {
	Moves    []Move
	Credible bool            // each of them improves with its move
	Outcome  detente.Verdict // what it leaves the decision maker with, against staying
	Escape   int             // a state that is better than staying and that it reaches from there, or -1
}

// Move is a change that one decision maker makes, or several together.
type Move struct {
	By       []int // indices in Graph.Parties
	From, To int
}

// Joint reports whether several move together.
func (m *Move) Joint() bool { return len(m.By) > 1 }

// Hold judges one state: for each decision maker its departures, what answers
// them, and whether the answers deter.
//
// Cost: linear in states, times decision makers that would leave and their
// opponents; where an order is unknown, at worst the moves between states.
func (g *Graph) Hold(ctx context.Context, s int) (*Hold, error) {
	if s < 0 || s >= g.size || !g.IsState(s) {
		return nil, fmt.Errorf("gmcr: %d is no state of the conflict", s)
	}
	h := &Hold{g: g, State: s, First: -1}
	for c := range h.Stable {
		h.Stable[c] = Yes
	}
	var room [][]uint32
	for i := range g.movers {
		r, err := g.reason(ctx, i, s, &room)
		if err != nil {
			return nil, err
		}
		h.Reasons = append(h.Reasons, r)
		for c := range h.Stable {
			h.Stable[c] = min(h.Stable[c], r.Stable[c])
		}
		if r.Tempting >= 0 && (h.First < 0 || r.key() < h.Reasons[h.First].key()) {
			h.First = i
		}
	}
	return h, nil
}

// reason judges state s for decision maker i.
func (g *Graph) reason(ctx context.Context, i, s int, room *[][]uint32) (Reason, error) {
	m := &g.movers[i]
	r := Reason{Party: i, Tempting: -1}
	for c := range r.Stable {
		r.Stable[c] = Yes
	}
	for _, q := range g.successors(m, s, nil) {
		if v := m.compare(int(q), s); sought(v) {
			r.Departures = append(r.Departures, Departure{To: int(q), Gain: v})
		}
	}
	if len(r.Departures) == 0 {
		return r, ctx.Err()
	}
	tests, err := g.against(ctx, i, s, room)
	if err != nil {
		return r, err
	}
	for k := range r.Departures {
		d := &r.Departures[k]
		for _, t := range tests {
			d.Deterred[t.concept] = certainty(t.worst[d.To])
		}
	}
	r.judge()
	r.tempt(m)
	d := &r.Departures[r.Tempting]
	d.Answer = g.answer(i, s, d, tests[0].value)
	if d.Answer == nil {
		d.Deterred = [SSEQ + 1]Certainty{} // only staying put would be no gain
	}
	r.SnapBack = g.snapBack(i, s, d.To)
	return r, nil
}

// against judges what deters decision maker i from leaving s. Values say how a
// state compares with s: 0 not better, 1 perhaps better, 2 better; for the
// concepts without escape, the best that i reaches from there.
func (g *Graph) against(ctx context.Context, i, s int, room *[][]uint32) ([]sanction, error) {
	m := &g.movers[i]
	for len(*room) < 6 {
		*room = append(*room, make([]uint32, g.size))
	}
	level, best := (*room)[0], (*room)[1]
	for t := range level {
		level[t] = 0
		if !g.IsState(t) {
			continue
		}
		switch m.compare(t, s) {
		case detente.Better:
			level[t] = 2
		case detente.Uncertain:
			level[t] = 1
		}
	}
	copy(best, level)
	if err := g.climb(ctx, m, best); err != nil {
		return nil, err
	}
	for t := range best {
		if !m.sees(t) {
			best[t] = level[t]
		}
	}
	tests := []sanction{{GMR, level, nil, false}, {SMR, best, nil, false}, {SEQ, level, nil, true}, {SSEQ, best, nil, true}}
	for k := range tests {
		tests[k].worst = take(room, k+2, tests[k].value)
	}
	return tests, g.sanctions(ctx, i, tests)
}

// certainty turns the least value that others can bring about into whether they
// deter.
func certainty(least uint32) Certainty { return Yes - Certainty(least) }

// judge derives the verdicts of the concepts from the departures: stable for
// sure if each is deterred for sure, unstable for sure if some sure gain is
// surely not deterred.
func (r *Reason) judge() {
	for c := range r.Stable {
		for k := range r.Departures {
			d := &r.Departures[k]
			deterred := d.Deterred[c]
			if deterred == No && d.Gain == detente.Uncertain {
				deterred = Maybe
			}
			r.Stable[c] = min(r.Stable[c], deterred)
		}
	}
}

// tempt picks the departure that explains the verdict: a sure gain before an
// unknown one, then one that nothing deters, then one that no credible answer
// deters; among those the best for the decision maker, the first if they tie.
func (r *Reason) tempt(m *mover) {
	for k := range r.Departures {
		d := &r.Departures[k]
		if r.Tempting < 0 {
			r.Tempting = k
			continue
		}
		best := &r.Departures[r.Tempting]
		if d.key() < best.key() || d.key() == best.key() && m.compare(d.To, best.To) == detente.Better {
			r.Tempting = k
		}
	}
}

// key orders departures by how little holds the decision maker back.
func (d *Departure) key() int {
	key := 9 * btoi(d.Gain == detente.Uncertain)
	return key + 3*int(d.Deterred[GMR]) + int(d.Deterred[SEQ])
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// key orders decision makers by how little holds them back.
func (r *Reason) key() int {
	if r.Tempting < 0 {
		return math.MaxInt
	}
	return r.Departures[r.Tempting].key()
}

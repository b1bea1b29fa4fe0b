package gmcr

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detente"
)

// FindStructure judges states where decision makers have formed fixed blocks,
// each of which moves as one: it may change in one move any issues that its
// members can change, together or one after another; a move improves for a block
// if every member strictly prefers it, and a state is not better for it
// otherwise. Blocks are indices of Graph.Parties and must part them; parties of
// the answer are the blocks.
//
// Kinsara (2014), GMCR+: coalitions as players. States are compared pair by
// pair.
func FindStructure(ctx context.Context, g *Graph, blocks [][]int) (*Stability, error) {
	if err := g.parts(blocks); err != nil {
		return nil, err
	}
	h := *g
	h.movers = nil
	for _, block := range blocks {
		h.movers = append(h.movers, g.block(block))
	}
	st := &Stability{g: &h, title: "Stable states, with fixed coalitions", concepts: []Concept{Nash, GMR, SMR, SEQ, SSEQ}}
	if h.simultaneous() {
		st.concepts = append(st.concepts, SIM)
	}
	if err := st.compareAll(ctx, h.relations()); err != nil {
		return nil, err
	}
	if g.complete() {
		st.verdicts = st.verdicts[:1]
	}
	return st, nil
}

// parts checks that every decision maker stands in one block.
func (g *Graph) parts(blocks [][]int) error {
	seen := make([]bool, len(g.movers))
	n := 0
	for _, block := range blocks {
		for _, i := range block {
			if i < 0 || i >= len(seen) || seen[i] {
				return fmt.Errorf("gmcr: structure: %v does not part %d decision makers into blocks", blocks, len(seen))
			}
			seen[i] = true
			n++
		}
	}
	if n < len(seen) {
		return fmt.Errorf("gmcr: structure: %v leaves out some of %d decision makers", blocks, len(seen))
	}
	return nil
}

// block returns several decision makers as one.
func (g *Graph) block(members []int) mover {
	if len(members) == 1 {
		return g.movers[members[0]]
	}
	yes := detente.NewCoalition(len(g.players))
	var names []string
	var order blockOrder
	for _, i := range members {
		yes.Add(g.movers[i].party)
		names = append(names, string(g.movers[i].id))
		order = append(order, &g.movers[i].preference)
	}
	m := g.moverOf(yes)
	m.id = detente.PartyID(strings.Join(names, "+"))
	m.party = g.movers[members[0]].party
	m.pair = order
	for _, k := range m.axes {
		m.ways[k] = m.ways[k].closed(g.axes[k].size())
	}
	return m
}

// blockOrder compares states for a block: better only where every member finds
// it better, and else counted as worse.
type blockOrder []*preference

func (b blockOrder) compare(s, t int) detente.Verdict {
	verdict := detente.Better
	for _, p := range b {
		switch p.compare(s, t) {
		case detente.Better:
		case detente.Uncertain:
			verdict = detente.Uncertain
		default:
			return detente.Worse
		}
	}
	return verdict
}

// closed returns a way with every change that a sequence of its changes makes.
func (w way) closed(n int) way {
	if w.free || w.to == nil {
		return w
	}
	c := way{to: make([][]int32, n), from: make([][]int32, n), asked: w.asked}
	for d := range n {
		reached := []int32{int32(d)}
		for i := 0; i < len(reached); i++ {
			for _, e := range w.to[reached[i]] {
				if !slices.Contains(reached, e) {
					reached = append(reached, e)
				}
			}
		}
		for _, e := range reached[1:] {
			c.link(d, int(e))
		}
	}
	return c.tidied(n)
}

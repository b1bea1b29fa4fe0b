package gmcr

import (
	"context"
	"fmt"
	"slices"

	"detente"
)

// Upset is a coalition that would leave a state together.
type Upset struct {
	By []int // indices in Graph.Parties
	To int   // of the states that are better for each member, one that changes the fewest issues
	// Joint is true where it takes a change that no member could make alone (our
	// extension of the literature's coalition moves).
	Joint bool
	// Answer is how the others could bring about what is not better than staying
	// for some member, a credible answer first; nil where they cannot.
	Answer *Answer
}

// Upsets returns the coalitions of two and more that would leave a state in one
// move for one that every member surely prefers and no member could bring about
// alone: those that the case names under coalitions, else all that contain no
// smaller one (beyond 6 decision makers: pairs, and all together). In that move
// a coalition changes any issues that its members can change, alone or together.
//
// Cost: coalitions times the states that they can bring about.
func (g *Graph) Upsets(ctx context.Context, s int) ([]Upset, error) {
	if s < 0 || s >= g.size || !g.IsState(s) {
		return nil, fmt.Errorf("gmcr: %d is no state of the conflict", s)
	}
	sets, err := g.coalitionSets()
	if err != nil {
		sets = g.pairsAndAll()
	}
	var out []Upset
	for _, h := range sets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		contains := func(u Upset) bool { return bitset(u.By)&^bitset(h) == 0 }
		if len(h) < 2 || g.c.Coalitions == nil && slices.ContainsFunc(out, contains) {
			continue
		}
		if u, ok := g.upset(h, s); ok {
			out = append(out, u)
		}
	}
	return out, nil
}

// pairsAndAll returns every pair of decision makers, and all of them.
func (g *Graph) pairsAndAll() [][]int {
	var sets [][]int
	var all []int
	for i := range g.movers {
		for j := range i {
			sets = append(sets, []int{j, i})
		}
		all = append(all, i)
	}
	return append(sets, all)
}

// upset finds how a coalition would leave a state.
func (g *Graph) upset(h []int, s int) (Upset, bool) {
	block := g.block(h)
	u := Upset{By: h, To: -1}
	least := 0
	for _, q := range g.successors(&block, s, nil) {
		alone := func(i int) bool { return g.leads(&g.movers[i], s, int(q)) }
		if block.compare(int(q), s) != detente.Better || slices.ContainsFunc(h, alone) {
			continue
		}
		if n := g.differ(s, int(q)); u.To < 0 || n < least {
			u.To, least = int(q), n
		}
	}
	if u.To < 0 {
		return u, false
	}
	joint := mover{axes: block.axes}
	for _, i := range h {
		joint.solo = append(joint.solo, &g.movers[i])
	}
	u.Joint = g.together(&joint, s, u.To)
	f := &search{g, bitset(h), func(t int) int { return btoi(block.compare(t, s) != detente.Worse) }}
	if u.Answer = f.shortest(u.To, true, 0); u.Answer == nil {
		u.Answer = f.shortest(u.To, false, 0)
	}
	return u, true
}

// leads reports whether a mover may turn one state into another alone.
func (g *Graph) leads(m *mover, s, t int) bool {
	for k := range g.axes {
		d, e := g.axes[k].digit(s), g.axes[k].digit(t)
		if d != e && !m.ways[k].leads(d, e) {
			return false
		}
	}
	return true
}

// differ returns in how many issues two states differ.
func (g *Graph) differ(s, t int) int {
	n := 0
	for k := range g.axes {
		n += btoi(g.axes[k].digit(s) != g.axes[k].digit(t))
	}
	return n
}

// Tell says in a sentence what a coalition would do.
func (g *Graph) Tell(s int, u *Upset) string {
	text := fmt.Sprintf("%s together would %s, which is better for each of them", list(g.names(u.By)), g.change(would, s, u.To))
	if u.Joint {
		text += " (it takes what none of them can change alone)"
	}
	switch {
	case u.Answer == nil:
		return text + "; nothing that the others can do makes any of them regret it."
	case u.Answer.Credible:
		return text + "; but " + g.answered(u.Answer.Moves) + ", and gain by it, and then not all of them are better off than by staying."
	}
	return text + "; the others could make one of them regret it, but would not gain by that."
}

// UpsetObject is an upset as JSON shows it.
func (g *Graph) UpsetObject(s int, u *Upset) detente.Object {
	var answer any
	if u.Answer != nil {
		answer = detente.Object{{Name: "moves", Value: g.moveObjects(u.Answer.Moves)}, {Name: "credible", Value: u.Answer.Credible}}
	}
	return detente.Object{
		{Name: "members", Value: g.ids(u.By)}, {Name: "changes", Value: g.altered(s, u.To)}, {Name: "joint", Value: u.Joint},
		{Name: "answer", Value: answer}, {Name: "text", Value: g.Tell(s, u)},
	}
}

package gmcr

import (
	"context"
	"math/bits"
	"slices"

	"detente"
)

// Coalitions says which states are stable against what several decision makers
// can do together. FindCoalitions makes it.
type Coalitions struct {
	g      *Graph
	Pareto bool
	// Sets holds the coalitions that were judged, each as indices of
	// Graph.Parties: those that the case names, or all.
	Sets [][]int
	// stable holds, by coalition and state, one bit for each concept.
	stable [][]uint16
	// Equilibria holds, by concept from Nash to SEQ, the states that are stable
	// for every decision maker by itself.
	Equilibria [SEQ + 1][]int
	// Universal holds the states that are stable for every non-empty coalition;
	// nil where not all were judged.
	Universal [SEQ + 1][]int
	// Jumps lists the equilibria (Nash) that a coalition would leave.
	Jumps []Jump
}

// Jump is an equilibrium that a coalition of several would leave.
type Jump struct {
	State, To int
	By        []int
	// Landing is true where To is itself an equilibrium: an equilibrium jump.
	Landing bool
}

// maxCoalition bounds the decision makers of whom all coalitions are judged.
const maxCoalition = 6

// FindCoalitions judges every state against every coalition of decision makers
// (those that the case lists under coalitions, if it does). A coalition H leaves
// state s for a state that it can reach and that is better for each member; with
// pareto, better for one and not worse for any. It is deterred as the concepts
// say: CNash never; CGMR where the others can reach a state from there that is
// not better than s for some member; CSMR where besides H cannot reach one that
// is better for all; CSEQ where the others get there by sequences of
// improvements of their own coalitions, none twice in a row.
//
// What a coalition reaches is every state that its members' moves lead to, none
// moving twice in a row. Our extension: also in one move what it can change
// together but no member alone; that counts for leaving, not for deterring.
//
// Kilgour, Hipel, Fang and Peng (2001), Group Decision and Negotiation 10,
// 159-175; Inohara and Hipel (2008); Pareto form Zhao, Xu et al. (2019). Refused
// beyond MaxCompared outcomes. Preferences of unknown order count as variant a:
// only what is better for sure is an improvement of a member, and only what is
// surely not better deters it.
func FindCoalitions(ctx context.Context, g *Graph, pareto bool) (*Coalitions, error) {
	if len(g.movers) == 0 {
		return nil, g.nobody()
	}
	if err := g.within("coalitions", MaxCompared); err != nil {
		return nil, err
	}
	sets, err := g.coalitionSets()
	if err != nil {
		return nil, err
	}
	c := &Coalitions{g: g, Pareto: pareto, Sets: sets}
	a := newAlliances(g, pareto)
	for _, h := range sets {
		stable, err := a.judge(ctx, h)
		if err != nil {
			return nil, err
		}
		c.stable = append(c.stable, stable)
	}
	single, err := a.singles(ctx)
	if err != nil {
		return nil, err
	}
	for k := Nash; k <= SEQ; k++ {
		c.Equilibria[k] = single.Equilibria(k, Bold)
	}
	c.findUniversal()
	return c, c.findJumps(ctx, a)
}

// coalitionSets returns the coalitions to judge, small ones first. Beyond
// maxCoalition decision makers the case has to name them.
func (g *Graph) coalitionSets() ([][]int, error) {
	var sets [][]int
	for _, ids := range g.c.Coalitions {
		var h []int
		for i := range g.movers {
			if slices.Contains(ids, g.movers[i].id) {
				h = append(h, i)
			}
		}
		if len(h) > 0 {
			sets = append(sets, h)
		}
	}
	if sets != nil {
		return sets, nil
	}
	if len(g.movers) > maxCoalition {
		return nil, &detente.MissingError{Paths: []string{"coalitions"}} // too many to look at all
	}
	for size := 1; size <= len(g.movers); size++ {
		for bitset := range 1 << len(g.movers) {
			if bits.OnesCount(uint(bitset)) == size {
				sets = append(sets, members(bitset))
			}
		}
	}
	return sets, nil
}

func members(bitset int) []int {
	var h []int
	for i := 0; bitset>>i != 0; i++ {
		if bitset>>i&1 != 0 {
			h = append(h, i)
		}
	}
	return h
}

// Stable reports whether a state is stable for a coalition, by index in Sets,
// under CNash, CGMR, CSMR or CSEQ.
func (c *Coalitions) Stable(set, s int, k Concept) bool { return c.stable[set][s]&(1<<k) != 0 }

// findUniversal collects the states that every coalition leaves alone.
func (c *Coalitions) findUniversal() {
	if len(c.Sets) != 1<<len(c.g.movers)-1 {
		return
	}
	for k := Nash; k <= SEQ; k++ {
		c.Universal[k] = []int{}
		for s := range c.g.size {
			if c.g.IsState(s) && !slices.ContainsFunc(c.stable, func(of []uint16) bool { return of[s]&(1<<k) == 0 }) {
				c.Universal[k] = append(c.Universal[k], s)
			}
		}
	}
}

// findJumps looks for coalitions that would leave an equilibrium.
func (c *Coalitions) findJumps(ctx context.Context, a *alliances) error {
	for _, s := range c.Equilibria[Nash] {
		for _, h := range c.Sets {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(h) < 2 {
				continue
			}
			best := Jump{To: -1}
			for _, q := range a.improvements(h, s) {
				_, landing := slices.BinarySearch(c.Equilibria[Nash], int(q))
				if best.To < 0 || landing && !best.Landing {
					best = Jump{State: s, To: int(q), By: h, Landing: landing}
				}
			}
			if best.To >= 0 {
				c.Jumps = append(c.Jumps, best)
			}
		}
	}
	return nil
}

// alliances works out what coalitions reach and want.
type alliances struct {
	g      *Graph
	pareto bool
	r      *relations
	joint  map[int]*mover    // by coalition: what it changes together and no member alone
	leaves map[int][][]int32 // by coalition and state: what it would leave it for by its members' moves
	marks  []uint8           // scratch of reach
}

func newAlliances(g *Graph, pareto bool) *alliances {
	return &alliances{g: g, pareto: pareto, joint: map[int]*mover{}, leaves: map[int][][]int32{}, marks: make([]uint8, g.size)}
}

// singles judges each decision maker by itself, as FindStability does.
func (a *alliances) singles(ctx context.Context) (*Stability, error) {
	return FindStability(ctx, a.g, Nash, GMR, SMR, SEQ)
}

func bitset(h []int) int {
	b := 0
	for _, i := range h {
		b |= 1 << i
	}
	return b
}

// together returns the moves of a coalition that no member can make alone; nil
// where there are none.
func (a *alliances) together(h []int) *mover {
	key := bitset(h)
	if m, ok := a.joint[key]; ok {
		return m
	}
	a.joint[key] = a.g.jointMover(h)
	return a.joint[key]
}

// jointMover returns the moves of several that none can make alone, or nil.
func (g *Graph) jointMover(h []int) *mover {
	if len(h) < 2 {
		return nil
	}
	yes := detente.NewCoalition(len(g.players))
	for _, i := range h {
		yes.Add(g.movers[i].party)
	}
	m := g.moverOf(yes)
	more := false
	for _, i := range h {
		m.solo = append(m.solo, &g.movers[i])
	}
	for _, k := range m.axes {
		for d := range g.axes[k].size() {
			for e := range g.axes[k].size() {
				if d != e && m.ways[k].leads(d, e) && !slices.ContainsFunc(m.solo, func(one *mover) bool { return one.ways[k].leads(d, e) }) {
					more = true
				}
			}
		}
	}
	if !more {
		return nil
	}
	return &m
}

// reach lists R_H(s): the states at the end of a sequence of moves of members in
// which nobody moves twice in a row; s may be among them.
func (a *alliances) reach(h []int, s int) []int32 {
	g := a.g
	var found, list []int32
	queue := []visit{{s, -1}}
	for n := 0; n < len(queue); n++ {
		at := queue[n]
		for j, i := range h {
			if j == at.last {
				continue
			}
			list = g.successors(&g.movers[i], at.state, list[:0])
			for _, t := range list {
				// A state may be entered again by another mover, which frees its last one.
				switch mark := a.marks[t]; mark {
				case unmarked:
					a.marks[t] = uint8(j) + 1
					found = append(found, t)
					queue = append(queue, visit{int(t), j})
				case settled, uint8(j) + 1:
				default:
					a.marks[t] = settled
					queue = append(queue, visit{int(t), j})
				}
			}
		}
	}
	for _, t := range found {
		a.marks[t] = unmarked
	}
	return found
}

// improvements lists CI_H(s), ascending: what the coalition reaches from s and
// each member prefers.
func (a *alliances) improvements(h []int, s int) []int32 {
	out := slices.Clone(a.wanted(h, a.reach(h, s), s))
	if m := a.together(h); m != nil {
		out = append(out, a.wanted(h, a.g.successors(m, s, nil), s)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wanted picks the states that are an improvement on s for a coalition.
func (a *alliances) wanted(h []int, states []int32, s int) []int32 {
	var out []int32
	for _, q := range states {
		if int(q) != s && a.wants(h, int(q), s) {
			out = append(out, q)
		}
	}
	return out
}

// wants reports whether state q is an improvement on s for a coalition.
func (a *alliances) wants(h []int, q, s int) bool {
	some := false
	for _, i := range h {
		switch v := a.g.movers[i].compare(q, s); {
		case v == detente.Better:
			some = true
		case !a.pareto || v != detente.Same:
			return false
		}
	}
	return some
}

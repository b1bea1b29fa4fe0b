package gmcr

import (
	"context"
	"fmt"
	"math/big"
	"slices"
)

// Inverse says what would have to hold for outcomes to be equilibria.
// FindInverse makes it.
type Inverse struct {
	g       *Graph
	Targets []int
	Concept Concept
	// Equilibrium says for each target whether it is one today.
	Equilibrium []bool
	// Demands has one entry for each decision maker.
	Demands []Demand
	// Together is true where the changes of all decision makers' rankings, made at
	// once, make every target an equilibrium. They might not: under SEQ and SSEQ a
	// change of one ranking can undo an answer that another relied on.
	Together bool
}

// Demand is what targets ask of one decision maker.
type Demand struct {
	Party int
	// Stable says for each target whether it is stable for the decision maker.
	Stable []bool
	// Conditions holds for each target what must not be better than it: every
	// entry needs one of its alternatives, an alternative all of its states.
	Conditions [][][][]int
	// Lift is the change of its ranking, Reorder that of its statements' order,
	// under which all targets are stable for it; nil where that does not apply or
	// nothing has to change.
	Lift    *Lift
	Reorder *Reorder
	// Count is how many strict rankings of its own make the first target stable
	// for everybody, the others' preferences as they are; nil where that number is
	// out of reach. All is how many there are.
	Count, All *big.Int
}

// FindInverse finds what would have to hold for some outcomes to be equilibria
// together under a concept from Nash to SSEQ: conditions on each decision
// maker's preferences, with those of the others as they are; the least change of
// its ranking, and of the order of its statements; and how many rankings do.
//
// Kinsara, Kilgour and Hipel (2015). Cost: for each target and decision maker,
// departures times the states that answer them.
func FindInverse(ctx context.Context, g *Graph, c Concept, targets ...int) (*Inverse, error) {
	return g.inverse(ctx, c, true, targets)
}

// FindDemands is FindInverse without the count of rankings, which can take
// longer than all the rest.
func FindDemands(ctx context.Context, g *Graph, c Concept, targets ...int) (*Inverse, error) {
	return g.inverse(ctx, c, false, targets)
}

func (g *Graph) inverse(ctx context.Context, c Concept, count bool, targets []int) (*Inverse, error) {
	if len(targets) == 0 {
		return nil, fmt.Errorf("gmcr: inverse: no target")
	}
	for _, s := range targets {
		if err := g.inverseLimits(s, c); err != nil {
			return nil, err
		}
	}
	r := g.relations()
	if err := r.link(ctx); err != nil {
		return nil, err
	}
	inv := &Inverse{g: g, Targets: targets, Concept: c, Equilibrium: make([]bool, len(targets))}
	for k := range targets {
		inv.Equilibrium[k] = true
	}
	for i := range g.movers {
		d, err := g.demand(ctx, r, i, c, count, targets)
		if err != nil {
			return nil, err
		}
		for k := range targets {
			inv.Equilibrium[k] = inv.Equilibrium[k] && d.Stable[k]
		}
		inv.Demands = append(inv.Demands, d)
	}
	var err error
	inv.Together, err = inv.together(ctx)
	return inv, err
}

// demand works out what the targets ask of decision maker i; count asks how many
// rankings do.
func (g *Graph) demand(ctx context.Context, r *relations, i int, c Concept, count bool, targets []int) (Demand, error) {
	d := Demand{Party: i}
	var fs []formula
	stable := true
	for _, s := range targets {
		f := g.conditions(r, i, s, c)
		fs = append(fs, f)
		d.Stable = append(d.Stable, f.holds(r.notBetter(i, s)))
		d.Conditions = append(d.Conditions, f.plain())
		stable = stable && d.Stable[len(d.Stable)-1]
	}
	if count && len(targets) == 1 && len(g.movers[i].axes) > 0 {
		d.Count, d.All = g.countRankings(ctx, r, targets[0], c, []int{i})
	}
	if stable {
		return d, ctx.Err()
	}
	d.Lift = g.lift(ctx, i, targets, fs)
	var err error
	if d.Reorder, err = g.reorder(ctx, i, targets, fs); err != nil {
		return d, err
	}
	return d, ctx.Err()
}

// plain copies a formula for the answer.
func (f formula) plain() [][][]int {
	out := [][][]int{}
	for _, cl := range f {
		var terms [][]int
		for _, t := range cl {
			var states []int
			for _, s := range t {
				states = append(states, int(s))
			}
			terms = append(terms, states)
		}
		out = append(out, terms)
	}
	return out
}

// together tries all changes of rankings at once.
func (inv *Inverse) together(ctx context.Context) (bool, error) {
	g := inv.g
	if !g.complete() {
		return false, nil
	}
	var ranks [][]uint32
	for i := range g.movers {
		ranks = append(ranks, g.lifted(i, inv.Targets, inv.Demands[i].Lift))
	}
	st, err := FindStability(ctx, g.WithRanks(ranks), inv.Concept)
	if err != nil {
		return false, err
	}
	equilibria := st.Equilibria(inv.Concept, Bold)
	for _, s := range inv.Targets {
		if _, ok := slices.BinarySearch(equilibria, s); !ok {
			return false, nil
		}
	}
	return true, nil
}

// lifted returns a decision maker's ranks after its targets have risen.
func (g *Graph) lifted(i int, targets []int, l *Lift) []uint32 {
	rank := slices.Clone(g.movers[i].rank)
	if l != nil {
		for k, s := range targets {
			rank[s] = l.level[k]
		}
	}
	return rank
}

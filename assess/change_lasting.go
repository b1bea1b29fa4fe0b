package assess

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"detente"
	"detente/gmcr"
)

// tested bounds how many ways of one party are put to the test in the conflict
// after the deal.
const tested = 8

// lasting asks, with every range at its middle, what would make a deal stable by
// credible answers (SEQ) in the conflict that its signing leaves behind: for each
// decision maker that would leave, which single numbers of its own would keep
// it, by the conditions of the inverse approach (gmcr.FindDemands). Every way
// that is named was put to the test.
func (x *changer) lasting(ctx context.Context, o detente.Outcome) (Goal, error) {
	goal := Goal{Aim: Lasting, Together: true}
	g, h, err := x.judged(ctx, x.centre, o)
	if err == nil && h.Stable[gmcr.SEQ] == gmcr.Yes {
		goal.Met = true
		return goal, nil
	}
	var inv *gmcr.Inverse
	if err == nil {
		inv, err = gmcr.FindDemands(ctx, g, gmcr.SEQ, g.Start())
	}
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	switch {
	case errors.As(err, &missing) || errors.As(err, &limit):
		goal.Refused = err.Error()
		return goal, nil
	case err != nil:
		return goal, err
	}
	tempted := 0
	for i := range inv.Demands {
		if !inv.Demands[i].Stable[0] {
			tempted++
		}
	}
	c := x.centre
	for i := range inv.Demands {
		if inv.Demands[i].Stable[0] {
			continue
		}
		n, first, err := x.stay(ctx, g, h, &inv.Demands[i], o, tempted == 1)
		if err != nil {
			return goal, err
		}
		if c != nil && first != nil {
			c = first(c)
		} else {
			c = nil
		}
		goal.Needs = append(goal.Needs, n)
	}
	goal.Together = false
	if c != nil {
		_, after, err := x.judged(ctx, c, o)
		goal.Together = err == nil && after.Stable[gmcr.SEQ] == gmcr.Yes
	}
	return goal, ctx.Err()
}

// judged judges a deal in the conflict that it leaves behind.
func (x *changer) judged(ctx context.Context, c *detente.Case, o detente.Outcome) (*gmcr.Graph, *gmcr.Hold, error) {
	g, err := gmcr.AfterDeal(ctx, c, o)
	if err != nil {
		return nil, nil, err
	}
	h, err := g.Hold(ctx, g.Start())
	return g, h, err
}

// stay says what would keep a decision maker from leaving a deal; alone is true
// where nobody else would leave. first makes the least of its ways in a case; nil
// where none was found.
func (x *changer) stay(ctx context.Context, g *gmcr.Graph, h *gmcr.Hold, d *gmcr.Demand, o detente.Outcome, alone bool) (n Need, first func(*detente.Case) *detente.Case, err error) {
	n = Need{Party: g.Parties()[d.Party], depth: never}
	n.Says = h.Sentence(d.Party)
	if k := slices.Index(x.h.numeric, n.Party); k >= 0 {
		n.ShortBy = x.pull(g, d.Conditions[0], o, k)
		if first, err = x.keep(ctx, g, d, o, &n, alone); err != nil {
			return n, nil, err
		}
	} else {
		n.Says += reordered(&x.h.c.Parties[x.h.c.PartyIndex(n.Party)], d.Reorder)
	}
	return n, first, nil
}

// pull is by how much whatever follows from leaving would have to be worth less
// to a party for the conditions to hold under which the deal is stable for it:
//
//	max over clauses of min over terms of max over states s of u(s) - u(deal)
func (x *changer) pull(g *gmcr.Graph, conditions [][][]int, o detente.Outcome, k int) float64 {
	here, most := x.h.p.Utilities(o)[k], 0.0
	for _, clause := range conditions {
		least := math.Inf(1)
		for _, term := range clause {
			worst := math.Inf(-1)
			for _, s := range term {
				worst = max(worst, x.h.p.Utilities(g.Outcome(s))[k]-here)
			}
			least = min(least, worst)
		}
		most = max(most, least)
	}
	return most
}

// keep finds the single numbers of a party at which the conditions hold under
// which the deal is stable for it, and puts the least of them to the test: where
// nobody else would leave, the deal must then be stable for all.
func (x *changer) keep(ctx context.Context, g *gmcr.Graph, d *gmcr.Demand, o detente.Outcome, n *Need, alone bool) (func(*detente.Case) *detente.Case, error) {
	var ways []Way
	byPath := map[string]*lever{}
	for _, l := range x.levers(n.Party) {
		byPath[l.path] = l
		ways = append(ways, l.out(l.tempted(g, d.Conditions[0], o))...)
	}
	sortWays(ways)
	var first func(*detente.Case) *detente.Case
	for _, w := range ways[:min(len(ways), tested)] {
		l := byPath[w.Path]
		other, after, err := x.judged(ctx, l.set(x.centre, w.To), o)
		if err != nil {
			return nil, err
		}
		i := slices.Index(other.Parties(), n.Party)
		if kept := i < 0 || after.Reasons[i].Stable[gmcr.SEQ] == gmcr.Yes; kept && (!alone || after.Stable[gmcr.SEQ] == gmcr.Yes) {
			n.Ways = append(n.Ways, w)
			if first == nil {
				first = func(c *detente.Case) *detente.Case { return l.set(c, w.To) }
			}
		}
	}
	n.weigh()
	return first, nil
}

// tempted returns the numbers of a lever at which some departure tempts its
// party: where, of some clause of the conditions, every term has a state that is
// better for it than the deal.
func (l *lever) tempted(g *gmcr.Graph, conditions [][][]int, o detente.Outcome) []span {
	better := map[int][]span{}
	var all []span
	for _, clause := range conditions {
		broken := []span{{low: l.low, high: l.high}}
		for _, term := range clause {
			var some []span
			for _, s := range term {
				spans, ok := better[s]
				if !ok {
					y := g.Outcome(s)
					spans = below(l.lead(o, y), l.knots(o, y), l.size(), false)
					better[s] = spans
				}
				some = append(some, spans...)
			}
			broken = intersect(broken, merge(some))
		}
		all = append(all, broken...)
	}
	return merge(all)
}

// reordered tells the least change of a party's statements, where there is one.
func reordered(party *detente.Party, r *gmcr.Reorder) string {
	if r == nil || !r.Found {
		return ""
	}
	var parts []string
	for place, was := range r.Order {
		if was > place {
			parts = append(parts, fmt.Sprintf("“%s” as number %d instead of %d", party.Prefers[was][0].When.Text, place+1, was+1))
		}
	}
	return " It would stay if it put " + list(parts) + "."
}

package assess

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
	"detente/bargain"
)

// levers returns the numbers of a party with utilities, bound once.
func (x *changer) levers(id detente.PartyID) []*lever {
	if out, ok := x.byParty[id]; ok {
		return out
	}
	k := slices.Index(x.h.numeric, id)
	out := levers(x.h.c, x.h.c.PartyIndex(id), x.h.walk[k])
	for _, l := range out {
		l.c = x.centre
	}
	x.byParty[id] = out
	return out
}

// yes says what a party would have to judge otherwise to find an outcome good.
func (x *changer) yes(o detente.Outcome, id detente.PartyID) Need {
	n := Need{Party: id, depth: never}
	player := slices.Index(x.h.players, id)
	voter := &x.h.voters[player]
	switch {
	case voter.number >= 0:
		x.numbers(&n, o, voter.number)
	case voter.order != nil:
		n.order(x.h, voter.order, o)
	}
	return n
}

// numbers finds the single numbers of a party that would make an outcome good
// for it.
func (x *changer) numbers(n *Need, o detente.Outcome, k int) {
	n.ShortBy = max(0, x.h.walk[k]-x.h.p.Utilities(o)[k])
	for _, l := range x.levers(n.Party) {
		n.Ways = append(n.Ways, l.out(x.bad(l, o))...)
	}
	sortWays(n.Ways)
	n.InRanges = x.reachable(n.Party, o)
	n.weigh()
}

// weigh ranks a need by its least way.
func (n *Need) weigh() {
	switch {
	case len(n.Ways) == 0 && n.InRanges:
		n.depth, n.far = inside, 1
	case len(n.Ways) == 0:
		n.depth = never
	default:
		n.far = n.Ways[0].Far
		if n.depth = outside; n.Ways[0].Within {
			n.depth, n.far = inside, n.far/100
		}
	}
}

// bad returns the numbers of a lever at which its party does not find an outcome
// good.
func (x *changer) bad(l *lever, o detente.Outcome) []span {
	return below(l.gain(o, x.h.base), l.knots(o, x.h.base), l.size(), x.h.c.Ties == detente.TiesRefuse)
}

// reachable reports whether some reading of a party's ranges makes an outcome
// good for it. The gain times the sum of the weights is a sum over issues of
// weight x (difference of values + what links and walking away add), so that the
// reading that favours the outcome most takes each value and link at its better
// end, and then each weight.
func (x *changer) reachable(id detente.PartyID, o detente.Outcome) bool {
	i := x.h.c.PartyIndex(id)
	if x.h.c.Parties[i].Wants.AtMost != nil {
		return false // the cut-off couples the values
	}
	at := x.centre
	for _, weights := range []bool{false, true} {
		for _, l := range x.levers(id) {
			if isWeight(l.path) != weights || !l.q.IsRange() {
				continue
			}
			at = l.favour(at, o, x.h.base)
		}
	}
	p := &at.Parties[i]
	v, err := at.Valuation(i)
	if err != nil {
		return false
	}
	walk := 0.0
	if p.NoAgreement != nil {
		walk = p.NoAgreement.Middle()
	} else {
		walk = v.Utility(x.h.base)
	}
	gain := v.Utility(o) - walk
	if x.h.c.Ties == detente.TiesRefuse {
		return gain > negligible*100
	}
	return gain >= -negligible*100
}

// favour sets the lever's number to the place in its range at which the gain is
// largest.
func (l *lever) favour(c *detente.Case, o, base detente.Outcome) *detente.Case {
	low, high := l.q.Interval90()
	m := *l
	m.c, m.known = c, map[float64]*detente.Valuation{}
	gain := m.gain(o, base)
	best, most := l.from, math.Inf(-1)
	for _, t := range append([]float64{low, high}, m.knots(o, base)...) {
		if t < low || t > high {
			continue
		}
		if g := gain(t); g > most {
			best, most = t, g
		}
	}
	return l.set(c, best)
}

// ends lists the least change of each party's numbers that would take away a
// verdict.
func (x *changer) ends(o detente.Outcome, v *bargain.Verdict, met func(*bargain.Verdict) bool) []Way {
	var out []Way
	for _, id := range v.Good {
		if !slices.Contains(x.h.numeric, id) {
			continue
		}
		if w := x.h.p.JudgeIf(o, nil, []detente.PartyID{id}); met(&w) {
			continue
		}
		var ways []Way
		for _, l := range x.levers(id) {
			ways = append(ways, l.into(x.bad(l, o))...)
		}
		sortWays(ways)
		out = append(out, ways[:min(len(ways), 2)]...)
	}
	sortWays(out)
	return out
}

// order says what a party would have to put differently for an outcome to be at
// least as good as no deal by its order.
func (n *Need) order(h *hall, order *detente.Order, o detente.Outcome) {
	party := &h.c.Parties[order.Party]
	if pair := unknownPair(order, o, h.base); pair >= 0 {
		n.depth, n.InRanges = inside, true
		n.Says = fmt.Sprintf("%s put this deal first: how it orders “%s” and “%s” is not known", party.Display(), party.Unknown[pair][0].Text, party.Unknown[pair][1].Text)
		return
	}
	switch order.Kind {
	case detente.Statements:
		n.statements(order, party, o, h.base)
	case detente.Ranked:
		n.ranks(order, party, o, h.base)
	default:
		n.scores(h, order, o)
	}
	if n.Says == "" {
		n.depth, n.Says = givenUp, party.Display()+" wanted something that the deal brings: it finds it as good as no deal, and ties do not count"
	}
}

// statements finds the fewest exchanges of neighbours after which the first
// statement that tells a deal from no deal speaks for the deal. That brings the
// first statement that speaks for it before the first that speaks against: every
// statement between the two has to change places with one of them.
func (n *Need) statements(order *detente.Order, party *detente.Party, o, base detente.Outcome) {
	first, lost := -1, ""
	var given []string
	for k, entry := range order.Statements {
		won := ""
		for i := range entry {
			text := "“" + party.Prefers[k][i].When.Text + "”"
			switch a, b := entry[i].Holds(o), entry[i].Holds(base); {
			case a && !b && won == "":
				won = text
			case b && !a:
				given = append(given, text)
				if lost == "" {
					first, lost = k, text
				}
			}
		}
		switch {
		case won == "" || lost == "":
		case first == k:
			n.depth, n.InRanges = inside, true
			n.Says = fmt.Sprintf("%s mattered more to %s than %s, which is not known", won, party.Display(), lost)
			return
		default:
			n.depth, n.far = outside, float64(k-first)
			n.Says = fmt.Sprintf("%s mattered more to %s than %s, which now stands %s above it", won, party.Display(), lost, places(k-first))
			return
		}
	}
	if lost != "" {
		n.depth, n.far = givenUp, float64(len(given))
		n.Says = party.Display() + " gave up " + list(given) + ": the deal brings nothing that it wants"
	}
}

func places(n int) string {
	if n == 1 {
		return "one place"
	}
	return fmt.Sprintf("%d places", n)
}

func (n *Need) ranks(order *detente.Order, party *detente.Party, o, base detente.Outcome) {
	here, there := rankOf(order, o), rankOf(order, base)
	if here > there || here == there {
		n.depth, n.far = outside, float64(max(1, here-there))
		n.Says = fmt.Sprintf("%s ranked this deal, now %s, at least as high as no deal, now %s", party.Display(), place(order.Ranks, o), place(order.Ranks, base))
	}
}

func rankOf(order *detente.Order, o detente.Outcome) int {
	for r, tests := range order.Ranks {
		if slices.ContainsFunc(tests, func(t detente.Test) bool { return t.Holds(o) }) {
			return r
		}
	}
	return len(order.Ranks)
}

// scores finds the single scores that would lift a deal to no deal.
func (n *Need) scores(h *hall, order *detente.Order, o detente.Outcome) {
	short := scores(order, h.base) - scores(order, o)
	party := &h.c.Parties[order.Party]
	n.ShortBy = max(0, short)
	n.Says = fmt.Sprintf("the scores of %s, which add up to %s here and to %s if they part, spoke for the deal", party.Display(), detente.FormatShort(scores(order, o)), detente.FormatShort(scores(order, h.base)))
	prefix := "parties." + string(party.ID) + ".scores."
	for _, q := range h.c.Quantities() {
		text, mine := strings.CutPrefix(q.Path, prefix)
		i := slices.IndexFunc(party.Scores, func(l detente.Link) bool { return l.When.Text == text })
		if !mine || i < 0 {
			continue
		}
		here, there := order.Scores[i].When.Holds(o), order.Scores[i].When.Holds(h.base)
		if here == there {
			continue
		}
		l := newLever(h.c, order.Party, -1, q.Path, q.What, *q.Quantity, q.Quantity.Middle())
		e := &edge{l.from + short, h.c.Ties == detente.TiesRefuse}
		if there {
			e.at = l.from - short
		}
		if w := l.way(e, !there); w != nil && w.Edge >= l.low && w.Edge <= l.high {
			n.Ways = append(n.Ways, *w)
		}
	}
	sortWays(n.Ways)
	n.weigh()
}

package assess

import (
	"context"
	"slices"

	"detente"
	"detente/bargain"
)

// Changes says of some deals what would have to be judged otherwise for each to
// be preferred, to have consent, to be efficient and to last.
type Changes struct {
	Deals  []Changed
	Chosen bool // the deals were named; otherwise they are the shortlist
	h      *hall
	answer *detente.Result // what every answer on the case takes for granted
}

// Changed is a deal and the goals that it meets or misses.
type Changed struct {
	ID      string // "D1" where it is on the frontier; "" otherwise
	Outcome detente.Outcome
	Gains   []float64 // over no deal, of Problem.Numeric
	// Fault says why the outcome is no package, so that nothing was asked; "" for
	// a package.
	Fault string
	Goals []Goal
}

// Aim is what a deal can be.
type Aim int

const (
	Preferred Aim = iota // those who sign find it at least as good as no deal
	Consented            // it has every consent it needs
	Efficient            // nothing of its set is better for one signatory and worse for none
	Lasting              // whoever would gain by leaving is deterred by credible answers (SEQ)
)

var aimNames = [...]string{"preferred", "consented", "efficient", "stable"}

func (a Aim) String() string { return aimNames[a] }

// Goal is one aim for one deal.
type Goal struct {
	Aim Aim
	Met bool
	// Refused says why the question was not asked; "" where it was.
	Refused string
	// Needs has one entry for each party that would have to judge otherwise: the
	// set of parties that asks for least. Empty where the goal is met, or where no
	// change of what parties want meets it.
	Needs []Need
	// Together is true where the first ways of all needs, taken at once, meet the
	// goal. They might not: a change that keeps one party can undo an answer that
	// kept another.
	Together bool
	// Deal is the least change of the package itself that meets the goal; nil
	// where it is met or none was found.
	Deal *LeastChange
	// Ends lists, for a goal that is met, the least changes of each party's numbers
	// that would end it, the least first: of named deals and the Nash deal.
	Ends []Way
}

// Need is what one party would have to judge otherwise.
type Need struct {
	Party detente.PartyID
	// ShortBy is by how much the party falls short, in utility points or its own
	// points: below no deal, below what it could have by leaving. 0 for an order.
	ShortBy float64
	// Ways are changes of one number each that suffice, the least first: those
	// within their ranges, by the share of the way to the range's end, then the
	// others, by how far they go on a scale of 100.
	Ways []Way
	// InRanges is true where some reading of the party's ranges suffices.
	InRanges bool
	// Says tells in words what a party with an order would have to put
	// differently, or, for a deal that would not last, what tempts it away.
	Says  string
	depth depth
	far   float64
}

// depth ranks changes: the least first.
type depth int

const (
	inside  depth = iota // inside a range, or an order that is not known
	outside              // past a range, a number without one, or a change of order
	givenUp              // a wish would have to be given up
	never                // nothing that was tried does
)

// choices bounds how many parties' minds are changed in every combination.
const choices = 10

// changer asks what would change deals.
type changer struct {
	h        *hall
	centre   *detente.Case // every range at its middle
	frontier *bargain.Frontier
	byParty  map[detente.PartyID][]*lever
	packages []candidate // filled where efficiency is asked for
	counted  bool
	margins  bool // what would end a goal that is met is asked too
}

// FindChange asks of the deals that are named, or else of the shortlist, what
// least change would make them preferred, consented, efficient or stable.
//
// For numbers that is exact: the worth of outcomes, times the sum of a party's
// weights, is made of straight pieces in each single number, all others at their
// middle; so every threshold is the root of a straight line. For prioritised
// statements it is the fewest exchanges of neighbours. Who would have to judge
// otherwise is the set of parties, of all sets, that asks for least. Efficiency
// is asked of named deals up to 40,000 outcomes.
func FindChange(ctx context.Context, p *bargain.Problem, named ...detente.Outcome) (*Changes, error) {
	noDeal, h, f, err := convene(ctx, p)
	if err != nil {
		return nil, err
	}
	x := &changer{h: h, centre: settled(h.c), frontier: f, byParty: map[detente.PartyID][]*lever{}}
	out := &Changes{Chosen: len(named) > 0, h: h, answer: noDeal.Result()}
	if !out.Chosen {
		if named, err = nashFirst(ctx, p, shortlist(f)); err != nil {
			return nil, err
		}
	}
	for i, o := range named {
		x.margins = out.Chosen || i == 0
		d, err := x.deal(ctx, o, out.Chosen)
		if err != nil {
			return nil, err
		}
		out.Deals = append(out.Deals, d)
	}
	return out, nil
}

// nashFirst returns the deals of a shortlist, the Nash deal with consent first
// where there is one.
func nashFirst(ctx context.Context, p *bargain.Problem, list []bargain.Deal) (out []detente.Outcome, err error) {
	nash, err := bargain.Nash(ctx, p)
	if err != nil {
		return nil, err
	}
	if best := nash.Consented.Deals; len(best) > 0 {
		out = append(out, best[0].Outcome)
	}
	for _, d := range list {
		if len(out) == 0 || !d.Outcome.Equal(out[0]) {
			out = append(out, d.Outcome)
		}
	}
	return out, nil
}

// deal asks for one deal; all says that it was named, so that every question is
// asked of it.
func (x *changer) deal(ctx context.Context, o detente.Outcome, all bool) (Changed, error) {
	d := Changed{Outcome: o}
	v := x.h.p.Judge(o)
	if !v.Package {
		d.Fault = x.fault(o)
		return d, nil
	}
	for k, u := range x.h.p.Utilities(o) {
		d.Gains = append(d.Gains, u-x.h.walk[k])
	}
	if on := x.frontier.Find(o); on != nil && on.Outcome.Equal(o) {
		d.ID = on.ID
	}
	d.Goals = append(d.Goals, x.agreed(Preferred, o, func(v *bargain.Verdict) bool { return v.Preferred }),
		x.agreed(Consented, o, func(v *bargain.Verdict) bool { return v.Consented }))
	var err error
	if all {
		if err = x.replace(ctx, o, d.Goals); err != nil {
			return d, err
		}
		var g Goal
		if g, err = x.efficient(ctx, o, v.Consented); err != nil {
			return d, err
		}
		d.Goals = append(d.Goals, g)
	}
	if all || v.Consented {
		var g Goal
		if g, err = x.lasting(ctx, o); err == nil {
			d.Goals = append(d.Goals, g)
		}
	}
	return d, err
}

// fault says why an outcome is no package.
func (x *changer) fault(o detente.Outcome) string {
	c := x.h.c
	if x.h.base != nil && o.Equal(x.h.base) {
		return "it is no deal itself"
	}
	for i := range c.Rules {
		t, err := c.Rules[i].When.Compile(c)
		if err == nil && t.Holds(o) {
			return "a rule forbids it: " + c.Rules[i].When.Text
		}
	}
	return "no way leads to it: the case allows no such change of an issue"
}

// agreed asks whose judgement would have to differ for a verdict.
func (x *changer) agreed(aim Aim, o detente.Outcome, met func(*bargain.Verdict) bool) Goal {
	v := x.h.p.Judge(o)
	g := Goal{Aim: aim, Met: met(&v), Together: true}
	switch {
	case g.Met && x.margins:
		g.Ends = x.ends(o, &v, met)
	case !g.Met:
		g.Needs = x.fewest(o, &v, met)
	}
	return g
}

// fewest returns what the set of parties needs that asks for least.
func (x *changer) fewest(o detente.Outcome, v *bargain.Verdict, met func(*bargain.Verdict) bool) []Need {
	var against []Need
	for _, id := range x.h.players {
		if !slices.Contains(v.Good, id) && len(against) < choices && x.matters(o, id, v, met) {
			against = append(against, x.yes(o, id))
		}
	}
	var best []Need
	for set := 1; set < 1<<len(against); set++ {
		var needs []Need
		var ids []detente.PartyID
		for i := range against {
			if set>>i&1 != 0 {
				needs, ids = append(needs, against[i]), append(ids, against[i].Party)
			}
		}
		if best != nil && !lighter(needs, best) {
			continue
		}
		if w := x.h.p.JudgeIf(o, ids, nil); met(&w) {
			best = needs
		}
	}
	return best
}

// matters reports whether a party's yes can count: with everybody else's, it is
// still missing.
func (x *changer) matters(o detente.Outcome, id detente.PartyID, v *bargain.Verdict, met func(*bargain.Verdict) bool) bool {
	if len(x.h.players)-len(v.Good) <= choices {
		return true
	}
	w := x.h.p.JudgeIf(o, x.h.players, []detente.PartyID{id})
	return !met(&w)
}

// lighter reports whether some needs ask for less than others: the deepest
// change first, then the number of parties, then how far the changes go.
func lighter(a, b []Need) bool {
	weigh := func(needs []Need) (deepest depth, far float64) {
		for i := range needs {
			deepest = max(deepest, needs[i].depth)
			far += needs[i].far
		}
		return deepest, far
	}
	da, fa := weigh(a)
	db, fb := weigh(b)
	switch {
	case da != db:
		return da < db
	case len(a) != len(b):
		return len(a) < len(b)
	}
	return fa < fb
}

// replace finds the least changes of the package itself that meet the goals it
// misses.
func (x *changer) replace(ctx context.Context, o detente.Outcome, goals []Goal) error {
	var sought []*goal
	for i := range goals {
		g := &goal{closed: goals[i].Met, met: func(v *bargain.Verdict) bool { return v.Preferred }}
		if goals[i].Aim == Consented {
			g.met = func(v *bargain.Verdict) bool { return v.Consented }
		}
		for _, n := range goals[i].Needs {
			g.lost = append(g.lost, n.Party)
		}
		sought = append(sought, g)
	}
	_, _, err := x.h.search(ctx, o, sought)
	for i := range goals {
		goals[i].Deal = sought[i].best
	}
	return err
}

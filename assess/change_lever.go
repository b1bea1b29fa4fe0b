package assess

import (
	"math"
	"slices"
	"strings"

	"detente"
)

// lever is one number of a party that could be judged otherwise.
type lever struct {
	c     *detente.Case
	party int // index in the case
	place int // in Case.Quantities; -1: a no_agreement that the case does not have
	path  string
	what  string
	q     detente.Quantity
	from  float64 // where deterministic answers have it
	low   float64 // the field's limits
	high  float64
	known map[float64]*detente.Valuation
}

// unlimited stands for no limit: far beyond any number of a case that a person
// would write, near enough for roots to keep nine digits.
const unlimited = 1e6

// levers lists the numbers of a party on which its gains may hang. The ends 0
// and 100 of a row's values are left out: they are the scale on which the others
// are judged.
func levers(c *detente.Case, party int, walk float64) []*lever {
	p := &c.Parties[party]
	prefix := "parties." + string(p.ID) + "."
	var out []*lever
	for n, q := range c.Quantities() {
		rest, mine := strings.CutPrefix(q.Path, prefix)
		if !mine || rest == "influence" || rest == "cost_of_delay" || strings.HasSuffix(rest, ".salience") {
			continue
		}
		if p.Kind() == detente.Weights && q.Quantity.Spread == detente.Exact && isValue(rest) && (q.Quantity.Mid == 0 || q.Quantity.Mid == 100) {
			continue
		}
		out = append(out, newLever(c, party, n, q.Path, q.What, *q.Quantity, q.Quantity.Middle()))
	}
	if p.NoAgreement == nil {
		q := detente.Number(walk)
		if p.Kind() == detente.Weights {
			q.Min, q.Max = 0, 100
		}
		out = append(out, newLever(c, party, -1, prefix+"no_agreement", p.Display()+": the worth of walking away", q, walk))
	}
	return out
}

// isValue reports whether a path below a party leads to the value of a level.
func isValue(rest string) bool {
	return strings.HasPrefix(rest, "wants.") && !strings.HasSuffix(rest, ".weight") && !strings.HasSuffix(rest, ".position") && !strings.HasPrefix(rest, "wants.links.")
}

func newLever(c *detente.Case, party, place int, path, what string, q detente.Quantity, from float64) *lever {
	l := &lever{c: c, party: party, place: place, path: path, what: what, q: q, from: from, known: map[float64]*detente.Valuation{}}
	l.low, l.high = max(q.Min, -unlimited), min(q.Max, unlimited)
	l.low, l.high = min(l.low, from), max(l.high, from)
	return l
}

// set returns a copy of a case in which the lever's number is x.
func (l *lever) set(c *detente.Case, x float64) *detente.Case {
	d := copied(c)
	q := l.q
	q.Spread, q.Low, q.Mid, q.High = detente.Exact, x, x, x
	if l.place < 0 {
		d.Parties[l.party].NoAgreement = &q
		return d
	}
	*d.Quantities()[l.place].Quantity = q
	return d
}

// at returns the party's utility function where the lever's number is x; nil
// where it has none.
func (l *lever) at(x float64) *detente.Valuation {
	v, ok := l.known[x]
	if !ok {
		v, _ = l.set(l.c, x).Valuation(l.party)
		l.known[x] = v
	}
	return v
}

// mass is a utility times the sum of the weights: for each single number of the
// case a function of straight pieces.
func mass(v *detente.Valuation, o detente.Outcome) float64 { return v.Total * v.Utility(o) }

// lead returns by how much outcome y is worth more to the party than x, times
// the sum of its weights, as a function of the lever's number.
func (l *lever) lead(y, x detente.Outcome) func(float64) float64 {
	return func(t float64) float64 {
		v := l.at(t)
		if v == nil {
			return 0
		}
		return mass(v, y) - mass(v, x)
	}
}

// gain is lead over no deal. walk is what no deal is worth where the case says
// so; base is the no-deal outcome, whose worth counts otherwise.
func (l *lever) gain(x, base detente.Outcome) func(float64) float64 {
	p := &l.c.Parties[l.party]
	return func(t float64) float64 {
		v := l.at(t)
		switch {
		case v == nil:
			return 0
		case strings.HasSuffix(l.path, ".no_agreement"):
			return mass(v, x) - float64(v.Total*t)
		case p.NoAgreement != nil:
			return mass(v, x) - float64(v.Total*p.NoAgreement.Middle())
		}
		return mass(v, x) - mass(v, base)
	}
}

// knots returns the numbers, limits included and ascending, between which the
// worth of the outcomes is a straight line of the lever's number.
func (l *lever) knots(outcomes ...detente.Outcome) []float64 {
	out := []float64{l.low, l.from, l.high} // ties at its number today are exact
	if i := l.peak(); i >= 0 {
		for _, o := range outcomes {
			if o != nil && o[i] >= 0 {
				if at, ok := l.c.Issues[i].Place(o[i]); ok {
					out = append(out, at)
				}
			}
		}
	}
	if l.c.Parties[l.party].Wants.AtMost != nil {
		for _, o := range outcomes {
			if o != nil {
				out = l.cuts(out, o)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(x float64) bool { return x < l.low || x > l.high })
}

// peak returns the issue whose position the lever is, or -1.
func (l *lever) peak() int {
	words := strings.Split(l.path, ".")
	if words[len(words)-1] != "position" {
		return -1
	}
	return l.c.IssueIndex(detente.IssueID(words[len(words)-2]))
}

// cuts adds where the sum of an outcome's points meets the most they can add up
// to.
func (l *lever) cuts(out []float64, o detente.Outcome) []float64 {
	over := func(t float64) float64 {
		v := l.at(t)
		rows := *v
		rows.AtMost, rows.Bonus = math.Inf(1), nil
		return rows.Utility(o) - v.AtMost
	}
	inner := slices.Clone(out)
	slices.Sort(inner)
	for i := 1; i < len(inner); i++ {
		a, b := inner[i-1], inner[i]
		if fa, fb := over(a), over(b); fa*fb < 0 {
			out = append(out, a+float64((b-a)*(fa/(fa-fb))))
		}
	}
	return out
}

// size is the scale of what lead and gain return.
func (l *lever) size() float64 {
	if v := l.at(l.from); v != nil {
		return 100 * max(v.Total, 1e-3)
	}
	return 1
}

// copied returns a case whose numbers can be changed without touching the
// original; all else is shared.
func copied(c *detente.Case) *detente.Case {
	d := *c
	d.Parties, d.Power = slices.Clone(c.Parties), slices.Clone(c.Power)
	for i := range d.Parties {
		p := &d.Parties[i]
		for _, q := range []**detente.Quantity{&p.Influence, &p.NoAgreement, &p.CostOfDelay, &p.Wants.AtMost} {
			*q = fresh(*q)
		}
		p.Scores, p.Wants.Links, p.Wants.Rows = slices.Clone(p.Scores), slices.Clone(p.Wants.Links), slices.Clone(p.Wants.Rows)
		for j := range p.Wants.Rows {
			r := &p.Wants.Rows[j]
			r.Weight, r.Salience, r.Position = fresh(r.Weight), fresh(r.Salience), fresh(r.Position)
			r.Values, r.Breakpoints = slices.Clone(r.Values), slices.Clone(r.Breakpoints)
			for k := range r.Values {
				r.Values[k] = fresh(r.Values[k])
			}
		}
	}
	return &d
}

func fresh(q *detente.Quantity) *detente.Quantity {
	if q == nil {
		return nil
	}
	d := *q
	return &d
}

// settled returns a copy of a case with every range at its middle.
func settled(c *detente.Case) *detente.Case {
	d := copied(c)
	for _, n := range d.Quantities() {
		x := n.Quantity.Middle()
		n.Quantity.Spread, n.Quantity.Low, n.Quantity.Mid, n.Quantity.High = detente.Exact, x, x, x
	}
	return d
}

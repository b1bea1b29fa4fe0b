package montecarlo

import (
	"slices"

	"detente"
)

// Drawn is a case of which every number that is drawn can be set. It shares with
// the case it was made from all that is not drawn. It is for one goroutine.
type Drawn struct {
	s       *Space
	Case    *detente.Case
	numbers []*detente.Quantity // of Case.Quantities, in this order
	middle  []detente.Quantity
}

// Drawn returns a copy of the case, every range at its middle and every order as
// the case has it.
func (s *Space) Drawn() *Drawn {
	c := *s.c
	c.Parties = slices.Clone(c.Parties)
	for p := range c.Parties {
		copyParty(&c.Parties[p])
	}
	c.Power = slices.Clone(c.Power)
	d := &Drawn{s: s, Case: &c}
	for _, n := range c.Quantities() {
		x := n.Quantity.Middle()
		fix(n.Quantity, x)
		d.numbers, d.middle = append(d.numbers, n.Quantity), append(d.middle, *n.Quantity)
	}
	return d
}

// copyParty gives a party numbers and orders of its own.
func copyParty(p *detente.Party) {
	for _, q := range []**detente.Quantity{&p.Influence, &p.NoAgreement, &p.CostOfDelay, &p.Wants.AtMost} {
		own(q)
	}
	p.Wants.Rows = slices.Clone(p.Wants.Rows)
	for i := range p.Wants.Rows {
		r := &p.Wants.Rows[i]
		own(&r.Weight)
		own(&r.Salience)
		own(&r.Position)
		r.Values = slices.Clone(r.Values)
		for k := range r.Values {
			own(&r.Values[k])
		}
		r.Breakpoints = slices.Clone(r.Breakpoints)
	}
	p.Wants.Links = slices.Clone(p.Wants.Links)
	p.Scores = slices.Clone(p.Scores)
	p.Prefers = slices.Clone(p.Prefers)
	p.Ranking = slices.Clone(p.Ranking)
	p.Unknown = slices.Clone(p.Unknown)
}

func own(q **detente.Quantity) {
	if *q != nil {
		x := **q
		*q = &x
	}
}

// fix makes a quantity one number; its limits stay.
func fix(q *detente.Quantity, x float64) {
	q.Spread, q.Low, q.Mid, q.High = detente.Exact, x, x, x
}

// Reset puts every number back to its middle and every order as the case has it.
func (d *Drawn) Reset() {
	for i, q := range d.numbers {
		*q = d.middle[i]
	}
	for p := range d.Case.Parties {
		from, to := &d.s.c.Parties[p], &d.Case.Parties[p]
		to.Prefers = append(to.Prefers[:0], from.Prefers...)
		copy(to.Ranking, from.Ranking)
		to.Unknown = from.Unknown
	}
}

// Set sets a number of the case, by its place in Case.Quantities.
func (d *Drawn) Set(number int, x float64) { fix(d.numbers[number], x) }

// At sets every input to the quantile of its coordinate, 0 to 1 exclusive; see
// Quantile. u has one coordinate for each input of the space.
func (d *Drawn) At(u []float64) {
	d.Reset()
	for i := range u {
		d.Input(i, u[i])
	}
}

// Input sets one input to a quantile. An order of k statements is the u-th of all
// k!, the first as the case has it; a pair is ordered as its ranking has it below 1/2,
// and the other way round above.
func (d *Drawn) Input(i int, u float64) {
	in := &d.s.Inputs[i]
	switch {
	case in.Quantity != nil:
		fix(d.numbers[in.number], Quantile(in.Quantity, u))
	case in.pair:
		d.pair(in, u)
	default:
		d.order(in, u)
	}
}

// order puts each statement of an entry into an entry of its own. The entry
// itself keeps its place, so that others are found where they were.
func (d *Drawn) order(in *Input, u float64) {
	from := d.s.c.Parties[in.party].Prefers[in.entry]
	left := slices.Clone(from)
	ordered := make([]detente.Statement, 0, len(from))
	for len(left) > 0 {
		u *= float64(len(left))
		k := min(int(u), len(left)-1)
		u -= float64(k)
		ordered = append(ordered, left[k])
		left = slices.Delete(left, k, k+1)
	}
	d.Case.Parties[in.party].Prefers = spread(d.Case.Parties[in.party].Prefers, from, ordered)
}

// spread replaces the entry that holds the statements from by one entry for each
// ordered statement.
func spread(entries [][]detente.Statement, from, ordered []detente.Statement) [][]detente.Statement {
	at := slices.IndexFunc(entries, func(e []detente.Statement) bool { return len(e) == len(from) && &e[0] == &from[0] })
	if at < 0 {
		return entries
	}
	out := slices.Clone(entries[:at])
	for i := range ordered {
		out = append(out, ordered[i:i+1])
	}
	return append(out, entries[at+1:]...)
}

// pair orders two entries of a ranking.
func (d *Drawn) pair(in *Input, u float64) {
	p := &d.Case.Parties[in.party]
	from := d.s.c.Parties[in.party].Unknown[in.entry]
	p.Unknown = slices.DeleteFunc(slices.Clone(p.Unknown), func(q [2]*detente.Condition) bool { return q == from })
	if u < 0.5 {
		return
	}
	a, b := rankOf(p, from[0]), rankOf(p, from[1])
	p.Ranking[a].Fits, p.Ranking[b].Fits = p.Ranking[b].Fits, p.Ranking[a].Fits
}

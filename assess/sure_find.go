package assess

import (
	"context"
	"slices"

	"detente"
	"detente/bargain"
	"detente/montecarlo"
)

// Draws say how a case is drawn.
type Draws struct {
	N        int    // 1,000 where 0
	Seed     uint64 // of all that is drawn
	Workers  int    // as many as there are processors where 0
	Progress func(done, of int)
}

// Sure says how often what the other answers find is so, if every range of the
// case may be any number in it and every unknown order any order.
type Sure struct {
	N             int     // draws
	Zone, Consent float64 // shares of the draws in which some package is preferred, and has consent
	Deals         []Odds
	Picks         []Pick // the Nash deals of the draws, the most frequent first
	Forecasts     []Swayed
	e             *Ensemble
	seed          uint64
}

// Odds is one deal over the draws. Shares are of all draws.
type Odds struct {
	bargain.Deal
	Preferred, Consented, Efficient float64
	Solutions                       [solutions]float64
	Stable                          [len(askedOf)]float64
	Refused                         string                // why its stability was not judged; "" where it was
	Gains                           []*montecarlo.Summary // of Problem.Numeric
	Good                            []Good                // who finds it good, of those whose consent some rule asks for and whose mind may change
}

// Good is how often a party finds a deal good.
type Good struct {
	Party detente.PartyID
	Share float64
}

// Pick is how often a package is the Nash deal.
type Pick struct {
	ID      string          // of a deal on the list; "" for another package, or none
	Outcome detente.Outcome // nil where no package is
	Share   float64
}

// Swayed is how far the ranges of the case move a forecast.
type Swayed struct {
	Issue detente.IssueID
	Mean  *montecarlo.Summary
}

// name of the draws, for their stream.
const drawsName = "assess/sure"

// FindSure draws the case.
func FindSure(ctx context.Context, e *Ensemble, o Draws) (*Sure, error) {
	out := &Sure{e: e, seed: o.Seed}
	at := e.layout()
	sums := make([]*montecarlo.Summary, at.pick)
	for i := range sums {
		low, high := e.reach(i)
		sums[i] = montecarlo.NewSummary(low, high)
	}
	picks := map[int]int{}
	f := e.function(func(l *ledger) []int { return l.kept }, func(int) bool { return true }, true)
	var err error
	out.N, err = e.Space.Run(ctx, f, montecarlo.Options{Draws: o.N, Seed: o.Seed, Workers: o.Workers, Name: drawsName, Progress: o.Progress}, func(d montecarlo.Draw) {
		for i, s := range sums {
			s.Add(d.Y[i])
		}
		picks[int(d.Y[at.pick])]++
	})
	if err != nil {
		return nil, err
	}
	for i, issue := range e.board.Issues {
		out.Forecasts = append(out.Forecasts, Swayed{issue.ID, sums[at.forecasts+i]})
	}
	if e.l == nil {
		return out, nil
	}
	out.Zone, out.Consent = sums[zoneAt].Mean, sums[consentAt].Mean
	for d := range e.Deals {
		out.Deals = append(out.Deals, e.odds(d, sums[at.deals+d*at.each:][:at.each]))
	}
	out.Picks = e.ranked(picks, out.N)
	return out, nil
}

// odds reads what was summed up of a deal.
func (e *Ensemble) odds(d int, x []*montecarlo.Summary) Odds {
	o := Odds{Deal: e.Deals[d], Refused: e.conflicts[d].refused, Gains: x[gainOf:][:len(e.l.stakes)]}
	o.Preferred, o.Consented, o.Efficient = x[isPreferred].Mean, x[isConsented].Mean, x[isEfficient].Mean
	for i := range o.Solutions {
		o.Solutions[i] = x[isSolution+i].Mean
	}
	for i := range o.Stable {
		s := x[isStable+i]
		if o.Stable[i] = s.Mean; s.N == 0 && o.Refused == "" {
			o.Refused = "an order stays unknown in every draw"
		}
	}
	for b, player := range e.l.bits {
		o.Good = append(o.Good, Good{e.h.players[player], x[gainOf+len(e.l.stakes)+b].Mean})
	}
	return o
}

// ranked lists the Nash deals by how often they are it.
func (e *Ensemble) ranked(picks map[int]int, n int) []Pick {
	var keys []int
	for k := range picks {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b int) int {
		if picks[a] != picks[b] {
			return picks[b] - picks[a]
		}
		return a - b
	})
	var out []Pick
	for _, k := range keys {
		p := Pick{Share: float64(picks[k]) / float64(n)}
		switch {
		case k < 0: // not asked
			return nil
		case k < len(e.Deals):
			p.ID, p.Outcome = e.Deals[k].ID, e.Deals[k].Outcome
		case k < len(e.Deals)+len(e.l.lots):
			p.Outcome = e.l.lots[k-len(e.Deals)].o
		}
		out = append(out, p)
	}
	return out
}

// reach returns the ends between which a number of a draw lies.
func (e *Ensemble) reach(i int) (low, high float64) {
	at := e.layout()
	switch k := i - at.forecasts; {
	case k >= 0:
		return e.board.Issues[k].Low, e.board.Issues[k].High
	case i < at.deals:
		return 0, 1
	}
	k := (i-at.deals)%at.each - gainOf
	if k < 0 || k >= len(e.l.stakes) {
		return 0, 1
	}
	return e.gains(k)
}

// gains returns the ends between which the gain of a stake lies.
func (e *Ensemble) gains(k int) (low, high float64) {
	s := e.l.stakes[k]
	p := &e.c.Parties[s.party]
	if !p.Wants.Points {
		high = 100
	}
	for i := range p.Wants.Rows {
		if !p.Wants.Points {
			break
		}
		most := 0.0
		for _, t := range s.terms[e.c.IssueIndex(p.Wants.Rows[i].Issue)] {
			b := t.bounds(e.c, &p.Wants.Rows[i], e.c.IssueIndex(p.Wants.Rows[i].Issue))
			most = max(most, b.high, -b.low)
		}
		high += most
	}
	for i := range p.Wants.Links {
		b := support(&p.Wants.Links[i].Add)
		high += max(b.high, -b.low)
	}
	if p.NoAgreement != nil {
		b := support(p.NoAgreement)
		high = max(high, high+b.high-100, high-b.low)
	}
	return -high, high
}

package assess

import (
	"context"
	"errors"
	"slices"

	"detente"
	"detente/bargain"
	"detente/gmcr"
)

// Holds says of each shortlisted deal whether it would last: who leaves first,
// by which breach, and what answers it.
type Holds struct {
	Deals []Holding

	p *bargain.Problem
}

// Holding is one deal in the conflict that its signing leaves behind.
type Holding struct {
	Deal   bargain.Deal
	States int // of the conflict after the deal
	// Stable says, by concept from Nash to SSEQ, whether the deal is stable for
	// every decision maker.
	Stable [gmcr.SSEQ + 1]gmcr.Certainty
	// First is who leaves first, "" where nobody gains by leaving.
	First  detente.PartyID
	Breach string // what it changes
	// Answer is what the others can do about it, "" where nothing deters; it is
	// Credible where each of them improves with its move.
	Answer    string
	Answerers []detente.PartyID
	Credible  bool
	Reasons   []string // a sentence for each decision maker
	Upsets    []Upset  // coalitions that would leave together
	Refused   error    // why it could not be judged, or nil
}

// Upset is a coalition that would leave a deal together.
type Upset struct {
	By     []detente.PartyID
	Breach string
}

// FindHolds judges up to five deals with consent, spread over the frontier, and
// the Nash deal.
//
// Each starts a conflict: the deal as signed, with what the parties can change
// alone (gmcr.AfterDeal). A deal holds without threats where nobody gains by
// leaving first (Nash); by credible threats where whoever would gain is deterred
// by answers that the others would themselves gain by (sequential stability); by
// possible threats where they could answer but would not gain by it (general
// metarational). A deal whose conflict is too large is listed with the reason.
func FindHolds(ctx context.Context, p *bargain.Problem) (*Holds, error) {
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	nash, err := bargain.Nash(ctx, p)
	if err != nil {
		return nil, err
	}
	deals := f.Shortlist(shown)
	if best := nash.Consented.Deals; len(best) > 0 {
		deals = slices.DeleteFunc(deals, func(d bargain.Deal) bool { return d.Outcome.Equal(best[0].Outcome) })
		deals = append([]bargain.Deal{best[0]}, deals...)
	}
	h := &Holds{p: p}
	for _, d := range deals {
		one, err := holding(ctx, p.Case(), d)
		if err != nil {
			return nil, err
		}
		h.Deals = append(h.Deals, *one)
	}
	return h, nil
}

// holding judges one deal.
func holding(ctx context.Context, c *detente.Case, d bargain.Deal) (*Holding, error) {
	one := &Holding{Deal: d}
	g, err := gmcr.AfterDeal(ctx, c, d.Outcome)
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	switch {
	case errors.As(err, &missing), errors.As(err, &limit):
		one.Refused = err
		return one, nil
	case err != nil:
		return nil, err
	}
	one.States = g.Feasible()
	h, err := g.Hold(ctx, g.Start())
	if err != nil {
		return nil, err
	}
	one.Stable = h.Stable
	n := &narrator{c: c, g: g, base: d.Outcome}
	for i := range h.Reasons {
		one.Reasons = append(one.Reasons, n.reason(&h.Reasons[i]))
	}
	if h.First >= 0 {
		one.take(n, h)
	}
	if g.States() <= upsetLimit {
		one.Upsets, err = upsets(ctx, n)
	}
	return one, err
}

// take records who leaves first, how, and what answers.
func (one *Holding) take(n *narrator, h *gmcr.Hold) {
	i := slices.IndexFunc(h.Reasons, func(r gmcr.Reason) bool { return r.Party == h.First })
	r := &h.Reasons[i]
	one.First = n.g.Parties()[r.Party]
	if r.Tempting < 0 {
		return
	}
	d := &r.Departures[r.Tempting]
	one.Breach = n.changes(n.g.Start(), d.To)
	if d.Answer == nil {
		return
	}
	one.Answer, one.Credible = n.moves(d.Answer.Moves), d.Answer.Credible
	for _, m := range d.Answer.Moves {
		for _, j := range m.By {
			if id := n.g.Parties()[j]; !slices.Contains(one.Answerers, id) {
				one.Answerers = append(one.Answerers, id)
			}
		}
	}
}

// upsets lists the coalitions of several that would leave the deal together.
func upsets(ctx context.Context, n *narrator) ([]Upset, error) {
	cs, err := gmcr.FindCoalitions(ctx, n.g, false)
	if err != nil {
		return nil, err
	}
	var out []Upset
	for _, j := range cs.Jumps {
		if j.State != n.g.Start() || len(j.By) < 2 {
			continue
		}
		u := Upset{Breach: n.changes(j.State, j.To)}
		for _, i := range j.By {
			u.By = append(u.By, n.g.Parties()[i])
		}
		out = append(out, u)
	}
	return out, nil
}

// upsetLimit is the largest conflict in which coalitions are looked for: every
// state is judged against every coalition, which takes about a second there.
const upsetLimit = 512

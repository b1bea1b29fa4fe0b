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
	Deal    bargain.Deal
	Graph   *gmcr.Graph
	Hold    *gmcr.Hold   // nil where it could not be judged
	Upsets  []gmcr.Upset // coalitions that would leave together
	Joint   *gmcr.Graph  // what several can reach together; nil where it is too large
	Refused error        // why it could not be judged, or nil
}

// FindHolds judges up to five deals with consent, spread over the frontier, and
// the Nash deal first.
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

// holding judges one deal, and looks for coalitions that would leave it together.
func holding(ctx context.Context, c *detente.Case, d bargain.Deal) (*Holding, error) {
	one, err := leaving(ctx, c, d)
	if err != nil || one.Hold == nil {
		return one, err
	}
	return one, one.upset(ctx, c)
}

// leaving judges one deal: who would leave it alone.
func leaving(ctx context.Context, c *detente.Case, d bargain.Deal) (*Holding, error) {
	one := &Holding{Deal: d}
	var err error
	one.Graph, err = gmcr.AfterDeal(ctx, c, d.Outcome)
	if err == nil {
		one.Hold, err = one.Graph.Hold(ctx, one.Graph.Start())
	}
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	if errors.As(err, &missing) || errors.As(err, &limit) {
		one.Refused = err
		return one, nil
	}
	return one, err
}

// upset looks for coalitions that would leave the deal together, also by what
// none of them can change alone. Where that is too large to look for, the deal
// is judged all the same.
func (one *Holding) upset(ctx context.Context, c *detente.Case) error {
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	g, err := gmcr.AfterDealTogether(ctx, c, one.Deal.Outcome)
	if err == nil {
		one.Upsets, err = g.Upsets(ctx, g.Start())
		one.Joint = g
	}
	if errors.As(err, &missing) || errors.As(err, &limit) {
		one.Upsets, one.Joint = nil, nil
		return nil
	}
	return err
}

package assess

import (
	"context"
	"slices"

	"detente"
	"detente/bargain"
)

// shown is how many deals with consent, and how many without, are looked at.
const shown = 5

// Blockers says of each shortlisted deal who withholds consent and what would
// get it, and of the whole case who ratifies what and which packages nothing
// beats.
type Blockers struct {
	Deals    []Blocked
	WinSets  []WinSet // by party that is ratified or has audiences, and audience
	Counted  bool     // false: the outcomes are too many for WinSets and Voting
	Voting   *Voting  // nil where not counted, or where nobody who signs has a preference
	h        *hall
	answer   *detente.Result // what every answer on the case takes for granted
	frontier *bargain.Frontier
}

// Blocked is a deal of the shortlist and what stands in its way.
type Blocked struct {
	bargain.Deal
	Missing []Withheld
	// Least is the least change of the package that gets every consent; nil where
	// the deal has it, or where none was found.
	Least *LeastChange
	// Searched is how many issues were changed at a time in every way; Complete
	// is true where that is all of them, so that no change at all would do.
	Searched int
	Complete bool
}

// Withheld is a consent that is missing.
type Withheld struct {
	Party detente.PartyID
	// Numeric is true for a party with numbers. ShortBy is how far the deal lies
	// below no deal for it, in utility points (or its own points); 0 where it
	// finds the deal good and its ratification fails, or where ties do not count.
	Numeric bool
	ShortBy float64
	Good    bool // it finds the deal good, and its own ratification fails
	// Says names in words what the party finds worse, or who fails to ratify.
	Says string
	// NoDeal and Enough are what no deal is worth to a party with numbers, and
	// what it could at most be worth for the party to find the deal good.
	NoDeal, Enough float64
	// Least is the least change of the package that gets this party's yes, or
	// makes it no longer needed; nil where none was found.
	Least *LeastChange
}

// convene finds what every join of deals and consents begins with: what parting is
// worth, who is asked, and the efficient deals.
func convene(ctx context.Context, p *bargain.Problem) (*bargain.NoDeal, *hall, *bargain.Frontier, error) {
	noDeal, err := bargain.FindNoDeal(ctx, p)
	if err != nil {
		return nil, nil, nil, err
	}
	h, err := newHall(p, noDeal)
	if err != nil {
		return nil, nil, nil, err
	}
	f, err := bargain.FindFrontier(ctx, p)
	return noDeal, h, f, err
}

// FindBlockers looks at up to five efficient packages with consent and up to
// five preferred ones without, spread over the frontier.
//
// Least changes are found by trying every change of one issue, then of two, and
// so on, up to 30,000 packages a deal; sets of packages are counted up to
// 40,000 outcomes. Where a limit is reached the answer says so.
func FindBlockers(ctx context.Context, p *bargain.Problem) (*Blockers, error) {
	noDeal, h, f, err := convene(ctx, p)
	if err != nil {
		return nil, err
	}
	b := &Blockers{h: h, answer: noDeal.Result(), frontier: f}
	for _, d := range shortlist(f) {
		deal, err := h.blocked(ctx, d, f.ConsentedSize.Sign() > 0)
		if err != nil {
			return nil, err
		}
		b.Deals = append(b.Deals, deal)
	}
	return b, b.count(ctx)
}

// count goes through all packages, where they are not too many.
func (b *Blockers) count(ctx context.Context) error {
	packages, ok, err := b.h.packages(ctx)
	if err != nil || !ok {
		return err
	}
	b.Counted = true
	b.WinSets = b.h.winSets(packages)
	b.Voting, err = b.h.voting(ctx, packages)
	return err
}

// blocked finds who withholds consent from a deal, and the least changes.
// hope is false where no package has every consent.
func (h *hall) blocked(ctx context.Context, d bargain.Deal, hope bool) (Blocked, error) {
	out := Blocked{Deal: d}
	if d.Consented {
		return out, nil
	}
	goals := []*goal{{lost: d.Missing, closed: !hope, met: func(v *bargain.Verdict) bool { return v.Consented }}}
	for _, id := range d.Missing {
		out.Missing = append(out.Missing, h.withheld(d.Outcome, id))
		goals = append(goals, &goal{lost: []detente.PartyID{id}, met: func(v *bargain.Verdict) bool {
			return v.Consented || v.Preferred && !slices.Contains(v.Missing, id)
		}})
	}
	var err error
	out.Searched, out.Complete, err = h.search(ctx, d.Outcome, goals)
	out.Least = goals[0].best
	for i := range out.Missing {
		out.Missing[i].Least = goals[i+1].best
	}
	out.Complete = out.Complete || !hope
	return out, err
}

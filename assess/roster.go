package assess

import (
	"context"
	"slices"

	"detente/bargain"
	"detente/gmcr"
)

// Roster is every efficient deal with what each method says of it, for whoever
// wants to sort and choose.
type Roster struct {
	Frontier *bargain.Frontier
	Deals    []Listed // in the order of the frontier
	Judged   bool     // of every deal with consent it was asked whether it would hold; otherwise of the shortlist
}

// Listed is a deal of a Roster.
type Listed struct {
	bargain.Deal
	Short bool // on the shortlist
	// Picked names the solutions that pick it: among the deals with consent where
	// it has consent, else consent aside.
	Picked []string
	Hold   *Holding // nil where that was not asked; without coalitions
}

// Lasts is what is known of whether a deal would last.
type Lasts int

// Whether a deal would last.
const (
	NotJudged   Lasts = iota
	WouldNot          // somebody would leave, and nothing credible deters it
	Open              // it hangs on an order that the case leaves open
	WithThreats       // credible answers deter whoever would gain by leaving
	WithoutAny        // nobody would gain by leaving
)

func (l Lasts) String() string {
	return [...]string{"not judged", "no", "open", "yes, by credible answers", "yes, nobody gains by leaving"}[l]
}

// Lasts says whether a deal would last.
func (l *Listed) Lasts() Lasts {
	if l.Hold == nil || l.Hold.Hold == nil {
		return NotJudged
	}
	stable := &l.Hold.Hold.Stable
	switch {
	case stable[gmcr.Nash] == gmcr.Yes:
		return WithoutAny
	case stable[gmcr.SEQ] == gmcr.Yes:
		return WithThreats
	case stable[gmcr.SEQ] == gmcr.Maybe || stable[gmcr.Nash] == gmcr.Maybe:
		return Open
	}
	return WouldNot
}

// mostJudged is how many deals a roster judges, each in a conflict of its own.
const mostJudged = 200

// FindRoster lists the efficient deals. Whether they would hold is asked of all
// that have consent where they are few, else of the shortlist and of what the
// solutions pick.
func FindRoster(ctx context.Context, p *bargain.Problem) (*Roster, error) {
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	r := &Roster{Frontier: f}
	at := map[string]int{}
	for i, d := range f.Deals {
		r.Deals = append(r.Deals, Listed{Deal: d})
		at[d.ID] = i
	}
	for _, d := range shortlist(f) {
		r.Deals[at[d.ID]].Short = true
	}
	if err := r.pick(ctx, p, at); err != nil {
		return nil, err
	}
	return r, r.judge(ctx, p)
}

// pick marks what each solution picks.
func (r *Roster) pick(ctx context.Context, p *bargain.Problem, at map[string]int) error {
	for _, s := range []struct {
		name string
		find func(context.Context, *bargain.Problem) (*bargain.Solution, error)
	}{
		{"Nash", bargain.Nash}, {"Kalai-Smorodinsky", bargain.KalaiSmorodinsky},
		{"egalitarian", bargain.Egalitarian}, {"utilitarian", bargain.Utilitarian},
	} {
		found, err := s.find(ctx, p)
		if err != nil {
			return err
		}
		for _, d := range slices.Concat(found.Consented.Deals, found.WithoutConsent.Deals) {
			i, ok := at[d.ID]
			if !ok || d.ID == "" {
				continue
			}
			if l := &r.Deals[i]; !slices.Contains(l.Picked, s.name) && (!l.Consented || slices.ContainsFunc(found.Consented.Deals, func(e bargain.Deal) bool { return e.ID == d.ID })) {
				l.Picked = append(l.Picked, s.name)
			}
		}
	}
	return nil
}

// judge asks of the deals with consent whether they would hold.
func (r *Roster) judge(ctx context.Context, p *bargain.Problem) error {
	with := 0
	for i := range r.Deals {
		if r.Deals[i].Consented {
			with++
		}
	}
	r.Judged = with <= mostJudged
	for i := range r.Deals {
		l := &r.Deals[i]
		if !l.Consented || !r.Judged && !l.Short && len(l.Picked) == 0 {
			continue
		}
		one, err := leaving(ctx, p.Case(), l.Deal)
		if err != nil {
			return err
		}
		l.Hold = one
	}
	return nil
}

// FindHolding judges whether one package would last once it is signed, as
// FindHolds does.
func FindHolding(ctx context.Context, p *bargain.Problem, d bargain.Deal) (*Holding, error) {
	return holding(ctx, p.Case(), d)
}

package analysis

import (
	"context"
	"slices"

	"detente"
	"detente/bargain"
)

// DealFate is what a deal of the first side is on each side.
type DealFate struct {
	ID    string
	Deal  detente.Outcome // of the first side
	Fates []Fate          // one for each side
}

// Fate is what a deal is on one side.
type Fate struct {
	Exists    bool // the side knows its issues and levels, and it is a package there
	Utilities []float64
	Preferred bool
	Consented bool
	Efficient bool // among the packages with consent, or without it among the preferred
	Holds     string
}

// compared is how many deals of the first side are followed.
const compared = 5

// fates follows the Nash deal and the shortlist of the first side through the
// others.
func (c *Comparison) fates(ctx context.Context) ([]DealFate, error) {
	first := c.Readings[0]
	if first.Frontier == nil {
		return nil, nil
	}
	deals := first.Frontier.Shortlist(compared)
	if best := first.best(0); best != nil {
		deals = slices.DeleteFunc(deals, func(d bargain.Deal) bool { return d.Outcome.Equal(best.Outcome) })
		deals = append([]bargain.Deal{*best}, deals...)
	}
	var out []DealFate
	for _, d := range deals {
		fate := DealFate{ID: d.ID, Deal: d.Outcome}
		for i := range c.Sides {
			f, err := c.fate(ctx, i, d.Outcome)
			if err != nil {
				return nil, err
			}
			fate.Fates = append(fate.Fates, f)
		}
		out = append(out, fate)
	}
	return out, nil
}

func (c *Comparison) fate(ctx context.Context, side int, deal detente.Outcome) (f Fate, err error) {
	r := c.Readings[side]
	o, ok := translate(c.Sides[0].Case, c.Sides[side].Case, deal)
	if !ok || r.Frontier == nil {
		return f, nil
	}
	v := r.Problem.Judge(o)
	if f.Exists = v.Package; !f.Exists {
		return f, nil
	}
	f.Utilities, f.Preferred, f.Consented = r.Problem.Utilities(o), v.Preferred, v.Consented
	if on := r.Frontier.Find(o); on != nil && v.Preferred {
		f.Efficient = v.Consented && on.OnConsented || !v.Consented && on.OnPreferred
	}
	f.Holds, err = holds(ctx, c.Sides[side].Case, o)
	return f, err
}

// verdict is a fate in a few words.
func (f *Fate) verdict() string {
	switch {
	case !f.Exists:
		return "no package"
	case !f.Preferred:
		return "not preferred"
	case !f.Consented:
		return "lacks consent"
	case !f.Efficient:
		return "consent, not efficient"
	}
	return "consent, efficient"
}

// utility returns what the deal is worth to a party on a side.
func (c *Comparison) utility(d *DealFate, side int, id detente.PartyID) (float64, bool) {
	f, r := &d.Fates[side], c.Readings[side]
	if !f.Exists {
		return 0, false
	}
	k := slices.Index(r.Problem.Numeric(), id)
	if k < 0 {
		return 0, false
	}
	return f.Utilities[k], true
}

package analysis

import (
	"context"
	"errors"
	"slices"

	"detente"
	"detente/bargain"
	"detente/gmcr"
	"detente/spatial"
)

// Side is one of the cases that are held side by side.
type Side struct {
	Name string
	Case *detente.Case
	// Changed lists the inputs in which it differs from the first side.
	Changed []detente.Difference
}

// Comparison is the answers to several cases, side by side: the case as it
// stands and what would be if some inputs were others, a case and its scenarios,
// or two versions of a case. Everything is held against the first side.
type Comparison struct {
	Sides    []Side
	Readings []*Reading // of each side
	Rows     []CompareRow
	Deals    []DealFate
}

// Reading is what the methods say of one side. Parts that do not apply to it are
// nil.
type Reading struct {
	Problem   *bargain.Problem
	NoDeal    *bargain.NoDeal
	Zone      *bargain.Zone
	Frontier  *bargain.Frontier
	Solutions [len(rules)]*bargain.Solution
	Forecasts *spatial.Forecasts
	Needs     []string // what bargaining lacks
}

// rules are the bargaining solutions in the order in which they are told.
var rules = [...]struct {
	name string
	find func(context.Context, *bargain.Problem) (*bargain.Solution, error)
}{
	{"Nash", bargain.Nash},
	{"Kalai-Smorodinsky", bargain.KalaiSmorodinsky},
	{"egalitarian", bargain.Egalitarian},
	{"utilitarian", bargain.Utilitarian},
}

// Compare answers every side and holds the answers of each against those of the
// first. It needs at least two sides.
func Compare(ctx context.Context, sides []Side, o Options) (*Comparison, error) {
	if len(sides) < 2 {
		return nil, errors.New("analysis: compare: two sides are needed")
	}
	c := &Comparison{Sides: sides}
	for i := range sides {
		r, err := read(ctx, sides[i].Case, o.Seed)
		if err != nil {
			return nil, err
		}
		c.Readings = append(c.Readings, r)
	}
	var err error
	if c.Deals, err = c.fates(ctx); err != nil {
		return nil, err
	}
	if c.Rows, err = c.rows(ctx); err != nil {
		return nil, err
	}
	return c, ctx.Err()
}

// read runs the methods whose answers are compared.
func read(ctx context.Context, c *detente.Case, seed uint64) (*Reading, error) {
	r := &Reading{}
	var missing *detente.MissingError
	f, err := spatial.Forecast(ctx, c)
	if err == nil {
		r.Forecasts = f
	} else if !errors.As(err, &missing) {
		return nil, err
	}
	p, err := bargain.New(ctx, c)
	if errors.As(err, &missing) {
		r.Needs = missing.Paths
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	p.Seed = seed
	r.Problem = p
	if r.NoDeal, err = bargain.FindNoDeal(ctx, p); err != nil {
		return nil, err
	}
	if r.Zone, err = bargain.FindZone(ctx, p); err != nil {
		return nil, err
	}
	err = r.deals(ctx)
	if errors.As(err, &missing) {
		return r, nil
	}
	return r, err
}

// deals finds the efficient and the fair packages.
func (r *Reading) deals(ctx context.Context) error {
	var err error
	if r.Frontier, err = bargain.FindFrontier(ctx, r.Problem); err != nil {
		return err
	}
	for i := range rules {
		if r.Solutions[i], err = rules[i].find(ctx, r.Problem); err != nil {
			return err
		}
	}
	return nil
}

// best returns the deal that a solution picks among those with consent, or nil.
func (r *Reading) best(rule int) *bargain.Deal {
	if s := r.Solutions[rule]; s != nil && len(s.Consented.Deals) > 0 {
		return &s.Consented.Deals[0]
	}
	return nil
}

// worth returns what a party keeps if they part; ok is false where it has no
// numbers.
func (r *Reading) worth(id detente.PartyID) (u float64, ok bool) {
	if r.Problem == nil {
		return 0, false
	}
	k := slices.Index(r.Problem.Numeric(), id)
	if k < 0 {
		return 0, false
	}
	return r.NoDeal.Utilities[k], true
}

// parties lists the parties with numbers of any side, those of the first side
// first.
func (c *Comparison) parties() []detente.PartyID {
	var out []detente.PartyID
	for _, r := range c.Readings {
		if r.Problem == nil {
			continue
		}
		for _, id := range r.Problem.Numeric() {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// partyName is a party's name in the first side that knows it.
func (c *Comparison) partyName(id detente.PartyID) string {
	for i := range c.Sides {
		if c.Sides[i].Case.PartyIndex(id) >= 0 {
			return c.Sides[i].Case.PartyName(id)
		}
	}
	return string(id)
}

// translate returns an outcome of one case as an outcome of another: issues and
// options by their identifiers, numbers by their place. ok is false where the
// other case lacks one, or has an issue that the first does not.
func translate(from, to *detente.Case, o detente.Outcome) (out detente.Outcome, ok bool) {
	if len(from.Issues) != len(to.Issues) {
		return nil, false
	}
	out = make(detente.Outcome, len(to.Issues))
	for i := range to.Issues {
		k := from.IssueIndex(to.Issues[i].ID)
		if k < 0 || o[k] < 0 {
			return nil, false
		}
		if out[i], ok = to.Issues[i].ParseLevel(from.Issues[k].LevelID(o[k])); !ok {
			return nil, false
		}
	}
	return out, true
}

// holds says whether a deal would last in the conflict that it leaves behind.
func holds(ctx context.Context, c *detente.Case, o detente.Outcome) (string, error) {
	g, err := gmcr.AfterDeal(ctx, c, o)
	var h *gmcr.Hold
	if err == nil {
		h, err = g.Hold(ctx, g.Start())
	}
	var missing *detente.MissingError
	var limit *gmcr.LimitError
	switch {
	case errors.As(err, &missing) || errors.As(err, &limit):
		return "not judged", nil
	case err != nil:
		return "", err
	case h.Stable[gmcr.Nash] == gmcr.Yes:
		return "nobody gains by leaving", nil
	case h.Stable[gmcr.SEQ] == gmcr.Yes:
		return "by credible answers", nil
	case h.Stable[gmcr.GMR] == gmcr.Yes && h.Stable[gmcr.SEQ] == gmcr.No:
		return "only by possible answers", nil
	case h.Stable[gmcr.GMR] == gmcr.No:
		return "no", nil
	}
	return "open", nil
}

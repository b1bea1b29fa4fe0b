package web

import (
	"context"
	"errors"
	"slices"

	"detente"
	"detente/analysis"
	"detente/assess"
	"detente/bargain"
)

// roster lists the efficient deals with what is known of each; nil where
// bargaining does not apply.
func (d *desk) roster(ctx context.Context, c *openCase) (*roster, error) {
	value, err := d.do(ctx, c, "roster", func(ctx context.Context, _ func(int, int)) (any, error) {
		r, err := findRoster(ctx, c.Parsed.Case, d.seed())
		var missing *detente.MissingError
		if errors.As(err, &missing) {
			return (*roster)(nil), nil
		}
		return r, err
	})
	r, _ := value.(*roster)
	return r, err
}

func findRoster(ctx context.Context, cs *detente.Case, seed uint64) (*roster, error) {
	p, err := bargain.New(ctx, cs)
	if err != nil {
		return nil, err
	}
	p.Seed = seed
	list, err := assess.FindRoster(ctx, p)
	return &roster{p, list}, err
}

// seed is what everything drawn at random starts from.
func (d *desk) seed() uint64 { return max(d.o.Seed, 1) }

type roster struct {
	p *bargain.Problem
	*assess.Roster
}

// find returns a deal by its id, or a package by its settings.
func (r *roster) find(ctx context.Context, name string) (bargain.Deal, error) {
	for i := range r.Deals {
		if r.Deals[i].ID == name {
			return r.Deals[i].Deal, nil
		}
	}
	o, err := analysis.FindDeal(ctx, r.p, name)
	if err != nil {
		return bargain.Deal{}, err
	}
	return r.p.Deal(o), nil
}

// mark places a deal by the utilities of the signatories that have numbers.
func (r *roster) mark(d *bargain.Deal, kind string) detente.Mark {
	var u []float64
	for k, id := range r.p.Numeric() {
		if slices.Contains(r.p.Signatories(), id) {
			u = append(u, d.Utilities[k])
		}
	}
	if len(u) < 2 {
		return detente.Mark{}
	}
	return detente.Mark{X: u[0], Y: u[1], More: u[2:], Label: d.ID, Kind: kind}
}

package bargain

import (
	"context"
	"errors"
	"math"
)

// plainly is the number of outcomes up to which looking at each is quickest.
const plainly = 1 << 12

// explore finds the efficient points of every class: one outcome after another
// where there are few, issue by issue otherwise.
func (p *Problem) explore(ctx context.Context) (*field, error) {
	n := p.outcomes()
	if len(p.divisible) == 0 && n.IsInt64() && n.Int64() <= plainly && p.engine == quickest || p.engine == plain {
		s, err := p.look(ctx)
		if err != nil {
			return nil, err
		}
		return s.field(p), nil
	}
	f, err := p.weaveField(ctx)
	switch {
	case !errors.Is(err, errTooWide):
		return f, err
	case n.IsInt64() && n.Int64() <= maxOutcomes:
		s, err := p.look(ctx)
		if err != nil {
			return nil, err
		}
		return s.field(p), nil
	}
	return p.sample(ctx)
}

// engine says how points are found; tests force one.
type engine int

const (
	quickest engine = iota
	plain
	woven
	sought // as woven, but solutions by search
	rough  // as woven, but not all efficient points
)

// weaveField finds the efficient points issue by issue.
func (p *Problem) weaveField(ctx context.Context) (*field, error) {
	f := &field{exact: true}
	var err error
	if f.most, err = p.mosts(ctx); err != nil {
		return nil, err
	}
	sets := []class{preferred}
	if p.restricted() {
		sets = append(sets, consented)
	}
	for _, set := range sets {
		c, err := p.core(ctx, set)
		if err != nil {
			return nil, err
		}
		if err := c.points(ctx, f); err != nil {
			return nil, err
		}
	}
	if len(sets) == 1 {
		f.points[consented], f.points[consentedLevel] = f.points[preferred], f.points[preferredLevel]
	}
	f.allow(p.coarseness() + f.epsilon)
	if !f.exact {
		return f, p.enrich(ctx, f)
	}
	return f, nil
}

// restricted reports whether a preferred package may lack consent.
func (p *Problem) restricted() bool {
	for i := range p.changes {
		if p.binding(i) {
			return true
		}
	}
	for _, i := range p.signed.Named {
		if p.sides[i].ratified != nil {
			return true
		}
	}
	return false
}

// mosts returns the largest utility that any outcome gives each signatory.
func (p *Problem) mosts(ctx context.Context) ([]float64, error) {
	var out []float64
	for _, k := range p.signers {
		f := &fabric{p: p, set: existing, dims: p.scores[k].dimensions(k)}
		l := f.bind().newLoom()
		l.loose = true
		strands, err := l.strands(ctx)
		if err != nil {
			return nil, err
		}
		rest := make([]int64, l.d)
		for x := range l.dims {
			for _, i := range l.plain {
				rest[x] += l.most[x][i]
			}
		}
		best := int64(math.MinInt64)
		for _, s := range strands {
			for i := range s.cloud.n() {
				best = max(best, l.total(s.cloud.at[i*l.d:(i+1)*l.d], rest, k))
			}
		}
		out = append(out, p.scores[k].utility(best))
	}
	return out, nil
}

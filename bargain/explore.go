package bargain

import (
	"context"
	"errors"
	"math"
	"math/big"
	"slices"
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
		if err := p.newFabric(set).newLoom().points(ctx, f); err != nil {
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

// points adds the efficient points of the loom's set to a field.
func (l *loom) points(ctx context.Context, f *field) error {
	groups, err := l.weave(ctx)
	if err != nil {
		return err
	}
	core := make([]*cloud, len(groups))
	for k, g := range groups {
		core[k] = g.cloud
		if l.p.engine == rough {
			err = errTooWide
		} else {
			err = l.complete(ctx, g)
		}
		if err != nil {
			break
		}
	}
	if errors.Is(err, errTooWide) {
		for k, g := range groups {
			if core[k] != nil {
				g.cloud = core[k]
			}
		}
		err = l.approximate(ctx, groups)
	}
	if err != nil {
		return err
	}
	var all, level []*point
	for _, g := range groups {
		points := l.harvest(g)
		f.allow(l.slack(g))
		all = append(all, points...)
		if g.level {
			level = append(level, slices.DeleteFunc(slices.Clone(points), func(pt *point) bool {
				return slices.ContainsFunc(pt.gains, func(x int64) bool { return x < 0 })
			})...)
		}
	}
	f.points[l.set] = efficient(merge(all))
	f.points[l.set+preferredLevel] = efficient(merge(level))
	return nil
}

// slack is how far, in utility, a dropped package of a group may lie above a
// kept one, for the signatory where that is most.
func (l *loom) slack(g *group) float64 {
	most := 0.0
	for _, k := range l.p.signers {
		lost := 0.0
		for x, d := range l.dims {
			if d.score == k && g.cloud.error != nil {
				lost += l.p.scores[k].utility(g.cloud.error[x])
			}
		}
		most = max(most, lost)
	}
	return most
}

// allow notes an error of the efficient points.
func (f *field) allow(slack float64) {
	if slack > 0 {
		f.exact, f.epsilon = false, max(f.epsilon, slack)
	}
}

// harvest turns the points of a group that pass into points of the signatories.
func (l *loom) harvest(g *group) []*point {
	deciders := l.deciders()
	var out []*point
	for i := range g.cloud.n() {
		if i == g.cloud.virgin {
			continue // no deal itself
		}
		at := g.cloud.at[i*l.d : (i+1)*l.d]
		mask := 0
		for n, k := range deciders {
			if l.total(at, nil, k) >= l.needs[k] {
				mask |= 1 << n
			}
		}
		if !g.passing[mask] {
			continue
		}
		pt := &point{}
		for _, k := range l.p.signers {
			s, total := l.p.scores[k], l.total(at, nil, k)
			pt.gains = append(pt.gains, s.gain(total))
			pt.value = append(pt.value, s.utility(total-s.noDeal))
		}
		if !l.loose {
			pt.count = g.cloud.count[i].whole()
		}
		pt.first = make([]int, len(l.levels))
		l.traces.fill(pt.first, g.cloud.trace[i])
		out = append(out, pt)
	}
	return out
}

// merge makes one point of those with equal gains.
func merge(points []*point) []*point {
	at := map[string]*point{}
	var out []*point
	for _, pt := range points {
		key := pointKey(pt.gains)
		same := at[key]
		if same == nil {
			copied := *pt
			at[key] = &copied
			out = append(out, &copied)
			continue
		}
		if same.count == nil || pt.count == nil {
			same.count = nil
		} else {
			same.count = new(big.Int).Add(same.count, pt.count)
		}
		if slices.Compare(pt.first, same.first) < 0 {
			same.first = pt.first
		}
	}
	return out
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

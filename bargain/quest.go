package bargain

import (
	"context"
	"math"
	"slices"

	"detente"
)

// quest is what searches over one set share: its core, its ideal point, and what
// was found.
type quest struct {
	core   *core
	ideal  []float64 // largest gains; nil where no package is known that leaves no signatory below no deal
	proven bool      // the ideal is
	found  map[rule]found
}

// found is what a search found.
type found struct {
	best   []*point
	proven bool
	gap    float64
	top    float64 // no package has a larger value; in the unit of the rule's value
}

// quest returns the searches over a set, and finds its ideal point: for each
// signatory the most that it gains in any package that leaves none below no
// deal.
func (p *Problem) quest(ctx context.Context, set class) (*quest, error) {
	if set == consented && !p.restricted() {
		set = preferred
	}
	if p.quests[set] != nil {
		return p.quests[set], nil
	}
	c, err := p.core(ctx, set)
	if err != nil {
		return nil, err
	}
	q := &quest{core: c, proven: true, found: map[rule]found{}}
	equal, err := q.run(ctx, egalitarian)
	if err != nil {
		return nil, err
	}
	if len(equal.best) > 0 {
		if err := q.findIdeal(ctx); err != nil {
			return nil, err
		}
	}
	p.quests[set] = q
	return q, nil
}

func (q *quest) findIdeal(ctx context.Context) error {
	ideal := make([]float64, len(q.core.p.signers))
	for i := range ideal {
		got, err := q.solve(ctx, ideally, i)
		if err != nil {
			return err
		}
		q.proven = q.proven && got.proven
		if len(got.best) > 0 {
			ideal[i] = got.best[0].value[i]
		}
	}
	q.ideal = ideal
	return nil
}

// run searches by one rule, once.
func (q *quest) run(ctx context.Context, r rule) (found, error) {
	if f, ok := q.found[r]; ok {
		return f, nil
	}
	f, err := q.solve(ctx, r, 0)
	if err == nil {
		q.found[r] = f
	}
	return f, err
}

// solve searches once, and then, where issues are divisible, on finer and finer
// grids around the best package so far, which is as fine as levels are at last.
func (q *quest) solve(ctx context.Context, r rule, who int) (found, error) {
	f, err := q.core.solve(ctx, r, who, q.ideal)
	p := q.core.p
	if err != nil || len(p.divisible) == 0 || len(f.best) == 0 {
		return f, err
	}
	top := f.top
	for reach := 3 * detente.Ticks / gridSteps; reach > 0; reach /= zoomBy {
		for range 2 * zoomBy { // follow the best as long as it moves
			c, err := p.around(f.best[0].first, reach).core(ctx, q.core.set)
			if err != nil {
				return f, err
			}
			next, err := c.solve(ctx, r, who, q.ideal)
			if err != nil {
				return f, err
			}
			if len(next.best) == 0 {
				break
			}
			moved := !next.best[0].first.Equal(f.best[0].first)
			f = next
			if !moved {
				break
			}
		}
	}
	if r == nash {
		q.center(f.best)
	}
	f.top = top // a line is largest where values bend, and the first grid had all such places
	have := f.best[0].value[who]
	if r != ideally {
		have = p.worth(r, f.best[0], q.ideal)
	}
	f.gap = max(0, top-have)
	f.proven = f.gap <= provenShare*max(1, math.Abs(top))
	if f.proven {
		f.gap = 0
	}
	return f, nil
}

// center moves the divisible issues of a Nash package into the middle of the
// levels around it that tie with it: products are flat at their maximum, so that
// the maximum itself lies there.
func (q *quest) center(best []*point) {
	p, pt := q.core.p, best[0]
	least := p.product(pt) * (1 - flat)
	for _, i := range p.divisible {
		ties := func(level int) bool {
			o := slices.Clone(pt.first)
			o[i] = level
			next := p.pointOf(o)
			return slices.Min(next.gains) >= 0 && p.product(next) >= least && p.Judge(o).Package
		}
		low, high := edge(pt.first[i], -1, ties), edge(pt.first[i], 1, ties)
		o := slices.Clone(pt.first)
		o[i] = low + (high-low)/2
		if next := p.pointOf(o); p.product(next) >= p.product(pt) {
			*pt = *next
		}
	}
}

// flat is the relative difference between products that is taken for none.
const flat = 1e-12

// edge returns the furthest level in a direction up to which all levels tie, as
// far as halving finds it.
func edge(level, direction int, ties func(int) bool) int {
	step := 1
	for inside := func(l int) bool { return l >= 0 && l <= detente.Ticks && ties(l) }; ; step *= 2 {
		if inside(level + direction*step) {
			continue
		}
		for ; step > 0; step /= 2 {
			if inside(level + direction*step) {
				level += direction * step
			}
		}
		return level
	}
}

// pointOf returns the point of a package.
func (p *Problem) pointOf(o detente.Outcome) *point {
	pt := &point{first: o}
	for _, k := range p.signers {
		pt.add(p.scores[k], p.scores[k].total(o))
	}
	return pt
}

// provenShare is the share of a value by which a package on the finest grid may
// miss the bound for want of finer levels.
const provenShare = 1e-7

// solve searches over the level packages of the core's set.
func (c *core) solve(ctx context.Context, r rule, who int, ideal []float64) (found, error) {
	s, err := c.seeker(ctx)
	if err != nil {
		return found{}, err
	}
	s.rule, s.who, s.ideal = r, who, ideal
	return s.solve()
}

// seek finds the optimum of a rule over a class by search.
func (p *Problem) seek(ctx context.Context, field *field, f *Frontier, r rule, k class) (chosen, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q, err := p.quest(ctx, k.bare())
	if err != nil {
		return chosen{}, err
	}
	equal := q.found[egalitarian]
	if q.ideal == nil {
		return chosen{Optimum{Proven: equal.proven}, make([]float64, len(p.signers))}, nil
	}
	got := equal
	switch {
	case r == nash && slices.Min(equal.best[0].gains) <= 0: // every product is 0
		got.best, err = p.tiedAtZero(ctx, field, k)
	case r == kalaiSmorodinsky && slices.Max(q.ideal) <= 0: // nobody can gain: all packages are alike
	case r != egalitarian:
		got, err = q.run(ctx, r)
	}
	if err != nil {
		return chosen{}, err
	}
	o := p.optimum(f, r, slices.Clone(got.best), field.index(consentedLevel), q.ideal)
	o.Proven, o.Gap = got.proven && (q.proven || r != kalaiSmorodinsky), got.gap
	return chosen{o, q.ideal}, nil
}

// enrich adds the packages that the solutions pick to efficient points that are
// not all known.
func (p *Problem) enrich(ctx context.Context, f *field) error {
	for _, k := range []class{consentedLevel, preferredLevel} {
		q, err := p.quest(ctx, k.bare())
		if err != nil {
			return err
		}
		if q.ideal == nil {
			continue
		}
		for _, r := range []rule{nash, egalitarian, kalaiSmorodinsky, utilitarian} {
			if r != egalitarian && slices.Max(q.ideal) <= 0 || r == nash && slices.Min(q.found[egalitarian].best[0].gains) <= 0 {
				continue
			}
			got, err := q.run(ctx, r)
			if err != nil {
				return err
			}
			f.points[k] = slices.Concat(f.points[k], got.best)
			f.points[k.bare()] = slices.Concat(f.points[k.bare()], got.best)
		}
	}
	for k := range f.points {
		f.points[k] = efficient(merge(f.points[k]))
	}
	return nil
}

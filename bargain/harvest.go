package bargain

import (
	"context"
	"errors"
	"math/big"
	"slices"
)

// core is the packages of a set over the linked issues alone.
type core struct {
	*loom
	groups []*group
}

// core returns the core of a set, made once: exactly, or within an error where
// that is too much.
func (p *Problem) core(ctx context.Context, set class) (*core, error) {
	if p.cores[set] != nil {
		return p.cores[set], nil
	}
	l := p.newFabric(set).newLoom()
	groups, err := l.weave(ctx)
	if errors.Is(err, errTooWide) {
		l = p.newFabric(set).newLoom()
		l.rough, l.budget = true, 0
		groups, err = l.weave(ctx)
	}
	if err != nil {
		return nil, err
	}
	p.cores[set] = &core{l, groups}
	return p.cores[set], nil
}

// points adds the efficient points of the set to a field.
func (c *core) points(ctx context.Context, f *field) error {
	clouds, err := c.complete(ctx)
	if errors.Is(err, errTooWide) {
		clouds, err = c.approximate(ctx)
	}
	if err != nil {
		return err
	}
	var all, level []*point
	for k, g := range c.groups {
		points := c.harvest(g, clouds[k])
		f.allow(c.slack(clouds[k]))
		all = append(all, points...)
		if g.level {
			level = append(level, slices.DeleteFunc(slices.Clone(points), func(pt *point) bool {
				return slices.ContainsFunc(pt.gains, func(x int64) bool { return x < 0 })
			})...)
		}
	}
	f.points[c.set] = efficient(merge(all))
	f.points[c.set+preferredLevel] = efficient(merge(level))
	return nil
}

// slack is how far, in utility, a package dropped from a cloud may lie above a
// kept one, for the signatory where that is most.
func (l *loom) slack(c *cloud) float64 {
	most := 0.0
	for _, k := range l.p.signers {
		lost := 0.0
		for x, d := range l.dims {
			if d.score == k && c.error != nil {
				lost += l.p.scores[k].utility(c.error[x])
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

// harvest turns the packages of a group that pass into points of the
// signatories.
func (l *loom) harvest(g *group, c *cloud) []*point {
	var out []*point
	for i := range c.n() {
		if i == c.virgin {
			continue // no deal itself
		}
		at := c.at[i*l.d : (i+1)*l.d]
		var mask uint64
		for n, k := range l.deciders {
			if l.total(at, nil, k) >= l.needs[k] {
				mask |= 1 << n
			}
		}
		if !l.passes(g, mask) {
			continue
		}
		pt := &point{}
		for _, k := range l.p.signers {
			pt.add(l.p.scores[k], l.total(at, nil, k))
		}
		pt.count = c.count[i].whole()
		pt.first = make([]int, len(l.levels))
		l.traces.fill(pt.first, c.trace[i])
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
			same.first, same.value = pt.first, pt.value
		}
	}
	return out
}

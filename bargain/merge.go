package bargain

import (
	"context"
	"math"
	"slices"
)

// complete adds the plain issues to every group, those with the fewest
// undominated levels first. It gives up with errTooWide where the efficient
// points grow too many.
func (c *core) complete(ctx context.Context) ([]*cloud, error) {
	if c.rough || c.p.engine == rough {
		return nil, errTooWide
	}
	leaves := make([]*cloud, len(c.levels))
	for _, i := range c.plain {
		var err error
		if leaves[i], err = c.leaf(ctx, i, 0); err != nil {
			return nil, err
		}
	}
	order := slices.Clone(c.plain)
	slices.SortStableFunc(order, func(a, b int) int { return leaves[a].n() - leaves[b].n() })
	var out []*cloud
	for _, g := range c.groups {
		cl := g.cloud
		for n, i := range order {
			before := cl.n()
			var err error
			if cl, err = c.combine(ctx, []pair{{cl, leaves[i], nil}}, c.reach(order[n+1:], len(c.core), g.needed)); err != nil {
				return nil, err
			}
			if c.outgrows(before, cl.n(), len(c.core)+n+1) {
				return nil, errTooWide
			}
		}
		out = append(out, cl)
	}
	return out, nil
}

const (
	maxPoints = 50_000  // of the frontier, for four parties and more
	maxFlat   = 120_000 // for two and three
	early     = 200     // points below which no growth is judged
)

// outgrows judges from the last step whether the points will be too many:
// frontiers grow with about a fixed power of the number of issues.
func (l *loom) outgrows(before, after, issues int) bool {
	if l.d <= 3 {
		return after > maxFlat
	}
	if after < early || issues < 3 {
		return false
	}
	power := math.Log(float64(after)/float64(before)) / math.Log(float64(issues)/float64(issues-1))
	all := float64(len(l.core) + len(l.plain))
	return float64(after)*math.Pow(all/float64(issues), power) > maxPoints
}

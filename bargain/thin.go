package bargain

import (
	"context"
	"math"
	"slices"
)

// thin keeps at most most of some rows so that each dropped one lies, in every
// coordinate, at most the returned distance above some kept one: one row stands
// for each cell of a grid, and cells that others dominate go. The grid is as
// fine as the number allows.
//
// Additive epsilon-dominance: Laumanns, Thiele, Deb and Zitzler (2002),
// Evolutionary Computation 10(3), 263-282.
func (r *rows) thin(kept []int32, most int) ([]int32, []int64) {
	kept = (&divider{rows: r, strict: r.d}).sift(kept)
	low, high := r.bounds(kept)
	for cells := 1 + 2*math.Pow(float64(most), 1/float64(max(1, r.d-1))); ; cells *= 0.85 {
		side := make([]int64, r.d)
		for x := range side {
			side[x] = max(1, int64(math.Ceil(float64(high[x]-low[x]+1)/math.Max(cells, 1))))
		}
		chosen := r.represent(kept, low, side)
		if len(chosen) <= most || cells < 1 {
			slices.Sort(chosen)
			return chosen, side
		}
	}
}

// bounds returns the smallest and the largest of each coordinate.
func (r *rows) bounds(kept []int32) (low, high []int64) {
	low, high = slices.Clone(r.row(kept[0])), slices.Clone(r.row(kept[0]))
	for _, i := range kept {
		for x, v := range r.row(i) {
			low[x], high[x] = min(low[x], v), max(high[x], v)
		}
	}
	return low, high
}

// prime makes one number of a cell: cells are so few in each coordinate that
// no two share it, up to a dozen coordinates.
const prime = 1_000_003

// represent returns a row for each cell of a grid that no other cell dominates:
// the one with the largest sum of coordinates, each in cells.
func (r *rows) represent(kept []int32, low, side []int64) []int32 {
	grid := &rows{d: r.d}
	at := make(map[uint64]int32, 4*roughly)
	var best []int32
	var sums []float64
	cell := make([]int64, r.d)
	for _, i := range kept {
		sum, key := 0.0, uint64(0)
		for x, v := range r.row(i) {
			cell[x] = (v - low[x]) / side[x]
			key = key*prime + uint64(cell[x])
			sum += float64(v-low[x]) / float64(side[x])
		}
		k, ok := at[key]
		switch {
		case !ok:
			at[key] = int32(len(best))
			best, sums = append(best, i), append(sums, sum)
			grid.at = append(grid.at, cell...)
		case sum > sums[k]:
			best[k], sums[k] = i, sum
		}
	}
	cells := grid.skyline(grid.sorted(), grid.d)
	out := make([]int32, len(cells))
	for n, c := range cells {
		out[n] = best[c]
	}
	return out
}

// approximate adds the plain issues to the groups within an error: a balanced
// tree of combinations, each thinned where it grows too large, so that errors
// add up along few steps. It works for any number of issues.
func (l *loom) approximate(ctx context.Context, groups []*group) error {
	l.cap = roughly
	needed := groups[0].needed
	for _, g := range groups {
		needed = slices.DeleteFunc(slices.Clone(needed), func(k int) bool { return !slices.Contains(g.needed, k) })
	}
	var parts []part
	for _, i := range l.plain {
		leaf, err := l.leaf(ctx, i, 0)
		if err != nil {
			return err
		}
		parts = append(parts, part{leaf, []int{i}})
	}
	for len(parts) > 1 {
		slices.SortStableFunc(parts, func(a, b part) int { return a.n() - b.n() })
		both := part{issues: slices.Concat(parts[0].issues, parts[1].issues)}
		rest := slices.DeleteFunc(slices.Concat(l.core, l.plain), func(i int) bool { return slices.Contains(both.issues, i) })
		var err error
		if both.cloud, err = l.combine(ctx, []pair{{parts[0].cloud, parts[1].cloud, nil}}, l.reachOver(rest, 0, needed)); err != nil {
			return err
		}
		parts = append(parts[2:], both)
	}
	for _, g := range groups {
		reach := l.reachOver(nil, len(l.core), g.needed)
		for _, part := range parts {
			var err error
			if g.cloud, err = l.combine(ctx, []pair{{g.cloud, part.cloud, nil}}, reach); err != nil {
				return err
			}
		}
	}
	return nil
}

// part is a cloud and the issues it is over.
type part struct {
	*cloud
	issues []int
}

// roughly is how many points a cloud keeps where not all can be kept.
const roughly = 500

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
	g := &lattice{rows: r, side: make([]int64, r.d)}
	high := g.bounds(kept)
	finest := math.Exp2(float64(64 / r.d)) // so that 64 bits name a cell
	for cells := min(finest, 1+2*math.Pow(float64(most), 1/float64(max(1, r.d-1)))); ; cells *= 0.85 {
		for x := range g.side {
			g.side[x] = max(1, int64(math.Ceil(float64(high[x]-g.low[x]+1)/math.Max(cells, 1))))
		}
		chosen := g.represent(kept)
		if len(chosen) <= most || cells < 1 || r.cancelled() {
			slices.Sort(chosen)
			return chosen, g.lost(kept, chosen)
		}
	}
}

// lattice is cells of equal sides that rows fall into.
type lattice struct {
	*rows
	low, side []int64
	stands    []int32 // by place among the rows thinned: the row that stands for its cell
}

// bounds finds the smallest of each coordinate, and returns the largest.
func (g *lattice) bounds(kept []int32) (high []int64) {
	g.low, high = slices.Clone(g.row(kept[0])), slices.Clone(g.row(kept[0]))
	for _, i := range kept {
		for x, v := range g.row(i) {
			g.low[x], high[x] = min(g.low[x], v), max(high[x], v)
		}
	}
	return high
}

// represent returns a row for each cell that no other cell dominates: the one
// with the largest sum of coordinates, each in cells.
func (g *lattice) represent(kept []int32) []int32 {
	grid := &rows{d: g.d}
	at := make(map[uint64]int32, 4*roughly)
	var best []int32
	var sums []float64
	cell := make([]int64, g.d)
	places := make([]int32, len(kept))
	for n, i := range kept {
		sum, key := 0.0, uint64(0)
		for x, v := range g.row(i) {
			cell[x] = (v - g.low[x]) / g.side[x]
			key = key<<(64/g.d) | uint64(cell[x])
			sum += float64(v-g.low[x]) / float64(g.side[x])
		}
		k, ok := at[key]
		switch {
		case !ok:
			k = int32(len(best))
			at[key] = k
			best, sums = append(best, i), append(sums, sum)
			grid.at = append(grid.at, cell...)
		case sum > sums[k]:
			best[k], sums[k] = i, sum
		}
		places[n] = k
	}
	g.stands = make([]int32, len(kept))
	for n, k := range places {
		g.stands[n] = best[k]
	}
	cells := grid.skyline(grid.sorted(), grid.d)
	out := make([]int32, len(cells))
	for n, c := range cells {
		out[n] = best[c]
	}
	return out
}

// lost returns how far, in each coordinate, a row may lie above the nearest
// chosen one: a share of the cells' sides, at most all of it.
func (g *lattice) lost(kept, chosen []int32) []int64 {
	stays := make(map[int32]bool, len(chosen))
	for _, c := range chosen {
		stays[c] = true
	}
	share := 0.0
	for n, i := range kept {
		far := 1.0
		if stays[g.stands[n]] {
			far = g.above(i, g.stands[n])
		}
		for k := 0; far > share && k < len(chosen); k++ {
			far = min(far, g.above(i, chosen[k]))
		}
		share = max(share, far)
	}
	out := make([]int64, g.d)
	for x, side := range g.side {
		out[x] = int64(math.Ceil(share * float64(side)))
	}
	return out
}

// above is how far row i lies above row j, in sides of a cell.
func (g *lattice) above(i, j int32) float64 {
	a, b := g.row(i), g.row(j)
	far := 0.0
	for x := range a {
		far = max(far, float64(a[x]-b[x])/float64(g.side[x]))
	}
	return far
}

// approximate adds the plain issues to the groups within an error: a balanced
// tree of combinations, each thinned where it grows too large, so that errors
// add up along few steps. It works for any number of issues.
func (c *core) approximate(ctx context.Context) ([]*cloud, error) {
	c.cap = roughly
	if c.p.restricted() {
		c.cap = roughly * 5 / 8 // there are two sets to do
	}
	var parts []part
	for _, i := range c.plain {
		leaf, err := c.leaf(ctx, i, 0)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{leaf, []int{i}})
	}
	for len(parts) > 1 {
		slices.SortStableFunc(parts, func(a, b part) int { return a.n() - b.n() })
		both := part{issues: slices.Concat(parts[0].issues, parts[1].issues)}
		rest := slices.DeleteFunc(slices.Concat(c.core, c.plain), func(i int) bool { return slices.Contains(both.issues, i) })
		var err error
		if both.cloud, err = c.combine(ctx, []pair{{parts[0].cloud, parts[1].cloud, nil}}, c.reach(rest, 0, c.common())); err != nil {
			return nil, err
		}
		parts = append(parts[2:], both)
	}
	var out []*cloud
	for _, g := range c.groups {
		cl, err := c.combine(ctx, []pair{{g.cloud, c.unit(true), nil}}, nil)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			if cl, err = c.combine(ctx, []pair{{cl, part.cloud, nil}}, c.reach(nil, len(c.core), g.needed)); err != nil {
				return nil, err
			}
		}
		out = append(out, cl)
	}
	return out, nil
}

// common returns the scores that every group needs.
func (c *core) common() []int {
	var out []int
	for _, k := range c.deciders {
		if !slices.ContainsFunc(c.groups, func(g *group) bool { return !slices.Contains(g.needed, k) }) {
			out = append(out, k)
		}
	}
	return out
}

// part is a cloud and the issues it is over.
type part struct {
	*cloud
	issues []int
}

// roughLeast is how many points a part of the core keeps at least.
const roughLeast = 12

// roughly is how many points a cloud keeps where not all can be kept.
const roughly = 800

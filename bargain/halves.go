package bargain

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// countFlat counts pairs of points of two clouds by who finds their sum good,
// for at most two parties with numbers.
func (c *counter) countFlat(a, b *cloud, masks []multiplicity) {
	const any = math.MinInt64 / 4
	total := whole128(a.count).times(whole128(b.count))
	switch len(c.p.scores) {
	case 0:
		masks[0] = total
	case 1:
		masks[1] = c.above(a, b, c.needs[0], any)
		masks[0] = total.minus(masks[1])
	case 2:
		first, second := c.above(a, b, c.needs[0], any), c.above(a, b, any, c.needs[1])
		both := c.above(a, b, c.needs[0], c.needs[1])
		masks[3], masks[1], masks[2] = both, first.minus(both), second.minus(both)
		masks[0] = total.minus(masks[1]).minus(masks[2]).minus(both)
	}
}

func whole128(counts []multiplicity) multiplicity {
	var sum multiplicity
	for _, n := range counts {
		sum = sum.plus(n)
	}
	return sum
}

// above counts the pairs whose sums are at least x in the first dimension and y
// in the second, in O(n log n) time: a sweep over the first and a Fenwick tree
// over the second.
//
// Fenwick (1994), Software: Practice and Experience 24(3), 327-336.
func (c *counter) above(a, b *cloud, x, y int64) multiplicity {
	second := func(cl *cloud, i int) int64 { return cl.at[i*c.d+c.d-1] }
	t := newFenwick(b.n(), func(i int) int64 { return second(b, i) })
	left, right := c.falling(a), c.falling(b)
	var sum multiplicity
	n := 0
	for k := len(left) - 1; k >= 0; k-- { // the larger a point of a, the smaller that of b may be
		i := left[k]
		for n < len(right) && a.at[i*c.d]+b.at[right[n]*c.d] >= x {
			t.add(second(b, right[n]), b.count[right[n]])
			n++
		}
		sum = sum.plus(t.atLeast(y - second(a, i)).times(a.count[i]))
	}
	return sum
}

// falling returns the points of a cloud, those with the largest first coordinate
// first.
func (c *counter) falling(cl *cloud) []int {
	order := make([]int, cl.n())
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(cl.at[j*c.d], cl.at[i*c.d]) })
	return order
}

// fenwick adds up multiplicities by height.
type fenwick struct {
	heights []int64 // each once, largest first
	sums    []multiplicity
}

func newFenwick(n int, height func(int) int64) *fenwick {
	t := &fenwick{}
	for i := range n {
		t.heights = append(t.heights, height(i))
	}
	slices.SortFunc(t.heights, func(a, b int64) int { return cmp.Compare(b, a) })
	t.heights = slices.Compact(t.heights)
	t.sums = make([]multiplicity, len(t.heights)+1)
	return t
}

// below returns how many heights are at least h.
func (t *fenwick) below(h int64) int {
	return sort.Search(len(t.heights), func(i int) bool { return t.heights[i] < h })
}

func (t *fenwick) add(h int64, n multiplicity) {
	for i := t.below(h); i < len(t.sums); i += i & -i {
		t.sums[i] = t.sums[i].plus(n)
	}
}

// atLeast returns the sum over heights from h up.
func (t *fenwick) atLeast(h int64) multiplicity {
	var sum multiplicity
	for i := t.below(h); i > 0; i -= i & -i {
		sum = sum.plus(t.sums[i])
	}
	return sum
}

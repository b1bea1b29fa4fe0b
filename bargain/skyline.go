package bargain

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"
)

// rows are n vectors of d whole numbers, one after another. A row dominates
// another if it is nowhere smaller and somewhere larger.
type rows struct {
	d   int
	at  []int64
	ctx context.Context // nil: never cancelled; once it is, results mean nothing
}

func (r *rows) n() int              { return len(r.at) / r.d }
func (r *rows) row(i int32) []int64 { return r.at[int(i)*r.d : (int(i)+1)*r.d] }

func (r *rows) cancelled() bool { return r.ctx != nil && r.ctx.Err() != nil }

// compare orders rows with the largest first coordinate first.
func (r *rows) compare(i, j int32) int { return slices.Compare(r.row(j), r.row(i)) }

// short is a row of up to three coordinates, for quick sorting.
type short struct {
	at [3]int64
	id int32
}

func compareShort(a, b short) int {
	if c := cmp.Compare(b.at[0], a.at[0]); c != 0 {
		return c
	}
	if c := cmp.Compare(b.at[1], a.at[1]); c != 0 {
		return c
	}
	return cmp.Compare(b.at[2], a.at[2])
}

// sorted returns the indices of the rows, largest first.
func (r *rows) sorted() []int32 {
	order := make([]int32, r.n())
	if r.d > 3 {
		for i := range order {
			order[i] = int32(i)
		}
		return sortChunks(r, order, r.compare)
	}
	quick := make([]short, len(order))
	for i := range quick {
		quick[i].id = int32(i)
		copy(quick[i].at[:], r.row(int32(i)))
	}
	quick = sortChunks(r, quick, compareShort)
	for i := range quick {
		order[i] = quick[i].id
	}
	return order
}

// chunk is how much is sorted between two looks at the context.
const chunk = 1 << 16

// sortChunks sorts, and gives up when the rows' context is cancelled.
func sortChunks[T any](r *rows, s []T, compare func(a, b T) int) []T {
	for low := 0; low < len(s) && !r.cancelled(); low += chunk {
		slices.SortFunc(s[low:min(low+chunk, len(s))], compare)
	}
	var spare []T
	for width := chunk; width < len(s) && !r.cancelled(); width *= 2 {
		spare = spare[:0]
		for low := 0; low < len(s); low += 2 * width {
			mid, high := min(low+width, len(s)), min(low+2*width, len(s))
			spare = mergeSorted(spare, s[low:mid], s[mid:high], compare)
		}
		s, spare = spare, s
	}
	return s
}

// mergeSorted appends two sorted lists as one.
func mergeSorted[T any](out, a, b []T, compare func(a, b T) int) []T {
	for len(a) > 0 && len(b) > 0 {
		if compare(b[0], a[0]) < 0 {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

// skyline returns those of some distinct rows, sorted largest first, that no
// other dominates; of rows that agree in the first strict coordinates none
// dominates another. It keeps their order.
//
// Two coordinates take one pass, three a staircase, more divide and conquer:
// O(n log n), O(n log n) and O(n log^(d-2) n) time for n rows besides the sort.
//
// Kung, Luccio and Preparata (1975), Journal of the ACM 22(4), 469-476.
func (r *rows) skyline(order []int32, strict int) []int32 {
	switch {
	case strict == 0 || len(order) < 2:
		return order
	case strict == r.d && r.d == 1:
		return order[:1]
	case strict == r.d && r.d == 2:
		return r.sweep(order)
	case strict == r.d && r.d == 3:
		return r.stairs(order)
	}
	s := &divider{rows: r, strict: strict, dead: make([]bool, r.n())}
	order = s.sift(order)
	s.conquer(order)
	return slices.DeleteFunc(order, func(i int32) bool { return s.dead[i] })
}

// sweep is the skyline in two coordinates.
func (r *rows) sweep(order []int32) []int32 {
	kept := order[:0]
	best := r.at[2*int(order[0])+1] - 1
	for _, i := range order {
		if y := r.at[2*int(i)+1]; y > best {
			kept, best = append(kept, i), y
		}
	}
	return kept
}

// stairs is the skyline in three coordinates.
func (r *rows) stairs(order []int32) []int32 {
	var s staircase
	kept := order[:0]
	for _, i := range order {
		if v := r.row(i); !s.covers(v[1], v[2]) {
			s.add(v[1], v[2])
			kept = append(kept, i)
		}
	}
	return kept
}

// staircase is the skyline of points in a plane: x falls and y rises.
type staircase struct{ x, y []int64 }

// covers reports whether some point is nowhere below (x, y).
func (s *staircase) covers(x, y int64) bool {
	i := s.below(x)
	return i > 0 && s.y[i-1] >= y
}

// below returns the first place whose x is less than the given one.
func (s *staircase) below(x int64) int {
	return sort.Search(len(s.x), func(i int) bool { return s.x[i] < x })
}

// add puts in a point that is not covered, and takes out what it covers.
func (s *staircase) add(x, y int64) {
	from := sort.Search(len(s.x), func(i int) bool { return s.x[i] <= x })
	to := from
	for to < len(s.y) && s.y[to] <= y {
		to++
	}
	if to > from {
		s.x[from], s.y[from] = x, y
		s.x, s.y = slices.Delete(s.x, from+1, to), slices.Delete(s.y, from+1, to)
		return
	}
	s.x, s.y = slices.Insert(s.x, from, x), slices.Insert(s.y, from, y)
}

// divider finds skylines in four coordinates and more.
type divider struct {
	*rows
	strict int
	dead   []bool
	high   []int32 // scratch of sweeps
	low    []int32
}

// champions is how many rows with large sums every row is held against first:
// most dominated rows fall to one of them.
const champions = 64

// sift drops rows that one of a few strong rows dominates.
func (s *divider) sift(order []int32) []int32 {
	if len(order) < 8*champions {
		return order
	}
	strong := s.strongest(order)
	return slices.DeleteFunc(order, func(i int32) bool {
		return slices.ContainsFunc(strong, func(k int32) bool { return s.dominates(k, i, 0) })
	})
}

// strongest returns rows with the largest sums of coordinates, each relative to
// its largest.
func (s *divider) strongest(order []int32) []int32 {
	scale := make([]float64, s.d)
	for _, i := range order {
		for x, v := range s.row(i) {
			scale[x] = max(scale[x], math.Abs(float64(v)))
		}
	}
	type strong struct {
		sum float64
		row int32
	}
	sums := make([]strong, len(order))
	for n, i := range order {
		sums[n].row = i
		for x, v := range s.row(i) {
			sums[n].sum += float64(v) / max(scale[x], 1)
		}
	}
	slices.SortFunc(sums, func(a, b strong) int { return cmp.Or(cmp.Compare(b.sum, a.sum), cmp.Compare(a.row, b.row)) })
	out := make([]int32, champions)
	for n := range out {
		out[n] = sums[n].row
	}
	return out
}

// dominates reports whether row i is nowhere below row j from coordinate k on,
// and differs from it among the strict ones.
func (s *divider) dominates(i, j int32, k int) bool {
	a, b := s.row(i), s.row(j)
	for c := k; c < len(a); c++ {
		if a[c] < b[c] {
			return false
		}
	}
	return !slices.Equal(a[:s.strict], b[:s.strict])
}

// same reports whether two rows agree in the strict coordinates.
func (s *divider) same(i, j int32) bool {
	return slices.Equal(s.row(i)[:s.strict], s.row(j)[:s.strict])
}

// few is the number of rows below which everything is compared with everything.
const few = 24

// conquer marks the dominated among some rows, sorted largest first.
func (s *divider) conquer(order []int32) {
	if len(order) > chunk/16 && s.cancelled() {
		return
	}
	if len(order) <= few {
		for k, j := range order {
			for _, i := range order[:k] {
				if !s.dead[i] && s.dominates(i, j, 1) {
					s.dead[j] = true
					break
				}
			}
		}
		return
	}
	mid := len(order) / 2
	for mid < len(order) && s.same(order[mid-1], order[mid]) {
		mid++
	}
	if mid == len(order) {
		for mid = len(order) / 2; mid > 0 && s.same(order[mid-1], order[mid]); mid-- {
		}
		if mid == 0 {
			return // all agree in the strict coordinates
		}
	}
	s.conquer(order[:mid])
	s.conquer(order[mid:])
	s.filter(s.alive(order[:mid]), s.alive(order[mid:]), 1)
}

func (s *divider) alive(order []int32) []int32 {
	out := make([]int32, 0, len(order))
	for _, i := range order {
		if !s.dead[i] {
			out = append(out, i)
		}
	}
	return out
}

// filter marks those of low that some row of high is nowhere below, from
// coordinate k on. No row of high is below any of low before k.
func (s *divider) filter(high, low []int32, k int) {
	switch {
	case len(high) == 0 || len(low) == 0:
	case len(high)*len(low) <= few*few:
		for _, j := range low {
			for _, i := range high {
				if s.covers(i, j, k) {
					s.dead[j] = true
					break
				}
			}
		}
	case k >= s.d-3:
		s.descend(high, low, k)
	default:
		s.split(high, low, k)
	}
}

func (s *divider) covers(i, j int32, k int) bool {
	a, b := s.row(i), s.row(j)
	for ; k < len(a); k++ {
		if a[k] < b[k] {
			return false
		}
	}
	return true
}

// split halves both sides by coordinate k.
func (s *divider) split(high, low []int32, k int) {
	at := make([]int64, len(low))
	for n, j := range low {
		at[n] = s.at[int(j)*s.d+k]
	}
	slices.Sort(at)
	pivot := at[len(at)/2]
	if pivot == at[0] { // so that the lower half is not empty
		n := sort.Search(len(at), func(n int) bool { return at[n] > pivot })
		if n == len(at) {
			s.filter(s.part(high, k, pivot, true), low, k+1) // all of low agree here
			return
		}
		pivot = at[n]
	}
	upper, lower := s.part(high, k, pivot, true), s.part(high, k, pivot, false)
	above, below := s.part(low, k, pivot, true), s.part(low, k, pivot, false)
	s.filter(upper, above, k)
	s.filter(upper, below, k+1)
	s.filter(lower, s.alive(below), k)
}

// part returns the rows whose coordinate k is at least the pivot, or below it.
func (s *divider) part(order []int32, k int, pivot int64, above bool) []int32 {
	out := make([]int32, 0, len(order)/2+1)
	for _, i := range order {
		if s.at[int(i)*s.d+k] >= pivot == above {
			out = append(out, i)
		}
	}
	return out
}

// descend filters by at most three last coordinates with a staircase.
func (s *divider) descend(high, low []int32, k int) {
	s.high, s.low = append(s.high[:0], high...), append(s.low[:0], low...)
	by := func(i, j int32) int { return cmp.Compare(s.at[int(j)*s.d+k], s.at[int(i)*s.d+k]) }
	slices.SortFunc(s.high, by)
	slices.SortFunc(s.low, by)
	var stairs staircase
	n := 0
	for _, j := range s.low {
		v := s.row(j)
		for n < len(s.high) && s.at[int(s.high[n])*s.d+k] >= v[k] {
			h := s.row(s.high[n])
			if x, y := last2(h, k); !stairs.covers(x, y) {
				stairs.add(x, y)
			}
			n++
		}
		if x, y := last2(v, k); stairs.covers(x, y) {
			s.dead[j] = true
		}
	}
}

// last2 returns the two coordinates after k, or the last one twice.
func last2(v []int64, k int) (x, y int64) {
	return v[min(k+1, len(v)-1)], v[len(v)-1]
}

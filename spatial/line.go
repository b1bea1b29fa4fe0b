package spatial

import (
	"cmp"
	"slices"
	"sort"
)

// line sums the weights of actors on a scale.
type line struct {
	x  []float64 // ascending
	w  []float64 // weight of all actors before each
	wx []float64 // weight times place of all actors before each
}

// newLine sorts actors by place.
func newLine(x, w []float64) *line {
	type actor struct{ x, w float64 }
	actors := make([]actor, len(x))
	for i := range x {
		actors[i] = actor{x[i], w[i]}
	}
	slices.SortStableFunc(actors, func(a, b actor) int { return cmp.Compare(a.x, b.x) })
	cells := make([]float64, 3*len(x)+2)
	l := &line{x: cells[:len(x)], w: cells[len(x) : 2*len(x)+1], wx: cells[2*len(x)+1:]}
	for i, a := range actors {
		l.x[i], l.w[i+1], l.wx[i+1] = a.x, l.w[i]+a.w, l.wx[i]+float64(a.w*a.x)
	}
	return l
}

// bout returns the strengths of options whose utility falls with distance over
// the span: of a against c, a < c, Σ w (|x-c| - |x-a|) over the actors nearer to
// a.
func (l *line) bout(options []float64, span float64) *bout {
	m, n := len(options), len(l.x)
	order := make([]int, m)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(options[i], options[j]) })
	b := newBout(m)
	for k, i := range order {
		a := options[i]
		first := sort.SearchFloat64s(l.x, a) // from here on actors are at a or above
		middle, last := first, first         // and nearer to c, and at c or above
		for _, j := range order[k+1:] {
			c := options[j]
			for middle < n && l.x[middle] < (a+c)/2 {
				middle++
			}
			for last < n && l.x[last] < c {
				last++
			}
			forA := float64(l.w[first]*(c-a)) + float64((l.w[middle]-l.w[first])*(a+c)) - 2*(l.wx[middle]-l.wx[first])
			forC := float64((l.w[n]-l.w[last])*(c-a)) - float64((l.w[last]-l.w[middle])*(a+c)) + 2*(l.wx[last]-l.wx[middle])
			b.strength[i*m+j] += max(forA, 0) / span
			b.strength[j*m+i] += max(forC, 0) / span
		}
	}
	return b
}

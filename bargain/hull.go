package bargain

import (
	"cmp"
	"math"
	"slices"
)

// Hull is what two parties can have if they may also agree on lotteries over
// packages, or share out divisible goods: the upper right boundary of a convex
// set, straight between its corners. Along it X rises and Y falls.
type Hull struct{ X, Y []float64 }

// NewHull returns the boundary of the convex hull of some points (x, y), from
// the one that is best for y to the one that is best for x.
//
// Andrew (1979), Information Processing Letters 9(5), 216-219. O(n log n) time.
func NewHull(points [][2]float64) *Hull {
	points = slices.Clone(points)
	slices.SortFunc(points, func(a, b [2]float64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(b[1], a[1])) })
	h := &Hull{}
	for _, p := range points {
		for n := len(h.X); n > 0 && (h.Y[n-1] <= p[1] || n > 1 && h.below(n-1, p)); n = len(h.X) {
			h.X, h.Y = h.X[:n-1], h.Y[:n-1]
		}
		if n := len(h.X); n == 0 || p[0] > h.X[n-1] {
			h.X, h.Y = append(h.X, p[0]), append(h.Y, p[1])
		}
	}
	return h
}

// below reports whether corner n lies on or under the line from the corner
// before it to a point.
func (h *Hull) below(n int, p [2]float64) bool {
	ax, ay := h.X[n]-h.X[n-1], h.Y[n]-h.Y[n-1]
	bx, by := p[0]-h.X[n-1], p[1]-h.Y[n-1]
	return float64(ax*by)-float64(ay*bx) >= 0
}

// At returns the largest y that goes with x: that of the boundary, flat to the
// left of it, and NaN beyond its right end.
func (h *Hull) At(x float64) float64 {
	n := len(h.X)
	switch {
	case n == 0 || x > h.X[n-1]:
		return math.NaN()
	case x <= h.X[0]:
		return h.Y[0]
	}
	i := 1
	for h.X[i] < x {
		i++
	}
	t := (x - h.X[i-1]) / (h.X[i] - h.X[i-1])
	return h.Y[i-1] + float64(t*(h.Y[i]-h.Y[i-1]))
}

// Inverse returns the largest x that goes with y: NaN above the boundary.
func (h *Hull) Inverse(y float64) float64 {
	n := len(h.X)
	switch {
	case n == 0 || y > h.Y[0]:
		return math.NaN()
	case y <= h.Y[n-1]:
		return h.X[n-1]
	}
	i := 1
	for h.Y[i] > y {
		i++
	}
	t := (y - h.Y[i-1]) / (h.Y[i] - h.Y[i-1])
	return h.X[i-1] + float64(t*(h.X[i]-h.X[i-1]))
}

// Ideal returns the most that each party can have while the other has at least
// what no deal, d, is worth to it.
func (h *Hull) Ideal(d [2]float64) [2]float64 {
	return [2]float64{h.Inverse(d[1]), h.At(d[0])}
}

// Nash returns the point that maximises (x - d1)^a (y - d2)^b, for powers a and
// b; NaN where the set has no point with at least d.
//
// Nash (1950), Econometrica 18(2), 155-162; powers: Harsanyi and Selten (1972).
func (h *Hull) Nash(d [2]float64, a, b float64) [2]float64 {
	best, value := h.nothing(d), math.Inf(-1)
	try := func(x float64) {
		y := h.At(x)
		if !(x >= d[0] && y >= d[1]) {
			return
		}
		if v := a*math.Log(x-d[0]) + b*math.Log(y-d[1]); v > value || math.IsNaN(best[0]) {
			best, value = [2]float64{x, y}, v
		}
	}
	for i := range h.X {
		try(h.X[i])
		if i == 0 {
			continue
		}
		// On y = y0 + m (x - x0) the maximum is where a (y - d2) = -b m (x - d1).
		m := (h.Y[i] - h.Y[i-1]) / (h.X[i] - h.X[i-1])
		x := (b*m*d[0] - a*(h.Y[i-1]-m*h.X[i-1]-d[1])) / (m * (a + b))
		try(math.Min(math.Max(x, h.X[i-1]), h.X[i]))
	}
	try(d[0])
	try(h.Inverse(d[1]))
	return best
}

// nothing is the answer where no point is at least d, unless d itself is.
func (h *Hull) nothing(d [2]float64) [2]float64 {
	if y := h.At(d[0]); y >= d[1] {
		return [2]float64{d[0], y}
	}
	return [2]float64{math.NaN(), math.NaN()}
}

// KalaiSmorodinsky returns the point of the boundary on the line from d to the
// ideal point; NaN where the set has no point with at least d.
//
// Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518.
func (h *Hull) KalaiSmorodinsky(d [2]float64) [2]float64 {
	ideal := h.Ideal(d)
	return h.meet(d, ideal[0]-d[0], ideal[1]-d[1])
}

// Egalitarian returns the point of the boundary at which both parties gain the
// same over d, or as nearly the same as efficiency allows.
//
// Kalai (1977), Econometrica 45(7), 1623-1630.
func (h *Hull) Egalitarian(d [2]float64) [2]float64 { return h.meet(d, 1, 1) }

// meet returns the point of the boundary where gains over d are in the ratio of
// p to q: by halving, 200 times.
func (h *Hull) meet(d [2]float64, p, q float64) [2]float64 {
	if out := h.nothing(d); math.IsNaN(out[0]) {
		return out
	}
	low, high := math.Max(d[0], h.X[0]), h.Inverse(d[1])
	ahead := func(x float64) bool { return float64((x-d[0])*q) >= float64((h.At(x)-d[1])*p) }
	if ahead(low) {
		return [2]float64{low, h.At(low)}
	}
	if !ahead(high) {
		return [2]float64{high, h.At(high)}
	}
	for range 200 {
		if mid := low + (high-low)/2; ahead(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return [2]float64{high, h.At(high)}
}

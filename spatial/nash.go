package spatial

import "math"

// Parting returns what it is worth to each actor if the reference point comes to
// pass: 1 less its distance over the length of the scale. It is the disagreement
// point of [Nash].
func Parting(x []float64, reference, low, high float64) []float64 {
	d := make([]float64, len(x))
	for i := range x {
		d[i] = 1 - math.Abs(x[i]-reference)/(high-low)
	}
	return d
}

// Nash returns the asymmetric Nash solution on a scale from low to high.
//
//	max_y Σ_i w_i ln(U_i(y) - d_i),  U_i(y) = 1 - |x_i - y| / (high - low)
//
// x, w and d are the actors' places, weights (not negative) and utilities at
// disagreement. Actors without weight have no say. ok is false where no place
// gives all of them more than disagreement: there is no zone of agreement, and
// no other answer takes its place.
//
// Nash (1950), Econometrica 18(2), 155-162; asymmetric form: Harsanyi and Selten
// (1972), Management Science 18(5), 80-106. The objective is strictly concave
// between the ends of the zone: golden section to a billionth of the scale.
// O(n).
func Nash(x, w, d []float64, low, high float64) (y float64, ok bool) {
	span := high - low
	from, to := low, high
	some := false
	for i := range x {
		if w[i] <= 0 {
			continue
		}
		some = true
		reach := float64((1 - d[i]) * span)
		from, to = math.Max(from, x[i]-reach), math.Min(to, x[i]+reach)
	}
	if !some || to-from <= leastZone*span {
		return 0, false
	}
	sum := func(y float64) float64 {
		s := 0.0
		for i := range x {
			if w[i] > 0 {
				s += float64(w[i] * math.Log(math.Max(1-math.Abs(x[i]-y)/span-d[i], 0)))
			}
		}
		return s
	}
	y = climb(sum, from, to, leastZone*span)
	for _, place := range append([]float64{low, high}, x...) { // where it has its kinks
		if math.Abs(place-y) <= nearKink*span && place >= from && place <= to && sum(place) >= sum(y) {
			y = place
		}
	}
	return y, true
}

// nearKink is the part of the scale within which an end or an actor's place is
// tried for the best.
const nearKink = 1e-6

// leastZone is the part of the scale below which a zone of agreement is a point,
// and to which the best place in it is found.
const leastZone = 1e-9

// climb returns the place between two ends at which a strictly concave function
// is largest, by golden section.
func climb(f func(float64) float64, from, to, close float64) float64 {
	const golden = 0.6180339887498949
	a, b := to-float64(golden*(to-from)), from+float64(golden*(to-from))
	fa, fb := f(a), f(b)
	for to-from > close {
		if fa < fb {
			from, a, fa = a, b, fb
			b = from + float64(golden*(to-from))
			fb = f(b)
		} else {
			to, b, fb = b, a, fa
			a = to - float64(golden*(to-from))
			fa = f(a)
		}
	}
	return (from + to) / 2
}

package montecarlo

import (
	"math"

	"detente"
)

// normalQuantile returns the z with Φ(z) = u, for u between 0 and 1.
func normalQuantile(u float64) float64 {
	if u < 0.01 { // Erfinv loses digits near -1
		return -math.Sqrt2 * math.Erfcinv(2*u)
	}
	return math.Sqrt2 * math.Erfinv(2*u-1)
}

// normalShare returns Φ(z).
func normalShare(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// z95 is the 95th percentile of the standard normal distribution.
const z95 = 1.6448536269514722

// Quantile returns the u-quantile of what a quantity may be, for u between 0 and
// 1 exclusive.
//
// An interval is a normal distribution whose 5th and 95th percentile are its
// ends, cut off at the limits of the field (what lies beyond is left out and the
// rest scaled up). A triangle is the triangular distribution. A fitted range is
// two halves of normal distributions that meet at the median, so that its three
// percentiles are exact; only the tails beyond them are cut off at the limits. An
// unknown is anything between the limits with the same chance.
func Quantile(q *detente.Quantity, u float64) float64 {
	x := q.Mid
	switch q.Spread {
	case detente.Exact:
		return x
	case detente.Interval:
		x = interval(q, u)
	case detente.Triangle:
		x = triangle(q, u)
	case detente.Fitted:
		x = fitted(q, u)
	case detente.Unknown:
		x = q.Min + float64(u*(q.Max-q.Min))
	}
	return math.Max(q.Min, math.Min(q.Max, x))
}

func interval(q *detente.Quantity, u float64) float64 {
	mean, sd := (q.Low+q.High)/2, (q.High-q.Low)/(2*z95)
	if sd == 0 {
		return mean
	}
	from, to := normalShare((q.Min-mean)/sd), normalShare((q.Max-mean)/sd)
	return mean + float64(sd*normalQuantile(from+float64(u*(to-from))))
}

func triangle(q *detente.Quantity, u float64) float64 {
	width := q.High - q.Low
	if width == 0 {
		return q.Mid
	}
	if u <= (q.Mid-q.Low)/width {
		return q.Low + math.Sqrt(u*width*(q.Mid-q.Low))
	}
	return q.High - math.Sqrt((1-u)*width*(q.High-q.Mid))
}

func fitted(q *detente.Quantity, u float64) float64 {
	if u > 0.5 { // the upper half is the lower half in a mirror
		return q.Mid + lowerHalf(q.High-q.Mid, q.Max-q.Mid, 1-u)
	}
	return q.Mid - lowerHalf(q.Mid-q.Low, q.Mid-q.Min, u)
}

// lowerHalf returns how far below the median the u-quantile lies, u <= 1/2, where
// the 5th percentile lies reach below it and nothing lies further than limit.
func lowerHalf(reach, limit, u float64) float64 {
	sd := reach / z95
	if sd == 0 {
		return 0
	}
	if u < 0.05 {
		least := normalShare(-limit / sd)
		u = least + float64(u/0.05*(0.05-least))
	}
	return -sd * normalQuantile(u)
}

// Support returns the least and the greatest number that can be drawn.
func Support(q *detente.Quantity) (low, high float64) {
	if q.Spread == detente.Exact {
		return q.Mid, q.Mid
	}
	return Quantile(q, least), Quantile(q, 1-least)
}

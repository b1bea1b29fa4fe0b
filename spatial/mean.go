package spatial

import (
	"cmp"
	"math"
	"slices"
)

// Mean returns the weighted mean of places (the compromise model).
//
//	O = Σ_i w_i x_i / Σ_i w_i
//
// x and w have the same length; w_i >= 0 is influence times salience. ok is
// false where the weights sum to 0.
//
// Van den Bos (1991), Dutch EC Policy Making; Achen (2006), in The European
// Union Decides, ch. 4: a first-order approximation of the asymmetric Nash
// solution where disagreement costs everybody much. O(n).
func Mean(x, w []float64) (mean float64, ok bool) {
	sum, total := 0.0, 0.0
	for i := range x {
		sum += float64(w[i] * x[i])
		total += w[i]
	}
	if !(total > 0) {
		return 0, false
	}
	return sum / total, true
}

// sameShare is the part of all weight below which two sums of weights are the
// same: far above the error of a sum, far below any weight that matters.
const sameShare = 1e-12

// Median returns the weighted median: the smallest place with more than half of
// the weight at or below it. Where exactly half lies at or below a place, it is
// the middle between that place and the next. ok is false where the weights sum
// to 0.
//
// Black (1948), Journal of Political Economy 56(1), 23-34: with single-peaked
// preferences no place beats it in a weighted majority vote. O(n log n).
func Median(x, w []float64) (median float64, ok bool) {
	order := make([]int, 0, len(x))
	total := 0.0
	for i := range x {
		if w[i] > 0 {
			order = append(order, i)
			total += w[i]
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	below := 0.0
	for k, i := range order {
		below += w[i]
		switch rest := below - total/2; {
		case k == len(order)-1, rest > sameShare*total:
			return x[i], true
		case math.Abs(rest) <= sameShare*total:
			return (x[i] + x[order[k+1]]) / 2, true
		}
	}
	return 0, false
}

// Condorcet returns a place that no other place of an actor beats: a weak
// Condorcet winner among the positions, the lowest where there are several.
// Actors weigh w and prefer what is nearer; with [Binary] votes the nearer place
// has the whole weight, with [Proportional] ones as much of it as it is nearer.
// ok is false where nobody has weight or every place is beaten.
//
// With [Binary] votes it lies at the weighted median; with [Proportional] ones it
// minimises the weighted sum of distances, and so does any weighted median.
// O(n·m²) for m different places.
func Condorcet(x, w []float64, vote Vote) (winner float64, ok bool) {
	options := distinct(x)
	if len(options) == 0 {
		return 0, false
	}
	total := 0.0
	for _, v := range w {
		total += v
	}
	span := math.Max(options[len(options)-1]-options[0], math.SmallestNonzeroFloat64)
	for _, a := range options {
		if total > 0 && !slices.ContainsFunc(options, func(b float64) bool {
			margin := 0.0
			for i := range x {
				margin += vote.of(w[i], (math.Abs(x[i]-b)-math.Abs(x[i]-a))/span)
			}
			return margin < -sameShare*total
		}) {
			return a, true
		}
	}
	return 0, false
}

// distinct returns the different places, ascending.
func distinct(x []float64) []float64 {
	out := slices.Clone(x)
	slices.Sort(out)
	return slices.Compact(out)
}

package assess

import (
	"math"
	"slices"

	"detente/bargain"
)

// shortlist returns the deals that a reader sees: up to five of the frontier
// with consent, and up to five without, each spread, in frontier order.
func shortlist(f *bargain.Frontier) []bargain.Deal {
	var without []bargain.Deal
	for _, d := range f.Deals {
		if !d.Consented {
			without = append(without, d)
		}
	}
	out := append(f.Shortlist(shown), spread(without, shown)...)
	place := func(d bargain.Deal) int {
		return slices.IndexFunc(f.Deals, func(e bargain.Deal) bool { return e.ID == d.ID })
	}
	slices.SortFunc(out, func(a, b bargain.Deal) int { return place(a) - place(b) })
	return out
}

// spread chooses at most n deals far from one another: the first, then always
// the one furthest from those chosen, the earlier of equals. Gains are measured
// on the range they have among these deals.
func spread(deals []bargain.Deal, n int) []bargain.Deal {
	if len(deals) <= n {
		return deals
	}
	scale := ranges(deals)
	far := make([]float64, len(deals))
	for i := range far {
		far[i] = math.Inf(1)
	}
	chosen := make([]bool, len(deals))
	for range n {
		next := -1
		for i := range deals {
			if !chosen[i] && (next < 0 || far[i] > far[next]) {
				next = i
			}
		}
		chosen[next] = true
		for i := range deals {
			far[i] = min(far[i], apart(&deals[i], &deals[next], scale))
		}
	}
	var out []bargain.Deal
	for i := range deals {
		if chosen[i] {
			out = append(out, deals[i])
		}
	}
	return out
}

// ranges returns how far the gains of each party reach; 1 where they are equal.
func ranges(deals []bargain.Deal) []float64 {
	out := make([]float64, len(deals[0].Gains))
	for k := range out {
		low, high := math.Inf(1), math.Inf(-1)
		for i := range deals {
			low, high = min(low, deals[i].Gains[k]), max(high, deals[i].Gains[k])
		}
		out[k] = 1
		if high > low {
			out[k] = high - low
		}
	}
	return out
}

// apart is the sum of squared differences of gains.
func apart(a, b *bargain.Deal, scale []float64) float64 {
	sum := 0.0
	for k := range scale {
		d := (a.Gains[k] - b.Gains[k]) / scale[k]
		sum += float64(d * d)
	}
	return sum
}

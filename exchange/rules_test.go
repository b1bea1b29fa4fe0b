package exchange_test

import (
	"math"
	"slices"
	"testing"

	"detente"
)

// The solutions in this file are written from their definitions, outcome by
// outcome, for small cases: the textbook's, NegMAS 0.15.7's and GENIUS's as of 2019.
// TestNegMASScenarios holds NegMAS's against what it reported; GENIUS's are read
// in its source (genius.core.analysis.BidSpace) and were not run.

// dust separates different utilities from the rounding of sums.
const dust = 1e-9

// plot is a case as points: outcomes with utilities, in file order.
type plot struct {
	c         *detente.Case
	outcomes  []detente.Outcome
	points    [][]float64
	low, high []float64
	parting   []float64
}

func draw(t *testing.T, c *detente.Case) *plot {
	t.Helper()
	p := &plot{c: c}
	vs := valuations(t, c)
	for i := range vs {
		p.low, p.high = append(p.low, math.Inf(1)), append(p.high, math.Inf(-1))
		p.parting = append(p.parting, c.Parties[i].NoAgreement.Mid)
	}
	outcomes(c, func(o detente.Outcome) {
		u := make([]float64, len(vs))
		for i, v := range vs {
			u[i] = v.Utility(o)
			p.low[i], p.high[i] = math.Min(p.low[i], u[i]), math.Max(p.high[i], u[i])
		}
		p.outcomes, p.points = append(p.outcomes, slices.Clone(o)), append(p.points, u)
	})
	return p
}

// rational returns the indices of the points that leave nobody below parting.
func (p *plot) rational() (list []int) {
	for k, u := range p.points {
		if !slices.ContainsFunc(p.gains(u), func(g float64) bool { return g < -dust }) {
			list = append(list, k)
		}
	}
	return list
}

func (p *plot) gains(u []float64) []float64 {
	g := make([]float64, len(u))
	for i := range u {
		g[i] = u[i] - p.parting[i]
	}
	return g
}

// efficient returns those of some points that no other of them dominates, equal
// points once.
func (p *plot) efficient(among []int) (list []int) {
	order := slices.Clone(among)
	total := func(k int) (sum float64) {
		for _, u := range p.points[k] {
			sum += u
		}
		return sum
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch d := total(b) - total(a); {
		case d > dust:
			return 1
		case d < -dust:
			return -1
		}
		return a - b
	})
	for _, k := range order {
		if !slices.ContainsFunc(list, func(f int) bool { return covers(p.points[f], p.points[k]) }) {
			list = append(list, k)
		}
	}
	slices.Sort(list)
	return list
}

// covers reports whether a is at least as good as b for everybody.
func covers(a, b []float64) bool {
	for i := range a {
		if a[i] < b[i]-dust {
			return false
		}
	}
	return true
}

// all returns every point.
func (p *plot) all() (list []int) {
	for k := range p.points {
		list = append(list, k)
	}
	return list
}

// most returns those of some points where a measure is largest.
func most(among []int, measure func(k int) float64) (list []int) {
	best := math.Inf(-1)
	for _, k := range among {
		best = math.Max(best, measure(k))
	}
	for _, k := range among {
		if measure(k) >= best-dust {
			list = append(list, k)
		}
	}
	return list
}

func product(xs []float64) float64 {
	x := 1.0
	for _, y := range xs {
		x *= y
	}
	return x
}

// nash: argmax of Π (u_i − d_i) over the rational points.
func (p *plot) nash() []int {
	return most(p.efficient(p.rational()), func(k int) float64 { return product(p.gains(p.points[k])) })
}

// shares returns (u_i − d_i) / (b_i − d_i); a party without room is left out.
func (p *plot) shares(k int, ideal []float64) (list []float64) {
	for i, g := range p.gains(p.points[k]) {
		if room := ideal[i] - p.parting[i]; room > dust {
			list = append(list, g/room)
		}
	}
	return list
}

// kalaiSmorodinsky: argmax of min (u_i − d_i)/(b_i − d_i), the ideal point b over
// the rational points. (Leximin where that ties; no case of these tests ties.)
func (p *plot) kalaiSmorodinsky() []int {
	f := p.efficient(p.rational())
	ideal := slices.Repeat([]float64{math.Inf(-1)}, len(p.parting))
	for _, k := range f {
		for i, u := range p.points[k] {
			ideal[i] = math.Max(ideal[i], u)
		}
	}
	return most(f, func(k int) float64 { return slices.Min(p.shares(k, ideal)) })
}

// leastSpread is what NegMAS calls Kalai-Smorodinsky: the efficient rational
// point with the least max − min of (u_i − d_i)/(b_i − d_i), the ideal point b
// over all points.
func (p *plot) leastSpread() []int {
	return most(p.efficient(p.rational()), func(k int) float64 {
		s := p.shares(k, p.high)
		return slices.Min(s) - slices.Max(s)
	})
}

// leastDifference is what GENIUS calls Kalai-Smorodinsky: the efficient point with
// the least Σ |u_i − u_j|, reservation values not asked; the first one.
func (p *plot) leastDifference() []int {
	return most(p.efficient(p.all()), func(k int) float64 {
		sum := 0.0
		for i, u := range p.points[k] {
			for _, v := range p.points[k][i+1:] {
				sum -= math.Abs(u - v)
			}
		}
		return sum
	})[:1]
}

// productOfAll is GENIUS's Nash point: argmax of Π (u_i − d_i) over all efficient
// points, those below parting too, so that two losses count like two gains.
func (p *plot) productOfAll() []int {
	return most(p.efficient(p.all()), func(k int) float64 { return product(p.gains(p.points[k])) })[:1]
}

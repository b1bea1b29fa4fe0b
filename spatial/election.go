package spatial

import (
	"fmt"
	"math"
)

// Election is a probabilistic Condorcet election: every option meets every
// other, actors stand up for the one they like better, and the strengths of the
// two sides give the odds. The zero value has KTAB's defaults.
//
// KAPSARC Toolkit for Behavioral Analysis (KTAB), Wise, Lester and Efird (2015),
// Multidimensional bargaining using KTAB, KAPSARC.
type Election struct {
	Vote    Vote
	Victory Victory
	Chain   Chain
}

// Constants of the election as KTAB has them: leastSupport keeps the odds of two
// options defined that nobody minds, incentiveOfNobody is the reason of an option
// to challenge itself.
const (
	leastSupport      = 1e-8
	incentiveOfNobody = 1e-10
)

// Probabilities returns the chance of each option.
//
// u has a row for each actor and in it the utility of each option, from 0 to 1;
// w is the actors' weights, not negative. With v_k(a,b) = vote of k for a
// against b (each pair is voted on once, for the later against the earlier
// option, which matters to [Prospect] votes only):
//
//	C(a,b) = 1e-8 + Σ_{k: v_k(a,b) > 0} v_k(a,b)
//	P(a>b) = C(a,b)^p / (C(a,b)^p + C(b,a)^p),  P(a>a) = 1/2
//	Conditional       p_a ∝ Π_b P(a>b)
//	MarkovUniform     p_a = 1/m Σ_b P(a>b) (p_a + p_b)
//	MarkovIncentive   p_a = Σ_b P(a>b) (p_a h(b|a) + p_b h(a|b))
//
// with h(a|b) = C(a,b) P(a>b) / Σ_c C(c,b) P(c>b). The chances of the Markov
// chains are their stationary distributions; KTAB iterates until no chance moves
// by more than 1e-6. It panics if a row of u has another length than the first.
//
// O(n·m²) for n actors and m options, and O(m³) for the Markov chains.
func (e Election) Probabilities(u [][]float64, w []float64) []float64 {
	if len(u) == 0 {
		return nil
	}
	m, n := len(u[0]), len(u)
	worth := make([]float64, m*n) // option by actor
	for k, row := range u {
		for i, x := range row {
			worth[i*n+k] = x
		}
	}
	b := newBout(m)
	for i := 1; i < m; i++ {
		for j := range i {
			b.meet(i, j, worth[i*n:(i+1)*n], worth[j*n:(j+1)*n], w, e.Vote)
		}
	}
	return b.decide(e)
}

// OnLine returns the chance of each option on a scale of length span, where the
// utility of an option to an actor is 1 less their distance over the span. x and
// w are the actors' places and weights; options need not be sorted.
//
// O(n·m²); with proportional votes O(m·(m + n)), by sums of weights over sorted
// places.
//
// It panics if the span is not above 0.
func (e Election) OnLine(x, w, options []float64, span float64) []float64 {
	if !(span > 0) {
		panic(fmt.Sprintf("spatial: election on a line of length %v", span))
	}
	if e.Vote == Proportional {
		return newLine(x, w).bout(options, span).decide(e)
	}
	u := make([][]float64, len(x))
	for k := range u {
		for _, a := range options {
			u[k] = append(u[k], 1-math.Abs(x[k]-a)/span)
		}
	}
	return e.Probabilities(u, w)
}

// bout holds the strengths of all pairs of options, row against column.
type bout struct {
	m        int
	strength []float64
}

func newBout(m int) *bout {
	b := &bout{m, make([]float64, m*m)}
	for i := range b.strength {
		b.strength[i] = leastSupport
	}
	return b
}

// meet lets all actors vote on i, worth one to each, against j, worth other.
func (b *bout) meet(i, j int, one, other, w []float64, vote Vote) {
	forI, forJ := leastSupport, leastSupport
	for k, u := range one {
		v := vote.of(w[k], u-other[k])
		forI += max(v, 0)
		forJ -= min(v, 0)
	}
	b.strength[i*b.m+j], b.strength[j*b.m+i] = forI, forJ
}

// decide turns strengths into chances.
func (b *bout) decide(e Election) []float64 {
	m := b.m
	odds := make([]float64, m*m)
	for i := range m {
		odds[i*m+i] = 0.5
		for j := range i {
			p := e.Victory.odds(b.strength[i*m+j], b.strength[j*m+i])
			odds[i*m+j], odds[j*m+i] = p, 1-p
		}
	}
	switch e.Chain {
	case MarkovUniform:
		return stationary(m, func(from, to int) float64 { return odds[to*m+from] })
	case MarkovIncentive:
		return b.incentive(odds)
	}
	return conditional(m, odds)
}

// conditional multiplies each option's odds; scaled on the way, for products of
// hundreds of small odds.
func conditional(m int, odds []float64) []float64 {
	const scale = 0x1p-500
	p, exponent := make([]float64, m), make([]int, m)
	most := math.MinInt
	for i := range p {
		p[i] = 1
		for _, o := range odds[i*m : (i+1)*m] {
			p[i] *= o
			if p[i] < scale && p[i] > 0 {
				p[i] /= scale
				exponent[i]--
			}
		}
		most = max(most, exponent[i])
	}
	total := 0.0
	for i := range p {
		if exponent[i] < most {
			p[i] *= math.Pow(scale, float64(most-exponent[i]))
		}
		total += p[i]
	}
	for i := range p {
		p[i] /= total
	}
	return p
}

// incentive is the chain in which options challenge as their supporters have
// reason to.
func (b *bout) incentive(odds []float64) []float64 {
	m := b.m
	reason := make([]float64, m) // to challenge each option
	for j := range m {
		reason[j] = incentiveOfNobody
		for i := range m {
			reason[j] += float64(b.strength[i*m+j] * odds[i*m+j])
		}
	}
	return stationary(m, func(from, to int) float64 {
		p := odds[to*m+from]
		return b.strength[to*m+from] * p / reason[from] * p
	})
}

// stationary returns the distribution at which a Markov chain comes to rest;
// flow gives the chance to go from one state to another, up to a factor that is
// the same for all. Every state can be reached from every other; a state that is
// left less than once in 10^290 steps keeps everything.
//
// Grassmann, Taksar and Heyman (1985), Operations Research 33(5), 1107-1116:
// elimination without subtractions, so that small chances keep their digits.
// O(m³).
func stationary(m int, flow func(from, to int) float64) []float64 {
	const never = 1e-290
	a := make([]float64, m*m)
	for i := range m {
		for j := range m {
			a[i*m+j] = flow(i, j)
		}
	}
	sink := 0 // of states that are never left, the first
	for k := m - 1; k > 0; k-- {
		out := 0.0
		for _, x := range a[k*m : k*m+k] {
			out += x
		}
		if out < never {
			sink = k
			continue
		}
		for i := range k {
			a[i*m+k] /= out
			through := a[i*m+k]
			row := a[i*m : i*m+k]
			for j, x := range a[k*m : k*m+k] {
				row[j] += float64(through * x)
			}
		}
	}
	p := make([]float64, m)
	p[sink] = 1
	for k := sink + 1; k < m; k++ {
		for i := range k {
			p[k] += float64(p[i] * a[i*m+k])
		}
		if scale := p[k]; scale > 1 {
			for i := range p[:k+1] {
				p[i] /= scale
			}
		}
	}
	total := 0.0
	for _, x := range p {
		total += x
	}
	for k := range p {
		p[k] /= total
	}
	return p
}

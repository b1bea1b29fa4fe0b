package bargain

import (
	"math"
	"slices"
)

// scale is what a signatory's gain is multiplied by before the rule compares it;
// 0 where the rule leaves the signatory out.
func (s *search) scale(i int) float64 {
	switch {
	case s.rule == ideally && i != s.who:
		return 0
	case s.rule != kalaiSmorodinsky:
		return 1
	case s.ideal[i] > 0:
		return 1 / s.ideal[i]
	}
	return 0
}

// value is what a rule makes of the signatories' gains.
func (s *search) value(gains []float64) float64 {
	switch s.rule {
	case nash:
		sum := 0.0
		for i, k := range s.p.signers {
			if a := s.p.power[i]; a > 0 {
				sum += a * math.Log(max(gains[k], 0))
			}
		}
		return sum
	case utilitarian, ideally:
		sum := 0.0
		for i, k := range s.p.signers {
			sum += s.scale(i) * gains[k]
		}
		return sum
	}
	least := math.Inf(1)
	for i, k := range s.p.signers {
		if w := s.scale(i); w > 0 {
			least = min(least, w*gains[k])
		}
	}
	return least
}

// fit finds a line whose bound is low, by subgradient steps, and returns good
// packages met on the way.
func (s *search) fit() [][]int {
	m := len(s.p.signers)
	weight, best := make([]float64, m), make([]float64, m)
	for i := range weight {
		weight[i] = s.start(i)
	}
	lowest := math.Inf(1)
	var starts [][]int
	for n := range pulls {
		if n > 0 && s.ctx.Err() != nil {
			break
		}
		s.setLine(weight)
		pick, gains := s.top()
		if b := s.bound(weight, gains); b < lowest {
			lowest = b
			copy(best, weight)
			starts = append(starts, pick)
		}
		s.pull(weight, gains, 2/math.Sqrt(float64(n+4)))
	}
	s.setLine(best)
	_, gains := s.top()
	s.root = s.bound(best, gains)
	return starts[max(0, len(starts)-8):]
}

// start is the weight of a signatory in the first line.
func (s *search) start(i int) float64 {
	switch {
	case s.rule == ideally || s.rule == utilitarian:
		return s.scale(i)
	case s.scale(i) == 0:
		return 0
	}
	n := 0
	for k := range s.p.signers {
		if s.scale(k) > 0 {
			n++
		}
	}
	return 1 / float64(n)
}

// setLine gives the line its weights and every choice its part.
func (s *search) setLine(weight []float64) {
	s.line = make([]float64, len(s.p.scores))
	for i, k := range s.p.signers {
		s.line[k] = weight[i]
		if s.rule == kalaiSmorodinsky {
			s.line[k] *= s.scale(i)
		}
	}
	for n := range s.issues {
		for o := range s.issues[n].options {
			c := &s.issues[n].options[o]
			c.line = 0
			for _, k := range s.p.signers {
				c.line += s.line[k] * c.gain[k]
			}
		}
	}
}

// top returns the package with the largest value on the line, and its gains.
func (s *search) top() (pick []int, gains []float64) {
	gains = slices.Clone(s.offset)
	for n := range s.issues {
		best := 0
		for o := range s.issues[n].options {
			if s.issues[n].options[o].line > s.issues[n].options[best].line {
				best = o
			}
		}
		pick = append(pick, best)
		for k, g := range s.issues[n].options[best].gain {
			gains[k] += g
		}
	}
	return pick, gains
}

// bound is the most that the rule's value can be, by a line whose top has the
// given gains.
//
// Nash: by the inequality of weighted means, Σ α ln g <= A ln(Σ λ g / A) - Σ α
// ln(λ / α) with A = Σ α.
func (s *search) bound(weight, gains []float64) float64 {
	sum := 0.0
	for i, k := range s.p.signers {
		w := weight[i]
		if s.rule == kalaiSmorodinsky {
			w *= s.scale(i)
		}
		sum += w * (gains[k] + s.missed[k])
	}
	if s.rule != nash {
		return sum
	}
	if sum <= 0 {
		return math.Inf(-1)
	}
	return s.p.powers()*math.Log(sum/s.p.powers()) - s.twist(weight)
}

// leastSum is the least value of the line with which the sum of logarithms can
// reach v: the bound turned round.
func (s *search) leastSum(v float64) float64 {
	weight := make([]float64, len(s.p.signers))
	for i, k := range s.p.signers {
		weight[i] = s.line[k]
	}
	return s.p.powers() * math.Exp((v+s.twist(weight))/s.p.powers())
}

// twist is Σ α ln(λ / α).
func (s *search) twist(weight []float64) float64 {
	sum := 0.0
	for i, a := range s.p.power {
		if a > 0 {
			sum += a * math.Log(weight[i]/a)
		}
	}
	return sum
}

// pull moves the weights a step towards a lower bound.
func (s *search) pull(weight, gains []float64, step float64) {
	sum := 0.0
	for i, k := range s.p.signers {
		sum += weight[i] * max(gains[k], 0)
	}
	total := 0.0
	for i, k := range s.p.signers {
		g := gains[k]
		switch s.rule {
		case ideally, utilitarian: // only what keeps signatories above no deal
			base := s.scale(i)
			weight[i] = max(base, weight[i]-step*g/s.p.scores[k].reach)
			continue
		case nash:
			weight[i] *= math.Exp(-step * (s.p.powers()*weight[i]*g/max(sum, 1e-9) - s.p.power[i]) / s.p.powers())
		default:
			if s.scale(i) > 0 {
				weight[i] *= math.Exp(-step * 10 * s.scale(i) * g / s.span())
			}
		}
		total += weight[i]
	}
	if s.rule == ideally || s.rule == utilitarian {
		return
	}
	for i := range weight {
		weight[i] /= total
	}
}

// span is the length of what an egalitarian rule compares.
func (s *search) span() float64 {
	if s.rule == kalaiSmorodinsky {
		return 1
	}
	return s.p.reach()
}

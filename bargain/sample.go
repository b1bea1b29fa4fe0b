package bargain

import (
	"context"
	"math"
	"math/rand/v2"

	"detente"
)

const (
	sampleDraws  = 100_000 // packages drawn at random
	sampleClimbs = 200     // and improved step by step
)

// sample looks at packages drawn at random, and at those that climbing from
// some of them leads to: for cases whose issues hang together so closely that
// neither all packages nor all partial ones can be gone through. Its points are
// packages that exist; nothing says how far they are from efficient.
func (p *Problem) sample(ctx context.Context) (*field, error) {
	r := rand.New(rand.NewPCG(p.Seed^0x73616d70, 0))
	s := &survey{blocked: make([]int64, len(p.players)), most: make([]int64, len(p.scores))}
	t := &tally{survey: s, p: p, judge: p.judge(), index: map[string]*spot{}}
	look := func(o detente.Outcome) {
		totals := make([]int64, len(p.scores))
		for k, sc := range p.scores {
			totals[k] = sc.total(o)
		}
		t.visit(o, totals)
	}
	for n := range sampleDraws {
		if n&1023 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		look(p.random(r))
	}
	for range sampleClimbs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.scale(p.random(r), p.randomWeights(r), look)
	}
	f := s.field(p)
	f.exact, f.epsilon, f.all = false, math.NaN(), nil
	return f, nil
}

// random draws an outcome that arcs reach.
func (p *Problem) random(r *rand.Rand) detente.Outcome {
	o := make(detente.Outcome, len(p.levels))
	for i, levels := range p.levels {
		o[i] = levels[r.IntN(len(levels))]
		for !p.changes[i].reaches(o[i]) {
			o[i] = levels[r.IntN(len(levels))]
		}
	}
	return o
}

func (p *Problem) randomWeights(r *rand.Rand) []float64 {
	w := make([]float64, len(p.scores))
	for _, k := range p.signers {
		w[k] = -math.Log(1-r.Float64()) / p.scores[k].reach
	}
	return w
}

// scale climbs from an outcome by changing one issue at a time, as long as a
// weighted sum of utilities grows, and shows every package on the way.
func (p *Problem) scale(o detente.Outcome, weight []float64, show func(detente.Outcome)) {
	worth := func() float64 {
		sum := 0.0
		for _, k := range p.signers {
			sum += weight[k] * p.scores[k].utility(p.scores[k].total(o))
		}
		return sum
	}
	have := worth()
	for better := true; better; {
		better = false
		for i, levels := range p.levels {
			best := o[i]
			for _, level := range levels {
				if !p.changes[i].reaches(level) {
					continue
				}
				o[i] = level
				if w := worth(); w > have+1e-12*math.Abs(have) && p.exists(o, false) && p.exists(o, true) {
					best, have, better = level, w, true
				}
			}
			o[i] = best
		}
		show(o)
	}
}

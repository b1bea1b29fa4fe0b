package bargain

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"

	"detente"
)

// draws is how many packages an estimate rests on: a share is known to within
// 0.16 percentage points (one standard error) or better.
const draws = 100_000

// draw estimates counts from packages drawn at random, each level as likely as
// the others.
func (c *counter) draw(ctx context.Context) (*census, error) {
	r := rand.New(rand.NewPCG(c.p.Seed^0x7a6f6e65, 0))
	known := map[string]verdicts{}
	hits := make([]int64, 5+len(c.p.players))
	o := make(detente.Outcome, len(c.levels))
	orders := make([]int8, len(c.hears))
	kinds := make([]byte, 0, 4*len(c.core)+8)
	for n := range draws {
		if n&1023 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kinds = kinds[:0]
		for i, levels := range c.levels {
			k := r.IntN(len(levels))
			o[i] = levels[k]
			if c.kind[i] != nil {
				kinds = append(kinds, byte(c.kind[i][k]), byte(c.kind[i][k]>>8))
			}
		}
		if !c.p.exists(o, false) || !c.p.exists(o, true) || c.p.noDeal != nil && o.Equal(c.p.noDeal) {
			continue
		}
		var mask uint64
		for k, s := range c.p.scores {
			if s.total(o) >= c.needs[k] {
				mask |= 1 << k
			}
		}
		key := string(append(kinds, byte(mask), byte(mask>>8), byte(mask>>16), byte(mask>>24), byte(mask>>32), byte(mask>>40), byte(mask>>48)))
		v, ok := known[key]
		if !ok {
			for n, i := range c.hears {
				orders[n] = c.p.opinion(i, o)
			}
			v = c.verdicts(o, orders, mask)
			known[key] = v
		}
		v.tick(hits)
	}
	return c.estimate(ctx, hits)
}

func (v *verdicts) tick(hits []int64) {
	hits[0]++
	for k, holds := range []bool{v.preferred, v.consented, v.unanimous, v.question} {
		if holds {
			hits[k+1]++
		}
	}
	for _, i := range v.blockers {
		hits[5+i]++
	}
}

// estimate turns hits into numbers of packages.
func (c *counter) estimate(ctx context.Context, hits []int64) (*census, error) {
	all := 1.0
	for _, levels := range c.levels {
		all *= float64(len(levels))
	}
	amount := func(n int64) Amount {
		share := float64(n) / draws
		near := float64(n+1) / (draws + 2) // so that no hit is not certainty
		return Amount{Estimate: all * share, Error: all * math.Sqrt(near*(1-near)/draws)}
	}
	out := &census{feasible: amount(hits[0]), preferred: amount(hits[1]), consented: amount(hits[2]), unanimous: amount(hits[3]), questions: amount(hits[4])}
	for _, n := range hits[5:] {
		out.blocked = append(out.blocked, amount(n))
	}
	n, err := c.p.allFeasible(ctx)
	if n != nil {
		out.feasible = exactly(n)
	}
	return out, err
}

// allFeasible counts the packages exactly, whatever they are worth; nil where
// the linked issues are too many.
func (p *Problem) allFeasible(ctx context.Context) (*big.Int, error) {
	f := &fabric{p: p, set: signable, dims: []dimension{{score: nobody}}}
	l := f.bind().newLoom()
	l.every = true
	strands, err := l.strands(ctx)
	if errors.Is(err, errTooWide) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var sum multiplicity
	for _, s := range strands {
		sum = sum.plus(whole128(s.cloud.count))
	}
	n := sum.whole()
	if n == nil {
		return nil, nil
	}
	for _, i := range l.plain {
		n.Mul(n, big.NewInt(int64(len(l.levels[i]))))
	}
	if p.noDeal != nil && p.noDeal.Complete() && p.exists(p.noDeal, false) && p.exists(p.noDeal, true) {
		n.Sub(n, big.NewInt(1))
	}
	return n, nil
}

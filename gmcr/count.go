package gmcr

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// CountRankings returns how many strict rankings of all states make a state
// stable under a concept for every decision maker, where those in vary (indices
// of Graph.Parties) may rank them in any way and the others prefer as they do,
// and how many rankings there are in all. stable is nil where the exact number
// is out of reach.
//
// A decision maker's own condition speaks only of which states lie below the
// target. In a random ranking each state does with probability x once the
// target's place x is given, so with P(x) the probability that the condition
// holds the number is n! · ∫ P(x) dx from 0 to 1: no ranking is listed. For SEQ
// and SSEQ, where the others' verdicts hang on the varied rankings too, rankings
// are listed if they are few.
func CountRankings(ctx context.Context, g *Graph, target int, c Concept, vary []int) (stable, all *big.Int, err error) {
	r := g.relations()
	if err := g.inverseLimits(target, c); err != nil {
		return nil, nil, err
	}
	if err := r.link(ctx); err != nil {
		return nil, nil, err
	}
	stable, all = g.countRankings(ctx, r, target, c, vary)
	return stable, all, ctx.Err()
}

// maxCounted is the largest number of states whose rankings are counted.
const maxCounted = 1 << 8

func (g *Graph) inverseLimits(target int, c Concept) error {
	switch {
	case len(g.movers) == 0:
		return g.nobody()
	case target < 0 || target >= g.size || !g.IsState(target):
		return fmt.Errorf("gmcr: %d is no state of the conflict", target)
	case c < Nash || c > SSEQ:
		return fmt.Errorf("gmcr: inverse: %v has no conditions of this kind", c)
	}
	return g.within("the inverse question", MaxCompared)
}

func (g *Graph) countRankings(ctx context.Context, r *relations, target int, c Concept, vary []int) (stable, all *big.Int) {
	n := new(big.Int).MulRange(1, int64(g.feasible))
	all = big.NewInt(1)
	for range vary {
		all.Mul(all, n)
	}
	if g.feasible > maxCounted {
		return nil, all
	}
	if (c == SEQ || c == SSEQ) && g.hangs(r, target, c, vary) {
		return g.listRankings(ctx, r, target, c, vary, all), all
	}
	stable = big.NewInt(1)
	for i := range g.movers {
		f := g.conditions(r, i, target, c)
		if !slices.Contains(vary, i) {
			if !f.holds(r.notBetter(i, target)) {
				return new(big.Int), all
			}
			continue
		}
		share, ok := f.share()
		if !ok {
			return nil, all
		}
		stable.Mul(stable, new(big.Rat).Mul(share, new(big.Rat).SetInt(n)).Num())
	}
	return stable, all
}

// notBetter tells which states are surely not better than s for decision maker i.
func (r *relations) notBetter(i, s int) func(int32) bool {
	return func(t int32) bool { return !sought(r.compare(i, int(t), s)) }
}

// hangs reports whether some decision maker's verdict under SEQ or SSEQ may
// change with the rankings of others that vary.
func (g *Graph) hangs(r *relations, target int, c Concept, vary []int) bool {
	weaker := map[Concept]Concept{SEQ: GMR, SSEQ: SMR}[c]
	for i := range g.movers {
		if !slices.ContainsFunc(vary, func(j int) bool { return j != i && len(g.movers[j].axes) > 0 }) {
			continue
		}
		own := slices.Contains(vary, i)
		below := r.notBetter(i, target)
		settled := !own && (g.conditions(r, i, target, Nash).holds(below) || !g.conditions(r, i, target, weaker).holds(below))
		if !settled && len(r.moves[i][target]) > 0 {
			return true
		}
	}
	return false
}

// share returns the share of all rankings in which the formula holds: the
// integral over x of the probability that it holds where each state is not
// better with probability x. ok is false where that takes too long.
func (f formula) share() (share *big.Rat, ok bool) {
	k := &counter{known: map[string]polynomial{}, left: maxSplits}
	p := k.probability(f)
	if k.left < 0 {
		return nil, false
	}
	share = new(big.Rat)
	for power, a := range p {
		share.Add(share, new(big.Rat).SetFrac(a, big.NewInt(int64(power)+1)))
	}
	return share, true
}

// polynomial holds the coefficients of 1, x, x², ...
type polynomial []*big.Int

func (p polynomial) plus(q polynomial, sign int64) polynomial {
	out := make(polynomial, max(len(p), len(q)))
	for i := range out {
		out[i] = new(big.Int)
		if i < len(p) {
			out[i].Set(p[i])
		}
		if i < len(q) {
			out[i].Add(out[i], new(big.Int).Mul(q[i], big.NewInt(sign)))
		}
	}
	return out
}

func (p polynomial) times(q polynomial) polynomial {
	out := make(polynomial, len(p)+len(q)-1)
	for i := range out {
		out[i] = new(big.Int)
	}
	for i, a := range p {
		for j, b := range q {
			out[i+j].Add(out[i+j], new(big.Int).Mul(a, b))
		}
	}
	return out
}

// maxSplits bounds the cases that are told apart.
const maxSplits = 20_000

// counter works out the probability of a formula by splitting it into parts
// that share no state, and a part by whether a state is better.
type counter struct {
	known map[string]polynomial
	left  int
}

func (k *counter) probability(f formula) polynomial {
	one := polynomial{big.NewInt(1)}
	f = f.minimal()
	if slices.ContainsFunc(f, func(cl clause) bool { return len(cl) == 0 }) {
		return polynomial{new(big.Int)}
	}
	for _, part := range f.parts() {
		one = one.times(k.part(part))
	}
	return one
}

func (k *counter) part(f formula) polynomial {
	key := f.key()
	if p, ok := k.known[key]; ok {
		return p
	}
	if k.left--; k.left < 0 {
		return polynomial{big.NewInt(1)}
	}
	s := f.commonest()
	below, above := k.probability(f.given(s, true)), k.probability(f.given(s, false))
	// x · below + (1-x) · above
	p := above.plus(polynomial{new(big.Int), big.NewInt(1)}.times(below.plus(above, -1)), 1)
	k.known[key] = p
	return p
}

func (f formula) key() string {
	var b strings.Builder
	for _, cl := range f {
		for _, t := range cl {
			fmt.Fprint(&b, t)
		}
		b.WriteByte(';')
	}
	return b.String()
}

// commonest returns the state that most terms speak of.
func (f formula) commonest() int32 {
	times := map[int32]int{}
	best := int32(-1)
	for _, cl := range f {
		for _, t := range cl {
			for _, s := range t {
				times[s]++
				if best < 0 || times[s] > times[best] || times[s] == times[best] && s < best {
					best = s
				}
			}
		}
	}
	return best
}

// given returns what is left of the formula once it is known whether a state is
// not better.
func (f formula) given(s int32, notBetter bool) formula {
	out := make(formula, 0, len(f))
	for _, cl := range f {
		var rest clause
		for _, t := range cl {
			at, ok := slices.BinarySearch(t, s)
			switch {
			case !ok:
				rest = append(rest, t)
			case notBetter:
				rest = append(rest, slices.Delete(slices.Clone(t), at, at+1))
			}
		}
		out = append(out, rest.minimal())
	}
	return out
}

// parts splits a formula into those that share no state.
func (f formula) parts() []formula {
	part := map[int32]int{} // by state
	var parts []formula
	for _, cl := range f {
		to := len(parts)
		parts = append(parts, formula{cl})
		for _, t := range cl {
			for _, s := range t {
				if from, ok := part[s]; ok && from != to {
					parts[to] = append(parts[from], parts[to]...)
					parts[from] = nil
					for u, p := range part {
						if p == from {
							part[u] = to
						}
					}
				}
				part[s] = to
			}
		}
	}
	return slices.DeleteFunc(parts, func(f formula) bool { return f == nil })
}

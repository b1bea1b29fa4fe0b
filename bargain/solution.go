package bargain

import (
	"context"
	"math"
	"math/big"
	"slices"
)

// Solution is what one rule of fair division recommends: over the packages with
// consent, and, consent aside, over those that are preferred; in both only
// packages that leave no signatory below no deal.
type Solution struct {
	p                *Problem
	rule             rule
	Consented        Optimum
	WithoutConsent   Optimum
	ideal, idealBare []float64 // Kalai-Smorodinsky: the most each signatory can have in either set
}

// Optimum is the packages that a solution picks from a set: all that tie, with
// distinct utilities for the signatories. It has none where the set is empty.
type Optimum struct {
	Deals  []Deal
	Value  float64 // see the solution; without meaning where there are no deals
	Proven bool    // no better package exists
	Gap    float64 // how much better one could be; 0 where Proven
}

// Nash returns the packages that maximise the product of the signatories' gains
// over no deal,
//
//	N(x) = Π_i (u_i(x) - d_i)
//
// each gain on a scale from 0 to 1, or in points where a party has points. On a
// finite set of packages this is a restricted maximum: Nash's axioms speak of
// convex sets. Where some signatory gains from no package, every product is 0
// and all packages tie.
//
// Nash (1950), Econometrica 18(2), 155-162, eq. on p. 159.
func Nash(ctx context.Context, p *Problem) (*Solution, error) { return solve(ctx, p, nash) }

// Egalitarian returns the packages whose smallest gain is largest, then the
// second smallest, and so on (leximin). Gains are compared between parties as
// they stand. Value is the smallest gain.
//
// Kalai (1977), Econometrica 45(7), 1623-1630; leximin: Imai (1983).
func Egalitarian(ctx context.Context, p *Problem) (*Solution, error) {
	return solve(ctx, p, egalitarian)
}

// KalaiSmorodinsky returns the packages whose smallest share of the possible
// gain is largest, then the second smallest, and so on:
//
//	leximin of (u_i(x) - d_i) / (b_i - d_i)
//
// where b_i is the most that party i has in any package of the same set. A party
// that can gain nothing is left out. Value is the smallest share.
//
// Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518.
func KalaiSmorodinsky(ctx context.Context, p *Problem) (*Solution, error) {
	return solve(ctx, p, kalaiSmorodinsky)
}

// Utilitarian returns the packages with the largest sum of gains, which are also
// those with the largest sum of utilities. Utilities are compared between
// parties as they stand. Value is the sum of gains.
func Utilitarian(ctx context.Context, p *Problem) (*Solution, error) {
	return solve(ctx, p, utilitarian)
}

// rule is a bargaining solution.
type rule int

const (
	nash rule = iota
	egalitarian
	kalaiSmorodinsky
	utilitarian
)

func solve(ctx context.Context, p *Problem, r rule) (*Solution, error) {
	field, err := p.gainful(ctx)
	if err != nil {
		return nil, err
	}
	f, err := FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	sol := &Solution{p: p, rule: r}
	with, err := p.choose(ctx, field, f, r, consentedLevel)
	if err != nil {
		return nil, err
	}
	sol.Consented, sol.ideal = with.Optimum, with.ideal
	if !p.restricted() {
		sol.WithoutConsent, sol.idealBare = with.Optimum, with.ideal
		return sol, nil
	}
	without, err := p.choose(ctx, field, f, r, preferredLevel)
	if err != nil {
		return nil, err
	}
	sol.WithoutConsent, sol.idealBare = without.Optimum, without.ideal
	return sol, nil
}

// chosen is an optimum and the ideal point that goes with it.
type chosen struct {
	Optimum
	ideal []float64
}

// choose finds the optimum of a rule over a class: on the frontier where all of
// it is known, by search otherwise.
func (p *Problem) choose(ctx context.Context, field *field, f *Frontier, r rule, k class) (chosen, error) {
	if !field.exact && !field.sampled() || p.engine == sought {
		return p.seek(ctx, field, f, r, k)
	}
	points := field.points[k]
	ideal := p.ideal(points)
	best := p.best(r, points, ideal)
	if r == nash && len(best) > 0 && p.product(best[0]) == 0 {
		var err error
		if best, err = p.tiedAtZero(ctx, field, k); err != nil {
			return chosen{}, err
		}
	}
	o := p.optimum(f, r, best, field.index(consentedLevel), ideal)
	if field.sampled() {
		o.Proven, o.Gap = false, math.NaN()
	}
	return chosen{o, ideal}, nil
}

// maxTied bounds the outcomes that are gone through to list every package whose
// product of gains is 0.
const maxTied = 1 << 17

// tiedAtZero returns every point of a class, where all products of gains are 0:
// the efficient ones where there are too many outcomes to go through.
func (p *Problem) tiedAtZero(ctx context.Context, f *field, k class) ([]*point, error) {
	all := f.all
	if n := p.outcomes(); all == nil && n.IsInt64() && n.Int64() <= maxTied {
		var err error
		if all, err = p.look(ctx); err != nil {
			return nil, err
		}
	}
	if all == nil {
		return f.points[k], nil
	}
	return all.in(k), nil
}

// ideal returns the largest gain of each signatory over some points.
func (p *Problem) ideal(points []*point) []float64 {
	best := make([]float64, len(p.signers))
	for i := range best {
		for _, pt := range points {
			best[i] = max(best[i], pt.value[i])
		}
	}
	return best
}

// optimum describes the best points, all tied ones in frontier order. A package
// with consent stands for a point that has one.
func (p *Problem) optimum(f *Frontier, r rule, best []*point, consented map[string]*point, ideal []float64) Optimum {
	out := Optimum{Proven: true}
	frontierOrder(best)
	for _, pt := range best {
		first := pt.first
		if other := consented[pointKey(pt.gains)]; other != nil {
			first = other.first
		}
		d := p.deal(pt, first)
		if on := f.Find(d.Outcome); on != nil {
			d.ID, d.OnPreferred, d.OnConsented = on.ID, on.OnPreferred, on.OnConsented
		}
		out.Deals = append(out.Deals, d)
	}
	if len(best) > 0 {
		out.Value = p.worth(r, p.pointOf(out.Deals[0].Outcome), ideal)
	}
	return out
}

// best returns the points that a rule likes best, all that tie.
func (p *Problem) best(r rule, points []*point, ideal []float64) []*point {
	var best []*point
	for _, pt := range points {
		c := 1
		if best != nil {
			c = p.compare(r, pt, best[0], ideal)
		}
		switch {
		case c > 0:
			best = append(best[:0], pt)
		case c == 0:
			best = append(best, pt)
		}
	}
	return best
}

// compare says whether a solution puts point a above b (+1), below (-1) or ties
// them (0).
func (p *Problem) compare(r rule, a, b *point, ideal []float64) int {
	switch r {
	case nash:
		return p.compareProducts(a, b)
	case utilitarian:
		return quantum(p.worth(r, a, ideal), p.reach()) - quantum(p.worth(r, b, ideal), p.reach())
	}
	return slices.Compare(p.ranked(r, a, ideal), p.ranked(r, b, ideal))
}

// tied is the difference, as a share of the scale, within which sums and shares
// that were computed in floating point are the same.
const tied = 1e-10

// quantum rounds x to a multiple of tied of the scale.
func quantum(x, scale float64) int { return int(math.Round(x / (tied * scale))) }

// reach is the largest scale of a signatory.
func (p *Problem) reach() float64 {
	most := 0.0
	for _, k := range p.signers {
		most = max(most, p.scores[k].reach)
	}
	return most
}

// ranked returns what leximin compares: gains or shares of possible gains, the
// smallest first, rounded so that ties are seen.
func (p *Problem) ranked(r rule, pt *point, ideal []float64) []int {
	var out []int
	for i := range p.signers {
		g := pt.gain(i)
		switch {
		case r == egalitarian:
			out = append(out, quantum(g, p.reach()))
		case ideal[i] > 0:
			out = append(out, quantum(g/ideal[i], 1))
		}
	}
	slices.Sort(out)
	return out
}

// tiedProducts is the relative difference within which products of gains tie
// where the gains themselves were rounded.
const tiedProducts = 1e-9

// compareProducts compares products of gains: exactly, where gains are exact.
func (p *Problem) compareProducts(a, b *point) int {
	x, y := p.product(a), p.product(b)
	if math.Abs(x-y) > tiedProducts*max(x, y) {
		if x > y {
			return 1
		}
		return -1
	}
	if !p.equalPower() {
		return 0
	}
	if slices.ContainsFunc(p.signers, func(k int) bool { return p.scores[k].tie > 1 }) {
		return 0
	}
	return whole(a.gains).Cmp(whole(b.gains))
}

// whole is the product of some integers.
func whole(xs []int64) *big.Int {
	product := big.NewInt(1)
	for _, x := range xs {
		product.Mul(product, big.NewInt(x))
	}
	return product
}

// gain is a signatory's gain in utility, free of rounding where it is none or
// where the point leaves nobody below no deal.
func (pt *point) gain(i int) float64 {
	if pt.gains[i] == 0 {
		return 0
	}
	return pt.value[i]
}

func (p *Problem) product(pt *point) float64 {
	x := 1.0
	for i, k := range p.signers {
		g := pt.gain(i) / p.scores[k].full()
		if p.power[i] != 1 {
			g = math.Pow(g, p.power[i])
		}
		x *= g
	}
	return x
}

// worth is the number that goes with a solution.
func (p *Problem) worth(r rule, pt *point, ideal []float64) float64 {
	switch r {
	case nash:
		return p.product(pt)
	case utilitarian:
		sum := 0.0
		for i := range p.signers {
			sum += pt.value[i]
		}
		return sum
	}
	least := math.Inf(1)
	for i := range p.signers {
		g := pt.value[i]
		switch {
		case r == egalitarian:
			least = min(least, g)
		case ideal[i] > 0:
			least = min(least, g/ideal[i])
		}
	}
	if math.IsInf(least, 1) {
		return 0 // nobody can gain: nothing is shared out
	}
	return least
}

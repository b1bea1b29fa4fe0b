package bargain

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"detente"
)

// Frontier is the efficient packages: no other is better for one signatory and
// worse for none.
type Frontier struct {
	p *Problem
	// Size counts the efficient utility points of the preferred packages,
	// ConsentedSize those of the packages with consent.
	Size, ConsentedSize *big.Int
	Exact               bool
	Epsilon             float64 // how far, at most, a listed deal lies below any that is left out; 0 where Exact
	Deals               []Deal
	// Opposition is the smallest distance of a preferred package to the point
	// at which every signatory has the most that any outcome gives it, each on
	// a scale on which that most is 1. NaN where there is no preferred package.
	Opposition float64
	at         map[string]int // place in Deals by gains
}

// FindFrontier returns the Pareto frontier of the preferred packages and that
// of the packages with consent, with equal utility points collapsed.
//
// The first deals are those of the preferred frontier, then those of the other
// that are not on it; within each the first signatory's utility falls.
func FindFrontier(ctx context.Context, p *Problem) (*Frontier, error) {
	field, err := p.gainful(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.frontier == nil {
		f := p.newFrontier(ctx, field)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.frontier = f
	}
	return p.frontier, nil
}

// newFrontier describes the efficient points as deals; it stops early where the
// context is cancelled.
func (p *Problem) newFrontier(ctx context.Context, field *field) *Frontier {
	first, second := field.points[preferred], field.points[consented]
	f := &Frontier{p: p, Size: big.NewInt(int64(len(first))), ConsentedSize: big.NewInt(int64(len(second))),
		Exact: field.exact, Epsilon: field.epsilon, Opposition: p.opposition(field), at: map[string]int{}}
	onFirst, onSecond := index(first), index(second)
	for i, pt := range first {
		if i&255 == 0 && ctx.Err() != nil {
			return nil
		}
		first, other := pt.first, onSecond[pointKey(pt.gains)]
		if other != nil {
			first = other.first
		}
		d := p.deal(pt, first)
		d.OnPreferred, d.OnConsented = true, other != nil
		f.list(d, pt)
	}
	for i, pt := range second {
		if i&255 == 0 && ctx.Err() != nil {
			return nil
		}
		if onFirst[pointKey(pt.gains)] == nil {
			d := p.deal(pt, pt.first)
			d.OnConsented = true
			f.list(d, pt)
		}
	}
	return f
}

func (f *Frontier) list(d Deal, pt *point) {
	d.ID = fmt.Sprintf("D%d", len(f.Deals)+1)
	f.at[pointKey(pt.gains)] = len(f.Deals)
	f.Deals = append(f.Deals, d)
}

// opposition returns the smallest Euclidean distance to the ideal.
//
//	min over x of sqrt( Σ_i (1 - u_i(x) / max u_i)² )
//
// It is found on the frontier, since no distance grows with a utility. A
// signatory whose best utility is not above 0 is left out.
func (p *Problem) opposition(field *field) float64 {
	least := math.NaN()
	for _, pt := range field.points[preferred] {
		sum := 0.0
		for i, k := range p.signers {
			s := p.scores[k]
			if most := field.most[i]; most > 0 {
				if short := 1 - (pt.value[i]+s.utility(s.noDeal))/most; short > tied {
					sum += float64(short * short)
				}
			}
		}
		if d := math.Sqrt(sum); !(d >= least) {
			least = d
		}
	}
	return least
}

// Shortlist returns at most n deals with consent, spread over the frontier of
// those: the ends first, then always the deal furthest from those chosen.
func (f *Frontier) Shortlist(n int) []Deal {
	return f.spread(n, func(d *Deal) bool { return d.OnConsented })
}

// spread chooses deals far from one another by gains of the signatories, and
// returns them in frontier order.
func (f *Frontier) spread(n int, want func(*Deal) bool) []Deal {
	var pool []*Deal
	for i := range f.Deals {
		if want(&f.Deals[i]) {
			pool = append(pool, &f.Deals[i])
		}
	}
	chosen := make([]bool, len(pool))
	far := make([]float64, len(pool))
	for i := range far {
		far[i] = math.Inf(1)
	}
	for range min(n, len(pool)) {
		next := -1
		for i := range pool {
			if !chosen[i] && (next < 0 || far[i] > far[next]) {
				next = i
			}
		}
		chosen[next] = true
		for i := range pool {
			far[i] = min(far[i], f.distance(pool[i], pool[next]))
		}
	}
	var out []Deal
	for i := range pool {
		if chosen[i] {
			out = append(out, *pool[i])
		}
	}
	return out
}

// distance is the sum over signatories of the squared difference, each on its
// own scale.
func (f *Frontier) distance(a, b *Deal) float64 {
	sum := 0.0
	for _, k := range f.p.signers {
		d := (a.Gains[k] - b.Gains[k]) / f.p.scores[k].reach
		sum += float64(d * d)
	}
	return sum
}

// Find returns the deal on the frontier that is worth to all signatories what an
// outcome is worth, or nil.
func (f *Frontier) Find(o detente.Outcome) *Deal {
	var gains []int64
	for _, k := range f.p.signers {
		s := f.p.scores[k]
		gains = append(gains, s.gain(s.total(o)))
	}
	if i, ok := f.at[pointKey(gains)]; ok {
		return &f.Deals[i]
	}
	return nil
}

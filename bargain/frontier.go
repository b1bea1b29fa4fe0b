package bargain

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"

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
}

// FindFrontier returns the Pareto frontier of the preferred packages and that
// of the packages with consent, with equal utility points collapsed.
//
// The first deals are those of the preferred frontier, then those of the other
// that are not on it; within each the first signatory's utility falls.
func FindFrontier(ctx context.Context, p *Problem) (*Frontier, error) {
	s, err := p.gainful(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.frontier == nil {
		p.frontier = p.newFrontier(s)
	}
	return p.frontier, nil
}

func (p *Problem) newFrontier(s *survey) *Frontier {
	first, second := efficient(s.in(preferred)), efficient(s.in(consented))
	f := &Frontier{p: p, Size: big.NewInt(int64(len(first))), ConsentedSize: big.NewInt(int64(len(second))), Exact: true, Opposition: p.opposition(s)}
	for _, pt := range first {
		d := p.deal(pt, pt.representative(consented, preferred))
		d.OnPreferred, d.OnConsented = true, slices.Contains(second, pt)
		f.Deals = append(f.Deals, d)
	}
	for _, pt := range second {
		if !slices.Contains(first, pt) {
			d := p.deal(pt, pt.first[consented])
			d.OnConsented = true
			f.Deals = append(f.Deals, d)
		}
	}
	for i := range f.Deals {
		f.Deals[i].ID = fmt.Sprintf("D%d", i+1)
	}
	return f
}

// opposition returns the smallest Euclidean distance to the ideal.
//
//	min over x of sqrt( Σ_i (1 - u_i(x) / max u_i)² )
//
// A signatory whose best utility is not above 0 is left out.
func (p *Problem) opposition(s *survey) float64 {
	least := math.NaN()
	for _, pt := range s.in(preferred) {
		sum := 0.0
		for _, k := range p.signers {
			sc := p.scores[k]
			if most := float64(s.most[k]); most > 0 {
				short := 1 - float64(sc.total(pt.first[preferred]))/most
				sum += float64(short * short)
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
	want := f.p.gainsOf(o)
	for i := range f.Deals {
		have := f.p.gainsOf(f.Deals[i].Outcome)
		if !slices.ContainsFunc(f.p.signers, func(k int) bool { return have[k] != want[k] }) {
			return &f.Deals[i]
		}
	}
	return nil
}

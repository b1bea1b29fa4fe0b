package bargain

import (
	"context"
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	"detente"
)

// class is a set of packages that answers are drawn from.
type class int

const (
	preferred class = iota
	consented
	preferredLevel // preferred, and no signatory is left below no deal
	consentedLevel
	classes
)

// bare is the class without the demand that no signatory is left below no deal.
func (k class) bare() class { return k % preferredLevel }

// point is all packages of a class that are worth the same to every signatory
// with numbers.
type point struct {
	gains []int64   // of Problem.signers, in buckets: what is compared
	value []float64 // of Problem.signers, in utility: what is computed with
	count *big.Int  // nil: not known
	first detente.Outcome
}

// add appends what a total is worth to one more signatory. A gain that ties with
// no deal is none.
func (pt *point) add(s *score, total int64) {
	g, v := s.gain(total), s.utility(total-s.noDeal)
	if g == 0 {
		v = 0
	}
	pt.gains, pt.value = append(pt.gains, g), append(pt.value, v)
}

// field is the efficient points of each class, in frontier order.
type field struct {
	points  [classes][]*point
	most    []float64 // of Problem.signers: the largest utility of all outcomes that can exist
	exact   bool
	epsilon float64 // where not exact: see Frontier; NaN where the points are those of a sample
	all     *survey // every point, where all outcomes were looked at
}

// sampled reports whether the points come from a sample of the packages.
func (f *field) sampled() bool { return math.IsNaN(f.epsilon) }

// index finds the points of a class by their gains.
func (f *field) index(k class) map[string]*point { return index(f.points[k]) }

// gainful returns the efficient points; it asks that some signatory has numbers.
func (p *Problem) gainful(ctx context.Context) (*field, error) {
	var missing missing
	for _, i := range p.heads {
		if i < len(p.c.Parties) {
			missing.add("parties." + string(p.players[i]) + ".wants")
		}
	}
	if len(p.signers) == 0 {
		if len(missing) == 0 {
			missing.add("parties")
		}
		return nil, missing.err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.field == nil {
		f, err := p.explore(ctx)
		if err != nil {
			return nil, err
		}
		p.field = f
	}
	return p.field, nil
}

// frontierOrder sorts points by the first signatory's gain, best first, then
// the second's, and so on.
func frontierOrder(points []*point) {
	slices.SortFunc(points, func(a, b *point) int { return slices.Compare(b.gains, a.gains) })
}

// efficient returns the points that no other dominates, in frontier order.
func efficient(points []*point) []*point {
	if len(points) == 0 {
		return nil
	}
	r := &rows{d: len(points[0].gains)}
	for _, pt := range points {
		r.at = append(r.at, pt.gains...)
	}
	var out []*point
	for _, i := range r.skyline(r.sorted(), r.d) {
		out = append(out, points[i])
	}
	return out
}

// pointKey tells points of different gains apart.
func pointKey(gains []int64) string {
	key := make([]byte, 0, 8*len(gains))
	for _, g := range gains {
		key = binary.LittleEndian.AppendUint64(key, uint64(g))
	}
	return string(key)
}

// index finds points by their gains.
func index(points []*point) map[string]*point {
	out := make(map[string]*point, len(points))
	for _, pt := range points {
		out[pointKey(pt.gains)] = pt
	}
	return out
}

package power

import (
	"fmt"
	"math"
)

// maxQuotas bounds the criteria of a game, so that those that hold fit a word.
const maxQuotas = 64

// shape is a tree of criteria before it is simplified: a leaf has weights, an
// inner node parts.
type shape struct {
	any     bool
	parts   []shape
	need    int64
	weights []int64
}

func (s *shape) leaf() bool { return s.weights != nil }

// always and never are the shapes of constant games.
func (s *shape) always() bool { return !s.leaf() && !s.any && len(s.parts) == 0 }
func (s *shape) never() bool  { return !s.leaf() && s.any && len(s.parts) == 0 }

// build simplifies a tree and numbers its criteria.
func build(players int, s shape) (*Game, error) {
	s, err := s.simplify()
	if err != nil {
		return nil, err
	}
	g := &Game{players: players}
	if s.leaf() {
		s = shape{parts: []shape{s}}
	}
	g.root = g.number(&s)
	if len(g.quotas) > maxQuotas {
		return nil, fmt.Errorf("power: the rule has %d separate criteria; at most %d are counted", len(g.quotas), maxQuotas)
	}
	return g, nil
}

func (g *Game) number(s *shape) node {
	n := node{any: s.any}
	for i := range s.parts {
		p := &s.parts[i]
		if !p.leaf() {
			n.parts = append(n.parts, g.number(p))
			continue
		}
		n.mask |= 1 << (len(g.quotas) % maxQuotas)
		g.quotas = append(g.quotas, quota{p.need, p.weights})
	}
	return n
}

// simplify folds constants, flattens nested ands and ors, and joins criteria
// that ask for all (in an and) or any (in an or) of their members.
func (s shape) simplify() (shape, error) {
	if s.leaf() {
		return s.reduce()
	}
	out := shape{any: s.any}
	merged := -1 // place of the criterion that others are joined to
	for _, p := range s.parts {
		p, err := p.simplify()
		switch {
		case err != nil:
			return s, err
		case s.any && p.always(), !s.any && p.never():
			return p, nil
		case p.always(), p.never():
			continue
		case !p.leaf() && p.any == s.any:
			for _, q := range p.parts {
				out.join(q, &merged)
			}
			continue
		}
		out.join(p, &merged)
	}
	if len(out.parts) == 1 {
		return out.parts[0], nil
	}
	return out, nil
}

// join adds a part, merging it where it asks for all of its members in an and,
// or any of them in an or.
func (s *shape) join(p shape, merged *int) {
	if !p.leaf() || !(s.any && p.need == 1 || !s.any && p.unanimous()) {
		s.parts = append(s.parts, p)
		return
	}
	if *merged < 0 {
		*merged = len(s.parts)
		s.parts = append(s.parts, p)
		return
	}
	q := shape{need: 1, weights: make([]int64, len(p.weights))}
	count := int64(0)
	for i, w := range s.parts[*merged].weights {
		if w > 0 || p.weights[i] > 0 {
			q.weights[i] = 1
			count++
		}
	}
	if !s.any {
		q.need = count
	}
	s.parts[*merged] = q
}

func (s *shape) unanimous() bool {
	total := int64(0)
	for _, w := range s.weights {
		total += w
	}
	return s.need == total
}

// reduce brings a criterion to its smallest numbers: weights capped at need,
// common divisors taken out, and units where all or any member is asked for.
func (s shape) reduce() (shape, error) {
	if s.need <= 0 {
		return shape{}, nil
	}
	out := shape{need: s.need, weights: make([]int64, len(s.weights))}
	var total, divisor int64
	least := s.need
	for i, w := range s.weights {
		if w < 0 {
			return s, fmt.Errorf("power: weight %d of player %d is negative", w, i)
		}
		w = min(w, s.need)
		if total > math.MaxInt64-w {
			return s, fmt.Errorf("power: the weights are too large to add")
		}
		out.weights[i] = w
		total += w
		if w > 0 {
			divisor, least = gcd(divisor, w), min(least, w)
		}
	}
	switch {
	case total < s.need:
		return shape{any: true}, nil
	case total-least < s.need: // nobody can be missed
		out.need = 0
		for i, w := range out.weights {
			out.weights[i] = min(w, 1)
			out.need += out.weights[i]
		}
		return out, nil
	}
	out.need = (s.need-1)/divisor + 1
	for i := range out.weights {
		out.weights[i] /= divisor
	}
	return out, nil
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

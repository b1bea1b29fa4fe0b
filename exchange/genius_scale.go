package exchange

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"

	"detente"
)

var zero, one = new(big.Rat), big.NewRat(1, 1)

// line is u = slope x + offset, cut off at 0 and 1.
type line struct{ slope, offset *big.Rat }

func (l line) at(x *big.Rat) *big.Rat {
	y := new(big.Rat).Mul(l.slope, x)
	y.Add(y, l.offset)
	switch {
	case y.Sign() < 0:
		return zero
	case y.Cmp(one) > 0:
		return one
	}
	return y
}

// bends returns where the line meets 0 and 1, strictly between two places.
func (l line) bends(low, high *big.Rat) (xs []*big.Rat) {
	if l.slope.Sign() == 0 {
		return nil
	}
	for _, y := range []*big.Rat{zero, one} {
		x := new(big.Rat).Sub(y, l.offset)
		x.Quo(x, l.slope)
		if x.Cmp(low) > 0 && x.Cmp(high) < 0 {
			xs = append(xs, x)
		}
	}
	return xs
}

// numeric gives the numbers of an integer or real issue their points.
func (p *profile) numeric(i int, e *element, w *big.Rat) error {
	t := &p.topics[i]
	low, high := ratio(t.low), ratio(t.high)
	value := func(*big.Rat) *big.Rat { return zero }
	var bends []*big.Rat
	if e != nil {
		evaluators := e.named("evaluator")
		if len(evaluators) == 0 {
			p.notes.add(p.f, missing, "issue %q has no <evaluator> and is worth nothing", t.name)
		} else {
			var err error
			if value, bends, err = p.evaluator(t, e, evaluators[0], low, high); err != nil {
				return err
			}
		}
	}
	places := []*big.Rat{low, high}
	for _, x := range bends {
		if t.form == detente.Grid { // what lies between whole numbers is no matter
			places = append(places, ratio(math.Floor(float(x))), ratio(math.Ceil(float(x))))
		} else {
			places = append(places, x)
		}
	}
	slices.SortFunc(places, func(a, b *big.Rat) int { return a.Cmp(b) })
	corners := make([]corner, 0, len(places))
	for _, x := range places {
		corners = append(corners, corner{float(x), new(big.Rat).Mul(w, value(x))})
	}
	p.side.worth[i].corners = slices.CompactFunc(corners, func(a, b corner) bool { return cmp.Compare(a.at, b.at) == 0 })
	return nil
}

// evaluator returns the value function of a number and where it bends.
func (p *profile) evaluator(t *topic, issue, e *element, low, high *big.Rat) (func(*big.Rat) *big.Rat, []*big.Rat, error) {
	number := func(name string) (*big.Rat, error) {
		x, err := parseNumber(e.text(name))
		if err != nil {
			return nil, p.f.at(e.line, "%s of the evaluator of issue %q: %w", name, t.name, err)
		}
		return x, nil
	}
	if t.form == detente.Grid {
		from, _, err := p.f.bounds(issue) // GENIUS counts from the profile's own lower bound
		if err != nil {
			return nil, nil, err
		}
		ns, err := each(number, "slope", "offset")
		if err != nil {
			return nil, nil, err
		}
		l := line{ns[0], ns[1]}
		l.offset = new(big.Rat).Sub(l.offset, new(big.Rat).Mul(l.slope, from))
		return l.at, l.bends(low, high), nil
	}
	switch kind := strings.ToLower(e.text("ftype")); kind {
	case "linear":
		ns, err := each(number, "parameter1", "parameter0")
		if err != nil {
			return nil, nil, err
		}
		l := line{ns[0], ns[1]}
		return l.at, l.bends(low, high), nil
	case "constant":
		x, err := number("parameter0")
		return func(*big.Rat) *big.Rat { return x }, nil, err
	case "triangular":
		ns, err := each(number, "parameter0", "parameter1", "parameter2")
		if err != nil {
			return nil, nil, err
		}
		return p.triangle(t, e, ns[0], ns[1], ns[2])
	default:
		return nil, nil, p.f.at(e.line, "the evaluator of issue %q is of type %q; linear, constant and triangular ones are read", t.name, kind)
	}
}

func each(number func(string) (*big.Rat, error), names ...string) (xs []*big.Rat, err error) {
	for _, name := range names {
		x, err := number(name)
		if err != nil {
			return nil, err
		}
		xs = append(xs, x)
	}
	return xs, nil
}

// triangle returns a value function that rises from 0 at left to 1 at top and
// falls to 0 at right.
func (p *profile) triangle(t *topic, e *element, left, right, top *big.Rat) (func(*big.Rat) *big.Rat, []*big.Rat, error) {
	if left.Cmp(top) >= 0 || top.Cmp(right) >= 0 {
		return nil, nil, p.f.at(e.line, "the triangle of issue %q has its top at %s, not between %s and %s; a jump cannot be said in a case", t.name, e.text("parameter2"), e.text("parameter0"), e.text("parameter1"))
	}
	rise := new(big.Rat).Inv(new(big.Rat).Sub(top, left))
	fall := new(big.Rat).Inv(new(big.Rat).Sub(top, right))
	up := line{rise, new(big.Rat).Neg(new(big.Rat).Mul(rise, left))}
	down := line{fall, new(big.Rat).Neg(new(big.Rat).Mul(fall, right))}
	value := func(x *big.Rat) *big.Rat {
		if x.Cmp(top) < 0 {
			return up.at(x)
		}
		return down.at(x)
	}
	low, high := ratio(t.low), ratio(t.high)
	var bends []*big.Rat
	for _, x := range []*big.Rat{left, top, right} {
		if x.Cmp(low) > 0 && x.Cmp(high) < 0 {
			bends = append(bends, x)
		}
	}
	return value, bends, nil
}

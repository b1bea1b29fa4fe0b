package bargain

import (
	"math"
	"math/big"
	"slices"
	"strconv"

	"detente"
)

// rationals are a party's numbers before they are turned into steps, in units
// of utility x total.
type rationals struct {
	total  *big.Rat
	worth  [][]*big.Rat
	curves []*detente.Worth // by issue: divisible
	bonus  []*big.Rat
	cut    *big.Rat // nil: none
	noDeal *big.Rat // nil: not typed
	points bool
}

func rational(c *detente.Case, v *detente.Valuation) *rationals {
	r := &rationals{total: big.NewRat(1, 1), worth: make([][]*big.Rat, len(c.Issues)), curves: make([]*detente.Worth, len(c.Issues)), points: v.Kind == detente.Points}
	if !r.points && v.Total > 0 {
		r.total = new(big.Rat)
		for i := range v.Worth {
			r.total.Add(r.total, ratio(v.Worth[i].Weight))
		}
	}
	for i := range v.Worth {
		w := &v.Worth[i]
		s := &c.Issues[w.Issue]
		if s.Form == detente.Divisible {
			r.curves[w.Issue] = w
			continue
		}
		weight := ratio(r.weight(w))
		row := make([]*big.Rat, s.Levels())
		for level := range row {
			x := value(w, s, level)
			row[level] = x.Mul(x, weight)
		}
		r.worth[w.Issue] = row
	}
	for i := range v.Bonus {
		add := ratio(v.Bonus[i].Add)
		r.bonus = append(r.bonus, add.Mul(add, r.total))
	}
	if !math.IsInf(v.AtMost, 1) {
		r.cut = ratio(v.AtMost)
		r.cut.Mul(r.cut, r.total)
	}
	return r
}

// weight is what a value of a row is multiplied by.
func (r *rationals) weight(w *detente.Worth) float64 {
	if r.points {
		return 1
	}
	return w.Weight
}

// ratio returns the decimal number that a person would have typed for x.
func ratio(x float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	return r
}

// value returns the exact value of a level before weighting.
func value(w *detente.Worth, s *detente.Issue, level int) *big.Rat {
	if w.Values != nil {
		return ratio(w.Values[level])
	}
	last := len(w.X) - 1
	if last < 0 {
		return new(big.Rat)
	}
	x := s.Number(level)
	switch {
	case x <= w.X[0]:
		return ratio(w.Y[0])
	case x >= w.X[last]:
		return ratio(w.Y[last])
	}
	i := 1
	for w.X[i] < x {
		i++
	}
	left, low := ratio(w.X[i-1]), ratio(w.Y[i-1])
	t := ratio(x)
	t.Sub(t, left).Quo(t, left.Sub(ratio(w.X[i]), left))
	rise := ratio(w.Y[i])
	return low.Add(low, t.Mul(t, rise.Sub(rise, low)))
}

// each calls f on every number.
func (r *rationals) each(f func(*big.Rat)) {
	for _, row := range r.worth {
		for _, x := range row {
			f(x)
		}
	}
	for _, x := range r.bonus {
		f(x)
	}
	if r.cut != nil {
		f(r.cut)
	}
	if r.noDeal != nil {
		f(r.noDeal)
	}
}

// span returns the length of the party's scale: 100 or as far as its numbers
// reach.
func (r *rationals) span() float64 {
	sum := 0.0
	size := func(x *big.Rat) float64 {
		f, _ := x.Float64()
		return math.Abs(f)
	}
	for _, row := range r.worth {
		largest := 0.0
		for _, x := range row {
			largest = max(largest, size(x))
		}
		sum += largest
	}
	for _, w := range r.curves {
		if w != nil {
			low, high := w.Range()
			sum += max(math.Abs(low), math.Abs(high)) * r.weight(w)
		}
	}
	for _, x := range r.bonus {
		sum += size(x)
	}
	if r.noDeal != nil {
		sum = max(sum, size(r.noDeal))
	}
	if r.cut != nil && r.cut.Sign() < 0 {
		sum = max(sum, size(r.cut))
	}
	if !r.points {
		sum = max(sum, 100*size(r.total))
	}
	if sum == 0 {
		return 1
	}
	return sum
}

// denominator returns the least common multiple of all denominators, or 0 where
// it exceeds limit or some issue is divisible.
func (r *rationals) denominator(limit float64) int64 {
	d := int64(1)
	if slices.ContainsFunc(r.curves, func(w *detente.Worth) bool { return w != nil }) {
		return 0
	}
	r.each(func(x *big.Rat) {
		if d == 0 || !x.Denom().IsInt64() {
			d = 0
			return
		}
		n := x.Denom().Int64()
		n /= gcd(n, d)
		if float64(n)*float64(d) > limit {
			d = 0
			return
		}
		d *= n
	})
	return d
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

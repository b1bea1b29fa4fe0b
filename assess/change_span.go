package assess

import (
	"cmp"
	"math"
	"slices"
)

// span is an interval of numbers, each end in it or not.
type span struct {
	low, high         float64
	openLow, openHigh bool
}

// holds reports whether x lies in the span.
func (s *span) holds(x float64) bool {
	return (x > s.low || x == s.low && !s.openLow) && (x < s.high || x == s.high && !s.openHigh)
}

// merge returns the union of some spans as disjoint spans in ascending order.
func merge(spans []span) []span {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b span) int {
		if c := cmp.Compare(a.low, b.low); c != 0 || a.openLow == b.openLow {
			return c
		}
		if a.openLow {
			return 1
		}
		return -1
	})
	var out []span
	for _, s := range sorted {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if s.low < last.high || s.low == last.high && !(s.openLow && last.openHigh) {
				switch {
				case s.high > last.high:
					last.high, last.openHigh = s.high, s.openHigh
				case s.high == last.high:
					last.openHigh = last.openHigh && s.openHigh
				}
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// intersect returns what two lists of disjoint ascending spans have in common.
func intersect(a, b []span) []span {
	var out []span
	for i, j := 0, 0; i < len(a) && j < len(b); {
		s := a[i]
		if t := b[j]; t.low > s.low {
			s.low, s.openLow = t.low, t.openLow
		} else if t.low == s.low {
			s.openLow = s.openLow || t.openLow
		}
		if t := b[j]; t.high < s.high {
			s.high, s.openHigh = t.high, t.openHigh
		} else if t.high == s.high {
			s.openHigh = s.openHigh || t.openHigh
		}
		if s.low < s.high || s.low == s.high && !s.openLow && !s.openHigh {
			out = append(out, s)
		}
		if a[i].high < b[j].high {
			i++
		} else {
			j++
		}
	}
	return out
}

// edge is where a number leaves a span: at the end itself, or just past it where
// Past is true.
type edge struct {
	at   float64
	past bool
}

// leave returns where a number leaves the disjoint spans, downwards and upwards,
// within the limits; nil where it does not. x must lie in one of them.
func leave(spans []span, x, low, high float64) (down, up *edge) {
	for i := range spans {
		s := &spans[i]
		if !s.holds(x) {
			continue
		}
		if s.low > low || s.low == low && s.openLow {
			down = &edge{s.low, !s.openLow}
		}
		if s.high < high || s.high == high && s.openHigh {
			up = &edge{s.high, !s.openHigh}
		}
	}
	return down, up
}

// negligible is the share of a scale below which a difference of utilities is
// none: far below any number a person can judge, far above the error of a sum.
const negligible = 1e-9

// below returns the numbers between ascending knots at which a function that is
// straight between them lies below zero, or at zero too. scale is the size of
// its values.
func below(f func(float64) float64, knots []float64, scale float64, orZero bool) []span {
	var out []span
	value := func(x float64) float64 {
		if y := f(x); math.Abs(y) > negligible*scale {
			return y
		}
		return 0
	}
	for i := 1; i < len(knots); i++ {
		a, b := knots[i-1], knots[i]
		fa, fb := value(a), value(b)
		out = append(out, beneath(a, b, fa, fb, orZero)...)
	}
	return merge(out)
}

// beneath is below for one straight piece.
func beneath(a, b, fa, fb float64, orZero bool) []span {
	root := a
	if fa != fb {
		root = a + float64((b-a)*(fa/(fa-fb)))
	}
	switch {
	case fa < 0 && fb < 0, orZero && fa <= 0 && fb <= 0:
		return []span{{low: a, high: b}}
	case fa < 0:
		return []span{{a, root, false, !orZero}}
	case fb < 0:
		return []span{{root, b, !orZero, false}}
	case orZero && fa == 0:
		return []span{{low: a, high: a}}
	case orZero && fb == 0:
		return []span{{low: b, high: b}}
	}
	return nil
}

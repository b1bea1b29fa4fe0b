package montecarlo

import (
	"math"
	"slices"
	"strings"
)

// correlate prepares the rank correlations of the case, as those of normal
// scores (a Gaussian copula). A rank correlation r is that of two normal scores
// with the correlation
//
//	ρ = 2 sin(π r / 6)
//
// Pearson (1907). Where the correlations that a case asks for cannot all hold,
// all are shrunk by the same factor until they can, and Notes says so.
func (s *Space) correlate() error {
	rho := map[[2]int]float64{}
	for _, c := range s.c.Correlated {
		var of []int
		for _, path := range c.Of {
			if i := s.find(path); i >= 0 && !slices.Contains(of, i) {
				of = append(of, i)
			}
		}
		for a, i := range of {
			for _, k := range of[:a] {
				rho[[2]int{min(i, k), max(i, k)}] = 2 * math.Sin(math.Pi*c.R/6)
				s.join(i, k)
				s.linked = append(s.linked, i, k)
			}
		}
	}
	slices.Sort(s.linked)
	s.linked = slices.Compact(s.linked)
	n := len(s.linked)
	matrix := func(shrink float64) [][]float64 {
		m := make([][]float64, n)
		for a := range m {
			m[a] = make([]float64, n)
			m[a][a] = 1
			for b := range a {
				m[a][b] = shrink * rho[[2]int{s.linked[b], s.linked[a]}]
			}
		}
		return m
	}
	var ok bool
	if s.lower, ok = cholesky(matrix(1)); ok {
		return nil
	}
	low, high := 0.0, 1.0
	for range 40 {
		middle := (low + high) / 2
		if _, ok := cholesky(matrix(middle)); ok {
			low = middle
		} else {
			high = middle
		}
	}
	s.lower, _ = cholesky(matrix(low))
	s.Notes = append(s.Notes, "The correlations of the case cannot all hold at once; all of them are weakened alike until they can.")
	return nil
}

// find returns the input with a path, or a unique end of one; -1 where the
// number is exact or there is none.
func (s *Space) find(path string) int {
	at := -1
	for i := range s.Inputs {
		switch p := s.Inputs[i].Path; {
		case p == path:
			return i
		case at < 0 && strings.HasSuffix(p, "."+path):
			at = i
		}
	}
	return at
}

// join makes two inputs one factor.
func (s *Space) join(i, k int) {
	from, to := s.Inputs[i].Factor, s.Inputs[k].Factor
	if from < to {
		from, to = to, from
	}
	for j := range s.Inputs {
		if s.Inputs[j].Factor == from {
			s.Inputs[j].Factor = to
		}
	}
}

// rounding is what a pivot may lie below 0 by rounding alone.
const rounding = 1e-9

// cholesky returns the lower triangle L with L Lᵀ = m, of which only the lower
// triangle is read; ok is false where m is not positive semidefinite.
func cholesky(m [][]float64) (l [][]float64, ok bool) {
	l = make([][]float64, len(m))
	for a := range m {
		l[a] = make([]float64, a+1)
		for b := range a + 1 {
			x := m[a][b]
			for k := range b {
				x -= float64(l[a][k] * l[b][k])
			}
			switch {
			case a == b && x < -rounding:
				return nil, false
			case a == b:
				l[a][a] = math.Sqrt(math.Max(x, 0))
			case l[b][b] > math.Sqrt(rounding):
				l[a][b] = x / l[b][b]
			case math.Abs(x) > math.Sqrt(rounding):
				return nil, false
			}
		}
	}
	return l, true
}

// relate turns independent coordinates into the correlated ones of the inputs,
// in place.
func (s *Space) relate(u []float64) {
	if len(s.linked) == 0 {
		return
	}
	z := make([]float64, len(s.linked))
	for a, i := range s.linked {
		z[a] = normalQuantile(u[i])
	}
	for a, i := range s.linked {
		x := 0.0
		for b, w := range s.lower[a] {
			x += float64(w * z[b])
		}
		u[i] = math.Max(least, math.Min(1-least, normalShare(x)))
	}
}

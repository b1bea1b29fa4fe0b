package montecarlo

import (
	"math"
	"testing"
)

// TestDirections checks what makes the table a Sobol' sequence: every polynomial
// is primitive and stands once, and the k-th direction number is odd and below
// 2^k.
func TestDirections(t *testing.T) {
	seen := map[[2]int]bool{}
	for d, p := range directions {
		key := [2]int{p.degree, int(p.inner)}
		if seen[key] {
			t.Errorf("dimension %d repeats a polynomial", d+2)
		}
		seen[key] = true
		if !primitive(p.degree, p.inner) {
			t.Errorf("dimension %d: polynomial %d of degree %d is not primitive", d+2, p.inner, p.degree)
		}
		if len(p.first) != p.degree {
			t.Errorf("dimension %d: %d direction numbers, want %d", d+2, len(p.first), p.degree)
		}
		for k, m := range p.first {
			if m%2 == 0 || m >= 2<<k {
				t.Errorf("dimension %d: m_%d = %d, want odd and below %d", d+2, k+1, m, 2<<k)
			}
		}
	}
}

// primitive reports whether x generates all 2^s - 1 residues.
func primitive(s int, inner uint32) bool {
	polynomial := 1<<s | inner<<1 | 1
	x, order := uint32(1), 0
	for {
		x <<= 1
		if x>>s != 0 {
			x ^= uint32(polynomial)
		}
		if order++; x == 1 || order > 1<<s {
			return order == 1<<s-1
		}
	}
}

// TestEquidistributed: of 2^m points each interval of length 2^-m holds one in
// every dimension, scrambled and shuffled, and the first two dimensions are a
// (0, m, 2)-net: so does each box of that area.
func TestEquidistributed(t *testing.T) {
	const m = 10
	u := make([]float64, 3*Dimensions)
	s := NewStream(3, "net", false)
	one := make([]map[int]int, len(u))
	for d := range one {
		one[d] = map[int]int{}
	}
	boxes := make([]map[int]int, m+1)
	for k := range boxes {
		boxes[k] = map[int]int{}
	}
	for i := range uint64(1 << m) {
		s.Point(i, u)
		for d, x := range u {
			one[d][int(x*(1<<m))]++
		}
		for k := range boxes {
			boxes[k][int(u[0]*float64(int(1)<<k))<<m+int(u[1]*float64(int(1)<<(m-k)))]++
		}
	}
	for d := range one {
		if len(one[d]) != 1<<m {
			t.Errorf("dimension %d: %d of %d intervals are hit", d+1, len(one[d]), 1<<m)
		}
	}
	for k := range boxes {
		if len(boxes[k]) != 1<<m {
			t.Errorf("boxes 2^-%d by 2^-%d: %d of %d are hit", k, m-k, len(boxes[k]), 1<<m)
		}
	}
}

// TestPairs: dimensions of one block are less correlated than those of independent
// points. Those of two blocks are a little more, since shuffling swaps points by
// pairs; in return each of them is spread evenly.
func TestPairs(t *testing.T) {
	const n = 1 << 12
	u := make([]float64, 2*Dimensions+3)
	var square [2]float64 // of correlations within the first block, and across blocks
	var pairs [2]float64
	for seed := range uint64(4) {
		s := NewStream(seed, "pairs", false)
		sum := make([]float64, len(u)*len(u))
		for i := range uint64(n) {
			s.Point(i, u)
			for a := range u {
				for b := range a {
					sum[a*len(u)+b] += (u[a] - 0.5) * (u[b] - 0.5)
				}
			}
		}
		for a := range u {
			for b := range a {
				r, across := 12*sum[a*len(u)+b]/n, 0
				if a/Dimensions != b/Dimensions {
					across = 1
				}
				square[across] += r * r
				pairs[across]++
			}
		}
	}
	for across, most := range []float64{0.5, 1.4} { // times that of independent points
		if got := 64 * math.Sqrt(square[across]/pairs[across]); got > most {
			t.Errorf("correlations, across blocks %v: root mean square %.2f of that of independent points, want at most %g", across == 1, got, most)
		}
	}
}

func TestNormalQuantile(t *testing.T) {
	// Abramowitz and Stegun (1964), table 26.5, and Φ(-6) = 9.865876e-10.
	for _, e := range []struct{ u, want float64 }{{0.5, 0}, {0.95, 1.644854}, {0.975, 1.959964}, {0.001, -3.090232}, {0.999, 3.090232}, {9.865876450376946e-10, -6}} {
		if got := normalQuantile(e.u); math.Abs(got-e.want) > 1e-6 {
			t.Errorf("normalQuantile(%v) = %v, want %v", e.u, got, e.want)
		}
	}
}

func BenchmarkPoint(b *testing.B) {
	u := make([]float64, 40)
	s := NewStream(1, "bench", false)
	b.Run("inputs=40", func(b *testing.B) {
		b.ReportAllocs()
		for i := uint64(0); b.Loop(); i++ {
			s.Point(i&0xfffff, u)
		}
	})
}

package montecarlo_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"detente"
	"detente/montecarlo"
)

// TestIshigami: f = sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 on [-π, π]³.
//
//	V1 = (1 + 0.1π⁴/5)²/2, V2 = 7²/8, V13 = 0.1²π⁸ (1/18 - 1/50), V = V1 + V2 + V13
//
// Ishigami and Homma (1990); closed forms in Saltelli et al. (2008), Global
// Sensitivity Analysis, ch. 4.
func TestIshigami(t *testing.T) {
	s, read := cube(t, 3, -math.Pi, math.Pi)
	f := func(c *detente.Case) ([]float64, error) {
		x := read(c)
		return []float64{math.Sin(x[0]) + 7*math.Pow(math.Sin(x[1]), 2) + 0.1*math.Pow(x[2], 4)*math.Sin(x[0]), 1}, nil
	}
	v1 := math.Pow(1+0.1*math.Pow(math.Pi, 4)/5, 2) / 2
	v2, v13 := 49.0/8, 0.01*math.Pow(math.Pi, 8)*(1.0/18-1.0/50)
	v := v1 + v2 + v13
	first, total := []float64{v1 / v, v2 / v, 0}, []float64{(v1 + v13) / v, v2 / v, v13 / v}
	check(t, s, f, first, total)
}

// TestG: the g-function of Sobol', Π (|4x_i - 2| + a_i) / (1 + a_i), on [0, 1]^8.
// V_i = 1/3 / (1 + a_i)², V = Π (1 + V_i) - 1, T_i = V_i Π_{k≠i} (1 + V_k) / V.
//
// Saltelli and Sobol' (1995), Reliability Engineering and System Safety 50(3).
func TestG(t *testing.T) {
	a := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	s, read := cube(t, len(a), 0, 1)
	f := func(c *detente.Case) ([]float64, error) {
		y := 1.0
		for i, x := range read(c) {
			y *= (math.Abs(4*x-2) + a[i]) / (1 + a[i])
		}
		return []float64{y}, nil
	}
	product := 1.0
	var part []float64
	for _, a := range a {
		part = append(part, 1/(3*(1+a)*(1+a)))
		product *= 1 + part[len(part)-1]
	}
	var first, total []float64
	for _, p := range part {
		first, total = append(first, p/(product-1)), append(total, p*product/(1+p)/(product-1))
	}
	check(t, s, f, first, total)
}

func check(t *testing.T, s *montecarlo.Space, f montecarlo.Function, first, total []float64) {
	t.Helper()
	var inside, all int
	for seed := range uint64(3) {
		indices, err := s.Indices(context.Background(), f, montecarlo.Options{Draws: 1 << 14, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		for k, got := range indices[0] {
			for _, e := range []struct {
				name string
				got  montecarlo.Estimate
				want float64
			}{{"first", got.First, first[k]}, {"total", got.Total, total[k]}} {
				if math.Abs(e.got.Value-e.want) > 0.01 {
					t.Errorf("seed %d: %s index of x%d = %.4f, want %.4f within 0.01", seed, e.name, k+1, e.got.Value, e.want)
				}
				all++
				if e.got.Low <= e.want && e.want <= e.got.High {
					inside++
				}
			}
		}
		if len(indices) > 1 && !math.IsNaN(indices[1][0].First.Value) {
			t.Errorf("index of a constant = %v, want NaN", indices[1][0].First.Value)
		}
	}
	if inside < all*6/10 { // 90 % of independent ones; those of one run are not
		t.Errorf("%d of %d intervals hold the true index", inside, all)
	}
}

func BenchmarkIndices(b *testing.B) {
	s, read := cube(b, 8, 0, 1)
	f := func(c *detente.Case) ([]float64, error) { return read(c)[:1], nil }
	b.Run(fmt.Sprintf("inputs=8/points=%d", 1<<14), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Indices(context.Background(), f, montecarlo.Options{Draws: 1 << 14}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

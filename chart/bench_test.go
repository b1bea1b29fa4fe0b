package chart_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"detente"
	"detente/chart"
)

// crowd is n packages in the plane of two utilities.
func crowd(n int, label string) *detente.Scatter {
	r := rand.New(rand.NewPCG(1, 1))
	s := &detente.Scatter{X: detente.Axis{Name: "Company", Max: 100}, Y: detente.Axis{Name: "Union", Max: 100}}
	for i := range n {
		sin, cos := math.Sincos(r.Float64() * math.Pi / 2)
		far := 95 * math.Sqrt(r.Float64())
		m := detente.Mark{X: far * cos, Y: far * sin, Kind: []string{"package", "without consent"}[i%2]}
		if label != "" {
			m.Label = fmt.Sprint(label, i)
		}
		s.Points = append(s.Points, m)
	}
	return s
}

func BenchmarkSVG(b *testing.B) {
	many := parties()
	for i := range 500 {
		many.Points = append(many.Points, detente.Mark{X: float64(i % 97), Y: float64(i % 89), More: []float64{float64(i % 83), float64(i % 79), float64(i % 73)}})
	}
	for _, c := range []struct {
		name  string
		block detente.Block
	}{
		{"scatter/points=10k", crowd(10_000, "")},
		{"scatter/labels=10k", crowd(10_000, "D")},
		{"scatter/points=500", crowd(500, "")},
		{"parallel/points=500/parties=5", many},
		{"matrix/rows=6/columns=5", stakes()},
		{"states/nodes=32", cube(5)},
		{"crossings/nodes=256", cube(8)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				chart.SVG(c.block, chart.Options{})
			}
		})
	}
}

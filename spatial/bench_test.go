package spatial_test

import (
	"context"
	"fmt"
	"testing"

	"detente/spatial"
)

func BenchmarkStatic(b *testing.B) {
	x, w := actors(stream(1), 30)
	for _, run := range []struct {
		name string
		f    func()
	}{
		{"mean", func() { spatial.Mean(x, w) }},
		{"median", func() { spatial.Median(x, w) }},
		{"election=conditional", func() { spatial.Election{}.OnLine(x, w, x, 100) }},
		{"election=markov-uniform", func() { spatial.Election{Chain: spatial.MarkovUniform}.OnLine(x, w, x, 100) }},
		{"election=markov-incentive", func() { spatial.Election{Chain: spatial.MarkovIncentive}.OnLine(x, w, x, 100) }},
	} {
		b.Run(run.name+"/actors=30", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run.f()
			}
		})
	}
}

// BenchmarkTurn divides a run of the spatial model by its turns.
func BenchmarkTurn(b *testing.B) {
	for _, n := range []int{13, 40, 100} {
		b.Run(fmt.Sprintf("actors=%d/dimensions=2", n), func(b *testing.B) {
			r := stream(2)
			a := &spatial.Arena{}
			for range n {
				a.Position = append(a.Position, []float64{r.Float64(), r.Float64()})
				a.Salience = append(a.Salience, []float64{0.05 + 0.45*r.Float64(), 0.05 + 0.45*r.Float64()})
				a.Influence = append(a.Influence, 1+99*r.Float64())
			}
			turns := 0
			b.ReportAllocs()
			for b.Loop() {
				turns += len(must(a.Play(context.Background(), spatial.Conduct{})))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(turns), "ns/turn")
		})
	}
}

func BenchmarkExchange(b *testing.B) {
	r := stream(3)
	m := &spatial.Market{}
	for range 20 {
		var x, s, c []float64
		for range 6 {
			x, s, c = append(x, 100*r.Float64()), append(s, 0.05+0.95*r.Float64()), append(c, 0.05+r.Float64())
		}
		m.Position, m.Salience, m.Influence = append(m.Position, x), append(m.Salience, s), append(m.Influence, c)
	}
	b.Run("actors=20/issues=6", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			must(m.Exchange(context.Background(), spatial.Trading{}))
		}
	})
}

func BenchmarkExpectedUtility(b *testing.B) {
	x, c := actors(stream(4), 30)
	_, s := actors(stream(5), 30)
	for i := range s {
		s[i] = min(s[i], 1)
	}
	d := &spatial.Dispute{Position: x, Salience: s, Influence: c}
	b.Run("actors=30/rounds=5", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			must(d.ExpectedUtility(context.Background(), spatial.Quarrel{Rounds: 5, Stay: 1}))
		}
	})
}

func BenchmarkForecast(b *testing.B) {
	c := wage()
	b.ReportAllocs()
	for b.Loop() {
		must(spatial.Forecast(context.Background(), c)).Result()
	}
}

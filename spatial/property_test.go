package spatial_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"detente/spatial"
)

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

func actors(r *rand.Rand, n int) (x, w []float64) {
	for range n {
		x, w = append(x, 100*r.Float64()), append(w, 0.05+r.Float64())
	}
	return x, w
}

// No position beats the weighted median when everybody prefers what is nearer.
func TestNothingBeatsTheMedian(t *testing.T) {
	for seed := range uint64(1000) {
		r := stream(seed)
		x, w := actors(r, 1+r.IntN(9))
		median, _ := spatial.Median(x, w)
		for range 50 {
			other := 100 * r.Float64()
			margin := 0.0
			for i := range x {
				switch d := math.Abs(x[i]-other) - math.Abs(x[i]-median); {
				case d < 0:
					margin += w[i]
				case d > 0:
					margin -= w[i]
				}
			}
			if margin > 1e-12 {
				t.Fatalf("seed %d: %v beats the median %v of %v with weights %v", seed, other, median, x, w)
			}
		}
		if winner, ok := spatial.Condorcet(x, w, spatial.Binary); !ok || winner != median {
			t.Fatalf("seed %d: Condorcet = %v, %v, want %v", seed, winner, ok, median)
		}
	}
}

// Reordering actors changes nothing but their order.
func TestReorderingActors(t *testing.T) {
	for seed := range uint64(200) {
		r := stream(seed)
		n, dims := 3+r.IntN(5), 1+r.IntN(2)
		a, b := &spatial.Arena{}, &spatial.Arena{}
		for range n {
			var x, s []float64
			for range dims {
				x, s = append(x, float64(r.IntN(21))/20), append(s, (0.1+0.9*r.Float64())/float64(dims))
			}
			a.Position, a.Salience, a.Influence = append(a.Position, x), append(a.Salience, s), append(a.Influence, 1+r.Float64())
		}
		order := r.Perm(n)
		for _, i := range order {
			b.Position, b.Salience, b.Influence = append(b.Position, a.Position[i]), append(b.Salience, a.Salience[i]), append(b.Influence, a.Influence[i])
		}
		// one turn: further on, ties between equal bargains are broken by order
		one, two := must(a.Play(context.Background(), spatial.Conduct{}))[0], must(b.Play(context.Background(), spatial.Conduct{}))[0]
		for k, i := range order {
			if !near(one.Chance[i], two.Chance[k], 1e-9) || !near(one.Risk[i], two.Risk[k], 1e-9) {
				t.Fatalf("seed %d: actor %d: chance %v, renamed %v", seed, i, one.Chance[i], two.Chance[k])
			}
		}
	}
}

// A forecast moves with its scale: y = a + b x.
func TestForecastsMoveWithTheScale(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		x, w := actors(r, 2+r.IntN(6))
		shift, factor := 200*r.Float64()-100, 0.01+3*r.Float64()
		y := make([]float64, len(x))
		for i := range x {
			y[i] = shift + factor*x[i]
		}
		one, _ := spatial.NewDensity(x, w, 0, 100)
		two, _ := spatial.NewDensity(y, w, shift, shift+100*factor)
		to := func(v float64) float64 { return shift + factor*v }
		tolerance := 1e-9 * (math.Abs(shift) + 100*factor)
		if !near(two.Mean, to(one.Mean), tolerance) {
			t.Fatalf("seed %d: mean %v, want %v", seed, two.Mean, to(one.Mean))
		}
		for _, p := range []float64{0.5, 0.8, 0.9} {
			a, b := one.Interval(p)
			c, d := two.Interval(p)
			if !near(c, to(a), tolerance) || !near(d, to(b), tolerance) {
				t.Fatalf("seed %d: interval %v to %v, want %v to %v", seed, c, d, to(a), to(b))
			}
		}
		a, b := one.Nearest([]float64{0, 75, 100}), two.Nearest([]float64{to(0), to(75), to(100)})
		for k := range a {
			if !near(a[k], b[k], 1e-7) {
				t.Fatalf("seed %d: Nearest = %v, want %v", seed, b, a)
			}
		}
	}
}

// Chances sum to 1, intervals nest, and what is below a place grows with it.
func TestDensityIsADistribution(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		x, w := actors(r, 1+r.IntN(6))
		if r.IntN(3) == 0 {
			for i := range x {
				x[i] = float64(r.IntN(2)) * 100
			}
		}
		d, _ := spatial.NewDensity(x, w, 0, 100)
		options := []float64{100 * r.Float64(), 50, 100, 100 * r.Float64(), 50, 0}
		total := 0.0
		for _, p := range d.Nearest(options) {
			total += p
			if p < -1e-15 {
				t.Fatalf("seed %d: a chance of %v", seed, p)
			}
		}
		if !near(total, 1, 1e-12) {
			t.Fatalf("seed %d: chances sum to %v", seed, total)
		}
		low, high := math.Inf(-1), math.Inf(1)
		for _, p := range []float64{0.99, 0.9, 0.8, 0.5, 0.1} {
			a, b := d.Interval(p)
			if a < low || b > high || a > d.Mean || b < d.Mean {
				t.Fatalf("seed %d: interval of %v: %v to %v within %v to %v", seed, p, a, b, low, high)
			}
			low, high = a, b
		}
		before := 0.0
		for k := range 101 {
			below := d.Below(float64(k))
			if below < before-1e-12 || below > 1+1e-12 {
				t.Fatalf("seed %d: Below(%d) = %v after %v", seed, k, below, before)
			}
			before = below
		}
	}
}

// The more weight is behind an option, the better its chances.
func TestWeightHelps(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		x, w := actors(r, 3+r.IntN(4))
		for _, chain := range []spatial.Chain{spatial.Conditional, spatial.MarkovUniform} {
			e := spatial.Election{Chain: chain}
			before := e.OnLine(x, w, x, 100)
			more := append([]float64(nil), w...)
			more[0] *= 1.5
			if after := e.OnLine(x, more, x, 100); after[0] < before[0]-1e-12 {
				t.Fatalf("seed %d: the chance of actor 0 falls from %v to %v with more weight", seed, before[0], after[0])
			}
		}
	}
}

// The Nash solution lies in the zone of agreement, and does not change when every
// weight is multiplied.
func TestNashStaysInTheZone(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		x, w := actors(r, 1+r.IntN(5))
		reference := 100 * r.Float64()
		d := spatial.Parting(x, reference, 0, 100)
		y, ok := spatial.Nash(x, w, d, 0, 100)
		apart := math.Inf(1)
		for i := range x {
			if ok && math.Abs(x[i]-y) >= math.Abs(x[i]-reference) {
				t.Fatalf("seed %d: actor at %v gains nothing at %v over %v", seed, x[i], y, reference)
			}
			apart = math.Min(apart, (x[i]-reference)*(x[0]-reference))
		}
		if ok != (apart > 1e-6) {
			t.Fatalf("seed %d: Nash(%v against %v) = %v, %v", seed, x, reference, y, ok)
		}
		tripled := make([]float64, len(w))
		for i := range w {
			tripled[i] = 3 * w[i]
		}
		if z, _ := spatial.Nash(x, tripled, d, 0, 100); ok && !near(z, y, 1e-5) {
			t.Fatalf("seed %d: Nash with tripled weights = %v, want %v", seed, z, y)
		}
	}
}

// All actors at the two ends, or all at one place: KTAB stops with an error, this
// model plays.
func TestActorsAtTheEnds(t *testing.T) {
	for seed := range uint64(200) {
		r := stream(seed)
		a := &spatial.Arena{}
		one := r.IntN(4) == 0
		for range 3 + r.IntN(8) {
			place := float64(r.IntN(2))
			if one {
				place = 1
			}
			a.Position, a.Salience, a.Influence = append(a.Position, []float64{place}), append(a.Salience, []float64{0.1 + 0.9*r.Float64()}), append(a.Influence, 1+r.Float64())
		}
		turns, err := a.Play(context.Background(), spatial.Conduct{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for n, turn := range turns {
			for i, x := range turn.Position {
				if !(x[0] >= 0 && x[0] <= 1) || !(turn.Chance[i] >= 0 && turn.Chance[i] <= 1) || math.IsNaN(turn.Risk[i]) {
					t.Fatalf("seed %d, turn %d: actor %d at %v with chance %v and risk %v", seed, n, i, x, turn.Chance[i], turn.Risk[i])
				}
			}
		}
	}
}

// Every way to conduct the spatial model plays to an end on the scale.
func TestEveryConduct(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		a := &spatial.Arena{}
		for range 2 + r.IntN(5) {
			a.Position = append(a.Position, []float64{r.Float64(), r.Float64()})
			a.Salience = append(a.Salience, []float64{0.01 + 0.49*r.Float64(), 0.01 + 0.49*r.Float64()})
			a.Influence = append(a.Influence, 0.1+r.Float64())
		}
		c := spatial.Conduct{
			Election: spatial.Election{Vote: spatial.Vote(r.IntN(6)), Victory: spatial.Victory(r.IntN(5)), Chain: spatial.Chain(r.IntN(3))},
			Risk:     spatial.Risk(r.IntN(3)), View: spatial.View(r.IntN(5)), Commit: spatial.Commit(r.IntN(3)),
			Meeting: spatial.Meeting(r.IntN(3)), Offer: spatial.Offer(r.IntN(3)),
		}
		if r.IntN(2) == 0 {
			c.Choose = func(chances []float64) int { return len(chances) - 1 }
		}
		turns, err := a.Play(context.Background(), c)
		if err != nil {
			t.Fatalf("seed %d: %+v: %v", seed, c, err)
		}
		for _, turn := range turns {
			for i, x := range turn.Position {
				if !(x[0] >= -1e-9 && x[0] <= 1+1e-9 && x[1] >= -1e-9 && x[1] <= 1+1e-9) || math.IsNaN(turn.Chance[i]) {
					t.Fatalf("seed %d: %+v: actor %d at %v with chance %v", seed, c, i, x, turn.Chance[i])
				}
			}
		}
	}
}

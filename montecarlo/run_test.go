package montecarlo_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/montecarlo"
)

var background = context.Background()

// A case with a range of every kind, correlations and unknown orders.
func ranges(t testing.TB) *detente.Case {
	condition := func(text string) *detente.Condition {
		w, fault := detente.ParseCondition(text)
		if fault != nil {
			t.Fatal(fault)
		}
		return w
	}
	q := func(spread detente.Spread, low, mid, high float64) *detente.Quantity {
		return &detente.Quantity{Spread: spread, Low: low, Mid: mid, High: high, Min: 0, Max: 100}
	}
	a := detente.Party{ID: "a", Influence: q(detente.Interval, 40, 50, 60), NoAgreement: q(detente.Triangle, 10, 20, 40), CostOfDelay: q(detente.Fitted, 10, 30, 90)}
	a.Prefers = [][]detente.Statement{{{When: condition("x")}}, {{When: condition("y")}, {When: condition("z")}, {When: condition("w")}}}
	b := detente.Party{ID: "b", Influence: q(detente.Unknown, 0, 0, 0), NoAgreement: q(detente.Interval, 0, 10, 20)}
	for _, text := range []string{"x", "y", "z"} {
		b.Ranking = append(b.Ranking, detente.Rank{Fits: []*detente.Condition{condition(text)}})
	}
	b.Unknown = [][2]*detente.Condition{{condition("x"), condition("z")}, {condition("x"), condition("not y")}}
	return &detente.Case{Parties: []detente.Party{a, b},
		Correlated: []detente.Correlation{{Of: []string{"a.influence", "parties.b.influence"}, R: 0.6}, {Of: []string{"a.no_agreement", "a.cost_of_delay"}, R: -1}}}
}

func TestSpace(t *testing.T) {
	s := space(t, ranges(t))
	var paths []string
	for _, in := range s.Inputs {
		paths = append(paths, in.Path)
	}
	want := []string{"parties.a.influence", "parties.a.no_agreement", "parties.a.cost_of_delay", "parties.b.influence", "parties.b.no_agreement", "parties.a.prefers.1", "parties.b.unknown.0"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]int{{0, 3}, {1, 2}, {4}, {5}, {6}}, s.Factors()); diff != "" {
		t.Errorf("factors (-want +got):\n%s", diff)
	}
	if len(s.Notes) != 1 { // "not y" is no entry of the ranking
		t.Errorf("notes %q, want one on the pair that stays unknown", s.Notes)
	}
}

// TestDistributions draws every kind of range and holds its quantiles against
// their definitions.
func TestDistributions(t *testing.T) {
	s := space(t, ranges(t))
	var of [5][]float64
	orders, ranked := map[string]int{}, map[string]int{}
	f := func(c *detente.Case) ([]float64, error) {
		a, b := &c.Parties[0], &c.Parties[1]
		if len(a.Prefers) != 4 || len(b.Unknown) != 1 {
			return nil, errors.New("an order was not drawn")
		}
		code := 0.0
		for _, e := range a.Prefers[1:] {
			code = 10*code + float64(e[0].When.Text[0]-'w')
		}
		return []float64{a.Influence.Mid, a.NoAgreement.Mid, a.CostOfDelay.Mid, b.Influence.Mid, b.NoAgreement.Mid, code, float64(b.Ranking[0].Fits[0].Text[0])}, nil
	}
	const n = 1 << 13
	if _, err := s.Run(background, f, montecarlo.Options{Draws: n}, func(d montecarlo.Draw) {
		for i := range of {
			of[i] = append(of[i], d.Y[i])
		}
		orders[fmt.Sprint(d.Y[5])]++
		ranked[fmt.Sprint(d.Y[6])]++
	}); err != nil {
		t.Fatal(err)
	}
	if r := rankCorrelation(of[0], of[3]); math.Abs(r-0.6) > 0.02 {
		t.Errorf("rank correlation = %.3f, want 0.6", r)
	}
	if r := rankCorrelation(of[1], of[2]); r > -0.999 {
		t.Errorf("rank correlation = %.3f, want -1", r)
	}
	// The triangle 10, 20, 40 has its median at 40 - sqrt(30 x 20 / 2). The
	// interval 0..20 is cut off at 0: half of 5 % of the rest lies below its
	// Φ⁻¹(0.05 + 0.95 u).
	for _, e := range []struct {
		of      int
		p, want float64
	}{{0, 0.05, 40}, {0, 0.5, 50}, {0, 0.95, 60}, {1, 0.5, 40 - math.Sqrt(300)}, {2, 0.05, 10}, {2, 0.5, 30}, {2, 0.95, 90}, {3, 0.25, 25}, {4, 0.5, 10 + 20/(2*1.644854)*0.0627068}} {
		x := slices.Sorted(slices.Values(of[e.of]))
		if got := x[int(e.p*n)]; math.Abs(got-e.want) > 0.25 {
			t.Errorf("input %d: %g-quantile = %.2f, want %.2f", e.of, e.p, got, e.want)
		}
		if x[0] < 0 || x[n-1] > 100 {
			t.Errorf("input %d lies between %g and %g, want within 0 and 100", e.of, x[0], x[n-1])
		}
	}
	for what, count := range map[string]map[string]int{"orders of three": orders, "orders of a pair": ranked} {
		want := map[string]int{"orders of three": 6, "orders of a pair": 2}[what]
		if len(count) != want {
			t.Errorf("%d %s, want %d", len(count), what, want)
		}
		for k, c := range count {
			if math.Abs(float64(c)/n-1/float64(want)) > 0.02 {
				t.Errorf("%s: %s comes %d times of %d", what, k, c, n)
			}
		}
	}
}

func rankCorrelation(x, y []float64) float64 {
	ranks := func(x []float64) []float64 {
		order := make([]int, len(x))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int {
			if x[a] < x[b] {
				return -1
			}
			return 1
		})
		out := make([]float64, len(x))
		for r, i := range order {
			out[i] = float64(r)/float64(len(x)) - 0.5
		}
		return out
	}
	a, b := ranks(x), ranks(y)
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return 12 * sum / float64(len(x))
}

// TestSameBytes: any number of workers sums up the same numbers in the same
// order.
func TestSameBytes(t *testing.T) {
	s := space(t, ranges(t))
	f := func(c *detente.Case) ([]float64, error) {
		return []float64{math.Exp(c.Parties[0].Influence.Mid/10) * c.Parties[1].Influence.Mid}, nil
	}
	var first string
	for _, workers := range []int{1, 2, 8} {
		sum := montecarlo.NewSummary(0, 1e5)
		learn := montecarlo.NewLearning(len(s.Inputs), 2)
		if _, err := s.Run(background, f, montecarlo.Options{Draws: 3000, Seed: 5, Workers: workers}, func(d montecarlo.Draw) {
			sum.Add(d.Y[0])
			learn.Add(d, int(d.At[0]*2))
		}); err != nil {
			t.Fatal(err)
		}
		indices, err := s.Indices(background, f, montecarlo.Options{Draws: 256, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(*sum, learn.Gain(0), indices)
		if first == "" {
			first = text
		}
		if text != first {
			t.Errorf("%d workers: another answer than one", workers)
		}
	}
}

// TestDrawAlone: draw i is the same however many draws there are.
func TestDrawAlone(t *testing.T) {
	s := space(t, ranges(t))
	f := func(c *detente.Case) ([]float64, error) { return []float64{c.Parties[0].NoAgreement.Mid}, nil }
	for _, plain := range []bool{false, true} {
		var short, long []float64
		for n, to := range map[int]*[]float64{50: &short, 500: &long} {
			if _, err := s.Run(background, f, montecarlo.Options{Draws: n, Plain: plain}, func(d montecarlo.Draw) { *to = append(*to, d.Y[0]) }); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(short, long[:50]) {
			t.Errorf("plain %v: the first 50 draws of 500 differ from 50 draws", plain)
		}
	}
}

func TestEnough(t *testing.T) {
	s, read := cube(t, 1, 0, 1)
	sum := montecarlo.NewSummary(0, 1)
	var asked []int
	n, err := s.Run(background, func(c *detente.Case) ([]float64, error) { return read(c), nil }, montecarlo.Options{Draws: 100_000, Enough: func(n int) bool {
		asked = append(asked, n)
		return sum.Error() < 0.01
	}}, func(d montecarlo.Draw) { sum.Add(d.Y[0]) })
	// The standard error of a uniform number is 0.2887/sqrt(n): below 0.01 from 834.
	if err != nil || n != 1024 || !slices.Equal(asked, []int{64, 128, 256, 512, 1024}) {
		t.Errorf("Run = %d draws, %v, asked at %v, want 1024 and powers of two from 64", n, err, asked)
	}
	if math.Abs(sum.Mean-0.5) > 1e-3 || math.Abs(sum.Quantile(0.9)-0.9) > 2e-3 || math.Abs(sum.Above(0.3)-0.7) > 2e-3 {
		t.Errorf("mean %v, 0.9-quantile %v, above 0.3 %v", sum.Mean, sum.Quantile(0.9), sum.Above(0.3))
	}
}

// The first draw that fails is told, whoever finds it first.
func TestFirstError(t *testing.T) {
	s, read := cube(t, 1, 0, 1)
	for _, workers := range []int{1, 8} {
		taken := 0
		_, err := s.Run(background, func(c *detente.Case) ([]float64, error) {
			if x := read(c); x[0] > 0.9 {
				return nil, fmt.Errorf("%.6f is too much", x[0])
			}
			return nil, nil
		}, montecarlo.Options{Draws: 1000, Workers: workers}, func(montecarlo.Draw) { taken++ })
		if want := fmt.Sprintf("montecarlo: draw %d:", taken); err == nil || err.Error()[:len(want)] != want {
			t.Errorf("%d workers: %v after %d draws, want %s", workers, err, taken, want)
		}
	}
}

func TestCancel(t *testing.T) {
	s, read := cube(t, 1, 0, 1)
	ctx, cancel := context.WithCancel(background)
	taken := 0
	_, err := s.Run(ctx, func(c *detente.Case) ([]float64, error) { return read(c), nil }, montecarlo.Options{Draws: 1 << 40}, func(montecarlo.Draw) {
		if taken++; taken == 100 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || taken > 2000 {
		t.Errorf("Run = %v after %d draws, want cancelled soon after 100", err, taken)
	}
}

// TestLearning: y is true where x1 > 0.7, whatever x2. Knowing nothing the best
// guess is right in 70 of 100 draws; knowing x1 always, but for the part that 0.7
// cuts; x2 is worth nothing.
func TestLearning(t *testing.T) {
	s, read := cube(t, 2, 0, 1)
	l := montecarlo.NewLearning(2, 2)
	if _, err := s.Run(background, func(c *detente.Case) ([]float64, error) { return read(c), nil }, montecarlo.Options{Draws: 1 << 12}, func(d montecarlo.Draw) {
		class := 0
		if d.Y[0] > 0.7 {
			class = 1
		}
		l.Add(d, class)
	}); err != nil {
		t.Fatal(err)
	}
	// The sixth of eight parts, 0.625 to 0.75, has 60 % below: guessed right.
	want := 1 - 0.4/8 - 0.7
	if math.Abs(l.Now()-0.7) > 0.01 || math.Abs(l.Gain(0)-want) > 0.01 || l.Gain(1) > 0 {
		t.Errorf("now %.3f, gains %.3f and %.3f, want 0.7, %.3f and 0", l.Now(), l.Gain(0), l.Gain(1), want)
	}
	if got := l.Shares(0, 1); math.Abs(got[0]) > 1e-9 || math.Abs(got[5]-0.4) > 0.02 || math.Abs(got[7]-1) > 1e-9 {
		t.Errorf("shares by part %v, want 0 at first, 0.4 in the sixth, 1 at last", got)
	}
}

// TestCrossings holds bisection against a scan in small steps.
func TestCrossings(t *testing.T) {
	for seed := range uint64(200) {
		places := make([]float64, 3)
		montecarlo.NewStream(seed, "places", true).Point(0, places)
		slices.Sort(places)
		holds := func(x float64) (bool, error) { return x > places[0] && x < places[1] || x > places[2], nil }
		var want []float64
		was, _ := holds(0)
		const steps = 20000
		for k := 1; k <= steps; k++ {
			x := float64(k) / steps
			if is, _ := holds(x); is != was {
				was, want = is, append(want, x)
			}
		}
		got, err := montecarlo.Crossings(0, 1, steps/100, holds)
		if err != nil {
			t.Fatal(err)
		}
		if places[1]-places[0] < 0.01 || places[2]-places[1] < 0.01 {
			continue // closer than two cells
		}
		if len(got) != len(want) {
			t.Fatalf("seed %d: crossings %v, want near %v", seed, got, want)
		}
		for k := range got {
			if math.Abs(got[k].At-want[k]) > 1.0/steps || got[k].Above != (k%2 == 0) {
				t.Errorf("seed %d: crossing %v, want near %v", seed, got[k], want[k])
			}
		}
	}
}

func TestTornado(t *testing.T) {
	s, read := cube(t, 2, 0, 10)
	middle, swings, err := s.Tornado(func(c *detente.Case) ([]float64, error) {
		x := read(c)
		return []float64{x[0] + 3*x[1]}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if middle[0] != 20 || math.Abs(swings[0].Low[0]-15.5) > 1e-9 || math.Abs(swings[0].High[0]-24.5) > 1e-9 || math.Abs(swings[1].High[0]-33.5) > 1e-9 {
		t.Errorf("Tornado = %v, %v, want 20, 15.5 to 24.5, 6.5 to 33.5", middle, swings)
	}
}

func BenchmarkRun(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		s, read := cube(b, 30, 0, 1)
		f := func(c *detente.Case) ([]float64, error) { return read(c)[:1], nil }
		b.Run(fmt.Sprintf("inputs=30/draws=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sum := montecarlo.NewSummary(0, 1)
				if _, err := s.Run(background, f, montecarlo.Options{Draws: n}, func(d montecarlo.Draw) { sum.Add(d.Y[0]) }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

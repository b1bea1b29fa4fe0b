package bargain_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"detente"
	"detente/bargain"
)

// outcomesOf lists the outcomes of a solution's deals with consent.
func outcomesOf(t *testing.T, s *bargain.Solution, err error) []string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range s.Consented.Deals {
		out = append(out, fmt.Sprint(d.Outcome))
	}
	slices.Sort(out)
	return out
}

func frontierOf(t *testing.T, p *bargain.Problem) []string {
	t.Helper()
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range f.Deals {
		out = append(out, fmt.Sprint(d.Outcome))
	}
	slices.Sort(out)
	return out
}

// points is a random case of two parties with points, on options that no rule
// ties together.
func pointsCase(t testing.TB, seed uint64) *detente.Case {
	r := rand.New(rand.NewPCG(seed, 3))
	b := build(t, "x and y")
	b.c.NoDeal.None = true
	for i := range 3 {
		b.issue(fmt.Sprintf("s%d", i), "a b c d", "")
	}
	for _, id := range []string{"x", "y"} {
		var rows [][]float64
		for range 3 {
			var row []float64
			for range 4 {
				row = append(row, float64(r.IntN(40)))
			}
			rows = append(rows, row)
		}
		b.points(id, rows...).NoAgreement = number(float64(20 + r.IntN(20)))
	}
	return b.c
}

// rescale turns every number u of a party into scale x u + shift: the shift goes
// into the rows of the first issue and into no_agreement.
func rescale(p *detente.Party, scale, shift float64) {
	for i := range p.Wants.Rows {
		for _, q := range p.Wants.Rows[i].Values {
			x := q.Mid * scale
			if i == 0 {
				x += shift
			}
			*q = detente.Number(x)
		}
	}
	p.NoAgreement = number(p.NoAgreement.Mid*scale + shift)
}

// TestAffine checks that the frontier, Nash and Kalai-Smorodinsky do not depend
// on the scale of one party's utilities, and that the egalitarian solution does.
func TestAffine(t *testing.T) {
	changed := 0
	for seed := range uint64(1000) {
		before, after := mustNew(t, pointsCase(t, seed)), pointsCase(t, seed)
		rescale(&after.Parties[0], 3, 7)
		rescaled := mustNew(t, after)
		if got, want := frontierOf(t, rescaled), frontierOf(t, before); !slices.Equal(got, want) {
			t.Fatalf("seed %d: frontier %v, want %v", seed, got, want)
		}
		for name, find := range map[string]func(p *bargain.Problem) []string{
			"Nash": func(p *bargain.Problem) []string {
				s, err := bargain.Nash(t.Context(), p)
				return outcomesOf(t, s, err)
			},
			"Kalai-Smorodinsky": func(p *bargain.Problem) []string {
				s, err := bargain.KalaiSmorodinsky(t.Context(), p)
				return outcomesOf(t, s, err)
			},
		} {
			if got, want := find(rescaled), find(before); !slices.Equal(got, want) {
				t.Fatalf("seed %d: %s %v, want %v", seed, name, got, want)
			}
		}
		a, err := bargain.Egalitarian(t.Context(), before)
		x := outcomesOf(t, a, err)
		b, err := bargain.Egalitarian(t.Context(), rescaled)
		if !slices.Equal(x, outcomesOf(t, b, err)) {
			changed++
		}
	}
	if changed < 100 {
		t.Errorf("the egalitarian solution changed in %d of 1000 cases, want many", changed)
	}
}

// TestIndependence checks that the Nash deal stays when another deal is no longer
// to be had.
func TestIndependence(t *testing.T) {
	for seed := range uint64(500) {
		c := pointsCase(t, seed)
		p := mustNew(t, c)
		s, err := bargain.Nash(t.Context(), p)
		if want := outcomesOf(t, s, err); len(want) == 1 {
			f, _ := bargain.FindFrontier(t.Context(), p)
			for _, d := range f.Deals {
				if fmt.Sprint(d.Outcome) == want[0] || fmt.Sprint(d.Utilities) == fmt.Sprint(s.Consented.Deals[0].Utilities) {
					continue
				}
				text := ""
				for i, level := range d.Outcome {
					text += fmt.Sprintf(" and s%d=%s", i, c.Issues[i].LevelID(level))
				}
				b := &builder{t, pointsCase(t, seed)}
				b.c.Rules = []detente.Rule{{Signed: true, When: b.when(text[len(" and "):])}}
				less, err := bargain.Nash(t.Context(), mustNew(t, b.c))
				if got := outcomesOf(t, less, err); !slices.Equal(got, want) {
					t.Fatalf("seed %d without %v: Nash %v, want %v", seed, d.Outcome, got, want)
				}
			}
		}
	}
}

// TestReorder checks that naming the parties in another order permutes utilities
// and nothing else.
func TestReorder(t *testing.T) {
	for seed := range uint64(300) {
		c := pointsCase(t, seed)
		want := frontierOf(t, mustNew(t, c))
		slices.Reverse(c.Parties)
		if got := frontierOf(t, mustNew(t, c)); !slices.Equal(got, want) {
			t.Fatalf("seed %d: frontier %v, want %v", seed, got, want)
		}
	}
}

// TestMonotony checks that with two parties and a convex set a party never gets
// less by Kalai-Smorodinsky when its possibilities grow and the other's best
// stays.
func TestMonotony(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 4))
		points := [][2]float64{{0, 1}, {1, 0}}
		for range 3 {
			points = append(points, [2]float64{r.Float64(), r.Float64()})
		}
		less := bargain.NewHull(points).KalaiSmorodinsky([2]float64{})
		for range 3 {
			points = append(points, [2]float64{r.Float64(), r.Float64()})
		}
		more := bargain.NewHull(points).KalaiSmorodinsky([2]float64{})
		if more[0] < less[0]-1e-12 || more[1] < less[1]-1e-12 {
			t.Fatalf("seed %d: %v after %v", seed, more, less)
		}
	}
}

// TestHullTwin compares solutions on hulls with a fine search along the boundary.
func TestHullTwin(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		var points [][2]float64
		for range 3 + r.IntN(6) {
			points = append(points, [2]float64{r.Float64(), r.Float64()})
		}
		h := bargain.NewHull(points)
		d := [2]float64{0.5 * r.Float64() * slices.Max(h.X), 0.5 * r.Float64() * slices.Max(h.Y)}
		a := 1 + 3*r.Float64()
		best, at := math.Inf(-1), math.NaN()
		ideal := h.Ideal(d)
		fair, even := math.Inf(-1), math.NaN()
		for k := range 20001 {
			x := slices.Max(h.X) * float64(k) / 20000
			y := h.At(x)
			for _, p := range points { // no point lies outside
				if p[1] > h.At(p[0])+1e-9 {
					t.Fatalf("seed %d: %v lies above the hull", seed, p)
				}
			}
			if x < d[0] || y < d[1] {
				continue
			}
			if v := a*math.Log(x-d[0]) + math.Log(y-d[1]); v > best {
				best, at = v, x
			}
			if v := min((x-d[0])/(ideal[0]-d[0]), (y-d[1])/(ideal[1]-d[1])); v > fair {
				fair, even = v, x
			}
		}
		if got := h.Nash(d, a, 1); math.Abs(got[0]-at) > 2e-4 && a*math.Log(got[0]-d[0])+math.Log(got[1]-d[1]) < best {
			t.Errorf("seed %d: Nash at %v, want %v", seed, got, at)
		}
		if got := h.KalaiSmorodinsky(d); math.Abs(got[0]-even) > 2e-4 {
			t.Errorf("seed %d: Kalai-Smorodinsky at %v, want %v", seed, got, even)
		}
	}
}

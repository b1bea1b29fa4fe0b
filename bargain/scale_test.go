package bargain_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"detente/bargain"
)

// TestSkylines compares the skyline of random rows, in two to six coordinates,
// with ties and with coordinates that do not count, with comparing all pairs.
func TestSkylines(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 6))
		d, n, side := 1+r.IntN(6), 1+r.IntN(400), 2+r.IntN(40)
		strict := d
		if r.IntN(3) == 0 {
			strict = r.IntN(d + 1)
		}
		rows := make([][]int64, n)
		for i := range rows {
			for range d {
				rows[i] = append(rows[i], int64(r.IntN(side)))
			}
		}
		slices.SortFunc(rows, slices.Compare)
		rows = slices.CompactFunc(rows, slices.Equal)
		var want [][]int64
		for _, a := range rows {
			dominated := slices.ContainsFunc(rows, func(b []int64) bool {
				for k := range a {
					if b[k] < a[k] {
						return false
					}
				}
				return !slices.Equal(a[:strict], b[:strict])
			})
			if !dominated {
				want = append(want, a)
			}
		}
		got := bargain.Skyline(rows, strict)
		slices.SortFunc(got, slices.Compare)
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("seed %d: d=%d strict=%d n=%d: %d rows, want %d", seed, d, strict, n, len(got), len(want))
		}
	}
}

// TestThin checks what a thinned set promises: every row that went lies nowhere
// more than the error above some row that stayed.
func TestThin(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 7))
		d, most := 2+r.IntN(4), 5+r.IntN(40)
		rows := make([][]int64, 800)
		for i := range rows {
			for range d {
				rows[i] = append(rows[i], int64(r.IntN(10000)))
			}
		}
		kept, lost := bargain.Thin(rows, most)
		if len(kept) > most {
			t.Fatalf("seed %d: %d rows stay, want at most %d", seed, len(kept), most)
		}
		for _, a := range rows {
			near := slices.ContainsFunc(kept, func(b []int64) bool {
				for k := range a {
					if a[k]-b[k] > lost[k] {
						return false
					}
				}
				return true
			})
			if !near {
				t.Fatalf("seed %d: %v is further than %v from every row kept", seed, a, lost)
			}
		}
	}
}

// TestSearchAtScale compares solutions found by search with those read from the
// exact frontier where no enumeration could go.
func TestSearchAtScale(t *testing.T) {
	for seed := range uint64(4) {
		c := additive(t, seed, 14, 8, 2+int(seed%2), 1, 55)
		for name, find := range finders {
			exact, err := find(t.Context(), mustNew(t, c).Woven())
			if err != nil {
				t.Fatal(err)
			}
			sought, err := find(t.Context(), mustNew(t, c).Sought())
			if err != nil {
				t.Fatal(err)
			}
			if got, want := outcomesOf(t, sought, nil), outcomesOf(t, exact, nil); !slices.Equal(got, want) || !sought.Consented.Proven {
				t.Errorf("seed %d: %s by search %v (proven %v), want %v", seed, name, got, sought.Consented.Proven, want)
			}
		}
	}
}

// TestRoughFrontier checks the promise of a frontier of which only a part is
// listed, on a case whose whole frontier is known: every efficient deal in which
// all gain more than epsilon is within epsilon of a listed one.
func TestRoughFrontier(t *testing.T) {
	c := additive(t, 3, 5, 8, 5, 1, 30)
	whole, err := bargain.FindFrontier(t.Context(), mustNew(t, c).Woven())
	if err != nil {
		t.Fatal(err)
	}
	rough, err := bargain.FindFrontier(t.Context(), mustNew(t, c).Rough())
	if err != nil {
		t.Fatal(err)
	}
	if rough.Exact || rough.Epsilon <= 0 || len(rough.Deals) >= len(whole.Deals) {
		t.Fatalf("rough frontier of %d deals, exact %v, epsilon %v; want fewer than %d", len(rough.Deals), rough.Exact, rough.Epsilon, len(whole.Deals))
	}
	for _, d := range whole.Deals {
		if slices.Min(d.Gains) <= rough.Epsilon {
			continue
		}
		near := slices.ContainsFunc(rough.Deals, func(e bargain.Deal) bool {
			for k := range e.Gains {
				if d.Gains[k]-e.Gains[k] > rough.Epsilon+1e-9 {
					return false
				}
			}
			return true
		})
		if !near {
			t.Errorf("%v is further than %v from every listed deal", d.Gains, rough.Epsilon)
		}
	}
}

// TestEstimates checks that counts estimated from random packages are within
// four standard errors of the exact ones.
func TestEstimates(t *testing.T) {
	for seed := range uint64(20) {
		c := randomCase(t, seed)
		p, err := bargain.New(t.Context(), c)
		if err != nil {
			continue
		}
		exact, err := bargain.FindZone(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		p = mustNew(t, c)
		p.Seed = seed
		drawn, err := bargain.Draw(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for name, pair := range map[string][2]bargain.Amount{
			"preferred": {drawn.Preferred, exact.Preferred}, "consented": {drawn.Consented, exact.Consented}, "unanimous": {drawn.Unanimous, exact.Unanimous},
		} {
			if math.Abs(pair[0].Estimate-pair[1].Estimate) > 4*pair[0].Error+1 {
				t.Errorf("seed %d: %s estimated %v ± %v, want %v", seed, name, pair[0].Estimate, pair[0].Error, pair[1].Estimate)
			}
		}
	}
}

// TestCountsBeyondEnumeration counts packages of ten billion outcomes in two ways:
// exactly by halves, and by drawing.
func TestCountsBeyondEnumeration(t *testing.T) {
	c := additive(t, 9, 10, 10, 2, 6, 50)
	exact, err := bargain.FindZone(t.Context(), mustNew(t, c))
	if err != nil {
		t.Fatal(err)
	}
	if exact.Preferred.Exact == nil {
		t.Fatal("no exact count of 10^10 outcomes")
	}
	drawn, err := bargain.Draw(t.Context(), mustNew(t, c))
	if err != nil {
		t.Fatal(err)
	}
	if off := math.Abs(drawn.Preferred.Estimate - exact.Preferred.Estimate); off > 4*drawn.Preferred.Error {
		t.Errorf("preferred: %v by halves, %v ± %v drawn", exact.Preferred.Estimate, drawn.Preferred.Estimate, drawn.Preferred.Error)
	}
}

package assess

import (
	"math/rand/v2"
	"testing"
)

// TestSpans holds unions, intersections and edges against membership at many
// points.
func TestSpans(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 8))
	draw := func() []span {
		var out []span
		for range r.IntN(5) {
			s := span{low: float64(r.IntN(8)), openLow: r.IntN(2) == 0, openHigh: r.IntN(2) == 0}
			s.high = s.low + float64(1+r.IntN(4))
			out = append(out, s)
		}
		return out
	}
	in := func(spans []span, x float64) bool {
		for i := range spans {
			if spans[i].holds(x) {
				return true
			}
		}
		return false
	}
	for range 5000 {
		a, b := draw(), draw()
		ma, mb := merge(a), merge(b)
		both := intersect(ma, mb)
		for k := -4; k <= 56; k++ {
			x := float64(k) / 4
			if got, want := in(ma, x), in(a, x); got != want {
				t.Fatalf("merge(%v) holds %v = %t, want %t", a, x, got, want)
			}
			if got, want := in(both, x), in(a, x) && in(b, x); got != want {
				t.Fatalf("intersect(%v, %v) holds %v = %t, want %t", ma, mb, x, got, want)
			}
			if in(ma, x) {
				edges(t, ma, in, x)
			}
		}
	}
}

// edges holds where x leaves the spans against a walk in quarter steps.
func edges(t *testing.T, spans []span, in func([]span, float64) bool, x float64) {
	t.Helper()
	_, up := leave(spans, x, 0, 10)
	want := x
	for want <= 10 && in(spans, want) {
		want += 0.25
	}
	switch {
	case up == nil && want <= 10:
		t.Fatalf("leave(%v, %v) finds no way up, want %v", spans, x, want)
	case up != nil && !up.past && up.at != want, up != nil && up.past && up.at+0.25 != want:
		t.Fatalf("leave(%v, %v) = %+v, want %v", spans, x, *up, want)
	}
}

package chart

import (
	"math"
	"math/rand/v2"
	"testing"
)

// spread is best among all ways to place up to four labels on whole pixels,
// found by trying each.
func TestSpreadIsLeastSquares(t *testing.T) {
	const high = 12
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(4)
		want, gap := make([]float64, n), make([]float64, n)
		room := 0
		for i := range want {
			want[i] = float64(r.IntN(20)) - 4
			if i > 0 {
				gap[i] = float64(1 + r.IntN(4))
				room += int(gap[i])
			}
		}
		if room > high {
			continue
		}
		got := spread(want, gap, 0, high)
		for i := range got {
			if got[i] < -1e-9 || got[i] > high+1e-9 || i > 0 && got[i] < got[i-1]+gap[i]-1e-9 {
				t.Fatalf("seed %d: spread(%v, %v, 0, %d) = %v: too near or out", seed, want, gap, high, got)
			}
		}
		if best := bruteSpread(want, gap, 0, 0, high); cost(want, got) > best+1e-9 {
			t.Fatalf("seed %d: spread(%v, %v, 0, %d) = %v costs %g, whole pixels %g", seed, want, gap, high, got, cost(want, got), best)
		}
	}
}

func cost(want, got []float64) float64 {
	sum := 0.0
	for i := range want {
		sum += (want[i] - got[i]) * (want[i] - got[i])
	}
	return sum
}

// bruteSpread returns the least cost of placing want[i:] at whole pixels from
// low to high.
func bruteSpread(want, gap []float64, i, low, high int) float64 {
	if i == len(want) {
		return 0
	}
	best := math.Inf(1)
	for x := low; x <= high; x++ {
		next := x
		if i+1 < len(gap) {
			next += int(gap[i+1])
		}
		d := want[i] - float64(x)
		best = min(best, d*d+bruteSpread(want, gap, i+1, next, high))
	}
	return best
}

func TestSpreadByHand(t *testing.T) {
	// Two labels that want 5, ten high: 0 and 10. A third that wants 30 stays.
	got := spread([]float64{5, 5, 30}, []float64{0, 10, 10}, 0, 100)
	for i, want := range []float64{0, 10, 30} {
		if math.Abs(got[i]-want) > 1e-9 {
			t.Errorf("spread = %v, want [0 10 30]", got)
		}
	}
	if got := spread([]float64{5, 6}, []float64{0, 10}, 0, 3); got[0] != 0 || got[1] != 10 {
		t.Errorf("spread without room = %v, want [0 10]", got)
	}
}

// Labels of a crowd neither overlap nor leave the bounds, and their leaders
// cross neither labels nor each other.
func TestPlacer(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := newPlacer(box{0, 0, 300, 200})
		for range 60 {
			x, y := 300*r.Float64(), 200*r.Float64()
			p.draw(box{x - 4, y - 4, x + 4, y + 4})
			p.place(x, y, 4, 20+40*r.Float64(), 15, len(distances))
		}
		for i, b := range p.taken {
			if !b.within(p.bounds) {
				t.Fatalf("seed %d: label %v out of bounds", seed, b)
			}
			for _, other := range p.taken[:i] {
				if b.overlaps(other) {
					t.Fatalf("seed %d: labels %v and %v overlap", seed, b, other)
				}
			}
		}
		for i, l := range p.leaders {
			n := 0
			for _, b := range p.taken {
				if b.crosses(l) {
					n++
				}
			}
			if n != 1 { // its own label, where it ends
				t.Fatalf("seed %d: leader %v meets %d labels, want its own", seed, l, n)
			}
			for _, other := range p.leaders[:i] {
				if l.crosses(other) {
					t.Fatalf("seed %d: leaders %v and %v cross", seed, l, other)
				}
			}
		}
	}
}

func TestCrosses(t *testing.T) {
	b := box{10, 10, 20, 20}
	for _, test := range []struct {
		l    leader
		want bool
	}{
		{leader{0, 15, 30, 15}, true},
		{leader{0, 0, 30, 30}, true},
		{leader{12, 12, 13, 13}, true}, // inside
		{leader{0, 15, 9, 15}, false},  // too short
		{leader{0, 5, 30, 5}, false},   // above
		{leader{0, 18, 12, 30}, false}, // past a corner
		{leader{0, 15, 10, 15}, true},  // touches
	} {
		if got := b.crosses(test.l); got != test.want {
			t.Errorf("%v crosses %v = %t, want %t", b, test.l, got, test.want)
		}
	}
}

func TestLeapVisitsAll(t *testing.T) {
	for n := 1; n <= 200; n++ {
		seen := make([]bool, n)
		for k := range n {
			seen[leap(k, n)] = true
		}
		for i := range seen {
			if !seen[i] {
				t.Fatalf("leap over %d never comes to %d", n, i)
			}
		}
	}
}

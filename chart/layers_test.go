package chart

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Every node stands once, in rows that fit into the room; nodes do not overlap,
// and links run through neighbouring rows from the upper to the lower node.
func TestLayersAreSound(t *testing.T) {
	const left, right, gap = 10, 500, 12
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 1 + r.IntN(40)
		widths := make([]float64, n)
		for i := range widths {
			widths[i] = 20 + 100*r.Float64()
		}
		var edges, pairs [][2]int
		for range r.IntN(3 * n) {
			a, b := r.IntN(n), r.IntN(n)
			p := [2]int{min(a, b), max(a, b)}
			if a != b && !slices.Contains(pairs, p) {
				edges, pairs = append(edges, [2]int{a, b}), append(pairs, p)
			}
		}
		l := layered(ranksFrom(n, edges, nil), widths, pairs, left, right, gap)
		seen := make([]int, len(l.at))
		for row, vs := range l.rows {
			for k, v := range vs {
				seen[v]++
				at := l.at[v]
				if at.row != row || at.x-at.width/2 < left-1e-9 || at.x+at.width/2 > right+1e-9 {
					t.Fatalf("seed %d: vertex %d of row %d at %+v", seed, v, row, at)
				}
				if before := l.at[vs[max(0, k-1)]]; k > 0 && at.x-before.x < (at.width+before.width)/2+gap-1e-9 {
					t.Fatalf("seed %d: vertices %d and %d overlap", seed, vs[k-1], v)
				}
			}
		}
		for v, times := range seen {
			if times != 1 {
				t.Fatalf("seed %d: vertex %d stands %d times", seed, v, times)
			}
		}
		for _, k := range l.links {
			first, last := k.way[0], k.way[len(k.way)-1]
			if !(first == k.a && last == k.b || first == k.b && last == k.a) {
				t.Fatalf("seed %d: link %d-%d runs from %d to %d", seed, k.a, k.b, first, last)
			}
			for i := 1; len(k.way) > 2 && i < len(k.way); i++ {
				if l.at[k.way[i]].row != l.at[k.way[i-1]].row+1 {
					t.Fatalf("seed %d: link %d-%d leaps over a row", seed, k.a, k.b)
				}
			}
		}
	}
}

// Links drawn in the wrong order at first are untangled: three pairs that cross
// each other, and a binary tree whose leaves come in the wrong order.
func TestUntangle(t *testing.T) {
	for _, test := range []struct {
		name  string
		ranks []int
		pairs [][2]int
	}{
		{"reversed pairs", []int{0, 0, 0, 1, 1, 1}, [][2]int{{0, 5}, {1, 4}, {2, 3}}},
		{"tree", []int{0, 1, 1, 2, 2, 2, 2}, [][2]int{{0, 1}, {0, 2}, {1, 5}, {1, 6}, {2, 3}, {2, 4}}},
	} {
		widths := slices.Repeat([]float64{20}, len(test.ranks))
		if n := layered(test.ranks, widths, test.pairs, 0, 400, 10).crossings(); n != 0 {
			t.Errorf("%s: %d crossings, want 0", test.name, n)
		}
	}
}

// The count of crossings is that of a drawing with straight lines.
func TestCrossings(t *testing.T) {
	// Two rows of two, all linked: one crossing, whatever the order.
	l := layered([]int{0, 0, 1, 1}, []float64{20, 20, 20, 20}, [][2]int{{0, 2}, {0, 3}, {1, 2}, {1, 3}}, 0, 400, 10)
	if n := l.crossings(); n != 1 {
		t.Errorf("crossings of the complete graph of 2 and 2 = %d, want 1", n)
	}
	// Three and three: 9, the least that two rows allow: C(3,2)².
	var pairs [][2]int
	for a := range 3 {
		for b := 3; b < 6; b++ {
			pairs = append(pairs, [2]int{a, b})
		}
	}
	l = layered([]int{0, 0, 0, 1, 1, 1}, slices.Repeat([]float64{20}, 6), pairs, 0, 400, 10)
	if n := l.crossings(); n != 9 {
		t.Errorf("crossings of the complete graph of 3 and 3 = %d, want 9", n)
	}
}

func TestRanksFrom(t *testing.T) {
	// 2 is the start; 0 and 1 follow; 3 leads to 0 and is reached by none.
	got := ranksFrom(4, [][2]int{{2, 0}, {0, 1}, {3, 0}, {1, 2}}, []int{2})
	if want := []int{1, 2, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("ranksFrom = %v, want %v", got, want)
	}
}

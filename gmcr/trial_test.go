package gmcr

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestTrial holds trials against Hold on random conflicts, of independent moves,
// with rules, with merged states, and with preferences of every coarseness.
func TestTrial(t *testing.T) {
	ctx := context.Background()
	var stable [SSEQ + 1]int
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 77))
		g, err := FromCase(ctx, options(r, 6, 2+int(seed%3), seed%3 == 1, seed%4 == 3))
		if err != nil {
			t.Fatal(err)
		}
		s := r.IntN(g.States())
		for !g.IsState(s) {
			s = r.IntN(g.States())
		}
		trial := g.NewTrial(s)
		for range 10 {
			rank := make([][]uint32, len(g.movers))
			levels := 2 + r.Uint32N(60)
			for i := range rank {
				for range g.States() {
					rank[i] = append(rank[i], r.Uint32N(levels))
				}
			}
			for i := range rank { // worth staying for
				rank[i][s] = max(rank[i][s], levels*2/3)
			}
			h, err := g.WithRanks(rank).Hold(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			worth := make([][]float64, len(rank))
			for i := range rank {
				for s := range rank[i] {
					worth[i] = append(worth[i], float64(rank[i][g.standing(s)]))
				}
			}
			got := trial.Stable(worth, 0.5)
			for c, want := range h.Stable {
				if Concept(c) == SIM {
					continue
				}
				if got[c] != (want == Yes) {
					t.Fatalf("seed %d: state %d by %v = %v, want %v", seed, s, Concept(c), got[c], want)
				}
				stable[c] += btoi(got[c])
			}
		}
	}
	for c, n := range stable {
		if Concept(c) <= SSEQ && n < 100 || n > 3900 {
			t.Errorf("%d of 4000 states are stable by %v: too few or too many to tell", n, Concept(c))
		}
	}
}

func BenchmarkTrial(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 77))
	g, err := FromCase(context.Background(), options(r, 11, 3, false, false))
	if err != nil {
		b.Fatal(err)
	}
	worth := make([][]float64, len(g.movers))
	for i := range worth {
		for range g.States() {
			worth[i] = append(worth[i], r.Float64())
		}
		worth[i][0] = 0.8
	}
	trial := g.NewTrial(0)
	b.Run(fmt.Sprintf("movers=3/states=%d", g.States()), func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			trial.Stable(worth, 1e-9)
		}
	})
}

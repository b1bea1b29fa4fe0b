package bargain_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"detente"
	"detente/bargain"
)

// additive is a case of plain issues with random weights and values of some
// decimals, where no deal is the first option throughout and no_agreement is
// worth reserve.
func additive(t testing.TB, seed uint64, issues, options, parties, decimals int, reserve float64) *detente.Case {
	r := rand.New(rand.NewPCG(seed, 1))
	unit := math.Pow(10, float64(decimals))
	c := &detente.Case{Title: fmt.Sprintf("%d issues x %d options, %d parties", issues, options, parties)}
	for i := range issues {
		s := detente.Issue{ID: detente.IssueID(fmt.Sprintf("i%d", i)), Form: detente.Named, Decided: detente.NoLevel}
		for k := range options {
			s.Options = append(s.Options, detente.Option{ID: detente.OptionID(fmt.Sprintf("o%d", k))})
		}
		c.Issues = append(c.Issues, s)
	}
	for i := range parties {
		p := detente.Party{ID: detente.PartyID(fmt.Sprintf("p%d", i)), NoAgreement: number(reserve)}
		p.Wants.Written = true
		for k := range issues {
			var values []float64
			for range options {
				values = append(values, math.Round(r.Float64()*100*unit)/unit)
			}
			p.Wants.Rows = append(p.Wants.Rows, detente.Row{Issue: c.Issues[k].ID, Weight: number(math.Round(1 + r.Float64()*9)), Values: numbers(values)})
		}
		c.Parties = append(c.Parties, p)
	}
	return c
}

func BenchmarkFrontier(b *testing.B) {
	for _, bc := range []struct {
		issues, options, parties, decimals int
	}{{30, 10, 2, 0}, {30, 10, 2, 6}, {6, 10, 2, 6}, {6, 10, 3, 6}, {6, 10, 5, 6}, {8, 10, 4, 6}, {8, 10, 5, 0}, {10, 10, 4, 6}, {30, 10, 5, 0}, {30, 10, 4, 0}, {20, 10, 3, 0}, {30, 10, 3, 0}, {30, 10, 3, 6}} {
		c := additive(b, 1, bc.issues, bc.options, bc.parties, bc.decimals, 0)
		b.Run(fmt.Sprintf("issues=%d/options=%d/parties=%d/decimals=%d", bc.issues, bc.options, bc.parties, bc.decimals), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p := mustNew(b, c)
				f, err := bargain.Efficient(b.Context(), p)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(f), "points")
				b.ReportMetric(bargain.Epsilon(p), "epsilon")
			}
		})
	}
}

func BenchmarkSolutions(b *testing.B) {
	for _, bc := range []struct {
		issues, options, parties int
		reserve                  float64
	}{{10, 10, 5, 0}, {30, 10, 2, 0}, {30, 10, 5, 0}, {30, 10, 5, 60}, {50, 10, 5, 0}} {
		c := additive(b, 2, bc.issues, bc.options, bc.parties, 3, bc.reserve)
		for _, r := range []string{"nash", "egalitarian", "kalai-smorodinsky", "utilitarian"} {
			b.Run(fmt.Sprintf("%s/issues=%d/options=%d/parties=%d/reserve=%g", r, bc.issues, bc.options, bc.parties, bc.reserve), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					nodes, proven, value := bargain.Seek(b.Context(), mustNew(b, c), r)
					b.ReportMetric(float64(nodes), "nodes")
					b.ReportMetric(value, "value")
					if !proven {
						b.ReportMetric(1, "unproven")
					}
				}
			})
		}
	}
}

// BenchmarkPlain goes through a million outcomes one by one, to compare with
// BenchmarkFrontier of the same sizes.
func BenchmarkPlain(b *testing.B) {
	for _, parties := range []int{2, 3, 5} {
		c := additive(b, 1, 6, 10, parties, 6, 0)
		b.Run(fmt.Sprintf("issues=6/options=10/parties=%d/decimals=6", parties), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bargain.Efficient(b.Context(), mustNew(b, c).Plainly()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkZone(b *testing.B) {
	for _, bc := range []struct{ issues, options, parties int }{{6, 10, 5}, {7, 10, 2}, {10, 10, 2}, {30, 10, 5}} {
		c := additive(b, 1, bc.issues, bc.options, bc.parties, 6, 50)
		b.Run(fmt.Sprintf("issues=%d/options=%d/parties=%d", bc.issues, bc.options, bc.parties), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bargain.FindZone(b.Context(), mustNew(b, c)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package gmcr_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"detente"
	"detente/gmcr"
)

// cube is a conflict of yes/no options, split evenly between the parties, with
// statements for preferences.
func cube(options, parties, statements int) *detente.Case {
	p := published{Name: "cube"}
	for k := range options {
		p.Options = append(p.Options, option{DM: fmt.Sprint("d", k*parties/options)})
	}
	r := rand.New(rand.NewPCG(1, 2))
	c := &detente.Case{}
	for i, o := range p.Options {
		c.Issues = append(c.Issues, yesNo(i, o))
	}
	for i := range parties {
		party := detente.Party{ID: detente.PartyID(fmt.Sprint("d", i))}
		for range statements {
			text := fmt.Sprintf("x%d and not x%d or x%d", r.IntN(options), r.IntN(options), r.IntN(options))
			party.Prefers = append(party.Prefers, []detente.Statement{{When: condition(text)}})
		}
		c.Parties = append(c.Parties, party)
	}
	return c
}

// shuffled gives strict random ranks, the worst case for the memory.
func shuffled(g *gmcr.Graph, seed uint64) *gmcr.Graph {
	r := rand.New(rand.NewPCG(seed, 7))
	var ranks [][]uint32
	for range g.Parties() {
		rank := make([]uint32, g.States())
		for i, x := range r.Perm(len(rank)) {
			rank[i] = uint32(x)
		}
		ranks = append(ranks, rank)
	}
	return g.WithRanks(ranks)
}

func BenchmarkStability(b *testing.B) {
	ctx := context.Background()
	for _, bits := range []int{8, 12, 16, 20, 24} {
		for _, parties := range []int{3} {
			b.Run(fmt.Sprintf("parties=%d/states=2^%d", parties, bits), func(b *testing.B) {
				if bits > 20 && testing.Short() {
					b.Skip("large")
				}
				g := shuffled(must(gmcr.FromCase(ctx, cube(bits, parties, 3))), 1)
				b.ReportAllocs()
				for b.Loop() {
					must(gmcr.FindStability(ctx, g, gmcr.Nash, gmcr.GMR, gmcr.SMR, gmcr.SEQ, gmcr.SSEQ))
				}
			})
		}
	}
}

func BenchmarkFromCase(b *testing.B) {
	ctx := context.Background()
	for _, bits := range []int{8, 12, 20, 24} {
		c := cube(bits, 3, 20)
		b.Run(fmt.Sprintf("statements=20/states=2^%d", bits), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				must(gmcr.FromCase(ctx, c))
			}
		})
	}
}

// BenchmarkDraws judges 1,000 conflicts of 256 states, each with its own random
// preferences: by ranks laid over one graph, and by changed cases.
func BenchmarkDraws(b *testing.B) {
	ctx := context.Background()
	c := cube(8, 3, 8)
	g := must(gmcr.FromCase(ctx, c))
	draws := make([]*gmcr.Graph, 1000)
	for i := range draws {
		draws[i] = shuffled(g, uint64(i))
	}
	b.Run("ranks/draws=1000/states=256", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, g := range draws {
				must(gmcr.FindStability(ctx, g, gmcr.GMR, gmcr.SEQ))
			}
		}
	})
	b.Run("cases/draws=1000/states=256", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range 1000 {
				must(gmcr.FindStability(ctx, must(gmcr.FromCase(ctx, c)), gmcr.GMR, gmcr.SEQ))
			}
		}
	})
}

// signed is a case in which four parties can break a deal of eleven issues; half
// of the weights and values are ranges if so asked.
func signed(ranges bool) *detente.Case {
	r := rand.New(rand.NewPCG(4, 4))
	c := &detente.Case{SignedBy: consent("d0 and d1 and d2 and d3")}
	for k := range 11 {
		s := yesNo(k, option{DM: "d0"})
		s.By = consent(fmt.Sprintf("d%d", k%4))
		if k%3 == 0 {
			s.By = consent(fmt.Sprintf("d%d and d%d", k%4, (k+1)%4))
		}
		c.Issues = append(c.Issues, s)
	}
	number := func(low, width float64) *detente.Quantity {
		q := detente.Number(low)
		if ranges && r.IntN(2) == 0 {
			q = detente.Quantity{Spread: detente.Interval, Low: low, High: low + width, Min: 0, Max: 100}
		}
		return &q
	}
	for i := range 4 {
		p := detente.Party{ID: detente.PartyID(fmt.Sprint("d", i)), Wants: detente.Wants{Written: true}}
		for k := range c.Issues {
			row := detente.Row{Issue: c.Issues[k].ID, Weight: number(float64(1+r.IntN(20)), 5)}
			own := r.IntN(3) > 0
			for l := range 2 {
				x := 0.0
				if own == (l == 1) {
					x = 70
				}
				row.Values = append(row.Values, number(x, 20))
			}
			p.Wants.Rows = append(p.Wants.Rows, row)
		}
		c.Parties = append(c.Parties, p)
	}
	return c
}

func BenchmarkAfterDeal(b *testing.B) {
	ctx := context.Background()
	for _, ranges := range []bool{false, true} {
		c := signed(ranges)
		deal := make(detente.Outcome, len(c.Issues))
		for k := range deal {
			deal[k] = 1
		}
		b.Run(fmt.Sprintf("parties=4/states=2048/ranges=%v", ranges), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g := must(gmcr.AfterDeal(ctx, c, deal))
				must(g.Hold(ctx, g.Start()))
			}
		})
	}
}

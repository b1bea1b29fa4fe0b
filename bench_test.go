package detente_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"detente"
)

// benchCase has 30 issues with 10 options each, and a party that values all.
func benchCase() *detente.Case {
	c := &detente.Case{}
	var p detente.Party
	p.Wants.Written = true
	for i := range 30 {
		id := detente.IssueID(fmt.Sprintf("i%d", i))
		s := named(id)
		row := detente.Row{Issue: id, Weight: number(float64(1 + i))}
		for k := range 10 {
			s.Options = append(s.Options, detente.Option{ID: detente.OptionID(fmt.Sprintf("o%d", k))})
			row.Values = append(row.Values, number(float64(k*100)/9))
		}
		c.Issues, p.Wants.Rows = append(c.Issues, s), append(p.Wants.Rows, row)
	}
	for i := range 5 {
		p.Wants.Links = append(p.Wants.Links, detente.Link{When: condition(fmt.Sprintf("i%d=o1 and i%d=o2", i, i+5)), Add: *number(3)})
	}
	c.Parties = []detente.Party{p}
	return c
}

func benchOutcomes(c *detente.Case, n int) []detente.Outcome {
	r := rand.New(rand.NewPCG(1, 13))
	var out []detente.Outcome
	for range n {
		o := make(detente.Outcome, len(c.Issues))
		for i := range o {
			o[i] = r.IntN(c.Issues[i].Levels())
		}
		out = append(out, o)
	}
	return out
}

func BenchmarkTestHolds(b *testing.B) {
	c := benchCase()
	outcomes := benchOutcomes(c, 1024)
	for _, bb := range []struct{ name, text string }{
		{"table/issues=2", "i3=o4 or not i7=o1"},
		{"table/issues=4", "i0=o1 and i1=o2 or i2=o3 and i3=o4"},
		{"steps/issues=6", "i0=o1 and i1=o2 or i2=o3 and i3=o4 or i5=o6 and not i6=o7"},
	} {
		test, err := condition(bb.text).Compile(c)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				test.Holds(outcomes[i&1023])
				i++
			}
		})
	}
}

func BenchmarkBallotHolds(b *testing.B) {
	for _, bb := range []struct {
		name string
		c    *detente.Case
		rule string
	}{
		{"unsc/players=15", securityCouncil(), "all of permanent and 9 of council"},
		{"lisbon/players=27", euCouncil(), lisbon},
		{"nice/players=27", euCouncil(), nice},
	} {
		ballot, err := consent(bb.rule).Compile(bb.c, bb.c.Players())
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 14))
		var sets []detente.Coalition
		for range 1024 {
			sets = append(sets, detente.Coalition{r.Uint64() | r.Uint64()})
		}
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				ballot.Holds(sets[i&1023], nil)
				i++
			}
		})
	}
}

func BenchmarkValuationUtility(b *testing.B) {
	for _, bb := range []struct {
		name string
		c    *detente.Case
	}{
		{"issues=5/breakpoints", contract()},
		{"issues=30/options=10/links=5", benchCase()},
	} {
		v, err := bb.c.Valuation(0)
		if err != nil {
			b.Fatal(err)
		}
		outcomes := benchOutcomes(bb.c, 1024)
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				v.Utility(outcomes[i&1023])
				i++
			}
		})
	}
}

func BenchmarkParseCondition(b *testing.B) {
	for _, text := range []string{
		"fire=ceasefire",
		"not (trade=terms and sanctions=full) or wage >= 3.5 and (jobs if term >= 3)",
	} {
		b.Run(fmt.Sprintf("bytes=%d", len(text)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := detente.ParseCondition(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFindQuote(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 15))
	for _, n := range []int{1_000, 30_000} {
		text := ""
		for range n {
			text += word(r) + " "
		}
		quote := text[len(text)/2 : len(text)/2+100]
		b.Run(fmt.Sprintf("words=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				detente.FindQuote(text, quote)
			}
		})
	}
}

func BenchmarkFor(b *testing.B) {
	c := makeCase(7, 7, "")
	b.ReportAllocs()
	for b.Loop() {
		c.For(detente.Open)
	}
}

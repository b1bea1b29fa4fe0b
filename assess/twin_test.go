package assess_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/assess"
	"detente/bargain"
)

// TestTwin holds least changes, win-set, core and uncovered set against plain
// definitions over all outcomes of small random cases.
func TestTwin(t *testing.T) {
	lacking := 0
	for seed := range uint64(600) {
		text := randomText(seed)
		p, b := find(t, text)
		packages := all(p)
		for _, d := range b.Deals {
			if d.Consented {
				continue
			}
			lacking++
			compare(t, fmt.Sprintf("seed %d, %s", seed, d.ID), d.Least, leastOf(p, packages, d.Outcome, d.Deal.Missing, func(v bargain.Verdict) bool { return v.Consented }))
			for _, w := range d.Missing {
				compare(t, fmt.Sprintf("seed %d, %s, %s", seed, d.ID, w.Party), w.Least, leastOf(p, packages, d.Outcome, []detente.PartyID{w.Party}, func(v bargain.Verdict) bool {
					return v.Consented || v.Preferred && !slices.Contains(v.Missing, w.Party)
				}))
			}
		}
		compareSets(t, fmt.Sprintf("seed %d\n%s", seed, text), p, b, packages)
		if t.Failed() {
			t.Fatal(text)
		}
	}
	if lacking < 200 {
		t.Errorf("only %d deals lacked consent: the cases test too little", lacking)
	}
}

type least struct {
	changed int
	loss    float64
}

func compare(t *testing.T, what string, got *assess.LeastChange, want *least) {
	t.Helper()
	switch {
	case got == nil && want == nil:
	case got == nil || want == nil:
		t.Errorf("%s: least change %+v, want %+v", what, got, want)
	case len(got.Issues) != want.changed || math.Abs(got.Loss-want.loss) > 1e-6 || !got.Proven:
		t.Errorf("%s: least change %+v, want %+v", what, got, want)
	}
}

// all lists every package.
func all(p *bargain.Problem) (out []detente.Outcome) {
	o := make(detente.Outcome, len(p.Case().Issues))
	for {
		if p.Judge(o).Package {
			out = append(out, slices.Clone(o))
		}
		i := len(o) - 1
		for i >= 0 && o[i]+1 == p.Case().Issues[i].Levels() {
			o[i] = 0
			i--
		}
		if i < 0 {
			return out
		}
		o[i]++
	}
}

func leastOf(p *bargain.Problem, packages []detente.Outcome, x detente.Outcome, lost []detente.PartyID, met func(bargain.Verdict) bool) *least {
	var best *least
	before := p.Utilities(x)
	for _, y := range packages {
		if !met(p.Judge(y)) {
			continue
		}
		l := least{}
		for i := range x {
			if x[i] != y[i] {
				l.changed++
			}
		}
		for k, u := range p.Utilities(y) {
			if !slices.Contains(lost, p.Numeric()[k]) {
				l.loss += max(0, before[k]-u)
			}
		}
		if best == nil || l.changed < best.changed || l.changed == best.changed && l.loss < best.loss {
			best = &l
		}
	}
	return best
}

// compareSets holds the sets against their definitions.
func compareSets(t *testing.T, what string, p *bargain.Problem, b *assess.Blockers, packages []detente.Outcome) {
	c := p.Case()
	base := c.NoDealOutcome()
	alternatives := append([]detente.Outcome{base}, packages...)
	beats := func(y, x detente.Outcome) bool { return carries(c, p, y, x) && !carries(c, p, x, y) }
	winSet, core, uncovered := 0, 0, 0
	for _, z := range alternatives {
		beaten, covered := false, false
		for _, y := range alternatives {
			if !beats(y, z) {
				continue
			}
			beaten = true
			covered = covered || !slices.ContainsFunc(alternatives, func(x detente.Outcome) bool { return beats(x, y) && !beats(x, z) })
		}
		if !beaten {
			core++
		}
		if !covered {
			uncovered++
		}
		if beats(z, base) {
			winSet++
		}
	}
	v := b.Voting
	if v.WinSet != winSet || v.Core.Size != core || v.Uncovered.Size != uncovered {
		t.Errorf("%s: win-set %d, core %d, uncovered %d, want %d, %d, %d", what, v.WinSet, v.Core.Size, v.Uncovered.Size, winSet, core, uncovered)
	}
}

// carries reads the three rules that random cases have.
func carries(c *detente.Case, p *bargain.Problem, y, x detente.Outcome) bool {
	var votes []bool
	yes := 0
	for i := range c.Parties {
		likes := true
		switch k := slices.Index(p.Numeric(), c.Parties[i].ID); {
		case k >= 0:
			likes = p.Utilities(y)[k] > p.Utilities(x)[k]+1e-9
		case c.Parties[i].Kind().Ordinal():
			order, _ := c.Order(i)
			likes = order.Compare(y, x) == detente.Better
		}
		votes = append(votes, likes)
		if likes {
			yes++
		}
	}
	switch c.SignedBy.Text {
	case "p0 and p1":
		return votes[0] && votes[1]
	case "2 of all":
		return yes >= 2
	}
	return (votes[0] || y[0] != 0) && votes[1] // p1 and (p0 if i0=o0)
}

// randomText draws a small case.
func randomText(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 5))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	issues, parties := 2+r.IntN(2), 3+r.IntN(2)
	var w strings.Builder
	fmt.Fprintf(&w, "detente: 1\nsigned_by: %s\n", pick("p0 and p1", "p0 and p1", "2 of all", "p1 and (p0 if i0=o0)"))
	if r.IntN(3) == 0 {
		w.WriteString("ties: refuse\n")
	}
	w.WriteString("issues:\n")
	for i := range issues {
		fmt.Fprintf(&w, "  i%d: {options: [o0, o1, o2], now: o%d%s}\n", i, r.IntN(3), pick("", ", by: p0 and p2", ", by: p2 or p1", ", by: all of all"))
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&w, "rules: [never_signed: i0=o%d and i1=o%d]\n", r.IntN(3), r.IntN(3))
	}
	w.WriteString("parties:\n")
	for k := range parties {
		fmt.Fprintf(&w, "  p%d: {", k)
		if k < 2 && r.IntN(3) == 0 {
			fmt.Fprintf(&w, "ratified_by: p2%s, ", pick("", " if i0=o1"))
		}
		if k >= 2 && r.IntN(2) == 0 {
			fmt.Fprintf(&w, "prefers: [%si%d=o%d, i%d=o%d]}\n", pick("", "not "), r.IntN(issues), r.IntN(3), r.IntN(issues), r.IntN(3))
			continue
		}
		w.WriteString("wants: {")
		for i := range issues {
			fmt.Fprintf(&w, "i%d: {weight: %d, o0: %d, o1: %d, o2: %d}, ", i, 1+r.IntN(4), 25*r.IntN(5), 25*r.IntN(5), 25*r.IntN(5))
		}
		w.WriteString("}}\n")
	}
	return w.String()
}

// broad is a case of 19,683 outcomes and three parties.
func broad() string {
	var text strings.Builder
	text.WriteString("detente: 1\nsigned_by: a and b\nissues:\n")
	for i := range 9 {
		fmt.Fprintf(&text, "  i%d: {options: [low, mid, high], now: low, by: a and b and c}\n", i)
	}
	text.WriteString("parties:\n")
	for k, name := range []string{"a", "b", "c"} {
		fmt.Fprintf(&text, "  %s: {wants: {", name)
		for i := range 9 {
			fmt.Fprintf(&text, "i%d: {weight: %d, low: %d, mid: %d, high: %d}, ", i, 1+(i*7+k*3)%5, 30*k, (i*31+k*17)%100, (i*53+k*29)%100)
		}
		text.WriteString("}}\n")
	}
	return text.String()
}

func BenchmarkBlockers(b *testing.B) {
	b.Run("outcomes=10k", func(b *testing.B) {
		p, _ := find(b, broad())
		b.ReportAllocs()
		for b.Loop() {
			if _, err := assess.FindBlockers(context.Background(), p); err != nil {
				b.Fatal(err)
			}
		}
	})
}

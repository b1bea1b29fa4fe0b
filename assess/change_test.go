package assess_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/casefile"
	"detente/gmcr"
)

// TestChangeTwin holds every threshold of small random cases against a scan:
// each number set to every twentieth of its field in turn, the case judged anew.
func TestChangeTwin(t *testing.T) {
	asked := map[assess.Aim]int{}
	seeds := uint64(12)
	if os.Getenv("DETENTE_TEST") == "long" {
		seeds = 150
	}
	for seed := range seeds {
		s := newScan(t, changeText(seed))
		for _, o := range s.some(seed, 3) {
			found, err := assess.FindChange(context.Background(), s.problem(), o)
			if err != nil {
				t.Fatal(err)
			}
			for i := range found.Deals[0].Goals {
				g := &found.Deals[0].Goals[i]
				if g.Refused == "" {
					asked[g.Aim]++
					s.check(fmt.Sprintf("seed %d, %s, %s", seed, s.c.Changes(o, nil), g.Aim), o, g)
				}
			}
		}
		if t.Failed() {
			t.Fatal(s.text)
		}
	}
	for _, aim := range []assess.Aim{assess.Preferred, assess.Consented, assess.Efficient, assess.Lasting} {
		if asked[aim] < 10 {
			t.Errorf("%s was asked %d times: the cases test too little", aim, asked[aim])
		}
	}
}

// TestChangeSets makes the first way of everybody whose mind would have to change
// and holds the result against the rules; where nobody is named, not even
// everybody's yes suffices.
func TestChangeSets(t *testing.T) {
	several := 0
	for seed := range uint64(120) {
		s := newScan(t, randomText(seed))
		for _, o := range s.some(seed, 3) {
			found, err := assess.FindChange(context.Background(), s.problem(), o)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range found.Deals[0].Goals[:2] {
				what := fmt.Sprintf("seed %d, %s, %s", seed, s.c.Changes(o, nil), g.Aim)
				if len(g.Needs) == 0 && !g.Met {
					if v := s.problem().JudgeIf(o, s.c.Players(), nil); v.Preferred && g.Aim == assess.Preferred || v.Consented {
						t.Errorf("%s: nobody is named, and everybody's yes would do\n%s", what, s.text)
					}
				}
				if len(g.Needs) > 1 {
					several++
				}
				if met, all := s.made(o, g, g.Needs); all && !met && !g.Met {
					t.Errorf("%s: %+v do not suffice\n%s", what, g.Needs, s.text)
				}
			}
		}
	}
	if several < 10 {
		t.Errorf("only %d deals needed several yeses: the cases test too little", several)
	}
}

// made reports whether the goal is met once the first way of each need is made;
// all is false where some need has none.
func (s *scan) made(o detente.Outcome, g assess.Goal, needs []assess.Need) (met, all bool) {
	if len(needs) == 0 {
		return s.met(o, g.Aim, false), true
	}
	if len(needs[0].Ways) == 0 {
		return false, false
	}
	w := needs[0].Ways[0]
	s.with(w.Path, w.To, func() { met, all = s.made(o, g, needs[1:]) })
	return met, all
}

// scan judges a case with some number set.
type scan struct {
	*testing.T
	text string
	c    *detente.Case
}

func newScan(t *testing.T, text string) *scan {
	t.Helper()
	f, found := casefile.Parse("random.yaml", []byte(text), nil)
	if f.Case == nil {
		t.Fatalf("%v\n%s", found, text)
	}
	return &scan{t, text, f.Case}
}

func (s *scan) problem() *bargain.Problem {
	s.Helper()
	p, err := bargain.New(context.Background(), s.c)
	if err != nil {
		s.Fatalf("%v\n%s", err, s.text)
	}
	return p
}

// with calls f while the number at a path is x.
func (s *scan) with(path string, x float64, f func()) {
	s.Helper()
	for _, q := range s.c.Quantities() {
		if q.Path == path {
			old := *q.Quantity
			*q.Quantity = detente.Number(x)
			f()
			*q.Quantity = old
			return
		}
	}
	for i := range s.c.Parties {
		p := &s.c.Parties[i]
		if path == "parties."+string(p.ID)+".no_agreement" && p.NoAgreement == nil {
			q := detente.Number(x)
			p.NoAgreement = &q
			f()
			p.NoAgreement = nil
			return
		}
	}
	s.Fatalf("nothing is at %s", path)
}

// some draws packages.
func (s *scan) some(seed uint64, n int) []detente.Outcome {
	packages := all(s.problem())
	r := rand.New(rand.NewPCG(seed, 17))
	r.Shuffle(len(packages), func(i, j int) { packages[i], packages[j] = packages[j], packages[i] })
	return packages[:min(n, len(packages))]
}

// met says by plain definitions whether a deal meets an aim. consented tells
// which set efficiency is asked of.
func (s *scan) met(o detente.Outcome, aim assess.Aim, consented bool) bool {
	if aim == assess.Lasting {
		return s.lasts(o)
	}
	p := s.problem()
	member := func(v bargain.Verdict) bool { return consented && v.Consented || !consented && v.Preferred }
	switch v := p.Judge(o); aim {
	case assess.Preferred:
		return v.Preferred
	case assess.Consented:
		return v.Consented
	default:
		return member(v) && !slices.ContainsFunc(all(p), func(y detente.Outcome) bool { return dominates(p, y, o) && member(p.Judge(y)) })
	}
}

func dominates(p *bargain.Problem, y, o detente.Outcome) bool {
	worse, better := false, false
	for _, id := range p.Signatories() {
		if k := slices.Index(p.Numeric(), id); k >= 0 {
			d := p.Utilities(y)[k] - p.Utilities(o)[k]
			worse, better = worse || d < -1e-9, better || d > 1e-9
		}
	}
	return better && !worse
}

// lasts judges a deal with every range at its middle.
func (s *scan) lasts(o detente.Outcome) (yes bool) {
	var old []detente.Quantity
	for _, q := range s.c.Quantities() {
		old = append(old, *q.Quantity)
		*q.Quantity = detente.Number(q.Quantity.Middle())
	}
	g, err := gmcr.AfterDeal(context.Background(), s.c, o)
	var h *gmcr.Hold
	if err == nil {
		h, err = g.Hold(context.Background(), g.Start())
	}
	if err != nil {
		s.Fatal(err)
	}
	for i, q := range s.c.Quantities() {
		*q.Quantity = old[i]
	}
	return h.Stable[gmcr.SEQ] == gmcr.Yes
}

// check holds one goal against the scan.
func (s *scan) check(what string, o detente.Outcome, g *assess.Goal) {
	s.Helper()
	v := s.problem().Judge(o)
	consented := v.Consented
	if got := s.met(o, g.Aim, consented); got != g.Met {
		s.Errorf("%s: met = %t, want %t", what, g.Met, got)
		return
	}
	at := func(path string, x float64) (met bool) {
		s.with(path, x, func() { met = s.met(o, g.Aim, consented) })
		return met
	}
	ways := g.Ends
	if !g.Met {
		ways = nil
		for i := range g.Needs {
			ways = append(ways, g.Needs[i].Ways...)
		}
		if g.Aim != assess.Efficient && len(g.Needs) != 1 {
			return // several have to move at once
		}
	}
	for i := range ways {
		w := &ways[i]
		if at(w.Path, w.To) == g.Met {
			s.Errorf("%s: %s set to %v changes nothing", what, w.Path, w.To)
		}
		short := w.Edge + (w.From-w.Edge)*1e-4
		if math.Abs(w.Edge-w.From) > 1e-3 && at(w.Path, short) != g.Met {
			s.Errorf("%s: %s set to %v, short of %v, suffices already", what, w.Path, short, w.Edge)
		}
	}
	if g.Aim == assess.Lasting || g.Met {
		return // not every way is listed
	}
	s.sweep(what, g, ways, at)
}

// sweep looks for numbers that would do and are not among the ways.
func (s *scan) sweep(what string, g *assess.Goal, ways []assess.Way, at func(string, float64) bool) {
	s.Helper()
	for _, q := range s.c.Quantities() {
		who := detente.PartyID(strings.Split(q.Path, ".")[1])
		asked := g.Aim != assess.Efficient && who == g.Needs[0].Party || g.Aim == assess.Efficient && slices.Contains(s.problem().Signatories(), who)
		if !asked || q.Quantity.Spread == detente.Exact && (q.Quantity.Mid == 0 || q.Quantity.Mid == 100) {
			continue
		}
		from := q.Quantity.Middle()
		low, high := max(q.Quantity.Min, -100), min(q.Quantity.Max, 100)
		for k := 1; k < 20; k++ {
			x := low + (high-low)*float64(k)/20
			if !at(q.Path, x) || !at(q.Path, x-1e-4) && !at(q.Path, x+1e-4) {
				continue // a single point is a coincidence that rounding hides
			}
			if !slices.ContainsFunc(ways, func(w assess.Way) bool {
				return w.Path == q.Path && w.Up == (x > from) && math.Abs(w.Edge-from) <= math.Abs(x-from)+1e-9
			}) {
				s.Errorf("%s: %s set to %v suffices and is not among %+v", what, q.Path, x, ways)
				return
			}
		}
	}
}

// changeText draws a small case with ranges, links, positions and written worths
// of walking away.
func changeText(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 6))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	var w strings.Builder
	fmt.Fprintf(&w, "detente: 1\nsigned_by: %s\n%sissues:\n", pick("p0 and p1", "p0 and p1", "2 of all", "p0 or p1"), pick("", "", "ties: refuse\n"))
	for i := range 3 {
		fmt.Fprintf(&w, "  i%d: {scale: {from: 0, to: 4}, options: {o0: {at: 0}, o1: {at: 1}, o2: {at: 4}}, now: o%d, by: %s}\n", i, r.IntN(3), pick("p0 and p1", "p0", "p1", "p1 or p2", "p0 and p2"))
	}
	w.WriteString("parties:\n")
	value := func() string {
		if r.IntN(3) == 0 {
			low := 5 * r.IntN(14)
			return fmt.Sprintf("%d..%d", low, low+10+5*r.IntN(4))
		}
		return fmt.Sprint(5 + 5*r.IntN(18))
	}
	for k := range 3 {
		fmt.Fprintf(&w, "  p%d: {", k)
		if r.IntN(3) == 0 {
			fmt.Fprintf(&w, "no_agreement: %s, ", value())
		}
		w.WriteString("wants: {")
		for i := range 3 {
			if r.IntN(5) == 0 {
				fmt.Fprintf(&w, "i%d: {weight: %s, position: %d}, ", i, value(), 1+r.IntN(3))
				continue
			}
			fmt.Fprintf(&w, "i%d: {weight: %s, o0: %s, o1: %s, o2: %s}, ", i, value(), value(), value(), value())
		}
		if r.IntN(3) == 0 {
			fmt.Fprintf(&w, "links: [{when: i0=o%d and i1=o%d, add: %d}]", r.IntN(3), r.IntN(3), 5*r.IntN(9)-20)
		}
		w.WriteString("}}\n")
	}
	return w.String()
}

// A mill and a town: what would get the town's yes to a dam, in figures that can
// be checked by hand.
func TestChangeByHand(t *testing.T) {
	p, _ := find(t, `
detente: 1
signed_by: mill and town
issues:
  dam: {options: [none, large], now: none}
  path: {options: [closed, open], now: open}
parties:
  mill: {wants: {dam: {weight: 80, none: 0, large: 100}, path: {weight: 20, closed: 100, open: 0}}}
  town: {wants: {dam: {weight: 40, none: 70..90, large: 20..40}, path: {weight: 60, closed: 0, open: 100}}}
`)
	found, err := assess.FindChange(context.Background(), p, detente.Outcome{1, 1})
	if err != nil {
		t.Fatal(err)
	}
	// The town loses 0.4 x (80 - 30) = 20. By one number: no dam worth 30 to it, or
	// a large one 80, or walking away worth 72 instead of 92. A weight of 0 for the
	// dam would do too, and is no reading of a weight.
	g := found.Deals[0].Goals[0]
	if g.Met || len(g.Needs) != 1 || g.Needs[0].ShortBy != 20 || g.Needs[0].InRanges {
		t.Fatalf("preferred: %+v, want the town short by 20, beyond its ranges", g)
	}
	got := map[string]float64{}
	for _, w := range g.Needs[0].Ways {
		got[w.Path] = w.To
	}
	want := map[string]float64{"parties.town.wants.dam.none": 30, "parties.town.wants.dam.large": 80, "parties.town.no_agreement": 72}
	for path, x := range want {
		if math.Abs(got[path]-x) > 1e-9 {
			t.Errorf("%s = %v, want %v", path, got[path], x)
		}
	}
	if len(got) != len(want) {
		t.Errorf("ways = %v, want %v", got, want)
	}
	if g.Needs[0].Ways[0].Path != "parties.town.no_agreement" {
		t.Errorf("least way = %s, want no_agreement: 20 of 100, the others 50", g.Needs[0].Ways[0].Path)
	}
}

func BenchmarkChange(b *testing.B) {
	p, _ := find(b, broad())
	for name, named := range map[string][]detente.Outcome{"shortlist": nil, "named": {{0, 1, 1, 1, 1, 1, 1, 1, 2}}} {
		b.Run("outcomes=20k/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := assess.FindChange(context.Background(), p, named...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

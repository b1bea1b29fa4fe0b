package bargain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/bargain"
)

// TestTwin compares every answer with the naive implementation on random cases,
// found in both ways: outcome by outcome and issue by issue.
func TestTwin(t *testing.T) {
	t.Run("plainly", func(t *testing.T) { twin(t, 600, (*bargain.Problem).Plainly) })
	t.Run("woven", func(t *testing.T) { twin(t, 2000, (*bargain.Problem).Woven) })
	t.Run("sought", func(t *testing.T) { twin(t, 1000, (*bargain.Problem).Sought) })
}

// long is how many times as much is tested when there is time.
func long() uint64 {
	if os.Getenv("DETENTE_TEST") == "long" {
		return 10
	}
	return 1
}

func twin(t *testing.T, cases uint64, engine func(*bargain.Problem) *bargain.Problem) {
	applied, deals := 0, 0
	cases *= long()
	for seed := range cases {
		c := randomCase(t, seed)
		p, err := bargain.New(t.Context(), c)
		var missing *detente.MissingError
		if errors.As(err, &missing) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: New: %v\n%s", seed, err, sketch(c))
		}
		applied++
		engine(p)
		n := newNaive(t, c)
		fail := func(what string, got, want any) {
			t.Helper()
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("seed %d: %s (-want +got):\n%s\n%s", seed, what, d, sketch(c))
			}
		}
		compareZone(t, p, n, fail)
		if len(n.signers) == 0 {
			continue
		}
		deals += len(n.all)
		compareFrontier(t, p, n, fail)
		compareSolutions(t, p, n, fail)
		compareGiveGet(t, p, fail)
	}
	if applied < int(cases)/2 || deals < 5000 {
		t.Errorf("only %d cases with %d deals: the generator has drifted", applied, deals)
	}
}

func compareZone(t *testing.T, p *bargain.Problem, n *naive, fail func(string, any, any)) {
	z, err := bargain.FindZone(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	consented := 0
	for i := range n.all {
		if n.all[i].consented {
			consented++
		}
	}
	got := []string{z.Outcomes.String(), z.Feasible.Exact.String(), z.Preferred.Exact.String(), z.Consented.Exact.String(), z.Unanimous.Exact.String(), z.Questions.Exact.String()}
	want := []string{fmt.Sprint(n.outcomes), fmt.Sprint(n.feasible), fmt.Sprint(len(n.all)), fmt.Sprint(consented), fmt.Sprint(n.unanimous), fmt.Sprint(n.questions)}
	fail("outcomes, feasible, preferred, consented, unanimous, questions", got, want)
	blocked := map[detente.PartyID]int{}
	for _, b := range z.Blockers {
		blocked[b.Party] = int(b.Packages.Exact.Int64())
	}
	fail("blockers", blocked, n.blocked)
}

type shownDeal struct {
	Outcome              detente.Outcome
	Utilities            []float64
	Count                string
	Missing              []detente.PartyID
	Preferred, Consented bool
}

func compareFrontier(t *testing.T, p *bargain.Problem, n *naive, fail func(string, any, any)) {
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	preferred := n.frontier(func(*naivePackage) bool { return true })
	consented := n.frontier(func(q *naivePackage) bool { return q.consented })
	fail("frontier sizes", []string{f.Size.String(), f.ConsentedSize.String()}, []string{fmt.Sprint(len(preferred)), fmt.Sprint(len(consented))})
	var want []shownDeal
	same := func(list []*naivePackage, q *naivePackage) bool {
		return slices.ContainsFunc(list, func(r *naivePackage) bool { return n.key(r) == n.key(q) })
	}
	add := func(q *naivePackage, among func(*naivePackage) bool) {
		first, count := q, 0
		for i := len(n.all) - 1; i >= 0; i-- {
			if r := &n.all[i]; n.key(r) == n.key(q) {
				if among(r) {
					count++
				}
				if r.consented || !first.consented {
					first = r
				}
			}
		}
		d := shownDeal{Outcome: first.o, Count: fmt.Sprint(count), Missing: first.missing, Preferred: same(preferred, q), Consented: same(consented, q)}
		for _, u := range first.u {
			d.Utilities = append(d.Utilities, round(u))
		}
		want = append(want, d)
	}
	for _, q := range preferred {
		add(q, func(*naivePackage) bool { return true })
	}
	for _, q := range consented {
		if !same(preferred, q) {
			add(q, func(r *naivePackage) bool { return r.consented })
		}
	}
	var got []shownDeal
	for _, d := range f.Deals {
		s := shownDeal{d.Outcome, nil, d.Count.String(), d.Missing, d.OnPreferred, d.OnConsented}
		for _, u := range d.Utilities {
			s.Utilities = append(s.Utilities, round(u))
		}
		got = append(got, s)
	}
	fail("deals", got, want)
	least := math.NaN()
	for i := range n.all {
		sum := 0.0
		for _, k := range n.signers {
			if n.most[k] > 1e-9 {
				sum += (1 - n.all[i].u[k]/n.most[k]) * (1 - n.all[i].u[k]/n.most[k])
			}
		}
		if d := math.Sqrt(sum); !(d >= least) {
			least = d
		}
	}
	fail("opposition", round(f.Opposition) == round(least) || math.IsNaN(least) && math.IsNaN(f.Opposition), true)
}

func compareSolutions(t *testing.T, p *bargain.Problem, n *naive, fail func(string, any, any)) {
	gains := n.gainsOf
	for _, m := range []struct {
		name  string
		find  func(context.Context, *bargain.Problem) (*bargain.Solution, error)
		value func(ideal []float64) func(q *naivePackage) []float64
	}{
		{"nash", bargain.Nash, func([]float64) func(q *naivePackage) []float64 {
			return func(q *naivePackage) []float64 {
				x := 1.0
				for i, g := range gains(q) {
					full := 100.0
					if n.c.Parties[n.numeric[n.signers[i]]].Wants.Points {
						full = 1
					}
					x *= g / full
				}
				return []float64{x * 1e6} // so that the tolerance is relative
			}
		}},
		{"egalitarian", bargain.Egalitarian, func([]float64) func(q *naivePackage) []float64 {
			return func(q *naivePackage) []float64 { return slices.Sorted(slices.Values(gains(q))) }
		}},
		{"utilitarian", bargain.Utilitarian, func([]float64) func(q *naivePackage) []float64 {
			return func(q *naivePackage) []float64 {
				sum := 0.0
				for _, g := range gains(q) {
					sum += g
				}
				return []float64{sum}
			}
		}},
		{"kalai-smorodinsky", bargain.KalaiSmorodinsky, func(ideal []float64) func(q *naivePackage) []float64 {
			return func(q *naivePackage) []float64 {
				var shares []float64
				for i, g := range gains(q) {
					if ideal[i] > 0 {
						shares = append(shares, g/ideal[i])
					}
				}
				slices.Sort(shares)
				return shares
			}
		}},
	} {
		s, err := m.find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range []struct {
			name string
			in   func(*naivePackage) bool
			got  bargain.Optimum
		}{
			{"consented", func(q *naivePackage) bool { return q.consented && q.level }, s.Consented},
			{"preferred", func(q *naivePackage) bool { return q.level }, s.WithoutConsent},
		} {
			value := m.value(n.ideal(set.in))
			want := n.best(set.in, value)
			got := map[string]bool{}
			for _, d := range set.got.Deals {
				for i := range n.all {
					if q := &n.all[i]; q.o.Equal(d.Outcome) && set.in(q) {
						got[n.key(q)] = true
						if v := value(q); len(v) > 0 && m.name != "nash" && compareLists([]float64{set.got.Value}, v[:1]) != 0 {
							t.Errorf("%s: %s of %s: value %v, want %v; gains %v ideal %v", n.c.Title, m.name, set.name, set.got.Value, v[0], gains(q), n.ideal(set.in))
						}
					}
				}
			}
			fail(m.name+" of "+set.name, got, want)
			fail(m.name+" deals are distinct points", len(set.got.Deals), len(want))
		}
	}
}

func compareGiveGet(t *testing.T, p *bargain.Problem, fail func(string, any, any)) {
	g, err := bargain.FindGiveGet(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range g.Deals {
		for k, gain := range e.Deal.Gains {
			sum := e.Links[k] + e.CutOff[k] + e.Walking[k]
			for _, row := range e.Issues {
				sum += row.Change[k]
			}
			fail("give and get add up to the gain", round(sum), round(gain))
		}
	}
}

var finders = map[string]func(context.Context, *bargain.Problem) (*bargain.Solution, error){
	"nash": bargain.Nash, "egalitarian": bargain.Egalitarian, "kalai-smorodinsky": bargain.KalaiSmorodinsky, "utilitarian": bargain.Utilitarian,
}

// TestEngines compares the answers to larger random cases, to the byte: found by
// going through all outcomes, and issue by issue.
func TestEngines(t *testing.T) {
	cases := 60 * long() * long()
	applied := 0
	for seed := range cases {
		c := randomCaseOf(t, 10_000+seed, 5, 7)
		p, err := bargain.New(t.Context(), c)
		if err != nil {
			continue
		}
		if n := c.Outcomes(); n.Int64() > 60_000 {
			continue
		}
		applied++
		want := allAnswers(t, p.Plainly())
		for name, q := range map[string]*bargain.Problem{"woven": mustNew(t, c).Woven(), "sought": mustNew(t, c).Sought()} {
			if d := cmp.Diff(want, allAnswers(t, q)); d != "" {
				t.Fatalf("seed %d: %s (-plain +%s):\n%s\n%s", 10_000+seed, name, name, d, sketch(c))
			}
		}
	}
	if applied < int(cases)/3 {
		t.Errorf("only %d of %d cases apply", applied, cases)
	}
}

var longNumber = regexp.MustCompile(`\d+\.\d{6,}(e-?\d+)?`)

// allAnswers is the JSON of what depends on how points are found.
func allAnswers(t *testing.T, p *bargain.Problem) map[string]string {
	t.Helper()
	out := map[string]string{}
	put := func(name string, a interface{ Result() *detente.Result }, err error) {
		var missing *detente.MissingError
		if errors.As(err, &missing) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := json.Marshal(a.Result().Data)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = longNumber.ReplaceAllStringFunc(string(text), func(x string) string {
			f, err := strconv.ParseFloat(x, 64)
			if err != nil {
				return x
			}
			return strconv.FormatFloat(f, 'g', 9, 64) // sums in another order differ in the last digits
		})
	}
	z, err := bargain.FindZone(t.Context(), p)
	put("zone", z, err)
	f, err := bargain.FindFrontier(t.Context(), p)
	put("frontier", f, err)
	for name, find := range finders {
		s, err := find(t.Context(), p)
		put(name, s, err)
	}
	return out
}

// TestConcurrent asks one problem everything from several goroutines at once.
func TestConcurrent(t *testing.T) {
	c := randomCaseOf(t, 10_001, 5, 7)
	want := allAnswers(t, mustNew(t, c).Woven())
	p := mustNew(t, c).Woven()
	var group sync.WaitGroup
	got := make([]map[string]string, 4)
	for i := range got {
		group.Go(func() { got[i] = allAnswers(t, p) })
	}
	group.Wait()
	for i := range got {
		if d := cmp.Diff(want, got[i]); d != "" {
			t.Errorf("goroutine %d (-want +got):\n%s", i, d)
		}
	}
}

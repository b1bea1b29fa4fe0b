package bargain_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"detente"
	"detente/bargain"
	"detente/casefile"
)

// shared is where published examples lie that are not part of the repository.
const shared = "../../shared"

// readShared returns a shared file, or skips the test.
func readShared(t *testing.T, path ...string) []byte {
	t.Helper()
	name := filepath.Join(append([]string{shared}, path...)...)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("no %s", name)
	}
	return text
}

// expected is what a scenario's expected.json says.
type expected struct {
	Parties []struct {
		Key, Role string
		Threshold float64
	}
	Issues             []struct{ Name string }
	Sizes              []int `json:"issue_sizes"`
	Passing, Unanimous int
	DealsPassing       int       `json:"deals_passing_rule"`
	DealsUnanimous     int       `json:"deals_unanimous"`
	Reference          reference `json:"reference"`
}

type reference struct {
	Outcomes     int         `json:"n_outcomes"`
	Rational     int         `json:"n_rational"`
	Size         int         `json:"n_pareto"`
	Disagreement []float64   `json:"disagreement"`
	Nash         [][]float64 `json:"nash"`
	Product      float64     `json:"nash_product"`
	Egalitarian  [][]float64 `json:"egalitarian"`
	Smorodinsky  [][]float64 `json:"kalai_smorodinsky"`
	Share        float64     `json:"kalai_smorodinsky_value"`
	Welfare      [][]float64 `json:"max_welfare"`
	Opposition   float64     `json:"opposition"`
	Pareto       []struct {
		Utilities []float64 `json:"utilities"`
		Count     int       `json:"n_outcomes"`
	} `json:"pareto"`
}

func readExpected(t *testing.T, folder string) *expected {
	var e expected
	if err := json.Unmarshal(readShared(t, "scenarios", folder, "expected.json"), &e); err != nil {
		t.Fatal(err)
	}
	return &e
}

// scorable builds the case of a scorable game: a file of scores for each party,
// a line for each issue and a last one with the threshold.
func scorable(t *testing.T, folder string, e *expected) *detente.Case {
	c := &detente.Case{NoDeal: detente.NoDeal{None: true}}
	for k, size := range e.Sizes {
		s := detente.Issue{ID: detente.IssueID("issue-" + strconv.Itoa(k+1)), Form: detente.Named, Now: detente.NoLevel, Decided: detente.NoLevel}
		for i := range size {
			s.Options = append(s.Options, detente.Option{ID: detente.OptionID("o" + strconv.Itoa(i+1))})
		}
		c.Issues = append(c.Issues, s)
	}
	for _, party := range e.Parties {
		p := detente.Party{ID: detente.PartyID(party.Key)}
		p.Wants.Written, p.Wants.Points = true, true
		lines := strings.Split(strings.TrimSpace(string(readShared(t, "scenarios", folder, party.Key+".txt"))), "\n")
		for k := range e.Sizes {
			r := detente.Row{Issue: c.Issues[k].ID}
			for word := range strings.SplitSeq(lines[k], ",") {
				x, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
				if err != nil {
					t.Fatal(err)
				}
				q := detente.Number(x)
				r.Values = append(r.Values, &q)
			}
			p.Wants.Rows = append(p.Wants.Rows, r)
		}
		d := detente.Number(party.Threshold)
		p.NoAgreement = &d
		c.Parties = append(c.Parties, p)
	}
	return c
}

func mustNew(t testing.TB, c *detente.Case) *bargain.Problem {
	t.Helper()
	p, err := bargain.New(t.Context(), c)
	if err != nil {
		t.Fatalf("New(%s): %v", c.Title, err)
	}
	return p
}

func mustConsent(t testing.TB, text string) *detente.Consent {
	t.Helper()
	c, err := detente.ParseConsent(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestScorableGames holds the two published exercises against their tables: by
// the published rule, and with everybody's signature.
func TestScorableGames(t *testing.T) {
	for _, folder := range []string{"scorable-harbour-sport-park", "scorable-game3"} {
		t.Run(folder, func(t *testing.T) {
			e := readExpected(t, folder)
			c := scorable(t, folder, e)
			rule := "5 of all"
			for _, p := range e.Parties {
				if p.Role == "p1" || p.Role == "p2" {
					rule = strings.ToLower(p.Key) + " and " + rule
				}
			}
			for i := range c.Parties {
				id := strings.ToLower(strings.ReplaceAll(string(c.Parties[i].ID), "_", "-"))
				c.Parties[i].ID = detente.PartyID(id)
			}
			c.SignedBy = mustConsent(t, strings.ReplaceAll(rule, "_", "-"))
			z, err := bargain.FindZone(t.Context(), mustNew(t, c))
			if err != nil {
				t.Fatal(err)
			}
			if got := int(z.Consented.Exact.Int64()); got != e.DealsPassing {
				t.Errorf("packages with consent = %d, want %d", got, e.DealsPassing)
			}
			if got := int(z.Unanimous.Exact.Int64()); got != e.DealsUnanimous {
				t.Errorf("unanimous = %d, want %d", got, e.DealsUnanimous)
			}
			c.SignedBy = nil
			compareReference(t, mustNew(t, c), &e.Reference, 1)
		})
	}
}

// compareReference compares every answer with a table; scale is what 1 in the
// table is in utility.
func compareReference(t *testing.T, p *bargain.Problem, r *reference, scale float64) {
	t.Helper()
	near := cmpopts.EquateApprox(0, 1e-6)
	same := func(what string, got, want any) {
		t.Helper()
		if d := cmp.Diff(want, got, near, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s (-want +got):\n%s", what, d)
		}
	}
	z, err := bargain.FindZone(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	same("outcomes", int(z.Outcomes.Int64()), r.Outcomes)
	same("rational", int(z.Preferred.Exact.Int64()), r.Rational)
	same("consented", int(z.Consented.Exact.Int64()), r.Rational)
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	same("frontier size", int(f.Size.Int64()), r.Size)
	same("opposition", f.Opposition, r.Opposition)
	if len(f.Deals) == len(r.Pareto) {
		for i, want := range r.Pareto {
			same("frontier point", scaled(f.Deals[i].Utilities, scale), want.Utilities)
			same("frontier count", int(f.Deals[i].Count.Int64()), want.Count)
		}
	}
	points := func(s *bargain.Solution, err error) (out [][]float64) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Consented.Deals {
			out = append(out, scaled(d.Utilities, scale))
		}
		return sorted(out)
	}
	same("Nash", points(bargain.Nash(t.Context(), p)), sorted(r.Nash))
	same("egalitarian", points(bargain.Egalitarian(t.Context(), p)), sorted(r.Egalitarian))
	same("Kalai-Smorodinsky", points(bargain.KalaiSmorodinsky(t.Context(), p)), sorted(r.Smorodinsky))
	same("utilitarian", points(bargain.Utilitarian(t.Context(), p)), sorted(r.Welfare))
	s, _ := bargain.Nash(t.Context(), p)
	same("Nash product, relative", s.Consented.Value/math.Max(r.Product, 1e-12), 1.0)
	s, _ = bargain.KalaiSmorodinsky(t.Context(), p)
	same("Kalai-Smorodinsky share", s.Consented.Value, r.Share)
}

func scaled(u []float64, scale float64) []float64 {
	out := slices.Clone(u)
	for i := range out {
		out[i] /= scale
	}
	return out
}

func sorted(points [][]float64) [][]float64 {
	points = slices.Clone(points)
	slices.SortFunc(points, func(a, b []float64) int { return slices.Compare(b, a) })
	return points
}

// TestAlaska checks the sketch of the Alaska summit against what its designers
// counted: 8,685 packages that both signatories prefer, 2,535 with consent. The
// Nash deal of the first gives all four regions to one side; that of the second
// keeps the line, stops the fire and lifts sanctions.
func TestAlaska(t *testing.T) {
	f, found := casefile.Parse("alaska.yaml", readShared(t, "design", "cases", "alaska.yaml"), nil)
	if f.Case == nil {
		t.Fatalf("alaska.yaml: %v", found)
	}
	p := mustNew(t, f.Case)
	z, err := bargain.FindZone(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := []string{z.Preferred.Exact.String(), z.Consented.Exact.String()}, []string{"8685", "2535"}; !slices.Equal(got, want) {
		t.Errorf("preferred, consented = %v, want %v", got, want)
	}
	s, err := bargain.Nash(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	level := func(o bargain.Optimum, issue detente.IssueID) string {
		if len(o.Deals) != 1 {
			t.Fatalf("Nash deals = %d, want 1", len(o.Deals))
		}
		i := f.Case.IssueIndex(issue)
		return f.Case.Issues[i].LevelID(o.Deals[0].Outcome[i])
	}
	if got := level(s.WithoutConsent, "territory"); got != "all-four" {
		t.Errorf("Nash, consent aside: territory=%s, want all-four", got)
	}
	for issue, want := range map[detente.IssueID]string{"territory": "line", "fire": "ceasefire", "sanctions": "lifted"} {
		if got := level(s.Consented, issue); got != want {
			t.Errorf("Nash with consent: %s=%s, want %s", issue, got, want)
		}
	}
}

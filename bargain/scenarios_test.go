package bargain_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/bargain"
	"detente/exchange"
)

// scenario is what an expected.json says of one real negotiation domain.
type scenario struct {
	Name, Format, Domain string
	Profiles             []string
	Passing              int `json:"deals_passing_rule"`
	Unanimous            int `json:"deals_unanimous"`
	Reference            struct {
		Outcomes     float64     `json:"n_outcomes"`
		Disagreement []float64   `json:"disagreement"`
		Max          []float64   `json:"utility_max"`
		Rational     int64       `json:"n_rational"`
		Size         int64       `json:"n_pareto"`
		Nash         [][]float64 `json:"nash"`
		Product      float64     `json:"nash_product"`
		Egalitarian  [][]float64 `json:"egalitarian"`
		Smorodinsky  [][]float64 `json:"kalai_smorodinsky"`
		Share        float64     `json:"kalai_smorodinsky_value"`
		Welfare      tied        `json:"max_welfare"`
		Sum          float64     `json:"max_welfare_value"`
		Opposition   *float64    `json:"opposition"`
		Pareto       []struct {
			Utilities []float64
			Count     int64 `json:"n_outcomes"`
		}
	}
}

// tied is the utilities of packages that tie: all of them, or how many and the
// first.
type tied struct {
	count int
	first [][]float64
}

func (u *tied) UnmarshalJSON(text []byte) error {
	if json.Unmarshal(text, &u.first) == nil {
		u.count = len(u.first)
		return nil
	}
	var many struct {
		Count int
		First [][]float64
	}
	err := json.Unmarshal(text, &many)
	u.count, u.first = many.Count, many.First
	return err
}

// TestScenarios holds outcomes, rational counts, the frontier point by point,
// the four solutions and the opposition of 42 real domains against figures that
// were computed by two other implementations.
func TestScenarios(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared, "scenarios", "*", "expected.json"))
	if len(files) == 0 {
		t.Skip("the folder shared/scenarios is absent")
	}
	tested := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s scenario
		if err := json.Unmarshal(text, &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c, ok := s.read(t, filepath.Dir(name))
		if !ok {
			continue
		}
		tested++
		t.Run(s.Name, func(t *testing.T) { s.check(t, c) })
	}
	if tested != 42 {
		t.Errorf("%d domains were tested, want 42", tested)
	}
}

func (s *scenario) read(t *testing.T, dir string) (*detente.Case, bool) {
	t.Helper()
	load := func(name string) exchange.File {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return exchange.File{Name: name, Data: data}
	}
	if strings.Contains(s.Format, "nonlinear") {
		return nil, false
	}
	var profiles []exchange.File
	for _, p := range s.Profiles {
		profiles = append(profiles, load(p))
	}
	var c *detente.Case
	var err error
	switch {
	case s.Format == "genius-xml":
		c, _, err = exchange.Genius(load(s.Domain), profiles, exchange.Options{})
	case strings.HasPrefix(s.Format, "geniusweb"):
		c, _, err = exchange.GeniusWeb(exchange.File{}, profiles, exchange.Options{})
	case strings.HasPrefix(s.Format, "scorable"):
		c, _, err = exchange.Scorable(os.DirFS(dir))
	default:
		return nil, false
	}
	if err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	return c, true
}

func (s *scenario) check(t *testing.T, c *detente.Case) {
	ctx := context.Background()
	if s.Passing > 0 { // by the published rule first
		z := mustZone(t, c)
		if exactly(z.Consented) != int64(s.Passing) || exactly(z.Unanimous) != int64(s.Unanimous) {
			t.Errorf("passing, unanimous = %s, %s, want %d, %d", z.Consented, z.Unanimous, s.Passing, s.Unanimous)
		}
		every := *c
		every.SignedBy = nil
		c = &every
	}
	r := &s.Reference
	scale := slices.Max(r.Max)
	near := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-6*math.Max(scale, math.Abs(want))) {
			t.Errorf("%s = %.10g, want %.10g", what, got, want)
		}
	}
	z := mustZone(t, c)
	if float64(z.Outcomes.Int64()) != r.Outcomes {
		t.Errorf("outcomes = %s, want %g", z.Outcomes, r.Outcomes)
	}
	if exactly(z.Preferred) != r.Rational || exactly(z.Consented) != r.Rational {
		t.Errorf("preferred, consented = %s, %s, want %d", z.Preferred, z.Consented, r.Rational)
	}
	p, err := bargain.New(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if f.Size.Int64() != r.Size || !f.Exact {
		t.Errorf("frontier size = %s, exact %v, want %d", f.Size, f.Exact, r.Size)
	}
	for i, d := range f.Deals {
		if i >= len(r.Pareto) {
			break
		}
		if at := closest(d.Utilities, r.Pareto, func(i int) []float64 { return r.Pareto[i].Utilities }); at > 1e-6*scale {
			t.Errorf("%s at %v is no frontier point of the reference (off by %g)", d.ID, d.Utilities, at)
		}
	}
	if r.Opposition != nil && r.Size > 0 {
		near("opposition", f.Opposition, *r.Opposition)
	}
	for _, sol := range []struct {
		name  string
		find  func(context.Context, *bargain.Problem) (*bargain.Solution, error)
		want  [][]float64
		value float64
	}{
		{"nash", bargain.Nash, r.Nash, r.Product},
		{"egalitarian", bargain.Egalitarian, r.Egalitarian, math.NaN()},
		{"kalai-smorodinsky", bargain.KalaiSmorodinsky, r.Smorodinsky, r.Share},
		{"utilitarian", bargain.Utilitarian, r.Welfare.first, math.NaN()},
	} {
		got, err := sol.find(ctx, p)
		if err != nil {
			t.Fatalf("%s: %v", sol.name, err)
		}
		s.solution(t, sol.name, got, sol.want, scale)
		if len(got.Consented.Deals) > 0 && !math.IsNaN(sol.value) {
			near(sol.name+" value", got.Consented.Value, sol.value)
		}
	}
}

// solution asks that the deals be those of the reference. Max welfare of the
// reference is over all outcomes, ours over rational ones: only where the
// reference's is rational are they compared.
func (s *scenario) solution(t *testing.T, name string, got *bargain.Solution, want [][]float64, scale float64) {
	t.Helper()
	deals := got.Consented.Deals
	if all := s.Reference.Welfare; name == "utilitarian" && all.count > len(all.first) {
		if len(deals) != all.count {
			t.Errorf("%s has %d deals, want %d", name, len(deals), all.count)
		}
		return
	}
	if name == "utilitarian" {
		want = slices.DeleteFunc(slices.Clone(want), func(u []float64) bool {
			for i := range u {
				if u[i] < s.Reference.Disagreement[i]-1e-9*scale {
					return true
				}
			}
			return false
		})
		if len(want) == 0 {
			return
		}
	}
	if !got.Consented.Proven {
		t.Errorf("%s is not proven", name)
	}
	if len(deals) != len(want) {
		t.Errorf("%s has %d deals, want %d", name, len(deals), len(want))
	}
	for _, d := range deals {
		if at := closest(d.Utilities, want, func(i int) []float64 { return want[i] }); at > 1e-6*scale {
			t.Errorf("%s = %v, want one of %v", name, d.Utilities, want)
		}
	}
}

// closest returns how far a point lies from the nearest of others.
func closest[T any](u []float64, others []T, at func(int) []float64) float64 {
	least := math.Inf(1)
	for i := range others {
		far := 0.0
		for k, x := range at(i) {
			far = math.Max(far, math.Abs(x-u[k]))
		}
		least = math.Min(least, far)
	}
	return least
}

// exactly is an exact count, -1 where there is only an estimate.
func exactly(a bargain.Amount) int64 {
	if a.Exact == nil {
		return -1
	}
	return a.Exact.Int64()
}

func mustZone(t *testing.T, c *detente.Case) *bargain.Zone {
	t.Helper()
	p, err := bargain.New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	z, err := bargain.FindZone(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

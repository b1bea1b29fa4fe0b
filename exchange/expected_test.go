package exchange_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/exchange"

	"github.com/google/go-cmp/cmp"
)

const scenarios = "../../shared/scenarios"

// expected is what this test reads of a folder's expected.json.
type expected struct {
	Name, Format, Domain string
	Profiles             []string
	Reservation          []*float64
	Discount             []*float64
	NOutcomes            int64 `json:"n_outcomes"`
	Parties              []struct {
		Key       string
		Threshold float64
	}
	DealsPassing int `json:"deals_passing_rule"`
	Reference    struct {
		Disagreement []float64
		UtilityMin   []float64 `json:"utility_min"`
		UtilityMax   []float64 `json:"utility_max"`
		NRational    int       `json:"n_rational"`
		Pareto       []struct {
			Utilities []float64
			Outcome   []string
		}
	}
	AcceptedByParty map[string]int `json:"accepted_by_party"`
	Negmas          *struct {
		Result negmasResult
	}
}

// readExpected reads every folder of a format.
func readExpected(t *testing.T, format string) []expected {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(scenarios, "*", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the folder shared/scenarios is absent")
	}
	var list []expected
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var e expected
		if err := json.Unmarshal(data, &e); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if strings.HasPrefix(e.Format, format) {
			list = append(list, e)
		}
	}
	return list
}

func (e *expected) file(t *testing.T, name string) exchange.File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(scenarios, e.Name, name))
	if err != nil {
		t.Fatal(err)
	}
	return exchange.File{Name: name, Data: data}
}

func (e *expected) files(t *testing.T) []exchange.File {
	var list []exchange.File
	for _, p := range e.Profiles {
		list = append(list, e.file(t, p))
	}
	return list
}

// outcomes calls f with every outcome of a small case.
func outcomes(c *detente.Case, f func(detente.Outcome)) {
	o := make(detente.Outcome, len(c.Issues))
	for {
		f(o)
		i := len(o) - 1
		for ; i >= 0; i-- {
			if o[i]++; o[i] < c.Issues[i].Levels() {
				break
			}
			o[i] = 0
		}
		if i < 0 {
			return
		}
	}
}

func valuations(t *testing.T, c *detente.Case) []*detente.Valuation {
	t.Helper()
	var vs []*detente.Valuation
	for i := range c.Parties {
		v, err := c.Valuation(i)
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, v)
	}
	return vs
}

// named finds an outcome by the names that the tool's own files give the levels.
func named(t *testing.T, c *detente.Case, names []string) detente.Outcome {
	t.Helper()
	o := make(detente.Outcome, len(names))
	for i, name := range names {
		o[i] = slices.IndexFunc(c.Issues[i].Options, func(x detente.Option) bool {
			return x.Name == name || string(x.ID) == strings.ToLower(name)
		})
		if o[i] < 0 {
			t.Fatalf("issue %q has no option named %q", c.Issues[i].ID, name)
		}
	}
	return o
}

// compare holds an imported case against the reference numbers.
func compare(t *testing.T, e *expected, c *detente.Case, scale float64) {
	t.Helper()
	tolerance := 1e-6 * scale
	if want := big.NewInt(e.NOutcomes); c.Outcomes().Cmp(want) != 0 {
		t.Fatalf("outcomes = %s, want %s", c.Outcomes(), want)
	}
	if found := c.Check(); detente.HasErrors(found) {
		t.Errorf("Check() = %v", found)
	}
	vs := valuations(t, c)
	low, high := make([]float64, len(vs)), make([]float64, len(vs))
	for i := range vs {
		low[i], high[i] = math.Inf(1), math.Inf(-1)
		if got, want := c.Parties[i].NoAgreement.Mid, e.Reference.Disagreement[i]; math.Abs(got-want) > tolerance {
			t.Errorf("no_agreement of %s = %v, want %v", c.Parties[i].ID, got, want)
		}
	}
	rational := 0
	outcomes(c, func(o detente.Outcome) {
		good := true
		for i, v := range vs {
			u := v.Utility(o)
			low[i], high[i] = math.Min(low[i], u), math.Max(high[i], u)
			good = good && u >= e.Reference.Disagreement[i]-1e-10
		}
		if good {
			rational++
		}
	})
	if rational != e.Reference.NRational {
		t.Errorf("rational outcomes = %d, want %d", rational, e.Reference.NRational)
	}
	for i := range vs {
		if math.Abs(low[i]-e.Reference.UtilityMin[i]) > tolerance || math.Abs(high[i]-e.Reference.UtilityMax[i]) > tolerance {
			t.Errorf("utilities of %s run from %v to %v, want %v to %v", c.Parties[i].ID, low[i], high[i], e.Reference.UtilityMin[i], e.Reference.UtilityMax[i])
		}
	}
	for _, p := range e.Reference.Pareto {
		o := named(t, c, p.Outcome)
		for i, v := range vs {
			if got, want := v.Utility(o), p.Utilities[i]; math.Abs(got-want) > tolerance {
				t.Errorf("utility of %q for %s = %v, want %v", p.Outcome, c.Parties[i].ID, got, want)
			}
		}
	}
}

func TestGeniusScenarios(t *testing.T) {
	for _, e := range readExpected(t, "genius-xml") {
		t.Run(e.Name, func(t *testing.T) {
			if strings.Contains(e.Format, "nonlinear") {
				_, _, err := exchange.Genius(e.file(t, "S-1NIKFRT-1-domain.xml"), []exchange.File{e.file(t, "profile-1.xml")}, exchange.Options{})
				if err == nil || !strings.Contains(err.Error(), `"nonlinear"`) {
					t.Fatalf("Genius(nonlinear) = %v, want a refusal that names the kind", err)
				}
				return
			}
			c, notes, err := exchange.Genius(e.file(t, e.Domain), e.files(t), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if testing.Verbose() {
				for _, n := range notes {
					t.Log(n)
				}
			}
			compare(t, &e, c, 1)
		})
	}
}

func TestGeniusWebScenarios(t *testing.T) {
	for _, e := range readExpected(t, "geniusweb-json") {
		t.Run(e.Name, func(t *testing.T) {
			alone, _, err := exchange.GeniusWeb(exchange.File{}, e.files(t), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, &e, alone, 1)
			domain := strings.TrimPrefix(e.Name, "geniusweb-") + ".json"
			c, _, err := exchange.GeniusWeb(e.file(t, domain), e.files(t), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, &e, c, 1)
		})
	}
}

func TestScorableScenarios(t *testing.T) {
	for _, e := range readExpected(t, "scorable-game") {
		t.Run(e.Name, func(t *testing.T) {
			c, notes, err := exchange.Scorable(os.DirFS(filepath.Join(scenarios, e.Name)))
			if err != nil {
				t.Fatal(err)
			}
			if testing.Verbose() {
				for _, n := range notes {
					t.Log(n)
				}
			}
			compare(t, &e, c, 100)
			passing(t, &e, c)
		})
	}
}

// passing counts who accepts what, and the deals that pass the game's own rule.
func passing(t *testing.T, e *expected, c *detente.Case) {
	t.Helper()
	players := c.Players()
	rule, err := c.SignedBy.Compile(c, players)
	if err != nil {
		t.Fatal(err)
	}
	vs := valuations(t, c)
	passed, accepted := 0, map[string]int{}
	outcomes(c, func(o detente.Outcome) {
		yes := detente.NewCoalition(len(players))
		for i, v := range vs {
			if v.Utility(o) >= c.Parties[i].NoAgreement.Mid {
				yes.Add(i)
				accepted[e.Parties[i].Key]++
			}
		}
		if rule.Holds(yes, o) {
			passed++
		}
	})
	if passed != e.DealsPassing {
		t.Errorf("deals passing %q = %d, want %d", c.SignedBy.Text, passed, e.DealsPassing)
	}
	if diff := cmp.Diff(e.AcceptedByParty, accepted); diff != "" {
		t.Errorf("accepted outcomes (-want +got):\n%s", diff)
	}
}

package spatial_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/spatial"
)

func number(x float64) *detente.Quantity {
	q := detente.Number(x)
	return &q
}

// between is a range whose middle is x.
func between(low, high float64) *detente.Quantity {
	return &detente.Quantity{Spread: detente.Interval, Low: low, Mid: (low + high) / 2, High: high, Max: 100}
}

func party(id detente.PartyID, influence *detente.Quantity, rows ...detente.Row) detente.Party {
	return detente.Party{ID: id, Influence: influence, Wants: detente.Wants{Written: true, Rows: rows}}
}

// wage is a case with a divisible issue, two yes/no issues, one with three options
// on a scale, and one with three options without.
func wage() *detente.Case {
	taken := []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
	return &detente.Case{
		Issues: []detente.Issue{
			{ID: "wage", Form: detente.Divisible, Scale: &detente.Scale{From: 2, To: 6, Unit: "%"}, Now: detente.Ticks, Decided: detente.NoLevel},
			{ID: "jobs", Form: detente.YesNo, Options: taken, Decided: detente.NoLevel},
			{ID: "term", Form: detente.Named, Scale: &detente.Scale{From: 1, To: 3, Unit: "years"}, Now: detente.NoLevel, Decided: detente.NoLevel,
				Options: []detente.Option{{ID: "one", At: 1, HasAt: true}, {ID: "two", At: 2, HasAt: true}, {ID: "three", At: 3, HasAt: true}}},
			{ID: "health", Form: detente.Named, Options: []detente.Option{{ID: "a"}, {ID: "b"}, {ID: "c"}}, Decided: detente.NoLevel},
			{ID: "parking", Form: detente.YesNo, Options: taken, Decided: detente.NoLevel},
		},
		Parties: []detente.Party{
			party("company", number(60),
				detente.Row{Issue: "wage", Position: number(2), Salience: number(50)},
				detente.Row{Issue: "jobs", Weight: number(10), Values: []*detente.Quantity{number(100), number(0)}},
				detente.Row{Issue: "term", Weight: number(30), Values: []*detente.Quantity{number(0), number(100), number(100)}}),
			party("union", between(20, 60),
				detente.Row{Issue: "wage", Salience: number(100), Breakpoints: []detente.Breakpoint{{At: 2, Value: detente.Number(0)}, {At: 5, Value: detente.Number(100)}, {At: 6, Value: detente.Number(100)}}},
				detente.Row{Issue: "jobs", Values: []*detente.Quantity{number(0), number(100)}},
				detente.Row{Issue: "health", Salience: number(10)}),
			party("mediator", nil, detente.Row{Issue: "term", Position: between(0.5, 1.5), Salience: number(100)}),
		},
	}
}

func TestRead(t *testing.T) {
	b := spatial.Read(wage())
	var got []string
	for _, s := range b.Issues {
		text := string(s.ID) + ":"
		for _, a := range s.Actors {
			text += fmt.Sprintf(" %s at %v (%v, %v)", a.Party, a.Position, a.Influence, a.Salience)
		}
		got = append(got, text)
	}
	want := []string{
		"wage: company at 2 (60, 0.5) union at 5.5 (40, 1)",    // tied breakpoints: their mean
		"jobs: company at 0 (60, 0.25) union at 100 (40, 0.5)", // 10 of weights 10 and 30; neither weight nor salience
		"term: company at 2.5 (60, 0.75) mediator at 1 (1, 1)", // tied options; influence not given
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Read (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"Health", "Parking"}, b.Without); d != "" {
		t.Errorf("Without (-want +got):\n%s", d)
	}
	if b.Missing[0] != "issues.health.scale" || b.Missing[1] != "issues.health.options.a.at" {
		t.Errorf("Missing = %q", b.Missing)
	}
}

func TestForecast(t *testing.T) {
	f, err := spatial.Forecast(context.Background(), wage())
	if err != nil {
		t.Fatal(err)
	}
	r := f.Result()
	text, err := json.Marshal(r.Data)
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Issues map[string]struct {
			Mean       float64
			Unweighted float64 `json:"mean_unweighted"`
			Median     float64
			Intervals  map[string][2]float64
			Options    map[string]float64
			Models     map[string]*float64
		}
	}
	if err := json.Unmarshal(text, &data); err != nil {
		t.Fatal(err)
	}
	wage := data.Issues["wage"]
	// weights 30 and 40: (30·2 + 40·5.5)/70 = 4
	if wage.Mean != 4 || wage.Unweighted != 3.75 || wage.Median != 5.5 {
		t.Errorf("wage: mean, unweighted, median = %v, %v, %v, want 4, 3.75, 5.5", wage.Mean, wage.Unweighted, wage.Median)
	}
	// the scale is 4 long: sd 1.2, and 1.2816 of it either side
	if got := wage.Intervals["80"]; !near(got[0], 4-1.5378618786, 1e-9) || !near(got[1], 4+1.5378618786, 1e-9) {
		t.Errorf("wage: interval of 80 %% = %v", got)
	}
	if len(wage.Options) != 0 || len(data.Issues["jobs"].Options) != 2 || len(data.Issues["term"].Options) != 3 {
		t.Errorf("options: %v, %v, %v", wage.Options, data.Issues["jobs"].Options, data.Issues["term"].Options)
	}
	jobs := data.Issues["jobs"]
	if p := jobs.Options["taken"]; !near(jobs.Mean, 100*20./35, 1e-9) || !near(p+jobs.Options["not-taken"], 1, 1e-9) || p < 0.5 {
		t.Errorf("jobs: mean %v, taken with %v", jobs.Mean, p)
	}
	if wage.Models["nash_no_deal"] == nil || data.Issues["jobs"].Models["nash_no_deal"] != nil {
		t.Errorf("nash_no_deal: wage %v, jobs %v, want a number and none: the company wants no deal's jobs", wage.Models["nash_no_deal"], jobs.Models["nash_no_deal"])
	}
	if _, ok := data.Issues["term"].Models["nash_no_deal"]; ok {
		t.Error("term: nash_no_deal where it is not known what becomes of it")
	}
	for _, want := range []string{
		"Influence is not given, so it counts 1: Mediator.",
		"Salience is not given; the party's weight, as a share of all its weights, stands in: Company (Jobs, Term).",
		"Neither salience nor weight is given, so salience counts 50: Union (Jobs).",
		"A position is not given; the best option or breakpoint stands in: Company (Jobs, Term); Union.",
		"No position and no values, so the party is left out: Union (Health).",
	} {
		if !contains(r.Assumptions, want) && !strings.HasPrefix(want, "No position") {
			t.Errorf("no assumption %q in %q", want, r.Assumptions)
		}
	}
	if !strings.HasPrefix(r.Answer, "If there is a decision: ") || !strings.Contains(r.Answer, `Jobs: "taken" with a probability of`) {
		t.Errorf("Answer = %q", r.Answer)
	}
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

// The calibration is printed, and what it does not cover, and no probability of
// an agreement.
func TestForecastSaysWhatItCovers(t *testing.T) {
	r := must(spatial.Forecast(context.Background(), wage())).Result()
	var prose []string
	for _, b := range r.Blocks {
		if p, ok := b.(*detente.Prose); ok {
			prose = append(prose, p.Text)
		}
	}
	text := strings.Join(prose, "\n")
	for _, want := range []string{"351 decisions of the European Union", "23 to 24 points", "always saying 50 by 28", "laws that were passed", "wars, summits", "no method here gives a probability of agreement", "Health"} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer does not say %q", want)
		}
	}
	d := must(spatial.Explain(context.Background(), wage())).Result()
	for _, want := range []string{"do not forecast", "25 to 33 points", "23 to 24", "28"} {
		if !strings.Contains(d.Answer, want) {
			t.Errorf("the rounds do not say %q", want)
		}
	}
}

func TestForecastNeedsAScale(t *testing.T) {
	c := wage()
	c.Issues = c.Issues[3:]
	for name, err := range map[string]error{"Forecast": second(spatial.Forecast(context.Background(), c)), "Explain": second(spatial.Explain(context.Background(), c))} {
		var missing *detente.MissingError
		if !errors.As(err, &missing) || missing.Paths[0] != "issues.health.scale" {
			t.Errorf("%s = %v, want a MissingError that begins with issues.health.scale", name, err)
		}
	}
	// No weight: the sum of influence times salience is 0.
	c = wage()
	c.Issues = c.Issues[:1]
	for p := range c.Parties {
		for k := range c.Parties[p].Wants.Rows {
			c.Parties[p].Wants.Rows[k].Salience = number(0)
		}
	}
	var missing *detente.MissingError
	if err := second(spatial.Forecast(context.Background(), c)); !errors.As(err, &missing) || missing.Paths[0] != "parties.company.wants.wage.salience" {
		t.Errorf("Forecast without weight = %v, want a MissingError for parties.company.wants.wage.salience", err)
	}
}

func TestExplain(t *testing.T) {
	d, err := spatial.Explain(context.Background(), wage())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Plays) != 3 || len(d.Trades) != 1 || len(d.Traders) != 3 {
		t.Fatalf("%d plays, %d trades, %d traders, want 3, 1, 3", len(d.Plays), len(d.Trades), len(d.Traders))
	}
	r := d.Result()
	lines := 0
	for _, b := range r.Blocks {
		if l, ok := b.(*detente.Lines); ok {
			lines++
			for _, s := range l.Series {
				if len(s.X) != len(s.Y) || len(s.Size) != len(s.Y) || s.Size[0] <= 0 {
					t.Errorf("%s: series %q of %d places, %d sizes", l.Title, s.Label, len(s.Y), len(s.Size))
				}
			}
		}
	}
	if lines != 3 {
		t.Errorf("%d plots, want 3", lines)
	}
	text, err := json.Marshal(r.Data)
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Issues map[string]struct {
			KTAB struct {
				Positions, Chances map[string][]float64
			}
			Expected struct{ Means, Medians []float64 } `json:"expected_utility"`
		}
		Exchanges []map[string]any
	}
	if err := json.Unmarshal(text, &data); err != nil {
		t.Fatal(err)
	}
	if got := data.Issues["wage"].KTAB.Positions["union"][0]; !near(got, 5.5, 1e-9) {
		t.Errorf("the union starts at %v, want 5.5", got)
	}
	if got := data.Issues["wage"].Expected.Means; len(got) != 6 || got[0] != 4 {
		t.Errorf("means of the expected utility model = %v", got)
	}
}

// The same case gives the same bytes.
func TestForecastIsDeterministic(t *testing.T) {
	show := func() string {
		f, d := must(spatial.Forecast(context.Background(), wage())).Result(), must(spatial.Explain(context.Background(), wage())).Result()
		one, two := must(json.Marshal(f)), must(json.Marshal(d))
		return string(one) + string(two)
	}
	first := show()
	for range 20 {
		if again := show(); again != first {
			t.Fatalf("two runs differ:\n%s\n%s", first, again)
		}
	}
}

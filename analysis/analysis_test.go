package analysis_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"detente"
	"detente/analysis"
	"detente/casefile"
)

const alaska = "../examples/alaska-2025/case.yaml"

func load(t *testing.T, path string) *detente.Case {
	t.Helper()
	file, found, err := casefile.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if file.Case == nil {
		t.Fatal(found)
	}
	return file.Case
}

func TestRunChooses(t *testing.T) {
	c := load(t, alaska)
	for _, test := range []struct {
		only []string
		want int
	}{
		{nil, len(analysis.Methods()) - 10}, // neither the whole conflict nor draws are asked for
		{[]string{"deals"}, 9},              // offers and division are for cases of their kind
		{[]string{"likely", "block"}, 4},
		{[]string{"bargain/nash", "bargain/zone"}, 2},
	} {
		results, err := analysis.Run(context.Background(), c, analysis.Options{Only: test.only})
		if err != nil || len(results) != test.want {
			t.Errorf("Run(only %v) = %d results, %v, want %d", test.only, len(results), err, test.want)
		}
	}
	if _, err := analysis.Run(context.Background(), c, analysis.Options{Only: []string{"dales"}}); !errors.Is(err, analysis.ErrUnknown) || !strings.Contains(err.Error(), "deals") {
		t.Errorf("Run(only dales) = %v, want an unknown name with a suggestion", err)
	}
}

// Every result says where it comes from and can be written as JSON.
func TestRunProvenance(t *testing.T) {
	c := load(t, alaska)
	results, err := analysis.Run(context.Background(), c, analysis.Options{Seed: 7, Version: "v"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		want := detente.Provenance{Method: r.Method, Version: "v", Case: c.SHA256, Seed: 7}
		if r.Provenance != want {
			t.Errorf("%s: provenance %+v, want %+v", r.Method, r.Provenance, want)
		}
		if r.Status != detente.OK || r.Answer == "" || r.Title == "" || len(r.Definitions) == 0 {
			t.Errorf("%s: status %q, answer %q, title %q, %d definitions", r.Method, r.Status, r.Answer, r.Title, len(r.Definitions))
		}
		if _, err := json.Marshal(r.Data); err != nil {
			t.Errorf("%s: %v", r.Method, err)
		}
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	file, found := casefile.Parse("price", []byte("detente: 1\nissues: {price: {options: [low, high]}}\nparties: {a: {wants: {price: {weight: 100, high: 100}}}, b: {wants: {price: {weight: 100, low: 100}}}}\n"), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	results, err := analysis.Run(context.Background(), file.Case, analysis.Options{Only: []string{"bargain/no-deal"}})
	if err != nil {
		t.Fatal(err)
	}
	r := results[0]
	if r.Status != detente.NotApplicable || len(r.Needs) != 1 || r.Needs[0] != "issues.price.now" {
		t.Errorf("no-deal = %q, needs %v, want not-applicable, needs issues.price.now", r.Status, r.Needs)
	}
}

// The trail from every finding of the example ends in quotes of its documents,
// byte for byte, or in assumptions.
func TestWhyEverything(t *testing.T) {
	c := load(t, alaska)
	ids := []string{"D1", "D12", "nash", "bargain/zone", "russia.wants.sanctions", "ukraine.prefers"}
	for _, in := range c.Inputs() {
		ids = append(ids, in.Path)
		if in.ID != "" {
			ids = append(ids, in.ID)
		}
	}
	for _, q := range c.Questions() {
		ids = append(ids, q.ID)
	}
	for i := range c.Evidence {
		ids = append(ids, string(c.Evidence[i].ID))
	}
	for _, id := range ids {
		r, err := analysis.Why(context.Background(), c, id, analysis.Options{})
		if err != nil {
			t.Errorf("Why(%s): %v", id, err)
			continue
		}
		if r.Answer == "" {
			t.Errorf("Why(%s) says nothing", id)
		}
		for _, e := range r.Evidence {
			quote := c.FindEvidence(e)
			if s := c.FindSource(quote.Source); s.Text[quote.Start:quote.End] != quote.Text {
				t.Errorf("Why(%s) cites %s, which is not in its source", id, e)
			}
		}
	}
	if _, err := analysis.Why(context.Background(), c, "D999", analysis.Options{}); !errors.Is(err, analysis.ErrUnknown) {
		t.Errorf("Why(D999) = %v, want unknown", err)
	}
}

// Same input, same bytes.
func TestRunIsDeterministic(t *testing.T) {
	var first string
	for range 3 {
		results, err := analysis.Run(context.Background(), load(t, alaska), analysis.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(results)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		}
		if string(text) != first {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkRun(b *testing.B) {
	file, _, err := casefile.Load(alaska)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("alaska/outcomes=31104", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := analysis.Run(context.Background(), file.Case, analysis.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

package examples_test

import (
	"strings"
	"testing"

	"detente"
	"detente/analysis"
	"detente/casefile"
	"detente/examples"
)

// TestExamples: every example is a case without errors or warnings, its quotes
// stand in its sources, and what a mediator asks first has an answer.
func TestExamples(t *testing.T) {
	for _, e := range examples.List() {
		t.Run(e.Name, func(t *testing.T) {
			folder, ok := examples.Open(e.Name)
			if !ok {
				t.Fatalf("Open(%q): there is none", e.Name)
			}
			sources := casefile.Memory{}
			for _, f := range folder.Sources {
				sources[f.Name] = string(f.Text)
				if e.Name != "alaska-2025" && !strings.Contains(strings.ToLower(string(f.Text)), "invented") {
					t.Errorf("%s does not say that it is invented", f.Name)
				}
			}
			file, found := casefile.Parse("case.yaml", folder.Text, sources)
			for _, d := range found {
				if d.Severity != detente.Note {
					t.Error(casefile.Render(d))
				}
			}
			if file.Case == nil {
				t.FailNow()
			}
			results, err := analysis.Run(t.Context(), file.Case, analysis.Options{Only: []string{"bargain/no-deal", "bargain/zone", "bargain/frontier", "assess/holds", "spatial/forecast", "assess/blockers"}, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range results {
				if r.Status != detente.OK || r.Answer == "" {
					t.Errorf("%s does not answer: it needs %v", r.Method, r.Needs)
				}
			}
		})
	}
}

func TestOpenUnknown(t *testing.T) {
	for _, name := range []string{"", "nothing", "../casefile", "labour/sources"} {
		if _, ok := examples.Open(name); ok {
			t.Errorf("Open(%q) = ok, want none", name)
		}
	}
}

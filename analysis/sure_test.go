package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"detente/analysis"
)

// The data of the draws fits its schemas, on every kind of example.
func TestSureData(t *testing.T) {
	for _, path := range []string{alaska, "../examples/labour/case.yaml", "../examples/harbour/case.yaml"} {
		results, err := analysis.Run(context.Background(), load(t, path), analysis.Options{Only: []string{"assess/sure", "assess/carries"}, Draws: 64, Seed: 1})
		if err != nil || len(results) != 2 {
			t.Fatalf("%s: %d results, %v, want 2", path, len(results), err)
		}
		for _, r := range results {
			text, err := analysis.Schema(r.Method)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			c := jsonschema.NewCompiler()
			if err := c.AddResource("schema.json", doc); err != nil {
				t.Fatal(err)
			}
			schema, err := c.Compile("schema.json")
			if err != nil {
				t.Fatal(err)
			}
			raw, err := json.Marshal(r.Data)
			if err != nil {
				t.Fatal(err)
			}
			data, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(data); err != nil {
				t.Errorf("%s: %s: %v", path, r.Method, err)
			}
		}
	}
}

// A reader of the Alaska example is told which judgements matter most, what to
// find out first, and what would change the answer.
func TestSureSays(t *testing.T) {
	results, err := analysis.Run(context.Background(), load(t, alaska), analysis.Options{Only: []string{"assess/sure", "assess/carries"}, Draws: 1000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, wants := range [][]string{
		{"23 numbers and orders open", "a deal with every consent exists every time", "D19 is the Nash deal nearly every time"},
		{"these judgements matter most", "eased (American sanctions) for Russia", "Find out first", "no deal with every consent would be left"},
	} {
		for _, want := range wants {
			if !strings.Contains(results[i].Answer, want) {
				t.Errorf("%s says: %s\nwant it to say: %s", results[i].Method, results[i].Answer, want)
			}
		}
	}
}

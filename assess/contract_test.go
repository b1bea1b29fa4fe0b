package assess_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The JSON of an answer has what programs rely on: short_by in utility points, or
// null for a party without numbers, and the least change issue by issue.
func TestJSON(t *testing.T) {
	_, b := find(t, `
detente: 1
signed_by: a and b
issues:
  land: {options: [line, whole], now: line, by: a and b and c and d}
parties:
  a: {wants: {land: {weight: 1, line: 0, whole: 100}}}
  b: {wants: {land: {weight: 1, line: 20, whole: 100}}}
  c: {wants: {land: {weight: 1, line: 60, whole: 15}}}
  d: {prefers: [not land=whole]}
`)
	raw, err := json.Marshal(b.Result().Data)
	if err != nil {
		t.Fatal(err)
	}
	type missing struct {
		Party   string   `json:"party"`
		ShortBy *float64 `json:"short_by"`
	}
	type deal struct {
		ID          string    `json:"id"`
		Missing     []missing `json:"missing"`
		LeastChange []any     `json:"least_change"`
	}
	var got struct{ Deals []deal }
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	short := 45.0
	// There is no other package, so that nothing gets both.
	want := []deal{{"D1", []missing{{"c", &short}, {"d", nil}}, []any{}}}
	if diff := cmp.Diff(want, got.Deals); diff != "" {
		t.Errorf("data (-want +got):\n%s\n%s", diff, raw)
	}
}

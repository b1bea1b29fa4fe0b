package casefile_test

import (
	"testing"

	"detente"
	"detente/casefile"
)

func TestSetAll(t *testing.T) {
	const text = `detente: 1
title: Bread # ours
issues:
  pay: {options: [low, high], now: low}
parties:
  bakers:
    wants:
      pay: {weight: 100, low: 0, high: 100}  # half of them
`
	out, refused := casefile.SetAll([]byte(text), []casefile.Edit{
		{Path: "title", Value: `"Bread and butter"`},
		{Path: "sources.a", Value: `{file: sources/a.txt}`},
		{Path: "sources.b", Value: `{file: sources/b.txt}`},
		{Path: "parties.mill.wants.pay", Value: "{weight: 100, low: 100, high: 0}"},
		{Path: "parties.bakers.wants.nothing.here.at.all", Value: "{"},
	})
	const want = `detente: 1
title: "Bread and butter" # ours
issues:
  pay: {options: [low, high], now: low}
parties:
  bakers:
    wants:
      pay: {weight: 100, low: 0, high: 100}  # half of them
  mill: {wants: {pay: {weight: 100, low: 100, high: 0}}}
sources: {a: {file: sources/a.txt}, b: {file: sources/b.txt}}
`
	if string(out) != want {
		t.Errorf("SetAll(...) =\n%s\nwant\n%s", out, want)
	}
	if len(refused) != 1 || refused[0].Value != "{" {
		t.Errorf("refused = %v, want the last edit", refused)
	}
	if _, found := casefile.Parse("case.yaml", out, casefile.Memory{"sources/a.txt": "a", "sources/b.txt": "b"}); detente.HasErrors(found) {
		t.Errorf("Parse(SetAll(...)): %v", found)
	}
}

package casefile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/casefile"
)

func TestDiff(t *testing.T) {
	const before = `detente: 1
title: A bargain
issues:
  price: {options: [low, mid, high], now: low}
  term: {scale: {from: 1, to: 5, step: 1}, now: 1}
rules: [{never_signed: price=high and term > 3}, {never: price=mid and term=5}]
parties:
  buyer: {wants: {price: {weight: 60..80, low: 100, mid: 50, high: 0}, term: {weight: 30, position: 5}}}
  seller: {prefers: [price=high, term >= 3]}
`
	// The same, laid out otherwise: nothing differs.
	const same = `detente: 1
title: "A bargain"   # with a comment
parties:
  seller:
    prefers:
      - price=high
      - term >= 3
  buyer: {wants: {term: {position: 5.0, weight: 30}, price: {weight: 60..80, high: 0, low: 100, mid: 50}}}
rules: [{never_signed: price=high and term > 3}, {never: price=mid and term=5}]
issues:
  price: {options: [low, mid, high], now: low}
  term: {scale: {from: 1, to: 5, step: 1}, now: 1}
`
	const after = `detente: 1
title: A bargain
issues:
  price: {options: [low, mid, high], now: mid}
  term: {scale: {from: 1, to: 5, step: 1}, now: 1}
rules: [{never: price=mid and term=5}]
parties:
  buyer: {wants: {price: {weight: 75, low: 100, mid: 50, high: 0}, term: {weight: 30, position: 5}}, influence: 2}
  seller: {prefers: [term >= 3, price=high]}
`
	if got := diff(t, before, same); len(got) > 0 {
		t.Errorf("Diff of one case laid out in two ways = %v, want nothing", got)
	}
	want := []detente.Difference{
		{Path: "issues.price.now", Before: "low", After: "mid"},
		{Path: "rules.0", Before: "{never_signed: price=high and term > 3}"},
		{Path: "parties.buyer.wants.price.weight", Before: "60..80", After: "75"},
		{Path: "parties.buyer.influence", After: "2"},
		{Path: "parties.seller.prefers.0", Before: "price=high", After: "term >= 3"},
		{Path: "parties.seller.prefers.1", Before: "term >= 3", After: "price=high"},
	}
	if d := cmp.Diff(want, diff(t, before, after)); d != "" {
		t.Errorf("Diff (-want +got):\n%s", d)
	}
}

func diff(t *testing.T, a, b string) []detente.Difference {
	t.Helper()
	var cases [2]*detente.Case
	for i, text := range []string{a, b} {
		f, found := casefile.Parse("test.yaml", []byte(text), nil)
		if f.Case == nil {
			t.Fatal(found)
		}
		cases[i] = f.Case
	}
	out, err := casefile.Diff(cases[0], cases[1])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

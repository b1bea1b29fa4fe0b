package bargain_test

import (
	"context"
	"strings"
	"testing"

	"detente"
	"detente/bargain"
	"detente/casefile"
)

// The stakes are read off the rows by hand: weights 30 and 10 of 40 are 75 and
// 25 of 100; a party with points has steps of 20 and 60 of 80; a row whose
// values are all the same is no stake.
func TestWhoWantsWhat(t *testing.T) {
	file, found := casefile.Parse("wants", []byte(`
detente: 1
issues:
  price: {options: [low, high], now: low}
  speed: {options: [slow, fast], now: slow}
  colour: {options: [red, blue], now: red}
parties:
  buyer: {wants: {price: {weight: 30, low: 100, high: 0}, speed: {weight: 10, slow: 0, fast: 100}, colour: {weight: 5, red: 50, blue: 50}}}
  seller: {points: {price: {high: 20}, speed: {slow: 60}}, no_agreement: 0}
  critics: {of: buyer, prefers: [colour=blue, speed=fast and colour=red]}
signed_by: buyer and seller
`), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	w, err := bargain.WhoWantsWhat(context.Background(), file.Case)
	if err != nil {
		t.Fatal(err)
	}
	type key struct{ issue, party string }
	want := map[key]float64{{"price", "buyer"}: 75, {"speed", "buyer"}: 25, {"price", "seller"}: 25, {"speed", "seller"}: 75}
	ranks := map[key]int{{"colour", "critics"}: 1, {"speed", "critics"}: 2}
	for _, s := range w.Issues {
		for _, stake := range s.Stakes {
			k := key{string(s.Issue), string(stake.Party)}
			if stake.Weight != want[k] || stake.Rank != ranks[k] {
				t.Errorf("stake of %s in %s = weight %g, rank %d, want %g, %d", k.party, k.issue, stake.Weight, stake.Rank, want[k], ranks[k])
			}
			delete(want, k)
			delete(ranks, k)
		}
	}
	if len(want)+len(ranks) > 0 {
		t.Errorf("missing stakes: %v %v", want, ranks)
	}
	for i, between := range []string{"trade", "trade", ""} {
		if got := w.Issues[i].Between; got != between {
			t.Errorf("%s lies %q between the signatories, want %q", w.Issues[i].Issue, got, between)
		}
	}
	if r := w.Result(); r.Status != "" && r.Status != detente.OK {
		t.Errorf("status %q", r.Status)
	}
}

// Where nobody wants what another does not, the answer says so: a draft that only
// has one side's word on every issue would look like a perfect deal.
func TestWantsUncontested(t *testing.T) {
	const text = `detente: 1
signed_by: a and b
issues: {x: {options: [low, high], now: low}, y: {options: [low, high], now: low}}
parties:
  a: {wants: {x: {weight: 1, low: 0, high: 100}%s}}
  b: {wants: {y: {weight: 1, low: 0, high: 100}}}
`
	for rest, want := range map[string]bool{"": true, ", y: {weight: 1, low: 100, high: 0}": false} {
		file, found := casefile.Parse("wants", []byte(strings.Replace(text, "%s", rest, 1)), nil)
		if file.Case == nil {
			t.Fatal(found)
		}
		w, err := bargain.WhoWantsWhat(context.Background(), file.Case)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(w.Result().Answer, "Nothing is contested"); got != want {
			t.Errorf("with%q: %q, want a word on nothing being contested: %v", rest, w.Result().Answer, want)
		}
	}
}

package assess_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"detente/assess"
	"detente/bargain"
	"detente/casefile"
)

// truce is a ceasefire for relief. Utilities, by hand, of (fire, relief):
//
//	          war,none  war,paid  ceasefire,none  ceasefire,paid
//	attacker     40        100          0               60
//	payer        30          0        100               70
//
// No deal is (war, none); the deal (ceasefire, paid) is better for both. The
// attacker would gain by resuming the war (100). If the payer can take relief
// back it then does, and gains (0 to 30), which leaves the attacker at 40, below
// 60: a credible answer. The payer would gain by stopping relief (100); the
// attacker answers with war and gains (0 to 40), which leaves the payer at 30.
const truce = `
detente: 1
title: A truce for relief
signed_by: attacker and payer
issues:
  fire: {options: [war, ceasefire], now: war, by: attacker}
  relief: {options: [none, paid], now: none, by: RULE}
parties:
  attacker: {wants: {fire: {weight: 40, war: 100, ceasefire: 0}, relief: {weight: 60, none: 0, paid: 100}}}
  payer: {wants: {fire: {weight: 70, war: 0, ceasefire: 100}, relief: {weight: 30, none: 100, paid: 0}}}
`

func holds(t *testing.T, rule string) *assess.Holds {
	t.Helper()
	file, found := casefile.Parse("truce", []byte(strings.Replace(truce, "RULE", rule, 1)), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	p, err := bargain.New(context.Background(), file.Case)
	if err != nil {
		t.Fatal(err)
	}
	h, err := assess.FindHolds(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// data is what the JSON contract says of a deal.
type held struct {
	ID       string
	Holds    map[string]*bool
	First    *string `json:"first_to_leave"`
	Breach   map[string]string
	Answer   []any
	Credible *bool
}

func dataOf(t *testing.T, h *assess.Holds) []held {
	t.Helper()
	text, err := json.Marshal(h.Result().Data)
	if err != nil {
		t.Fatal(err)
	}
	var d struct{ Deals []held }
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d.Deals
}

func TestHoldsByCredibleAnswers(t *testing.T) {
	d := dataOf(t, holds(t, "payer"))
	if len(d) != 1 {
		t.Fatalf("%d deals, want 1", len(d))
	}
	for concept, want := range map[string]bool{"nash": false, "gmr": true, "smr": true, "seq": true, "sseq": true} {
		if got := d[0].Holds[concept]; got == nil || *got != want {
			t.Errorf("holds by %s = %v, want %v", concept, got, want)
		}
	}
	if d[0].First == nil || d[0].Credible == nil || !*d[0].Credible {
		t.Errorf("first to leave %v, credible %v, want somebody and a credible answer", d[0].First, d[0].Credible)
	}
}

// Relief that cannot be taken back deters nobody: the attacker resumes the war.
func TestBreaksWithoutAnswer(t *testing.T) {
	d := dataOf(t, holds(t, "{none -> paid: payer}"))
	if len(d) != 1 {
		t.Fatalf("%d deals, want 1", len(d))
	}
	for concept, got := range d[0].Holds {
		if got == nil || *got {
			t.Errorf("holds by %s = %v, want false", concept, got)
		}
	}
	if d[0].First == nil || *d[0].First != "attacker" || d[0].Breach["fire"] != "war" || d[0].Answer != nil {
		t.Errorf("first %v, breach %v, answer %v, want the attacker, war, none", d[0].First, d[0].Breach, d[0].Answer)
	}
}

func TestHoldsSaysSo(t *testing.T) {
	r := holds(t, "payer").Result()
	if !strings.Contains(r.Answer, "credible") || len(r.Blocks) < 2 {
		t.Errorf("answer %q with %d blocks", r.Answer, len(r.Blocks))
	}
}

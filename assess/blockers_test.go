package assess_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/casefile"
)

// find parses a case and looks for its blockers.
func find(t testing.TB, text string) (*bargain.Problem, *assess.Blockers) {
	t.Helper()
	file, found := casefile.Parse("case.yaml", []byte(text), nil)
	if file.Case == nil {
		t.Fatalf("%v\n%s", found, text)
	}
	p, err := bargain.New(context.Background(), file.Case)
	if err != nil {
		t.Fatal(err)
	}
	b, err := assess.FindBlockers(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return p, b
}

// A buyer and a seller may agree on a price and on where waste goes; the town
// must agree to waste going anywhere. By hand: no deal is worth 0 to the buyer
// and 60 x 0 + 40 x 0 = 0 to the seller.
//
//	package        buyer  seller  town (no deal 70)
//	high           20     60
//	low            60     20
//	none+river     40     40      0: short by 70
//	low +river     100    60      0
//	high+river     60     100     0
//	low +plant     85     60      30: short by 40
const waste = `
detente: 1
signed_by: buyer and seller
issues:
  price: {options: [none, low, high], now: none}
  waste: {options: [kept, plant, river], now: kept, by: buyer and seller and town}
parties:
  buyer: {wants: {price: {weight: 60, none: 0, low: 100, high: 33.333333333333336}, waste: {weight: 40, kept: 0, plant: 62.5, river: 100}}}
  seller: {wants: {price: {weight: 60, none: 0, low: 33.333333333333336, high: 100}, waste: {weight: 40, kept: 0, plant: 100, river: 100}}}
  town: {wants: {waste: {weight: 100, kept: 70, plant: 30, river: 0}}}
`

func TestWaste(t *testing.T) {
	p, b := find(t, waste)
	river := deal(t, p, b, "low", "river")
	if river.Consented || len(river.Missing) != 1 {
		t.Fatalf("low+river: %+v, want the town alone to withhold consent", river)
	}
	town := river.Missing[0]
	if town.Party != "town" || !near(town.ShortBy, 70) || !near(town.NoDeal, 70) || !near(town.Enough, 0) {
		t.Errorf("low+river: %+v, want the town short by 70 of 70", town)
	}
	// Keeping the waste costs the buyer 40 and the seller 40; the plant would not
	// get the yes.
	want := &assess.LeastChange{Issues: []assess.IssueChange{{Issue: 1, From: 2, To: 0}}, Outcome: detente.Outcome{1, 0},
		Change: []float64{-40, -40, 70}, Loss: 80, Consented: true, Proven: true}
	if diff := cmp.Diff(want, river.Least, cmp.Comparer(near)); diff != "" {
		t.Errorf("low+river: least change (-want +got):\n%s", diff)
	}
	// The plant gives the seller as much as the river: no strict preference, so
	// that at a low or high price neither beats the other.
	if b.Voting.WinSet != 8 || b.Voting.Core.Size != 4 {
		t.Errorf("win-set of no deal %d, core %d, want 8 and 4", b.Voting.WinSet, b.Voting.Core.Size)
	}
	answer := b.Result()
	if want := "“Waste” left at “kept” instead of “river”, which costs Buyer 40 and Seller 40 and gives Town 70"; !strings.Contains(answer.Answer, want) {
		t.Errorf("answer: %s\nwant it to say: %s", answer.Answer, want)
	}
}

func deal(t *testing.T, p *bargain.Problem, b *assess.Blockers, levels ...string) assess.Blocked {
	t.Helper()
	var o detente.Outcome
	for i, l := range levels {
		level, ok := p.Case().Issues[i].ParseLevel(l)
		if !ok {
			t.Fatalf("no level %q", l)
		}
		o = append(o, level)
	}
	at := slices.IndexFunc(b.Deals, func(d assess.Blocked) bool { return d.Outcome.Equal(o) })
	if at < 0 {
		t.Fatalf("%v is not on the shortlist", levels)
	}
	return b.Deals[at]
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// Whoever orders outcomes without numbers is quoted; whoever is not ratified is
// named with those who stand behind it.
func TestWhyInWords(t *testing.T) {
	const text = `
detente: 1
signed_by: a and b
issues: {land: {options: [line, whole]}, pay: {options: [none, some]}}
no_deal: {land: line, pay: none}
parties:
  a: {wants: {land: {weight: 70, line: 0, whole: 100}, pay: {weight: 30, none: 0, some: 100}}}
  b: {ratified_by: BEHIND, wants: {land: {weight: 40, line: 0, whole: 100}, pay: {weight: 60, none: 0, some: 100}}}
  house: {of: b, PREFERENCE}
`
	for _, test := range []struct{ preference, want string }{
		{"prefers: [not land=whole, pay=some]", "“not land=whole” holds if they part and fails in this deal"},
		{"ranking: [land=line, land=whole]", "it ranks no deal number 1 and this number 2"},
		{"scores: {land=whole: -3, pay=some: 1}", "its scores add up to -2 here and 0 if they part"},
		{"prefers: [[not land=whole, pay=some]]", "“not land=whole” holds if they part and fails in this deal; that “pay=some” now holds may or may not outweigh it: the order is unknown"},
		{"prefers: [pay=some], unknown: [[land=line, land=whole]]", "its order between “land=line” and “land=whole” is unknown"},
		{"wants: {land: {weight: 100, line: 80, whole: 55}}", "worth 55 to it, no deal 80"},
	} {
		_, b := find(t, strings.NewReplacer("BEHIND", "house", "PREFERENCE", test.preference).Replace(text))
		at := slices.IndexFunc(b.Deals, func(d assess.Blocked) bool { return !d.Consented })
		if at < 0 || len(b.Deals[at].Missing) != 2 {
			t.Fatalf("%s: deals %+v, want one that b and the house withhold consent from", test.preference, b.Deals)
		}
		m := b.Deals[at].Missing
		if got, want := m[0].Says, "it finds the deal good, but its ratification lacks the consent of House"; got != want {
			t.Errorf("%s: b: %q, want %q", test.preference, got, want)
		}
		if m[1].Says != test.want {
			t.Errorf("%s: house: %q, want %q", test.preference, m[1].Says, test.want)
		}
		if w := b.WinSets[0]; w.Party != "b" || w.Binding != "house" || w.Of != 3 || w.Accepted != 1 {
			t.Errorf("%s: win-set %+v, want 1 of 3 packages, bound by the house", test.preference, w)
		}
	}
}

// Condorcet's paradox: three choose by majority among left, mid and right, and each beats
// one and loses to one. The core is empty and nothing is covered.
func TestParadox(t *testing.T) {
	_, b := find(t, `
detente: 1
signed_by: 2 of all
issues: {choice: {options: [none, left, mid, right]}}
no_deal: {choice: none}
parties:
  a: {wants: {choice: {weight: 100, none: 0, left: 100, mid: 60, right: 30}}}
  b: {wants: {choice: {weight: 100, none: 0, left: 30, mid: 100, right: 60}}}
  c: {wants: {choice: {weight: 100, none: 0, left: 60, mid: 30, right: 100}}}
`)
	v := b.Voting
	if v.WinSet != 3 || !v.Core.Known || v.Core.Size != 0 || v.Uncovered.Size != 3 || v.Uncovered.NoDeal || len(v.Vetoes) != 0 {
		t.Errorf("voting %+v, want a win-set of 3, an empty core, 3 uncovered, no veto", v)
	}
}

// Tsebelis' absorption rule: b's ideal lies between those of a and c, so that
// whatever both of them want, b wants too.
func TestAbsorbed(t *testing.T) {
	_, b := find(t, `
detente: 1
signed_by: a and b and c
issues: {tax: {scale: {from: 0, to: 100, step: 10}, now: 50}}
parties:
  a: {wants: {tax: {weight: 1, position: 20}}}
  b: {wants: {tax: {weight: 1, position: 30}}}
  c: {wants: {tax: {weight: 1, position: 40}}}
`)
	var absorbed []detente.PartyID
	for _, v := range b.Voting.Vetoes {
		if v.Absorbed {
			absorbed = append(absorbed, v.Party)
		}
	}
	if diff := cmp.Diff([]detente.PartyID{"b"}, absorbed); diff != "" {
		t.Errorf("absorbed (-want +got):\n%s", diff)
	}
	// By hand: all three strictly prefer 40 to 50; 30 as well (c: 10 off either
	// way is a tie, so not). The core is 20 to 40.
	if b.Voting.Core.Size != 3 || b.Voting.Core.NoDeal || b.Voting.WinSet != 1 {
		t.Errorf("core %+v, win-set %d, want 3 levels without no deal, and 1", b.Voting.Core, b.Voting.WinSet)
	}
}

// An answer about a case that is too large says what was not counted and how far
// it looked.
func TestLimits(t *testing.T) {
	var issues, wants, against strings.Builder
	for i := range 20 {
		name := string(rune('a' + i))
		issues.WriteString("  i-" + name + ": {options: [low, mid, high], now: low, by: a and b and c}\n")
		wants.WriteString("i-" + name + ": {weight: 5, low: 0, mid: 50, high: 100}, ")
		against.WriteString("i-" + name + ": {weight: 5, low: 100, mid: 30, high: 0}, ")
	}
	_, b := find(t, "detente: 1\nsigned_by: a and b\nissues:\n"+issues.String()+"parties:\n  a: {wants: {"+wants.String()+"}}\n  b: {wants: {"+wants.String()+"}}\n  c: {no_agreement: 90, wants: {"+against.String()+"}}\n")
	if b.Counted || b.Voting != nil {
		t.Errorf("sets of 3^20 outcomes were counted")
	}
	for _, d := range b.Deals {
		if !d.Consented && (d.Least != nil && d.Least.Proven || d.Complete) {
			t.Errorf("%s: a search beyond the limit claims to be complete", d.ID)
		}
	}
	if got := strings.Join(b.Result().Definitions, " "); !strings.Contains(got, "More than 40000 outcomes") {
		t.Errorf("definitions do not name the limit: %s", got)
	}
}

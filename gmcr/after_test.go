package gmcr_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/gmcr"

	"github.com/google/go-cmp/cmp"
)

// truce is a case of three issues. A and B sign a truce and aid; each can break
// the truce alone, only A can stop the aid, and the flag is nobody's concern.
// A gains by shooting first unless B shoots back.
func truce() *detente.Case {
	two := func(id, zero, one, by string) detente.Issue {
		return detente.Issue{
			ID: detente.IssueID(id), Form: detente.Named, Now: 0, By: consent(by), Decided: detente.NoLevel,
			Options: []detente.Option{{ID: detente.OptionID(zero)}, {ID: detente.OptionID(one)}},
		}
	}
	c := &detente.Case{SignedBy: consent("a and b"), Issues: []detente.Issue{
		two("guns", "fire", "silent", "a and b"),
		two("aid", "none", "flows", "a"),
		two("flag", "old", "new", "a"),
	}}
	row := func(issue string, weight float64, values ...float64) detente.Row {
		w := detente.Number(weight)
		r := detente.Row{Issue: detente.IssueID(issue), Weight: &w}
		for _, v := range values {
			q := detente.Number(v)
			r.Values = append(r.Values, &q)
		}
		return r
	}
	c.Parties = []detente.Party{
		{ID: "a", Wants: detente.Wants{Written: true, Rows: []detente.Row{row("guns", 60, 0, 100), row("aid", 40, 100, 0)}}},
		{ID: "b", Wants: detente.Wants{Written: true, Rows: []detente.Row{row("guns", 40, 0, 100), row("aid", 60, 0, 100)}}},
		{ID: "press"},
	}
	// B would rather shoot than keep a truce without aid.
	c.Parties[1].Wants.Links = []detente.Link{{When: condition("guns=silent and aid=none"), Add: detente.Number(-50)}}
	return c
}

// TestAfterDeal reasons the conflict after a deal by hand. Signed: guns silent,
// aid flows. A would stop the aid (40 up); B answers by shooting, which is better
// for it than a truce without aid (0 against 40 - 50), and leaves A at 40, below
// the 60 it had. So the deal holds, credibly.
func TestAfterDeal(t *testing.T) {
	ctx := context.Background()
	c := truce()
	g, err := gmcr.AfterDeal(ctx, c, detente.Outcome{1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	if g.States() != 4 || !slices.Equal(g.Parties(), []detente.PartyID{"a", "b"}) {
		t.Errorf("AfterDeal has %d states and parties %v, want 4 states (nobody values the flag) and a, b", g.States(), g.Parties())
	}
	h, err := g.Hold(ctx, g.Start())
	if err != nil {
		t.Fatal(err)
	}
	want := [gmcr.SSEQ + 1]gmcr.Certainty{gmcr.No, gmcr.Yes, gmcr.Yes, gmcr.Yes, gmcr.Yes}
	if h.Stable != want || h.First != 0 {
		t.Errorf("Hold = %v, first to leave %d, want %v and 0", h.Stable, h.First, want)
	}
	d := h.Reasons[0].Departures[h.Reasons[0].Tempting]
	if got := c.Changes(g.Outcome(d.To), g.Outcome(g.Start())); got != "aid=none" {
		t.Errorf("a would leave by %s, want aid=none", got)
	}
	if a := d.Answer; a == nil || !a.Credible || c.Changes(g.Outcome(a.End()), g.Outcome(d.To)) != "guns=fire" || a.Outcome != detente.Worse {
		t.Errorf("answer %+v, want a credible guns=fire that leaves a worse off", d.Answer)
	}
	for _, want := range []string{"A would change Aid from flows to none", "unless B answers by changing Guns from silent to fire", "leaves A worse off than staying", "credible"} {
		if got := h.Sentence(0); !strings.Contains(got, want) {
			t.Errorf("Sentence(a) = %q, want %q in it", got, want)
		}
	}
}

// TestAfterDealWithoutThreat takes the link away: then B is better off keeping
// the truce (40) than shooting (0), so its answer is possible but not credible.
func TestAfterDealWithoutThreat(t *testing.T) {
	ctx := context.Background()
	c := truce()
	c.Parties[1].Wants.Links = nil
	g := must(gmcr.AfterDeal(ctx, c, detente.Outcome{1, 1, 0}))
	h := must(g.Hold(ctx, g.Start()))
	want := [gmcr.SSEQ + 1]gmcr.Certainty{gmcr.No, gmcr.Yes, gmcr.Yes, gmcr.No, gmcr.No}
	if h.Stable != want {
		t.Errorf("Hold = %v, want %v", h.Stable, want)
	}
	if got := h.Sentence(0); !strings.Contains(got, "possible but not credible: B would not gain by it") {
		t.Errorf("Sentence(a) = %q, want it to say that the answer is not credible", got)
	}
	data := h.Object()
	if d := cmp.Diff(detente.Object{{Name: "aid", Value: "none"}}, data.Get("breach")); d != "" {
		t.Errorf("breach (-want +got):\n%s", d)
	}
	if data.Get("first_to_leave") != "a" || data.Get("credible") != false {
		t.Errorf("first_to_leave %v, credible %v, want a, false", data.Get("first_to_leave"), data.Get("credible"))
	}
}

// TestAfterDealHangs makes what the guns are worth to A a range so wide that B's
// answer may or may not deter it.
func TestAfterDealHangs(t *testing.T) {
	ctx := context.Background()
	c := truce()
	q := detente.Quantity{Spread: detente.Interval, Low: 20, High: 60, Min: 0, Max: 100}
	c.Parties[0].Wants.Rows[0].Weight = &q
	g := must(gmcr.AfterDeal(ctx, c, detente.Outcome{1, 1, 0}))
	h := must(g.Hold(ctx, g.Start()))
	// After the answer A has 40 x 100 for the aid it kept, against 20..60 x 100.
	if h.Stable[gmcr.SEQ] != gmcr.Maybe || h.Object().Get("holds").(detente.Object).Get("seq") != nil {
		t.Errorf("Hold = %v, want seq to hang on an unknown order", h.Stable)
	}
}

// TestAfterDealNumbers checks where numbers can go after a deal: back to today's
// where the rule needs two, to any step where one party holds it alone.
func TestAfterDealNumbers(t *testing.T) {
	ctx := context.Background()
	c := truce()
	c.Issues[2] = detente.Issue{ID: "wage", Form: detente.Grid, Scale: &detente.Scale{From: 0, To: 4, Step: 1}, Now: 1, By: consent("a and b")}
	w := detente.Number(10)
	at := detente.Number(4)
	c.Parties[1].Wants.Rows = append(c.Parties[1].Wants.Rows, detente.Row{Issue: "wage", Weight: &w, Position: &at})
	g := must(gmcr.AfterDeal(ctx, c, detente.Outcome{1, 1, 3}))
	if g.States() != 8 {
		t.Errorf("with a wage that needs both, %d states, want 8: signed or today's", g.States())
	}
	c.Issues[2].By = consent("b")
	g = must(gmcr.AfterDeal(ctx, c, detente.Outcome{1, 1, 3}))
	if g.States() != 20 {
		t.Errorf("with a wage that b sets alone, %d states, want 20: any step", g.States())
	}
}

// TestUnbreakable signs what nobody can undo.
func TestUnbreakable(t *testing.T) {
	c := truce()
	for k := range c.Issues {
		c.Issues[k].By, c.Issues[k].Arcs = nil, []detente.Arc{{From: 0, To: 1, By: consent("a and b")}}
	}
	g := must(gmcr.AfterDeal(context.Background(), c, detente.Outcome{1, 1, 1}))
	h := must(g.Hold(context.Background(), g.Start()))
	if want := "It would hold: nobody who has a preference could break it alone."; h.Verdict() != want || h.Stable[gmcr.Nash] != gmcr.Yes {
		t.Errorf("Verdict = %q, Nash %v, want %q, and stable", h.Verdict(), h.Stable[gmcr.Nash], want)
	}
	if upsets := must(g.Upsets(context.Background(), g.Start())); len(upsets) != 0 {
		t.Errorf("Upsets = %v, want none", upsets)
	}
}

// TestUpsetTogether lets A and B change together what neither can alone.
func TestUpsetTogether(t *testing.T) {
	ctx := context.Background()
	g := must(gmcr.AfterDealTogether(ctx, truce(), detente.Outcome{0, 1, 0}))
	upsets, err := g.Upsets(ctx, g.Start())
	if err != nil {
		t.Fatal(err)
	}
	if len(upsets) != 1 || !upsets[0].Joint || upsets[0].Answer != nil || !g.Outcome(upsets[0].To).Equal(detente.Outcome{1, 1, 0}) {
		t.Errorf("Upsets = %+v, want a and b to stop firing together", upsets)
	}
}

// TestJointIssues tells what one party can change from what needs two.
func TestJointIssues(t *testing.T) {
	joint := must(gmcr.JointIssues(truce()))
	if d := cmp.Diff([]detente.IssueID{"guns"}, joint); d != "" {
		t.Errorf("JointIssues (-want +got):\n%s", d)
	}
}

// TestSame makes Elmira's nine states from an option form with merged outcomes,
// as a case file does, and checks the published equilibria.
func TestSame(t *testing.T) {
	g := must(gmcr.FromCase(context.Background(), elmira()))
	if g.States() != 12 || g.Feasible() != 9 {
		t.Errorf("Elmira has %d outcomes and %d states, want 12 and 9", g.States(), g.Feasible())
	}
	st := stability(t, g)
	want := map[gmcr.Concept][]int{}
	// Published numbers 1..9: modify is bit 0, response counts 2, insist counts 6;
	// state 9 is abandonment, which carries its lowest number, 4.
	number := []int{0, 0, 1, 2, 3, 6, 7, 8, 9, 4}
	for c, ids := range map[gmcr.Concept][]int{gmcr.Nash: {5, 8, 9}, gmcr.SEQ: {5, 8, 9}, gmcr.GMR: {1, 4, 5, 8, 9}, gmcr.SMR: {1, 4, 5, 8, 9}} {
		for _, id := range ids {
			want[c] = append(want[c], number[id])
		}
		slices.Sort(want[c])
		if d := cmp.Diff(want[c], st.Equilibria(c, gmcr.Bold)); d != "" {
			t.Errorf("%v(elmira) (-want +got):\n%s", c, d)
		}
	}
}

// elmira is the groundwater conflict with responses as options of one issue.
func elmira() *detente.Case {
	yes := func(id, by string, irreversible bool) detente.Issue {
		s := yesNo(0, option{DM: by})
		s.ID = detente.IssueID(id)
		if irreversible {
			s.By, s.Arcs = nil, []detente.Arc{{From: 0, To: 1, By: consent(by)}}
		}
		return s
	}
	response := detente.Issue{ID: "response", Form: detente.Named, Decided: detente.NoLevel, Options: []detente.Option{{ID: "delay"}, {ID: "accept"}, {ID: "abandon"}}}
	for _, a := range [][2]int{{0, 1}, {0, 2}, {1, 2}} {
		response.Arcs = append(response.Arcs, detente.Arc{From: a[0], To: a[1], By: consent("uniroyal")})
	}
	c := &detente.Case{Issues: []detente.Issue{yes("modify", "moe", true), response, yes("insist", "local", false)}}
	c.Same = []*detente.Condition{condition("response=abandon")}
	states := []string{"", "not modify and response=delay and not insist", "modify and response=delay and not insist",
		"not modify and response=accept and not insist", "modify and response=accept and not insist",
		"not modify and response=delay and insist", "modify and response=delay and insist",
		"not modify and response=accept and insist", "modify and response=accept and insist", "response=abandon"}
	for id, order := range map[detente.PartyID][]int{"moe": {7, 3, 4, 8, 5, 1, 2, 6, 9}, "uniroyal": {1, 4, 8, 5, 9, 3, 7, 2, 6}, "local": {7, 3, 5, 1, 8, 6, 4, 2, 9}} {
		p := detente.Party{ID: id}
		for _, s := range order {
			p.Ranking = append(p.Ranking, detente.Rank{Fits: []*detente.Condition{condition(states[s])}})
		}
		c.Parties = append(c.Parties, p)
	}
	slices.SortFunc(c.Parties, func(a, b detente.Party) int { return strings.Compare(string(b.ID), string(a.ID)) })
	return c
}

package power_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/power"
)

func consent(text string) *detente.Consent {
	c, err := detente.ParseConsent(text)
	if err != nil {
		panic(err)
	}
	return c
}

// securityCouncil is a draft resolution before the Security Council; France
// must ask its parliament where the draft is taken.
func securityCouncil() *detente.Case {
	members := func(ids ...string) (out []detente.Member) {
		for _, id := range ids {
			out = append(out, detente.Member{ID: id})
		}
		return out
	}
	return &detente.Case{
		Groups: []detente.Group{
			{ID: "permanent", Members: members("china", "france", "russia", "uk", "us")},
			{ID: "council", Members: members("permanent", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10")},
		},
		SignedBy: consent("all of permanent and 9 of council"),
		Issues: []detente.Issue{
			{ID: "draft", Form: detente.YesNo, Options: []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}},
			{ID: "mandate", Form: detente.Named, Options: []detente.Option{{ID: "none"}, {ID: "watch"}, {ID: "force"}},
				Arcs: []detente.Arc{{From: 0, To: 1, By: consent("uk or france")}, {From: 1, To: 2, By: consent("china and (us or russia)")}}},
		},
		Parties: []detente.Party{{ID: "france", RatifiedBy: consent("assembly if draft")}, {ID: "us", Meta: detente.Meta{Name: "United States"}}},
	}
}

func TestAnalyse(t *testing.T) {
	a, err := power.Analyse(context.Background(), securityCouncil())
	if err != nil {
		t.Fatal(err)
	}
	r := a.Result()
	text, err := json.Marshal(r.Data)
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Players    map[string]map[string]any
		Winning    string
		Coalitions string
		Vetoes     []string
		Rules      []any
		Blocks     []struct {
			Path            string
			Alone, Suffices []string
			Together        [][]string
		}
	}
	if err := json.Unmarshal(text, &data); err != nil {
		t.Fatal(err)
	}
	if data.Winning != "848" || data.Coalitions != "32768" || len(data.Players) != 15 {
		t.Errorf("winning, coalitions, players = %s, %s, %d, want 848, 32768, 15", data.Winning, data.Coalitions, len(data.Players))
	}
	if d := cmp.Diff([]string{"china", "france", "russia", "uk", "us"}, data.Vetoes); d != "" {
		t.Errorf("vetoes (-want +got):\n%s", d)
	}
	if got, want := data.Players["e3"]["shapley_shubik"], 0.0018648018648; got != want {
		t.Errorf("shapley_shubik(e3) = %v, want %v", got, want)
	}
	var got []string
	for _, b := range data.Blocks {
		var groups []string
		for _, g := range b.Together {
			groups = append(groups, strings.Join(g, "+"))
		}
		got = append(got, b.Path+": alone "+strings.Join(b.Alone, " ")+"; together "+strings.Join(groups, " ")+"; suffices "+strings.Join(b.Suffices, " "))
	}
	want := []string{
		"issues.mandate.by.none -> watch: alone ; together uk+france; suffices uk france",
		"issues.mandate.by.watch -> force: alone china; together us+russia; suffices ",
		"parties.france.ratified_by: alone assembly; together ; suffices assembly",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("blocks (-want +got):\n%s", d)
	}
	if !strings.Contains(r.Answer, "Of 32,768 ways to say yes and no, 848 carry (2.59 %)") {
		t.Errorf("Answer = %q", r.Answer)
	}
	if len(r.Assumptions) != 1 || !strings.Contains(r.Assumptions[0], `"assembly if draft"`) {
		t.Errorf("Assumptions = %q, want one about the rule with an if", r.Assumptions)
	}
}

// Where nothing is voted on, no index is shown: only who can block what.
func TestAnalyseWithoutVotes(t *testing.T) {
	c := securityCouncil()
	c.SignedBy = consent("china and us")
	a, err := power.Analyse(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Bodies) != 0 || a.Signatories() != nil {
		t.Errorf("%d voting rules, want none", len(a.Bodies))
	}
	r := a.Result()
	if len(r.Blocks) != 1 {
		t.Errorf("%d blocks, want the table alone", len(r.Blocks))
	}
	if got, want := r.Answer, "No rule here counts votes, so nobody's share of a vote can be measured. Alone, China can block most: 2 decisions."; got != want {
		t.Errorf("Answer = %q, want %q", got, want)
	}
}

// A rule that cannot be counted is refused by name, and the rest is answered.
func TestAnalyseRefusesWhatIsTooLarge(t *testing.T) {
	c := &detente.Case{SignedBy: consent("51% of votes of all and 60% of all")}
	for i := range 60 {
		votes, _ := detente.ParseDecimal(strings.Repeat("7", i%5+6) + strings.Repeat("3", i%7+1))
		c.Parties = append(c.Parties, detente.Party{ID: detente.PartyID("p" + strings.Repeat("x", i)), Counts: []detente.Count{{Name: "votes", Value: votes}}})
	}
	a, err := power.Analyse(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if b := a.Signatories(); b == nil || b.Refused == nil || b.Refused.Players != 60 {
		t.Fatalf("Signatories = %+v, want a refusal with 60 players", b)
	}
	if r := a.Result(); !strings.Contains(r.Answer, "too large to be counted exactly") {
		t.Errorf("Answer = %q", r.Answer)
	}
}

// The same rule in two places is counted once and reported under both paths.
func TestRulesByPath(t *testing.T) {
	c := securityCouncil()
	c.Issues[0].By = consent("9 of council")
	c.Issues[1].Arcs[0].By = consent("9 of council")
	a, err := power.Analyse(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, b := range a.Bodies {
		paths = append(paths, b.Path)
	}
	want := []string{"signed_by", "issues.draft.by", "issues.mandate.by.none -> watch"}
	if d := cmp.Diff(want, paths); d != "" {
		t.Errorf("paths (-want +got):\n%s", d)
	}
	// 9 of 15 without vetoes: equal players.
	if got, want := a.Bodies[2].Indices.Shapley[0].String(), "1/15"; got != want {
		t.Errorf("ShapleyShubik = %s, want %s", got, want)
	}
}

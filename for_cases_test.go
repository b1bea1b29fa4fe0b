package detente_test

import (
	"fmt"
	"strings"
	"testing"

	"detente"
)

// room is a case with something for everyone and something for the staff alone.
func room() *detente.Case {
	row := func(issue detente.IssueID, weight float64, label detente.Label) detente.Row {
		return detente.Row{Issue: issue, Meta: detente.Meta{Label: label}, Weight: number(weight), Values: values(0, 100)}
	}
	link := func(add float64, label detente.Label) detente.Link {
		return detente.Link{When: condition("pay=more"), Add: *number(add), Meta: detente.Meta{Label: label}}
	}
	return &detente.Case{
		SHA256:  "abc",
		Groups:  []detente.Group{{ID: "guests", Members: []detente.Member{{ID: "stranger"}}}},
		Sources: []detente.Source{{ID: "paper"}, {ID: "memo", Meta: detente.Meta{Label: "team"}}},
		Issues:  []detente.Issue{named("pay", "same", "more"), named("side", "none", "deal"), yesNo("strike")},
		Parties: []detente.Party{
			{ID: "firm", Wants: detente.Wants{Written: true, Rows: []detente.Row{row("pay", 60, ""), row("side", 40, "team")},
				Links: []detente.Link{link(1, "team"), link(2, "")}}},
			{ID: "union", Counts: []detente.Count{{Name: "votes", Value: decimal("3")}}},
			{ID: "owner", Meta: detente.Meta{Label: "team"}, Counts: []detente.Count{{Name: "votes", Value: decimal("5")}}},
		},
		Evidence: []detente.Evidence{
			{ID: "open", Source: "paper", About: []detente.PartyID{"firm", "owner", "stranger"}},
			{ID: "told", Source: "memo"},
			{ID: "built", Source: "paper", Meta: detente.Meta{Because: refs("told")}},
		},
	}
}

func TestForByHand(t *testing.T) {
	c := room()
	d := c.For(detente.Open)
	if !d.Restricted || d.SHA256 != "" || d.Clearance != detente.Open {
		t.Errorf("Restricted = %t, SHA256 = %q, Clearance = %q", d.Restricted, d.SHA256, d.Clearance)
	}
	var left []string
	for i := range d.Sources {
		left = append(left, string(d.Sources[i].ID))
	}
	for i := range d.Evidence {
		left = append(left, fmt.Sprintf("%s %v", d.Evidence[i].ID, d.Evidence[i].About))
	}
	for i := range d.Parties {
		left = append(left, string(d.Parties[i].ID))
	}
	for _, q := range d.Quantities() {
		left = append(left, q.Path)
	}
	want := "paper; open [firm]; firm; union; parties.firm.wants.pay.weight; parties.firm.wants.pay.same; parties.firm.wants.pay.more; parties.firm.wants.links.0.add"
	if got := strings.Join(left, "; "); got != want {
		t.Errorf("left: %s\nwant: %s", got, want)
	}
	if full := c.For("team"); len(full.Evidence) != 3 || len(full.Parties) != 3 || len(full.Parties[0].Wants.Rows) != 2 {
		t.Error("the staff does not see everything")
	}
}

// What a rule says of somebody hidden: a bare name stays, a count that needs
// him gives way to the default.
func TestForConsents(t *testing.T) {
	for _, tt := range []struct {
		rule, want string // "" where the default takes over
		setup      func(c *detente.Case)
	}{
		{rule: "firm and owner", want: "firm and owner"},
		{rule: "all", want: "all"},
		{rule: "8 votes of board"},
		{rule: "3 votes of all"}, // the firm has none
		{rule: "2 of all", want: "2 of all"},
		{rule: "3 of all"}, // two are left
		{rule: "60% of all", want: "60% of all"},
		{rule: "firm if side=deal"},
		{rule: "firm if strike", want: "firm if strike"},
	} {
		c := room()
		c.Issues[1].Label = "team"
		c.Groups = append(c.Groups, detente.Group{ID: "board", Members: []detente.Member{{ID: "union"}, {ID: "owner"}}})
		c.Parties = append(c.Parties, detente.Party{ID: "fans", Of: "union", RatifiedBy: consent(tt.rule)})
		c.SignedBy, c.Issues[0].By = consent("firm"), consent(tt.rule)
		c.Issues[2].Arcs = []detente.Arc{{From: 0, To: 1, By: consent(tt.rule)}, {From: 1, To: 0, By: consent("union")}}
		d := c.For(detente.Open)
		got, arcs := "", 1
		if d.Issues[0].By != nil {
			got, arcs = d.Issues[0].By.Text, 2
		}
		if got != tt.want {
			t.Errorf("%q reads %q to everybody, want %q", tt.rule, got, tt.want)
		}
		if (d.Parties[2].RatifiedBy != nil) != (tt.want != "") {
			t.Errorf("%q as ratification: %v", tt.rule, d.Parties[2].RatifiedBy)
		}
		if len(d.Issues[1].Arcs) != arcs {
			t.Errorf("%q leaves %d arcs, want %d", tt.rule, len(d.Issues[1].Arcs), arcs)
		}
		for _, x := range d.Check() {
			if x.Severity == detente.Error {
				t.Errorf("%q: %v", tt.rule, x)
			}
		}
	}
}

// A reader who does not see somebody is told of no error for it.
func TestForNamesNobodyTwice(t *testing.T) {
	c := room()
	c.Issues[0].By = consent("owner or union")
	c.Parties[1].Of = "owner"
	c.Parties[0].Wants.Rows[0].Weight = number(0)
	c.Evidence[0].Label = "caucus:owner"
	if ds := c.Check(); detente.HasErrors(ds) {
		t.Fatalf("the case itself: %v", ds)
	}
	d := c.For("caucus:owner")
	if ds := d.Check(); detente.HasErrors(ds) {
		t.Errorf("what is left: %v", ds)
	}
	if d.Parties[1].Of != "owner" || d.Issues[0].By.Text != "owner or union" || len(d.Evidence) != 1 {
		t.Errorf("bare names are gone: of %q, by %q, %d quotes", d.Parties[1].Of, d.Issues[0].By.Text, len(d.Evidence))
	}
}

// Scenarios and correlations go with what they lead to, and so do those that
// count places in a list.
func TestForPaths(t *testing.T) {
	for _, tt := range []struct {
		path string
		want bool
	}{
		{"parties.firm.wants.pay.weight", true},
		{"firm.wants.pay.more", true},
		{"pay.more", true},
		{"parties.firm.wants.side.weight", false},
		{"side.deal", false}, // no party in it, but it leads to one number only
		{"firm.wants.side.note", false},
		{"issues.side.now", true}, // the issue is in sight, the row is not
		{"side.now", true},
		{"owner.name", false},
		{"parties.owner.wants", false},
		{"parties.union.name", true},
		{"evidence.told.quote", false},
		{"told.quote", false},
		{"evidence.open.quote", true},
		{"signed_by", true},
		{"parties.firm.wants.links.1.add", false}, // the first that a reader of less sees
		{"links[0].add", false},
		{"rules.0.never", false},
		{"union.scores.pay=more", true},
		{"zone.values.3", true},
	} {
		c := room()
		c.Issues = append(c.Issues, grid("zone", 0, 5, 1))
		c.Parties[0].Wants.Rows = append(c.Parties[0].Wants.Rows, detente.Row{Issue: "zone", Weight: number(1), Breakpoints: points(3, 100)})
		c.Parties[1].Scores = []detente.Link{{When: condition("pay=more"), Add: *number(1)}}
		c.Scenarios = []detente.Scenario{{ID: "s", Set: []detente.Change{{Path: "pay.weight"}, {Path: tt.path}}}}
		c.Correlated = []detente.Correlation{{Of: []string{"pay.weight", tt.path}}}
		d := c.For(detente.Open)
		if got := len(d.Scenarios) == 1; got != tt.want {
			t.Errorf("a scenario that sets %s: kept %t, want %t", tt.path, got, tt.want)
		}
		if got := len(d.Correlated) == 1; got != tt.want {
			t.Errorf("a correlation of %s: kept %t, want %t", tt.path, got, tt.want)
		}
	}
}

// With a hidden issue goes all that speaks of it.
func TestForHiddenIssue(t *testing.T) {
	c := room()
	c.Issues[1].Options[1].Because = refs("built") // a label through two quotes
	w := condition("side=deal or strike")
	c.Rules = []detente.Rule{{When: w}, {When: condition("strike")}}
	c.Same = []*detente.Condition{w}
	c.NoDeal.Set = []detente.Setting{{Issue: "side", Level: 1}, {Issue: "strike", Level: 1}}
	c.Parties[1].Prefers = [][]detente.Statement{{{When: w}, {When: condition("strike")}}, {{When: w}}}
	c.Parties[1].Ranking = []detente.Rank{{Fits: []*detente.Condition{w}}, {Fits: []*detente.Condition{w, condition("strike")}}}
	c.Parties[1].Unknown = [][2]*detente.Condition{{w, condition("strike")}}
	c.Parties[1].SeesNot = []*detente.Condition{w}
	c.Parties[0].Wants.Links[1].When = w
	d := c.For(detente.Open)
	u := d.Parties[1]
	for _, tt := range []struct {
		what      string
		got, want int
	}{
		{"issues", len(d.Issues), 2}, {"rules", len(d.Rules), 1}, {"same", len(d.Same), 0}, {"no deal", len(d.NoDeal.Set), 1},
		{"statements", len(u.Prefers), 1}, {"in the first", len(u.Prefers[0]), 1}, {"ranks", len(u.Ranking), 1}, {"in the first rank", len(u.Ranking[0].Fits), 1},
		{"unknown", len(u.Unknown), 0}, {"not seen", len(u.SeesNot), 0}, {"rows", len(d.Parties[0].Wants.Rows), 1}, {"links", len(d.Parties[0].Wants.Links), 0},
	} {
		if tt.got != tt.want {
			t.Errorf("%d %s left, want %d", tt.got, tt.what, tt.want)
		}
	}
}

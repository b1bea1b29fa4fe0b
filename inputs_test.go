package detente_test

import (
	"fmt"
	"strings"
	"testing"

	"detente"

	"github.com/google/go-cmp/cmp"
)

// at gives a thing its place, the line by its rank in the file.
func at(line int) detente.Pos { return detente.Pos{Line: line, Col: 3} }

// summit is a small case whose parts stand on known lines and rest on known
// quotes.
func summit() *detente.Case {
	land := scaled(named("land", "leave@0", "line@75", "all@100"), 0, 100)
	land.Meta = detente.Meta{Pos: at(10), Because: refs("map")}
	land.Now, land.NowPos = 1, at(11)
	wage := grid("wage", 2, 6, 0.5)
	wage.Meta = detente.Meta{Pos: at(12), Because: refs("old-wage")}
	wage.NowPos = at(13)
	fire := named("fire", "war", "ceasefire")
	fire.Meta = detente.Meta{Pos: at(14)}
	fire.Now, fire.NowUnknown, fire.NowPos = detente.NoLevel, true, at(15)

	influence := fitted(70, 80, 90)
	influence.Meta = detente.Meta{Pos: at(31), Because: refs("polls")}
	guess := unknown(0, 100)
	guess.Pos = at(34)
	row := func(line int, issue detente.IssueID, because ...detente.EvidenceID) detente.Row {
		return detente.Row{Issue: issue, Meta: detente.Meta{Pos: at(line), Because: refs(because...)}, Weight: number(40)}
	}
	landRow := row(32, "land", "claim")
	landRow.Values = []*detente.Quantity{number(0), interval(45, 65), number(100)}
	wageRow := row(33, "wage", "offer", "claim", "offer")
	wageRow.Breakpoints = points(2, 100, 3.5, 80, 6, 0)
	fireRow := row(34, "fire")
	fireRow.Values = []*detente.Quantity{number(0), guess}
	low := number(-10)
	low.Meta = detente.Meta{Because: refs("truce")}
	return &detente.Case{
		Sources: []detente.Source{{ID: "paper", Text: "..."}},
		Issues:  []detente.Issue{land, wage, fire},
		Rules: []detente.Rule{
			{When: condition("fire=ceasefire and land=all"), Signed: true, Meta: detente.Meta{Pos: at(20)}},
			{When: condition("wage > 5"), Meta: detente.Meta{Pos: at(21), Because: refs("offer")}},
		},
		Parties: []detente.Party{
			{ID: "russia", Meta: detente.Meta{Pos: at(30)}, Influence: influence, Wants: detente.Wants{Written: true,
				Rows:  []detente.Row{landRow, wageRow, fireRow},
				Links: []detente.Link{{When: condition("fire=ceasefire"), Add: *low, Meta: detente.Meta{Pos: at(35), Against: refs("map")}}}}},
			{ID: "europe", Meta: detente.Meta{Pos: at(40), Name: "European leaders", Because: refs("worry")}, OrderPos: at(41),
				Prefers: [][]detente.Statement{{{When: condition("fire=ceasefire"), Meta: detente.Meta{Because: refs("truce", "worry")}}}}},
			{ID: "base", Meta: detente.Meta{Pos: at(44)}, OrderPos: at(45),
				Scores: []detente.Link{{When: condition("fire=ceasefire"), Add: *low}}},
		},
		Relations: []detente.Relation{{From: "europe", To: "russia", Attitude: "negative", Meta: detente.Meta{Pos: at(50)}}},
		Power:     []detente.PowerShare{{Party: "russia", Share: *number(0.6)}},
		Evidence: []detente.Evidence{
			{ID: "map", Source: "paper", Quote: "they hold 75 per cent, between nothing (0) and all (100)"},
			{ID: "old-wage", Source: "paper", Quote: "the old contract gave 2.5 %"},
			{ID: "polls", Source: "paper", Quote: "between 70 and 90, most say 80"},
			{ID: "claim", Source: "paper", Quote: "worth 45 to 65 to him, and 80 with a rise of 3.5"},
			{ID: "offer", Source: "paper", Quote: "from 2 to 6 %"},
			{ID: "truce", Source: "paper", Quote: "a truce"},
			{ID: "worry", Source: "paper", Quote: "they worry"},
			{ID: "weather", Source: "paper", Quote: "it rained"},
		},
	}
}

func TestInputs(t *testing.T) {
	var got []string
	for _, in := range summit().Inputs() {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %v %v", in.ID, in.Path, in.Class, in.Because, in.Against)))
	}
	want := []string{
		"issues.land stated [map] []",      // 0, 75 and 100 all stand in the quote
		"issues.wage judged [old-wage] []", // now is 2, the quote says 2.5
		"A1 issues.fire assumed [] []",
		"A2 rules.0 assumed [] []",
		"rules.1 judged [offer] []", // a rule has no numbers of its own
		"parties.russia.influence stated [polls] []",
		"parties.russia.wants.land stated [claim] []",       // 45 and 65; 0, 100 and the weight are not looked for
		"parties.russia.wants.wage stated [offer claim] []", // 2, 3.5, 6 and 80, in two quotes
		"A3 parties.russia.wants.fire assumed [] []",
		"parties.russia.wants.links.0 judged [truce] [map]", // -10 is in no quote; the evidence stands with the number
		"parties.europe.prefers judged [worry truce] []",
		"parties.base.scores judged [truce] []",
		"A4 relations.0 assumed [] []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Inputs (-want +got):\n%s", diff)
	}
}

func TestInputWords(t *testing.T) {
	want := map[string]string{
		"issues.land":              "issue Land: its options, where it stands and whose consent a change needs",
		"rules.0":                  "rule: no package contains fire=ceasefire and land=all",
		"rules.1":                  "rule: wage > 5 cannot exist",
		"parties.russia.influence": "Russia: influence {p5: 70, p50: 80, p95: 90}",
		"parties.europe.prefers":   "European leaders: the order of what it wants",
		"relations.0":              "relation: European leaders to Russia is negative",
	}
	for _, in := range summit().Inputs() {
		if text, ok := want[in.Path]; ok && in.What != text {
			t.Errorf("%s: %q, want %q", in.Path, in.What, text)
		}
		delete(want, in.Path)
	}
	if len(want) > 0 {
		t.Errorf("no inputs %v", want)
	}
}

// Inputs come in file order, wherever their place in the case.
func TestInputsInFileOrder(t *testing.T) {
	c := summit()
	c.Relations[0].Pos = at(1) // relations first in the file
	c.Issues[2].Pos = at(60)
	ins := c.Inputs()
	if ins[0].Path != "relations.0" || ins[0].ID != "A1" {
		t.Errorf("first input %s %s, want A1 relations.0", ins[0].ID, ins[0].Path)
	}
	if last := ins[len(ins)-1]; last.Path != "issues.fire" || last.ID != "A4" {
		t.Errorf("last input %s %s, want A4 issues.fire", last.ID, last.Path)
	}
	for i := 1; i < len(ins); i++ {
		if ins[i].Pos.Before(ins[i-1].Pos) {
			t.Errorf("%s stands before %s", ins[i].Path, ins[i-1].Path)
		}
	}
}

// An input carries the label of everything that would vanish with it.
func TestInputLabels(t *testing.T) {
	c := summit()
	c.Evidence[0].Label = "team"                            // map
	c.Parties[0].Wants.Rows[2].Values[0].Label = "caucus:x" // one number of the fire row
	c.Parties[0].Wants.Links[0].Add.Label = "team"
	c.Parties[1].Label = "caucus:europe"
	c.Parties[1].Prefers[0][0].Label = "team"
	c.Parties[2].Scores[0].Label = "team"
	c.Issues[2].Options[0].Label = "team"
	want := map[string]detente.Label{
		"issues.land": "team", "issues.fire": "team", "issues.wage": "",
		"parties.russia.wants.fire": "caucus:x", "parties.russia.wants.land": "", "parties.russia.wants.links.0": "team",
		"parties.europe.prefers": "caucus:europe,team", "parties.base.scores": "team",
	}
	for _, in := range c.Inputs() {
		if label, ok := want[in.Path]; ok && in.Label != label {
			t.Errorf("label of %s = %q, want %q", in.Path, in.Label, label)
		}
	}
}

// Evidence that rests on evidence has its label too, round in circles if need be.
func TestEvidenceLabels(t *testing.T) {
	c := summit()
	c.Evidence[1].Because = refs("claim") // old-wage
	c.Evidence[3].Because = refs("worry", "old-wage", "nothing")
	c.Evidence[6].Label = "team"
	for _, in := range c.Inputs() {
		want := detente.Open
		switch in.Path {
		case "issues.wage", "parties.russia.wants.land", "parties.russia.wants.wage", "parties.europe.prefers":
			want = detente.Team
		}
		if in.Label != want {
			t.Errorf("label of %s = %q, want %q", in.Path, in.Label, want)
		}
	}
}

func TestQuestions(t *testing.T) {
	c := summit()
	c.Parties[2].NoAgreement = unknown(0, 100)
	c.Parties[2].NoAgreement.Pos = at(46)
	c.Power[0].Share = *unknown(0, 1)
	c.Power[0].Share.Pos = at(5)
	var got []string
	for _, q := range c.Questions() {
		got = append(got, q.ID+" "+q.Path+": "+q.Text)
	}
	want := []string{
		"U1 power.russia: What is the bargaining power of Russia?",
		"U2 issues.fire.now: Where does Fire stand today?",
		"U3 parties.russia.wants.fire.ceasefire: What is the value of ceasefire (Fire) for Russia?",
		"U4 parties.base.no_agreement: What is the worth of walking away for Base?",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Questions (-want +got):\n%s", diff)
	}
}

func TestQuantities(t *testing.T) {
	c := summit()
	row := &c.Parties[0].Wants.Rows[0]
	row.Salience, row.Position = number(90), number(75)
	c.Parties[2].CostOfDelay = number(2)
	c.Parties[0].Wants.AtMost = number(100)
	var got []string
	for _, q := range c.Quantities() {
		got = append(got, q.Path+" = "+q.Quantity.String())
	}
	want := []string{
		"parties.russia.influence = {p5: 70, p50: 80, p95: 90}",
		"parties.russia.wants.at_most = 100",
		"parties.russia.wants.land.weight = 40",
		"parties.russia.wants.land.salience = 90",
		"parties.russia.wants.land.position = 75",
		"parties.russia.wants.land.leave = 0",
		"parties.russia.wants.land.line = 45..65",
		"parties.russia.wants.land.all = 100",
		"parties.russia.wants.wage.weight = 40",
		"parties.russia.wants.wage.values.2 = 100",
		"parties.russia.wants.wage.values.3.5 = 80",
		"parties.russia.wants.wage.values.6 = 0",
		"parties.russia.wants.fire.weight = 40",
		"parties.russia.wants.fire.war = 0",
		"parties.russia.wants.fire.ceasefire = unknown",
		"parties.russia.wants.links.0.add = -10",
		"parties.base.cost_of_delay = 2",
		"parties.base.scores.fire=ceasefire = -10",
		"power.russia = 0.6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Quantities (-want +got):\n%s", diff)
	}
	c.Quantities()[0].Quantity.Low = 60
	if c.Parties[0].Influence.Low != 60 {
		t.Error("Quantities returns copies, want pointers into the case")
	}
	c.Parties[0].Wants.Points = true
	if got := c.Quantities()[2].Path; got != "parties.russia.points.land.weight" {
		t.Errorf("path in a table of points = %s", got)
	}
}

func TestUnused(t *testing.T) {
	c := summit()
	if diff := cmp.Diff([]detente.EvidenceID{"weather"}, c.Unused()); diff != "" {
		t.Errorf("Unused (-want +got):\n%s", diff)
	}
	c.Relations[0].Against = refs("weather") // evidence against a reading is used
	if got := c.Unused(); got != nil {
		t.Errorf("Unused = %v, want none", got)
	}
}

func TestDisplayNames(t *testing.T) {
	c := summit()
	for _, tt := range []struct{ got, want string }{
		{c.PartyName("europe"), "European leaders"},
		{c.PartyName("russia"), "Russia"},
		{c.PartyName("the-others"), "The Others"},
		{c.IssueName("land"), "Land"},
		{c.IssueName("arms-control"), "Arms Control"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if c.FindEvidence("map") != &c.Evidence[0] || c.FindEvidence("none") != nil {
		t.Error("FindEvidence is wrong")
	}
	if c.FindSource("paper") != &c.Sources[0] || c.FindSource("none") != nil {
		t.Error("FindSource is wrong")
	}
}

func TestPartyKind(t *testing.T) {
	rows := func(r ...detente.Row) detente.Wants { return detente.Wants{Written: true, Rows: r} }
	statement := [][]detente.Statement{stated("fire")}
	for _, tt := range []struct {
		name             string
		p                detente.Party
		want             detente.Kind
		numeric, ordinal bool
	}{
		{"nothing", detente.Party{}, detente.NoPreference, false, false},
		{"an empty table", detente.Party{Wants: rows()}, detente.NoPreference, false, false},
		{"weights", detente.Party{Wants: rows(detente.Row{Issue: "a", Weight: number(1)})}, detente.Weights, true, false},
		{"salience only", detente.Party{Wants: rows(detente.Row{Issue: "a", Salience: number(1)})}, detente.Positions, false, false},
		{"points", detente.Party{Wants: detente.Wants{Written: true, Points: true, Rows: []detente.Row{{Issue: "a"}}}}, detente.Points, true, false},
		{"statements", detente.Party{Prefers: statement}, detente.Statements, false, true},
		{"statements beside positions", detente.Party{Prefers: statement, Wants: rows(detente.Row{Issue: "a", Position: number(1)})}, detente.Statements, false, true},
		{"a ranking", detente.Party{Ranking: []detente.Rank{ranked("a")}}, detente.Ranked, false, true},
		{"scores", detente.Party{Scores: []detente.Link{{When: condition("a"), Add: *number(1)}}}, detente.Scored, false, true},
	} {
		got := tt.p.Kind()
		if got != tt.want || got.Numeric() != tt.numeric || got.Ordinal() != tt.ordinal {
			t.Errorf("%s: %v, numeric %t, ordinal %t, want %v, %t, %t", tt.name, got, got.Numeric(), got.Ordinal(), tt.want, tt.numeric, tt.ordinal)
		}
	}
}

package detente_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"detente"
)

// whenAt is a condition that stands on a line, from column 5 on.
func whenAt(line int, text string) *detente.Condition {
	w := condition(text)
	w.Pos = detente.Pos{Line: line, Col: 5}
	return w
}

func byAt(line int, text string) *detente.Consent {
	c := consent(text)
	c.Pos = detente.Pos{Line: line, Col: 5}
	return c
}

// sound is a case with nothing wrong: 10 to 19 are its issues, 20 on its
// parties, 40 on its evidence.
func sound() *detente.Case {
	land := scaled(named("land", "leave@0", "line@75", "all@100"), 0, 100)
	land.Pos, land.Now, land.NowPos = at(10), 1, at(11)
	land.Arcs = []detente.Arc{{From: 1, To: 2, By: byAt(12, "russia and ukraine"), Pos: at(12)}, {From: 1, To: 0, By: byAt(13, "russia"), Pos: at(13)}}
	wage := grid("wage", 2, 6, 0.5)
	wage.Pos, wage.Scale.Pos = at(14), at(14)
	fire := named("fire", "war", "ceasefire", "peace")
	fire.Pos, fire.NowPos = at(15), at(15)
	fire.By = byAt(16, "russia and 2 of council")
	strike := yesNo("strike")
	strike.Pos = at(17)
	row := func(line int, issue detente.IssueID) detente.Row {
		return detente.Row{Issue: issue, Meta: detente.Meta{Pos: at(line), Because: []detente.Ref{{ID: "claim", Pos: at(line)}}}, Weight: number(50)}
	}
	landRow, wageRow := row(22, "land"), row(23, "wage")
	landRow.Values = values(0, 60, 100)
	wageRow.Breakpoints = points(2, 100, 6, 0)
	votes := func(n string) []detente.Count { return []detente.Count{{Name: "votes", Value: decimal(n)}} }
	return &detente.Case{
		File:     "case.yaml",
		Sources:  []detente.Source{{ID: "paper"}},
		Groups:   []detente.Group{{ID: "council", Pos: at(3), Members: []detente.Member{{ID: "russia", Pos: at(4)}, {ID: "ukraine", Pos: at(5)}}}},
		SignedBy: byAt(2, "russia and ukraine"),
		Issues:   []detente.Issue{land, wage, fire, strike},
		Parties: []detente.Party{
			{ID: "russia", Meta: detente.Meta{Pos: at(20)}, Counts: votes("3"), Wants: detente.Wants{Written: true, Pos: at(21), Rows: []detente.Row{landRow, wageRow}}},
			{ID: "ukraine", Meta: detente.Meta{Pos: at(25)}, Counts: votes("2"), Prefers: [][]detente.Statement{{{When: whenAt(26, "not land=all")}}}},
		},
		Evidence: []detente.Evidence{{ID: "claim", Meta: detente.Meta{Pos: at(40)}, Source: "paper", About: []detente.PartyID{"russia"}}},
	}
}

func TestSoundCase(t *testing.T) {
	if ds := sound().Check(); len(ds) > 0 {
		t.Errorf("a sound case: %v", ds)
	}
	if ds := (&detente.Case{}).Check(); len(ds) > 0 {
		t.Errorf("an empty case: %v", ds)
	}
}

// faults: one change to a sound case, and what is said of it.
var faults = []struct {
	name          string
	change        func(c *detente.Case)
	severity      detente.Severity
	code          string
	line, col     int
	width         int
	message, help string
}{
	{"a group called all", func(c *detente.Case) { c.Groups[0].ID = "all"; c.Issues[2].By = nil },
		detente.Error, "duplicate-name", 3, 3, 3, `a group cannot be called "all"`, "another name"},
	{"a group like a party", func(c *detente.Case) {
		c.Groups = append(c.Groups, detente.Group{ID: "russia", Members: []detente.Member{{ID: "ukraine"}}, Pos: at(6)})
		c.Issues[2].By = nil
	},
		detente.Error, "duplicate-name", 6, 3, 6, `"russia" is both a party and a group`, "rename the group"},
	{"a group in itself", func(c *detente.Case) {
		c.Groups[0].Members = append(c.Groups[0].Members, detente.Member{ID: "council", Pos: at(6)})
	}, detente.Error, "duplicate-name", 6, 3, 7, `group "council" is a member of itself`, "take it out"},
	{"a group without members", func(c *detente.Case) {
		c.Groups = append(c.Groups, detente.Group{ID: "bloc", Pos: at(6)})
	}, detente.Error, "empty-group", 6, 3, 4, `group "bloc" has no members`, "name its members"},
	{"an option off the scale", func(c *detente.Case) { c.Issues[0].Options[2].At, c.Issues[0].Options[2].Pos = 101, at(11) },
		detente.Error, "off-scale", 11, 3, 0, `option "all" lies at 101, outside the scale`, "widen the scale"},
	{"a breakpoint off the scale", func(c *detente.Case) {
		b := &c.Parties[0].Wants.Rows[1].Breakpoints[1]
		b.At, b.Pos = 6.5, at(24)
	}, detente.Error, "off-scale", 24, 3, 0, `6.5 lies outside the scale of "wage"`, "move the breakpoint"},
	{"a step that does not fit", func(c *detente.Case) { c.Issues[1].Scale.Step = 1.5 },
		detente.Warning, "step-misfit", 14, 3, 0, "steps of 1.5 from 2 end at 5, not at 6", "divides the scale"},
	{"an arc to itself", func(c *detente.Case) {
		c.Issues[0].Arcs = append(c.Issues[0].Arcs, c.Issues[0].Arcs[1])
		c.Issues[0].Arcs[1].To = 1
	},
		detente.Error, "bad-arc", 13, 3, 0, `an arc of "land" leads from "line" to itself`, "two different options"},
	{"an arc twice", func(c *detente.Case) { c.Issues[0].Arcs = append(c.Issues[0].Arcs, c.Issues[0].Arcs[1]) },
		detente.Error, "bad-arc", 13, 3, 0, `a second arc of "land" from "line" to "leave"`, "join the two rules"},
	{"an option out of reach", func(c *detente.Case) { c.Issues[0].Arcs = c.Issues[0].Arcs[:1] },
		detente.Note, "unreachable-option", 10, 3, 0, `no arc leads to "leave" of "land"`, "add an arc"},
	{"out of reach from no deal", func(c *detente.Case) {
		c.NoDeal.Set = []detente.Setting{{Issue: "land", Level: 2}}
		c.Issues[0].Arcs[1] = detente.Arc{From: 2, To: 0, By: consent("russia")}
	}, detente.Note, "unreachable-option", 10, 3, 0, `no arc leads to "line" of "land"`, "add an arc"},
	{"an issue nobody declared", func(c *detente.Case) { c.Rules = []detente.Rule{{When: whenAt(30, "strike and fyre=war")}} },
		detente.Error, "unknown-issue", 30, 16, 4, `there is no issue "fyre"`, `did you mean "fire"?`},
	{"in a list of same", func(c *detente.Case) { c.Same = []*detente.Condition{whenAt(30, "lockout")} },
		detente.Error, "unknown-issue", 30, 5, 7, `there is no issue "lockout"`, "choose one of land, wage, fire, strike"},
	{"in a link", func(c *detente.Case) {
		c.Parties[0].Wants.Links = []detente.Link{{When: whenAt(24, "land=all and peace"), Add: *number(1)}}
	}, detente.Error, "unknown-issue", 24, 18, 5, `there is no issue "peace"`, "choose one of"},
	{"in a ranking", func(c *detente.Case) {
		c.Parties[1].Prefers, c.Parties[1].Ranking = nil, []detente.Rank{{Fits: []*detente.Condition{whenAt(26, "x")}}}
	},
		detente.Error, "unknown-issue", 26, 5, 1, `there is no issue "x"`, "choose one of"},
	{"in scores", func(c *detente.Case) {
		c.Parties[1].Prefers, c.Parties[1].Scores = nil, []detente.Link{{When: whenAt(26, "x"), Add: *number(1)}}
	},
		detente.Error, "unknown-issue", 26, 5, 1, `there is no issue "x"`, "choose one of"},
	{"in unknown pairs", func(c *detente.Case) {
		c.Parties[1].Unknown = [][2]*detente.Condition{{whenAt(27, "strike"), whenAt(28, "x")}}
	},
		detente.Error, "unknown-issue", 28, 5, 1, `there is no issue "x"`, "choose one of"},
	{"in what is not seen", func(c *detente.Case) { c.Parties[1].SeesNot = []*detente.Condition{whenAt(28, "not x")} },
		detente.Error, "unknown-issue", 28, 9, 1, `there is no issue "x"`, "choose one of"},
	{"an option nobody declared", func(c *detente.Case) { c.Parties[1].Prefers[0][0].When = whenAt(26, "fire=ceasefier") },
		detente.Error, "unknown-option", 26, 10, 9, `"ceasefier" is no option of "fire"`, `did you mean "ceasefire"?`},
	{"a bare issue with options", func(c *detente.Case) { c.Parties[1].Prefers[0][0].When = whenAt(26, "not fire") },
		detente.Error, "unknown-option", 26, 9, 4, `"fire" is not a yes/no issue`, "write fire=peace"},
	{"an option after if", func(c *detente.Case) { c.Issues[2].By = byAt(16, "russia if land=none") },
		detente.Error, "unknown-option", 16, 20, 4, `"none" is no option of "land"`, `did you mean "line"?`},
	{"a name nobody bears", func(c *detente.Case) { c.SignedBy = byAt(2, "russia and ukrain") },
		detente.Error, "unknown-name", 2, 16, 6, `"ukrain" is neither a party nor a group`, `did you mean "ukraine"?`},
	{"in an arc", func(c *detente.Case) { c.Issues[0].Arcs[0].By = byAt(12, "any of counsil") },
		detente.Error, "unknown-name", 12, 12, 7, `"counsil" is neither a party nor a group`, `did you mean "council"?`},
	{"a party taken for a group", func(c *detente.Case) { c.SignedBy = byAt(2, "all  of russia") },
		detente.Error, "unknown-name", 2, 13, 6, `"russia" is a party, not a group`, "write the party alone"},
	{"a count nobody has", func(c *detente.Case) { c.SignedBy = byAt(2, "3 vote of council") },
		detente.Error, "missing-count", 2, 7, 4, `"russia" has no count "vote"`, "write parties.russia.counts.vote"},
	{"a count one member lacks", func(c *detente.Case) { c.Parties[1].Counts = nil; c.SignedBy = byAt(2, "50% of votes of council") },
		detente.Error, "missing-count", 2, 12, 5, `"ukraine" has no count "votes"`, "write parties.ukraine.counts.votes"},
	{"more heads than there are", func(c *detente.Case) { c.SignedBy = byAt(2, "russia or 3 of council") },
		detente.Error, "out-of-reach", 2, 20, 7, "3 of 2 members can never consent", "lower the number"},
	{"more votes than there are", func(c *detente.Case) { c.SignedBy = byAt(2, "5.5 votes of council") },
		detente.Error, "out-of-reach", 2, 18, 7, "5.5 votes can never be reached", "correct the counts"},
	{"more than all", func(c *detente.Case) { c.SignedBy = byAt(2, "100.5% of council") },
		detente.Error, "out-of-reach", 2, 15, 7, "100.5 % can never be reached", "lower the percentage"},
	{"counts too fine to add", func(c *detente.Case) {
		c.Parties[0].Counts[0].Value = decimal("123456789012345")
		c.SignedBy = byAt(2, "1.00001 votes of council")
	}, detente.Error, "out-of-reach", 2, 22, 7, "too large to add exactly", "a coarser unit"},
	{"ratified by one another", func(c *detente.Case) {
		c.Parties[0].RatifiedBy, c.Parties[1].RatifiedBy = byAt(24, "ukraine if strike"), byAt(27, "russia")
	}, detente.Error, "ratification-cycle", 27, 5, 6, `"ukraine" is ratified by "russia", which in turn waits for it`, "consent on its own"},
	{"ratified by itself", func(c *detente.Case) { c.Parties[0].RatifiedBy = byAt(24, "council") },
		detente.Error, "ratification-cycle", 24, 5, 7, `"russia" is ratified by "russia"`, "consent on its own"},
	{"two preferences", func(c *detente.Case) { c.Parties[0].Prefers = [][]detente.Statement{{{When: whenAt(24, "strike")}}} },
		detente.Error, "two-preferences", 20, 3, 6, `"russia" says in two ways what it prefers`, "keep one of them"},
	{"weights of 90", func(c *detente.Case) { c.Parties[0].Wants.Rows[0].Weight = number(40) },
		detente.Note, "weights-sum", 21, 3, 0, `the weights of "russia" add up to 90`, "unless 100 was meant"},
	{"weights of 0", func(c *detente.Case) {
		c.Parties[0].Wants.Rows[0].Weight, c.Parties[0].Wants.Rows[1].Weight = number(0), number(0)
	}, detente.Error, "weights-zero", 21, 3, 0, `every weight of "russia" is 0`, "give at least one issue a weight"},
	{"a position without a scale", func(c *detente.Case) {
		q := number(50)
		q.Pos = at(24)
		c.Parties[1].Wants.Rows = []detente.Row{{Issue: "fire", Position: q}}
	}, detente.Error, "needs-scale", 24, 3, 0, `a position on "fire" needs a scale`, "give the issue a `scale` and every option `at`"},
	{"a position among options without a place", func(c *detente.Case) {
		c.Issues[0].Options[1].HasAt = false
		q := number(50)
		q.Pos = at(24)
		c.Parties[1].Wants.Rows = []detente.Row{{Issue: "land", Position: q}}
	}, detente.Error, "needs-scale", 24, 3, 0, `a position on "land" needs a scale`, "every option `at`"},
	{"breakpoints without a scale", func(c *detente.Case) {
		c.Parties[1].Wants.Rows = []detente.Row{{Issue: "fire", Meta: detente.Meta{Pos: at(28)}, Breakpoints: points(0, 1)}}
	}, detente.Error, "needs-scale", 28, 3, 0, "`values` on \"fire\" need a scale", "give the issue a `scale`"},
	{"values that stop short", func(c *detente.Case) { c.Parties[0].Wants.Rows[0].Values = values(10, 60, 100) },
		detente.Note, "value-span", 22, 3, 0, `the values of "land" for "russia" run from 10 to 100, not from 0 to 100`, "give the best option 100 and the worst 0"},
	{"an option left out is worth nothing", func(c *detente.Case) {
		c.Parties[0].Wants.Rows[0].Values = []*detente.Quantity{number(10), nil, number(90)}
	}, detente.Note, "value-span", 22, 3, 0, "run from 0 to 90, not from 0 to 100", "give the best option 100"},
	{"breakpoints that stop short", func(c *detente.Case) { c.Parties[0].Wants.Rows[1].Breakpoints = points(2, 80, 6, 0) },
		detente.Note, "value-span", 23, 3, 0, `the values of "wage" for "russia" run from 0 to 80, not from 0 to 100`, "give the best option 100"},
	{"somebody else's audience", func(c *detente.Case) { c.Parties[1].Of = "rusia" },
		detente.Error, "unknown-party", 25, 3, 5, `there is no party "rusia"`, `did you mean "russia"?`},
	{"its own audience", func(c *detente.Case) { c.Parties[1].Of = "ukraine" },
		detente.Error, "unknown-party", 25, 3, 7, `"ukraine" is its own audience`, "take `of` out"},
	{"a caucus of nobody", func(c *detente.Case) { c.Issues[1].Label = "caucus:us" },
		detente.Error, "unknown-party", 14, 3, 2, `there is no party "us"`, "choose one of russia, ukraine"},
	{"a relation to nobody", func(c *detente.Case) {
		c.Relations = []detente.Relation{{From: "ukrain", To: "russia", Meta: detente.Meta{Pos: at(30)}}}
	}, detente.Error, "unknown-party", 30, 3, 6, `there is no party "ukrain"`, `did you mean "ukraine"?`},
	{"power of nobody", func(c *detente.Case) {
		c.Power = []detente.PowerShare{{Party: "us", Share: detente.Quantity{Meta: detente.Meta{Pos: at(31)}}}}
	}, detente.Error, "unknown-party", 31, 3, 2, `there is no party "us"`, "choose one of"},
	{"a coalition with nobody", func(c *detente.Case) { c.Coalitions = [][]detente.PartyID{{"russia", "us"}} },
		detente.Error, "unknown-party", 0, 0, 2, `there is no party "us"`, "choose one of"},
	{"evidence about nobody", func(c *detente.Case) { c.Evidence[0].SaidBy = []detente.PartyID{"us"} },
		detente.Error, "unknown-party", 40, 3, 2, `there is no party "us"`, "choose one of"},
	{"evidence nobody gave", func(c *detente.Case) { c.Parties[0].Wants.Rows[0].Because = []detente.Ref{{ID: "clam", Pos: at(22)}} },
		detente.Error, "unknown-evidence", 22, 3, 4, `there is no evidence "clam"`, `did you mean "claim"?`},
	{"against what nobody said", func(c *detente.Case) { c.Evidence[0].Against = []detente.Ref{{ID: "gossip", Pos: at(41)}} },
		detente.Error, "unknown-evidence", 41, 3, 6, `there is no evidence "gossip"`, "choose one of claim"},
	{"a source nobody read", func(c *detente.Case) { c.Evidence[0].Source = "papr" },
		detente.Error, "unknown-source", 40, 3, 0, `there is no source "papr"`, `did you mean "paper"?`},
	{"a path that leads nowhere", func(c *detente.Case) {
		c.Correlated = []detente.Correlation{{Of: []string{"russia.wants.land.weight", "land.line", "fire.weight"}, Pos: at(50)}}
	}, detente.Error, "unknown-path", 50, 3, 0, `"fire.weight" names 0 numbers of the case`, "choose one of"},
	{"a path that leads to several", func(c *detente.Case) {
		c.Correlated = []detente.Correlation{{Of: []string{"weight", "land.line"}, Pos: at(50)}}
	},
		detente.Error, "unknown-path", 50, 3, 0, `"weight" names 2 numbers of the case`, "choose one of"},
	{"now breaks a rule", func(c *detente.Case) { c.Rules = []detente.Rule{{When: whenAt(30, "land=line")}} },
		detente.Error, "now-breaks-rule", 30, 5, 9, "the status quo breaks this rule", "make the rule `never_signed`"},
	{"a defaulted now breaks a rule", func(c *detente.Case) { c.Rules = []detente.Rule{{When: whenAt(30, "not strike")}} },
		detente.Note, "now-breaks-rule", 30, 5, 10, "the status quo breaks this rule", "change `now`"},
	{"no deal breaks a rule", func(c *detente.Case) {
		c.NoDeal.Set = []detente.Setting{{Issue: "strike", Level: 1}}
		c.Rules = []detente.Rule{{When: whenAt(30, "strike")}}
	}, detente.Error, "no-deal-breaks-rule", 30, 5, 6, "what happens without a deal breaks this rule", "change `no_deal`"},
	{"no outcome is left", func(c *detente.Case) {
		c.Issues[0].Now, c.Issues[3].Now = detente.NoLevel, detente.NoLevel
		c.Rules = []detente.Rule{{When: whenAt(30, "strike or land=all")}, {When: whenAt(31, "not strike and not land=all")}}
	}, detente.Error, "no-outcome", 30, 5, 0, "the rules leave no outcome", "narrow a rule"},
	{"no package is left", func(c *detente.Case) {
		c.Issues[3].Now = 0
		c.Rules = []detente.Rule{{When: whenAt(30, "strike")}, {Signed: true, When: whenAt(31, "not strike")}}
	}, detente.Warning, "no-package", 30, 5, 0, "the rules leave no package", "narrow a rule"},
	{"walking away is worth two things", func(c *detente.Case) {
		q := number(40) // the status quo is worth half of 60 and half of 100
		q.Pos = at(24)
		c.Parties[0].NoAgreement = q
	}, detente.Warning, "no-agreement-differs", 24, 3, 0, `no_agreement is 40, but the no-deal outcome is worth 80 to "russia"`, "take no_agreement out"},
	{"an open rule names somebody", func(c *detente.Case) {
		c.Parties[1].Label = "team"
		c.Issues[0].Label, c.Issues[2].Label = "team", "team"
	},
		detente.Warning, "label-leak", 2, 5, 18, `this rule names "ukraine", which is not open`, "label what holds the rule"},
	{"an open rule speaks of something", func(c *detente.Case) {
		c.Issues[3].Label = "team"
		c.Parties[0].RatifiedBy = byAt(24, "ukraine if strike")
	}, detente.Warning, "label-leak", 24, 5, 17, `this rule speaks of "strike", which is not open`, "label what holds the rule"},
}

func TestFaults(t *testing.T) {
	for _, tt := range faults {
		c := sound()
		tt.change(c)
		ds := c.Check()
		if len(ds) != 1 {
			t.Errorf("%s: %d diagnostics, want one: %v", tt.name, len(ds), ds)
			continue
		}
		d := ds[0]
		if d.Severity != tt.severity || d.Code != tt.code || d.File != "case.yaml" {
			t.Errorf("%s: %v, want %v [%s]", tt.name, d, tt.severity, tt.code)
		}
		if d.Line != tt.line || d.Col != tt.col || d.Width != tt.width {
			t.Errorf("%s: at %d:%d, %d wide, want %d:%d, %d wide", tt.name, d.Line, d.Col, d.Width, tt.line, tt.col, tt.width)
		}
		if !strings.Contains(d.Message, tt.message) || !strings.Contains(d.Help, tt.help) || d.Why == "" {
			t.Errorf("%s:\n%s\nwhy:  %s\nhelp: %s\nwant %q and %q", tt.name, d.Message, d.Why, d.Help, tt.message, tt.help)
		}
	}
}

// What looks like a fault and is none.
func TestNoFaults(t *testing.T) {
	for name, change := range map[string]func(c *detente.Case){
		"an audience ratifies": func(c *detente.Case) { c.Parties[0].RatifiedBy = byAt(24, "ukraine if land=all") },
		"a player of a group": func(c *detente.Case) {
			c.Groups[0].Members[1].ID = "e1"
			c.SignedBy = byAt(2, "e1")
			c.Parties[1].Of = "e1"
		},
		"never_signed over the present": func(c *detente.Case) { c.Rules = []detente.Rule{{Signed: true, When: whenAt(30, "land=line")}} },
		"a rule over an unknown now": func(c *detente.Case) {
			c.Issues[2].Now = detente.NoLevel
			c.Rules = []detente.Rule{{When: whenAt(30, "fire=war")}}
		},
		"positions beside statements": func(c *detente.Case) {
			c.Parties[1].Wants = detente.Wants{Written: true, Rows: []detente.Row{{Issue: "wage", Position: number(6)}}}
		},
		"no_agreement as the no-deal outcome": func(c *detente.Case) { c.Parties[0].NoAgreement = number(80.4) },
		"no_agreement as a range around it":   func(c *detente.Case) { c.Parties[0].NoAgreement = interval(60, 85) },
		"no_agreement where there is no such outcome": func(c *detente.Case) {
			c.NoDeal.None, c.Parties[0].NoAgreement = true, number(10)
		},
		"exactly all votes": func(c *detente.Case) { c.SignedBy = byAt(2, "5 votes of council and 100% of votes of council") },
		"a rule as hidden as what it names": func(c *detente.Case) {
			c.Issues[3].Label, c.Issues[2].Label = "team", "team"
			c.Issues[2].By = byAt(16, "russia if strike")
		},
		"a full path that is also the end of another": func(c *detente.Case) {
			c.Correlated = []detente.Correlation{{Of: []string{"parties.russia.wants.land.weight", "wage.weight"}}}
		},
		"a position between two options without a scale": func(c *detente.Case) {
			c.Parties[1].Wants.Rows = []detente.Row{{Issue: "strike", Position: number(50)}}
		},
		"rules over more than can be tried": func(c *detente.Case) {
			c.Issues = append(c.Issues, divisible("share", 0, 1))
			c.Rules = []detente.Rule{{When: whenAt(30, "share > 0 and land=all")}}
		},
	} {
		c := sound()
		change(c)
		if ds := c.Check(); len(ds) > 0 {
			t.Errorf("%s: %v", name, ds)
		}
	}
}

// Everything is reported at once, in file order.
func TestCheckReportsAll(t *testing.T) {
	c := sound()
	c.SignedBy = byAt(2, "russa and ukrain")
	c.Rules = []detente.Rule{{When: whenAt(30, "fyre=war and land=lion")}}
	c.Evidence[0].Source = "papr"
	var got []string
	for _, d := range c.Check() {
		got = append(got, d.Code)
	}
	want := []string{"unknown-name", "unknown-name", "unknown-issue", "unknown-option", "unknown-source"}
	if !slices.Equal(got, want) {
		t.Errorf("Check reports %v, want %v", got, want)
	}
}

// Help lists what there is, if that is not too much.
func TestHelpWithoutANearName(t *testing.T) {
	c := sound()
	c.Evidence = nil
	c.Parties[0].Wants.Rows[1].Because = nil
	if d := c.Check()[0]; d.Code != "unknown-evidence" || d.Help != "there is none yet" {
		t.Errorf("%v, help %q, want there is none yet", d, d.Help)
	}
	c = sound()
	for _, id := range strings.Fields("aa bb cc dd ee ff gg hh ii jj") {
		c.Issues = append(c.Issues, yesNo(detente.IssueID(id)))
	}
	c.Rules = []detente.Rule{{When: whenAt(30, "lockout")}}
	if d, want := c.Check()[0], "choose one of land, wage, fire, strike, aa, bb, cc, dd, ee, ff, gg, hh, ..."; d.Help != want {
		t.Errorf("help %q, want %q", d.Help, want)
	}
}

// Every code that Check can report has a fault above.
func TestEveryCodeHasAFault(t *testing.T) {
	code := regexp.MustCompile(`(?:report|fault)\([^"]*"([a-z]+(?:-[a-z]+)+)"`)
	tried := map[string]bool{}
	for _, tt := range faults {
		tried[tt.code] = true
	}
	found := 0
	for _, file := range []string{"check.go", "feasible.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(text), -1) {
			found++
			if !tried[m[1]] {
				t.Errorf("%s reports %s, which no test brings about", file, m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d reports found in the code: has its form changed?", found)
	}
}

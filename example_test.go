package detente_test

import (
	"fmt"

	"detente"
)

// A case is usually read from a file by package casefile; this one is built by
// hand: a firm and a union bargain over pay and a strike.
func Example() {
	number := func(x float64) *detente.Quantity { q := detente.Number(x); return &q }
	c := &detente.Case{
		Issues: []detente.Issue{
			{ID: "pay", Form: detente.Grid, Scale: &detente.Scale{From: 2, To: 6, Step: 0.5, Unit: "%"}},
			{ID: "strike", Form: detente.YesNo, Options: []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}},
		},
		NoDeal: detente.NoDeal{Set: []detente.Setting{{Issue: "strike", Level: 1}}},
		Parties: []detente.Party{{ID: "union", Wants: detente.Wants{Written: true, Rows: []detente.Row{
			{Issue: "pay", Weight: number(60), Position: number(6)},
			{Issue: "strike", Weight: number(40), Values: []*detente.Quantity{number(100), number(0)}},
		}}}},
	}
	v, err := c.Valuation(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	parted := c.NoDealOutcome()
	pay, _ := c.Issues[0].LevelAt(4.5)
	deal := detente.Outcome{pay, 0}
	fmt.Println("without a deal:", c.Changes(parted, nil), "is worth", v.Utility(parted))
	fmt.Println("with", c.Changes(deal, parted), "it is worth", detente.FormatShort(v.Utility(deal)))
	// Output:
	// without a deal: pay=2, strike=taken is worth 0
	// with pay=4.5, strike=not-taken it is worth 77.5
}

// Conditions speak of outcomes. An error says where the text goes wrong.
func ExampleParseCondition() {
	c := &detente.Case{Issues: []detente.Issue{
		{ID: "fire", Options: []detente.Option{{ID: "war"}, {ID: "ceasefire"}}},
		{ID: "sanctions", Options: []detente.Option{{ID: "full"}, {ID: "eased"}}},
	}}
	w, _ := detente.ParseCondition("sanctions=eased if fire=ceasefire")
	test, err := w.Compile(c)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("war, full:", test.Holds(detente.Outcome{0, 0}))
	fmt.Println("ceasefire, full:", test.Holds(detente.Outcome{1, 0}))

	_, bad := detente.ParseCondition("fire=ceasefire && sanctions=eased")
	fmt.Println(bad)
	fmt.Println(bad.Help)
	// Output:
	// war, full: true
	// ceasefire, full: false
	// at byte 15: "&" cannot stand here
	// write "and"
}

// Consent rules speak of players: here the UN Security Council, reduced.
func ExampleParseConsent() {
	c := &detente.Case{Groups: []detente.Group{
		{ID: "permanent", Members: []detente.Member{{ID: "china"}, {ID: "us"}}},
		{ID: "council", Members: []detente.Member{{ID: "permanent"}, {ID: "chile"}, {ID: "kenya"}, {ID: "nepal"}}},
	}}
	rule, _ := detente.ParseConsent("all of permanent and 4 of council")
	players := c.Players()
	ballot, err := rule.Compile(c, players)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(players)
	yes := detente.NewCoalition(len(players))
	for _, i := range []int{0, 1, 2} { // china, us, chile
		yes.Add(i)
	}
	fmt.Println("three of them:", ballot.Holds(yes, nil))
	yes.Add(3)
	fmt.Println("and kenya:", ballot.Holds(yes, nil))
	yes.Remove(0)
	yes.Add(4)
	fmt.Println("nepal for china:", ballot.Holds(yes, nil))
	// Output:
	// [china us chile kenya nepal]
	// three of them: false
	// and kenya: true
	// nepal for china: false
}

func ExampleCase_Check() {
	rule, _ := detente.ParseCondition("fire=truce")
	rule.Pos = detente.Pos{Line: 7, Col: 12}
	c := &detente.Case{
		File:   "case.yaml",
		Issues: []detente.Issue{{ID: "fire", Options: []detente.Option{{ID: "war"}, {ID: "ceasefire"}}}},
		Rules:  []detente.Rule{{When: rule}},
	}
	for _, d := range c.Check() {
		fmt.Println(d)
		fmt.Println("why: ", d.Why)
		fmt.Println("help:", d.Help)
	}
	// Output:
	// case.yaml:7:17: error: "truce" is no option of "fire" [unknown-option]
	// why:  a condition can only speak of the options an issue has: war, ceasefire
	// help: choose one of war, ceasefire
}

// What one side told in confidence is gone before any method runs.
func ExampleCase_For() {
	c := &detente.Case{
		Issues: []detente.Issue{
			{ID: "fire", Options: []detente.Option{{ID: "war"}, {ID: "ceasefire"}}},
			{ID: "channel", Meta: detente.Meta{Label: "caucus:russia"}, Options: []detente.Option{{ID: "closed"}, {ID: "open"}}},
		},
		Parties: []detente.Party{{ID: "russia"}},
	}
	for _, clearance := range []detente.Label{detente.Open, detente.Team, "caucus:russia"} {
		fmt.Printf("%s: %d issues\n", clearance, len(c.For(clearance).Issues))
	}
	// Output:
	// open: 1 issues
	// team: 1 issues
	// caucus:russia: 2 issues
}

// White space may be folded in a quote; what is found are the document's bytes.
func ExampleFindQuote() {
	text := "Both sides\r\nagreed to talk. Later, both sides agreed to talk again."
	for _, at := range detente.FindQuote(text, "sides agreed to talk") {
		fmt.Printf("%d..%d %q\n", at[0], at[1], text[at[0]:at[1]])
	}
	fmt.Printf("%q\n", detente.NearQuote("a “feel-out” session", `a "feel-out" session`))
	// Output:
	// 5..26 "sides\r\nagreed to talk"
	// 40..60 "sides agreed to talk"
	// "a “feel-out” session"
}

// Statements are compared in order of importance; between two in one entry the
// order is unknown.
func ExampleOrder_Compare() {
	yesNo := []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
	statement := func(text string) detente.Statement {
		w, _ := detente.ParseCondition(text)
		return detente.Statement{When: w}
	}
	c := &detente.Case{
		Issues: []detente.Issue{
			{ID: "truce", Form: detente.YesNo, Options: yesNo},
			{ID: "aid", Form: detente.YesNo, Options: yesNo},
			{ID: "trade", Form: detente.YesNo, Options: yesNo},
		},
		Parties: []detente.Party{{ID: "p", Prefers: [][]detente.Statement{{statement("truce")}, {statement("aid"), statement("trade")}}}},
	}
	order, err := c.Order(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("truce against aid and trade:", order.Compare(detente.Outcome{1, 0, 0}, detente.Outcome{0, 1, 1}))
	fmt.Println("aid against trade:", order.Compare(detente.Outcome{0, 1, 0}, detente.Outcome{0, 0, 1}))
	fmt.Println("both against trade:", order.Compare(detente.Outcome{0, 1, 1}, detente.Outcome{0, 0, 1}))
	// Output:
	// truce against aid and trade: better
	// aid against trade: uncertain
	// both against trade: better
}

func ExampleLabel_Join() {
	made := detente.Team.Join("caucus:russia") // an answer that read both
	fmt.Println(made)
	fmt.Println(made.Visible("team"), made.Visible("caucus:russia,team"))
	// Output:
	// caucus:russia, team
	// false true
}

func ExampleSuggest() {
	fmt.Println(detente.Suggest("retian", []string{"withdraw", "line", "retain"}))
	// Output: retain
}

func ExampleQuantity_Interval90() {
	guess := detente.Quantity{Spread: detente.Triangle, Low: 40, Mid: 50, High: 60}
	low, high := guess.Interval90()
	fmt.Printf("%s: %.2f to %.2f\n", guess.String(), low, high)
	// Output: {low: 40, mode: 50, high: 60}: 43.16 to 56.84
}

package detente_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"detente"

	"github.com/google/go-cmp/cmp"
)

func TestConsentBinding(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"russia", "russia"},
		{"russia and ukraine", "russia and ukraine"},
		{"a or b and c", "a or (b and c)"},
		{"(a or b) and c", "(a or b) and c"},
		{"all", "all"},
		{"all of permanent and 9 of council", "all of permanent and 9 of council"},
		{"any of g or a", "any of g or a"},
		{"255 votes of eu", "255 votes of eu"},
		{"65% of population of eu", "65% of population of eu"},
		{"65.5 % of population of eu", "65.5% of population of eu"},
		{"60% of eu", "60% of eu"},
		{"all  of\n g", "all of g"},
		{"a if fire=war", "a if (fire=war)"},
		{"a or b if fire=war and strike", "(a or b) if (fire=war and strike)"},
		{"(a if wage > 4) and b", "(a if (wage>4)) and b"},
		{"a if not (x=y or z)", "a if (not (x=y or z))"},
		{"((a))", "a"},
		{"(15 of eu and 65% of population of eu) or 24 of eu", "(15 of eu and 65% of population of eu) or 24 of eu"},
		{"0.50 of g", "0.5 of g"},
	} {
		c, err := detente.ParseConsent(tt.text)
		if err != nil {
			t.Errorf("ParseConsent(%q) = %v", tt.text, err)
			continue
		}
		if got := c.Tree(); got != tt.want {
			t.Errorf("ParseConsent(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestConsentSyntaxErrors(t *testing.T) {
	const who = "name a party or group, or write `all of g`"
	for _, tt := range []struct {
		text          string
		offset, width int
		message, help string
	}{
		{"", 0, 1, "the text ends where a party or group is expected", who},
		{"russia and", 10, 1, "the text ends where a party or group is expected", who},
		{"and russia", 0, 3, `"and" stands where a party or group is expected`, who},
		{"russia or and x", 10, 3, `"and" stands where a party or group is expected`, who},
		{"and §", 0, 3, `"and" stands where a party or group is expected`, who},
		{"russia ukraine", 7, 7, `"ukraine" follows without a joining word`, "write and, or, or if before it"},
		{"(russia", 7, 1, `the text ends where ")" is expected`, "close the parenthesis"},
		{"russia)", 6, 1, "a closing parenthesis too many", "take it out"},
		{"not russia", 0, 3, `"not" cannot stand in a consent rule`, "russia if not fire=ceasefire"},
		{"russia and not us", 11, 3, `"not" cannot stand in a consent rule`, "russia if not fire=ceasefire"},
		{"russia iff fire=war", 7, 3, `"iff" cannot stand in a consent rule`, `write "if"`},
		{"russia if fire=war if a=b", 19, 2, `a second "if" without parentheses`, "in parentheses"},
		{"(russia if fire=war if a=b)", 20, 2, `a second "if" without parentheses`, "in parentheses"},
		{"russia if", 9, 1, "the text ends where the name of an issue is expected", "write issue=option"},
		{"russia if fire=", 15, 1, "the text ends where an option or a number is expected", "write issue=option"},
		{"fire=war", 0, 4, `"fire" is compared like an issue`, "write `PARTY if fire=...`"},
		{"russia and wage >= 4", 11, 4, `"wage" is compared like an issue`, "write `PARTY if wage>=...`"},
		{"any", 0, 3, `"any" needs "of" and a group`, "write `any of g`"},
		{"any and a", 0, 3, `"any" needs "of" and a group`, "write `any of g`"},
		{"all of", 6, 1, "the text ends where the name of a group is expected", "write the group after `of`"},
		{"all of and", 7, 3, `"and" stands where the name of a group is expected`, "write the group after `of`"},
		{"9", 1, 1, "the text ends where the name of a group is expected", "write the group after `of`"},
		{"9 council", 9, 1, `the text ends where "of" is expected`, "write `9 of g` or `255 votes of g`"},
		{"9 of", 4, 1, "the text ends where the name of a group is expected", "write the group after `of`"},
		{"60% g", 4, 1, `"g" stands where "of" is expected`, "write `65% of population of g` or `60% of g`"},
		{"60% of", 6, 1, "the text ends where the name of a group is expected", "write the group after `of`"},
		{"9 of votes of g", 11, 2, `"of" stands where the end of a consent rule is expected`, "take it out"},
		{"-5 of g", 0, 2, `"-5" is no plain decimal number`, "write a plain number such as 9 or 65.5"},
		{"1.2.3 of g", 0, 5, `"1.2.3" is no plain decimal number`, "write a plain number"},
		{"1234567890123456 of g", 0, 16, `"1234567890123456" has more than 15 digits`, "write a plain number"},
		{"Russia", 0, 6, `"R" cannot stand here`, `did you mean "russia"?`},
		{"russia & us", 7, 1, `"&" cannot stand here`, `write "and"`},
		{strings.Repeat("(", 101) + "a", 100, 1, "nested too deeply", "fewer parentheses"},
	} {
		c, err := detente.ParseConsent(tt.text)
		if err == nil {
			t.Errorf("ParseConsent(%q) = %s, want an error", tt.text, c.Tree())
			continue
		}
		checkSyntax(t, tt.text, err, tt.offset, tt.width, tt.message, tt.help)
	}
}

// smallCouncil has five parties, one of them an audience, and players that only
// groups know.
func smallCouncil() *detente.Case {
	party := func(id detente.PartyID, votes, people string) detente.Party {
		return detente.Party{ID: id, Counts: []detente.Count{{Name: "votes", Value: decimal(votes)}, {Name: "people", Value: decimal(people)}}}
	}
	c := &detente.Case{
		Issues: []detente.Issue{named("fire", "war", "ceasefire"), yesNo("strike")},
		Parties: []detente.Party{
			party("ann", "4", "0.1"), party("ben", "3", "0.2"), party("cat", "2", "0.7"), party("dan", "1", "1"),
			{ID: "fans", Of: "ann"},
		},
		Groups: []detente.Group{
			{ID: "pair", Members: []detente.Member{{ID: "ann"}, {ID: "ben"}}},
			{ID: "trio", Members: []detente.Member{{ID: "pair"}, {ID: "cat"}, {ID: "ben"}}},
			{ID: "guests", Members: []detente.Member{{ID: "zoe"}, {ID: "yan"}}},
			{ID: "world", Members: []detente.Member{{ID: "all"}, {ID: "guests"}}},
			{ID: "nobody"},
		},
	}
	return c
}

func TestBallot(t *testing.T) {
	c := smallCouncil()
	type ids = []detente.PartyID
	for _, tt := range []struct {
		rule string
		yes  ids
		want bool
	}{
		{"ann and ben", ids{"ann", "ben"}, true},
		{"ann and ben", ids{"ann"}, false},
		{"ann or ben", ids{"ben"}, true},
		{"ann or ben", ids{"cat"}, false},
		{"ann or ben and cat", ids{"ann"}, true},
		{"(ann or ben) and cat", ids{"ann"}, false},
		{"pair", ids{"ann", "ben"}, true}, // a bare group is all of it
		{"pair", ids{"ann"}, false},
		{"all of pair", ids{"ann"}, false},
		{"any of pair", ids{"ben"}, true},
		{"any of pair", ids{"cat", "dan", "fans"}, false},
		{"trio", ids{"ann", "ben", "cat"}, true}, // nested, ben named twice
		{"2 of trio", ids{"ben"}, false},         // but counted once
		{"2 of trio", ids{"ben", "cat"}, true},
		{"all", ids{"ann", "ben", "cat", "dan"}, true}, // the audience does not count
		{"all", ids{"ann", "ben", "cat", "fans"}, false},
		{"fans", ids{"fans"}, true}, // unless it is named
		{"4 of world", ids{"ann", "ben", "cat", "fans"}, false},
		{"4 of world", ids{"ann", "ben", "cat", "zoe"}, true},
		{"zoe", ids{"zoe"}, true},
		{"7 votes of all", ids{"ann", "ben"}, true},
		{"7 votes of all", ids{"ann", "cat"}, false},
		{"6.5 votes of all", ids{"ann", "cat"}, false},
		{"6.0 votes of all", ids{"ann", "cat"}, true},
		{"70% of votes of all", ids{"ann", "ben"}, true}, // exactly 7 of 10
		{"70.1% of votes of all", ids{"ann", "ben"}, false},
		{"80% of people of trio", ids{"ann", "cat"}, true}, // 0.1 + 0.7 is 0.8, not less
		{"30% of people of trio", ids{"ann", "ben"}, true},
		{"30.000000001% of people of trio", ids{"ann", "ben"}, false},
		{"50% of pair", ids{"ann"}, true},
		{"50.5% of pair", ids{"ann"}, false},
		{"60% of all", ids{"ann", "ben"}, false}, // 2.4 of 4 heads
		{"60% of all", ids{"ann", "ben", "dan"}, true},
		{"0 of pair", nil, true},
		{"nobody", nil, true},
		{"any of nobody", ids{"ann", "ben", "cat", "dan"}, false},
		{"1 of nobody", ids{"ann", "ben", "cat", "dan"}, false},
	} {
		holds(t, c, tt.rule, tt.yes, outcome(c, ""), tt.want)
	}
}

func holds(t *testing.T, c *detente.Case, rule string, yes []detente.PartyID, o detente.Outcome, want bool) {
	t.Helper()
	players := c.Players()
	b, err := consent(rule).Compile(c, players)
	if err != nil {
		t.Errorf("%q: %v", rule, err)
		return
	}
	if got := b.Holds(coalition(players, yes...), o); got != want {
		t.Errorf("%q with %v at %s = %t, want %t", rule, yes, c.Changes(o, nil), got, want)
	}
}

func TestConditionalConsent(t *testing.T) {
	c := smallCouncil()
	const rule = "ann and (ben if fire=ceasefire) and (cat or dan if strike)"
	for _, tt := range []struct {
		outcome string
		yes     []detente.PartyID
		want    bool
	}{
		{"fire=war", []detente.PartyID{"ann"}, true},
		{"fire=war", []detente.PartyID{"ben"}, false},
		{"fire=ceasefire", []detente.PartyID{"ann"}, false},
		{"fire=ceasefire", []detente.PartyID{"ann", "ben"}, true},
		{"strike=taken", []detente.PartyID{"ann"}, false},
		{"strike=taken", []detente.PartyID{"ann", "dan"}, true},
		{"strike=taken fire=ceasefire", []detente.PartyID{"ann", "dan"}, false},
		{"strike=taken fire=ceasefire", []detente.PartyID{"ann", "ben", "cat"}, true},
	} {
		holds(t, c, rule, tt.yes, outcome(c, tt.outcome), tt.want)
	}
}

func TestBallotConditions(t *testing.T) {
	c := smallCouncil()
	b, err := consent("ann and (ben if fire=ceasefire) and ((cat if strike) or dan)").Compile(c, c.Players())
	if err != nil {
		t.Fatal(err)
	}
	var issues []int
	for _, when := range b.Conditions() {
		issues = append(issues, when.Issues...)
	}
	if !slices.Equal(issues, []int{0, 1}) {
		t.Errorf("the conditions speak of issues %v, want 0 and 1", issues)
	}
}

func TestConsentNames(t *testing.T) {
	c := smallCouncil()
	c.SignedBy = consent("mia and pair")
	c.Issues[0].Arcs = []detente.Arc{{From: 0, To: 1, By: consent("ann and lou")}}
	c.Issues[1].By = consent("guests or kit if fire=war")
	c.Parties[0].RatifiedBy = consent("fans and joe")
	// Parties as declared, then names only groups know, then those of rules: who
	// signs, the issues in order, ratification.
	want := []detente.PartyID{"ann", "ben", "cat", "dan", "fans", "zoe", "yan", "mia", "lou", "kit", "joe"}
	if diff := cmp.Diff(want, c.Players()); diff != "" {
		t.Errorf("Players (-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		rule     string
		named    []detente.PartyID
		counting bool
		unbound  bool
	}{
		{"ben and ann", []detente.PartyID{"ben", "ann"}, false, false},
		{"ben or trio", []detente.PartyID{"ben", "ann", "cat"}, false, false},
		{"any of guests if strike", []detente.PartyID{"zoe", "yan"}, false, false},
		{"all", []detente.PartyID{"ann", "ben", "cat", "dan"}, false, false},
		{"ann and 2 of trio", []detente.PartyID{"ann", "ben", "cat"}, true, false},
		{"(70% of votes of pair) or dan", []detente.PartyID{"ann", "ben", "dan"}, true, false},
		{"nobody", nil, false, true},
		{"any of nobody", nil, false, false},
		{"any of nobody or nobody", nil, false, true},
		{"nobody and nobody if strike", nil, false, true},
		{"any of nobody if strike", nil, false, false},
		{"1 of nobody", nil, true, false},
		{"0 of pair", []detente.PartyID{"ann", "ben"}, true, true},
	} {
		rule, players := consent(tt.rule), c.Players()
		if diff := cmp.Diff(tt.named, rule.Named(c)); diff != "" {
			t.Errorf("Named(%q) (-want +got):\n%s", tt.rule, diff)
		}
		b, err := rule.Compile(c, players)
		if err != nil {
			t.Fatal(err)
		}
		if b.Counting != tt.counting || rule.Counts() != tt.counting {
			t.Errorf("%q: Counting = %t, Counts = %t, want %t", tt.rule, b.Counting, rule.Counts(), tt.counting)
		}
		if b.Unbound != tt.unbound {
			t.Errorf("%q: Unbound = %t, want %t", tt.rule, b.Unbound, tt.unbound)
		}
		for j, i := range b.Named {
			if players[i] != tt.named[j] {
				t.Errorf("%q: Ballot.Named[%d] is %s, want %s", tt.rule, j, players[i], tt.named[j])
			}
		}
	}
	rule := consent("ann if fire=war and (ben if strike or fire=ceasefire)")
	if diff := cmp.Diff([]detente.IssueID{"fire"}, consent("(ann if fire=war) and (ben if fire=ceasefire)").Issues()); diff != "" {
		t.Errorf("Issues (-want +got):\n%s", diff)
	}
	if got := rule.Issues(); !slices.Contains(got, "ben") { // everything after `if` is a condition
		t.Errorf("Issues(%q) = %v, want ben among them", rule.Text, got)
	}
}

func TestConsentDoesNotFit(t *testing.T) {
	c := smallCouncil()
	c.Parties[3].Counts[0].Value = decimal("123456789012345")
	for _, tt := range []struct{ rule, want string }{
		{"5 votes of world", `"zoe" has no count "votes"`},
		{"5 shares of all", `"ann" has no count "shares"`},
		{"ann if fyre=war", `no issue "fyre"`},
		{"ann if fire=truce", `"truce" is no option of "fire"`},
		{"5.00001 votes of all", "too large to add exactly"},
		{"999999999999999.5 votes of pair", "more than 15 digits"},
	} {
		rule, serr := detente.ParseConsent(tt.rule)
		if serr != nil {
			if !strings.Contains(serr.Error(), tt.want) {
				t.Errorf("ParseConsent(%q) = %v, want %s", tt.rule, serr, tt.want)
			}
			continue
		}
		if _, err := rule.Compile(c, c.Players()); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Compile(%q) = %v, want %s", tt.rule, err, tt.want)
		}
	}
	if _, err := consent("ann and lou").Compile(c, c.Players()); err == nil || !strings.Contains(err.Error(), `no player "lou"`) {
		t.Errorf("a player who is not in the list: %v", err)
	}
}

func TestSignedByDefault(t *testing.T) {
	c := smallCouncil()
	c.Parties[0].Wants = detente.Wants{Written: true}
	c.Parties[2].Wants = detente.Wants{Written: true, Points: true}
	if got := c.Signed().Text; got != "ann and cat" {
		t.Errorf("Signed = %q, want ann and cat: those with wants or points", got)
	}
	holds(t, c, c.Signed().Text, []detente.PartyID{"ann", "cat"}, outcome(c, ""), true)
	c.SignedBy = consent("ben")
	if got := c.Signed().Text; got != "ben" {
		t.Errorf("Signed = %q, want ben", got)
	}
	none := detente.AllOf(nil)
	b, err := none.Compile(c, c.Players())
	if err != nil || !b.Unbound || !b.Holds(detente.NewCoalition(9), nil) {
		t.Errorf("AllOf(nobody) = %+v, %v: want a rule that always holds", b, err)
	}
}

func TestCoalition(t *testing.T) {
	s := detente.NewCoalition(130)
	for _, i := range []int{0, 63, 64, 129} {
		s.Add(i)
	}
	s.Remove(64)
	s.Remove(1)
	for i := range 130 {
		if want := i == 0 || i == 63 || i == 129; s.Has(i) != want {
			t.Errorf("Has(%d) = %t, want %t", i, s.Has(i), want)
		}
	}
	s.Clear()
	for i := range 130 {
		if s.Has(i) {
			t.Errorf("Has(%d) after Clear", i)
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		exact      *big.Rat
	}{
		{"0", "0", big.NewRat(0, 1)},
		{"007", "7", big.NewRat(7, 1)},
		{"82.038", "82.038", big.NewRat(82038, 1000)},
		{"15.760", "15.76", big.NewRat(1576, 100)},
		{"0.050", "0.05", big.NewRat(1, 20)},
		{".5", "0.5", big.NewRat(1, 2)},
		{"5.", "5", big.NewRat(5, 1)},
		{"1_000", "1000", big.NewRat(1000, 1)},
		{"999999999999999", "999999999999999", big.NewRat(999999999999999, 1)},
		{"0.000000000000001", "0.000000000000001", big.NewRat(1, 1000000000000000)},
		{"00000000000000000012", "12", big.NewRat(12, 1)},
	} {
		d, err := detente.ParseDecimal(tt.text)
		if err != nil {
			t.Errorf("ParseDecimal(%q) = %v", tt.text, err)
			continue
		}
		if d.String() != tt.want {
			t.Errorf("ParseDecimal(%q) = %s, want %s", tt.text, d, tt.want)
		}
		if want, _ := tt.exact.Float64(); d.Float() != want {
			t.Errorf("ParseDecimal(%q).Float() = %v, want %v", tt.text, d.Float(), want)
		}
	}
	for _, text := range []string{"", ".", "_", "-1", "+1", "1e3", "1.2.3", "0x1", "1234567890123456", "0.1234567890123456", "12,5", " 1", "١"} {
		if d, err := detente.ParseDecimal(text); err == nil {
			t.Errorf("ParseDecimal(%q) = %s, want an error", text, d)
		}
	}
}

package detente_test

import (
	"slices"
	"strings"
	"testing"

	"detente"
)

// An accepted condition prints to a text that reads as the same condition, and
// an error points into the text.
func FuzzParseCondition(f *testing.F) {
	for _, text := range []string{
		"", "a", "fire=ceasefire and sanctions=full", "not a or b if c iff d", "wage >= 3.5", "((a))", "a if (b if c)", "a=-.5",
		"a=x b", "a >= ", "a\n and\tb", "A=b", "é", "a=\xff", "1..2", "a<1_0", "not not not a", "a % b", "a and (b or", "all of g",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := detente.ParseCondition(text)
		if err != nil {
			checkPlace(t, text, err)
			return
		}
		if len(w.Issues()) == 0 {
			t.Fatalf("%q speaks of no issue", text)
		}
		again, err := detente.ParseCondition(w.Tree())
		switch {
		case err != nil && err.Message == "nested too deeply": // all those parentheses
		case err != nil:
			t.Fatalf("%q prints as %q: %v", text, w.Tree(), err)
		case again.Tree() != w.Tree():
			t.Fatalf("%q prints as %q, which reads as %q", text, w.Tree(), again.Tree())
		}
		test, bad := w.Compile(fuzzCase)
		if bad == nil {
			test.Holds(make(detente.Outcome, len(fuzzCase.Issues)))
		}
	})
}

// An accepted consent rule prints to a text that reads as the same rule.
func FuzzParseConsent(f *testing.F) {
	for _, text := range []string{
		"", "russia and ukraine", "(15 of eu and 65% of population of eu) or 24 of eu", "all of permanent and 9 of council", "any of g",
		"a if fire=war", "(a if b) and c", "60% of g", "255 votes of eu", "all", "any", "9 of", "-5 of g", "a iff b", "not a", "a=b",
		"a if b if c", "1_0.50% of x of y", "a if not (b or c) and d", "((", "a if", "\xff", "all of of", "9 all of g",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := detente.ParseConsent(text)
		if err != nil {
			checkPlace(t, text, err)
			return
		}
		again, err := detente.ParseConsent(c.Tree())
		switch {
		case err != nil && err.Message == "nested too deeply":
		case err != nil:
			t.Fatalf("%q prints as %q: %v", text, c.Tree(), err)
		case again.Tree() != c.Tree():
			t.Fatalf("%q prints as %q, which reads as %q", text, c.Tree(), again.Tree())
		}
		if b, bad := c.Compile(fuzzCase, fuzzCase.Players()); bad == nil {
			b.Holds(detente.NewCoalition(8), make(detente.Outcome, len(fuzzCase.Issues)))
		}
	})
}

var fuzzCase = &detente.Case{
	Issues:  []detente.Issue{yesNo("a"), named("fire", "war", "ceasefire"), grid("wage", 2, 6, 0.05), divisible("share", -1, 1), scaled(named("land", "x@0", "y@1"), 0, 1)},
	Parties: []detente.Party{{ID: "russia"}, {ID: "ukraine"}},
	Groups:  []detente.Group{{ID: "g", Members: []detente.Member{{ID: "russia"}, {ID: "g"}, {ID: "e1"}}}},
}

// checkPlace checks that an error points into the text or at its end.
func checkPlace(t *testing.T, text string, err *detente.SyntaxError) {
	t.Helper()
	if err.Offset < 0 || err.Offset > len(text) || err.Width < 1 || err.Offset+err.Width > len(text)+1 {
		t.Fatalf("%q: error at byte %d, %d wide: %v", text, err.Offset, err.Width, err)
	}
	if err.Message == "" || err.Why == "" || err.Help == "" {
		t.Fatalf("%q: the error does not teach: %+v", text, err)
	}
}

// What FindQuote finds is the quote, white space aside, and what NearQuote
// proposes is in the text.
func FuzzFindQuote(f *testing.F) {
	f.Add("no no no", "no no")
	f.Add("agreed\r\nto “talk”…", `to "talk"`)
	f.Add("e\u0301t\u00a0x", "ét x")
	f.Add("a\xff b", "\xff  b")
	f.Fuzz(func(t *testing.T, text, quote string) {
		if len(text) > 2000 {
			t.Skip("the checks below look at every occurrence in full")
		}
		last := -1
		for _, at := range detente.FindQuote(text, quote) {
			if at[0] <= last {
				t.Fatalf("FindQuote(%q, %q): offsets do not ascend", text, quote)
			}
			last = at[0]
			if found := text[at[0]:at[1]]; !slices.Equal(strings.Fields(found), strings.Fields(quote)) {
				t.Fatalf("FindQuote(%q, %q) = %q", text, quote, found)
			}
			detente.Context(text, at[0], at[1], 5)
		}
		if near := detente.NearQuote(text, quote); !strings.Contains(text, near) {
			t.Fatalf("NearQuote(%q, %q) = %q", text, quote, near)
		}
		detente.Numerals(text)
	})
}

package detente_test

import (
	"strings"
	"testing"

	"detente"
)

func TestConditionBinding(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"a", "a"},
		{"a=x", "a=x"},
		{"a = x", "a=x"},
		{"a>=4", "a>=4"},
		{" a <= 3.5 ", "a<=3.5"},
		{"a > -2", "a>-2"},
		{"a<1_000", "a<1_000"},
		{"not a", "not a"},
		{"not not a", "not (not a)"},
		{"not a and b", "(not a) and b"},
		{"not (a and b)", "not (a and b)"},
		{"a and b and c", "a and b and c"},
		{"(a and b) and c", "(a and b) and c"},
		{"a or b and c", "a or (b and c)"},
		{"a and b or c", "(a and b) or c"},
		{"(a or b) and c", "(a or b) and c"},
		{"not a or b", "(not a) or b"},
		{"a if b", "a if b"},
		{"a or b if c and d", "(a or b) if (c and d)"},
		{"not a iff b or c", "(not a) iff (b or c)"},
		{"(a if b) if c", "(a if b) if c"},
		{"a if (b iff c)", "a if (b iff c)"},
		{"((a))", "a"},
		{"not a=x and not b>=2 or c if d", "(((not a=x) and (not b>=2)) or c) if d"},
		{"a\n  and\tb\r\n", "a and b"},
		{"iffy and order and android and nothing", "iffy and order and android and nothing"},
		{"a=not-taken", "a=not-taken"},
	} {
		w, err := detente.ParseCondition(tt.text)
		if err != nil {
			t.Errorf("ParseCondition(%q) = %v", tt.text, err)
			continue
		}
		if got := w.Tree(); got != tt.want {
			t.Errorf("ParseCondition(%q) = %s, want %s", tt.text, got, tt.want)
		}
		if w.Text != tt.text {
			t.Errorf("ParseCondition(%q).Text = %q", tt.text, w.Text)
		}
	}
}

func TestConditionMeaning(t *testing.T) {
	c := &detente.Case{Issues: []detente.Issue{yesNo("a"), yesNo("b"), yesNo("c")}}
	type truth = func(a, b, c bool) bool
	for _, tt := range []struct {
		text string
		want truth
	}{
		{"a", func(a, b, c bool) bool { return a }},
		{"a=not-taken", func(a, b, c bool) bool { return !a }},
		{"not a and b", func(a, b, c bool) bool { return !a && b }},
		{"a or b and c", func(a, b, c bool) bool { return a || b && c }},
		{"a if b", func(a, b, c bool) bool { return a || !b }},
		{"a iff b", func(a, b, c bool) bool { return a == b }},
		{"a and c if b", func(a, b, c bool) bool { return a && c || !b }},
		{"(a if b) if c", func(a, b, c bool) bool { return a || !b || !c }},
		{"a if (b if c)", func(a, b, c bool) bool { return a || !b && c }},
		{"not (a iff b) iff c", func(a, b, c bool) bool { return (a != b) == c }},
	} {
		test, err := condition(tt.text).Compile(c)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		eachOutcome(c, func(o detente.Outcome) {
			want := tt.want(o[0] == 1, o[1] == 1, o[2] == 1)
			if got := test.Holds(o); got != want {
				t.Errorf("%q at %v = %t, want %t", tt.text, o, got, want)
			}
		})
	}
}

func TestConditionSyntaxErrors(t *testing.T) {
	const leafHelp = "write issue=option, issue >= number, or the name of a yes/no issue"
	for _, tt := range []struct {
		text          string
		offset, width int
		message, help string
	}{
		{"", 0, 1, "the text ends where the name of an issue is expected", leafHelp},
		{"   ", 3, 1, "the text ends where the name of an issue is expected", leafHelp},
		{"a=", 2, 1, "the text ends where an option or a number is expected", "write issue=option"},
		{"a >= ", 5, 1, "the text ends where a number is expected", "comparisons such as >= need a number"},
		{"a and", 5, 1, "the text ends where the name of an issue is expected", leafHelp},
		{"(a or b", 7, 1, `the text ends where ")" is expected`, "close the parenthesis"},
		{"a or b)", 6, 1, "a closing parenthesis too many", "take it out or open one before"},
		{"()", 1, 1, `")" stands where the name of an issue is expected`, leafHelp},
		{"a >= high", 5, 4, `"high" stands where a number is expected`, "write issue=option"},
		{"a=>4", 2, 1, `">" stands where an option or a number is expected`, "write issue=option"},
		{"a==x", 2, 1, `"=" stands where an option or a number is expected`, "write issue=option"},
		{"a=and", 2, 3, `"and" stands where an option or a number is expected`, "write issue=option"},
		{"and b", 0, 3, `"and" stands where the name of an issue is expected`, leafHelp},
		{"a or or b", 5, 2, `"or" stands where the name of an issue is expected`, leafHelp},
		{"4 >= a", 0, 1, `"4" stands where the name of an issue is expected`, leafHelp},
		{"a b", 2, 1, `"b" follows without a joining word`, "write and, or, or if before it"},
		{"a=x b=y", 4, 1, `"b" follows without a joining word`, "write and, or, or if before it"},
		{"a not b", 2, 3, `"not" stands where the end of a condition is expected`, "take it out, or join it with and, or, if"},
		{"a=x 5", 4, 1, `"5" stands where the end of a condition is expected`, "take it out"},
		{"a >= 4%", 6, 1, `"%" stands where the end of a condition is expected`, "take it out"},
		{"a if b if c", 7, 2, `a second "if" without parentheses`, "put one of the two in parentheses"},
		{"a iff b iff c", 8, 3, `a second "iff" without parentheses`, "put one of the two in parentheses"},
		{"a if b iff c", 7, 3, `a second "iff" without parentheses`, "put one of the two in parentheses"},
		{"(a if b if c)", 8, 2, `a second "if" without parentheses`, "put one of the two in parentheses"},
		{"a >= 1.2.3", 5, 5, `"1.2.3" is no number`, "write it like 4 or 3.5"},
		{"a >= 3.5.", 5, 4, `"3.5." is no number`, "write it like 4 or 3.5"},
		{"a != b", 2, 1, `"!" cannot stand here`, `write "not issue=option"`},
		{"a && b", 2, 1, `"&" cannot stand here`, `write "and"`},
		{"a || b", 2, 1, `"|" cannot stand here`, `write "or"`},
		{"arms_control", 4, 1, `"_" cannot stand here`, "join the words of a name with a hyphen"},
		{"Fire=war", 0, 4, `"F" cannot stand here`, `did you mean "fire"?`},
		{"a AND b", 2, 3, `"A" cannot stand here`, `did you mean "and"?`},
		{"a=“x”", 2, 3, `"“" cannot stand here`, "use names in lower case"},
		{"é=x", 0, 2, `"é" cannot stand here`, "use names in lower case"},
		{"a=x, b=y", 3, 1, `"," cannot stand here`, "use names in lower case"},
		{"a - 5", 2, 1, `"-" cannot stand here`, "use names in lower case"},
		{"a=\xff", 2, 1, "\"\uFFFD\" cannot stand here", "use names in lower case"},
		{strings.Repeat("(", 101) + "a", 100, 1, "nested too deeply", "fewer parentheses"},
		{strings.Repeat("not ", 101) + "a", 400, 1, "nested too deeply", "fewer parentheses"},
	} {
		w, err := detente.ParseCondition(tt.text)
		if err == nil {
			t.Errorf("ParseCondition(%q) = %s, want an error", tt.text, w.Tree())
			continue
		}
		checkSyntax(t, tt.text, err, tt.offset, tt.width, tt.message, tt.help)
	}
}

func checkSyntax(t *testing.T, text string, err *detente.SyntaxError, offset, width int, message, help string) {
	t.Helper()
	if err.Offset != offset || err.Width != width {
		t.Errorf("%q: error at byte %d, %d wide, want at %d, %d wide (%s)", text, err.Offset, err.Width, offset, width, err.Message)
	}
	if err.Message != message {
		t.Errorf("%q: message %q, want %q", text, err.Message, message)
	}
	if !strings.Contains(err.Help, help) {
		t.Errorf("%q: help %q, want %q in it", text, err.Help, help)
	}
	if err.Why == "" {
		t.Errorf("%q: the error %q does not say why", text, err.Message)
	}
}

func TestNestingUpToTheLimit(t *testing.T) {
	text := strings.Repeat("not (", 49) + "a" + strings.Repeat(")", 49)
	if _, err := detente.ParseCondition(text); err != nil {
		t.Errorf("49 levels of not and parentheses: %v", err)
	}
}

// comparisons: the levels at which each condition holds, reasoned by hand.
func TestComparisons(t *testing.T) {
	wage := grid("wage", 2, 6, 0.05)    // 2, 2.05, ... 6: 81 levels
	odd := grid("odd", 0, 10, 3)        // 0, 3, 6, 9
	cold := grid("cold", -10, 10, 5)    // -10, -5, 0, 5, 10
	share := divisible("share", 0, 100) // level = 10^7 times the number
	land := scaled(named("land", "leave@0", "line@75", "all@100"), 0, 100)
	below := scaled(named("below", "deep@-20", "flat@0", "high@20"), -20, 20)
	c := &detente.Case{Issues: []detente.Issue{wage, odd, cold, share, land, below}}
	const tick = 10_000_000
	for _, tt := range []struct {
		text string
		yes  []int // levels at which it holds
		no   []int
	}{
		{"wage=3.5", []int{30}, []int{29, 31}},
		{"wage >= 4", []int{40, 41, 80}, []int{0, 39}},
		{"wage > 4", []int{41, 80}, []int{39, 40}},
		{"wage <= 2.15", []int{0, 3}, []int{4, 80}},
		{"wage < 2.15", []int{0, 2}, []int{3, 4}},
		{"wage > 3.52", []int{31}, []int{30}},
		{"wage >= 3.52", []int{31}, []int{30}},
		{"wage < 3.52", []int{30}, []int{31}},
		{"wage <= 3.52", []int{30}, []int{31}},
		{"wage >= 2", []int{0, 80}, nil},
		{"wage < 2", nil, []int{0, 80}},
		{"wage > 6", nil, []int{0, 80}},
		{"wage <= 6", []int{0, 80}, nil},
		{"wage >= 7", nil, []int{0, 80}},
		{"wage <= 7", []int{0, 80}, nil},
		{"wage >= -1", []int{0, 80}, nil},
		{"wage < 1", nil, []int{0, 80}},
		{"odd >= 9.5", nil, []int{0, 3}},
		{"odd < 9.5", []int{0, 3}, nil},
		{"odd > 8", []int{3}, []int{2}},
		{"odd <= 10", []int{0, 3}, nil},
		{"cold=-5", []int{1}, []int{0, 2}},
		{"cold < 0", []int{0, 1}, []int{2, 3}},
		{"cold >= -7.5", []int{1, 4}, []int{0}},
		{"share=37.5", []int{375_000_000}, []int{374_999_999, 375_000_001}},
		{"share >= 37.5", []int{375_000_000, 100 * tick}, []int{374_999_999}},
		{"share > 37.5", []int{375_000_001}, []int{375_000_000}},
		{"share < 0", nil, []int{0}},
		{"share <= 0", []int{0}, []int{1}},
		{"share > 100", nil, []int{100 * tick}},
		{"land=line", []int{1}, []int{0, 2}},
		{"land=75", []int{1}, []int{0, 2}},
		{"land >= 75", []int{1, 2}, []int{0}},
		{"land > 75", []int{2}, []int{0, 1}},
		{"land <= 50", []int{0}, []int{1, 2}},
		{"land < 0", nil, []int{0, 1, 2}},
		{"land=50", nil, []int{0, 1, 2}},
		{"below=-20", []int{0}, []int{1, 2}},
		{"below > -20", []int{1, 2}, []int{0}},
	} {
		w := condition(tt.text)
		test, err := w.Compile(c)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		i := c.IssueIndex(w.Issues()[0])
		for _, want := range []bool{true, false} {
			levels := tt.yes
			if !want {
				levels = tt.no
			}
			for _, k := range levels {
				o := make(detente.Outcome, len(c.Issues))
				o[i] = k
				if got := test.Holds(o); got != want {
					t.Errorf("%q at level %d (%s) = %t, want %t", tt.text, k, c.Issues[i].LevelID(k), got, want)
				}
			}
		}
	}
}

func TestConditionDoesNotFit(t *testing.T) {
	c := &detente.Case{Issues: []detente.Issue{
		yesNo("strike"), named("fire", "war", "ceasefire"), grid("wage", 2, 6, 0.05), divisible("share", 0, 100),
		scaled(named("half", "low@0", "high"), 0, 100),
	}}
	for _, tt := range []struct{ text, want string }{
		{"strke", `no issue "strke"`},
		{"fire", `"fire" is not a yes/no issue`},
		{"wage", `"wage" is not a yes/no issue`},
		{"fire=truce", `"truce" is no option of "fire"`},
		{"fire >= 1", `"fire" cannot be compared with a number`},
		{"strike >= 1", `"strike" cannot be compared with a number`},
		{"half >= 1", `"half" cannot be compared with a number`},
		{"wage=high", `"high" is no number`},
		{"wage=3.52", `3.52 is no level of "wage"`},
		{"wage=7", `7 is no level of "wage"`},
		{"wage=inf", `inf is no level of "wage"`},
		{"share=-1", `-1 is no level of "share"`},
		{"share=nan", `nan is no level of "share"`},
	} {
		_, err := condition(tt.text).Compile(c)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Compile(%q) = %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestConditionIssues(t *testing.T) {
	w := condition("b=x and (a >= 3 or b=y) if c")
	got := ""
	for _, id := range w.Issues() {
		got += string(id) + " "
	}
	if got != "b a c " {
		t.Errorf("Issues(%q) = %s, want b a c", w.Text, got)
	}
}

func TestNoCondition(t *testing.T) {
	var w *detente.Condition
	test, err := w.Compile(&detente.Case{})
	if err != nil || !test.Holds(nil) {
		t.Errorf("the nil condition does not hold everywhere: %v", err)
	}
	if zero := (detente.Test{}); !zero.Holds(detente.Outcome{3}) {
		t.Error("the zero Test does not hold everywhere")
	}
}

func TestScriptPlaces(t *testing.T) {
	plain := detente.Script{Text: "é=a", Pos: detente.Pos{Line: 4, Col: 7}}
	for _, tt := range []struct{ offset, col int }{{0, 7}, {2, 8}, {3, 9}, {4, 10}, {99, 10}} {
		if got := plain.At(tt.offset); got != (detente.Pos{Line: 4, Col: tt.col}) {
			t.Errorf("At(%d) = %v, want 4:%d", tt.offset, got, tt.col)
		}
	}
	folded := detente.Script{Text: "a b", Pos: detente.Pos{Line: 1, Col: 1}, Places: []detente.Pos{{Line: 1, Col: 1}, {Line: 1, Col: 2}, {Line: 2, Col: 3}, {Line: 2, Col: 4}}}
	for offset, want := range []detente.Pos{{Line: 1, Col: 1}, {Line: 1, Col: 2}, {Line: 2, Col: 3}, {Line: 2, Col: 4}, {Line: 2, Col: 4}} {
		if got := folded.At(offset); got != want {
			t.Errorf("folded At(%d) = %v, want %v", offset, got, want)
		}
	}
	if got := (&detente.Script{Text: "a"}).At(0); got.IsValid() {
		t.Errorf("a script from no file stands at %v", got)
	}
}

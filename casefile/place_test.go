package casefile_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"detente"
	"detente/casefile"
)

// at returns the text of a file from a place on, to the end of its line.
func at(text string, p detente.Pos) string {
	lines := strings.Split(text, "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	runes := []rune(lines[p.Line-1])
	if p.Col < 1 || p.Col > len(runes) {
		return ""
	}
	return string(runes[p.Col-1:])
}

// TestPlaces holds the place of everything in a case against the file.
func TestPlaces(t *testing.T) {
	c := parseValid(t, "everything", everything, everySource).Case
	stands := func(p detente.Pos, want string) {
		t.Helper()
		if !strings.HasPrefix(at(everything, p), want) {
			t.Errorf("%d:%d is %q, want %q", p.Line, p.Col, at(everything, p), want)
		}
	}
	for i := range c.Sources {
		stands(c.Sources[i].Pos, string(c.Sources[i].ID))
	}
	for _, g := range c.Groups {
		stands(g.Pos, string(g.ID))
		for _, m := range g.Members {
			stands(m.Pos, m.ID)
		}
	}
	stands(c.NoDeal.Pos, "{strike")
	stands(c.NoDeal.Set[1].Pos, "wage: 2.5")
	for i := range c.Issues {
		s := &c.Issues[i]
		stands(s.Pos, string(s.ID))
		if s.Form != detente.YesNo {
			for j := range s.Options {
				stands(s.Options[j].Pos, string(s.Options[j].ID))
			}
		}
		if s.NowPos.IsValid() {
			stands(s.NowPos, s.LevelID(s.Now))
		}
	}
	stands(c.Issues[2].Arcs[1].Pos, "middle -> east")
	stands(c.Rules[0].Pos, "never: strike")
	stands(c.Rules[1].Pos, "{never_signed")
	for i := range c.Parties {
		p := &c.Parties[i]
		stands(p.Pos, string(p.ID))
		for j := range p.Wants.Rows {
			stands(p.Wants.Rows[j].Pos, string(p.Wants.Rows[j].Issue))
		}
	}
	company := &c.Parties[0]
	stands(company.Influence.Pos, "70..90")
	stands(company.CostOfDelay.Pos, "{low: 1")
	stands(company.Counts[1].Pos, "population")
	stands(company.Wants.Pos, "wants:")
	stands(company.Wants.Rows[0].Weight.Because[0].Pos, "rise]")
	stands(company.Wants.Rows[0].Breakpoints[1].Pos, "3.5: 70..90")
	stands(company.Wants.Rows[0].Breakpoints[1].Value.Pos, "70..90")
	stands(company.Wants.Links[0].Pos, "{when: strike")
	stands(c.Parties[2].OrderPos, "prefers")
	stands(c.Parties[2].Prefers[1][1].Pos, "not lockout")
	stands(c.Parties[3].UnknownPos, "unknown")
	stands(c.Parties[3].Ranking[1].Pos, "[strike, lockout]")
	stands(c.Relations[0].Pos, "{from")
	stands(c.Scenarios[0].Set[1].Pos, "parties.union.influence")
	stands(c.Correlated[0].Pos, "{of")
	stands(c.Power[0].Share.Pos, "0.6")
	stands(c.Evidence[1].Pos, "calm")
	stands(c.Evidence[1].QuotePos, "'It''s")
}

// TestScriptPlaces: every character of a condition or consent rule is found in
// the file, whatever the style it is written in.
func TestScriptPlaces(t *testing.T) {
	for _, rule := range []string{
		"é-line=x", // a wide name comes before it on the line
		"a and not b",
		`"a and not b"`,
		"'a and not b'",
		`"a \x61nd not b"`,
		`"a and \` + "\n     not b\"",
		"\"a and\n     not b\"",
		"'a\n\n    and\n     not b'",
		"a\n     and not\n     b",
		"|\n      a and\n        not b\n",
		"|2-\n      a and\n       not b",
		">-\n      a and\n      not b",
		">\n      a and\n\n      not b\n\n",
		"\"a\\tand\\u0020not\\n b\"",
	} {
		text := "detente: 1\nissues: {a: , b: , x: {options: [c, d]}}\nrules:\n  - {name: é漢, never: a}\n  - never_signed: " + rule + "\n    name: end\n"
		f, found := casefile.Parse("places.yaml", []byte(text), nil)
		if f.Case == nil {
			if rule[0] != "é"[0] {
				t.Errorf("%q: %v", rule, found)
			}
			continue
		}
		s := f.Case.Rules[1].When.Script
		for i := range len(s.Text) {
			b := s.Text[i]
			if b == ' ' || b == '\n' || b == '\t' {
				continue
			}
			got := at(text, s.At(i))
			if !strings.HasPrefix(got, string(b)) && !strings.HasPrefix(got, `\x61`) {
				t.Errorf("%q: byte %d, %q, is said to stand at %v, %q", rule, i, b, s.At(i), got)
			}
		}
	}
}

// TestFaultInScript: the caret of a fault in a rule stands under the character,
// in every style and past wide characters.
func TestFaultInScript(t *testing.T) {
	for _, rule := range []string{
		"a and ?b",
		`"a and ?b"`,
		"'a and ?b'",
		"a\n     and\n     ?b",
		"|\n      a and\n      ?b",
		">-\n      a and\n      ?b",
		`"\x61 and ?b"`,
		"not not not a and ?b",
	} {
		text := "detente: 1\nissues: {a: , b: }\nrules:\n  - {name: é漢, never: a}\n  - never: " + rule + "\n"
		_, found := casefile.Parse("fault.yaml", []byte(text), nil)
		if len(found) != 1 || found[0].Code != "bad-condition" {
			t.Errorf("%q: found %v, want one bad-condition", rule, found)
			continue
		}
		if got := at(text, detente.Pos{Line: found[0].Line, Col: found[0].Col}); !strings.HasPrefix(got, "?b") {
			t.Errorf("%q: the fault is said to stand at %d:%d, %q", rule, found[0].Line, found[0].Col, got)
		}
	}
}

func TestRender(t *testing.T) {
	long := strings.Repeat("x", 150) + "HERE" + strings.Repeat("y", 150)
	for _, tt := range []struct {
		name string
		d    detente.Diagnostic
		want string
	}{
		{"plain", detente.Diagnostic{File: "alaska.yaml", Line: 41, Col: 29, Width: 6, Severity: detente.Error, Code: "unknown-option",
			Message: `"retian" is no option of "territory"`, Excerpt: "  - never_signed: territory=retian and recognition=none",
			Why: "a rule can only speak of the options an issue has: withdraw, line, retain", Help: `did you mean "retain"?`},
			`alaska.yaml:41:29: error: "retian" is no option of "territory" [unknown-option]
   |
41 |   - never_signed: territory=retian and recognition=none
   |                             ^^^^^^
why:  a rule can only speak of the options an issue has: withdraw, line, retain
help: did you mean "retain"?`},
		{"tab and wide characters", detente.Diagnostic{File: "f", Line: 1, Col: 5, Width: 2, Excerpt: "\t漢é: 弌x", Code: "c", Message: "m"},
			"f:1:5: note: m [c]\n  |\n1 |     漢é: 弌x\n  |         ^^^"},
		{"combining", detente.Diagnostic{File: "f", Line: 1, Col: 3, Excerpt: "e\u0301x", Code: "c", Message: "m"},
			"f:1:3: note: m [c]\n  |\n1 | e\u0301x\n  |  ^"},
		{"past the end", detente.Diagnostic{File: "f", Line: 9, Col: 4, Excerpt: "abc", Code: "c", Message: "m"},
			"f:9:4: note: m [c]\n  |\n9 | abc\n  |    ^"},
		{"no place", detente.Diagnostic{File: "f", Code: "c", Message: "m", Help: "h"}, "f: note: m [c]\nhelp: h"},
		{"escapes", detente.Diagnostic{File: "f", Line: 1, Col: 1, Excerpt: "\x1b[2Jx", Code: "c", Message: "a\u202eb"},
			"f:1:1: note: a<U+202E>b [c]\n  |\n1 | <U+001B>[2Jx\n  | ^^^^^^^^"},
		{"long", detente.Diagnostic{File: "f", Line: 1, Col: 151, Width: 4, Excerpt: long, Code: "c", Message: "m"},
			"f:1:151: note: m [c]\n  |\n1 | ..." + strings.Repeat("x", 32) + "HERE" + strings.Repeat("y", 64) + "...\n  | " + strings.Repeat(" ", 35) + "^^^^"},
	} {
		if got := casefile.Render(tt.d); got != tt.want {
			t.Errorf("Render(%s) =\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestRenderAlignment: whatever the line, the carets stand under the place.
func TestRenderAlignment(t *testing.T) {
	line := "ab\tç漢字" + strings.Repeat("z", 200) + "e\u0301🙂end"
	for col := 1; col <= utf8.RuneCountInString(line); col++ {
		rows := strings.Split(casefile.Render(detente.Diagnostic{File: "f", Line: 1, Col: col, Excerpt: line, Code: "c", Message: "m"}), "\n")
		if len(rows) != 4 || !strings.HasPrefix(rows[2], "1 | ") || !strings.HasPrefix(rows[3], "  | ") {
			t.Fatalf("column %d:\n%s", col, strings.Join(rows, "\n"))
		}
		if n := utf8.RuneCountInString(rows[2]); n > 4+100+10 {
			t.Errorf("column %d: the excerpt has %d characters", col, n)
		}
	}
}

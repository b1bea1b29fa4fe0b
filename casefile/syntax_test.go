package casefile_test

import (
	"fmt"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
)

// TestSyntax: what the YAML library refuses is told at the place where the
// mistake was made, in plain words.
func TestSyntax(t *testing.T) {
	for _, tt := range []struct {
		text, place, message string
	}{
		{"a:\n\tb: 1\n", "2:1", "a tab is used to indent"},
		{"a:\n  b: x\n\ty\n", "3:1", "a tab is used to indent"},
		{"a: [1, 2\nb: 3\n", "1:4", `"[" is never closed`},
		{"a: {b: [1, 2}\n", "1:8", `"[" is never closed`},
		{"a: {b: 1\n", "1:4", `"{" is never closed`},
		{"a: [b\n", "1:4", `"[" is never closed`},
		{"a:b\nc: 1\n", "1:2", "a space is missing after this colon"},
		{"x:\n  - a:b\n    c: 1\n", "2:6", "a space is missing after this colon"},
		{"a: b: c\n", "1:5", "a second colon on the line"},
		{"title: Alaska: what next\n", "1:14", "a second colon on the line"},
		{"a: @x\n", "1:4", `a value cannot start with "@"`},
		{"a: %x\n", "1:4", `a value cannot start with "%"`},
		{"a: `x`\n", "1:4", "a value cannot start with \"`\""},
		{"a: \"x\nb: 1\n", "1:4", "this quote is never closed"},
		{"a: 'x\nb: 1\n", "1:4", "this quote is never closed"},
		{"a: 'it's'\n", "1:8", "the value ended before this"},
		{"a: \"x\" y\n", "1:8", "the value ended before this"},
		{`a: "\q"` + "\n", "1:5", "a backslash starts something unknown"},
		{"a: 1\n b: 2\n", "2:3", "a key cannot stand here"},
		{"a: {b: 1 c: 2}\n", "1:11", "a comma is missing before this"},
		{"a: {b: [x] c: 2}\n", "1:12", "a comma is missing before this"},
		{"a: [x: 1 y: 2]\n", "1:11", "a comma is missing before this"},
		{"a:\n  - x\n - y\n", "3:2", "a list entry with the wrong indent"},
		{"- a\nb: 1\n", "2:1", "this line belongs to nothing above it"},
		{"a: 1\n}\n", "2:1", `"}" closes nothing`},
		{"a: 1\nb\nc: 2\n", "2:1", "a key without a colon"},
		{"a: > 5\n", "1:6", "the text does not follow > or |"},
		{"a: -\n", "1:4", "a list cannot start here"},
		{"a: [-, x]\n", "1:5", `a value cannot start with "-"`},
		{"? [a]\n: b\n", "1:3", "a key is a list"},
	} {
		_, found := casefile.Parse("f", []byte(tt.text), nil)
		if len(found) != 1 || !strings.HasPrefix(found[0].Message, tt.message) || fmt.Sprintf("%d:%d", found[0].Line, found[0].Col) != tt.place {
			t.Errorf("Parse(%q) reports %v, want %s %s", tt.text, found, tt.place, tt.message)
			continue
		}
		if strings.Contains(found[0].Message, "this is no YAML") {
			t.Errorf("Parse(%q) leaves the library's words: %s", tt.text, found[0].Message)
		}
	}
}

// TestTolerated: forms that other programs write and people type.
func TestTolerated(t *testing.T) {
	for _, text := range []string{
		"\ufeffdetente: 1\r\nissues:\r\n  a:\r\n",
		"---\ndetente: 1\nissues:\n  a:\n...\n",
		"{\"detente\": 1, \"issues\": {\"a\": {\"options\": [\"b\", \"c\"], \"now\": \"b\"}}}",
		"detente: \"1\"\nissues:\n  a: {}\n",
		"detente: 1\ntitle: no\nquestion: 2025-08-15\nnote: 0x10\nissues:\n  a: {name: true}\n",
		"parties:\n  p: {wants: {a: {weight: '100', taken: 100, not-taken: 0}}}\nissues: {a: {now: taken}}\ndetente: 1\n",
		"detente: 1\nissues:\n  a: {options: {b: , c: {}}}\nparties:\nrules:\nsources:\n",
		"detente: 1\nissues:\n  a: {options: [none, some]}\nno_deal:\n",
		"detente: 1\nissues:\n  wage: {scale: {from: -1.5, to: 1_000}, now: .5}\nparties:\n  p: {influence: 1e2}\n  q: {influence: +5}\n",
	} {
		if f, found := casefile.Parse("f", []byte(text), nil); f.Case == nil {
			t.Errorf("Parse(%q) reports %v, want a case", text, found)
		}
	}
}

// TestFaults: faults whose message or place is easily got wrong.
func TestFaults(t *testing.T) {
	const issues = "detente: 1\nissues:\n  fire: {options: [war, ceasefire]}\n  wage: {scale: {from: 0, to: 10, step: 2}}\n"
	for _, tt := range []struct{ text, want string }{
		{issues + "parties:\n  p: {influnce: 3}\n", `6:7: error: unknown field "influnce" in party "p" [unknown-field]`},
		{issues + "parties:\n  p: {wants: {fire: {wieght: 3}}}\n", `6:22: error: unknown field "wieght" in row "fire" [unknown-field]`},
		{issues + "parties:\n  p: {wants: {fire: {wra: 3}}}\n", `6:22: error: "wra" is no option of "fire" [unknown-option]`},
		{issues + "parties:\n  p: {wants: {wage: {2: 3}}}\n", `6:22: error: "2" stands in the row itself [misplaced-field]`},
		{issues + "parties:\n  p: {wants: {fire: {values: {war: 3}}}}\n", `6:31: error: option "war" stands under ` + "`values`" + ` [misplaced-field]`},
		{issues + "parties:\n  p: {wants: {wage: {values: {2: 3, 2.0: 4}}}}\n", `6:37: error: 2.0 stands twice in ` + "`values`" + ` [duplicate-key]`},
		{issues + "parties:\n  p: {points: {fire: {weight: 3}}}\n", `6:23: error: a row of points has no weight [misplaced-field]`},
		{issues + "parties:\n  p: {influence: -3}\n", `6:18: error: -3 is outside the limits of influence [out-of-limits]`},
		{issues + "parties:\n  p: {influence: 300}\n  q: {influence: 200..300}\n", ""},
		{issues + "parties:\n  p: {no_agreement: 120}\n", `6:21: error: 120 is outside the limits of the worth of no agreement [out-of-limits]`},
		{issues + "parties:\n  p: {no_agreement: 120, points: {fire: {war: 3}}}\n", ""},
		{issues + "parties:\n  p: {no_agreement: unknown, points: {fire: {war: 3}}}\n", `6:21: error: the worth of no agreement cannot be unknown [no-limits]`},
		{issues + "parties:\n  p: {wants: {fire: {weight: -1}}}\n", `6:30: error: -1 is outside the limits of a weight [out-of-limits]`},
		{issues + "parties:\n  p: {wants: {wage: {position: 11}}}\n", `6:32: error: 11 is outside the limits of the scale of "wage" [out-of-limits]`},
		{issues + "power: {p: 2}\n", `5:12: error: 2 is outside the limits of bargaining power [out-of-limits]`},
		{issues + "no_deal: {fire: truce}\n", `5:17: error: "truce" is no option of "fire" [unknown-option]`},
		{issues + "no_deal: {fir: war}\n", `5:11: error: there is no issue "fir" [unknown-issue]`},
		{issues + "no_deal: {wage: 3}\n", `5:17: error: 3 is no number of "wage" [off-scale]`},
		{issues + "rules: [{when: fire=war}]\n", `5:9: error: a rule needs either "never" or "never_signed" [missing-field]`},
		{issues + "rules: {never: fire=war}\n", "5:8: error: `rules` cannot be a mapping [wrong-type]"},
		{issues + "rules: [fire=war]\n", "5:9: error: rule cannot be a single value [wrong-type]"},
		{issues + "parties:\n  p: {counts: {votes: -2}}\n", `6:23: error: "-2" is no plain decimal number [bad-number]`},
		{issues + "parties:\n  p: {prefers: [[fire=war, ]]}\n", ""},
		{issues + "parties:\n  p: {prefers: [[[fire=war]]]}\n", "6:18: error: a condition cannot be a list [wrong-type]"},
		{issues + "parties:\n  p: {ranking: [much-better, fire=war]}\n", "6:17: error: `much-better` has nothing above it [bad-ranking]"},
		{issues + "parties: {p: {influence: 1..2}, q: {influence: 3}}\ncorrelated: [{of: [p.influence, q.influence], r: 2}]\n", "6:50: error: 2 is outside the limits of `r` [out-of-limits]"},
		{issues + "ties: refused\n", "5:7: error: `ties` cannot be \"refused\" [bad-choice]"},
		{"detente: 1\nissues:\n  a: {scale: {from: 0, to: 1e9, step: 0.001}}\n", `3:14: error: the scale from 0 to 1000000000 in steps of 0.001 cannot be used [bad-scale]`},
		{"detente: 1\nissues:\n  a: {options: [b, c], by: {b -> d: p}}\nparties:\n  p:\n", `3:34: error: "d" is no option of "a" [unknown-option]`},
		{"detente: 1\nissues:\n  a: {options: [taken, given]}\n", `3:17: error: "taken" cannot be the name of an option [reserved-word]`},
		{"detente: 1\nissues:\n  links:\n", `3:3: error: "links" cannot be the name of an issue [reserved-word]`},
		{"detente: 1\nissues: {}\n", `2:9: error: there are no issues [missing-field]`},
		{"detente: 1\n", `1:1: error: case has no "issues" [missing-field]`},
		{"a\n", `1:1: error: case cannot be a single value [wrong-type]`},
		{"detente: 1\nissues:\n  " + strings.Repeat("a", 65) + ":\n", `3:3: error: the name of an issue has more than 64 characters [bad-identifier]`},
		{"detente: 1\nissues:\n  a: {options: {x: {at: 3}, z: }}\n", `3:21: error: "x" has a place, but its issue has no scale [misplaced-field]`},
	} {
		_, found := casefile.Parse("f", []byte(tt.text), nil)
		var all []string
		for _, d := range found {
			if d.Severity == detente.Error {
				all = append(all, strings.TrimPrefix(d.String(), "f:"))
			}
		}
		if len(all) == 0 && tt.want == "" {
			continue
		}
		if len(all) == 0 || all[0] != tt.want {
			t.Errorf("Parse(%q) reports\n%s\nwant first\n%s", tt.text, strings.Join(all, "\n"), tt.want)
		}
	}
}

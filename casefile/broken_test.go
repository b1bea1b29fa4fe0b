package casefile_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
)

// breakage is a case file broken in one place.
type breakage struct{ what, text string }

// breakages breaks a valid case in every place and way that cannot be meant.
func breakages(text string) (all []breakage) {
	every := func(what, pattern string, change func(match string) string) {
		for _, at := range regexp.MustCompile(pattern).FindAllStringSubmatchIndex(text, -1) {
			start, end := at[len(at)-2], at[len(at)-1]
			if strings.Contains(what, "consent") && strings.Contains(line(text, start), "set: {") {
				continue // only the form of a scenario's values is seen in the file
			}
			all = append(all, breakage{fmt.Sprintf("%s at %q", what, line(text, start)), text[:start] + change(text[start:end]) + text[end:]})
		}
	}
	always := func(s string) func(string) string { return func(string) string { return s } }
	every("a bracket is missing", `([\]}])`, always(""))
	every("a bracket too many", `([\]}])`, func(m string) string { return m + m })
	every("a colon is missing", `(?m)^ *(?:"[a-z]+"|[a-z0-9_-]+)(:)(?: |$)`, always(""))
	every("a space is missing after a colon", `[a-z](: )[a-z0-9\[{]`, always(":"))
	every("a misspelt field", `(?m)(?:^ *|[{,] ?|- )(detente|sources|groups|signed_by|no_deal|ties|issues|rules|same|parties|relations|scenarios|evidence|options|scale|now|by|wants|points|prefers|ranking|weight|salience|influence|quote|kind|source|file|never|never_signed|when|add|from|to|attitude|position|values):`, func(m string) string { return m + "x" })
	every("a field in capitals", `(?m)(?:^ *|[{,] ?|- )(detente|sources|issues|parties|wants|weight|scale|options|quote|kind|never):`, strings.ToUpper)
	every("a list for a field", `(?:title|weight|salience|influence|signed_by|now|from|to|kind|add): ([a-z0-9."]+)`, func(m string) string { return "[" + m + "]" })
	every("a mapping for a field", `(?:title|weight|salience|influence|signed_by|now|from|to|kind|add): ([a-z0-9."]+)`, func(m string) string { return "{x: " + m + "}" })
	every("no value", `(?:title|weight|salience|influence|now|from|to|kind|quote|add): (".*?"|[a-z0-9.-]+)`, always(""))
	for _, number := range []string{".nan", ".inf", "-.Inf", "NaN", "abc", "1e999", "0x10", "12%", "1.2.3", "--5"} {
		every("the number "+number, `(?:weight|salience|influence|from|to|add|full|war|west|ceasefire): ([0-9.-]+)[,}\n ]`, always(number))
	}
	every("a range upside down", `[: ]([0-9]+\.\.[0-9]+)`, func(m string) string { a, b, _ := strings.Cut(m, ".."); return b + ".." + a })
	for _, r := range []string{"70...90", "70..", "..90", "70..x", "70..90..95", "70-90", "70 to 90", "nan..90", "{low: 1, high: 2}", "{low: 3, mode: 2, high: 1}", "{p5: 1}", "{value: x}", "-5..200"} {
		every("the range "+r, `(?:salience|influence): ([0-9.]+)[,}\n ]`, always(r))
	}
	for _, rule := range []string{"not", "and", "a=", "=b", "(fire=war", "fire=war)", "fire=war fire=war", "fire=nothing", "nothing", "fire >= ", "fire == war", "FIRE=war", "fire=war if fire=war if fire=war", "fire", "fire >= 3", "\"\"", "[]", "fire='war'"} {
		every("the rule "+rule, `(?:never|never_signed|when): ([^,}\n]+)`, always(rule))
	}
	for _, rule := range []string{"nobody", "russia and", "and russia", "not russia", "russia=1", "0.5x of all", "3 of russia", "votes of all", "200% of all", "russia iff russia", "all of and", "99 of all", "5 votes of all", "russia ukraine"} {
		every("the consent "+rule, `(?:signed_by|by): ([a-z]+ ?[a-z]*)\b`, always(rule))
	}
	every("a name in capitals", `(?m)^  ([a-z][a-z-]+):`, strings.ToUpper)
	every("a reserved word as a name", `(?m)^  ([a-z][a-z-]+):`, always("yes"))
	every("a name that ends in a hyphen", `(?m)^  ([a-z][a-z-]+):`, func(m string) string { return m + "-" })
	every("a key twice", `(?m)^(  ?[a-z][a-z-]+:.*\n)`, func(m string) string { return m + m })
	every("a tab", `(?m)^(  )[a-z]`, always("\t"))
	every("an indent too deep", `(?m)\n(  )[a-z][a-z-]+:`, always("   "))
	every("an open quote", `: ()[a-zA-Z0-9]`, always("'"))
	every("an alias", `: ()[a-z]+[,}\n]`, always("*"))
	every("a tag", `: ()[a-z]+[,}\n]`, always("!"))
	every("a stray mark", `: ()[a-z]+[,}\n]`, always("@"))
	every("an unknown reference", `(?:because|against|about|said_by|of): \[?([a-z]+)`, always("zzzzzz"))
	return all
}

// line returns the line on which a byte stands.
func line(text string, offset int) string {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	end := strings.IndexByte(text[offset:], '\n')
	if end < 0 {
		end = len(text) - offset
	}
	return text[start : offset+end]
}

// TestBroken: every broken file is refused, with a line, a column that lies in
// the line or just past it, a reason and help.
func TestBroken(t *testing.T) {
	broken := 0
	for _, base := range []struct {
		name, text string
		sources    casefile.Sources
	}{{"alaska", alaska, nil}, {"everything", everything, everySource}} {
		parseValid(t, base.name, base.text, base.sources)
		for _, b := range breakages(base.text) {
			broken++
			f, found := casefile.Parse(base.name, []byte(b.text), base.sources)
			if f.Case != nil {
				t.Errorf("%s: no error is found", b.what)
				continue
			}
			for _, d := range found {
				lines := strings.Split(b.text, "\n")
				if d.Severity == detente.Error && (d.Line < 1 || d.Line > len(lines) || d.Col < 1 || d.Col > len([]rune(lines[d.Line-1]))+1 || d.Why == "" || d.Help == "") {
					t.Errorf("%s: %d:%d lies outside the file, or why or help is missing:\n%s", b.what, d.Line, d.Col, casefile.Render(d))
				}
			}
		}
	}
	t.Logf("%d broken files", broken)
	if broken < 200 {
		t.Errorf("%d broken files, want at least 200", broken)
	}
}

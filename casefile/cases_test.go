package casefile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
)

// sketches are the cases of the design, which lie beside the repository.
const sketches = "../../shared/design/cases"

// completions are what the abridged sketches lack.
var completions = map[string]string{
	"elmira.yaml": "  uniroyal:\n    ranking: [response=delay, response=abandon, response=accept]\n" +
		"  local: {prefers: [not response=abandon, insist]}\n",
	"harbour.yaml": "  tourism:\n  environment:\n  union:\n  cities:\n  mayor:\n",
}

// sketch returns the text of a sketch, completed; it skips the test where there
// are none.
func sketch(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(sketches, name))
	if err != nil {
		t.Skipf("the sketches of the design are not here: %v", err)
	}
	return string(text) + completions[name]
}

func sketchNames(t *testing.T) []string {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(sketches, "*.yaml"))
	if len(paths) == 0 {
		t.Skip("the sketches of the design are not here: " + sketches)
	}
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = filepath.Base(p)
	}
	return names
}

func TestSketches(t *testing.T) {
	for _, name := range sketchNames(t) {
		f, found := casefile.Parse(name, []byte(sketch(t, name)), nil)
		for _, d := range found {
			if d.Severity == detente.Error {
				t.Errorf("%s", casefile.Render(d))
			}
		}
		if f.Case == nil || len(f.Case.Issues) == 0 {
			t.Errorf("Parse(%s) gives no case", name)
		}
	}
}

// TestSketchSources: the sources of the Alaska sketch do not lie beside it, and
// that is all that is wrong with it.
func TestSketchSources(t *testing.T) {
	text := sketch(t, "alaska.yaml")
	_, found := casefile.Parse("alaska.yaml", []byte(text), casefile.Folder(sketches))
	errors := 0
	for _, d := range found {
		if d.Severity == detente.Error {
			errors++
			if d.Code != "source-not-found" {
				t.Errorf("%s", casefile.Render(d))
			}
		}
	}
	if errors != 2 {
		t.Errorf("alaska.yaml has %d errors, want 2 for its two sources", errors)
	}
}

func TestExamples(t *testing.T) {
	paths, _ := filepath.Glob("../examples/*/case.yaml")
	if len(paths) == 0 {
		t.Fatal("there are no examples")
	}
	for _, path := range paths {
		f, found, err := casefile.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			if d.Severity == detente.Error {
				t.Errorf("%s", casefile.Render(d))
			}
		}
		if f.Case == nil {
			continue
		}
		for i := range f.Case.Evidence {
			e := &f.Case.Evidence[i]
			if s := f.Case.FindSource(e.Source); e.Text == "" || s.Text[e.Start:e.End] != e.Text {
				t.Errorf("%s: evidence %q: source[%d:%d] is not its text", path, e.ID, e.Start, e.End)
			}
		}
	}
}

// everything uses every construct of the language once.
const everything = `detente: 1
title: Everything at once
question: "What does the language have? #1"
note: |
  Two lines
  of notes.
sources:
  article: {file: a.txt, title: An article, published: 2025-08-15, url: "https://example.org/a", label: open}
  memo:
    file: notes/memo.txt
    published: 2025
    label: [team, caucus:union]
groups: {permanent: [company, union], council: [permanent, e1, e2], everybody: all}
signed_by: company and union
no_deal: {strike: taken, wage: 2.5}
ties: refuse
issues:
  wage: {name: Yearly rise, scale: {from: 2, to: 6, unit: "%", step: 0.5}, now: 2, because: rise, against: [calm], note: n}
  share: {scale: {from: 0, to: 100}, now: unknown, decided: 33.3}
  line:
    scale: {from: 0, to: 100}
    options: {west: {at: 0, name: In the west, because: [rise], label: team}, middle: {at: 40}, east: {at: 100}}
    now: west
    by: {west -> middle: company, middle -> east: union if wage >= 4, "middle -> west": 3 of council}
  strike: {by: union}
  lockout:
  health: {options: [none, ten, twenty], now: ten, by: all of permanent and 1 of council}
rules:
  - never: strike and lockout
  - {never_signed: strike or lockout, because: [calm], name: Peace}
same: [health=none and not strike]
parties:
  company:
    name: The company
    aliases: [Valley Foods, "Inc."]
    influence: 70..90
    ratified_by: >-
      board if wage > 4
      and strike
    cost_of_delay: {low: 1, mode: 2, high: 3}
    counts: {votes: 29, population: 82.038}
    wants:
      wage: {weight: {value: 40..50, because: [rise]}, salience: 80, values: {2: 100, 3.5: 70..90, 6: 0}, label: "team, caucus:company"}
      line: {weight: 20, position: 10..30, west: 100, middle: {p5: 40, p50: 50, p95: 60}, east: 0}
      strike: {weight: 10, taken: 0, not-taken: 100}
      share: {weight: unknown, position: 0}
      links: [{when: strike and lockout, add: -15..-5, note: twice}]
    no_agreement: {value: 20, label: team}
  union:
    at_most: 100
    points: {wage: {values: {2: 0, 6: 40}}, health: {none: 30, ten: 15}, links: [{when: strike, add: -3}]}
  board: {of: company, prefers: [wage <= 5, [strike, not lockout], {when: health=ten, because: [calm]}]}
  mediator:
    ranking: [wage >= 4, much-better, [strike, lockout], health=none]
    unknown: [[strike, lockout]]
    sees_not: [health=twenty]
  press: {scores: {strike: 5, wage >= 4: -2..2}}
  ghost:
relations: [{from: company, to: union, attitude: negative, because: [calm]}]
scenarios:
  mild: {name: Mild, set: {company.wants.strike.taken: 10, parties.union.influence: 5, issues.wage.now: 3, parties.ghost.influence: 5..6, issues.lockout.by: company}}
  sharp: {set: {title: x, company.wants.health: {weight: 5, none: 0, ten: 100}, company.wants.line.east: unknown, wants.wage.note: y}}
correlated: [{of: [company.influence, parties.company.cost_of_delay], r: -0.5, note: guess}]
power: {company: 0.6, union: 0.3..0.5}
coalitions: [[company, union], [board, press]]
evidence:
  rise: {source: article, about: union, said_by: [union, press], kind: goal, quote: "a rise of 6 %", nth: 2}
  calm: {source: memo, kind: concern, quote: 'It''s   calm', label: caucus:company}
`

var everySource = casefile.Memory{
	"a.txt":          "They want a rise of 6 %.\nYes, a rise of\n6 %.\n",
	"notes/memo.txt": "It's\ncalm.",
}

// validCases returns the valid cases that there are, by name.
func validCases(t *testing.T) map[string]string {
	t.Helper()
	cases := map[string]string{"everything": everything}
	paths, _ := filepath.Glob("../examples/*/case.yaml")
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		cases[p] = string(text)
	}
	paths, _ = filepath.Glob(filepath.Join(sketches, "*.yaml"))
	for _, p := range paths {
		cases[p] = sketch(t, filepath.Base(p))
	}
	for _, code := range casefile.Codes() {
		if code.Severity < detente.Error {
			text, err := os.ReadFile(filepath.Join("testdata", "errors", code.Name+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			cases[code.Name] = string(text)
		}
	}
	return cases
}

// cases is how many random cases a test tries: more under DETENTE_TEST=long.
func cases(short, long uint64) uint64 {
	if os.Getenv("DETENTE_TEST") == "long" {
		return long
	}
	return short
}

// parseValid reads a case that has no errors.
func parseValid(t *testing.T, name, text string, sources casefile.Sources) *casefile.File {
	t.Helper()
	f, found := casefile.Parse(name, []byte(text), sources)
	if f.Case == nil {
		var b strings.Builder
		for _, d := range found {
			b.WriteString(casefile.Render(d) + "\n")
		}
		t.Fatalf("Parse(%s):\n%s\n%s", name, b.String(), text)
	}
	return f
}

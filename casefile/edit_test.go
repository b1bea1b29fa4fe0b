package casefile_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/casefile"
)

const alaska = `detente: 1   # the version
title: Alaska summit   # a title
issues:
  fire: {options: [war, ceasefire], now: war}   # made by both
  "sanctions": {
    options: [full, eased, lifted],  # three
    now: full
  }
  draft:
parties:
  # who is in the room
  russia:
    influence: 70..90  # a range
    note: >
      folded
      text
    wants:
      fire: {weight: 40, war: 0, ceasefire: 100,}  # trailing comma
      sanctions:
        weight: 60   # the rest
        full: 0
        eased: 50..70
        lifted: 100

  ukraine:
    prefers:
    - fire=ceasefire # first
    - not sanctions=lifted
  e1:
rules: []
`

func TestSet(t *testing.T) {
	for _, tt := range []struct{ path, value, old, new string }{
		{"title", "Anchorage", "title: Alaska summit ", "title: Anchorage "},
		{"title", "Alaska: what next", "title: Alaska summit ", `title: "Alaska: what next" `},
		{"title", `"#1"`, "title: Alaska summit ", `title: "#1" `},
		{"russia.wants.sanctions.eased", "40..60", "50..70", "40..60"},
		{"parties.russia.wants.fire.ceasefire", "unknown", "ceasefire: 100,}", "ceasefire: unknown,}"},
		{"sanctions.now", "eased", "now: full\n", "now: eased\n"},
		{"russia.influence", "{low: 70, mode: 80, high: 90}", "70..90  #", "{low: 70, mode: 80, high: 90}  #"},
		{"ukraine.prefers.1", "fire=war", "not sanctions=lifted", "fire=war"},
		{"issues.fire.options.1", "truce", "[war, ceasefire]", "[war, truce]"},
		{"russia.note", "short", ">\n      folded\n      text\n", "short\n"},
		{"issues.draft", "{by: russia}", "  draft:\n", "  draft: {by: russia}\n"},
		{"issues.draft.by", "russia", "  draft:\n", "  draft: {by: russia}\n"},
		{"e1.influence", "5", "  e1:\n", "  e1: {influence: 5}\n"},
		{"ties", "refuse", "rules: []\n", "rules: []\nties: refuse\n"},
		{"wants.fire.salience", "90", "ceasefire: 100,}", "ceasefire: 100, salience: 90,}"},
		{"wants.sanctions.salience", "90", "lifted: 100\n", "lifted: 100\n        salience: 90\n"},
		{"issues.fire.name", "a, b", "now: war}", `now: war, name: "a, b"}`},
		{"parties.ukraine.influence", "40..60", "- not sanctions=lifted\n", "- not sanctions=lifted\n    influence: 40..60\n"},
		{"rules", "[{never: draft}]", "rules: []", "rules: [{never: draft}]"},
		{"ukraine.prefers.0", "not fire=war", "- fire=ceasefire #", "- not fire=war #"},
		{"parties.u-n", "{influence: 1}", "  e1:\n", "  e1:\n  u-n: {influence: 1}\n"},
	} {
		f, _ := casefile.Parse("alaska.yaml", []byte(alaska), nil)
		got, err := f.Set(tt.path, tt.value)
		if err != nil {
			t.Errorf("Set(%s, %s): %v", tt.path, tt.value, err)
			continue
		}
		want := strings.Replace(alaska, tt.old, tt.new, 1)
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("Set(%s, %s) (-want +got):\n%s", tt.path, tt.value, diff)
		}
	}
}

func TestSetKeepsLineEnds(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(alaska, "\n", "\r\n")
	f, _ := casefile.Parse("dos.yaml", []byte(text), nil)
	got, err := f.Set("wants.sanctions.salience", "90")
	if want := strings.Replace(text, "lifted: 100\r\n", "lifted: 100\r\n        salience: 90\r\n", 1); err != nil || string(got) != want {
		t.Errorf("Set in a file with CR LF and a byte-order mark: %v\n%s", err, cmp.Diff(want, string(got)))
	}
}

func TestSetRefuses(t *testing.T) {
	for _, tt := range []struct{ path, value, want string }{
		{"salience", "5", `no value of the case is at "salience"`},
		{"weight", "5", `"weight" leads to 2 values; write one of parties.russia.wants.fire.weight, parties.russia.wants.sanctions.weight`},
		{"rusia.influence", "5", `did you mean "russia.influence"?`},
		{"russia.influnce", "5", `did you mean "influence"?`},
		{"parties.russia.wants.sanction.eased", "5", `did you mean "parties.russia.wants.sanctions.eased"?`},
		{"nowhere.at.all", "5", "no value of the case is at"},
		{"title", "", "a value is missing"},
		{"title", "a\nb", "on one line"},
		{"title", "[a", "no YAML"},
		{"title", "a # b", "more than a value"},
		{"title", "# b", "only a comment"},
		{"title", "*x", "alias"},
		{"parties.russia", "{}", "holds comments"},
		{"ukraine.prefers", "[]", "holds comments"},
		{"sanctions.options.7", "x", "no value of the case is at"},
	} {
		f, _ := casefile.Parse("alaska.yaml", []byte(alaska), nil)
		if _, err := f.Set(tt.path, tt.value); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Set(%s, %s): error %v, want %q", tt.path, tt.value, err, tt.want)
		}
	}
	f, _ := casefile.Parse("broken.yaml", []byte("a: ["), nil)
	if _, err := f.Set("a", "1"); err == nil {
		t.Error("Set in a file that is no YAML succeeds")
	}
}

// TestSetItself: setting any value to what it says changes no byte, and setting
// it to something else and back gives the file again.
func TestSetItself(t *testing.T) {
	for name, text := range validCases(t) {
		f, _ := casefile.Parse(name, []byte(text), nil)
		r := rand.New(rand.NewPCG(1, 2))
		for _, leaf := range f.Leaves() {
			if r.IntN(40) > 0 && len(text) > 3000 {
				continue
			}
			same, err := f.Set(leaf.Path, leaf.Text)
			if err != nil || string(same) != text {
				t.Fatalf("%s: Set(%s, %s): %v\n%s", name, leaf.Path, leaf.Text, err, cmp.Diff(text, string(same)))
			}
			other, err := f.Set(leaf.Path, `"x: [y], #z"`)
			if err != nil {
				t.Fatalf("%s: Set(%s): %v", name, leaf.Path, err)
			}
			g, _ := casefile.Parse(name, other, nil)
			back, err := g.Set(leaf.Path, leaf.Text)
			if err != nil || string(back) != text {
				t.Fatalf("%s: Set(%s) and back: %v\n%s", name, leaf.Path, err, cmp.Diff(text, string(back)))
			}
		}
	}
}

func TestFix(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		mended         int
	}{
		{"nothing to mend", alaska, alaska, 0},
		{"version", "# why\ntitle: x\nissues:\n  a:\n", "# why\ndetente: 1\ntitle: x\nissues:\n  a:\n", 1},
		{"version in brackets", "{issues: {a: }}\n", "{detente: 1, issues: {a: }}\n", 1},
		{"byte-order mark", "\ufeffdetente: 1\nissues:\n  a:\n", "detente: 1\nissues:\n  a:\n", 1},
		{"field", "detente: 1\nissues:\n  a: {optoins: [b, c]}\n", "detente: 1\nissues:\n  a: {options: [b, c]}\n", 1},
		{"option", "detente: 1\nissues:\n  a: {options: [war, ceasefire], now: ceasfire}\n", "detente: 1\nissues:\n  a: {options: [war, ceasefire], now: ceasefire}\n", 1},
		{"party in a rule", "detente: 1\nsigned_by: russia and ukrane\nissues:\n  a:\nparties:\n  russia:\n  ukraine:\n",
			"detente: 1\nsigned_by: russia and ukraine\nissues:\n  a:\nparties:\n  russia:\n  ukraine:\n", 1},
		{"capitals", "detente: 1\nsigned_by: Russia and Ukraine\nissues:\n  Fire: {options: [War, Ceasefire], now: War}\nparties:\n  Russia: {name: R}\n  Ukraine:\nrules:\n  - never: Fire=War\n",
			"detente: 1\nsigned_by: russia and ukraine\nissues:\n  fire: {options: [war, ceasefire], now: war}\nparties:\n  russia: {name: R}\n  ukraine:\nrules:\n  - never_signed: fire=war\n", 10},
		{"blanks", "detente: 1  \nissues:\t\n  a: \n", "detente: 1\nissues:\n  a:\n", 3},
		{"tabs", "detente: 1\nissues:\n\ta: {by: russia}\nparties:\n\trussia:\n", "detente: 1\nissues:\n  a: {by: russia}\nparties:\n  russia:\n", 2},
		{"range with blanks", "detente: 1\nissues:\n  a:\nparties:\n  b: {influence: 30 .. 50}\n", "detente: 1\nissues:\n  a:\nparties:\n  b: {influence: 30..50}\n", 1},
	} {
		f, _ := casefile.Parse(tt.name, []byte(strings.Replace(tt.old, "never: F", "never_signed: F", 1)), nil)
		got, mended := f.Fix()
		if diff := cmp.Diff(tt.new, string(got)); diff != "" || len(mended) != tt.mended {
			t.Errorf("Fix(%s) mends %v, want %d things (-want +got):\n%s", tt.name, mended, tt.mended, diff)
		}
	}
}

// TestFixLeavesJudgement: what could be meant in two ways, and every number,
// stays.
func TestFixLeavesJudgement(t *testing.T) {
	for _, text := range []string{
		"detente: 1\nsigned_by: uk\nissues:\n  a:\nparties:\n  us:\n",                                                      // another country
		"detente: 1\nissues:\n  issue-1:\n  issue-2:\nrules:\n  - never: issue-3\n",                                        // another number
		"detente: 1\nissues:\n  wage: {scale: {from: 0, to: 10}}\nparties:\n  p: {wants: {wage: {weight: 70-90}}}\n",       // a number
		"detente: 1\nsigned_by: statex\nissues:\n  a:\nparties:\n  states:\n  stated:\n",                                   // two as near
		"detente: 1\nissues:\n  a: {options: [low, high]}\n  A: {options: [low, high]}\n",                                  // two would share a name
		"detente: 1\nissues:\n  a:\n   b: 1\n\tc: 2\n",                                                                     // a tab that could be anything
		"detente: 1\nissues:\n  a: {note: \"two \t\n    lines \"}\n  b: {note: |\n    kept  \n    }\n",                     // no YAML
		"detente: 1\nissues:\n  a:\n    note: |\n      blanks  \n      in a text  \n",                                      // blanks that are text
		"detente: 1\nissues:\n  a: {label: teem}\n", "detente: 1\nissues:\n  a: {now: take}\n  takeover: {by: takeover}\n", // short words
	} {
		f, _ := casefile.Parse("judgement", []byte(text), nil)
		if got, mended := f.Fix(); string(got) != text || len(mended) != 0 {
			t.Errorf("Fix changes %v:\n%s", mended, cmp.Diff(text, string(got)))
		}
	}
}

func TestFixQuotesAndChecksums(t *testing.T) {
	text := `detente: 1
sources:
  a: {file: a.txt}  # the article
  b:
    file: b.txt
issues: {x: {because: [q, r, s]}}
evidence:
  q: {source: a, kind: goal, quote: "Russia's claim - so far"}
  r: {source: a, kind: goal, quote: 'don''t'}
  s: {source: b, kind: goal, quote: "It's here"}
`
	sources := casefile.Memory{"a.txt": "Russia’s claim\n– so far. I don’t.", "b.txt": "It’s here. It‘s here."}
	f, _ := casefile.Parse("quotes.yaml", []byte(text), sources)
	got, mended := f.Fix()
	for _, want := range []string{`quote: "Russia’s claim – so far"}`, `quote: 'don’t'}`, `quote: "It's here"}`, "  a: {file: a.txt, sha256: ", "}  # the article\n", "    file: b.txt\n    sha256: "} {
		if !strings.Contains(string(got), want) {
			t.Errorf("Fix gives no %q:\n%s", want, got)
		}
	}
	if len(mended) != 4 || mended[0].Line != 8 || mended[2].Line != 3 {
		t.Errorf("Fix mends %v, want the quotes of lines 8 and 9 and the checksums of 3 and 5", mended)
	}
	g, _ := casefile.Parse("quotes.yaml", got, sources)
	if again, more := g.Fix(); len(more) != 0 || string(again) != string(got) {
		t.Errorf("Fix twice mends %v more", more)
	}
}

// TestFixTwice: fixing what is fixed changes nothing, for every example.
func TestFixTwice(t *testing.T) {
	for _, code := range casefile.Codes() {
		f, _ := parseExample(t, code.Name)
		once, _ := f.Fix()
		g, _ := casefile.Parse(code.Name, once, casefile.Folder("testdata/errors"))
		if code.Name == "source-too-large" {
			continue
		}
		if twice, mended := g.Fix(); string(twice) != string(once) || len(mended) > 0 {
			t.Errorf("%s: Fix twice mends %v", code.Name, mended)
		}
	}
}

func ExampleFile_Set() {
	f, _ := casefile.Parse("wage.yaml", []byte(`detente: 1
issues: {wage: {scale: {from: 2, to: 6}}}
parties:
  union: {influence: 40..60}   # a guess
`), nil)
	text, err := f.Set("union.influence", "50")
	fmt.Printf("%s%v\n", text, err)
	_, err = f.Set("unoin.influence", "50")
	fmt.Println(err)
	// Output:
	// detente: 1
	// issues: {wage: {scale: {from: 2, to: 6}}}
	// parties:
	//   union: {influence: 50}   # a guess
	// <nil>
	// casefile: set unoin.influence: no value of the case is at "unoin.influence"; did you mean "union.influence"?
}

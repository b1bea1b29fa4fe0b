package exchange_test

import (
	"strings"
	"testing"

	"detente"
	"detente/casefile"
	"detente/exchange"

	"github.com/google/go-cmp/cmp"
)

// parse reads a case file that must be sound.
func parse(t *testing.T, text string) *detente.Case {
	t.Helper()
	f, found := casefile.Parse("case.yaml", []byte(text), nil)
	if detente.HasErrors(found) {
		t.Fatalf("the case is refused: %v", found)
	}
	return f.Case
}

const wage = `detente: 1
title: Wages & hours
no_deal: none
issues:
  wage: {name: Yearly rise, scale: {from: 0, to: 4, step: 2}}
  hours: {options: {short: {name: "Four days"}, long: {}}}
parties:
  union: {no_agreement: 30, cost_of_delay: 10, wants: {wage: {weight: 60, values: {0: 0, 4: 100}}, hours: {weight: 40, short: 100}}}
  company: {no_agreement: 5, points: {wage: {values: {0: 30, 4: 0}}, hours: {long: 20}}}
`

func TestExportGenius(t *testing.T) {
	files, notes, err := exchange.ExportGenius(parse(t, wage))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 3 || files[0].Name != "domain.xml" || files[1].Name != "union.xml" || files[2].Name != "company.xml" {
		t.Fatalf("files = %v", files)
	}
	want := `<utility_space>
  <objective index="0" name="Wages &amp; hours" type="objective" etype="objective" description="">
    <issue index="1" name="Yearly rise" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="0" evaluation="0"/>
      <item index="2" value="2" evaluation="0.5"/>
      <item index="3" value="4" evaluation="1"/>
    </issue>
    <issue index="2" name="hours" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="Four days" evaluation="1"/>
      <item index="2" value="long" evaluation="0"/>
    </issue>
    <weight index="1" value="0.6"/>
    <weight index="2" value="0.4"/>
  </objective>
  <discount_factor value="0.9"/>
  <reservation value="0.3"/>
</utility_space>
`
	if diff := cmp.Diff(want, string(files[1].Data)); diff != "" {
		t.Errorf("union.xml (-want +got):\n%s", diff)
	}
	wantNote(t, notes, "scale", `points of party "company" are divided by 100`)
}

// Weights are shares of the best values: 30 and 20 of 50 points. The bid of
// no_agreement 5 does not exist, that of 15 does.
func TestExportGeniusWeb(t *testing.T) {
	_, _, err := exchange.ExportGeniusWeb(parse(t, wage))
	if err == nil || !strings.Contains(err.Error(), `party "company" has no_agreement 5 (0.05 on a scale from 0 to 1), and GeniusWeb says that by a bid`) {
		t.Fatalf("ExportGeniusWeb(no such bid) = %v", err)
	}
	files, _, err := exchange.ExportGeniusWeb(parse(t, strings.Replace(wage, "no_agreement: 5", "no_agreement: 15", 1)))
	if err != nil {
		t.Fatal(err)
	}
	company := string(files[2].Data)
	for _, want := range []string{`"name": "company"`, `"Yearly rise": 0.600000000000`, `"hours": 0.400000000000`, `"long": 0.5`} {
		if !strings.Contains(company, want) {
			t.Errorf("company.json has no %s:\n%s", want, company)
		}
	}
	if !strings.Contains(company, `"Yearly rise": "2"`) {
		t.Errorf("company.json has no reservation bid worth 0.15:\n%s", company)
	}
}

// Everything that cannot be said is named at once.
func TestExportNamesWhatCannotBeSaid(t *testing.T) {
	c := parse(t, `detente: 1
signed_by: a or b
no_deal: {treaty: none}
issues:
  treaty: {options: [none, short, full], by: a}
  fee: {scale: {from: 0, to: 10}}
  census: {scale: {from: 0, to: 20000, step: 1}}
  strike: {by: c}
rules: [never: treaty=full and strike]
parties:
  a: {ratified_by: c, points: {treaty: {none: -5, full: 10}}}
  b: {wants: {treaty: {weight: 100, full: 100}, links: [{when: strike, add: -5}]}}
  c: {prefers: [strike]}
  d: {influence: 10}
`)
	_, _, err := exchange.ExportGenius(c)
	if err == nil {
		t.Fatal("ExportGenius = nil, want an error")
	}
	for _, want := range []string{
		"exchange: export genius: the case says what GENIUS cannot:\n",
		`issue "fee" is divisible: give its scale a step`,
		`issue "census" has 20001 values`,
		`the rule "treaty=full and strike" forbids outcomes`,
		`issue "treaty" says whose consent its changes need`,
		`party "a" is ratified by "c"`,
		`party "a" gives "none" of issue "treaty" -5 points`,
		`party "b" has links`,
		`party "c" has an order without numbers (statements)`,
		`signed_by "a or b" holds without a`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("ExportGenius = %v\nwant %q in it", err, want)
		}
	}
	if _, _, err := exchange.ExportGenius(parse(t, "detente: 1\nissues: {x: {}}\nparties: {a: {}}\n")); err == nil || !strings.Contains(err.Error(), "no party has weights or points") {
		t.Errorf("ExportGenius(no numbers) = %v", err)
	}
}

// Where parting is an outcome, its worth becomes the reservation value, and in
// GeniusWeb it is the reservation bid itself. Ranges stand at their middle.
func TestExportNoDealOutcome(t *testing.T) {
	c := parse(t, `detente: 1
title: Border
issues: {line: {options: [river, ridge], now: ridge}, fees: {options: {lower: {name: fee}, higher: {name: fee}}, now: lower}}
parties:
  east: {wants: {line: {weight: 50, river: 100, ridge: 20..40}, fees: {weight: 50, lower: 100}}}
`)
	files, notes, err := exchange.ExportGenius(c)
	if err != nil {
		t.Fatal(err)
	}
	if east := string(files[1].Data); !strings.Contains(east, `<reservation value="0.65"/>`) {
		t.Errorf("east.xml has no reservation value 0.65 = 0.5 x 0.3 + 0.5:\n%s", east)
	}
	wantNote(t, notes, "interpreted", "ranges stand at their middle")
	wantNote(t, notes, "interpreted", "the no-deal outcome can be bid there too")
	if files, _, err = exchange.ExportGeniusWeb(c); err != nil {
		t.Fatal(err)
	}
	if east := string(files[1].Data); !strings.Contains(east, `"line": "ridge"`) || !strings.Contains(east, `"fees": "lower"`) {
		t.Errorf("east.json has no reservation bid of ridge and lower:\n%s", east)
	}
}

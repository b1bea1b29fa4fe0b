package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"detente"
	"detente/analysis"
	"detente/bargain"
	"detente/casefile"
)

// dam is a case that can be worked out by hand: the mill gains by a dam, the town
// loses by a large one.
const dam = `
detente: 1
signed_by: mill and town
issues:
  dam: {options: [none, small, large], now: none}
parties:
  mill: {wants: {dam: {weight: 1, none: 0, small: 70, large: 100}}}
  town: {wants: {dam: {weight: 1, none: 50, small: 60, large: 20}}}
`

func parse(t *testing.T, text string) *detente.Case {
	t.Helper()
	f, found := casefile.Parse("test.yaml", []byte(text), nil)
	if f.Case == nil {
		t.Fatal(found)
	}
	return f.Case
}

func compare(t *testing.T, cases ...*detente.Case) *analysis.Comparison {
	t.Helper()
	var sides []analysis.Side
	for i, c := range cases {
		s := analysis.Side{Name: string(rune('a' + i)), Case: c}
		var err error
		if s.Changed, err = casefile.Diff(cases[0], c); err != nil {
			t.Fatal(err)
		}
		sides = append(sides, s)
	}
	c, err := analysis.Compare(context.Background(), sides, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// row returns what the sides answer.
func row(t *testing.T, c *analysis.Comparison, group, what string) (cells []string) {
	t.Helper()
	for _, r := range c.Rows {
		if r.Group == group && r.What == what {
			for _, cell := range r.Cells {
				cells = append(cells, cell.Text)
			}
			return cells
		}
	}
	t.Fatalf("no row %q: %q in %+v", group, what, c.Rows)
	return nil
}

// With a large dam worth 90 to the town, it is the Nash deal: gains 100 x 40
// against 70 x 10 for the small one. With walking away worth 95 to it, no deal is
// good for the town.
func TestCompareByHand(t *testing.T) {
	c := compare(t, parse(t, dam), parse(t, strings.Replace(dam, "large: 20", "large: 90", 1)),
		parse(t, strings.Replace(dam, "town: {", "town: {no_agreement: 95, ", 1)))
	for _, test := range []struct {
		group, what string
		want        []string
	}{
		{"If they part", "Town keeps", []string{"50", "50", "95"}},
		{"Packages", "preferred to no deal", []string{"1", "2", "0"}},
		{"Nash deal", "which", []string{"D1", "another", "none"}},
		{"Nash deal", "worth to Mill", []string{"70", "100", ""}},
		{"Nash deal", "worth to Town", []string{"60", "90", ""}},
	} {
		if got := row(t, c, test.group, test.what); !slices.Equal(got, test.want) {
			t.Errorf("%s: %s = %q, want %q", test.group, test.what, got, test.want)
		}
	}
	fates := c.Deals[0].Fates
	if f := fates[1]; !f.Consented || f.Efficient {
		t.Errorf("the small dam beside a large one that both prefer: %+v, want consent, not efficient", f)
	}
	if f := fates[2]; f.Preferred {
		t.Errorf("the small dam with a town that walks away: %+v, want not preferred", f)
	}
}

// A case differs in nothing from itself, and two cases differ both ways.
func TestCompareMirrors(t *testing.T) {
	a := load(t, alaska)
	b := load(t, "../examples/labour/case.yaml")
	same := compare(t, a, a)
	for _, r := range same.Rows {
		if r.Changed() {
			t.Errorf("a case beside itself: %s: %s = %v", r.Group, r.What, r.Cells)
		}
	}
	if answer := same.Result().Answer; !strings.Contains(answer, "no input differs") {
		t.Errorf("a case beside itself: %q", answer)
	}
	there, back := compare(t, a, b), compare(t, b, a)
	for _, r := range there.Rows {
		if r.What == "which" {
			continue // deals bear the names of the first side
		}
		got := row(t, back, r.Group, r.What)
		if got[0] != r.Cells[1].Text || got[1] != r.Cells[0].Text {
			t.Errorf("%s: %s = %v and back %q", r.Group, r.What, r.Cells, got)
		}
	}
	if _, err := analysis.Compare(context.Background(), []analysis.Side{{Case: a}}, analysis.Options{}); err == nil {
		t.Error("Compare of one side: no error")
	}
}

// A side without answers on deals says what it lacks.
func TestCompareWithout(t *testing.T) {
	c := compare(t, parse(t, dam), parse(t, strings.Replace(dam, ", now: none", "", 1)))
	if answer := c.Result().Answer; !strings.Contains(answer, "issues.dam.now") {
		t.Errorf("answer = %q, want the path that is missing", answer)
	}
}

// What is written as JSON follows the schemas.
func TestComparisonSchemas(t *testing.T) {
	c := load(t, alaska)
	results, err := analysis.Run(context.Background(), c, analysis.Options{Only: []string{"assess/change"}, Deals: []string{"D4", "fire=ceasefire and sanctions=eased", "meeting=apart"}})
	if err != nil {
		t.Fatal(err)
	}
	shortlist, err := analysis.Run(context.Background(), c, analysis.Options{Only: []string{"change"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string][]*detente.Result{
		"assess/change": append(results, shortlist...),
		"compare":       {compare(t, parse(t, dam), parse(t, strings.Replace(dam, "large: 20", "large: 90", 1)), c).Result()},
	} {
		s := schemaOf(t, name)
		for _, r := range r {
			raw, err := json.Marshal(r.Data)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s: %v\n%s", name, err, raw)
			}
		}
	}
}

func schemaOf(t *testing.T, method string) *jsonschema.Schema {
	t.Helper()
	text, err := analysis.Schema(method)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(method, doc); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile(method)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFindDeal(t *testing.T) {
	c := load(t, alaska)
	p, err := bargain.New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	o, err := analysis.FindDeal(context.Background(), p, "fire=ceasefire, sanctions = eased and territory=withdraw")
	if got := c.Changes(o, c.NoDealOutcome()); err != nil || got != "territory=withdraw, fire=ceasefire, sanctions=eased" {
		t.Errorf("FindDeal = %s, %v", got, err)
	}
	for text, want := range map[string]string{
		"D99":        "D1 to D21",
		"fire=peace": "war, ceasefire",
		"fir=war":    `did you mean "fire"`,
		"fire":       "war, ceasefire",
		"":           "there is no issue",
	} {
		if _, err := analysis.FindDeal(context.Background(), p, text); !errors.Is(err, analysis.ErrUnknown) || !strings.Contains(err.Error(), want) {
			t.Errorf("FindDeal(%q) = %v, want %q", text, err, want)
		}
	}
}

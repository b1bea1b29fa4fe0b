package casefile_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"detente"
	"detente/casefile"
)

// alike compares cases but for their places in the file, the file itself, and
// what an absent and an empty list have in common.
var alike = cmp.Options{
	cmpopts.IgnoreTypes(detente.Pos{}),
	cmpopts.IgnoreFields(detente.Case{}, "File", "SHA256"),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b *detente.Condition) bool { return (a == nil) == (b == nil) && (a == nil || a.Text == b.Text) }),
	cmp.Comparer(func(a, b *detente.Consent) bool { return (a == nil) == (b == nil) && (a == nil || a.Text == b.Text) }),
	cmp.Comparer(func(a, b detente.Decimal) bool { return a.String() == b.String() }),
}

// roundTrip prints a case, reads it, compares, and prints it again.
func roundTrip(t *testing.T, name string, c *detente.Case, sources casefile.Sources) {
	t.Helper()
	text, err := casefile.Print(c)
	if err != nil {
		t.Fatalf("Print(%s): %v", name, err)
	}
	f := parseValid(t, name, string(text), sources)
	if diff := cmp.Diff(c, f.Case, alike); diff != "" {
		t.Fatalf("Parse(Print(%s)) (-want +got):\n%s\n%s", name, diff, text)
	}
	again, err := casefile.Print(f.Case)
	if err != nil || string(again) != string(text) {
		t.Fatalf("Print(Parse(Print(%s))) differs: %v\n%s", name, err, cmp.Diff(string(text), string(again)))
	}
	flat, err := casefile.PrintJSON(c)
	if err != nil || !json.Valid(flat) {
		t.Fatalf("PrintJSON(%s): %v\n%s", name, err, flat)
	}
	f = parseValid(t, name, string(flat), sources)
	if diff := cmp.Diff(c, f.Case, alike, cmpopts.IgnoreFields(detente.Change{}, "Text")); diff != "" { // JSON has more quotes
		t.Fatalf("Parse(PrintJSON(%s)) (-want +got):\n%s\n%s", name, diff, flat)
	}
}

func TestPrintKeepsExamples(t *testing.T) {
	for name, text := range validCases(t) {
		var sources casefile.Sources
		if name == "everything" {
			sources = everySource
		}
		f := parseValid(t, name, text, sources)
		roundTrip(t, name, f.Case, sources)
	}
}

func TestPrintKeepsRandomCases(t *testing.T) {
	s := compileSchema(t)
	for seed := range cases(60, 3_000) {
		c := randomCase(rand.New(rand.NewPCG(seed, 7)))
		roundTrip(t, fmt.Sprintf("seed %d", seed), c, nil)
		text, _ := casefile.Print(c)
		if err := s.Validate(jsonOf(t, string(text))); err != nil {
			t.Fatalf("seed %d: schema refuses: %#v\n%s", seed, err, text)
		}
	}
}

func TestPrintRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*detente.Case){
		"a level that there is not": func(c *detente.Case) { c.Issues[0].Now = 99 },
		"a row on no issue":         func(c *detente.Case) { c.Parties[0].Wants.Rows[0].Issue = "x" },
		"not a number":              func(c *detente.Case) { c.Parties[0].Influence = &detente.Quantity{Mid: math.NaN()} },
		"an unknown no-deal issue":  func(c *detente.Case) { c.NoDeal.Set = []detente.Setting{{Issue: "x"}} },
	} {
		f := parseValid(t, name, "detente: 1\nissues:\n  a: {options: [low, high]}\nparties:\n  p: {wants: {a: {weight: 100, low: 0, high: 100}}}\n", nil)
		spoil(f.Case)
		if text, err := casefile.Print(f.Case); err == nil {
			t.Errorf("Print with %s = %q, want an error", name, text)
		}
	}
}

// maker draws the parts of a random valid case.
type maker struct {
	*rand.Rand
	c *detente.Case
}

// randomCase returns a case without errors that uses any construct.
func randomCase(r *rand.Rand) *detente.Case {
	m := maker{r, &detente.Case{}}
	c := m.c
	c.Title, c.Question, c.Note = m.text(), m.text(), m.text()
	for i := range 1 + m.IntN(4) {
		c.Issues = append(c.Issues, m.issue(fmt.Sprintf("issue-%d", i)))
	}
	parties := []string{"russia", "us", "e1", "us-base"}[:1+m.IntN(4)]
	for _, id := range parties {
		p := m.party(detente.PartyID(id))
		p.Meta = m.meta()
		c.Parties = append(c.Parties, p)
	}
	if m.IntN(2) == 0 {
		c.Groups = []detente.Group{{ID: "g", Members: []detente.Member{{ID: "russia"}, {ID: "stranger"}}}, {ID: "h", Members: []detente.Member{{ID: "all"}}}}
		c.SignedBy = consent([]string{"russia", "all of g", "any of h and russia", "russia if " + m.conditionText()}[m.IntN(4)])
	}
	m.noDeal()
	if m.IntN(2) == 0 {
		c.Ties = detente.TiesRefuse
	}
	for range m.IntN(3) {
		c.Rules = append(c.Rules, detente.Rule{Signed: true, When: m.condition(), Meta: m.meta()})
	}
	c.Same = m.conditions(m.IntN(3))
	if len(parties) > 1 {
		c.Relations = []detente.Relation{{From: "russia", To: "us", Attitude: "neutral", Meta: m.meta()}}
		c.Coalitions = [][]detente.PartyID{{"russia", "us"}}
		c.Power = []detente.PowerShare{{Party: "us", Share: *m.quantity(0, 1)}}
	}
	c.Scenarios = []detente.Scenario{{ID: "calm", Meta: m.meta(), Set: []detente.Change{{Path: "title", Text: `"a: b"`}, {Path: "parties.russia.influence", Text: "5"}}}}
	return c
}

func (m maker) text() string {
	return []string{"", "plain words", "a: colon", "#no comment", "yes", "12", "two\nlines\n", `quote " and \ back`, "- dash", "{brace}", "é ü 漢", " spaces ", "a #b", "null", "tab\there"}[m.IntN(15)]
}

func (m maker) meta() detente.Meta {
	x := detente.Meta{Name: m.text(), Note: m.text()}
	if m.IntN(4) == 0 {
		x.Label, _ = detente.ParseLabel([]string{"team", "team,caucus:russia", "caucus:russia"}[m.IntN(3)])
	}
	return x
}

func (m maker) issue(id string) detente.Issue {
	s := detente.Issue{ID: detente.IssueID(id), Meta: m.meta(), Now: detente.NoLevel, Decided: detente.NoLevel}
	switch s.Form = detente.Form(m.IntN(4)); s.Form {
	case detente.Named:
		for k := range 2 + m.IntN(3) {
			o := detente.Option{ID: detente.OptionID(fmt.Sprintf("o%d", k))}
			if m.IntN(3) == 0 {
				o.Meta = m.meta()
			}
			s.Options = append(s.Options, o)
		}
	case detente.YesNo:
		s.Options = []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
		s.Now = 0
	case detente.Grid:
		s.Scale = &detente.Scale{From: -2, To: 6, Step: 0.25, Unit: m.text()}
	case detente.Divisible:
		s.Scale = &detente.Scale{From: 0.1, To: 1e6, Unit: m.text()}
	}
	if s.Form == detente.Named && m.IntN(2) == 0 {
		s.Scale = &detente.Scale{From: 0, To: 100}
		for k := range s.Options {
			s.Options[k].At, s.Options[k].HasAt = float64(10*k), true
		}
	}
	switch m.IntN(3) {
	case 0:
		s.Now = m.IntN(s.Levels())
		s.NowPos = detente.Pos{Line: 1, Col: 1}
		s.Decided = m.IntN(s.Levels())
	case 1:
		s.Now, s.NowUnknown = detente.NoLevel, true
	}
	if len(s.Options) > 0 && m.IntN(2) == 0 {
		s.Arcs = []detente.Arc{{From: 0, To: 1, By: consent("russia")}, {From: 1, To: 0, By: consent("russia or russia")}}
	} else if m.IntN(2) == 0 {
		s.By = consent("russia")
	}
	return s
}

func (m maker) noDeal() {
	switch m.IntN(3) {
	case 0:
		m.c.NoDeal.None = true
	case 1:
		s := &m.c.Issues[0]
		level := m.IntN(s.Levels())
		m.c.NoDeal.Set = []detente.Setting{{Issue: s.ID, Level: level, Text: exactLevel(s, level)}}
	}
}

// exactLevel is how a file writes a level.
func exactLevel(s *detente.Issue, level int) string {
	if len(s.Options) > 0 {
		return string(s.Options[level].ID)
	}
	for digits := 0; ; digits++ {
		text := fmt.Sprintf("%.*f", digits, s.Number(level))
		if k, ok := s.ParseLevel(text); ok && k == level {
			return text
		}
	}
}

func (m maker) conditionText() string {
	s := &m.c.Issues[m.IntN(len(m.c.Issues))]
	leaf := string(s.ID)
	switch s.Form {
	case detente.Named:
		leaf += "=o1"
	case detente.Grid, detente.Divisible:
		leaf += []string{" >= ", " < "}[m.IntN(2)] + "1"
	}
	return []string{leaf, "not " + leaf, leaf + " and (" + leaf + " or not " + leaf + ")"}[m.IntN(3)]
}

func (m maker) condition() *detente.Condition {
	w, err := detente.ParseCondition(m.conditionText())
	if err != nil {
		panic(err)
	}
	return w
}

func (m maker) conditions(n int) (ws []*detente.Condition) {
	for range n {
		ws = append(ws, m.condition())
	}
	return ws
}

func consent(text string) *detente.Consent {
	c, err := detente.ParseConsent(text)
	if err != nil {
		panic(err)
	}
	return c
}

// quantity draws a quantity of any form inside limits.
func (m maker) quantity(low, high float64) *detente.Quantity {
	draw := func() float64 {
		span := high - low
		if math.IsInf(span, 0) {
			return math.Round(m.NormFloat64()*1e5) / 100
		}
		return low + span*math.Round(m.Float64()*100)/100
	}
	q := detente.Quantity{Spread: detente.Spread(m.IntN(5)), Min: low, Max: high}
	if math.IsInf(high, 0) {
		q.Spread = detente.Spread(m.IntN(4))
	}
	x := []float64{draw(), draw(), draw()}
	slices.Sort(x)
	switch q.Spread {
	case detente.Exact:
		q.Low, q.Mid, q.High = x[0], x[0], x[0]
	case detente.Interval:
		q.Low, q.Mid, q.High = x[0], (x[0]+x[2])/2, x[2]
	case detente.Triangle, detente.Fitted:
		q.Low, q.Mid, q.High = x[0], x[1], x[2]
	}
	if m.IntN(3) == 0 {
		q.Meta = m.meta()
	}
	return &q
}

func (m maker) party(id detente.PartyID) detente.Party {
	p := detente.Party{ID: id, Influence: m.quantity(0, 100)}
	if m.IntN(3) == 0 {
		p.Aliases = []string{"Moscow", "the Kremlin: walls"}
		votes, _ := detente.ParseDecimal("82.038")
		p.Counts = []detente.Count{{Name: "votes", Value: votes}}
		p.CostOfDelay = m.quantity(0, 100)
	}
	switch m.IntN(5) {
	case 0:
		m.rows(&p, false)
	case 1:
		m.rows(&p, true)
		p.Wants.AtMost = m.quantity(math.Inf(-1), math.Inf(1))
	case 2:
		for range 1 + m.IntN(3) {
			entry := []detente.Statement{{When: m.condition()}}
			if m.IntN(2) == 0 {
				entry = append(entry, detente.Statement{When: m.condition(), Meta: m.meta()})
			}
			p.Prefers = append(p.Prefers, entry)
		}
	case 3:
		p.Ranking = []detente.Rank{{Fits: m.conditions(1), MuchBetter: m.IntN(2) == 0}, {Fits: m.conditions(2)}}
		p.Unknown = [][2]*detente.Condition{{m.condition(), m.condition()}}
		p.SeesNot = m.conditions(1)
	case 4:
		p.Scores = []detente.Link{{When: m.condition(), Add: *m.quantity(math.Inf(-1), math.Inf(1))}}
	}
	return p
}

func (m maker) rows(p *detente.Party, points bool) {
	p.Wants.Written, p.Wants.Points = true, points
	low, high := 0.0, 100.0
	if points {
		low, high = math.Inf(-1), math.Inf(1)
	}
	for i := range m.c.Issues {
		s := &m.c.Issues[i]
		r := detente.Row{Issue: s.ID, Meta: m.meta()}
		if !points {
			r.Weight = m.quantity(1, 100)
			r.Weight.Min = 0
		}
		if m.IntN(2) == 0 {
			r.Salience = m.quantity(0, 100)
		}
		for k := range s.Options {
			var q *detente.Quantity
			if m.IntN(4) > 0 || k == 0 {
				q = m.quantity(low, high)
			}
			r.Values = append(r.Values, q)
		}
		if from, to, ok := s.Range(); ok && len(s.Options) == 0 {
			r.Breakpoints = []detente.Breakpoint{{At: from, Value: *m.quantity(low, high)}, {At: to, Value: *m.quantity(low, high)}}
		}
		p.Wants.Rows = append(p.Wants.Rows, r)
	}
	if m.IntN(2) == 0 {
		p.Wants.Links = []detente.Link{{When: m.condition(), Add: *m.quantity(math.Inf(-1), math.Inf(1)), Meta: m.meta()}}
	}
}

func ExamplePrint() {
	f, _ := casefile.Parse("wage.yaml", []byte(strings.Join([]string{
		"{detente: 1, title: 'Wages: the year', issues: {wage: {scale: {from: 2, to: 6, unit: '%'}}},",
		"parties: {union: {wants: {wage: {position: 6, weight: 100}}}}}"}, "\n")), nil)
	text, _ := casefile.Print(f.Case)
	fmt.Print(string(text))
	// Output:
	// detente: 1
	// title: "Wages: the year"
	//
	// issues:
	//   wage: {scale: {from: 2, to: 6, unit: "%"}}
	//
	// parties:
	//   union:
	//     wants:
	//       wage: {weight: 100, position: 6}
}

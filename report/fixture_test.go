package report_test

import (
	"encoding/json"
	"math"
	"testing"

	"detente"
)

// river is a small case: two towns share a river, and the province must agree
// to a dam.
func river(t testing.TB) *detente.Case {
	t.Helper()
	rule := func(text string) *detente.Consent {
		r, err := detente.ParseConsent(text)
		if err != nil {
			t.Fatalf("ParseConsent(%q): %v", text, err)
		}
		return r
	}
	at := func(line int) detente.Pos { return detente.Pos{Line: line, Col: 3} }
	because := func(line int, ids ...detente.EvidenceID) detente.Meta {
		m := detente.Meta{Pos: at(line)}
		for _, id := range ids {
			m.Because = append(m.Because, detente.Ref{ID: id, Pos: at(line)})
		}
		return m
	}
	named := func(m detente.Meta, name string) detente.Meta { m.Name = name; return m }
	number := func(x float64) *detente.Quantity { q := detente.Number(x); return &q }
	unknown := &detente.Quantity{Spread: detente.Unknown, Max: 100, Meta: detente.Meta{Pos: at(31)}}
	yesNo := []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}
	return &detente.Case{
		File: "river.yaml", Title: "The river and the dam", SHA256: "5f2c",
		SignedBy: rule("upper and lower"),
		Issues: []detente.Issue{
			{ID: "water", Meta: named(because(10, "share"), "Water left in the river"), Form: detente.Grid, Scale: &detente.Scale{To: 100, Step: 10, Unit: "%"}, Now: 6, Decided: detente.NoLevel},
			{ID: "dam", Meta: because(11), Form: detente.YesNo, Options: yesNo, Decided: detente.NoLevel, By: rule("upper and province")},
			{ID: "payment", Meta: because(12, "money"), Form: detente.Named, Options: []detente.Option{{ID: "none"}, {ID: "yearly"}, {ID: "at-once"}}, Decided: detente.NoLevel},
		},
		Parties: []detente.Party{
			{ID: "upper", Meta: named(because(20), "Upper Town"), Wants: detente.Wants{Written: true, Rows: []detente.Row{
				{Issue: "water", Meta: because(21, "share"), Weight: number(60), Position: number(20)},
				{Issue: "dam", Meta: because(22), Weight: number(40), Values: []*detente.Quantity{number(0), number(100)}},
			}}},
			{ID: "lower", Meta: named(because(30), "Lower Town"), RatifiedBy: rule("council"), Wants: detente.Wants{Written: true, Rows: []detente.Row{
				{Issue: "water", Meta: because(31), Weight: unknown, Position: number(90)},
			}}},
			{ID: "council", Meta: named(because(40), "Council of Lower Town"), Of: "lower"},
			{ID: "province", Meta: because(41)},
		},
		Sources: []detente.Source{{ID: "gazette", File: "gazette.txt"}},
		Evidence: []detente.Evidence{
			{ID: "share", Source: "gazette", Quote: "sixty parts in a hundred"},
			{ID: "money", Source: "gazette", Quote: "the town will pay"},
			{ID: "fish", Source: "gazette", Quote: "the trout are  gone", Text: "the trout are\r\ngone"},
		},
	}
}

// points is a typed answer, as methods have one.
type points struct {
	Deal  map[string]string `json:"deal"`
	Value float64           `json:"value"`
	Gap   float64           `json:"gap"`
	Count int               `json:"count"`
}

// everyBlock returns results that hold every kind of block.
func everyBlock() []*detente.Result {
	return []*detente.Result{wants(), deals(), pictures(), after(), forecast(), found()}
}

func wants() *detente.Result {
	r := &detente.Result{
		Method: "case/wants", Title: "Who wants what", Status: detente.OK,
		Answer: "Upper Town wants the dam; Lower Town wants the water, and only the water.",
	}
	r.Add(&detente.Matrix{
		Rows: []string{"Water left in the river", "Dam", "Payment"}, Columns: []string{"Upper Town", "Lower Town", "Province"},
		Cells: [][]detente.MatrixCell{
			{{Weight: 60, Text: "little: 20 %"}, {Weight: 87.5, Text: "much: 90 %"}, {Empty: true}},
			{{Weight: 40, Text: "built"}, {Empty: true}, {Text: "not built, unless both towns ask for it"}},
			{{Empty: true}, {Weight: 12.5, Text: "at once"}, {Empty: true}},
		},
		Note: "Weights add up to 100 for each party.",
	})
	return r
}

func deals() *detente.Result {
	r := &detente.Result{
		Method: "bargain/frontier", Title: "Deals that nobody can better", Status: detente.OK,
		Answer:      "If they part, Upper Town keeps 30 and Lower Town 52.5 of 100. Two packages beat that for both and have every consent.",
		Definitions: []string{"no deal: what becomes of each issue if they part; for every party the worth of that outcome", "good: at least as good as no deal; ties count, equal within 1e-9 of the scale"},
		Assumptions: []string{"the province has no preference and counts as consenting"},
		Evidence:    []detente.EvidenceID{"share", "money"},
		Provenance:  detente.Provenance{Method: "bargain/frontier", Version: "0.1.0", Case: "5f2c", Seed: 1},
		Data:        &points{Deal: map[string]string{"dam": "taken", "water": "70"}, Value: 1.0 / 3, Gap: math.Inf(1), Count: 12},
	}
	r.Add(
		&detente.Prose{Text: "Each row is a package that neither town can improve\nwithout the other losing.\n\nGains are against no deal."},
		&detente.Table{
			Title: "Deals",
			Columns: []detente.Column{
				{Name: ""}, {Name: "what it does", Wide: true}, {Name: "Upper Town", Right: true}, {Name: "Lower Town", Right: true}, {Name: "consent missing"}, {Name: "would it hold?", Wide: true},
			},
			Rows: [][]detente.Cell{
				{detente.Txt("D1"), detente.Txt("dam built, 70 % of the water left in the river, paid at once"), detente.Num(61), detente.Num(78.25), detente.Txt("-"), detente.Txt("no one gains by leaving first")},
				{detente.Txt("D2"), detente.Txt("dam built, 80 %"), detente.Num(55.5), detente.Num(88), detente.Txt("-"), detente.Txt("Upper Town closes the gate; the answer is not credible")},
				{detente.Txt("D9"), detente.Txt("dam built, 50 %, paid yearly"), detente.Num(100), detente.Num(53), detente.Txt("Province"), detente.Txt("")},
			},
			Note: "Utilities from 0 to 100, each party's own.",
		},
		&detente.List{Title: "Who stands between", Items: []detente.Item{{ID: "P1", Text: "The province stands between 12 packages and 2."}, {Text: "The council of Lower Town would ratify each of them."}}},
	)
	return r
}

func pictures() *detente.Result {
	r := &detente.Result{Method: "bargain/nash", Title: "Where the deals lie", Status: detente.OK, Answer: "D1 shares the gain best.", Label: "caucus:upper"}
	r.Definitions = []string{"no deal: what becomes of each issue if they part; for every party the worth of that outcome", "Nash: the largest product of gains over no deal, a restricted maximum on a finite set"}
	r.Add(
		&detente.Scatter{
			Title: "Packages", X: detente.Axis{Name: "Upper Town", Unit: "utility", Max: 100}, Y: detente.Axis{Name: "Lower Town", Unit: "utility", Max: 100},
			Points: []detente.Mark{
				{X: 20, Y: 20, Kind: "package"}, {X: 25, Y: 60, Kind: "package"}, {X: 48, Y: 41, Kind: "package"},
				{X: 61, Y: 78.25, Label: "D1", Kind: "efficient"}, {X: 55.5, Y: 88, Label: "D2", Kind: "efficient"}, {X: 100, Y: 53, Label: "D9", Kind: "efficient"},
				{X: 61, Y: 78.25, Label: "Nash", Kind: "Nash package"},
			},
			Rules: []detente.Rule2D{{At: 30, Vertical: true, Label: "no deal for Upper Town"}, {At: 52.5, Label: "no deal for Lower Town"}},
		},
		&detente.Bars{Title: "Gain over no deal", Unit: "utility", Bars: []detente.Bar{
			{Label: "Upper Town", Value: 31, Low: 22, High: 40}, {Label: "Lower Town", Value: 25.75, Note: "sure"}, {Label: "Council of Lower Town", Value: -8, Low: -12, High: 2},
		}},
		&detente.Bars{Title: "Shares", Unit: "%", Max: 100, Bars: []detente.Bar{{Label: "Upper Town", Value: 61}, {Label: "Lower Town", Value: 33.3}, {Label: "Province", Value: 0.2}, {Label: "Council", Value: 0}}},
	)
	return r
}

func after() *detente.Result {
	r := &detente.Result{Method: "gmcr/after", Title: "Would it hold", Status: detente.OK, Answer: "Nobody gains by leaving first."}
	r.Add(&detente.Graph{
		Title: "After D1",
		Nodes: []detente.Node{{ID: "s1", Label: "as signed", Kind: "start"}, {ID: "s2", Label: "gate closed"}, {ID: "s3", Kind: "end"}},
		Edges: []detente.Edge{{From: "s1", To: "s2", Label: "Upper Town", Kind: "breach"}, {From: "s2", To: "s3", Label: "Lower Town stops paying"}, {From: "s2", To: "s1", Label: "Upper Town"}},
	})
	return r
}

func forecast() *detente.Result {
	r := &detente.Result{Method: "spatial/mean", Title: "Likely", Status: detente.OK, Answer: "About 58 % of the water stays; 80 of 100 such forecasts fall within 20 to 95."}
	r.Add(
		&detente.Density{
			Title: "Water left in the river", X: detente.Axis{Unit: "%", Max: 100},
			At: []float64{0, 20, 40, 60, 80, 100}, Mass: []float64{0, 0.004, 0.012, 0.018, 0.01, 0.002},
			Intervals: []detente.Span{{Label: "80 %", Low: 20, High: 95}, {Label: "50 %", Low: 40, High: 76}},
			Marks:     []detente.Mark{{X: 58, Label: "mean"}},
		},
		&detente.Intervals{Title: "Positions", X: detente.Axis{Name: "water", Unit: "%", Max: 100}, Rows: []detente.Bar{
			{Label: "Upper Town", Value: 20, Low: 10, High: 30}, {Label: "Lower Town", Value: 90}, {Label: "Province", Value: 50, Low: 0, High: 100, Note: "unknown"},
		}},
		&detente.Lines{Title: "Rounds", X: detente.Axis{Name: "round", Max: 3}, Y: detente.Axis{Name: "water", Unit: "%", Max: 100}, Series: []detente.Series{
			{Label: "Upper Town", X: []float64{0, 1, 2, 3}, Y: []float64{20, 35, 45, 50}}, {Label: "Lower Town", X: []float64{0, 1, 3}, Y: []float64{90, 70, 60}, Size: []float64{10, 10, 12}},
		}},
	)
	r.Warnings = []detente.Diagnostic{{File: "river.yaml", Line: 31, Col: 9, Severity: detente.Warning, Code: "wide-range", Message: "nothing is known of this weight", Help: "ask Lower Town, or give a range"}}
	return r
}

// ordered is data that writes itself.
type ordered string

func (o ordered) MarshalJSON() ([]byte, error) { return []byte(o), nil }

var _ json.Marshaler = ordered("")

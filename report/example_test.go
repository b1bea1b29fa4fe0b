package report_test

import (
	"os"

	"detente"
	"detente/report"
)

func ExampleResult() {
	r := &detente.Result{Method: "bargain/no-deal", Title: "What each keeps if they part", Answer: "Upper Town keeps 30 of 100, Lower Town 52.5."}
	r.Add(&detente.Table{
		Columns: []detente.Column{{Name: "party"}, {Name: "keeps", Right: true}, {Name: "because", Wide: true}},
		Rows: [][]detente.Cell{
			{detente.Txt("Upper Town"), detente.Num(30), detente.Txt("it goes on using the river as today")},
			{detente.Txt("Lower Town"), detente.Num(52.5), detente.Txt("three fifths of the water still arrive")},
		},
	})
	report.Result(os.Stdout, r, report.TextOptions{Width: 60})
	// Output:
	// WHAT EACH KEEPS IF THEY PART
	//   Upper Town keeps 30 of 100, Lower Town 52.5.
	//
	//   party       keeps  because
	//   ──────────  ─────  ──────────────────────────────────────
	//   Upper Town   30    it goes on using the river as today
	//   Lower Town   52.5  three fifths of the water still arrive
}

func ExampleResult_plain() {
	r := &detente.Result{Title: "What each keeps if they part"}
	r.Add(&detente.Bars{Title: "Worth of no deal", Unit: "of 100", Bars: []detente.Bar{
		{Label: "Upper Town", Value: 30, Low: 20, High: 40},
		{Label: "Lower Town", Value: 52.5},
	}})
	report.Result(os.Stdout, r, report.TextOptions{Plain: true})
	// Output:
	// Section: What each keeps if they part.
	// Amounts: Worth of no deal (of 100).
	// Upper Town: 30, from 20 to 40.
	// Lower Town: 52.5.
}

package chart_test

import (
	"fmt"
	"strings"

	"detente"
	"detente/chart"
)

func Example() {
	block := &detente.Bars{Title: "What no deal is worth", Unit: "utility", Max: 100, Bars: []detente.Bar{
		{Label: "Russia", Value: 35, Low: 31, High: 39},
		{Label: "United States", Value: 52},
	}}
	svg, ok := chart.SVG(block, chart.Options{})
	fmt.Println(ok, strings.Contains(string(svg), "<title>Russia: 35 (31 to 39) utility</title>"))

	for _, row := range chart.Table(block).Rows {
		fmt.Println(row[0].Text, row[1].Text)
	}
	// Output:
	// true true
	// Russia 35
	// United States 52
}

package chart_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/chart"
)

// What is no picture, or has nothing to show, is none.
func TestNoPicture(t *testing.T) {
	none := detente.Axis{}
	for _, b := range []detente.Block{
		nil, &detente.Prose{Text: "x"}, &detente.List{}, &detente.Table{},
		&detente.Bars{}, &detente.Intervals{}, &detente.Matrix{Rows: []string{"x"}}, &detente.Scatter{X: none}, &detente.Scatter{More: []detente.Axis{none}},
		&detente.Lines{Series: []detente.Series{{Label: "x"}}}, &detente.Density{At: []float64{1}, Mass: []float64{1}}, &detente.Graph{},
	} {
		if svg, ok := chart.SVG(b, chart.Options{}); ok || svg != nil {
			t.Errorf("SVG(%T) = %d bytes, want no picture", b, len(svg))
		}
		if html, ok := chart.Responsive(b, false); ok || html != nil {
			t.Errorf("Responsive(%T) = %d bytes, want no picture", b, len(html))
		}
	}
}

// Every picture has a table beneath, with a row for each thing it shows, and the
// same block gives the same bytes.
func TestEveryPictureHasATable(t *testing.T) {
	rows := map[string]int{ // counted in the samples
		"scatter": 7 + 3 + 60 + 5 + 2, "parallel": 5, "bars": 4, "waterfall": 14, "matrix": 6, "lines": 5,
		"density": 2 + 2 + 21, "intervals": 4, "states": 10, "many-states": 32 * 5, "crossings": 64 * 6, "map": 9,
	}
	for _, s := range samples() {
		table := chart.Table(s.block)
		if table == nil || table.Title == "" {
			t.Errorf("Table(%s) has no title or is missing", s.name)
			continue
		}
		if len(table.Rows) != rows[s.name] {
			t.Errorf("Table(%s) has %d rows, want %d", s.name, len(table.Rows), rows[s.name])
		}
		for i, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("Table(%s): row %d has %d cells, want %d", s.name, i, len(row), len(table.Columns))
			}
		}
		one, _ := chart.SVG(s.block, chart.Options{Focusable: true})
		two, _ := chart.SVG(s.block, chart.Options{Focusable: true})
		if !bytes.Equal(one, two) {
			t.Errorf("SVG(%s) differs from itself", s.name)
		}
		if n := bytes.Count(one, []byte(`tabindex="0"`)); n != 1 {
			t.Errorf("SVG(%s): %d marks in the order of the tabulator key, want 1", s.name, n)
		}
		if !bytes.Contains(one, []byte(`role="graphics-document"`)) {
			t.Errorf("SVG(%s) with marks to focus is an image, want a document", s.name)
		}
	}
}

func TestTable(t *testing.T) {
	for _, test := range []struct {
		name  string
		block detente.Block
		want  string
	}{
		{"bars", &detente.Bars{Unit: "utility", Bars: []detente.Bar{{Label: "Russia", Value: 35, Low: 30, High: 39.44}, {Label: "Ukraine", Value: 1, Note: "asked"}}}, `
what|utility|low|high|note
Russia|35|30|39.4|
Ukraine|1|-|-|asked`},
		{"steps", &detente.Bars{Waterfall: true, Bars: []detente.Bar{{Label: "trade", Group: "Russia", Value: -2}}}, `
for|what|amount
Russia|trade|-2`},
		{"scatter", &detente.Scatter{X: detente.Axis{Name: "Russia", Unit: "utility"}, More: []detente.Axis{{Name: "Ukraine"}},
			Points: []detente.Mark{{X: 1, Y: 2, Label: "D1", Kind: "nash"}}, Rules: []detente.Rule2D{{At: 7, Vertical: true, Label: "no deal"}}}, `
point|kind|Russia, utility|direction 2|Ukraine
D1|nash|1|2|-
no deal|line|7|-|-`},
		{"lines", &detente.Lines{X: detente.Axis{Name: "round"}, SizeName: "influence", Series: []detente.Series{
			{Label: "Russia", X: []float64{0, 1}, Y: []float64{100, 90}, Size: []float64{80}}, {Label: "Ukraine", X: []float64{1, 2}, Y: []float64{5, 6}}}}, `
round|Russia|Ukraine
0|100 (influence 80)|-
1|90|5
2|-|6`},
		{"density", &detente.Density{X: detente.Axis{Name: "position"}, At: []float64{0, 10}, Mass: []float64{2, 1}, Intervals: []detente.Span{{Label: "80 %", Low: 1, High: 9}}}, `
what|from|to|height, of 100
80 %|1|9|-
position|0|-|100
position|10|-|50`},
		{"graph", &detente.Graph{Nodes: []detente.Node{{ID: "s1", Label: "signed", Kind: "start"}, {ID: "s2"}}, Edges: []detente.Edge{{From: "s1", To: "s2", Label: "Russia", Kind: "breach"}}}, `
from|kind|to|by|kind of arrow
s1: signed|start|s2|Russia|breach
s2||-|-|-`},
		{"matrix", &detente.Matrix{Rows: []string{"wage"}, Columns: []string{"union", "company", "state"}, Cells: [][]detente.MatrixCell{{{Weight: 60, Text: "6 %"}, {Empty: true}}}}, `
|union|company|state
wage|60 6 %|-|-`},
	} {
		if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), plain(chart.Table(test.block))); diff != "" {
			t.Errorf("Table(%s) (-want +got):\n%s", test.name, diff)
		}
	}
}

func plain(t *detente.Table) string {
	var lines []string
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	lines = append(lines, strings.Join(head, "|"))
	for _, row := range t.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

// Ten thousand points stay under a megabyte, even where each has a label.
func TestLargeScatterIsSmall(t *testing.T) {
	for _, label := range []string{"", "D"} {
		svg, _ := chart.SVG(crowd(10_000, label), chart.Options{Standalone: true})
		if len(svg) > 1_000_000 {
			t.Errorf("10,000 points labelled %q take %d bytes, want at most 1,000,000", label, len(svg))
		}
	}
}

// A phone's and a page's picture come together, and their width is the page's.
func TestResponsive(t *testing.T) {
	html, ok := chart.Responsive(worth(), false)
	for _, want := range []string{`<div class="chart-pair">`, `class="chart chart-wide"`, `class="chart chart-narrow"`, `width="100%" viewBox="0 0 640 `, `width="100%" viewBox="0 0 360 `} {
		if !ok || !bytes.Contains(html, []byte(want)) {
			t.Errorf("Responsive lacks %s", want)
		}
	}
}

package report_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"detente"
	"detente/report"
)

func TestCSV(t *testing.T) {
	r := &detente.Result{Title: "=HYPERLINK(\"x\")"}
	r.Add(&detente.Table{Title: "Deals", Columns: []detente.Column{{Name: "deal"}, {Name: "@who", Right: true}}, Rows: [][]detente.Cell{
		{detente.Txt("+D1"), detente.Num(-1.0 / 3)},
		{detente.Txt("-"), {Text: "+12.5", Number: 12.5, IsNum: true}},
		{detente.Txt("a\u202eb, \"c\""), {Text: "12 of 20", Number: 12, IsNum: true}},
	}}, &detente.Prose{Text: "no table"})
	var b strings.Builder
	if err := report.CSV(&b, &report.Document{Results: []*detente.Result{r}}); err != nil {
		t.Fatal(err)
	}
	want := "\"'=HYPERLINK(\"\"x\"\")\",Deals\ndeal,'@who\n'+D1,-0.333333333333\n-,12.5\n\"a\\u202eb, \"\"c\"\"\",12 of 20\n\n"
	if b.String() != want {
		t.Errorf("CSV = %q\nwant  %q", b.String(), want)
	}
}

// Every picture of every block has its numbers in the file.
func TestCSVHasEveryBlock(t *testing.T) {
	var b strings.Builder
	if err := report.CSV(&b, &report.Document{Results: everyBlock()}); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(b.String()))
	r.FieldsPerRecord = -1
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Deals", "Packages", "Gain over no deal", "Shares"} {
		found := false
		for _, l := range lines {
			found = found || len(l) == 2 && l[1] == title
		}
		if !found {
			t.Errorf("no table %q", title)
		}
	}
}

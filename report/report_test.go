package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"detente"
	"detente/report"
)

func TestNotApplicable(t *testing.T) {
	r := &detente.Result{Title: "Likely", Status: detente.NotApplicable}
	for i := range 6 {
		r.Needs = append(r.Needs, fmt.Sprintf("issues.i%d.scale", i))
	}
	for _, c := range []struct {
		o    report.TextOptions
		want string
	}{
		{report.TextOptions{}, "not asked here: Likely needs issues.i0.scale, issues.i1.scale, issues.i2.scale and 3 more paths in\n  the case file\n"},
		{report.TextOptions{Full: true, Plain: true}, "not asked here: Likely needs issues.i0.scale, issues.i1.scale, issues.i2.scale, issues.i3.scale, issues.i4.scale, issues.i5.scale in the case file.\n"},
	} {
		if got := render(t, r, c.o); got != c.want {
			t.Errorf("Result(not applicable, %+v) = %q, want %q", c.o, got, c.want)
		}
	}
	var b bytes.Buffer
	d := &report.Document{Case: river(t), Results: []*detente.Result{r}}
	if err := report.Text(&b, d, report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ANSWER\n  No method could answer", "in river.yaml\n"} {
		if !strings.Contains(strings.ReplaceAll(b.String(), "\n  river", " river"), want) {
			t.Errorf("Text does not say %q:\n%s", want, b.String())
		}
	}
}

// TestLongLists: a list is cut with a word on how to see the rest, but never
// for the sake of one or two entries.
func TestLongLists(t *testing.T) {
	for _, c := range []struct {
		rows, shown int
		full        bool
	}{{12, 12, false}, {14, 14, false}, {15, 12, false}, {40, 12, false}, {40, 40, true}} {
		for _, plain := range []bool{false, true} {
			table := &detente.Table{Columns: []detente.Column{{Name: "id"}}}
			for i := range c.rows {
				table.Rows = append(table.Rows, []detente.Cell{detente.Txt(fmt.Sprintf("row%d", i))})
			}
			r := &detente.Result{Title: "Rows"}
			r.Add(table)
			text := render(t, r, report.TextOptions{Full: c.full, Plain: plain})
			if n := strings.Count(text, "row"); n != c.shown {
				t.Errorf("%d rows, full %t, plain %t: %d shown, want %d", c.rows, c.full, plain, n, c.shown)
			}
			more := fmt.Sprintf("%d more with --full", c.rows-c.shown)
			if strings.Contains(text, more) != (c.shown < c.rows) {
				t.Errorf("%d rows, full %t, plain %t: want %q only where rows are cut:\n%s", c.rows, c.full, plain, more, text)
			}
		}
	}
}

// TestNarrowTable: where columns do not fit, each row is a record.
func TestNarrowTable(t *testing.T) {
	table := &detente.Table{}
	var row []detente.Cell
	for i := range 8 {
		table.Columns = append(table.Columns, detente.Column{Name: fmt.Sprintf("Party%d", i), Right: true})
		row = append(row, detente.Num(float64(1000*i)))
	}
	table.Rows = [][]detente.Cell{row}
	r := &detente.Result{Title: "Worth"}
	r.Add(table)
	want := "WORTH\n  0\n    Party1: 1000\n    Party2: 2000\n    Party3: 3000\n    Party4: 4000\n    Party5: 5000\n    Party6: 6000\n    Party7: 7000\n"
	if got := render(t, r, report.TextOptions{Width: 60}); got != want {
		t.Errorf("a table of 8 parties at 60 columns = %q, want %q", got, want)
	}
}

// failing is a writer that cannot.
type failing struct{}

var errFull = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	d := document(t)
	for name, err := range map[string]error{
		"Text":   report.Text(failing{}, d, report.TextOptions{}),
		"JSON":   report.JSON(failing{}, d),
		"Result": report.Result(failing{}, d.Results[0], report.TextOptions{}),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s to a full disk = %v, want %v", name, err, errFull)
		}
	}
}

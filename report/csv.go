package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"detente"
	"detente/chart"
)

// CSV writes every table of a document, and every picture as its table, for a
// spreadsheet: a line with the answer's title and the table's, the heads of the
// columns, the rows, an empty line. Numbers stand in full; text that a
// spreadsheet would take for a formula has an apostrophe before it.
func CSV(w io.Writer, d *Document) error {
	out := csv.NewWriter(w)
	for _, r := range d.Results {
		for _, b := range r.Blocks {
			t := chart.Table(b)
			if t == nil || len(t.Rows) == 0 {
				continue
			}
			lines := [][]string{{safe(r.Title), safe(t.Title)}, heads(t)}
			for _, row := range t.Rows {
				lines = append(lines, record(row))
			}
			if err := out.WriteAll(append(lines, []string{""})); err != nil {
				return fmt.Errorf("report: csv: %w", err)
			}
		}
	}
	return nil
}

func heads(t *detente.Table) (out []string) {
	for _, c := range t.Columns {
		out = append(out, safe(c.Name))
	}
	return out
}

func record(row []detente.Cell) (out []string) {
	for _, c := range row {
		text := safe(c.Text)
		if plain := strings.TrimPrefix(c.Text, "+"); c.IsNum && isNumber(plain) {
			text = strconv.FormatFloat(c.Number, 'g', 12, 64)
		}
		out = append(out, text)
	}
	return out
}

// isNumber reports whether a cell shows a number and nothing else.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return err == nil
}

// safe is a text that no spreadsheet takes for a formula.
func safe(s string) string { return detente.PlainCell(show(s)) }

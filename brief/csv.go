package brief

import (
	"encoding/csv"
	"io"
	"strconv"

	"detente"
)

// csvColumns head the table of quotes.
var csvColumns = []string{"id", "document", "page", "paragraph", "start", "end", "party", "kind", "topic", "hedged", "date", "quote"}

// WriteCSV writes a row for each statement, in order: where its quote stands,
// whose it is, what it is and the quote itself, as the document has it. Start and
// end are bytes of the document's text. A text that a spreadsheet would take for
// a formula has an apostrophe before it.
func (b *Brief) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvColumns); err != nil {
		return err
	}
	for i := range b.Statements {
		s := &b.Statements[i]
		q := &s.Quote
		row := []string{s.ID, q.Document, number(q.Page), number(q.Paragraph), strconv.Itoa(q.Start), strconv.Itoa(q.End),
			b.partyName(s.Party), string(s.Kind), s.Topic, strconv.FormatBool(s.Hedged), s.Date, q.Text}
		for k := range row {
			row[k] = detente.PlainCell(row[k])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// number writes a number from 1, and nothing for none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

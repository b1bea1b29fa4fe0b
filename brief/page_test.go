package brief_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"detente"
	"detente/brief"
)

// Two papers on one quarrel, a month apart.
const (
	june = `published: 2026-06-01

# The harbour

Westport insists on a fee of 40 euros for each ship. It refuses a longer quay.

- Fees: Westport wants them paid at once

The Pilots Guild fears for its jobs.
`
	july = `published: 2026-07-01

# The harbour again

Westport is ready to accept a longer quay. The Pilots Guild wants a share of the fee.
`
)

// Every statement, outcome and compared quote is highlighted where it stands, and
// what the comparisons cite is there.
func TestTextHasEveryQuote(t *testing.T) {
	docs := texts(t)
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{} // what is highlighted, by id
	for _, d := range docs {
		text := b.Text(d)
		if text.Body != d.Text {
			t.Fatalf("Text(%s) does not show the document whole", d.ID)
		}
		if !slices.IsSortedFunc(text.Marks, func(x, y detente.Highlight) int { return x.Start - y.Start }) {
			t.Errorf("Text(%s): the highlights are not in order", d.ID)
		}
		last := 0
		for _, p := range text.Parts {
			if p.Start < last || p.End < p.Start {
				t.Fatalf("Text(%s): part %v comes after byte %d", d.ID, p.Range, last)
			}
			last = p.End
		}
		for _, h := range text.Marks {
			if _, ok := at[h.ID]; ok {
				t.Errorf("%s is highlighted twice", h.ID)
			}
			at[h.ID] = text.Body[h.Start:h.End]
			if !slices.ContainsFunc(text.Kinds, func(k detente.MarkKind) bool { return k.Name == h.Kind }) {
				t.Errorf("%s is of kind %q, which has no sign", h.ID, h.Kind)
			}
		}
	}
	for _, s := range b.Statements {
		if at[s.ID] != s.Quote.Text {
			t.Errorf("%s is highlighted as %q, want %q", s.ID, at[s.ID], s.Quote.Text)
		}
	}
	for i, o := range b.Outcomes {
		if id := "O" + strconv.Itoa(i+1); at[id] != o.Quote.Text {
			t.Errorf("%s is highlighted as %q, want %q", id, at[id], o.Quote.Text)
		}
	}
	folded := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "**", "")), " ") }
	cited := 0
	for _, r := range b.Page(docs) {
		for _, block := range r.Blocks {
			sides, ok := block.(*detente.Sides)
			if !ok {
				continue
			}
			for _, p := range sides.Points {
				for _, q := range p.Quotes {
					cited++
					if q.Side < 0 || q.Side >= len(sides.Sides) || folded(at[q.ID]) != q.Text {
						t.Errorf("%s of side %d cites %q, but %q is highlighted", q.ID, q.Side, q.Text, at[q.ID])
					}
				}
			}
		}
	}
	if cited < 10 {
		t.Errorf("%d quotes side by side, want at least 10", cited)
	}
}

// block returns the first block of a kind with a title, among results.
func block[T detente.Block](rs []*detente.Result, title string, of func(T) string) (T, bool) {
	var none T
	for _, r := range rs {
		for _, b := range r.Blocks {
			if x, ok := b.(T); ok && of(x) == title {
				return x, true
			}
		}
	}
	return none, false
}

// A position that changed between dated documents is shown with both quotes, the
// older first.
func TestPageMovements(t *testing.T) {
	b, docs := read(t, june, july)
	if len(b.Movements) == 0 {
		t.Fatalf("no movement in %+v", b.Comparisons)
	}
	s, ok := block(b.Page(docs), "What moved", func(s *detente.Sides) string { return s.Title })
	if !ok {
		t.Fatal("the page does not say what moved")
	}
	if p := s.Points[0]; p.ID != "M1" || !strings.HasSuffix(p.Text, ": 2026-06-01, then 2026-07-01") || len(p.Quotes) != 2 || p.Quotes[0].Side != 0 {
		t.Errorf("What moved = %+v, want M1 from June to July", p)
	}
}

// The table of topics says who speaks of what, and whether they agree.
func TestTopicTable(t *testing.T) {
	b, docs := read(t, june, july)
	table, ok := block(b.Page(docs), "Who is heard on what", func(t *detente.Table) string { return t.Title })
	if !ok {
		t.Fatal("there is no table of topics")
	}
	words := map[string]bool{}
	for _, row := range table.Rows {
		if len(row) != len(table.Columns) {
			t.Fatalf("row %v has %d cells, want %d", row, len(row), len(table.Columns))
		}
		for _, c := range row[1:] {
			words[c.Text] = true
		}
	}
	for _, want := range []string{"! differ", "only 1", "-"} {
		if !words[want] {
			t.Errorf("the table of topics has no %q: %v", want, table.Rows)
		}
	}
	one, _ := read(t, june)
	if _, ok := block(one.Results(), "Who is heard on what", func(t *detente.Table) string { return t.Title }); ok {
		t.Error("one document is compared with itself")
	}
}

func TestFacts(t *testing.T) {
	b := &brief.Brief{Documents: []brief.Document{{Words: 1000}, {Words: 344}}, Statements: []brief.Statement{{Quote: brief.Quote{Text: "it wants"}}, {}}}
	if got, want := strings.Join(b.Facts(), " · "), "2 documents · 1,344 words · 2 claims · 1 without a quote"; got != want {
		t.Errorf("Facts = %q, want %q", got, want)
	}
}

// The table for spreadsheets has the quotes as the documents have them, and
// nothing in it is a formula.
func TestWriteCSV(t *testing.T) {
	quote := "wants \"all\",\nor nothing"
	b := &brief.Brief{
		Parties:    []brief.Party{{ID: "p", Name: "=Party()"}},
		Statements: []brief.Statement{{ID: "W1", Party: "p", Kind: brief.Goal, Topic: "@home", Hedged: true, Date: "2026-06", Quote: brief.Quote{Document: "a", Start: 3, End: 26, Paragraph: 2, Text: quote}}},
	}
	var out bytes.Buffer
	if err := b.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"W1", "a", "", "2", "3", "26", "'=Party()", "goal", "'@home", "true", "2026-06", quote}
	if len(rows) != 2 || !slices.Equal(rows[1], want) || len(rows[0]) != len(want) {
		t.Errorf("WriteCSV = %q, want a head and %q", rows, want)
	}
}

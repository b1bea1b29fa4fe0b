package report

import (
	"html/template"
	"strings"

	"detente"
	"detente/chart"
)

// blockView is a block on the page: prose, a list, a table, or a picture with
// its table.
type blockView struct {
	Title   string
	Prose   string
	Items   []detente.Item
	Picture template.HTML
	Table   *tableView
	Text    *textView
	Sides   *sidesView
	Detail  string // a table that is folded away under this title
}

type tableView struct {
	Label, Title, Note string
	Cited              bool // its rows lead to passages of documents
	Columns            []columnView
	Rows               []rowView
}

type columnView struct {
	Name  string
	Right bool
	Wide  bool // text that needs room
}

type rowView struct {
	ID    string
	Cells []cellView
}

type cellView struct {
	Text        string
	To          string // address on the page that it leads to
	Right, Head bool
	Refs        []footnote
}

type footnote struct {
	ID string
	N  int
}

// block turns a block into what the page shows. This is the only place where
// markup that was made elsewhere enters the page: pictures of package chart,
// which escapes every text it writes.
func (v *view) block(b detente.Block) blockView {
	switch b := b.(type) {
	case *detente.Prose:
		return blockView{Prose: show(b.Text)}
	case *detente.List:
		out := blockView{Title: show(b.Title)}
		for _, item := range b.Items {
			out.Items = append(out.Items, detente.Item{ID: show(item.ID), Text: show(item.Text)})
		}
		return out
	case *detente.Text:
		return blockView{Text: v.text(b)}
	case *detente.Sides:
		out := blockView{Sides: v.sides(b)}
		if b.Detail {
			out.Detail, out.Sides.Title = show(b.Title), ""
		}
		return out
	case *detente.Table:
		out := blockView{Table: v.table(b)}
		if b.Detail {
			out.Detail, out.Table.Title = show(b.Title), ""
		}
		return out
	}
	out := blockView{Title: show(blockTitle(b)), Table: v.table(chart.Table(b))}
	if svg, ok := chart.Responsive(b, false); ok {
		out.Picture = template.HTML(svg)
		out.Table.Title = ""
	}
	return out
}

func blockTitle(b detente.Block) string {
	if t := chart.Table(b); t != nil {
		return t.Title
	}
	return ""
}

func (v *view) table(t *detente.Table) *tableView {
	out := &tableView{Label: show(t.Title), Title: show(t.Title), Note: show(t.Note)}
	if out.Label == "" {
		out.Label = "table"
	}
	rests := -1
	for i, c := range t.Columns {
		out.Columns = append(out.Columns, columnView{show(c.Name), c.Right, c.Wide})
		if c.Name == "rests on" {
			rests = i
		}
	}
	for _, cells := range t.Rows {
		var row rowView
		for i, c := range cells {
			cell := cellView{Text: show(c.Text), Right: t.Columns[i].Right, Head: i == 0}
			if i == rests {
				cell.Text, cell.Refs = v.footnotes(c.Text)
			}
			if i == 0 && v.marked[c.Text] {
				cell.To, row.ID, out.Cited = passage(c.Text), v.place(c.Text), true
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// footnotes turns "judged (economy, relief)" into its word and footnotes; other
// text stays as it is.
func (v *view) footnotes(text string) (string, []footnote) {
	word, list, ok := strings.Cut(strings.TrimSuffix(text, ")"), " (")
	var notes []footnote
	for id := range strings.SplitSeq(list, ", ") {
		n := v.numbers[detente.EvidenceID(id)]
		if !ok || n == 0 {
			return show(text), nil
		}
		notes = append(notes, footnote{id, n})
	}
	return show(word), notes
}

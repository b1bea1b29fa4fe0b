package web

import (
	"strings"

	"detente"
	"detente/chart"
	"detente/report"
)

// answerView is one answer as a page shows it.
type answerView struct {
	ID, Method, Title string
	Heading           int // level of its heading; 0: none
	Text              []piece
	Applies           bool
	Needs             []piece
	Blocks            []*blockView
	Rests             []piece // quotes
	Trail             string  // address of what it rests on
	Means             *meansView
}

// meansView is what an answer's words mean and where they are from.
type meansView struct {
	ID                                string
	Definitions, Assumptions, Sources []string
}

// blockView is a piece of an answer: prose, a list, a table, or a picture with
// its table.
type blockView struct {
	ID     string
	Title  string
	Level  int  // of its heading
	Folded bool // shown only where everything is asked for
	Prose  []piece
	Items  []entryView
	Draw   detente.Block
	Table  *tableView
}

type entryView struct {
	ID    piece
	Text  []piece
	Quote *quoteView
}

type tableView struct {
	Label, Title string
	Many         bool // columns: too many for a narrow page
	Columns      []detente.Column
	Rows         [][]cellView
	Note         []piece
}

type cellView struct {
	Name  string // of its column
	Text  []piece
	Right bool
	Head  bool
}

// viewer makes views of answers to a case.
type viewer struct {
	c    *openCase
	cite *citer
}

// answer views one answer under a heading of a level.
func (v *viewer) answer(r *detente.Result, heading int) *answerView {
	a := &answerView{ID: slug(r.Method), Method: r.Method, Title: report.Visible(r.Title), Heading: heading,
		Text: v.cite.text(r.Answer), Applies: r.Status != detente.NotApplicable, Trail: v.cite.method(r.Method)}
	if !a.Applies {
		for _, path := range r.Needs {
			a.Needs = append(a.Needs, v.need(path))
		}
		return a
	}
	for i, b := range r.Blocks {
		if x := v.block(b); x != nil {
			x.ID, x.Level = a.ID+"-"+itoa(i), max(heading, 1)+1
			if x.Title == a.Title {
				x.Title = ""
			}
			a.Blocks = append(a.Blocks, x)
		}
	}
	for _, id := range r.Evidence {
		a.Rests = append(a.Rests, v.cite.one(string(id)))
	}
	a.Means = v.means(r)
	return a
}

// means is nil where there is nothing to explain.
func (v *viewer) means(r *detente.Result) *meansView {
	m := &meansView{ID: "means-" + slug(r.Method)}
	for _, x := range []struct{ from, to *[]string }{{&r.Definitions, &m.Definitions}, {&r.Assumptions, &m.Assumptions}, {&r.Sources, &m.Sources}} {
		for _, text := range *x.from {
			*x.to = append(*x.to, report.Visible(text))
		}
	}
	if len(m.Definitions)+len(m.Assumptions)+len(m.Sources) == 0 {
		return nil
	}
	return m
}

// need is a path that an answer lacks, and the place of the case to fill it in.
func (v *viewer) need(path string) piece {
	return piece{report.Visible(path), casePath(v.c.ID, "case") + "#f-" + path}
}

// block views one block, nil where it has nothing to show.
func (v *viewer) block(b detente.Block) *blockView {
	switch b := b.(type) {
	case *detente.Prose:
		return &blockView{Prose: v.cite.text(b.Text)}
	case *detente.List:
		out := &blockView{Title: report.Visible(b.Title), Folded: b.Detail}
		for _, item := range b.Items {
			out.Items = append(out.Items, v.item(item))
		}
		if len(out.Items) == 0 {
			return nil
		}
		return out
	case *detente.Table:
		if len(b.Rows) == 0 {
			return nil
		}
		return &blockView{Title: report.Visible(b.Title), Folded: b.Detail, Table: v.table(b)}
	}
	t := chart.Table(b)
	if t == nil {
		return nil
	}
	return &blockView{Title: report.Visible(t.Title), Draw: b, Table: v.table(t)}
}

// item views an entry of a list; one that is named after a quote shows it.
func (v *viewer) item(item detente.Item) entryView {
	id := report.Visible(item.ID)
	out := entryView{ID: piece{Text: id}, Text: v.cite.text(item.Text)}
	switch {
	case v.cite.quotes[id]:
		out.Quote = v.quote(detente.EvidenceID(id))
	case named.FindString(id) == id && id != "" && v.cite.known(id):
		out.ID = v.cite.one(id)
	}
	return out
}

// table views a table.
func (v *viewer) table(t *detente.Table) *tableView {
	out := &tableView{Title: report.Visible(t.Title), Many: len(t.Columns) > 3, Label: report.Visible(t.Title), Columns: make([]detente.Column, len(t.Columns)), Note: v.cite.text(t.Note)}
	if out.Label == "" {
		out.Label = "Table"
	}
	for i, c := range t.Columns {
		out.Columns[i] = detente.Column{Name: report.Visible(c.Name), Right: c.Right, Wide: c.Wide}
	}
	for _, row := range t.Rows {
		var cells []cellView
		for i, c := range row {
			if i < len(t.Columns) {
				cells = append(cells, cellView{out.Columns[i].Name, v.cite.text(c.Text), t.Columns[i].Right, i == 0})
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// slug makes a name an id within a page.
func slug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s)), "-")
}

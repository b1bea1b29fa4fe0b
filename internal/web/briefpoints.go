package web

import (
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/brief"
	"detente/internal/store"
	"detente/report"
)

// pointGroup is comparisons of one kind.
type pointGroup struct {
	ID, Sign, Title, Note string
	Points                []pointView
}

// pointView is what documents say on one point, side by side.
type pointView struct {
	ID, Key, About, Why string
	Rejected            bool
	Columns             []pointColumn
}

type pointColumn struct {
	Name   string
	Quotes []claimView
}

// matrixView is who is heard on what.
type matrixView struct {
	Columns []string
	Rows    []matrixRow
	Note    string
}

type matrixRow struct {
	Topic string
	Cells []matrixCell
}

type matrixCell struct{ Class, Text string }

// compare sets the documents side by side.
func (v *briefView) compare(id store.CaseID, d *dossier) {
	for _, r := range d.Now.Brief.Page(nil) {
		if r.Method != "brief/comparisons" {
			continue
		}
		for _, block := range r.Blocks {
			switch block := block.(type) {
			case *detente.Table:
				v.Matrix = newMatrixView(block)
			case *detente.Bars:
				v.Pictures = append(v.Pictures, block)
			}
		}
	}
	marks := d.Now.Brief.Passages()
	for _, g := range []struct {
		kind brief.ComparisonKind
		pointGroup
	}{
		{brief.Contradicts, pointGroup{ID: "contradict", Sign: "!", Title: "Where they contradict each other", Note: "Both cannot be right."}},
		{brief.Agrees, pointGroup{ID: "agree", Sign: "=", Title: "Where they agree", Note: "Both say it, in their own words."}},
		{brief.Alone, pointGroup{ID: "only", Sign: "?", Title: "What only one of them says", Note: "The others are silent."}},
	} {
		for i := range d.Now.Brief.Comparisons {
			if x := &d.Now.Brief.Comparisons[i]; x.Kind == g.kind {
				g.Points = append(g.Points, newPointView(id, d, marks, x))
			}
		}
		v.Groups = append(v.Groups, g.pointGroup)
	}
	v.Groups = slices.Insert(v.Groups, 1, movements(id, d, marks))
	for i := range d.Now.Rejected {
		p := newPointView(id, d, marks, &d.Now.Rejected[i])
		p.Rejected = true
		v.Rejected = append(v.Rejected, p)
	}
}

func movements(id store.CaseID, d *dossier, marks map[brief.Quote]string) pointGroup {
	g := pointGroup{ID: "moved", Sign: "→", Title: "What moved", Note: "The documents are of different dates, so a difference may be a step."}
	for i := range d.Now.Brief.Movements {
		m := &d.Now.Brief.Movements[i]
		x := &brief.Comparison{ID: brief.MovementID(i), Party: m.Party, Topic: m.Topic, Quotes: m.Quotes}
		p := newPointView(id, d, marks, x)
		p.Key = ""
		g.Points = append(g.Points, p)
	}
	return g
}

func newPointView(id store.CaseID, d *dossier, marks map[brief.Quote]string, x *brief.Comparison) pointView {
	p := pointView{ID: x.ID, Key: x.Item(), Why: x.Why, About: "the facts"}
	var about []string
	for _, s := range []string{d.Now.Brief.PartyName(x.Party), x.Topic} {
		if s != "" {
			about = append(about, s)
		}
	}
	if len(about) > 0 {
		p.About = strings.Join(about, ", ")
	}
	for i, doc := range d.Docs {
		col := pointColumn{Name: strconv.Itoa(i+1) + " " + docName(doc)}
		for k := range x.Quotes {
			q := &x.Quotes[k]
			if q.Document == doc.ID {
				col.Quotes = append(col.Quotes, claimView{Text: report.Visible(q.Text), Place: d.place(q), To: passagePath(id, doc.ID, marks[*q])})
			}
		}
		if len(col.Quotes) > 0 {
			p.Columns = append(p.Columns, col)
		}
	}
	return p
}

// matrixClasses tell the cells of the matrix apart by their first sign.
var matrixClasses = map[byte]string{'=': "agree", '!': "differ", '+': "several", 'o': "one", '-': "silent"}

func newMatrixView(t *detente.Table) *matrixView {
	v := &matrixView{Note: t.Note}
	for _, c := range t.Columns[1:] {
		v.Columns = append(v.Columns, c.Name)
	}
	for _, row := range t.Rows {
		out := matrixRow{Topic: row[0].Text}
		for _, cell := range row[1:] {
			out.Cells = append(out.Cells, matrixCell{matrixClasses[(cell.Text + "-")[0]], cell.Text})
		}
		v.Rows = append(v.Rows, out)
	}
	return v
}

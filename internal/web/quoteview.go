package web

import (
	"strconv"
	"strings"

	"detente"
	"detente/report"
)

// quoteView is a quote with where it stands and who may see it.
type quoteView struct {
	ID            piece
	Before, Text  string
	After         string
	Kind, About   string
	Source, Place string
	Published     string
	Label         string
	There         string // address of its place in the document; "" where it was not found
}

// quoteContext is how many characters stand on either side of a quote.
const quoteContext = 120

// quote views a piece of evidence; nil where there is none of that name.
func (v *viewer) quote(id detente.EvidenceID) *quoteView {
	cs := v.c.Parsed.Case
	e := cs.FindEvidence(id)
	if e == nil {
		return nil
	}
	q := &quoteView{ID: v.cite.one(string(id)), Text: report.Visible(e.Quote), Kind: string(e.Kind), Label: labelWords(e.Label)}
	var about []string
	for _, id := range e.About {
		about = append(about, cs.PartyName(id))
	}
	q.About = report.Visible(strings.Join(about, " and "))
	s := cs.FindSource(e.Source)
	if s == nil {
		return q
	}
	q.Source, q.Published = report.Visible(s.Title), s.Published
	if q.Source == "" {
		q.Source = report.Visible(s.File)
	}
	if e.Text != "" {
		before, after := detente.Context(s.Text, e.Start, e.End, quoteContext)
		q.Before, q.Text, q.After = around(before), report.Visible(e.Text), around(after)
		q.Place = "line " + strconv.Itoa(detente.Line(s.Text, e.Start))
		q.There = quotePath(v.c, e.ID)
	}
	return q
}

// quotePath is the address of a quote in its document.
func quotePath(c *openCase, id detente.EvidenceID) string {
	return casePath(c.ID, "documents") + "?quote=" + string(id) + "#at-" + string(id)
}

// labelWords says who may see something, "" where everybody may.
func labelWords(l detente.Label) string {
	if s := l.String(); s != "open" {
		return s
	}
	return ""
}

// around shows the text beside a quote with the space that parts them.
func around(s string) string {
	shown := report.Visible(s)
	if strings.TrimLeft(s, " \t\r\n") != s {
		shown = " " + strings.TrimLeft(shown, " ")
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		shown += " "
	}
	return shown
}

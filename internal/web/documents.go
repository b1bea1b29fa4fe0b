package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"detente"
	"detente/brief"
	"detente/internal/store"
	"detente/report"
	"detente/source"
)

// documentsView is the data of the Documents page: one document whole, with what
// was found in it.
type documentsView struct {
	Docs     []docLine
	Doc      *source.Document // the one that is shown; nil where there is none
	Name     string
	Text     *detente.Text
	Items    []itemView
	Other    []passageView
	Parties  []string // names to choose from
	Topics   []string
	Kinds    []kindChoice
	Notice   *notice
	Refused  []refusal
	Open     int // undecided in all documents, and in this one
	OpenHere int
	SureHere int
	Next     string // address of the next statement to look at
	Make     makeView
}

type kindChoice struct {
	Kind brief.Kind
	Sign string
}

// docLine is a document on the list of documents.
type docLine struct {
	N                    int
	Name, To, Published  string
	Words                int
	Claims, Open, Unsure int
	Current              bool
}

// itemView is a proposal: what was read, what somebody made of it.
type itemView struct {
	ID, Key, Sign string
	Party, Topic  string
	Kind          brief.Kind
	Text, Place   string
	Words         string // exactly, for editing
	Start         int
	Verdict       brief.Verdict
	Doubt         string
	Unsure        bool
	Was           *brief.Claim
}

// passageView is a passage that is highlighted and is no proposal.
type passageView struct{ ID, Text, To, Leads string }

// documentPath is the address of a document on the Documents page.
func documentPath(id store.CaseID, doc string) string {
	return casePath(id, "documents") + "?document=" + url.QueryEscape(doc)
}

// itemPath is the address of a statement beside its document.
func itemPath(id store.CaseID, it *brief.Statement) string {
	return documentPath(id, it.Quote.Document) + "#" + it.ID
}

// passagePath is the address of a highlight in its document.
func passagePath(id store.CaseID, doc, mark string) string {
	return documentPath(id, doc) + "#at-" + mark
}

// documents shows a document with its proposals.
func (s *Server) documents(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	quote := detente.EvidenceID(r.FormValue("quote"))
	v := &documentsView{Notice: s.dossiers.told(c.ID), Refused: d.Refused, Open: d.open, Doc: d.shown(c, r.FormValue("document"), quote), Make: newMakeView(c, d)}
	for _, k := range brief.Kinds {
		v.Kinds = append(v.Kinds, kindChoice{k, brief.Sign(k)})
	}
	v.Docs = d.lines(c.ID, v.Doc)
	if v.Doc != nil {
		v.fill(c, d, quote)
	}
	return s.render(w, r, "documents", c, v)
}

// shown is the document to show: the one asked for, that of a quote of the case,
// or the first that waits for somebody.
func (d *dossier) shown(c *openCase, id string, quote detente.EvidenceID) *source.Document {
	if doc := d.document(id); doc != nil {
		return doc
	}
	if cs := c.Parsed.Case; cs != nil && quote != "" {
		if e := cs.FindEvidence(quote); e != nil {
			if doc := d.sourceOf(cs, e.Source); doc != nil {
				return doc
			}
		}
	}
	for i := range d.Now.Items {
		if d.Now.Items[i].Verdict == brief.Undecided {
			return d.document(d.Now.Items[i].Quote.Document)
		}
	}
	if len(d.Docs) > 0 {
		return d.Docs[0]
	}
	return nil
}

// sourceOf returns the document that a source of the case is, nil for none.
func (d *dossier) sourceOf(cs *detente.Case, id detente.SourceID) *source.Document {
	src := cs.FindSource(id)
	if src == nil {
		return nil
	}
	for _, doc := range d.Docs {
		if src.Text != "" && doc.Text == src.Text {
			return doc
		}
	}
	return nil
}

func (d *dossier) lines(id store.CaseID, current *source.Document) []docLine {
	lines := make([]docLine, len(d.Docs))
	at := map[string]int{}
	for i, doc := range d.Docs {
		at[doc.ID] = i
		lines[i] = docLine{N: i + 1, Name: docName(doc), To: documentPath(id, doc.ID), Published: doc.Published, Words: doc.Words, Current: doc == current}
	}
	for i := range d.Now.Items {
		it := &d.Now.Items[i]
		l := &lines[at[it.Quote.Document]]
		if it.Verdict != brief.Rejected {
			l.Claims++
		}
		if it.Verdict == brief.Undecided {
			l.Open++
		}
		if it.Unsure() {
			l.Unsure++
		}
	}
	return lines
}

// fill shows the document and what was found there.
func (v *documentsView) fill(c *openCase, d *dossier, quote detente.EvidenceID) {
	v.Name = docName(v.Doc)
	v.Text = d.Now.Brief.Text(v.Doc)
	v.Text.Title, v.Text.Note = "", ""
	for i := range d.Now.Items {
		it := &d.Now.Items[i]
		if it.Quote.Document == v.Doc.ID {
			v.Items = append(v.Items, newItemView(d, it))
			if it.Verdict == brief.Undecided {
				v.OpenHere++
				if it.Doubt == "" {
					v.SureHere++
				}
			}
		}
	}
	v.quoted(c, d, quote)
	v.passages(c, d)
	v.choices(d)
	v.Next = d.next(c.ID, v.Doc.ID, "")
}

func newItemView(d *dossier, it *brief.Item) itemView {
	return itemView{
		ID: it.ID, Key: it.Key, Sign: brief.Sign(it.Kind), Party: it.Name, Topic: it.Topic, Kind: it.Kind, Text: report.Visible(it.Text), Words: it.Quote.Text,
		Place: d.place(&it.Quote), Start: it.Quote.Start, Verdict: it.Verdict, Doubt: it.Doubt, Unsure: it.Unsure(), Was: it.Was,
	}
}

// inCase is the kind of passages that the case quotes and the reader did not find.
var inCase = detente.MarkKind{Name: "quoted in the case", Sign: "§"}

// quoted highlights the quotes of the case that the reader did not find itself,
// and the one that somebody came for.
func (v *documentsView) quoted(c *openCase, d *dossier, quote detente.EvidenceID) {
	cs := c.Parsed.Case
	if cs == nil {
		return
	}
	for i := range cs.Evidence {
		e := &cs.Evidence[i]
		at := detente.Range{Start: e.Start, End: e.End}
		if e.Text == "" || d.sourceOf(cs, e.Source) != v.Doc {
			continue
		}
		if e.ID != quote && slices.ContainsFunc(v.Text.Marks, func(h detente.Highlight) bool { return h.Range == at }) {
			continue
		}
		v.Text.Marks = append(v.Text.Marks, detente.Highlight{Range: at, ID: string(e.ID), Kind: inCase.Name})
	}
	slices.SortStableFunc(v.Text.Marks, func(a, b detente.Highlight) int { return a.Start - b.Start })
	if slices.ContainsFunc(v.Text.Marks, func(h detente.Highlight) bool { return h.Kind == inCase.Name }) {
		v.Text.Kinds = append(v.Text.Kinds, inCase)
	}
}

// passages lists the highlights that are no proposals, each with where it leads.
func (v *documentsView) passages(c *openCase, d *dossier) {
	known := map[string]bool{}
	for i := range v.Items {
		known[v.Items[i].ID] = true
	}
	for _, h := range v.Text.Marks {
		if known[h.ID] {
			continue
		}
		known[h.ID] = true
		p := passageView{ID: h.ID, Text: report.Visible(v.Text.Body[h.Start:h.End]), To: casePath(c.ID, "brief"), Leads: "on the Brief page"}
		switch {
		case h.Kind == inCase.Name:
			p.To, p.Leads = casePath(c.ID, "evidence/"+h.ID), "quoted in the case"
		case strings.HasPrefix(h.ID, "O"):
			p.To, p.Leads = p.To+"#"+h.ID, "on the table"
		default:
			p.To, p.Leads = p.To+"#"+strings.TrimRight(h.ID, "abcdefghijklmnopqrstuvwxyz"), "compared with another document"
		}
		v.Other = append(v.Other, p)
	}
}

// choices lists the names and topics that a form offers.
func (v *documentsView) choices(d *dossier) {
	for _, p := range d.Now.Brief.Parties {
		v.Parties = append(v.Parties, p.Name)
	}
	for i := range d.Now.Items {
		if t := d.Now.Items[i].Topic; t != "" && !slices.Contains(v.Topics, t) {
			v.Topics = append(v.Topics, t)
		}
	}
	slices.Sort(v.Topics)
}

// next is the address of the next doubtful statement after one, or from the start
// of a document; of other undecided ones where no doubtful one is left; "" where
// everything is decided.
func (d *dossier) next(id store.CaseID, doc, after string) string {
	from := slices.IndexFunc(d.Now.Items, func(it brief.Item) bool {
		return it.Key == after || after == "" && it.Quote.Document == doc
	})
	if from < 0 {
		from = 0
	}
	for _, unsure := range [...]bool{true, false} {
		for k := range d.Now.Items {
			it := &d.Now.Items[(from+k)%len(d.Now.Items)]
			if it.Key != after && it.Verdict == brief.Undecided && (it.Doubt != "" || !unsure) {
				return itemPath(id, &it.Statement)
			}
		}
	}
	return ""
}

// quotesCSV hands the statements out, for a spreadsheet.
func (s *Server) quotesCSV(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="quotes.csv"`)
	return d.Now.Brief.WriteCSV(w)
}

package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"detente"
	"detente/brief"
	"detente/internal/store"
	"detente/report"
)

// briefView is the data of the Brief page.
type briefView struct {
	Facts     []string
	Docs      []docLine
	Tally     tally
	Sides     []sideView
	Out       []sideView // parties that somebody rejected
	Outcomes  []claimView
	Matrix    *matrixView
	Pictures  []detente.Block
	Groups    []pointGroup
	Rejected  []pointView
	Questions []brief.Question
	Names     []string // of parties, to choose from
	Make      makeView
}

// tally counts what somebody decided.
type tally struct{ Accepted, Edited, Added, Rejected, Open, Unsure int }

// sideView is a party with all that is said of it, by kind.
type sideView struct {
	ID, Key, Name, About string
	Of                   string // whom it speaks for
	Role                 brief.Role
	Verdict              brief.Verdict
	Claims               int
	Kinds                []kindClaims
	Voices               []sideView // who speaks for it
}

// kindClaims are statements of one kind.
type kindClaims struct {
	Sign, Name string
	Claims     []claimView
}

// claimView is a statement, or an outcome on the table, with its place.
type claimView struct {
	ID, Text, Topic, Place, To string
	Marks                      []string // hedged, edited, ...
	Was                        string
}

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

// briefText is the Brief page of a dossier as it was made for a revision.
type briefText struct {
	mu       sync.Mutex
	revision int // of the case; what leads to a change names it
	text     markup
}

// briefPage shows what the documents say, without what was rejected.
func (s *Server) briefPage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	text, err := d.briefText(c)
	if err != nil {
		return err
	}
	return s.render(w, r, "brief", c, text)
}

// briefText is what the Brief page says, made once for a revision.
func (d *dossier) briefText(c *openCase) (markup, error) {
	d.brief.mu.Lock()
	defer d.brief.mu.Unlock()
	if d.brief.revision == c.Revision {
		return d.brief.text, nil
	}
	text, err := prepared("brief", "brief", frame{Case: &bar{ID: c.ID, Revision: c.Revision}, Data: newBriefView(c, d)})
	if err == nil {
		d.brief.revision, d.brief.text = c.Revision, text
	}
	return text, err
}

func newBriefView(c *openCase, d *dossier) *briefView {
	b := d.Now.Brief
	v := &briefView{Facts: b.Facts(), Docs: d.lines(c.ID, nil), Tally: newTally(d), Make: newMakeView(c, d), Questions: b.Questions}
	v.sides(c.ID, d)
	v.Outcomes = outcomes(c.ID, d)
	v.compare(c.ID, d)
	return v
}

func newTally(d *dossier) tally {
	t := tally{Open: d.open, Unsure: d.unsure}
	for i := range d.Now.Items {
		switch d.Now.Items[i].Verdict {
		case brief.Accepted:
			t.Accepted++
		case brief.Edited:
			t.Edited++
		case brief.Added:
			t.Added++
		case brief.Rejected:
			t.Rejected++
		}
	}
	return t
}

// kindNames head what is said of a party.
var kindNames = map[brief.Kind]string{
	brief.Goal: "wants", brief.Strategy: "how it goes about it", brief.Constraint: "what binds it",
	brief.Concern: "what it fears", brief.Leverage: "what it holds", brief.Expectation: "what it expects",
}

// sides lists the parties, negotiators first, each with what is said of it.
func (v *briefView) sides(id store.CaseID, d *dossier) {
	items := map[string][]*brief.Item{} // by party
	for i := range d.Now.Items {
		if it := &d.Now.Items[i]; it.Verdict != brief.Rejected {
			side := d.Now.Brief.SideOf(it.Party)
			items[side] = append(items[side], it)
		}
	}
	voices := map[string][]sideView{}
	for _, p := range d.Now.Parties {
		if p.Verdict != brief.Rejected {
			v.Names = append(v.Names, p.Name)
			if p.Of != "" {
				side := d.Now.Brief.SideOf(p.ID)
				voices[side] = append(voices[side], newSideView(d, &p))
			}
		}
	}
	for _, role := range [...]brief.Role{brief.Negotiator, brief.Affected} {
		for _, p := range d.Now.Parties {
			if p.Of != "" || p.Role != role {
				continue
			}
			side := newSideView(d, &p)
			if p.Verdict == brief.Rejected {
				v.Out = append(v.Out, side)
				continue
			}
			side.Voices, side.Claims = voices[p.ID], len(items[p.ID])
			side.Kinds = kindsOf(id, d, items[p.ID])
			v.Sides = append(v.Sides, side)
		}
	}
}

func newSideView(d *dossier, p *brief.PartyChoice) sideView {
	s := sideView{ID: p.ID, Key: p.Key, Name: p.Name, About: string(p.Kind), Role: p.Role, Verdict: p.Verdict}
	if p.Of != "" {
		s.Of = d.Now.Brief.PartyName(p.Of)
	}
	return s
}

func kindsOf(id store.CaseID, d *dossier, items []*brief.Item) (out []kindClaims) {
	for _, kind := range brief.Kinds {
		k := kindClaims{Sign: brief.Sign(kind), Name: kindNames[kind]}
		for _, it := range items {
			if it.Kind == kind {
				k.Claims = append(k.Claims, newClaimView(id, d, it))
			}
		}
		if len(k.Claims) > 0 {
			out = append(out, k)
		}
	}
	return out
}

func newClaimView(id store.CaseID, d *dossier, it *brief.Item) claimView {
	v := claimView{ID: it.ID, Text: report.Visible(it.Text), Topic: it.Topic, Place: d.place(&it.Quote), To: passagePath(id, it.Quote.Document, it.ID)}
	if it.Hedged {
		v.Marks = append(v.Marks, "hedged")
	}
	if it.Negated {
		v.Marks = append(v.Marks, "says no")
	}
	switch it.Verdict {
	case brief.Edited:
		v.Marks = append(v.Marks, "corrected")
		if it.Was != nil {
			v.Was = changeOf(it)
		}
	case brief.Added:
		v.Marks = append(v.Marks, "added")
	}
	return v
}

// changeOf says what an edit changed, as it was read.
func changeOf(it *brief.Item) string {
	var was []string
	if it.Was.Party != it.Name {
		was = append(was, "of "+it.Was.Party)
	}
	if it.Was.Kind != it.Kind {
		was = append(was, "a "+string(it.Was.Kind))
	}
	if it.Was.Topic != it.Topic {
		was = append(was, "on "+orName(it.Was.Topic, "nothing"))
	}
	if it.Was.Quote != it.Quote.Text {
		was = append(was, "“"+report.Visible(it.Was.Quote)+"”")
	}
	return strings.Join(was, ", ")
}

// outcomes lists what could be agreed.
func outcomes(id store.CaseID, d *dossier) (out []claimView) {
	for i := range d.Now.Brief.Outcomes {
		o := &d.Now.Brief.Outcomes[i]
		mark := brief.OutcomeID(i)
		out = append(out, claimView{ID: mark, Text: report.Visible(o.Outcome), Topic: o.Topic, Place: d.place(&o.Quote), To: passagePath(id, o.Quote.Document, mark)})
	}
	return out
}

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

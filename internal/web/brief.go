package web

import (
	"net/http"
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

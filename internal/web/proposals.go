package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"detente/brief"
	"detente/internal/store"
)

// decide records what somebody makes of a statement, a party or a comparison, and
// goes back to where the next one is.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	verdict, item := brief.Verdict(r.PostForm.Get("verdict")), r.PostForm.Get("item")
	var ds []brief.Decision
	switch {
	case verdict == brief.Added:
		ds, err = d.addition(r)
	case verdict == "accept-sure":
		ds = d.sure(r.PostForm.Get("document"))
	case strings.HasPrefix(item, "party-"):
		ds, err = d.onParty(r, verdict, item)
	case strings.HasPrefix(item, "point-"):
		ds, err = d.onPoint(verdict, item)
	default:
		ds, err = d.onStatement(r, verdict, item)
	}
	if err != nil {
		return err
	}
	stored := make([]store.Decision, len(ds))
	for i := range ds {
		if stored[i], err = storedDecision(&ds[i]); err != nil {
			return err
		}
	}
	if err := s.record(r.Context(), c.ID, stored...); err != nil {
		return err
	}
	to, err := s.afterDecision(r, c, verdict, item, ds)
	if err != nil {
		return err
	}
	return back(w, r, to)
}

// storedDecision is a decision as the store keeps it.
func storedDecision(x *brief.Decision) (store.Decision, error) {
	out := store.Decision{Item: x.Item, Verdict: string(x.Verdict)}
	if x.Verdict == brief.Undecided {
		out.Verdict = withdrawn
	}
	if x.Claim == nil && x.Part == nil {
		return out, nil
	}
	var err error
	out.Value, err = json.Marshal(x)
	return out, err
}

// verdictOf checks a verdict that a form sends.
func verdictOf(v brief.Verdict, allowed ...brief.Verdict) (brief.Verdict, error) {
	if v == withdrawn {
		v = brief.Undecided
	}
	if !slices.Contains(allowed, v) {
		return "", wrong("The form does not say what is decided; load the page again.")
	}
	return v, nil
}

var errGone = wrong("This is no longer among what was read: the documents have changed since the page was made. Load it again.")

// onStatement is a decision on a statement that was read or added.
func (d *dossier) onStatement(r *http.Request, verdict brief.Verdict, item string) ([]brief.Decision, error) {
	verdict, err := verdictOf(verdict, brief.Accepted, brief.Rejected, brief.Edited, brief.Undecided)
	if err != nil {
		return nil, err
	}
	it := d.item(item)
	if it == nil {
		return nil, errGone
	}
	x := brief.Decision{Item: item, Verdict: verdict}
	switch verdict {
	case brief.Edited:
		x.Claim, err = d.claim(r, it.Quote.Document, it.Quote.Start)
		if err != nil {
			return nil, err
		}
		x.Claim.Hedged, x.Claim.Negated, x.Claim.Date = it.Hedged, it.Negated, it.Date
		if it.Verdict == brief.Added {
			x.Verdict = brief.Added
		}
	case brief.Accepted:
		claim := it.Claim(d.document(it.Quote.Document))
		x.Claim = &claim
		if it.Verdict == brief.Edited || it.Verdict == brief.Added {
			x.Verdict = it.Verdict // what a person wrote is accepted already
		}
	}
	return []brief.Decision{x}, nil
}

// claim reads a statement as somebody filled it in.
func (d *dossier) claim(r *http.Request, doc string, near int) (*brief.Claim, error) {
	document := d.document(doc)
	if document == nil {
		return nil, errGone
	}
	words := strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get("quote"), "\r\n", "\n"))
	if words == "" {
		return nil, wrong("A statement needs its words: copy them from the document.")
	}
	claim, ok := brief.ClaimAt(document, words, near)
	if !ok {
		return nil, wrong("These words do not stand in %q as they are written here: %q. Copy them from the document, to the letter; only white space may differ.", docName(document), words)
	}
	claim.Party, claim.Topic, claim.Kind = strings.TrimSpace(r.PostForm.Get("party")), strings.TrimSpace(r.PostForm.Get("topic")), brief.Kind(r.PostForm.Get("kind"))
	if !slices.Contains(brief.Kinds, claim.Kind) {
		return nil, wrong("Choose what the statement tells: a goal, a strategy, a constraint, a concern, leverage or an expectation.")
	}
	if claim.Party == "" || len(claim.Party) > maxName || len(claim.Topic) > maxName {
		return nil, wrong("Say whose statement it is, in at most %d letters; the topic may be left empty.", maxName)
	}
	return &claim, nil
}

// maxName bounds the names of parties and topics that somebody writes, in bytes.
const maxName = 200

// addition is a statement that somebody found.
func (d *dossier) addition(r *http.Request) ([]brief.Decision, error) {
	claim, err := d.claim(r, r.PostForm.Get("document"), 0)
	if err != nil {
		return nil, err
	}
	for i := range d.Now.Items { // found by the reader, too: accepted
		it := &d.Now.Items[i]
		if is := it.Claim(d.document(it.Quote.Document)); is.Item() == claim.Item() {
			return []brief.Decision{{Item: it.Key, Verdict: brief.Edited, Claim: claim}}, nil
		}
	}
	return []brief.Decision{{Item: claim.Item(), Verdict: brief.Added, Claim: claim}}, nil
}

// sure accepts what nobody has decided and nothing speaks against, in a document.
func (d *dossier) sure(doc string) (ds []brief.Decision) {
	for i := range d.Now.Items {
		it := &d.Now.Items[i]
		if it.Quote.Document == doc && it.Verdict == brief.Undecided && it.Doubt == "" {
			claim := it.Claim(d.document(doc))
			ds = append(ds, brief.Decision{Item: it.Key, Verdict: brief.Accepted, Claim: &claim})
		}
	}
	return ds
}

// onParty is a decision on the part that a party plays.
func (d *dossier) onParty(r *http.Request, verdict brief.Verdict, item string) ([]brief.Decision, error) {
	verdict, err := verdictOf(verdict, brief.Rejected, brief.Edited, brief.Undecided)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(d.Now.Parties, func(p brief.PartyChoice) bool { return p.Key == item })
	if i < 0 {
		return nil, errGone
	}
	x := brief.Decision{Item: item, Verdict: verdict}
	if verdict == brief.Edited {
		x.Part = &brief.Part{Role: brief.Role(r.PostForm.Get("role")), Of: r.PostForm.Get("of")}
		if x.Part.Role != brief.Negotiator && x.Part.Role != brief.Affected {
			return nil, wrong("Choose what part %s plays.", d.Now.Parties[i].Name)
		}
	}
	return []brief.Decision{x}, nil
}

// onPoint is a decision on a comparison.
func (d *dossier) onPoint(verdict brief.Verdict, item string) ([]brief.Decision, error) {
	verdict, err := verdictOf(verdict, brief.Rejected, brief.Undecided)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(d.Read.Comparisons, func(x brief.Comparison) bool { return x.Item() == item }) {
		return nil, errGone
	}
	return []brief.Decision{{Item: item, Verdict: verdict}}, nil
}

// afterDecision is where to go on: where the form says, else to what was changed
// or the next statement of the document.
func (s *Server) afterDecision(r *http.Request, c *openCase, verdict brief.Verdict, item string, ds []brief.Decision) (string, error) {
	if r.PostForm.Get("back") != "" {
		return s.backTo(r, c.ID), nil
	}
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return "", err
	}
	if verdict == "accept-sure" || len(ds) == 0 {
		return documentPath(c.ID, r.PostForm.Get("document")), nil
	}
	at := slices.IndexFunc(d.Now.Items, func(it brief.Item) bool { return it.Key == ds[0].Item })
	switch {
	case at < 0:
		return casePath(c.ID, "documents"), nil
	case verdict == brief.Added, verdict == brief.Edited, verdict == withdrawn:
		return itemPath(c.ID, &d.Now.Items[at].Statement), nil
	}
	doc := d.Now.Items[at].Quote.Document
	for k := at + 1; k < len(d.Now.Items) && d.Now.Items[k].Quote.Document == doc; k++ {
		if d.Now.Items[k].Verdict == brief.Undecided {
			return itemPath(c.ID, &d.Now.Items[k].Statement), nil
		}
	}
	return itemPath(c.ID, &d.Now.Items[at].Statement), nil
}

package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"detente/brief"
	"detente/casefile"
	"detente/internal/draft"
)

// makeView is what can be made of what was read.
type makeView struct {
	Way   string // first, next, support or wait
	Why   string // of wait
	Ready int    // of first, statements that were not rejected; of next, what would be written; of support, statements that were accepted
}

// The ways from documents to a case.
const (
	wayFirst   = "first"   // there is no case yet: a first draft
	wayNext    = "next"    // a draft is there: it is brought up to date
	waySupport = "support" // somebody wrote the case: accepted statements become its evidence
	wayWait    = "wait"    // nothing can be made now
)

// newMakeView says what can be made of the documents of a case.
func newMakeView(c *openCase, d *dossier) makeView {
	v := makeView{Way: wayOf(c, d), Ready: len(d.Now.Brief.Statements)}
	switch {
	case v.Way == waySupport:
		v.Ready = 0
		for i := range d.Now.Items {
			if x := d.Now.Items[i].Verdict; x == brief.Accepted || x == brief.Edited || x == brief.Added {
				v.Ready++
			}
		}
	case v.Way == wayNext:
		v.Ready = d.pending(c)
	case v.Way == wayWait:
		v.Why = "The case has errors. Mend them on the Case page first."
	case v.Ready == 0:
		v.Way, v.Why = wayWait, "Nothing was read, or all of it was rejected: a case needs statements."
	}
	return v
}

// pending counts what an update of the case would write, counted once.
func (d *dossier) pending(c *openCase) int {
	d.counted.Do(func() { d.count = draft.Pending(c.Parsed.Case, d.Written, d.Now.Brief, d.Docs) })
	return d.count
}

// wayOf tells a case that nobody has written from a draft and from a person's own.
func wayOf(c *openCase, d *dossier) string {
	switch {
	case c.bare():
		return wayFirst
	case c.Parsed.Case == nil:
		return wayWait
	case len(d.Written) > 0:
		return wayNext
	}
	return waySupport
}

// bare reports whether a case has documents at most: nobody has written what the
// negotiation is about.
func (s *sheet) bare() bool {
	bare, _ := once(s, "bare", func() (bool, error) { return !s.Parsed.Has("issues") && !s.Parsed.Has("parties"), nil })
	return bare
}

// makeCase makes the case of what was read and decided, or brings it up to date.
func (s *Server) makeCase(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	parent, err := strconv.Atoi(r.PostForm.Get("revision"))
	if err != nil {
		return wrong("The form does not say which revision it began with; load the page again.")
	}
	s.dossiers.adding.Lock()
	defer s.dossiers.adding.Unlock()
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	switch v := newMakeView(c, d); v.Way {
	case wayFirst:
		return s.firstDraft(w, r, c, d, parent)
	case wayNext:
		return s.nextDraft(w, r, c, d, parent)
	case waySupport:
		return s.support(w, r, c, d, parent)
	default:
		return wrong("%s", v.Why)
	}
}

// firstDraft writes the whole case.
func (s *Server) firstDraft(w http.ResponseWriter, r *http.Request, c *openCase, d *dossier, parent int) error {
	made, err := draft.First(fileName(c.File), c.Title, d.Now.Brief, d.Docs)
	if err != nil {
		return badDraft(err)
	}
	if err := s.keepDocuments(r.Context(), c, &brief.Record{Documents: d.Docs}); err != nil {
		return err
	}
	r.Form.Set("back", casePath(c.ID, "case"))
	s.dossiers.tell(c.ID, nil)
	return s.keepDraft(w, r, c, parent, made, "made from the documents")
}

// nextDraft merges what was read since into the case.
func (s *Server) nextDraft(w http.ResponseWriter, r *http.Request, c *openCase, d *dossier, parent int) error {
	base, err := s.desk.at(r.Context(), c.ID, parent)
	if err != nil {
		return err
	}
	documents, err := s.desk.documents(r.Context(), c.Case)
	if err != nil {
		return err
	}
	made, err := draft.Next(fileName(c.File), base.Text, documents, d.Written, d.Now.Brief, d.Docs)
	if err != nil {
		return badDraft(err)
	}
	made.Record.Documents = d.Docs[d.Named:]
	if bytes.Equal(made.Text, base.Text) {
		n := updateNotice(made)
		n.Text = "Nothing new for the case: it has everything that was read and not rejected."
		s.dossiers.tell(c.ID, n)
		return back(w, r, casePath(c.ID, "documents"))
	}
	s.dossiers.tell(c.ID, updateNotice(made))
	r.Form.Set("back", casePath(c.ID, "documents"))
	return s.keepDraft(w, r, c, parent, made, "brought up to date with the documents")
}

// keepDraft saves a draft, and, where it was saved as it is and not left to a
// merge, what the next one needs to know of it.
func (s *Server) keepDraft(w http.ResponseWriter, r *http.Request, c *openCase, parent int, made *draft.Draft, note string) error {
	if err := s.keep(w, r, c.Case, parent, made.Text, note); err != nil {
		return err
	}
	now, err := s.o.Store.Case(r.Context(), c.ID)
	if err != nil || !bytes.Equal(now.Text, made.Text) {
		return err
	}
	return s.keepDocuments(r.Context(), c, made.Record)
}

func badDraft(err error) error {
	var invalid *draft.Invalid
	if errors.As(err, &invalid) {
		return wrong("The case was left as it is, since it would have an error: %s.", strings.TrimSuffix(invalid.Error(), "."))
	}
	return err
}

// updateNotice tells what an update did to a person's case.
func updateNotice(made *draft.Draft) *notice {
	u := made.Update
	n := &notice{Text: fmt.Sprintf("The case was brought up to date: %s new or renewed; %s yours and left alone.", areOf(len(u.Set), "entry"), areOf(len(u.Kept)+len(u.Removed), "entry"))}
	paths := make([]string, len(u.Set))
	for i := range u.Set {
		paths[i] = u.Set[i].Path
	}
	n.list("New or renewed", paths)
	n.list("Yours, left as they are", u.Kept)
	n.list("Taken out by you, left out", u.Removed)
	n.list("Rejected since, but still in the case: take it out where you agree", made.Stale)
	return n
}

func (n *notice) list(title string, items []string) {
	if len(items) > 0 {
		n.Lists = append(n.Lists, noticeList{title, items})
	}
}

func areOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return count(n, noun) + " are"
}

// support adds what was accepted as evidence to a case that a person wrote.
func (s *Server) support(w http.ResponseWriter, r *http.Request, c *openCase, d *dossier, parent int) error {
	base, err := s.desk.at(r.Context(), c.ID, parent)
	if err != nil {
		return err
	}
	if base.Parsed.Case == nil {
		return wrong("The case has errors. Mend them on the Case page first.")
	}
	nodes, strangers := d.Now.Support(d.Docs, base.Parsed.Case)
	text, refused := casefile.SetAll(base.Text, draft.Edits(nodes))
	after, err := s.desk.reading(r.Context(), base.Case, text)
	if err != nil {
		return err
	}
	if f := newFault(base, after); f != nil {
		return wrong("%s. %s. What to do: %s.", capital(f.Message), capital(f.Why), f.Help)
	}
	added := slices.DeleteFunc(nodes, func(n brief.Node) bool {
		return slices.ContainsFunc(refused, func(no casefile.Refused) bool { return no.Path == n.Path })
	})
	n := &notice{Text: areOf(len(added), "entry") + " new in the case: quotes, and the documents they stand in. Name them in because where they bear on a judgement."}
	paths := make([]string, len(added))
	for i := range added {
		paths[i] = added[i].Path
	}
	n.list("New", paths)
	n.list("Left out: the case has no such party", strangers)
	s.dossiers.tell(c.ID, n)
	r.Form.Set("back", casePath(c.ID, "documents"))
	if len(added) == 0 {
		n.Text = "The case has all of these quotes already, or no party they are about."
		return back(w, r, casePath(c.ID, "documents"))
	}
	return s.keep(w, r, c.Case, parent, text, "evidence from the documents")
}

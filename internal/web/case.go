package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"detente"
	"detente/casefile"
	"detente/internal/merge"
	"detente/internal/store"
)

// bar says of a case what stands at the top of its pages.
func (s *Server) bar(r *http.Request, c *openCase) *bar {
	b := &bar{ID: c.ID, Title: s.title(c), File: c.File, Revision: c.Revision, Saved: when(c.Updated, time.Now()), Bare: c.bare(), Errors: c.Errors(), Here: here(r)}
	if b.Title == "" {
		b.Title = "Untitled case"
	}
	if at, err := s.desk.changesOf(r.Context(), &c.Case); err == nil {
		if len(at.past) > 0 {
			b.Undo = strconv.Itoa(at.past[len(at.past)-1])
		}
		if len(at.future) > 0 {
			b.Redo = strconv.Itoa(at.future[len(at.future)-1])
		}
	}
	if cs := c.Parsed.Case; cs != nil {
		b.Assumed, _ = once(c.sheet, "assumed", func() (int, error) {
			n := 0
			for _, in := range cs.Inputs() {
				if in.Class == detente.Assumed {
					n++
				}
			}
			return n, nil
		})
		b.Questions, _ = once(c.sheet, "questions", func() (int, error) { return len(cs.Questions()), nil })
	}
	return b
}

// here is the address of the page that a request asks for.
func here(r *http.Request) string {
	if r.Method != http.MethodGet {
		return ""
	}
	return r.URL.RequestURI()
}

// title is the title that a case is listed under: what its text says, or what
// it was.
func (s *Server) title(c *openCase) string { return c.sheet.title(c.Title) }

func (sh *sheet) title(was string) string {
	if cs := sh.Parsed.Case; cs != nil && cs.Title != "" {
		return cs.Title
	}
	return was
}

// titleOf is the title of a text that is to be saved, as far as it has been read;
// opening the case puts it right.
func (s *Server) titleOf(c store.Case, text []byte) string {
	if known := s.desk.known(keyOf(c.ID, text)); known != nil {
		return known.title(c.Title)
	}
	return c.Title
}

// backTo is the page to show after a change: where the form stood, if that is
// a page of the same case.
func (s *Server) backTo(r *http.Request, id store.CaseID) string {
	to := r.FormValue("back")
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, casePath(id, "")) || strings.Contains(u.Path, "..") {
		return casePath(id, "case")
	}
	if u.Fragment == "" {
		return u.RequestURI()
	}
	return u.RequestURI() + "#" + u.EscapedFragment()
}

// caseHome sends to the page to begin with.
func (s *Server) caseHome(w http.ResponseWriter, r *http.Request) error {
	return back(w, r, casePath(store.CaseID(r.PathValue("id")), "case"))
}

// caseView is the data of the Case page.
type caseView struct {
	Text   string
	Faults []faultView
	Form   *caseForm // nil where the case has errors
	Said   []said
	Wants  detente.Block // what matters to whom; nil while that is not known
	Wait   bool          // the answers are still being computed
	Failed string
}

// faultView is what is wrong at a place of the text.
type faultView struct {
	Line, Col, Width int
	Severity         string
	Message, Shown   string // Shown is the line with the place underlined, why, and what to do
}

// said is the answer of a method in a sentence or two, and the page that has
// more.
type said struct{ ID, Title, Text, Page string }

// casePage shows a case as a form and as its text, side by side.
func (s *Server) casePage(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	if c.answered() {
		return s.kept(w, r, c, "answered", func(w http.ResponseWriter, r *http.Request) error { return s.showCase(w, r, c) })
	}
	return s.showCase(w, r, c)
}

func (s *Server) showCase(w http.ResponseWriter, r *http.Request, c *openCase) error {
	v := &caseView{Text: string(c.Text), Faults: faults(c.Found)}
	if cs := c.Parsed.Case; cs != nil {
		v.Form, _ = once(c.sheet, "form", func() (*caseForm, error) { return newCaseForm(cs), nil })
		s.say(r.Context(), c, v)
	}
	return s.render(w, r, "case", c, v)
}

// glance is how long the page waits for answers before it is shown without.
const glance = 150 * time.Millisecond

// say fills in what the case comes to, if that is soon known.
func (s *Server) say(ctx context.Context, c *openCase, v *caseView) {
	s.recompute(c.ID, c.Revision) // goes on when the page no longer waits
	short, cancel := context.WithTimeout(ctx, glance)
	defer cancel()
	results, err := s.desk.answers(short, c)
	switch {
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errBusy):
		v.Wait = true
	case err != nil:
		v.Failed = err.Error()
	}
	for _, r := range results {
		if r.Method == "bargain/wants" && len(r.Blocks) > 0 {
			v.Wants = r.Blocks[0]
		}
		if slices.Contains(gist, r.Method) && r.Status == detente.OK && r.Answer != "" {
			v.Said = append(v.Said, said{slug(r.Method), r.Title, r.Answer, pageOf(r.Method)})
		}
	}
}

// gist are the methods whose answers say the most in the least room.
var gist = []string{"bargain/zone", "bargain/nash", "assess/holds"}

// pageOf returns the page that shows a method's answer.
func pageOf(method string) string { return lensPages[lensOf()[method]] }

// lensPages are the pages of the lenses.
var lensPages = map[string]string{"deals": "deals", "hold": "hold", "likely": "likely", "block": "whom", "sure": "sure"}

func faults(found []detente.Diagnostic) []faultView {
	var out []faultView
	for _, d := range found {
		out = append(out, faultView{d.Line, d.Col, max(d.Width, 1), d.Severity.String(), d.Message, casefile.Render(d)})
	}
	return out
}

// check says what is wrong with a text that is being written, and saves nothing.
func (s *Server) check(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	text := posted(r, "text")
	if len(text) > casefile.MaxBytes {
		return &http.MaxBytesError{Limit: casefile.MaxBytes}
	}
	documents, err := s.desk.documents(r.Context(), c.Case)
	if err != nil {
		return err
	}
	_, found := casefile.Parse(fileName(c.File), text, documents)
	return s.render(w, r, "check", c, &caseView{Faults: faults(found)})
}

// posted returns the text of a field, with the line ends of a file.
func posted(r *http.Request, name string) []byte {
	return []byte(strings.ReplaceAll(r.FormValue(name), "\r\n", "\n"))
}

// caseText hands the case file out.
func (s *Server) caseText(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="case.yaml"`)
	_, err = w.Write(c.Text)
	return err
}

// save keeps the text of a case as somebody wrote it.
func (s *Server) save(w http.ResponseWriter, r *http.Request) error {
	c, err := s.o.Store.Case(r.Context(), store.CaseID(r.PathValue("id"))) // it need not be read to be replaced
	if err != nil {
		return err
	}
	text := posted(r, "text")
	parent, err := strconv.Atoi(r.FormValue("revision"))
	if err != nil {
		return errNoRevision
	}
	return s.keep(w, r, c, parent, text, "edited")
}

// maxTries bounds how often a text is merged with saves that came in between.
const maxTries = 8

// keep saves a text that began with a revision. Where somebody has saved since
// it is merged with that, and shown for a decision where both changed the same
// lines.
func (s *Server) keep(w http.ResponseWriter, r *http.Request, c store.Case, parent int, text []byte, note string) error {
	if len(text) > casefile.MaxBytes {
		return &http.MaxBytesError{Limit: casefile.MaxBytes}
	}
	for range maxTries {
		saved, err := s.o.Store.Save(r.Context(), c.ID, parent, s.titleOf(c, text), text, note)
		var conflict *store.Conflict
		if !errors.As(err, &conflict) {
			if err != nil {
				return err
			}
			s.desk.retire(sheetKey{c.ID, c.SHA256})
			s.saved(c.ID, saved.Number)
			return back(w, r, s.backTo(r, c.ID))
		}
		parts := merge.Three(string(conflict.Base), string(conflict.Theirs), string(conflict.Yours))
		if merge.Conflicts(parts) > 0 {
			return s.reconcile(w, r, c, parent, conflict, parts)
		}
		text, parent = []byte(merge.Text(parts, nil)), conflict.Latest
		note += fmt.Sprintf(", merged with revision %d", conflict.Latest)
	}
	return errOvertaken
}

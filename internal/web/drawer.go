package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"detente"
	"detente/analysis"
	"detente/report"
)

// trailView is the data of the page of one finding, which is the drawer's too.
type trailView struct {
	*answered
	Name   string
	Answer *answerView
	Fault  string
	Change string // address of the place of the case that says it
	Deal   string // address of the deal among the others
}

// longestFinding is how long the name of a finding may be.
const longestFinding = 300

// trail shows what a finding rests on: an id, a path into the case, a method or
// a quote.
func (s *Server) trail(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := &trailView{answered: a, Name: report.Visible(r.PathValue("finding"))}
	id := r.PathValue("finding")
	if a.Unread() {
		return s.render(w, r, "trail", a.c, v)
	}
	if len(id) > longestFinding {
		return errNoPage
	}
	found, err := s.desk.why(r.Context(), a.c, id)
	if errors.Is(err, analysis.ErrUnknown) {
		v.Fault = "Nothing in the present answers is called that. The case may have changed since the page was made."
		return s.renderStatus(w, r, http.StatusNotFound, "trail", a.c, v)
	}
	if err != nil {
		return err
	}
	v.Answer = a.answer(a.trailOf(id, found), 0)
	v.Change = a.changeAt(id)
	if named.FindString(id) == id && id[0] == 'D' && a.cite.known(id) {
		v.Deal = casePath(a.c.ID, "deals") + "?pin=" + id
	}
	return s.render(w, r, "trail", a.c, v)
}

// why returns the trail of a finding, followed once for each text.
func (d *desk) why(ctx context.Context, c *openCase, id string) (*detente.Result, error) {
	value, err := d.do(ctx, c, "why "+id, func(ctx context.Context, _ func(int, int)) (any, error) {
		return analysis.Why(ctx, c.Parsed.Case, id, analysis.Options{Seed: d.seed(), Version: d.o.Version})
	})
	r, _ := value.(*detente.Result)
	return r, err
}

// trailOf leaves out of a method's trail the answer itself, which the page that
// it was opened from shows, and of a quote its place, which the quote itself shows.
func (a *answered) trailOf(id string, found *detente.Result) *detente.Result {
	if a.cite.quotes[id] {
		out := *found
		out.Blocks = slices.DeleteFunc(slices.Clone(found.Blocks), func(b detente.Block) bool { _, prose := b.(*detente.Prose); return prose })
		return &out
	}
	for _, r := range a.results {
		if r.Method == id || strings.HasSuffix(r.Method, "/"+id) {
			out := *found
			out.Blocks = found.Blocks[min(len(r.Blocks), len(found.Blocks)):]
			return &out
		}
	}
	return found
}

// changeAt is where the case says what an id or path names, "" for none.
func (a *answered) changeAt(id string) string {
	cs := a.c.Parsed.Case
	path := ""
	for _, in := range cs.Inputs() {
		if in.ID == id || in.Path == id {
			path = in.Path
		}
	}
	for _, q := range cs.Questions() {
		if q.ID == id || q.Path == id {
			path = q.Path
		}
	}
	if path == "" {
		return ""
	}
	return casePath(a.c.ID, "case") + "#f-" + path
}

// evidenceView is the data of the page of everything that the case rests on.
type evidenceView struct {
	*answered
	Stated, Judged int
	Assumed        []inputView
	Questions      []inputView
	Sources        []sourceView
	Unused         int
}

type inputView struct {
	ID   piece
	What string
	Path piece
}

type sourceView struct {
	ID, Name string
	Quotes   []*quoteView
}

// evidence shows everything that the case rests on: assumptions, what is not
// known, and the quotes.
func (s *Server) evidence(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := &evidenceView{answered: a}
	if !a.Unread() {
		v.gather()
	}
	return s.render(w, r, "evidence", a.c, v)
}

func (v *evidenceView) gather() {
	cs := v.c.Parsed.Case
	for _, in := range cs.Inputs() {
		switch in.Class {
		case detente.Stated:
			v.Stated++
		case detente.Judged:
			v.Judged++
		default:
			v.Assumed = append(v.Assumed, v.input(in.ID, in.What, in.Path))
		}
	}
	for _, q := range cs.Questions() {
		v.Questions = append(v.Questions, v.input(q.ID, q.Text, q.Path))
	}
	v.Unused = len(cs.Unused())
	for i := range cs.Sources {
		src := &cs.Sources[i]
		one := sourceView{ID: "source-" + string(src.ID), Name: report.Visible(src.Title)}
		if one.Name == "" {
			one.Name = report.Visible(src.File)
		}
		for k := range cs.Evidence {
			if cs.Evidence[k].Source == src.ID {
				one.Quotes = append(one.Quotes, v.quote(cs.Evidence[k].ID))
			}
		}
		v.Sources = append(v.Sources, one)
	}
	v.Sources = slices.DeleteFunc(v.Sources, func(s sourceView) bool { return len(s.Quotes) == 0 })
}

func (v *evidenceView) input(id, what, path string) inputView {
	return inputView{v.cite.one(id), report.Visible(what), piece{path, casePath(v.c.ID, "case") + "#f-" + path}}
}

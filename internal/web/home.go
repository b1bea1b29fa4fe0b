package web

import (
	"net/http"
	"strings"
	"time"

	"detente/catalog"
	"detente/examples"
	"detente/internal/store"
)

// homeView is the data of Home.
type homeView struct {
	Cases     []recentCase
	Templates []examples.Example
	Catalog   []catalog.Entry
}

type recentCase struct {
	store.Case
	When string
}

// home lists the cases there are and the ways to begin another.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	cases, err := s.o.Store.Cases(r.Context())
	if err != nil {
		return err
	}
	v := &homeView{Templates: examples.List(), Catalog: catalog.List()}
	for _, c := range cases {
		v.Cases = append(v.Cases, recentCase{c, when(c.Updated, time.Now())})
	}
	return s.render(w, r, "home", nil, v)
}

// newFromText begins a case with texts that somebody pastes.
func (s *Server) newFromText(w http.ResponseWriter, r *http.Request) error { return s.newCase(w, r) }

// newFromUpload begins a case with files.
func (s *Server) newFromUpload(w http.ResponseWriter, r *http.Request) error { return s.newCase(w, r) }

func (s *Server) newCase(w http.ResponseWriter, r *http.Request) error {
	files, err := uploads(r)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return wrong("There is nothing to begin with: paste a text or choose a file.")
	}
	to, err := s.begin(r.Context(), strings.TrimSpace(r.FormValue("title")), files)
	if err != nil {
		return err
	}
	return back(w, r, to)
}

// newFromTemplate begins a case with a copy of a shipped one.
func (s *Server) newFromTemplate(w http.ResponseWriter, r *http.Request) error {
	name := r.FormValue("name")
	text, err := catalog.Open(name)
	var files []upload
	if err != nil { // no case of the catalog
		e, ok := examples.Open(name)
		if !ok {
			return wrong("There is no template %q.", name)
		}
		text = e.Text
		for _, f := range e.Sources {
			files = append(files, upload{f.Name, f.Text})
		}
	}
	c, err := s.beginCase(r.Context(), text, files)
	if err != nil {
		return err
	}
	return back(w, r, casePath(c.ID, "case"))
}

// deleteCase takes a case out of the store; a file on disk stays.
func (s *Server) deleteCase(w http.ResponseWriter, r *http.Request) error {
	id := store.CaseID(r.PathValue("id"))
	if r.FormValue("sure") != "yes" {
		return wrong("Tick the box to say that the case, its revisions and its documents are to go.")
	}
	if err := s.o.Store.Delete(r.Context(), id); err != nil {
		return err
	}
	s.desk.forget(id)
	s.dossiers.forget(id)
	return back(w, r, "/")
}

package web

import (
	"net/http"
	"slices"

	"detente"
	"detente/report"
)

// lensView is the data of a page that shows the answers of one lens.
type lensView struct {
	*answered
	Name    string        // of the page
	Lead    []*answerView // as sentences, at the top; then with pictures and tables
	Folded  []*answerView // that only whoever asks for everything reads
	Missing []*answerView // that lack something of the case
}

// lens sorts some answers of a page.
func (a *answered) lens(name string, shown []string, folded ...string) *lensView {
	v := &lensView{answered: a, Name: name}
	for _, x := range a.views(2, shown...) {
		if x.Applies {
			v.Lead = append(v.Lead, x)
		} else {
			v.Missing = append(v.Missing, x)
		}
	}
	for _, x := range a.views(2, folded...) {
		if x.Applies {
			v.Folded = append(v.Folded, x)
		}
	}
	return v
}

// likely shows where each issue is likely to land: the intervals first, then the
// tables, and the distribution of each issue for whoever unfolds it.
func (s *Server) likely(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := a.lens("What is likely", []string{"spatial/forecast"}, "spatial/dynamics")
	for _, x := range v.Lead {
		slices.SortStableFunc(x.Blocks, func(p, q *blockView) int { return place(p) - place(q) })
		for _, b := range x.Blocks {
			if d, ok := b.Draw.(*detente.Density); ok {
				b.Folded = true
				b.Title += ": " + report.Visible(d.X.Name)
			}
		}
	}
	return s.render(w, r, "likely", a.c, v)
}

// place orders the blocks of a page: pictures before tables, distributions last.
func place(b *blockView) int {
	switch b.Draw.(type) {
	case nil:
		return 1
	case *detente.Density:
		return 2
	}
	return 0
}

// whom shows whom to bring along: who withholds consent, who can block what, and
// the least that gets a yes.
func (s *Server) whom(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	return s.render(w, r, "whom", a.c, a.lens("Whom to bring along", []string{"assess/blockers", "power/indices"}))
}

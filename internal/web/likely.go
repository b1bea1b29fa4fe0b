package web

import "net/http"

// lensView is the data of a page that shows the answers of one lens.
type lensView struct {
	*answered
	Lead    []*answerView // as sentences, at the top
	Full    []*answerView // with their pictures and tables
	Folded  []*answerView
	Missing []*answerView
}

// lens sorts some answers: those that cannot be given, those that lead, and those
// that only whoever asks for everything reads.
func (a *answered) lens(shown []string, folded ...string) *lensView {
	v := &lensView{answered: a}
	for _, x := range a.views(2, shown...) {
		if !x.Applies {
			v.Missing = append(v.Missing, x)
			continue
		}
		v.Lead = append(v.Lead, x)
		v.Full = append(v.Full, x)
	}
	for _, x := range a.views(2, folded...) {
		if x.Applies {
			v.Folded = append(v.Folded, x)
		}
	}
	return v
}

// likely shows where each issue is likely to land.
func (s *Server) likely(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	return s.render(w, r, "likely", a.c, a.lens([]string{"spatial/forecast"}, "spatial/dynamics"))
}

// whom shows whom to bring along: who withholds consent, who can block what, and
// the least that gets a yes.
func (s *Server) whom(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	return s.render(w, r, "whom", a.c, a.lens([]string{"assess/blockers", "power/indices"}))
}

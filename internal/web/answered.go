package web

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"detente"
)

// answered is the case of a request with the answers to it, as pages show them.
type answered struct {
	*viewer
	results []*detente.Result // of the methods that draw nothing
}

// answered opens the case of a request and answers it. Of a case with errors
// there are no answers: results is nil, and pages say so.
func (s *Server) answered(r *http.Request) (*answered, error) {
	c, err := s.open(r)
	if err != nil {
		return nil, err
	}
	return s.answersTo(r.Context(), c)
}

func (s *Server) answersTo(ctx context.Context, c *openCase) (*answered, error) {
	results, err := s.desk.answers(ctx, c)
	if err != nil && !errors.Is(err, errInvalid) {
		return nil, err
	}
	cite, _ := once(c.sheet, "citer", func() (*citer, error) { return newCiter(c, dealsIn(results)), nil })
	return &answered{&viewer{c, cite}, results}, nil
}

// Unread reports whether the case has errors, so that nothing was analysed.
func (a *answered) Unread() bool { return a.c.Parsed.Case == nil }

// view returns the answer of a method under a heading of a level, nil where it
// did not run.
func (a *answered) view(method string, heading int) *answerView {
	for _, r := range a.results {
		if r.Method == method {
			return a.answer(r, heading)
		}
	}
	return nil
}

// views returns the answers of some methods, those that ran.
func (a *answered) views(heading int, methods ...string) []*answerView {
	var out []*answerView
	for _, m := range methods {
		if v := a.view(m, heading); v != nil {
			out = append(out, v)
		}
	}
	return out
}

// dealsIn counts the deals that have an id in some answers.
func dealsIn(results []*detente.Result) int {
	for _, r := range results {
		if r.Method != "bargain/frontier" {
			continue
		}
		data, _ := r.Data.(detente.Object)
		for _, f := range data {
			if deals, ok := f.Value.([]detente.Object); ok && f.Name == "deals" {
				return len(deals)
			}
		}
	}
	return 0
}

// lack is what some answers need and the case does not say.
type lack struct {
	Titles string
	Text   []piece
	Needs  []piece
}

// lacks puts together answers that need the same.
func lacks(views []*answerView) []lack {
	var out []lack
	for _, x := range views {
		same := slices.IndexFunc(out, func(l lack) bool { return slices.Equal(l.Needs, x.Needs) && slices.Equal(l.Text, x.Text) })
		if same < 0 {
			out = append(out, lack{x.Title, x.Text, x.Needs})
			continue
		}
		out[same].Titles += " · " + x.Title
	}
	return out
}

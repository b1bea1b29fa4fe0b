package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"detente"
	"detente/analysis"
)

// sureView is the data of the page How sure.
type sureView struct {
	*answered
	Draws  int
	Seed   uint64
	Job    string        // the drawing's name, for its progress and to stop it
	Ready  bool          // it has been done
	Wait   string        // address of this page once it is done
	Stop   string        // why it was stopped
	Drawn  []*answerView // what the draws show
	Lead   []*answerView
	Exact  []*answerView // what needs no draws
	Needs  []*answerView
	Ranges int // how many inputs are drawn
}

// The draws that one can ask for.
const (
	fewestDraws  = 64
	defaultDraws = 1000
	mostDraws    = 100_000
)

// drawing reads from an address how much to draw.
func drawing(r *http.Request, seed uint64) (draws int, from uint64) {
	draws, from = defaultDraws, seed
	if n, err := strconv.Atoi(r.FormValue("draws")); err == nil {
		draws = min(max(n, fewestDraws), mostDraws)
	}
	if n, err := strconv.ParseUint(r.FormValue("seed"), 10, 64); err == nil {
		from = n
	}
	return draws, from
}

// sure shows how sure the answers are. Drawing takes longer than a page should:
// it is done where the address says to wait for it, which the page's script and
// its button do.
func (s *Server) sure(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := &sureView{answered: a}
	v.Draws, v.Seed = drawing(r, s.desk.seed())
	v.Job = "sure " + itoa(v.Draws) + " " + strconv.FormatUint(v.Seed, 10)
	v.Wait = "?draws=" + itoa(v.Draws) + "&seed=" + strconv.FormatUint(v.Seed, 10) + "&wait=yes"
	if a.Unread() {
		return s.render(w, r, "sure", a.c, v)
	}
	for _, q := range a.c.Parsed.Case.Quantities() {
		if q.Quantity.IsRange() {
			v.Ranges++
		}
	}
	results, ready := a.c.ready(v.Job)
	if !ready && r.FormValue("wait") != "" {
		results, err = s.desk.draw(r.Context(), a.c, v.Job, v.Draws, v.Seed)
		if errors.Is(err, errStop) || errors.Is(err, errLong) {
			return err
		}
		if err != nil {
			return err
		}
		ready = true
	}
	if v.Ready = ready; ready {
		list, _ := results.([]*detente.Result)
		v.show(list)
	}
	return s.render(w, r, "sure", a.c, v)
}

// draw draws the case many times.
func (d *desk) draw(ctx context.Context, c *openCase, job string, draws int, seed uint64) (any, error) {
	return d.do(ctx, c, job, func(ctx context.Context, progress func(done, total int)) (any, error) {
		return analysis.Run(ctx, c.Parsed.Case, analysis.Options{Only: []string{"sure"}, Seed: seed, Version: d.o.Version})
	})
}

// exactOfSure are the methods of the lens that draw nothing.
var exactOfSure = []string{"assess/change"}

// show sorts the answers.
func (v *sureView) show(results []*detente.Result) {
	for _, r := range results {
		x := v.answer(r, 2)
		switch {
		case !x.Applies:
			v.Needs = append(v.Needs, x)
		case slices.Contains(exactOfSure, r.Method):
			v.Exact = append(v.Exact, x)
		default:
			v.Drawn = append(v.Drawn, x)
		}
		if x.Applies {
			v.Lead = append(v.Lead, x)
		}
	}
}

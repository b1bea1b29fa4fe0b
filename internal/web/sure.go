package web

import (
	"context"
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
	v.Job = drawingJob(v.Draws, v.Seed)
	v.Wait = "?draws=" + itoa(v.Draws) + "&seed=" + strconv.FormatUint(v.Seed, 10) + "&wait=yes"
	if a.Unread() {
		return s.render(w, r, "sure", a.c, v)
	}
	for _, q := range a.c.Parsed.Case.Quantities() {
		if q.Quantity.IsRange() {
			v.Ranges++
		}
	}
	results, ready := s.desk.drawn(a.c, v.Draws, v.Seed)
	if !ready && r.FormValue("wait") != "" {
		if results, err = s.desk.draw(r.Context(), a.c, v.Draws, v.Seed); err != nil {
			return err
		}
		ready = true
	}
	if v.Ready = ready; ready {
		v.show(results)
	}
	return s.render(w, r, "sure", a.c, v)
}

// drawingJob names a drawing.
func drawingJob(draws int, seed uint64) string {
	return "sure " + itoa(draws) + " " + strconv.FormatUint(seed, 10)
}

// draw draws the case many times, once for each text, number and seed.
func (d *desk) draw(ctx context.Context, c *openCase, draws int, seed uint64) ([]*detente.Result, error) {
	value, err := d.slowly(ctx, c, drawingJob(draws, seed), func(ctx context.Context, progress func(done, total int)) (any, error) {
		return analysis.Run(ctx, c.Parsed.Case, analysis.Options{Only: []string{"sure"}, Draws: draws, Seed: seed, Version: d.o.Version, Progress: progress})
	})
	results, _ := value.([]*detente.Result)
	return results, err
}

// drawn returns what a drawing found, if it has been made.
func (d *desk) drawn(c *openCase, draws int, seed uint64) ([]*detente.Result, bool) {
	value, ok := c.ready(drawingJob(draws, seed))
	results, _ := value.([]*detente.Result)
	return results, ok
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

package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"detente"
	"detente/analysis"
	"detente/assess"
	"detente/gmcr"
	"detente/report"
)

// holdView is the data of the page Would it hold.
type holdView struct {
	*answered
	Lead     []*answerView
	Missing  []*answerView
	Concepts []conceptView
	Rows     []holdRow
	All      string // address that shows every deal, or the shortlist again
	Every    bool
	Deal     string        // the deal that is looked at closely
	Close    []*answerView // what is found of it
	Conflict []*answerView // of the case as one conflict of moves
	Target   string        // what should last
	Fault    string        // what is wrong with that
	Example  string
	Inverse  *answerView
	Rest     []*answerView // in full
}

type conceptView struct{ Name, ID, Means string }

// holdRow is a deal and the concepts under which it is stable.
type holdRow struct {
	ID, To  string
	Look    string // address that looks at it closely
	Now     bool
	Verdict string
	Leaver  string
	Cells   []string // yes, no or open
}

// concepts are the columns of the table.
var concepts = []struct {
	concept gmcr.Concept
	word    string // of the glossary
}{{gmcr.Nash, "nash-stable"}, {gmcr.GMR, "gmr"}, {gmcr.SMR, "smr"}, {gmcr.SEQ, "seq"}, {gmcr.SSEQ, "sseq"}}

// hold shows which deals would last, and why.
func (s *Server) hold(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := &holdView{answered: a}
	if a.Unread() {
		return s.render(w, r, "hold", a.c, v)
	}
	for _, x := range a.views(2, "assess/holds", "gmcr/stability", "gmcr/paths", "gmcr/coalitions") {
		v.place(x)
	}
	list, err := s.desk.roster(r.Context(), a.c)
	if err != nil {
		return err
	}
	if list != nil {
		v.table(list, r.URL.Query().Get("deal"), r.URL.Query().Has("all"))
		if err := v.look(r.Context(), s.desk, list); err != nil {
			return err
		}
	}
	if err := v.inverse(r.Context(), s.desk, strings.TrimSpace(r.URL.Query().Get("target"))); err != nil {
		return err
	}
	return s.render(w, r, "hold", a.c, v)
}

func (v *holdView) place(x *answerView) {
	switch {
	case !x.Applies:
		v.Missing = append(v.Missing, x)
	case x.Method == "assess/holds":
		v.Lead = append(v.Lead, x)
		v.Rest = append(v.Rest, x)
	default:
		v.Conflict = append(v.Conflict, x)
	}
}

// table lists the deals that were judged: the shortlist and what solutions pick,
// or all of them.
func (v *holdView) table(r *roster, deal string, every bool) {
	for _, k := range concepts {
		word, _ := glossed(k.word)
		v.Concepts = append(v.Concepts, conceptView{Name: strings.ToUpper(k.concept.String()), ID: k.word, Means: word.Means})
	}
	v.Deal = chosenDeal(r, deal)
	judged := 0
	for i := range r.Deals {
		d := &r.Deals[i]
		if d.Hold == nil {
			continue
		}
		judged++
		if every || d.Short || len(d.Picked) > 0 || d.ID == v.Deal {
			v.Rows = append(v.Rows, v.row(d))
		}
	}
	switch {
	case every:
		v.All, v.Every = "hold", true
	case judged > len(v.Rows):
		v.All = "?all=yes"
	}
}

// chosenDeal is the deal that was asked for, else the Nash deal, else the first
// that was judged.
func chosenDeal(r *roster, deal string) string {
	first := ""
	for i := range r.Deals {
		d := &r.Deals[i]
		switch {
		case d.Hold == nil:
		case d.ID == deal:
			return deal
		case first == "" || len(d.Picked) > 0 && d.Picked[0] == "Nash":
			first = d.ID
		}
	}
	return first
}

func (v *holdView) row(d *assess.Listed) holdRow {
	row := holdRow{ID: d.ID, To: v.cite.base + d.ID, Look: "?deal=" + d.ID + "#deal", Now: d.ID == v.Deal, Leaver: "nobody"}
	h := d.Hold.Hold
	if h == nil {
		row.Verdict, row.Leaver = "Not judged: "+report.Visible(d.Hold.Refused.Error())+".", ""
		row.Cells = make([]string, len(concepts))
		return row
	}
	row.Verdict = report.Visible(h.Verdict())
	if h.First >= 0 {
		row.Leaver = report.Visible(v.c.Parsed.Case.PartyName(d.Hold.Graph.Parties()[h.First]))
	}
	for _, k := range concepts {
		row.Cells = append(row.Cells, map[gmcr.Certainty]string{gmcr.Yes: "yes", gmcr.No: "no", gmcr.Maybe: "open"}[h.Stable[k.concept]])
	}
	return row
}

// look gathers what there is to say of the chosen deal: the reasons, the states
// and paths where they are few, and what would change it.
func (v *holdView) look(ctx context.Context, d *desk, r *roster) error {
	if v.Deal == "" {
		return nil
	}
	results, err := d.closely(ctx, v.c, r, v.Deal)
	if err != nil {
		return err
	}
	for i, one := range results {
		x := v.answer(one, 2)
		x.ID = "deal-" + itoa(i)
		v.Close = append(v.Close, x)
	}
	return nil
}

// mostStates is how many states a conflict after a deal may have to be shown
// state by state.
const mostStates = 512

// closely looks at one deal, once for each text.
func (d *desk) closely(ctx context.Context, c *openCase, r *roster, id string) ([]*detente.Result, error) {
	value, err := d.do(ctx, c, "hold "+id, func(ctx context.Context, _ func(int, int)) (any, error) {
		deal, err := r.find(ctx, id)
		if err != nil {
			return nil, err
		}
		one, err := assess.FindHolding(ctx, r.p, deal)
		if err != nil {
			return nil, err
		}
		out := []*detente.Result{one.Result()}
		change, err := analysis.Run(ctx, c.Parsed.Case, analysis.Options{Only: []string{"assess/change"}, Deals: []string{id}, Seed: d.seed(), Version: d.o.Version})
		if err != nil {
			return nil, err
		}
		out = append(out, change...)
		if one.Hold == nil || one.Graph.Feasible() > mostStates || one.Graph.Feasible() < 2 {
			return out, nil
		}
		states, err := gmcr.FindStability(ctx, one.Graph)
		if err != nil {
			return nil, err
		}
		paths, err := gmcr.FindPaths(ctx, one.Graph, one.Graph.Start())
		if err != nil {
			return nil, err
		}
		return append(out, states.Result(), paths.Result()), nil
	})
	results, _ := value.([]*detente.Result)
	return results, err
}

// inverse asks what would make an outcome last, where the case is one conflict
// of moves.
func (v *holdView) inverse(ctx context.Context, d *desk, target string) error {
	v.Target, v.Example = target, changeWords(v.c.Parsed.Case, 1, " and ")
	if target == "" || len(v.Conflict) == 0 {
		return nil
	}
	value, err := d.do(ctx, v.c, "inverse "+target, func(ctx context.Context, _ func(int, int)) (any, error) {
		return analysis.Run(ctx, v.c.Parsed.Case, analysis.Options{Only: []string{"gmcr/inverse"}, Target: target, Seed: d.seed(), Version: d.o.Version})
	})
	switch results, _ := value.([]*detente.Result); {
	case errors.Is(err, analysis.ErrUnknown):
		_, text, _ := strings.Cut(err.Error(), analysis.ErrUnknown.Error()+": ")
		v.Fault = report.Visible(text)
	case err != nil:
		return err
	case len(results) > 0:
		v.Inverse = v.answer(results[0], 3)
	}
	return nil
}

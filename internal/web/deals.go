package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"detente"
	"detente/analysis"
	"detente/assess"
	"detente/bargain"
	"detente/report"
)

// dealsView is the data of the Deals page.
type dealsView struct {
	*answered
	Lead    []*answerView
	Plane   *blockView
	Query   *dealQuery
	Heads   []dealHead
	Rows    []dealRow
	Common  string // what all of them have
	All     int    // deals before the filters
	Left    int    // and after them
	Judged  bool
	Before  string // addresses of the pages before and after
	After   string
	Try     string // the package that somebody wants to see
	Fault   string // what is wrong with it
	Tried   *dealRow
	Beside  *answerView // two deals side by side
	Pinned  []pinView
	More    []*answerView
	Missing []*answerView // what needs more of the case
}

// dealHead is a column that sorts.
type dealHead struct{ Name, To, Sort string }

// dealRow is a deal of the table.
type dealRow struct {
	ID       string
	To       string // its evidence
	Pin      string // address that pins it, or no longer
	IsPinned bool
	What     []piece
	Worth    []worthView
	Consent  string
	Holds    string
	Reason   string // address of why
	Picked   string
	Short    bool
}

type worthView struct{ Name, Text, Gain string }

type pinView struct{ Name, Off string }

// deals shows the efficient deals.
func (s *Server) deals(w http.ResponseWriter, r *http.Request) error {
	a, err := s.answered(r)
	if err != nil {
		return err
	}
	v := &dealsView{answered: a}
	if a.Unread() {
		return s.render(w, r, "deals", a.c, v)
	}
	list, err := s.desk.roster(r.Context(), a.c)
	if err != nil {
		return err
	}
	for _, x := range a.views(2, "bargain/wants", "bargain/no-deal", "bargain/zone", "bargain/frontier", "bargain/nash", "bargain/kalai-smorodinsky",
		"bargain/egalitarian", "bargain/utilitarian", "bargain/give-get", "bargain/offers", "bargain/division") {
		v.place(x)
	}
	v.Query = readDealQuery(r.URL.Query(), a.c.Parsed.Case)
	if list != nil {
		v.heads(list.p.Numeric())
		v.list(list)
		v.plane(list)
		if err := v.beside(r.Context(), list, strings.TrimSpace(r.URL.Query().Get("try"))); err != nil {
			return err
		}
	}
	return s.render(w, r, "deals", a.c, v)
}

// place puts an answer where the page shows it: the lead is sentences alone.
func (v *dealsView) place(x *answerView) {
	switch {
	case !x.Applies:
		v.Missing = append(v.Missing, x)
		return
	case slices.Contains([]string{"bargain/no-deal", "bargain/zone", "bargain/nash"}, x.Method):
		v.Lead = append(v.Lead, x)
	}
	v.More = append(v.More, x)
}

// heads names the columns of the parties with numbers; each sorts.
func (v *dealsView) heads(numeric []detente.PartyID) {
	for _, id := range numeric {
		h := dealHead{Name: report.Visible(v.c.Parsed.Case.PartyName(id)), To: v.Query.sorting(string(id)), Sort: "none"}
		if v.Query.Sort == string(id) {
			h.Sort = "descending"
			if v.Query.Up {
				h.Sort = "ascending"
			}
		}
		v.Heads = append(v.Heads, h)
	}
}

// list fills the table, where there is a deal.
func (v *dealsView) list(r *roster) {
	if len(r.Deals) == 0 {
		return
	}
	cs, q := v.c.Parsed.Case, v.Query
	chosen := q.choose(r.Deals, r.p.Numeric())
	v.All, v.Left, v.Judged = len(r.Deals), len(chosen), r.Judged
	shared := sharedSettings(cs, r.Deals)
	v.Common = settingWords(cs, shared, r.Deals[0].Outcome)
	from := min((q.Page-1)*dealsShown, len(chosen))
	to := min(from+dealsShown, len(chosen))
	if from > 0 {
		v.Before = q.with("page", itoa(q.Page-1))
	}
	if to < len(chosen) {
		v.After = q.with("page", itoa(q.Page+1))
	}
	for _, d := range chosen[from:to] {
		v.Rows = append(v.Rows, v.row(d, shared))
	}
}

func (v *dealsView) row(d *assess.Listed, shared []int) dealRow {
	cs := v.c.Parsed.Case
	row := dealRow{ID: d.ID, To: v.cite.base + d.ID, Pin: v.Query.pinning(d.ID), IsPinned: slices.Contains(v.Query.Pins, d.ID),
		What: v.cite.text(settingWords(cs, own(cs, d.Outcome, shared), d.Outcome)), Consent: consentWords(cs, &d.Deal), Holds: d.Lasts().String(),
		Picked: strings.Join(d.Picked, ", "), Short: d.Short, Worth: v.worths(&d.Deal)}
	if len(row.What) == 0 {
		row.What = []piece{{Text: "nothing else"}}
	}
	if d.Lasts() == assess.NotJudged {
		row.Holds = ""
	} else {
		row.Reason = "hold?deal=" + d.ID + "#deal"
	}
	return row
}

// worths says what a deal is worth to each, and how much more than no deal.
func (v *dealsView) worths(d *bargain.Deal) (out []worthView) {
	for k := range d.Utilities {
		gain := detente.FormatShort(d.Gains[k])
		if d.Gains[k] > 0 {
			gain = "+" + gain
		}
		out = append(out, worthView{v.Heads[k].Name, detente.FormatShort(d.Utilities[k]), gain})
	}
	return out
}

func consentWords(cs *detente.Case, d *bargain.Deal) string {
	if d.Consented {
		return ""
	}
	var names []string
	for _, id := range d.Missing {
		names = append(names, report.Visible(cs.PartyName(id)))
	}
	return strings.Join(names, ", ")
}

// plane shows the deals by the utilities of the signatories: for two of them all
// deals, for more an axis each and the deals that the filters leave. Pinned deals
// are marked.
func (v *dealsView) plane(list *roster) {
	for _, r := range v.results {
		for _, b := range r.Blocks {
			if s, ok := b.(*detente.Scatter); ok && r.Method == "bargain/frontier" {
				if v.Plane = v.block(v.marked(s, list)); v.Plane != nil {
					v.Plane.ID = "plane"
				}
			}
		}
	}
}

func (v *dealsView) marked(s *detente.Scatter, list *roster) *detente.Scatter {
	out := *s
	out.Points = slices.Clone(s.Points)
	for i := range out.Points {
		if m := &out.Points[i]; slices.Contains(v.Query.Pins, m.Label) {
			m.Kind = "pinned"
		}
	}
	for _, pin := range v.Query.Pins {
		drawn := slices.ContainsFunc(out.Points, func(m detente.Mark) bool { return m.Label == pin })
		if i := slices.IndexFunc(list.Deals, func(d assess.Listed) bool { return d.ID == pin }); i >= 0 && !drawn {
			out.Points = append(out.Points, list.mark(&list.Deals[i].Deal, "pinned"))
		}
	}
	return &out
}

// beside sets two pinned deals side by side, and judges the package that somebody
// tries.
func (v *dealsView) beside(ctx context.Context, r *roster, try string) error {
	var deals []bargain.Deal
	if v.Try = try; try != "" {
		d, err := r.find(ctx, try)
		switch {
		case errors.Is(err, analysis.ErrUnknown):
			v.Fault = strings.TrimPrefix(err.Error(), analysis.ErrUnknown.Error()+": ")
		case err != nil:
			return err
		default:
			v.tried(r, d)
			deals = append(deals, d)
		}
	}
	for _, pin := range v.Query.Pins {
		v.Pinned = append(v.Pinned, pinView{pin, v.Query.pinning(pin)})
		if d, err := r.find(ctx, pin); err == nil && len(deals) < 2 {
			deals = append(deals, d)
		}
	}
	if len(deals) == 2 {
		if try != "" && v.Fault == "" {
			slices.Reverse(deals)
		}
		beside := r.p.Contrast(deals[0], deals[1])
		for i := range deals {
			if deals[i].ID == "" {
				beside.Names[i] = "your package"
			}
		}
		v.Beside = v.answer(beside.Result(), 2)
		v.Beside.Trail = ""
	}
	return nil
}

// tried shows a package that is not of the frontier's making.
func (v *dealsView) tried(r *roster, d bargain.Deal) {
	cs := v.c.Parsed.Case
	row := dealRow{ID: d.ID, What: v.cite.text(settingWords(cs, own(cs, d.Outcome, nil), d.Outcome)), Worth: v.worths(&d), Consent: consentWords(cs, &d)}
	switch verdict := r.p.Judge(d.Outcome); {
	case !verdict.Package:
		row.Consent = "no package: it breaks a rule, changes nothing or cannot be reached"
	case !verdict.Preferred:
		row.Consent = "those who sign would rather have no deal"
	}
	if d.ID != "" {
		row.To = v.cite.base + d.ID
	}
	v.Tried = &row
}

// Width is how many columns the table has.
func (v *dealsView) Width() int { return len(v.Heads) + 6 }

// Example is a condition that some deal fits.
func (v *dealsView) Example() string {
	cs := v.c.Parsed.Case
	return changeWords(cs, 1, " and ")
}

// ExamplePackage is a package as one can write it.
func (v *dealsView) ExamplePackage() string { return changeWords(v.c.Parsed.Case, 2, ", ") }

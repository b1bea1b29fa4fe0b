package bargain

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// GiveGet is what each party gives and gets in some deals, issue by issue.
type GiveGet struct {
	p     *Problem
	Deals []Exchange
}

// Exchange is one deal as each party feels it, against no deal.
type Exchange struct {
	Deal Deal
	// Issues has a row for each issue whose change somebody with numbers feels:
	// the change in utility of every party of Problem.Numeric.
	Issues []IssueExchange
	// Links is what conditions that reach over several issues add, CutOff what
	// at_most takes away, and Walking what no deal is worth beyond the no-deal
	// outcome, which is lost with it; by party.
	Links, CutOff, Walking []float64
}

// IssueExchange is the change of one issue.
type IssueExchange struct {
	Issue    int // index in the case
	From, To int // levels; From is NoLevel where no deal is no outcome
	Change   []float64
}

// shown is how many deals an answer takes apart.
const shown = 5

// FindGiveGet takes apart the Nash deal and the deals of the shortlist: those
// with consent where there are any, else the preferred ones.
func FindGiveGet(ctx context.Context, p *Problem) (*GiveGet, error) {
	f, err := FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	nash, err := Nash(ctx, p)
	if err != nil {
		return nil, err
	}
	deals, best := f.Shortlist(shown), nash.Consented.Deals
	if len(deals) == 0 {
		deals, best = f.spread(shown, func(*Deal) bool { return true }), nash.WithoutConsent.Deals
	}
	if len(best) > 0 {
		deals = slices.DeleteFunc(deals, func(d Deal) bool { return d.Outcome.Equal(best[0].Outcome) })
		deals = append([]Deal{best[0]}, deals...)
	}
	g := &GiveGet{p: p}
	for _, d := range deals {
		g.Deals = append(g.Deals, p.Exchange(d))
	}
	return g, nil
}

// Exchange takes a deal apart: the change of each party's utility against no
// deal, by issue. The changes of a party add up to its gain.
func (p *Problem) Exchange(d Deal) Exchange {
	m := len(p.scores)
	e := Exchange{Deal: d, Links: make([]float64, m), CutOff: make([]float64, m), Walking: make([]float64, m)}
	for i := range p.c.Issues {
		row := IssueExchange{Issue: i, From: detente.NoLevel, To: d.Outcome[i], Change: make([]float64, m)}
		if p.noDeal != nil {
			row.From = p.noDeal[i]
		}
		felt := false
		for k, s := range p.scores {
			steps := s.at(i, row.To) - s.at(i, row.From)
			row.Change[k] = s.utility(steps)
			felt = felt || steps != 0
		}
		if felt {
			e.Issues = append(e.Issues, row)
		}
	}
	for k, s := range p.scores {
		after := s.parts(d.Outcome)
		var before parts
		if p.noDeal != nil && p.noDeal.Complete() {
			before = s.parts(p.noDeal)
		}
		e.Links[k] = s.utility(after.links - before.links)
		e.CutOff[k] = s.utility(before.cut - after.cut)
		e.Walking[k] = s.utility(before.total - s.noDeal)
		if p.noDeal != nil && !p.noDeal.Complete() {
			e.Walking[k] = s.utility(s.before(p.noDeal) - s.noDeal)
		}
	}
	return e
}

// before is what the known levels of an incomplete outcome are worth.
func (s *score) before(o detente.Outcome) int64 {
	var sum int64
	for i := range o {
		sum += s.at(i, o[i])
	}
	return sum
}

// parts are what a total is made of.
type parts struct{ total, links, cut int64 }

func (s *score) parts(o detente.Outcome) parts {
	rows := s.before(o)
	total := s.finish(rows, o)
	kept := min(rows, s.cut)
	return parts{total: total, links: total - kept, cut: rows - kept}
}

// Result renders the answer.
func (g *GiveGet) Result() *detente.Result {
	p := g.p
	r := p.answer("give-get", "Who gives and gets what")
	if len(g.Deals) == 0 {
		r.Answer = "There is no deal to take apart: no package is preferred to no deal by those who sign."
	} else {
		r.Answer = g.sentence(&g.Deals[0])
	}
	var data []detente.Object
	for i := range g.Deals {
		t := g.table(&g.Deals[i])
		t.Detail = i > 0
		r.Add(t)
		if i == 0 {
			r.Add(g.waterfall(&g.Deals[i]))
		}
		data = append(data, g.object(&g.Deals[i]))
	}
	r.Definitions = []string{"Each number is the change in a party's utility from no deal to the deal, issue by issue; they add up to its gain.", p.noDealMeans()}
	if data == nil {
		data = []detente.Object{}
	}
	r.Data = detente.Object{{Name: "deals", Value: data}}
	return r
}

// sentence says from what each signatory gains most in a deal, and by what it
// loses most.
func (g *GiveGet) sentence(e *Exchange) string {
	p := g.p
	var parts []string
	for _, k := range p.signers {
		gains, losses := g.sides(e, k)
		var text string
		switch {
		case len(gains)+len(losses) == 0:
			text = " neither gains nor loses"
		case len(losses) == 0:
			text = " gains from " + list(gains)
		case len(gains) == 0:
			text = " loses by " + list(losses)
		default:
			text = " gains most from " + list(gains) + ", and loses by " + list(losses)
		}
		if e.Walking[k] != 0 {
			text += fmt.Sprintf(", and gives up what walking away is worth (%s)", signed(e.Walking[k]))
		}
		parts = append(parts, p.c.PartyName(p.scores[k].name)+text+fmt.Sprintf(": in all %s", signed(e.Deal.Gains[k])))
	}
	return "In " + e.name() + ", against no deal: " + strings.Join(parts, "; ") + "."
}

func (e *Exchange) name() string {
	if e.Deal.ID == "" {
		return "the Nash deal"
	}
	return e.Deal.ID
}

// most is how many issues a sentence names on either side.
const most = 3

// sides lists the changes from which a party gains most and those by which it
// loses most.
func (g *GiveGet) sides(e *Exchange, k int) (gets, gives []string) {
	rows := slices.Clone(e.Issues)
	slices.SortStableFunc(rows, func(a, b IssueExchange) int { return cmp.Compare(math.Abs(b.Change[k]), math.Abs(a.Change[k])) })
	for _, row := range rows {
		issue := &g.p.c.Issues[row.Issue]
		what := fmt.Sprintf("%s (%s)", quoted(issue.Display()+": "+issue.LevelName(row.To)), signed(row.Change[k]))
		switch {
		case row.Change[k] > 0:
			gets = append(gets, what)
		case row.Change[k] < 0:
			gives = append(gives, what)
		}
	}
	return gets[:min(most, len(gets))], gives[:min(most, len(gives))]
}

// signed shows a change: +12.5, -3, 0.
func signed(x float64) string {
	text := detente.FormatShort(x)
	if x > 0 && text != "0" {
		return "+" + text
	}
	return text
}

func (g *GiveGet) table(e *Exchange) *detente.Table {
	p := g.p
	t := &detente.Table{Title: "Give and get in " + e.name(), Columns: append([]detente.Column{{Name: "issue", Wide: true}, {Name: "becomes", Wide: true}}, p.utilityColumns()...)}
	add := func(what, becomes string, change []float64) {
		row := []detente.Cell{detente.Txt(what), detente.Txt(becomes)}
		for _, x := range change {
			row = append(row, detente.Cell{Text: signed(x), Number: x, IsNum: true})
		}
		t.Rows = append(t.Rows, row)
	}
	for _, row := range e.Issues {
		s := &p.c.Issues[row.Issue]
		add(s.Display(), s.LevelName(row.To), row.Change)
	}
	for _, extra := range e.extras() {
		add(extra.what, "", extra.change)
	}
	add("in all", "", e.Deal.Gains)
	return t
}

type extra struct {
	key, what string
	change    []float64
}

// extras are the rows beyond the issues, where somebody feels them.
func (e *Exchange) extras() []extra {
	var out []extra
	for _, x := range []extra{
		{"links", "links between issues", e.Links},
		{"cut_off", "cut off at the most its points can add up to", e.CutOff},
		{"no_agreement", "the worth of walking away, beyond the no-deal outcome", e.Walking},
	} {
		if slices.ContainsFunc(x.change, func(v float64) bool { return v != 0 }) {
			out = append(out, x)
		}
	}
	return out
}

func (g *GiveGet) object(e *Exchange) detente.Object {
	p := g.p
	rows := []detente.Object{}
	for _, row := range e.Issues {
		rows = append(rows, detente.Object{{Name: "issue", Value: string(p.c.Issues[row.Issue].ID)}, {Name: "change", Value: p.utilityObject(row.Change)}})
	}
	out := detente.Object{{Name: "id", Value: e.Deal.ID}, {Name: "outcome", Value: p.outcomeObject(e.Deal.Outcome)}, {Name: "issues", Value: rows}}
	for _, x := range e.extras() {
		out = append(out, detente.Field{Name: x.key, Value: p.utilityObject(x.change)})
	}
	return append(out, detente.Field{Name: "gain", Value: p.utilityObject(e.Deal.Gains)})
}

package bargain

import (
	"fmt"

	"detente"
)

// about says what a solution is.
type about struct {
	method, name, title, value string
	means                      []string
}

// solutions describes the rules, by rule.
var solutions = [...]about{
	nash: {"nash", "Nash", "Nash deal", "product of gains", []string{
		"Nash: the largest product of the signatories' gains over no deal, each gain on a scale from 0 to 1 (in points where a party has points). On a finite set of packages this is a restricted maximum.",
	}},
	egalitarian: {"egalitarian", "egalitarian", "Egalitarian deal", "smallest gain", []string{
		"Egalitarian: the smallest gain is as large as possible, then the second smallest, and so on (leximin). It compares utilities between parties.",
	}},
	kalaiSmorodinsky: {"kalai-smorodinsky", "Kalai-Smorodinsky", "Kalai-Smorodinsky deal", "smallest share of the possible gain", []string{
		"Kalai-Smorodinsky: each signatory's gain as a share of the most it gains in any package of the same set (its ideal); the smallest share is as large as possible, then the second smallest, and so on (leximin). Whoever can gain nothing is left out. On a finite set of packages this is a restricted maximum.",
	}},
	utilitarian: {"utilitarian", "utilitarian", "Utilitarian deal", "sum of gains", []string{
		"Utilitarian: the largest sum of gains. It compares utilities between parties.",
	}},
}

// Result renders the answer.
func (s *Solution) Result() *detente.Result {
	p, a := s.p, &solutions[s.rule]
	r := p.answer(a.method, a.title)
	r.Answer = s.sentence(a)
	if len(s.Consented.Deals)+len(s.WithoutConsent.Deals) > 0 {
		r.Add(s.table(a))
	}
	r.Definitions = append(append([]string{}, a.means...), p.powerMeans(s.rule)...)
	r.Definitions = append(r.Definitions,
		"Only packages that leave no signatory below no deal; gains are those of "+list(p.gainers())+".", p.noDealMeans(), p.exactness())
	r.Definitions = append(r.Definitions, p.gridMeans()...)
	r.Data = append(s.block(&s.Consented, s.ideal), detente.Field{Name: "without_consent", Value: s.block(&s.WithoutConsent, s.idealBare)})
	return r
}

// agree reports whether consent makes no difference to the solution.
func (s *Solution) agree() bool {
	a, b := s.Consented.Deals, s.WithoutConsent.Deals
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Outcome.Equal(b[i].Outcome) {
			return false
		}
	}
	return true
}

func (s *Solution) sentence(a *about) string {
	with, without := s.Consented.Deals, s.WithoutConsent.Deals
	switch {
	case len(without) == 0:
		return fmt.Sprintf("There is no %s deal: no package that those who sign prefer leaves every signatory at least as well off as no deal.", a.name)
	case len(with) == 0:
		return fmt.Sprintf("There is no %s deal with every consent. %s", a.name, s.aside(&without[0]))
	}
	text := fmt.Sprintf("The %s deal is %s.", a.name, s.describe(&with[0], &s.Consented))
	if len(with) > 1 {
		text += fmt.Sprintf(" %s with it.", others(len(with)-1))
	}
	if s.agree() {
		return text
	}
	return text + " " + s.aside(&without[0])
}

func others(n int) string {
	if n == 1 {
		return "One other ties"
	}
	return count(int64(n)) + " others tie"
}

// aside says which deal the rule picks when consent is left aside, and who
// withholds it.
func (s *Solution) aside(d *Deal) string {
	text := "Consent aside it would be " + s.describe(d, &s.WithoutConsent)
	if len(d.Missing) == 0 {
		return text + "."
	}
	return text + "; consent is withheld by " + list(s.p.display(d.Missing)) + "."
}

// describe says what a deal is and what it is worth.
func (s *Solution) describe(d *Deal, o *Optimum) string {
	name, tail := d.ID, ""
	if name == "" {
		name = "a package"
	}
	if d.ID == "" || s.rule == nash && o == &s.Consented {
		tail = ": " + s.p.words(d.Outcome)
	}
	return fmt.Sprintf("%s, worth %s%s", name, s.p.shares(d.Utilities, s.p.signers), tail)
}

// table lists the deals that the rule picks, with consent and consent aside.
func (s *Solution) table(a *about) *detente.Table {
	p := s.p
	t := &detente.Table{Columns: append([]detente.Column{{Name: "among packages", Wide: true}, {Name: "deal", Wide: true}}, p.utilityColumns()...)}
	t.Columns = append(t.Columns, detente.Column{Name: a.value, Right: true}, detente.Column{Name: "consent missing", Wide: true})
	add := func(set string, o *Optimum) {
		for i := range o.Deals[:min(len(o.Deals), listed)] {
			d := &o.Deals[i]
			name := d.ID
			if name == "" {
				name = p.words(d.Outcome)
			}
			row := append([]detente.Cell{detente.Txt(set), detente.Txt(name)}, utilityCells(d.Utilities)...)
			t.Rows = append(t.Rows, append(row, detente.Num(o.Value), detente.Txt(p.missingWords(d))))
		}
		if len(o.Deals) > listed {
			t.Note = fmt.Sprintf("%d of %s deals that tie.", listed, count(int64(len(o.Deals))))
		}
	}
	add("with every consent", &s.Consented)
	if !s.agree() {
		add("consent aside", &s.WithoutConsent)
	}
	return t
}

// block is one optimum as JSON shows it.
func (s *Solution) block(o *Optimum, ideal []float64) detente.Object {
	p := s.p
	deals := []detente.Object{}
	for i := range o.Deals {
		d := &o.Deals[i]
		deal := detente.Object{{Name: "outcome", Value: p.outcomeObject(d.Outcome)}, {Name: "utilities", Value: p.utilityObject(d.Utilities)}, {Name: "missing", Value: idList(d.Missing)}}
		if d.ID != "" {
			deal = append(detente.Object{{Name: "id", Value: d.ID}}, deal...)
		}
		deals = append(deals, deal)
	}
	var value any
	if len(o.Deals) > 0 {
		value = o.Value
	}
	out := detente.Object{{Name: "deals", Value: deals}, {Name: "value", Value: value}, {Name: "proven", Value: o.Proven}, {Name: "gap", Value: numberOrNull(o.Gap)}}
	if s.rule == kalaiSmorodinsky && len(o.Deals) > 0 {
		best := detente.Object{}
		for i, k := range p.signers {
			sc := p.scores[k]
			best = append(best, detente.Field{Name: string(sc.name), Value: sc.utility(sc.noDeal) + ideal[i]})
		}
		out = append(out, detente.Field{Name: "ideal", Value: best})
	}
	return out
}

package bargain

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// Contrast is two deals side by side: the issues that set them apart, and what
// each party gains or loses by having the second instead of the first.
type Contrast struct {
	p *Problem
	// First and Second are the deals, Names what to call them.
	First, Second Deal
	Names         [2]string
	// Issues has a row for each issue that differs: the change in utility of every
	// party of Problem.Numeric.
	Issues []IssueExchange
	// Links is the change by conditions that reach over several issues, CutOff what
	// at_most takes away or gives back, Change all of it; by party.
	Links, CutOff, Change []float64
}

// Contrast sets two complete packages side by side. The changes of a party, by
// issue, links and what is cut off, add up to its change in all. Utilities of
// outcomes are compared, so that what walking away is worth plays no part.
func (p *Problem) Contrast(first, second Deal) *Contrast {
	m := len(p.scores)
	t := &Contrast{p: p, First: first, Second: second, Links: make([]float64, m), CutOff: make([]float64, m), Change: make([]float64, m)}
	t.Names = [2]string{named(&first, "the first"), named(&second, "the second")}
	for i := range p.c.Issues {
		if first.Outcome[i] == second.Outcome[i] {
			continue
		}
		row := IssueExchange{Issue: i, From: first.Outcome[i], To: second.Outcome[i], Change: make([]float64, m)}
		for k, s := range p.scores {
			row.Change[k] = s.utility(s.at(i, row.To) - s.at(i, row.From))
		}
		t.Issues = append(t.Issues, row)
	}
	for k, s := range p.scores {
		before, after := s.parts(first.Outcome), s.parts(second.Outcome)
		t.Links[k] = s.utility(after.links - before.links)
		t.CutOff[k] = s.utility(before.cut - after.cut)
		t.Change[k] = s.utility(after.total - before.total)
	}
	return t
}

func named(d *Deal, otherwise string) string {
	if d.ID == "" {
		return otherwise
	}
	return d.ID
}

// Result renders the answer.
func (t *Contrast) Result() *detente.Result {
	r := t.p.answer("contrast", t.Names[0]+" beside "+t.Names[1])
	r.Answer = t.sentence()
	if len(t.Issues) > 0 {
		r.Add(t.table())
		if b := t.bars(); len(b.Bars) > 0 {
			r.Add(b)
		}
	}
	r.Definitions = []string{"Each number is the change in a party's utility from the first package to the second, issue by issue; they add up. Utilities of different parties cannot be compared."}
	return r
}

// sentence says who is better off with the second, by what most, and who
// withholds a consent.
func (t *Contrast) sentence() string {
	if len(t.Issues) == 0 {
		return fmt.Sprintf("%s and %s are the same package.", upper(t.Names[0]), t.Names[1])
	}
	var parts []string
	for k, s := range t.p.scores {
		name := t.p.c.PartyName(s.name)
		switch x := t.Change[k]; {
		case x > 0:
			parts = append(parts, fmt.Sprintf("%s gains %s%s", name, detente.FormatShort(x), t.most(k, 1)))
		case x < 0:
			parts = append(parts, fmt.Sprintf("%s loses %s%s", name, detente.FormatShort(-x), t.most(k, -1)))
		default:
			parts = append(parts, name+" is as well off")
		}
	}
	text := fmt.Sprintf("They differ in %d issues.", len(t.Issues))
	if len(t.Issues) == 1 {
		text = "They differ in one issue."
	}
	if len(parts) > 0 {
		text = fmt.Sprintf("With %s instead of %s %s. %s", t.Names[1], t.Names[0], strings.Join(parts, "; "), text)
	}
	for i, d := range []*Deal{&t.First, &t.Second} {
		if len(d.Missing) > 0 {
			text += fmt.Sprintf(" %s lacks the consent of %s.", upper(t.Names[i]), list(t.p.display(d.Missing)))
		}
	}
	return text
}

// most names the issue by which a party gains (or, with a sign of -1, loses) most.
func (t *Contrast) most(k int, sign float64) string {
	i := -1
	for n := range t.Issues {
		if x := sign * t.Issues[n].Change[k]; x > 0 && (i < 0 || x > sign*t.Issues[i].Change[k]) {
			i = n
		}
	}
	if i < 0 {
		return ""
	}
	s := &t.p.c.Issues[t.Issues[i].Issue]
	return fmt.Sprintf(", most by %s", quoted(s.Display()+": "+s.LevelName(t.Issues[i].To)))
}

func (t *Contrast) table() *detente.Table {
	p := t.p
	out := &detente.Table{Title: "Issue by issue", Columns: []detente.Column{{Name: "issue", Wide: true}, {Name: t.Names[0], Wide: true}, {Name: t.Names[1], Wide: true}}}
	out.Columns = append(out.Columns, p.utilityColumns()...)
	add := func(what, before, after string, change []float64) {
		row := []detente.Cell{detente.Txt(what), detente.Txt(before), detente.Txt(after)}
		for _, x := range change {
			row = append(row, detente.Cell{Text: signed(x), Number: x, IsNum: true})
		}
		out.Rows = append(out.Rows, row)
	}
	for _, row := range t.Issues {
		s := &p.c.Issues[row.Issue]
		add(s.Display(), s.LevelName(row.From), s.LevelName(row.To), row.Change)
	}
	if felt(t.Links) {
		add("links between issues", "", "", t.Links)
	}
	if felt(t.CutOff) {
		add("cut off at the most its points can add up to", "", "", t.CutOff)
	}
	add("in all", "", "", t.Change)
	return out
}

func felt(change []float64) bool {
	return slices.ContainsFunc(change, func(x float64) bool { return x != 0 })
}

// bars shows how the change adds up for each party, the largest steps first.
func (t *Contrast) bars() *detente.Bars {
	p := t.p
	b := &detente.Bars{Title: fmt.Sprintf("From %s to %s", t.Names[0], t.Names[1]), Unit: "utility", Waterfall: true}
	for k, s := range p.scores {
		if s.points {
			b.Unit = "points"
		}
		rows := slices.Clone(t.Issues)
		slices.SortStableFunc(rows, func(x, y IssueExchange) int { return cmp.Compare(math.Abs(y.Change[k]), math.Abs(x.Change[k])) })
		for _, row := range rows {
			if row.Change[k] != 0 {
				b.Bars = append(b.Bars, detente.Bar{Label: p.c.Issues[row.Issue].Display(), Group: p.c.PartyName(s.name), Value: row.Change[k]})
			}
		}
		if rest := t.Links[k] + t.CutOff[k]; rest != 0 {
			b.Bars = append(b.Bars, detente.Bar{Label: "links", Group: p.c.PartyName(s.name), Value: rest})
		}
	}
	return b
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

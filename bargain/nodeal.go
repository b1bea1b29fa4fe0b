package bargain

import (
	"context"
	"strings"

	"detente"
)

// NoDeal is what becomes of the issues if the parties part, and what that is
// worth to each.
type NoDeal struct {
	p         *Problem
	Outcome   detente.Outcome // nil where no deal is no outcome; NoLevel where unknown
	Utilities []float64       // of Problem.Numeric
}

// FindNoDeal returns what each party keeps if they part: what its no_agreement
// says, or else the utility of the no-deal outcome.
func FindNoDeal(ctx context.Context, p *Problem) (*NoDeal, error) {
	d := &NoDeal{p: p, Outcome: p.noDeal}
	for _, s := range p.scores {
		d.Utilities = append(d.Utilities, s.utility(s.noDeal))
	}
	return d, ctx.Err()
}

// Result renders the answer.
func (d *NoDeal) Result() *detente.Result {
	p := d.p
	r := p.answer("no-deal", "If they part")
	r.Answer = d.sentence()
	if d.Outcome != nil {
		r.Add(d.outcomeTable())
	}
	if len(p.scores) > 0 {
		r.Add(d.bars())
	}
	r.Definitions = []string{p.noDealMeans(), utilityMeans}
	r.Data = detente.Object{
		{Name: "outcome", Value: p.outcomeObject(d.Outcome)},
		{Name: "utilities", Value: p.utilityObject(d.Utilities)},
	}
	return r
}

func (d *NoDeal) sentence() string {
	p := d.p
	who := p.signers
	if len(who) == 0 {
		for k := range p.scores {
			who = append(who, k)
		}
	}
	var text strings.Builder
	switch len(who) {
	case 0:
		text.WriteString("No party has numbers, so what parting is worth cannot be put in figures.")
	default:
		parts := make([]string, len(who))
		for i, k := range who {
			verb := ""
			if i == 0 {
				verb = "keeps "
			}
			parts[i] = p.c.PartyName(p.scores[k].name) + " " + verb + p.figure(k, d.Utilities[k])
		}
		text.WriteString("If they part, " + list(parts))
		if !p.scores[who[len(who)-1]].points {
			text.WriteString(" of 100")
		}
		text.WriteString(".")
	}
	if d.Outcome == nil {
		text.WriteString(" No deal is none of the outcomes on the table: each party says for itself what walking away is worth.")
	}
	return text.String()
}

// outcomeTable shows where each issue stands today and where it stands if they
// part.
func (d *NoDeal) outcomeTable() *detente.Table {
	t := &detente.Table{Title: "What becomes of the issues without a deal", Columns: []detente.Column{
		{Name: "issue", Wide: true}, {Name: "today"}, {Name: "no deal"}}}
	for i := range d.p.c.Issues {
		s := &d.p.c.Issues[i]
		after := "same"
		if d.Outcome[i] != s.Now {
			after = s.LevelName(d.Outcome[i])
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(s.Display()), detente.Txt(s.LevelName(s.Now)), detente.Txt(after)})
	}
	return t
}

func (d *NoDeal) bars() *detente.Bars {
	b := &detente.Bars{Title: "What no deal is worth", Unit: "utility", Max: 100}
	for k, s := range d.p.scores {
		if s.points {
			b.Unit, b.Max = "points", 0
		}
		note := "worth of the no-deal outcome"
		if s.typed {
			note = "as the case states"
		}
		b.Bars = append(b.Bars, detente.Bar{Label: d.p.c.PartyName(s.name), Value: d.Utilities[k], Note: note})
	}
	return b
}

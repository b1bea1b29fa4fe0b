package assess

import (
	"fmt"
	"slices"
	"strings"

	"detente"
	"detente/gmcr"
)

// named are the concepts that an answer names, in the order in which they are
// explained.
var named = []gmcr.Concept{gmcr.Nash, gmcr.GMR, gmcr.SMR, gmcr.SEQ, gmcr.SSEQ}

// Result renders the answer.
func (h *Holds) Result() *detente.Result {
	c := h.p.Case()
	r := &detente.Result{Method: "assess/holds", Title: "Would it hold", Status: detente.OK}
	r.Answer = h.sentence()
	if len(h.Deals) > 0 {
		r.Add(h.table())
	}
	for i := range h.Deals {
		l := h.Deals[i].paragraph()
		l.Detail = i > 0
		r.Add(l)
	}
	r.Definitions = []string{
		"The conflict after a deal starts at the deal as signed. In one move a party changes any number of issues that it can change alone; issues that the deal changed, and those that somebody can change alone and somebody values, are open.",
		"Nash: nobody gains by leaving. GMR: whoever would gain can be answered so that it does not. SMR: and it cannot escape from that answer. SEQ: and each answer is one that its maker gains by (a credible threat). SSEQ: and there is no escape. “Not better” includes equal (Fang, Hipel and Kilgour 1993).",
		"Numbers order outcomes only where every range keeps the order; where it does not, or the case leaves an order open, the verdict may hang on it (variants a to d).",
		"A deal that holds by these orders is not thereby likely; the graph model forecasts nothing.",
	}
	for _, in := range c.Inputs() {
		if strings.HasPrefix(in.Path, "parties.") || strings.HasPrefix(in.Path, "issues.") {
			r.Label = r.Label.Join(in.Label)
			for _, id := range in.Because {
				if !slices.Contains(r.Evidence, id) {
					r.Evidence = append(r.Evidence, id)
				}
			}
		}
	}
	r.Data = h.data()
	return r
}

// sentence says how many deals would hold, and what becomes of the first.
func (h *Holds) sentence() string {
	if len(h.Deals) == 0 {
		return "No deal has every consent it needs, so there is none that could hold."
	}
	free, credible := 0, 0
	for i := range h.Deals {
		switch one := &h.Deals[i]; {
		case one.Hold == nil:
		case one.Hold.Stable[gmcr.Nash] == gmcr.Yes:
			free++
		case one.Hold.Stable[gmcr.SEQ] == gmcr.Yes:
			credible++
		}
	}
	text := fmt.Sprintf("Nobody would gain by leaving %d of %d shortlisted deals with consent; credible answers hold %s of the others.", free, len(h.Deals), amount(credible))
	switch free {
	case 0:
		text = fmt.Sprintf("From each of the %d shortlisted deals with consent somebody would gain by leaving; credible answers hold %s of them.", len(h.Deals), amount(credible))
	case len(h.Deals):
		text = fmt.Sprintf("Nobody would gain by leaving any of the %d shortlisted deals with consent.", free)
	}
	first := &h.Deals[0]
	if first.Hold == nil {
		return text
	}
	text += " " + first.name() + ": " + strings.ToLower(first.Hold.Verdict()[:1]) + first.Hold.Verdict()[1:]
	if i := first.Hold.First; i >= 0 {
		text += " " + first.Hold.Sentence(i)
	}
	if len(first.Upsets) > 0 {
		text += " But " + first.Joint.Tell(first.Joint.Start(), &first.Upsets[0])
	}
	return text
}

func amount(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

func (one *Holding) name() string {
	if one.Deal.ID == "" {
		return "The Nash deal"
	}
	return one.Deal.ID
}

// mark is a verdict in a cell.
func mark(v gmcr.Certainty) string {
	switch v {
	case gmcr.Yes:
		return "yes"
	case gmcr.Maybe:
		return "open"
	}
	return "no"
}

func (h *Holds) table() *detente.Table {
	t := &detente.Table{Title: "Would it hold?", Columns: []detente.Column{{Name: "deal"}, {Name: "verdict", Wide: true}, {Name: "first to leave"}}}
	for _, k := range named {
		t.Columns = append(t.Columns, detente.Column{Name: strings.ToUpper(k.String())})
	}
	for i := range h.Deals {
		one := &h.Deals[i]
		row := []detente.Cell{detente.Txt(one.name())}
		if one.Hold == nil {
			row = append(row, detente.Txt("not judged: "+one.Refused.Error()), detente.Txt("-"))
		} else {
			row = append(row, detente.Txt(one.Hold.Verdict()), detente.Txt(one.leaver(h.p.Case())))
		}
		for _, k := range named {
			text := "-"
			if one.Hold != nil {
				text = mark(one.Hold.Stable[k])
			}
			row = append(row, detente.Txt(text))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Note = "Stable for every party that could break it: yes, no, or open where an order is not known."
	return t
}

// leaver names who leaves first, "-" where nobody gains by it.
func (one *Holding) leaver(c *detente.Case) string {
	if one.Hold.First < 0 {
		return "-"
	}
	return c.PartyName(one.Graph.Parties()[one.Hold.First])
}

// paragraph gives the reason for each party, and the coalitions that could
// upset the deal.
func (one *Holding) paragraph() *detente.List {
	l := &detente.List{Title: "Why " + one.name() + " would or would not hold"}
	if one.Hold == nil {
		l.Items = append(l.Items, detente.Item{Text: "It was not judged: " + one.Refused.Error() + "."})
		return l
	}
	for i := range one.Hold.Reasons {
		l.Items = append(l.Items, detente.Item{Text: strings.TrimSpace(one.Hold.Sentence(i) + " " + one.Hold.Snap(i))})
	}
	for i := range one.Upsets {
		if i == shown {
			l.Items = append(l.Items, detente.Item{Text: fmt.Sprintf("%d more coalitions could upset it.", len(one.Upsets)-i)})
			break
		}
		l.Items = append(l.Items, detente.Item{Text: one.Joint.Tell(one.Joint.Start(), &one.Upsets[i])})
	}
	return l
}

func (h *Holds) data() detente.Object {
	deals := []detente.Object{}
	for i := range h.Deals {
		deals = append(deals, h.Deals[i].object())
	}
	return detente.Object{{Name: "deals", Value: deals}}
}

func (one *Holding) object() detente.Object {
	out := detente.Object{{Name: "id", Value: one.Deal.ID}}
	if one.Hold == nil {
		return append(out, detente.Field{Name: "holds", Value: detente.Object{}}, detente.Field{Name: "first_to_leave", Value: nil}, detente.Field{Name: "breach", Value: nil},
			detente.Field{Name: "answer", Value: nil}, detente.Field{Name: "credible", Value: nil}, detente.Field{Name: "coalitions", Value: []any{}}, detente.Field{Name: "refused", Value: one.Refused.Error()})
	}
	upsets := []detente.Object{}
	for i := range one.Upsets {
		upsets = append(upsets, one.Joint.UpsetObject(one.Joint.Start(), &one.Upsets[i]))
	}
	out = append(out, one.Hold.Object()...)
	return append(out, detente.Field{Name: "coalitions", Value: upsets}, detente.Field{Name: "states", Value: one.Graph.Feasible()})
}

package assess

import (
	"fmt"
	"strings"

	"detente"
	"detente/gmcr"
)

// told are the concepts that an answer names, in the order in which they are
// explained.
var told = []gmcr.Concept{gmcr.Nash, gmcr.GMR, gmcr.SMR, gmcr.SEQ, gmcr.SSEQ}

// Result renders the answer.
func (h *Holds) Result() *detente.Result {
	c := h.p.Case()
	r := &detente.Result{Method: "assess/holds", Title: "Would it hold", Status: detente.OK}
	r.Answer = h.sentence()
	if len(h.Deals) > 0 {
		r.Add(h.table())
	}
	for i := range h.Deals {
		r.Add(h.Deals[i].paragraph(c))
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
			r.Evidence = appendNew(r.Evidence, in.Because)
		}
	}
	r.Data = h.data()
	return r
}

func appendNew(all, more []detente.EvidenceID) []detente.EvidenceID {
	for _, id := range more {
		seen := false
		for _, have := range all {
			seen = seen || have == id
		}
		if !seen {
			all = append(all, id)
		}
	}
	return all
}

// sentence says how many deals would hold, and what becomes of the first.
func (h *Holds) sentence() string {
	if len(h.Deals) == 0 {
		return "No deal has every consent it needs, so there is none that could hold."
	}
	free, credible := 0, 0
	for i := range h.Deals {
		switch {
		case h.Deals[i].Stable[gmcr.Nash] == gmcr.Yes:
			free++
		case h.Deals[i].Stable[gmcr.SEQ] == gmcr.Yes:
			credible++
		}
	}
	text := fmt.Sprintf("Of %d deals with consent %d would hold because nobody gains by leaving first, and %d by answers that are credible.", len(h.Deals), free, credible)
	first := &h.Deals[0]
	switch {
	case first.Refused != nil:
		return text
	case first.First == "":
		return text + fmt.Sprintf(" %s holds: nobody gains by leaving it.", first.name())
	case first.Answer == "":
		return text + fmt.Sprintf(" %s would first be left by %s, with “%s”, and nothing deters it.", first.name(), h.p.Case().PartyName(first.First), first.Breach)
	}
	kind := "possible but not credible"
	if first.Credible {
		kind = "credible"
	}
	return text + fmt.Sprintf(" %s would first be left by %s, with “%s”; the answer, %s, is %s.", first.name(), h.p.Case().PartyName(first.First), first.Breach, first.Answer, kind)
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
	c := h.p.Case()
	t := &detente.Table{Title: "Would it hold?", Columns: []detente.Column{{Name: "deal"}, {Name: "verdict", Wide: true}, {Name: "first to leave"}, {Name: "by", Wide: true}}}
	for _, k := range told {
		t.Columns = append(t.Columns, detente.Column{Name: strings.ToUpper(k.String())})
	}
	for i := range h.Deals {
		one := &h.Deals[i]
		who := "-"
		if one.First != "" {
			who = c.PartyName(one.First)
		}
		row := []detente.Cell{detente.Txt(one.name()), detente.Txt(one.verdict(c)), detente.Txt(who), detente.Txt(orDash(one.Breach))}
		for _, k := range told {
			text := mark(one.Stable[k])
			if one.Refused != nil {
				text = "-"
			}
			row = append(row, detente.Txt(text))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Note = "Stable for every party that could break it: yes, no, or open where an order is not known."
	return t
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// paragraph gives the reason for each party.
func (one *Holding) paragraph(c *detente.Case) *detente.List {
	l := &detente.List{Title: "Why " + one.name() + " would or would not hold"}
	if one.Refused != nil {
		l.Items = append(l.Items, detente.Item{Text: "It was not judged: " + one.Refused.Error() + "."})
		return l
	}
	for _, s := range one.Reasons {
		l.Items = append(l.Items, detente.Item{Text: s})
	}
	for i, u := range one.Upsets {
		if i == shown {
			l.Items = append(l.Items, detente.Item{Text: fmt.Sprintf("%d more coalitions could upset it.", len(one.Upsets)-i)})
			break
		}
		var names []string
		for _, id := range u.By {
			names = append(names, c.PartyName(id))
		}
		l.Items = append(l.Items, detente.Item{Text: fmt.Sprintf("Together %s would leave it for “%s”, which is better for each of them.", list(names), u.Breach)})
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
	holds := detente.Object{}
	for _, k := range told {
		var v any
		if one.Refused == nil && one.Stable[k] != gmcr.Maybe {
			v = one.Stable[k] == gmcr.Yes
		}
		holds = append(holds, detente.Field{Name: k.String(), Value: v})
	}
	upsets := []detente.Object{}
	for _, u := range one.Upsets {
		upsets = append(upsets, detente.Object{{Name: "parties", Value: u.By}, {Name: "breach", Value: u.Breach}})
	}
	var first, breach, answer, credible any
	if one.First != "" {
		first, breach = string(one.First), one.Breach
	}
	if one.Answer != "" {
		answer, credible = one.Answer, one.Credible
	}
	out := detente.Object{{Name: "id", Value: one.Deal.ID}, {Name: "holds", Value: holds}, {Name: "first_to_leave", Value: first}, {Name: "breach", Value: breach},
		{Name: "answer", Value: answer}, {Name: "credible", Value: credible}, {Name: "coalitions", Value: upsets}, {Name: "states", Value: one.States}}
	if one.Refused != nil {
		out = append(out, detente.Field{Name: "refused", Value: one.Refused.Error()})
	}
	return out
}

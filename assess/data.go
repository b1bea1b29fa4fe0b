package assess

import (
	"detente"
)

// data is the answer as JSON shows it.
func (b *Blockers) data() detente.Object {
	deals := []detente.Object{}
	for i := range b.Deals {
		deals = append(deals, b.h.dealData(&b.Deals[i]))
	}
	winSets := []detente.Object{}
	for _, w := range b.WinSets {
		winSets = append(winSets, detente.Object{
			{Name: "party", Value: string(w.Party)}, {Name: "audience", Value: idOrNull(w.Audience)},
			{Name: "accepted", Value: w.Accepted}, {Name: "of", Value: w.Of}, {Name: "binding", Value: idOrNull(w.Binding)},
		})
	}
	out := detente.Object{{Name: "deals", Value: deals}, {Name: "win_sets", Value: winSets}}
	if b.Voting == nil {
		return append(out, detente.Field{Name: "voting", Value: nil})
	}
	return append(out, detente.Field{Name: "voting", Value: b.Voting.data()})
}

func (h *hall) dealData(d *Blocked) detente.Object {
	missing := []detente.Object{}
	for i := range d.Missing {
		w := &d.Missing[i]
		row := detente.Object{{Name: "party", Value: string(w.Party)}, {Name: "short_by", Value: nil}, {Name: "says", Value: w.Says}, {Name: "no_deal", Value: nil}}
		if w.Numeric {
			row[1].Value = w.ShortBy
			row[3].Value = detente.Object{{Name: "from", Value: w.NoDeal}, {Name: "to", Value: w.Enough}}
		}
		row = append(row, detente.Field{Name: "least_change", Value: h.changeData(w.Least)})
		missing = append(missing, row)
	}
	out := detente.Object{
		{Name: "id", Value: d.ID}, {Name: "outcome", Value: h.outcomeData(d.Outcome)}, {Name: "consented", Value: d.Consented},
		{Name: "missing", Value: missing}, {Name: "least_change", Value: h.changeData(d.Least)},
		{Name: "changed", Value: nil}, {Name: "cost", Value: nil}, {Name: "loss", Value: nil}, {Name: "proven", Value: d.Consented || d.Complete},
	}
	if l := d.Least; l != nil {
		cost := detente.Object{}
		for i, x := range l.Change {
			cost = append(cost, detente.Field{Name: string(h.numeric[i]), Value: -x + 0})
		}
		for i, v := range []any{h.outcomeData(l.Outcome), cost, l.Loss, l.Proven} {
			out[5+i].Value = v
		}
	}
	return out
}

// changeData lists the changes of a package; empty where there is none.
func (h *hall) changeData(l *LeastChange) []detente.Object {
	out := []detente.Object{}
	if l == nil {
		return out
	}
	for _, ch := range l.Issues {
		s := &h.c.Issues[ch.Issue]
		out = append(out, detente.Object{{Name: "issue", Value: string(s.ID)}, {Name: "from", Value: level(s, ch.From)}, {Name: "to", Value: level(s, ch.To)}})
	}
	return out
}

func (h *hall) outcomeData(o detente.Outcome) detente.Object {
	out := detente.Object{}
	for i := range o {
		s := &h.c.Issues[i]
		out = append(out, detente.Field{Name: string(s.ID), Value: level(s, o[i])})
	}
	return out
}

// level is a level as JSON shows it: an option's id, or a number.
func level(s *detente.Issue, level int) any {
	if len(s.Options) == 0 && level >= 0 {
		return s.Number(level)
	}
	return s.LevelID(level)
}

func (v *Voting) data() detente.Object {
	set := func(s Set) any {
		if !s.Known {
			return nil
		}
		return detente.Object{{Name: "size", Value: s.Size}, {Name: "no_deal", Value: s.NoDeal}}
	}
	vetoes := []detente.Object{}
	for _, w := range v.Vetoes {
		var absorbed any
		if w.Known || w.Only {
			absorbed = w.Absorbed
		}
		vetoes = append(vetoes, detente.Object{{Name: "party", Value: string(w.Party)}, {Name: "absorbed", Value: absorbed}})
	}
	var winSet any
	if v.WinSet >= 0 {
		winSet = v.WinSet
	}
	return detente.Object{
		{Name: "alternatives", Value: v.Alternatives}, {Name: "win_set", Value: winSet},
		{Name: "core", Value: set(v.Core)}, {Name: "uncovered", Value: set(v.Uncovered)}, {Name: "vetoes", Value: vetoes},
	}
}

// idOrNull is a player's id, or null where there is none.
func idOrNull(id detente.PartyID) any {
	if id == "" {
		return nil
	}
	return string(id)
}

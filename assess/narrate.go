package assess

import (
	"strings"

	"detente"
	"detente/gmcr"
)

// narrator puts moves of a conflict into words.
type narrator struct {
	c    *detente.Case
	g    *gmcr.Graph
	base detente.Outcome // the deal
}

func (n *narrator) name(i int) string { return n.c.PartyName(n.g.Parties()[i]) }

// changes names the issues in which two states differ, as they become: "The war
// meanwhile: war".
func (n *narrator) changes(from, to int) string {
	a, b := n.g.Outcome(from), n.g.Outcome(to)
	var parts []string
	for i := range b {
		if a[i] != b[i] {
			parts = append(parts, n.c.Issues[i].Display()+": "+n.c.Issues[i].LevelName(b[i]))
		}
	}
	return strings.Join(parts, "; ")
}

// moves tells a sequence of moves: "United States with American sanctions:
// full, then ...".
func (n *narrator) moves(ms []gmcr.Move) string {
	var parts []string
	for _, m := range ms {
		var who []string
		for _, j := range m.By {
			who = append(who, n.name(j))
		}
		parts = append(parts, list(who)+" with “"+n.changes(m.From, m.To)+"”")
	}
	return strings.Join(parts, ", then ")
}

// reason says why a decision maker would stay or leave.
func (n *narrator) reason(r *gmcr.Reason) string {
	who := n.name(r.Party)
	if r.Tempting < 0 || len(r.Departures) == 0 {
		return who + " has nothing to gain by leaving."
	}
	d := &r.Departures[r.Tempting]
	would := "would gain by"
	if d.Gain == detente.Uncertain {
		would = "might gain by"
	}
	text := who + " " + would + " “" + n.changes(n.g.Start(), d.To) + "”"
	a := d.Answer
	if a == nil {
		return text + ", and nobody can answer so that it would regret it."
	}
	text += ", but can be answered by " + n.moves(a.Moves) + ", which leaves it " + standing(a.Outcome)
	if a.Credible {
		text += "; whoever answers gains by it, so the threat is credible."
	} else {
		text += "; whoever answers would not gain by it, so the threat is possible but not credible."
	}
	if a.Escape >= 0 {
		text += " It could still escape to “" + n.changes(n.g.Start(), a.Escape) + "”."
	}
	return text
}

// standing says how an end compares with the deal.
func standing(v detente.Verdict) string {
	switch v {
	case detente.Worse:
		return "worse off than the deal"
	case detente.Uncertain:
		return "perhaps no better off than the deal"
	}
	return "no better off than the deal"
}

// verdict is a holding in a few words, for a table.
func (one *Holding) verdict(c *detente.Case) string {
	seq, gmr := one.Stable[gmcr.SEQ], one.Stable[gmcr.GMR]
	switch {
	case one.Refused != nil:
		return "not judged"
	case one.Stable[gmcr.Nash] == gmcr.Yes:
		return "holds: nobody gains by leaving first"
	case seq == gmcr.Yes:
		return "holds by credible answers"
	case seq == gmcr.Maybe:
		return "hangs on an order that is not known"
	case gmr == gmcr.Yes:
		return "holds only by threats that are not credible"
	case one.First != "":
		return "breaks: " + c.PartyName(one.First) + " leaves first"
	}
	return "breaks"
}

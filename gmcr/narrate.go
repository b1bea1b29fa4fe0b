package gmcr

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// Sentence says in a sentence why a decision maker would stay or leave.
func (h *Hold) Sentence(party int) string {
	return h.g.sentence(h.State, &h.Reasons[party])
}

func (g *Graph) sentence(s int, r *Reason) string {
	who := g.name(r.Party)
	switch {
	case r.Tempting >= 0:
	case len(g.movers[r.Party].axes) == 0:
		return who + " stays: it cannot change anything alone."
	default:
		return who + " stays: no move of its own leads to a state that it prefers."
	}
	d := &r.Departures[r.Tempting]
	text := who + " would " + g.change(would, s, d.To)
	if d.Gain == detente.Uncertain {
		text = who + " might gain if it were to " + g.change(would, s, d.To)
	}
	if d.Answer == nil {
		return text + ": nothing that the others can do then makes that no better for it than staying."
	}
	return fmt.Sprintf("%s, unless %s, which %s. %s", text, g.answered(d.Answer.Moves), leaves(d.Answer.Outcome, who), g.belief(d, who))
}

// Snap says in a sentence what taking everything back would do to a decision
// maker that leaves; "" where there is nothing to take back.
func (h *Hold) Snap(party int) string {
	r := &h.Reasons[party]
	if r.SnapBack == nil {
		return ""
	}
	who := h.g.name(party)
	text := map[detente.Verdict]string{
		detente.Better:    "would still be better off than staying: taking it all back is no threat",
		detente.Same:      "would be as well off as staying",
		detente.Worse:     "would be worse off than staying",
		detente.Uncertain: "may or may not be better off than staying: the order is unknown",
	}[r.SnapBack.Outcome]
	text = fmt.Sprintf("If %s left and the others took back all that they can alone, %s %s.", who, who, text)
	if !r.SnapBack.Credible {
		text += " Not all of them would gain by doing so."
	}
	return text
}

// answered tells a sequence of moves: "United States answers by changing ..., and
// then ...".
func (g *Graph) answered(moves []Move) string {
	var parts []string
	for _, m := range moves {
		by := g.names(m.By)
		verb := " answers by "
		if len(by) > 1 {
			verb = " answer by "
		}
		parts = append(parts, list(by)+verb+g.change(doing, m.From, m.To))
	}
	return strings.Join(parts, ", and then ")
}

func leaves(v detente.Verdict, who string) string {
	switch v {
	case detente.Same:
		return "leaves " + who + " no better off than staying"
	case detente.Uncertain:
		return "may leave " + who + " no better off than staying: the order is unknown"
	}
	return "leaves " + who + " worse off than staying"
}

// belief says whether an answer is to be expected and whether it binds.
func (g *Graph) belief(d *Departure, who string) string {
	a := d.Answer
	text := "The answer is credible: whoever gives it gains by it."
	switch {
	case !a.Credible:
		text = "The answer is possible but not credible: " + list(g.givers(a, detente.Worse, detente.Same)) + " would not gain by it."
	case len(g.givers(a, detente.Uncertain)) > 0:
		text = "The answer may be credible: whether " + list(g.givers(a, detente.Uncertain)) + " would gain by it is unknown."
	}
	if a.Escape >= 0 {
		text += fmt.Sprintf(" %s could still escape it by %s.", who, g.change(doing, a.End(), a.Escape))
	}
	return text
}

// givers names those whose part of an answer compares so with leaving it.
func (g *Graph) givers(a *Answer, so ...detente.Verdict) []string {
	var out []string
	for _, m := range a.Moves {
		name := g.name(m.By[0])
		if slices.Contains(so, g.movers[m.By[0]].compare(m.To, m.From)) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

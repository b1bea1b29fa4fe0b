package gmcr

import (
	"fmt"
	"strings"

	"detente"
)

// Result renders the answer.
func (h *Hold) Result() *detente.Result {
	g := h.g
	r := g.begin("hold", "Would it hold")
	r.Answer = h.Verdict()
	reasons := &detente.List{Title: "Why"}
	for i := range h.Reasons {
		reasons.Items = append(reasons.Items, detente.Item{Text: strings.TrimSpace(h.Sentence(i) + " " + h.Snap(i))})
	}
	r.Add(reasons)
	r.Definitions = []string{whoMoves, conceptMeans[Nash], conceptMeans[GMR], conceptMeans[SEQ], g.preferencesMean()}
	r.Data = h.Object()
	return r
}

// Verdict says in a sentence whether the state would last.
func (h *Hold) Verdict() string {
	g := h.g
	switch {
	case len(h.Reasons) == 0:
		return "It would hold: nobody who has a preference could break it alone."
	case h.First < 0:
		return "It would hold: nobody gains by leaving."
	case h.Stable[SEQ] == Yes:
		return fmt.Sprintf("It would hold: %s would gain by leaving, but credible answers deter it.", list(h.tempted()))
	case h.Stable[GMR] == Yes:
		return fmt.Sprintf("It would hold only if answers were given that their givers do not gain by: %s would leave first.", g.name(h.First))
	case h.Stable[GMR] == No:
		return fmt.Sprintf("It would not hold: %s would leave first, and nothing deters it.", g.name(h.First))
	}
	return fmt.Sprintf("Whether it would hold hangs on an order that the case leaves open: %s would leave first.", g.name(h.First))
}

// tempted names those who would gain by leaving if nobody answered.
func (h *Hold) tempted() []string {
	var out []string
	for i := range h.Reasons {
		if h.Reasons[i].Tempting >= 0 {
			out = append(out, h.g.name(i))
		}
	}
	return out
}

// Object is the answer as JSON shows it.
func (h *Hold) Object() detente.Object {
	g := h.g
	holds := detente.Object{}
	for c, v := range h.Stable {
		holds = append(holds, detente.Field{Name: Concept(c).String(), Value: v.value()})
	}
	out := detente.Object{{Name: "holds", Value: holds}}
	first := detente.Object{{Name: "first_to_leave", Value: nil}, {Name: "breach", Value: nil}, {Name: "answer", Value: nil}, {Name: "credible", Value: nil}, {Name: "snap_back", Value: nil}}
	if h.First >= 0 {
		r := &h.Reasons[h.First]
		d := &r.Departures[r.Tempting]
		first[0].Value, first[1].Value = g.id(h.First), g.altered(h.State, d.To)
		if d.Answer != nil {
			first[2].Value, first[3].Value = g.moveObjects(d.Answer.Moves), d.Answer.Credible
		}
		if b := r.SnapBack; b != nil {
			first[4].Value = detente.Object{{Name: "moves", Value: g.moveObjects(b.Moves)}, {Name: "leaves", Value: b.Outcome.String()}, {Name: "credible", Value: b.Credible}}
		}
	}
	why := detente.Object{}
	for i := range h.Reasons {
		why = append(why, detente.Field{Name: g.id(i), Value: h.Sentence(i)})
	}
	return append(append(out, first...), detente.Field{Name: "verdict", Value: h.Verdict()}, detente.Field{Name: "reasons", Value: why})
}

// value is a verdict as JSON shows it: true, false, or null where it hangs on an
// unknown order.
func (c Certainty) value() any {
	if c == Maybe {
		return nil
	}
	return c == Yes
}

// moveObjects is a path as JSON shows it.
func (g *Graph) moveObjects(moves []Move) []detente.Object {
	out := []detente.Object{}
	for i := range moves {
		m := &moves[i]
		by := []string{}
		for _, k := range m.By {
			by = append(by, g.id(k))
		}
		out = append(out, detente.Object{
			{Name: "by", Value: by}, {Name: "joint", Value: m.Joint()},
			{Name: "changes", Value: g.altered(m.From, m.To)}, {Name: "to", Value: m.To},
		})
	}
	return out
}

// conceptMeans defines the concepts, by concept.
var conceptMeans = [...]string{
	Nash:      "Nash: stable for a party where no move of its own leads to a state that it prefers.",
	GMR:       "General metarational (gmr): each move to a better state can be answered, by whatever moves of the others, so that the party ends no better off than by staying.",
	SMR:       "Symmetric metarational (smr): as gmr, and the party cannot escape that end by a move of its own.",
	SEQ:       "Sequential (seq): as gmr, but by a credible answer: each of the others gains by its own move.",
	SSEQ:      "Symmetric sequential (sseq): as seq, and the party cannot escape.",
	SIM:       "Simultaneous (sim): moves that the others would make anyway, made at the same time, leave the party no better off than staying.",
	StrongGMR: "Strongly gmr, smr, seq: the answer leaves the party much worse off than staying.",
}

// sure turns a list of concepts into words.
func sure(concepts []Concept) string {
	var names []string
	for _, c := range concepts {
		names = append(names, c.String())
	}
	return strings.Join(names, ", ")
}

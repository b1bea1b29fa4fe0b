package gmcr

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detente"
)

// What an answer lists at most: outcomes of an equilibrium, verdicts, states of
// a table, nodes of a drawing, and states whose verdicts are explained.
const (
	maxListedStates = 4096
	maxRows         = 20
	maxDrawn        = 60
)

// Result renders the answer.
func (st *Stability) Result() *detente.Result {
	g := st.g
	r := g.begin("stability", st.title)
	r.Answer = st.sentence()
	r.Add(st.table())
	reasons := st.reasons()
	if len(reasons) > 0 {
		list := &detente.List{Title: "Why"}
		for _, w := range reasons {
			if w.told {
				list.Items = append(list.Items, detente.Item{Text: fmt.Sprintf("State %d (%s). %s", w.state, g.words(w.state), w.text)})
			}
		}
		r.Add(list)
		r.Add(st.drawing())
	}
	r.Definitions = []string{whoMoves, "State numbers count outcomes in mixed radix, the first issue fastest; options count in file order from 0."}
	for _, c := range st.concepts {
		if c <= StrongGMR {
			r.Definitions = append(r.Definitions, conceptMeans[c])
		}
	}
	r.Definitions = append(r.Definitions, g.preferencesMean())
	if st.Unknown() {
		r.Definitions = append(r.Definitions, "Where an order is unknown, verdicts are those of variant a: a party leaves for unknown gains and only sure losses deter it. The data hold variants b (leaves for sure gains, sure losses deter), c (unknown gains, unknown losses) and d (sure gains, unknown losses).")
	}
	r.Data = st.object(reasons)
	return r
}

func (st *Stability) sentence() string {
	g := st.g
	var counts []string
	for _, c := range st.concepts {
		counts = append(counts, fmt.Sprintf("%s %s", c, thousands(fmt.Sprint(st.count(c, Bold)))))
	}
	text := fmt.Sprintf("%s and %s. Stable for everybody: %s.", plural(g.feasible, "state", "states"), plural(len(g.movers), "decision maker", "decision makers"), strings.Join(counts, ", "))
	if g.start < 0 {
		return text + " The case does not say where things stand today."
	}
	var holds []Concept
	for _, c := range st.concepts {
		if st.everybody(g.start, c) {
			holds = append(holds, c)
		}
	}
	switch {
	case len(holds) == 0:
		return text + " The status quo is not stable: " + list(st.unhappy(g.start, st.concepts[len(st.concepts)-1])) + " would leave it."
	case len(holds) == len(st.concepts):
		return text + " The status quo is stable in every sense."
	}
	return text + " The status quo is stable under " + sure(holds) + " only."
}

// everybody reports whether a state is stable for all under a concept.
func (st *Stability) everybody(s int, c Concept) bool {
	return !slices.ContainsFunc(st.verdicts[0], func(of []uint16) bool { return of[s]&(1<<c) == 0 })
}

// unhappy names those for whom a state is not stable.
func (st *Stability) unhappy(s int, c Concept) []string {
	var out []string
	for i := range st.g.movers {
		if !st.Stable(i, s, c) {
			out = append(out, st.g.name(i))
		}
	}
	return out
}

// shown picks the states of the table: all where they are few, else the start
// and the first of those that are stable in the strictest sense there is.
func (st *Stability) shown() []int {
	g := st.g
	var out []int
	if g.feasible <= maxRows {
		for s := range g.size {
			if g.IsState(s) {
				out = append(out, s)
			}
		}
		return out
	}
	if g.start >= 0 {
		out = append(out, g.start)
	}
	for _, c := range st.concepts {
		for s := range st.equilibria(c, Bold) {
			if len(out) == maxRows {
				break
			}
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (st *Stability) table() *detente.Table {
	g := st.g
	t := &detente.Table{Title: "States", Columns: []detente.Column{{Name: "state", Right: true}, {Name: "what it is", Wide: true}}}
	for _, c := range st.concepts {
		t.Columns = append(t.Columns, detente.Column{Name: c.String()})
	}
	shown := st.shown()
	for _, s := range shown {
		row := []detente.Cell{{Text: fmt.Sprint(s), Number: float64(s), IsNum: true}, detente.Txt(g.words(s))}
		for _, c := range st.concepts {
			cell := "stable"
			if out := st.unhappy(s, c); len(out) > 0 {
				cell = "not for " + list(out)
			}
			row = append(row, detente.Txt(cell))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(shown) < g.feasible {
		t.Note = fmt.Sprintf("%d of %s states: where things stand, and the first that are stable for everybody.", len(shown), thousands(fmt.Sprint(g.feasible)))
	}
	return t
}

// why is a verdict with its reason.
type why struct {
	state, party int
	text         string
	told         bool // in the list for people; all are in the data
}

// reasons explains every verdict where the states are few.
func (st *Stability) reasons() []why {
	g := st.g
	if g.feasible > maxDrawn || st.attitude || !slices.Contains(st.concepts, SSEQ) {
		return nil
	}
	var out []why
	for s := range g.size {
		if !g.IsState(s) {
			continue
		}
		h, err := g.Hold(context.Background(), s)
		if err != nil {
			return nil
		}
		for i := range h.Reasons {
			told := h.Reasons[i].Tempting >= 0 && (s == g.start || st.everybody(s, GMR))
			out = append(out, why{s, i, h.Sentence(i), told})
		}
	}
	return out
}

// drawing is the states and the moves that are improvements.
func (st *Stability) drawing() *detente.Graph {
	g := st.g
	d := &detente.Graph{Title: "Who would move where"}
	id := func(s int) string { return fmt.Sprint(s) }
	for s := range g.size {
		if !g.IsState(s) {
			continue
		}
		kind := ""
		switch {
		case st.everybody(s, SEQ):
			kind = "equilibrium"
		case st.everybody(s, GMR):
			kind = "deterred"
		}
		if s == g.start {
			kind = strings.TrimSuffix("start, "+kind, ", ")
		}
		d.Nodes = append(d.Nodes, detente.Node{ID: id(s), Label: g.words(s), Kind: kind})
		for i := range g.movers {
			for _, t := range g.successors(&g.movers[i], s, nil) {
				switch g.movers[i].compare(int(t), s) {
				case detente.Better:
					d.Edges = append(d.Edges, detente.Edge{From: id(s), To: id(int(t)), Label: g.name(i), Kind: "improvement"})
				case detente.Uncertain:
					d.Edges = append(d.Edges, detente.Edge{From: id(s), To: id(int(t)), Label: g.name(i), Kind: "unknown"})
				}
			}
		}
	}
	return d
}

// object is the answer as JSON shows it.
func (st *Stability) object(reasons []why) detente.Object {
	g := st.g
	out := detente.Object{{Name: "states", Value: g.size}, {Name: "feasible", Value: g.feasible}}
	out = append(out, st.variant(Bold)...)
	if st.Unknown() {
		var rest detente.Object
		for v := Indolent; v <= Cautious; v++ {
			rest = append(rest, detente.Field{Name: v.String(), Value: st.variant(v)})
		}
		out = append(out, detente.Field{Name: "variants", Value: rest})
	}
	if g.start >= 0 {
		out = append(out, detente.Field{Name: "start_index", Value: g.start})
	}
	if reasons != nil {
		list := []detente.Object{}
		for _, w := range reasons {
			list = append(list, detente.Object{{Name: "index", Value: w.state}, {Name: "party", Value: g.id(w.party)}, {Name: "text", Value: w.text}})
		}
		out = append(out, detente.Field{Name: "reasons", Value: list})
	}
	return out
}

// variant is the verdicts of one variant as JSON shows them.
func (st *Stability) variant(v Variant) detente.Object {
	g := st.g
	var counts, equilibria, index detente.Object
	for _, c := range st.concepts {
		states, outcomes := []int32{}, []detente.Object{}
		for s := range st.equilibria(c, v) {
			if states = append(states, int32(s)); len(states) <= maxListedStates {
				outcomes = append(outcomes, g.outcome(s))
			}
		}
		name := c.String()
		counts = append(counts, detente.Field{Name: name, Value: len(states)})
		equilibria = append(equilibria, detente.Field{Name: name, Value: outcomes})
		index = append(index, detente.Field{Name: name, Value: states})
	}
	verdicts := []detente.Object{}
	for s := 0; s < g.size && len(verdicts) < maxListedStates; s++ {
		if !g.IsState(s) {
			continue
		}
		stable := detente.Object{}
		for i := range g.movers {
			concepts := []string{}
			for _, c := range st.concepts {
				if st.StableUnder(v, i, s, c) {
					concepts = append(concepts, c.String())
				}
			}
			stable = append(stable, detente.Field{Name: g.id(i), Value: concepts})
		}
		verdicts = append(verdicts, detente.Object{{Name: "outcome", Value: g.outcome(s)}, {Name: "index", Value: s}, {Name: "stable", Value: stable}})
	}
	return detente.Object{{Name: "counts", Value: counts}, {Name: "equilibria", Value: equilibria}, {Name: "equilibria_index", Value: index}, {Name: "verdicts", Value: verdicts}}
}

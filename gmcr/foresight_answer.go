package gmcr

import (
	"fmt"
	"strings"

	"detente"
)

// Result renders the answer.
func (f *Foresight) Result() *detente.Result {
	g := f.g
	r := g.begin("foresight", "If both look ahead")
	r.Answer = f.sentence()
	t := &detente.Table{Title: "Stable for both", Columns: []detente.Column{{Name: "moves ahead", Right: true}, {Name: "states", Wide: true}}}
	for h := range f.Horizons {
		t.Rows = append(t.Rows, []detente.Cell{detente.Num(float64(h + 1)), detente.Txt(listed(f.both(&f.Horizons[h])))})
	}
	if f.NonMyopic != nil {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt("any (non-myopic)"), detente.Txt(listed(f.both(f.NonMyopic)))})
	}
	r.Add(t)
	r.Definitions = []string{
		"Limited move (l_h): whoever is to move takes the move with the best end that it foresees within h moves, the two moving in turns, and moves only if that end is better than the present state.",
		"Non-myopic: stable at every horizon from some horizon on.",
	}
	if f.Ties {
		r.Assume("The sources define limited moves for strict rankings; among equally good ends the one with the lowest state number is foreseen.")
	}
	r.Data = f.object()
	return r
}

func (f *Foresight) sentence() string {
	if f.NonMyopic == nil {
		return fmt.Sprintf("Whether states are stable however far both look ahead was not settled within %s moves.", thousands(fmt.Sprint(MaxHorizon)))
	}
	states := f.both(f.NonMyopic)
	if len(states) == 0 {
		return "However far both look ahead, no state stays stable for both."
	}
	return "However far both look ahead, stable for both: " + listed(states) + "."
}

func listed(states []int) string {
	if len(states) == 0 {
		return "none"
	}
	var words []string
	for _, s := range states[:min(len(states), maxRows)] {
		words = append(words, fmt.Sprint(s))
	}
	if len(states) > maxRows {
		words = append(words, fmt.Sprintf("and %d more", len(states)-maxRows))
	}
	return strings.Join(words, ", ")
}

// both lists the states that are stable for the two.
func (f *Foresight) both(stable *[2][]bool) []int {
	out := []int{}
	for s := range f.g.size {
		if f.g.IsState(s) && stable[0][s] && stable[1][s] {
			out = append(out, s)
		}
	}
	return out
}

func (f *Foresight) object() detente.Object {
	var horizons detente.Object
	for h := range f.Horizons {
		horizons = append(horizons, detente.Field{Name: fmt.Sprint(h + 1), Value: f.each(&f.Horizons[h])})
	}
	var far any
	if f.NonMyopic != nil {
		far = f.each(f.NonMyopic)
	}
	return detente.Object{{Name: "limited_move", Value: horizons}, {Name: "non_myopic", Value: far}, {Name: "period", Value: f.Period}, {Name: "ties", Value: f.Ties}}
}

// each lists the states that are stable for each decision maker, and for both.
func (f *Foresight) each(stable *[2][]bool) detente.Object {
	var out detente.Object
	for i := range stable {
		states := []int{}
		for s := range f.g.size {
			if f.g.IsState(s) && stable[i][s] {
				states = append(states, s)
			}
		}
		out = append(out, detente.Field{Name: f.g.id(i), Value: states})
	}
	return append(out, detente.Field{Name: "both", Value: f.both(stable)})
}

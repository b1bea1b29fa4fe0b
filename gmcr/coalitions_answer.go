package gmcr

import (
	"fmt"

	"detente"
)

// Result renders the answer.
func (c *Coalitions) Result() *detente.Result {
	g := c.g
	r := g.begin("coalitions", "What several could do together")
	r.Answer = c.sentence()
	r.Add(c.table())
	if len(c.Jumps) > 0 {
		jumps := &detente.List{Title: "Equilibria that a coalition would leave"}
		for i := range c.Jumps[:min(len(c.Jumps), maxRows)] {
			jumps.Items = append(jumps.Items, detente.Item{Text: c.tell(&c.Jumps[i])})
		}
		r.Add(jumps)
	}
	better := "A coalition leaves for a state that it reaches and that each member prefers."
	if c.Pareto {
		better = "A coalition leaves for a state that it reaches, that some member prefers and that is not worse for any (Pareto)."
	}
	r.Definitions = []string{
		better + " What it reaches is what its members' moves lead to, nobody moving twice in a row, and (our extension) what it can change in one move together but no member alone.",
		"cnash: no such state. cgmr: the others can move on to a state that is not better for some member. csmr: and the coalition cannot escape. cseq: and the others gain, as coalitions, by each of their moves.",
		"An equilibrium jump leads from one Nash equilibrium to another.",
		g.preferencesMean(),
	}
	r.Data = c.object()
	return r
}

func (c *Coalitions) sentence() string {
	landings := 0
	for i := range c.Jumps {
		landings += btoi(c.Jumps[i].Landing)
	}
	text := fmt.Sprintf("%s judged.", plural(len(c.Sets), "coalition", "coalitions"))
	switch {
	case len(c.Equilibria[Nash]) == 0:
		text += " No state is a Nash equilibrium, so there is none for a coalition to upset."
	case len(c.Jumps) == 0:
		text += fmt.Sprintf(" None would leave any of the %s.", plural(len(c.Equilibria[Nash]), "Nash equilibrium", "Nash equilibria"))
	default:
		text += fmt.Sprintf(" %s; %s to another equilibrium.", upsets(len(c.Jumps)), plural(landings, "leads", "lead"))
	}
	if c.Universal[SEQ] != nil {
		text += fmt.Sprintf(" Stable against every coalition: %d states under cnash, %d under cseq.", len(c.Universal[Nash]), len(c.Universal[SEQ]))
	}
	return text
}

func upsets(n int) string {
	if n == 1 {
		return "In 1 case a coalition would leave an equilibrium"
	}
	return fmt.Sprintf("In %d cases a coalition would leave an equilibrium", n)
}

// tell says what a coalition would do.
func (c *Coalitions) tell(j *Jump) string {
	g := c.g
	text := fmt.Sprintf("State %d (%s): %s would together %s", j.State, g.words(j.State), list(g.names(j.By)), g.change(would, j.State, j.To))
	if j.Landing {
		return text + fmt.Sprintf(", which is an equilibrium too (state %d).", j.To)
	}
	return text + fmt.Sprintf(" (state %d).", j.To)
}

func (c *Coalitions) table() *detente.Table {
	t := &detente.Table{Title: "States from which a coalition would not leave", Columns: []detente.Column{{Name: "coalition", Wide: true}}}
	for k := Nash; k <= SEQ; k++ {
		t.Columns = append(t.Columns, detente.Column{Name: "c" + k.String(), Right: true})
	}
	for i, set := range c.Sets {
		row := []detente.Cell{detente.Txt(list(c.g.names(set)))}
		for k := Nash; k <= SEQ; k++ {
			row = append(row, detente.Num(float64(len(c.stays(i, k)))))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Note = fmt.Sprintf("Of %s.", plural(c.g.feasible, "state", "states"))
	return t
}

// stays lists the states that a coalition leaves alone.
func (c *Coalitions) stays(set int, k Concept) []int {
	out := []int{}
	for s := range c.g.size {
		if c.g.IsState(s) && c.Stable(set, s, k) {
			out = append(out, s)
		}
	}
	return out
}

func (c *Coalitions) object() detente.Object {
	g := c.g
	sets := []detente.Object{}
	for i, set := range c.Sets {
		var stable detente.Object
		for k := Nash; k <= SEQ; k++ {
			stable = append(stable, detente.Field{Name: k.String(), Value: c.stays(i, k)})
		}
		sets = append(sets, detente.Object{{Name: "members", Value: g.ids(set)}, {Name: "stable_index", Value: stable}})
	}
	var universal any
	if c.Universal[Nash] != nil {
		var all detente.Object
		for k := Nash; k <= SEQ; k++ {
			all = append(all, detente.Field{Name: k.String(), Value: c.Universal[k]})
		}
		universal = all
	}
	jumps := []detente.Object{}
	for i := range c.Jumps {
		j := &c.Jumps[i]
		jumps = append(jumps, detente.Object{
			{Name: "index", Value: j.State}, {Name: "outcome", Value: g.outcome(j.State)}, {Name: "by", Value: g.ids(j.By)},
			{Name: "to", Value: j.To}, {Name: "changes", Value: g.altered(j.State, j.To)}, {Name: "equilibrium_jump", Value: j.Landing},
		})
	}
	return detente.Object{
		{Name: "states", Value: g.size}, {Name: "feasible", Value: g.feasible}, {Name: "pareto", Value: c.Pareto},
		{Name: "coalitions", Value: sets}, {Name: "universally_stable", Value: universal}, {Name: "jumps", Value: jumps},
	}
}

// ids lists decision makers as JSON shows them.
func (g *Graph) ids(set []int) []string {
	out := []string{}
	for _, i := range set {
		out = append(out, g.id(i))
	}
	return out
}

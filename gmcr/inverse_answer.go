package gmcr

import (
	"fmt"
	"strings"

	"detente"
)

// Result renders the answer.
func (inv *Inverse) Result() *detente.Result {
	g := inv.g
	r := g.begin("inverse", "What would have to change")
	r.Answer = inv.sentence()
	for k, s := range inv.Targets {
		demands := &detente.List{Title: fmt.Sprintf("For state %d (%s)", s, g.words(s))}
		for i := range inv.Demands {
			demands.Items = append(demands.Items, detente.Item{Text: inv.condition(&inv.Demands[i], k)})
		}
		r.Add(demands)
	}
	changes := &detente.List{Title: "The least change"}
	for i := range inv.Demands {
		for _, text := range inv.change(&inv.Demands[i]) {
			changes.Items = append(changes.Items, detente.Item{Text: text})
		}
	}
	if len(changes.Items) > 0 {
		r.Add(changes)
	}
	if len(inv.Targets) == 1 {
		r.Add(inv.table())
	}
	r.Definitions = []string{
		conceptMeans[inv.Concept],
		"Conditions speak of one party's preferences, with those of the others as they are; at least as good counts, so a tie will do.",
		"The least change of a ranking turns round the fewest pairs of states; that of statements exchanges neighbours the fewest times.",
		g.preferencesMean(),
	}
	r.Data = inv.object()
	return r
}

func (inv *Inverse) sentence() string {
	g := inv.g
	all := true
	for _, is := range inv.Equilibrium {
		all = all && is
	}
	what := "The outcome is"
	if len(inv.Targets) > 1 {
		what = "The outcomes are"
	}
	if all {
		return fmt.Sprintf("%s stable for everybody already (%s).", what, inv.Concept)
	}
	var names []string
	for i := range inv.Demands {
		if !inv.Demands[i].content() {
			names = append(names, g.name(i))
		}
	}
	text := fmt.Sprintf("%s not stable for %s (%s).", what, list(names), inv.Concept)
	switch {
	case inv.Together:
		return text + " With the changes below it would be stable for everybody."
	case !g.complete():
		return text + " Some order is unknown, so no least change is given."
	}
	return text + " The changes below suffice for each party by itself, but not made all at once: one undoes an answer that another relies on."
}

// content reports whether every target is stable for the decision maker.
func (d *Demand) content() bool {
	for _, stable := range d.Stable {
		if !stable {
			return false
		}
	}
	return true
}

// condition says what a target asks of a decision maker.
func (inv *Inverse) condition(d *Demand, target int) string {
	who := inv.g.name(d.Party)
	if len(d.Conditions[target]) == 0 {
		return who + ": nothing; it is stable whatever it prefers."
	}
	var must []string
	for _, clause := range d.Conditions[target] {
		must = append(must, alternatives(clause))
	}
	state := "which is so"
	if !d.Stable[target] {
		state = "which is not so"
	}
	return fmt.Sprintf("%s must find it at least as good as %s; %s.", who, clip(must, "; and as ", "demands"), state)
}

// alternatives names what one clause leaves to choose from.
func alternatives(clause [][]int) string {
	var out []string
	for _, term := range clause {
		var states []string
		for _, s := range term {
			states = append(states, fmt.Sprintf("state %d", s))
		}
		out = append(out, list(states))
	}
	return clip(out, " or ", "others")
}

// clip joins the first of some texts and says how many it leaves out.
func clip(texts []string, by, what string) string {
	const most = 8
	if len(texts) <= most {
		return strings.Join(texts, by)
	}
	return strings.Join(texts[:most], by) + fmt.Sprintf("%s%d %s", by, len(texts)-most, what)
}

// change tells the least changes of a decision maker's order.
func (inv *Inverse) change(d *Demand) []string {
	g := inv.g
	var out []string
	who := g.name(d.Party)
	if l := d.Lift; l != nil && l.Swaps > 0 {
		for k, raise := range l.Raise {
			if len(raise) == 0 {
				continue
			}
			text := fmt.Sprintf("%s: state %d must rise past %s, the last being state %d (%s)", who, inv.Targets[k],
				plural(len(raise), "better state", "better states"), raise[len(raise)-1], g.words(raise[len(raise)-1]))
			if len(l.Instead) > 0 {
				text += fmt.Sprintf("; or state %d (%s) alone must fall to its level", l.Instead[0], g.words(l.Instead[0]))
			}
			if !l.Least {
				text += "; less might do"
			}
			out = append(out, text+".")
		}
	}
	switch re := d.Reorder; {
	case re == nil:
	case re.Found:
		out = append(out, fmt.Sprintf("%s: %s of its statements; new order: %s.", who, plural(re.Swaps, "exchange of neighbours", "exchanges of neighbours"), inv.statements(d, re.Order)))
	case re.All:
		out = append(out, who+": no order of its statements would do.")
	default:
		out = append(out, fmt.Sprintf("%s: none of the %s nearest orders of its statements would do.", who, thousands(fmt.Sprint(re.Tried))))
	}
	return out
}

// statements lists a party's statements in an order.
func (inv *Inverse) statements(d *Demand, order []int) string {
	prefers := inv.g.c.Parties[inv.g.movers[d.Party].party].Prefers
	var out []string
	for _, j := range order {
		out = append(out, prefers[j][0].When.Text)
	}
	return strings.Join(out, "; ")
}

// table counts the rankings that would do.
func (inv *Inverse) table() *detente.Table {
	t := &detente.Table{Title: "How many rankings would do", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "rankings that do", Right: true}, {Name: "of", Right: true}}}
	for i := range inv.Demands {
		d := &inv.Demands[i]
		if d.All == nil {
			continue
		}
		count := "not counted"
		if d.Count != nil {
			count = short(d.Count.String())
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(inv.g.name(d.Party)), detente.Txt(count), detente.Txt(short(d.All.String()))})
	}
	t.Note = "Strict rankings of all states by one party, the others as they are, that make it stable for everybody."
	return t
}

// short writes a very long number by its first digits.
func short(digits string) string {
	if len(digits) <= 15 {
		return thousands(digits)
	}
	return fmt.Sprintf("%s.%se%d", digits[:1], digits[1:4], len(digits)-1)
}

func (inv *Inverse) object() detente.Object {
	g := inv.g
	targets := []detente.Object{}
	for k, s := range inv.Targets {
		targets = append(targets, detente.Object{{Name: "outcome", Value: g.outcome(s)}, {Name: "index", Value: s}, {Name: "equilibrium", Value: inv.Equilibrium[k]}})
	}
	parties := []detente.Object{}
	for i := range inv.Demands {
		parties = append(parties, inv.demand(&inv.Demands[i]))
	}
	return detente.Object{
		{Name: "concept", Value: inv.Concept.String()}, {Name: "targets", Value: targets},
		{Name: "parties", Value: parties}, {Name: "together", Value: inv.Together},
	}
}

// demand is what targets ask of one decision maker as JSON shows it.
func (inv *Inverse) demand(d *Demand) detente.Object {
	var count, all, lift, order any
	if d.Count != nil {
		count = d.Count.String()
	}
	if d.All != nil {
		all = d.All.String()
	}
	if l := d.Lift; l != nil {
		lift = detente.Object{{Name: "raise_past", Value: lists(l.Raise)}, {Name: "swaps", Value: l.Swaps}, {Name: "least", Value: l.Least}, {Name: "or_lower_one_of", Value: append([]int{}, l.Instead...)}}
	}
	if re := d.Reorder; re != nil {
		found := detente.Object{{Name: "found", Value: re.Found}, {Name: "tried", Value: re.Tried}, {Name: "all", Value: re.All || re.Found}}
		if re.Found {
			found = append(found, detente.Field{Name: "order", Value: re.Order}, detente.Field{Name: "swaps", Value: re.Swaps})
		}
		order = found
	}
	var words []string
	for k := range inv.Targets {
		words = append(words, inv.condition(d, k))
	}
	return detente.Object{
		{Name: "party", Value: inv.g.id(d.Party)}, {Name: "stable", Value: d.Stable},
		{Name: "conditions", Value: d.Conditions}, {Name: "in_words", Value: words},
		{Name: "rankings", Value: count}, {Name: "of", Value: all},
		{Name: "least_change", Value: lift}, {Name: "least_reorder", Value: order},
	}
}

// lists makes sure that JSON shows empty lists, not null.
func lists(x [][]int) [][]int {
	out := make([][]int, len(x))
	for i := range x {
		out[i] = append([]int{}, x[i]...)
	}
	return out
}

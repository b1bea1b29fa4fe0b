package gmcr

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// list joins names: "a, b and c".
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// plural is one or many, by a number.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(fmt.Sprint(n)) + " " + many
}

// name returns a decision maker's name for people.
func (g *Graph) name(i int) string {
	m := &g.movers[i]
	if g.c.PartyIndex(m.id) >= 0 {
		return g.c.PartyName(m.id)
	}
	var names []string // a block
	for id := range strings.SplitSeq(string(m.id), "+") {
		names = append(names, g.c.PartyName(detente.PartyID(id)))
	}
	return list(names)
}

func (g *Graph) names(set []int) []string {
	var out []string
	for _, i := range set {
		out = append(out, g.name(i))
	}
	return out
}

func (g *Graph) id(i int) string { return string(g.movers[i].id) }

// The verbs of a move: what somebody would do, and by doing what.
var (
	would = [...]string{"choose", "drop", "change"}
	doing = [...]string{"choosing", "dropping", "changing"}
)

// change says what a move changes: "change American sanctions from eased to
// full".
func (g *Graph) change(verbs [3]string, from, to int) string {
	from, to = g.nearest(from, to)
	var adopt, drop, shift []string
	for k := range g.axes {
		a := &g.axes[k]
		d, e := a.digit(from), a.digit(to)
		if d == e {
			continue
		}
		s := &g.c.Issues[a.issue]
		switch {
		case s.Form == detente.YesNo && e > d:
			adopt = append(adopt, s.Display())
		case s.Form == detente.YesNo:
			drop = append(drop, s.Display())
		default:
			shift = append(shift, fmt.Sprintf("%s from %s to %s", s.Display(), s.LevelName(a.levels[d]), s.LevelName(a.levels[e])))
		}
	}
	var parts []string
	for v, names := range [][]string{adopt, drop, shift} {
		if len(names) > 0 {
			parts = append(parts, verbs[v]+" "+list(names))
		}
	}
	return list(parts)
}

// nearest returns, of the numbers that are one state with each of two, a pair that
// differs in the fewest issues: what a move between them has to change.
func (g *Graph) nearest(from, to int) (int, int) {
	if g.rep == nil {
		return from, to
	}
	var one, other [1]int32
	a, b := from, to
	starts, ends := g.members(from, &one), g.members(to, &other)
	for _, s := range starts[:min(len(starts), maxMembers)] {
		for _, t := range ends[:min(len(ends), maxMembers)] {
			if g.differ(int(s), int(t)) < g.differ(a, b) {
				a, b = int(s), int(t)
			}
		}
	}
	return a, b
}

// maxMembers is how many numbers of a state are looked at to describe it.
const maxMembers = 1 << 8

// common reports whether all numbers that are one state have the same digit on
// an axis.
func (g *Graph) common(s, k int) bool {
	var one [1]int32
	a := &g.axes[k]
	all := g.members(s, &one)
	return !slices.ContainsFunc(all[:min(len(all), maxMembers)], func(t int32) bool { return a.digit(int(t)) != a.digit(s) })
}

// maxWords is how many issues describe a state in full.
const maxWords = 6

// words describes a state: in full where few issues can change, else by what
// differs from the start.
func (g *Graph) words(s int) string {
	var parts []string
	for k := range g.axes {
		a := &g.axes[k]
		issue, d := &g.c.Issues[a.issue], a.digit(s)
		if !g.common(s, k) || g.start >= 0 && len(g.axes) > maxWords && d == a.digit(g.start) {
			continue
		}
		switch {
		case issue.Form != detente.YesNo:
			parts = append(parts, issue.Display()+": "+issue.LevelName(a.levels[d]))
		case a.levels[d] > 0:
			parts = append(parts, issue.Display())
		default:
			parts = append(parts, "not "+issue.Display())
		}
	}
	if len(parts) == 0 {
		return "as it starts"
	}
	return strings.Join(parts, ", ")
}

// outcome is a state as JSON shows it: issue -> option id, or number.
func (g *Graph) outcome(s int) detente.Object {
	var out detente.Object
	for i, level := range g.Outcome(s) {
		out = append(out, detente.Field{Name: string(g.c.Issues[i].ID), Value: g.level(i, level)})
	}
	return out
}

func (g *Graph) level(issue, level int) any {
	s := &g.c.Issues[issue]
	if len(s.Options) == 0 && level >= 0 {
		return s.Number(level)
	}
	return s.LevelID(level)
}

// altered is what a move changes as JSON shows it.
func (g *Graph) altered(from, to int) detente.Object {
	from, to = g.nearest(from, to)
	out := detente.Object{}
	for k := range g.axes {
		a := &g.axes[k]
		if d, e := a.digit(from), a.digit(to); d != e {
			out = append(out, detente.Field{Name: string(g.c.Issues[a.issue].ID), Value: g.level(a.issue, a.levels[e])})
		}
	}
	return out
}

// begin starts the result of a method: label, evidence, and what every answer
// takes for granted.
func (g *Graph) begin(method, title string) *detente.Result {
	r := &detente.Result{Method: "gmcr/" + method, Title: title, Status: detente.OK}
	for i := range g.c.Parties {
		r.Label = r.Label.Join(g.c.Parties[i].Label)
	}
	for _, in := range g.c.Inputs() {
		if slices.ContainsFunc([]string{".influence", ".cost_of_delay", ".no_agreement"}, func(end string) bool { return strings.HasSuffix(in.Path, end) }) {
			continue
		}
		r.Label = r.Label.Join(in.Label)
		for _, id := range in.Because {
			if !slices.Contains(r.Evidence, id) {
				r.Evidence = append(r.Evidence, id)
			}
		}
	}
	for _, a := range g.assumed {
		r.Assume(a)
	}
	return r
}

// preferencesMean defines what is compared.
func (g *Graph) preferencesMean() string {
	if g.complete() {
		return "Only the order of states counts, not by how much one is better; as good as staying is not better."
	}
	return "Only the order of states counts; as good as staying is not better. A state is better than another for a party with ranges only if it is for every number within the 90 % intervals, with what both have in common cancelled; else their order is unknown."
}

// whoMoves defines what a move is.
const whoMoves = "In one move a party changes any number of issues that it can change without anybody's consent; nobody moves twice in a row."

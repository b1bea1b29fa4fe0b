package assess

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// listed is how many ways of a party are told.
const listed = 3

// repeats reports whether a goal says of consent what the one before said of
// preference.
func (d *Changed) repeats(i int) bool {
	if d.Goals[i].Aim != Consented || i == 0 {
		return false
	}
	a, b := &d.Goals[i-1], &d.Goals[i]
	sameWays := func(x, y []Way) bool {
		return slices.EqualFunc(x, y, func(v, w Way) bool { return v.Path == w.Path && v.Edge == w.Edge })
	}
	return a.Met == b.Met && sameWays(a.Ends, b.Ends) && slices.EqualFunc(a.Needs, b.Needs, func(m, n Need) bool {
		return m.Party == n.Party && m.Says == n.Says && sameWays(m.Ways, n.Ways)
	})
}

// tell says all there is to say of one goal of a named deal.
func (a *Changes) tell(d *Changed, i int) string {
	g := &d.Goals[i]
	words := aimWords[g.Aim]
	switch {
	case d.repeats(i):
		return "It " + map[bool]string{true: words.is, false: words.not}[g.Met] + "; what would change that is the same."
	case g.Refused != "":
		return "Not asked: " + g.Refused + "."
	case g.Met && len(g.Ends) == 0:
		return "It " + words.is + "."
	case g.Met:
		var parts []string
		for i := range g.Ends[:min(listed, len(g.Ends))] {
			parts = append(parts, g.Ends[i].words())
		}
		return "It " + words.is + ". What would end that: " + strings.Join(parts, "; or ") + "."
	}
	text := "It " + words.not + "."
	for i := range g.Needs {
		text += " It " + words.would + " " + a.need(&g.Needs[i], listed, g.Aim) + "." + g.Needs[i].today(g.Aim)
		if g.Aim != Lasting && !g.Needs[i].InRanges && len(g.Needs[i].Ways) > 0 {
			text += a.doubt(g, &g.Needs[i])
		}
	}
	if len(g.Needs) == 0 && g.Aim != Efficient {
		text += " No change of what parties want would do."
	}
	if g.Aim == Lasting && len(g.Needs) > 1 && !g.Together {
		text += " That each stays by itself is not enough: one change undoes an answer that another relies on, or was not found."
	}
	if g.Deal != nil {
		text += " Or change the deal: " + a.h.told(g.Deal) + "."
	}
	return text
}

// doubt says that no reading of a party's ranges will do, where it has some.
func (a *Changes) doubt(g *Goal, n *Need) string {
	party := &a.h.c.Parties[a.h.c.PartyIndex(n.Party)]
	if g.Aim == Efficient || party.Wants.AtMost != nil {
		return ""
	}
	for _, q := range a.h.c.Quantities() {
		if q.Quantity.IsRange() && strings.HasPrefix(q.Path, "parties."+string(n.Party)+".") {
			return " No reading of its ranges gets its yes."
		}
	}
	return ""
}

// advice says for each deal of the shortlist what would give it what it lacks.
func (a *Changes) advice() *detente.List {
	l := &detente.List{Title: "What would have to be judged otherwise"}
	for i := range a.Deals {
		d := &a.Deals[i]
		for k := range d.Goals {
			g := &d.Goals[k]
			if g.Met || g.Refused != "" || g.Aim == Preferred {
				continue
			}
			var parts []string
			today := ""
			for n := range g.Needs {
				parts = append(parts, a.need(&g.Needs[n], 2, g.Aim))
				today += g.Needs[n].today(g.Aim)
			}
			text := "No change of what parties want gives it every consent."
			if len(parts) > 0 {
				text = "It " + aimWords[g.Aim].would + " " + strings.Join(parts, "; and ") + "." + today
			}
			l.Items = append(l.Items, detente.Item{ID: d.ID, Text: text})
		}
	}
	return l
}

// table lists the ways of a named deal.
func (a *Changes) table(d *Changed) *detente.Table {
	t := &detente.Table{Title: "One number at a time", Columns: []detente.Column{{Name: "for it to be"}, {Name: "number", Wide: true},
		{Name: "now", Right: true}, {Name: "range"}, {Name: "would have to be"}, {Name: "inside"}},
		Note: "Each by itself, with all other numbers at their middle. Where several parties are named for one aim, each of them has to move."}
	for i := range d.Goals {
		g := &d.Goals[i]
		if d.repeats(i) {
			continue
		}
		for k := range g.Needs {
			for w := range g.Needs[k].Ways {
				t.Rows = append(t.Rows, g.Needs[k].Ways[w].row(g.Aim.String()))
			}
		}
		for w := range g.Ends {
			t.Rows = append(t.Rows, g.Ends[w].row("no longer "+g.Aim.String()))
		}
	}
	return t
}

func (w *Way) row(aim string) []detente.Cell {
	inside, width := "no", "-"
	if w.Range.IsRange() {
		width = w.Range.String()
	}
	if w.Within {
		inside = fmt.Sprintf("yes, %.0f %% of the way", 100*w.Far)
	}
	return []detente.Cell{detente.Txt(aim), detente.Txt(w.What), {Text: written(w.From), Number: w.From, IsNum: true}, detente.Txt(width), detente.Txt(w.threshold()), detente.Txt(inside)}
}

// picture shows for numbers from 0 to 100 how far each would have to go.
func (d *Changed) picture() *detente.Intervals {
	p := &detente.Intervals{Title: "From where a number stands (line) to where it would have to be (dot)", X: detente.Axis{Name: "value or weight", Min: 0, Max: 100}}
	for i := range d.Goals {
		g := &d.Goals[i]
		if d.repeats(i) {
			continue
		}
		for k := range g.Needs {
			for w := range g.Needs[k].Ways[:min(listed, len(g.Needs[k].Ways))] {
				way := &g.Needs[k].Ways[w]
				if min(way.From, way.To) < 0 || max(way.From, way.To) > 100 {
					continue
				}
				p.Rows = append(p.Rows, detente.Bar{Label: way.What, Value: way.To, Low: min(way.From, way.To), High: max(way.From, way.To), Note: g.Aim.String()})
			}
		}
	}
	return p
}

// data is the answer as JSON shows it.
func (a *Changes) data() detente.Object {
	out := []detente.Object{}
	for i := range a.Deals {
		d := &a.Deals[i]
		goals := []detente.Object{}
		for k := range d.Goals {
			goals = append(goals, a.goalData(&d.Goals[k]))
		}
		var id, fault any
		if d.ID != "" {
			id = d.ID
		}
		if d.Fault != "" {
			fault = d.Fault
		}
		gains := detente.Object{}
		for k, x := range d.Gains {
			gains = append(gains, detente.Field{Name: string(a.h.numeric[k]), Value: x})
		}
		out = append(out, detente.Object{{Name: "id", Value: id}, {Name: "outcome", Value: a.h.outcomeData(d.Outcome)},
			{Name: "gains", Value: gains}, {Name: "fault", Value: fault}, {Name: "goals", Value: goals}})
	}
	return detente.Object{{Name: "deals", Value: out}}
}

func (a *Changes) goalData(g *Goal) detente.Object {
	needs := []detente.Object{}
	for i := range g.Needs {
		n := &g.Needs[i]
		var says any
		if n.Says != "" {
			says = n.Says
		}
		needs = append(needs, detente.Object{{Name: "party", Value: string(n.Party)}, {Name: "short_by", Value: n.ShortBy},
			{Name: "in_ranges", Value: n.InRanges}, {Name: "says", Value: says}, {Name: "ways", Value: waysData(n.Ways)}})
	}
	var refused any
	if g.Refused != "" {
		refused = g.Refused
	}
	return detente.Object{{Name: "aim", Value: g.Aim.String()}, {Name: "met", Value: g.Met}, {Name: "refused", Value: refused},
		{Name: "needs", Value: needs}, {Name: "together", Value: g.Together}, {Name: "ends", Value: waysData(g.Ends)},
		{Name: "least_change", Value: a.h.changeData(g.Deal)}}
}

func waysData(ways []Way) []detente.Object {
	out := []detente.Object{}
	for i := range ways {
		w := &ways[i]
		out = append(out, detente.Object{{Name: "path", Value: w.Path}, {Name: "now", Value: w.From}, {Name: "to", Value: w.To},
			{Name: "threshold", Value: w.Edge}, {Name: "past", Value: w.Past}, {Name: "up", Value: w.Up}, {Name: "inside", Value: w.Within}, {Name: "far", Value: w.Far}})
	}
	return out
}

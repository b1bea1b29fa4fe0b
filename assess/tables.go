package assess

import (
	"fmt"

	"detente"
)

// winSetTable shows what those behind each party accept.
func (b *Blockers) winSetTable() *detente.Table {
	t := &detente.Table{Title: "What can be ratified at home", Columns: []detente.Column{{Name: "party"}, {Name: "judged by", Wide: true}, {Name: "accepted", Right: true}, {Name: "of preferred", Right: true}, {Name: "binds"}}}
	name := b.h.c.PartyName
	for i := range b.WinSets {
		w := &b.WinSets[i]
		by, binds := "ratification: "+w.Rule, "-"
		if w.Audience != "" {
			by = name(w.Audience) + ", as audience"
		}
		if w.Binding != "" {
			binds = name(w.Binding)
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(name(w.Party)), detente.Txt(by), whole(w.Accepted), whole(w.Of), detente.Txt(binds)})
	}
	return t
}

func whole(n int) detente.Cell {
	return detente.Cell{Text: fmt.Sprint(n), Number: float64(n), IsNum: true}
}

// votingTable shows the sets that the rule of those who sign picks out.
func (b *Blockers) votingTable() *detente.Table {
	v := b.Voting
	t := &detente.Table{Title: "Every package against every other", Columns: []detente.Column{{Name: "set", Wide: true}, {Name: "alternatives", Right: true}, {Name: "no deal in it"}}}
	row := func(what string, n detente.Cell, noDeal string) {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(what), n, detente.Txt(noDeal)})
	}
	row("all", whole(v.Alternatives), yes(v.WinSet >= 0))
	if v.WinSet >= 0 {
		row("win-set of no deal: packages that beat it", whole(v.WinSet), "-")
	}
	set := func(what string, s Set, limit string) {
		if s.Known {
			row(what, whole(s.Size), yes(s.NoDeal))
		} else {
			row(what+": not counted, "+limit, detente.Txt("-"), "-")
		}
	}
	set("core: none beats it", v.Core, fmt.Sprintf("more than %d comparisons", maxPairs))
	set("uncovered: none covers it", v.Uncovered, fmt.Sprintf("more than %d distinct alternatives", maxDistinct))
	t.Note = b.vetoWords()
	return t
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// vetoWords says whose veto those who sign cannot do without, and whose is
// absorbed.
func (b *Blockers) vetoWords() string {
	var holders, absorbed, unknown []string
	for _, v := range b.Voting.Vetoes {
		name := b.h.c.PartyName(v.Party)
		holders = append(holders, name)
		switch {
		case v.Absorbed:
			absorbed = append(absorbed, name)
		case !v.Known && !v.Only:
			unknown = append(unknown, name)
		}
	}
	if len(holders) == 0 {
		return "Among those who sign nobody has a veto alone."
	}
	text := "Veto among those who sign: " + list(holders) + "."
	if len(absorbed) > 0 {
		text += " Absorbed, so that taking the veto away changes nothing: " + list(absorbed)
		if len(absorbed) > 1 {
			text += " (each as long as the others keep theirs)"
		}
		text += "."
	}
	if len(unknown) > 0 {
		text += fmt.Sprintf(" Not decided after %d comparisons: whether %s %s absorbed.", maxPairs, list(unknown), agree(unknown, "is", "are"))
	}
	if len(holders) > 1 && len(absorbed) == 0 && len(unknown) == 0 {
		text += " None is absorbed."
	}
	return text
}

package bargain

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// told is how many changes a sentence tells of.
const told = 5

// changed lists the issues that a package changes from no deal.
func (p *Problem) changed(o detente.Outcome) []int {
	var out []int
	for i := range o {
		if p.noDeal == nil || o[i] != p.noDeal[i] {
			out = append(out, i)
		}
	}
	return out
}

// felt is how much parties with numbers feel the change of an issue, each on its
// own scale.
func (p *Problem) felt(issue int, o detente.Outcome) float64 {
	sum := 0.0
	for _, s := range p.scores {
		from := detente.NoLevel
		if p.noDeal != nil {
			from = p.noDeal[issue]
		}
		sum += math.Abs(s.utility(s.at(issue, o[issue])-s.at(issue, from))) / s.reach
	}
	return sum
}

// words says in a sentence what a package changes: the changes that are felt
// most, in file order, and how many more there are.
func (p *Problem) words(o detente.Outcome) string {
	all := p.changed(o)
	if len(all) == 0 {
		return "nothing changes"
	}
	first := slices.Clone(all)
	slices.SortStableFunc(first, func(a, b int) int {
		switch x, y := p.felt(a, o), p.felt(b, o); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	first = first[:min(told, len(first))]
	slices.Sort(first)
	text := p.settle(first, o)
	switch more := len(all) - len(first); more {
	case 0:
		return text
	case 1:
		return text + "; and 1 more change"
	default:
		return fmt.Sprintf("%s; and %d more changes", text, more)
	}
}

// settle names some issues and their levels: "Price: 20 euros; Delivery: May".
func (p *Problem) settle(issues []int, o detente.Outcome) string {
	parts := make([]string, len(issues))
	for n, i := range issues {
		s := &p.c.Issues[i]
		parts[n] = s.Display() + ": " + s.LevelName(o[i])
	}
	return strings.Join(parts, "; ")
}

// apart says of each of some deals what sets it apart, and what all of them have
// in common.
func (p *Problem) apart(deals []Deal) (each []string, common string) {
	if len(deals) == 0 {
		return nil, ""
	}
	var shared []int
	for _, i := range p.changed(deals[0].Outcome) {
		same := len(deals) > 1
		for k := range deals {
			same = same && deals[k].Outcome[i] == deals[0].Outcome[i]
		}
		if same {
			shared = append(shared, i)
		}
	}
	for k := range deals {
		own := slices.DeleteFunc(p.changed(deals[k].Outcome), func(i int) bool { return slices.Contains(shared, i) })
		text := p.settle(own, deals[k].Outcome)
		if text == "" {
			text = "nothing else"
		}
		each = append(each, text)
	}
	return each, p.settle(shared, deals[0].Outcome)
}

// dealTable lists deals: what sets each apart, what it is worth to every party
// with numbers, and whose consent it lacks.
func (p *Problem) dealTable(title string, deals []Deal, note string) *detente.Table {
	t := &detente.Table{Title: title, Columns: append([]detente.Column{{Name: "id"}, {Name: "what changes from no deal", Wide: true}}, p.utilityColumns()...), Note: note}
	if p.noDeal == nil {
		t.Columns[1].Name = "package"
	}
	t.Columns = append(t.Columns, detente.Column{Name: "consent missing"})
	each, common := p.apart(deals)
	for i := range deals {
		d := &deals[i]
		row := append([]detente.Cell{detente.Txt(d.ID), detente.Txt(each[i])}, utilityCells(d.Utilities)...)
		t.Rows = append(t.Rows, append(row, detente.Txt(p.missingWords(d))))
	}
	if common != "" {
		t.Note = strings.TrimSpace("In all of them: " + common + ". " + note)
	}
	return t
}

func (p *Problem) missingWords(d *Deal) string {
	if d.Consented {
		return "-"
	}
	return list(p.display(d.Missing))
}

package analysis

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// split parts the rows that differ between sides from those that do not.
func (c *Comparison) split() (changed, same []CompareRow) {
	for _, r := range c.Rows {
		if r.Changed() {
			changed = append(changed, r)
		} else {
			same = append(same, r)
		}
	}
	return changed, same
}

// changedTable shows the inputs in which sides differ.
func (c *Comparison) changedTable() *detente.Table {
	t := &detente.Table{Title: "Inputs that differ", Columns: []detente.Column{{Name: "input", Wide: true}}}
	for _, s := range c.Sides {
		t.Columns = append(t.Columns, detente.Column{Name: s.Name, Wide: len(s.Name) > 16})
	}
	var paths []string
	for _, s := range c.Sides[1:] {
		for _, d := range s.Changed {
			if !slices.Contains(paths, d.Path) {
				paths = append(paths, d.Path)
			}
		}
	}
	for _, path := range paths {
		row := []detente.Cell{detente.Txt(c.what(path)), detente.Txt("-")}
		for _, s := range c.Sides[1:] {
			text := "same"
			for _, d := range s.Changed {
				if d.Path == path {
					row[1], text = detente.Txt(orDash(d.Before)), orDash(d.After)
				}
			}
			row = append(row, detente.Txt(text))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// what says in words what stands at a path, where it is a number; else the path.
func (c *Comparison) what(path string) string {
	path = strings.TrimSuffix(path, ".value")
	for i := range c.Sides {
		for _, q := range c.Sides[i].Case.Quantities() {
			if q.Path == path {
				return q.What
			}
		}
	}
	return path
}

// answerTable puts rows side by side; with two sides a last column has the
// difference.
func (c *Comparison) answerTable(title string, rows []CompareRow, detail bool) *detente.Table {
	t := &detente.Table{Title: title, Columns: []detente.Column{{Name: "answer", Wide: true}}, Detail: detail}
	for _, s := range c.Sides {
		t.Columns = append(t.Columns, detente.Column{Name: s.Name, Right: true})
	}
	two := len(c.Sides) == 2
	if two && !detail {
		t.Columns = append(t.Columns, detente.Column{Name: "change", Right: true})
	}
	for _, r := range rows {
		row := []detente.Cell{detente.Txt(r.Group + ": " + r.What)}
		for i, cell := range r.Cells {
			switch {
			case cell.Text == "":
				cell = detente.Txt("-")
			case i > 0 && cell.Text == r.Cells[0].Text && !two:
				cell = detente.Txt("same")
			}
			row = append(row, cell)
		}
		if two && !detail {
			row = append(row, change2(r.Cells[0], r.Cells[1]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// change2 is by how much a number grew.
func change2(a, b detente.Cell) detente.Cell {
	if !a.IsNum || !b.IsNum {
		return detente.Txt("")
	}
	return detente.Cell{Text: signed(b.Number - a.Number), Number: b.Number - a.Number, IsNum: true}
}

// unchanged names the answers that stay, group by group.
func unchanged(rows []CompareRow) string {
	var parts []string
	for i := 0; i < len(rows); {
		group := rows[i].Group
		var whats []string
		for ; i < len(rows) && rows[i].Group == group; i++ {
			whats = append(whats, rows[i].What)
		}
		parts = append(parts, group+" ("+strings.Join(whats, ", ")+")")
	}
	return "No change in: " + strings.Join(parts, "; ") + "."
}

// otherDeals says how the deals that solutions pick differ from those of the
// first side; solutions that change alike are told together.
func (c *Comparison) otherDeals() *detente.List {
	l := &detente.List{Title: "Deals that become others"}
	for side := range c.Sides {
		var texts []string
		var who [][]string
		for rule := range rules {
			text := c.other(rule, side)
			if text == "" {
				continue
			}
			k := slices.Index(texts, text)
			if k < 0 {
				k, texts, who = len(texts), append(texts, text), append(who, nil)
			}
			who[k] = append(who[k], rules[rule].name)
		}
		for k, text := range texts {
			noun := " deal: "
			if len(who[k]) > 1 {
				noun = " deals: "
			}
			text = sentence(listWords(who[k])) + noun + text
			if len(c.Sides) > 2 {
				text = sentence(c.Sides[side].Name) + ". " + text
			}
			l.Items = append(l.Items, detente.Item{Text: text})
		}
	}
	return l
}

// other says how the deal that a rule picks on a side differs from that of the
// first; "" where it does not.
func (c *Comparison) other(rule, side int) string {
	before, after := c.picked(rule, 0), c.picked(rule, side)
	to := c.Sides[side].Case
	switch {
	case before == after && after != "another" || before == "" || after == "":
		return ""
	case after == "none":
		return "no package has every consent"
	case before == "none":
		return "there was none; now " + to.Changes(c.Readings[side].best(rule).Outcome, to.NoDealOutcome())
	}
	return c.against(rule, side)
}

// fateTable shows what becomes of the first side's deals on another.
func (c *Comparison) fateTable(side int) *detente.Table {
	t := &detente.Table{Title: fmt.Sprintf("What becomes of the deals: %s, then %s", c.Sides[0].Name, c.Sides[side].Name), Columns: []detente.Column{{Name: "deal"}}}
	ids := c.parties()
	for _, id := range ids {
		t.Columns = append(t.Columns, detente.Column{Name: c.partyName(id), Right: true})
	}
	t.Columns = append(t.Columns, detente.Column{Name: "it has", Wide: true}, detente.Column{Name: "would it hold", Wide: true})
	kept := 0
	for i := range c.Deals {
		d := &c.Deals[i]
		row := []detente.Cell{detente.Txt(orDash(d.ID))}
		differs := false
		for _, id := range ids {
			cell := c.turned(d, side, id)
			differs = differs || strings.Contains(cell.Text, arrow)
			row = append(row, cell)
		}
		for _, pair := range [][2]string{{d.Fates[0].verdict(), d.Fates[side].verdict()}, {d.Fates[0].Holds, d.Fates[side].Holds}} {
			row = append(row, detente.Txt(turn(pair[0], pair[1])))
			differs = differs || pair[0] != pair[1]
		}
		if !differs {
			kept++
			continue
		}
		t.Rows = append(t.Rows, row)
	}
	if kept > 0 {
		t.Note = fmt.Sprintf("%d of %d shortlisted deals are not touched.", kept, len(c.Deals))
	}
	return t
}

const arrow = " → "

// turn shows what was and what is.
func turn(before, after string) string {
	if before == after {
		return orDash(before)
	}
	return orDash(before) + arrow + orDash(after)
}

// turned shows what a deal is worth to a party on the first side and another.
func (c *Comparison) turned(d *DealFate, side int, id detente.PartyID) detente.Cell {
	text := [2]string{}
	for i, s := range []int{0, side} {
		if u, ok := c.utility(d, s, id); ok {
			text[i] = detente.FormatShort(u)
		}
	}
	return detente.Txt(turn(text[0], text[1]))
}

// picture draws for every party from where no deal and the Nash deal stood to
// where they stand now.
func (c *Comparison) picture() *detente.Intervals {
	p := &detente.Intervals{Title: fmt.Sprintf("From “%s” (line) to the other (dot)", c.Sides[0].Name), X: detente.Axis{Name: "worth", Max: 100}}
	for _, r := range c.Rows {
		if r.Group != "If they part" && !(r.Group == "Nash deal" && strings.HasPrefix(r.What, "worth to ")) {
			continue
		}
		for i, cell := range r.Cells[1:] {
			was := r.Cells[0]
			if !cell.IsNum || !was.IsNum || cell.Text == was.Text {
				continue
			}
			label := r.What
			if r.Group == "Nash deal" {
				label = "Nash deal, " + r.What
			}
			if len(c.Sides) > 2 {
				label += ": " + c.Sides[i+1].Name
			}
			p.Rows = append(p.Rows, detente.Bar{Label: label, Value: cell.Number, Low: min(was.Number, cell.Number), High: max(was.Number, cell.Number), Note: "was " + was.Text})
		}
	}
	return p
}

// data is the comparison as JSON shows it.
func (c *Comparison) data() detente.Object {
	sides, answers, deals := []detente.Object{}, []detente.Object{}, []detente.Object{}
	for _, s := range c.Sides {
		changed := []detente.Object{}
		for _, d := range s.Changed {
			changed = append(changed, detente.Object{{Name: "path", Value: d.Path}, {Name: "before", Value: textOrNull(d.Before)}, {Name: "after", Value: textOrNull(d.After)}})
		}
		sides = append(sides, detente.Object{{Name: "name", Value: s.Name}, {Name: "case", Value: s.Case.SHA256}, {Name: "changed", Value: changed}})
	}
	for _, r := range c.Rows {
		values := []any{}
		for _, cell := range r.Cells {
			if cell.IsNum {
				values = append(values, cell.Number)
			} else {
				values = append(values, textOrNull(cell.Text))
			}
		}
		answers = append(answers, detente.Object{{Name: "group", Value: r.Group}, {Name: "what", Value: r.What}, {Name: "values", Value: values}, {Name: "changed", Value: r.Changed()}})
	}
	for i := range c.Deals {
		deals = append(deals, c.dealData(&c.Deals[i]))
	}
	return detente.Object{{Name: "sides", Value: sides}, {Name: "answers", Value: answers}, {Name: "deals", Value: deals}}
}

func (c *Comparison) dealData(d *DealFate) detente.Object {
	fates := []detente.Object{}
	for i := range d.Fates {
		f := &d.Fates[i]
		u := detente.Object{}
		for _, id := range c.parties() {
			if x, ok := c.utility(d, i, id); ok {
				u = append(u, detente.Field{Name: string(id), Value: x})
			}
		}
		fates = append(fates, detente.Object{{Name: "exists", Value: f.Exists}, {Name: "utilities", Value: u}, {Name: "preferred", Value: f.Preferred},
			{Name: "consented", Value: f.Consented}, {Name: "efficient", Value: f.Efficient}, {Name: "holds", Value: textOrNull(f.Holds)}})
	}
	return detente.Object{{Name: "id", Value: textOrNull(d.ID)}, {Name: "fates", Value: fates}}
}

func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

package report

import (
	"strings"

	"detente"
)

// table prints a table; the decimal points of a column of numbers line up.
func (p *page) table(t *detente.Table) {
	p.title(t.Title)
	n := p.cut(len(t.Rows), rowLimit)
	g := &grid{}
	for i, c := range t.Columns {
		g.columns = append(g.columns, column{c.Name, c.Right, c.Wide})
		places := 0
		for _, row := range t.Rows[:n] {
			places = max(places, fraction(at(row, i)))
		}
		for k, row := range t.Rows[:n] {
			if i == 0 {
				g.rows = append(g.rows, make([]cell, len(t.Columns)))
			}
			g.rows[k][i] = aligned(at(row, i), places, c.Right)
			if i == 0 && isFinding(at(row, 0).Text) {
				g.rows[k][i].style = cyan
			}
		}
	}
	p.grid(g)
	p.more(len(t.Rows) - n)
	p.note(t.Note)
}

// at returns a row's cell, empty where the row is short.
func at(row []detente.Cell, i int) detente.Cell {
	if i < len(row) {
		return row[i]
	}
	return detente.Cell{}
}

// fraction returns how many characters a number shows from its point on.
func fraction(c detente.Cell) int {
	if i := strings.IndexByte(c.Text, '.'); c.IsNum && i >= 0 {
		return len(c.Text) - i
	}
	return 0
}

func aligned(c detente.Cell, places int, right bool) cell {
	if !c.IsNum || !right || places == 0 || len(c.Text) > longNumber {
		return cell{text: c.Text}
	}
	return cell{fixed: []string{show(c.Text) + strings.Repeat(" ", places-fraction(c))}}
}

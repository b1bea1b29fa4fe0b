package chart

import (
	"fmt"
	"slices"

	"detente"
)

// Table returns what a picture shows as a table, every row of it; a table
// itself; nil for prose, lists, documents and quotes side by side.
func Table(block detente.Block) *detente.Table {
	switch b := block.(type) {
	case *detente.Table:
		return b
	case *detente.Matrix:
		return matrixTable(b)
	case *detente.Bars:
		return barTable(b.Title, detente.Axis{Unit: b.Unit}, b.Bars)
	case *detente.Intervals:
		return barTable(b.Title, b.X, b.Rows)
	case *detente.Scatter:
		return scatterTable(b)
	case *detente.Lines:
		return lineTable(b)
	case *detente.Density:
		return densityTable(b)
	case *detente.Graph:
		return graphTable(b)
	}
	return nil
}

// number is a cell with a number, or with a dash where it is none.
func number(x float64) detente.Cell {
	if usable(x) {
		return detente.Num(x)
	}
	return detente.Txt("-")
}

func matrixTable(b *detente.Matrix) *detente.Table {
	t := &detente.Table{Title: b.Title, Columns: []detente.Column{{Name: ""}}, Note: b.Note}
	for _, name := range b.Columns {
		t.Columns = append(t.Columns, detente.Column{Name: name, Wide: true})
	}
	for i, name := range b.Rows {
		row := []detente.Cell{detente.Txt(name)}
		for j := range b.Columns {
			c := matrixCell(b, i, j)
			switch {
			case c.Empty:
				row = append(row, detente.Txt("-"))
			case c.Weight > 0 && usable(c.Weight):
				row = append(row, detente.Cell{Text: short(c.Weight) + " " + c.Text, Number: c.Weight, IsNum: true})
			default:
				row = append(row, detente.Txt(c.Text))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// barTable has a row for each bar, with columns for groups, intervals and notes
// where some bar has them.
func barTable(title string, axis detente.Axis, bars []detente.Bar) *detente.Table {
	var groups, ranges, notes bool
	for i := range bars {
		groups = groups || bars[i].Group != ""
		ranges = ranges || ranged(&bars[i])
		notes = notes || bars[i].Note != ""
	}
	amounts := axisName(axis)
	if amounts == "" {
		amounts = "amount"
	}
	t := &detente.Table{Title: title}
	add := func(on bool, c detente.Column) {
		if on {
			t.Columns = append(t.Columns, c)
		}
	}
	add(groups, detente.Column{Name: "for"})
	add(true, detente.Column{Name: "what", Wide: true})
	add(true, detente.Column{Name: amounts, Right: true})
	add(ranges, detente.Column{Name: "low", Right: true})
	add(ranges, detente.Column{Name: "high", Right: true})
	add(notes, detente.Column{Name: "note", Wide: true})
	for i := range bars {
		b := &bars[i]
		var row []detente.Cell
		if groups {
			row = append(row, detente.Txt(b.Group))
		}
		row = append(row, detente.Txt(b.Label), number(b.Value))
		switch {
		case ranged(b):
			row = append(row, detente.Num(b.Low), detente.Num(b.High))
		case ranges:
			row = append(row, detente.Txt("-"), detente.Txt("-"))
		}
		if notes {
			row = append(row, detente.Txt(b.Note))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// scatterTable has a row for each point, then one for each line across.
func scatterTable(b *detente.Scatter) *detente.Table {
	axes := append([]detente.Axis{b.X, b.Y}, b.More...)
	t := &detente.Table{Title: b.Title, Columns: []detente.Column{{Name: "point"}, {Name: "kind"}}}
	for i, a := range axes {
		name := axisName(a)
		if name == "" {
			name = fmt.Sprintf("direction %d", i+1)
		}
		t.Columns = append(t.Columns, detente.Column{Name: name, Right: true})
	}
	for _, m := range b.Points {
		row := []detente.Cell{detente.Txt(m.Label), detente.Txt(m.Kind)}
		for _, x := range coordinates(m, len(axes)) {
			row = append(row, number(x))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, r := range b.Rules {
		row := []detente.Cell{detente.Txt(r.Label), detente.Txt("line")}
		for i := range axes {
			if i == 0 && r.Vertical || i == 1 && !r.Vertical {
				row = append(row, number(r.At))
			} else {
				row = append(row, detente.Txt("-"))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// lineTable has a row for each place on the axis and a column for each line.
func lineTable(b *detente.Lines) *detente.Table {
	t := &detente.Table{Title: b.Title, Columns: []detente.Column{{Name: axisOr(b.X, "x"), Right: true}}, Note: axisName(b.Y)}
	var places []float64
	for i := range b.Series {
		t.Columns = append(t.Columns, detente.Column{Name: b.Series[i].Label, Right: true})
		for _, k := range sized(&b.Series[i]) {
			places = append(places, k.x)
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	for _, x := range places {
		row := []detente.Cell{detente.Num(x)}
		for range b.Series {
			row = append(row, detente.Txt("-"))
		}
		t.Rows = append(t.Rows, row)
	}
	for i := range b.Series {
		for _, k := range sized(&b.Series[i]) {
			at, _ := slices.BinarySearch(places, k.x)
			cell := detente.Num(k.y)
			if k.size > 0 {
				cell.Text += " (" + sizeName(b) + " " + short(k.size) + ")"
			}
			t.Rows[at][i+1] = cell
		}
	}
	return t
}

// heights is how many places of a distribution its table has at most.
const heights = 21

// densityTable has the intervals, the marks and the height of the curve at some
// places, the highest being 100.
func densityTable(b *detente.Density) *detente.Table {
	t := &detente.Table{Title: b.Title, Columns: []detente.Column{
		{Name: "what", Wide: true}, {Name: "from", Right: true}, {Name: "to", Right: true}, {Name: "height, of 100", Right: true},
	}}
	dash := detente.Txt("-")
	for _, s := range b.Intervals {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(s.Label), number(s.Low), number(s.High), dash})
	}
	for _, m := range b.Marks {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(m.Label), number(m.X), dash, dash})
	}
	curve := knots(&detente.Series{X: b.At, Y: b.Mass})
	top := 0.0
	for _, k := range curve {
		top = max(top, k.Y)
	}
	n := min(len(curve), heights)
	for i := range n {
		k := curve[0]
		if n > 1 {
			k = curve[i*(len(curve)-1)/(n-1)]
		}
		if top > 0 {
			t.Rows = append(t.Rows, []detente.Cell{detente.Txt(axisOr(b.X, "curve")), detente.Num(k.X), dash, detente.Num(100 * k.Y / top)})
		}
	}
	return t
}

// graphTable has a row for each arrow, and one for each node that none leaves.
func graphTable(b *detente.Graph) *detente.Table {
	t := &detente.Table{Title: b.Title, Columns: []detente.Column{
		{Name: "from", Wide: true}, {Name: "kind"}, {Name: "to", Wide: true}, {Name: "by"}, {Name: "kind of arrow"},
	}}
	if b.Map {
		t.Columns[3].Name, t.Columns[4].Name = "note", "attitude"
	}
	names, leaving := map[string]string{}, map[string][]detente.Edge{}
	for _, n := range b.Nodes {
		names[n.ID] = (&network{isMap: b.Map}).nodeText(n)
	}
	for _, e := range b.Edges {
		leaving[e.From] = append(leaving[e.From], e)
	}
	dash := detente.Txt("-")
	for _, n := range b.Nodes {
		name, kind := detente.Txt(names[n.ID]), detente.Txt(n.Kind)
		for _, e := range leaving[n.ID] {
			to := e.To
			if names[to] != "" {
				to = names[to]
			}
			t.Rows = append(t.Rows, []detente.Cell{name, kind, detente.Txt(to), detente.Txt(e.Label), detente.Txt(e.Kind)})
		}
		if len(leaving[n.ID]) == 0 {
			t.Rows = append(t.Rows, []detente.Cell{name, kind, dash, dash, dash})
		}
	}
	return t
}

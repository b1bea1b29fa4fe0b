package report

import (
	"slices"
	"strings"
)

// grid is rows of cells under columns that line up.
type grid struct {
	columns []column
	rows    [][]cell
}

// column heads the cells of a grid.
type column struct {
	head  string
	right bool // numbers stand to the right
	wide  bool // gives way first
}

// cell is one entry: a text to wrap, or lines as they are.
type cell struct {
	text  string
	fixed []string
	style style
}

// gap is the space between columns.
const gap = 2

// comfortable and narrow are how far text columns may shrink, in two steps.
const (
	comfortable = 24
	narrow      = 12
)

// grid prints a grid, or a record for each row where the page is too narrow for
// columns.
func (p *page) grid(g *grid) {
	widths := g.fit(p.body())
	if widths == nil {
		p.records(g)
		return
	}
	p.gridHead(g, widths)
	for _, row := range g.rows {
		lines := make([][]string, len(g.columns))
		for i := range row {
			lines[i] = row[i].lines(widths[i], g.columns[i].right)
		}
		p.gridRow(g, widths, lines, func(i int) style { return row[i].style })
	}
}

// lines lays a cell out at a width. The later lines of a text are indented, so
// that one sees where the next row begins.
func (c *cell) lines(width int, right bool) []string {
	if c.fixed != nil {
		return c.fixed
	}
	if right || width < narrow {
		return wrap(c.text, width, 0)
	}
	lines := wrap(c.text, width, 1)
	for i := range lines[1:] {
		lines[i+1] = " " + lines[i+1]
	}
	return lines
}

func (p *page) gridHead(g *grid, widths []int) {
	lines, named := make([][]string, len(g.columns)), false
	for i, c := range g.columns {
		lines[i] = wrap(c.head, widths[i], 0)
		named = named || c.head != ""
	}
	if !named {
		return
	}
	height := 0
	for _, l := range lines {
		height = max(height, len(l))
	}
	for i := range lines { // heads stand on the rule
		lines[i] = append(make([]string, height-len(lines[i])), lines[i]...)
	}
	p.gridRow(g, widths, lines, func(int) style { return bold })
	rule := make([]string, len(widths))
	for i, w := range widths {
		rule[i] = strings.Repeat("─", w)
	}
	p.line(p.paint(faint, strings.Join(rule, strings.Repeat(" ", gap))))
}

// gridRow prints the lines of one row's cells side by side.
func (p *page) gridRow(g *grid, widths []int, lines [][]string, st func(int) style) {
	height := 0
	for _, l := range lines {
		height = max(height, len(l))
	}
	for k := range height {
		var b strings.Builder
		for i, w := range widths {
			s := ""
			if k < len(lines[i]) {
				s = lines[i][k]
			}
			if i > 0 {
				b.WriteString(strings.Repeat(" ", gap))
			}
			b.WriteString(p.padded(st(i), s, w, g.columns[i].right))
		}
		p.line(b.String())
	}
}

// fit returns a width for each column, or nil where they do not fit.
//
// The heads of numbers wrap first, then long texts, then the heads of the
// others, then every text.
func (g *grid) fit(avail int) []int {
	n := len(g.columns)
	natural, steps := make([]int, n), [4][]int{}
	for s := range steps {
		steps[s] = make([]int, n)
	}
	for i := range g.columns {
		c := &g.columns[i]
		body, fixed := g.widest(i)
		head, word := cells(show(c.head)), longest(c.head)
		natural[i] = min(max(body, head, 1), avail)
		least := max(body, word, 1)
		steps[0][i], steps[1][i], steps[2][i], steps[3][i] = natural[i], natural[i], least, least
		switch {
		case fixed || c.right:
		case c.wide:
			steps[1][i] = min(natural[i], max(comfortable, word))
			steps[2][i] = steps[1][i]
			steps[3][i] = min(natural[i], max(narrow, word))
		default:
			steps[1][i] = min(natural[i], max(narrow, word))
			steps[3][i] = min(least, max(narrow, word))
		}
	}
	avail -= gap * (n - 1)
	if sum(natural) > avail { // the heads of numbers cost the least
		for i, c := range g.columns {
			if c.right {
				natural[i] = steps[2][i]
				steps[1][i] = natural[i]
			}
		}
	}
	for _, floors := range steps {
		if sum(floors) <= avail {
			return g.shrink(natural, floors, avail)
		}
	}
	return nil
}

// widest returns the width of a column's cells, and whether they are fixed.
func (g *grid) widest(i int) (width int, fixed bool) {
	for _, row := range g.rows {
		for _, s := range row[i].fixed {
			width, fixed = max(width, cells(s)), true
		}
		if row[i].fixed == nil {
			width = max(width, cells(show(row[i].text)))
		}
	}
	return width, fixed
}

// shrink makes columns narrower, cell by cell and not below their floors, until
// all fit: each time the one that adds the fewest lines, of these the widest.
func (g *grid) shrink(natural, floors []int, avail int) []int {
	widths, lengths := slices.Clone(natural), g.lengths()
	for sum(widths) > avail {
		best, fewest := -1, 0
		for i, w := range widths {
			if w == floors[i] {
				continue
			}
			widths[i]--
			n := height(lengths, widths)
			widths[i]++
			if best < 0 || n < fewest || n == fewest && w > widths[best] {
				best, fewest = i, n
			}
		}
		widths[best]--
	}
	return widths
}

// sample is how many rows are looked at to choose widths.
const sample = 100

// lengths returns the cells that the texts of the first rows take.
func (g *grid) lengths() [][]int {
	rows := make([][]int, min(len(g.rows), sample))
	for r := range rows {
		rows[r] = make([]int, len(g.columns))
		for i := range rows[r] {
			rows[r][i] = cells(show(g.rows[r][i].text))
		}
	}
	return rows
}

// height estimates how many lines rows of texts take at given widths.
func height(lengths [][]int, widths []int) int {
	lines := 0
	for _, row := range lengths {
		most := 1
		for i, n := range row {
			most = max(most, ceil(n, widths[i]))
		}
		lines += most
	}
	return lines
}

func sum(xs []int) int {
	n := 0
	for _, x := range xs {
		n += x
	}
	return n
}

// records prints a grid row by row, each cell after its column's head.
func (p *page) records(g *grid) {
	for r, row := range g.rows {
		if r > 0 {
			p.blank()
		}
		for i := range row {
			p.record(g.columns[i].head, &row[i], i == 0)
		}
	}
}

func (p *page) record(head string, c *cell, first bool) {
	lead := indent
	if first {
		lead = ""
	}
	for _, s := range c.fixed {
		p.line(lead + s)
	}
	text := show(c.text)
	if head != "" && !first && text != "" {
		text = head + ": " + text
	}
	if text != "" {
		for i, s := range wrap(text, p.body()-len(indent), len(lead)) {
			if i > 0 {
				s = lead + s
			}
			p.line(lead + p.paint(c.style, s))
		}
	}
}

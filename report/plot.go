package report

import (
	"math"
	"strings"

	"detente"
)

// plot is a grid of character cells with axes on the left and below.
type plot struct {
	x, y          detente.Axis
	width, height int
	gutter        int // cells left of the vertical axis
	cells         []spot
}

// spot is one place of a plot: a character, nothing, or the right half of the
// wide character before.
type spot struct {
	text  string
	half  bool
	style style
}

// Sizes of a plot, in cells.
const (
	plotMost   = 72
	plotLowest = 11
	plotTall   = 17
)

// newPlot prepares a plot that fits into so many cells.
func newPlot(x, y detente.Axis, room int) *plot {
	q := &plot{x: widened(x), y: widened(y)}
	for _, v := range []float64{q.y.Min, middle(q.y), q.y.Max} {
		q.gutter = max(q.gutter, len(number(v)))
	}
	q.width = min(plotMost, room-q.gutter-2)
	q.height = min(plotTall, max(plotLowest, q.width/4)) | 1 // odd: the middle is a row
	q.cells = make([]spot, q.width*q.height)
	return q
}

func middle(a detente.Axis) float64 { return a.Min + (a.Max-a.Min)/2 }

// include stretches an axis so that numbers lie on it. An axis without ends
// takes those of the first number.
func include(a detente.Axis, xs ...float64) detente.Axis {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			continue
		}
		if a.Min == 0 && a.Max == 0 {
			a.Min, a.Max = min(0, x), max(0, x)
		}
		a.Min, a.Max = min(a.Min, x), max(a.Max, x)
	}
	return a
}

// widened gives an axis without length one.
func widened(a detente.Axis) detente.Axis {
	if !(a.Min < a.Max) {
		a.Max = a.Min + 1
	}
	return a
}

// position returns the cell of a number on an axis of so many cells; what lies
// off the axis is at its end.
func position(v float64, a detente.Axis, width int) int {
	at := math.Round((v - a.Min) / (a.Max - a.Min) * float64(width-1))
	switch {
	case at >= float64(width-1):
		return width - 1
	case at > 0:
		return int(at)
	}
	return 0 // or no number
}

// place returns the column and row of a point, row 0 on top.
func (q *plot) place(x, y float64) (col, row int) {
	return position(x, q.x, q.width), q.height - 1 - position(y, q.y, q.height)
}

// under returns the number in the middle of a column.
func (q *plot) under(col int) float64 {
	return q.x.Min + (q.x.Max-q.x.Min)*float64(col)/float64(q.width-1)
}

func (q *plot) at(col, row int) *spot { return &q.cells[row*q.width+col] }

func (q *plot) put(col, row int, text string, st style) {
	*q.at(col, row) = spot{text: text, style: st}
}

// free reports whether n cells from a place on are inside and empty; the lines
// of rules count as empty.
func (q *plot) free(col, row, n int) bool {
	if row < 0 || row >= q.height || col < 0 || col+n > q.width {
		return false
	}
	for k := range n {
		if t := q.at(col+k, row); t.half || t.text != "" && t.text != ruleAcross && t.text != ruleUp && t.text != ruleCross {
			return false
		}
	}
	return true
}

// write puts a text into the plot, a character a cell, wide ones over two.
func (q *plot) write(col, row int, text string, st style) {
	last := -1
	for _, r := range text {
		switch n := runeCells(r); {
		case n == 0 && last >= 0:
			q.at(last, row).text += string(r)
		case n > 0:
			q.put(col, row, string(r), st)
			if n == 2 {
				*q.at(col+1, row) = spot{half: true}
			}
			last = col
			col += n
		}
	}
}

// label writes a text beside a point where there is room: right, left, above,
// below. It reports whether there was.
func (q *plot) label(col, row int, text string, st style) bool {
	n := cells(text)
	if n == 0 {
		return true
	}
	for _, at := range [][2]int{
		{col + 2, row}, {col - 1 - n, row}, {col + 1, row - 1}, {col + 1, row + 1},
		{col - n, row - 1}, {col - n, row + 1}, {col - n/2, row - 1}, {col - n/2, row + 1},
	} {
		// One cell more on either side keeps labels apart.
		if q.free(at[0], at[1], n) && q.open(at[0]-1, at[1], col) && q.open(at[0]+n, at[1], col) {
			q.clear(at[0]-1, at[1])
			q.clear(at[0]+n, at[1])
			q.write(at[0], at[1], text, st)
			return true
		}
	}
	return false
}

// open reports whether a place beside a label does not hold another one; the
// label's own point may stand there.
func (q *plot) open(col, row, own int) bool {
	return col < 0 || col >= q.width || col == own || q.free(col, row, 1)
}

// clear takes a rule's line from beside a label.
func (q *plot) clear(col, row int) {
	if q.free(col, row, 1) {
		q.put(col, row, "", noStyle)
	}
}

// Lines across a plot.
const (
	ruleUp     = "┊"
	ruleAcross = "┄"
	ruleCross  = "┼"
)

func (q *plot) rule(r detente.Rule2D) {
	col, row := q.place(r.At, r.At)
	for k := range q.height {
		if r.Vertical {
			q.ruleAt(col, k, ruleUp)
		}
	}
	for k := range q.width {
		if !r.Vertical {
			q.ruleAt(k, row, ruleAcross)
		}
	}
}

func (q *plot) ruleAt(col, row int, text string) {
	if s := q.at(col, row).text; s != "" && s != text {
		text = ruleCross
	}
	q.put(col, row, text, faint)
}

// plot prints the cells with axes and the numbers at their ends and middles.
func (p *page) plot(q *plot) {
	for row := range q.height {
		tick, axis := q.tick(row), "│"
		if tick != "" {
			axis = "┤"
		}
		p.line(p.padded(faint, tick, q.gutter, true) + " " + p.paint(faint, axis) + p.plotRow(q, row))
	}
	margin := strings.Repeat(" ", q.gutter+1)
	p.line(margin + p.paint(faint, "└"+strings.Repeat("─", q.width)))
	p.line(margin + " " + p.paint(faint, xTicks(q)))
}

// tick returns the number beside a row, "" where there is none.
func (q *plot) tick(row int) string {
	switch row {
	case 0:
		return number(q.y.Max)
	case q.height / 2:
		return number(middle(q.y))
	case q.height - 1:
		return number(q.y.Min)
	}
	return ""
}

func (p *page) plotRow(q *plot, row int) string {
	var b strings.Builder
	for col := range q.width {
		switch s := q.at(col, row); {
		case s.half:
		case s.text == "":
			b.WriteByte(' ')
		default:
			b.WriteString(p.paint(s.style, s.text))
		}
	}
	return b.String()
}

// xTicks writes the ends and the middle of the horizontal axis.
func xTicks(q *plot) string {
	line := []rune(axisEnds(q.x, q.width))
	mid := number(middle(q.x))
	from := (q.width - len(mid)) / 2
	low, high := len(number(q.x.Min)), len(number(q.x.Max))
	if from > low+1 && from+len(mid)+1 < q.width-high {
		copy(line[from:], []rune(mid))
	}
	return string(line)
}

// axisName is an axis in words: "Russia, utility".
func axisName(a detente.Axis) string {
	switch {
	case a.Name == "":
		return a.Unit
	case a.Unit == "":
		return a.Name
	}
	return a.Name + ", " + a.Unit
}

// axes names both directions of a plot.
func (p *page) axes(x, y detente.Axis) {
	var parts []string
	if n := axisName(x); n != "" {
		parts = append(parts, "across: "+n)
	}
	if n := axisName(y); n != "" {
		parts = append(parts, "up: "+n)
	}
	if len(parts) > 0 {
		p.note(strings.Join(parts, "; "))
	}
}

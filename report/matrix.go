package report

import (
	"math"
	"strings"

	"detente"
)

// Sizes of a matrix, in cells.
const (
	matrixBar   = 5
	matrixWords = 11 // words with less room than this beside the bar go below it
	matrixLeast = 16 // columns narrower than this go into a second band
	matrixMost  = 40
)

// matrix prints who cares about what: weight, bar and words in each cell. As
// many columns as fit stand side by side, the others in bands below.
func (p *page) matrix(m *detente.Matrix) {
	p.title(m.Title)
	name := 1
	for _, r := range m.Rows {
		name = max(name, cells(show(r)))
	}
	name = min(name, p.body()/3)
	if len(m.Columns) > 3 {
		name = min(name, p.body()/4)
	}
	room := p.body() - name
	bands := ceil(len(m.Columns), max(1, room/(matrixLeast+gap)))
	band := ceil(len(m.Columns), max(1, bands))
	scale, rows := newScale(m), p.cut(len(m.Rows), matrixLimit)
	for from := 0; from < len(m.Columns); from += band {
		if from > 0 {
			p.blank()
		}
		to := min(from+band, len(m.Columns))
		g := &grid{columns: []column{{wide: true}}}
		for j := from; j < to; j++ {
			g.columns = append(g.columns, column{head: m.Columns[j]})
		}
		for i, r := range m.Rows[:rows] {
			row := []cell{{text: r}}
			for j := from; j < to; j++ {
				row = append(row, cell{fixed: scale.stake(matrixAt(m, i, j), min(matrixMost, room/band-gap))})
			}
			g.rows = append(g.rows, row)
		}
		p.grid(g)
	}
	p.more(len(m.Rows) - rows)
	p.note(m.Note)
}

// ceil returns n/d, rounded up.
func ceil(n, d int) int { return (n + d - 1) / d }

func matrixAt(m *detente.Matrix, i, j int) detente.MatrixCell {
	if i < len(m.Cells) && j < len(m.Cells[i]) {
		return m.Cells[i][j]
	}
	return detente.MatrixCell{Empty: true}
}

// scale says how the weights of a matrix are drawn.
type scale struct {
	top    float64 // the heaviest weight, a whole bar
	digits int     // the longest number
}

func newScale(m *detente.Matrix) scale {
	var s scale
	for _, row := range m.Cells {
		for _, c := range row {
			if weighs(c) {
				s.top = max(s.top, c.Weight)
				s.digits = max(s.digits, len(number(c.Weight)))
			}
		}
	}
	return s
}

// weighs reports whether a cell has a weight to draw.
func weighs(c detente.MatrixCell) bool {
	return !c.Empty && c.Weight > 0 && !math.IsInf(c.Weight, 0)
}

// stake lays out what one row means to one column. A weight of 0 is shown by
// its words alone.
func (s scale) stake(c detente.MatrixCell, width int) []string {
	if c.Empty {
		return []string{"-"}
	}
	if !weighs(c) {
		return wrap(c.Text, width, 0)
	}
	weight := number(c.Weight)
	bar := eighths(c.Weight/s.top*matrixBar, matrixBar)
	head := strings.Repeat(" ", s.digits-len(weight)) + weight + " " + bar
	beside := s.digits + matrixBar + 2
	if width-beside < matrixWords {
		return append([]string{head}, wrap(c.Text, width, 0)...)
	}
	lines := wrap(c.Text, width-beside, 0)
	for i := range lines {
		lines[i] = head + strings.Repeat(" ", beside-cells(head)) + lines[i]
		head = ""
	}
	return lines
}

// eighths draws a bar of so many cells, to the eighth of a cell; anything above
// nothing shows.
func eighths(length float64, most int) string {
	if !(length > 0) {
		return ""
	}
	n := max(1, int(math.Round(min(length, float64(most))*8)))
	bar := strings.Repeat("█", n/8)
	if n%8 > 0 {
		bar += string(rune('█' + 8 - n%8))
	}
	return bar
}

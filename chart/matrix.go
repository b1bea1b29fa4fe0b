package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// matrix is a picture of who cares about what. In a cell the area of the sign
// is the weight; within a row the same sign means the same wish. A last column
// that says how the parties stand to each other is drawn beside the row's name.
type matrix struct {
	c       *canvas
	b       *detente.Matrix
	columns int     // columns drawn as such
	top     float64 // the largest weight
	label   float64 // room for the rows' names; 0: above the rows
	cell    float64 // width of a column
	fit     int     // columns side by side
}

// Sizes in a matrix.
const (
	signRadius = 12.0 // of the largest weight
	verdictGap = 24.0 // from the left edge of a verdict's sign to its word
)

// camps are the looks of the wishes in a row, in the order in which they
// appear: opposite wishes point at each other.
var camps = [...]struct {
	colour  int
	corners []float64
}{
	{1, []float64{-0.75, -0.95, 1, 0, -0.75, 0.95}}, // points to the right
	{2, []float64{0.75, -0.95, -1, 0, 0.75, 0.95}},  // points to the left
	{3, []float64{0, -1.1, 1.1, 0, 0, 1.1, -1.1, 0}},
	{4, []float64{-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85}},
	{5, []float64{0, -1, 0.95, 0.7, -0.95, 0.7}},
	{6, []float64{0, 1, 0.95, -0.7, -0.95, -0.7}},
}

// verdicts are the words for how parties stand to each other in a row, with the
// camps whose signs stand for them.
var verdicts = []struct {
	word string
	sign []int
}{
	{"clash", []int{0, 1}},
	{"trade", []int{1, 0}},
	{"common", []int{0, 0}},
	{"one", []int{0}},
}

func (c *canvas) matrix(b *detente.Matrix) string {
	m := &matrix{c: c, b: b, columns: len(b.Columns)}
	if len(b.Rows) == 0 || len(b.Columns) == 0 {
		return ""
	}
	if m.hasVerdicts() {
		m.columns--
	}
	for i := range b.Rows {
		for j := range b.Columns {
			if w := m.at(i, j); !w.Empty && usable(w.Weight) {
				m.top = max(m.top, w.Weight)
			}
		}
	}
	whole := c.right() - c.left()
	if !c.narrow() {
		m.label = whole * 0.26
	}
	const least = 76 // width of a column
	m.fit = max(1, int((whole-m.label)/least))
	bands := (m.columns + m.fit - 1) / m.fit
	m.fit = max(1, (m.columns+bands-1)/max(1, bands)) // as many in each
	m.cell = min((whole-m.label)/float64(m.fit), 240)
	for from := 0; from < max(1, m.columns); from += m.fit {
		if from > 0 {
			c.y += 12
		}
		m.band(from, min(from+m.fit, m.columns))
	}
	c.legend(m.entries())
	c.note(b.Note)
	return fmt.Sprintf("Matrix of %s by %s; the area of a sign is the weight.", count(len(b.Rows), "row", "rows"), count(len(b.Columns), "column", "columns"))
}

// at returns a cell; what is not there is empty.
func (m *matrix) at(i, j int) detente.MatrixCell { return matrixCell(m.b, i, j) }

func matrixCell(b *detente.Matrix, i, j int) detente.MatrixCell {
	if i < len(b.Cells) && j < len(b.Cells[i]) {
		return b.Cells[i][j]
	}
	return detente.MatrixCell{Empty: true}
}

// hasVerdicts reports whether the last column says in the words of verdicts how
// the others stand to each other.
func (m *matrix) hasVerdicts() bool {
	some := false
	for i := range m.b.Rows {
		w := m.at(i, len(m.b.Columns)-1)
		if w.Empty || w.Weight == 0 && w.Text == "" {
			continue
		}
		if w.Weight != 0 || verdict(w.Text) < 0 {
			return false
		}
		some = true
	}
	return some
}

func verdict(word string) int {
	for i := range verdicts {
		if verdicts[i].word == word {
			return i
		}
	}
	return -1
}

// band draws some of the columns, every row of them.
func (m *matrix) band(from, to int) {
	c := m.c
	top, below := c.y, c.y
	for j := from; j < to; j++ {
		t := wrap(m.b.Columns[j], m.cell-8, strong, 3)
		below = max(below, c.text("head", start, m.edge(j-from), top, t))
	}
	c.y = below + 4
	for i := range m.b.Rows {
		m.row(i, from, to)
	}
	c.line("grid", c.left(), c.y, c.right(), c.y, "")
}

func (m *matrix) edge(k int) float64 { return m.c.left() + m.label + float64(k)*m.cell }

// row draws one row of a band.
func (m *matrix) row(i, from, to int) {
	c := m.c
	stands := -1
	if m.columns < len(m.b.Columns) {
		stands = verdict(m.at(i, m.columns).Text)
	}
	room, lines := m.label-14, 4
	if m.label == 0 {
		room, lines = c.right()-c.left()-verdictGap-60, 2
	}
	name := wrap(m.b.Rows[i], room, plain, lines)
	words := make([]text, to-from)
	height := 0.0
	for k := range words {
		words[k] = wrap(m.at(i, from+k).Text, m.cell-12, small, 4)
		height = max(height, m.cellHeight(i, from+k, words[k]))
	}
	above := 0.0
	if m.label == 0 {
		above = max(name.height(), plain.height()) + 2
	} else if h := name.height(); stands >= 0 {
		height = max(height, h+20)
	} else {
		height = max(height, h)
	}
	c.line("grid", c.left(), c.y, c.right(), c.y, "")
	c.y += 5
	c.text("label", start, c.left(), c.y, name)
	if stands >= 0 {
		m.verdict(stands, name)
	}
	for k := range words {
		m.stake(i, from+k, m.edge(k), c.y+above, words[k])
	}
	c.y += above + height + 6
}

// verdict writes how the parties stand to each other, below the row's name or,
// on a phone, at the right of its line.
func (m *matrix) verdict(v int, name text) {
	x, y := m.c.left(), m.c.y+name.height()+4
	if m.label == 0 {
		x, y = m.c.right()-verdictGap-width(verdicts[v].word, small)-2, m.c.y
	}
	m.c.mark("verdict", verdicts[v].word, func() {
		m.sign(v, x+10, y+small.height()/2)
		m.c.text("key", start, x+verdictGap, y, line(verdicts[v].word, 80, small))
	})
}

// sign draws the sign of a verdict about a place.
func (m *matrix) sign(v int, x, y float64) {
	for k, camp := range verdicts[v].sign {
		at := x + (float64(k)-float64(len(verdicts[v].sign)-1)/2)*11
		m.c.area(fmt.Sprintf("c%d solid", camps[camp].colour), new(pen).around(at, y, 5, camps[camp].corners...))
	}
}

// cellHeight is the room that a cell needs.
func (m *matrix) cellHeight(i, j int, words text) float64 {
	if w := m.at(i, j); w.Empty || !(w.Weight > 0) {
		return words.height()
	}
	return 2*signRadius + 3 + words.height()
}

// stake draws one cell: the sign, the weight beside it and the words below.
func (m *matrix) stake(i, j int, x, y float64, words text) {
	w := m.at(i, j)
	if w.Empty {
		return
	}
	name := fmt.Sprintf("%s, %s: ", m.b.Rows[i], m.b.Columns[j])
	if !(w.Weight > 0) || !usable(w.Weight) {
		m.c.mark("stake", name+w.Text, func() { m.c.text("word", start, x, y, words) })
		return
	}
	camp := camps[m.camp(i, j)%len(camps)]
	r := max(2.5, signRadius*math.Sqrt(w.Weight/m.top))
	m.c.mark("stake", name+strings.TrimSpace("weight "+short(w.Weight)+" "+w.Text), func() {
		m.c.area(fmt.Sprintf("c%d solid", camp.colour), new(pen).around(x+signRadius, y+signRadius, r, camp.corners...))
		m.c.text("value", start, x+2*signRadius+5, y+signRadius-plain.height()/2, line(short(w.Weight), m.cell-2*signRadius-6, plain))
		m.c.text("word", start, x, y+2*signRadius+3, words)
	})
}

// camp returns the place of a cell's wish among those of its row.
func (m *matrix) camp(i, j int) int {
	var wishes []string
	for k := range m.columns {
		if w := m.at(i, k); !w.Empty && w.Weight > 0 && !slices.Contains(wishes, w.Text) {
			wishes = append(wishes, w.Text)
		}
	}
	return slices.Index(wishes, m.at(i, j).Text)
}

func (m *matrix) entries() []entry {
	var out []entry
	if m.top > 0 {
		out = append(out, entry{"weight " + short(m.top) + ", by area; the same sign in a row: the same wish", func(x, y float64) {
			m.c.area("c1 solid", new(pen).around(x, y, 7, camps[0].corners...))
		}})
	}
	if m.columns < len(m.b.Columns) {
		out = append(out, entry{"with a row's name: " + m.b.Columns[m.columns], func(x, y float64) { m.sign(0, x, y) }})
	}
	return out
}

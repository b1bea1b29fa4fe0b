package source

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// printed is a line as it stands on a page, measured in points from the lower
// left corner.
type printed struct {
	text     string
	x, y     float64
	width    float64
	size     float64
	bold     bool
	newBlock bool // it starts a column, so it follows nothing above it
}

// setLines puts the characters of a page together into lines, column by column.
func setLines(glyphs []pdf.Text) []printed {
	glyphs = slices.Clone(glyphs)
	ends := 0
	for i := range glyphs {
		glyphs[i].S = ligatures.Replace(glyphs[i].S)
		if glyphs[i].S == lineEnd {
			ends++
		}
	}
	glyphs = slices.DeleteFunc(glyphs, func(g pdf.Text) bool {
		return g.S == "" || g.S == lineEnd && 100*ends > len(glyphs) || math.IsNaN(g.X+g.Y+g.FontSize) || math.IsInf(g.X+g.Y+g.FontSize, 0)
	})
	slices.SortStableFunc(glyphs, func(a, b pdf.Text) int {
		if rows := rowOf(a) - rowOf(b); rows != 0 {
			return cmp.Compare(0, rows)
		}
		return cmp.Compare(a.X, b.X)
	})
	spaces := 0
	for _, g := range glyphs {
		if g.S == " " {
			spaces++
		}
	}
	spaced := 20*spaces >= len(glyphs) // the page has its spaces as characters
	var pieces []printed
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && rowOf(glyphs[j]) == rowOf(glyphs[i]) {
			j++
		}
		pieces = append(pieces, setRow(glyphs[i:j], spaced)...)
		i = j
	}
	return byColumn(pieces)
}

// lineEnd is what the reader makes of a line feed in the fonts of TeX; where it
// is frequent it is no letter.
const lineEnd = "Ω"

var ligatures = strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl")

// rowHeight is how far apart, in points, two characters of one line may stand.
const rowHeight = 3

func rowOf(g pdf.Text) int { return int(math.Round(g.Y / rowHeight)) }

// setRow joins the characters of one row; a gap as wide as several letters
// starts a new piece, which may belong to another column. Where spaces are no
// characters, a small gap is one.
func setRow(row []pdf.Text, spaced bool) []printed {
	space := 0.18
	if spaced {
		space = 0.8
	}
	var pieces []printed
	var b strings.Builder
	end := 0.0
	for i, g := range row {
		size := math.Max(g.FontSize, 4)
		gap := g.X - end
		if i == 0 || gap > 2.2*size {
			if len(pieces) > 0 {
				pieces[len(pieces)-1].text = fold(b.String())
			}
			b.Reset()
			pieces = append(pieces, printed{x: g.X, y: g.Y, size: size, bold: strings.Contains(strings.ToLower(g.Font), "bold")})
		} else if gap > space*size && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		b.WriteString(g.S)
		width := g.W
		if width <= 0 {
			width = size * letterWidths(g.S)
		}
		end = g.X + width
		p := &pieces[len(pieces)-1]
		p.width = end - p.x
		p.size = math.Max(p.size, size)
	}
	if len(pieces) > 0 {
		pieces[len(pieces)-1].text = fold(b.String())
	}
	return slices.DeleteFunc(pieces, func(p printed) bool { return p.text == "" })
}

// letterWidths guesses how wide characters are set, in units of their size.
func letterWidths(s string) float64 {
	width := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("iljtfI.,:;'|! ", r):
			width += 0.28
		case strings.ContainsRune("mwMW—", r):
			width += 0.85
		case unicode.IsUpper(r):
			width += 0.7
		default:
			width += 0.5
		}
	}
	return width
}

// byColumn orders the pieces of a page: where at least a third of the rows have
// a second piece that starts at one place, that place starts a column, which is
// read after the first. Other rows of several pieces are put together again.
func byColumn(pieces []printed) []printed {
	edge, ok := columnEdge(pieces)
	if !ok {
		return joinRows(pieces)
	}
	var left, right []printed
	for _, p := range pieces {
		if p.x >= edge-2 {
			right = append(right, p)
		} else {
			left = append(left, p)
		}
	}
	left, right = joinRows(left), joinRows(right)
	if len(right) > 0 {
		right[0].newBlock = true
	}
	return append(left, right...)
}

// columnEdge finds where a second column starts.
func columnEdge(pieces []printed) (x float64, ok bool) {
	counts := map[int]int{}
	rows := 0
	for i, p := range pieces {
		if i == 0 || p.y != pieces[i-1].y {
			rows++
			continue
		}
		counts[int(math.Round(p.x/4))]++
	}
	best, most := 0, 0
	for k, n := range counts {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return float64(4*best) - 2, rows >= 9 && most*3 >= rows
}

// joinRows puts the pieces of one row together, as the cells of a table.
func joinRows(pieces []printed) []printed {
	var lines []printed
	for _, p := range pieces {
		if n := len(lines); n > 0 && math.Abs(lines[n-1].y-p.y) < 1 {
			lines[n-1].text += "\t" + p.text
			lines[n-1].width = p.x + p.width - lines[n-1].x
			continue
		}
		lines = append(lines, p)
	}
	return lines
}

// dropMargins removes page numbers, and lines that stand at the top or bottom of
// at least half of three or more pages.
func dropMargins(pages [][]printed) [][]printed {
	seen := map[string]int{}
	for _, lines := range pages {
		for _, i := range ends(lines) {
			seen[strings.TrimFunc(lines[i].text, notLetter)]++
		}
	}
	var out [][]printed
	for _, lines := range pages {
		drop := map[int]bool{}
		for _, i := range ends(lines) {
			bare := strings.TrimFunc(lines[i].text, notLetter)
			repeated := len(pages) >= 3 && seen[bare] >= 3 && 2*seen[bare] >= len(pages)
			number := bare == "" || strings.EqualFold(bare, "page") || strings.HasPrefix(strings.ToLower(bare), "page ") && wordsIn(bare) <= 3
			drop[i] = repeated || number
		}
		var kept []printed
		for i, l := range lines {
			if !drop[i] {
				kept = append(kept, l)
			}
		}
		out = append(out, kept)
	}
	return out
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// ends returns the indices of a page's first and last line.
func ends(lines []printed) []int {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return []int{0}
	}
	return []int{0, len(lines) - 1}
}

// reflow joins the lines of a page into paragraphs, one to a line, and marks
// headings, which are set larger or bold.
func reflow(lines []printed) string {
	w := &writer{}
	body, gap, margin := bodySize(lines), usualGap(lines), leftMargin(lines)
	for i, l := range lines {
		head := isHeadline(l, body)
		item := !head && isItem(lines, i, margin)
		if i > 0 {
			before := lines[i-1]
			apart := before.y-l.y > 1.35*gap || l.newBlock || math.Abs(before.size-l.size) > 1
			if apart || head != isHeadline(before, body) || bullet(l.text) > 0 || strings.Contains(l.text+before.text, "\t") || endsEarly(before, lines) && endsSentence(before.text) || item != isItem(lines, i-1, margin) || item && endsEarly(before, lines) {
				w.end()
			}
		}
		if item && w.current.Len() == 0 && bullet(l.text) == 0 {
			w.prefix = "- "
		}
		if head && w.current.Len() == 0 {
			w.prefix = "## "
		}
		if strings.Contains(l.text, "\t") {
			w.block("| " + strings.Join(strings.Split(strings.ReplaceAll(l.text, "|", "/"), "\t"), " | ") + " |")
			continue
		}
		w.addLine(l.text)
	}
	return w.text()
}

// addLine appends a line to the block being written and mends a word that was
// divided at the end of the line before.
func (w *writer) addLine(s string) {
	before := w.current.String()
	if n := len(before); n > 2 && before[n-1] == '-' && unicode.IsLower(rune(before[n-2])) && s != "" && unicode.IsLower([]rune(s)[0]) {
		w.current.Reset()
		w.current.WriteString(before[:n-1] + s)
		return
	}
	if before != "" {
		w.current.WriteByte(' ')
	}
	w.current.WriteString(s)
}

// bodySize is the size in which most characters of a page are set.
func bodySize(lines []printed) float64 {
	counts := map[float64]int{}
	for _, l := range lines {
		counts[math.Round(2*l.size)/2] += len(l.text)
	}
	best, most := 0.0, 0
	for size, n := range counts {
		if n > most || n == most && size < best {
			best, most = size, n
		}
	}
	return best
}

// indent is how far, in points, an item stands in from the margin.
const indent = 12

// leftMargin is where most characters of a page start their line.
func leftMargin(lines []printed) float64 {
	counts := map[float64]int{}
	for _, l := range lines {
		counts[math.Round(l.x/4)*4] += len(l.text)
	}
	best, most := 0.0, 0
	for x, n := range counts {
		if n > most || n == most && x < best {
			best, most = x, n
		}
	}
	return best
}

// isItem reports whether a line stands in from the margin as an item does, whose
// bullet may be drawn rather than written, and not as the first line of a
// paragraph: it stops early, or the next line stands in too.
func isItem(lines []printed, i int, margin float64) bool {
	l := lines[i]
	if l.x < margin+indent || strings.Contains(l.text, "\t") {
		return false
	}
	if endsEarly(l, lines) {
		return true
	}
	return i+1 < len(lines) && math.Abs(lines[i+1].x-l.x) < 4 && !lines[i+1].newBlock
}

// usualGap is the distance between lines of a paragraph: a quarter of all
// distances are smaller.
func usualGap(lines []printed) float64 {
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		if g := lines[i-1].y - lines[i].y; g > 2 {
			gaps = append(gaps, g)
		}
	}
	if len(gaps) == 0 {
		return 14
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/4]
}

func isHeadline(l printed, body float64) bool {
	return (l.size > 1.12*body || l.bold) && wordsIn(l.text) <= headingWords && !strings.HasSuffix(l.text, ".") && !strings.HasSuffix(l.text, ",") && bullet(l.text) == 0
}

// endsEarly reports whether a line stops well before the right edge of the text.
func endsEarly(l printed, lines []printed) bool {
	edge := 0.0
	for _, o := range lines {
		edge = math.Max(edge, o.x+o.width)
	}
	return l.x+l.width < 0.85*edge
}

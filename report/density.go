package report

import (
	"math"
	"strings"

	"detente"
)

// densityHeight is the height of a distribution in lines.
const densityHeight = 6

// density prints a distribution, with its intervals and marks on the same axis
// below.
func (p *page) density(b *detente.Density) {
	p.title(withUnit(b.Title, axisName(b.X)))
	x, label := include(b.X, b.At...), 0
	for _, s := range b.Intervals {
		x, label = include(x, s.Low, s.High), max(label, cells(spanText(s)))
	}
	for _, m := range b.Marks {
		x, label = include(x, m.X), max(label, cells(markText(m)))
	}
	x, label = widened(x), min(label, p.body()/3)
	width := min(plotMost, p.body()-label-gap)
	picture := append(heights(b, x, width), strings.Repeat("─", width), axisEnds(x, width))
	g := &grid{columns: []column{{wide: true}, {}}, rows: [][]cell{{{}, {fixed: picture}}}}
	for _, s := range b.Intervals {
		bar := &detente.Bar{Value: math.NaN(), Low: s.Low, High: s.High}
		g.rows = append(g.rows, []cell{{text: spanText(s)}, {fixed: []string{drawInterval(bar, x, width)}}})
	}
	for _, m := range b.Marks {
		at := strings.Repeat(" ", position(m.X, x, width)) + "▲"
		g.rows = append(g.rows, []cell{{text: markText(m)}, {fixed: []string{at}}})
	}
	p.grid(g)
}

func spanText(s detente.Span) string {
	return show(s.Label) + ": " + number(s.Low) + " to " + number(s.High)
}

func markText(m detente.Mark) string {
	return show(m.Label) + ": " + number(m.X)
}

// heights draws a distribution in lines of blocks, the top line first.
func heights(b *detente.Density, x detente.Axis, width int) []string {
	columns, top := make([]float64, width), 0.0
	for k := range columns {
		columns[k] = mass(b, x.Min+(x.Max-x.Min)*float64(k)/float64(width-1))
		top = max(top, columns[k])
	}
	lines := make([]string, densityHeight)
	for i := range lines {
		var s strings.Builder
		for _, m := range columns {
			n := int(math.Round(m/top*densityHeight*8)) - 8*(densityHeight-1-i)
			switch {
			case top == 0 || n <= 0:
				s.WriteByte(' ')
			case n >= 8:
				s.WriteRune('█')
			default:
				s.WriteRune('▁' + rune(n-1))
			}
		}
		lines[i] = strings.TrimRight(s.String(), " ")
	}
	return lines
}

// mass returns the height of a distribution at a place: straight lines between
// the given ones, nothing beyond.
func mass(b *detente.Density, at float64) float64 {
	n := min(len(b.At), len(b.Mass))
	for i := range n {
		switch {
		case b.At[i] == at:
			return finiteOr0(b.Mass[i])
		case b.At[i] > at && i == 0:
			return 0
		case b.At[i] > at:
			t := (at - b.At[i-1]) / (b.At[i] - b.At[i-1])
			return max(0, finiteOr0(b.Mass[i-1]+t*(b.Mass[i]-b.Mass[i-1])))
		}
	}
	return 0
}

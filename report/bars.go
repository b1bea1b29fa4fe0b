package report

import (
	"math"
	"strings"

	"detente"
)

// Lengths of bars and of the axis of intervals.
const (
	barLeast = 12
	barMost  = 40
)

// bars prints labelled amounts as bars with their numbers.
func (p *page) bars(b *detente.Bars) {
	p.title(withUnit(b.Title, b.Unit))
	lo, hi := barRange(b)
	n := p.cut(len(b.Bars), rowLimit)
	shaded := false
	p.ranges(b.Bars[:n], func(bar *detente.Bar, width int) string {
		shaded = shaded || bar.Low < bar.High
		return drawBar(bar, lo, hi, width)
	}, nil)
	p.more(len(b.Bars) - n)
	if shaded {
		p.note("shaded: from the low to the high end, darker up to the amount")
	}
}

func withUnit(title, unit string) string {
	switch {
	case unit == "":
		return title
	case title == "":
		return unit
	}
	return title + " (" + unit + ")"
}

// barRange returns the ends of the axis: 0 and all amounts lie within.
func barRange(b *detente.Bars) (lo, hi float64) {
	hi = b.Max
	for i := range b.Bars {
		bar := &b.Bars[i]
		lo, hi = min(lo, finiteOr0(bar.Value)), max(hi, finiteOr0(bar.Value))
		if bar.Low < bar.High {
			lo, hi = min(lo, finiteOr0(bar.Low)), max(hi, finiteOr0(bar.High))
		}
	}
	if lo == hi {
		hi = lo + 1
	}
	return lo, hi
}

func finiteOr0(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// ranges prints bars in rows of label, drawing, amount and remark, with the ends
// of an axis below where there is one.
func (p *page) ranges(bars []detente.Bar, draw func(b *detente.Bar, width int) string, axis *detente.Axis) {
	label, amount, remark, places := 1, 1, 0, 0
	for i := range bars {
		n := amountCell(&bars[i])
		label = max(label, cells(show(bars[i].Label)))
		amount = max(amount, len(n.Text))
		remark = max(remark, cells(remarkText(&bars[i])))
		places = max(places, fraction(n))
	}
	label, remark = min(label, p.body()*2/5), min(remark, p.body()/4)
	width := min(barMost, max(barLeast, p.body()-label-amount-places-remark-3*gap))
	g := &grid{columns: []column{{wide: true}, {}, {right: true}, {wide: true}}}
	for i := range bars {
		b := &bars[i]
		g.rows = append(g.rows, []cell{{text: b.Label}, {fixed: []string{draw(b, width)}}, aligned(amountCell(b), places, true), {text: remarkText(b)}})
	}
	if axis != nil {
		g.rows = append(g.rows, []cell{{}, {fixed: []string{axisEnds(*axis, width)}}, {}, {}})
	}
	p.grid(g)
}

func amountCell(b *detente.Bar) detente.Cell {
	return detente.Cell{Text: number(b.Value), Number: b.Value, IsNum: true}
}

// remarkText is a bar's interval and note.
func remarkText(b *detente.Bar) string {
	if b.Low < b.High {
		return show("(" + number(b.Low) + " to " + number(b.High) + ") " + b.Note)
	}
	return show(b.Note)
}

// drawBar draws a bar on the axis from lo to hi: full from 0 to the amount; an
// interval is dark up to the amount and light beyond.
func drawBar(b *detente.Bar, lo, hi float64, width int) string {
	scale := float64(width) / (hi - lo)
	if lo == 0 && !(b.Low < b.High) {
		return eighths(b.Value*scale, width)
	}
	var s strings.Builder
	zero := int(math.Round(-lo * scale))
	for k := range width {
		at := lo + (float64(k)+0.5)/scale
		within := func(x, y float64) bool { return at > min(x, y) && at < max(x, y) }
		switch {
		case b.Low < b.High && within(b.Low, b.High) && within(0, b.Value):
			s.WriteRune('▓')
		case b.Low < b.High && within(b.Low, b.High):
			s.WriteRune('░')
		case within(0, b.Value):
			s.WriteRune('█')
		case lo < 0 && k == zero:
			s.WriteRune('│')
		default:
			s.WriteByte(' ')
		}
	}
	return strings.TrimRight(s.String(), " ")
}

// intervals prints labelled ranges on one axis.
func (p *page) intervals(b *detente.Intervals) {
	p.title(withUnit(b.Title, axisName(b.X)))
	x := b.X
	for i := range b.Rows {
		r := &b.Rows[i]
		x = include(x, r.Value, r.Low, r.High)
	}
	x = widened(x)
	n := p.cut(len(b.Rows), rowLimit)
	p.ranges(b.Rows[:n], func(b *detente.Bar, width int) string {
		return drawInterval(b, x, width)
	}, &x)
	p.more(len(b.Rows) - n)
}

// drawInterval draws ├──●──┤ on an axis.
func drawInterval(b *detente.Bar, x detente.Axis, width int) string {
	line := []rune(strings.Repeat(" ", width))
	place := func(v float64) int { return position(v, x, width) }
	if b.Low < b.High {
		low, high := place(b.Low), place(b.High)
		for k := low; k <= high; k++ {
			line[k] = '─'
		}
		line[low], line[high] = '├', '┤'
	}
	if !math.IsNaN(b.Value) {
		line[place(b.Value)] = '●'
	}
	return strings.TrimRight(string(line), " ")
}

// axisEnds writes the ends of an axis under it, where there is room for both.
func axisEnds(x detente.Axis, width int) string {
	low, high := number(x.Min), number(x.Max)
	between := width - len(low) - len(high)
	if between < 1 {
		return strings.Repeat(" ", width)
	}
	return low + strings.Repeat(" ", between) + high
}

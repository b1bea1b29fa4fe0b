package chart

import (
	"math"
	"strconv"
	"strings"

	"detente"
)

// biggest is the largest number that has a place in a picture; what lies beyond
// is treated like NaN and infinity and left out. Sums and differences of such
// numbers stay far from the limits of a float64.
const biggest = 1e15

func usable(xs ...float64) bool {
	for _, x := range xs {
		if !(math.Abs(x) <= biggest) {
			return false
		}
	}
	return true
}

// span is the range of an axis while its numbers are gathered.
type span struct {
	low, high float64
	some      bool
	whole     bool // the numbers are whole, such as rounds
}

// spanOf starts with the ends that the axis names; 0 and 0 name none.
func spanOf(a detente.Axis) span {
	var s span
	if a.Min != a.Max {
		s.include(a.Min, a.Max)
	}
	return s
}

func (s *span) include(xs ...float64) {
	for _, x := range xs {
		switch {
		case !usable(x):
		case !s.some:
			s.low, s.high, s.some = x, x, true
		default:
			s.low, s.high = min(s.low, x), max(s.high, x)
		}
	}
}

// rounded widens a range whose ends the axis does not name to round numbers.
func (s span) rounded(a detente.Axis) span {
	if a.Min != a.Max || !s.some || s.low == s.high {
		return s
	}
	step := roundStep((s.high - s.low) / 8)
	s.low, s.high = math.Floor(s.low/step)*step, math.Ceil(s.high/step)*step
	return s
}

// scale maps numbers to pixels.
type scale struct {
	low, high float64 // numbers
	from, to  float64 // pixels
	whole     bool    // the numbers are whole, such as rounds
}

// newScale gives a range without length one.
func newScale(s span, from, to float64) scale {
	if !s.some {
		s.high = 1
	}
	if s.low == s.high {
		s.low, s.high = s.low-0.5, s.high+0.5
	}
	return scale{low: s.low, high: s.high, from: from, to: to, whole: s.whole}
}

// at returns the pixel of a number.
func (s scale) at(x float64) float64 {
	part := (x - s.low) / (s.high - s.low)
	return s.from + float64(part*(s.to-s.from))
}

// tick is a numbered place on an axis.
type tick struct {
	at     float64
	text   string
	middle float64 // of its number, on a horizontal axis
}

// ticks returns round numbers on the scale, about so many: multiples of 1, 2 or
// 5 times a power of ten.
func (s scale) ticks(about int) []tick {
	step := roundStep((s.high - s.low) / float64(max(1, about)))
	if s.whole {
		step = max(1, step)
	}
	digits := 0
	if step < 1 {
		digits = min(15, int(math.Ceil(-math.Log10(step)-1e-9)))
	}
	const slack = 1e-9 // of a step: an end that is a multiple counts
	first, last := math.Ceil(s.low/step-slack), math.Floor(s.high/step+slack)
	var out []tick
	for k := range int(last-first) + 1 {
		x := (first + float64(k)) * step
		if x == 0 {
			x = 0 // no minus zero
		}
		out = append(out, tick{at: s.at(x), text: tickText(x, digits)})
	}
	return out
}

// roundStep returns the smallest of 1, 2, 5 times a power of ten that is at
// least x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range [...]float64{1, 2, 5} {
		if m*power >= x*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// tickText writes a number with so many digits, thousands apart.
func tickText(x float64, digits int) string {
	s := strconv.FormatFloat(x, 'f', digits, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	if len(whole) > 4 {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "\u00a0" + whole[i:]
		}
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// fittingTicks returns ticks whose numbers have room side by side between two
// edges, over which none hangs.
func (s scale) fittingTicks(left, right float64) []tick {
	const most, gap = 10, 10
	for n := most; n > 0; n-- {
		all, room := s.ticks(n), math.Inf(1)
		for i := range all {
			half := width(all[i].text, small) / 2
			all[i].middle = max(left+half, min(right-half, all[i].at))
			if i > 0 {
				room = min(room, all[i].middle-all[i-1].middle-half-width(all[i-1].text, small)/2)
			}
		}
		if room >= gap {
			return all
		}
		if n == 1 && len(all) > 0 {
			return all[:1]
		}
	}
	return nil
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

// frame is the area of a plot with its axes.
type frame struct {
	x, y scale
	area box
}

// frame draws the axes of a plot so many pixels high and moves below it; inset
// keeps marks off its sides.
func (c *canvas) frame(ax, ay detente.Axis, x, y span, height, right, inset float64) frame {
	if n := clean(axisName(ay)); n != "" {
		c.y = c.text("axis-name", start, c.left(), c.y, wrap("↑ "+n, c.right()-c.left(), small, 2)) + 6
	}
	f := frame{y: newScale(y, c.y+height, c.y+6)}
	numbers := f.y.ticks(max(2, int(height/40)))
	gutter := 0.0
	for _, t := range numbers {
		gutter = max(gutter, width(t.text, small))
	}
	f.area = box{c.left() + gutter + 6, c.y, right, c.y + height}
	f.x = newScale(x, f.area.x0+inset, f.area.x1-inset)

	c.begin("axes")
	for _, t := range numbers {
		c.line("grid", f.area.x0, t.at, f.area.x1, t.at, "")
		c.text("tick", end, f.area.x0-6, t.at-small.size*0.62, line(t.text, gutter+1, small))
	}
	c.xTicks(f.x, f.area.y0, f.area.y1, c.left(), c.right())
	c.line("axis", f.area.x0, f.area.y1, f.area.x1, f.area.y1, "")
	c.end()
	c.y = f.area.y1 + 9 + small.height()
	c.axisName(ax, f.area.x1)
	return f
}

// xTicks draws the grid and the numbers of a horizontal axis, which stay between
// two edges.
func (c *canvas) xTicks(s scale, top, bottom, left, right float64) {
	for _, t := range s.fittingTicks(left, right) {
		c.line("grid", t.at, top, t.at, bottom, "")
		c.text("tick", middle, t.middle, bottom+7, line(t.text, c.width, small))
	}
}

// axisName writes the name of a horizontal axis below its numbers, up to where
// the axis ends.
func (c *canvas) axisName(a detente.Axis, to float64) {
	if n := clean(axisName(a)); n != "" {
		c.y = c.text("axis-name", end, to, c.y+2, wrap(n+" →", to-c.left(), small, 2)) + 2
	}
}

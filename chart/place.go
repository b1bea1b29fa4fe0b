package chart

import "math"

// box is a rectangle of a picture.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) overlaps(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

func (b box) within(o box) bool {
	return b.x0 >= o.x0 && b.y0 >= o.y0 && b.x1 <= o.x1 && b.y1 <= o.y1
}

func (b box) grown(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

// nearest returns the point of the box that is nearest to a place.
func (b box) nearest(x, y float64) (float64, float64) {
	return min(max(x, b.x0), b.x1), min(max(y, b.y0), b.y1)
}

// crosses reports whether a straight line has a point in the box: it cuts the
// line to the box side by side (Liang & Barsky 1984).
func (b box) crosses(l leader) bool {
	from, to := 0.0, 1.0
	dx, dy := l.x1-l.x0, l.y1-l.y0
	for _, side := range [4][2]float64{{-dx, l.x0 - b.x0}, {dx, b.x1 - l.x0}, {-dy, l.y0 - b.y0}, {dy, b.y1 - l.y0}} {
		p, q := side[0], side[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		}
	}
	return from <= to
}

// leader is a line from a point to a label that stands away from it.
type leader struct{ x0, y0, x1, y1 float64 }

// placer finds room for labels: they lie within its bounds and never on each
// other or on a leader, and keep off the ink of marks and lines where they can.
type placer struct {
	bounds  box
	taken   []box
	leaders []leader
	up      bool    // labels stand above their marks only
	tangled bool    // leaders may cross each other
	across  int     // squares of inkSquare pixels in a row of the bounds
	ink     []uint8 // how much is drawn in each square, up to 2
}

const inkSquare = 4

func newPlacer(bounds box) *placer {
	p := &placer{bounds: bounds, across: 1 + int((bounds.x1-bounds.x0)/inkSquare)}
	p.ink = make([]uint8, p.across*(1+max(0, int((bounds.y1-bounds.y0)/inkSquare))))
	return p
}

// squares returns the part of a column or row of squares, from low to high,
// that is within the bounds.
func (p *placer) squares(b box) (columns, rows [2]int) {
	at := func(x, from float64, most int) int { return max(0, min(most, int((x-from)/inkSquare))) }
	down := len(p.ink)/p.across - 1
	return [2]int{at(b.x0, p.bounds.x0, p.across-1), at(b.x1, p.bounds.x0, p.across-1)},
		[2]int{at(b.y0, p.bounds.y0, down), at(b.y1, p.bounds.y0, down)}
}

// draw notes that something stands in a box.
func (p *placer) draw(b box) {
	if !b.overlaps(p.bounds) {
		return
	}
	columns, rows := p.squares(b)
	for j := rows[0]; j <= rows[1]; j++ {
		for i := columns[0]; i <= columns[1]; i++ {
			p.ink[j*p.across+i] = min(2, p.ink[j*p.across+i]+1)
		}
	}
}

// drawLine notes that a line runs between two points.
func (p *placer) drawLine(x0, y0, x1, y1 float64) {
	steps := math.Ceil(math.Hypot(x1-x0, y1-y0)/inkSquare) + 1
	for k := 0.0; k <= steps; k++ {
		x, y := x0+(x1-x0)*k/steps, y0+(y1-y0)*k/steps
		p.draw(box{x, y, x + 0.1, y + 0.1})
	}
}

// covered returns how much ink a box within the bounds would cover.
func (p *placer) covered(b box) int {
	n := 0
	columns, rows := p.squares(b)
	for j := rows[0]; j <= rows[1]; j++ {
		for _, ink := range p.ink[j*p.across+columns[0] : j*p.across+columns[1]+1] {
			n += int(ink)
		}
	}
	return n
}

// coveredBy returns how much ink a leader would cross.
func (p *placer) coveredBy(l leader) int {
	n, steps := 0, math.Ceil(math.Hypot(l.x1-l.x0, l.y1-l.y0)/inkSquare)
	for k := 2.0; k < steps; k++ { // the first squares are its own mark
		x, y := l.x0+(l.x1-l.x0)*k/steps, l.y0+(l.y1-l.y0)*k/steps
		n += p.covered(box{x, y, x, y})
	}
	return n
}

// How far from its mark a label may stand, in pixels between the edges; one
// beyond the first distance gets a leader.
var distances = [...]float64{3, 12, 22, 36, 54, 76, 104}

// Costs of a place for a label: a square of ink covered costs 2.
const (
	costDirection = 0.25 // for each step down the order of directions
	costDistance  = 3
	costInk       = 2
	costUnderLine = 1 // for each square of ink that a leader crosses
)

// directions are where a label may stand, best first: right, left, above, below,
// then between.
var directions = [...][2]float64{
	{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1},
	{1, -0.5}, {1, 0.5}, {-1, -0.5}, {-1, 0.5}, {0.5, -1}, {-0.5, -1}, {0.5, 1}, {-0.5, 1},
}

// place finds room for a label of size w x h beside a mark of radius r at x, y,
// and takes it. far is how many of the distances may be tried. lead is true
// where a leader must join the two.
func (p *placer) place(x, y, r, w, h float64, far int) (at box, lead bool, ok bool) {
	least := math.Inf(1)
	var line leader
	for ring, d := range distances[:far] {
		if costDistance*float64(ring) >= least {
			break
		}
		for k, to := range directions {
			if p.up && to[1] != -1 {
				continue
			}
			cost := costDistance*float64(ring) + costDirection*float64(k)
			if cost >= least {
				break
			}
			b := beside(x, y, r+d, w, h, to)
			cost += costInk * float64(p.covered(b))
			l := leader{x0: x, y0: y}
			l.x1, l.y1 = b.nearest(x, y)
			if ring > 0 {
				cost += costUnderLine * float64(p.coveredBy(l))
			}
			if cost < least && p.free(b, l, ring > 0) {
				at, lead, ok, line, least = b, ring > 0, true, l, cost
			}
		}
	}
	if ok {
		p.taken = append(p.taken, at)
		if lead {
			p.leaders = append(p.leaders, line)
		}
	}
	return at, lead, ok
}

// beside returns a box of size w x h off a point in a direction.
func beside(x, y, off, w, h float64, to [2]float64) box {
	if to[0] != 0 && to[1] != 0 {
		off *= 0.7 // as far along the diagonal
	}
	cx, cy := x+to[0]*(off+w/2), y+to[1]*(off+h/2)
	return box{cx - w/2, cy - h/2, cx + w/2, cy + h/2}
}

// free reports whether a label may stand in a box, with a leader or without.
func (p *placer) free(b box, l leader, lead bool) bool {
	if !b.within(p.bounds) {
		return false
	}
	for _, t := range p.taken {
		if t.overlaps(b) || lead && t.crosses(l) {
			return false
		}
	}
	for _, other := range p.leaders {
		if b.crosses(other) || lead && !p.tangled && l.crosses(other) {
			return false
		}
	}
	return true
}

// crosses reports whether two leaders cut each other.
func (l leader) crosses(o leader) bool {
	side := func(l leader, x, y float64) bool {
		return (l.x1-l.x0)*(y-l.y0) > (l.y1-l.y0)*(x-l.x0)
	}
	return side(l, o.x0, o.y0) != side(l, o.x1, o.y1) && side(o, l.x0, l.y0) != side(o, l.x1, l.y1)
}

// spread moves places along a line as little as possible (least squares) so
// that each is at least gap[i] after the one before and all lie between low and
// high; gap[0] is not read. Where there is not enough room the last ones pass
// high.
//
// With the gaps taken off, the places must not fall: that is isotonic
// regression, solved by pooling adjacent violators (Ayer et al. 1955), and
// bounds only cut it off. O(len(want)).
func spread(want, gap []float64, low, high float64) []float64 {
	type pool struct {
		sum float64
		n   int
	}
	var pools []pool
	offset := make([]float64, len(want))
	total := 0.0
	for i, w := range want {
		if i > 0 {
			total += gap[i]
		}
		offset[i] = total
		next := pool{w - total, 1}
		for len(pools) > 0 && pools[len(pools)-1].sum*float64(next.n) >= next.sum*float64(pools[len(pools)-1].n) {
			next.sum += pools[len(pools)-1].sum
			next.n += pools[len(pools)-1].n
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, next)
	}
	out, i := make([]float64, len(want)), 0
	for _, p := range pools {
		at := max(low, min(high-total, p.sum/float64(p.n)))
		for range p.n {
			out[i] = at + offset[i]
			i++
		}
	}
	return out
}

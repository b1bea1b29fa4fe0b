package gmcr

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"slices"

	"detente"
)

// span is a range of a number: the ends of its 90 % interval.
type span struct{ low, high float64 }

func spanOf(q *detente.Quantity) span {
	if q == nil {
		return span{}
	}
	low, high := q.Interval90()
	return span{low, high}
}

func (a span) minus(b span) span { return span{a.low - b.high, a.high - b.low} }

// byRanges compares states by numbers of which some are ranges.
func (g *Graph) byRanges(ctx context.Context, v *sieve, m *mover) error {
	if err := g.within("preferences with ranges, which leave some orders unknown", maxOpen); err != nil {
		return err
	}
	party := &g.c.Parties[m.party]
	p := &ranged{g: g, points: party.Kind() != detente.Weights, atMost: span{math.Inf(1), math.Inf(1)}}
	links := party.Wants.Links
	if party.Kind() == detente.Scored {
		links = party.Scores
	} else if err := p.takeRows(party); err != nil {
		return err
	}
	if err := p.takeLinks(ctx, v, links); err != nil {
		return err
	}
	p.digits = p.takeDigits(p.axes)
	m.pair = p
	if g.rep == nil && !p.points {
		m.near = p.within(m.axes)
	}
	return nil
}

// ranged compares states by the sign of u(s) - u(t), each range anywhere in its
// interval and terms that both have in common cancelled. The difference is
// linear in every single number, so its extremes lie at ends of intervals.
type ranged struct {
	g      *Graph
	points bool
	rows   []row
	axes   []int  // of the rows
	others []span // weights of frozen issues
	links  []span // what each link adds
	atMost span
	shared span     // points of frozen issues
	digits []uint16 // by state, one for each row
	words  int      // for the links of a state
	on     []uint64 // by state, one bit for each link that holds
}

// row is what an axis means to the party.
type row struct {
	size   int // digits of the axis
	weight span
	value  []span // by digit
	less   []span // by two digits: the value of the first minus that of the second
	worth  []span // the same, times the weight
}

// takeLinks notes which links hold in every state.
func (p *ranged) takeLinks(ctx context.Context, v *sieve, links []detente.Link) error {
	p.words = (len(links) + 63) / 64
	p.on = make([]uint64, p.g.size*p.words)
	for i := range links {
		p.links = append(p.links, spanOf(&links[i].Add))
		sc, err := v.screen(links[i].When)
		if err != nil {
			return err
		}
		set, err := v.any(ctx, []*screen{sc})
		if err != nil {
			return err
		}
		for s := range p.g.size {
			p.on[s*p.words+i>>6] |= set[s>>6] >> (s & 63) & 1 << (i & 63)
		}
	}
	return nil
}

// maxPairs bounds the digits of an issue whose values are ranges.
const maxPairs = 1 << 10

func (p *ranged) takeRows(party *detente.Party) error {
	if party.Wants.AtMost != nil {
		p.atMost = spanOf(party.Wants.AtMost)
	}
	for i := range p.g.c.Issues {
		s := &p.g.c.Issues[i]
		r := party.Row(s.ID)
		if r == nil || r.Weight == nil && !p.points {
			continue
		}
		weight := span{1, 1}
		if !p.points {
			weight = spanOf(r.Weight)
		}
		k := p.g.axisOf(i)
		if k < 0 {
			p.others = append(p.others, weight)
			v := difference(s, r, p.g.frozen[i], detente.NoLevel)
			p.shared = span{p.shared.low + v.low, p.shared.high + v.high}
			continue
		}
		a := &p.g.axes[k]
		if a.size() > maxPairs {
			return &LimitError{Work: fmt.Sprintf("comparing ranges of values of issue %q, with its levels as", s.ID), States: big.NewInt(int64(a.size())), Limit: maxPairs}
		}
		row := row{size: a.size(), weight: weight}
		for _, level := range a.levels {
			row.value = append(row.value, difference(s, r, level, detente.NoLevel))
			for _, other := range a.levels {
				d := difference(s, r, level, other)
				row.less = append(row.less, d)
				row.worth = append(row.worth, d.times(weight))
			}
		}
		p.rows, p.axes = append(p.rows, row), append(p.axes, k)
	}
	return nil
}

// difference returns the range of a level's value minus another's; NoLevel is
// worth nothing.
func difference(s *detente.Issue, r *detente.Row, a, b int) span {
	if a == b {
		return span{}
	}
	switch {
	case len(r.Breakpoints) > 0:
		return betweenBreakpoints(s, r, a, b)
	case len(r.Values) > 0 && (r.Position == nil || valued(r)):
		return valueOf(r, a).minus(valueOf(r, b))
	case r.Position != nil:
		return betweenPositions(s, r, a, b)
	}
	return span{}
}

// takeDigits notes the digits of every state on some axes, so that comparing
// divides nothing.
func (p *ranged) takeDigits(axes []int) []uint16 {
	digits := make([]uint16, 0, p.g.size*len(axes))
	for s := range p.g.size {
		for _, k := range axes {
			digits = append(digits, uint16(p.g.axes[k].digit(s)))
		}
	}
	return digits
}

func (p *ranged) of(s int) []uint16 { return p.digits[s*len(p.rows):][:len(p.rows)] }

// narrow compares states that differ on a few axes only.
type narrow struct {
	*ranged
	rows   []row
	digits []uint16
}

// within returns what compares states that differ on some axes only.
func (p *ranged) within(axes []int) *narrow {
	n := &narrow{ranged: p}
	var own []int
	for i, k := range p.axes {
		if slices.Contains(axes, k) {
			n.rows, own = append(n.rows, p.rows[i]), append(own, k)
		}
	}
	n.digits = p.takeDigits(own)
	return n
}

func (n *narrow) compare(s, t int) detente.Verdict {
	if s == t {
		return detente.Same
	}
	if n.bonus(s, t) != (span{}) {
		return n.ranged.compare(s, t)
	}
	var sum span
	w := len(n.rows)
	a, b := n.digits[s*w:][:w], n.digits[t*w:][:w]
	for i := range n.rows {
		d := n.rows[i].worth[int(a[i])*n.rows[i].size+int(b[i])]
		sum.low += d.low
		sum.high += d.high
	}
	return sum.sign()
}

func valued(r *detente.Row) bool {
	for _, q := range r.Values {
		if q != nil {
			return true
		}
	}
	return false
}

func valueOf(r *detente.Row, level int) span {
	if level < 0 || level >= len(r.Values) {
		return span{}
	}
	return spanOf(r.Values[level])
}

// betweenBreakpoints returns the range of a difference on straight lines: the
// two levels share the breakpoints that both lie next to.
func betweenBreakpoints(s *detente.Issue, r *detente.Row, a, b int) span {
	share := make([]float64, len(r.Breakpoints))
	lean := func(level int, sign float64) {
		at, ok := s.Place(level)
		if !ok {
			return
		}
		k := 0
		for k < len(r.Breakpoints) && r.Breakpoints[k].At < at {
			k++
		}
		switch {
		case k == len(r.Breakpoints):
			share[k-1] += sign
		case k == 0 || r.Breakpoints[k].At == at:
			share[k] += sign
		default:
			x, y := r.Breakpoints[k-1].At, r.Breakpoints[k].At
			t := (at - x) / (y - x)
			share[k-1] += sign * (1 - t)
			share[k] += sign * t
		}
	}
	lean(a, 1)
	lean(b, -1)
	var d span
	for k, c := range share {
		v := spanOf(&r.Breakpoints[k].Value)
		d.low += math.Min(c*v.low, c*v.high)
		d.high += math.Max(c*v.low, c*v.high)
	}
	return d
}

// betweenPositions returns the range of a difference of single-peaked values,
// 100 x (1 - |at - position| / length of the scale). It is monotone in the
// position between the two places, and constant beyond.
func betweenPositions(s *detente.Issue, r *detente.Row, a, b int) span {
	from, to, _ := s.Range()
	position := spanOf(r.Position)
	worth := func(level int, position float64) float64 {
		at, ok := s.Place(level)
		if !ok {
			return 0
		}
		return 100 * (1 - math.Abs(at-position)/(to-from))
	}
	d := span{math.Inf(1), math.Inf(-1)}
	try := func(position float64) {
		x := worth(a, position) - worth(b, position)
		d.low, d.high = math.Min(d.low, x), math.Max(d.high, x)
	}
	try(position.low)
	try(position.high)
	for _, level := range []int{a, b} {
		if at, ok := s.Place(level); ok && at > position.low && at < position.high {
			try(at)
		}
	}
	return d
}

// sameWorth is the difference under which two sums of numbers are equal: far
// below any number a person types, far above the error of a sum.
const sameWorth = 1e-9

func (p *ranged) compare(s, t int) detente.Verdict {
	if s == t {
		return detente.Same
	}
	return p.minus(s, t).sign()
}

// sign tells how a state compares with another, by the range of its worth minus
// the other's.
func (a span) sign() detente.Verdict {
	switch {
	case a.low > sameWorth:
		return detente.Better
	case a.high < -sameWorth:
		return detente.Worse
	case a.low >= -sameWorth && a.high <= sameWorth:
		return detente.Same
	}
	return detente.Uncertain
}

// minus returns the range of u(s) - u(t); for weights times the sum of the
// weights, which does not change its sign:
//
//	Σ_k w_k · (v_k(s) - v_k(t) + λ(s) - λ(t))
func (p *ranged) minus(s, t int) span {
	bonus := p.bonus(s, t)
	if p.points {
		return span{p.leastPoints(s, t) + bonus.low, bonus.high - p.leastPoints(t, s)}
	}
	var sum span
	a, b := p.of(s), p.of(t)
	if bonus == (span{}) {
		for i := range p.rows {
			d := p.rows[i].worth[int(a[i])*p.rows[i].size+int(b[i])]
			sum.low += d.low
			sum.high += d.high
		}
		return sum
	}
	for i := range p.rows {
		d := p.rows[i].less[int(a[i])*p.rows[i].size+int(b[i])]
		sum = sum.plus(d.plus(bonus).times(p.rows[i].weight))
	}
	for _, w := range p.others {
		sum = sum.plus(bonus.times(w))
	}
	return sum
}

// bonus returns the range of λ(s) - λ(t): links that hold in both cancel.
func (p *ranged) bonus(s, t int) span {
	var sum span
	for w := range p.words {
		a, b := p.on[s*p.words+w], p.on[t*p.words+w]
		for only := a &^ b; only != 0; only &= only - 1 {
			sum = sum.plus(p.links[w<<6+bits.TrailingZeros64(only)])
		}
		for only := b &^ a; only != 0; only &= only - 1 {
			sum = sum.minus(p.links[w<<6+bits.TrailingZeros64(only)])
		}
	}
	return sum
}

// plus returns the range of a sum.
func (a span) plus(b span) span { return span{a.low + b.low, a.high + b.high} }

// times returns the range of a product with a weight, which is not negative.
func (a span) times(w span) span {
	if a.low > 0 {
		a.low *= w.low
	} else {
		a.low *= w.high
	}
	if a.high > 0 {
		a.high *= w.high
	} else {
		a.high *= w.low
	}
	return a
}

// leastPoints returns the smallest difference of two sums of points that are
// cut off at the same place A. With C what both share, min(A, C+a) - min(A, C+b)
// grows with a, falls with b, and shrinks towards 0 as C grows or A falls.
func (p *ranged) leastPoints(s, t int) float64 {
	own, other, shared := 0.0, 0.0, p.shared
	a, b := p.of(s), p.of(t)
	for i := range p.rows {
		r, d, e := &p.rows[i], a[i], b[i]
		if d == e {
			shared = span{shared.low + r.value[d].low, shared.high + r.value[d].high}
			continue
		}
		less := r.less[int(d)*r.size+int(e)].low
		own, other = own+less+r.value[e].high, other+r.value[e].high
	}
	if math.IsInf(p.atMost.high, 1) {
		return own - other
	}
	c, cut := shared.high, p.atMost.low
	if own < other {
		c, cut = shared.low, p.atMost.high
	}
	return math.Min(cut, c+own) - math.Min(cut, c+other)
}

// hasRanges reports whether a number that orders the party's outcomes is a range.
func hasRanges(p *detente.Party) bool {
	some := func(qs ...*detente.Quantity) bool {
		for _, q := range qs {
			if q != nil && q.IsRange() {
				return true
			}
		}
		return false
	}
	if p.Kind() == detente.Scored {
		for i := range p.Scores {
			if some(&p.Scores[i].Add) {
				return true
			}
		}
		return false
	}
	for i := range p.Wants.Rows {
		r := &p.Wants.Rows[i]
		if p.Wants.Points || r.Weight != nil {
			if some(append([]*detente.Quantity{r.Weight, r.Position}, r.Values...)...) {
				return true
			}
			for k := range r.Breakpoints {
				if some(&r.Breakpoints[k].Value) {
					return true
				}
			}
		}
	}
	for i := range p.Wants.Links {
		if some(&p.Wants.Links[i].Add) {
			return true
		}
	}
	return some(p.Wants.AtMost)
}

package gmcr

import (
	"context"
	"math"
	"slices"

	"detente"
)

// byNumbers ranks states by utility, points or scores. Where a number is a
// range, a state is better than another only if it is for every number within
// the 90 % intervals.
func (g *Graph) byNumbers(ctx context.Context, v *sieve, m *mover) error {
	party := &g.c.Parties[m.party]
	if hasRanges(party) {
		return g.byRanges(ctx, v, m)
	}
	n, err := g.numbersOf(v, m.party)
	if err != nil {
		return err
	}
	m.rank, err = n.ranks(ctx, v)
	return err
}

// numbers is an additive worth of states, as written: for weights the sum of
// weight x value, not yet divided by the sum of weights. Each axis counts from
// its least worth, and what all states have in common is left out.
type numbers struct {
	g     *Graph
	worth [][]float64 // by axis and digit, the least 0; nil: worth nothing
	least float64     // what was left out
	cut   float64     // the sum without bonuses ends here
	bonus []*screen
	add   []float64
}

// numbersOf gathers the exact numbers of a party.
func (g *Graph) numbersOf(v *sieve, party int) (*numbers, error) {
	n := &numbers{g: g, worth: make([][]float64, len(g.axes)), cut: math.Inf(1)}
	bonuses, scale := []detente.Bonus(nil), 1.0
	if kind := g.c.Parties[party].Kind(); kind == detente.Scored {
		order, err := g.c.Order(party)
		if err != nil {
			return nil, err
		}
		bonuses = order.Scores
	} else {
		val, err := g.c.Valuation(party)
		if err != nil {
			return nil, err
		}
		if val.Total > 0 {
			scale = val.Total
		}
		for i := range val.Worth {
			n.take(&val.Worth[i])
		}
		bonuses, n.cut = val.Bonus, val.AtMost*scale-n.least
	}
	if n.cut <= 0 { // cut off everywhere: the issues make no difference
		clear(n.worth)
	}
	for _, b := range bonuses {
		n.bonus = append(n.bonus, v.ready(b.When))
		n.add = append(n.add, b.Add*scale)
	}
	return n, nil
}

// take adds what an issue is worth.
func (n *numbers) take(w *detente.Worth) {
	k := n.g.axisOf(w.Issue)
	if k < 0 {
		n.least += w.Weight * w.Value(n.g.frozen[w.Issue])
		return
	}
	a := &n.g.axes[k]
	worth := make([]float64, a.size())
	for d, level := range a.levels {
		worth[d] = w.Weight * w.Value(level)
	}
	least := slices.Min(worth)
	n.least += least
	for d := range worth {
		worth[d] -= least
	}
	n.worth[k] = worth
}

// finest is the smallest difference that can tell two states apart: far below
// any number a person types.
const finest = 1e-9

// ranks returns the states' worth in whole steps from the least possible. A
// step is the smallest power of ten, from a billionth up, of which the whole
// range has fewer than 2^32: for weights and values from 0 to 100 a
// ten-millionth of a point of utility. States that differ by less are ties.
func (n *numbers) ranks(ctx context.Context, v *sieve) ([]uint32, error) {
	low, high := n.span()
	step := finest
	for (high-low)/step >= 1<<32-2 {
		step *= 10
	}
	ticks := func(x float64) int64 { return int64(math.Round(x / step * 1024)) }
	worth, run := n.inTicks(v, ticks)
	cut := int64(math.MaxInt64)
	if n.cut < n.most() {
		cut = ticks(n.cut)
	}
	floor := ticks(low)
	rank := make([]uint32, n.g.size)
	return rank, spread(ctx, crew(), v.runs(), v.run, func(_, from, to int) {
		sum, buffer := make([]int64, v.run), []uint64(nil)
		for r := from; r < to; r++ {
			slow := int64(0)
			for k := v.low; k < len(worth); k++ {
				if worth[k] != nil {
					slow += worth[k][n.g.axes[k].digit(r*v.run)]
				}
			}
			for s, x := range run {
				sum[s] = min(cut, slow+x) - floor
			}
			for i, sc := range n.bonus {
				set, all := sc.at(r, &buffer)
				increase(sum, ticks(n.add[i]), set, all)
			}
			for s, at := 0, rank[r*v.run:][:v.run]; s < len(at); s++ {
				at[s] = uint32((sum[s] + 512) >> 10)
			}
		}
	})
}

// most returns the greatest sum without bonuses, were it not cut off.
func (n *numbers) most() float64 {
	sum := 0.0
	for _, worth := range n.worth {
		if worth != nil {
			sum += slices.Max(worth)
		}
	}
	return sum
}

// span returns the least and the greatest sum that there can be.
func (n *numbers) span() (low, high float64) {
	high = math.Min(n.most(), math.Max(n.cut, 0))
	for _, x := range n.add {
		low, high = low+math.Min(x, 0), high+math.Max(x, 0)
	}
	return low, high
}

// inTicks returns what each digit of an axis adds, and what the fast axes add
// together over a run.
func (n *numbers) inTicks(v *sieve, ticks func(float64) int64) (worth [][]int64, run []int64) {
	worth, run = make([][]int64, len(n.worth)), make([]int64, v.run)
	for k := range n.worth {
		for _, x := range n.worth[k] {
			worth[k] = append(worth[k], ticks(x))
		}
		if k >= v.low || worth[k] == nil {
			continue
		}
		for s := range run {
			run[s] += worth[k][n.g.axes[k].digit(s)]
		}
	}
	return worth, run
}

// increase adds to the sums whose bits are set.
func increase(sum []int64, x int64, set []uint64, all bool) {
	for s := range sum {
		if set == nil && all || set != nil && set[s>>6]&(1<<(s&63)) != 0 {
			sum[s] += x
		}
	}
}

package gmcr

import (
	"context"
	"slices"
)

// climb replaces each v[s] by the greatest of v[s] and v[q] over all q that the
// mover can reach from s in one move. Numbers that are no state, and states that
// the mover does not see, count 0 and end up meaningless.
//
// A move changes each axis on its own, so the greatest is taken axis by axis:
// linear in states, times the axes of the mover.
func (g *Graph) climb(ctx context.Context, m *mover, v []uint32) error {
	g.hide(m, v)
	for _, group := range g.merged {
		for _, s := range group {
			v[s] = v[group[0]]
		}
	}
	if m.asked {
		return g.climbAsking(ctx, m, v)
	}
	for i := 0; i < len(m.axes); i++ {
		k := m.axes[i]
		stride, size := g.axes[k].stride, g.axes[k].size()
		if m.ways[k].free {
			for i+1 < len(m.axes) && m.axes[i+1] == m.axes[i]+1 && m.ways[m.axes[i+1]].free {
				i++
				size *= g.axes[m.axes[i]].size()
			}
			if err := climbFree(ctx, v, stride, size); err != nil {
				return err
			}
			continue
		}
		if err := climbListed(ctx, v, stride, m.ways[k].to); err != nil {
			return err
		}
	}
	for _, group := range g.merged {
		best := uint32(0)
		for _, s := range group {
			best = max(best, v[s])
		}
		for _, s := range group {
			v[s] = best
		}
	}
	return nil
}

// hide sets to 0 what is no state or is not seen.
func (g *Graph) hide(m *mover, v []uint32) {
	if g.absent == nil && m.blind == nil {
		return
	}
	for s := range v {
		if !g.present(s) || !m.sees(g.standing(s)) {
			v[s] = 0
		}
	}
}

// climbFree takes the greatest along an axis on which every change is free.
func climbFree(ctx context.Context, v []uint32, stride, size int) error {
	return spread(ctx, crew(), len(v)/size, size, func(_, from, to int) {
		if stride == 1 {
			for f := from; f < to; f++ {
				line := v[f*size:][:size]
				best := slices.Max(line)
				for d := range line {
					line[d] = best
				}
			}
			return
		}
		var best []uint32
		for from < to {
			at, n := fibres(from, to, stride, size)
			best = append(best[:0], v[at:at+n]...)
			for d := 1; d < size; d++ {
				for x, y := range v[at+d*stride:][:n] {
					best[x] = max(best[x], y)
				}
			}
			for d := range size {
				copy(v[at+d*stride:], best)
			}
			from += n
		}
	})
}

// climbListed takes the greatest along an axis with listed changes.
func climbListed(ctx context.Context, v []uint32, stride int, to [][]int32) error {
	size := len(to)
	return spread(ctx, crew(), len(v)/size, size, func(_, first, last int) {
		var best []uint32
		for first < last {
			at, n := fibres(first, last, stride, size)
			best = best[:0]
			for d := range size {
				best = append(best, v[at+d*stride:][:n]...)
			}
			for d, ends := range to {
				line := v[at+d*stride:][:n]
				for _, e := range ends {
					for x, y := range best[int(e)*n:][:n] {
						line[x] = max(line[x], y)
					}
				}
			}
			first += n
		}
	})
}

// fibres returns where the fibres [from, to) of an axis start, and how many of
// them lie side by side. A fibre is all digits of the axis with the others
// fixed.
func fibres(from, to, stride, size int) (at, n int) {
	inner := from % stride
	return from/stride*stride*size + inner, min(stride-inner, to-from, 1<<10)
}

// climbAsking looks at each move by itself: its consent hangs on the outcome.
func (g *Graph) climbAsking(ctx context.Context, m *mover, v []uint32) error {
	old := slices.Clone(v)
	return spread(ctx, crew(), g.size, 64, func(_, from, to int) {
		var list []int32
		for s := from; s < to; s++ {
			if !g.IsState(s) {
				continue
			}
			list = g.successors(m, s, list[:0])
			for _, q := range list {
				v[s] = max(v[s], old[q])
			}
		}
	})
}

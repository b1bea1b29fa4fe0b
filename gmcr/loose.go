package gmcr

import "context"

// runLoose is least where two moves of a mover in a row make one: then whoever
// moved last, the states to be brought about are the same.
func (w *sweeper) runLoose(ctx context.Context, value, out []uint32, improving bool) {
	w.begin(value)
	offset := w.a.offset
	for i, x := range w.order {
		if i&0xffff == 0 && ctx.Err() != nil {
			return
		}
		at := uint32(x)
		if w.via[at] == settled {
			continue
		}
		v := uint32(x >> 32)
		w.via[at] = settled
		out[w.base+int(offset[at])] = v
		w.trail = append(w.trail[:0], at)
		for len(w.trail) > 0 {
			at := w.trail[len(w.trail)-1]
			w.trail = w.trail[:len(w.trail)-1]
			for k, f := range w.a.fields {
				limit := ^uint64(0)
				if improving {
					limit = uint64(w.ranks[k][at]) << 32
				}
				c := f.cell[at]
				if f.patterns == 1 {
					w.drain(out, v, c, k, limit)
					continue
				}
				p := c % int32(f.patterns)
				for _, b := range f.before[p] {
					w.drain(out, v, c-p+b, k, limit)
				}
			}
		}
	}
}

// drain marks what is left of a cell up to a limit.
func (w *sweeper) drain(out []uint32, v uint32, c int32, k int, limit uint64) {
	i := w.used[k][c]
	list := w.lists[k][i:w.ends[k][c]]
	n := 0
	for n < len(list) && list[n] < limit {
		q := uint32(list[n])
		n++
		if w.via[q] == unmarked {
			w.via[q] = settled
			out[w.base+int(w.a.offset[q])] = v
			w.trail = append(w.trail, q)
		}
	}
	w.used[k][c] = i + int32(n)
}

// settle is least where every move can be taken back and need not improve: the
// states that can be brought about are all that hang together.
func (w *sweeper) settle(value, out []uint32) {
	a := w.a
	if a.g.absent == nil {
		best := ^uint32(0)
		for _, off := range a.offset {
			best = min(best, value[w.base+int(off)])
		}
		for _, off := range a.offset {
			out[w.base+int(off)] = best
		}
		return
	}
	for k, f := range a.fields {
		copy(w.used[k], f.first)
	}
	clear(w.via)
	for at, off := range a.offset {
		if w.via[at] == unmarked && a.g.present(w.base+int(off)) {
			w.flood(uint32(at), value, out)
		}
	}
}

// flood gives all places that hang together with one the least of their values.
func (w *sweeper) flood(at uint32, value, out []uint32) {
	best := ^uint32(0)
	w.trail = append(w.trail[:0], at)
	w.via[at] = settled
	for i := 0; i < len(w.trail); i++ {
		at := w.trail[i]
		best = min(best, value[w.base+int(w.a.offset[at])])
		for k, f := range w.a.fields {
			c := f.cell[at]
			for _, x := range w.lists[k][w.used[k][c]:w.ends[k][c]] {
				if q := uint32(x); w.via[q] == unmarked {
					w.via[q] = settled
					w.trail = append(w.trail, q)
				}
			}
			w.used[k][c] = w.ends[k][c]
		}
	}
	for _, at := range w.trail {
		out[w.base+int(w.a.offset[at])] = best
	}
}

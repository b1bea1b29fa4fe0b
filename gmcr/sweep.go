package gmcr

import (
	"context"
	"math/bits"
	"slices"
)

// sweeper finds, within one slice of an arena, the least value that the movers
// can bring about from each place. It is for one goroutine.
//
// It goes through the places in ascending order of value and marks every place
// that can reach the present one and was not marked before: backwards, depth
// first. So each place gets its value once. A sequence of moves is legal where
// no mover moves twice in a row, so a mark says who would move first: a place
// reached through mover k alone may not be entered by k.
//
// For moves that must be improvements, the places of a cell stand in ascending
// order of their mover's rank: those from which a place is an improvement are a
// front part of the list, of which a pointer keeps what is used up. Hence the
// work is linear in places times movers (times patterns that lead to a pattern),
// not in arcs.
type sweeper struct {
	a     *arena
	base  int
	lists [][]uint64 // by mover: rank and place, ascending within each cell
	ends  [][]int32  // by mover and cell: end of what the list holds
	used  [][]int32  // by mover and cell: where the list goes on
	ranks [][]uint32 // by mover: rank of each place; nil where some order is unknown
	whole [][]uint64 // by mover without ranks: its list before a run uses it up
	via   []uint8
	stack []uint64
	trail []uint32
	room  []uint64
	order []uint64
}

// Marks of a place: not reached, reached through mover mark-1 alone, or free to
// be entered by everybody.
const (
	unmarked = 0
	settled  = 255
)

func newSweeper(a *arena) *sweeper {
	w := &sweeper{a: a, via: make([]uint8, a.size)}
	for _, f := range a.fields {
		cells := len(f.first) - 1
		w.lists = append(w.lists, make([]uint64, a.size))
		w.ends = append(w.ends, make([]int32, cells))
		w.used = append(w.used, make([]int32, cells))
		var ranks []uint32
		var whole []uint64
		if f.m.complete() {
			ranks = make([]uint32, a.size)
		} else {
			whole = make([]uint64, a.size)
		}
		w.ranks, w.whole = append(w.ranks, ranks), append(w.whole, whole)
	}
	return w
}

// enter goes to a slice and sorts its places by the movers' ranks.
func (w *sweeper) enter(slice int) {
	a := w.a
	w.base = a.base[slice]
	for k, f := range a.fields {
		ranks := w.ranks[k]
		w.order = w.order[:0]
		for at, off := range a.offset {
			s, rank := w.base+int(off), uint64(0)
			if ranks != nil {
				ranks[at] = f.m.rank[s]
				rank = uint64(ranks[at]) << 32
			}
			if a.g.present(s) && f.m.sees(a.g.standing(s)) {
				w.order = append(w.order, rank|uint64(at))
			}
		}
		w.order, w.room = sortPacked(w.order, w.room)
		ends := w.ends[k]
		copy(ends, f.first)
		for _, x := range w.order {
			c := f.cell[uint32(x)]
			w.lists[k][ends[c]] = x
			ends[c]++
		}
		copy(w.whole[k], w.lists[k])
	}
}

// least writes to out, for each number of the slice that is a state, the least
// value of the states that the movers can bring about from it, itself included.
// It stops early, with out unfinished, when the context ends.
func (w *sweeper) least(ctx context.Context, value, out []uint32, improving bool) {
	switch {
	case w.a.free && !improving:
		w.settle(value, out)
	case w.a.loose:
		w.runLoose(ctx, value, out, improving)
	default:
		w.run(ctx, value, out, improving)
	}
}

// run is least by the definition, with an account of who moved last.
func (w *sweeper) run(ctx context.Context, value, out []uint32, improving bool) {
	w.begin(value)
	for i, x := range w.order {
		at := int32(uint32(x))
		k := w.via[at]
		if k == settled {
			continue
		}
		v := uint32(x >> 32)
		w.via[at] = settled
		if k == unmarked {
			out[w.base+int(w.a.offset[at])] = v
			w.push(at, everybody)
		} else {
			w.push(at, only|uint64(k-1))
		}
		w.spread(out, v, improving)
		if i&0xffff == 0 && ctx.Err() != nil {
			return
		}
	}
}

// begin sorts the states of the slice by value and clears all marks.
func (w *sweeper) begin(value []uint32) {
	g := w.a.g
	w.order = w.order[:0]
	for at, off := range w.a.offset {
		s := w.base + int(off)
		w.via[at] = settled
		if g.IsState(s) {
			w.via[at] = unmarked
			w.order = append(w.order, uint64(value[s])<<32|uint64(at))
		}
	}
	w.order, w.room = sortPacked(w.order, w.room)
	for k, f := range w.a.fields {
		copy(w.used[k], f.first)
		if w.ranks[k] == nil {
			copy(w.lists[k], w.whole[k])
		}
	}
}

// Who may have moved to a place that is on the stack: everybody, all but one, or
// only one.
const (
	everybody = 0 << 8
	allBut    = 1 << 8
	only      = 2 << 8
)

func (w *sweeper) push(at int32, who uint64) {
	w.stack = append(w.stack, uint64(at)<<32|who)
}

// spread gives a value to every place from which those on the stack can be
// brought about.
func (w *sweeper) spread(out []uint32, v uint32, improving bool) {
	for len(w.stack) > 0 {
		x := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		at, k := int32(x>>32), int(x&0xff)
		switch x & 0xff00 {
		case only:
			w.lead(out, v, at, k, improving)
			continue
		case everybody:
			k = -1
		}
		for j := range w.a.fields {
			if j != k {
				w.lead(out, v, at, j, improving)
			}
		}
	}
}

// lead marks the places from which mover k leads to a place.
func (w *sweeper) lead(out []uint32, v uint32, at int32, k int, improving bool) {
	g, f := w.a.g, w.a.fields[k]
	if g.rep == nil {
		if f.m.blind == nil || f.m.sees(w.base+int(w.a.offset[at])) {
			w.leadFrom(out, v, at, at, k, improving)
		}
		return
	}
	if !f.m.sees(int(at)) {
		return
	}
	var one [1]int32
	for _, s := range g.members(int(at), &one) {
		w.leadFrom(out, v, s, at, k, improving)
	}
}

func (w *sweeper) leadFrom(out []uint32, v uint32, place, at int32, k int, improving bool) {
	f := w.a.fields[k]
	c := f.cell[place]
	if f.patterns == 1 {
		if len(f.before[0]) > 0 {
			w.take(out, v, c, at, k, improving)
		}
		return
	}
	p := c % int32(f.patterns)
	for _, b := range f.before[p] {
		w.take(out, v, c-p+b, at, k, improving)
	}
}

// take marks what is left of a cell: of one whose mover must improve, as far as
// the place at is an improvement on it.
func (w *sweeper) take(out []uint32, v uint32, c, at int32, k int, improving bool) {
	list, i, end := w.lists[k], w.used[k][c], w.ends[k][c]
	switch {
	case improving && w.ranks[k] == nil:
		w.takeSought(out, v, c, at, k)
		return
	case improving:
		limit := uint64(w.ranks[k][at]) << 32
		for ; i < end && list[i] < limit; i++ {
			w.mark(out, v, w.state(list[i]), k)
		}
		w.used[k][c] = i
		return
	}
	// No move leads from a state to itself: the state at which a cell is taken
	// stays behind, until the cell is taken at another one.
	if i < 0 {
		if left := -i - 1; left != at {
			w.used[k][c] = end
			w.mark(out, v, left, k)
		}
		return
	}
	if i == end {
		return
	}
	w.used[k][c] = end
	for ; i < end; i++ {
		if q := w.state(list[i]); q != at {
			w.mark(out, v, q, k)
		} else {
			w.used[k][c] = -at - 1
		}
	}
}

// takeSought marks those of a cell for which the place at is better, or may be,
// and keeps the others.
func (w *sweeper) takeSought(out []uint32, v uint32, c, at int32, k int) {
	f := w.a.fields[k]
	list, end := w.lists[k], w.used[k][c]
	for i := end; i < w.ends[k][c]; i++ {
		q := w.state(list[i])
		if q != at && sought(f.m.compareMove(w.number(at), w.number(q))) {
			w.mark(out, v, q, k)
			list[i], list[end] = list[end], list[i]
			end++
		}
	}
	w.used[k][c] = end
}

// number returns the state number of a place.
func (w *sweeper) number(at int32) int { return w.base + int(w.a.offset[at]) }

// state returns the place that stands for the state of a list's entry.
func (w *sweeper) state(entry uint64) int32 {
	q := int32(uint32(entry))
	if w.a.g.rep != nil {
		return w.a.g.rep[q]
	}
	return q
}

// mark notes that mover k can lead from state q to one that has value v.
func (w *sweeper) mark(out []uint32, v uint32, q int32, k int) {
	switch mark := w.via[q]; mark {
	case unmarked:
		w.via[q] = uint8(k) + 1
		out[w.base+int(w.a.offset[q])] = v
		w.push(q, allBut|uint64(k))
	case settled, uint8(k) + 1:
	default:
		w.via[q] = settled
		w.push(q, only|uint64(mark-1))
	}
}

// sortPacked sorts words by their upper half; those with equal upper halves
// stay in order. It may swap the two slices.
func sortPacked(x, room []uint64) (sorted, spare []uint64) {
	if len(x) < 1<<9 {
		slices.Sort(x)
		return x, room
	}
	if cap(room) < len(x) {
		room = make([]uint64, len(x), cap(x))
	}
	room = room[:len(x)]
	most, descends := uint64(0), false
	for i, v := range x {
		most = max(most, v>>32)
		descends = descends || i > 0 && x[i-1]>>32 > v>>32
	}
	if !descends {
		return x, room
	}
	const digit = 11
	for shift := 32; shift < 32+bits.Len64(most); shift += digit {
		var at [1 << digit]int32
		for _, v := range x {
			at[v>>shift&(1<<digit-1)]++
		}
		sum := int32(0)
		for d, n := range at {
			at[d], sum = sum, sum+n
		}
		for _, v := range x {
			d := v >> shift & (1<<digit - 1)
			room[at[d]] = v
			at[d]++
		}
		x, room = room, x
	}
	return x, room
}

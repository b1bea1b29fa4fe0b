package gmcr

import (
	"context"

	"detente"
)

// sieve evaluates conditions over all outcomes, a run of the fastest axes at a
// time: what a condition says within a run depends only on the few slower axes
// that it looks at, and is worked out once for each of their combinations.
type sieve struct {
	g   *Graph
	low int // axes that make a run
	run int // outcomes in a run
}

// runLength is the number of outcomes that a run should not exceed: its bits
// fit into the innermost cache.
const runLength = 1 << 12

func (g *Graph) newSieve() *sieve {
	v := &sieve{g: g, run: 1}
	for v.low < len(g.axes) && (v.low == 0 || v.run*g.axes[v.low].size() <= runLength) {
		v.run *= g.axes[v.low].size()
		v.low++
	}
	return v
}

// runs returns how many runs there are.
func (v *sieve) runs() int { return v.g.size / v.run }

// screen is a condition made ready for runs.
type screen struct {
	v       *sieve
	test    detente.Test
	slow    []int      // slower axes that it looks at
	within  bool       // it looks at axes of the run
	bits    [][]uint64 // by combination of the slow axes; one bit for each outcome of a run
	uniform []bool     // instead, where it looks at no axis of the run
}

// maxScreen bounds the bits kept for one condition; a larger one is worked out
// run by run.
const maxScreen = 1 << 22

func (v *sieve) screen(when *detente.Condition) (*screen, error) {
	t, err := when.Compile(v.g.c)
	if err != nil {
		return nil, err
	}
	return v.ready(t), nil
}

func (v *sieve) ready(t detente.Test) *screen {
	sc := &screen{v: v, test: t}
	combos := 1
	for _, issue := range t.Issues {
		switch k := v.g.axisOf(issue); {
		case k >= v.low:
			sc.slow = append(sc.slow, k)
			combos = min(combos*v.g.axes[k].size(), 1<<30)
		case k >= 0:
			sc.within = true
		}
	}
	length := v.run
	if !sc.within {
		length = 1
	}
	if combos > maxScreen/length {
		return sc
	}
	o := make(detente.Outcome, len(v.g.frozen))
	copy(o, v.g.frozen)
	for n := range combos {
		sc.set(o, n)
		if sc.within {
			sc.bits = append(sc.bits, sc.work(o, nil))
		} else {
			sc.uniform = append(sc.uniform, t.Holds(o))
		}
	}
	return sc
}

// set gives the slow axes the levels of a combination.
func (sc *screen) set(o detente.Outcome, combo int) {
	for _, k := range sc.slow {
		a := &sc.v.g.axes[k]
		o[a.issue] = a.levels[combo%a.size()]
		combo /= a.size()
	}
}

// work evaluates the condition over a run, with the slow axes of o.
func (sc *screen) work(o detente.Outcome, into []uint64) []uint64 {
	g := sc.v.g
	if into == nil {
		into = make([]uint64, (sc.v.run+63)/64)
	}
	clear(into)
	low := g.axes[:sc.v.low]
	digits := make([]int, len(low))
	for k := range low {
		o[low[k].issue] = low[k].levels[0]
	}
	for s := range sc.v.run {
		if sc.test.Holds(o) {
			into[s>>6] |= 1 << (s & 63)
		}
		for k := range low {
			if digits[k]++; digits[k] < low[k].size() {
				o[low[k].issue] = low[k].levels[digits[k]]
				break
			}
			digits[k] = 0
			o[low[k].issue] = low[k].levels[0]
		}
	}
	return into
}

// at returns the condition's bits over a run, or, where they are all the same,
// nil and what they are. The buffer is the caller's.
func (sc *screen) at(run int, buffer *[]uint64) (bits []uint64, all bool) {
	g, combo, stride := sc.v.g, 0, 1
	for _, k := range sc.slow {
		a := &g.axes[k]
		combo += run * sc.v.run / a.stride % a.size() * stride
		stride *= a.size()
	}
	switch {
	case sc.uniform != nil:
		return nil, sc.uniform[combo]
	case sc.bits != nil:
		return sc.bits[combo], false
	}
	o := make(detente.Outcome, len(g.frozen))
	copy(o, g.frozen)
	sc.set(o, combo)
	*buffer = sc.work(o, *buffer)
	return *buffer, false
}

// any returns the outcomes that fit any of the conditions, one bit for each.
func (v *sieve) any(ctx context.Context, screens []*screen) ([]uint64, error) {
	out := make([]uint64, (v.g.size+63)/64)
	// Runs may share a word at their ends, so one worker takes them all.
	var buffer []uint64
	for run := range v.runs() {
		if run%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, sc := range screens {
			bits, all := sc.at(run, &buffer)
			orInto(out, run*v.run, v.run, bits, all)
		}
	}
	return out, nil
}

// orInto sets the bits of a run that starts at a given bit.
func orInto(out []uint64, at, n int, bits []uint64, all bool) {
	if bits == nil && !all {
		return
	}
	for i := 0; i < n; i += 64 {
		w := ^uint64(0)
		if bits != nil {
			w = bits[i>>6]
		}
		if left := n - i; left < 64 {
			w &= 1<<left - 1
		}
		to, shift := (at+i)>>6, (at+i)&63
		out[to] |= w << shift
		if shift > 0 && to+1 < len(out) {
			out[to+1] |= w >> (64 - shift)
		}
	}
}

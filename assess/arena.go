package assess

import (
	"encoding/binary"
	"math"

	"detente"
)

// arena is the alternatives that differ for those who sign.
type arena struct {
	h      *hall
	heads  []int // players named in signed_by with a preference
	silent []int // players named in signed_by without
	all    []alternative
	pairs  int // comparisons left
	yes    detente.Coalition
}

type alternative struct {
	o      detente.Outcome
	u      []int64 // of heads, in 1e-8 utility points; 0 for orders
	sum    float64 // of utilities, to look at strong alternatives first
	count  int
	noDeal bool
}

// gather collapses packages that nobody who signs tells apart.
func (a *arena) gather(packages []candidate) {
	seen := map[string]int{}
	add := func(o detente.Outcome, noDeal bool) {
		alt := alternative{o: o, count: 1, noDeal: noDeal}
		key := a.value(&alt)
		if at, ok := seen[key]; ok {
			a.all[at].count++
			a.all[at].noDeal = a.all[at].noDeal || noDeal
			return
		}
		seen[key] = len(a.all)
		a.all = append(a.all, alt)
	}
	if a.h.base != nil {
		add(a.h.base, true)
	}
	for i := range packages {
		add(packages[i].o, false)
	}
}

// value fills in what an alternative is worth, and returns a key that is equal
// for alternatives that nobody who signs, and no rule, tells apart.
func (a *arena) value(alt *alternative) string {
	var key []byte
	u := a.h.p.Utilities(alt.o)
	for _, i := range a.heads {
		v := &a.h.voters[i]
		x := int64(0)
		if v.number >= 0 {
			x = int64(math.Round(u[v.number] * 1e8))
			alt.sum += u[v.number]
			if alt.noDeal {
				x = int64(math.Round(a.h.walk[v.number] * 1e8))
			}
		} else {
			for _, t := range tests(v.order) {
				key = bit(key, t, alt.o)
			}
		}
		alt.u = append(alt.u, x)
		key = binary.LittleEndian.AppendUint64(key, uint64(x))
	}
	for _, t := range a.h.signed.Conditions() {
		key = bit(key, t, alt.o)
	}
	return string(key)
}

func bit(key []byte, t *detente.Test, o detente.Outcome) []byte {
	if t.Holds(o) {
		return append(key, 'y')
	}
	return append(key, 'n')
}

// tests returns every condition of an order.
func tests(order *detente.Order) []*detente.Test {
	var out []*detente.Test
	for _, entries := range [][][]detente.Test{order.Statements, order.Ranks} {
		for _, entry := range entries {
			for i := range entry {
				out = append(out, &entry[i])
			}
		}
	}
	for i := range order.Scores {
		out = append(out, &order.Scores[i].When)
	}
	for i := range order.Unknown {
		out = append(out, &order.Unknown[i][0], &order.Unknown[i][1])
	}
	return out
}

// likes reports whether a head strictly prefers y to x.
func (a *arena) likes(n int, y, x *alternative) bool {
	if order := a.h.voters[a.heads[n]].order; order != nil {
		return order.Compare(y.o, x.o) == detente.Better
	}
	return y.u[n] > x.u[n]
}

// carries reports whether signed_by holds for y over those who strictly prefer
// it to x.
func (a *arena) carries(y, x *alternative) bool {
	a.yes.Clear()
	for _, i := range a.silent {
		a.yes.Add(i)
	}
	for n, i := range a.heads {
		if a.likes(n, y, x) {
			a.yes.Add(i)
		}
	}
	return a.h.signed.Holds(a.yes, y.o)
}

func (a *arena) beats(y, x *alternative) bool {
	a.pairs--
	return a.carries(y, x) && !a.carries(x, y)
}

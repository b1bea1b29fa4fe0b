package assess

import (
	"cmp"
	"context"
	"slices"

	"detente"
)

// Voting is what the rule that makes a deal does with the packages, when each
// of them and no deal can be set against each of the others.
//
// An alternative beats another when signed_by holds over those who strictly
// prefer it and not over those who strictly prefer the other; who has no
// preference stands in nobody's way.
type Voting struct {
	Alternatives int // packages, and no deal where it is an outcome
	Distinct     int // of these, as those who sign tell them apart
	// WinSet counts the packages that beat no deal: the win-set of the status quo
	// (Tsebelis 2002), ties refused. -1 where no deal is no outcome.
	WinSet int
	// Core is the alternatives that none beats, Uncovered those that no other
	// covers: y covers z when y beats z and all that beats y beats z.
	Core, Uncovered Set
	Vetoes          []Veto
}

// Set is some alternatives.
type Set struct {
	Known  bool // false: too many comparisons
	Size   int
	NoDeal bool            // no deal belongs to it
	First  detente.Outcome // the first in file order; nil where it is empty
}

const (
	maxPairs    = 2_000_000 // comparisons for the core, and for absorption
	maxDistinct = 1_000     // alternatives for the uncovered set, whose cost grows with the cube
)

// voting holds all alternatives against each other; nil where nobody who signs
// has a preference.
func (h *hall) voting(ctx context.Context, packages []candidate) (*Voting, error) {
	a := &arena{h: h, yes: detente.NewCoalition(len(h.players))}
	for _, i := range slices.Sorted(slices.Values(h.signed.Named)) {
		if h.voters[i].opinion() {
			a.heads = append(a.heads, i)
		} else {
			a.silent = append(a.silent, i)
		}
	}
	if len(a.heads) == 0 || h.base != nil && !h.base.Complete() {
		return nil, nil
	}
	v := &Voting{WinSet: -1}
	a.gather(packages)
	v.Distinct = len(a.all)
	for i := range a.all {
		v.Alternatives += a.all[i].count
	}
	v.WinSet = a.winSet()
	byStrength := a.ranked()
	v.Core = a.core(byStrength)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch {
	case a.orderly():
		v.Uncovered = v.Core // "beats" is transitive: whoever is beaten is covered
	case len(a.all) <= maxDistinct:
		v.Uncovered = a.uncovered()
	}
	v.Vetoes = a.vetoes(byStrength)
	return v, ctx.Err()
}

// winSet counts the packages that beat no deal.
func (a *arena) winSet() int {
	at := slices.IndexFunc(a.all, func(alt alternative) bool { return alt.noDeal })
	if at < 0 {
		return -1
	}
	n := 0
	for i := range a.all {
		if i != at && a.beats(&a.all[i], &a.all[at]) {
			n += a.all[i].count
		}
	}
	return n
}

// ranked returns the alternatives with the greatest sums first: those are the
// likeliest to beat others.
func (a *arena) ranked() []*alternative {
	out := make([]*alternative, len(a.all))
	for i := range a.all {
		out[i] = &a.all[i]
	}
	slices.SortStableFunc(out, func(x, y *alternative) int { return cmp.Compare(y.sum, x.sum) })
	return out
}

// core finds the alternatives that none beats. Whoever has just beaten one is the
// first to be tried on the next.
func (a *arena) core(byStrength []*alternative) Set {
	a.pairs = maxPairs
	rivals := slices.Clone(byStrength)
	return a.set(func(i int) bool {
		for k, y := range rivals {
			if a.pairs <= 0 {
				return false
			}
			if a.beats(y, &a.all[i]) {
				copy(rivals[1:k+1], rivals[:k])
				rivals[0] = y
				return false
			}
		}
		return true
	})
}

// set collects the alternatives that belong to it, as long as comparisons last.
func (a *arena) set(belongs func(i int) bool) Set {
	s := Set{Known: true}
	for i := range a.all {
		if belongs(i) {
			s.Size += a.all[i].count
			s.NoDeal = s.NoDeal || a.all[i].noDeal
			if s.First == nil {
				s.First = a.all[i].o
			}
		}
		if a.pairs <= 0 {
			return Set{}
		}
	}
	return s
}

// orderly reports whether "beats" is transitive: every head with a preference
// must agree, whatever the outcome, and no order has pairs that are unknown.
func (a *arena) orderly() bool {
	if len(a.h.signed.Conditions()) > 0 {
		return false
	}
	for _, i := range a.heads {
		if order := a.h.voters[i].order; order != nil && len(order.Unknown) > 0 || !a.veto(i) {
			return false
		}
	}
	return true
}

// uncovered finds the alternatives that none covers, from the table of who beats
// whom.
func (a *arena) uncovered() Set {
	n := len(a.all)
	words := (n + 63) / 64
	over := make([][]uint64, n) // over[z]: who beats z
	for z := range over {
		over[z] = make([]uint64, words)
		for y := range n {
			if y != z && a.beats(&a.all[y], &a.all[z]) {
				over[z][y/64] |= 1 << (y % 64)
			}
		}
	}
	a.pairs = maxPairs
	return a.set(func(z int) bool {
		for y := range n {
			if over[z][y/64]>>(y%64)&1 == 1 && within(over[y], over[z]) {
				return false
			}
		}
		return true
	})
}

// within reports whether one set of bits lies in another.
func within(a, b []uint64) bool {
	for i := range a {
		if a[i]&^b[i] != 0 {
			return false
		}
	}
	return true
}

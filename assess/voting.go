package assess

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
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

// Veto is a player without whom signed_by cannot hold.
type Veto struct {
	Party detente.PartyID
	Only  bool // there is no other with a preference
	// Known is false where it took too many comparisons to tell. Absorbed: whenever
	// all other veto players strictly prefer one alternative to another, so does
	// this one: its veto stops nothing that theirs would not (Tsebelis 2002, ch. 1).
	Known, Absorbed bool
}

const (
	maxPairs    = 2_000_000 // comparisons for the core, and for absorption
	maxDistinct = 1_000     // alternatives for the uncovered set, whose cost grows with the cube
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

// veto reports whether signed_by fails without a player, however many others
// agree and whatever the alternative.
func (a *arena) veto(player int) bool {
	yes := detente.NewCoalition(len(a.h.players))
	for i := range a.h.players {
		if i != player {
			yes.Add(i)
		}
	}
	if len(a.h.signed.Conditions()) == 0 {
		return !a.h.signed.Holds(yes, a.all[0].o)
	}
	return !slices.ContainsFunc(a.all, func(alt alternative) bool { return a.h.signed.Holds(yes, alt.o) })
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

// vetoes lists the players without whom signed_by cannot hold, and says whose
// veto the others' absorb.
func (a *arena) vetoes(byStrength []*alternative) []Veto {
	var heads []int
	for n, i := range a.heads {
		if a.veto(i) {
			heads = append(heads, n)
		}
	}
	var out []Veto
	for _, n := range heads {
		v := Veto{Party: a.h.players[a.heads[n]], Only: len(heads) == 1}
		if !v.Only {
			v.Known, v.Absorbed = a.absorbed(n, heads, byStrength)
		}
		out = append(out, v)
	}
	return out
}

// absorbed looks for two alternatives of which all veto players but one prefer
// the first.
func (a *arena) absorbed(n int, vetoes []int, byStrength []*alternative) (known, absorbed bool) {
	left := maxPairs
	for _, y := range byStrength {
		for i := range a.all {
			x := &a.all[i]
			if left--; left < 0 {
				return false, false
			}
			if !a.likes(n, y, x) && !slices.ContainsFunc(vetoes, func(k int) bool { return k != n && !a.likes(k, y, x) }) {
				return true, false
			}
		}
	}
	return true, true
}

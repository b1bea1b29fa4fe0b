package assess

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"detente"
	"detente/bargain"
)

// ledger lists the packages of a case that can matter to an answer in some draw,
// bound so that judging all of them in a drawn case is cheap.
//
// A package is left out where another that is listed is worth at least as much to
// everybody whose number counts, in every draw, and is preferred and has consent
// whenever the first does: it changes neither whether there is a zone, nor what is
// efficient or largest.
type ledger struct {
	h       *hall
	c       *detente.Case
	stakes  []*stake // of hall.numeric
	orders  []*taste // of players whose order is drawn and who are named
	signers []int    // of stakes
	bits    []int    // by bit of a mask: the player
	slots   []map[int]int
	first   []int // by issue: its first slot
	width   int   // slots
	codes   []code
	lots    []lot
	deals   []int // in lots: the shortlist
	base    int   // in lots: no deal; -1 where it is no outcome
	extra   []int // in lots: further outcomes whose worth is asked for
	kept    []int // in lots: the packages that can matter in some draw
	probed  []int // in lots: those that can matter where one number leaves its middle
	whole   bool  // every draw judges all packages that can matter
	probes  bool  // so does every change of one number
	size    *big.Int
}

// lot is an outcome in the terms of the ledger.
type lot struct {
	o    detente.Outcome
	at   []int32 // slots, by issue
	sets []int32 // by stake
	says []int32 // by order
	code int32
}

const (
	// maxDrawn is the number of outcomes up to which every draw judges all
	// packages that can matter.
	maxDrawn = 1 << 16
	// maxKept is how many of them pruning may leave; where it would leave more,
	// all packages are judged, up to maxJudgedAll.
	maxKept      = 3000
	maxJudgedAll = 10_000
	// maxBits is the number of players up to which answers to coalitions are
	// tabulated.
	maxBits = 10
)

// newLedger binds a shortlist and, where there are not too many outcomes and
// players, all packages.
func newLedger(ctx context.Context, p *bargain.Problem, h *hall, deals []bargain.Deal, moving []int, extra []detente.Outcome) (*ledger, error) {
	l := &ledger{h: h, c: h.c, base: -1, size: big.NewInt(1)}
	if err := l.bind(moving); err != nil {
		return nil, err
	}
	panel := p.Panel()
	for _, d := range deals {
		l.deals = append(l.deals, l.enter(d.Outcome))
	}
	if h.base != nil {
		known := slices.Clone(h.base)
		for i := range known {
			known[i] = max(known[i], 0)
		}
		l.base = l.enter(known)
	}
	for _, o := range extra {
		l.extra = append(l.extra, l.enter(o))
	}
	for _, levels := range h.levels {
		l.size.Mul(l.size, big.NewInt(int64(len(levels))))
	}
	var packages []int
	l.whole = l.size.IsInt64() && l.size.Int64() <= maxDrawn && len(l.bits) <= maxBits
	if l.whole {
		if err := l.list(ctx, panel, &packages); err != nil {
			return nil, err
		}
	}
	if len(l.bits) <= maxBits {
		l.encode(panel, append(slices.Clone(l.deals), packages...))
	}
	l.settle()
	var ok bool
	if l.kept, ok = l.prune(ctx, packages, l.yardstick); !ok {
		l.kept = packages
		l.whole = l.whole && len(packages) <= maxJudgedAll
	}
	l.probed, l.probes = l.prune(ctx, packages, l.probe)
	return l, ctx.Err()
}

// list enters every package.
func (l *ledger) list(ctx context.Context, panel *bargain.Panel, packages *[]int) error {
	o := make(detente.Outcome, len(l.h.levels))
	var err error
	var fill func(i int)
	fill = func(i int) {
		if i < len(o) {
			for _, o[i] = range l.h.levels[i] {
				fill(i + 1)
			}
			return
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil && panel.IsPackage(o) {
			*packages = append(*packages, l.enter(slices.Clone(o)))
		}
	}
	fill(0)
	return err
}

// bind prepares the parties: who has numbers, whose order is drawn, who signs,
// who is named.
func (l *ledger) bind(moving []int) error {
	named := map[detente.PartyID]bool{}
	l.eachRule(func(r *detente.Consent) {
		for _, id := range r.Named(l.c) {
			named[id] = true
		}
	})
	signs := l.h.p.Signatories()
	for k, id := range l.h.numeric {
		s, err := newStake(l.c, l.c.PartyIndex(id))
		if err != nil {
			return err
		}
		s.named, s.signs = named[id], slices.Contains(signs, id)
		if s.named {
			l.bits = append(l.bits, slices.Index(l.h.players, id))
		}
		if s.signs {
			l.signers = append(l.signers, k)
		}
		l.stakes = append(l.stakes, s)
	}
	for _, party := range moving {
		t, err := newTaste(l.c, party)
		if err != nil {
			return err
		}
		t.signs = slices.Contains(signs, l.c.Parties[party].ID)
		if named[l.c.Parties[party].ID] {
			l.orders, l.bits = append(l.orders, t), append(l.bits, party)
		}
	}
	l.slots = make([]map[int]int, len(l.c.Issues))
	for i := range l.slots {
		l.slots[i] = map[int]int{}
	}
	return nil
}

// eachRule calls f on every consent rule.
func (l *ledger) eachRule(f func(*detente.Consent)) {
	f(l.c.Signed())
	for i := range l.c.Issues {
		s := &l.c.Issues[i]
		if s.By != nil {
			f(s.By)
		}
		for k := range s.Arcs {
			f(s.Arcs[k].By)
		}
	}
	for i := range l.c.Parties {
		if r := l.c.Parties[i].RatifiedBy; r != nil {
			f(r)
		}
	}
}

// enter binds an outcome and returns its place in lots.
func (l *ledger) enter(o detente.Outcome) int {
	n := len(o)
	room := make([]int32, n+len(l.stakes)+len(l.orders))
	x := lot{o: o, at: room[:n:n], sets: room[n : n+len(l.stakes) : n+len(l.stakes)], says: room[n+len(l.stakes):]}
	for i, level := range o {
		k, ok := l.slots[i][level]
		if !ok {
			k = len(l.slots[i])
			l.slots[i][level] = k
			for _, s := range l.stakes {
				s.terms[i] = append(s.terms[i], s.term(l.c, i, level))
			}
		}
		x.at[i] = int32(k)
	}
	for k, s := range l.stakes {
		x.sets[k] = int32(s.set(o))
	}
	for k, t := range l.orders {
		x.says[k] = int32(t.set(o))
	}
	l.lots = append(l.lots, x)
	return len(l.lots) - 1
}

// settle numbers the slots; after it nothing is entered any more.
func (l *ledger) settle() {
	l.first = make([]int, len(l.slots))
	for i := range l.slots {
		l.first[i] = l.width
		l.width += len(l.slots[i])
	}
	for n := range l.lots {
		for i := range l.lots[n].at {
			l.lots[n].at[i] += int32(l.first[i])
		}
	}
}

// prune returns the packages that can matter by some comparison for each stake,
// those worth most first; none where they are too many.
func (l *ledger) prune(ctx context.Context, packages []int, by func(k int) stick) (kept []int, ok bool) {
	counted := l.counted()
	middle := l.scratch().fill(l.c)
	n := len(counted)
	worth, sums := make([]float64, n*len(l.lots)), make([]float64, len(l.lots))
	for _, at := range packages {
		for i, k := range counted {
			worth[at*n+i] = middle.utility(k, &l.lots[at])
			sums[at] += worth[at*n+i]
		}
	}
	slices.SortStableFunc(packages, func(a, b int) int { return cmp.Compare(sums[b], sums[a]) })
	var sticks []stick
	for _, k := range counted {
		sticks = append(sticks, by(k))
	}
	for _, b := range packages {
		if ctx.Err() != nil || len(kept) > maxKept {
			return nil, false
		}
		// Most are no match in the middle of the ranges already.
		if !slices.ContainsFunc(kept, func(a int) bool {
			for i := range n {
				if worth[a*n+i] < worth[b*n+i]-sameGain {
					return false
				}
			}
			return l.beats(sticks, a, b)
		}) {
			kept = append(kept, b)
		}
	}
	return kept, true
}

// counted lists the stakes whose numbers bear on consent or on solutions.
func (l *ledger) counted() []int {
	var out []int
	for k, s := range l.stakes {
		if s.named || s.signs {
			out = append(out, k)
		}
	}
	return out
}

// stick compares packages for one stake.
type stick interface {
	// ahead reports whether package a is worth at least as much as b, whatever
	// the numbers that are open.
	ahead(a, b *lot) bool
}

// beats reports whether package m stands in for n in every draw.
func (l *ledger) beats(sticks []stick, m, n int) bool {
	a, b := &l.lots[m], &l.lots[n]
	if !slices.Equal(a.says, b.says) {
		return false
	}
	for _, r := range sticks {
		if !r.ahead(a, b) {
			return false
		}
	}
	return l.codes[a.code].covers(&l.codes[b.code])
}

package gmcr

import (
	"context"
	"fmt"
	"math/bits"
	"slices"

	"detente"
)

// preference is what a decision maker prefers among the states.
type preference struct {
	rank []uint32 // by number: higher is better; nil where some order is unknown
	band []uint32 // by number: a state of a higher band is much better; nil without strength
	pair comparer // how two states compare, where rank is nil
	near comparer // the same for states that one move of its own leads between; nil: as pair
}

// comparer tells how state s compares with t, both standing for their states.
type comparer interface {
	compare(s, t int) detente.Verdict
}

// compare tells how state s compares with t.
func (p *preference) compare(s, t int) detente.Verdict {
	switch {
	case p.rank == nil:
		return p.pair.compare(s, t)
	case p.rank[s] > p.rank[t]:
		return detente.Better
	case p.rank[s] < p.rank[t]:
		return detente.Worse
	}
	return detente.Same
}

// compareMove tells how the end of a move of the decision maker's own compares
// with its beginning.
func (p *preference) compareMove(to, from int) detente.Verdict {
	if p.near != nil {
		return p.near.compare(to, from)
	}
	return p.compare(to, from)
}

// complete reports whether every two states are ordered.
func (p *preference) complete() bool { return p.rank != nil }

// prefer binds what a decision maker prefers.
func (g *Graph) prefer(ctx context.Context, v *sieve, m *mover) error {
	party := &g.c.Parties[m.party]
	var err error
	switch party.Kind() {
	case detente.Statements:
		err = g.byStatements(ctx, v, m)
	case detente.Ranked:
		err = g.byRanking(ctx, v, m)
	case detente.Scored, detente.Weights, detente.Points:
		err = g.byNumbers(ctx, v, m)
	default:
		return &detente.MissingError{Paths: []string{"parties." + string(party.ID) + ".wants"}}
	}
	if err == nil {
		err = g.unorder(ctx, v, m)
	}
	if err != nil {
		return fmt.Errorf("gmcr: party %q: %w", party.ID, err)
	}
	for _, group := range g.merged {
		for _, s := range group {
			if m.rank != nil {
				m.rank[s] = m.rank[group[0]]
			}
			if m.band != nil {
				m.band[s] = m.band[group[0]]
			}
		}
	}
	return nil
}

// byRanking ranks each state by the first entry that it fits.
func (g *Graph) byRanking(ctx context.Context, v *sieve, m *mover) error {
	ranking := g.c.Parties[m.party].Ranking
	band := make([]uint32, len(ranking)+1) // by entry
	var screens [][]*screen
	strong := false
	for r := range ranking {
		var entry []*screen
		for _, when := range ranking[r].Fits {
			sc, err := v.screen(when)
			if err != nil {
				return err
			}
			entry = append(entry, sc)
		}
		screens = append(screens, entry)
		strong = strong || ranking[r].MuchBetter
	}
	for r := len(ranking) - 1; r >= 0; r-- {
		band[r] = band[r+1]
		if ranking[r].MuchBetter {
			band[r]++
		}
	}
	m.rank = make([]uint32, g.size)
	err := spread(ctx, crew(), v.runs(), v.run, func(_, from, to int) {
		var buffer []uint64
		for run := from; run < to; run++ {
			at := m.rank[run*v.run:][:v.run]
			for r := len(screens) - 1; r >= 0; r-- {
				for _, sc := range screens[r] {
					bits, all := sc.at(run, &buffer)
					assign(at, uint32(len(screens)-r), bits, all)
				}
			}
		}
	})
	if strong {
		m.band = make([]uint32, g.size)
		for s, r := range m.rank {
			m.band[s] = band[len(ranking)-int(r)]
		}
	}
	return err
}

// assign gives a value to the places whose bits are set.
func assign(at []uint32, value uint32, set []uint64, all bool) {
	if set == nil {
		if all {
			for i := range at {
				at[i] = value
			}
		}
		return
	}
	for w, word := range set {
		for ; word != 0; word &= word - 1 {
			at[w<<6|bits.TrailingZeros64(word)] = value
		}
	}
}

// byStatements ranks states by prioritised statements: the first that tells two
// states apart decides. Within an entry of several statements, whose order is
// unknown, a state is better only if it satisfies all that the other does and
// more.
//
// Hipel, Fang, Cullmann and Bristow (1997); a statement j of k counts 2^(k-j).
func (g *Graph) byStatements(ctx context.Context, v *sieve, m *mover) error {
	var screens []*screen
	open := false
	for _, entry := range g.c.Parties[m.party].Prefers {
		open = open || len(entry) > 1
		for i := range entry {
			sc, err := v.screen(entry[i].When)
			if err != nil {
				return err
			}
			screens = append(screens, sc)
		}
	}
	if open {
		return g.byOpenStatements(ctx, v, m, screens)
	}
	m.rank = make([]uint32, g.size)
	for len(screens) > 0 {
		n := min(len(screens), 32-bits.Len32(slices.Max(m.rank)))
		err := spread(ctx, crew(), v.runs(), v.run, func(_, from, to int) {
			var buffer []uint64
			for run := from; run < to; run++ {
				for _, sc := range screens[:n] {
					set, all := sc.at(run, &buffer)
					shiftIn(m.rank[run*v.run:][:v.run], set, all)
				}
			}
		})
		if err != nil {
			return err
		}
		if screens = screens[n:]; len(screens) > 0 {
			condense(m.rank)
		}
	}
	return nil
}

// shiftIn appends one bit to each rank.
func shiftIn(at []uint32, set []uint64, all bool) {
	if set == nil {
		var bit uint32
		if all {
			bit = 1
		}
		for i := range at {
			at[i] = at[i]<<1 | bit
		}
		return
	}
	for i := range at {
		at[i] = at[i]<<1 | uint32(set[i>>6]>>(i&63)&1)
	}
}

// condense renumbers ranks from 0 without gaps, in the same order.
func condense(rank []uint32) {
	distinct := slices.Clone(rank)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	for s, r := range rank {
		i, _ := slices.BinarySearch(distinct, r)
		rank[s] = uint32(i)
	}
}

// maxOpen is the largest number of outcomes of a conflict in which some order is
// unknown.
const maxOpen = 1 << 17

// openStatements compares by statements some of whose order is unknown.
type openStatements struct {
	words   int
	truth   []uint64 // by state, words each: one bit for each statement
	entries [][]mask // most important first
}

// mask is some bits of a word.
type mask struct {
	word int
	bits uint64
}

func (g *Graph) byOpenStatements(ctx context.Context, v *sieve, m *mover, screens []*screen) error {
	if err := g.within("preferences of unknown order", maxOpen); err != nil {
		return err
	}
	p := &openStatements{words: (len(screens) + 63) / 64}
	j := 0
	for _, entry := range g.c.Parties[m.party].Prefers {
		var masks []mask
		for range entry {
			if len(masks) == 0 || masks[len(masks)-1].word != j>>6 {
				masks = append(masks, mask{word: j >> 6})
			}
			masks[len(masks)-1].bits |= 1 << (j & 63)
			j++
		}
		p.entries = append(p.entries, masks)
	}
	p.truth = make([]uint64, g.size*p.words)
	for j, sc := range screens {
		fit, err := v.any(ctx, []*screen{sc})
		if err != nil {
			return err
		}
		for s := range g.size {
			if fit[s>>6]&(1<<(s&63)) != 0 {
				p.truth[s*p.words+j>>6] |= 1 << (j & 63)
			}
		}
	}
	m.pair = p
	return nil
}

func (p *openStatements) compare(s, t int) detente.Verdict {
	a, b := p.truth[s*p.words:][:p.words], p.truth[t*p.words:][:p.words]
	for _, entry := range p.entries {
		gains, losses := false, false
		for _, k := range entry {
			x, y := a[k.word]&k.bits, b[k.word]&k.bits
			gains, losses = gains || x&^y != 0, losses || y&^x != 0
		}
		switch {
		case gains && losses:
			return detente.Uncertain
		case gains:
			return detente.Better
		case losses:
			return detente.Worse
		}
	}
	return detente.Same
}

// unordered lays pairs of unknown order over another preference.
type unordered struct {
	preference
	sides [][2][]uint64 // by pair, one bit for each state
}

// unorder takes out the pairs that a party is not known to order.
func (g *Graph) unorder(ctx context.Context, v *sieve, m *mover) error {
	pairs := g.c.Parties[m.party].Unknown
	if len(pairs) == 0 {
		return nil
	}
	if err := g.within("preferences of unknown order", maxOpen); err != nil {
		return err
	}
	u := &unordered{preference: m.preference}
	for _, pair := range pairs {
		var sides [2][]uint64
		for i, when := range pair {
			sc, err := v.screen(when)
			if err != nil {
				return err
			}
			if sides[i], err = v.any(ctx, []*screen{sc}); err != nil {
				return err
			}
		}
		u.sides = append(u.sides, sides)
	}
	m.preference = preference{pair: u}
	return nil
}

func (u *unordered) compare(s, t int) detente.Verdict {
	if s == t {
		return detente.Same
	}
	has := func(set []uint64, s int) bool { return set[s>>6]&(1<<(s&63)) != 0 }
	for i := range u.sides {
		a, b := u.sides[i][0], u.sides[i][1]
		if has(a, s) && has(b, t) || has(a, t) && has(b, s) {
			return detente.Uncertain
		}
	}
	return u.preference.compare(s, t)
}

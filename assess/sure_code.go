package assess

import (
	"encoding/binary"
	"maps"
	"slices"

	"detente"
	"detente/bargain"
)

// code is how the rules of consent answer to coalitions: tables over masks of
// ledger.bits, one bit each.
type code struct {
	preferred, consented []uint64
	worse                bool // a signatory that has a fixed order finds it worse than no deal
}

// encode finds the tables of consent of some packages; packages of which the
// rules ask the same share one.
func (l *ledger) encode(panel *bargain.Panel, packages []int) {
	demands := l.demands()
	found := map[string]int32{}
	good := detente.NewCoalition(len(l.h.players))
	var key []byte
	for _, n := range packages {
		x := &l.lots[n]
		key = demands.key(key[:0], x.o)
		worse := l.fixed(x.o, good)
		for _, w := range good {
			key = binary.LittleEndian.AppendUint64(key, w)
		}
		if worse {
			key = append(key, 'w')
		}
		at, ok := found[string(key)]
		if !ok {
			at = int32(len(l.codes))
			found[string(key)] = at
			l.codes = append(l.codes, l.tabulate(panel, x.o, good, worse))
		}
		x.code = at
	}
}

// fixed fills in who finds an outcome good by an order that is not drawn, or
// because it has no preference; worse reports whether a signatory is not known to
// find it at least as good as no deal.
func (l *ledger) fixed(o detente.Outcome, good detente.Coalition) (worse bool) {
	good.Clear()
	for i := range l.h.voters {
		v := &l.h.voters[i]
		if v.number >= 0 || slices.Contains(l.bits, i) {
			continue
		}
		if v.order == nil {
			good.Add(i)
			continue
		}
		verdict := v.order.Compare(o, l.lots[l.base].o)
		if verdict == detente.Better || verdict == detente.Same && l.c.Ties == detente.TiesAccept {
			good.Add(i)
		}
		if verdict != detente.Better && verdict != detente.Same && slices.Contains(l.h.p.Signatories(), l.h.players[i]) {
			worse = true
		}
	}
	return worse
}

func (l *ledger) tabulate(panel *bargain.Panel, o detente.Outcome, fixed detente.Coalition, worse bool) code {
	words := (1<<len(l.bits) + 63) / 64
	k := code{make([]uint64, words), make([]uint64, words), worse}
	good := slices.Clone(fixed)
	for mask := range 1 << len(l.bits) {
		copy(good, fixed)
		for b, player := range l.bits {
			if mask>>b&1 != 0 {
				good.Add(player)
			}
		}
		preferred, consented := panel.Agree(o, good)
		if preferred {
			k.preferred[mask>>6] |= 1 << (mask & 63)
		}
		if consented {
			k.consented[mask>>6] |= 1 << (mask & 63)
		}
	}
	return k
}

// covers reports whether one code passes whatever another does.
func (a *code) covers(b *code) bool {
	if a.worse && !b.worse {
		return false
	}
	for w := range a.preferred {
		if b.preferred[w]&^a.preferred[w] != 0 || b.consented[w]&^a.consented[w] != 0 {
			return false
		}
	}
	return true
}

// demands tell packages apart of which the rules ask different things.
type demands struct {
	l     *ledger
	class []map[int]int // by issue and level
	tests []*detente.Test
	seen  []bool
	rules map[string]int
}

func (l *ledger) demands() *demands {
	d := &demands{l: l, rules: map[string]int{"": 0}}
	l.eachRule(func(r *detente.Consent) {
		if b, err := r.Compile(l.c, l.h.players); err == nil {
			d.tests = append(d.tests, b.Conditions()...)
		}
	})
	for i := range l.c.Issues {
		class := map[int]int{}
		for _, level := range slices.Sorted(maps.Keys(l.slots[i])) {
			text := l.demand(i, level)
			if _, ok := d.rules[text]; !ok {
				d.rules[text] = len(d.rules)
			}
			class[level] = d.rules[text]
		}
		d.class = append(d.class, class)
	}
	d.seen = make([]bool, len(d.rules))
	return d
}

// demand names the rule that a level asks for, "" where it asks for none.
func (l *ledger) demand(issue, level int) string {
	s := &l.c.Issues[issue]
	by := l.c.Signed()
	if s.By != nil {
		by = s.By
	}
	switch {
	case l.h.base != nil && level == l.h.base[issue]:
		return ""
	case len(s.Arcs) > 0:
		return string(s.ID) + " " + s.LevelID(level)
	case l.h.base != nil && level == s.Now:
		return "anyone of " + by.Text
	}
	return "rule " + by.Text
}

// key appends what the rules ask of an outcome: which of them, and which of their
// conditions hold.
func (d *demands) key(key []byte, o detente.Outcome) []byte {
	clear(d.seen)
	for i, level := range o {
		d.seen[d.class[i][level]] = true
	}
	for _, is := range d.seen[1:] {
		key = append(key, '0'+byte(btoi(is)))
	}
	for _, t := range d.tests {
		key = bit(key, t, o)
	}
	return key
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

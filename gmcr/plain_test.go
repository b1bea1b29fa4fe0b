package gmcr_test

import (
	"iter"
	"math/bits"

	"detente"
	"detente/gmcr"
)

// set is a set of states below 64.
type set uint64

func (x set) has(s int) bool { return x>>s&1 != 0 }

func (x *set) add(s int) { *x |= 1 << s }

// all yields the members, ascending.
func (x set) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; x != 0; x &= x - 1 {
			if !yield(bits.TrailingZeros64(uint64(x))) {
				return
			}
		}
	}
}

// plain is a conflict as plain sets, straight from the definitions: it shares
// nothing with the package but the meaning of a state's number.
type plain struct {
	parties int
	states  set                               // that exist, merged ones by their lowest number
	moves   [][64]set                         // by decision maker and state: R_i(s)
	compare func(i, t, s int) detente.Verdict // how t compares with s
	much    func(i, s, t int) bool            // s is much better than t; nil without strength
	apply   func(s, from, to int) int         // make in s the change that leads from one state to another; nil where changes may clash
}

// notBetter: t counts as not better than s, for sure or possibly.
func (p *plain) notBetter(i, t, s int, possibly bool) bool {
	v := p.compare(i, t, s)
	return v == detente.Worse || v == detente.Same || possibly && v == detente.Uncertain
}

// leaves: i leaves s for t.
func (p *plain) leaves(i, t, s int, unknown bool) bool {
	v := p.compare(i, t, s)
	return v == detente.Better || unknown && v == detente.Uncertain
}

// improvements is R_i^+(s), or with unknown gains R_i^{+,U}(s).
func (p *plain) improvements(i, s int, unknown bool) set {
	var out set
	for q := range p.moves[i][s].all() {
		if p.leaves(i, q, s, unknown) {
			out.add(q)
		}
	}
	return out
}

// reach is R_H(s), or R_H^+(s) where every mover must improve (or may): states
// at the end of a sequence in which nobody moves twice in a row. It follows the
// inductive definition with the set of last movers.
func (p *plain) reach(h []int, steps [][64]set, s int) set {
	var last [64]uint64 // Omega_H(s, q), one bit for each mover
	var out set
	for _, j := range h {
		for t := range steps[j][s].all() {
			out.add(t)
			last[t] |= 1 << j
		}
	}
	for grown := true; grown; {
		grown = false
		for q := range out.all() {
			for _, j := range h {
				if last[q] == 1<<j {
					continue
				}
				for t := range steps[j][q].all() {
					grown = grown || last[t]>>j&1 == 0
					out.add(t)
					last[t] |= 1 << j
				}
			}
		}
	}
	return out
}

func (p *plain) opponents(i int) []int {
	var out []int
	for j := range p.parties {
		if j != i {
			out = append(out, j)
		}
	}
	return out
}

// wanted lists every decision maker's improvements, unknown ones included.
func (p *plain) wanted() [][64]set {
	out := make([][64]set, p.parties)
	for i := range out {
		for s := range p.states.all() {
			out[i][s] = p.improvements(i, s, true)
		}
	}
	return out
}

// verdicts judges every state for every decision maker in a variant.
func (p *plain) verdicts(v gmcr.Variant) []map[int]map[gmcr.Concept]bool {
	wanted := p.wanted()
	out := make([]map[int]map[gmcr.Concept]bool, p.parties)
	for i := range p.parties {
		out[i] = map[int]map[gmcr.Concept]bool{}
		var any, credible [64]set
		for q := range p.states.all() {
			any[q] = p.reach(p.opponents(i), p.moves, q)
			credible[q] = p.reach(p.opponents(i), wanted, q)
		}
		for s := range p.states.all() {
			out[i][s] = p.judge(v, i, s, &any, &credible, wanted)
		}
	}
	return out
}

// judge applies the definitions one by one.
func (p *plain) judge(v gmcr.Variant, i, s int, any, credible *[64]set, wanted [][64]set) map[gmcr.Concept]bool {
	possibly := v == gmcr.Wavering || v == gmcr.Cautious
	leaves := p.improvements(i, s, v == gmcr.Bold || v == gmcr.Wavering)
	deterred := func(answers *[64]set, deters set) bool {
		for q := range leaves.all() {
			if answers[q]&deters == 0 {
				return false
			}
		}
		return true
	}
	// trap keeps the states from which i cannot escape out of the set.
	trap := func(bad set) set {
		var out set
		for t := range bad.all() {
			if p.moves[i][t]&^bad == 0 {
				out.add(t)
			}
		}
		return out
	}
	var bad, much set
	for t := range p.states.all() {
		if p.notBetter(i, t, s, possibly) {
			bad.add(t)
		}
		if p.much != nil && p.much(i, s, t) {
			much.add(t)
		}
	}
	is := map[gmcr.Concept]bool{
		gmcr.Nash: leaves == 0,
		gmcr.GMR:  deterred(any, bad), gmcr.SMR: deterred(any, trap(bad)),
		gmcr.SEQ: deterred(credible, bad), gmcr.SSEQ: deterred(credible, trap(bad)),
	}
	if p.much != nil {
		is[gmcr.StrongGMR], is[gmcr.StrongSMR], is[gmcr.StrongSEQ] = deterred(any, much), deterred(any, trap(much)), deterred(credible, much)
	}
	if p.apply != nil {
		var atOnce [64]set
		for q := range leaves.all() {
			if p.atOnce(p.opponents(i), wanted, s, q, bad) {
				atOnce[q] = bad
			}
		}
		is[gmcr.SIM] = deterred(&atOnce, bad)
	}
	return is
}

// atOnce reports whether some choice of the others, made in s, turns q into a
// bad state.
func (p *plain) atOnce(rest []int, wanted [][64]set, s, q int, bad set) bool {
	if len(rest) == 0 {
		return bad.has(q)
	}
	if p.atOnce(rest[1:], wanted, s, q, bad) {
		return true
	}
	for own := range wanted[rest[0]][s].all() {
		if p.atOnce(rest[1:], wanted, s, p.apply(q, s, own), bad) {
			return true
		}
	}
	return false
}

package bargain

import (
	"slices"

	"detente"
)

// judge hears everybody on one outcome after another. It is for one goroutine.
type judge struct {
	p     *Problem
	worse []bool            // by player: worse than no deal, or perhaps
	good  detente.Coalition // who finds it good
	doubt detente.Coalition // whose order is unknown
	yes   detente.Coalition // who consents
	no    detente.Coalition // who withholds a consent it needs
}

func (p *Problem) judge() *judge {
	n := len(p.players)
	return &judge{p, make([]bool, n), detente.NewCoalition(n), detente.NewCoalition(n), detente.NewCoalition(n), detente.NewCoalition(n)}
}

// hear finds out who finds an outcome good; gains are those of Problem.scores.
func (j *judge) hear(o detente.Outcome, gains []int64) {
	j.good.Clear()
	j.doubt.Clear()
	for i := range j.p.sides {
		s := &j.p.sides[i]
		verdict := detente.Better
		switch {
		case s.score >= 0:
			verdict = sign(gains[s.score])
		case s.order != nil:
			verdict = s.order.Compare(o, s.against)
		}
		j.worse[i] = verdict != detente.Better && verdict != detente.Same
		switch {
		case verdict == detente.Better, verdict == detente.Same && j.p.c.Ties == detente.TiesAccept:
			j.good.Add(i)
		case verdict == detente.Uncertain:
			j.doubt.Add(i)
		}
	}
}

func sign(gain int64) detente.Verdict {
	switch {
	case gain > 0:
		return detente.Better
	case gain < 0:
		return detente.Worse
	}
	return detente.Same
}

// unanimous reports whether every party with a preference finds the outcome
// good.
func (j *judge) unanimous() bool {
	for i := range j.p.sides {
		if !j.p.sides[i].silent && !j.good.Has(i) {
			return false
		}
	}
	return true
}

// preferred reports whether signed_by holds over those who find it good.
func (j *judge) preferred(o detente.Outcome) bool { return j.p.signed.Holds(j.good, o) }

// consented reports whether a preferred outcome has every consent it needs.
func (j *judge) consented(o detente.Outcome) bool {
	j.ratify(o)
	return j.p.passes(j.yes, o)
}

// ratify finds out who consents: who finds the outcome good and is ratified by
// those who consent.
func (j *judge) ratify(o detente.Outcome) {
	j.yes.Clear()
	for _, i := range j.p.order {
		r := j.p.sides[i].ratified
		if j.good.Has(i) && (r == nil || r.Holds(j.yes, o)) {
			j.yes.Add(i)
		}
	}
}

// passes reports whether the consent of some suffices for a package.
func (p *Problem) passes(yes detente.Coalition, o detente.Outcome) bool {
	if !p.signed.Holds(yes, o) {
		return false
	}
	for i := range p.changes {
		if !p.changes[i].allowed(o[i], yes, o) {
			return false
		}
	}
	return true
}

// hopeful reports whether a package without consent would have it if everybody
// whose order is unknown found it good.
func (j *judge) hopeful(o detente.Outcome) bool {
	if !slices.ContainsFunc(j.doubt, func(w uint64) bool { return w != 0 }) {
		return false
	}
	for i := range j.good {
		j.good[i] |= j.doubt[i]
	}
	hopeful := j.preferred(o) && j.consented(o)
	for i := range j.good {
		j.good[i] &^= j.doubt[i]
	}
	return hopeful
}

// withheld fills j.no with whoever is named in a failing rule and does not
// consent. It follows consented, which must have been false.
func (j *judge) withheld(o detente.Outcome) {
	j.no.Clear()
	if !j.p.signed.Holds(j.yes, o) {
		j.blame(&j.p.signed, o)
	}
	for i := range j.p.changes {
		ch := &j.p.changes[i]
		if !ch.allowed(o[i], j.yes, o) {
			ch.failing(o[i], j.yes, o, func(b *detente.Ballot) { j.blame(b, o) })
		}
	}
}

// blame adds those whom a failing rule names and who do not consent, and those
// whom their own failing ratification names.
func (j *judge) blame(b *detente.Ballot, o detente.Outcome) {
	for _, i := range b.Named {
		if j.yes.Has(i) || j.no.Has(i) {
			continue
		}
		j.no.Add(i)
		if r := j.p.sides[i].ratified; r != nil && !r.Holds(j.yes, o) {
			j.blame(r, o)
		}
	}
}

// level reports whether no signatory is left below no deal, or perhaps below.
func (j *judge) level() bool {
	for _, i := range j.p.heads {
		if j.worse[i] {
			return false
		}
	}
	return true
}

package bargain

import (
	"math/big"
	"slices"

	"detente"
)

// Deal is a package, and every other that is worth the same to all signatories
// with numbers.
type Deal struct {
	ID        string          // "D1" where it is on the frontier; "" otherwise
	Outcome   detente.Outcome // the first in file order, one with consent if there is one
	Utilities []float64       // of Problem.Numeric
	Gains     []float64       // over no deal, of Problem.Numeric
	// Count is how many packages of its frontier's set (the preferred ones, if it
	// lies on both) are worth the same to all signatories with numbers; nil where
	// that is not known.
	Count     *big.Int
	Consented bool // it has every consent it needs
	Missing   []detente.PartyID
	// On which frontiers it lies: of the packages that are preferred, and of
	// those with consent.
	OnPreferred, OnConsented bool
}

// Numeric returns the parties with numbers, in declared order.
func (p *Problem) Numeric() []detente.PartyID {
	ids := make([]detente.PartyID, len(p.scores))
	for i, s := range p.scores {
		ids[i] = s.name
	}
	return ids
}

// Verdict is what becomes of one outcome.
type Verdict struct {
	Package   bool // it differs from no deal, breaks no rule, and can be reached
	Good      []detente.PartyID
	Unknown   []detente.PartyID // whose order between it and no deal is unknown
	Preferred bool
	Consented bool
	Missing   []detente.PartyID // who withholds a consent that a preferred package needs
}

// Judge says of any outcome whether it is a package, who finds it good, and
// whether it has consent.
func (p *Problem) Judge(o detente.Outcome) Verdict { return p.JudgeIf(o, nil, nil) }

// JudgeIf is Judge as if some players found the outcome good and others did not,
// whatever the case says of them.
func (p *Problem) JudgeIf(o detente.Outcome, good, not []detente.PartyID) Verdict {
	v := Verdict{Package: p.isPackage(o)}
	j := p.judge()
	j.hear(o, p.gainsOf(o))
	for i, id := range p.players {
		if slices.Contains(good, id) {
			j.good.Add(i)
		}
		if slices.Contains(not, id) {
			j.good.Remove(i)
		}
	}
	v.Good, v.Unknown = p.members(j.good), p.members(j.doubt)
	v.Preferred = v.Package && j.preferred(o)
	v.Consented = v.Preferred && j.consented(o)
	if v.Preferred && !v.Consented {
		j.withheld(o)
		v.Missing = p.members(j.no)
	}
	return v
}

func (p *Problem) isPackage(o detente.Outcome) bool {
	for i := range p.changes {
		if !p.changes[i].reaches(o[i]) {
			return false
		}
	}
	return p.exists(o, false) && p.exists(o, true) && (p.noDeal == nil || !o.Equal(p.noDeal))
}

func (p *Problem) members(s detente.Coalition) []detente.PartyID {
	var ids []detente.PartyID
	for i, id := range p.players {
		if s.Has(i) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Utilities returns what an outcome is worth to every party with numbers.
func (p *Problem) Utilities(o detente.Outcome) []float64 {
	u := make([]float64, len(p.scores))
	for i, s := range p.scores {
		u[i] = s.utility(s.total(o))
	}
	return u
}

// deal describes the packages of a point by one of them.
func (p *Problem) deal(pt *point, o detente.Outcome) Deal {
	d := p.Deal(o)
	d.Count = pt.count
	return d
}

// Deal returns any complete outcome as a deal, without an id and a count.
func (p *Problem) Deal(o detente.Outcome) Deal {
	v := p.Judge(o)
	d := Deal{Outcome: o, Utilities: p.Utilities(o), Consented: v.Consented, Missing: v.Missing}
	for _, s := range p.scores {
		d.Gains = append(d.Gains, s.utility(s.total(o)-s.noDeal))
	}
	return d
}

// outcomeObject is an outcome as JSON shows it; nil where there is none.
func (p *Problem) outcomeObject(o detente.Outcome) any {
	if o == nil {
		return nil
	}
	var out detente.Object
	for i := range o {
		s := &p.c.Issues[i]
		var v any = s.LevelID(o[i])
		if len(s.Options) == 0 && o[i] >= 0 {
			v = s.Number(o[i])
		}
		out = append(out, detente.Field{Name: string(s.ID), Value: v})
	}
	return out
}

// utilityObject is utilities as JSON shows them.
func (p *Problem) utilityObject(u []float64) detente.Object {
	out := detente.Object{}
	for i, s := range p.scores {
		out = append(out, detente.Field{Name: string(s.name), Value: u[i]})
	}
	return out
}

package bargain

import (
	"context"
	"math"
	"slices"

	"detente"
)

// Where the linked issues are too many to put together exactly, a search over
// what is left of them finds a package, which this file improves level by level,
// and a bound that leaves rules and consents aside.

// relaxed bounds the value of a rule over all outcomes: as if every issue were
// plain, nothing forbidden, and every link that is worth something held.
func (c *core) relaxed(ctx context.Context, r rule, who int, ideal []float64) float64 {
	s := &search{core: c, ctx: ctx, rule: r, who: who, ideal: ideal, offset: c.offsets(), missed: make([]float64, len(c.p.scores))}
	for k, sc := range c.p.scores {
		for i := range sc.bonus {
			s.missed[k] += sc.utility(max(0, sc.bonus[i].add))
		}
	}
	for i, levels := range c.levels {
		var st stage
		for _, level := range levels {
			o := choice{gain: make([]float64, len(c.p.scores))}
			for k, sc := range c.p.scores {
				o.gain[k] = sc.utility(sc.at(i, level))
			}
			st.options = append(st.options, o)
		}
		s.issues = append(s.issues, st)
	}
	s.fit()
	return s.unit(s.root)
}

// refine improves the best package by changing the levels of one or two issues,
// as long as that helps.
func (s *search) refine() {
	if len(s.best) == 0 {
		return
	}
	o := slices.Clone(s.best[0].first)
	merit := s.meritOf(o)
	for range maxClimb {
		if s.err = s.ctx.Err(); s.err != nil || !s.shiftOne(o, &merit) && !s.shiftTwo(o, &merit) {
			break
		}
	}
	if pt := s.p.pointOf(o); s.compareBy(pt, s.best[0]) > 0 {
		s.best = []*point{pt}
	}
}

// meritOf is the merit of an outcome, wherever it may be had or not.
func (s *search) meritOf(o detente.Outcome) float64 {
	gains := make([]float64, len(s.p.scores))
	for _, k := range s.p.signers {
		sc := s.p.scores[k]
		gains[k] = sc.utility(sc.total(o) - sc.noDeal)
	}
	return s.merit(gains)
}

// allows reports whether an outcome belongs to the set and leaves no signatory
// below no deal.
func (s *search) allows(o detente.Outcome) bool {
	if !s.p.isPackage(o) {
		return false
	}
	j := s.judge
	j.hear(o, s.p.gainsOf(o))
	return j.level() && j.preferred(o) && (s.set == preferred || j.consented(o))
}

func (s *search) shiftOne(o detente.Outcome, merit *float64) bool {
	for i, levels := range s.levels {
		was := o[i]
		for _, level := range levels {
			if o[i] = level; s.improves(o, merit) {
				return true
			}
		}
		o[i] = was
	}
	return false
}

func (s *search) shiftTwo(o detente.Outcome, merit *float64) bool {
	for i, levels := range s.levels {
		was := o[i]
		if s.ctx.Err() != nil {
			return false
		}
		for _, level := range levels {
			o[i] = level
			for k := i + 1; k < len(s.levels); k++ {
				before := o[k]
				for _, other := range s.levels[k] {
					if o[k] = other; s.improves(o, merit) {
						return true
					}
				}
				o[k] = before
			}
		}
		o[i] = was
	}
	return false
}

// improves keeps a better outcome's merit.
func (s *search) improves(o detente.Outcome, merit *float64) bool {
	m := s.meritOf(o)
	if m <= *merit+1e-12*math.Abs(*merit) || !s.allows(o) {
		return false
	}
	*merit = m
	return true
}

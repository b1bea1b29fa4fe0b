package exchange

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"detente"
)

// maxItems is the largest number of values of an issue that is written out.
const maxItems = 10_000

// sheet is a case as a table of points: what the peers' formats can say.
type sheet struct {
	c      *detente.Case
	tool   string
	issues []string   // as the file calls them
	values [][]string // by issue and level
	rows   []score
	faults []error
	notes  notes
}

// score is a party's points, in the unit of the file: 0 to 1.
type score struct {
	party   *detente.Party
	worth   [][]*big.Rat // by issue and level
	best    []*big.Rat   // by issue
	total   *big.Rat     // of the best
	capped  bool         // the total is cut off at 1
	reserve *big.Rat     // nil: none
	lost    float64      // percent lost in a period
	noDeal  detente.Outcome
}

func (s *sheet) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Errorf(format, args...))
}

func (s *sheet) note(code, format string, args ...any) {
	s.notes.add(&File{Name: s.c.File}, code, format, args...)
}

// newSheet turns a case into a table, or says all that a table cannot hold.
func newSheet(c *detente.Case, tool string) (*sheet, error) {
	s := &sheet{c: c, tool: tool}
	s.names()
	s.rules()
	for i := range c.Parties {
		s.party(i)
	}
	if len(s.rows) == 0 {
		s.fault("no party has weights or points, and %s needs numbers", tool)
	}
	s.everybody()
	if len(c.Evidence)+len(c.Sources)+len(c.Relations)+len(c.Scenarios) > 0 {
		s.note(leftOut, "sources, evidence, relations and scenarios have no place in %s", tool)
	}
	if err := errors.Join(s.faults...); err != nil {
		return nil, fmt.Errorf("the case says what %s cannot:\n%w", tool, err)
	}
	return s, nil
}

// names finds what the file calls issues and levels.
func (s *sheet) names() {
	s.issues = unique(len(s.c.Issues), func(i int) string { return string(s.c.Issues[i].ID) }, func(i int) string { return s.c.Issues[i].Name })
	for i := range s.c.Issues {
		q := &s.c.Issues[i]
		switch {
		case q.Form == detente.Divisible:
			s.fault("issue %q is divisible: give its scale a step, and it becomes a list of values", q.ID)
		case q.Levels() > maxItems:
			s.fault("issue %q has %d values, and at most %d are written: choose a larger step", q.ID, q.Levels(), maxItems)
		default:
			s.values = append(s.values, levelNames(q))
			continue
		}
		s.values = append(s.values, nil)
	}
}

// levelNames returns the names of an issue's levels.
func levelNames(q *detente.Issue) []string {
	return unique(q.Levels(), q.LevelID, func(level int) string {
		if len(q.Options) > 0 {
			return q.Options[level].Name
		}
		return ""
	})
}

// unique returns the names of n things, identifiers where there is no name, and
// all of them where two names are the same.
func unique(n int, id, name func(int) string) []string {
	names, ids, seen := make([]string, n), make([]string, n), map[string]bool{}
	for i := range n {
		ids[i] = id(i)
		if names[i] = name(i); names[i] == "" {
			names[i] = ids[i]
		}
		if seen[names[i]] {
			for k := range n {
				ids[k] = id(k)
			}
			return ids
		}
		seen[names[i]] = true
	}
	return names
}

// rules names what restricts outcomes or changes.
func (s *sheet) rules() {
	for i := range s.c.Rules {
		s.fault("the rule %q forbids outcomes, and %s knows none that are forbidden", s.c.Rules[i].When.Text, s.tool)
	}
	for i := range s.c.Issues {
		if q := &s.c.Issues[i]; q.By != nil || len(q.Arcs) > 0 {
			s.fault("issue %q says whose consent its changes need; in %s every bid needs everybody's", q.ID, s.tool)
		}
	}
	if s.c.Ties == detente.TiesRefuse {
		s.note(leftOut, "`ties: refuse` has no place in %s", s.tool)
	}
	if !s.c.NoDeal.None {
		s.note(interpreted, "parting is a reservation value in %s, and the no-deal outcome can be bid there too", s.tool)
	}
}

// everybody holds signed_by against the rule of the tool: all parties accept.
func (s *sheet) everybody() {
	rule := s.c.Signed()
	players := s.c.Players()
	b, err := rule.Compile(s.c, players)
	if err != nil || len(rule.Issues()) > 0 {
		s.fault("signed_by %q depends on the outcome; in %s every party must accept", rule.Text, s.tool)
		return
	}
	yes := detente.NewCoalition(len(players))
	for i := range players {
		yes.Add(i)
	}
	for i := range s.rows {
		at := s.c.PartyIndex(s.rows[i].party.ID)
		yes.Remove(at)
		if b.Holds(yes, make(detente.Outcome, len(s.c.Issues))) {
			s.fault("signed_by %q holds without %s; in %s every party must accept", rule.Text, players[at], s.tool)
		}
		yes.Add(at)
	}
}

// party adds up what every level is worth to a party.
func (s *sheet) party(i int) {
	p := &s.c.Parties[i]
	kind := p.Kind()
	switch {
	case p.RatifiedBy != nil:
		s.fault("party %q is ratified by %q; in %s a party decides for itself", p.ID, p.RatifiedBy.Text, s.tool)
	case kind.Ordinal():
		s.fault("party %q has an order without numbers (%s), and %s needs weights or points", p.ID, kind, s.tool)
		return
	case !kind.Numeric():
		s.note(leftOut, "party %q has no preference and is left out", p.ID)
		return
	}
	if len(p.Wants.Links) > 0 {
		s.fault("party %q has links, so its utility is no sum over issues: take them out, or join the issues into one", p.ID)
		return
	}
	v, err := s.c.Valuation(i)
	if err != nil {
		s.fault("%w", err)
		return
	}
	if s.worthless(v) {
		return
	}
	r := s.table(p, v)
	s.unit(&r, v)
	s.parting(&r, v)
	if p.CostOfDelay != nil {
		r.lost = p.CostOfDelay.Middle()
	}
	s.rows = append(s.rows, r)
	if ranges(p) {
		s.note(interpreted, "numbers of party %q that are ranges stand at their middle", p.ID)
	}
}

// worthless reports whether an issue cannot be written, which is a fault already.
func (s *sheet) worthless(v *detente.Valuation) bool {
	for i := range v.Worth {
		if s.values[v.Worth[i].Issue] == nil {
			return true
		}
	}
	return false
}

// ranges reports whether any number of a party is a range.
func ranges(p *detente.Party) bool {
	list := []*detente.Quantity{p.NoAgreement, p.CostOfDelay, p.Wants.AtMost}
	for i := range p.Wants.Rows {
		r := &p.Wants.Rows[i]
		list = append(append(list, r.Weight, r.Position), r.Values...)
		for k := range r.Breakpoints {
			list = append(list, &r.Breakpoints[k].Value)
		}
	}
	for _, q := range list {
		if q != nil && q.IsRange() {
			return true
		}
	}
	return false
}

// table writes the points of every level of every issue.
func (s *sheet) table(p *detente.Party, v *detente.Valuation) score {
	r := score{party: p, total: new(big.Rat), worth: make([][]*big.Rat, len(s.c.Issues)), best: make([]*big.Rat, len(s.c.Issues))}
	for i := range s.values {
		r.worth[i] = make([]*big.Rat, len(s.values[i]))
		for level := range r.worth[i] {
			r.worth[i][level] = new(big.Rat)
		}
	}
	for k := range v.Worth {
		w := &v.Worth[k]
		weight := new(big.Rat).Quo(ratio(w.Weight), ratio(v.Total))
		for level, x := range r.worth[w.Issue] {
			x.Mul(weight, ratio(w.Value(level)))
			if x.Sign() < 0 {
				s.fault("party %q gives %q of issue %q %s points; in %s nothing is worth less than 0", p.ID, s.values[w.Issue][level], s.c.Issues[w.Issue].ID, decimal(float(x)), s.tool)
			}
		}
	}
	for i := range r.worth {
		r.best[i] = new(big.Rat)
		for _, x := range r.worth[i] {
			if x.Cmp(r.best[i]) > 0 {
				r.best[i] = x
			}
		}
		r.total.Add(r.total, r.best[i])
	}
	return r
}

// unit divides a party's points so that they run from 0 to 1.
func (s *sheet) unit(r *score, v *detente.Valuation) {
	unit := big.NewRat(100, 1)
	total := float(r.total)
	switch {
	case v.AtMost <= 0:
		s.fault("party %q has at_most %s, so nothing is worth anything to it", r.party.ID, decimal(v.AtMost))
		return
	case v.AtMost < total:
		unit, r.capped = ratio(v.AtMost), true
	case v.Kind == detente.Points && total <= 1+capNoise:
		unit = one
	case total > 100*(1+capNoise):
		unit = r.total
	}
	if unit.Cmp(one) != 0 {
		s.note(scaled, "points of party %q are divided by %s; in %s utilities run from 0 to 1", r.party.ID, decimal(float(unit)), s.tool)
	}
	r.divide(unit)
	if !math.IsInf(v.AtMost, 1) && !r.capped {
		s.note(leftOut, "at_most of party %q is out of reach", r.party.ID)
	}
	if q := r.party.NoAgreement; q != nil {
		r.reserve = new(big.Rat).Quo(ratio(q.Middle()), unit)
	}
}

// divide expresses a party's points in another unit.
func (r *score) divide(unit *big.Rat) {
	by := new(big.Rat).Inv(unit)
	for i := range r.worth {
		for level, x := range r.worth[i] {
			r.worth[i][level] = new(big.Rat).Mul(x, by)
		}
		r.best[i] = new(big.Rat).Mul(r.best[i], by)
	}
	r.total = new(big.Rat).Mul(r.total, by)
}

// parting takes the worth of the no-deal outcome where none is typed.
func (s *sheet) parting(r *score, v *detente.Valuation) {
	o := s.c.NoDealOutcome()
	switch {
	case r.reserve != nil:
	case o == nil:
		s.note(missing, "party %q has no no_agreement; %s takes 0", r.party.ID, s.tool)
	case !o.Complete():
		s.fault("party %q has no no_agreement, and the no-deal outcome is not known in every issue: write `now` or no_agreement", r.party.ID)
	default:
		r.noDeal, r.reserve = o, r.utility(o)
	}
}

// utility returns what an outcome is worth; issues below 0 are left out of it.
func (r *score) utility(o detente.Outcome) *big.Rat {
	sum := new(big.Rat)
	for i, level := range o {
		if level >= 0 {
			sum.Add(sum, r.worth[i][level])
		}
	}
	if r.capped && sum.Cmp(one) > 0 {
		return one
	}
	return sum
}

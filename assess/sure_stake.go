package assess

import (
	"math"
	"slices"

	"detente"
	"detente/montecarlo"
)

// stake is what outcomes are worth to a party with numbers, as a function of the
// numbers of a drawn case.
type stake struct {
	party int   // in Case.Parties
	rows  []int // by issue: its row, or -1
	terms [][]term
	links []detente.Test
	sets  [][]bool       // which links hold: every combination met
	found map[string]int // of sets
	named bool           // some rule asks for its consent
	signs bool           // its gain counts in solutions
}

// term is what one level of an issue is worth before weighting: one value, a
// straight line between two breakpoints, or a peak.
type term struct {
	kind  termKind
	i     int     // of the value, or of the breakpoint below
	share float64 // of the breakpoint above, or the place on the scale
}

type termKind int

const (
	noTerm termKind = iota
	valueTerm
	lineTerm
	peakTerm
)

func newStake(c *detente.Case, party int) (*stake, error) {
	p := &c.Parties[party]
	s := &stake{party: party, found: map[string]int{}}
	for i := range c.Issues {
		at := slices.IndexFunc(p.Wants.Rows, func(r detente.Row) bool { return r.Issue == c.Issues[i].ID })
		if at >= 0 && !p.Wants.Points && p.Wants.Rows[at].Weight == nil {
			at = -1
		}
		s.rows = append(s.rows, at)
	}
	s.terms = make([][]term, len(c.Issues))
	for i := range p.Wants.Links {
		t, err := p.Wants.Links[i].When.Compile(c)
		if err != nil {
			return nil, err
		}
		s.links = append(s.links, t)
	}
	return s, nil
}

// term binds a level of an issue.
func (s *stake) term(c *detente.Case, issue, level int) term {
	if s.rows[issue] < 0 {
		return term{}
	}
	r, is := &c.Parties[s.party].Wants.Rows[s.rows[issue]], &c.Issues[issue]
	at, placed := is.Place(level)
	switch {
	case len(r.Breakpoints) > 0 && placed:
		return between(r.Breakpoints, at)
	case slices.ContainsFunc(r.Values, func(q *detente.Quantity) bool { return q != nil }):
		if level < len(r.Values) && r.Values[level] != nil {
			return term{kind: valueTerm, i: level}
		}
	case r.Position != nil && placed:
		return term{kind: peakTerm, share: at}
	}
	return term{}
}

// between finds the breakpoints on both sides of a place, flat beyond the ends.
func between(b []detente.Breakpoint, at float64) term {
	k := 0
	for k+1 < len(b) && b[k+1].At <= at {
		k++
	}
	if k+1 == len(b) || at <= b[k].At {
		return term{kind: lineTerm, i: k}
	}
	return term{kind: lineTerm, i: k, share: (at - b[k].At) / (b[k+1].At - b[k].At)}
}

// set returns which links hold in an outcome, as a place in sets.
func (s *stake) set(o detente.Outcome) int {
	on := make([]bool, len(s.links))
	key := make([]byte, len(s.links))
	for i := range s.links {
		if on[i] = s.links[i].Holds(o); on[i] {
			key[i] = 1
		}
	}
	at, ok := s.found[string(key)]
	if !ok {
		at = len(s.sets)
		s.found[string(key)], s.sets = at, append(s.sets, on)
	}
	return at
}

// of returns the value of a term, before weighting.
func (t *term) of(c *detente.Case, r *detente.Row, issue int) float64 {
	switch t.kind {
	case valueTerm:
		return r.Values[t.i].Middle()
	case lineTerm:
		y := r.Breakpoints[t.i].Value.Middle()
		if t.share > 0 {
			y += float64(t.share * (r.Breakpoints[t.i+1].Value.Middle() - y))
		}
		return y
	case peakTerm:
		from, to, _ := c.Issues[issue].Range()
		return 100 * (1 - math.Abs(t.share-r.Position.Middle())/(to-from))
	}
	return 0
}

// fill works out what every level is worth, weighted, and what every set of links
// adds. worth has as many slots as there are levels of all issues, each issue's
// from first on.
func (s *stake) fill(c *detente.Case, first []int, worth, bonus []float64) {
	p := &c.Parties[s.party]
	total := 100.0
	if !p.Wants.Points {
		total = 0
		for _, at := range s.rows {
			if at >= 0 {
				total += p.Wants.Rows[at].Weight.Middle()
			}
		}
	}
	for issue, at := range s.rows {
		if at < 0 {
			continue
		}
		r := &p.Wants.Rows[at]
		weight := 100.0
		if !p.Wants.Points {
			weight = r.Weight.Middle()
		}
		for k := range s.terms[issue] {
			x := 0.0
			if total > 0 {
				x = weight * s.terms[issue][k].of(c, r, issue) / total
			}
			worth[first[issue]+k] = x
		}
	}
	for k, on := range s.sets {
		bonus[k] = 0
		for i, is := range on {
			if is {
				bonus[k] += p.Wants.Links[i].Add.Middle()
			}
		}
	}
}

// bounds are the ends of what a number can be.
type bounds struct{ low, high float64 }

func (a bounds) plus(b bounds) bounds  { return bounds{a.low + b.low, a.high + b.high} }
func (a bounds) minus(b bounds) bounds { return bounds{a.low - b.high, a.high - b.low} }
func (a bounds) times(x float64) bounds {
	if x < 0 {
		return bounds{a.high * x, a.low * x}
	}
	return bounds{a.low * x, a.high * x}
}

func support(q *detente.Quantity) bounds {
	low, high := montecarlo.Support(q)
	return bounds{low, high}
}

// bounds of a term's value over all draws.
func (t *term) bounds(c *detente.Case, r *detente.Row, issue int) bounds {
	switch t.kind {
	case valueTerm:
		return support(r.Values[t.i])
	case lineTerm:
		b := support(&r.Breakpoints[t.i].Value).times(1 - t.share)
		if t.share > 0 {
			b = b.plus(support(&r.Breakpoints[t.i+1].Value).times(t.share))
		}
		return b
	case peakTerm:
		from, to, _ := c.Issues[issue].Range()
		p := support(r.Position)
		far := math.Max(math.Abs(t.share-p.low), math.Abs(t.share-p.high))
		near := math.Max(0, math.Max(p.low-t.share, t.share-p.high))
		return bounds{100 * (1 - far/(to-from)), 100 * (1 - near/(to-from))}
	}
	return bounds{}
}

// apart returns how much more a term can be worth than another: less than their
// bounds apart where both lean on one number.
func (t *term) apart(b *term, c *detente.Case, r *detente.Row, issue int) bounds {
	if *t == *b {
		return bounds{}
	}
	if t.kind != lineTerm || b.kind != lineTerm {
		return t.bounds(c, r, issue).minus(b.bounds(c, r, issue))
	}
	share := map[int]float64{}
	var order []int
	lean := func(k int, x float64) {
		if _, ok := share[k]; !ok {
			order = append(order, k)
		}
		share[k] += x
	}
	for _, e := range []struct {
		t    *term
		sign float64
	}{{t, 1}, {b, -1}} {
		lean(e.t.i, e.sign*(1-e.t.share))
		if e.t.share > 0 {
			lean(e.t.i+1, e.sign*e.t.share)
		}
	}
	var sum bounds
	for _, k := range order {
		sum = sum.plus(support(&r.Breakpoints[k].Value).times(share[k]))
	}
	return sum
}

package gmcr

import (
	"slices"

	"detente"
)

// way says how a mover can change one axis. The zero way cannot change it.
type way struct {
	free     bool      // from any digit to any other
	to, from [][]int32 // else by digit: where it leads, and what leads to it
	asked    *change   // where consent hangs on the outcome: asked for each move
}

func (w *way) fixed() bool { return !w.free && w.to == nil }

// change is whose consent it takes to change an issue.
type change struct {
	axis int
	now  int   // the level to which any one party named in the rule can return, or NoLevel
	rule *rule // nil where the issue has arcs
	arcs []arc
}

type arc struct {
	from, to int // digits
	rule     rule
}

// rule is a consent rule and the axes that its conditions look at.
type rule struct {
	ballot detente.Ballot
	looks  []int
}

func (g *Graph) bindRule(by *detente.Consent) (rule, error) {
	b, err := by.Compile(g.c, g.players)
	r := rule{ballot: b}
	for _, id := range by.Issues() {
		if k := g.axisOf(g.c.IssueIndex(id)); k >= 0 {
			r.looks = append(r.looks, k)
		}
	}
	return r, err
}

// axisOf returns the axis of an issue, or -1 where it is frozen.
func (g *Graph) axisOf(issue int) int {
	return slices.IndexFunc(g.axes, func(a axis) bool { return a.issue == issue })
}

// bindChange compiles the consent rules of an axis.
func (g *Graph) bindChange(k int) (change, error) {
	a := &g.axes[k]
	s := &g.c.Issues[a.issue]
	ch := change{axis: k, now: detente.NoLevel}
	for i := range s.Arcs {
		from, to := a.digitOf(s.Arcs[i].From), a.digitOf(s.Arcs[i].To)
		if from < 0 || to < 0 {
			continue
		}
		r, err := g.bindRule(s.Arcs[i].By)
		if err != nil {
			return ch, err
		}
		ch.arcs = append(ch.arcs, arc{from, to, r})
	}
	if len(s.Arcs) > 0 {
		return ch, nil
	}
	by := s.By
	if by == nil {
		by = g.c.Signed()
	}
	r, err := g.bindRule(by)
	if err == nil && s.By == nil && r.ballot.Unbound {
		err = &detente.MissingError{Paths: []string{"issues." + string(s.ID) + ".by"}}
	}
	if !g.c.NoDeal.None {
		ch.now = s.Now
	}
	ch.rule = &r
	return ch, err
}

// allows reports whether those in yes may change the axis between two digits,
// with o the outcome after the move.
func (ch *change) allows(a *axis, from, to int, yes detente.Coalition, o detente.Outcome) bool {
	if ch.rule != nil {
		return ch.returns(a.levels[to], yes) || ch.rule.ballot.Holds(yes, o)
	}
	for i := range ch.arcs {
		if r := &ch.arcs[i]; r.from == from && r.to == to {
			return r.rule.ballot.Holds(yes, o)
		}
	}
	return false
}

// returns reports whether those in yes may bring an issue without arcs back to
// the level it has today: any one party that the rule names may.
func (ch *change) returns(level int, yes detente.Coalition) bool {
	if level != ch.now || level < 0 || ch.rule.ballot.Counting {
		return false
	}
	return ch.rule.ballot.Unbound || slices.ContainsFunc(ch.rule.ballot.Named, yes.Has)
}

// wayOf returns how those in yes can change an axis without anybody else.
func (g *Graph) wayOf(ch *change, yes detente.Coalition) way {
	a := &g.axes[ch.axis]
	if ch.rule == nil {
		return g.wayByArcs(ch, yes)
	}
	some, every := g.power(ch.rule, yes)
	var w way
	switch {
	case a.size() < 2:
	case every:
		w.free = true
	case some:
		w = way{free: true, asked: ch}
	case ch.returns(ch.now, yes):
		w.leadTo(a.digitOf(ch.now), a.size())
	}
	return w.tidied(a.size())
}

// wayByArcs lists the arcs that those in yes may take, those that hang on the
// outcome included.
func (g *Graph) wayByArcs(ch *change, yes detente.Coalition) way {
	var w way
	for i := range ch.arcs {
		r := &ch.arcs[i]
		some, every := g.power(&r.rule, yes)
		if !some {
			continue
		}
		if !every {
			w.asked = ch
		}
		if w.to == nil {
			n := g.axes[ch.axis].size()
			w.to, w.from = make([][]int32, n), make([][]int32, n)
		}
		w.link(r.from, r.to)
	}
	return w.tidied(g.axes[ch.axis].size())
}

// maxProbe bounds the outcomes on which a conditional rule is tried out; beyond
// it the rule is asked for each move.
const maxProbe = 1 << 12

// power tells whether a rule holds for those in yes on some outcome, and on
// every one.
func (g *Graph) power(r *rule, yes detente.Coalition) (some, every bool) {
	size := 1
	for _, k := range r.looks {
		if size *= g.axes[k].size(); size > maxProbe {
			return true, false
		}
	}
	o := slices.Clone(g.frozen)
	every = true
	for n := range size {
		for _, k := range r.looks {
			a := &g.axes[k]
			o[a.issue] = a.levels[n%a.size()]
			n /= a.size()
		}
		holds := r.ballot.Holds(yes, o)
		some, every = some || holds, every && holds
	}
	return some, every
}

// leadTo lists the changes from every other digit to one.
func (w *way) leadTo(d, n int) {
	if d < 0 {
		return
	}
	w.to, w.from = make([][]int32, n), make([][]int32, n)
	for from := range n {
		if from != d {
			w.link(from, d)
		}
	}
}

func (w *way) link(from, to int) {
	w.to[from] = append(w.to[from], int32(to))
	w.from[to] = append(w.from[to], int32(from))
}

// tidied turns a list of every change into a free way.
func (w way) tidied(n int) way {
	arcs := 0
	for _, to := range w.to {
		arcs += len(to)
	}
	if n > 1 && arcs == n*(n-1) {
		return way{free: true, asked: w.asked}
	}
	return w
}

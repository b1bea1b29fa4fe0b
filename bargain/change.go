package bargain

import (
	"fmt"

	"detente"
)

// change says whose consent it takes to bring an issue to each of its levels.
type change struct {
	from int // the no-deal level, or the status quo where no deal is no outcome; NoLevel where unknown
	free int // the level that needs nobody: from, unless every level needs the rule
	now  int // the level to which any one party named in the rule can return; NoLevel where there is none
	rule detente.Ballot
	own  bool   // the rule is not that of signed_by
	text string // of the rule
	arcs []arc
	way  []way // by level, where the issue has arcs
}

// arc is a change from one level to another.
type arc struct {
	from, to int
	rule     detente.Ballot
}

// way is how a level can be reached along arcs.
type way struct {
	reached bool
	direct  int   // the arc that leads there at once, or -1
	arcs    []int // every arc on some path that leads there
}

func (p *Problem) bindChange(s *detente.Issue, issue int) (change, error) {
	ch := change{from: detente.NoLevel, free: detente.NoLevel, now: detente.NoLevel}
	if p.noDeal != nil {
		ch.from, ch.free, ch.now = p.noDeal[issue], p.noDeal[issue], s.Now
	}
	if len(s.Arcs) > 0 {
		return ch, p.bindArcs(&ch, s, issue)
	}
	by := s.By
	if by == nil {
		by = p.c.Signed()
	}
	b, err := by.Compile(p.c, p.players)
	ch.rule, ch.text, ch.own = b, by.Text, by.Text != p.c.Signed().Text
	return ch, err
}

// bindArcs finds the ways along arcs. With no_deal: none they start from the
// status quo, which nobody has to agree to.
func (p *Problem) bindArcs(ch *change, s *detente.Issue, issue int) error {
	if p.noDeal == nil {
		ch.from, ch.free = s.Now, s.Now
	}
	if s.Form == detente.Divisible {
		return &detente.MissingError{Paths: []string{"issues." + string(s.ID) + ".scale.step"}}
	}
	if ch.from < 0 {
		return &detente.MissingError{Paths: []string{nowPath(p.c, issue)}}
	}
	for i := range s.Arcs {
		b, err := s.Arcs[i].By.Compile(p.c, p.players)
		if err != nil {
			return err
		}
		ch.arcs = append(ch.arcs, arc{s.Arcs[i].From, s.Arcs[i].To, b})
	}
	ch.way = make([]way, s.Levels())
	for level := range ch.way {
		ch.way[level] = ch.find(level)
	}
	return nil
}

// find lists the arcs on paths from no deal's level to another.
func (ch *change) find(to int) way {
	w := way{reached: to == ch.from, direct: -1}
	if w.reached {
		return w
	}
	for i, a := range ch.arcs {
		if a.from == ch.from && a.to == to {
			return way{reached: true, direct: i, arcs: []int{i}}
		}
		if a.from == to || a.to == ch.from {
			continue
		}
		if ch.leads(ch.from, a.from, a.to) && ch.leads(a.to, to, a.from) {
			w.reached = true
			w.arcs = append(w.arcs, i)
		}
	}
	return w
}

// leads reports whether arcs lead from one level to another without passing a
// third.
func (ch *change) leads(from, to, without int) bool {
	seen := map[int]bool{from: true, without: true}
	queue := []int{from}
	for len(queue) > 0 {
		at := queue[0]
		if at == to {
			return true
		}
		queue = queue[1:]
		for _, a := range ch.arcs {
			if a.from == at && !seen[a.to] {
				seen[a.to] = true
				queue = append(queue, a.to)
			}
		}
	}
	return false
}

// ballots returns every rule of the issue.
func (ch *change) ballots() []*detente.Ballot {
	if ch.way == nil {
		return []*detente.Ballot{&ch.rule}
	}
	var out []*detente.Ballot
	for i := range ch.arcs {
		out = append(out, &ch.arcs[i].rule)
	}
	return out
}

// reaches reports whether a package can have the level at all.
func (ch *change) reaches(level int) bool { return ch.way == nil || ch.way[level].reached }

// allowed reports whether those who consent suffice to bring the issue to its
// level in the outcome.
func (ch *change) allowed(level int, yes detente.Coalition, o detente.Outcome) bool {
	switch {
	case level == ch.free:
		return true
	case ch.way != nil:
		return ch.passable(&ch.way[level], level, yes, o)
	case level == ch.now && !ch.rule.Counting:
		return ch.rule.Unbound || some(ch.rule.Named, yes)
	}
	return ch.rule.Holds(yes, o)
}

func some(players []int, yes detente.Coalition) bool {
	for _, i := range players {
		if yes.Has(i) {
			return true
		}
	}
	return false
}

// passable reports whether the direct arc, or else all arcs of some path, are
// open to those who consent.
func (ch *change) passable(w *way, level int, yes detente.Coalition, o detente.Outcome) bool {
	if w.direct >= 0 {
		return ch.arcs[w.direct].rule.Holds(yes, o)
	}
	seen := make([]bool, len(ch.way))
	seen[ch.from] = true
	queue := []int{ch.from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, i := range w.arcs {
			a := &ch.arcs[i]
			if a.from != at || seen[a.to] || !a.rule.Holds(yes, o) {
				continue
			}
			if a.to == level {
				return true
			}
			seen[a.to] = true
			queue = append(queue, a.to)
		}
	}
	return false
}

// failing calls f on the rules that stand in the way of a change that is not
// allowed.
func (ch *change) failing(level int, yes detente.Coalition, o detente.Outcome, f func(*detente.Ballot)) {
	if ch.way == nil {
		f(&ch.rule)
		return
	}
	for _, i := range ch.way[level].arcs {
		if rule := &ch.arcs[i].rule; !rule.Holds(yes, o) {
			f(rule)
		}
	}
}

// demand names the consent that a level needs: levels of one demand pass or fail
// together. It is empty where none is needed.
func (ch *change) demand(level, issue int) string {
	switch {
	case level == ch.free:
		return ""
	case ch.way != nil:
		return fmt.Sprintf("arcs %d to %d", issue, level)
	case level == ch.now && !ch.rule.Counting:
		return "anyone of " + ch.text
	}
	return "rule " + ch.text
}

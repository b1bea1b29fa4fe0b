package gmcr

import (
	"context"
	"slices"

	"detente"
)

// AfterDeal binds the conflict that a signed deal leaves behind: it starts at
// the deal, and each decision maker can break what it can change alone.
//
// The issues are those in which the deal differs from no deal, and those that
// some decision maker can change alone and some decision maker values; the rest
// stays as signed. Decision makers are the parties that have a preference and
// can change some such issue alone. A number goes only to its level today,
// unless one party alone holds `by`: then to any step. It returns errors as
// FromCase does.
func AfterDeal(ctx context.Context, c *detente.Case, deal detente.Outcome) (*Graph, error) {
	return after(ctx, c, deal, false)
}

// AfterDealTogether is AfterDeal with the levels that decision makers could
// bring about together, for Graph.Upsets.
func AfterDealTogether(ctx context.Context, c *detente.Case, deal detente.Outcome) (*Graph, error) {
	return after(ctx, c, deal, true)
}

func after(ctx context.Context, c *detente.Case, deal detente.Outcome, together bool) (*Graph, error) {
	sc, err := scopeAfter(c, deal)
	if err != nil {
		return nil, err
	}
	if sc.Levels, err = near(c, sc, together); err != nil {
		return nil, err
	}
	g, err := FromScope(ctx, c, sc)
	if err != nil {
		return nil, err
	}
	for i := range c.Issues {
		if s := &c.Issues[i]; s.Form == detente.Divisible && heldAlone(c, s) {
			g.assumed = append(g.assumed, s.Display()+" has no step: of its numbers only the signed one and today's are looked at.")
		}
	}
	return g, nil
}

// near keeps the levels that decision makers can bring about from the start,
// alone one after another or together: nothing else is ever reached.
func near(c *detente.Case, sc Scope, together bool) ([][]int, error) {
	g, err := bind(c, sc)
	if err != nil {
		return nil, err
	}
	movers := g.movers
	if together {
		movers = append(movers, g.moverOf(g.coalition(sc.Movers...)))
	}
	levels := make([][]int, len(sc.Levels))
	for k := range g.axes {
		a := &g.axes[k]
		reached := make([]bool, a.size())
		queue := []int{a.digitOf(sc.Start[a.issue])}
		reached[queue[0]] = true
		for n := 0; n < len(queue) && len(queue) < a.size(); n++ {
			for i := range movers {
				for _, e := range movers[i].ways[k].beyond(queue[n], a.size()) {
					if !reached[e] {
						reached[e] = true
						queue = append(queue, e)
					}
				}
			}
		}
		for d, is := range reached {
			if is && len(queue) > 1 {
				levels[a.issue] = append(levels[a.issue], a.levels[d])
			}
		}
	}
	return levels, nil
}

// beyond lists the digits that a way may lead to from one of n.
func (w *way) beyond(d, n int) []int {
	var out []int
	if w.free {
		for e := range n {
			out = append(out, e)
		}
		return out
	}
	if w.to != nil {
		for _, e := range w.to[d] {
			out = append(out, int(e))
		}
	}
	return out
}

// scopeAfter finds the issues and decision makers of the conflict after a deal.
// Which issues matter depends on who decides, and the reverse: it starts from
// everybody with a preference and narrows down until both agree.
func scopeAfter(c *detente.Case, deal detente.Outcome) (Scope, error) {
	levels := make([][]int, len(c.Issues))
	for i := range c.Issues {
		levels[i] = levelsAfter(c, i, deal[i])
	}
	var movers []detente.PartyID
	for i := range c.Parties {
		if k := c.Parties[i].Kind(); k.Numeric() || k.Ordinal() {
			movers = append(movers, c.Parties[i].ID)
		}
	}
	signed := changed(c, deal)
	for {
		sc := Scope{Start: deal, Levels: levels, Movers: movers}
		g, err := bind(c, sc)
		if err != nil {
			return sc, err
		}
		matters := func(k int) bool {
			issue := g.axes[k].issue
			return signed[issue] || slices.ContainsFunc(movers, func(id detente.PartyID) bool { return values(&c.Parties[c.PartyIndex(id)], c.Issues[issue].ID) })
		}
		var able []detente.PartyID
		kept := make([][]int, len(c.Issues))
		for k := range g.axes {
			alone := slices.ContainsFunc(g.movers, func(m mover) bool { return slices.Contains(m.axes, k) })
			if issue := g.axes[k].issue; signed[issue] || alone && matters(k) {
				kept[issue] = levels[issue]
			}
		}
		for i := range g.movers {
			if slices.ContainsFunc(g.movers[i].axes, func(k int) bool { return kept[g.axes[k].issue] != nil }) {
				able = append(able, g.movers[i].id)
			}
		}
		if len(able) == len(movers) && countLevels(kept) == countLevels(levels) {
			return sc, nil
		}
		movers, levels = able, kept
	}
}

// changed tells for each issue whether a deal differs from no deal; all do where
// no deal is no outcome.
func changed(c *detente.Case, deal detente.Outcome) []bool {
	out := make([]bool, len(deal))
	parted := c.NoDealOutcome()
	for i := range out {
		out[i] = parted == nil || parted[i] != deal[i]
	}
	return out
}

func countLevels(levels [][]int) int {
	n := 0
	for _, l := range levels {
		n += len(l)
	}
	return n
}

// levelsAfter returns the levels that an issue can have after a deal.
func levelsAfter(c *detente.Case, issue, signed int) []int {
	s := &c.Issues[issue]
	number := s.Form == detente.Grid || s.Form == detente.Divisible
	if !number || s.Form == detente.Grid && heldAlone(c, s) {
		return allLevels(s)
	}
	levels := []int{signed}
	if s.Now >= 0 && s.Now != signed {
		levels = append(levels, s.Now)
	}
	slices.Sort(levels)
	return levels
}

// heldAlone reports whether some party can change an issue without anybody.
func heldAlone(c *detente.Case, s *detente.Issue) bool {
	by := s.By
	if by == nil {
		by = c.Signed()
	}
	players := c.Players()
	rule, err := by.Compile(c, players)
	if err != nil || len(by.Issues()) > 0 {
		return false
	}
	for i := range c.Parties {
		yes := detente.NewCoalition(len(players))
		yes.Add(i)
		if rule.Holds(yes, nil) {
			return true
		}
	}
	return false
}

// values reports whether an issue is worth something to a party, or named in
// what orders its outcomes.
func values(p *detente.Party, id detente.IssueID) bool {
	named := func(when *detente.Condition) bool { return slices.Contains(when.Issues(), id) }
	if r := p.Row(id); r != nil && (p.Wants.Points && worth(r) || !p.Wants.Points && counts(r.Weight)) {
		return true
	}
	for _, links := range [][]detente.Link{p.Wants.Links, p.Scores} {
		for i := range links {
			if named(links[i].When) {
				return true
			}
		}
	}
	for _, entry := range p.Prefers {
		for i := range entry {
			if named(entry[i].When) {
				return true
			}
		}
	}
	for _, r := range p.Ranking {
		if slices.ContainsFunc(r.Fits, named) {
			return true
		}
	}
	return false
}

// worth reports whether some level of a row of points is worth something.
func worth(r *detente.Row) bool {
	return r.Position != nil || slices.ContainsFunc(r.Values, counts) ||
		slices.ContainsFunc(r.Breakpoints, func(b detente.Breakpoint) bool { return counts(&b.Value) })
}

// counts reports whether a number is or may be other than 0.
func counts(q *detente.Quantity) bool {
	return q != nil && (q.Spread == detente.Unknown || q.Low != 0 || q.High != 0)
}

// JointIssues returns the issues that have a change which no party can make
// alone. Where there is none, the whole case is a conflict of moves, and
// FromCase says more than the deals do.
func JointIssues(c *detente.Case) ([]detente.IssueID, error) {
	sc := Scope{Start: c.StatusQuo(), Levels: make([][]int, len(c.Issues))}
	for i := range c.Issues {
		s := &c.Issues[i]
		sc.Levels[i] = []int{0, 1}
		if len(s.Options) > 0 {
			sc.Levels[i] = allLevels(s)
		}
	}
	g, err := bind(c, sc)
	if err != nil {
		return nil, err
	}
	var joint []detente.IssueID
	for k := range g.axes {
		if g.needsTwo(&g.changes[k]) {
			joint = append(joint, c.Issues[g.axes[k].issue].ID)
		}
	}
	return joint, nil
}

// needsTwo reports whether some change of an axis is beyond every single player.
func (g *Graph) needsTwo(ch *change) bool {
	rules := []*rule{ch.rule}
	if ch.rule == nil {
		rules = nil
		for i := range ch.arcs {
			rules = append(rules, &ch.arcs[i].rule)
		}
	}
	for _, r := range rules {
		alone := slices.ContainsFunc(g.players, func(id detente.PartyID) bool {
			some, _ := g.power(r, g.coalition(id))
			return some
		})
		if !alone {
			return true
		}
	}
	return false
}

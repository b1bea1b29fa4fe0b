package gmcr

import (
	"context"
	"fmt"
	"math/bits"
	"slices"

	"detente"
)

// Graph is a conflict bound to a case: its states, who can move between them,
// and what each decision maker prefers. It does not change once built, and is
// safe for use by several goroutines.
type Graph struct {
	c       *detente.Case
	players []detente.PartyID
	frozen  detente.Outcome // levels of the issues that are no axis
	axes    []axis
	size    int      // outcomes, rules or no rules
	absent  []uint64 // one bit for each outcome that breaks a rule; nil: none does
	changes []change // by axis

	rep      []int32   // number that stands for a number's state; nil: no state is merged
	merged   [][]int32 // numbers of each merged state, ascending: the first stands for it
	feasible int

	movers  []mover
	start   int
	scope   Scope
	assumed []string // what the binding took for granted
}

// mover is a decision maker, or several that move together.
type mover struct {
	id    detente.PartyID
	party int // in Case.Parties; -1 for several together
	ways  []way
	axes  []int             // that it can change
	yes   detente.Coalition // who they are
	asked bool              // some way hangs on the outcome
	blind []uint64          // states that it does not see; nil: it sees all
	solo  []*mover          // for several together: a move counts only where none of these can make every change alone
	preference
}

// Scope says which part of a case is the conflict.
type Scope struct {
	// Start gives each issue its level at the start; issues without Levels stay
	// there. Where every issue has Levels it may hold NoLevel.
	Start detente.Outcome
	// Levels lists, by issue, the levels that can occur; nil: it stays at Start.
	Levels [][]int
	// Movers are the decision makers, in declared order.
	Movers []detente.PartyID
}

// FromCase binds the whole outcome space of a case. Decision makers are the
// parties that have a preference; an audience (of) only if it can move. It
// returns a *detente.MissingError where inputs are missing and a *LimitError
// where there are more than MaxStates outcomes.
//
// Cost: linear in outcomes, times the statements or rows of each party.
func FromCase(ctx context.Context, c *detente.Case) (*Graph, error) {
	sc := Scope{Start: c.StatusQuo(), Levels: make([][]int, len(c.Issues))}
	var missing []string
	for i := range c.Issues {
		s := &c.Issues[i]
		if s.Form == detente.Divisible {
			missing = append(missing, "issues."+string(s.ID)+".scale.step")
			continue
		}
		sc.Levels[i] = allLevels(s)
	}
	if len(missing) > 0 {
		return nil, &detente.MissingError{Paths: missing}
	}
	for i := range c.Parties {
		if c.Parties[i].Kind().Numeric() || c.Parties[i].Kind().Ordinal() {
			sc.Movers = append(sc.Movers, c.Parties[i].ID)
		}
	}
	g, err := bind(c, sc)
	if err != nil {
		return nil, err
	}
	g.movers = slices.DeleteFunc(g.movers, func(m mover) bool { return len(m.axes) == 0 && c.Parties[m.party].Of != "" })
	return g.finish(ctx)
}

func allLevels(s *detente.Issue) []int {
	levels := make([]int, s.Levels())
	for i := range levels {
		levels[i] = i
	}
	return levels
}

// FromScope binds a part of a case. It returns errors as FromCase does.
func FromScope(ctx context.Context, c *detente.Case, sc Scope) (*Graph, error) {
	g, err := bind(c, sc)
	if err != nil {
		return nil, err
	}
	return g.finish(ctx)
}

// bind finds out who can change what; finish does the work that grows with the
// number of states.
func bind(c *detente.Case, sc Scope) (*Graph, error) {
	g := &Graph{c: c, players: c.Players(), frozen: slices.Clone(sc.Start), start: -1, scope: sc}
	var missing []string
	for i := range c.Issues {
		switch {
		case sc.Levels[i] != nil:
			g.axes = append(g.axes, axis{issue: i, levels: sc.Levels[i]})
		case sc.Start[i] < 0:
			missing = append(missing, "issues."+string(c.Issues[i].ID)+".now")
		}
	}
	if len(missing) > 0 {
		return nil, &detente.MissingError{Paths: missing}
	}
	for k := range g.axes {
		g.frozen[g.axes[k].issue] = max(0, g.frozen[g.axes[k].issue])
		ch, err := g.bindChange(k)
		if err != nil {
			return nil, fmt.Errorf("gmcr: issue %q: %w", c.Issues[g.axes[k].issue].ID, err)
		}
		g.changes = append(g.changes, ch)
	}
	for _, id := range sc.Movers {
		m := g.moverOf(g.coalition(id))
		m.id, m.party = id, c.PartyIndex(id)
		if m.party < 0 {
			return nil, fmt.Errorf("gmcr: there is no party %q", id)
		}
		g.movers = append(g.movers, m)
	}
	if len(g.movers) > maxMovers {
		return nil, fmt.Errorf("gmcr: %d decision makers, more than the %d that are counted", len(g.movers), maxMovers)
	}
	return g, nil
}

// maxMovers is the largest number of decision makers: a set of them is one word.
const maxMovers = 64

// coalition returns the set of some players.
func (g *Graph) coalition(ids ...detente.PartyID) detente.Coalition {
	yes := detente.NewCoalition(len(g.players))
	for _, id := range ids {
		if i := slices.Index(g.players, id); i >= 0 {
			yes.Add(i)
		}
	}
	return yes
}

// moverOf returns what those in yes can do without anybody else.
func (g *Graph) moverOf(yes detente.Coalition) mover {
	m := mover{party: -1, yes: yes, ways: make([]way, len(g.axes))}
	for k := range g.axes {
		m.ways[k] = g.wayOf(&g.changes[k], yes)
		if m.ways[k].fixed() {
			continue
		}
		m.axes = append(m.axes, k)
		m.asked = m.asked || m.ways[k].asked != nil
	}
	return m
}

// finish numbers the states, and finds those that exist, those that are one, and
// what each decision maker prefers.
func (g *Graph) finish(ctx context.Context) (*Graph, error) {
	if err := g.layOut(); err != nil {
		return nil, err
	}
	v := g.newSieve()
	if err := g.forbid(ctx, v); err != nil {
		return nil, err
	}
	if err := g.merge(ctx, v); err != nil {
		return nil, err
	}
	for i := range g.movers {
		m := &g.movers[i]
		if err := g.prefer(ctx, v, m); err != nil {
			return nil, err
		}
		if err := g.blindfold(ctx, v, m); err != nil {
			return nil, err
		}
	}
	if g.scope.Start.Complete() {
		if s, ok := g.Number(g.scope.Start); ok {
			g.start = s
		}
	}
	g.idle()
	return g, nil
}

// idle notes who could move but has no preference and so takes no part.
func (g *Graph) idle() {
	for i := range g.c.Parties {
		p := &g.c.Parties[i]
		if slices.ContainsFunc(g.movers, func(m mover) bool { return m.party == i }) {
			continue
		}
		if m := g.moverOf(g.coalition(p.ID)); len(m.axes) > 0 && p.Kind() < detente.Weights {
			g.assumed = append(g.assumed, p.Display()+" stays put: it could move alone, but the case does not say what it prefers.")
		}
	}
}

// forbid marks the outcomes that break a `never` rule.
func (g *Graph) forbid(ctx context.Context, v *sieve) error {
	var screens []*screen
	for i := range g.c.Rules {
		if r := &g.c.Rules[i]; !r.Signed {
			sc, err := v.screen(r.When)
			if err != nil {
				return err
			}
			screens = append(screens, sc)
		}
	}
	g.feasible = g.size
	if len(screens) == 0 {
		return nil
	}
	absent, err := v.any(ctx, screens)
	if err != nil {
		return err
	}
	for _, w := range absent {
		g.feasible -= bits.OnesCount64(w)
	}
	if g.feasible < g.size {
		g.absent = absent
	}
	return nil
}

// merge makes the outcomes that fit one `same` condition one state; conditions
// that share an outcome share the state.
func (g *Graph) merge(ctx context.Context, v *sieve) error {
	if len(g.c.Same) == 0 {
		return nil
	}
	var fits [][]uint64
	for _, when := range g.c.Same {
		sc, err := v.screen(when)
		if err != nil {
			return err
		}
		fit, err := v.any(ctx, []*screen{sc})
		if err != nil {
			return err
		}
		fits = append(fits, fit)
	}
	group := unite(fits, g.absent, g.size)
	g.rep = make([]int32, g.size)
	place := make([]int, len(fits)) // in merged, of each group, plus 1
	for s := range g.size {
		g.rep[s] = int32(s)
		if !g.present(s) {
			continue
		}
		for i := range fits {
			if fits[i][s>>6]&(1<<(s&63)) == 0 {
				continue
			}
			r := group[i]
			if place[r] == 0 {
				g.merged = append(g.merged, nil)
				place[r] = len(g.merged)
			} else {
				g.feasible--
			}
			list := append(g.merged[place[r]-1], int32(s))
			g.merged[place[r]-1], g.rep[s] = list, list[0]
			break
		}
	}
	return nil
}

// unite groups sets of outcomes that share a present one, and returns for each
// set the first of its group.
func unite(sets [][]uint64, absent []uint64, size int) []int {
	group := make([]int, len(sets))
	for i := range group {
		group[i] = i
		for j := range i {
			if group[j] == group[i] || !overlap(sets[i], sets[j], absent) {
				continue
			}
			low, high := min(group[i], group[j]), max(group[i], group[j])
			for k := range i + 1 {
				if group[k] == high {
					group[k] = low
				}
			}
		}
	}
	return group
}

func overlap(a, b, absent []uint64) bool {
	for i := range a {
		w := a[i] & b[i]
		if absent != nil {
			w &^= absent[i]
		}
		if w != 0 {
			return true
		}
	}
	return false
}

// blindfold marks the states that a decision maker does not see: it neither
// leaves nor enters them.
func (g *Graph) blindfold(ctx context.Context, v *sieve, m *mover) error {
	var screens []*screen
	for _, when := range g.c.Parties[m.party].SeesNot {
		sc, err := v.screen(when)
		if err != nil {
			return err
		}
		screens = append(screens, sc)
	}
	if len(screens) == 0 {
		return nil
	}
	var err error
	m.blind, err = v.any(ctx, screens)
	return err
}

// sees reports whether a mover sees a state.
func (m *mover) sees(s int) bool {
	return m.blind == nil || m.blind[s>>6]&(1<<(s&63)) == 0
}

// WithRanks returns the same conflict with other preferences: rank[i][s] is what
// state s is worth to decision maker i (by index in Parties), higher is better,
// equal is indifferent. Entries of numbers that are no state do not matter. It
// panics if the lengths differ: that is a bug in the caller.
func (g *Graph) WithRanks(rank [][]uint32) *Graph {
	if len(rank) != len(g.movers) {
		panic(fmt.Sprintf("gmcr: ranks of %d decision makers, want %d", len(rank), len(g.movers)))
	}
	h := *g
	h.movers = slices.Clone(g.movers)
	for i := range h.movers {
		if len(rank[i]) != g.size {
			panic(fmt.Sprintf("gmcr: ranks of %d states, want %d", len(rank[i]), g.size))
		}
		own := slices.Clone(rank[i])
		for _, group := range g.merged {
			for _, s := range group {
				own[s] = own[group[0]]
			}
		}
		h.movers[i].preference = preference{rank: own}
	}
	return &h
}

package assess

import (
	"context"
	"fmt"
	"slices"

	"detente"
	"detente/bargain"
)

// hall is where everybody with a say sits: players, how each judges, and the
// rules they decide by.
type hall struct {
	p       *bargain.Problem
	c       *detente.Case
	base    detente.Outcome // no deal; nil where it is no outcome
	players []detente.PartyID
	numeric []detente.PartyID
	walk    []float64 // of numeric: what no deal is worth
	voters  []voter   // by player
	signed  detente.Ballot
	levels  [][]int // by issue: levels that can be reached
}

// voter is how a player judges outcomes: by a utility, by an order, or not at
// all.
type voter struct {
	number   int // index in hall.numeric, or -1
	order    *detente.Order
	ratified *detente.Ballot
}

// opinion reports whether the voter has a preference.
func (v *voter) opinion() bool { return v.number >= 0 || v.order != nil }

func newHall(p *bargain.Problem, noDeal *bargain.NoDeal) (*hall, error) {
	c := p.Case()
	h := &hall{p: p, c: c, players: c.Players(), numeric: p.Numeric(), walk: noDeal.Utilities}
	if noDeal.Outcome != nil {
		h.base = slices.Clone(noDeal.Outcome)
	}
	var err error
	if h.signed, err = c.Signed().Compile(c, h.players); err != nil {
		return nil, fmt.Errorf("assess: %w", err)
	}
	for i := range h.players {
		v, err := h.voter(i)
		if err != nil {
			return nil, fmt.Errorf("assess: %w", err)
		}
		h.voters = append(h.voters, v)
	}
	for i := range c.Issues {
		h.levels = append(h.levels, h.reachable(i))
	}
	return h, nil
}

func (h *hall) voter(player int) (voter, error) {
	v := voter{number: slices.Index(h.numeric, h.players[player])}
	if player >= len(h.c.Parties) {
		return v, nil
	}
	party := &h.c.Parties[player]
	if party.RatifiedBy != nil {
		b, err := party.RatifiedBy.Compile(h.c, h.players)
		if err != nil {
			return v, err
		}
		v.ratified = &b
	}
	var err error
	if party.Kind().Ordinal() && h.base != nil {
		v.order, err = h.c.Order(player)
	}
	return v, err
}

// hundredth is the step at which levels of a divisible issue are tried.
const hundredth = detente.Ticks / 100

// reachable lists the levels that a package can have: of a divisible issue every
// hundredth of its scale, and where it stands now.
func (h *hall) reachable(issue int) []int {
	s := &h.c.Issues[issue]
	from := s.Now
	if h.base != nil {
		from = h.base[issue]
	}
	var out []int
	var reached []bool
	if len(s.Arcs) > 0 && from >= 0 {
		reached = s.Reachable(from)
	}
	if s.Form == detente.Divisible {
		for level := 0; level <= detente.Ticks; level += hundredth {
			out = append(out, level)
		}
		if from >= 0 && from%hundredth != 0 {
			out = append(out, from)
			slices.Sort(out)
		}
		return out
	}
	for level := range s.Levels() {
		if reached == nil || reached[level] {
			out = append(out, level)
		}
	}
	return out
}

// maxOutcomes is the number of outcomes up to which sets of packages are
// counted: a tenth of a second.
const maxOutcomes = 40_000

// candidate is a package and what bargain says of it.
type candidate struct {
	o detente.Outcome
	v bargain.Verdict
}

// packages lists all packages; ok is false where the outcomes are too many.
func (h *hall) packages(ctx context.Context) (all []candidate, ok bool, err error) {
	size := 1
	for _, levels := range h.levels {
		if size *= len(levels); size > maxOutcomes {
			return nil, false, nil
		}
	}
	o := make(detente.Outcome, len(h.levels))
	var fill func(i int)
	fill = func(i int) {
		if i < len(o) {
			for _, o[i] = range h.levels[i] {
				fill(i + 1)
			}
			return
		}
		if err = ctx.Err(); err != nil {
			return
		}
		if v := h.p.Judge(o); v.Package {
			all = append(all, candidate{slices.Clone(o), v})
		}
	}
	fill(0)
	return all, err == nil, err
}

// coalition is the set of some players.
func (h *hall) coalition(ids []detente.PartyID) detente.Coalition {
	s := detente.NewCoalition(len(h.players))
	for _, id := range ids {
		s.Add(slices.Index(h.players, id))
	}
	return s
}

// agrees reports whether a player consents: it finds the outcome good and those
// who ratify for it agree.
func (h *hall) agrees(player int, good detente.Coalition, o detente.Outcome) bool {
	return good.Has(player) && (h.voters[player].ratified == nil || h.ratifies(player, good, o))
}

// ratifies reports whether a player's own ratification holds.
func (h *hall) ratifies(player int, good detente.Coalition, o detente.Outcome) bool {
	r := h.voters[player].ratified
	yes := detente.NewCoalition(len(h.players))
	for _, i := range r.Named {
		if h.agrees(i, good, o) {
			yes.Add(i)
		}
	}
	return r.Holds(yes, o)
}

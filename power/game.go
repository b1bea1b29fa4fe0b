package power

import (
	"fmt"
	"math/bits"
	"slices"

	"detente"
)

// Game is a simple game: it says of every coalition of its players whether it
// wins. Players are numbered from 0.
type Game struct {
	players int
	quotas  []quota // each criterion once; at most 64
	root    node
}

// quota is one criterion: the weights of the members must sum to at least need.
// Weights are capped at need and have no common divisor.
type quota struct {
	need    int64
	weights []int64 // by player; 0: no say here
}

// node is an and/or tree over criteria. An empty node that asks for all of
// nothing always holds, one that asks for any of nothing never does.
type node struct {
	any   bool
	mask  uint64 // criteria that are its children, by index
	parts []node
}

// holds evaluates the tree; ok has the bits of the criteria that hold.
func (n *node) holds(ok uint64) bool {
	if n.any {
		if ok&n.mask != 0 {
			return true
		}
		for i := range n.parts {
			if n.parts[i].holds(ok) {
				return true
			}
		}
		return false
	}
	if ok&n.mask != n.mask {
		return false
	}
	for i := range n.parts {
		if !n.parts[i].holds(ok) {
			return false
		}
	}
	return true
}

// Weighted returns the game in which a coalition wins when its weights sum to
// at least need. Weights are not negative.
func Weighted(need int64, weights ...int64) (*Game, error) {
	return build(len(weights), shape{need: need, weights: append([]int64{}, weights...)})
}

// All returns the game in which a coalition wins when it wins every one of some
// games over the same players: several criteria at once.
func All(games ...*Game) (*Game, error) { return combine(false, games) }

// Any returns the game in which a coalition wins when it wins at least one of
// some games over the same players.
func Any(games ...*Game) (*Game, error) { return combine(true, games) }

func combine(anyOne bool, games []*Game) (*Game, error) {
	if len(games) == 0 {
		return nil, fmt.Errorf("power: no games to combine")
	}
	s := shape{any: anyOne}
	for _, g := range games {
		if g.players != games[0].players {
			return nil, fmt.Errorf("power: games of %d and %d players cannot be combined", games[0].players, g.players)
		}
		s.parts = append(s.parts, g.shape(&g.root))
	}
	return build(games[0].players, s)
}

// FromRule returns the game of a compiled consent rule. Player i of the game is
// named[i] of the rule's players; a part that is asked for only under a
// condition counts as asked for.
func FromRule(rule detente.VotingRule, named []int) (*Game, error) {
	place := make(map[int]int, len(named))
	for i, p := range named {
		place[p] = i
	}
	return build(len(named), fromRule(&rule, place))
}

func fromRule(v *detente.VotingRule, place map[int]int) shape {
	if v.Who != nil || v.Parts == nil && v.Need > 0 {
		s := shape{need: v.Need, weights: make([]int64, len(place))}
		for j, p := range v.Who {
			s.weights[place[p]] += v.Weights[j]
		}
		return s
	}
	s := shape{any: v.Any}
	for i := range v.Parts {
		s.parts = append(s.parts, fromRule(&v.Parts[i], place))
	}
	return s
}

// Players returns how many players the game has.
func (g *Game) Players() int { return g.players }

// Wins reports whether a coalition of the game's players wins.
func (g *Game) Wins(yes detente.Coalition) bool {
	var ok uint64
	for l := range g.quotas {
		var sum int64
		for i, w := range g.quotas[l].weights {
			if w > 0 && yes.Has(i) {
				sum += w
			}
		}
		if sum >= g.quotas[l].need {
			ok |= 1 << l
		}
	}
	return g.root.holds(ok)
}

// Dual returns the game of blocking: a coalition wins it when the rest of the
// players cannot win the game without it.
func (g *Game) Dual() *Game {
	d := &Game{players: g.players, root: g.root.dual()}
	for _, q := range g.quotas {
		total := int64(0)
		for _, w := range q.weights {
			total += w
		}
		d.quotas = append(d.quotas, quota{total - q.need + 1, q.weights})
	}
	return d
}

func (n *node) dual() node {
	d := node{any: !n.any, mask: n.mask}
	for i := range n.parts {
		d.parts = append(d.parts, n.parts[i].dual())
	}
	return d
}

// Vetoes returns the players without whom nothing is won: each can block alone.
// A game that nobody can win, or that is won by nobody's doing, has none.
func (g *Game) Vetoes() []int {
	yes := detente.NewCoalition(g.players)
	if g.Wins(yes) {
		return nil
	}
	for i := range g.players {
		yes.Add(i)
	}
	if !g.Wins(yes) {
		return nil
	}
	var out []int
	for i := range g.players {
		yes.Remove(i)
		if !g.Wins(yes) {
			out = append(out, i)
		}
		yes.Add(i)
	}
	return out
}

// shape returns a node as build takes it.
func (g *Game) shape(n *node) shape {
	s := shape{any: n.any}
	for mask := n.mask; mask != 0; mask &= mask - 1 {
		q := g.quotas[bits.TrailingZeros64(mask)]
		s.parts = append(s.parts, shape{need: q.need, weights: q.weights})
	}
	for i := range n.parts {
		s.parts = append(s.parts, g.shape(&n.parts[i]))
	}
	return s
}

// weighted returns the game's one criterion, where it has no more.
func (g *Game) weighted() (quota, bool) {
	if len(g.quotas) == 1 && len(g.root.parts) == 0 {
		return g.quotas[0], true
	}
	return quota{}, false
}

// kinds groups players that have the same weight in every criterion, and so are
// interchangeable: for each kind its players, in order of first mention.
func (g *Game) kinds() [][]int {
	var kinds [][]int
	for i := range g.players {
		k := slices.IndexFunc(kinds, func(k []int) bool { return g.alike(k[0], i) })
		if k < 0 {
			kinds = append(kinds, nil)
			k = len(kinds) - 1
		}
		kinds[k] = append(kinds[k], i)
	}
	return kinds
}

func (g *Game) alike(i, j int) bool {
	for l := range g.quotas {
		if g.quotas[l].weights[i] != g.quotas[l].weights[j] {
			return false
		}
	}
	return true
}

package power

import (
	"fmt"

	"detente"
)

// Rule is one consent rule of a case and the game it makes.
type Rule struct {
	Path    string // into the case file: "signed_by", "issues.trade.by", ...
	What    string // what it decides, in words
	Text    string // as written
	Players []detente.PartyID
	Game    *Game // over Players, as if every condition in the rule held
	// Votes is true where the rule counts members or votes.
	Votes bool
	// Conditional is true where parts are asked for only under a condition.
	Conditional bool
}

// Rules returns every consent rule of a case: who signs, whose consent each
// change of an issue needs, who ratifies.
func Rules(c *detente.Case) ([]*Rule, error) {
	b := &binder{c: c, players: c.Players()}
	b.bind("signed_by", "a deal", c.Signed())
	for i := range c.Issues {
		s := &c.Issues[i]
		path := "issues." + string(s.ID) + ".by"
		if s.By != nil {
			b.bind(path, "a change of "+s.Display(), s.By)
		}
		for _, a := range s.Arcs {
			step := s.LevelID(a.From) + " -> " + s.LevelID(a.To)
			b.bind(path+"."+step, fmt.Sprintf("%s: from %q to %q", s.Display(), s.LevelName(a.From), s.LevelName(a.To)), a.By)
		}
	}
	for i := range c.Parties {
		if r := c.Parties[i].RatifiedBy; r != nil {
			b.bind("parties."+string(c.Parties[i].ID)+".ratified_by", "ratification by "+c.Parties[i].Display(), r)
		}
	}
	return b.rules, b.err
}

// binder collects rules until the first that cannot be read.
type binder struct {
	c       *detente.Case
	players []detente.PartyID
	rules   []*Rule
	err     error
}

func (b *binder) bind(path, what string, consent *detente.Consent) {
	if b.err != nil {
		return
	}
	ballot, err := consent.Compile(b.c, b.players)
	if err != nil {
		b.err = fmt.Errorf("power: %s: %w", path, err)
		return
	}
	shape := ballot.VotingRule()
	game, err := FromRule(shape, ballot.Named)
	if err != nil {
		b.err = fmt.Errorf("%w (%s)", err, path)
		return
	}
	r := &Rule{Path: path, What: what, Text: consent.Text, Game: game, Votes: ballot.Counting, Conditional: conditional(&shape)}
	for _, i := range ballot.Named {
		r.Players = append(r.Players, b.players[i])
	}
	b.rules = append(b.rules, r)
}

func conditional(v *detente.VotingRule) bool {
	if v.Conditional {
		return true
	}
	for i := range v.Parts {
		if conditional(&v.Parts[i]) {
			return true
		}
	}
	return false
}

// named returns some players of the rule's game by their ids.
func (r *Rule) named(players []int) []detente.PartyID {
	out := make([]detente.PartyID, len(players))
	for i, p := range players {
		out[i] = r.Players[p]
	}
	return out
}

package bargain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"

	"detente"
)

// Problem is a case bound for bargaining: who signs, whose consent each change
// needs, what every outcome is worth, and what no deal is. It is safe for use
// by several goroutines; work that several answers share is done once.
type Problem struct {
	Seed uint64 // of estimates; set it before the first question

	c         *detente.Case
	noDeal    detente.Outcome // nil where no deal is no outcome; NoLevel where unknown
	players   []detente.PartyID
	sides     []side // by player
	order     []int  // players, ratifiers before those they ratify for
	signed    detente.Ballot
	rules     []detente.Test
	changes   []change  // by issue
	levels    [][]int   // by issue: the levels that are looked at
	divisible []int     // issues
	scores    []*score  // parties with numbers, in declared order
	signers   []int     // of scores: signatories
	power     []float64 // of signers: bargaining power
	heads     []int     // players named in signed_by, in declared order

	engine   engine
	mu       sync.Mutex
	field    *field
	frontier *Frontier
	zone     *Zone
	cores    [existing]*core
	quests   [existing]*quest
}

// side is how a player judges packages.
type side struct {
	score    int            // index of its score, or -1
	order    *detente.Order // nil: no order, or none needed
	against  detente.Outcome
	assumed  bool // counts as finding every package good
	ratified *detente.Ballot
	silent   bool // no preference: left out of unanimity
	named    bool // by a consent rule
}

// New binds a case. It returns a *detente.MissingError with the paths that an
// analyst would have to fill where bargaining does not apply, and another error
// where the case contradicts itself.
func New(ctx context.Context, c *detente.Case) (*Problem, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &Problem{c: c, noDeal: c.NoDealOutcome(), players: c.Players()}
	if err := p.bindRules(); err != nil {
		return nil, fmt.Errorf("bargain: %w", err)
	}
	var missing missing
	if p.signed.Unbound {
		missing.add("signed_by")
	}
	for i := range c.Issues {
		ch, err := p.bindChange(&c.Issues[i], i)
		if err := missing.take(err); err != nil {
			return nil, fmt.Errorf("bargain: issue %q: %w", c.Issues[i].ID, err)
		}
		p.changes = append(p.changes, ch)
	}
	for i := range p.players {
		s, err := p.bindSide(i)
		if err := missing.take(err); err != nil {
			return nil, fmt.Errorf("bargain: %w", err)
		}
		p.sides = append(p.sides, s)
	}
	if err := missing.err(); err != nil {
		return nil, err
	}
	if err := p.orderRatifiers(); err != nil {
		return nil, fmt.Errorf("bargain: %w", err)
	}
	p.markNamed()
	p.bindLevels()
	return p, nil
}

// missing collects paths, each once.
type missing []string

func (m *missing) add(paths ...string) {
	for _, path := range paths {
		if !slices.Contains(*m, path) {
			*m = append(*m, path)
		}
	}
}

// take keeps the paths of a MissingError and returns any other error.
func (m *missing) take(err error) error {
	var lacks *detente.MissingError
	if errors.As(err, &lacks) {
		m.add(lacks.Paths...)
		return nil
	}
	return err
}

func (m missing) err() error {
	if len(m) == 0 {
		return nil
	}
	return &detente.MissingError{Paths: m}
}

func nowPath(c *detente.Case, issue int) string {
	return "issues." + string(c.Issues[issue].ID) + ".now"
}

// known replaces unknown levels by the first: for judges that do not look at
// them.
func known(o detente.Outcome) detente.Outcome {
	out := slices.Clone(o)
	for i := range out {
		out[i] = max(out[i], 0)
	}
	return out
}

// outcomes returns how many combinations of levels there are.
func (p *Problem) outcomes() *big.Int {
	n := big.NewInt(1)
	for _, levels := range p.levels {
		n.Mul(n, big.NewInt(int64(len(levels))))
	}
	return n
}

func (p *Problem) bindRules() error {
	for _, r := range p.c.Rules {
		t, err := r.When.Compile(p.c)
		if err != nil {
			return err
		}
		p.rules = append(p.rules, t)
	}
	b, err := p.c.Signed().Compile(p.c, p.players)
	p.signed = b
	return err
}

// bindSide binds the preference and the ratification of a player.
func (p *Problem) bindSide(player int) (side, error) {
	s := side{score: -1, assumed: true, silent: true}
	if player >= len(p.c.Parties) {
		return s, nil
	}
	party := &p.c.Parties[player]
	if party.RatifiedBy != nil {
		b, err := party.RatifiedBy.Compile(p.c, p.players)
		if err != nil {
			return s, err
		}
		s.ratified = &b
	}
	kind := party.Kind()
	switch {
	case kind.Numeric():
		score, err := newScore(p.c, player, p.noDeal)
		if err != nil {
			return s, err
		}
		s.score, s.assumed, s.silent = len(p.scores), false, false
		p.scores = append(p.scores, score)
	case kind.Ordinal():
		order, err := p.c.Order(player)
		if err != nil {
			return s, err
		}
		s.silent = false
		if p.noDeal == nil {
			return s, nil
		}
		s.order, s.assumed, s.against = order, false, known(p.noDeal)
		return s, p.needs(order)
	}
	return s, nil
}

// needs lists the issues whose no-deal level an order would have to know.
func (p *Problem) needs(order *detente.Order) error {
	var missing missing
	look := func(t *detente.Test) {
		for _, i := range t.Issues {
			if p.noDeal[i] < 0 {
				missing.add(nowPath(p.c, i))
			}
		}
	}
	for _, entries := range [][][]detente.Test{order.Statements, order.Ranks} {
		for _, entry := range entries {
			for i := range entry {
				look(&entry[i])
			}
		}
	}
	for i := range order.Scores {
		look(&order.Scores[i].When)
	}
	for i := range order.Unknown {
		look(&order.Unknown[i][0])
		look(&order.Unknown[i][1])
	}
	return missing.err()
}

// orderRatifiers puts the players into an order in which whoever ratifies comes
// before those it ratifies for.
func (p *Problem) orderRatifiers() error {
	const fresh, open, done = 0, 1, 2
	state := make([]int, len(p.players))
	var visit func(i int) error
	visit = func(i int) error {
		switch state[i] {
		case done:
			return nil
		case open:
			return fmt.Errorf("ratification goes round in a circle through %q: nobody in it could be the first to consent", p.players[i])
		}
		state[i] = open
		if r := p.sides[i].ratified; r != nil {
			for _, k := range r.Named {
				if err := visit(k); err != nil {
					return err
				}
			}
		}
		state[i] = done
		p.order = append(p.order, i)
		return nil
	}
	for i := range p.players {
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// markNamed notes whom the rules name and which signatories have numbers.
func (p *Problem) markNamed() {
	mark := func(b *detente.Ballot) {
		for _, i := range b.Named {
			p.sides[i].named = true
		}
	}
	mark(&p.signed)
	for i := range p.sides {
		if p.sides[i].ratified != nil {
			mark(p.sides[i].ratified)
		}
	}
	for i := range p.changes {
		for _, b := range p.changes[i].ballots() {
			mark(b)
		}
	}
	p.heads = slices.Sorted(slices.Values(p.signed.Named))
	for _, i := range p.heads {
		if k := p.sides[i].score; k >= 0 {
			p.signers = append(p.signers, k)
		}
	}
	p.bindPower()
}

// Case returns the case that the problem was made from.
func (p *Problem) Case() *detente.Case { return p.c }

// Signatories returns the parties named in signed_by, groups expanded, in
// declared order.
func (p *Problem) Signatories() []detente.PartyID { return p.names(p.heads) }

func (p *Problem) names(players []int) []detente.PartyID {
	ids := make([]detente.PartyID, len(players))
	for i, k := range players {
		ids[i] = p.players[k]
	}
	return ids
}

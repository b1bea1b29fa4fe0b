package bargain

import (
	"context"
	"math/big"

	"detente"
)

// Zone is the zone of possible agreement: how many packages there are, how many
// beat no deal for those who sign, how many have every consent, and who stands
// between the two.
type Zone struct {
	p         *Problem
	Outcomes  *big.Int // combinations of levels
	Feasible  Amount   // packages
	Preferred Amount   // signed_by holds over those who find it good
	Consented Amount   // and over those who consent, as does the rule of every change
	Unanimous Amount   // every party with a preference finds it good
	Questions Amount   // would have consent if every unknown order spoke for it
	Blockers  []Blocker
}

// Blocker is a player that stands between preferred packages and consent.
type Blocker struct {
	Party    detente.PartyID
	Packages Amount // preferred, without consent, a failing rule names it, and it does not consent
}

// FindZone counts packages: exactly up to millions of outcomes, and beyond
// where the utilities have few values; otherwise it estimates from packages
// drawn at random with the problem's Seed.
func FindZone(ctx context.Context, p *Problem) (*Zone, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.zone != nil {
		return p.zone, nil
	}
	n, err := p.count(ctx)
	if err != nil {
		return nil, err
	}
	z := &Zone{p: p, Outcomes: p.outcomes(), Feasible: n.feasible, Preferred: n.preferred, Consented: n.consented, Unanimous: n.unanimous, Questions: n.questions}
	for i, amount := range n.blocked {
		if amount.Estimate > 0 {
			z.Blockers = append(z.Blockers, Blocker{p.players[i], amount})
		}
	}
	p.zone = z
	return z, nil
}

package spatial

import (
	"context"
	"fmt"
	"math"
)

// Arena is the input of KTAB's spatial model of politics: actors with places,
// saliences and influence over one dimension or several.
type Arena struct {
	Position  [][]float64 // actor by dimension, from 0 to 1
	Salience  [][]float64 // actor by dimension, from 0 to 1; at most 1 in sum over dimensions, above 0
	Influence []float64   // by actor, above 0
}

// Conduct sets how the actors of an arena behave. The zero value has KTAB's
// defaults.
type Conduct struct {
	Election // of positions and of bargains
	Risk     Risk
	View     View
	Commit   Commit
	Meeting  Meeting
	Offer    Offer
	// Choose picks one of the bargains of an actor from their chances; nil takes
	// the likeliest, the first of several.
	Choose func(chances []float64) int
}

// Risk says from what range an actor's taste for risk is read off the chance of
// its position.
type Risk int

// The ranges of risk.
const (
	RiskMid Risk = iota // from -1/2 to 1
	RiskMin             // from 0 to 1
	RiskMax             // from -1 to 1
)

// View says how far an actor sees another's taste for risk as it is, rather than
// as its own.
type View int

// The ways of seeing others.
const (
	ViewThird     View = iota // two thirds its own, one third the other's
	ViewHalf                  // half and half
	ViewTwoThirds             // one third its own
	ViewFull                  // the other's
	ViewNone                  // its own
)

// Commit says what a third party stakes when it takes sides. As KTAB computes
// it, third parties that stake everything or nothing add nothing to either side.
type Commit int

// The ways to commit.
const (
	CommitSemi Commit = iota // only if its side wins does it keep its own position
	CommitFull
	CommitNone
)

// Meeting says where two actors that bargain meet on each dimension.
type Meeting int

// The ways to meet; s salience, p the chance of winning a contest.
const (
	MeetS2P2   Meeting = iota // means weighted by s²p²
	MeetS1P1                  // by sp
	MeetS2PMax                // the weaker moves by the difference of chances
)

// Offer says whose view of the odds makes the bargain.
type Offer int

// The ways to offer.
const (
	OfferByInitiator  Offer = iota
	OfferByBoth             // two bargains, one from each view
	OfferByCompromise       // one, weighted by influence and salience
)

// Constants of the spatial model, as KTAB has them.
const (
	leastTurns, mostTurns = 2, 100
	quiet                 = 0.02 // the last step as a share of the first, to end
	firstStep             = 1e-4 // added to the first step
	samePlace             = 1e-3 // positions nearer than this are one option
	worthTrying           = 1e-5 // least gain for a challenge
	leastCoalition        = 1e-10
	leastWeight           = 1e-6  // of a side in a bargain
	tied                  = 1e-12 // difference within which gains or chances are the same: the first counts
)

// Turn is the state of an arena between two rounds of bargaining.
type Turn struct {
	Position [][]float64
	// Chance of the option at each actor's position; actors at one position show
	// the same chance, so that these can add up to more than 1.
	Chance []float64
	Risk   []float64   // taste for risk, -1 to 1
	Moves  []Challenge // that led from here to the next turn
	risky  [][]float64 // utility to each actor of each position, as it sees it
	apart  [][]float64 // distance of each actor from each position, as it feels it
}

// Challenge is an actor's attempt to win over another.
type Challenge struct {
	By, Against int
	Odds        float64 // of winning, as the challenger sees it
	Gain        float64 // expected, in utility of the challenger
}

// Play runs the model until it is quiet, at least 2 and at most 100 rounds; the
// first turn is the start.
//
// The distance of a position is weighted by salience, d = sqrt(Σ (s δ)² / Σ s²),
// and its utility (1-d)(1+R d) at a taste R for risk. Each turn: a first vote
// with R = 0 gives each position a chance and each actor its taste for risk; each
// actor challenges whom it gains most from winning over, third parties counted
// in; the two meet in a bargain; every actor takes up one of the bargains it is
// party to, by a vote of all; all move at once.
//
// All actors at the two ends, or all at one place, are no trouble: where no
// position is likelier than another, nobody has a taste for risk. KTAB
// (smp 0.1.1) stops there with an error.
//
// O(n³) a turn for n actors.
func (a *Arena) Play(ctx context.Context, c Conduct) ([]*Turn, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	now := a.turn(a.Position, c)
	turns := []*Turn{now}
	first := 0.0
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			return turns, err
		}
		next := a.step(now, c)
		moved := travelled(now.Position, next.Position)
		if n == 1 {
			first = moved + firstStep
		}
		turns, now = append(turns, next), next
		if n >= mostTurns || n >= leastTurns && moved/first < quiet {
			return turns, nil
		}
	}
}

func (a *Arena) check() error {
	n := len(a.Position)
	if n < 2 || len(a.Salience) != n || len(a.Influence) != n {
		return fmt.Errorf("spatial: arena of %d positions, %d saliences and %d influences", n, len(a.Salience), len(a.Influence))
	}
	for i := range n {
		sum := 0.0
		for d, s := range a.Salience[i] {
			sum += s
			if x := a.Position[i][d]; !(s >= 0 && x >= 0 && x <= 1) {
				return fmt.Errorf("spatial: actor %d stands at %v with salience %v on dimension %d", i, x, s, d)
			}
		}
		if !(sum > 0 && sum <= 1+1e-9 && a.Influence[i] > 0) {
			return fmt.Errorf("spatial: actor %d has influence %v and saliences that sum to %v", i, a.Influence[i], sum)
		}
	}
	return nil
}

// travelled sums how far the actors moved.
func travelled(from, to [][]float64) float64 {
	sum := 0.0
	for i := range from {
		square := 0.0
		for d := range from[i] {
			square += float64((from[i][d] - to[i][d]) * (from[i][d] - to[i][d]))
		}
		sum += math.Sqrt(square)
	}
	return sum
}

// turn works out distances, chances and tastes for risk at some positions.
func (a *Arena) turn(position [][]float64, c Conduct) *Turn {
	n := len(position)
	t := &Turn{Position: position, Risk: make([]float64, n), apart: square(n), risky: square(n)}
	for i := range n {
		norm := 0.0
		for _, s := range a.Salience[i] {
			norm += float64(s * s)
		}
		for j := range n {
			t.apart[i][j] = felt(position[i], position[j], a.Salience[i], norm)
			t.risky[i][j] = 1 - t.apart[i][j]
		}
	}
	c.Risk.fill(t.Risk, c.Election.Probabilities(t.risky, a.Influence))
	for i := range n {
		for j := range n {
			t.risky[i][j] = utility(t.apart[i][j], t.Risk[i])
		}
	}
	a.options(t, c)
	return t
}

func square(n int) [][]float64 {
	cells := make([]float64, n*n)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = cells[i*n : (i+1)*n]
	}
	return rows
}

// felt is the distance between two positions to an actor with some saliences,
// whose squares sum to norm.
func felt(from, to, salience []float64, norm float64) float64 {
	sum := 0.0
	for d, s := range salience {
		delta := s * (from[d] - to[d])
		sum += float64(delta * delta)
	}
	return math.Sqrt(sum / norm)
}

// utility is what a position at a distance is worth at a taste for risk.
func utility(apart, risk float64) float64 { return (1 - apart) * (1 + float64(risk*apart)) }

// fill reads tastes for risk off the chances of positions.
func (r Risk) fill(risk, chances []float64) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range chances {
		low, high = math.Min(low, p), math.Max(high, p)
	}
	if !(high > low) {
		return
	}
	for i, p := range chances {
		share := (p - low) / (high - low) // 0 to 1
		switch r {
		case RiskMid:
			share = (float64(3*share) - 1) / 2
		case RiskMax:
			share = float64(2*share) - 1
		}
		risk[i] = share
	}
}

// options finds the chance of each actor's position among the different ones, as
// actors with their tastes for risk vote.
func (a *Arena) options(t *Turn, c Conduct) {
	n := len(t.Position)
	var heads []int // an actor at each option
	option := make([]int, n)
	for i := range n {
		option[i] = -1
		for k, h := range heads {
			if travelled(t.Position[i:i+1], t.Position[h:h+1]) < samePlace {
				option[i] = k
			}
		}
		if option[i] < 0 {
			option[i] = len(heads)
			heads = append(heads, i)
		}
	}
	u := make([][]float64, n)
	for i := range u {
		u[i] = make([]float64, len(heads))
		for k, h := range heads {
			u[i][k] = t.risky[i][h]
		}
	}
	e := c.Election
	e.Vote = Proportional // as KTAB reports it, whatever the vote on bargains
	chances := e.Probabilities(u, a.Influence)
	t.Chance = make([]float64, n)
	for i := range t.Chance {
		t.Chance[i] = chances[option[i]]
	}
}

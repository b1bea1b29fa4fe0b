package power

import (
	"context"
	"fmt"
	"math"
	"math/big"
)

// tally is what all indices are made of: exact counts, by kind of player (see
// Game.kinds).
type tally struct {
	kinds   [][]int
	winning *big.Int
	// Of a player of each kind: winning coalitions in which it is critical, by
	// the number of members; the same by the number of critical members; and
	// minimal winning coalitions to which it belongs, by the number of members.
	swings, shared, minimal [][]*big.Int
}

// Work that is done at most; about ten seconds and 200 MB.
const (
	maxCombinations = 1 << 30 // of kinds, for counting coalition by coalition
	maxCells        = 1 << 23 // of a generating function's table
	maxSteps        = 1 << 33 // additions with generating functions
)

// TooLargeError refuses a game that cannot be counted exactly in reasonable
// time.
type TooLargeError struct {
	Players, Kinds, Criteria int
	Combinations             float64 // of players that differ in weight
}

func (e *TooLargeError) Error() string {
	criteria := "one criterion with large weights"
	if e.Criteria > 1 {
		criteria = fmt.Sprintf("%d criteria", e.Criteria)
	}
	return fmt.Sprintf("%d players of %d different weights under %s form about %.2g combinations; at most %.2g are counted exactly (about 30 players that all differ, or any number of equal ones)",
		e.Players, e.Kinds, criteria, e.Combinations, float64(maxCombinations))
}

// count tallies the game by whichever way is cheaper.
func (g *Game) count(ctx context.Context) (*tally, error) {
	kinds := g.kinds()
	combinations := 1.0
	for _, k := range kinds {
		combinations *= float64(len(k) + 1)
	}
	byCoalition := combinations
	if len(kinds) > maxQuotas {
		byCoalition = math.Inf(1)
	}
	steps := math.Inf(1)
	if q, ok := g.weighted(); ok && float64(q.need)*float64(g.players+1) <= maxCells {
		steps = float64(q.need) * float64(g.players) * float64(g.players+len(kinds)*len(kinds))
	}
	var run func(ring) ([]uint64, error)
	switch {
	case steps <= maxSteps && steps < 20*byCoalition:
		run = func(r ring) ([]uint64, error) { return g.generate(ctx, r, kinds) }
	case byCoalition <= maxCombinations:
		run = func(r ring) ([]uint64, error) { return g.enumerate(ctx, r, kinds) }
	default:
		return nil, &TooLargeError{g.players, len(kinds), len(g.quotas), combinations}
	}
	counts, err := exactly(g.players, run)
	if err != nil {
		return nil, err
	}
	return g.read(kinds, counts), nil
}

// ledger is where a way of counting writes its counts: one number for the
// winning coalitions, then for each kind a row of players+1 numbers of swings,
// of shared swings and of minimal coalitions. Counts of a kind are over all its
// players together.
type ledger struct {
	counts []uint64
	row    int // players + 1
}

func newLedger(players, kinds int) *ledger {
	return &ledger{make([]uint64, 1+3*kinds*(players+1)), players + 1}
}

func (l *ledger) of(kind, what int) []uint64 {
	start := 1 + (3*kind+what)*l.row
	return l.counts[start : start+l.row]
}

// read divides the counts of a kind among its players.
func (g *Game) read(kinds [][]int, counts []*big.Int) *tally {
	t := &tally{kinds: kinds, winning: counts[0]}
	row := g.players + 1
	for k, players := range kinds {
		share := big.NewInt(int64(len(players)))
		part := counts[1+3*k*row : 1+3*(k+1)*row]
		for _, c := range part {
			c.Quo(c, share)
		}
		t.swings = append(t.swings, part[:row])
		t.shared = append(t.shared, part[row:2*row])
		t.minimal = append(t.minimal, part[2*row:])
	}
	return t
}

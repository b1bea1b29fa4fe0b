package power

import (
	"context"
	"fmt"
	"math/big"
)

// Indices are the power indices of a game, by player. Counts are exact; the
// numbers are the nearest float64 to the exact fractions.
//
// With sw_i the winning coalitions that lose without i (its swings), W the
// winning coalitions, M the minimal winning ones, n players:
//
//	Absolute         sw_i / 2^(n-1)
//	Banzhaf          sw_i / Σ_j sw_j
//	ShapleyShubik    Σ over swings of (k-1)!·(n-k)! / n!, k members
//	DeeganPackel     1/|M| · Σ over M with i of 1 / members
//	Holler           |M with i| / Σ_j |M with j|
//	Johnston         Σ over swings of 1 / critical members, divided by the sum over players
//	Prevent          sw_i / |W|
//	Initiate         sw_i / (2^n - |W|)
//	Decisiveness     |W| / 2^n
//
// What would be 0 / 0, as in a game that nobody can win, is 0.
//
// Penrose (1946), J. Royal Statistical Society 109(1), 53-57, and Banzhaf
// (1965), Rutgers Law Review 19, 317-343; Shapley and Shubik (1954), APSR 48(3),
// 787-792; Deegan and Packel (1978), Int. J. Game Theory 7(2), 113-123; Holler
// (1982), Political Studies 30(2), 262-271; Johnston (1978), Environment and
// Planning A 10, 907-914; Coleman (1971), Control of collectivities and the
// power of a collectivity to act.
type Indices struct {
	Players    int
	Coalitions *big.Int // 2^n; the empty coalition counts too
	Winning    *big.Int
	Minimal    *big.Int   // minimal winning coalitions
	Swings     []*big.Int // of each player

	Absolute      []float64
	Banzhaf       []float64
	ShapleyShubik []float64
	DeeganPackel  []float64
	Holler        []float64
	Johnston      []float64
	Prevent       []float64 // Coleman's power to prevent action
	Initiate      []float64 // Coleman's power to initiate action
	Decisiveness  float64   // Coleman's power of the body to act

	// Shapley holds the exact Shapley-Shubik indices.
	Shapley []*big.Rat
}

// Indices counts the game. It fails with a [TooLargeError] where that would
// take too long, and when the context ends.
func (g *Game) Indices(ctx context.Context) (*Indices, error) {
	t, err := g.count(ctx)
	if err != nil {
		return nil, fmt.Errorf("power: %w", err)
	}
	x := &Indices{Players: g.players, Winning: t.winning}
	x.Coalitions = new(big.Int).Lsh(big.NewInt(1), uint(g.players))
	losing := new(big.Int).Sub(x.Coalitions, x.Winning)
	half := new(big.Int).Rsh(x.Coalitions, 1)
	x.Decisiveness = quotient(x.Winning, x.Coalitions)

	swings, total := t.sums(t.swings, nil)
	x.Swings = t.spread(swings)
	x.Absolute = t.quotients(swings, half)
	x.Banzhaf = t.quotients(swings, total)
	x.Prevent = t.quotients(swings, x.Winning)
	x.Initiate = t.quotients(swings, losing)

	x.fillShapley(t)
	shared, total := t.sums(t.shared, reciprocals(g.players))
	x.Johnston = t.quotients(shared, total)
	member, total := t.sums(t.minimal, nil)
	x.Holler = t.quotients(member, total)
	member, total = t.sums(t.minimal, reciprocals(g.players))
	x.DeeganPackel = t.quotients(member, total)
	x.Minimal = new(big.Int).Quo(total, multiple(g.players)) // each counts 1 over all its members
	if losing.Sign() == 0 {
		x.Minimal.SetInt64(1) // the empty coalition
	}
	return x, nil
}

// multiple returns the least common multiple of 1 to n, the common denominator
// of shares.
func multiple(n int) *big.Int {
	m := big.NewInt(1)
	d := new(big.Int)
	for i := int64(2); i <= int64(n); i++ {
		d.GCD(nil, nil, m, big.NewInt(i))
		m.Mul(m, d.Quo(big.NewInt(i), d))
	}
	return m
}

// reciprocals returns 1/k over the common denominator, for k from 0 (0) to n.
func reciprocals(n int) []*big.Int {
	m := multiple(n)
	out := []*big.Int{new(big.Int)}
	for k := int64(1); k <= int64(n); k++ {
		out = append(out, new(big.Int).Quo(m, big.NewInt(k)))
	}
	return out
}

// sums returns for each kind the sum of a row of counts, weighted where weights
// are given, and the sum over all players.
func (t *tally) sums(rows [][]*big.Int, weights []*big.Int) (sums []*big.Int, total *big.Int) {
	total = new(big.Int)
	term := new(big.Int)
	for k, row := range rows {
		sum := new(big.Int)
		for i, c := range row {
			if weights != nil {
				c = term.Mul(c, weights[i])
			}
			sum.Add(sum, c)
		}
		sums = append(sums, sum)
		total.Add(total, new(big.Int).Mul(sum, big.NewInt(int64(len(t.kinds[k])))))
	}
	return sums, total
}

// spread gives each player what its kind has.
func (t *tally) spread(of []*big.Int) []*big.Int {
	out := make([]*big.Int, t.players())
	for k, players := range t.kinds {
		for _, i := range players {
			out[i] = of[k]
		}
	}
	return out
}

func (t *tally) players() int {
	n := 0
	for _, k := range t.kinds {
		n += len(k)
	}
	return n
}

// quotients divides what each kind has by a whole, for each player.
func (t *tally) quotients(of []*big.Int, whole *big.Int) []float64 {
	out := make([]float64, t.players())
	for k, players := range t.kinds {
		x := quotient(of[k], whole)
		for _, i := range players {
			out[i] = x
		}
	}
	return out
}

// quotient is the float64 nearest to a / b, 0 where b is 0.
func quotient(a, b *big.Int) float64 {
	if b.Sign() == 0 {
		return 0
	}
	x, _ := new(big.Rat).SetFrac(a, b).Float64()
	return x
}

// fillShapley weighs each swing by the orders in which the player is the one
// that turns it: those before it and those behind it in any order.
func (x *Indices) fillShapley(t *tally) {
	n := x.Players
	factorial := []*big.Int{big.NewInt(1)}
	for k := int64(1); k <= int64(n); k++ {
		factorial = append(factorial, new(big.Int).Mul(factorial[k-1], big.NewInt(k)))
	}
	orders := make([]*big.Int, n+1)
	orders[0] = new(big.Int)
	for k := 1; k <= n; k++ {
		orders[k] = new(big.Int).Mul(factorial[k-1], factorial[n-k])
	}
	pivots, _ := t.sums(t.swings, orders)
	x.ShapleyShubik = t.quotients(pivots, factorial[n])
	x.Shapley = make([]*big.Rat, n)
	for k, players := range t.kinds {
		exact := new(big.Rat).SetFrac(pivots[k], factorial[n])
		for _, i := range players {
			x.Shapley[i] = exact
		}
	}
}

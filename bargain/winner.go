package bargain

import (
	"math/big"
	"slices"
)

// Allocation is goods shared out between two parties.
type Allocation struct {
	Shares []*big.Rat  // of each good, what the first party gets
	Points [2]*big.Rat // what each party has of its own points
	// Before is what each has when every good has gone to whoever puts more
	// points on it, tied goods left aside; After with those.
	Before, After [2]*big.Rat
	Split         int // the good that is split, or -1
}

// AdjustedWinner shares goods out between two parties by their points on each:
// every good goes to whoever puts more points on it, tied ones to whoever has
// fewer points so far; then the party with more points passes goods to the
// other, those first on which the ratio of its points to the other's is
// smallest, until both have the same number. At most one good is split. The
// result is efficient, equitable and envy-free.
//
// Points are at least 0; floating-point numbers are taken as the decimals that
// print them, and the arithmetic is exact.
//
// Brams and Taylor (1996), Fair Division, ch. 4. O(n log n) time.
func AdjustedWinner(points [][2]float64) *Allocation {
	w := &winner{Allocation: Allocation{Split: -1}}
	for _, pt := range points {
		w.points = append(w.points, [2]*big.Rat{ratio(pt[0]), ratio(pt[1])})
		w.Shares = append(w.Shares, new(big.Rat))
	}
	for i, pt := range w.points {
		if pt[0].Cmp(pt[1]) > 0 {
			w.Shares[i].SetInt64(1)
		}
	}
	tied := func(i int) bool { return w.points[i][0].Cmp(w.points[i][1]) == 0 }
	w.Before = w.count(func(i int) bool { return !tied(i) })
	for i := range w.points {
		has := w.count(func(k int) bool { return !tied(k) || k < i })
		if tied(i) && has[0].Cmp(has[1]) < 0 {
			w.Shares[i].SetInt64(1)
		}
	}
	w.After = w.count(func(int) bool { return true })
	w.adjust()
	w.Points = w.count(func(int) bool { return true })
	return &w.Allocation
}

type winner struct {
	Allocation
	points [][2]*big.Rat
}

// count adds up what each party has of some goods.
func (w *winner) count(in func(int) bool) [2]*big.Rat {
	sum := [2]*big.Rat{new(big.Rat), new(big.Rat)}
	one := big.NewRat(1, 1)
	for i, pt := range w.points {
		if !in(i) {
			continue
		}
		sum[0].Add(sum[0], new(big.Rat).Mul(pt[0], w.Shares[i]))
		sum[1].Add(sum[1], new(big.Rat).Mul(pt[1], new(big.Rat).Sub(one, w.Shares[i])))
	}
	return sum
}

// adjust passes goods from the party with more points to the other.
func (w *winner) adjust() {
	leader := 0
	if w.After[1].Cmp(w.After[0]) > 0 {
		leader = 1
	}
	var order []int
	for i, s := range w.Shares {
		if (s.Sign() > 0) == (leader == 0) {
			order = append(order, i)
		}
	}
	// a1/b1 < a2/b2 without dividing by points that may be 0.
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := w.points[i], w.points[j]
		left := new(big.Rat).Mul(a[leader], b[1-leader])
		return left.Cmp(new(big.Rat).Mul(b[leader], a[1-leader]))
	})
	for _, i := range order {
		now := w.count(func(int) bool { return true })
		lead := new(big.Rat).Sub(now[leader], now[1-leader])
		both := new(big.Rat).Add(w.points[i][0], w.points[i][1])
		if lead.Sign() <= 0 || both.Sign() == 0 {
			return
		}
		part := new(big.Rat).Quo(lead, both) // of the good, to make both equal
		if part.Cmp(big.NewRat(1, 1)) >= 0 {
			part.SetInt64(1)
		} else {
			w.Split = i
		}
		if leader == 0 {
			w.Shares[i].Sub(w.Shares[i], part)
		} else {
			w.Shares[i].Add(w.Shares[i], part)
		}
	}
}

// ProportionalAllocation gives each party of every good the share that its
// points are of both parties' points on it; half of what nobody wants. The
// result is equitable and envy-free, but not efficient; nobody gains by
// misstating its points as easily as with AdjustedWinner.
//
// Brams and Taylor (1996), Fair Division, ch. 4. O(n) time.
func ProportionalAllocation(points [][2]float64) *Allocation {
	w := &winner{Allocation: Allocation{Split: -1}}
	for _, pt := range points {
		a, b := ratio(pt[0]), ratio(pt[1])
		w.points = append(w.points, [2]*big.Rat{a, b})
		share := big.NewRat(1, 2)
		if both := new(big.Rat).Add(a, b); both.Sign() > 0 {
			share.Quo(a, both)
		}
		w.Shares = append(w.Shares, share)
	}
	w.Points = w.count(func(int) bool { return true })
	w.Before, w.After = w.Points, w.Points
	return &w.Allocation
}

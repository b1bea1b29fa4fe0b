package bargain

import "math"

// Rubinstein returns the shares of a pie of size 1 when two parties make offers
// in turn without end, the first of them first, and each period without a deal
// leaves of what a party would get the share d1 or d2 (discount factors, from 0
// to 1, not both 1).
//
//	share1 = (1 - d2) / (1 - d1 d2)
//
// Rubinstein (1982), Econometrica 50(1), 97-109.
func Rubinstein(d1, d2 float64) (share1, share2 float64) {
	share1 = (1 - d2) / (1 - d1*d2)
	return share1, 1 - share1
}

// Offers returns the gains of two parties that make offers in turn, first the
// one for whom x stands, then the other, over a set of possible gains, when
// each period without a deal leaves the shares d1 and d2 of a gain: the subgame
// perfect equilibrium, in which the first offer is accepted. periods is how many
// offers there are in all; 0 stands for no end.
//
// Each offer leaves the other just what it would have by waiting; the last
// leaves nothing above no deal. X and Y are gains over no deal.
//
// Rubinstein (1982), Econometrica 50(1), 97-109; finite: Ståhl (1972),
// Bargaining Theory. O(periods x corners) time, O(corners) without end.
func (h *Hull) Offers(d1, d2 float64, periods int) (x, y float64) {
	if periods == 0 {
		return h.endless(d1, d2)
	}
	var wait [2]float64 // what each has one period later
	for n := periods; n > 0; n-- {
		if n%2 == 1 { // the first makes the odd offers
			wait = h.offer(d2 * wait[1])
		} else {
			wait = h.answer(d1 * wait[0])
		}
	}
	return wait[0], wait[1]
}

// endless finds the offer that the first makes whenever it is its turn: the gain
// x that is left after each has answered the other once, by halving.
func (h *Hull) endless(d1, d2 float64) (x, y float64) {
	low, high := 0.0, h.X[len(h.X)-1]
	for range 200 {
		mid := low + (high-low)/2
		if h.offer(d2 * h.answer(d1 * mid)[1])[0] > mid {
			low = mid
		} else {
			high = mid
		}
	}
	at := h.offer(d2 * h.answer(d1 * high)[1])
	return at[0], at[1]
}

// offer is the best for x that leaves y at least a gain.
func (h *Hull) offer(y float64) [2]float64 {
	x := h.Inverse(math.Min(y, h.Y[0]))
	return [2]float64{x, h.At(x)}
}

// answer is the best for y that leaves x at least a gain.
func (h *Hull) answer(x float64) [2]float64 {
	y := h.At(math.Min(x, h.X[len(h.X)-1]))
	return [2]float64{h.Inverse(y), y}
}

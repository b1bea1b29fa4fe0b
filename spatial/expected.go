package spatial

import (
	"context"
	"fmt"
	"math"
)

// Dispute is the input of the expected utility model: actors on one scale.
type Dispute struct {
	Position, Salience, Influence []float64 // by actor; salience and influence from 0
}

// Equations says which reading of the expected utility model is run. Neither
// gives the series that was published: the printed equations leave the median of
// the 1994 case at 7, and the variant differs in one of 16 numbers.
type Equations int

// The readings of the model.
const (
	// Printed are the equations of Scholz, Calbert and Smith (2011).
	Printed Equations = iota
	// Replicated is what the published series was computed with, as far as
	// replications can tell: chances are divided by the votes on all pairs of
	// positions, each actor values challenges with its own taste for risk, and of
	// several compromises the one at the lowest position is taken, which is a
	// mistake in the original.
	Replicated
)

// Quarrel sets how the model is run.
type Quarrel struct {
	Equations
	Rounds int
	// Stay is the chance that nothing changes where an actor does not challenge;
	// 1 was used for the 1994 case, 1/2 otherwise.
	Stay float64
}

// Standing is where the actors stand after a round of the expected utility model.
type Standing struct {
	Position     []float64
	Mean, Median float64
	// Risk is the exponent of each actor's taste for risk in the round that led
	// here, 1/2 to 2; nil at the start.
	Risk []float64
}

// ExpectedUtility runs the expected utility model of Bueno de Mesquita for a
// number of rounds; the first standing is the start. It is here for history: it
// has no rule for stopping, and on decisions that are known it erred by 30 to 33
// points of 100, where always saying 50 erred by 28.
//
// With μ the weighted median, R the range of positions at the start, d =
// |x_i-x_j|/R, m = |x_i-μ|/R and r_i a taste for risk:
//
//	U_s = 2-4(½-½d)^r   U_f = 2-4(½+½d)^r   U_0 = 2-4·½^r
//	U_b = 2-4(½-¼(m+d))^r   U_w = 2-4(½+¼(m+d))^r
//	P_ij = Σ_{k: a_k>0} w_k a_k / Σ_k w_k |a_k|,  a_k = |x_k-x_j| - |x_k-x_i|
//	E_ij = s_j (P U_s + (1-P) U_f) + (1-s_j) U_s - Q U_0 - (1-Q)(T U_b + (1-T) U_w)
//
// T is 1 where i is nearer to μ than to j, else 0. Tastes for risk follow from
// E with r = 1: Z_i = Σ_{j≠i} E_ji, scaled to R_i from -1 to 1, r_i = (1-R_i/3) /
// (1+R_i/3). Of the offers to i, with a = E_ij and b = E_ji: b > a > 0 is a
// confrontation, i goes to j; a < 0 < b with b > |a| a compromise, i goes |a/b| of
// the way; a < 0 < b <= |a| is compelled. i takes a confrontation before a
// compromise before being compelled, and in each the smallest move. All move at
// once.
//
// Bueno de Mesquita (1994), in European Community Decision Making, ch. 4; Scholz,
// Calbert and Smith (2011), J. Theoretical Politics 23(4), 510-531, read at
// second hand. O(n³) a round for n actors; [Replicated] O(n³) too.
func (d *Dispute) ExpectedUtility(ctx context.Context, q Quarrel) ([]Standing, error) {
	if len(d.Salience) != len(d.Position) || len(d.Influence) != len(d.Position) {
		return nil, fmt.Errorf("spatial: dispute of %d positions, %d saliences and %d influences", len(d.Position), len(d.Salience), len(d.Influence))
	}
	a := &quarrel{Dispute: d, Quarrel: q, x: append([]float64(nil), d.Position...)}
	low, high := math.Inf(1), math.Inf(-1)
	for i, x := range a.x {
		low, high = math.Min(low, x), math.Max(high, x)
		a.w = append(a.w, d.Salience[i]*d.Influence[i])
	}
	a.span = high - low
	start, ok := a.standing(nil)
	if !ok {
		return nil, fmt.Errorf("spatial: dispute in which nobody has weight")
	}
	out := []Standing{start}
	for range q.Rounds {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		risk := a.round()
		next, _ := a.standing(risk)
		out = append(out, next)
	}
	return out, nil
}

// quarrel is a run of the model.
type quarrel struct {
	*Dispute
	Quarrel
	x, w   []float64
	span   float64
	median float64
}

func (a *quarrel) standing(risk []float64) (s Standing, ok bool) {
	s = Standing{Position: append([]float64(nil), a.x...), Risk: risk}
	s.Mean, ok = Mean(a.x, a.w)
	s.Median, _ = Median(a.x, a.w)
	a.median = s.Median
	return s, ok
}

// round moves everybody once and returns the tastes for risk.
func (a *quarrel) round() []float64 {
	n := len(a.x)
	risk := make([]float64, n)
	for i := range risk {
		risk[i] = 1
	}
	if a.span == 0 {
		return risk
	}
	chance := a.chances(risk)
	danger := make([]float64, n)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range n {
		for j := range n {
			if j != i {
				danger[i] += a.worth(j, i, chance[j][i], 1)
			}
		}
		low, high = math.Min(low, danger[i]), math.Max(high, danger[i])
	}
	if high > low {
		for i, z := range danger {
			r := (float64(2*z) - high - low) / (high - low)
			risk[i] = (1 - r/3) / (1 + r/3)
		}
	}
	chance = a.chances(risk)
	next := make([]float64, n)
	for i := range n {
		next[i] = a.move(i, risk, chance)
	}
	a.x = next
	return risk
}

// chances returns P_ij.
func (a *quarrel) chances(risk []float64) [][]float64 {
	n := len(a.x)
	chance := square(n)
	all := 0.0
	for i := range n {
		for j := range n {
			if a.x[i] == a.x[j] {
				continue
			}
			won, cast := 0.0, 0.0
			for k := range n {
				v := a.w[k] * (a.loss(k, j, risk[k]) - a.loss(k, i, risk[k]))
				won += math.Max(v, 0)
				cast += math.Abs(v)
			}
			all += cast
			chance[i][j] = won
			if a.Equations == Printed {
				chance[i][j] = won / cast
			}
		}
	}
	for i := range n {
		for j := range n {
			if a.Equations == Replicated && all > 0 {
				chance[i][j] /= all
			}
		}
	}
	return chance
}

// loss is how far k is from the position of j, with the variant's taste for
// risk.
func (a *quarrel) loss(k, j int, risk float64) float64 {
	d := math.Abs(a.x[k]-a.x[j]) / a.span
	if a.Equations == Printed {
		return d
	}
	return math.Pow(d, risk)
}

// worth returns E_ij at a chance to win and a taste for risk.
func (a *quarrel) worth(i, j int, p, risk float64) float64 {
	value := func(x float64) float64 { return 2 - float64(4*math.Pow(x, risk)) }
	d, m := math.Abs(a.x[i]-a.x[j])/a.span, math.Abs(a.x[i]-a.median)/a.span
	win, lose := value(0.5-float64(0.5*d)), value(0.5+float64(0.5*d))
	resisted := float64(p*win) + float64((1-p)*lose)
	e := float64(a.Salience[j]*resisted) + float64((1-a.Salience[j])*win) - float64(a.Stay*value(0.5))
	if a.Stay < 1 {
		drift := value(0.5 + float64(0.25*(m+d)))
		if m < d {
			drift = value(0.5 - float64(0.25*(m+d)))
		}
		e -= float64((1 - a.Stay) * drift)
	}
	return e
}

// offer ranks.
const (
	confronted = iota
	compromise
	compelled
	noOffer
)

// move returns where i goes.
func (a *quarrel) move(i int, risk []float64, chance [][]float64) float64 {
	best, to, cost := noOffer, a.x[i], math.Inf(1)
	for j := range a.x {
		if a.x[j] == a.x[i] {
			continue
		}
		other := risk[j]
		if a.Equations == Replicated {
			other = risk[i]
		}
		mine, theirs := a.worth(i, j, chance[i][j], risk[i]), a.worth(j, i, chance[j][i], other)
		kind, place := noOffer, a.x[j]
		switch {
		case theirs > mine && mine > 0:
			kind = confronted
		case mine < 0 && theirs > 0 && theirs > -mine:
			kind, place = compromise, a.x[i]+float64((a.x[j]-a.x[i])*math.Abs(mine/theirs))
		case mine < 0 && theirs > 0:
			kind = compelled
		}
		price := math.Abs(place - a.x[i])
		if a.Equations == Replicated && kind == compromise {
			price = (float64(-mine*a.x[i]) + float64(theirs*a.x[j])) / (theirs - mine)
		}
		if kind < best || kind == best && kind != noOffer && price < cost {
			best, to, cost = kind, place, price
		}
	}
	return to
}

package spatial

import "math"

// Vote says how strongly an actor stands up for the option it likes better: how
// the gain d in utility, from -1 to 1, turns into a share of its weight.
type Vote int

// The ways to vote. KTAB's default is Proportional.
const (
	Proportional      Vote = iota // d
	Binary                        // all of it: 1 where d > 0 (linear within 1e-8)
	ProportionalStep              // 0.8 d + 0.2 binary
	ProportionalCubic             // 0.5 d + 0.5 d³
	Cubic                         // d³
	Prospect                      // d where d < 0, 2d/3 where d > 0: losses weigh more
)

// sameUtility is the difference within which a binary vote is not yet whole, so
// that rounding does not decide it.
const sameUtility = 1e-8

// of returns the vote of an actor of weight w.
func (v Vote) of(w, d float64) float64 {
	if v == Proportional {
		return w * d
	}
	return v.bent(w, d)
}

// bent is the vote where it is not proportional to the gain.
func (v Vote) bent(w, d float64) float64 {
	switch v {
	case Binary:
		return w * step(d)
	case ProportionalStep:
		return w * (float64(0.8*d) + float64(0.2*step(d)))
	case ProportionalCubic:
		return w * (float64(0.5*d) + float64(0.5*d*d*d))
	case Cubic:
		return w * (d * d * d)
	case Prospect:
		if d > 0 {
			return 2 * w * d / 3
		}
	}
	return w * d
}

func step(d float64) float64 { return math.Max(-1, math.Min(1, d/sameUtility)) }

// Victory says how the strengths of two coalitions turn into the odds of each.
type Victory int

// The ways to win. KTAB's default is Linear.
const (
	Linear  Victory = iota // in proportion to strength
	Square                 // to its square
	Quartic                // to its fourth power
	Octic                  // to its eighth power
	Sharp                  // certain with a tenth more strength; KTAB calls it Binary
)

// sharpEdge is how much stronger a coalition must be to be certain of victory.
const sharpEdge = 1.1

// unlikely is the chance of the weaker side under Sharp.
const unlikely = 1e-6

// odds returns the chance that strength a beats strength b, both above 0.
func (v Victory) odds(a, b float64) float64 {
	switch v {
	case Square:
		a, b = a*a, b*b
	case Quartic:
		a, b = power4(a), power4(b)
	case Octic:
		a, b = power4(a)*power4(a), power4(b)*power4(b)
	case Sharp:
		switch {
		case a >= sharpEdge*b:
			return 1 / (1 + unlikely)
		case b >= sharpEdge*a:
			return unlikely / (1 + unlikely)
		}
		return (a/(a+b)*(sharpEdge+1) - 1) / (sharpEdge - 1)
	}
	return a / (a + b)
}

func power4(x float64) float64 { return x * x * x * x }

// Chain says how the odds of pairs turn into a chance for each option.
type Chain int

// The ways to chain votes between pairs.
const (
	// Conditional: the chance of beating every other option, given that some
	// option does. KTAB's default.
	Conditional Chain = iota
	// MarkovUniform: the option that holds after many challenges, each option
	// being as likely to challenge.
	MarkovUniform
	// MarkovIncentive: the same, with challenges as likely as their supporters
	// are strong and hopeful.
	MarkovIncentive
)

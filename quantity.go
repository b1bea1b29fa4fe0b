package detente

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Spread says what is known of a number.
type Spread int

const (
	Exact    Spread = iota // one number
	Interval               // Low..High, a 90 % interval of a normal, cut off at the limits
	Triangle               // Low, Mid (the mode), High: the whole range of a triangle
	Fitted                 // Low, Mid, High: the 5th, 50th and 95th percentile
	Unknown                // anything between the limits, and a question to ask
)

var spreadNames = [...]string{"exact", "interval", "triangle", "fitted", "unknown"}

func (s Spread) String() string { return spreadNames[s] }

// Quantity is a number, or a range that stands for one. Min and Max are the
// limits of the field it stands in; infinite where the field has none.
type Quantity struct {
	Spread         Spread
	Low, Mid, High float64 // equal for Exact
	Min, Max       float64
	Meta
}

// Number returns an exact quantity without limits.
func Number(x float64) Quantity {
	return Quantity{Low: x, Mid: x, High: x, Min: math.Inf(-1), Max: math.Inf(1)}
}

// Middle returns the number that deterministic answers use: the middle of an
// interval, the mode of a triangle, the median of a fitted range, the middle of
// the limits where it is unknown.
func (q *Quantity) Middle() float64 {
	switch q.Spread {
	case Interval:
		return tidy((q.Low+q.High)/2, 1e-12)
	case Unknown:
		return (q.Min + q.Max) / 2
	}
	return q.Mid
}

// Interval90 returns the ends of the 90 % interval: for a triangle the 5th and
// 95th percentile, for an unknown the limits themselves.
func (q *Quantity) Interval90() (low, high float64) {
	switch q.Spread {
	case Exact:
		return q.Mid, q.Mid
	case Triangle:
		return q.triangle(0.05), q.triangle(0.95)
	case Unknown:
		return q.Min, q.Max
	}
	return math.Max(q.Low, q.Min), math.Min(q.High, q.Max)
}

// triangle returns the p-quantile of the triangular distribution.
func (q *Quantity) triangle(p float64) float64 {
	width := q.High - q.Low
	if width == 0 {
		return q.Mid
	}
	left := (q.Mid - q.Low) / width
	if p <= left {
		return q.Low + math.Sqrt(p*width*(q.Mid-q.Low))
	}
	return q.High - math.Sqrt((1-p)*width*(q.High-q.Mid))
}

// IsRange reports whether the quantity is not one exact number.
func (q *Quantity) IsRange() bool { return q.Spread != Exact }

// String returns the quantity as a case file writes it.
func (q *Quantity) String() string {
	n := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	switch q.Spread {
	case Interval:
		return n(q.Low) + ".." + n(q.High)
	case Triangle:
		return fmt.Sprintf("{low: %s, mode: %s, high: %s}", n(q.Low), n(q.Mid), n(q.High))
	case Fitted:
		return fmt.Sprintf("{p5: %s, p50: %s, p95: %s}", n(q.Low), n(q.Mid), n(q.High))
	case Unknown:
		return "unknown"
	}
	return n(q.Mid)
}

// Decimal is an exact decimal number, for votes and populations.
type Decimal struct {
	digits int64
	places int // digits after the point
}

// maxDigits bounds a decimal so that sums over thousands of members stay exact.
const maxDigits = 15

// ParseDecimal reads a plain decimal of at most 15 digits, zero or more, such
// as 82.038. Underscores between digits are allowed.
func ParseDecimal(s string) (Decimal, error) {
	text := strings.ReplaceAll(s, "_", "")
	whole, frac, _ := strings.Cut(text, ".")
	all := whole + frac
	if all == "" || strings.Trim(all, "0123456789") != "" {
		return Decimal{}, fmt.Errorf("%q is no plain decimal number", s)
	}
	frac = strings.TrimRight(frac, "0")
	all = strings.TrimLeft(whole+frac, "0")
	if len(all) > maxDigits || len(frac) > maxDigits {
		return Decimal{}, fmt.Errorf("%q has more than %d digits", s, maxDigits)
	}
	d := Decimal{places: len(frac)}
	for _, r := range all {
		d.digits = d.digits*10 + int64(r-'0')
	}
	return d, nil
}

// Float returns the nearest float64.
func (d Decimal) Float() float64 {
	x, _ := d.rat().Float64()
	return x
}

// String returns the decimal without trailing zeros.
func (d Decimal) String() string {
	s := strconv.FormatInt(d.digits, 10)
	if d.places == 0 {
		return s
	}
	if len(s) <= d.places {
		s = strings.Repeat("0", d.places-len(s)+1) + s
	}
	return s[:len(s)-d.places] + "." + s[len(s)-d.places:]
}

func (d Decimal) rat() *big.Rat {
	den := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.places)), nil)
	return new(big.Rat).SetFrac(big.NewInt(d.digits), den)
}

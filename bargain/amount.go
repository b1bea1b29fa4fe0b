package bargain

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"detente"
)

// Amount is a number of packages: exact, or an estimate with its standard error.
type Amount struct {
	Exact           *big.Int // nil where there is only an estimate
	Estimate, Error float64
}

func exactly(n *big.Int) Amount {
	f, _ := new(big.Float).SetInt(n).Float64()
	return Amount{Exact: n, Estimate: f}
}

// Some reports whether there is any, as far as is known.
func (a Amount) Some() bool { return a.Estimate > 0 }

// String writes the number for people: "2,535", or "about 1.2 × 10^29".
func (a Amount) String() string {
	switch {
	case a.Exact == nil && a.Estimate == 0:
		return fmt.Sprintf("fewer than about %s", round2(3*a.Error))
	case a.Exact == nil:
		return "about " + round2(a.Estimate)
	case a.Exact.BitLen() > 50:
		return "about " + round2(a.Estimate)
	}
	return thousands(a.Exact)
}

// round2 writes a large number with two significant digits.
func round2(x float64) string {
	if x < 1e6 {
		return count(int64(math.Round(x)))
	}
	digits, power, _ := strings.Cut(strconv.FormatFloat(x, 'e', 1, 64), "e+")
	n, _ := strconv.Atoi(power)
	return fmt.Sprintf("%s × 10^%d", digits, n)
}

// Of writes the number with what it counts: "1 package", "2,535 packages"; or
// with its verb: "none is", "1 is", "2,535 are".
func (a Amount) Of(noun string, verbs ...string) string {
	single := a.Exact != nil && a.Exact.IsInt64() && a.Exact.Int64() == 1
	text := a.String()
	if noun != "" {
		text += " " + noun
		if !single {
			text += "s"
		}
	}
	if len(verbs) == 2 {
		if a.Exact != nil && a.Exact.Sign() == 0 {
			return "none " + verbs[0]
		}
		if single {
			return text + " " + verbs[0]
		}
		return text + " " + verbs[1]
	}
	return text
}

// cell shows the number in a table, an estimate with its standard error.
func (a Amount) cell() detente.Cell {
	text := a.String()
	if a.Exact == nil && a.Estimate > 0 {
		text += " ± " + round2(a.Error)
	}
	return detente.Cell{Text: text, Number: a.Estimate, IsNum: true}
}

package exchange

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// parseNumber reads a plain decimal number and returns the number that was
// written, exactly.
func parseNumber(text string) (*big.Rat, error) {
	t := strings.TrimSpace(text)
	x, err := strconv.ParseFloat(t, 64)
	if strings.Trim(t, "0123456789.+-eE") != "" || err != nil || math.Abs(x) > maxNumber {
		if digits := strings.Trim(t, "0123456789,"); digits == "" && strings.Contains(t, ",") {
			return nil, fmt.Errorf("%q is no number; write a point for the comma", text)
		}
		return nil, fmt.Errorf("%q is no number up to 1e15", text)
	}
	return ratio(x), nil
}

// ratio returns the shortest decimal number that is read as x, which is what a
// person typed for it.
func ratio(x float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	return r
}

// float returns the nearest float64; nil is 0.
func float(r *big.Rat) float64 {
	if r == nil {
		return 0
	}
	x, _ := r.Float64()
	return x
}

// add returns the sum of two numbers; nil is 0.
func add(a, b *big.Rat) *big.Rat {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return new(big.Rat).Add(a, b)
}

// decimal writes a number as a person would.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

package detente

import (
	"math"
	"strconv"
	"strings"
)

// FormatShort prints a number for people: at most two decimals below 10, one
// below 100, none above, and no trailing zeros.
func FormatShort(x float64) string {
	digits := 2
	switch a := math.Abs(x); {
	case a >= 99.95:
		digits = 0
	case a >= 9.995:
		digits = 1
	}
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	if y == 0 {
		y = 0
	}
	return strconv.FormatFloat(y, 'f', -1, 64)
}

// PlainCell returns a text as a spreadsheet shows it, with an apostrophe before what
// a spreadsheet would take for a formula. A dash alone stands for nothing and stays.
func PlainCell(s string) string {
	if s != "" && s != "-" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

package spatial

import (
	"encoding/json"
	"strconv"
)

// numbers is a list of numbers that JSON shows at 12 significant digits.
type numbers []float64

// MarshalJSON writes the numbers.
func (n numbers) MarshalJSON() ([]byte, error) {
	out := make([]float64, len(n))
	for i, x := range n {
		y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
		if err != nil {
			return nil, err
		}
		if y != 0 { // no minus zero
			out[i] = y
		}
	}
	return json.Marshal(out)
}

package montecarlo

import "math"

// Crossing is a place where an answer changes between yes and no.
type Crossing struct {
	At    float64
	Above bool // the answer just above
}

// finest is how exactly a crossing is found, as a share of the range.
const finest = 1e-7

// Crossings returns the places between low and high where holds changes, in
// ascending order: those between neighbours of cells + 1 places at equal
// distances, each found by bisection to a ten-millionth of the range. Two changes
// within one cell cancel and are not seen.
func Crossings(low, high float64, cells int, holds func(x float64) (bool, error)) ([]Crossing, error) {
	var out []Crossing
	from := low
	was, err := holds(low)
	if err != nil {
		return nil, err
	}
	for k := 1; k <= cells; k++ {
		to := low + float64((high-low)*float64(k)/float64(cells))
		is, err := holds(to)
		if err != nil {
			return nil, err
		}
		if is != was {
			at, err := bisect(from, to, finest*math.Abs(high-low), was, holds)
			if err != nil {
				return nil, err
			}
			out = append(out, Crossing{at, is})
		}
		from, was = to, is
	}
	return out, nil
}

// bisect returns where holds changes from what it is at a.
func bisect(a, b, within float64, was bool, holds func(x float64) (bool, error)) (float64, error) {
	for b-a > within {
		middle := a + (b-a)/2
		is, err := holds(middle)
		if err != nil {
			return 0, err
		}
		if is == was {
			a = middle
		} else {
			b = middle
		}
	}
	return a + (b-a)/2, nil
}

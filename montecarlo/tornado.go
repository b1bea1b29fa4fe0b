package montecarlo

import "fmt"

// Swing is what the outputs are with one input at its 5th and at its 95th
// percentile, every other at its middle; for an order, as the case has it first
// and last.
type Swing struct {
	Low, High []float64
}

// Tornado returns the swing of every input, and the outputs with all inputs at
// their middle.
func (s *Space) Tornado(f Function) (middle []float64, swings []Swing, err error) {
	d := s.Drawn()
	call := func() ([]float64, error) {
		y, err := f(d.Case)
		if err != nil {
			return nil, fmt.Errorf("montecarlo: %w", err)
		}
		return append([]float64(nil), y...), nil
	}
	if middle, err = call(); err != nil {
		return nil, nil, err
	}
	for i := range s.Inputs {
		var sw Swing
		for _, end := range []struct {
			u  float64
			to *[]float64
		}{{0.05, &sw.Low}, {0.95, &sw.High}} {
			d.Reset()
			d.Input(i, end.u)
			if *end.to, err = call(); err != nil {
				return nil, nil, err
			}
		}
		swings = append(swings, sw)
	}
	return middle, swings, nil
}

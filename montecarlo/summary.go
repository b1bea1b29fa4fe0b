package montecarlo

import "math"

// bins of a histogram.
const bins = 1000

// Summary sums up one number over the draws, in memory that does not grow with
// them.
type Summary struct {
	Low, High float64 // ends of the histogram
	N         int     // draws in which the number exists
	Without   int     // draws in which it does not (NaN)
	Mean      float64
	Least     float64
	Most      float64
	squares   float64 // sum of squared distances from the mean
	count     [bins]int
}

// NewSummary returns an empty summary of numbers that lie between low and high;
// others count at the ends.
func NewSummary(low, high float64) *Summary {
	return &Summary{Low: low, High: high, Least: math.Inf(1), Most: math.Inf(-1)}
}

// Add takes one number in. The mean and the squares are updated one by one:
// Welford (1962), Technometrics 4(3), 419-420.
func (s *Summary) Add(x float64) {
	if math.IsNaN(x) {
		s.Without++
		return
	}
	s.N++
	d := x - s.Mean
	s.Mean += d / float64(s.N)
	s.squares += float64(d * (x - s.Mean))
	s.Least, s.Most = math.Min(s.Least, x), math.Max(s.Most, x)
	k := 0
	if s.High > s.Low {
		k = int(math.Max(0, math.Min(bins-1, bins*(x-s.Low)/(s.High-s.Low))))
	}
	s.count[k]++
}

// SD returns the standard deviation, NaN below two draws.
func (s *Summary) SD() float64 {
	if s.N < 2 {
		return math.NaN()
	}
	return math.Sqrt(s.squares / float64(s.N-1))
}

// Error returns the standard error of the mean, as if draws were independent.
func (s *Summary) Error() float64 { return s.SD() / math.Sqrt(float64(s.N)) }

// Quantile returns the p-quantile to within a bin, a thousandth of the range,
// with straight lines inside a bin; NaN without draws.
func (s *Summary) Quantile(p float64) float64 {
	if s.N == 0 {
		return math.NaN()
	}
	want, sum := p*float64(s.N), 0.0
	width := (s.High - s.Low) / bins
	for k, n := range s.count {
		if n > 0 && sum+float64(n) >= want {
			x := s.Low + float64(width*(float64(k)+(want-sum)/float64(n)))
			return math.Max(s.Least, math.Min(s.Most, x))
		}
		sum += float64(n)
	}
	return s.Most
}

// Above returns the share of the draws above x, to within a bin.
func (s *Summary) Above(x float64) float64 {
	if s.N == 0 {
		return math.NaN()
	}
	sum := 0.0
	width := (s.High - s.Low) / bins
	for k, n := range s.count {
		part := 0.0
		if from := s.Low + float64(width*float64(k)); from >= x {
			part = 1
		} else if from+width > x {
			part = (from + width - x) / width
		}
		sum += part * float64(n)
	}
	return sum / float64(s.N)
}

// Sketch returns the distribution for drawing: the middles of cells of equal
// width between the least and the most that was drawn, and the share of the draws
// in each.
func (s *Summary) Sketch(cells int) (at, mass []float64) {
	if s.N == 0 {
		return nil, nil
	}
	width := (s.Most - s.Least) / float64(cells)
	above := 1.0
	for i := range cells {
		to := 0.0
		if i+1 < cells {
			to = s.Above(s.Least + float64(width*float64(i+1)))
		}
		at, mass = append(at, s.Least+float64(width*(float64(i)+0.5))), append(mass, math.Max(0, above-to))
		above = to
	}
	return at, mass
}

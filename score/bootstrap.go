package score

import (
	"math"
	"math/rand/v2"
	"slices"
)

// The bootstrap draws 2,000 times, and less often where there are so many items
// that chance between draws is small.
const (
	maxDraws = 2_000
	minDraws = 200
	maxPicks = 20_000_000
)

// measure averages scores, with a 95 % percentile interval over items drawn with
// replacement (Efron 1979). Each measure has its own random stream.
func (s *Score) measure(stream uint64, scores []float64) Measure {
	m := Measure{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), N: len(scores)}
	if m.N == 0 {
		return m
	}
	m.Value = mean(scores)
	if m.N == 1 {
		return m
	}
	r := rand.New(rand.NewPCG(s.Seed, stream))
	means := make([]float64, min(max(maxPicks/m.N, minDraws), maxDraws))
	for i := range means {
		sum := 0.0
		for range scores {
			sum += scores[r.IntN(m.N)]
		}
		means[i] = sum / float64(m.N)
	}
	slices.Sort(means)
	m.Low, m.High = percentile(means, 0.025), percentile(means, 0.975)
	return m
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// percentile returns the value at a share of the way through sorted numbers.
func percentile(sorted []float64, share float64) float64 {
	return sorted[int(math.Round(share*float64(len(sorted)-1)))]
}

package montecarlo

import (
	"hash/fnv"
	"math/rand/v2"
)

// Stream is a sequence of points of the unit cube. Point i depends on the seed,
// the name, and i alone.
type Stream struct {
	key   uint64
	plain bool
}

// NewStream returns the scrambled Sobol' sequence of a seed and a name, or with
// plain independent points.
func NewStream(seed uint64, name string, plain bool) Stream {
	h := fnv.New64a()
	h.Write([]byte(name))
	return Stream{mix(seed) ^ h.Sum64(), plain}
}

// part returns one of several streams that know nothing of one another.
func (s Stream) part(n int) Stream { return Stream{mix(s.key ^ mix(uint64(n))), s.plain} }

// Point fills u with point i: numbers between 0 and 1 exclusive. A sequence of
// Sobol' points has 2^32 of them.
func (s Stream) Point(i uint64, u []float64) {
	if s.plain {
		r := rand.New(rand.NewPCG(s.key, i))
		for d := range u {
			u[d] = unit(r.Uint32())
		}
		return
	}
	for d := range u {
		block, n := d/Dimensions, uint32(i)
		if block > 0 {
			n = scramble(n, uint32(mix(s.key^uint64(block)<<32)))
		}
		u[d] = unit(scramble(sobol(n, d%Dimensions), uint32(mix(s.key+uint64(d)))))
	}
}

// least is the smallest coordinate of a point; 1 - least the largest.
const least = 0.5 / (1 << 32)

func unit(x uint32) float64 { return (float64(x) + 0.5) / (1 << 32) }

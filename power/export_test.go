package power

import (
	"context"
	"math/big"
)

// Ways returns the counts of a game by every way of counting that applies: with
// generating functions and coalition by coalition, each in one pass modulo 2^64
// and by remainders modulo primes.
func Ways(g *Game) (counts [][]*big.Int, err error) {
	kinds := g.kinds()
	runs := []func(ring) ([]uint64, error){func(r ring) ([]uint64, error) { return g.enumerate(context.Background(), r, kinds) }}
	if _, ok := g.weighted(); ok {
		runs = append(runs, func(r ring) ([]uint64, error) { return g.generate(context.Background(), r, kinds) })
	}
	for _, run := range runs {
		once, err := run(0)
		if err != nil {
			return nil, err
		}
		residues := widen(make([]uint64, len(once)))
		modulus := big.NewInt(1)
		for _, p := range []int64{4294967291, 4294967279, 4294967231} {
			r, err := run(ring(p))
			if err != nil {
				return nil, err
			}
			remainder(residues, r, modulus, big.NewInt(p))
			modulus.Mul(modulus, big.NewInt(p))
		}
		counts = append(counts, widen(once), residues)
	}
	return counts, nil
}

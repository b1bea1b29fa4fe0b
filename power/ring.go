package power

import "math/big"

// ring is arithmetic modulo a prime below 2^32, or, for the zero ring, modulo
// 2^64: exact for counts below that.
type ring uint64

func (p ring) add(a, b uint64) uint64 {
	s := a + b
	if p != 0 && s >= uint64(p) {
		s -= uint64(p)
	}
	return s
}

func (p ring) sub(a, b uint64) uint64 {
	if p != 0 && a < b {
		a += uint64(p)
	}
	return a - b
}

func (p ring) mul(a, b uint64) uint64 {
	if p == 0 {
		return a * b
	}
	return a * b % uint64(p)
}

// nativePlayers is the number of players up to which no count passes 2^64:
// coalitions counted once for each member are at most n·2^(n-1).
const nativePlayers = 58

// exactly returns counts whatever their size. run computes them in a ring; for
// up to nativePlayers players it is run once, for more once for each of as many
// primes as are needed to tell counts up to n·2^n apart (Chinese remainders).
func exactly(players int, run func(ring) ([]uint64, error)) ([]*big.Int, error) {
	if players <= nativePlayers {
		counts, err := run(0)
		return widen(counts), err
	}
	limit := new(big.Int).Lsh(big.NewInt(int64(players)), uint(players)+1)
	modulus := big.NewInt(1)
	var out []*big.Int
	for p := int64(1)<<32 - 1; modulus.Cmp(limit) <= 0; p -= 2 {
		prime := big.NewInt(p)
		if !prime.ProbablyPrime(0) { // exact below 2^64
			continue
		}
		counts, err := run(ring(p))
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = widen(make([]uint64, len(counts)))
		}
		remainder(out, counts, modulus, prime)
		modulus.Mul(modulus, prime)
	}
	return out, nil
}

// remainder changes each x, known modulo m, to the number that also is r modulo
// the prime.
func remainder(x []*big.Int, r []uint64, m, prime *big.Int) {
	inverse := new(big.Int).ModInverse(m, prime)
	step := new(big.Int)
	for i := range x {
		step.SetUint64(r[i])
		step.Sub(step, x[i]).Mul(step, inverse).Mod(step, prime)
		x[i].Add(x[i], step.Mul(step, m))
	}
}

func widen(counts []uint64) []*big.Int {
	out := make([]*big.Int, len(counts))
	for i, c := range counts {
		out[i] = new(big.Int).SetUint64(c)
	}
	return out
}

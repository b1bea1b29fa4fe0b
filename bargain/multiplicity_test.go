package bargain

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestMultiplicity compares 128-bit counting with math/big, over the edge too.
func TestMultiplicity(t *testing.T) {
	limit := new(big.Int).Lsh(big.NewInt(1), 128)
	r := rand.New(rand.NewPCG(8, 8))
	random := func() multiplicity {
		m := multiplicity{high: r.Uint64() >> r.IntN(65), low: r.Uint64() >> r.IntN(64)}
		return m
	}
	for n := range 20_000 {
		a, b := random(), random()
		x, y := a.whole(), b.whole()
		check := func(op string, got multiplicity, want *big.Int) {
			t.Helper()
			fits := want.Sign() >= 0 && want.Cmp(limit) < 0
			if whole := got.whole(); fits != (whole != nil) || fits && whole.Cmp(want) != 0 {
				t.Fatalf("%d: %s %s %s = %v, want %s", n, x, op, y, whole, want)
			}
		}
		check("+", a.plus(b), new(big.Int).Add(x, y))
		check("-", a.minus(b), new(big.Int).Sub(x, y))
		check("x", a.times(b), new(big.Int).Mul(x, y))
	}
}

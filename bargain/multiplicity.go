package bargain

import (
	"math/big"
	"math/bits"
)

// multiplicity counts packages: a whole number of 128 bits that remembers when
// it no longer fits. The zero multiplicity is 0.
type multiplicity struct {
	high, low uint64
	lost      bool
}

func one() multiplicity { return multiplicity{low: 1} }

func (m multiplicity) plus(n multiplicity) multiplicity {
	low, carry := bits.Add64(m.low, n.low, 0)
	high, over := bits.Add64(m.high, n.high, carry)
	return multiplicity{high, low, m.lost || n.lost || over > 0}
}

func (m multiplicity) times(n multiplicity) multiplicity {
	if m.high == 0 && n.high == 0 {
		high, low := bits.Mul64(m.low, n.low)
		return multiplicity{high, low, m.lost || n.lost}
	}
	if m.high != 0 {
		m, n = n, m // at most one may have a high half
	}
	over, cross := bits.Mul64(m.low, n.high)
	high, low := bits.Mul64(m.low, n.low)
	high, carry := bits.Add64(high, cross, 0)
	return multiplicity{high, low, m.lost || n.lost || m.high != 0 || over != 0 || carry != 0}
}

// whole returns the number, nil where it was lost.
func (m multiplicity) whole() *big.Int {
	if m.lost {
		return nil
	}
	n := new(big.Int).SetUint64(m.high)
	n.Lsh(n, 64)
	return n.Or(n, new(big.Int).SetUint64(m.low))
}

// minus subtracts a smaller number.
func (m multiplicity) minus(n multiplicity) multiplicity {
	low, borrow := bits.Sub64(m.low, n.low, 0)
	high, under := bits.Sub64(m.high, n.high, borrow)
	return multiplicity{high, low, m.lost || n.lost || under > 0}
}

package montecarlo

import "math/bits"

// directions are the primitive polynomials and first direction numbers of Joe
// and Kuo for dimensions 2 to 21; dimension 1 is the van der Corput sequence.
//
// Joe and Kuo (2008), SIAM Journal on Scientific Computing 30(5), 2635-2654,
// criterion D(6).
var directions = [...]struct {
	degree int
	inner  uint32 // the coefficients a_1 ... a_{s-1}, the highest first
	first  []uint32
}{
	{1, 0, []uint32{1}},
	{2, 1, []uint32{1, 3}},
	{3, 1, []uint32{1, 3, 1}},
	{3, 2, []uint32{1, 1, 1}},
	{4, 1, []uint32{1, 1, 3, 3}},
	{4, 4, []uint32{1, 3, 5, 13}},
	{5, 2, []uint32{1, 1, 5, 5, 17}},
	{5, 4, []uint32{1, 1, 5, 5, 5}},
	{5, 7, []uint32{1, 1, 7, 11, 19}},
	{5, 11, []uint32{1, 1, 5, 1, 1}},
	{5, 13, []uint32{1, 1, 1, 3, 11}},
	{5, 14, []uint32{1, 3, 5, 5, 31}},
	{6, 1, []uint32{1, 3, 3, 9, 7, 49}},
	{6, 13, []uint32{1, 1, 1, 15, 21, 21}},
	{6, 16, []uint32{1, 3, 1, 13, 27, 49}},
	{6, 19, []uint32{1, 1, 1, 15, 7, 5}},
	{6, 22, []uint32{1, 3, 1, 15, 13, 25}},
	{6, 25, []uint32{1, 1, 5, 5, 19, 61}},
	{7, 1, []uint32{1, 3, 7, 11, 23, 15, 103}},
	{7, 4, []uint32{1, 3, 7, 13, 13, 15, 69}},
}

// Dimensions is how many coordinates of a point belong to one Sobol' sequence.
// Further coordinates take the same ones again, from a sequence whose points are
// shuffled, block by block of a power of two, so that they know nothing of the
// first.
const Dimensions = len(directions) + 1

// sobolDirections holds the direction numbers by dimension and bit.
var sobolDirections = makeDirections()

func makeDirections() (v [Dimensions][32]uint32) {
	for b := range 32 {
		v[0][b] = 1 << (31 - b)
	}
	for d, p := range directions {
		v[d+1] = recur(p.degree, p.inner, p.first)
	}
	return v
}

// recur extends the first direction numbers of a polynomial of degree s.
//
//	m_k = 2 a_1 m_{k-1} ⊕ 2² a_2 m_{k-2} ⊕ … ⊕ 2^s m_{k-s} ⊕ m_{k-s}
//
// Bratley and Fox (1988), ACM Transactions on Mathematical Software 14(1), 88-100.
func recur(s int, inner uint32, first []uint32) (v [32]uint32) {
	for b := range 32 {
		if b < s {
			v[b] = first[b] << (31 - b)
			continue
		}
		v[b] = v[b-s] ^ v[b-s]>>s
		for k := 1; k < s; k++ {
			if inner>>(s-1-k)&1 != 0 {
				v[b] ^= v[b-k]
			}
		}
	}
	return v
}

// sobol returns coordinate d of point i, as a whole number of 2^-32.
func sobol(i uint32, d int) uint32 {
	var x uint32
	for v := &sobolDirections[d]; i != 0; i &= i - 1 {
		x ^= v[bits.TrailingZeros32(i)]
	}
	return x
}

// scramble permutes the numbers of 32 bits so that each bit is turned over or not
// depending on those above it alone (nested uniform scrambling: Owen 1995), by
// the hash of Laine and Karras (2011) with the constants of Burley (2020),
// Journal of Computer Graphics Techniques 9(4), 1-20, which mixes upwards and so
// works on the bits in reverse.
func scramble(x, seed uint32) uint32 {
	x = bits.Reverse32(x)
	x += seed
	x ^= x * 0x6c50b47c
	x ^= x * 0xb82f1e52
	x ^= x * 0xc7afe638
	x ^= x * 0x8d22f6e6
	return bits.Reverse32(x)
}

// mix spreads a number over 64 bits (the finaliser of splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

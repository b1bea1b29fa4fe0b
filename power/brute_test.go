package power_test

import (
	"context"
	"fmt"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"

	"detente"
	"detente/power"
)

// twin computes every index from its definition, one coalition after another.
type twin struct {
	n    int
	wins []bool // by set of players
}

func newTwin(g *power.Game) *twin {
	t := &twin{n: g.Players()}
	for set := range 1 << t.n {
		yes := detente.NewCoalition(t.n)
		for i := range t.n {
			if set>>i&1 == 1 {
				yes.Add(i)
			}
		}
		t.wins = append(t.wins, g.Wins(yes))
	}
	return t
}

// critical returns the members that a winning set cannot miss.
func (t *twin) critical(set int) (members int) {
	for i := range t.n {
		if set>>i&1 == 1 && !t.wins[set&^(1<<i)] {
			members |= 1 << i
		}
	}
	return members
}

func factorial(n int) *big.Int { return new(big.Int).MulRange(1, int64(n)) }

func ratio(a, b *big.Rat) float64 {
	if b.Sign() == 0 {
		return 0
	}
	x, _ := new(big.Rat).Quo(a, b).Float64()
	return x
}

func (t *twin) indices() *power.Indices {
	x := &power.Indices{Players: t.n, Coalitions: new(big.Int).Lsh(big.NewInt(1), uint(t.n)), Winning: new(big.Int), Minimal: new(big.Int)}
	one := big.NewInt(1)
	swings, shares, packs, member := rats(t.n), rats(t.n), rats(t.n), rats(t.n)
	x.Shapley = rats(t.n)
	for set, wins := range t.wins {
		if !wins {
			continue
		}
		x.Winning.Add(x.Winning, one)
		critical, size := t.critical(set), bits.OnesCount(uint(set))
		if critical == set {
			x.Minimal.Add(x.Minimal, one)
		}
		for i := range t.n {
			if critical>>i&1 == 0 {
				continue
			}
			swings[i].Add(swings[i], big.NewRat(1, 1))
			shares[i].Add(shares[i], big.NewRat(1, int64(bits.OnesCount(uint(critical)))))
			orders := new(big.Int).Mul(factorial(size-1), factorial(t.n-size))
			x.Shapley[i].Add(x.Shapley[i], new(big.Rat).SetFrac(orders, factorial(t.n)))
			if critical == set {
				packs[i].Add(packs[i], big.NewRat(1, int64(size)))
				member[i].Add(member[i], big.NewRat(1, 1))
			}
		}
	}
	losing := new(big.Rat).SetInt(new(big.Int).Sub(x.Coalitions, x.Winning))
	winning, all := new(big.Rat).SetInt(x.Winning), new(big.Rat).SetInt(x.Coalitions)
	x.Decisiveness = ratio(winning, all)
	for i := range t.n {
		x.Swings = append(x.Swings, swings[i].Num())
		x.Absolute = append(x.Absolute, 2*ratio(swings[i], all))
		x.Banzhaf = append(x.Banzhaf, ratio(swings[i], sum(swings)))
		f, _ := x.Shapley[i].Float64()
		x.ShapleyShubik = append(x.ShapleyShubik, f)
		x.DeeganPackel = append(x.DeeganPackel, ratio(packs[i], sum(packs)))
		x.Holler = append(x.Holler, ratio(member[i], sum(member)))
		x.Johnston = append(x.Johnston, ratio(shares[i], sum(shares)))
		x.Prevent = append(x.Prevent, ratio(swings[i], winning))
		x.Initiate = append(x.Initiate, ratio(swings[i], losing))
	}
	return x
}

func rats(n int) []*big.Rat {
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = new(big.Rat)
	}
	return out
}

func sum(xs []*big.Rat) *big.Rat {
	s := new(big.Rat)
	for _, x := range xs {
		s.Add(s, x)
	}
	return s
}

// randomGame builds a small game: a weighted quota, or a tree of them.
func randomGame(r *rand.Rand, n, depth int) *power.Game {
	if depth == 0 || r.IntN(3) == 0 {
		weights := make([]int64, n)
		total := int64(0)
		top := []int{2, 4, 30, 1000}[r.IntN(4)]
		for i := range weights {
			weights[i] = int64(r.IntN(top))
			total += weights[i]
		}
		need := int64(r.IntN(int(total) + 2))
		return must(power.Weighted(need, weights...))
	}
	var parts []*power.Game
	for range 1 + r.IntN(3) {
		parts = append(parts, randomGame(r, n, depth-1))
	}
	if r.IntN(2) == 0 {
		return must(power.Any(parts...))
	}
	return must(power.All(parts...))
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

// differ reports in which field two sets of indices differ.
func differ(got, want *power.Indices) string {
	for _, f := range []struct {
		name      string
		got, want any
	}{
		{"Winning", got.Winning, want.Winning}, {"Coalitions", got.Coalitions, want.Coalitions},
		{"Minimal", got.Minimal, want.Minimal}, {"Swings", got.Swings, want.Swings}, {"Shapley", got.Shapley, want.Shapley},
		{"Absolute", got.Absolute, want.Absolute}, {"Banzhaf", got.Banzhaf, want.Banzhaf},
		{"ShapleyShubik", got.ShapleyShubik, want.ShapleyShubik}, {"DeeganPackel", got.DeeganPackel, want.DeeganPackel},
		{"Holler", got.Holler, want.Holler}, {"Johnston", got.Johnston, want.Johnston},
		{"Prevent", got.Prevent, want.Prevent}, {"Initiate", got.Initiate, want.Initiate},
		{"Decisiveness", got.Decisiveness, want.Decisiveness},
	} {
		if g, w := fmt.Sprint(f.got), fmt.Sprint(f.want); g != w {
			return fmt.Sprintf("%s = %s, want %s", f.name, g, w)
		}
	}
	return ""
}

func TestIndicesAgreeWithTheirDefinitions(t *testing.T) {
	for seed := range uint64(1500) {
		r := stream(seed)
		g := randomGame(r, r.IntN(10), r.IntN(4))
		got, err := g.Indices(context.Background())
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if d := differ(got, newTwin(g).indices()); d != "" {
			t.Fatalf("seed %d: %s", seed, d)
		}
	}
}

func TestWaysOfCountingAgree(t *testing.T) {
	for seed := range uint64(250) {
		r := stream(seed)
		g := randomGame(r, 1+r.IntN(9), r.IntN(2))
		ways, err := power.Ways(g)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i, w := range ways {
			if got, want := fmt.Sprint(w), fmt.Sprint(ways[0]); got != want {
				t.Fatalf("seed %d: way %d counts %s, want %s", seed, i, got, want)
			}
		}
	}
}

package power_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/power"
)

func indices(t testing.TB, g *power.Game) *power.Indices {
	t.Helper()
	x, err := g.Indices(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// coalition returns the set of players whose bit is set.
func coalition(n, set int) detente.Coalition {
	yes := detente.NewCoalition(n)
	for i := range n {
		if set>>i&1 == 1 {
			yes.Add(i)
		}
	}
	return yes
}

func TestIndicesOfSmallGames(t *testing.T) {
	for _, c := range []struct {
		name             string
		game             *power.Game
		shapley, banzhaf []float64
	}{
		// [51; 50, 49, 1]: the first tips the vote in orders 2 and 3 of joining
		// and in those where it is second; winning are AB, AC, ABC.
		{"a small party as good as a large one", must(power.Weighted(51, 50, 49, 1)), []float64{2. / 3, 1. / 6, 1. / 6}, []float64{0.6, 0.2, 0.2}},
		{"a dictator", must(power.Weighted(5, 5, 2, 2)), []float64{1, 0, 0}, []float64{1, 0, 0}},
		{"unanimity", must(power.Weighted(3, 1, 1, 1)), []float64{1. / 3, 1. / 3, 1. / 3}, []float64{1. / 3, 1. / 3, 1. / 3}},
		{"nothing can be won", must(power.Weighted(9, 1, 2, 3)), []float64{0, 0, 0}, []float64{0, 0, 0}},
		{"nobody is needed", must(power.Weighted(0, 1, 2, 3)), []float64{0, 0, 0}, []float64{0, 0, 0}},
		// a and (b or c): winning are ab, ac, abc.
		{"one and either of two", must(power.All(must(power.Weighted(1, 1, 0, 0)), must(power.Weighted(1, 0, 1, 1)))),
			[]float64{2. / 3, 1. / 6, 1. / 6}, []float64{0.6, 0.2, 0.2}},
	} {
		x := indices(t, c.game)
		if d := cmp.Diff(c.shapley, x.ShapleyShubik); d != "" {
			t.Errorf("%s: ShapleyShubik (-want +got):\n%s", c.name, d)
		}
		if d := cmp.Diff(c.banzhaf, x.Banzhaf); d != "" {
			t.Errorf("%s: Banzhaf (-want +got):\n%s", c.name, d)
		}
	}
}

// Of 101 equal players 51 must agree: each has a hundredth-and-first of the
// power, C(101,51) coalitions are minimal and half of all win.
func TestIndicesOfALargeAssembly(t *testing.T) {
	weights := make([]int64, 101)
	for i := range weights {
		weights[i] = 7
	}
	x := indices(t, must(power.Weighted(51*7, weights...)))
	if want := new(big.Int).Lsh(big.NewInt(1), 100); x.Winning.Cmp(want) != 0 {
		t.Errorf("winning coalitions = %s, want %s", x.Winning, want)
	}
	if want := new(big.Int).Binomial(101, 51); x.Minimal.Cmp(want) != 0 {
		t.Errorf("minimal winning coalitions = %s, want %s", x.Minimal, want)
	}
	for i := range weights {
		if x.Shapley[i].Cmp(big.NewRat(1, 101)) != 0 {
			t.Fatalf("ShapleyShubik(%d) = %s, want 1/101", i, x.Shapley[i])
		}
	}
	if want := new(big.Int).Binomial(100, 50); x.Swings[3].Cmp(want) != 0 {
		t.Errorf("swings = %s, want %s", x.Swings[3], want)
	}
}

// TestManyDifferentPlayers holds the counts of 70 players of 20 weights, past
// what fits a word, against a plain table of big integers.
func TestManyDifferentPlayers(t *testing.T) {
	r := stream(7)
	weights := make([]int64, 70)
	total := int64(0)
	for i := range weights {
		weights[i] = 1 + int64(r.IntN(20))
		total += weights[i]
	}
	need := total/2 + 1
	x := indices(t, must(power.Weighted(need, weights...)))
	sets := func(without int) []*big.Int { // of the others, by weight
		count := make([]*big.Int, total+1)
		for u := range count {
			count[u] = new(big.Int)
		}
		count[0].SetInt64(1)
		for i, w := range weights {
			for u := total; i != without && u >= w; u-- {
				count[u].Add(count[u], count[u-w])
			}
		}
		return count
	}
	sum := func(counts []*big.Int) *big.Int {
		s := new(big.Int)
		for _, c := range counts {
			s.Add(s, c)
		}
		return s
	}
	if want := sum(sets(-1)[need:]); x.Winning.Cmp(want) != 0 {
		t.Errorf("winning coalitions = %s, want %s", x.Winning, want)
	}
	for _, i := range []int{0, 13, 69} {
		if want := sum(sets(i)[need-weights[i] : need]); x.Swings[i].Cmp(want) != 0 {
			t.Errorf("swings(%d) = %s, want %s", i, x.Swings[i], want)
		}
	}
	for name, of := range map[string][]float64{"ShapleyShubik": x.ShapleyShubik, "Johnston": x.Johnston, "DeeganPackel": x.DeeganPackel, "Holler": x.Holler} {
		if s := total64(of); math.Abs(s-1) > 1e-12 {
			t.Errorf("%s sums to %v, want 1", name, s)
		}
	}
}

func total64(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

// TestIndexProperties: indices sum to 1, dummies get 0, players of equal weights
// equal power, and renaming players permutes the answer.
func TestIndexProperties(t *testing.T) {
	for seed := range uint64(1000) {
		r := stream(seed)
		n := 2 + r.IntN(7)
		g := randomGame(r, n, 2)
		x, tw := indices(t, g), newTwin(g)
		for name, of := range map[string][]float64{"ShapleyShubik": x.ShapleyShubik, "Banzhaf": x.Banzhaf, "Johnston": x.Johnston,
			"DeeganPackel": x.DeeganPackel, "Holler": x.Holler} {
			s := total64(of)
			if constant := x.Winning.Sign() == 0 || x.Winning.Cmp(x.Coalitions) == 0; math.Abs(s-1) > 1e-12 && !constant {
				t.Fatalf("seed %d: %s sums to %v, want 1", seed, name, s)
			}
			for i := range n {
				if dummy := !slices.ContainsFunc(seq(1<<n), func(set int) bool { return tw.wins[set|1<<i] != tw.wins[set&^(1<<i)] }); dummy != (of[i] == 0) {
					t.Fatalf("seed %d: %s(%d) = %v, dummy is %v", seed, name, i, of[i], dummy)
				}
			}
		}
	}
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestRenamingPlayersPermutesTheAnswer(t *testing.T) {
	for seed := range uint64(200) {
		r := stream(seed)
		n := 2 + r.IntN(8)
		weights, heads := make([]int64, n), make([]int64, n)
		for i := range weights {
			weights[i], heads[i] = int64(r.IntN(9)), 1
		}
		order := r.Perm(n)
		renamed := make([]int64, n)
		for i, p := range order {
			renamed[p] = weights[i]
		}
		need, votes := int64(1+r.IntN(20)), int64(1+r.IntN(n))
		x := indices(t, must(power.All(must(power.Weighted(need, weights...)), must(power.Weighted(votes, heads...)))))
		y := indices(t, must(power.All(must(power.Weighted(need, renamed...)), must(power.Weighted(votes, heads...)))))
		for i, p := range order {
			if x.Johnston[i] != y.Johnston[p] || x.Shapley[i].Cmp(y.Shapley[p]) != 0 || x.Holler[i] != y.Holler[p] {
				t.Fatalf("seed %d: player %d renamed %d: %v, want %v", seed, i, p, y.ShapleyShubik[p], x.ShapleyShubik[i])
			}
		}
	}
}

// TestDual: a coalition blocks where the others cannot win.
func TestDual(t *testing.T) {
	for seed := range uint64(500) {
		r := stream(seed)
		n := r.IntN(8)
		g := randomGame(r, n, 3)
		d := g.Dual()
		for set := range 1 << n {
			rest := coalition(n, 1<<n-1-set)
			if got, want := d.Wins(coalition(n, set)), !g.Wins(rest); got != want {
				t.Fatalf("seed %d: Dual.Wins(%b) = %v, want %v", seed, set, got, want)
			}
		}
	}
}

func TestMinimalWinningAndVetoes(t *testing.T) {
	for seed := range uint64(500) {
		r := stream(seed)
		n := r.IntN(9)
		g := randomGame(r, n, 3)
		tw := newTwin(g)
		want := map[string]bool{}
		var vetoes []int
		for set, wins := range tw.wins {
			if wins && tw.critical(set) == set {
				want[fmt.Sprint(members(n, set))] = true
			}
		}
		for i := range n {
			if tw.wins[1<<n-1] && !tw.wins[0] && !tw.wins[1<<n-1-1<<i] {
				vetoes = append(vetoes, i)
			}
		}
		found, complete := g.MinimalWinning(1 << n)
		got := map[string]bool{}
		for _, c := range found {
			got[fmt.Sprint(c)] = true
		}
		if d := cmp.Diff(want, got); d != "" || !complete {
			t.Fatalf("seed %d: MinimalWinning (-want +got), complete %v:\n%s", seed, complete, d)
		}
		if d := cmp.Diff(vetoes, g.Vetoes()); d != "" {
			t.Fatalf("seed %d: Vetoes (-want +got):\n%s", seed, d)
		}
	}
}

func members(n, set int) []int {
	out := []int{}
	for i := range n {
		if set>>i&1 == 1 {
			out = append(out, i)
		}
	}
	return out
}

func TestMinimalWinningStopsAtItsLimit(t *testing.T) {
	g := must(power.Weighted(2, 1, 1, 1, 1))
	found, complete := g.MinimalWinning(3)
	if want := [][]int{{0, 1}, {0, 2}, {0, 3}}; complete || cmp.Diff(want, found) != "" {
		t.Errorf("MinimalWinning(3) = %v, %v, want %v, false", found, complete, want)
	}
}

func TestTooLargeIsRefused(t *testing.T) {
	weights, heads := make([]int64, 50), make([]int64, 50)
	for i := range weights {
		weights[i], heads[i] = 1_000_003+int64(i*i*7919), 1
	}
	g := must(power.All(must(power.Weighted(30_000_000, weights...)), must(power.Weighted(26, heads...))))
	_, err := g.Indices(context.Background())
	var large *power.TooLargeError
	if !errors.As(err, &large) || large.Players != 50 || large.Kinds != 50 || large.Criteria != 2 {
		t.Fatalf("Indices = %v, want a TooLargeError of 50 players, 50 kinds, 2 criteria", err)
	}
	want := "power: 50 players of 50 different weights under 2 criteria form about 1.1e+15 combinations; at most 1.1e+09 are counted exactly (about 30 players that all differ, or any number of equal ones)"
	if err.Error() != want {
		t.Errorf("error = %q, want %q", err, want)
	}
}

func TestWrongGames(t *testing.T) {
	if _, err := power.Weighted(3, 1, -1); err == nil {
		t.Error("Weighted(3, 1, -1): no error for a negative weight")
	}
	if _, err := power.All(); err == nil {
		t.Error("All(): no error for no games")
	}
	if _, err := power.Any(must(power.Weighted(1, 1)), must(power.Weighted(1, 1, 1))); err == nil {
		t.Error("Any of games of 1 and 2 players: no error")
	}
	var parts []*power.Game
	for i := range 70 {
		w := make([]int64, 10)
		for j := range w {
			w[j] = int64(1 + (i*j)%7)
		}
		parts = append(parts, must(power.Weighted(int64(8+i%5), w...)))
	}
	if _, err := power.Any(parts...); err == nil {
		t.Error("Any of 70 criteria: no error")
	}
}

func TestIndicesStopWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	weights := make([]int64, 24)
	for i := range weights {
		weights[i] = 1_000_000 + int64(i*i*i*31)
	}
	if _, err := must(power.Weighted(12_000_000, weights...)).Indices(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Indices under a cancelled context = %v, want %v", err, context.Canceled)
	}
}

// randomRule writes a consent rule over some parties and a group.
func randomRule(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(4) == 0 {
		return []string{"a", "b", "c", "d", "all of g", "any of g", "2 of g", "60% of g", "5 votes of g", "51% of votes of g", "g"}[r.IntN(11)]
	}
	join := []string{" and ", " or "}[r.IntN(2)]
	text := "(" + randomRule(r, depth-1)
	for range 1 + r.IntN(2) {
		text += join + randomRule(r, depth-1)
	}
	return text + ")"
}

// TestFromRule: the game of a rule wins where the rule holds.
func TestFromRule(t *testing.T) {
	c := &detente.Case{Groups: []detente.Group{{ID: "g"}}}
	for i, id := range []detente.PartyID{"a", "b", "c", "d", "e"} {
		votes, _ := detente.ParseDecimal(fmt.Sprint(1.5 + float64(i)))
		c.Parties = append(c.Parties, detente.Party{ID: id, Counts: []detente.Count{{Name: "votes", Value: votes}}})
		if i > 0 {
			c.Groups[0].Members = append(c.Groups[0].Members, detente.Member{ID: string(id)})
		}
	}
	players := c.Players()
	for seed := range uint64(1000) {
		text := randomRule(stream(seed), 3)
		rule, serr := detente.ParseConsent(text)
		if serr != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, serr)
		}
		ballot := must(rule.Compile(c, players))
		g := must(power.FromRule(ballot.VotingRule(), ballot.Named))
		for set := range 1 << len(players) {
			yes := coalition(len(players), set)
			named := detente.NewCoalition(len(ballot.Named))
			for i, p := range ballot.Named {
				if yes.Has(p) {
					named.Add(i)
				}
			}
			if got, want := g.Wins(named), ballot.Holds(yes, nil); got != want {
				t.Fatalf("seed %d: %q: Wins(%b) = %v, want %v", seed, text, set, got, want)
			}
		}
	}
}

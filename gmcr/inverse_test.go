package gmcr_test

import (
	"context"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"detente"
	"detente/gmcr"
)

// permutations calls f with every order of 0..n-1.
func permutations(n int, f func([]int)) {
	order := []int{}
	used := make([]bool, n)
	var next func()
	next = func() {
		if len(order) == n {
			f(order)
			return
		}
		for i := range n {
			if !used[i] {
				used[i] = true
				order = append(order, i)
				next()
				order = order[:len(order)-1]
				used[i] = false
			}
		}
	}
	next()
}

// small is a random conflict of few states.
func small(seed uint64) *gmcr.Graph {
	for ; ; seed += 1000 {
		x := randomConflict(seed, features{tiny: true})
		if g := must(gmcr.FromCase(context.Background(), x.c)); g.Feasible() >= 4 {
			return g
		}
	}
}

func statesOf(g *gmcr.Graph) []int {
	var out []int
	for s := range g.States() {
		if g.IsState(s) {
			out = append(out, s)
		}
	}
	return out
}

// strict gives everybody a random strict ranking.
func strict(g *gmcr.Graph, seed uint64) [][]uint32 {
	r := rand.New(rand.NewPCG(seed, 10))
	var ranks [][]uint32
	for range g.Parties() {
		rank := make([]uint32, g.States())
		for place, at := range r.Perm(len(statesOf(g))) {
			rank[statesOf(g)[at]] = uint32(place)
		}
		ranks = append(ranks, rank)
	}
	return ranks
}

// turned counts the pairs of states that two rankings order differently.
func turned(a, b []uint32, states []int) int {
	n := 0
	for k, s := range states {
		for _, t := range states[:k] {
			if (a[s] < a[t]) != (b[s] < b[t]) {
				n++
			}
		}
	}
	return n
}

// TestInverseAgainstEnumeration tries every ranking of one decision maker: the
// conditions hold exactly where the target is stable for it, the least change is
// the least, and the count is the number of rankings with the target stable for
// everybody.
func TestInverseAgainstEnumeration(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(15) {
		g := small(seed)
		ranks := strict(g, seed)
		g = g.WithRanks(ranks)
		states := statesOf(g)
		target := states[seed%uint64(len(states))]
		c := gmcr.Concept(seed % 5)
		inv, err := gmcr.FindInverse(ctx, g, c, target)
		if err != nil {
			t.Fatal(err)
		}
		i := int(seed) % len(ranks)
		d := &inv.Demands[i]
		least, count := -1, 0
		own := slices.Clone(ranks)
		permutations(len(states), func(order []int) {
			own[i] = slices.Clone(ranks[i])
			for place, at := range order {
				own[i][states[at]] = uint32(place)
			}
			st := must(gmcr.FindStability(ctx, g.WithRanks(own), c))
			stable := st.Stable(i, target, c)
			if met(d.Conditions[0], own[i], target) != stable {
				t.Fatalf("seed %d: conditions %v under %v say %v, but the state is stable: %v", seed, d.Conditions[0], own[i], !stable, stable)
			}
			if n := turned(ranks[i], own[i], states); stable && (least < 0 || n < least) {
				least = n
			}
			if slices.Contains(st.Equilibria(c, gmcr.Bold), target) {
				count++
			}
		})
		if d.Stable[0] != (least == 0) {
			t.Errorf("seed %d: stable %v, but the least change turns %d pairs", seed, d.Stable[0], least)
		}
		if d.Lift != nil && (d.Lift.Swaps != least || !d.Lift.Least) {
			t.Errorf("seed %d: least change of %d pairs, want %d", seed, d.Lift.Swaps, least)
		}
		if got, _, err := gmcr.CountRankings(ctx, g, target, c, []int{i}); err != nil || got == nil || got.Cmp(big.NewInt(int64(count))) != 0 {
			t.Errorf("seed %d: CountRankings(%d, %v, vary %d) = %v, %v, want %d", seed, target, c, i, got, err, count)
		}
	}
}

// met reports whether conditions hold for a ranking.
func met(conditions [][][]int, rank []uint32, target int) bool {
	for _, clause := range conditions {
		if !slices.ContainsFunc(clause, func(term []int) bool {
			return !slices.ContainsFunc(term, func(s int) bool { return rank[s] > rank[target] })
		}) {
			return false
		}
	}
	return true
}

// TestReorderAgainstEnumeration tries every order of a party's statements.
func TestReorderAgainstEnumeration(t *testing.T) {
	ctx := context.Background()
	found, hopeless := 0, 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 11))
		c := cube(4, 2, 0)
		for i := range c.Parties {
			pool := []string{"x0", "not x0", "x1 and not x2", "x3", "not x1", "x2 iff x0", "not x3 or x2"}
			r.Shuffle(len(pool), func(a, b int) { pool[a], pool[b] = pool[b], pool[a] })
			for _, text := range pool[:4] {
				c.Parties[i].Prefers = append(c.Parties[i].Prefers, []detente.Statement{{When: condition(text)}})
			}
		}
		g := must(gmcr.FromCase(ctx, c))
		target := r.IntN(16)
		inv, err := gmcr.FindInverse(ctx, g, gmcr.SEQ, target)
		if err != nil {
			t.Fatal(err)
		}
		old := c.Parties[0].Prefers
		least := -1
		permutations(4, func(order []int) {
			c.Parties[0].Prefers = nil
			swaps := 0
			for k, j := range order {
				c.Parties[0].Prefers = append(c.Parties[0].Prefers, old[j])
				for _, before := range order[:k] {
					if before > j {
						swaps++
					}
				}
			}
			if stability(t, must(gmcr.FromCase(ctx, c))).Stable(0, target, gmcr.SEQ) && (least < 0 || swaps < least) {
				least = swaps
			}
		})
		re := inv.Demands[0].Reorder
		switch {
		case re == nil && least != 0:
			t.Errorf("seed %d: no order was looked for, but the least exchange is %d", seed, least)
		case re == nil:
		case re.Found && re.Swaps != least:
			t.Errorf("seed %d: %d exchanges, want %d", seed, re.Swaps, least)
		case !re.Found && (least >= 0 || !re.All):
			t.Errorf("seed %d: no order found (all %v), want %d exchanges", seed, re.All, least)
		case re.Found:
			found++
		default:
			hopeless++
		}
	}
	if found == 0 || hopeless == 0 {
		t.Errorf("%d orders found, %d hopeless: neither may be 0", found, hopeless)
	}
}

// TestSeveralTargets checks that the changes for several targets at once make
// each stable for each decision maker by itself.
func TestSeveralTargets(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(40) {
		g := small(seed + 100)
		ranks := strict(g, seed)
		g = g.WithRanks(ranks)
		states := statesOf(g)
		targets := []int{states[0], states[len(states)-1]}
		inv, err := gmcr.FindInverse(ctx, g, gmcr.GMR, targets...)
		if err != nil {
			t.Fatal(err)
		}
		for i := range inv.Demands {
			d := &inv.Demands[i]
			if d.Lift != nil && d.Lift.Swaps == 0 {
				t.Errorf("seed %d: decision maker %d has a change that changes nothing", seed, i)
			}
		}
		// GMR asks of each decision maker's ranking alone, so all changes together do.
		if !inv.Together {
			t.Errorf("seed %d: the changes for %v do not make both equilibria", seed, targets)
		}
	}
}

// TestCountsGrowLarge counts rankings of 64 states: a decision maker with one
// option is Nash stable in half of all rankings, whatever the others do.
func TestCountsGrowLarge(t *testing.T) {
	c := cube(6, 6, 2)
	g := must(gmcr.FromCase(context.Background(), c))
	half, all, err := gmcr.CountRankings(context.Background(), g, 5, gmcr.Nash, []int{0, 1, 2, 3, 4, 5})
	if err != nil {
		t.Fatal(err)
	}
	// Six decision makers: one in 2^6 of all combinations of rankings.
	if want := new(big.Int).Rsh(all, 6); half == nil || half.Cmp(want) != 0 {
		t.Errorf("CountRankings = %v, want %v of %v", half, want, all)
	}
}

package gmcr_test

import (
	"context"
	"slices"
	"testing"

	"detente"
	"detente/gmcr"

	"github.com/google/go-cmp/cmp"
)

// coalition stability from the definitions, by plain sets.
type plainCoalitions struct {
	*plain
	improve map[int][64]set // by coalition (one bit for each member): CI_H(s)
}

func (p *plain) coalitions(pareto bool) plainCoalitions {
	c := plainCoalitions{p, map[int][64]set{}}
	for h := 1; h < 1<<p.parties; h++ {
		var of [64]set
		for s := range p.states.all() {
			for q := range p.reach(bitsOf(h), p.moves, s).all() {
				if q != s && p.together(h, q, s, pareto) {
					of[s].add(q)
				}
			}
		}
		c.improve[h] = of
	}
	return c
}

func bitsOf(h int) []int {
	var out []int
	for i := 0; h>>i != 0; i++ {
		if h>>i&1 != 0 {
			out = append(out, i)
		}
	}
	return out
}

// together reports whether q is an improvement on s for each member.
func (p *plain) together(h, q, s int, pareto bool) bool {
	some := false
	for _, i := range bitsOf(h) {
		v := p.compare(i, q, s)
		some = some || v == detente.Better
		if v != detente.Better && !(pareto && v == detente.Same) {
			return false
		}
	}
	return some
}

// classes is CI+_class(q): states reached by improvements of sub-coalitions, none
// twice in a row.
func (c plainCoalitions) classes(o, q int) set {
	var subs []int
	var steps [][64]set
	for h := 1; h < 1<<c.parties; h++ {
		if h&^o == 0 {
			subs = append(subs, len(steps))
			steps = append(steps, c.improve[h])
		}
	}
	return c.reach(subs, steps, q)
}

// stable judges state s for coalition h.
func (c plainCoalitions) stable(h, s int) map[gmcr.Concept]bool {
	var bad, trap set
	for t := range c.states.all() {
		for _, i := range bitsOf(h) {
			if c.notBetter(i, t, s, false) {
				bad.add(t)
			}
		}
	}
	for t := range bad.all() {
		if c.reach(bitsOf(h), c.moves, t)&^bad == 0 {
			trap.add(t)
		}
	}
	o := 1<<c.parties - 1 - h
	is := map[gmcr.Concept]bool{gmcr.Nash: c.improve[h][s] == 0, gmcr.GMR: true, gmcr.SMR: true, gmcr.SEQ: true}
	for q := range c.improve[h][s].all() {
		answers := c.reach(bitsOf(o), c.moves, q)
		is[gmcr.GMR] = is[gmcr.GMR] && answers&bad != 0
		is[gmcr.SMR] = is[gmcr.SMR] && answers&trap != 0
		is[gmcr.SEQ] = is[gmcr.SEQ] && c.classes(o, q)&bad != 0
	}
	return is
}

func mask(set []int) int {
	h := 0
	for _, i := range set {
		h |= 1 << i
	}
	return h
}

// TestCoalitionsAgainstPlainSets compares coalitional stability with the
// definitions, where no change needs several: joint moves are an extension.
func TestCoalitionsAgainstPlainSets(t *testing.T) {
	ctx := context.Background()
	judged := 0
	for seed := range uint64(160) {
		x := randomConflict(seed, features{blind: seed%3 == 0, merged: seed%4 == 0})
		joint := must(gmcr.JointIssues(x.c))
		if len(joint) > 0 || x.plain.parties > 4 {
			continue
		}
		judged++
		pareto := seed%2 == 1
		g := must(gmcr.FromCase(ctx, x.c))
		co, err := gmcr.FindCoalitions(ctx, g, pareto)
		if err != nil {
			t.Fatal(err)
		}
		want := x.plain.coalitions(pareto)
		for k, set := range co.Sets {
			for s := range x.plain.states.all() {
				for c, stable := range want.stable(mask(set), s) {
					if co.Stable(k, s, c) != stable {
						t.Fatalf("seed %d: C%v(%v, state %d, pareto %v) = %v, want %v", seed, c, set, s, pareto, !stable, stable)
					}
				}
			}
		}
	}
	if judged < 40 {
		t.Errorf("only %d conflicts were judged", judged)
	}
}

// TestSingletonsAreParties checks that a coalition of one is judged as that
// decision maker, and that SEQ implies CSEQ.
func TestSingletonsAreParties(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(60) {
		x := randomConflict(seed, features{})
		g := must(gmcr.FromCase(ctx, x.c))
		co, err := gmcr.FindCoalitions(ctx, g, false)
		if err != nil {
			t.Fatal(err)
		}
		st := stability(t, g)
		for k, set := range co.Sets {
			if len(set) > 1 {
				break
			}
			for s := range x.plain.states.all() {
				for _, c := range []gmcr.Concept{gmcr.Nash, gmcr.GMR, gmcr.SMR} {
					if co.Stable(k, s, c) != st.Stable(set[0], s, c) {
						t.Fatalf("seed %d: C%v(%v, state %d) = %v, want as for the party alone", seed, c, set, s, co.Stable(k, s, c))
					}
				}
				if st.Stable(set[0], s, gmcr.SEQ) && !co.Stable(k, s, gmcr.SEQ) {
					t.Fatalf("seed %d: state %d is SEQ but not CSEQ for %v", seed, s, set)
				}
			}
		}
	}
}

// TestStructureOfSingles checks that blocks of one change nothing.
func TestStructureOfSingles(t *testing.T) {
	for seed := range uint64(60) {
		x := randomConflict(seed, features{asking: seed%2 == 0, unknown: seed%3 == 0})
		g := must(gmcr.FromCase(context.Background(), x.c))
		var blocks [][]int
		for i := range g.Parties() {
			blocks = append(blocks, []int{i})
		}
		a, b := stability(t, g), must(gmcr.FindStructure(context.Background(), g, blocks))
		for v := range gmcr.Variant(4) {
			for _, c := range b.Concepts() {
				if d := cmp.Diff(a.Equilibria(c, v), b.Equilibria(c, v)); d != "" {
					t.Fatalf("seed %d: %v in variant %v (-alone +blocks of one):\n%s", seed, c, v, d)
				}
			}
		}
	}
	g := must(gmcr.FromCase(context.Background(), cube(3, 3, 2)))
	for _, blocks := range [][][]int{{{0}, {1}}, {{0, 1}, {1, 2}}, {{0, 1, 2, 3}}} {
		if _, err := gmcr.FindStructure(context.Background(), g, blocks); err == nil {
			t.Errorf("FindStructure(%v) of three decision makers went through", blocks)
		}
	}
}

// TestAttitudesReduce checks that a party that cares for nobody else, and has no
// ties, judges as it does without attitudes.
func TestAttitudesReduce(t *testing.T) {
	p := readPublished(t, "syria-iraq-1975")
	c := p.toCase()
	c.Relations = []detente.Relation{{From: "syria", To: "iraq", Attitude: "neutral"}}
	g := must(gmcr.FromCase(context.Background(), c))
	a, b := stability(t, g), must(gmcr.FindAttitudes(context.Background(), g))
	for _, k := range b.Concepts() {
		if d := cmp.Diff(a.Equilibria(k, gmcr.Bold), b.Equilibria(k, gmcr.Bold)); d != "" {
			t.Errorf("%v (-without +with neutral attitudes):\n%s", k, d)
		}
	}
}

// TestAttitudes reasons one case by hand: two parties, one yes/no option each. A
// likes its own option taken, B likes A's not taken. Selfish, A takes it; if A is
// positive towards B too, no state that A prefers is also one that B does not
// mind, so A stays in every state where its move would hurt one of the two.
func TestAttitudes(t *testing.T) {
	c := cube(2, 2, 1)
	c.Parties[0].Prefers = [][]detente.Statement{{{When: condition("x0")}}}
	c.Parties[1].Prefers = [][]detente.Statement{{{When: condition("not x0")}}}
	c.Relations = []detente.Relation{{From: "d0", To: "d1", Attitude: "positive"}}
	g := must(gmcr.FromCase(context.Background(), c))
	if st := stability(t, g); st.Stable(0, 0, gmcr.Nash) || !st.Stable(0, 1, gmcr.Nash) {
		t.Errorf("Nash of d0 in states 0, 1 = %v, %v, want false, true", st.Stable(0, 0, gmcr.Nash), st.Stable(0, 1, gmcr.Nash))
	}
	st := must(gmcr.FindAttitudes(context.Background(), g))
	for s := range 4 {
		if !st.Stable(0, s, gmcr.Nash) {
			t.Errorf("with a positive attitude to d1, d0 leaves state %d", s)
		}
	}
}

// TestPathsAgainstPlainSets compares what can be reached with the definition of
// the reachable list, and each path with the moves it is made of.
func TestPathsAgainstPlainSets(t *testing.T) {
	for seed := range uint64(150) {
		x := randomConflict(seed, features{asking: seed%2 == 0, merged: seed%3 == 0})
		g := must(gmcr.FromCase(context.Background(), x.c))
		var everybody []int
		sure := make([][64]set, x.plain.parties)
		for i := range x.plain.parties {
			everybody = append(everybody, i)
			for s := range x.plain.states.all() {
				sure[i][s] = x.plain.improvements(i, s, false)
			}
		}
		for s := range x.plain.states.all() {
			if s%3 != 0 {
				continue
			}
			paths, err := gmcr.FindPaths(context.Background(), g, s)
			if err != nil {
				t.Fatal(err)
			}
			for steps, moves := range map[gmcr.Steps][][64]set{gmcr.AnyMoves: x.plain.moves, gmcr.Improving: sure} {
				want := x.plain.reach(everybody, moves, s)
				want.add(s)
				for q := range x.plain.states.all() {
					n, ok := paths.Moves(q, steps)
					if ok != want.has(q) {
						t.Fatalf("seed %d: from %d to %d by %v moves: %v, want %v", seed, s, q, steps, ok, want.has(q))
					}
					at, last := s, -1
					for _, m := range paths.To(q, steps) {
						if m.From != at || m.By[0] == last || !moves[m.By[0]][at].has(m.To) {
							t.Fatalf("seed %d: from %d to %d by %v moves: %+v cannot be made", seed, s, q, steps, m)
						}
						at, last, n = m.To, m.By[0], n-1
					}
					if ok && (at != q || n != 0) {
						t.Fatalf("seed %d: the path from %d to %d ends at %d, %d moves short", seed, s, q, at, n)
					}
				}
			}
		}
	}
}

// TestForesightAgainstRecursion compares limited moves with the recursive
// definition.
func TestForesightAgainstRecursion(t *testing.T) {
	judged := 0
	for seed := range uint64(400) {
		x := randomConflict(seed, features{})
		if x.plain.parties != 2 || len(x.c.Issues) > 4 {
			continue
		}
		judged++
		g := must(gmcr.FromCase(context.Background(), x.c))
		const horizon = 4
		f, err := gmcr.FindForesight(context.Background(), g, horizon)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			for s := range x.plain.states.all() {
				for h := 1; h <= horizon; h++ {
					if got, want := f.Stable(i, s, h), x.plain.foresee(i, s, h) == s; got != want {
						t.Fatalf("seed %d: L%d(%d, state %d) = %v, want %v", seed, h, i, s, got, want)
					}
				}
			}
		}
	}
	if judged < 30 {
		t.Errorf("only %d conflicts were judged", judged)
	}
}

// foresee is G_h(i, s).
func (p *plain) foresee(i, s, h int) int {
	best := s
	if h == 0 {
		return s
	}
	for q := range p.moves[i][s].all() {
		if end := p.foresee(1-i, q, h-1); p.compare(i, end, best) == detente.Better {
			best = end
		}
	}
	return best
}

// TestUpsetsAreImprovements checks every upset: better for each member, and
// beyond each of them alone.
func TestUpsetsAreImprovements(t *testing.T) {
	found := 0
	for seed := range uint64(120) {
		x := randomConflict(seed, features{})
		g := must(gmcr.FromCase(context.Background(), x.c))
		for s := range x.plain.states.all() {
			if s%7 != 0 {
				continue
			}
			upsets, err := g.Upsets(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, u := range upsets {
				found++
				if !x.plain.together(mask(u.By), u.To, s, false) {
					t.Fatalf("seed %d: %v would leave %d for %d, which is not better for each", seed, u.By, s, u.To)
				}
				if slices.ContainsFunc(u.By, func(i int) bool { return x.plain.moves[i][s].has(u.To) }) {
					t.Fatalf("seed %d: %v leave %d for %d, which one of them reaches alone", seed, u.By, s, u.To)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no upset was found")
	}
}

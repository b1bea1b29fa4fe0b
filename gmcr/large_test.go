package gmcr

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"detente"
)

// options returns a case of yes/no options of several parties, some of them
// irreversible, some combinations ruled out, and some outcomes one state.
func options(r *rand.Rand, n, parties int, rules, same bool) *detente.Case {
	c := &detente.Case{}
	parse := func(text string) *detente.Condition {
		w, err := detente.ParseCondition(text)
		if err != nil {
			panic(err)
		}
		return w
	}
	for k := range n {
		by, err := detente.ParseConsent(fmt.Sprint("p", r.IntN(parties)))
		if err != nil {
			panic(err)
		}
		s := detente.Issue{ID: detente.IssueID(fmt.Sprint("x", k)), Form: detente.YesNo, Options: []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}}}
		switch r.IntN(6) {
		case 0:
			s.Arcs = []detente.Arc{{From: 0, To: 1, By: by}}
		case 1:
			s.Arcs = []detente.Arc{{From: 1, To: 0, By: by}}
		default:
			s.By = by
		}
		c.Issues = append(c.Issues, s)
	}
	if rules {
		for range 3 {
			c.Rules = append(c.Rules, detente.Rule{When: parse(fmt.Sprintf("x%d and not x%d and x%d", r.IntN(n), r.IntN(n), r.IntN(n)))})
		}
	}
	if same {
		c.Same = []*detente.Condition{parse(fmt.Sprintf("x%d and x%d and x%d", 0, n/2, n-1))}
	}
	for i := range parties {
		p := detente.Party{ID: detente.PartyID(fmt.Sprint("p", i))}
		for range 12 {
			p.Prefers = append(p.Prefers, []detente.Statement{{When: parse(fmt.Sprintf("x%d and not x%d or x%d", r.IntN(n), r.IntN(n), r.IntN(n)))}})
		}
		c.Parties = append(c.Parties, p)
	}
	return c
}

// TestFastAgreesWithPairs compares the linear engine with the comparison of all
// pairs on conflicts of 1,024 outcomes, where slices are sorted by digits and
// shared out to workers.
func TestFastAgreesWithPairs(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 8))
		c := options(r, 10, 2+int(seed%3), seed%2 == 1, seed == 4)
		g, err := FromCase(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		fast, err := FindStability(ctx, g)
		if err != nil {
			t.Fatal(err)
		}
		pairs := &Stability{g: g, concepts: fast.concepts}
		if err := pairs.compareAll(ctx, g.relations()); err != nil {
			t.Fatal(err)
		}
		for i := range g.movers {
			for s := range g.size {
				if g.IsState(s) && fast.verdicts[0][i][s] != pairs.verdicts[0][i][s] {
					t.Fatalf("seed %d: verdict(%d, state %d) = %09b, want %09b", seed, i, s, fast.verdicts[0][i][s], pairs.verdicts[0][i][s])
				}
			}
		}
	}
}

// TestSieve compares conditions over runs with conditions one by one.
func TestSieve(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	c := options(r, 15, 3, true, false)
	g, err := FromCase(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	v := g.newSieve()
	for i := range c.Parties {
		for _, entry := range c.Parties[i].Prefers {
			sc, err := v.screen(entry[0].When)
			if err != nil {
				t.Fatal(err)
			}
			got, err := v.any(context.Background(), []*screen{sc})
			if err != nil {
				t.Fatal(err)
			}
			for s := range g.size {
				if want := sc.test.Holds(g.Outcome(s)); (got[s>>6]>>(s&63)&1 != 0) != want {
					t.Fatalf("%s in state %d = %v, want %v", entry[0].When.Text, s, !want, want)
				}
			}
		}
	}
}

// TestSortPacked compares the sort by digits with the library's.
func TestSortPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for _, bound := range []uint32{1, 3, 1 << 11, 1 << 23, 1 << 31} {
		var x, room []uint64
		for at := range uint64(5000) {
			x = append(x, uint64(r.Uint32N(bound))<<32|at)
		}
		want := slices.Clone(x)
		slices.Sort(want)
		got, _ := sortPacked(x, room)
		if !slices.Equal(got, want) {
			t.Errorf("sortPacked of keys below %d is not in order", bound)
		}
	}
}

// TestManyStatements ranks by more statements than a rank has bits.
func TestManyStatements(t *testing.T) {
	ctx := context.Background()
	c := options(rand.New(rand.NewPCG(3, 9)), 9, 2, false, false)
	for range 6 {
		c.Parties[0].Prefers = append(c.Parties[0].Prefers, c.Parties[1].Prefers...)
	}
	g, err := FromCase(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	order, err := c.Order(0)
	if err != nil {
		t.Fatal(err)
	}
	for s := range g.size {
		for q := 0; q < g.size; q += 7 {
			if got, want := g.movers[0].compare(s, q), order.Compare(g.Outcome(s), g.Outcome(q)); got != want {
				t.Fatalf("compare(%d, %d) = %v, want %v", s, q, got, want)
			}
		}
	}
}

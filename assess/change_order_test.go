package assess

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/bargain"
	"detente/casefile"
)

// TestStatementsTwin holds the fewest exchanges of statements against every
// order of them.
func TestStatementsTwin(t *testing.T) {
	seen := map[depth]int{}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var statements []string
		for i := range 2 + r.IntN(3) {
			not := []string{"", "not "}[r.IntN(2)]
			statements = append(statements, fmt.Sprintf("%si%d=o%d", not, i%4, r.IntN(2)))
		}
		c := judgedBy(t, statements)
		p, err := bargain.New(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		deal := detente.Outcome{r.IntN(2), r.IntN(2), r.IntN(2), 1}
		found, err := FindChange(context.Background(), p, deal)
		if err != nil {
			t.Fatal(err)
		}
		g := found.Deals[0].goal(Preferred)
		if g.Met {
			continue
		}
		got := &g.Needs[0]
		seen[got.depth]++
		want := fewestSwaps(t, statements, deal)
		switch {
		case want < 0 && got.depth != givenUp, want >= 0 && (got.depth != outside || got.far != float64(want)):
			t.Fatalf("seed %d, %v, deal %v: depth %d, %v exchanges, want %d", seed, statements, deal, got.depth, got.far, want)
		}
	}
	if seen[outside] < 20 || seen[givenUp] < 20 {
		t.Errorf("%v: the cases test too little", seen)
	}
}

// judgedBy is a case that somebody judges by statements.
func judgedBy(t *testing.T, statements []string) *detente.Case {
	t.Helper()
	text := "detente: 1\nsigned_by: a and b\nissues:\n"
	for i := range 4 {
		text += fmt.Sprintf("  i%d: {options: [o0, o1], now: o0}\n", i)
	}
	f, found := casefile.Parse("test.yaml", []byte(text+"parties: {a: {prefers: ["+strings.Join(statements, ", ")+"]}, b: {wants: {i3: {weight: 1, o0: 0, o1: 100}}}}\n"), nil)
	if f.Case == nil {
		t.Fatal(found)
	}
	return f.Case
}

// fewestSwaps tries every order of the statements; -1 where none makes the deal at
// least as good as no deal.
func fewestSwaps(t *testing.T, statements []string, deal detente.Outcome) int {
	best := -1
	order := make([]int, 0, len(statements))
	var visit func()
	visit = func() {
		if len(order) < len(statements) {
			for i := range statements {
				if !slices.Contains(order, i) {
					order = append(order, i)
					visit()
					order = order[:len(order)-1]
				}
			}
			return
		}
		swaps := 0
		var ordered []string
		for i, a := range order {
			ordered = append(ordered, statements[a])
			for _, b := range order[i+1:] {
				if a > b {
					swaps++
				}
			}
		}
		if best >= 0 && swaps >= best {
			return
		}
		o, err := judgedBy(t, ordered).Order(0)
		if err != nil {
			t.Fatal(err)
		}
		if v := o.Compare(deal, detente.Outcome{0, 0, 0, 0}); v == detente.Better || v == detente.Same {
			best = swaps
		}
	}
	visit()
	return best
}

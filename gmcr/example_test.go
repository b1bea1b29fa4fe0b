package gmcr_test

import (
	"context"
	"fmt"

	"detente"
	"detente/gmcr"
)

// A truce that either side can break, with aid that one side can stop.
func ExampleAfterDeal() {
	ctx := context.Background()
	g, err := gmcr.AfterDeal(ctx, truce(), detente.Outcome{1, 1, 0}) // guns silent, aid flows
	if err != nil {
		fmt.Println(err)
		return
	}
	h, err := g.Hold(ctx, g.Start())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Verdict())
	fmt.Println(h.Sentence(0))
	fmt.Println(h.Sentence(1))
	// Output:
	// It would hold: A would gain by leaving, but credible answers deter it.
	// A would change Aid from flows to none, unless B answers by changing Guns from silent to fire, which leaves A worse off than staying. The answer is credible: whoever gives it gains by it.
	// B stays: no move of its own leads to a state that it prefers.
}

// The prisoner's dilemma: each has one option, to confess.
func ExampleFindStability() {
	ctx := context.Background()
	c := &detente.Case{}
	for _, id := range []string{"ann", "bob"} {
		c.Issues = append(c.Issues, detente.Issue{
			ID: detente.IssueID(id + "-confesses"), Form: detente.YesNo, By: consent(id),
			Options: []detente.Option{{ID: detente.NotTaken}, {ID: detente.Taken}},
		})
	}
	rank := func(id string, best ...string) detente.Party {
		p := detente.Party{ID: detente.PartyID(id)}
		for _, text := range best {
			p.Ranking = append(p.Ranking, detente.Rank{Fits: []*detente.Condition{condition(text)}})
		}
		return p
	}
	c.Parties = []detente.Party{
		rank("ann", "ann-confesses and not bob-confesses", "not ann-confesses and not bob-confesses", "ann-confesses and bob-confesses"),
		rank("bob", "bob-confesses and not ann-confesses", "not ann-confesses and not bob-confesses", "ann-confesses and bob-confesses"),
	}
	g, err := gmcr.FromCase(ctx, c)
	if err != nil {
		fmt.Println(err)
		return
	}
	st, err := gmcr.FindStability(ctx, g)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, concept := range []gmcr.Concept{gmcr.Nash, gmcr.SEQ} {
		for _, s := range st.Equilibria(concept, gmcr.Bold) {
			fmt.Printf("%v: %s\n", concept, c.Changes(g.Outcome(s), nil))
		}
	}
	// Output:
	// nash: ann-confesses=taken, bob-confesses=taken
	// seq: ann-confesses=not-taken, bob-confesses=not-taken
	// seq: ann-confesses=taken, bob-confesses=taken
}

// A decision maker with one option stays in a state, in the strictest sense, if
// it ranks it above the one state that it could move to: in half of all rankings.
func ExampleCountRankings() {
	ctx := context.Background()
	g, err := gmcr.FromCase(ctx, truce())
	if err != nil {
		fmt.Println(err)
		return
	}
	b := 1 // can only break the truce
	target, _ := g.Number(detente.Outcome{1, 0, 0})
	stable, all, err := gmcr.CountRankings(ctx, g, target, gmcr.Nash, []int{b})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stable, "of", all)
	// Output:
	// 20160 of 40320
}

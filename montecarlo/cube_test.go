package montecarlo_test

import (
	"fmt"
	"testing"

	"detente"
	"detente/montecarlo"
)

// cube returns a case with independent inputs, each uniform between low and high,
// and a function that reads them.
func cube(t testing.TB, n int, low, high float64) (*montecarlo.Space, func(c *detente.Case) []float64) {
	t.Helper()
	party := detente.Party{ID: "p"}
	for i := range n {
		when, fault := detente.ParseCondition(fmt.Sprintf("x%d", i))
		if fault != nil {
			t.Fatal(fault)
		}
		party.Scores = append(party.Scores, detente.Link{When: when, Add: detente.Quantity{Spread: detente.Unknown, Min: low, Max: high}})
	}
	return space(t, &detente.Case{Parties: []detente.Party{party}}), func(c *detente.Case) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = c.Parties[0].Scores[i].Add.Mid
		}
		return x
	}
}

func space(t testing.TB, c *detente.Case) *montecarlo.Space {
	t.Helper()
	s, err := montecarlo.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

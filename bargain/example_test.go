package bargain_test

import (
	"context"
	"fmt"

	"detente"
	"detente/bargain"
)

// A union and a company bargain over a rise and over health care.
func Example() {
	q := func(x float64) *detente.Quantity { n := detente.Number(x); return &n }
	row := func(issue detente.IssueID, weight float64, values ...*detente.Quantity) detente.Row {
		return detente.Row{Issue: issue, Weight: q(weight), Values: values}
	}
	c := &detente.Case{
		Issues: []detente.Issue{
			{ID: "rise", Form: detente.Named, Options: []detente.Option{{ID: "none"}, {ID: "small"}, {ID: "large"}}},
			{ID: "health", Form: detente.Named, Options: []detente.Option{{ID: "workers-pay"}, {ID: "company-pays"}}},
		},
		Parties: []detente.Party{
			{ID: "company", Wants: detente.Wants{Written: true, Rows: []detente.Row{row("rise", 70, q(60), q(100), q(0)), row("health", 30, q(100), q(0))}}},
			{ID: "union", Wants: detente.Wants{Written: true, Rows: []detente.Row{row("rise", 60, q(0), q(50), q(100)), row("health", 40, q(0), q(100))}}},
		},
	}
	p, err := bargain.New(context.Background(), c)
	if err != nil {
		fmt.Println(err)
		return
	}
	zone, _ := bargain.FindZone(context.Background(), p)
	fmt.Println(zone.Result().Answer)
	nash, _ := bargain.Nash(context.Background(), p)
	fmt.Println(nash.Result().Answer)
	// Output:
	// Of 5 packages, 1 is at least as good as no deal for Company and Union, and every consent needed is there.
	// The Nash deal is D1, worth Company 100, Union 30: Rise: small.
}

// Two heirs put 100 points each on three things.
func ExampleAdjustedWinner() {
	a := bargain.AdjustedWinner([][2]float64{{60, 30}, {30, 50}, {10, 20}})
	for i, thing := range []string{"house", "boat", "piano"} {
		fmt.Println(thing, a.Shares[i].RatString())
	}
	fmt.Println(a.Points[0].RatString(), a.Points[1].RatString())
	// Output:
	// house 1
	// boat 1/8
	// piano 0
	// 255/4 255/4
}

// A pie of which either may have all, or both three quarters.
func ExampleHull() {
	h := bargain.NewHull([][2]float64{{0, 1}, {0.75, 0.75}, {1, 0}})
	noDeal := [2]float64{0.1, 0.5}
	fmt.Printf("%.3f\n", h.Nash(noDeal, 1, 1))
	fmt.Printf("%.3f\n", h.KalaiSmorodinsky(noDeal))
	// Output:
	// [0.750 0.750]
	// [0.581 0.806]
}

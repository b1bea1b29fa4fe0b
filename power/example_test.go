package power_test

import (
	"context"
	"fmt"

	"detente/power"
)

// Three parties with 50, 49 and 1 seats: the smallest is as good a partner as
// the second.
func Example() {
	assembly, err := power.Weighted(51, 50, 49, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := assembly.Indices(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, name := range []string{"Large", "Second", "Small"} {
		fmt.Printf("%-6s %s %.2f\n", name, x.Shapley[i].RatString(), x.Banzhaf[i])
	}
	fmt.Println("winning:", x.Winning, "of", x.Coalitions)
	// Output:
	// Large  2/3 0.60
	// Second 1/6 0.20
	// Small  1/6 0.20
	// winning: 3 of 8
}

// The Security Council as two criteria at once: every permanent member, and nine
// of all fifteen.
func ExampleAll() {
	permanent, _ := power.Weighted(5, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	nine, _ := power.Weighted(9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	council, _ := power.All(permanent, nine)
	x, _ := council.Indices(context.Background())
	fmt.Println("winning:", x.Winning, "minimal:", x.Minimal, "vetoes:", council.Vetoes())
	fmt.Println(x.Shapley[0], x.Shapley[14])
	// Output:
	// winning: 848 minimal: 210 vetoes: [0 1 2 3 4]
	// 421/2145 4/2145
}

// Who can block a simple majority of three: any two.
func ExampleGame_Dual() {
	majority, _ := power.Weighted(2, 1, 1, 1)
	blocking, _ := majority.Dual().MinimalWinning(10)
	fmt.Println(blocking)
	// Output:
	// [[0 1] [0 2] [1 2]]
}

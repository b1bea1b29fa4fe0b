package spatial_test

import (
	"context"
	"fmt"

	"detente/spatial"
)

// Three actors on a scale from 0 to 100, by influence times salience.
func Example() {
	x := []float64{0, 40, 100}
	w := []float64{10, 20, 30}
	d, _ := spatial.NewDensity(x, w, 0, 100)
	low, high := d.Interval(0.8)
	fmt.Printf("forecast %.1f, four times in five between %.1f and %.1f\n", d.Mean, low, high)
	for k, p := range d.Nearest([]float64{0, 50, 100}) {
		fmt.Printf("nearest to %d: %.0f %%\n", 50*k, 100*p)
	}
	// Output:
	// forecast 63.3, four times in five between 24.9 and 100.0
	// nearest to 0: 12 %
	// nearest to 50: 51 %
	// nearest to 100: 37 %
}

// The chances of three options between which actors vote in proportion to what
// they would gain: 0 beats 40 with 4 against 20 and 100 with 14 against 30, and 40
// and 100 are level.
func ExampleElection_OnLine() {
	x := []float64{0, 40, 100}
	w := []float64{10, 20, 30}
	for i, p := range (spatial.Election{}).OnLine(x, w, x, 100) {
		fmt.Printf("%3.0f: %.2f\n", x[i], p)
	}
	// Output:
	//   0: 0.07
	//  40: 0.51
	// 100: 0.42
}

// Two actors trade: each gives way where it cares less.
func ExampleMarket_Exchange() {
	m := &spatial.Market{
		Position:  [][]float64{{0, 0}, {100, 100}},
		Salience:  [][]float64{{0.9, 0.3}, {0.3, 0.9}},
		Influence: [][]float64{{1, 1}, {1, 1}},
	}
	trades, err := m.Exchange(context.Background(), spatial.Trading{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range trades[0].Exchanges {
		fmt.Printf("actor %d goes to %.0f on issue %d, actor %d to %.0f on issue %d; each gains %.1f\n", e.I, e.ToI, e.Supply, e.J, e.ToJ, e.Demand, e.Gain)
	}
	// Output:
	// actor 0 goes to 100 on issue 1, actor 1 to 0 on issue 0; each gains 15.0
}

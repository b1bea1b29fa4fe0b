package assess_test

import (
	"context"
	"fmt"

	"detente/assess"
	"detente/bargain"
	"detente/casefile"
)

// Two neighbours can dam the river for power; the town below must agree.
func Example() {
	file, _ := casefile.Parse("dam.yaml", []byte(`
detente: 1
signed_by: upper and lower
issues:
  dam: {options: {none: {name: no dam}, small: {name: a small dam}, large: {name: a large dam}}, now: none, by: upper and lower and town, name: The dam}
parties:
  upper: {wants: {dam: {weight: 1, none: 0, small: 60, large: 100}}}
  lower: {wants: {dam: {weight: 1, none: 0, small: 70, large: 100}}}
  town: {wants: {dam: {weight: 1, none: 50, small: 80, large: 0}}}
`), nil)
	p, err := bargain.New(context.Background(), file.Case)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := assess.FindBlockers(context.Background(), p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range b.Deals {
		for _, w := range d.Missing {
			fmt.Printf("%s: %s is short by %g\n", d.ID, w.Party, w.ShortBy)
		}
	}
	fmt.Println(b.Result().Answer)
	// Output:
	// D1: town is short by 50
	// Of 2 deals on the shortlist 1 lacks consent. Consent is withheld by Town (1 deal). The least change that gets every consent: in D1, “The dam”: “a small dam” instead of “a large dam”, which costs Upper 40 and Lower 30 and gives Town 80.
}

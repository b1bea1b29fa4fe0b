package casefile_test

import (
	"fmt"

	"detente/casefile"
)

// A case is read, all its faults are reported at once, and what needs no
// judgement is mended.
func Example() {
	text := `detente: 1
title: Valley Foods and Local 12
signed_by: company and unoin
issues:
  wage: {name: Yearly rise, scale: {from: 2, to: 6, step: 1}, now: 2}
  strike: {by: union}
parties:
  company: {wants: {wage: {weight: 100, values: {2: 100, 6: 0}}}}
  union: {wants: {wage: {weight: 100, position: 6}}}
`
	f, found := casefile.Parse("valley.yaml", []byte(text), nil)
	for _, d := range found {
		fmt.Println(casefile.Render(d))
	}
	mended, list := f.Fix()
	for _, m := range list {
		fmt.Printf("mended line %d: %s\n", m.Line, m.Reason)
	}
	f, _ = casefile.Parse("valley.yaml", mended, nil)
	fmt.Println(f.Case.Title, "has", f.Case.Outcomes(), "outcomes")
	// Output:
	// valley.yaml:3:24: error: "unoin" is neither a party nor a group [unknown-name]
	//   |
	// 3 | signed_by: company and unoin
	//   |                        ^^^^^
	// why:  a consent rule names parties, groups and members of groups
	// help: did you mean "union"?
	// mended line 3: a misspelt name: "unoin" becomes "union"
	// Valley Foods and Local 12 has 10 outcomes
}

package catalog_test

import (
	"fmt"

	"detente/casefile"
	"detente/catalog"
)

func Example() {
	text, err := catalog.Open("elmira-1991")
	if err != nil {
		fmt.Println(err)
		return
	}
	file, _ := casefile.Parse("elmira-1991.yaml", text, nil)
	states, _ := file.Case.States()
	fmt.Println(file.Case.Title+":", states, "states")
	// Output:
	// Elmira groundwater contamination, 1991: 9 states
}

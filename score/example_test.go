package score_test

import (
	"fmt"

	"detente/score"
)

// Two forecasts of a number and one of an event, after the fact.
func Example() {
	forecasts, _ := score.ReadForecasts("forecasts.csv", []byte(`id,mean,sd,probability
wage,3.5,0.5,
term,2,0.6,
strike,,,0.2
`))
	outcomes, _ := score.ReadOutcomes("outcomes.csv", []byte(`id,outcome
wage,3.8
term,3
strike,0
`))
	s, _ := score.Compute(forecasts, outcomes, 1, "outcomes.csv")
	fmt.Printf("mean absolute error %.2f\n", s.Error.Value)
	fmt.Printf("inside 80 %% intervals %.0f of 2\n", 2*s.Coverage[1].Value)
	fmt.Printf("Brier score %.2f\n", s.Brier.Value)
	// Output:
	// mean absolute error 0.65
	// inside 80 % intervals 1 of 2
	// Brier score 0.04
}

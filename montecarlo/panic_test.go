package montecarlo_test

import (
	"testing"

	"detente"
	"detente/internal/parallel"
	"detente/montecarlo"
)

// A function that panics in a worker fails the run, not the program.
func TestPanicReachesTheCaller(t *testing.T) {
	s, _ := cube(t, 1, 0, 1)
	defer func() {
		if p, ok := recover().(*parallel.Panic); !ok || p.Cause != "no such row" {
			t.Errorf("Run panicked with %v, want what the function said", p)
		}
	}()
	s.Run(background, func(*detente.Case) ([]float64, error) { panic("no such row") }, montecarlo.Options{Draws: 256, Workers: 4}, func(montecarlo.Draw) {})
	t.Error("Run went on after a panic")
}

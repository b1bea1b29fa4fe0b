package parallel_test

import (
	"strings"
	"sync/atomic"
	"testing"

	"detente/internal/parallel"
)

func TestPanicReachesWhoWaits(t *testing.T) {
	var g parallel.Group
	var done atomic.Int32
	for i := range 8 {
		g.Go(func() {
			if i == 3 {
				panic("index out of range")
			}
			done.Add(1)
		})
	}
	defer func() {
		p, ok := recover().(*parallel.Panic)
		if !ok || p.Cause != "index out of range" || !strings.Contains(p.Error(), "parallel_test.go") {
			t.Errorf("Wait panicked with %v, want the worker's panic and where it was", p)
		}
		if parallel.Caught(p) != p {
			t.Error("a panic that is passed on is wrapped twice")
		}
		if done.Load() != 7 {
			t.Errorf("%d goroutines ended, want the 7 others", done.Load())
		}
	}()
	g.Wait()
}

func TestNoPanic(t *testing.T) {
	var g parallel.Group
	g.Go(func() {})
	g.Wait()
	if p := parallel.Caught(nil); p != nil {
		t.Errorf("Caught(nil) = %v, want nil", p)
	}
}

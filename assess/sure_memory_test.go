package assess_test

import (
	"context"
	"os"
	"runtime"
	"testing"

	"detente/assess"
	"detente/casefile"
)

// TestSureMemoryIsFlat: what is held does not grow with the number of draws.
func TestSureMemoryIsFlat(t *testing.T) {
	few, many := 1_000, 20_000
	if os.Getenv("DETENTE_TEST") == "long" {
		many = 1_000_000
	}
	file, found := casefile.Parse("coin", []byte(coin), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	e := ensemble(t, file.Case)
	peak := func(n int) uint64 {
		var stats runtime.MemStats
		most, told := uint64(0), 0
		a, err := assess.FindSure(context.Background(), e, assess.Draws{N: n, Seed: 1, Progress: func(done, of int) {
			if done*8/of > told {
				told = done * 8 / of
				runtime.GC()
				runtime.ReadMemStats(&stats)
				most = max(most, stats.HeapAlloc)
			}
		}})
		if err != nil || a.N != n {
			t.Fatalf("FindSure = %v, %v, want %d draws", a, err, n)
		}
		runtime.KeepAlive(e)
		return most
	}
	a, b := peak(few), peak(many)
	t.Logf("heap at most %d bytes in %d draws, %d in %d", a, few, b, many)
	if b > a+a/4+1<<20 {
		t.Errorf("heap at most %d bytes in %d draws, %d in %d, want about the same", a, few, b, many)
	}
}

package detente_test

import (
	"os"
	"strings"
	"testing"

	"detente"

	"github.com/google/go-cmp/cmp"
)

// differences shows where two dumps part, with some lines around.
func differences(a, b string) string {
	return cmp.Diff(strings.Split(a, "\n"), strings.Split(b, "\n"))
}

// shown is everything the root package tells of a case.
func shown(c *detente.Case) string {
	return dump(c, false) + dump(c.Inputs(), false) + dump(c.Questions(), false) + dump(c.Unused(), false) +
		dump(c.Players(), false) + dump(c.Signed(), false) + dump(c.Check(), false)
}

// Changing what a reader may not see changes nothing that he sees: not a byte
// of the case, its inputs, its questions or its diagnostics.
func TestNonInterference(t *testing.T) {
	seeds := uint64(1000)
	if os.Getenv("DETENTE_TEST") == "long" {
		seeds = 10_000
	}
	changed := uint64(0)
	for seed := range seeds {
		clearance := clearances[seed%4]
		a, b := makeCase(seed, 2*seed, clearance), makeCase(seed, 2*seed+1, clearance)
		if dump(a, false) != dump(b, false) {
			changed++
		}
		if x, y := shown(a.For(clearance)), shown(b.For(clearance)); x != y {
			t.Fatalf("seed %d, clearance %q: what is hidden shows (-one +other):\n%s", seed, clearance, differences(x, y))
		}
	}
	if changed < seeds*9/10 {
		t.Errorf("only %d of %d cases differ in what is hidden", changed, seeds)
	}
}

// For does not touch the case it is asked of.
func TestForLeavesTheCaseAlone(t *testing.T) {
	for seed := range uint64(500) {
		clearance := clearances[seed%4]
		c := makeCase(seed, seed, clearance)
		before := dump(c, true)
		c.For(clearance)
		if after := dump(c, true); after != before {
			t.Fatalf("seed %d, clearance %q: For changed the case (-before +after):\n%s", seed, clearance, differences(before, after))
		}
	}
}

// What is left of a sound case is sound.
func TestForKeepsCasesSound(t *testing.T) {
	sound := 0
	for seed := range uint64(1000) {
		clearance := clearances[seed%4]
		c := makeCase(seed, seed, clearance)
		if detente.HasErrors(c.Check()) {
			continue
		}
		sound++
		for _, d := range c.For(clearance).Check() {
			if d.Severity == detente.Error {
				t.Errorf("seed %d, clearance %q: %v", seed, clearance, d)
			}
		}
	}
	if sound < 500 {
		t.Errorf("only %d of 1000 cases are sound", sound)
	}
}

// Cutting down twice, first for a higher clearance, is cutting down once.
func TestForTwice(t *testing.T) {
	for seed := range uint64(300) {
		low := clearances[seed%4]
		for _, high := range clearances {
			if !low.Visible(high) {
				continue
			}
			c := makeCase(seed, seed, low)
			once, twice := dump(c.For(low), true), dump(c.For(high).For(low), true)
			if once != twice {
				t.Fatalf("seed %d: for %q, and for %q first (-once +twice):\n%s", seed, low, high, differences(once, twice))
			}
		}
	}
}

// Nothing that a lower clearance sees carries a label it may not see.
func TestForLeavesNoLabel(t *testing.T) {
	for seed := range uint64(500) {
		clearance := clearances[seed%4]
		d := makeCase(seed, seed, clearance).For(clearance)
		for _, in := range d.Inputs() {
			if !in.Label.Visible(clearance) {
				t.Fatalf("seed %d, clearance %q: %s is labelled %q", seed, clearance, in.Path, in.Label)
			}
		}
		for i := range d.Sources {
			if !d.Sources[i].Label.Visible(clearance) {
				t.Fatalf("seed %d, clearance %q: source %s is labelled %q", seed, clearance, d.Sources[i].ID, d.Sources[i].Label)
			}
		}
		for _, q := range d.Quantities() {
			if !q.Quantity.Label.Visible(clearance) {
				t.Fatalf("seed %d, clearance %q: %s is labelled %q", seed, clearance, q.Path, q.Quantity.Label)
			}
		}
	}
}

package detente_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"detente"
)

func TestOutcome(t *testing.T) {
	c := contract()
	c.Issues[4].Now = 0
	c.Issues[1].Now = 1
	c.NoDeal.Set = []detente.Setting{{Issue: "strike", Level: 1}, {Issue: "gone", Level: 1}}
	now, parted := c.StatusQuo(), c.NoDealOutcome()
	if got := c.Changes(parted, now); got != "strike=taken" {
		t.Errorf("no deal changes %s, want strike=taken", got)
	}
	if got := c.Changes(now, now); got != "nothing" {
		t.Errorf("Changes(now, now) = %s, want nothing", got)
	}
	if got := c.Changes(parted, nil); got != "wage=2, health=ten, term=1, jobs=not-taken, strike=taken" {
		t.Errorf("Changes(parted, nil) = %s", got)
	}
	if now.Equal(parted) || !now.Equal(c.StatusQuo()) || now.Equal(nil) || now.Equal(now[:3]) || detente.Outcome(nil).Equal(now) {
		t.Error("Equal is wrong about now, no deal, a shorter outcome or none")
	}
	if !now.Complete() {
		t.Error("the status quo lacks a level")
	}
	c.Issues[0].Now = detente.NoLevel
	if c.StatusQuo().Complete() {
		t.Error("a status quo with an unknown wage is complete")
	}
	if got, want := c.Outcomes(), big.NewInt(81*3*3*2*2); got.Cmp(want) != 0 {
		t.Errorf("Outcomes = %v, want %v", got, want)
	}
	c.NoDeal.None = true
	if o := c.NoDealOutcome(); o != nil {
		t.Errorf("no deal is no outcome, but NoDealOutcome = %v", o)
	}
}

// Leaving cannot go with accepting, and leaving is one state whatever else
// happens: 4 states without leaving, and 1 with.
func TestStates(t *testing.T) {
	c := &detente.Case{
		Issues: []detente.Issue{yesNo("modify"), yesNo("accept"), yesNo("leave")},
		Rules:  []detente.Rule{{When: condition("leave and accept")}, {Signed: true, When: condition("modify")}},
		Same:   []*detente.Condition{condition("leave")},
	}
	if n, ok := c.States(); !ok || n.Int64() != 5 {
		t.Errorf("States = %v, %t, want 5", n, ok)
	}
	c.Issues = append(c.Issues, named("free", "x", "y", "z"))
	if n, ok := c.States(); !ok || n.Int64() != 13 {
		// 4 x 3 without leaving, and leaving is still one.
		t.Errorf("States with a free issue of three = %v, %t, want 13", n, ok)
	}
	c.Issues = append(c.Issues, divisible("share", 0, 1))
	if n, ok := c.States(); ok {
		t.Errorf("States with a divisible issue = %v, want none", n)
	}
}

// bruteStates counts classes of outcomes by joining, one pair at a time, those
// that fit one condition.
func bruteStates(c *detente.Case, holds func(*detente.Condition, detente.Outcome) bool) int {
	var all []detente.Outcome
	eachOutcome(c, func(o detente.Outcome) {
		for i := range c.Rules {
			if !c.Rules[i].Signed && holds(c.Rules[i].When, o) {
				return
			}
		}
		all = append(all, append(detente.Outcome(nil), o...))
	})
	class := make([]int, len(all))
	for i := range class {
		class[i] = i
	}
	for changed := true; changed; {
		changed = false
		for i := range all {
			for j := range i {
				for _, w := range c.Same {
					if class[i] != class[j] && holds(w, all[i]) && holds(w, all[j]) {
						class[i], class[j] = min(class[i], class[j]), min(class[i], class[j])
						changed = true
					}
				}
			}
		}
	}
	distinct := map[int]bool{}
	for _, k := range class {
		distinct[k] = true
	}
	return len(distinct)
}

func TestStatesAgainstBruteForce(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		c := &detente.Case{Issues: []detente.Issue{yesNo("i0"), yesNo("i1"), named("i2", "none", "some", "most"), yesNo("i3")}}
		random := func() *detente.Condition { return condition(randomFormula(r, c.Issues, 1).text(r)) }
		for range r.IntN(3) {
			c.Rules = append(c.Rules, detente.Rule{Signed: r.IntN(3) == 0, When: random()})
		}
		for range r.IntN(4) {
			c.Same = append(c.Same, random())
		}
		want := bruteStates(c, func(w *detente.Condition, o detente.Outcome) bool {
			holds, err := w.Steps(c)
			if err != nil {
				t.Fatal(err)
			}
			return holds(o)
		})
		if got, ok := c.States(); !ok || got.Int64() != int64(want) {
			t.Fatalf("seed %d: States = %v, %t, want %d", seed, got, ok, want)
		}
	}
}

func TestObject(t *testing.T) {
	o := detente.Object{
		{Name: "wage", Value: 0.1 + 0.2},
		{Name: "fire", Value: "war & peace <"},
		{Name: "zero", Value: math.Copysign(0, -1)},
		{Name: "third", Value: 1.0 / 3},
		{Name: "inner", Value: detente.Object{{Name: "b", Value: 1}, {Name: "a", Value: nil}}},
	}
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"wage":0.3,"fire":"war \u0026 peace \u003c","zero":0,"third":0.333333333333,"inner":{"b":1,"a":null}}`
	if string(b) != want {
		t.Errorf("json = %s, want %s", b, want)
	}
	if got := o.Get("fire"); got != "war & peace <" {
		t.Errorf("Get(fire) = %v", got)
	}
	if got := o.Get("none"); got != nil {
		t.Errorf("Get(none) = %v, want nil", got)
	}
	for _, bad := range []any{math.NaN(), math.Inf(1), func() {}} {
		if _, err := json.Marshal(detente.Object{{Name: "x", Value: bad}}); err == nil {
			t.Errorf("an object with %v was written", fmt.Sprint(bad))
		}
	}
}

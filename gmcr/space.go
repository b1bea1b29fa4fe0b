package gmcr

import (
	"fmt"
	"math/big"

	"detente"
)

// MaxStates is the largest number of outcomes of a conflict: beyond it the work
// would take minutes and gigabytes.
const MaxStates = 1 << 24

// MaxCompared is the largest number of outcomes where every state is judged by
// comparing pairs: with unknown orders, attitudes and coalitions.
const MaxCompared = 1 << 13

// LimitError says that a conflict is too large for a method. It is returned
// before any work is done.
type LimitError struct {
	Work   string   // what was asked
	States *big.Int // how many outcomes it would have
	Limit  int
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("gmcr: %s: %s states, above the limit of %s; freeze issues that do not matter or merge options", e.Work, thousands(e.States.String()), thousands(fmt.Sprint(e.Limit)))
}

// axis is an issue that can change in the conflict.
type axis struct {
	issue  int
	levels []int // levels of the issue, by digit
	stride int   // of a digit in a state's number
}

func (a *axis) size() int { return len(a.levels) }

func (a *axis) digit(s int) int { return s / a.stride % len(a.levels) }

// digitOf returns the digit of a level, or -1.
func (a *axis) digitOf(level int) int {
	if level >= 0 && level < len(a.levels) && a.levels[level] == level {
		return level
	}
	for d, l := range a.levels {
		if l == level {
			return d
		}
	}
	return -1
}

// States returns how many outcomes the conflict spans, rules or no rules. State
// numbers lie below it.
func (g *Graph) States() int { return g.size }

// Feasible returns how many states the conflict has: outcomes that break no
// rule, those that `same` merges counted once.
func (g *Graph) Feasible() int { return g.feasible }

// Case returns the case that the conflict is part of.
func (g *Graph) Case() *detente.Case { return g.c }

// Parties returns the decision makers, in declared order.
func (g *Graph) Parties() []detente.PartyID {
	ids := make([]detente.PartyID, len(g.movers))
	for i := range g.movers {
		ids[i] = g.movers[i].id
	}
	return ids
}

// Start returns the number of the state where the conflict starts (the status
// quo, or the deal), or -1 where that is unknown or breaks a rule.
func (g *Graph) Start() int { return g.start }

// IsState reports whether a number is a state: it breaks no rule and no lower
// number stands for the same state.
func (g *Graph) IsState(s int) bool { return g.present(s) && g.standing(s) == s }

// Outcome returns the outcome of a state's number.
func (g *Graph) Outcome(s int) detente.Outcome {
	o := make(detente.Outcome, len(g.frozen))
	copy(o, g.frozen)
	g.fill(o, s)
	return o
}

// fill sets the levels that a state's number stands for.
func (g *Graph) fill(o detente.Outcome, s int) {
	for k := range g.axes {
		a := &g.axes[k]
		o[a.issue] = a.levels[s%len(a.levels)]
		s /= len(a.levels)
	}
}

// Number returns the number of the state of an outcome. ok is false where the
// outcome lies outside the conflict or breaks a rule.
func (g *Graph) Number(o detente.Outcome) (s int, ok bool) {
	for k := range g.axes {
		a := &g.axes[k]
		d := a.digitOf(o[a.issue])
		if d < 0 {
			return -1, false
		}
		s += d * a.stride
	}
	for i := range o {
		if !g.varies(i) && o[i] != g.frozen[i] {
			return -1, false
		}
	}
	if !g.present(s) {
		return -1, false
	}
	return g.standing(s), true
}

func (g *Graph) varies(issue int) bool {
	for k := range g.axes {
		if g.axes[k].issue == issue {
			return true
		}
	}
	return false
}

// present reports whether a number breaks no rule.
func (g *Graph) present(s int) bool {
	return g.absent == nil || g.absent[s>>6]&(1<<(s&63)) == 0
}

// standing returns the number that stands for a number's state.
func (g *Graph) standing(s int) int {
	if g.rep == nil {
		return s
	}
	return int(g.rep[s])
}

// members returns the numbers that are one state with s, s included.
func (g *Graph) members(s int, one *[1]int32) []int32 {
	for _, m := range g.merged {
		if m[0] == int32(s) {
			return m
		}
	}
	one[0] = int32(s)
	return one[:]
}

// layOut gives the axes their strides. It refuses more than MaxStates outcomes.
func (g *Graph) layOut() error {
	total := big.NewInt(1)
	for k := range g.axes {
		total.Mul(total, big.NewInt(int64(g.axes[k].size())))
	}
	if total.Cmp(big.NewInt(MaxStates)) > 0 {
		return &LimitError{Work: "the graph model", States: total, Limit: MaxStates}
	}
	g.size = 1
	for k := range g.axes {
		g.axes[k].stride = g.size
		g.size *= g.axes[k].size()
	}
	return nil
}

// thousands writes a whole number with separators.
func thousands(s string) string {
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// within refuses work where there are too many outcomes.
func (g *Graph) within(work string, limit int) error {
	if g.size <= limit {
		return nil
	}
	return &LimitError{Work: work, States: big.NewInt(int64(g.size)), Limit: limit}
}

package detente

import "fmt"

// Test is a condition bound to a case and compiled: it answers for an outcome
// in a few nanoseconds. The zero Test holds for every outcome.
type Test struct {
	// Issues are the indices of the issues it looks at, in the condition's order.
	Issues []int
	leaves []Leaf
	steps  []step   // the condition itself, where the table would be too large
	stride []int    // of each issue in the table
	table  []uint64 // one bit for each combination of levels
}

// maxTable bounds the truth table of a compiled condition, in bits.
const maxTable = 1 << 16

// step is one instruction of a compiled condition over a stack of truth values.
type step struct {
	op        conditionOp
	issue     int
	low, high int
	hold      []bool
	n         int // operands of and, or
}

// Compile binds a condition to a case. It fails where the condition speaks of
// what the case does not have; Case.Check says the same with a place.
func (c *Condition) Compile(cs *Case) (Test, error) {
	if c == nil {
		return Test{}, nil
	}
	var t Test
	for _, id := range c.Issues() {
		i := cs.IssueIndex(id)
		if i < 0 {
			return Test{}, fmt.Errorf("condition %q: no issue %q", c.Text, id)
		}
		t.Issues = append(t.Issues, i)
	}
	if err := t.compile(cs, c.root); err != nil {
		return Test{}, fmt.Errorf("condition %q: %w", c.Text, err)
	}
	t.tabulate(cs)
	return t, nil
}

// compile appends the steps of a node: operands first.
func (t *Test) compile(cs *Case, n *condition) error {
	for _, k := range n.children {
		if err := t.compile(cs, k); err != nil {
			return err
		}
	}
	s := step{op: n.op, n: len(n.children)}
	if n.op <= opTaken {
		s.issue = cs.IssueIndex(n.issue)
		low, high, hold, err := n.levels(&cs.Issues[s.issue])
		if err != nil {
			return err
		}
		s.low, s.high, s.hold = low, high, hold
		t.leaves = append(t.leaves, Leaf{s.issue, low, high, hold})
	}
	t.steps = append(t.steps, s)
	return nil
}

// tabulate replaces the steps by a truth table where that is small.
func (t *Test) tabulate(cs *Case) {
	size := 1
	for _, i := range t.Issues {
		t.stride = append(t.stride, size)
		n := cs.Issues[i].Levels()
		if n > maxTable/size {
			t.stride = nil
			return
		}
		size *= n
	}
	o := make(Outcome, len(cs.Issues))
	table := make([]uint64, (size+63)/64)
	for k := range size {
		rest := k
		for _, i := range t.Issues {
			n := cs.Issues[i].Levels()
			o[i] = rest % n
			rest /= n
		}
		if t.run(o) {
			table[k/64] |= 1 << (k % 64)
		}
	}
	t.table, t.steps = table, nil
}

// Holds reports whether the condition is true of an outcome, in which every
// issue of t.Issues has a level.
func (t *Test) Holds(o Outcome) bool {
	if t.table == nil {
		return len(t.steps) == 0 || t.run(o)
	}
	k := 0
	for j, i := range t.Issues {
		k += o[i] * t.stride[j]
	}
	return t.table[k>>6]&(1<<(k&63)) != 0
}

// run evaluates the steps over a small stack.
func (t *Test) run(o Outcome) bool {
	var room [16]bool
	stack := room[:0]
	for i := range t.steps {
		s := &t.steps[i]
		top := len(stack) - s.n
		var v bool
		switch s.op {
		case opNot:
			v = !stack[top]
		case opAnd:
			v = true
			for _, x := range stack[top:] {
				v = v && x
			}
		case opOr:
			for _, x := range stack[top:] {
				v = v || x
			}
		case opIf:
			v = stack[top] || !stack[top+1]
		case opIff:
			v = stack[top] == stack[top+1]
		default:
			level := o[s.issue]
			v = level >= s.low && level <= s.high && (s.hold == nil || s.hold[level])
		}
		stack = append(stack[:top], v)
	}
	return stack[0]
}

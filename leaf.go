package detente

// Leaf is a part of a condition that looks at one issue. Levels on which all
// leaves agree are the same to the condition, so a search need not try each.
type Leaf struct {
	Issue     int
	Low, High int    // it holds at the levels from Low to High (none where Low > High)
	Hold      []bool // of these, by level; nil: at all
}

// Holds reports whether the leaf is true of a level of its issue.
func (l *Leaf) Holds(level int) bool {
	return level >= l.Low && level <= l.High && (l.Hold == nil || l.Hold[level])
}

// Leaves returns the parts of the condition that look at one issue, from left to
// right.
func (t *Test) Leaves() []Leaf { return t.leaves }

// Conditions returns the conditions after `if` in the rule, from left to right.
func (b *Ballot) Conditions() []*Test { return b.root.conditions(nil) }

func (b *ballot) conditions(found []*Test) []*Test {
	if b.op == opWhere {
		found = append(found, &b.when)
	}
	for i := range b.children {
		found = b.children[i].conditions(found)
	}
	return found
}

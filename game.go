package detente

// VotingRule is the shape of a compiled consent rule, for methods that count
// coalitions: a tree of criteria. An inner node has Parts; all of them must
// hold, or any one of them where Any is set. A leaf has none and holds for a
// coalition whose Weights sum to at least Need.
type VotingRule struct {
	Parts []VotingRule
	Any   bool

	Who     []int   // players by index, each once
	Weights []int64 // of Who, not negative; 1 where heads are counted
	Need    int64

	// Conditional marks a part that is asked for only where a condition over
	// the issues holds; elsewhere it holds for every coalition.
	Conditional bool
}

// VotingRule returns the shape of the rule. The weights are whole numbers of
// one exact unit in each leaf, so that sums never round; units differ between
// leaves.
func (b *Ballot) VotingRule() VotingRule { return b.root.votingRule() }

func (b *ballot) votingRule() VotingRule {
	switch b.op {
	case opAll, opAny:
		v := VotingRule{Who: b.who, Need: 1}
		for range b.who {
			v.Weights = append(v.Weights, 1)
		}
		if b.op == opAll {
			v.Need = int64(len(b.who))
		}
		return v
	case opCount:
		return VotingRule{Who: b.who, Weights: b.weights, Need: b.need}
	case opWhere:
		v := b.children[0].votingRule()
		v.Conditional = true
		return v
	}
	v := VotingRule{Any: b.op == opEither}
	for i := range b.children {
		v.Parts = append(v.Parts, b.children[i].votingRule())
	}
	return v
}

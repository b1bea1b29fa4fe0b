package detente

import "math/big"

// maxStates bounds the combinations of linked levels that States walks through.
const maxStates = 1 << 24

// States returns how many states the case has for the graph model: outcomes
// that break no `never` rule, where all outcomes that fit one `same` condition
// are one state (and conditions that share an outcome share the state). ok is
// false where an issue is divisible or the issues that rules and `same` speak
// of have more than 2^24 combinations.
//
// The cost is that of the linked issues alone; the others multiply.
func (c *Case) States() (n *big.Int, ok bool) {
	var never, same []Test
	linked := map[int]bool{}
	bind := func(w *Condition, tests *[]Test) bool {
		t, err := w.Compile(c)
		for _, i := range t.Issues {
			linked[i] = true
		}
		*tests = append(*tests, t)
		return err == nil
	}
	for i := range c.Rules {
		if !c.Rules[i].Signed && !bind(c.Rules[i].When, &never) {
			return nil, false
		}
	}
	for _, w := range c.Same {
		if !bind(w, &same) {
			return nil, false
		}
	}
	free, size := big.NewInt(1), 1
	var issues []int
	for i := range c.Issues {
		levels := c.Issues[i].Levels()
		switch {
		case c.Issues[i].Form == Divisible:
			return nil, false
		case !linked[i]:
			free.Mul(free, big.NewInt(int64(levels)))
		case levels > maxStates/size:
			return nil, false
		default:
			issues, size = append(issues, i), size*levels
		}
	}
	single, merged := c.countStates(issues, size, never, same)
	free.Mul(free, big.NewInt(int64(single)))
	return free.Add(free, big.NewInt(int64(merged))), true
}

// countStates counts, over the combinations of the linked issues, those that
// stand alone and the states into which `same` merges the others.
func (c *Case) countStates(issues []int, size int, never, same []Test) (single, merged int) {
	group := make([]int, len(same)) // representative of each condition, by union
	used := make([]bool, len(same))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	o := make(Outcome, len(c.Issues))
	for k := range size {
		rest := k
		for _, i := range issues {
			levels := c.Issues[i].Levels()
			o[i] = rest % levels
			rest /= levels
		}
		if anyHolds(never, o) {
			continue
		}
		first := -1
		for i := range same {
			if !same[i].Holds(o) {
				continue
			}
			used[i] = true
			if first < 0 {
				first = i
			}
			group[find(i)] = find(first)
		}
		if first < 0 {
			single++
		}
	}
	for i := range same {
		if used[i] && find(i) == i {
			merged++
		}
	}
	return single, merged
}

func anyHolds(tests []Test, o Outcome) bool {
	for i := range tests {
		if tests[i].Holds(o) {
			return true
		}
	}
	return false
}

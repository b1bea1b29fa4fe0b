package assess

import (
	"detente"
)

// taste is an order of outcomes that is drawn.
type taste struct {
	party int // in Case.Parties
	kind  detente.Kind
	signs bool
	tests map[*detente.Condition]detente.Test
	all   []*detente.Condition // of tests, in the order of the case
	sets  []detente.Outcome    // one outcome for each combination of what holds
	found map[string]int
}

func newTaste(c *detente.Case, party int) (*taste, error) {
	p := &c.Parties[party]
	t := &taste{party: party, kind: p.Kind(), tests: map[*detente.Condition]detente.Test{}, found: map[string]int{}}
	add := func(when *detente.Condition) error {
		test, err := when.Compile(c)
		t.tests[when] = test
		t.all = append(t.all, when)
		return err
	}
	for _, entry := range p.Prefers {
		for i := range entry {
			if err := add(entry[i].When); err != nil {
				return nil, err
			}
		}
	}
	for i := range p.Ranking {
		for _, when := range p.Ranking[i].Fits {
			if err := add(when); err != nil {
				return nil, err
			}
		}
	}
	for i := range p.Scores {
		if err := add(p.Scores[i].When); err != nil {
			return nil, err
		}
	}
	for i := range p.Unknown {
		for _, when := range p.Unknown[i] {
			if err := add(when); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// set returns the combination of what holds in an outcome, as a place in sets.
func (t *taste) set(o detente.Outcome) int {
	var key []byte
	for _, when := range t.all {
		test := t.tests[when]
		key = bit(key, &test, o)
	}
	at, ok := t.found[string(key)]
	if !ok {
		at = len(t.sets)
		t.found[string(key)], t.sets = at, append(t.sets, o)
	}
	return at
}

// order returns the order of a drawn case.
func (t *taste) order(c *detente.Case) *detente.Order {
	p := &c.Parties[t.party]
	ord := &detente.Order{Party: t.party, Kind: t.kind}
	for _, entry := range p.Prefers {
		var tests []detente.Test
		for i := range entry {
			tests = append(tests, t.tests[entry[i].When])
		}
		ord.Statements = append(ord.Statements, tests)
	}
	for i := range p.Ranking {
		var tests []detente.Test
		for _, when := range p.Ranking[i].Fits {
			tests = append(tests, t.tests[when])
		}
		ord.Ranks = append(ord.Ranks, tests)
	}
	for i := range p.Scores {
		ord.Scores = append(ord.Scores, detente.Bonus{When: t.tests[p.Scores[i].When], Add: p.Scores[i].Add.Middle()})
	}
	for _, pair := range p.Unknown {
		ord.Unknown = append(ord.Unknown, [2]detente.Test{t.tests[pair[0]], t.tests[pair[1]]})
	}
	return ord
}

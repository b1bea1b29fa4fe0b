package detente

import "fmt"

// Verdict says how one outcome compares with another for a party.
type Verdict int

const (
	Worse Verdict = iota
	Same
	Better
	Uncertain // the case does not say, or leaves the order open
)

var verdictNames = [...]string{"worse", "same", "better", "uncertain"}

func (v Verdict) String() string { return verdictNames[v] }

// Order is an ordinal preference bound to a case: statements, a ranking or
// scores, with scores at the middle of their ranges.
type Order struct {
	Party      int
	Kind       Kind
	Statements [][]Test // most important first; the order within one entry is unknown
	Ranks      [][]Test // best first
	Scores     []Bonus
	Unknown    [][2]Test // outcomes of these pairs are not ordered
}

// Order binds the preference of party p. It fails for parties that have none or
// have numbers.
func (c *Case) Order(p int) (*Order, error) {
	party := &c.Parties[p]
	ord := &Order{Party: p, Kind: party.Kind()}
	if !ord.Kind.Ordinal() {
		return nil, fmt.Errorf("party %q has no statements, ranking or scores", party.ID)
	}
	var err error
	bind := func(when *Condition) Test {
		t, e := when.Compile(c)
		if e != nil && err == nil {
			err = fmt.Errorf("party %q: %w", party.ID, e)
		}
		return t
	}
	for _, entry := range party.Prefers {
		var tests []Test
		for _, s := range entry {
			tests = append(tests, bind(s.When))
		}
		ord.Statements = append(ord.Statements, tests)
	}
	for _, r := range party.Ranking {
		var tests []Test
		for _, when := range r.Fits {
			tests = append(tests, bind(when))
		}
		ord.Ranks = append(ord.Ranks, tests)
	}
	for _, s := range party.Scores {
		ord.Scores = append(ord.Scores, Bonus{bind(s.When), s.Add.Middle()})
	}
	for _, pair := range party.Unknown {
		ord.Unknown = append(ord.Unknown, [2]Test{bind(pair[0]), bind(pair[1])})
	}
	return ord, err
}

// Compare says how o compares with base for the party.
func (ord *Order) Compare(o, base Outcome) Verdict {
	if o.Equal(base) {
		return Same
	}
	for i := range ord.Unknown {
		a, b := &ord.Unknown[i][0], &ord.Unknown[i][1]
		if a.Holds(o) && b.Holds(base) || a.Holds(base) && b.Holds(o) {
			return Uncertain
		}
	}
	switch ord.Kind {
	case Statements:
		return ord.compareStatements(o, base)
	case Ranked:
		return verdict(float64(ord.rank(base) - ord.rank(o)))
	}
	return verdict(ord.score(o) - ord.score(base))
}

// sameScore is the difference under which two sums of scores are equal: far
// below any score a person types, far above the error of a sum.
const sameScore = 1e-9

func verdict(difference float64) Verdict {
	switch {
	case difference > sameScore:
		return Better
	case difference < -sameScore:
		return Worse
	}
	return Same
}

// compareStatements compares by the first entry in which the two differ. Within
// an entry whose order is unknown, o is better for certain only if it satisfies
// all that base does and more.
func (ord *Order) compareStatements(o, base Outcome) Verdict {
	for _, entry := range ord.Statements {
		gains, losses := false, false
		for i := range entry {
			a, b := entry[i].Holds(o), entry[i].Holds(base)
			gains = gains || a && !b
			losses = losses || b && !a
		}
		switch {
		case gains && losses:
			return Uncertain
		case gains:
			return Better
		case losses:
			return Worse
		}
	}
	return Same
}

// rank returns the first entry of the ranking that an outcome fits; one past
// the last where it fits none.
func (ord *Order) rank(o Outcome) int {
	for r, tests := range ord.Ranks {
		for i := range tests {
			if tests[i].Holds(o) {
				return r
			}
		}
	}
	return len(ord.Ranks)
}

func (ord *Order) score(o Outcome) float64 {
	sum := 0.0
	for i := range ord.Scores {
		if ord.Scores[i].When.Holds(o) {
			sum += ord.Scores[i].Add
		}
	}
	return sum
}

package montecarlo

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"detente"
)

// Space is everything of a case that is drawn.
type Space struct {
	c      *detente.Case
	Inputs []Input
	// Notes say what could not be drawn as the case has it.
	Notes  []string
	lower  [][]float64 // of the correlations of normal scores: by correlated input
	linked []int       // correlated inputs, ascending
}

// Input is one thing that is drawn: a range, or the order of some statements.
type Input struct {
	Path     string
	What     string            // in words
	Quantity *detente.Quantity // of the case; nil for an order
	Factor   int               // inputs of one factor are correlated
	number   int               // place among the numbers of the case, -1 for an order
	party    int               // of an order: in Case.Parties
	entry    int               // of an order: in Party.Prefers, or the pair in Party.Unknown
	pair     bool
}

// IsOrder reports whether the input is an order of statements or of a pair.
func (in *Input) IsOrder() bool { return in.Quantity == nil }

// New finds what a case leaves open: its ranges, the statements whose order is
// unknown, and the pairs of a ranking that a party is not known to order. The
// case must not change afterwards.
func New(c *detente.Case) (*Space, error) {
	s := &Space{c: c}
	for i, n := range c.Quantities() {
		q := n.Quantity
		if !q.IsRange() {
			continue
		}
		if q.Spread == detente.Unknown && (math.IsInf(q.Min, 0) || math.IsInf(q.Max, 0)) {
			return nil, fmt.Errorf("montecarlo: %s is unknown and has no limits; write a range", n.Path)
		}
		s.Inputs = append(s.Inputs, Input{Path: n.Path, What: n.What, Quantity: q, number: i})
	}
	for p := range c.Parties {
		s.orders(p)
	}
	for i := range s.Inputs {
		s.Inputs[i].Factor = i
	}
	return s, s.correlate()
}

// orders adds the unknown orders of a party.
func (s *Space) orders(p int) {
	party := &s.c.Parties[p]
	path := "parties." + string(party.ID)
	for k, entry := range party.Prefers {
		if len(entry) > 1 {
			s.Inputs = append(s.Inputs, Input{Path: fmt.Sprintf("%s.prefers.%d", path, k), number: -1, party: p, entry: k,
				What: party.Display() + ": the order of " + statements(entry)})
		}
	}
	for k, pair := range party.Unknown {
		if a, b := rankOf(party, pair[0]), rankOf(party, pair[1]); a < 0 || b < 0 {
			s.Notes = append(s.Notes, fmt.Sprintf("%s is not known to order “%s” and “%s”, and both are no entries of its ranking: the order stays unknown in every draw.", party.Display(), pair[0].Text, pair[1].Text))
			continue
		}
		s.Inputs = append(s.Inputs, Input{Path: fmt.Sprintf("%s.unknown.%d", path, k), number: -1, party: p, entry: k, pair: true,
			What: fmt.Sprintf("%s: the order of “%s” and “%s”", party.Display(), pair[0].Text, pair[1].Text)})
	}
}

func statements(entry []detente.Statement) string {
	var texts []string
	for i := range entry {
		texts = append(texts, "“"+entry[i].When.Text+"”")
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}

// rankOf returns the entry of a ranking that is one condition, or -1.
func rankOf(p *detente.Party, when *detente.Condition) int {
	return slices.IndexFunc(p.Ranking, func(r detente.Rank) bool { return len(r.Fits) == 1 && r.Fits[0].Text == when.Text })
}

// Factors lists the inputs of each factor; factors are independent of one
// another, and so are inputs unless they are correlated.
func (s *Space) Factors() [][]int {
	var out [][]int
	place := map[int]int{}
	for i := range s.Inputs {
		f := s.Inputs[i].Factor
		if _, ok := place[f]; !ok {
			place[f] = len(out)
			out = append(out, nil)
		}
		out[place[f]] = append(out[place[f]], i)
	}
	return out
}

// Keep returns the space of some of the inputs; the others stay at their middle,
// or in the order that the case has.
func (s *Space) Keep(wanted func(*Input) bool) (*Space, error) {
	t := &Space{c: s.c}
	for _, in := range s.Inputs {
		if wanted(&in) {
			in.Factor = len(t.Inputs)
			t.Inputs = append(t.Inputs, in)
		}
	}
	return t, t.correlate()
}

package detente_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"detente"
)

// The cases of these tests are built by hand, without a file. A text that does
// not parse is a mistake in the test and panics.

func condition(text string) *detente.Condition {
	w, err := detente.ParseCondition(text)
	if err != nil {
		panic(fmt.Sprintf("condition %q: %v", text, err))
	}
	return w
}

func consent(text string) *detente.Consent {
	c, err := detente.ParseConsent(text)
	if err != nil {
		panic(fmt.Sprintf("consent %q: %v", text, err))
	}
	return c
}

func decimal(text string) detente.Decimal {
	d, err := detente.ParseDecimal(text)
	if err != nil {
		panic(err)
	}
	return d
}

// named returns an issue with options; "line@75" gives an option its place.
func named(id detente.IssueID, options ...string) detente.Issue {
	s := detente.Issue{ID: id, Form: detente.Named, Decided: detente.NoLevel}
	for _, text := range options {
		name, at, placed := strings.Cut(text, "@")
		o := detente.Option{ID: detente.OptionID(name), HasAt: placed}
		if placed {
			x, err := strconv.ParseFloat(at, 64)
			if err != nil {
				panic(err)
			}
			o.At = x
		}
		s.Options = append(s.Options, o)
	}
	return s
}

func yesNo(id detente.IssueID) detente.Issue {
	s := named(id, string(detente.NotTaken), string(detente.Taken))
	s.Form = detente.YesNo
	return s
}

// scaled gives an issue a scale.
func scaled(s detente.Issue, from, to float64) detente.Issue {
	s.Scale = &detente.Scale{From: from, To: to}
	return s
}

func grid(id detente.IssueID, from, to, step float64) detente.Issue {
	return detente.Issue{ID: id, Form: detente.Grid, Scale: &detente.Scale{From: from, To: to, Step: step}, Decided: detente.NoLevel}
}

func divisible(id detente.IssueID, from, to float64) detente.Issue {
	return detente.Issue{ID: id, Form: detente.Divisible, Scale: &detente.Scale{From: from, To: to}, Decided: detente.NoLevel}
}

// number returns an exact quantity.
func number(x float64) *detente.Quantity {
	q := detente.Number(x)
	return &q
}

// interval returns a range without limits.
func interval(low, high float64) *detente.Quantity {
	q := detente.Number((low + high) / 2)
	q.Spread, q.Low, q.High = detente.Interval, low, high
	return &q
}

// unknown returns a number of which nothing is known but its limits.
func unknown(low, high float64) *detente.Quantity {
	return &detente.Quantity{Spread: detente.Unknown, Min: low, Max: high}
}

// values returns exact values by option; NaN for one that is left out.
func values(xs ...float64) []*detente.Quantity {
	var out []*detente.Quantity
	for _, x := range xs {
		if math.IsNaN(x) {
			out = append(out, nil)
		} else {
			out = append(out, number(x))
		}
	}
	return out
}

// points returns breakpoints from places and values in turn.
func points(xs ...float64) []detente.Breakpoint {
	var out []detente.Breakpoint
	for i := 0; i < len(xs); i += 2 {
		out = append(out, detente.Breakpoint{At: xs[i], Value: *number(xs[i+1])})
	}
	return out
}

// level returns an issue's level, which must exist.
func level(s *detente.Issue, text string) int {
	k, ok := s.ParseLevel(text)
	if !ok {
		panic(fmt.Sprintf("no level %q of %q", text, s.ID))
	}
	return k
}

// outcome reads "wage=3.5 strike=taken"; issues left out are at level 0.
func outcome(c *detente.Case, text string) detente.Outcome {
	o := make(detente.Outcome, len(c.Issues))
	for setting := range strings.FieldsSeq(text) {
		id, value, _ := strings.Cut(setting, "=")
		i := c.IssueIndex(detente.IssueID(id))
		o[i] = level(&c.Issues[i], value)
	}
	return o
}

// eachOutcome calls f on every outcome of a case with few levels.
func eachOutcome(c *detente.Case, f func(detente.Outcome)) {
	o := make(detente.Outcome, len(c.Issues))
	var visit func(i int)
	visit = func(i int) {
		if i == len(o) {
			f(o)
			return
		}
		for o[i] = 0; o[i] < c.Issues[i].Levels(); o[i]++ {
			visit(i + 1)
		}
	}
	visit(0)
}

// coalition returns the coalition of some of the players.
func coalition(players []detente.PartyID, yes ...detente.PartyID) detente.Coalition {
	s := detente.NewCoalition(len(players))
	for i, id := range players {
		for _, y := range yes {
			if id == y {
				s.Add(i)
			}
		}
	}
	return s
}

func refs(ids ...detente.EvidenceID) []detente.Ref {
	var out []detente.Ref
	for _, id := range ids {
		out = append(out, detente.Ref{ID: id})
	}
	return out
}

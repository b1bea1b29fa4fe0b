package detente

import (
	"math/big"
	"slices"
	"strings"
)

// Outcome gives each issue, in declared order, one of its levels.
type Outcome []int

// Equal reports whether two outcomes are the same.
func (o Outcome) Equal(p Outcome) bool { return slices.Equal(o, p) }

// Outcomes returns how many outcomes the issues span, rules or no rules.
func (c *Case) Outcomes() *big.Int {
	n := big.NewInt(1)
	for i := range c.Issues {
		n.Mul(n, big.NewInt(int64(c.Issues[i].Levels())))
	}
	return n
}

// StatusQuo returns each issue's Now; NoLevel where that is unknown.
func (c *Case) StatusQuo() Outcome {
	o := make(Outcome, len(c.Issues))
	for i := range c.Issues {
		o[i] = c.Issues[i].Now
	}
	return o
}

// NoDealOutcome returns what becomes of the issues if the parties part: the
// status quo with no_deal's settings; NoLevel where that is unknown. It is nil
// where no deal is no outcome of these issues.
func (c *Case) NoDealOutcome() Outcome {
	if c.NoDeal.None {
		return nil
	}
	o := c.StatusQuo()
	for _, s := range c.NoDeal.Set {
		if i := c.IssueIndex(s.Issue); i >= 0 {
			o[i] = s.Level
		}
	}
	return o
}

// Complete reports whether every issue has a level.
func (o Outcome) Complete() bool {
	for _, level := range o {
		if level < 0 {
			return false
		}
	}
	return true
}

// Changes lists the issues in which o differs from the base, as a case file
// writes them: "fire=ceasefire, sanctions=lifted"; "nothing" where none does.
// With a nil base every issue counts.
func (c *Case) Changes(o, base Outcome) string {
	var parts []string
	for i := range o {
		if base == nil || o[i] != base[i] {
			parts = append(parts, string(c.Issues[i].ID)+"="+c.Issues[i].LevelID(o[i]))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

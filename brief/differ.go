package brief

import (
	"slices"
	"strings"
)

// otherAmount reports whether two units count the same thing and have no number
// for it in common.
// Spells of time count only where spells is true.
func otherAmount(a, b *unit, spells bool) bool {
	for _, x := range a.amounts {
		if x.unit == "" || isSpell(x.unit) && !spells {
			continue
		}
		counted, same := false, false
		for _, y := range b.amounts {
			if x.unit == y.unit {
				counted = true
				same = same || x.value == y.value || slices.ContainsFunc(a.amounts, func(z amount) bool { return z.unit == y.unit && z.value == y.value })
			}
		}
		if counted && !same {
			return true
		}
	}
	return false
}

// isSpell knows units of time, of which a text has many.
func isSpell(unit string) bool {
	switch unit {
	case "year", "month", "week", "day", "hour", "decad":
		return true
	}
	return false
}

// otherTime reports whether two units give a time of the same sort, day or month,
// and share none.
func otherTime(a, b *unit) bool {
	differ := false
	for _, x := range a.times {
		for _, y := range b.times {
			sortX, _, _ := strings.Cut(x, " ")
			sortY, _, _ := strings.Cut(y, " ")
			switch {
			case x == y || inSeason(x, y) || inSeason(y, x):
				return false
			case sortX == sortY:
				differ = true
			}
		}
	}
	return differ
}

// inSeason reports whether a month lies in a season.
func inSeason(month, season string) bool {
	months := ""
	switch season {
	case "month winter":
		months = "december january february christmas"
	case "month spring":
		months = "march april may easter"
	case "month summer":
		months = "june july august"
	case "month autumn":
		months = "september october november"
	}
	_, name, _ := strings.Cut(month, " ")
	return name != "" && strings.Contains(months, name)
}

// otherDoer reports whether two units tell the same deed of different sides that
// are not together in it: the company walked out of the meeting, it was the union
// that left.
func (c *comparer) otherDoer(p pair) bool {
	a, b := c.units[p.a], c.units[p.b]
	switch a.deed {
	case "~offer", "~demand", "~keep", "~warn", "~want":
		return false // both may do it
	}
	if a.doer < 0 || b.doer < 0 || a.doer == b.doer || a.deed != b.deed || p.likeness < contraryLikeness || p.shared < 2 {
		return false
	}
	return c.sides[p.a] != b.doer && c.sides[p.b] != a.doer || c.sides[p.a] == a.doer || c.sides[p.b] == b.doer || c.sides[p.a] != c.sides[p.b]
}

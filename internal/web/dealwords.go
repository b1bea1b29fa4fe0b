package web

import (
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/assess"
)

func itoa(n int) string { return strconv.Itoa(n) }

// changedFrom lists the issues that an outcome changes from no deal.
func changedFrom(base, o detente.Outcome) []int {
	var out []int
	for i := range o {
		if base == nil || base[i] != o[i] {
			out = append(out, i)
		}
	}
	return out
}

// sharedSettings lists the issues that all of some deals change in the same way.
func sharedSettings(cs *detente.Case, deals []assess.Listed) []int {
	if len(deals) < 2 {
		return nil
	}
	return slices.DeleteFunc(changedFrom(cs.NoDealOutcome(), deals[0].Outcome), func(i int) bool {
		return slices.ContainsFunc(deals, func(d assess.Listed) bool { return d.Outcome[i] != deals[0].Outcome[i] })
	})
}

// own lists the issues that set a deal apart from no deal and from the others.
func own(cs *detente.Case, o detente.Outcome, shared []int) []int {
	return slices.DeleteFunc(changedFrom(cs.NoDealOutcome(), o), func(i int) bool { return slices.Contains(shared, i) })
}

// settingWords names some issues and their levels: "Price: 20; Delivery: May".
func settingWords(cs *detente.Case, issues []int, o detente.Outcome) string {
	var parts []string
	for _, i := range issues {
		s := &cs.Issues[i]
		parts = append(parts, s.Display()+": "+s.LevelName(o[i]))
	}
	return strings.Join(parts, "; ")
}

// changeWords changes the first issues of a case in words of the case language.
func changeWords(cs *detente.Case, n int, sign string) string {
	base := cs.NoDealOutcome()
	var parts []string
	for i := range cs.Issues {
		s := &cs.Issues[i]
		level := s.Levels() - 1
		if base != nil && base[i] == level {
			level = 0
		}
		if len(parts) < n {
			parts = append(parts, string(s.ID)+"="+s.LevelID(level))
		}
	}
	return strings.Join(parts, sign)
}

// examplePath is the path of a number of a case.
func examplePath(cs *detente.Case) string {
	for _, q := range cs.Quantities() {
		return q.Path
	}
	return "title"
}

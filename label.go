package detente

import (
	"fmt"
	"slices"
	"strings"
)

// Label says who may see a thing. The empty Label is open: everybody may.
// Otherwise it is a set of the marks "team" (the staff only) and
// "caucus:PARTY" (told in confidence by one side), sorted and joined by commas;
// a reader needs a clearance for every mark. Marks are not ranked: what the
// staff keeps to itself is not for a party, and what one party confided is not
// for another, nor for staff who were not told.
type Label string

// Open is the label of what everybody may see.
const Open Label = ""

// Team is the label of what the staff keeps to itself.
const Team Label = "team"

const caucus = "caucus:"

// ParseLabel reads "open", "team", "caucus:PARTY" or several of these joined by
// commas.
func ParseLabel(text string) (Label, error) {
	var marks []string
	for mark := range strings.SplitSeq(text, ",") {
		mark = strings.TrimSpace(mark)
		party, isCaucus := strings.CutPrefix(mark, caucus)
		switch {
		case mark == "open":
		case mark == "team", isCaucus && IsIdentifier(party):
			marks = append(marks, mark)
		default:
			return Open, fmt.Errorf("%q is no label: write open, team or caucus:PARTY, or several joined by commas", mark)
		}
	}
	return labelOf(marks), nil
}

func labelOf(marks []string) Label {
	slices.Sort(marks)
	return Label(strings.Join(slices.Compact(marks), ","))
}

// Marks returns the label's marks, sorted; none for Open.
func (l Label) Marks() []string {
	if l == Open {
		return nil
	}
	return strings.Split(string(l), ",")
}

// Join returns the label of what was made from both.
func (l Label) Join(m Label) Label {
	switch {
	case l == m || m == Open:
		return l
	case l == Open:
		return m
	}
	return labelOf(append(l.Marks(), m.Marks()...))
}

// Visible reports whether a reader with the given clearance may see what
// carries this label: the clearance has every mark.
func (l Label) Visible(clearance Label) bool {
	have := clearance.Marks()
	for _, mark := range l.Marks() {
		if !slices.Contains(have, mark) {
			return false
		}
	}
	return true
}

// Parties returns the parties whose confidence the label guards.
func (l Label) Parties() []PartyID {
	var ids []PartyID
	for _, mark := range l.Marks() {
		if party, ok := strings.CutPrefix(mark, caucus); ok {
			ids = append(ids, PartyID(party))
		}
	}
	return ids
}

// String returns the label as a case file writes it.
func (l Label) String() string {
	if l == Open {
		return "open"
	}
	return strings.ReplaceAll(string(l), ",", ", ")
}

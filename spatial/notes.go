package spatial

import (
	"fmt"
	"slices"
	"strings"

	"detente"
)

// reason says what was noted about a party on some issues.
type reason int

const (
	noInfluence reason = iota
	fromWeight
	noSalience
	fromBest
	noPlace
)

// notes are what a reading took for granted: by reason, for which parties, on
// which issues.
type notes []note

type note struct {
	why    reason
	party  *detente.Party
	issues []string
}

func (n *notes) add(why reason, p *detente.Party, issue string) {
	for i := range *n {
		if (*n)[i].why == why && (*n)[i].party == p {
			(*n)[i].issues = append((*n)[i].issues, issue)
			return
		}
	}
	*n = append(*n, note{why, p, []string{issue}})
}

// assume writes the notes into a result, one sentence for each reason.
func (b *Board) assume(r *detente.Result) {
	for _, s := range []struct {
		why  reason
		text string
	}{
		{noInfluence, "Influence is not given, so it counts 1: "},
		{fromWeight, "Salience is not given; the party's weight, as a share of all its weights, stands in: "},
		{noSalience, "Neither salience nor weight is given, so salience counts 50: "},
		{fromBest, "A position is not given; the best option or breakpoint stands in: "},
		{noPlace, "No position and no values, so the party is left out: "},
	} {
		if who := b.who(s.why); who != "" {
			r.Assume(s.text + who + ".")
		}
	}
	if b.mixedInfluence() {
		r.Assume("Some parties have an influence and some have not; 1 beside other parties' figures may be far too little. Give every party an influence, or none.")
	}
}

// who lists the parties of a reason and, where it is not all that the party
// stands on, the issues.
func (b *Board) who(why reason) string {
	var parts []string
	for p := range b.c.Parties {
		k := slices.IndexFunc(b.notes, func(n note) bool { return n.why == why && n.party == &b.c.Parties[p] })
		if k < 0 {
			continue
		}
		text := b.c.Parties[p].Display()
		if issues := b.notes[k].issues; len(issues) < b.stands(b.c.Parties[p].ID) || why == noPlace {
			text += fmt.Sprintf(" (%s)", strings.Join(issues, ", "))
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// stands returns on how many issues a party is an actor.
func (b *Board) stands(id detente.PartyID) int {
	n := 0
	for _, s := range b.Issues {
		if slices.ContainsFunc(s.Actors, func(a Actor) bool { return a.Party == id }) {
			n++
		}
	}
	return n
}

// mixedInfluence reports whether influence is given for some actors only.
func (b *Board) mixedInfluence() bool {
	given, missing := false, false
	for _, s := range b.Issues {
		for _, a := range s.Actors {
			none := slices.ContainsFunc(b.notes, func(n note) bool { return n.why == noInfluence && n.party.ID == a.Party })
			given, missing = given || !none, missing || none
		}
	}
	return given && missing
}

// trace gives a result the labels and evidence of what the reading used: issues,
// influence, and the parties' rows.
func (b *Board) trace(r *detente.Result) {
	for i := range b.c.Parties {
		r.Label = r.Label.Join(b.c.Parties[i].Label)
	}
	for _, in := range b.c.Inputs() {
		used := strings.HasPrefix(in.Path, "issues.") || strings.HasPrefix(in.Path, "parties.") &&
			(strings.HasSuffix(in.Path, ".influence") || strings.Contains(in.Path, ".wants.") || strings.Contains(in.Path, ".points."))
		if !used || strings.Contains(in.Path, ".links.") {
			continue
		}
		r.Label = r.Label.Join(in.Label)
		for _, id := range in.Because {
			if !slices.Contains(r.Evidence, id) {
				r.Evidence = append(r.Evidence, id)
			}
		}
	}
}

package assess

import (
	"slices"

	"detente"
)

// Veto is a player without whom signed_by cannot hold.
type Veto struct {
	Party detente.PartyID
	Only  bool // there is no other with a preference
	// Known is false where it took too many comparisons to tell. Absorbed: whenever
	// all other veto players strictly prefer one alternative to another, so does
	// this one: its veto stops nothing that theirs would not (Tsebelis 2002, ch. 1).
	Known, Absorbed bool
}

// veto reports whether signed_by fails without a player, however many others
// agree and whatever the alternative.
func (a *arena) veto(player int) bool {
	yes := detente.NewCoalition(len(a.h.players))
	for i := range a.h.players {
		if i != player {
			yes.Add(i)
		}
	}
	if len(a.h.signed.Conditions()) == 0 {
		return !a.h.signed.Holds(yes, a.all[0].o)
	}
	return !slices.ContainsFunc(a.all, func(alt alternative) bool { return a.h.signed.Holds(yes, alt.o) })
}

// vetoes lists the players without whom signed_by cannot hold, and says whose
// veto the others' absorb.
func (a *arena) vetoes(byStrength []*alternative) []Veto {
	var heads []int
	for n, i := range a.heads {
		if a.veto(i) {
			heads = append(heads, n)
		}
	}
	var out []Veto
	for _, n := range heads {
		v := Veto{Party: a.h.players[a.heads[n]], Only: len(heads) == 1}
		if !v.Only {
			v.Known, v.Absorbed = a.absorbed(n, heads, byStrength)
		}
		out = append(out, v)
	}
	return out
}

// absorbed looks for two alternatives of which all veto players but one prefer
// the first.
func (a *arena) absorbed(n int, vetoes []int, byStrength []*alternative) (known, absorbed bool) {
	left := maxPairs
	for _, y := range byStrength {
		for i := range a.all {
			x := &a.all[i]
			if left--; left < 0 {
				return false, false
			}
			if !a.likes(n, y, x) && !slices.ContainsFunc(vetoes, func(k int) bool { return k != n && !a.likes(k, y, x) }) {
				return true, false
			}
		}
	}
	return true, true
}

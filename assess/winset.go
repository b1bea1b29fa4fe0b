package assess

import "detente"

// WinSet is how many of the preferred packages those behind a party accept
// (Putnam's win-set: what can be ratified at home).
type WinSet struct {
	Party    detente.PartyID
	Audience detente.PartyID // the audience that judges; "" for the party's own ratification rule
	Rule     string          // the ratification rule as written
	Accepted int
	Of       int // preferred packages
	// Binding is whoever withholds consent in most of the packages that the rule
	// turns down; "" for audiences and where none is turned down.
	Binding detente.PartyID
}

// winSets counts, for every party that is ratified or has audiences, the
// preferred packages that they accept.
func (h *hall) winSets(packages []candidate) []WinSet {
	var out []WinSet
	for i := range h.c.Parties {
		party := &h.c.Parties[i]
		if h.voters[i].ratified != nil {
			out = append(out, h.ratifiable(i, packages))
		}
		for k := range h.c.Parties {
			if h.c.Parties[k].Of == party.ID && h.voters[k].opinion() {
				out = append(out, h.welcome(i, k, packages))
			}
		}
	}
	return out
}

// ratifiable counts the packages for which a party's own ratification holds.
func (h *hall) ratifiable(player int, packages []candidate) WinSet {
	party := &h.c.Parties[player]
	w := WinSet{Party: party.ID, Rule: party.RatifiedBy.Text}
	named := h.voters[player].ratified.Named
	against := make([]int, len(named))
	for i := range packages {
		cand := &packages[i]
		if !cand.v.Preferred {
			continue
		}
		w.Of++
		good := h.coalition(cand.v.Good)
		if h.ratifies(player, good, cand.o) {
			w.Accepted++
			continue
		}
		for n, k := range named {
			if !h.agrees(k, good, cand.o) {
				against[n]++
			}
		}
	}
	most := 0
	for n, k := range named {
		if against[n] > most {
			most, w.Binding = against[n], h.players[k]
		}
	}
	return w
}

// welcome counts the packages that an audience finds good.
func (h *hall) welcome(player, audience int, packages []candidate) WinSet {
	w := WinSet{Party: h.players[player], Audience: h.players[audience]}
	for i := range packages {
		if !packages[i].v.Preferred {
			continue
		}
		w.Of++
		for _, id := range packages[i].v.Good {
			if id == w.Audience {
				w.Accepted++
			}
		}
	}
	return w
}

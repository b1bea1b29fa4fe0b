package assess

import (
	"fmt"
	"slices"

	"detente"
)

// withheld says why a party does not consent to a deal.
func (h *hall) withheld(o detente.Outcome, id detente.PartyID) Withheld {
	w := Withheld{Party: id}
	player := slices.Index(h.players, id)
	v := &h.voters[player]
	good := h.p.Judge(o).Good
	if k := v.number; k >= 0 {
		u := h.p.Utilities(o)[k]
		w.Numeric, w.NoDeal, w.Enough = true, h.walk[k], min(u, h.walk[k])
	}
	switch {
	case slices.Contains(good, id):
		w.Good, w.Enough = true, w.NoDeal
		w.Says = h.unratified(player, h.coalition(good), o)
	case w.Numeric:
		w.ShortBy = w.NoDeal - w.Enough
		w.Says = fmt.Sprintf("worth %s to it, no deal %s", detente.FormatShort(w.Enough), detente.FormatShort(w.NoDeal))
	case v.order != nil:
		w.Says = h.worse(v.order, o)
	default:
		w.Says = "a rule names it, and the case does not say what it wants"
	}
	return w
}

// unratified names who fails to ratify for a party that finds a deal good.
func (h *hall) unratified(player int, good detente.Coalition, o detente.Outcome) string {
	var names []string
	if r := h.voters[player].ratified; r != nil {
		for _, i := range r.Named {
			if !h.agrees(i, good, o) {
				names = append(names, h.c.PartyName(h.players[i]))
			}
		}
	}
	if len(names) == 0 {
		return "it finds the deal good; the rule that asks for it fails all the same"
	}
	return "it finds the deal good, but its ratification lacks the consent of " + list(names)
}

// worse says which statement, step or score of an order speaks against a deal.
func (h *hall) worse(order *detente.Order, o detente.Outcome) string {
	party := &h.c.Parties[order.Party]
	if pair := unknownPair(order, o, h.base); pair >= 0 {
		p := party.Unknown[pair]
		return fmt.Sprintf("its order between “%s” and “%s” is unknown", p[0].Text, p[1].Text)
	}
	switch order.Kind {
	case detente.Statements:
		return h.brokenStatement(order, party, o)
	case detente.Ranked:
		return fmt.Sprintf("it ranks no deal %s and this %s", place(order.Ranks, h.base), place(order.Ranks, o))
	}
	return fmt.Sprintf("its scores add up to %s here and %s if they part", detente.FormatShort(scores(order, o)), detente.FormatShort(scores(order, h.base)))
}

func unknownPair(order *detente.Order, o, base detente.Outcome) int {
	for i := range order.Unknown {
		a, b := &order.Unknown[i][0], &order.Unknown[i][1]
		if a.Holds(o) && b.Holds(base) || a.Holds(base) && b.Holds(o) {
			return i
		}
	}
	return -1
}

// brokenStatement names the first statement that no deal fulfils and a deal does
// not.
func (h *hall) brokenStatement(order *detente.Order, party *detente.Party, o detente.Outcome) string {
	for k, entry := range order.Statements {
		lost, won := -1, -1
		for i := range entry {
			switch a, b := entry[i].Holds(o), entry[i].Holds(h.base); {
			case b && !a && lost < 0:
				lost = i
			case a && !b && won < 0:
				won = i
			}
		}
		if lost < 0 {
			continue
		}
		text := fmt.Sprintf("“%s” holds if they part and fails in this deal", party.Prefers[k][lost].When.Text)
		if won >= 0 {
			text += fmt.Sprintf("; that “%s” now holds may or may not outweigh it: the order is unknown", party.Prefers[k][won].When.Text)
		}
		return text
	}
	return "it is as good as no deal, and ties do not count"
}

// place says at which step of a ranking an outcome stands.
func place(ranks [][]detente.Test, o detente.Outcome) string {
	for r, tests := range ranks {
		for i := range tests {
			if tests[i].Holds(o) {
				return fmt.Sprintf("number %d", r+1)
			}
		}
	}
	return "last"
}

func scores(order *detente.Order, o detente.Outcome) float64 {
	sum := 0.0
	for i := range order.Scores {
		if order.Scores[i].When.Holds(o) {
			sum += order.Scores[i].Add
		}
	}
	return sum
}

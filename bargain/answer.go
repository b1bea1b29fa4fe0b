package bargain

import (
	"math/big"
	"slices"
	"strings"

	"detente"
)

// answer starts the result of a method: title, label, evidence and what every
// answer takes for granted.
func (p *Problem) answer(method, title string) *detente.Result {
	r := &detente.Result{Method: "bargain/" + method, Title: title, Status: detente.OK}
	p.trace(r)
	var assumed []string
	for i := range p.sides {
		if p.sides[i].assumed && p.sides[i].named {
			assumed = append(assumed, p.c.PartyName(p.players[i]))
		}
	}
	switch {
	case len(assumed) == 0:
	case p.noDeal == nil:
		r.Assume(list(assumed) + agree(assumed, " counts", " count") + " as consenting: the case has no numbers for " + agree(assumed, "it", "them") + " to set against no deal.")
	default:
		r.Assume(list(assumed) + agree(assumed, " counts", " count") + " as consenting: a rule names " + agree(assumed, "it", "them") + ", and the case does not say what " + agree(assumed, "it wants.", "they want."))
	}
	return r
}

// trace gives a result the label of all inputs and the evidence they rest on.
func (p *Problem) trace(r *detente.Result) {
	for i := range p.c.Parties {
		r.Label = r.Label.Join(p.c.Parties[i].Label)
	}
	for _, in := range p.c.Inputs() {
		if strings.HasPrefix(in.Path, "relations.") || strings.HasSuffix(in.Path, ".influence") || strings.HasSuffix(in.Path, ".cost_of_delay") {
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

func agree(names []string, one, many string) string {
	if len(names) == 1 {
		return one
	}
	return many
}

// display returns players' names for people.
func (p *Problem) display(ids []detente.PartyID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.c.PartyName(id)
	}
	return out
}

// gainers names the signatories whose gains count.
func (p *Problem) gainers() []string {
	var out []string
	for _, k := range p.signers {
		out = append(out, p.c.PartyName(p.scores[k].name))
	}
	return out
}

// thousands writes a whole number with separators.
func thousands(n *big.Int) string {
	s := n.String()
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func count(n int64) string { return thousands(big.NewInt(n)) }

// shares lists utilities by party: "Russia 61, United States 78".
func (p *Problem) shares(u []float64, only []int) string {
	parts := make([]string, len(only))
	for i, k := range only {
		parts[i] = p.c.PartyName(p.scores[k].name) + " " + p.figure(k, u[k])
	}
	return strings.Join(parts, ", ")
}

// figure is a utility with its unit where that is points.
func (p *Problem) figure(k int, u float64) string {
	if p.scores[k].points {
		return detente.FormatShort(u) + " points"
	}
	return detente.FormatShort(u)
}

// utilityColumns heads one column for each party with numbers.
func (p *Problem) utilityColumns() []detente.Column {
	var cols []detente.Column
	for _, s := range p.scores {
		cols = append(cols, detente.Column{Name: p.c.PartyName(s.name), Right: true})
	}
	return cols
}

func utilityCells(u []float64) []detente.Cell {
	cells := make([]detente.Cell, len(u))
	for i, x := range u {
		cells[i] = detente.Num(x)
	}
	return cells
}

// noDealMeans is the definition of what gains are measured from.
func (p *Problem) noDealMeans() string {
	if p.noDeal == nil {
		return "No deal is worth to each party what its no_agreement says (the disagreement point)."
	}
	return "No deal (the disagreement point) is worth to each party its utility of the no-deal outcome, or what its no_agreement says."
}

func (p *Problem) tiesMean() string {
	if p.c.Ties == detente.TiesRefuse {
		return "A party finds a package good when it is better for it than no deal (ties: refuse)."
	}
	return "A party finds a package good when it is at least as good for it as no deal; ties count."
}

// exactness says how utilities are compared.
func (p *Problem) exactness() string {
	for _, k := range p.signers {
		if p.scores[k].tie > 1 {
			return "Utilities that differ by less than 1e-10 of a party's scale are the same."
		}
	}
	return "Utilities are compared exactly, in whole multiples of the smallest step of a party's numbers."
}

const utilityMeans = "Utility is the sum over issues of weight x value / 100 and links, from 0 to 100, or a sum of points; ranges stand at their middle."

// idList is ids as JSON shows them: never null.
func idList(ids []detente.PartyID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

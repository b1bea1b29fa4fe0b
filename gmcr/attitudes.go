package gmcr

import (
	"context"

	"detente"
)

// FindAttitudes judges states as decision makers do that care about one another,
// as the case's relations say: instead of its improvements, a decision maker
// considers its total replies, the moves to states that its attitudes lead it to
// seek.
//
//	RP_i(s) = ∩_j { t : t >=_j s } where i's attitude to j is positive, { t : s >=_j t } where it is negative
//
// To itself everybody is positive unless a relation says otherwise; to others
// neutral. "Not better" becomes "not in RP_i(s)". Without relations to others
// and without ties this is FindStability. It returns a *detente.MissingError
// where the case has no relations.
//
// Inohara, Hipel and Walker (2007), Journal of Systems Science and Systems
// Engineering: relational Nash, GMR, SMR and SEQ stability. States are compared
// pair by pair.
func FindAttitudes(ctx context.Context, g *Graph) (*Stability, error) {
	if len(g.c.Relations) == 0 {
		return nil, &detente.MissingError{Paths: []string{"relations"}}
	}
	if len(g.movers) == 0 {
		return nil, g.nobody()
	}
	attitude := g.attitudes()
	r := &relations{g: g, compare: func(i, t, s int) detente.Verdict {
		for j, e := range attitude[i] {
			m := &g.movers[j]
			if e > 0 && !atLeast(m.compare(t, s)) || e < 0 && !atLeast(m.compare(s, t)) {
				return detente.Worse
			}
		}
		return detente.Better
	}}
	st := &Stability{g: g, title: "Stable states, given how the parties feel about one another", concepts: []Concept{Nash, GMR, SMR, SEQ}, attitude: true}
	if err := st.compareAll(ctx, r); err != nil {
		return nil, err
	}
	st.verdicts = st.verdicts[:1] // no order is unknown to an attitude
	return st, nil
}

// atLeast reports whether a state is better or the same for sure.
func atLeast(v detente.Verdict) bool { return v == detente.Better || v == detente.Same }

// attitudes returns, by decision maker and by whom it looks at, 1, -1 or 0.
func (g *Graph) attitudes() [][]int {
	out := make([][]int, len(g.movers))
	index := map[detente.PartyID]int{}
	for i := range g.movers {
		out[i] = make([]int, len(g.movers))
		out[i][i] = 1
		index[g.movers[i].id] = i
	}
	sign := map[string]int{"positive": 1, "negative": -1}
	for _, r := range g.c.Relations {
		i, from := index[r.From]
		j, to := index[r.To]
		if from && to {
			out[i][j] = sign[r.Attitude]
		}
	}
	return out
}

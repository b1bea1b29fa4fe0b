package power

import (
	"cmp"
	"slices"
)

// survey is a game laid out for the search: kinds by falling weight.
type survey struct {
	g       *Game
	r       ring
	players int
	kinds   []int      // place of each kind in Game.kinds
	size    []int      // players of each kind
	weight  []int64    // kind by criterion
	left    []int64    // level by criterion: what all kinds from this level on add
	after   []int      // players of all kinds from a level on
	pick    [][]uint64 // binomial coefficients of each kind's size, in the ring
	double  []uint64   // powers of two, in the ring
	sharp   [][]cut    // by criterion: who is critical at an excess
	single  bool       // no two players are alike, and counts fit a word
}

// cut says that kinds in the mask have a weight above what every later cut has.
type cut struct {
	weight int64
	mask   uint64 // kinds of at least this weight
}

func (g *Game) survey(r ring, kinds [][]int) *survey {
	s := &survey{g: g, r: r, players: g.players, single: r == 0 && len(kinds) == g.players}
	for k := range kinds {
		s.kinds = append(s.kinds, k)
	}
	slices.SortStableFunc(s.kinds, func(a, b int) int {
		return cmp.Compare(g.bulk(kinds[b][0]), g.bulk(kinds[a][0]))
	})
	criteria := len(g.quotas)
	s.left = make([]int64, (len(kinds)+1)*criteria)
	s.after = make([]int, len(kinds)+1)
	for _, k := range s.kinds {
		s.size = append(s.size, len(kinds[k]))
		s.pick = append(s.pick, binomials(r, len(kinds[k])))
		for l := range g.quotas {
			s.weight = append(s.weight, g.quotas[l].weights[kinds[k][0]])
		}
	}
	for d := len(kinds) - 1; d >= 0; d-- {
		s.after[d] = s.after[d+1] + s.size[d]
		for l := range criteria {
			s.left[d*criteria+l] = s.left[(d+1)*criteria+l] + int64(s.size[d])*s.weight[d*criteria+l]
		}
	}
	s.double = []uint64{1}
	for i := range g.players {
		s.double = append(s.double, r.add(s.double[i], s.double[i]))
	}
	for l := range criteria {
		s.sharp = append(s.sharp, s.cuts(l))
	}
	return s
}

// bulk orders players for the search: the sum of their shares of the quotas.
func (g *Game) bulk(player int) float64 {
	sum := 0.0
	for l := range g.quotas {
		sum += float64(g.quotas[l].weights[player]) / float64(g.quotas[l].need)
	}
	return sum
}

// binomials returns n choose k for k from 0 to n.
func binomials(r ring, n int) []uint64 {
	row := make([]uint64, n+1)
	row[0] = 1
	for i := 1; i <= n; i++ {
		for k := i; k > 0; k-- {
			row[k] = r.add(row[k], row[k-1])
		}
	}
	return row
}

// cuts lists the different weights under a criterion, largest first, with the
// kinds that reach them.
func (s *survey) cuts(l int) []cut {
	var out []cut
	for d := range s.kinds {
		w := s.weight[d*len(s.g.quotas)+l]
		if w > 0 && !slices.ContainsFunc(out, func(c cut) bool { return c.weight == w }) {
			out = append(out, cut{weight: w})
		}
	}
	slices.SortFunc(out, func(a, b cut) int { return cmp.Compare(b.weight, a.weight) })
	for i := range out {
		for d := range s.kinds {
			if s.weight[d*len(s.g.quotas)+l] >= out[i].weight {
				out[i].mask |= 1 << d
			}
		}
	}
	return out
}

// needed returns the kinds whose members are critical to a criterion that holds
// with an excess: those that weigh more than the excess.
func needed(cuts []cut, excess int64) uint64 {
	if len(cuts) == 0 || cuts[0].weight <= excess {
		return 0
	}
	low, high := 0, len(cuts) // cuts[low] is above the excess, cuts[high] is not
	for high-low > 1 {
		if mid := (low + high) / 2; cuts[mid].weight > excess {
			low = mid
		} else {
			high = mid
		}
	}
	return cuts[low].mask
}

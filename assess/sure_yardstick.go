package assess

import (
	"math"

	"detente"
)

// yardstick compares packages for one stake over all draws.
type yardstick struct {
	k     int
	s     *stake
	r     *detente.Party
	least [][]float64 // by slot and slot of the same issue: the least difference of values times weight
	low   [][]float64 // the same of the values alone
	span  []bounds    // of the weight, by issue
	sets  [][]float64 // by set and set: the least difference of what links add
	size  []int       // slots by issue
	first []int
	fixed float64 // sum of the weights where all are exact, else 0
}

func (l *ledger) yardstick(k int) stick {
	s := l.stakes[k]
	p := &l.c.Parties[s.party]
	r := &yardstick{k: k, s: s, r: p, first: l.first, fixed: 100}
	exact := true
	if !p.Wants.Points {
		r.fixed = 0
	}
	for i := range l.c.Issues {
		n := len(l.slots[i])
		r.size = append(r.size, n)
		weight := bounds{}
		if at := s.rows[i]; at >= 0 {
			weight = bounds{100, 100}
			if !p.Wants.Points {
				weight = support(p.Wants.Rows[at].Weight)
				exact = exact && weight.low == weight.high
				r.fixed += weight.low
			}
		}
		r.span = append(r.span, weight)
		r.table(l.c, i, n, weight)
	}
	if !exact {
		r.fixed = 0
	}
	for a := range s.sets {
		row := make([]float64, len(s.sets))
		for b := range s.sets {
			for i := range s.links {
				switch add := support(&p.Wants.Links[i].Add); {
				case s.sets[a][i] && !s.sets[b][i]:
					row[b] += add.low
				case s.sets[b][i] && !s.sets[a][i]:
					row[b] -= add.high
				}
			}
		}
		r.sets = append(r.sets, row)
	}
	return r
}

// table works out the least differences between the levels of an issue.
func (r *yardstick) table(c *detente.Case, issue, n int, weight bounds) {
	least, low := make([]float64, n*n), make([]float64, n*n)
	if at := r.s.rows[issue]; at >= 0 {
		row := &r.r.Wants.Rows[at]
		for a := range n {
			for b := range n {
				d := r.s.terms[issue][a].apart(&r.s.terms[issue][b], c, row, issue).low
				low[a*n+b], least[a*n+b] = d, math.Min(d*weight.low, d*weight.high)
			}
		}
	}
	r.least, r.low = append(r.least, least), append(r.low, low)
}

// ahead reports whether package a is worth at least as much as b in every draw.
func (r *yardstick) ahead(a, b *lot) bool {
	links := r.sets[a.sets[r.k]][b.sets[r.k]]
	cut := r.r.Wants.AtMost != nil
	if cut && links < 0 {
		return false
	}
	if links == 0 || cut {
		sum := 0.0
		for i := range a.at {
			if x, y := int(a.at[i])-r.first[i], int(b.at[i])-r.first[i]; x != y {
				sum += r.least[i][x*r.size[i]+y]
			}
		}
		return sum >= 0
	}
	sum := 0.0
	for i := range a.at {
		d := links + r.low[i][(int(a.at[i])-r.first[i])*r.size[i]+int(b.at[i])-r.first[i]]
		if r.fixed > 0 { // a sum of weights that is known: links count once
			d -= links
		}
		sum += math.Min(d*r.span[i].low, d*r.span[i].high)
	}
	return sum+links*r.fixed >= 0
}

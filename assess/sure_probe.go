package assess

import (
	"math"

	"detente"
)

// probe compares packages for one stake where all numbers are at their middle but
// for one, which may be anywhere in its sweep.
type probe struct {
	k           int
	first, size []int
	worth       []float64   // by slot, weighted
	slack       [][]float64 // by issue, slot and slot: by how much one number can shrink the difference
}

// sweep returns the ends between which a number is moved to see what would
// change: the limits of its field, or as far as a hundred, or twice its size,
// where it has none.
func sweep(q *detente.Quantity, weight bool) (low, high float64) {
	middle := q.Middle()
	reach := math.Max(100, 2*math.Abs(middle))
	low, high = math.Max(q.Min, middle-reach), math.Min(q.Max, middle+reach)
	if weight {
		low, high = 0, reach
	}
	return low, high
}

func (l *ledger) probe(k int) stick {
	s := l.stakes[k]
	p := &l.c.Parties[s.party]
	r := &probe{k: k, first: l.first, worth: l.scratch().fill(l.c).worth[k]}
	for i := range l.c.Issues {
		n := len(l.slots[i])
		r.size = append(r.size, n)
		slack := make([]float64, n*n)
		if at := s.rows[i]; at >= 0 {
			row := &p.Wants.Rows[at]
			for a := range n {
				for b := range n {
					slack[a*n+b] = shrink(l.c, row, i, &s.terms[i][a], &s.terms[i][b]) * weightOf(p, row) / total(p)
					d := r.worth[l.first[i]+a] - r.worth[l.first[i]+b]
					if !p.Wants.Points && d < 0 {
						w := row.Weight.Middle()
						_, most := sweep(row.Weight, true)
						d *= (most - w) / math.Max(w, 1e-9)
					}
					slack[a*n+b] = math.Max(slack[a*n+b], math.Abs(d))
				}
			}
		}
		r.slack = append(r.slack, slack)
	}
	return r
}

func weightOf(p *detente.Party, r *detente.Row) float64 {
	if p.Wants.Points {
		return 100
	}
	return r.Weight.Middle()
}

// total is what weighted values are divided by; 1 where there is no weight.
func total(p *detente.Party) float64 {
	if p.Wants.Points {
		return 100
	}
	sum := 0.0
	for i := range p.Wants.Rows {
		if w := p.Wants.Rows[i].Weight; w != nil {
			sum += w.Middle()
		}
	}
	if sum == 0 {
		return 1
	}
	return sum
}

// shrink returns by how much one number of a row can make the value of a level
// smaller against that of another.
func shrink(c *detente.Case, r *detente.Row, issue int, a, b *term) float64 {
	most := 0.0
	lean := func(q *detente.Quantity, share float64) {
		low, high := sweep(q, false)
		x := q.Middle()
		most = math.Max(most, math.Max(share*(x-low), -share*(high-x)))
	}
	if *a == *b {
		return 0
	}
	for _, e := range []struct {
		t    *term
		sign float64
	}{{a, 1}, {b, -1}} {
		switch e.t.kind {
		case valueTerm:
			lean(r.Values[e.t.i], e.sign)
		case lineTerm:
			lean(&r.Breakpoints[e.t.i].Value, e.sign)
			if e.t.share > 0 {
				lean(&r.Breakpoints[e.t.i+1].Value, e.sign)
			}
		case peakTerm:
			return 200 // the most that two peaks can turn
		}
	}
	return most
}

func (r *probe) ahead(a, b *lot) bool {
	if a.sets[r.k] != b.sets[r.k] {
		return false
	}
	sum, slack := 0.0, 0.0
	for i := range a.at {
		x, y := a.at[i], b.at[i]
		if x == y {
			continue
		}
		sum += r.worth[x] - r.worth[y]
		slack = math.Max(slack, r.slack[i][(int(x)-r.first[i])*r.size[i]+int(y)-r.first[i]])
	}
	return sum-slack >= 0
}

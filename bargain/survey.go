package bargain

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"

	"detente"
)

// spot is all preferred packages that are worth the same to every signatory
// with numbers.
type spot struct {
	point
	count [classes]int64
	first [classes]detente.Outcome // in file order
}

// survey is what one pass over all outcomes finds.
type survey struct {
	feasible  int64 // packages
	counts    [classes]int64
	unanimous int64
	questions int64   // would have consent if every unknown order spoke for them
	blocked   []int64 // by player
	most      []int64 // of Problem.scores: the largest total over all that can exist
	spots     []*spot
}

// maxOutcomes bounds plain enumeration.
const maxOutcomes = 1 << 22

// look surveys all outcomes one by one.
func (p *Problem) look(ctx context.Context) (*survey, error) {
	s := &survey{blocked: make([]int64, len(p.players)), most: make([]int64, len(p.scores))}
	if n := p.outcomes(); !n.IsInt64() || n.Int64() > maxOutcomes {
		return nil, fmt.Errorf("bargain: %s outcomes are too many to go through one by one", n)
	}
	t := &tally{survey: s, p: p, judge: p.judge(), index: map[string]*spot{}}
	return s, p.walk(ctx, t.visit)
}

// in returns the points with packages of a class.
func (s *survey) in(k class) []*point {
	var out []*point
	for _, x := range s.spots {
		if x.count[k] > 0 {
			out = append(out, &point{x.gains, x.value, big.NewInt(x.count[k]), x.first[k]})
		}
	}
	return out
}

// field returns the efficient points.
func (s *survey) field(p *Problem) *field {
	f := &field{exact: true, all: s}
	for k := range classes {
		f.points[k] = efficient(s.in(k))
	}
	for _, k := range p.signers {
		f.most = append(f.most, p.scores[k].utility(s.most[k]))
	}
	return f
}

// walk visits every outcome that can exist and that arcs reach, in file order,
// the last issue fastest, with the utility in steps of every party with
// numbers. The slices are the caller's only until it returns.
func (p *Problem) walk(ctx context.Context, visit func(o detente.Outcome, totals []int64)) error {
	n, m := len(p.c.Issues), len(p.scores)
	o := make(detente.Outcome, n)
	sums := make([]int64, (n+1)*m) // sums[k*m:]: over the first k issues
	totals := make([]int64, m)
	steps := 0
	var err error
	var descend func(k int)
	descend = func(k int) {
		if k == n {
			if steps++; steps&4095 == 0 {
				err = ctx.Err()
			}
			for i, s := range p.scores {
				totals[i] = s.finish(sums[n*m+i], o)
			}
			visit(o, totals)
			return
		}
		for _, level := range p.levels[k] {
			if err != nil {
				return
			}
			if !p.changes[k].reaches(level) {
				continue
			}
			o[k] = level
			for i, s := range p.scores {
				sums[(k+1)*m+i] = sums[k*m+i] + s.at(k, level)
			}
			descend(k + 1)
		}
	}
	descend(0)
	return err
}

// tally sorts packages into a survey.
type tally struct {
	*survey
	p      *Problem
	judge  *judge
	index  map[string]*spot
	totals []int64
	gains  []int64
	key    []byte
	any    bool
}

func (t *tally) visit(o detente.Outcome, totals []int64) {
	if !t.p.exists(o, false) {
		return
	}
	for i, x := range totals {
		if !t.any || x > t.most[i] {
			t.most[i] = x
		}
	}
	t.any = true
	if !t.p.exists(o, true) || t.p.noDeal != nil && o.Equal(t.p.noDeal) {
		return
	}
	t.feasible++
	t.totals, t.gains = totals, t.gains[:0]
	for i, s := range t.p.scores {
		t.gains = append(t.gains, s.gain(totals[i]))
	}
	j := t.judge
	j.hear(o, t.gains)
	if j.unanimous() {
		t.unanimous++
	}
	if !j.preferred(o) {
		t.question(o)
		return
	}
	in := [classes]bool{preferred: true, consented: j.consented(o), preferredLevel: j.level()}
	in[consentedLevel] = in[consented] && in[preferredLevel]
	if !in[consented] {
		j.withheld(o)
		for i := range t.blocked {
			if j.no.Has(i) {
				t.blocked[i]++
			}
		}
		t.question(o)
	}
	t.file(o, in)
}

func (t *tally) question(o detente.Outcome) {
	if t.judge.hopeful(o) {
		t.questions++
	}
}

// file adds a preferred package to its point.
func (t *tally) file(o detente.Outcome, in [classes]bool) {
	t.key = t.key[:0]
	for _, k := range t.p.signers {
		t.key = binary.LittleEndian.AppendUint64(t.key, uint64(t.gains[k]))
	}
	pt := t.index[string(t.key)]
	if pt == nil {
		pt = &spot{}
		for _, k := range t.p.signers {
			pt.add(t.p.scores[k], t.totals[k])
		}
		t.index[string(t.key)] = pt
		t.spots = append(t.spots, pt)
	}
	for k, member := range in {
		if !member {
			continue
		}
		t.counts[k]++
		if pt.count[k]++; pt.first[k] == nil {
			pt.first[k] = slices.Clone(o)
		}
	}
}

// exists reports whether no rule forbids the outcome; signing also asks the
// rules that only packages must keep.
func (p *Problem) exists(o detente.Outcome, signing bool) bool {
	for i := range p.rules {
		if p.c.Rules[i].Signed == signing && p.rules[i].Holds(o) {
			return false
		}
	}
	return true
}

// gainsOf returns the gain of every party with numbers from an outcome.
func (p *Problem) gainsOf(o detente.Outcome) []int64 {
	gains := make([]int64, len(p.scores))
	for i, s := range p.scores {
		gains[i] = s.gain(s.total(o))
	}
	return gains
}

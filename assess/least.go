package assess

import (
	"context"
	"slices"

	"detente"
	"detente/bargain"
)

// LeastChange is the least change of a package that gets a yes: the fewest
// issues changed, then the least total loss to the parties with numbers other
// than those whose yes is sought, then file order.
type LeastChange struct {
	Issues  []IssueChange
	Outcome detente.Outcome
	Change  []float64 // in utility, of Problem.Numeric
	// Loss is the sum of what the others lose. Utilities of different parties are
	// added as they stand.
	Loss      float64
	Consented bool // the changed package has every consent
	// Proven is false where the search stopped before all changes of as many
	// issues were tried: another may cost the others less.
	Proven bool
}

// IssueChange is the change of one issue from one level to another.
type IssueChange struct{ Issue, From, To int }

// goal is what a search looks for.
type goal struct {
	met    func(*bargain.Verdict) bool
	fits   func(detente.Outcome) bool // nil: any that is met fits
	lost   []detente.PartyID          // whose losses do not count
	best   *LeastChange
	closed bool
}

// maxTried is how many packages a search tries for one deal.
const maxTried = 30_000

// sameLoss is the difference below which two losses are equal: far below what
// anybody can judge, far above the error of a sum.
const sameLoss = 1e-9

// search tries all changes of one issue, then of two, and so on, until every
// goal is met. It returns how many issues were changed at a time in every way,
// and whether that is all of them.
func (h *hall) search(ctx context.Context, x detente.Outcome, goals []*goal) (searched int, complete bool, err error) {
	s := &search{h: h, x: x, y: slices.Clone(x), base: h.p.Utilities(x), goals: goals}
	for size := 1; size <= len(x); size++ {
		if !s.open() {
			return size - 1, false, nil
		}
		s.visit(0, size)
		if err := ctx.Err(); err != nil {
			return 0, false, err
		}
		for _, g := range goals {
			if g.best != nil && !g.closed {
				g.closed, g.best.Proven = true, s.tried <= maxTried
			}
		}
		if s.tried > maxTried {
			return size - 1, false, nil
		}
	}
	return len(x), true, nil
}

type search struct {
	h     *hall
	x, y  detente.Outcome
	base  []float64
	goals []*goal
	tried int
}

func (s *search) open() bool {
	return slices.ContainsFunc(s.goals, func(g *goal) bool { return !g.closed })
}

// visit changes `left` more issues, from one on, in every way.
func (s *search) visit(from, left int) {
	if left == 0 {
		s.try()
		return
	}
	for i := from; i+left <= len(s.x) && s.tried <= maxTried; i++ {
		for _, level := range s.h.levels[i] {
			if level != s.x[i] && s.tried <= maxTried {
				s.y[i] = level
				s.visit(i+1, left-1)
			}
		}
		s.y[i] = s.x[i]
	}
}

// try holds one package against the open goals.
func (s *search) try() {
	s.tried++
	if s.tried > maxTried {
		return
	}
	v := s.h.p.Judge(s.y)
	if !v.Package {
		return
	}
	var change []float64
	for _, g := range s.goals {
		if g.closed || !g.met(&v) || g.fits != nil && !g.fits(s.y) {
			continue
		}
		if change == nil {
			change = s.change()
		}
		loss := s.loss(change, g.lost)
		if g.best == nil || loss < g.best.Loss-sameLoss {
			g.best = &LeastChange{Issues: s.issues(), Outcome: slices.Clone(s.y), Change: change, Loss: loss, Consented: v.Consented}
		}
	}
}

func (s *search) change() []float64 {
	out := s.h.p.Utilities(s.y)
	for i := range out {
		out[i] -= s.base[i]
	}
	return out
}

func (s *search) loss(change []float64, lost []detente.PartyID) float64 {
	sum := 0.0
	for i, d := range change {
		if d < 0 && !slices.Contains(lost, s.h.numeric[i]) {
			sum -= d
		}
	}
	return sum
}

func (s *search) issues() []IssueChange {
	var out []IssueChange
	for i := range s.x {
		if s.x[i] != s.y[i] {
			out = append(out, IssueChange{i, s.x[i], s.y[i]})
		}
	}
	return out
}

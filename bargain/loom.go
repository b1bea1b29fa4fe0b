package bargain

import (
	"context"
	"math"

	"detente"
)

// loom puts packages together issue by issue and keeps, of those that the rest
// treats alike, the ones that nothing dominates: if a partial package is
// nowhere worse than another and the rest may be the same, so is every
// completion of it.
type loom struct {
	*fabric
	press
	most     [][]int64 // by dimension and issue: the most that a level is worth
	needs    []int64   // by score: the least total that is good
	deciders []int     // scores whose consent matters
	judge    *judge
	rough    bool            // the core, too, is put together within an error
	hopeless map[string]bool // strands that cannot belong to the set, by what matters of them
}

const (
	maxCandidates = 1_500_000  // in one combination
	maxSpent      = 12_000_000 // in putting the core together
	maxSpentDeep  = 300_000    // the same, with four dimensions or more
	maxStrands    = 100_000
	maxDeciders   = 12 // parties with numbers whose consent matters
)

func (f *fabric) newLoom() *loom {
	l := &loom{fabric: f, judge: f.p.judge(), deciders: f.findDeciders(), hopeless: map[string]bool{}}
	l.press = press{d: len(f.dims), strict: f.strict, limit: maxCandidates, budget: maxSpent,
		a: make(detente.Outcome, len(f.levels)), b: make(detente.Outcome, len(f.levels))}
	if l.d > 3 {
		l.budget = maxSpentDeep
	}
	for _, d := range f.dims {
		l.tie = append(l.tie, 1)
		if d.score != nobody {
			l.tie[len(l.tie)-1] = f.p.scores[d.score].tie
		}
		most := make([]int64, len(f.levels))
		for i, levels := range f.levels {
			most[i] = math.MinInt64
			for _, level := range levels {
				most[i] = max(most[i], f.worth(d, i, level))
			}
		}
		l.most = append(l.most, most)
	}
	for _, s := range f.p.scores {
		l.needs = append(l.needs, s.noDeal+f.p.least(s.tie))
	}
	return l
}

// least is the smallest gain in steps that counts as good.
func (p *Problem) least(tie int64) int64 {
	if p.c.Ties == detente.TiesRefuse {
		return tie - tie/2
	}
	return -(tie / 2)
}

// worth is what a level adds to a dimension.
func (f *fabric) worth(d dimension, issue, level int) int64 {
	if !d.rows || d.score == nobody {
		return 0
	}
	return f.p.scores[d.score].at(issue, level)
}

// leaf returns the levels of an issue as a cloud: those of one kind, or all.
func (l *loom) leaf(ctx context.Context, issue int, kind int32) (*cloud, error) {
	c := &cloud{virgin: -1}
	base := l.p.baseLevel(issue)
	for n, level := range l.levels[issue] {
		if l.kind[issue] != nil && l.kind[issue][n] != kind {
			continue
		}
		if level == base {
			c.virgin = c.n()
		}
		for _, d := range l.dims {
			c.at = append(c.at, l.worth(d, issue, level))
		}
		c.count = append(c.count, one())
		c.trace = append(c.trace, l.traces.choose(issue, level))
	}
	return l.combine(ctx, []pair{{a: l.unit(true), b: c}}, nil)
}

// baseLevel is the no-deal level of an issue, NoLevel where there is none.
func (p *Problem) baseLevel(issue int) int {
	if p.noDeal == nil || !p.noDeal.Complete() {
		return detente.NoLevel
	}
	return p.noDeal[issue]
}

// reach returns a test that rejects partial packages no completion of which is
// good for some scores. rest are the open issues, and links at places of the
// core from tier on are still undecided.
func (l *loom) reach(rest []int, tier int, scores []int) func([]int64) bool {
	if len(scores) == 0 {
		return nil
	}
	more := make([]int64, l.d)
	for x := range l.dims {
		for _, i := range rest {
			more[x] += l.most[x][i]
		}
	}
	for ; tier < len(l.tiers); tier++ {
		for _, n := range l.tiers[tier] {
			for x, d := range l.dims {
				if k := &l.knots[n]; k.link != nil && k.score == d.score && d.bonus {
					more[x] += max(0, k.link.add)
				}
			}
		}
	}
	return func(at []int64) bool {
		for _, k := range scores {
			if l.total(at, more, k) < l.needs[k] {
				return false
			}
		}
		return true
	}
}

// total is a score's utility at a point, with something added.
func (l *loom) total(at, more []int64, score int) int64 {
	var rows, links int64
	for x, d := range l.dims {
		if d.score != score {
			continue
		}
		v := at[x]
		if more != nil {
			v += more[x]
		}
		if d.rows {
			rows += v
		} else {
			links += v
		}
	}
	return min(rows, l.p.scores[score].cut) + links
}

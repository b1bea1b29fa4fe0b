package bargain

import (
	"cmp"
	"context"
	"math"
	"slices"

	"detente"
)

// search looks for the best package by some rule without listing the frontier:
// depth first over the issues, leaving out partial packages that cannot lead to
// anything as good as the best one known. What they can lead to is bounded by a
// line: a weighted sum of gains is largest where each issue's part of it is.
type search struct {
	*core
	rule   rule
	ideal  []float64 // by signatory, for Kalai-Smorodinsky
	who    int       // the signatory of ideally
	issues []stage   // the cores of the groups first
	offset []float64 // by score: minus no deal
	missed []float64 // by score: what a package left out of the core may have more
	line   []float64 // weights by score
	floor  float64   // the least value of the line that is of interest
	least  []float64 // by score: the least gain that is of interest
	ties   bool      // look for ties too
	nodes  int       // looked at since the budget was set
	looked int       // in all
	budget int
	best   []*point // all that tie
	root   float64  // what the line allows at most
	chosen []int32  // traces, by stage
	gains  []float64
	err    error
	ctx    context.Context
	group  *group // of the core that is chosen
}

// ideally is the rule of the ideal point: the largest gain of one signatory.
const ideally rule = -1

// stage is one choice: the core, or a plain issue.
type stage struct {
	options  []choice
	restLine float64   // the most that later stages add to the line
	rest     []float64 // and to each score
}

type choice struct {
	gain  []float64 // by score
	line  float64
	trace int32
	group *group
}

const (
	maxNodes = 3_000_000 // to prove an optimum
	tieNodes = 300_000   // to find all that tie with it
	maxTies  = 1000
	pulls    = 300 // steps in fitting the line
)

// seeker prepares a search over the level packages of the core's set.
func (c *core) seeker(ctx context.Context) (*search, error) {
	s := &search{core: c, ctx: ctx}
	s.offset = c.offsets()
	s.missed = make([]float64, len(c.p.scores))
	var first stage
	for _, g := range c.groups {
		if g.level {
			first.options = append(first.options, s.options(g.cloud, g)...)
			s.miss(g.cloud)
		}
	}
	s.issues = []stage{first}
	for _, i := range c.plain {
		leaf, err := c.leaf(ctx, i, 0)
		if err != nil {
			return nil, err
		}
		s.issues = append(s.issues, stage{options: s.options(leaf, nil)})
	}
	return s, nil
}

// offsets are what gains start from: minus what no deal is worth.
func (c *core) offsets() []float64 {
	out := make([]float64, len(c.p.scores))
	for k, sc := range c.p.scores {
		out[k] = -sc.utility(sc.noDeal)
	}
	return out
}

// miss notes the error of a cloud.
func (s *search) miss(c *cloud) {
	for k := range s.missed {
		lost := 0.0
		for x, d := range s.dims {
			if d.score == k && c.error != nil {
				lost += s.p.scores[k].utility(c.error[x])
			}
		}
		s.missed[k] = max(s.missed[k], lost)
	}
}

func (s *search) options(c *cloud, g *group) []choice {
	var out []choice
	for i := range c.n() {
		o := choice{gain: make([]float64, len(s.p.scores)), trace: c.trace[i], group: g}
		for x, d := range s.dims {
			o.gain[d.score] += s.p.scores[d.score].utility(c.at[i*s.d+x])
		}
		out = append(out, o)
	}
	return out
}

// solve finds all best points by the rule, whether they are proven best, and by
// how much a package could be better at most.
func (s *search) solve() (found, error) {
	if len(s.issues[0].options) == 0 {
		return found{proven: !s.rough}, nil
	}
	starts := s.fit()
	s.least = make([]float64, len(s.p.scores))
	s.budget = maxNodes
	for _, pick := range starts {
		s.climb(pick)
	}
	s.arrange()
	s.chosen, s.gains = make([]int32, len(s.issues)), slices.Clone(s.offset)
	s.aim()
	s.descend(0, 0)
	out := found{proven: s.nodes < s.budget && !s.rough, top: s.unit(s.root)}
	if s.rough {
		s.refine()
		out.top = min(out.top, s.relaxed(s.ctx, s.rule, s.who, s.ideal))
	}
	switch {
	case s.err != nil:
		return out, s.err
	case len(s.best) == 0:
	case !out.proven:
		out.gap = max(0, out.top-s.unit(s.value(s.full(s.best[0]))))
	default:
		s.ties, s.nodes, s.budget = true, 0, tieNodes
		s.aim()
		s.descend(0, 0)
	}
	out.best = s.best
	return out, s.err
}

// unit turns what the search compares into the rule's value: for Nash a sum of
// logarithms into a product.
func (s *search) unit(value float64) float64 {
	if s.rule != nash {
		return value
	}
	for i, k := range s.p.signers {
		value -= s.p.power[i] * math.Log(s.p.scores[k].full())
	}
	return math.Exp(value)
}

// full spreads the gains of a point over the scores.
func (s *search) full(pt *point) []float64 {
	gains := make([]float64, len(s.p.scores))
	for i, k := range s.p.signers {
		gains[k] = pt.value[i]
	}
	return gains
}

// arrange orders the plain issues by how much hangs on them, and every stage's
// choices by the line, and notes what later stages can add.
func (s *search) arrange() {
	spread := func(st stage) float64 {
		if len(st.options) < 2 {
			return 0
		}
		return st.options[0].line - st.options[1].line
	}
	for n := range s.issues {
		slices.SortStableFunc(s.issues[n].options, func(a, b choice) int { return cmp.Compare(b.line, a.line) })
	}
	slices.SortStableFunc(s.issues[1:], func(a, b stage) int { return cmp.Compare(spread(b), spread(a)) })
	line, rest := 0.0, make([]float64, len(s.p.scores))
	for n := len(s.issues) - 1; n >= 0; n-- {
		st := &s.issues[n]
		st.restLine, st.rest = line, slices.Clone(rest)
		line += st.options[0].line
		for k := range rest {
			most := math.Inf(-1)
			for o := range st.options {
				most = max(most, st.options[o].gain[k])
			}
			rest[k] += most
		}
	}
}

// slackShare is what sums of gains in floating point may err by, as a share of
// the scale.
const slackShare = 1e-11

// aim sets what is of interest from the best package known.
func (s *search) aim() {
	for _, k := range s.p.signers {
		s.least[k] = -slackShare * s.p.scores[k].reach
	}
	s.floor = math.Inf(-1)
	if len(s.best) == 0 {
		return
	}
	v := s.value(s.full(s.best[0]))
	slack := -slackShare * s.span() * float64(len(s.p.signers)) // only what is better
	if s.ties {
		slack = 2 * tied * s.span()
	}
	switch s.rule {
	case nash:
		relative := 1 + tiedProducts/10
		if s.ties {
			relative = 1 - tiedProducts
		}
		s.floor = s.leastSum(v) * relative
	case utilitarian, ideally:
		s.floor = v - slack
	default:
		s.floor = v - slack
		for i, k := range s.p.signers {
			if w := s.scale(i); w > 0 {
				s.least[k] = max(s.least[k], (v-slack)/w)
			}
		}
	}
}

// descend goes through the choices of a stage.
func (s *search) descend(n int, line float64) {
	if n == len(s.issues) {
		s.take()
		return
	}
	st := &s.issues[n]
	base := 0.0
	if n == 0 {
		for k, w := range s.line {
			base += w * s.offset[k]
		}
	}
	for o := range st.options {
		c := &st.options[o]
		next := line + base + c.line
		if next+st.restLine < s.floor || s.over() {
			return
		}
		s.looked++
		if s.nodes++; s.nodes&4095 == 0 {
			s.err = s.ctx.Err()
		}
		if !s.hopeful(st, c) {
			continue
		}
		for k, g := range c.gain {
			s.gains[k] += g
		}
		s.chosen[n] = c.trace
		if c.group != nil {
			s.group = c.group
		}
		s.descend(n+1, next)
		for k, g := range c.gain {
			s.gains[k] -= g
		}
	}
}

// over reports whether the search is to end.
func (s *search) over() bool {
	return s.nodes >= s.budget || s.err != nil || len(s.best) > maxTies
}

// hopeful reports whether a choice leaves every score a chance.
func (s *search) hopeful(st *stage, c *choice) bool {
	for _, k := range s.p.signers {
		if s.gains[k]+c.gain[k]+st.rest[k] < s.least[k] {
			return false
		}
	}
	return true
}

// take looks at a complete package.
func (s *search) take() {
	o := make(detente.Outcome, len(s.levels))
	for _, t := range s.chosen {
		s.traces.fill(o, t)
	}
	s.offer(o, s.group)
}

// offer keeps a package if it belongs to the set and is as good as the best.
func (s *search) offer(o detente.Outcome, g *group) {
	pt, ok := s.point(o, g)
	if !ok {
		return
	}
	c := 1
	if len(s.best) > 0 {
		c = s.compareBy(pt, s.best[0])
	}
	if c == 0 && s.rule == ideally {
		return
	}
	switch {
	case c > 0:
		s.best = append(s.best[:0], pt)
		s.aim()
	case c == 0:
		for _, b := range s.best {
			if slices.Equal(b.gains, pt.gains) {
				if slices.Compare(pt.first, b.first) < 0 {
					b.first = pt.first
				}
				return
			}
		}
		s.best = append(s.best, pt)
	}
}

func (s *search) compareBy(a, b *point) int {
	if s.rule == ideally {
		return cmp.Compare(a.gains[s.who], b.gains[s.who])
	}
	return s.p.compare(s.rule, a, b, s.ideal)
}

// point returns the point of a package of the set that leaves no signatory below
// no deal.
func (s *search) point(o detente.Outcome, g *group) (*point, bool) {
	if s.p.noDeal != nil && o.Equal(s.p.noDeal) {
		return nil, false
	}
	pt := s.p.pointOf(o)
	if slices.Min(pt.gains) < 0 {
		return nil, false
	}
	var mask uint64
	for n, k := range s.deciders {
		if s.p.scores[k].total(o) >= s.needs[k] {
			mask |= 1 << n
		}
	}
	return pt, s.passes(g, mask)
}

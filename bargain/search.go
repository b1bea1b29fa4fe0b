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
	*loom
	rule    rule
	ideal   []float64 // by signatory, for Kalai-Smorodinsky
	who     int       // the signatory of ideally
	issues  []stage   // the cores of the groups first
	offset  []float64 // by score: minus no deal
	line    []float64 // weights by score
	floor   float64   // the least value of the line that is of interest
	least   []float64 // by score: the least gain that is of interest
	ties    bool      // look for ties too
	nodes   int
	total_  int
	budget  int
	best    []*point
	root    float64 // what the line allows at most
	chosen  []int32 // traces, by stage
	gains   []float64
	err     error
	ctx     context.Context
	fromGrp *group
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

// seeker prepares searches over the level packages of a loom's set.
func (l *loom) seeker(ctx context.Context, groups []*group) (*search, error) {
	s := &search{loom: l, ctx: ctx}
	s.offset = make([]float64, len(l.p.scores))
	for k, sc := range l.p.scores {
		s.offset[k] = -sc.utility(sc.noDeal)
	}
	var core stage
	for _, g := range groups {
		if g.level {
			core.options = append(core.options, s.options(g.cloud, g)...)
		}
	}
	s.issues = []stage{core}
	for _, i := range l.plain {
		leaf, err := l.leaf(ctx, i, 0)
		if err != nil {
			return nil, err
		}
		s.issues = append(s.issues, stage{options: s.options(leaf, nil)})
	}
	return s, nil
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

// scale is what a signatory's gain is multiplied by before the rule compares it;
// 0 where the rule leaves the signatory out.
func (s *search) scale(i int) float64 {
	switch {
	case s.rule == ideally && i != s.who:
		return 0
	case s.rule != kalaiSmorodinsky:
		return 1
	case s.ideal[i] > 0:
		return 1 / s.ideal[i]
	}
	return 0
}

// value is what a rule makes of the signatories' gains.
func (s *search) value(gains []float64) float64 {
	switch s.rule {
	case nash:
		sum := 0.0
		for i, k := range s.p.signers {
			sum += s.p.power[i] * math.Log(max(gains[k], 0))
		}
		return sum
	case utilitarian, ideally:
		sum := 0.0
		for i, k := range s.p.signers {
			sum += s.scale(i) * gains[k]
		}
		return sum
	}
	least := math.Inf(1)
	for i, k := range s.p.signers {
		if w := s.scale(i); w > 0 {
			least = min(least, w*gains[k])
		}
	}
	return least
}

// fit finds a line whose bound is low, by subgradient steps, and returns good
// packages met on the way.
func (s *search) fit() [][]int {
	m := len(s.p.signers)
	weight, best := make([]float64, m), make([]float64, m)
	for i := range weight {
		weight[i] = s.start(i)
	}
	lowest := math.Inf(1)
	var starts [][]int
	for n := range pulls {
		s.setLine(weight)
		pick, gains := s.top()
		if b := s.bound(weight, gains); b < lowest {
			lowest = b
			copy(best, weight)
			starts = append(starts, pick)
		}
		s.pull(weight, gains, 2/math.Sqrt(float64(n+4)))
	}
	s.setLine(best)
	_, gains := s.top()
	s.root = s.bound(best, gains)
	return starts[max(0, len(starts)-8):]
}

// start is the weight of a signatory in the first line.
func (s *search) start(i int) float64 {
	switch {
	case s.rule == ideally || s.rule == utilitarian:
		return s.scale(i)
	case s.scale(i) == 0:
		return 0
	}
	n := 0
	for k := range s.p.signers {
		if s.scale(k) > 0 {
			n++
		}
	}
	return 1 / float64(n)
}

// setLine gives the line its weights and every choice its part.
func (s *search) setLine(weight []float64) {
	s.line = make([]float64, len(s.p.scores))
	for i, k := range s.p.signers {
		s.line[k] = weight[i]
		if s.rule == kalaiSmorodinsky {
			s.line[k] *= s.scale(i)
		}
	}
	for n := range s.issues {
		for o := range s.issues[n].options {
			c := &s.issues[n].options[o]
			c.line = 0
			for _, k := range s.p.signers {
				c.line += s.line[k] * c.gain[k]
			}
		}
	}
}

// top returns the package with the largest value on the line, and its gains.
func (s *search) top() (pick []int, gains []float64) {
	gains = slices.Clone(s.offset)
	for n := range s.issues {
		best := 0
		for o := range s.issues[n].options {
			if s.issues[n].options[o].line > s.issues[n].options[best].line {
				best = o
			}
		}
		pick = append(pick, best)
		for k, g := range s.issues[n].options[best].gain {
			gains[k] += g
		}
	}
	return pick, gains
}

// bound is the most that the rule's value can be, by a line whose top has the
// given gains.
//
// Nash: by the inequality of weighted means, Σ α ln g <= A ln(Σ λ g / A) - Σ α
// ln(λ / α) with A = Σ α.
func (s *search) bound(weight, gains []float64) float64 {
	sum := 0.0
	for i, k := range s.p.signers {
		w := weight[i]
		if s.rule == kalaiSmorodinsky {
			w *= s.scale(i)
		}
		sum += w * gains[k]
	}
	if s.rule != nash {
		return sum
	}
	if sum <= 0 {
		return math.Inf(-1)
	}
	return s.p.powers()*math.Log(sum/s.p.powers()) - s.twist(weight)
}

// twist is Σ α ln(λ / α).
func (s *search) twist(weight []float64) float64 {
	sum := 0.0
	for i, a := range s.p.power {
		if a > 0 {
			sum += a * math.Log(weight[i]/a)
		}
	}
	return sum
}

// pull moves the weights a step towards a lower bound.
func (s *search) pull(weight, gains []float64, step float64) {
	sum := 0.0
	for i, k := range s.p.signers {
		sum += weight[i] * max(gains[k], 0)
	}
	total := 0.0
	for i, k := range s.p.signers {
		g := gains[k]
		switch s.rule {
		case ideally, utilitarian: // only what keeps signatories above no deal
			base := s.scale(i)
			weight[i] = max(base, weight[i]-step*g/s.p.scores[k].reach)
			continue
		case nash:
			weight[i] *= math.Exp(-step * (s.p.powers()*weight[i]*g/max(sum, 1e-9) - s.p.power[i]) / s.p.powers())
		default:
			if s.scale(i) > 0 {
				weight[i] *= math.Exp(-step * 10 * s.scale(i) * g / s.span())
			}
		}
		total += weight[i]
	}
	if s.rule == ideally || s.rule == utilitarian {
		return
	}
	for i := range weight {
		weight[i] /= total
	}
}

// span is the length of what an egalitarian rule compares.
func (s *search) span() float64 {
	if s.rule == kalaiSmorodinsky {
		return 1
	}
	return s.p.reach()
}

// solve finds all best points by the rule, whether they are proven best, and by
// how much a package could be better at most.
func (s *search) solve() (found, error) {
	if len(s.issues[0].options) == 0 {
		return found{proven: true}, nil
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
	out := found{proven: s.nodes < s.budget}
	switch {
	case s.err != nil:
		return out, s.err
	case len(s.best) == 0:
		out.gap = 0
	case !out.proven:
		out.gap = s.gap()
	default:
		s.ties, s.nodes, s.budget = true, 0, tieNodes
		s.aim()
		s.descend(0, 0)
	}
	out.best = s.best
	return out, s.err
}

// gap is the difference between what the line allows and the best package, in
// the unit of the rule's value.
func (s *search) gap() float64 {
	have := s.value(s.full(s.best[0]))
	if s.rule != nash {
		return max(0, s.root-have)
	}
	units := 0.0
	for i, k := range s.p.signers {
		units += s.p.power[i] * math.Log(s.p.scores[k].full())
	}
	return max(0, math.Exp(s.root-units)-math.Exp(have-units))
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
	slack := slackShare * s.span() * float64(len(s.p.signers))
	if !s.ties {
		slack = -slack // only what is better
	}
	switch s.rule {
	case nash:
		weight := make([]float64, len(s.p.signers))
		for i, k := range s.p.signers {
			weight[i] = s.line[k]
		}
		a := s.p.powers()
		relative := 1 - tiedProducts
		if !s.ties {
			relative = 1 + tiedProducts/10
		}
		s.floor = a * math.Exp((v+s.twist(weight))/a) * relative
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
		if next+st.restLine < s.floor || s.nodes >= s.budget || s.err != nil || len(s.best) > maxTies {
			return
		}
		s.total_++
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
			s.fromGrp = c.group
		}
		s.descend(n+1, next)
		for k, g := range c.gain {
			s.gains[k] -= g
		}
	}
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
	s.offer(o, s.fromGrp)
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
	pt := &point{first: o}
	for _, k := range s.p.signers {
		sc := s.p.scores[k]
		total := sc.total(o)
		pt.gains = append(pt.gains, sc.gain(total))
		pt.value = append(pt.value, sc.utility(total-sc.noDeal))
		if pt.gains[len(pt.gains)-1] < 0 {
			return nil, false
		}
	}
	mask := 0
	for n, k := range s.deciders() {
		if s.p.scores[k].total(o) >= s.needs[k] {
			mask |= 1 << n
		}
	}
	return pt, g.passing[mask]
}

// seek finds the optimum of a rule over a class by search.
func (p *Problem) seek(ctx context.Context, field *field, f *Frontier, r rule, k class, better map[string]*point) (chosen, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q, err := p.quest(ctx, k.bare())
	if err != nil {
		return chosen{}, err
	}
	if err := q.possible(ctx); err != nil {
		return chosen{}, err
	}
	out := chosen{ideal: q.ideal}
	if q.ideal == nil {
		out.ideal = make([]float64, len(p.signers))
		out.Proven = true
		return out, nil
	}
	found := q.equal
	switch {
	case r == nash && p.worth(egalitarian, found.best[0], nil) <= 0: // so is every product
		found.best, err = p.tiedAtZero(ctx, field, k)
	case r != egalitarian:
		found, err = q.run(ctx, r)
	}
	if err != nil {
		return chosen{}, err
	}
	out.Optimum = p.optimum(f, r, found.best, better, q.ideal)
	out.Proven, out.Gap = found.proven && (q.proven || r != kalaiSmorodinsky), found.gap
	return out, nil
}

// quest is what searches over one set share: its core and its ideal point.
type quest struct {
	loom   *loom
	groups []*group
	asked  bool
	equal  found     // the egalitarian packages
	ideal  []float64 // largest gains; nil where no package leaves all signatories at no deal or above
	proven bool      // so is the ideal
}

// found is what a search found.
type found struct {
	best   []*point
	proven bool
	gap    float64
}

func (p *Problem) quest(ctx context.Context, set class) (*quest, error) {
	if set == consented && !p.restricted() {
		set = preferred
	}
	if p.quests[set] == nil {
		l := p.newFabric(set).newLoom()
		groups, err := l.weave(ctx)
		if err != nil {
			return nil, err
		}
		p.quests[set] = &quest{loom: l, groups: groups}
	}
	return p.quests[set], nil
}

// run searches by one rule.
func (q *quest) run(ctx context.Context, r rule) (found, error) {
	s, err := q.loom.seeker(ctx, q.groups)
	if err != nil {
		return found{}, err
	}
	s.rule, s.ideal = r, q.ideal
	return s.solve()
}

// possible finds the ideal point: for each signatory the most that it gains in
// any package that leaves no signatory below no deal.
func (q *quest) possible(ctx context.Context) error {
	if q.asked {
		return nil
	}
	equal, err := q.run(ctx, egalitarian)
	if err != nil {
		return err
	}
	q.asked, q.equal, q.proven = true, equal, true
	if len(equal.best) == 0 {
		return nil
	}
	ideal := make([]float64, len(q.loom.p.signers))
	for i := range ideal {
		s, err := q.loom.seeker(ctx, q.groups)
		if err != nil {
			return err
		}
		s.rule, s.who = ideally, i
		got, err := s.solve()
		if err != nil {
			return err
		}
		q.proven = q.proven && got.proven
		if len(got.best) > 0 {
			ideal[i] = got.best[0].value[i]
		}
	}
	q.ideal = ideal
	return nil
}

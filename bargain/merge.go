package bargain

import (
	"context"
	"encoding/binary"
	"math"
	"slices"

	"detente"
)

// loom puts packages together issue by issue and keeps, of those that the rest
// treats alike, the ones that nothing dominates: if a partial package is
// nowhere worse than another and the rest may be the same, so is every
// completion of it.
type loom struct {
	*fabric
	press
	most  [][]int64 // by dimension and issue: the most that a level is worth
	needs []int64   // by score: the least total that is good
}

// strand is the partial packages of the core that the rest treats alike.
type strand struct {
	model  detente.Outcome // one of them
	kinds  []int32         // by place in the core
	orders []int8          // by place in hears: decided verdicts
	asks   uint64          // demands made
	cloud  *cloud
}

// group is the packages whose consent depends only on who of the parties with
// numbers finds them good.
type group struct {
	model   detente.Outcome
	cloud   *cloud
	passing []bool // by set of dims' scores that find it good
	level   bool   // no signatory without numbers is left below no deal
	needed  []int  // scores without which it never passes
}

const (
	maxCandidates = 6_000_000 // in one combination
	maxStrands    = 100_000
	maxDeciders   = 12 // parties with numbers whose consent matters
)

func (f *fabric) newLoom() *loom {
	l := &loom{fabric: f}
	l.press = press{d: len(f.dims), strict: f.strict, limit: maxCandidates,
		a: make(detente.Outcome, len(f.levels)), b: make(detente.Outcome, len(f.levels))}
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

// weave returns the groups of packages over the core alone.
func (l *loom) weave(ctx context.Context) ([]*group, error) {
	strands, err := l.strands(ctx)
	if err != nil {
		return nil, err
	}
	return l.sort(ctx, strands)
}

// strands puts the core together.
func (l *loom) strands(ctx context.Context) ([]*strand, error) {
	first := &strand{model: l.blank(), orders: make([]int8, len(l.hears)), cloud: l.unit(l.p.noDeal != nil && l.p.noDeal.Complete())}
	for i := range first.orders {
		first.orders[i] = undecided
	}
	strands := []*strand{first}
	for at := range l.core {
		var err error
		if strands, err = l.extend(ctx, strands, at); err != nil {
			return nil, err
		}
	}
	return strands, nil
}

// blank is an outcome whose issues, where they can, differ from no deal, so that
// orders compare it by what it says.
func (l *loom) blank() detente.Outcome {
	o := make(detente.Outcome, len(l.levels))
	for i, levels := range l.levels {
		o[i] = levels[l.model(i, func(int) bool { return true })]
	}
	return o
}

// model returns the place of the first level that fits and differs from no deal,
// or of the first that fits.
func (l *loom) model(issue int, fits func(int) bool) int {
	first := -1
	for n, level := range l.levels[issue] {
		if !fits(n) {
			continue
		}
		if level != l.p.baseLevel(issue) {
			return n
		}
		if first < 0 {
			first = n
		}
	}
	return first
}

// extend takes up the issue at a place of the core.
func (l *loom) extend(ctx context.Context, strands []*strand, at int) ([]*strand, error) {
	issue := l.core[at]
	leaves := make([]*cloud, 1+slices.Max(append([]int32{-1}, l.kind[issue]...)))
	model := make([]int, len(leaves))
	demand := make([]int8, len(leaves))
	for kind := range leaves {
		var err error
		if leaves[kind], err = l.leaf(ctx, issue, int32(kind)); err != nil {
			return nil, err
		}
		n := l.model(issue, func(n int) bool { return l.kind[issue][n] == int32(kind) })
		model[kind], demand[kind] = l.levels[issue][n], -1
		if l.demand[issue] != nil {
			demand[kind] = l.demand[issue][n]
		}
	}
	index := map[string]int{}
	var next []*strand
	var pairs [][]pair
	for _, s := range strands {
		for kind, leaf := range leaves {
			t := &strand{model: slices.Clone(s.model), kinds: append(slices.Clone(s.kinds), int32(kind)), orders: slices.Clone(s.orders), asks: s.asks}
			t.model[issue] = model[kind]
			if demand[kind] >= 0 {
				t.asks |= 1 << (demand[kind] & 63)
			}
			add, ok := l.decide(t, at)
			if !ok {
				continue
			}
			key := l.key(t, at)
			k, known := index[key]
			if !known {
				k = len(next)
				index[key] = k
				next, pairs = append(next, t), append(pairs, nil)
			}
			pairs[k] = append(pairs[k], pair{s.cloud, leaf, add})
		}
	}
	if len(next) > maxStrands {
		return nil, errTooWide
	}
	return next, l.spin(ctx, next, pairs, at)
}

// spin fills the clouds of new strands.
func (l *loom) spin(ctx context.Context, next []*strand, pairs [][]pair, at int) error {
	points := 0
	reach := l.reach(l.core[at+1:], at+1, l.musts())
	for k, s := range next {
		var err error
		if s.cloud, err = l.combine(ctx, pairs[k], reach); err != nil {
			return err
		}
		if points += s.cloud.n(); points > maxCandidates/4 {
			return errTooWide
		}
	}
	return nil
}

const undecided = -1

// decide settles the knots at a place of the core: false where a rule forbids
// the strand. add is what links are worth.
func (l *loom) decide(s *strand, at int) (add []int64, ok bool) {
	for _, n := range l.tiers[at] {
		k := &l.knots[n]
		switch {
		case k.rule != nil:
			if k.rule.Holds(s.model) {
				return nil, false
			}
		case k.link != nil:
			if k.link.when.Holds(s.model) {
				if add == nil {
					add = make([]int64, l.d)
				}
				for x, d := range l.dims {
					if d.score == k.score && d.bonus {
						add[x] += k.link.add
					}
				}
			}
		default:
			s.orders[slices.Index(l.hears, k.player)] = l.p.opinion(k.player, s.model)
		}
	}
	return add, true
}

// What a player without numbers may think of a package against no deal.
const (
	worse   = iota
	unknown // its order is
	even    // no worse, and not good
	good
)

// opinion is how a player without numbers finds an outcome.
func (p *Problem) opinion(player int, o detente.Outcome) int8 {
	switch p.sides[player].order.Compare(o, p.sides[player].against) {
	case detente.Better:
		return good
	case detente.Same:
		if p.c.Ties == detente.TiesRefuse {
			return even
		}
		return good
	case detente.Uncertain:
		return unknown
	}
	return worse
}

// key tells apart what the rest of the core does not treat alike.
func (l *loom) key(s *strand, at int) string {
	var key []byte
	for k, kind := range s.kinds {
		if l.open[k] > at {
			key = binary.LittleEndian.AppendUint32(key, uint32(kind))
		}
	}
	for _, o := range s.orders {
		key = append(key, byte(o))
	}
	if len(l.demands) <= maxDemands {
		key = binary.LittleEndian.AppendUint64(key, s.asks)
	}
	return string(key)
}

// musts lists the scores that find good whatever belongs to the set, as far as
// that is plain from signed_by.
func (l *loom) musts() []int {
	var out []int
	if l.every || len(l.p.signed.Conditions()) > 0 {
		return nil
	}
	yes := detente.NewCoalition(len(l.p.players))
	for i := range l.p.players {
		yes.Add(i)
	}
	for k, s := range l.p.scores {
		yes.Remove(s.party)
		if !l.p.signed.Holds(yes, nil) && l.tracks(k) {
			out = append(out, k)
		}
		yes.Add(s.party)
	}
	return out
}

func (l *loom) tracks(score int) bool {
	return slices.ContainsFunc(l.dims, func(d dimension) bool { return d.score == score })
}

// reach returns a test that rejects partial packages no completion of which is
// good for some scores. rest are the open issues, and links at places of the
// core from tier on are still undecided.
func (l *loom) reach(rest []int, tier int, scores []int) func([]int64) bool {
	rest = append(slices.Clone(rest), l.plain...)
	return l.reachOver(rest, tier, scores)
}

func (l *loom) reachOver(rest []int, tier int, scores []int) func([]int64) bool {
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

// sort gathers strands into groups that pass or fail alike.
func (l *loom) sort(ctx context.Context, strands []*strand) ([]*group, error) {
	index := map[string]int{}
	var groups []*group
	var pairs [][]pair
	deciders := l.deciders()
	if len(deciders) > maxDeciders {
		return nil, errTooWide
	}
	j := l.p.judge()
	for _, s := range strands {
		g := &group{model: s.model, level: true}
		for mask := range 1 << len(deciders) {
			g.passing = append(g.passing, l.passes(j, s, deciders, mask))
		}
		if !slices.Contains(g.passing, true) {
			continue
		}
		key := make([]byte, 0, len(g.passing)+1)
		for n, i := range l.hears {
			if slices.Contains(l.p.heads, i) && s.orders[n] < even {
				g.level = false
			}
		}
		for _, pass := range append([]bool{g.level}, g.passing...) {
			if pass {
				key = append(key, 1)
			} else {
				key = append(key, 0)
			}
		}
		k, known := index[string(key)]
		if !known {
			k = len(groups)
			index[string(key)] = k
			groups, pairs = append(groups, g), append(pairs, nil)
			g.need(deciders)
		}
		pairs[k] = append(pairs[k], pair{s.cloud, l.unit(true), nil})
	}
	for k, g := range groups {
		var err error
		if g.cloud, err = l.combine(ctx, pairs[k], l.reach(nil, len(l.core), g.needed)); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// deciders lists the scores whose consent matters.
func (f *fabric) deciders() []int {
	var out []int
	for _, d := range f.dims {
		if !slices.Contains(out, d.score) {
			out = append(out, d.score)
		}
	}
	return out
}

// passes reports whether the packages of a strand belong to the set where the
// scores in mask, and no others, find them good.
func (f *fabric) passes(j *judge, s *strand, deciders []int, mask int) bool {
	f.suppose(j, s.orders, deciders, mask)
	return j.preferred(s.model) && (f.set == preferred || j.consented(s.model))
}

// suppose tells a judge who finds a package good: the scores in mask, and the
// players without numbers as given. It does not ask a model of the package,
// which may happen to be no deal itself.
func (f *fabric) suppose(j *judge, orders []int8, deciders []int, mask int) {
	j.good.Clear()
	j.doubt.Clear()
	for i := range f.p.sides {
		if s := &f.p.sides[i]; s.order == nil && s.score < 0 {
			j.good.Add(i)
		}
	}
	for n, i := range f.hears {
		switch orders[n] {
		case good:
			j.good.Add(i)
		case unknown:
			j.doubt.Add(i)
		}
	}
	for n, k := range deciders {
		if mask&(1<<n) != 0 {
			j.good.Add(f.p.scores[k].party)
		}
	}
}

// need finds the scores without which a group never passes.
func (g *group) need(deciders []int) {
	for n, k := range deciders {
		need := true
		for mask, pass := range g.passing {
			if pass && mask&(1<<n) == 0 {
				need = false
			}
		}
		if need {
			g.needed = append(g.needed, k)
		}
	}
}

// complete adds the plain issues to a group, those with the fewest undominated
// levels first. It gives up with errTooWide where the efficient points grow too
// many.
func (l *loom) complete(ctx context.Context, g *group) error {
	leaves := make([]*cloud, len(l.levels))
	for _, i := range l.plain {
		var err error
		if leaves[i], err = l.leaf(ctx, i, 0); err != nil {
			return err
		}
	}
	rest := slices.Clone(l.plain)
	slices.SortStableFunc(rest, func(a, b int) int { return leaves[a].n() - leaves[b].n() })
	for n, i := range rest {
		before := g.cloud.n()
		reach := l.reachOver(rest[n+1:], len(l.core), g.needed)
		var err error
		if g.cloud, err = l.combine(ctx, []pair{{g.cloud, leaves[i], nil}}, reach); err != nil {
			return err
		}
		if l.outgrows(before, g.cloud.n(), len(l.core)+n+1) {
			return errTooWide
		}
	}
	return nil
}

const (
	maxPoints = 50_000  // of the frontier, for four parties and more
	maxFlat   = 120_000 // for two and three
	early     = 200     // points below which no growth is judged
)

// outgrows judges from the last step whether the points will be too many:
// frontiers grow with about a fixed power of the number of issues.
func (l *loom) outgrows(before, after, issues int) bool {
	if l.d <= 3 {
		return after > maxFlat
	}
	if after < early || issues < 3 {
		return false
	}
	power := math.Log(float64(after)/float64(before)) / math.Log(float64(issues)/float64(issues-1))
	all := float64(len(l.core) + len(l.plain))
	return float64(after)*math.Pow(all/float64(issues), power) > maxPoints
}

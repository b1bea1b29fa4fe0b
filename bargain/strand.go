package bargain

import (
	"context"
	"encoding/binary"
	"slices"

	"detente"
)

// strand is the partial packages of the core that the rest treats alike.
type strand struct {
	model  detente.Outcome // one of them
	kinds  []int32         // by place in the core
	orders []int8          // by place in hears: decided verdicts
	asks   uint64          // demands made
	cloud  *cloud
}

// weave returns the groups of packages over the core alone.
func (l *loom) weave(ctx context.Context) ([]*group, error) {
	strands, err := l.strands(ctx)
	if err != nil {
		return nil, err
	}
	groups, err := l.sort(ctx, strands)
	l.budget = 0
	return groups, err
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
	threads, err := l.threads(ctx, l.core[at])
	if err != nil {
		return nil, err
	}
	index := map[string]int{}
	var next []*strand
	var pairs [][]pair
	for _, s := range strands {
		for kind, th := range threads {
			t := s.with(l.core[at], int32(kind), th)
			add, ok := l.decide(t, at)
			if !ok || l.isHopeless(t, at) {
				continue
			}
			key := l.key(t, at)
			k, known := index[key]
			if !known {
				k = len(next)
				index[key] = k
				next, pairs = append(next, t), append(pairs, nil)
			}
			pairs[k] = append(pairs[k], pair{s.cloud, th.leaf, add})
		}
		if len(next) > maxStrands {
			return nil, errTooWide
		}
	}
	return next, l.spin(ctx, next, pairs, at)
}

// thread is the levels of a core issue that are of one kind.
type thread struct {
	leaf   *cloud
	model  int   // one of the levels
	demand int16 // -1: none
}

func (l *loom) threads(ctx context.Context, issue int) ([]thread, error) {
	out := make([]thread, 1+slices.Max(append([]int32{-1}, l.kind[issue]...)))
	for kind := range out {
		leaf, err := l.leaf(ctx, issue, int32(kind))
		if err != nil {
			return nil, err
		}
		n := l.model(issue, func(n int) bool { return l.kind[issue][n] == int32(kind) })
		out[kind] = thread{leaf, l.levels[issue][n], -1}
		if l.demand[issue] != nil {
			out[kind].demand = l.demand[issue][n]
		}
	}
	return out, nil
}

// with returns the strand with one more issue.
func (s *strand) with(issue int, kind int32, th thread) *strand {
	t := &strand{model: slices.Clone(s.model), kinds: append(slices.Clone(s.kinds), kind), orders: slices.Clone(s.orders), asks: s.asks}
	t.model[issue] = th.model
	if th.demand >= 0 {
		t.asks |= 1 << (th.demand & 63)
	}
	return t
}

// isHopeless reports whether a strand cannot belong to the set even if everybody
// who has not decided finds it good and no further consent is needed.
func (l *loom) isHopeless(s *strand, at int) bool {
	if l.set >= existing || l.every || l.p.noDeal == nil || len(l.demands) > maxDemands || len(l.conditions()) > 0 {
		return false
	}
	key := string(binary.LittleEndian.AppendUint64(orderKey(s.orders), s.asks))
	hopeless, known := l.hopeless[key]
	if known {
		return hopeless
	}
	model, orders := slices.Clone(s.model), slices.Clone(s.orders)
	for _, i := range slices.Concat(l.core[at+1:], l.plain) {
		model[i] = max(0, l.p.changes[i].free)
		if l.p.changes[i].free < 0 {
			l.hopeless[key] = false
			return false
		}
	}
	for n, o := range orders {
		if o == undecided {
			orders[n] = good
		}
	}
	l.hopeless[key] = !l.admits(model, orders, l.everybody())
	return l.hopeless[key]
}

func orderKey(orders []int8) []byte {
	var key []byte
	for _, o := range orders {
		key = append(key, byte(o))
	}
	return key
}

// spin fills the clouds of new strands.
func (l *loom) spin(ctx context.Context, next []*strand, pairs [][]pair, at int) error {
	points := 0
	reach := l.reach(slices.Concat(l.core[at+1:], l.plain), at+1, l.musts())
	if l.rough {
		l.cap = max(roughLeast, roughly*roughLeast/len(next))
	}
	for k, s := range next {
		var err error
		if s.cloud, err = l.combine(ctx, pairs[k], reach); err != nil {
			return err
		}
		if points += s.cloud.n(); points > maxCandidates {
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
	key = append(key, orderKey(s.orders)...)
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

package bargain

import (
	"context"
	"slices"

	"detente"
)

// group is the packages whose consent depends only on who of the parties with
// numbers finds them good.
type group struct {
	strand  *strand
	cloud   *cloud
	passing map[uint64]bool // by set of deciders that find it good; filled as asked
	level   bool            // no signatory without numbers is left below no deal
	needed  []int           // scores without which it never passes
}

// sort gathers strands into groups that pass or fail alike.
func (l *loom) sort(ctx context.Context, strands []*strand) ([]*group, error) {
	index := map[string]int{}
	var groups []*group
	var pairs [][]pair
	for _, s := range strands {
		g := l.newGroup(s)
		if !l.passes(g, l.everybody()) {
			continue
		}
		key := l.groupKey(g)
		k, known := index[key]
		if !known {
			k = len(groups)
			index[key] = k
			groups, pairs = append(groups, g), append(pairs, nil)
		}
		pairs[k] = append(pairs[k], pair{s.cloud, l.unit(true), nil})
	}
	for k, g := range groups {
		var err error
		if g.cloud, err = l.combine(ctx, pairs[k], l.reach(l.plain, len(l.core), g.needed)); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// newGroup looks at what a strand's packages depend on.
func (l *loom) newGroup(s *strand) *group {
	g := &group{strand: s, level: true, passing: map[uint64]bool{}}
	for n, i := range l.hears {
		if slices.Contains(l.p.heads, i) && s.orders[n] < even {
			g.level = false
		}
	}
	for n, k := range l.deciders {
		if !l.passes(g, l.everybody()&^(1<<n)) {
			g.needed = append(g.needed, k)
		}
	}
	return g
}

// groupKey tells groups apart: by whom they pass with, or, where too many decide
// to try all sets of them, by what their strands say.
func (l *loom) groupKey(g *group) string {
	key := []byte{0}
	if g.level {
		key[0] = 1
	}
	if len(l.deciders) > maxDeciders {
		return string(key) + l.key(g.strand, len(l.core)-1)
	}
	for mask := range l.everybody() + 1 {
		if l.passes(g, mask) {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	return string(key)
}

// everybody is the set of all deciders.
func (l *loom) everybody() uint64 { return 1<<len(l.deciders) - 1 }

// findDeciders lists the scores whose consent matters.
func (f *fabric) findDeciders() []int {
	var out []int
	for _, d := range f.dims {
		if d.score != nobody && !slices.Contains(out, d.score) {
			out = append(out, d.score)
		}
	}
	return out
}

// passes reports whether the packages of a group belong to the set where the
// deciders in mask, and no others, find them good.
func (l *loom) passes(g *group, mask uint64) bool {
	pass, known := g.passing[mask]
	if !known {
		pass = l.admits(g.strand.model, g.strand.orders, mask)
		g.passing[mask] = pass
	}
	return pass
}

// admits reports whether a package like the model belongs to the set.
func (l *loom) admits(model detente.Outcome, orders []int8, mask uint64) bool {
	l.suppose(l.judge, orders, l.deciders, mask)
	return l.judge.preferred(model) && (l.set == preferred || l.judge.consented(model))
}

// suppose tells a judge who finds a package good: the scores in mask, and the
// players without numbers as given. It does not ask a model of the package,
// which may happen to be no deal itself.
func (f *fabric) suppose(j *judge, orders []int8, deciders []int, mask uint64) {
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

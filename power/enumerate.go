package power

import (
	"context"
	"math/bits"
	"runtime"
	"sync/atomic"

	"detente/internal/parallel"
)

// Coalitions are looked at kind by kind: how many players of the first kind
// take part, of the second, ... A branch ends where even everybody left cannot
// win, and where the coalition wins with members to spare, so that nobody in it
// or joining it is critical. What remains are the vulnerable coalitions, and
// each adds to every count at once.

// page has a count for each kind.
type page [maxQuotas]uint64

// search is one walk over coalitions, and what it has counted: by number of
// members, by number of critical members, and of the minimal ones by number of
// members.
type search struct {
	*survey
	ctx   context.Context
	sums  []int64 // level by criterion
	taken []int   // players taken of each kind
	seen  int     // nodes, to ask the context now and then

	winning                 uint64
	swings, shared, minimal []page
}

func (s *survey) search(ctx context.Context) *search {
	pages := make([]page, 3*(s.players+1))
	row := s.players + 1
	return &search{survey: s, ctx: ctx, sums: make([]int64, len(s.left)), taken: make([]int, len(s.kinds)),
		swings: pages[:row], shared: pages[row : 2*row], minimal: pages[2*row:]}
}

// critical returns the kinds that the tree cannot miss, where it holds.
func (s *search) critical(n *node, ok uint64, sums []int64) uint64 {
	if !n.any {
		var out uint64
		for mask := n.mask; mask != 0; mask &= mask - 1 {
			l := bits.TrailingZeros64(mask)
			out |= needed(s.sharp[l], sums[l]-s.g.quotas[l].need)
		}
		for i := range n.parts {
			out |= s.critical(&n.parts[i], ok, sums)
		}
		return out
	}
	out := ^uint64(0)
	for mask := n.mask & ok; mask != 0; mask &= mask - 1 {
		l := bits.TrailingZeros64(mask)
		out &= needed(s.sharp[l], sums[l]-s.g.quotas[l].need)
	}
	for i := range n.parts {
		if n.parts[i].holds(ok) {
			out &= s.critical(&n.parts[i], ok, sums)
		}
	}
	return out
}

// open looks at all coalitions that continue one that does not win yet and
// still can: its sums, the ways of choosing it, its number of members, and the
// kinds in it.
func (s *search) open(d int, sums []int64, ways uint64, members int, in uint64) {
	if s.seen++; s.seen&(1<<16-1) == 0 && s.ctx.Err() != nil {
		return
	}
	s.taken[d] = 0
	if s.reachable(d+1, sums) {
		s.open(d+1, sums, ways, members, in)
	}
	for k := 1; k <= s.size[d]; k++ {
		s.taken[d] = k
		to := s.plus(d, k, sums)
		some := s.r.mul(ways, s.pick[d][k])
		if now := s.standing(to); s.g.root.holds(now) {
			s.won(d+1, to, some, members+k, s.critical(&s.g.root, now, to)&(in|1<<d))
		} else if s.reachable(d+1, to) {
			s.open(d+1, to, some, members+k, in|1<<d)
		}
	}
}

// won looks at all coalitions that continue one that wins; key has the kinds
// whose members it cannot miss. Who joins it is not critical.
func (s *search) won(d int, sums []int64, ways uint64, members int, key uint64) {
	switch {
	case key == 0:
		s.winning = s.r.add(s.winning, s.r.mul(ways, s.double[s.after[d]]))
		return
	case d == len(s.kinds):
		s.record(ways, members, key)
		return
	}
	s.taken[d] = 0
	s.won(d+1, sums, ways, members, key)
	for k := 1; k <= s.size[d]; k++ {
		s.taken[d] = k
		to := s.plus(d, k, sums)
		s.won(d+1, to, s.r.mul(ways, s.pick[d][k]), members+k, s.critical(&s.g.root, s.standing(to), to)&key)
	}
}

// plus returns the sums with k players of the kind at level d.
func (s *search) plus(d, k int, sums []int64) []int64 {
	criteria := len(sums)
	to, weight := s.sums[d*criteria:(d+1)*criteria], s.weight[d*criteria:(d+1)*criteria]
	for l := range to {
		to[l] = sums[l] + int64(k)*weight[l]
	}
	return to
}

// standing returns the criteria that hold.
func (s *search) standing(sums []int64) (ok uint64) {
	for l, sum := range sums {
		if sum >= s.g.quotas[l].need {
			ok |= 1 << l
		}
	}
	return ok
}

// reachable reports whether everybody from level d on can still win.
func (s *search) reachable(d int, sums []int64) bool {
	var ok uint64
	left := s.left[d*len(sums) : (d+1)*len(sums)]
	for l, sum := range sums {
		if sum+left[l] >= s.g.quotas[l].need {
			ok |= 1 << l
		}
	}
	return s.g.root.holds(ok)
}

// record books a vulnerable coalition; key has the kinds whose members are
// critical.
func (s *search) record(ways uint64, members int, key uint64) {
	s.winning = s.r.add(s.winning, ways)
	if s.single {
		s.recordSingle(members, key)
		return
	}
	critical := 0
	for k := key; k != 0; k &= k - 1 {
		critical += s.taken[bits.TrailingZeros64(k)]
	}
	for k := key; k != 0; k &= k - 1 {
		d := bits.TrailingZeros64(k) % maxQuotas
		times := s.r.mul(ways, uint64(s.taken[d]))
		s.swings[members][d] = s.r.add(s.swings[members][d], times)
		s.shared[critical][d] = s.r.add(s.shared[critical][d], times)
		if critical == members {
			s.minimal[members][d] = s.r.add(s.minimal[members][d], times)
		}
	}
}

// recordSingle is record where no two players are alike.
func (s *search) recordSingle(members int, key uint64) {
	critical := bits.OnesCount64(key)
	swings, shared := &s.swings[members], &s.shared[critical]
	for k := key; k != 0; k &= k - 1 {
		d := bits.TrailingZeros64(k) % maxQuotas
		swings[d]++
		shared[d]++
	}
	if critical != members {
		return
	}
	for k := key; k != 0; k &= k - 1 {
		s.minimal[members][bits.TrailingZeros64(k)%maxQuotas]++
	}
}

// smallSearch is the number of combinations up to which a search is not worth
// dividing among processors.
const smallSearch = 1 << 12

// enumerate counts coalition by coalition. The work is cut by what is taken of
// the first kinds; counts are sums of whole numbers, so that the number of
// processors does not matter. O(combinations of kinds) at worst.
func (g *Game) enumerate(ctx context.Context, r ring, kinds [][]int) ([]uint64, error) {
	s := g.survey(r, kinds)
	tasks, depth, all := 1, 0, 1
	for d, n := range s.size {
		if tasks < 256 {
			tasks, depth = tasks*(n+1), d+1
		}
		all = min(all*(n+1), smallSearch)
	}
	workers := runtime.GOMAXPROCS(0)
	if all < smallSearch {
		tasks, depth, workers = 1, 0, 1
	}
	searches := make([]*search, workers)
	var next atomic.Int64
	var wait parallel.Group
	for w := range searches {
		searches[w] = s.search(ctx)
		wait.Go(func() {
			for t := int(next.Add(1)) - 1; t < tasks && ctx.Err() == nil; t = int(next.Add(1)) - 1 {
				searches[w].task(t, depth)
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.gather(searches), nil
}

// task walks the coalitions that begin with the t-th choice of the first depth
// kinds.
func (s *search) task(t, depth int) {
	sums := make([]int64, len(s.g.quotas))
	ways, members, in := uint64(1), 0, uint64(0)
	for d := range depth {
		k := t % (s.size[d] + 1)
		t /= s.size[d] + 1
		s.taken[d] = k
		if k > 0 {
			copy(sums, s.plus(d, k, sums))
			ways, members, in = s.r.mul(ways, s.pick[d][k]), members+k, in|1<<d
		}
	}
	if now := s.standing(sums); s.g.root.holds(now) {
		s.won(depth, sums, ways, members, s.critical(&s.g.root, now, sums)&in)
	} else if s.reachable(depth, sums) {
		s.open(depth, sums, ways, members, in)
	}
}

// gather adds what the searches found, kinds in the order of Game.kinds.
func (s *survey) gather(searches []*search) []uint64 {
	sum := newLedger(s.players, len(s.kinds))
	for _, one := range searches {
		sum.counts[0] = s.r.add(sum.counts[0], one.winning)
		for what, pages := range [][]page{one.swings, one.shared, one.minimal} {
			for d, k := range s.kinds {
				row := sum.of(k, what)
				for i := range pages {
					row[i] = s.r.add(row[i], pages[i][d])
				}
			}
		}
	}
	return sum.counts
}

package power

// maxLooks bounds the coalitions that MinimalWinning looks at.
const maxLooks = 1 << 20

// MinimalWinning lists winning coalitions that lose without any one of their
// members, at most limit of them, players in order. complete is false where
// there are more, or might be, after a million looks. A game that the empty
// coalition wins has one, the empty one.
//
// With [Game.Dual] it lists the smallest sets of players that can block.
func (g *Game) MinimalWinning(limit int) (coalitions [][]int, complete bool) {
	f := &finder{g: g, limit: limit, sums: make([]int64, len(g.quotas)), left: make([]int64, len(g.quotas))}
	for l := range g.quotas {
		for _, w := range g.quotas[l].weights {
			f.left[l] += w
		}
	}
	f.walk(0)
	return f.found, !f.stopped
}

// finder walks coalitions player by player, members first.
type finder struct {
	g          *Game
	limit      int
	looks      int
	stopped    bool
	members    []int
	sums, left []int64 // by criterion: of the members, of the players still to come
	found      [][]int
}

// holding returns the criteria that hold when some weights are added.
func (f *finder) holding(extra []int64, without int) bool {
	var ok uint64
	for l := range f.g.quotas {
		sum := f.sums[l]
		if extra != nil {
			sum += extra[l]
		}
		if without >= 0 {
			sum -= f.g.quotas[l].weights[without]
		}
		if sum >= f.g.quotas[l].need {
			ok |= 1 << l
		}
	}
	return f.g.root.holds(ok)
}

func (f *finder) walk(i int) {
	f.looks++
	switch {
	case f.stopped:
		return
	case f.looks > maxLooks:
		f.stopped = true
		return
	case !f.holding(f.left, -1):
		return
	case f.holding(nil, -1):
		f.keep()
		return
	}
	f.move(i, 1, true)
	f.members = append(f.members, i)
	f.walk(i + 1)
	f.members = f.members[:len(f.members)-1]
	f.move(i, -1, true)
	f.move(i, 1, false)
	f.walk(i + 1)
	f.move(i, -1, false)
}

// move takes player i from those to come, into the coalition or not; with -1 it
// puts it back.
func (f *finder) move(i int, sign int64, in bool) {
	for l := range f.g.quotas {
		w := sign * f.g.quotas[l].weights[i]
		f.left[l] -= w
		if in {
			f.sums[l] += w
		}
	}
}

// keep records the coalition if nobody in it can be missed.
func (f *finder) keep() {
	for _, m := range f.members {
		if f.holding(nil, m) {
			return
		}
	}
	if len(f.found) == f.limit {
		f.stopped = true
		return
	}
	f.found = append(f.found, append([]int{}, f.members...))
}

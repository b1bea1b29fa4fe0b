package gmcr

import (
	"context"
	"fmt"
	"slices"
)

// Foresight says which states two decision makers would stay in when each looks
// several moves ahead. FindForesight makes it.
type Foresight struct {
	g *Graph
	// Horizons holds, for each horizon from 1 move up, by decision maker and
	// state number whether the state is stable.
	Horizons [][2][]bool
	// NonMyopic holds, by decision maker and state number, whether the state is
	// stable at every horizon from some horizon on; nil where that was not
	// settled within MaxHorizon moves.
	NonMyopic *[2][]bool
	// Period is after how many moves of horizon the verdicts repeat.
	Period int
	// Ties is true where a decision maker is indifferent between states; the
	// sources define limited moves for strict rankings only.
	Ties bool
}

// MaxHorizon bounds the search for the horizon from which verdicts repeat.
const MaxHorizon = 1 << 12

// maxForesight is the largest number of outcomes for which FindForesight works.
const maxForesight = 1 << 16

// FindForesight returns limited-move stability at horizons 1 to horizon, and
// non-myopic stability. The decision maker to move takes the move whose
// anticipated end is best for it, and moves only if that end is better than the
// present state:
//
//	G_0(i, s) = s;  G_h(i, s) = G_(h-1)(j, q) for the q in R_i(s) with the best such end for i, if it is better than s, else s
//
// s is stable at horizon h for i where G_h(i, s) = s. Among ends that are
// equally good it expects that of the lowest state number.
//
// Zagare (1984), Kilgour (1984, 1985); Fang, Hipel and Kilgour (1993). Two
// decision makers with complete preferences only: for more there are several
// extensions that do not agree. Cost: moves, times horizons.
func FindForesight(ctx context.Context, g *Graph, horizon int) (*Foresight, error) {
	switch {
	case len(g.movers) != 2:
		return nil, fmt.Errorf("gmcr: limited-move stability is defined for two decision makers; the conflict has %d", len(g.movers))
	case !g.complete():
		return nil, fmt.Errorf("gmcr: limited-move stability needs the order of every two states")
	}
	if err := g.within("looking several moves ahead", maxForesight); err != nil {
		return nil, err
	}
	f := &Foresight{g: g, Ties: g.ties()}
	end := g.noForesight()
	for range horizon {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		end = g.lookAhead(end)
		f.Horizons = append(f.Horizons, staying(end))
	}
	return f, f.settle(ctx, g)
}

// ties reports whether some decision maker is indifferent between two states.
func (g *Graph) ties() bool {
	for i := range g.movers {
		var ranks []uint32
		for s := range g.size {
			if g.IsState(s) {
				ranks = append(ranks, g.movers[i].rank[s])
			}
		}
		slices.Sort(ranks)
		if len(slices.Compact(ranks)) < g.feasible {
			return true
		}
	}
	return false
}

// ends holds, by who is to move and state, the state that the two expect to end
// in.
type ends [2][]int32

func (g *Graph) noForesight() ends {
	var e ends
	for i := range e {
		for s := range g.size {
			e[i] = append(e[i], int32(s))
		}
	}
	return e
}

// lookAhead adds one move of foresight.
func (g *Graph) lookAhead(e ends) ends {
	var next ends
	var list []int32
	for i := range next {
		m := &g.movers[i]
		next[i] = make([]int32, g.size)
		for s := range g.size {
			next[i][s] = int32(s)
			if !g.IsState(s) {
				continue
			}
			list = g.successors(m, s, list[:0])
			slices.Sort(list)
			for _, q := range list {
				if end := e[1-i][q]; m.rank[end] > m.rank[next[i][s]] {
					next[i][s] = end
				}
			}
		}
	}
	return next
}

func staying(e ends) (stable [2][]bool) {
	for i := range e {
		stable[i] = make([]bool, len(e[i]))
		for s, end := range e[i] {
			stable[i][s] = int(end) == s
		}
	}
	return stable
}

// settle finds the cycle into which the anticipated ends run, by Brent's
// method, and keeps what is stable all the way round.
func (f *Foresight) settle(ctx context.Context, g *Graph) error {
	mark, e := g.noForesight(), g.noForesight()
	for power, lap := 1, 0; ; {
		if power > MaxHorizon {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		e = g.lookAhead(e)
		lap++
		if slices.Equal(e[0], mark[0]) && slices.Equal(e[1], mark[1]) {
			f.Period = lap
			break
		}
		if lap == power {
			mark, power, lap = e, 2*power, 0
		}
	}
	stable := staying(e)
	for range f.Period - 1 {
		e = g.lookAhead(e)
		for i, now := range staying(e) {
			for s := range now {
				stable[i][s] = stable[i][s] && now[s]
			}
		}
	}
	f.NonMyopic = &stable
	return nil
}

// Stable reports whether a state is stable at a horizon of 1 or more moves.
func (f *Foresight) Stable(party, s, horizon int) bool { return f.Horizons[horizon-1][party][s] }

package spatial

import (
	"context"
	"fmt"
	"math"
)

// Market is the input of the exchange model: where actors stand on several
// issues, all on a scale from 0 to 100.
type Market struct {
	Position  [][]float64 // actor by issue, 0 to 100
	Salience  [][]float64 // actor by issue, 0 to 1; 0 where the actor takes no part in the issue
	Influence [][]float64 // actor by issue; 0 where the actor takes no part in the issue
}

// Trading sets how exchanges are made. The zero value is one round by the
// definition.
type Trading struct {
	Rounds int // 0: one
	// Peer follows decide-exchange-model (equal-gain-python 2020.2.2) where it
	// departs from the definition: an exchange is dropped when the moves that were
	// planned for an actor on an issue, carried out or not, add up to more than
	// 100 upwards; and a move that would overshoot is shortened from where a
	// partner of an earlier trade left the actor.
	Peer bool
	// Tie picks one of several exchanges of equal gain; nil takes the first, by
	// pair of issues and then of actors. The peer draws lots.
	Tie func([]Exchange) int
}

// Exchange is one trade: I moves on issue Supply towards J, and J in return on
// issue Demand towards I. Gain is the utility that each gains.
type Exchange struct {
	I, J           int
	Supply, Demand int
	FromI, ToI     float64
	FromJ, ToJ     float64
	Gain           float64
}

// Trade is one round of exchanges.
type Trade struct {
	Start, End []float64   // outcome of each issue before and after: the weighted mean
	Possible   int         // pairs of actors and issues that could trade
	Exchanges  []Exchange  // carried out, in order
	Voting     [][]float64 // positions after the exchanges
	Next       [][]float64 // positions at the start of the next round
}

// Constants of the model. sameGain is the gain below which there is none, and
// the difference within which two are a tie.
const (
	leastMove    = 1e-10
	sameGain     = 1e-10
	tiedGain     = 1e-12
	followVoting = 0.4 // how far positions follow what was voted, less salience
	followAlways = 0.1
)

// Exchange runs the exchange model with equal gains.
//
// Two actors on opposite sides of the outcome on both of two issues trade: each
// gives way where it cares relatively less. One moves all the way to the other's
// position and the other as far as makes their gains equal, gains being shifts of
// the outcome, weighted by salience. The exchange that gains most is carried out,
// those that share a move with it are worked out anew, and so on. An actor only
// moves away from its own side of the outcome, never beyond the scale, and never
// so far that the outcome, as the partner knows it, passes the partner's
// position; the partner knows the positions at the start of the round and what it
// traded for itself. Between rounds positions follow the voting positions in
// part, the less so the more the actor cares.
//
// Stokman and Van Oosten (1994), in European Community Decision Making, ch. 5.
// O(K) candidates for n actors and m issues, K = O(n²m²); each exchange touches
// O(n·m) of them.
func (m *Market) Exchange(ctx context.Context, t Trading) ([]Trade, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	var trades []Trade
	position := m.Position
	for range max(t.Rounds, 1) {
		if err := ctx.Err(); err != nil {
			return trades, err
		}
		f := m.floor(t, position)
		f.trade()
		done := f.close()
		trades, position = append(trades, done), done.Next
	}
	return trades, nil
}

func (m *Market) check() error {
	if len(m.Position) == 0 || len(m.Salience) != len(m.Position) || len(m.Influence) != len(m.Position) {
		return fmt.Errorf("spatial: market of %d positions, %d saliences and %d influences", len(m.Position), len(m.Salience), len(m.Influence))
	}
	for i := range m.Position {
		for q, x := range m.Position[i] {
			s, c := m.Salience[i][q], m.Influence[i][q]
			if !(x >= 0 && x <= 100 && s >= 0 && s <= 1 && c >= 0) {
				return fmt.Errorf("spatial: actor %d stands at %v on issue %d with salience %v and influence %v", i, x, q, s, c)
			}
		}
	}
	return nil
}

// floor is where one round is traded.
type floor struct {
	*Market
	Trading
	start  [][]float64 // positions at the start of the round
	now    [][]float64 // voting positions
	weight [][]float64 // of actors on issues
	total  []float64   // weight on each issue
	before []float64   // outcome of each issue at the start
	// known[j][q][i] is where j last saw i on issue q, and outlook[j][q] the
	// outcome that follows.
	known   [][][]float64
	outlook [][]float64
	bids    []*bid
	at      [][][]int // bids in which an actor moves on an issue, or another does for it
	done    []Exchange
}

// bid is a possible exchange.
type bid struct {
	Exchange
	valid              bool
	earlierI, earlierJ float64 // moves planned before (Peer)
}

func (m *Market) floor(t Trading, position [][]float64) *floor {
	f := &floor{Market: m, Trading: t, start: position}
	n, issues := len(position), len(position[0])
	f.total, f.before = make([]float64, issues), make([]float64, issues)
	for i := range n {
		f.now = append(f.now, append([]float64(nil), position[i]...))
		f.weight = append(f.weight, make([]float64, issues))
		f.at = append(f.at, make([][]int, issues))
		for q := range issues {
			w := m.Salience[i][q] * m.Influence[i][q]
			f.weight[i][q] = w
			f.total[q] += w
			f.before[q] += float64(w * position[i][q])
		}
	}
	for q := range issues {
		if f.total[q] > 0 {
			f.before[q] /= f.total[q]
		}
	}
	for range n {
		f.outlook = append(f.outlook, append([]float64(nil), f.before...))
		seen := make([][]float64, issues)
		for q := range seen {
			for i := range n {
				seen[q] = append(seen[q], position[i][q])
			}
		}
		f.known = append(f.known, seen)
	}
	f.call()
	return f
}

// call lists the pairs that could trade: on opposite sides of the outcome on
// both issues, lower on both against higher on both first.
func (f *floor) call() {
	for p := range f.total {
		for q := p + 1; q < len(f.total); q++ {
			var sides [4][]int
			for i := range f.now {
				if f.weight[i][p] > 0 && f.weight[i][q] > 0 {
					side := 0
					if f.start[i][p] < f.before[p] {
						side = 1
					}
					if f.start[i][q] < f.before[q] {
						side += 2
					}
					sides[side] = append(sides[side], i)
				}
			}
			f.pair(p, q, sides[0], sides[3])
			f.pair(p, q, sides[1], sides[2])
		}
	}
}

// pair enters a bid for each pair of actors. Who cares more for p against q
// demands p and supplies q.
func (f *floor) pair(p, q int, some, others []int) {
	for _, i := range some {
		for _, j := range others {
			b := &bid{Exchange: Exchange{I: i, J: j, Supply: q, Demand: p}}
			if f.Salience[i][p]/f.Salience[i][q] < f.Salience[j][p]/f.Salience[j][q] {
				b.I, b.J = j, i
			}
			k := len(f.bids)
			f.bids = append(f.bids, b)
			for _, actor := range []int{i, j} {
				f.at[actor][p] = append(f.at[actor][p], k)
				f.at[actor][q] = append(f.at[actor][q], k)
			}
			f.price(b)
		}
	}
}

// trade carries out exchanges, the most gainful first, until none is left.
func (f *floor) trade() {
	for {
		var best []int
		gain := 0.0
		for k, b := range f.bids {
			if b.valid && b.Gain > gain+tiedGain {
				best, gain = []int{k}, b.Gain
			} else if b.valid && len(best) > 0 && b.Gain >= gain-tiedGain {
				best = append(best, k)
			}
		}
		if len(best) == 0 {
			return
		}
		f.carry(best[f.pick(best)])
	}
}

func (f *floor) pick(best []int) int {
	if f.Tie == nil || len(best) == 1 {
		return 0
	}
	tied := make([]Exchange, len(best))
	for n, k := range best {
		tied[n] = f.bids[k].Exchange
	}
	return f.Tie(tied)
}

// carry carries out a bid and works out anew those that it touches: in which one
// of the two moves on the same issue, or is moved for.
func (f *floor) carry(k int) {
	e := f.bids[k].Exchange
	f.bids[k].valid = false
	f.done = append(f.done, e)
	f.now[e.I][e.Supply], f.now[e.J][e.Demand] = e.ToI, e.ToJ
	f.learn(e.J, e.Supply, e.I, e.ToI)
	f.learn(e.I, e.Demand, e.J, e.ToJ)
	touched := map[int]bool{}
	for _, actor := range []int{e.I, e.J} {
		for _, issue := range []int{e.Supply, e.Demand} {
			for _, k := range f.at[actor][issue] {
				b := f.bids[k]
				if b.valid && !touched[k] && (f.moves(b, actor, issue) || f.wants(b, e, actor, issue)) {
					touched[k] = true
					f.again(b, e)
				}
			}
		}
	}
}

// moves reports whether an actor that just moved on an issue would move there in
// a bid.
func (f *floor) moves(b *bid, actor, issue int) bool {
	return b.I == actor && b.Supply == issue || b.J == actor && b.Demand == issue
}

// wants reports whether an actor was moved for on the issue, and would be in a
// bid.
func (f *floor) wants(b *bid, e Exchange, actor, issue int) bool {
	return (b.I == actor && b.Demand == issue || b.J == actor && b.Supply == issue) &&
		(e.I == actor && e.Demand == issue || e.J == actor && e.Supply == issue)
}

// learn lets j see where i went on an issue.
func (f *floor) learn(j, q, i int, to float64) {
	f.outlook[j][q] += float64((to - f.known[j][q][i]) * f.weight[i][q] / f.total[q])
	f.known[j][q][i] = to
}

// again works out a bid anew after an exchange.
func (f *floor) again(b *bid, e Exchange) {
	for _, m := range [2][2]int{{e.I, e.Supply}, {e.J, e.Demand}} {
		switch {
		case b.I == m[0] && b.Supply == m[1]:
			b.earlierI += b.ToI - b.FromI
		case b.J == m[0] && b.Demand == m[1]:
			b.earlierJ += b.ToJ - b.FromJ
		}
	}
	f.price(b)
}

// close works out what the round has led to.
func (f *floor) close() Trade {
	t := Trade{Start: f.before, Possible: len(f.bids), Exchanges: f.done, Voting: f.now, End: make([]float64, len(f.total))}
	for i := range f.now {
		next := make([]float64, len(f.total))
		for q, y := range f.now[i] {
			follow := float64((1-f.Salience[i][q])*followVoting) + followAlways
			next[q] = math.Max(0, math.Min(100, float64(follow*y)+float64((1-follow)*f.start[i][q])))
			if f.total[q] > 0 {
				t.End[q] += float64(f.weight[i][q] * y / f.total[q])
			}
		}
		t.Next = append(t.Next, next)
	}
	return t
}

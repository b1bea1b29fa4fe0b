package power

import (
	"cmp"
	"context"
	"slices"
)

// table counts sets of players by their number and their weight: row s has, for
// each weight t below the quota, how many sets of s players weigh t.
type table struct {
	r     ring
	quota int
	rows  [][]uint64
}

// newTable has the empty set only, with room for some players.
func newTable(r ring, quota, players int) *table {
	t := &table{r: r, quota: quota}
	cells := make([]uint64, quota*(players+1))
	for s := range players + 1 {
		t.rows = append(t.rows, cells[s*quota:(s+1)*quota])
	}
	t.rows[0][0] = 1
	return t
}

// multiply lets a player of weight w join: times (1 + x·y^w).
func (t *table) multiply(w int) {
	for s := len(t.rows) - 1; s > 0; s-- {
		to, from := t.rows[s], t.rows[s-1]
		for u := t.quota - 1; u >= w; u-- {
			to[u] = t.r.add(to[u], from[u-w])
		}
	}
}

// without writes to out the table with one player of weight w taken out:
// divided by (1 + x·y^w), over the first rows only.
func (t *table) without(w int, out *table, rows int) {
	copy(out.rows[0], t.rows[0])
	for s := 1; s < rows; s++ {
		to, from := out.rows[s], out.rows[s-1]
		split := min(w, t.quota)
		copy(to[:split], t.rows[s][:split])
		for u := split; u < t.quota; u++ {
			to[u] = t.r.sub(t.rows[s][u], from[u-w])
		}
	}
}

// weighed is a single quota laid out for generating functions: kinds of players
// by falling weight.
type weighed struct {
	r       ring
	quota   int
	players int
	kinds   []int // place of each kind in Game.kinds
	size    []int
	weight  []int
	book    *ledger
}

// generate counts the coalitions of a single weighted quota q with generating
// functions.
//
// A player of weight w is critical in the losing sets without it that weigh q-w
// to q-1. A member of a winning coalition that weighs q+e is critical where its
// weight is above e; so coalitions are divided by which kinds are heavy enough,
// and each division is a product of two tables: sets of heavy players, by number
// and weight, and sets of light ones, by weight. Where no light one takes part,
// the coalition is minimal.
//
// Brams and Affuso (1976), Theory and Decision 7, 29-56; Bilbao, Fernández,
// Jiménez Losada and López (2000), TOP 8(2), 191-213; the division for Johnston,
// Deegan-Packel and Holler is ours.
// O(n²·q + k²·n·q) for n players of k different weights.
func (g *Game) generate(ctx context.Context, r ring, kinds [][]int) ([]uint64, error) {
	q, _ := g.weighted()
	w := &weighed{r: r, quota: int(q.need), players: g.players, book: newLedger(g.players, len(kinds))}
	for k := range kinds {
		w.kinds = append(w.kinds, k)
	}
	slices.SortStableFunc(w.kinds, func(a, b int) int {
		return cmp.Compare(q.weights[kinds[b][0]], q.weights[kinds[a][0]])
	})
	all := newTable(r, w.quota, g.players)
	for _, k := range w.kinds {
		weight := int(q.weights[kinds[k][0]])
		w.size, w.weight = append(w.size, len(kinds[k])), append(w.weight, weight)
		for range kinds[k] {
			all.multiply(weight)
		}
	}
	w.countWinning(all)
	rest := newTable(r, w.quota, g.players)
	w.countSwings(all, rest)
	return w.book.counts, w.divide(ctx, all, rest)
}

// countWinning takes the losing coalitions from all of them.
func (w *weighed) countWinning(all *table) {
	winning := uint64(1)
	for range w.players {
		winning = w.r.add(winning, winning)
	}
	for _, row := range all.rows {
		for _, c := range row {
			winning = w.r.sub(winning, c)
		}
	}
	w.book.counts[0] = winning
}

// countSwings counts in how many coalitions of each number of members a player
// of each kind is critical.
func (w *weighed) countSwings(all, rest *table) {
	for j, k := range w.kinds {
		all.without(w.weight[j], rest, len(rest.rows))
		swings := w.book.of(k, 0)
		for s := range w.players {
			sum := uint64(0)
			for u := w.quota - w.weight[j]; u < w.quota; u++ {
				sum = w.r.add(sum, rest.rows[s][u])
			}
			swings[s+1] = w.r.mul(sum, uint64(w.size[j]))
		}
	}
}

// divide goes from all kinds being heavy to the heaviest kind alone. heavy is
// overwritten.
func (w *weighed) divide(ctx context.Context, heavy, spare *table) error {
	light := make([]uint64, w.quota) // sets of the other kinds, by weight
	light[0] = 1
	members := w.players // of the heavy kinds
	for last := len(w.kinds) - 1; last >= 0; last-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		next := 0 // the largest weight that is not heavy
		if last+1 < len(w.kinds) {
			next = w.weight[last+1]
		}
		below := cumulate(w.r, light)
		for j := range last + 1 {
			heavy.without(w.weight[j], spare, members)
			w.bookDivision(j, spare, members, next, w.weight[last], below)
		}
		for range w.size[last] {
			heavy.without(w.weight[last], spare, members)
			heavy, spare = spare, heavy
			members--
			for u := w.quota - 1; u >= w.weight[last]; u-- {
				light[u] = w.r.add(light[u], light[u-w.weight[last]])
			}
		}
	}
	return nil
}

// cumulate returns at x+1 the sum of counts up to x.
func cumulate(r ring, counts []uint64) []uint64 {
	out := make([]uint64, len(counts)+1)
	for i, c := range counts {
		out[i+1] = r.add(out[i], c)
	}
	return out
}

// bookDivision books, for the players of one heavy kind j, the coalitions whose
// weight is from quota+next to quota+least-1, where the critical members are the
// heavy ones. others counts sets of heavy players without one of kind j.
func (w *weighed) bookDivision(j int, others *table, rows, next, least int, below []uint64) {
	shared, minimal := w.book.of(w.kinds[j], 1), w.book.of(w.kinds[j], 2)
	size, own := uint64(w.size[j]), w.weight[j]
	for s := range rows {
		var all, alone uint64
		for u, sets := range others.rows[s] {
			if sets == 0 {
				continue
			}
			// what the light members may add up to: from low to high
			low, high := w.quota+next-own-u, w.quota+least-1-own-u
			if high < 0 {
				break
			}
			ways := w.r.sub(below[high+1], below[max(low, 0)])
			all = w.r.add(all, w.r.mul(sets, ways))
			if low <= 0 {
				alone = w.r.add(alone, sets)
			}
		}
		shared[s+1] = w.r.add(shared[s+1], w.r.mul(all, size))
		minimal[s+1] = w.r.add(minimal[s+1], w.r.mul(alone, size))
	}
}

package chart

import (
	"math"
	"slices"
)

// layers is a layout of a graph in rows, after Sugiyama, Tagawa & Toda (1981):
// nodes stand in the row of their rank, links over several rows pass through
// bends, rows are ordered so that few links cross, and places drawn together so
// that links run straight.
type layers struct {
	at    []vertex
	rows  [][]int // vertices from left to right
	links []link
}

// vertex is a node, or a bend of a link.
type vertex struct {
	x, width float64
	row      int
	up, down []int // vertices linked to in the row above and below
}

// link joins two nodes; way has the vertices passed from the upper to the lower
// one, both included.
type link struct {
	a, b int
	way  []int
}

// bendWidth is the room of a link that passes through a row.
const bendWidth = 10

// layered lays out nodes of the given widths. ranks say how far down a node
// stands; a rank that does not fit into the room takes several rows. Links are
// pairs of different nodes, each once.
//
// Ordering takes O(rounds x links per row squared) time.
func layered(ranks []int, widths []float64, pairs [][2]int, left, right, gap float64) *layers {
	l := &layers{}
	for _, w := range widths {
		l.at = append(l.at, vertex{width: w})
	}
	l.fill(ranks, right-left, gap)
	for _, p := range pairs {
		l.join(p, right-left, gap)
	}
	l.untangle()
	l.align(left, right, gap)
	return l
}

// fill puts the nodes of each rank into rows, as evenly as they fit.
func (l *layers) fill(ranks []int, room, gap float64) {
	for rank := range slices.Max(ranks) + 1 {
		var nodes []int
		total := 0.0
		for v, r := range ranks {
			if r == rank {
				nodes = append(nodes, v)
				total += l.at[v].width + gap
			}
		}
		if len(nodes) == 0 {
			continue
		}
		parts := max(1, int(math.Ceil((total-gap)/room)))
		most, used := (len(nodes)+parts-1)/parts, 0.0
		for k, v := range nodes {
			if k%most == 0 || used+l.at[v].width > room {
				l.rows, used = append(l.rows, nil), 0
			}
			row := len(l.rows) - 1
			l.rows[row], l.at[v].row = append(l.rows[row], v), row
			used += l.at[v].width + gap
		}
	}
}

// join links two nodes, through a bend in every row between where they all have
// room, else straight.
func (l *layers) join(p [2]int, room, gap float64) {
	a, b := p[0], p[1]
	if l.at[a].row > l.at[b].row {
		a, b = b, a
	}
	k := link{a: p[0], b: p[1], way: []int{a}}
	if l.at[a].row != l.at[b].row && l.hasRoom(l.at[a].row+1, l.at[b].row, room, gap) {
		for row := l.at[a].row + 1; row < l.at[b].row; row++ {
			v := len(l.at)
			l.at = append(l.at, vertex{width: bendWidth, row: row})
			l.rows[row] = append(l.rows[row], v)
			k.way = append(k.way, v)
		}
	}
	k.way = append(k.way, b)
	for i := 1; i < len(k.way); i++ {
		upper, lower := k.way[i-1], k.way[i]
		if l.at[upper].row+1 == l.at[lower].row {
			l.at[upper].down = append(l.at[upper].down, lower)
			l.at[lower].up = append(l.at[lower].up, upper)
		}
	}
	l.links = append(l.links, k)
}

// hasRoom reports whether one more bend fits into each of the rows.
func (l *layers) hasRoom(from, to int, room, gap float64) bool {
	for row := from; row < to; row++ {
		used := bendWidth + gap
		for _, v := range l.rows[row] {
			used += l.at[v].width + gap
		}
		if used-gap > room {
			return false
		}
	}
	return true
}

// rounds is how often the rows are ordered down and up again.
const rounds = 12

// untangle orders each row by the mean place of the neighbours in the row
// before it, down and up in turns, and keeps the best order seen.
func (l *layers) untangle() {
	best, least := l.copyRows(), l.crossings()
	for round := range rounds {
		if round%2 == 0 {
			for row := 1; row < len(l.rows); row++ {
				l.order(row, row-1)
			}
		} else {
			for row := len(l.rows) - 2; row >= 0; row-- {
				l.order(row, row+1)
			}
		}
		if n := l.crossings(); n < least {
			best, least = l.copyRows(), n
		}
	}
	l.rows = best
}

func (l *layers) copyRows() [][]int {
	out := make([][]int, len(l.rows))
	for i := range l.rows {
		out[i] = slices.Clone(l.rows[i])
	}
	return out
}

// order sorts a row by the mean place of each vertex's neighbours in another;
// what has none there stays where it is.
func (l *layers) order(row, by int) {
	place := make(map[int]float64)
	for i, v := range l.rows[by] {
		place[v] = float64(i)
	}
	mean := make(map[int]float64)
	scale := float64(len(l.rows[by])) / float64(len(l.rows[row]))
	for i, v := range l.rows[row] {
		next := l.at[v].up
		if by > row {
			next = l.at[v].down
		}
		mean[v] = float64(i) * scale
		if len(next) > 0 {
			sum := 0.0
			for _, n := range next {
				sum += place[n]
			}
			mean[v] = sum / float64(len(next))
		}
	}
	slices.SortStableFunc(l.rows[row], func(v, w int) int {
		switch {
		case mean[v] < mean[w]:
			return -1
		case mean[v] > mean[w]:
			return 1
		}
		return 0
	})
}

// crossings counts the pairs of links between neighbouring rows that cross.
func (l *layers) crossings() int {
	n := 0
	for row := 1; row < len(l.rows); row++ {
		place := make(map[int]int)
		for i, v := range l.rows[row] {
			place[v] = i
		}
		var ends [][2]int
		for i, v := range l.rows[row-1] {
			for _, w := range l.at[v].down {
				ends = append(ends, [2]int{i, place[w]})
			}
		}
		for i, e := range ends {
			for _, f := range ends[:i] {
				if (e[0]-f[0])*(e[1]-f[1]) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// align gives the vertices their places: beside each other first, then each row
// as near as its widths allow to the mean of its neighbours.
func (l *layers) align(left, right, gap float64) {
	for _, row := range l.rows {
		want := make([]float64, len(row))
		for i := range row {
			want[i] = left + (right-left)*(float64(i)+0.5)/float64(len(row))
		}
		l.put(row, want, left, right, gap)
	}
	for round := range rounds {
		for i := range l.rows {
			row := l.rows[i]
			if round%2 == 1 {
				row = l.rows[len(l.rows)-1-i]
			}
			want := make([]float64, len(row))
			for k, v := range row {
				want[k] = l.pull(v, round)
			}
			l.put(row, want, left, right, gap)
		}
	}
}

// pull returns where a vertex would stand for its links to run straight: the
// mean over the neighbours in the row it comes from, in the last rounds in both.
func (l *layers) pull(v, round int) float64 {
	next := l.at[v].up
	if round%2 == 1 {
		next = l.at[v].down
	}
	if round >= rounds-2 || len(next) == 0 {
		next = append(slices.Clone(l.at[v].up), l.at[v].down...)
	}
	if len(next) == 0 {
		return l.at[v].x
	}
	sum := 0.0
	for _, n := range next {
		sum += l.at[n].x
	}
	return sum / float64(len(next))
}

// put places a row as near as possible to where it wants to be.
func (l *layers) put(row []int, want []float64, left, right, gap float64) {
	apart := make([]float64, len(row))
	for k := 1; k < len(row); k++ {
		apart[k] = (l.at[row[k-1]].width+l.at[row[k]].width)/2 + gap
	}
	first, last := l.at[row[0]].width/2, l.at[row[len(row)-1]].width/2
	for k, x := range spread(want, apart, left+first, right-last) {
		l.at[row[k]].x = x
	}
}

// ranksFrom returns how many steps each node is from the first of the starts
// that reaches it; nodes that none reaches start anew, in order.
func ranksFrom(n int, edges [][2]int, starts []int) []int {
	next := make([][]int, n)
	for _, e := range edges {
		next[e[0]] = append(next[e[0]], e[1])
	}
	ranks := slices.Repeat([]int{-1}, n)
	for v := range n {
		starts = append(starts, v)
	}
	for _, s := range starts {
		if ranks[s] >= 0 {
			continue
		}
		ranks[s] = 0
		for queue := []int{s}; len(queue) > 0; queue = queue[1:] {
			for _, w := range next[queue[0]] {
				if ranks[w] < 0 {
					ranks[w] = ranks[queue[0]] + 1
					queue = append(queue, w)
				}
			}
		}
	}
	return ranks
}

package gmcr

import "slices"

// Trial judges one state by one set of preferences after another, each over all
// states: what Graph.Hold finds, without the reasons and without going through
// all states. It is for one goroutine.
type Trial struct {
	g      *Graph
	start  int
	plain  bool // moves are free combinations of changes, and every outcome a state
	loose  bool // two moves of a mover in a row make one
	steps  [][][][]int32
	reach  [][][][]int32 // by mover left out, axis and digit: what the others bring about in time
	worth  [][]float64   // by mover and state
	same   float64       // differences up to this are ties
	list   []int32
	away   []int32
	others []int32
	seen   []uint32 // by state and last mover: the stamp of the search that saw it
	stamp  uint32
	queue  []arrival
	next   []int32
	ways   []uint8 // by state: 1 where the one that is judged has no way out, 2 where it has
}

// arrival is a state and who moved there last.
type arrival struct{ s, last int32 }

// NewTrial prepares to judge a state.
func (g *Graph) NewTrial(s int) *Trial {
	t := &Trial{g: g, start: s, plain: g.rep == nil && g.absent == nil, loose: true, seen: make([]uint32, g.size*(len(g.movers)+1)), ways: make([]uint8, g.size)}
	for i := range g.movers {
		m := &g.movers[i]
		t.plain = t.plain && !m.asked && m.blind == nil && m.solo == nil
		t.loose = t.loose && t.plain && m.transitive()
	}
	if t.plain {
		t.combine()
	}
	return t
}

// transitive reports whether two changes of an issue in a row always make one.
func (m *mover) transitive() bool {
	for _, k := range m.axes {
		to := m.ways[k].to
		for d := range to {
			for _, e := range to[d] {
				for _, f := range to[e] {
					if int(f) != d && !slices.Contains(to[d], f) {
						return false
					}
				}
			}
		}
	}
	return true
}

// combine lists, by mover, axis and digit, by how much each change moves a
// state's number, and what all but one mover can bring about on each axis.
func (t *Trial) combine() {
	for i := range t.g.movers {
		var steps, reach [][][]int32
		for k := range t.g.axes {
			a := &t.g.axes[k]
			step, far := make([][]int32, a.size()), make([][]int32, a.size())
			for d := range a.size() {
				for _, e := range t.g.movers[i].ways[k].beyond(d, a.size()) {
					if e != d {
						step[d] = append(step[d], int32((e-d)*a.stride))
					}
				}
				far[d] = t.g.brought(i, k, d)
			}
			steps, reach = append(steps, step), append(reach, far)
		}
		t.steps, t.reach = append(t.steps, steps), append(t.reach, reach)
	}
}

// brought lists by how much a state's number moves along an axis by changes of
// all movers but one.
func (g *Graph) brought(without, k, d int) []int32 {
	a := &g.axes[k]
	digits := []int{d}
	for n := 0; n < len(digits); n++ {
		for j := range g.movers {
			if j == without {
				continue
			}
			for _, e := range g.movers[j].ways[k].beyond(digits[n], a.size()) {
				if !slices.Contains(digits, e) {
					digits = append(digits, e)
				}
			}
		}
	}
	var out []int32
	for _, e := range digits[1:] {
		out = append(out, int32((e-d)*a.stride))
	}
	return out
}

// span lists the sums of s and one step from each axis, or none.
func (t *Trial) span(s int, steps [][][]int32, out []int32) []int32 {
	out = append(out[:0], int32(s))
	for k := range t.g.axes {
		n := len(out)
		for _, step := range steps[k][t.g.axes[k].digit(s)] {
			for _, x := range out[:n] {
				out = append(out, x+step)
			}
		}
	}
	return out
}

// moves lists a state and those that a mover reaches from it in one move.
func (t *Trial) moves(i, s int, out []int32) []int32 {
	if !t.plain {
		return t.g.successors(&t.g.movers[i], s, append(out[:0], int32(s)))
	}
	return t.span(s, t.steps[i], out)
}

// Stable says by concept, from Nash to SSEQ, whether the state is stable for
// every decision maker, where worth[i][s] is what state s is worth to decision
// maker i (by index in Parties) and differences of at most same are ties.
func (t *Trial) Stable(worth [][]float64, same float64) (stable [SSEQ + 1]bool) {
	t.worth, t.same = worth, same
	for _, c := range []Concept{Nash, GMR, SMR, SEQ, SSEQ} {
		stable[c] = true
	}
	for i := range t.g.movers {
		t.judge(i, &stable)
	}
	return stable
}

// judge takes away the concepts by which a decision maker would leave.
func (t *Trial) judge(i int, stable *[SSEQ + 1]bool) {
	stay := t.worth[i][t.start]
	clear(t.ways)
	t.away = t.moves(i, t.start, t.away)
	for _, q := range t.away[1:] {
		if t.worth[i][q] <= stay+t.same {
			continue
		}
		stable[Nash] = false
		t.test(i, int(q), stay, stable)
		if !stable[GMR] && !stable[SEQ] {
			return
		}
	}
}

// test takes away the concepts by which nothing deters i from going to s. Answers
// that are credible are looked for first: they deter by all concepts.
func (t *Trial) test(i, s int, stay float64, stable *[SSEQ + 1]bool) {
	seq := (stable[SEQ] || stable[GMR]) && t.deterred(i, s, true, false, stay)
	stable[SEQ] = stable[SEQ] && seq
	stable[GMR] = stable[GMR] && (seq || t.deterred(i, s, false, false, stay))
	sseq := seq && (stable[SSEQ] || stable[SMR]) && t.deterred(i, s, true, true, stay)
	stable[SSEQ] = stable[SSEQ] && sseq
	stable[SMR] = stable[SMR] && (sseq || t.deterred(i, s, false, true, stay))
}

// deterred reports whether the others can lead on from s to what is no better for
// i than staying: by moves that improve for whoever makes them, or to where i does
// not escape.
func (t *Trial) deterred(i, s int, improving, inescapable bool, stay float64) bool {
	bad := func(x int) bool {
		return t.worth[i][x] <= stay+t.same && (!inescapable || !t.escapes(i, x, stay))
	}
	if !improving && t.loose {
		t.others = t.span(s, t.reach[i], t.others)
		for _, x := range t.others {
			if bad(int(x)) {
				return true
			}
		}
		return false
	}
	return t.search(i, s, improving, bad)
}

// escapes reports whether i reaches from x what is better for it than staying.
func (t *Trial) escapes(i, x int, stay float64) bool {
	if !t.g.movers[i].sees(x) {
		return false
	}
	if t.ways[x] == 0 {
		t.ways[x] = 1
		t.list = t.moves(i, x, t.list)
		for _, q := range t.list[1:] {
			if t.worth[i][q] > stay+t.same {
				t.ways[x] = 2
				break
			}
		}
	}
	return t.ways[x] == 2
}

// search goes through what others than i can bring about from s, nobody moving
// twice in a row, until it finds what is bad.
func (t *Trial) search(i, s int, improving bool, bad func(int) bool) bool {
	n := int32(len(t.g.movers))
	t.stamp++
	t.queue = append(t.queue[:0], arrival{int32(s), n})
	for at := 0; at < len(t.queue); at++ {
		from := t.queue[at]
		for j := range n {
			if int(j) == i || j == from.last {
				continue
			}
			here := t.worth[j][from.s]
			t.next = t.moves(int(j), int(from.s), t.next)
			for _, q := range t.next[1:] {
				if improving && t.worth[j][q] <= here+t.same {
					continue
				}
				key := q*(n+1) + j
				if t.loose { // it does not matter who moved last
					key = q * (n + 1)
				}
				if t.seen[key] == t.stamp {
					continue
				}
				t.seen[key] = t.stamp
				if bad(int(q)) {
					return true
				}
				last := j
				if t.loose {
					last = n
				}
				t.queue = append(t.queue, arrival{q, last})
			}
		}
	}
	return false
}

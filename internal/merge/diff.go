package merge

import (
	"slices"
	"sort"
)

// change replaces the lines from start to stop of a base.
type change struct {
	start, stop int
	lines       []string
}

// before orders changes by their place.
func (c change) before(d change) bool {
	return c.start < d.start || c.start == d.start && c.stop < d.stop
}

// diff returns the changes that make a text of a base, in order and apart.
func diff(base, text []string) []change {
	var out []change
	at, to := 0, 0
	for _, m := range append(matches(base, text, 0, 0, nil), [2]int{len(base), len(text)}) {
		if m[0] > at || m[1] > to {
			out = append(out, change{at, m[0], text[to:m[1]]})
		}
		at, to = m[0]+1, m[1]+1
	}
	return out
}

// smallTable bounds the table of an exact comparison.
const smallTable = 1 << 18

// matches appends pairs of lines that are the same in both texts, in order:
// what begins and ends alike, then between lines that stand once in each
// (patience diff, B. Cohen), and exactly where little is left. i and j are the
// places of the texts in the whole ones.
func matches(a, b []string, i, j int, out [][2]int) [][2]int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		out = append(out, [2]int{i, j})
		a, b, i, j = a[1:], b[1:], i+1, j+1
	}
	tail := 0
	for tail < min(len(a), len(b)) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	switch {
	case len(a) == 0 || len(b) == 0:
	case len(a)*len(b) <= smallTable:
		out = longest(a, b, i, j, out)
	default:
		from, to := 0, 0
		for _, p := range unique(a, b) {
			out = matches(a[from:p[0]], b[to:p[1]], i+from, j+to, out)
			out = append(out, [2]int{i + p[0], j + p[1]})
			from, to = p[0]+1, p[1]+1
		}
		if from > 0 {
			out = matches(a[from:], b[to:], i+from, j+to, out)
		}
	}
	for k := range tail {
		out = append(out, [2]int{i + len(a) + k, j + len(b) + k})
	}
	return out
}

// longest appends a longest common subsequence (Wagner and Fischer 1974):
// O(len(a)·len(b)) time and space.
func longest(a, b []string, i, j int, out [][2]int) [][2]int {
	w := len(b) + 1
	table := make([]int32, (len(a)+1)*w)
	for x := len(a) - 1; x >= 0; x-- {
		for y := len(b) - 1; y >= 0; y-- {
			if a[x] == b[y] {
				table[x*w+y] = table[(x+1)*w+y+1] + 1
			} else {
				table[x*w+y] = max(table[(x+1)*w+y], table[x*w+y+1])
			}
		}
	}
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] == b[y]:
			out = append(out, [2]int{i + x, j + y})
			x, y = x+1, y+1
		case table[(x+1)*w+y] >= table[x*w+y+1]:
			x++
		default:
			y++
		}
	}
	return out
}

// unique returns the longest series of pairs, ascending in both, of lines that
// stand once in each text.
func unique(a, b []string) [][2]int {
	places := func(text []string) map[string]int {
		at := map[string]int{}
		for i, l := range text {
			if _, twice := at[l]; twice {
				at[l] = -1
			} else {
				at[l] = i
			}
		}
		return at
	}
	inA, inB := places(a), places(b)
	var pairs [][2]int
	for x, l := range a {
		if y, ok := inB[l]; ok && y >= 0 && inA[l] == x {
			pairs = append(pairs, [2]int{x, y})
		}
	}
	return ascending(pairs)
}

// ascending returns a longest subsequence of pairs whose second parts ascend
// (Fredman 1975): O(n log n).
func ascending(pairs [][2]int) [][2]int {
	before := make([]int, len(pairs))
	var tails []int // tails[k]: the pair with the least end of a series of k+1
	for i, p := range pairs {
		k := sort.Search(len(tails), func(k int) bool { return pairs[tails[k]][1] >= p[1] })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	var out [][2]int
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			out = append(out, pairs[i])
		}
	}
	slices.Reverse(out)
	return out
}

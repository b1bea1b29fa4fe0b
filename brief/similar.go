package brief

import (
	"math"
	"slices"
)

// weights says how telling a word or topic is: the fewer units have it, the
// more.
type weights struct {
	units  int
	stems  map[uint32]int
	topics map[int]int
	rarity []float64         // by number of units
	norms  map[*unit]float64 // of each unit
}

func weigh(units []*unit) *weights {
	w := &weights{units: len(units), stems: map[uint32]int{}, topics: map[int]int{}, norms: map[*unit]float64{}}
	for _, u := range units {
		for _, s := range u.stems {
			w.stems[s]++
		}
		for _, t := range u.topics {
			w.topics[t]++
		}
	}
	for n := range len(units) + 1 {
		w.rarity = append(w.rarity, math.Log(1+float64(len(units))/float64(max(n, 1))))
	}
	for _, u := range units {
		w.norms[u] = w.norm(u)
	}
	return w
}

// stem and topic return the weight of a word and of a topic.
func (w *weights) stem(s uint32) float64 { return w.rare(w.stems[s]) }

// topicShare is how much a topic counts beside the words themselves.
const topicShare = 0.8

func (w *weights) topic(t int) float64 { return topicShare * w.rare(w.topics[t]) }

func (w *weights) rare(n int) float64 { return w.rarity[n] }

// shorter is how much the shorter of two units counts in their likeness: at 0.5
// the measure would be the cosine, at 1 the share of the shorter found in the
// longer.
const shorter = 0.65

// likeness is how alike two units are in their words and topics, from 0 (nothing
// in common) to 1: the weight of what they share, over that of each, the shorter
// one counting more. shared is how many words and topics they have in common.
func (w *weights) likeness(a, b *unit) (x float64, shared int) {
	common := 0.0
	for _, s := range a.stems {
		if _, ok := slices.BinarySearch(b.stems, s); ok {
			g := w.stem(s)
			common += float64(g * g)
			shared++
		}
	}
	for _, t := range a.topics {
		if _, ok := slices.BinarySearch(b.topics, t); ok {
			g := w.topic(t)
			common += float64(g * g)
			shared++
		}
	}
	if common == 0 {
		return 0, 0
	}
	x, y := w.norms[a], w.norms[b]
	return math.Min(1, common/(math.Pow(math.Min(x, y), shorter)*math.Pow(math.Max(x, y), 1-shorter))), shared
}

func (w *weights) norm(u *unit) float64 {
	n := 0.0
	for _, s := range u.stems {
		g := w.stem(s)
		n += float64(g * g)
	}
	for _, t := range u.topics {
		g := w.topic(t)
		n += float64(g * g)
	}
	return math.Max(n, 1e-9)
}

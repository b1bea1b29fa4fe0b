package montecarlo

import (
	"math"
	"slices"
)

// Learning says what knowing each input would be worth to somebody who has to
// say which of several things is true: in how many more draws of 100 the best
// guess would be right (the expected value of partial perfect information of a
// decision that is right or wrong).
//
// The range of each input is cut into parts of equal chance. In each part the
// guess is what most of one half of the draws there show, and it is judged by the
// other half, so that chance alone does not look like knowledge; what an input
// explains within a part is left out. Raiffa and Schlaifer (1961), Applied
// Statistical Decision Theory; partial: Strong and Oakley (2013), Medical
// Decision Making 33(6), 755-766.
type Learning struct {
	inputs, classes int
	n               int
	half            [2][]int // how often each class, by half
	part            [2][]int // the same by input, part and class
}

// parts is how many parts an input's range is cut into.
const parts = 8

// NewLearning prepares for a question with some answers, of which one is true in
// every draw.
func NewLearning(inputs, classes int) *Learning {
	l := &Learning{inputs: inputs, classes: classes}
	for h := range 2 {
		l.half[h], l.part[h] = make([]int, classes), make([]int, inputs*parts*classes)
	}
	return l
}

// Add takes a draw in: which answer is true in it.
func (l *Learning) Add(d Draw, class int) {
	h := int(mix(uint64(d.I)) & 1) // the bits themselves say where a Sobol' point lies
	l.n++
	l.half[h][class]++
	for i, u := range d.At {
		l.part[h][(i*parts+min(int(parts*u), parts-1))*l.classes+class]++
	}
}

// Now returns the share of the draws in which the best guess is right without
// knowing more.
func (l *Learning) Now() float64 {
	most := 0
	for c := range l.classes {
		most = max(most, l.half[0][c]+l.half[1][c])
	}
	return float64(most) / float64(l.n)
}

// Gain returns by how much the share of right guesses would grow if an input were
// known, at least 0.
func (l *Learning) Gain(input int) float64 {
	right := 0
	for h := range 2 {
		for p := range parts {
			guess, judge := l.at(h, input, p), l.at(1-h, input, p)
			right += judge[best(guess)]
		}
	}
	return math.Max(0, float64(right-l.blind())/float64(l.n))
}

// blind counts the right guesses of who knows nothing, judged in the same way.
func (l *Learning) blind() int {
	return l.half[1][best(l.half[0])] + l.half[0][best(l.half[1])]
}

// Noise returns the gain that chance alone may show: two standard errors of a
// share.
func (l *Learning) Noise() float64 {
	p := l.Now()
	return 2 * math.Sqrt(p*(1-p)/float64(l.n))
}

// Shares returns the share of the draws in which an answer is true, by part of an
// input's range, the lowest first.
func (l *Learning) Shares(input, class int) []float64 {
	var out []float64
	for p := range parts {
		a, b := l.at(0, input, p), l.at(1, input, p)
		n := 0
		for c := range a {
			n += a[c] + b[c]
		}
		out = append(out, float64(a[class]+b[class])/float64(n))
	}
	return out
}

func (l *Learning) at(h, input, part int) []int {
	return l.part[h][(input*parts+part)*l.classes:][:l.classes]
}

// best returns the most frequent class, the first of several.
func best(count []int) int { return slices.Index(count, slices.Max(count)) }

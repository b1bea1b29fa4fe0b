package assess

import (
	"cmp"
	"math"
	"slices"

	"detente"
)

// Way is a change of one number that suffices, all others at their middle.
type Way struct {
	Party detente.PartyID
	Path  string
	What  string // in words: "Russia: the weight of Arms"
	From  float64
	// Edge is the threshold: at it, or past it where Past is true, the aim is
	// reached. To is the first number past it that a person would write.
	Edge, To float64
	Past, Up bool
	Range    detente.Quantity // as the case has it
	// Within is true where To lies within the number's range.
	Within bool
	// Far is the share of the way from the middle to the end of the range, where
	// Within; otherwise the distance on a scale of 100, or in points.
	Far float64
}

// way describes the change of a lever's number to an edge, nil where there is
// none.
func (l *lever) way(e *edge, up bool) *Way {
	if e == nil {
		return nil
	}
	w := &Way{Party: l.c.Parties[l.party].ID, Path: l.path, What: l.what, From: l.from, Edge: e.at, Past: e.past, Up: up, Range: l.q}
	w.To = l.written(w)
	if w.measure(l.unit()); isWeight(l.path) && w.To <= 0 {
		return nil // not to care at all is no reading of a weight
	}
	return w
}

// unit is how much of the lever's number makes one hundredth of its scale.
func (l *lever) unit() float64 {
	if i := l.peak(); i >= 0 {
		if from, to, ok := l.c.Issues[i].Range(); ok {
			return (to - from) / 100
		}
	}
	if v := l.at(l.from); v != nil && v.Kind == detente.Weights && v.Total > 0 && isWeight(l.path) {
		return v.Total / 100
	}
	return 1
}

func isWeight(path string) bool { return len(path) > 7 && path[len(path)-7:] == ".weight" }

// measure fills in how far a way goes.
func (w *Way) measure(unit float64) {
	low, high := w.Range.Interval90()
	w.Far = math.Abs(w.Edge-w.From) / unit
	if !w.Range.IsRange() || w.To < low || w.To > high {
		return
	}
	w.Within = true
	end := high - w.From
	if !w.Up {
		end = w.From - low
	}
	w.Far = 0
	if end > 0 {
		w.Far = math.Abs(w.Edge-w.From) / end
	}
}

// written returns the first number past an edge with at most two decimals, or
// more where the limits leave no room.
func (l *lever) written(w *Way) float64 {
	for _, per := range []float64{100, 1e4, 1e6, 1e9} {
		x := math.Ceil(float64(w.Edge*per)-1e-6) / per
		if !w.Up {
			x = math.Floor(float64(w.Edge*per)+1e-6) / per
		}
		if w.Past && x == w.Edge || w.Past && math.Abs(x-w.Edge) < 1e-9 {
			x += direction(w.Up) / per
		}
		if x >= l.low && x <= l.high {
			return x
		}
	}
	return w.Edge
}

func direction(up bool) float64 {
	if up {
		return 1
	}
	return -1
}

// sortWays puts the least change first; equal ones stay in file order.
func sortWays(ways []Way) {
	slices.SortStableFunc(ways, func(a, b Way) int {
		if a.Within != b.Within {
			if a.Within {
				return -1
			}
			return 1
		}
		if math.Abs(a.Far-b.Far) <= negligible*(1+a.Far) {
			return 0
		}
		return cmp.Compare(a.Far, b.Far)
	})
}

// out lists the ways in which a lever's number leaves the spans in which an aim
// is missed.
func (l *lever) out(missed []span) []Way {
	down, up := leave(missed, l.from, l.low, l.high)
	return l.both(down, up)
}

// into lists the ways in which a lever's number comes into the nearest spans on
// either side, in which an aim is missed.
func (l *lever) into(missed []span) []Way {
	var down, up *edge
	for i := range missed {
		s := &missed[i]
		switch {
		case s.holds(l.from):
			return nil
		case s.low >= l.from && up == nil:
			up = &edge{s.low, s.openLow}
		case s.high <= l.from:
			down = &edge{s.high, s.openHigh}
		}
	}
	return l.both(down, up)
}

// both describes the ways down and up, where there are any.
func (l *lever) both(down, up *edge) []Way {
	var ways []Way
	for _, w := range []*Way{l.way(down, false), l.way(up, true)} {
		if w != nil {
			ways = append(ways, *w)
		}
	}
	return ways
}

package score

import (
	"fmt"
	"math"
	"slices"

	"detente"
)

// Score is how good some forecasts were.
type Score struct {
	Seed     uint64
	Items    int // forecasts with an outcome
	Pending  int // forecasts without
	Stray    int // outcomes without a forecast
	Error    Measure
	CRPS     Measure
	Rules    [3]int // items whose CRPS is from quantiles, from a normal, and from one number
	Brier    Measure
	Coverage []Coverage
	// Calibrated are events by forecast probability, in tenths, those without any
	// left out. Quantiles are the numbers by level of their quantiles.
	Calibrated []Bin
	Quantiles  []Bin
}

// Measure is an average over items with a 95 % bootstrap interval. Value is NaN
// where N is 0; Low and High are NaN where N is below 2.
type Measure struct {
	Value, Low, High float64
	N                int
}

// Coverage is the share of outcomes inside central intervals of a nominal share.
type Coverage struct {
	Nominal float64
	Measure
}

// Bin compares what was forecast with what happened: Forecast is the mean
// probability, or a quantile's level; Observed the share of events that
// happened, or of outcomes at or below the quantile.
type Bin struct {
	Forecast, Observed float64
	N                  int
}

// nominal are the central intervals that are looked at.
var nominal = [...]float64{0.5, 0.8, 0.9}

// pair is a forecast and what happened.
type pair struct {
	*Forecast
	x float64
}

// Compute scores forecasts against outcomes, matched by id. Items without a
// partner are counted and left out. It finds fault with an event whose outcome
// is neither 0 nor 1; file names the outcomes in diagnostics. It fails where no
// item has both.
//
// The same seed gives the same intervals.
func Compute(forecasts []Forecast, outcomes []Outcome, seed uint64, file string) (*Score, []detente.Diagnostic) {
	s := &Score{Seed: seed}
	pairs, found := s.match(forecasts, outcomes, file)
	if detente.HasErrors(found) {
		return nil, found
	}
	s.Items = len(pairs)
	s.numbers(pairs)
	s.events(pairs)
	return s, found
}

func (s *Score) match(forecasts []Forecast, outcomes []Outcome, file string) (pairs []pair, found []detente.Diagnostic) {
	known := map[string]*Outcome{}
	for i := range outcomes {
		known[outcomes[i].ID] = &outcomes[i]
	}
	report := func(line, col int, code, message, why, help string) {
		found = append(found, detente.Diagnostic{File: file, Line: line, Col: col, Severity: detente.Error, Code: code, Message: message, Why: why, Help: help})
	}
	for i := range forecasts {
		f := &forecasts[i]
		o := known[f.ID]
		switch {
		case o == nil:
			s.Pending++
		case f.Event && o.Value != 0 && o.Value != 1:
			report(o.Line, o.Col, "not-an-event", fmt.Sprintf("%q was forecast with a probability and its outcome is %g", f.ID, o.Value), "an event happened or did not", "write 1 if it happened and 0 if it did not")
		default:
			pairs = append(pairs, pair{f, o.Value})
		}
	}
	s.Stray = len(outcomes) - len(pairs) - len(found)
	if len(pairs) == 0 && len(found) == 0 {
		report(1, 1, "no-match", "no forecast has an outcome: no id stands in both files", "forecasts and outcomes are matched by id", "write the ids the same way in both files")
	}
	return pairs, found
}

// numbers scores the forecasts of numbers.
func (s *Score) numbers(pairs []pair) {
	var errors, crps []float64
	inside := make([][]float64, len(nominal))
	for _, p := range pairs {
		if p.Event {
			continue
		}
		if point, ok := p.point(); ok {
			errors = append(errors, math.Abs(p.x-point))
		}
		score, rule := p.crps()
		crps = append(crps, score)
		s.Rules[rule]++
		for k, share := range nominal {
			if low, high, ok := p.interval(share); ok {
				inside[k] = append(inside[k], indicator(low <= p.x && p.x <= high))
			}
		}
	}
	s.Error, s.CRPS = s.measure(0, errors), s.measure(1, crps)
	for k, share := range nominal {
		s.Coverage = append(s.Coverage, Coverage{share, s.measure(uint64(3+k), inside[k])})
	}
	s.Quantiles = quantileBins(pairs)
}

// events scores the probabilities of events.
func (s *Score) events(pairs []pair) {
	var brier []float64
	bins := make([]Bin, 10)
	for _, p := range pairs {
		if !p.Event {
			continue
		}
		miss := p.Probability - p.x
		brier = append(brier, float64(miss*miss))
		b := &bins[min(int(p.Probability*10), 9)]
		b.N++
		b.Forecast += p.Probability
		b.Observed += p.x
	}
	s.Brier = s.measure(2, brier)
	for _, b := range bins {
		if b.N > 0 {
			s.Calibrated = append(s.Calibrated, Bin{b.Forecast / float64(b.N), b.Observed / float64(b.N), b.N})
		}
	}
}

// point is the forecast as one number: its mean, else its median.
func (f *Forecast) point() (float64, bool) {
	if !math.IsNaN(f.Mean) {
		return f.Mean, true
	}
	return f.quantile(0.5)
}

func (f *Forecast) quantile(level float64) (float64, bool) {
	at := slices.IndexFunc(f.Levels, func(l float64) bool { return math.Abs(l-level) < sameLevel })
	if at < 0 {
		return math.NaN(), false
	}
	return f.Values[at], true
}

// sameLevel is how far apart levels that are meant to be the same may be: the
// rounding of a division by 100.
const sameLevel = 1e-9

// The rules by which a forecast's CRPS is found.
const (
	fromQuantiles = iota
	fromNormal
	fromNumber
)

func (p *pair) crps() (score float64, rule int) {
	switch {
	case len(p.Levels) > 0:
		return CRPSQuantiles(p.Levels, p.Values, p.x), fromQuantiles
	case !math.IsNaN(p.SD):
		return CRPSNormal(p.Mean, p.SD, p.x), fromNormal
	}
	return math.Abs(p.x - p.Mean), fromNumber
}

// interval is the central interval of a share: between two quantiles of the
// file, or of the normal.
func (f *Forecast) interval(share float64) (low, high float64, ok bool) {
	if len(f.Levels) > 0 {
		low, a := f.quantile((1 - share) / 2)
		high, b := f.quantile((1 + share) / 2)
		return low, high, a && b
	}
	if math.IsNaN(f.SD) {
		return 0, 0, false
	}
	half := float64(normalQuantile((1+share)/2) * f.SD)
	return f.Mean - half, f.Mean + half, true
}

// quantileBins says for each level how many outcomes lay at or below.
func quantileBins(pairs []pair) []Bin {
	var bins []Bin
	for _, p := range pairs {
		for k, l := range p.Levels {
			at := slices.IndexFunc(bins, func(b Bin) bool { return math.Abs(b.Forecast-l) < sameLevel })
			if at < 0 {
				at = len(bins)
				bins = append(bins, Bin{Forecast: l})
			}
			bins[at].N++
			bins[at].Observed += indicator(p.x <= p.Values[k])
		}
	}
	for i := range bins {
		bins[i].Observed /= float64(bins[i].N)
	}
	slices.SortFunc(bins, func(a, b Bin) int {
		if a.Forecast < b.Forecast {
			return -1
		}
		return 1
	})
	return bins
}

func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

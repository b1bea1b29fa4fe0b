package bargain

import (
	"math"
	"slices"

	"detente"
)

// climb improves a package by changing one or two choices at a time, as long as
// that helps, and offers where it ends.
func (s *search) climb(pick []int) {
	pick = slices.Clone(pick)
	gains := slices.Clone(s.offset)
	for n, o := range pick {
		shift(gains, nil, &s.issues[n].options[o])
	}
	merit := s.merit(gains)
	for range maxClimb {
		if s.ctx.Err() != nil {
			return
		}
		one := s.swapOne(pick, gains, &merit)
		if !one && !s.swapTwo(pick, gains, &merit) {
			break
		}
	}
	o := make(detente.Outcome, len(s.levels))
	for n, k := range pick {
		s.traces.fill(o, s.issues[n].options[k].trace)
	}
	s.offer(o, s.issues[0].options[pick[0]].group)
}

// maxClimb bounds the rounds of a climb.
const maxClimb = 40

// shift replaces one choice by another in a sum of gains.
func shift(gains []float64, from, to *choice) {
	for k, g := range to.gain {
		if from != nil {
			g -= from.gain[k]
		}
		gains[k] += g
	}
}

// merit is what a climb makes larger: how far signatories are below no deal, and
// then the value.
func (s *search) merit(gains []float64) float64 {
	short := 0.0
	for _, k := range s.p.signers {
		short += min(0, gains[k]) / s.p.scores[k].reach
	}
	if short < 0 {
		return short * 1e9
	}
	if s.rule != nash {
		return s.value(gains)
	}
	sum := 0.0
	for i, k := range s.p.signers {
		sum += s.p.power[i] * math.Log(max(gains[k], 1e-6*s.p.scores[k].reach))
	}
	return sum
}

// swapOne makes the best change of one choice, if any helps.
func (s *search) swapOne(pick []int, gains []float64, merit *float64) bool {
	bestN, bestO, best := -1, 0, *merit
	for n := range s.issues {
		options := s.issues[n].options
		for o := range options {
			if o == pick[n] {
				continue
			}
			shift(gains, &options[pick[n]], &options[o])
			if m := s.merit(gains); m > best+1e-12*math.Abs(best) {
				bestN, bestO, best = n, o, m
			}
			shift(gains, &options[o], &options[pick[n]])
		}
	}
	if bestN < 0 {
		return false
	}
	options := s.issues[bestN].options
	shift(gains, &options[pick[bestN]], &options[bestO])
	pick[bestN], *merit = bestO, best
	return true
}

// swapTwo makes the first change of two plain choices that helps, if any does.
func (s *search) swapTwo(pick []int, gains []float64, merit *float64) bool {
	for n := 1; n < len(s.issues); n++ {
		first := s.issues[n].options
		for o := range first {
			if o == pick[n] {
				continue
			}
			shift(gains, &first[pick[n]], &first[o])
			for m := n + 1; m < len(s.issues); m++ {
				second := s.issues[m].options
				for q := range second {
					if q == pick[m] {
						continue
					}
					shift(gains, &second[pick[m]], &second[q])
					if got := s.merit(gains); got > *merit+1e-12*math.Abs(*merit) {
						pick[n], pick[m], *merit = o, q, got
						return true
					}
					shift(gains, &second[q], &second[pick[m]])
				}
			}
			shift(gains, &first[o], &first[pick[n]])
		}
	}
	return false
}

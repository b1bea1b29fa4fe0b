package bargain

import (
	"slices"

	"detente"
)

// gridSteps is into how many steps the scale of a divisible issue is cut to
// begin with; solutions are then found on finer and finer grids around them.
const gridSteps = 100

// bindLevels lists the levels of each issue that are looked at: all of them, or
// of a divisible one a grid that has every place where something changes.
func (p *Problem) bindLevels() {
	for i := range p.c.Issues {
		s := &p.c.Issues[i]
		if s.Form == detente.Divisible {
			p.divisible = append(p.divisible, i)
			p.levels = append(p.levels, p.grid(i, 0, detente.Ticks, gridSteps))
			continue
		}
		levels := make([]int, s.Levels())
		for k := range levels {
			levels[k] = k
		}
		p.levels = append(p.levels, levels)
	}
}

// grid returns levels of a divisible issue from low to high: some at equal
// distances, and between them those where a value bends or a condition turns.
func (p *Problem) grid(issue, low, high, steps int) []int {
	levels := p.turns(issue)
	for k := range steps + 1 {
		levels = append(levels, low+int(int64(high-low)*int64(k)/int64(steps)))
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	return slices.DeleteFunc(levels, func(l int) bool { return l < low || l > high })
}

// turns returns the levels of a divisible issue where a value bends, a condition
// turns, or no deal or the status quo is.
func (p *Problem) turns(issue int) []int {
	s := &p.c.Issues[issue]
	out := []int{s.Now}
	if p.noDeal != nil {
		out = append(out, p.noDeal[issue])
	}
	for _, sc := range p.scores {
		if w := sc.curves[issue].worth; w != nil {
			for _, x := range w.X {
				if level, ok := s.LevelAt(x); ok {
					out = append(out, level)
				}
			}
		}
	}
	for _, t := range p.conditions() {
		for _, l := range t.Leaves() {
			if l.Issue == issue {
				out = append(out, l.Low-1, l.Low, l.High, l.High+1)
			}
		}
	}
	return slices.DeleteFunc(out, func(l int) bool { return l < 0 || l > detente.Ticks })
}

// conditions returns every condition of the case that bargaining reads.
func (p *Problem) conditions() []*detente.Test {
	var out []*detente.Test
	for i := range p.rules {
		out = append(out, &p.rules[i])
	}
	for _, s := range p.scores {
		for i := range s.bonus {
			out = append(out, &s.bonus[i].when)
		}
	}
	out = append(out, p.signed.Conditions()...)
	for i := range p.changes {
		for _, b := range p.changes[i].ballots() {
			out = append(out, b.Conditions()...)
		}
	}
	for i := range p.sides {
		if p.sides[i].order != nil {
			out = append(out, tests(p.sides[i].order)...)
		}
		if p.sides[i].ratified != nil {
			out = append(out, p.sides[i].ratified.Conditions()...)
		}
	}
	return out
}

// coarseness is how far, in utility, a package may lie from one whose divisible
// issues are on the grid, for the signatory where that is most: half of what a
// step is worth, over all divisible issues.
func (p *Problem) coarseness() float64 {
	most := 0.0
	for _, k := range p.signers {
		s, lost := p.scores[k], 0.0
		for _, i := range p.divisible {
			var step int64
			for n := 1; n < len(p.levels[i]); n++ {
				d := s.at(i, p.levels[i][n]) - s.at(i, p.levels[i][n-1])
				step = max(step, d, -d)
			}
			lost += s.utility(step) / 2
		}
		most = max(most, lost)
	}
	return most
}

// around returns the problem with the divisible issues on grids around an
// outcome, reach ticks to either side.
func (p *Problem) around(o detente.Outcome, reach int) *Problem {
	q := &Problem{Seed: p.Seed, c: p.c, noDeal: p.noDeal, players: p.players, sides: p.sides, order: p.order, signed: p.signed,
		rules: p.rules, changes: p.changes, levels: slices.Clone(p.levels), scores: p.scores, signers: p.signers, power: p.power,
		heads: p.heads, divisible: p.divisible, engine: p.engine}
	for _, i := range p.divisible {
		q.levels[i] = p.grid(i, max(0, o[i]-reach), min(detente.Ticks, o[i]+reach), min(zoomSteps, 2*reach))
		if n := slices.Index(q.levels[i], o[i]); n < 0 {
			q.levels[i] = append(q.levels[i], o[i])
			slices.Sort(q.levels[i])
		}
	}
	return q
}

const (
	zoomSteps = 24 // of a finer grid
	zoomBy    = 4  // how much finer each is
)

// gridMeans says how divisible issues are looked at; nothing where there are
// none.
func (p *Problem) gridMeans() []string {
	if len(p.divisible) == 0 {
		return nil
	}
	return []string{"Issues whose numbers have no step are looked at in a hundred steps and wherever a value bends or a condition turns; packages are counted on these levels. Solutions are then found on ever finer steps around the best."}
}

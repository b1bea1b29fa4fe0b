package exchange_test

import (
	"math"
	"slices"
	"testing"

	"detente/exchange"
)

// negmasResult is what NegMAS 0.15.7 itself reported for a scenario.
type negmasResult struct {
	Reserved         []*float64
	NPareto          int `json:"n_pareto"`
	Ranges           [][2]float64
	Nash, Kalai, KS  [][]float64
	MaxWelfare       [][]float64 `json:"max_welfare"`
	MaxWelfareCount  int         `json:"max_welfare_count"`
	MaxRelative      [][]float64 `json:"max_relative_welfare"`
	MaxRelativeCount int         `json:"max_relative_welfare_count"`
	Opposition       float64
}

// rounding names the scenarios in which NegMAS keeps efficient points that
// differ from others by the rounding of a float64 alone, with how many it lists.
var rounding = map[string]int{"anac2012-barterc": 16, "genius-jobs": 22}

func TestNegMASScenarios(t *testing.T) {
	for _, e := range readExpected(t, "genius-xml") {
		if e.Negmas == nil {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			c, _, err := exchange.Genius(e.file(t, e.Domain), e.files(t), exchange.Options{As: exchange.NegMAS})
			if err != nil {
				t.Fatal(err)
			}
			got, want := draw(t, c), &e.Negmas.Result
			for i, r := range want.Ranges {
				if !near(got.low[i], r[0]) || !near(got.high[i], r[1]) {
					t.Errorf("utilities of %s run from %v to %v, want %v", c.Parties[i].ID, got.low[i], got.high[i], r)
				}
				reserved := math.Inf(-1) // dropped
				if want.Reserved[i] != nil {
					reserved = *want.Reserved[i]
				}
				if worth := math.Max(reserved, r[0]); !near(got.parting[i], worth) {
					t.Errorf("no_agreement of %s = %v, want max(%v, %v)", c.Parties[i].ID, got.parting[i], reserved, r[0])
				}
			}
			f := got.efficient(got.rational())
			if n := want.NPareto; len(f) != n && rounding[e.Name] != n {
				t.Errorf("efficient points = %d, want %d", len(f), n)
			}
			got.matches(t, e.Name, "Nash", got.nash(), want.Nash, len(want.Nash))
			got.matches(t, e.Name, `"Kalai"`, most(f, func(k int) float64 { return slices.Min(got.gains(got.points[k])) }), want.Kalai, len(want.Kalai))
			got.matches(t, e.Name, `"Kalai-Smorodinsky"`, got.leastSpread(), want.KS, len(want.KS))
			got.matches(t, e.Name, "max welfare", most(f, got.welfare), want.MaxWelfare, want.MaxWelfareCount)
			got.matches(t, e.Name, "max relative welfare", most(f, got.relativeWelfare), want.MaxRelative, want.MaxRelativeCount)
			if o := got.opposition(); !near(o, want.Opposition) {
				t.Errorf("opposition = %v, want %v", o, want.Opposition)
			}
		})
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) }

// welfare is Σ u_i.
func (p *plot) welfare(k int) (sum float64) {
	for _, u := range p.points[k] {
		sum += u
	}
	return sum
}

// relativeWelfare is Σ (u_i − min u_i) / (max u_i − d_i).
func (p *plot) relativeWelfare(k int) (sum float64) {
	for i, u := range p.points[k] {
		if room := p.high[i] - p.parting[i]; room > dust {
			sum += (u - p.low[i]) / room
		} else {
			sum += u - p.low[i]
		}
	}
	return sum
}

// opposition is the least distance of (u_i / max u_i) from (1, ..., 1), over all
// outcomes, rational or not.
func (p *plot) opposition() float64 {
	least := math.Inf(1)
	for _, u := range p.points {
		sum := 0.0
		for i := range u {
			sum += (1 - u[i]/p.high[i]) * (1 - u[i]/p.high[i])
		}
		least = math.Min(least, math.Sqrt(sum))
	}
	return least
}

// matches holds points against those NegMAS reported. It lists at most a few of
// many tied points, and adds some where it keeps points that differ by rounding.
func (p *plot) matches(t *testing.T, scenario, what string, got []int, want [][]float64, count int) {
	t.Helper()
	inGot := func(w []float64) bool {
		return slices.ContainsFunc(got, func(k int) bool { return slices.EqualFunc(p.points[k], w, near) })
	}
	for _, w := range want {
		if !inGot(w) && rounding[scenario] == 0 {
			t.Errorf("%s has %v, which NegMAS reports and this rule does not give", what, w)
		}
	}
	for _, k := range got {
		reported := slices.ContainsFunc(want, func(w []float64) bool { return slices.EqualFunc(p.points[k], w, near) })
		if !reported && count <= len(want) {
			t.Errorf("%s gives %v, which NegMAS does not report", what, p.points[k])
		}
	}
}

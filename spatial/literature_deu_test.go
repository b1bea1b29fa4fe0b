package spatial_test

import (
	"math"
	"testing"

	"detente/spatial"
)

// decision is one issue of the DEU data.
type decision struct {
	Outcome   float64
	Reference *float64 `json:"reference_point"`
	Actors    []struct {
		Position   float64
		Salience   *float64
		Capability float64 `json:"capability_ssi"`
	}
	Expected map[string]float64
}

func (d *decision) columns() (x, salience, weight, one []float64) {
	for _, a := range d.Actors {
		s := 0.5 // where it is missing
		if a.Salience != nil {
			s = *a.Salience
		}
		x, salience, weight, one = append(x, a.Position), append(salience, s), append(weight, s*a.Capability), append(one, 1)
	}
	return x, salience, weight, one
}

// measured is what a model scored.
type measured struct {
	n, within10 int
	off         float64 // sum of absolute errors
}

// TestMeasuredErrors holds forecasts of 161 EU decisions against the errors that
// were measured for them: mean absolute error to two decimals, and the share
// within 10 points of the outcome to a point.
func TestMeasuredErrors(t *testing.T) {
	var data struct{ Issues []decision }
	var errors struct {
		DEU map[string]struct {
			N        int
			MAE      float64
			Within10 float64
		} `json:"deu_i"`
	}
	read(t, "deu-1996-2000.json", &data)
	read(t, "deu-model-errors.json", &errors)
	scores := map[string]*measured{}
	for k := range data.Issues {
		d := &data.Issues[k]
		for name, value := range forecasts(d) {
			if want, ok := d.Expected[name]; ok && !near(value, want, 2e-4) {
				t.Errorf("issue %d: %s = %v, want %v", k, name, value, want)
			}
			s := scores[name]
			if s == nil {
				s = &measured{}
				scores[name] = s
			}
			s.n++
			s.off += math.Abs(value - d.Outcome)
			if math.Abs(value-d.Outcome) <= 10 {
				s.within10++
			}
		}
	}
	for name, s := range scores {
		want, ok := errors.DEU[name]
		if !ok {
			t.Fatalf("no measured error of %q", name)
		}
		if got := s.off / float64(s.n); s.n != want.N || !near(got, want.MAE, printed(2)) {
			t.Errorf("%s: off by %.3f on %d decisions, want %v on %d", name, got, s.n, want.MAE, want.N)
		}
		if got := float64(s.within10) / float64(s.n); !near(got, want.Within10, 0.01) {
			t.Errorf("%s: %.3f within 10 points, want %v", name, got, want.Within10)
		}
	}
}

// forecasts runs the models that were measured.
func forecasts(d *decision) map[string]float64 {
	x, salience, weight, one := d.columns()
	out := map[string]float64{"midpoint 50": 50}
	out["salience-weighted mean"], _ = spatial.Mean(x, salience)
	out["unweighted mean"], _ = spatial.Mean(x, one)
	out["compromise mean c=SSI x s"], _ = spatial.Mean(x, weight)
	out["unweighted median"], _ = spatial.Median(x, one)
	out["salience-weighted median"], _ = spatial.Median(x, salience)
	out["weighted median c=SSI x s"], _ = spatial.Median(x, weight)
	out["Nash bargaining, no-deal=worst, c=SSI"], _ = spatial.Nash(x, weight, make([]float64, len(x)), 0, 100)
	places := places(x)
	for name, e := range map[string]spatial.Election{
		"PCE cond/prop/square mean":             {Victory: spatial.Square},
		"PCE markov-uniform/prop/linear mean":   {Chain: spatial.MarkovUniform},
		"PCE cond/binary/linear mean":           {Vote: spatial.Binary},
		"PCE markov-incentive/prop/linear mean": {Chain: spatial.MarkovIncentive},
	} {
		out[name], _ = spatial.Mean(places, e.OnLine(x, weight, places, 100))
	}
	return out
}

// places returns the different places, ascending.
func places(x []float64) (out []float64) {
	for range x {
		low, found := math.Inf(1), false
		for _, y := range x {
			if y < low && (len(out) == 0 || y > out[len(out)-1]) {
				low, found = y, true
			}
		}
		if !found {
			break
		}
		out = append(out, low)
	}
	return out
}

// TestHeadlineErrors: 24.50 weighted by salience, 24.34 unweighted, 28.91 always
// 50; and how often intervals of 50, 80 and 90 % held the outcome: what the
// answer prints.
func TestHeadlineErrors(t *testing.T) {
	var data struct{ Issues []decision }
	read(t, "deu-1996-2000.json", &data)
	var off [3]float64
	var held, influenced [3]int
	for k := range data.Issues {
		d := &data.Issues[k]
		x, salience, weight, one := d.columns()
		bySalience, _ := spatial.NewDensity(x, salience, 0, 100)
		byWeight, _ := spatial.NewDensity(x, weight, 0, 100)
		plain, _ := spatial.Mean(x, one)
		for n, y := range []float64{bySalience.Mean, plain, 50} {
			off[n] += math.Abs(y-d.Outcome) / float64(len(data.Issues))
		}
		for n, p := range []float64{0.5, 0.8, 0.9} {
			if low, high := bySalience.Interval(p); d.Outcome >= low && d.Outcome <= high {
				held[n]++
			}
			if low, high := byWeight.Interval(p); d.Outcome >= low && d.Outcome <= high {
				influenced[n]++
			}
		}
	}
	for n, want := range []float64{24.50, 24.34, 28.91} {
		if !near(off[n], want, printed(2)) {
			t.Errorf("error %d = %.3f, want %v", n, off[n], want)
		}
	}
	n := float64(len(data.Issues))
	for k, want := range []float64{0.55, 0.76, 0.87} {
		if got := float64(held[k]) / n; !near(got, want, 0.01) {
			t.Errorf("interval %d held %.3f of outcomes, want %v", k, got, want)
		}
	}
	for k, want := range []float64{0.48, 0.75, 0.84} {
		if got := float64(influenced[k]) / n; !near(got, want, 0.01) {
			t.Errorf("interval %d with influence held %.3f of outcomes, want %v", k, got, want)
		}
	}
}

package detente

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

// MissingError says which inputs a method would need.
type MissingError struct{ Paths []string }

func (e *MissingError) Error() string { return "missing: " + strings.Join(e.Paths, ", ") }

// Valuation is a party's utility function, bound to a case, with every range at
// its middle. Utilities run from 0 to 100 for parties with weights, and are
// points for parties with points; links may lead beyond.
type Valuation struct {
	Party int
	Kind  Kind
	// Worth has one entry for each issue that is worth something to the party,
	// in the order of the issues.
	Worth []Worth
	Bonus []Bonus
	// Total is the sum of the weights; 100 for points. A row contributes
	// Weight x value / Total.
	Total  float64
	AtMost float64 // the sum of the rows is cut off here; +Inf where it is not
}

// Worth is what the levels of one issue are worth.
type Worth struct {
	Issue  int
	Weight float64   // as written; 100 for points
	Values []float64 // by level, for issues with named options
	X, Y   []float64 // breakpoints by place on the scale, for grids and divisible issues
	scale  *Issue
}

// Bonus adds to the utility where a condition holds.
type Bonus struct {
	When Test
	Add  float64
}

// Valuation binds the utility function of party p. It fails for parties without
// numbers and for rows that speak of what the case does not have.
func (c *Case) Valuation(p int) (*Valuation, error) {
	party := &c.Parties[p]
	kind := party.Kind()
	if !kind.Numeric() {
		return nil, fmt.Errorf("party %q has no numbers", party.ID)
	}
	v := &Valuation{Party: p, Kind: kind, AtMost: math.Inf(1)}
	if party.Wants.AtMost != nil {
		v.AtMost = party.Wants.AtMost.Middle()
	}
	for i := range c.Issues {
		row := party.Row(c.Issues[i].ID)
		if row == nil {
			continue
		}
		w := Worth{Issue: i, Weight: 100, scale: &c.Issues[i]}
		if kind == Weights {
			if row.Weight == nil {
				continue
			}
			w.Weight = row.Weight.Middle()
		}
		if err := w.fill(row); err != nil {
			return nil, fmt.Errorf("party %q: %w", party.ID, err)
		}
		v.Total += w.Weight
		v.Worth = append(v.Worth, w)
	}
	if kind == Points {
		v.Total = 100
	}
	for _, l := range party.Wants.Links {
		when, err := l.When.Compile(c)
		if err != nil {
			return nil, fmt.Errorf("party %q: %w", party.ID, err)
		}
		v.Bonus = append(v.Bonus, Bonus{when, l.Add.Middle()})
	}
	return v, nil
}

// fill takes the values, breakpoints or position of a row.
func (w *Worth) fill(row *Row) error {
	s := w.scale
	switch {
	case len(row.Breakpoints) > 0:
		for _, b := range row.Breakpoints {
			w.X, w.Y = append(w.X, b.At), append(w.Y, b.Value.Middle())
		}
	case row.hasValues():
		w.Values = make([]float64, len(s.Options))
		for k, q := range row.Values {
			if q != nil {
				w.Values[k] = q.Middle()
			}
		}
	case row.Position != nil:
		from, to, ok := s.Range()
		if !ok {
			return fmt.Errorf("issue %q has no scale for a position", s.ID)
		}
		w.X, w.Y = peak(from, to, row.Position.Middle())
	case len(s.Options) > 0:
		w.Values = make([]float64, len(s.Options))
	}
	if len(s.Options) > 0 && w.X != nil {
		w.Values = make([]float64, len(s.Options))
		for k := range w.Values {
			at, ok := s.Place(k)
			if !ok {
				return fmt.Errorf("option %q of issue %q has no place on the scale", s.Options[k].ID, s.ID)
			}
			w.Values[k] = interpolate(w.X, w.Y, at)
		}
		w.X, w.Y = nil, nil
	}
	return nil
}

func (r *Row) hasValues() bool {
	for _, q := range r.Values {
		if q != nil {
			return true
		}
	}
	return false
}

// peak returns the breakpoints of a single-peaked value: 100 x (1 - |x -
// position| / length of the scale).
func peak(from, to, position float64) (x, y []float64) {
	value := func(at float64) float64 { return 100 * (1 - math.Abs(at-position)/(to-from)) }
	x = []float64{from}
	if position > from && position < to {
		x = append(x, position)
	}
	x = append(x, to)
	for _, at := range x {
		y = append(y, value(at))
	}
	return x, y
}

// interpolate returns the height at a place of straight lines between
// breakpoints, flat beyond them.
func interpolate(x, y []float64, at float64) float64 {
	i := sort.SearchFloat64s(x, at)
	switch {
	case len(x) == 0:
		return 0
	case i == 0:
		return y[0]
	case i == len(x):
		return y[len(y)-1]
	case x[i] == at:
		return y[i]
	}
	t := (at - x[i-1]) / (x[i] - x[i-1])
	return y[i-1] + float64(t*(y[i]-y[i-1]))
}

// Value returns the value of a level, before weighting: 0 to 100 for weights,
// points for points.
func (w *Worth) Value(level int) float64 {
	if w.Values != nil {
		return w.Values[level]
	}
	if w.X == nil {
		return 0
	}
	return interpolate(w.X, w.Y, w.scale.Number(level))
}

// Utility returns what an outcome is worth to the party.
//
//	u(x) = min(AtMost, Σ_k weight_k · value_k(x_k) / Σ weight) + Σ bonuses whose condition holds
func (v *Valuation) Utility(o Outcome) float64 {
	sum := 0.0
	for i := range v.Worth {
		w := &v.Worth[i]
		sum += float64(w.Weight * w.Value(o[w.Issue]))
	}
	u := 0.0
	if v.Total > 0 {
		u = math.Min(v.AtMost, sum/v.Total)
	}
	for i := range v.Bonus {
		if v.Bonus[i].When.Holds(o) {
			u += v.Bonus[i].Add
		}
	}
	return u
}

// NoDealWorth returns what parting is worth to party p, whose valuation is v:
// its no_agreement, or else the utility of the no-deal outcome. typed tells
// which. It fails with a MissingError where neither is known.
func (c *Case) NoDealWorth(v *Valuation) (worth float64, typed bool, err error) {
	p := &c.Parties[v.Party]
	if p.NoAgreement != nil {
		return p.NoAgreement.Middle(), true, nil
	}
	if c.NoDeal.None {
		return 0, false, &MissingError{[]string{"parties." + string(p.ID) + ".no_agreement"}}
	}
	o := c.NoDealOutcome()
	if missing := c.unknownNow(o); len(missing) > 0 {
		return 0, false, &MissingError{missing}
	}
	return v.Utility(o), false, nil
}

// unknownNow lists the paths of levels that are not known.
func (c *Case) unknownNow(o Outcome) (paths []string) {
	for i, level := range o {
		if level < 0 {
			paths = append(paths, "issues."+string(c.Issues[i].ID)+".now")
		}
	}
	return paths
}

// Range returns the least and the greatest value over the issue's levels, 0 and
// 0 where nothing is valued.
func (w *Worth) Range() (low, high float64) {
	values := w.Values
	if values == nil {
		values = w.Y
	}
	if len(values) == 0 {
		return 0, 0
	}
	return slices.Min(values), slices.Max(values)
}

// Best returns the levels of greatest value as a case file writes them; on a
// scale the best breakpoints.
func (w *Worth) Best() []string {
	_, high := w.Range()
	var best []string
	for k, v := range w.Values {
		if v == high {
			best = append(best, w.scale.LevelID(k))
		}
	}
	for k, y := range w.Y {
		if y == high {
			best = append(best, FormatNumber(w.X[k]))
		}
	}
	return best
}

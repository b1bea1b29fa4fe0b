package bargain

import (
	"math"
	"math/big"

	"detente"
)

// score is a party's utility function in whole steps, so that sums and ties are
// exact. Where every number of the party is a multiple of some step of at least
// latticeLimit of its scale, that is the step, and two utilities tie where they
// are equal. Otherwise (values such as 100/3, or more digits than a person
// types) numbers are rounded to fineSteps of the scale and two utilities tie
// where they fall into the same bucket of tieSteps, the buckets being centred
// on no deal.
type score struct {
	party  int
	name   detente.PartyID
	points bool
	per    float64   // steps in one unit of utility
	reach  float64   // length of its scale: 100, or as many points as its numbers reach
	tie    int64     // steps in a bucket; 1: exact
	worth  [][]int64 // by issue and level; nil where the issue is worth nothing, or divisible
	curves []curve   // by issue: of divisible ones
	bonus  []bonus
	cut    int64 // the sum of worth is cut off here
	noDeal int64 // worth of no deal
	typed  bool  // no deal's worth was written, not derived
}

// curve is what the levels of a divisible issue are worth.
type curve struct {
	worth *detente.Worth // nil: nothing
	steps float64        // in a unit of value
}

// bonus adds steps where a condition holds.
type bonus struct {
	when detente.Test
	add  int64
	text string
}

const (
	// latticeLimit is the largest number of exact steps in a scale: beyond it a
	// sum of fine decimals may differ by less than anybody can have meant.
	latticeLimit = 1e10
	// fineSteps divide the scale where numbers are rounded: sums of hundreds of
	// them stay below 2^53.
	fineSteps = 1e15
	// tieSteps is 1e-10 of the scale: far above the rounding error of a sum of
	// hundreds of numbers, far below any number a person can judge.
	tieSteps = 100_000
	// noCut is the cut-off of parties without one.
	noCut = math.MaxInt64
)

// newScore binds the utility function of a party. base is the no-deal outcome,
// nil where there is none.
func newScore(c *detente.Case, party int, base detente.Outcome) (*score, error) {
	v, err := c.Valuation(party)
	if err != nil {
		return nil, err
	}
	p := &c.Parties[party]
	r := rational(c, v)
	s := &score{party: party, name: p.ID, points: v.Kind == detente.Points, cut: noCut}
	if p.NoAgreement != nil {
		s.typed = true
		r.noDeal = ratio(p.NoAgreement.Middle())
		r.noDeal.Mul(r.noDeal, r.total)
	}
	s.scale(r)
	for i := range v.Bonus {
		s.bonus[i].when, s.bonus[i].text = v.Bonus[i].When, p.Wants.Links[i].When.Text
	}
	if s.typed {
		return s, nil
	}
	return s, s.derive(c, base)
}

// derive takes the no-deal outcome's own utility as the worth of no deal.
func (s *score) derive(c *detente.Case, base detente.Outcome) error {
	if base == nil {
		return &detente.MissingError{Paths: []string{"parties." + string(s.name) + ".no_agreement"}}
	}
	var missing []string
	for _, i := range s.issues() {
		if base[i] < 0 {
			missing = append(missing, nowPath(c, i))
		}
	}
	if missing != nil {
		return &detente.MissingError{Paths: missing}
	}
	s.noDeal = s.total(known(base))
	return nil
}

// issues returns the issues that the utility depends on.
func (s *score) issues() []int {
	needs := make([]bool, len(s.worth))
	for i := range s.worth {
		needs[i] = s.worth[i] != nil || s.curves[i].worth != nil
	}
	for i := range s.bonus {
		for _, k := range s.bonus[i].when.Issues {
			needs[k] = true
		}
	}
	var out []int
	for i, need := range needs {
		if need {
			out = append(out, i)
		}
	}
	return out
}

// total returns the utility of an outcome in steps.
func (s *score) total(o detente.Outcome) int64 {
	var sum int64
	for i, level := range o {
		sum += s.at(i, level)
	}
	return s.finish(sum, o)
}

// at is what a level is worth in steps, 0 for none.
func (s *score) at(issue, level int) int64 {
	switch {
	case level < 0:
		return 0
	case s.worth[issue] != nil:
		return s.worth[issue][level]
	case s.curves[issue].worth != nil:
		c := &s.curves[issue]
		return int64(math.Round(c.worth.Value(level) * c.steps))
	}
	return 0
}

// finish cuts off the sum of the rows and adds the bonuses.
func (s *score) finish(sum int64, o detente.Outcome) int64 {
	sum = min(sum, s.cut)
	for i := range s.bonus {
		if s.bonus[i].when.Holds(o) {
			sum += s.bonus[i].add
		}
	}
	return sum
}

// gain returns by how many buckets a total lies above no deal: two totals tie
// where their gains are equal.
func (s *score) gain(total int64) int64 { return bucket(total-s.noDeal, s.tie) }

// bucket rounds x to a multiple of tie.
func bucket(x, tie int64) int64 {
	if tie == 1 {
		return x
	}
	x += tie / 2
	q := x / tie
	if x%tie < 0 {
		q--
	}
	return q
}

// utility turns steps into utility: 0 to 100, or points.
func (s *score) utility(steps int64) float64 { return float64(steps) / s.per }

// full is the utility that counts as 1 in a product of gains.
func (s *score) full() float64 {
	if s.points {
		return 1
	}
	return 100
}

// scale chooses the step and turns every number into steps.
func (s *score) scale(r *rationals) {
	span := r.span()
	total, _ := r.total.Float64()
	s.reach = span / total
	var steps func(*big.Rat) int64
	if d := r.denominator(latticeLimit / span); d > 0 {
		s.tie, s.per = 1, float64(d)*total
		factor := big.NewInt(d)
		steps = func(x *big.Rat) int64 {
			n := new(big.Int).Mul(x.Num(), factor)
			return n.Quo(n, x.Denom()).Int64()
		}
	} else {
		s.tie, s.per = tieSteps, fineSteps/span*total
		steps = func(x *big.Rat) int64 {
			f, _ := x.Float64()
			return int64(math.Round(f * (fineSteps / span)))
		}
	}
	most := s.bind(r, steps)
	for i, w := range r.curves {
		if w != nil {
			s.curves[i] = curve{w, r.weight(w) * (fineSteps / span)}
			_, high := w.Range()
			most += int64(math.Ceil(high * s.curves[i].steps))
		}
	}
	for _, x := range r.bonus {
		s.bonus = append(s.bonus, bonus{add: steps(x)})
	}
	if r.cut != nil {
		if f, _ := r.cut.Float64(); f <= span {
			s.cut = steps(r.cut)
		}
	}
	if s.cut >= most {
		s.cut = noCut // out of reach
	}
	if r.noDeal != nil {
		s.noDeal = steps(r.noDeal)
	}
}

// bind turns the rows into steps and returns the most that they add up to.
func (s *score) bind(r *rationals, steps func(*big.Rat) int64) int64 {
	s.worth, s.curves = make([][]int64, len(r.worth)), make([]curve, len(r.worth))
	var most int64
	for i, row := range r.worth {
		if row == nil {
			continue
		}
		s.worth[i] = make([]int64, len(row))
		largest := int64(math.MinInt64)
		for level, x := range row {
			s.worth[i][level] = steps(x)
			largest = max(largest, s.worth[i][level])
		}
		most += largest
	}
	return most
}

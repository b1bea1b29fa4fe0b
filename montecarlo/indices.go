package montecarlo

import (
	"context"
	"fmt"
	"math"
)

// Index says how much of the variance of an output one factor explains: alone,
// and together with all others.
type Index struct {
	First, Total Estimate
}

// Estimate is a number with its 90 % interval, by how far replicates of it lie
// apart.
type Estimate struct{ Value, Low, High float64 }

const (
	// replicates are sequences of Sobol' points, each scrambled anew.
	replicates = 8
	// t95 is the 95th percentile of Student's t for replicates - 1 degrees of
	// freedom.
	t95 = 1.894579
)

// Indices returns, by output and factor (see Factors), the first-order and total
// Sobol' indices. Draws is the number of points of each of two matrices A and B,
// rounded up to a multiple of 8; f is called on Draws x (factors + 2) cases.
//
//	S_i = E[f(B) (f(A_B^i) - f(A))] / V,   T_i = E[(f(A) - f(A_B^i))²] / 2V
//
// where A_B^i is A with the inputs of factor i from B. An output that is the same
// in every draw has indices NaN. Estimates may lie a little below 0 or above 1.
//
// Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer
// Physics Communications 181(2), 259-270, table 2, (b) and (f); total: Jansen
// (1999). Intervals: the jackknife over 8 scramblings, Student's t.
func (s *Space) Indices(ctx context.Context, f Function, o Options) ([][]Index, error) {
	if o.Draws <= 0 {
		o.Draws = defaultDraws
	}
	factors := s.Factors()
	points := (o.Draws + replicates - 1) / replicates
	acc := make([]*moments, replicates)
	p := pool{items: points * replicates, workers: o.Workers, progress: o.Progress}
	p.worker = func() worker { return s.pick(f, NewStream(o.Seed, o.Name, o.Plain), factors, points) }
	width := 0
	p.reduce = func(i int, out []float64) bool {
		r := i / points
		if acc[r] == nil {
			width = len(out) / (len(factors) + 2)
			acc[r] = newMoments(width, len(factors))
		}
		acc[r].add(out)
		return false
	}
	if err := p.run(ctx); err != nil {
		return nil, err
	}
	return estimates(acc, width, len(factors)), nil
}

// pick returns the worker that calls f on one point of A, of B, and of every
// mixture.
func (s *Space) pick(f Function, stream Stream, factors [][]int, points int) worker {
	n := len(s.Inputs)
	d := s.Drawn()
	u, mixed := make([]float64, 2*n), make([]float64, n)
	return func(i int, out []float64) ([]float64, error) {
		stream.part(i/points).Point(uint64(i%points), u)
		a, b := u[:n], u[n:]
		out = out[:0]
		call := func(at []float64) error {
			s.relate(at)
			d.At(at)
			y, err := f(d.Case)
			if err != nil {
				return fmt.Errorf("montecarlo: point %d: %w", i, err)
			}
			out = append(out, y...)
			return nil
		}
		for m := range len(factors) + 2 {
			copy(mixed, a)
			switch {
			case m == 1:
				copy(mixed, b)
			case m > 1:
				for _, k := range factors[m-2] {
					mixed[k] = b[k]
				}
			}
			if err := call(mixed); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

// moments are the sums of one replicate.
type moments struct {
	width, factors       int
	n                    float64
	sum, squares         []float64 // by output: of f(A) and f(B) together
	cross, shift, change []float64 // by output and factor
}

func newMoments(width, factors int) *moments {
	room := func(n int) []float64 { return make([]float64, n) }
	return &moments{width, factors, 0, room(width), room(width), room(width * factors), room(width * factors), room(width * factors)}
}

func (m *moments) add(out []float64) {
	m.n++
	for y := range m.width {
		a, b := out[y], out[m.width+y]
		m.sum[y] += a + b
		m.squares[y] += float64(a*a) + float64(b*b)
		for k := range m.factors {
			mixed := out[(k+2)*m.width+y]
			at := y*m.factors + k
			m.cross[at] += float64(b * (mixed - a))
			m.shift[at] += mixed - a
			m.change[at] += float64((a-mixed)*(a-mixed)) / 2
		}
	}
}

// index returns V_i, T_i and V of an output, each a mean over the points of some
// replicates.
func index(acc []*moments, without, y, k int) (first, total, variance float64) {
	var n, sum, squares, cross, shift, change float64
	for r, m := range acc {
		if r == without {
			continue
		}
		n, sum, squares = n+m.n, sum+m.sum[y], squares+m.squares[y]
		at := y*m.factors + k
		cross, shift, change = cross+m.cross[at], shift+m.shift[at], change+m.change[at]
	}
	mean := sum / (2 * n)
	return cross/n - float64(mean*shift/n), change / n, squares/(2*n) - float64(mean*mean)
}

// flat is the variance, as a share of the squares, at which an output counts as
// the same in every draw: rounding alone.
const flat = 1e-12

// estimates turns the sums into indices.
func estimates(acc []*moments, width, factors int) [][]Index {
	out := make([][]Index, width)
	for y := range out {
		for k := range factors {
			out[y] = append(out[y], jackknife(acc, y, k))
		}
	}
	return out
}

// jackknife estimates an index and its interval by leaving out one replicate at
// a time.
func jackknife(acc []*moments, y, k int) Index {
	ratio := func(without int) (first, total float64) {
		f, t, v := index(acc, without, y, k)
		if !(v > flat*acc[0].squares[y]/acc[0].n) {
			return math.NaN(), math.NaN()
		}
		return f / v, t / v
	}
	first, total := ratio(-1)
	var out Index
	out.First.Value, out.Total.Value = first, total
	var spread [2]float64
	for r := range acc {
		f, t := ratio(r)
		spread[0] += float64((f - first) * (f - first))
		spread[1] += float64((t - total) * (t - total))
	}
	for i, e := range []*Estimate{&out.First, &out.Total} {
		reach := t95 * math.Sqrt(spread[i]*(replicates-1)/replicates)
		e.Low, e.High = e.Value-reach, e.Value+reach
	}
	return out
}

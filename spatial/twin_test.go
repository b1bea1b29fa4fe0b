package spatial

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The twins of this file compute from the definitions what the package computes
// fast, on many small random inputs.

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x2545f4914f6cdd1d)) }

// field returns actors on a scale from 0 to 100, some of them at one place, some
// at the ends, some without weight.
func field(r *rand.Rand, n int) (x, w []float64) {
	for range n {
		place := 100 * r.Float64()
		switch r.IntN(4) {
		case 0:
			place = float64(r.IntN(5)) * 25
		case 1:
			place = float64(r.IntN(2)) * 100
		}
		weight := r.Float64()
		if r.IntN(8) == 0 {
			weight = 0
		}
		x, w = append(x, place), append(w, weight)
	}
	return x, w
}

var elections = func() (all []Election) {
	for v := Proportional; v <= Prospect; v++ {
		for y := Linear; y <= Sharp; y++ {
			for c := Conditional; c <= MarkovIncentive; c++ {
				all = append(all, Election{v, y, c})
			}
		}
	}
	return all
}()

// slowElection follows the definition word by word, Markov chains by iteration.
func slowElection(e Election, u [][]float64, w []float64) []float64 {
	m := len(u[0])
	side := func(a, b int) float64 {
		sum := leastSupport
		for k := range u {
			v := e.Vote.of(w[k], u[k][max(a, b)]-u[k][min(a, b)]) // each pair is voted on once
			if a < b {
				v = -v
			}
			sum += math.Max(v, 0)
		}
		return sum
	}
	odds := func(a, b int) float64 {
		if a == b {
			return 0.5
		}
		return e.Victory.odds(side(a, b), side(b, a))
	}
	p := ones(m)
	for a := range p {
		p[a] /= float64(m)
	}
	if e.Chain == Conditional {
		total := 0.0
		for a := range p {
			p[a] = 1
			for b := range m {
				p[a] *= odds(a, b)
			}
			total += p[a]
		}
		for a := range p {
			p[a] /= total
		}
		return p
	}
	challenge := func(a, b int) float64 { // of a when b holds
		if e.Chain == MarkovUniform {
			return 1 / float64(m)
		}
		reason := func(a int) float64 {
			if a == b {
				return leastSupport*0.5 + incentiveOfNobody
			}
			return side(a, b) * odds(a, b)
		}
		total := 0.0
		for c := range m {
			total += reason(c)
		}
		return reason(a) / total
	}
	for range 20000 {
		q := make([]float64, m)
		for a := range m {
			for b := range m {
				q[a] += odds(a, b) * (p[a]*challenge(b, a) + p[b]*challenge(a, b))
			}
		}
		moved := 0.0
		for a := range p {
			moved = math.Max(moved, math.Abs(q[a]-p[a]))
			p[a] = (p[a] + q[a]) / 2
		}
		if moved < 1e-11 {
			break
		}
	}
	return p
}

func TestElectionAgreesWithItsDefinition(t *testing.T) {
	for seed := range uint64(40) {
		r := stream(seed)
		x, w := field(r, 1+r.IntN(6))
		options := distinct(x)
		u := make([][]float64, len(x))
		for k := range u {
			for _, a := range options {
				u[k] = append(u[k], 1-math.Abs(x[k]-a)/100)
			}
		}
		for _, e := range elections {
			if e.Chain != Conditional && (e.Victory == Quartic || e.Victory == Octic) {
				continue // the iteration of the twin does not settle
			}
			want := slowElection(e, u, w)
			for i, p := range e.Probabilities(u, w) {
				if math.Abs(p-want[i]) > 1e-6 {
					t.Fatalf("seed %d: %+v.Probabilities(%v, %v)[%d] = %v, want %v", seed, e, x, w, i, p, want[i])
				}
			}
			for i, p := range e.OnLine(x, w, options, 100) {
				if math.Abs(p-want[i]) > 1e-6 {
					t.Fatalf("seed %d: %+v.OnLine(%v, %v)[%d] = %v, want %v", seed, e, x, w, i, p, want[i])
				}
			}
		}
	}
}

// slowMedian weighs both sides of every place.
func slowMedian(x, w []float64) float64 {
	total := 0.0
	for _, v := range w {
		total += v
	}
	places := distinct(x)
	below := func(p float64) (sum float64) {
		for i := range x {
			if x[i] <= p {
				sum += w[i]
			}
		}
		return sum
	}
	for k, p := range places {
		if math.Abs(below(p)-total/2) <= 1e-9 {
			for _, q := range places[k+1:] {
				if below(q) > below(p)+1e-12 {
					return (p + q) / 2
				}
			}
		}
		if below(p) > total/2 {
			return p
		}
	}
	return math.NaN()
}

func TestMedianAgreesWithItsDefinition(t *testing.T) {
	for seed := range uint64(1000) {
		r := stream(seed)
		x, w := field(r, 1+r.IntN(7))
		if r.IntN(2) == 0 { // whole weights, for exact halves
			for i := range w {
				w[i] = float64(r.IntN(3))
			}
		}
		got, ok := Median(x, w)
		if total, _ := Mean(w, ones(len(w))); total == 0 {
			if ok {
				t.Fatalf("seed %d: Median of nothing = %v", seed, got)
			}
			continue
		}
		if want := slowMedian(x, w); !ok || got != want {
			t.Fatalf("seed %d: Median(%v, %v) = %v, want %v", seed, x, w, got, want)
		}
	}
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// slowOdds is the chance that i wins a contest with j in the eyes of h, as KTAB's
// definition has it for third parties that commit halfway.
func slowOdds(a *Arena, t *Turn, c Conduct, h, i, j int) float64 {
	u := func(k, x int) float64 {
		return utility(t.apart[k][x], c.View.taste(t.Risk[h], t.Risk[k]))
	}
	weight := func(k int) float64 {
		s := 0.0
		for _, v := range a.Salience[k] {
			s += v
		}
		return s * a.Influence[k]
	}
	ci := leastCoalition + math.Max(c.Vote.of(weight(i), u(i, i)-u(i, j)), 0)
	cj := leastCoalition + math.Max(c.Vote.of(weight(j), u(j, j)-u(j, i)), 0)
	with, against := ci, cj
	for n := range t.Position {
		if n == i || n == j || c.Commit != CommitSemi {
			continue
		}
		v := c.Vote.of(weight(n), u(n, i)-u(n, j))
		p := (ci + math.Max(v, 0)) / (ci + cj + math.Abs(v))
		A, B := 2*u(n, i)+u(n, n), 3*u(n, j)
		A2, B2 := 3*u(n, i), 2*u(n, j)+u(n, n)
		v = c.Vote.of(weight(n), p*A+(1-p)*B-(p*A2+(1-p)*B2))
		with, against = with+math.Max(v, 0), against+math.Max(-v, 0)
	}
	return with / (with + against)
}

func randomArena(r *rand.Rand, n, dimensions int) *Arena {
	a := &Arena{}
	for range n {
		var x, s []float64
		for range dimensions {
			place := r.Float64()
			if r.IntN(3) == 0 {
				place = float64(r.IntN(3)) / 2
			}
			x, s = append(x, place), append(s, (0.05+0.95*r.Float64())/float64(dimensions))
		}
		a.Position, a.Salience, a.Influence = append(a.Position, x), append(a.Salience, s), append(a.Influence, 1+99*r.Float64())
	}
	return a
}

func TestChallengesAgreeWithTheirDefinition(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		a := randomArena(r, 2+r.IntN(5), 1+r.IntN(3))
		c := Conduct{Risk: Risk(r.IntN(3)), View: View(r.IntN(5)), Commit: Commit(r.IntN(3)), Election: Election{Vote: Vote(r.IntN(6))}}
		turn := a.turn(a.Position, c)
		v := a.eyes(c)
		for h := range a.Position {
			v.open(turn, h)
			for i := range a.Position {
				for j := range a.Position {
					if got, want := v.odds(i, j), slowOdds(a, turn, c, h, i, j); i != j && math.Abs(got-want) > 1e-6 {
						t.Fatalf("seed %d: odds of %d against %d in the eyes of %d = %v, want %v", seed, i, j, h, got, want)
					}
				}
			}
		}
	}
}

// TestBidsTouchedAreAllThatChange prices every bid anew after every exchange.
func TestBidsTouchedAreAllThatChange(t *testing.T) {
	for seed := range uint64(200) {
		r := stream(seed)
		m := randomMarket(r, 2+r.IntN(6), 2+r.IntN(3))
		f := m.floor(Trading{}, m.Position)
		for {
			best := -1
			for k, b := range f.bids {
				if b.valid && (best < 0 || b.Gain > f.bids[best].Gain+tiedGain) {
					best = k
				}
			}
			if best < 0 {
				break
			}
			f.carry(best)
			for k, b := range f.bids {
				if !b.valid {
					continue
				}
				before := b.Exchange
				if f.price(b); b.Exchange != before || !b.valid {
					t.Fatalf("seed %d: bid %d changes from %+v to %+v though no exchange touched it", seed, k, before, b.Exchange)
				}
			}
		}
	}
}

func randomMarket(r *rand.Rand, actors, issues int) *Market {
	m := &Market{}
	for range actors {
		var x, s, c []float64
		for range issues {
			salience := 0.05 + 0.95*r.Float64()
			if r.IntN(10) == 0 {
				salience = 0
			}
			x, s, c = append(x, float64(r.IntN(101))), append(s, salience), append(c, 0.05+r.Float64())
		}
		m.Position, m.Salience, m.Influence = append(m.Position, x), append(m.Salience, s), append(m.Influence, c)
	}
	return m
}

// TestExchangesGainEqually: both partners gain what is said, by the shifts of the
// outcomes, nobody leaves the scale, and each moves away from its own side.
func TestExchangesGainEqually(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		m := randomMarket(r, 2+r.IntN(6), 2+r.IntN(3))
		trades, err := m.Exchange(context.Background(), Trading{Rounds: 1 + r.IntN(3)})
		if err != nil {
			t.Fatal(err)
		}
		for _, trade := range trades {
			for _, e := range trade.Exchanges {
				shift := func(actor, issue int, from, to float64) float64 {
					total := 0.0
					for i := range m.Position {
						total += m.Salience[i][issue] * m.Influence[i][issue]
					}
					return math.Abs(to-from) * m.Salience[actor][issue] * m.Influence[actor][issue] / total
				}
				dq, dp := shift(e.I, e.Supply, e.FromI, e.ToI), shift(e.J, e.Demand, e.FromJ, e.ToJ)
				gainI := dp*m.Salience[e.I][e.Demand] - dq*m.Salience[e.I][e.Supply]
				gainJ := dq*m.Salience[e.J][e.Supply] - dp*m.Salience[e.J][e.Demand]
				if math.Abs(gainI-e.Gain) > 1e-9 || math.Abs(gainJ-e.Gain) > 1e-9 {
					t.Fatalf("seed %d: gains %v and %v, want %v", seed, gainI, gainJ, e.Gain)
				}
				if min(e.ToI, e.ToJ) < 0 || max(e.ToI, e.ToJ) > 100 {
					t.Fatalf("seed %d: %+v leaves the scale", seed, e)
				}
			}
		}
	}
}

func TestNashAgreesWithASearch(t *testing.T) {
	for seed := range uint64(300) {
		r := stream(seed)
		x, w := field(r, 1+r.IntN(5))
		d := make([]float64, len(x))
		if r.IntN(2) == 0 {
			d = Parting(x, 100*r.Float64(), 0, 100)
		}
		product := func(y float64) float64 {
			sum := 0.0
			for i := range x {
				if w[i] > 0 {
					sum += w[i] * math.Log(math.Max(1-math.Abs(x[i]-y)/100-d[i], 0))
				}
			}
			return sum
		}
		best, at := math.Inf(-1), 0.0
		for k := range 10001 {
			if v := product(float64(k) / 100); v > best {
				best, at = v, float64(k)/100
			}
		}
		got, ok := Nash(x, w, d, 0, 100)
		some := slices.ContainsFunc(w, func(v float64) bool { return v > 0 })
		if found := !math.IsInf(best, -1); some && found && !ok {
			t.Fatalf("seed %d: no Nash(%v, %v, %v), though all gain at %v", seed, x, w, d, at)
		}
		if !some && ok {
			t.Fatalf("seed %d: Nash of actors without weight = %v", seed, got)
		}
		if ok && product(got) < best-1e-9 {
			t.Fatalf("seed %d: Nash(%v, %v, %v) = %v, want %v", seed, x, w, d, got, at)
		}
	}
}

// TestDensityAgreesWithSampling: chances and intervals of the distribution from
// 200,000 quantiles of it.
func TestDensityAgreesWithSampling(t *testing.T) {
	for seed := range uint64(12) {
		r := stream(seed)
		x, w := field(r, 1+r.IntN(6))
		d, ok := NewDensity(x, w, 0, 100)
		if !ok {
			continue
		}
		options := []float64{100 * r.Float64(), 100 * r.Float64(), 0}
		counts := make([]float64, len(options))
		const n = 200_000
		count := func(y, mass float64) {
			best := math.Inf(1)
			for _, o := range options {
				best = math.Min(best, math.Abs(o-y))
			}
			ties := 0.0
			for _, o := range options {
				if math.Abs(o-y) <= best+1e-9 {
					ties++
				}
			}
			for k, o := range options {
				if math.Abs(o-y) <= best+1e-9 {
					counts[k] += mass / ties
				}
			}
		}
		for k := range n {
			z := math.Sqrt2 * math.Erfinv(2*(float64(k)+0.5)/n-1)
			count(math.Max(0, math.Min(100, d.Mean+30*z)), 0.5/n)
		}
		for i, p := range d.Chances {
			count(d.Places[i], p/2)
		}
		got := d.Nearest(options)
		for k := range options {
			if math.Abs(got[k]-counts[k]) > 1e-5 {
				t.Fatalf("seed %d: Nearest(%v) = %v, want %v", seed, options, got, counts)
			}
		}
		_, mass := d.Sketch(7)
		total := 0.0
		for _, p := range mass {
			total += p
		}
		if math.Abs(total-1) > 1e-12 || slices.Min(mass) < 0 {
			t.Fatalf("seed %d: Sketch = %v, sums to %v", seed, mass, total)
		}
	}
}

package gmcr_test

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"detente"
	"detente/gmcr"

	"github.com/google/go-cmp/cmp"
)

// TestImplications holds verdicts against the theorems: Nash implies every other
// concept, SSEQ both SEQ and SMR, each of those GMR, a strong form its general
// one, and variant a implies b and c, each of which implies d.
func TestImplications(t *testing.T) {
	implies := [][2]gmcr.Concept{
		{gmcr.Nash, gmcr.SMR}, {gmcr.SMR, gmcr.GMR}, {gmcr.Nash, gmcr.SSEQ}, {gmcr.SSEQ, gmcr.SEQ}, {gmcr.SEQ, gmcr.GMR},
		{gmcr.SSEQ, gmcr.SMR}, {gmcr.Nash, gmcr.SIM},
		{gmcr.StrongGMR, gmcr.GMR}, {gmcr.StrongSMR, gmcr.SMR}, {gmcr.StrongSEQ, gmcr.SEQ},
		{gmcr.Nash, gmcr.StrongSMR}, {gmcr.StrongSMR, gmcr.StrongGMR}, {gmcr.Nash, gmcr.StrongSEQ}, {gmcr.StrongSEQ, gmcr.StrongGMR},
	}
	weaker := [][2]gmcr.Variant{{gmcr.Bold, gmcr.Indolent}, {gmcr.Bold, gmcr.Wavering}, {gmcr.Indolent, gmcr.Cautious}, {gmcr.Wavering, gmcr.Cautious}}
	for _, f := range []features{{strength: true}, {unknown: true, asking: true}, {merged: true}} {
		for seed := range uint64(200) {
			x := randomConflict(seed, f)
			g := must(gmcr.FromCase(context.Background(), x.c))
			st := stability(t, g)
			for i := range g.Parties() {
				for s := range x.plain.states.all() {
					for v := range gmcr.Variant(4) {
						for _, pair := range implies {
							known := slices.Contains(st.Concepts(), pair[0]) && slices.Contains(st.Concepts(), pair[1])
							if known && st.StableUnder(v, i, s, pair[0]) && !st.StableUnder(v, i, s, pair[1]) {
								t.Fatalf("seed %d, %+v: state %d is %v but not %v for %d in variant %v", seed, f, s, pair[0], pair[1], i, v)
							}
						}
					}
					for _, pair := range weaker {
						for _, c := range st.Concepts() {
							if st.StableUnder(pair[0], i, s, c) && !st.StableUnder(pair[1], i, s, c) {
								t.Fatalf("seed %d, %+v: state %d is %v for %d in variant %v but not %v", seed, f, s, c, i, pair[0], pair[1])
							}
						}
					}
				}
			}
		}
	}
}

// TestCores checks that the number of cores does not matter, on a conflict large
// enough to be shared out.
func TestCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var want []byte
	for _, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		g := must(gmcr.FromCase(context.Background(), cube(15, 3, 12)))
		st := stability(t, g)
		got := must(st.Result().Data.(detente.Object).MarshalJSON())
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("with %d cores the answer differs from that with one", cores)
		}
	}
}

// TestCancel checks that work stops soon after the context ends.
func TestCancel(t *testing.T) {
	g := must(gmcr.FromCase(context.Background(), cube(18, 2, 8)))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := gmcr.FindStability(ctx, g); !errors.Is(err, context.Canceled) {
		t.Errorf("FindStability = %v after the context ended, want %v", err, context.Canceled)
	}
	if _, err := gmcr.FromCase(ctx, cube(18, 2, 8)); !errors.Is(err, context.Canceled) {
		t.Errorf("FromCase = %v after the context ended, want %v", err, context.Canceled)
	}
}

// TestTooLarge checks what is refused, and that it is refused at once.
func TestTooLarge(t *testing.T) {
	ctx := context.Background()
	var limit *gmcr.LimitError
	_, err := gmcr.FromCase(ctx, cube(40, 3, 3))
	if !errors.As(err, &limit) || limit.States.Cmp(new(big.Int).Lsh(big.NewInt(1), 40)) != 0 || limit.Limit != gmcr.MaxStates {
		t.Errorf("FromCase(2^40) = %v, want a LimitError with the number of states and the limit", err)
	}
	c := cube(14, 2, 3)
	c.Parties[0].Unknown = [][2]*detente.Condition{{condition("x0"), condition("x1")}}
	g := must(gmcr.FromCase(ctx, c))
	if _, err := gmcr.FindStability(ctx, g); !errors.As(err, &limit) || limit.Limit != gmcr.MaxCompared {
		t.Errorf("FindStability with unknown orders on 2^14 states = %v, want a LimitError", err)
	}
}

// TestMissing checks that what a conflict needs and lacks is named.
func TestMissing(t *testing.T) {
	ctx := context.Background()
	needs := func(err error) []string {
		var missing *detente.MissingError
		if !errors.As(err, &missing) {
			t.Errorf("%v, want a MissingError", err)
			return nil
		}
		return missing.Paths
	}
	c := cube(2, 2, 1)
	c.Issues = append(c.Issues, detente.Issue{ID: "wage", Form: detente.Divisible, Scale: &detente.Scale{From: 0, To: 9}, By: consent("d0")})
	_, err := gmcr.FromCase(ctx, c)
	if d := cmp.Diff([]string{"issues.wage.scale.step"}, needs(err)); d != "" {
		t.Errorf("FromCase without a step (-want +got):\n%s", d)
	}
	c = cube(2, 2, 1)
	c.Issues[0].By, c.Issues[0].Now = nil, detente.NoLevel
	_, err = gmcr.FromCase(ctx, c) // nobody has wants, so the default signed_by is empty
	if d := cmp.Diff([]string{"issues.x0.by"}, needs(err)); d != "" {
		t.Errorf("FromCase without by (-want +got):\n%s", d)
	}
	c = cube(2, 2, 1)
	c.Parties[0].Prefers, c.Parties[1].Prefers = nil, nil
	_, err = gmcr.FindStability(ctx, must(gmcr.FromCase(ctx, c)))
	if d := cmp.Diff([]string{"parties.d0.wants", "parties.d1.wants"}, needs(err)); d != "" {
		t.Errorf("FindStability without preferences (-want +got):\n%s", d)
	}
}

// TestRenaming checks that the order of parties permutes the answer and nothing
// else.
func TestRenaming(t *testing.T) {
	for seed := range uint64(60) {
		x := randomConflict(seed, features{asking: true})
		a := stability(t, must(gmcr.FromCase(context.Background(), x.c)))
		slices.Reverse(x.c.Parties)
		b := stability(t, must(gmcr.FromCase(context.Background(), x.c)))
		n := len(x.c.Parties)
		for i := range n {
			for s := range x.plain.states.all() {
				for _, c := range a.Concepts() {
					if a.Stable(i, s, c) != b.Stable(n-1-i, s, c) {
						t.Fatalf("seed %d: %v of state %d for %s changes when parties are declared in reverse", seed, c, s, x.c.Parties[n-1-i].ID)
					}
				}
			}
		}
	}
}

// TestRanges compares states by numbers with ranges against every corner of the
// box in which the numbers may lie.
func TestRanges(t *testing.T) {
	for seed := range uint64(400) {
		d := &draw{Rand: rand.New(rand.NewPCG(seed, 6)), c: &detente.Case{}, size: 1}
		for range 2 {
			d.c.Parties = append(d.c.Parties, detente.Party{ID: party(len(d.c.Parties))})
		}
		for range 2 {
			levels := 2 + d.IntN(2)
			d.size *= levels
			d.issue(levels, 1, false)
		}
		corners := d.ranged(&d.c.Parties[0], seed%2 == 0)
		d.c.Parties[1].Prefers = [][]detente.Statement{{{When: condition("k0=v0")}}}
		g := must(gmcr.FromCase(context.Background(), d.c))
		for s := range d.size {
			h := must(g.Hold(context.Background(), s))
			got := map[int]detente.Verdict{}
			for _, dep := range h.Reasons[0].Departures {
				got[dep.To] = dep.Gain
			}
			for q := range d.size {
				if q == s || !d.may(0, s, q) {
					continue
				}
				better, worse, same := true, true, true
				for _, u := range corners {
					better, worse, same = better && u[q] > u[s]+1e-9, worse && u[q] < u[s]-1e-9, same && abs(u[q]-u[s]) <= 1e-9
				}
				want, leaves := detente.Uncertain, true
				switch {
				case better:
					want = detente.Better
				case worse, same:
					leaves = false
				}
				if v, ok := got[q]; ok != leaves || ok && v != want {
					t.Fatalf("seed %d: from state %d to %d: departure %v %v, want %v %v", seed, s, q, ok, v, leaves, want)
				}
			}
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }

// ranged gives a party numbers with ranges, and returns its utility of each
// outcome at every corner of the box of its numbers.
func (d *draw) ranged(p *detente.Party, weights bool) [][]float64 {
	var dims []span // every number
	number := func(low, high int) (*detente.Quantity, int) {
		q := detente.Number(float64(low))
		if d.IntN(2) == 0 && len(dims) < 9 {
			q = detente.Quantity{Spread: detente.Interval, Low: float64(low), High: float64(high), Min: 0, Max: 100}
			dims = append(dims, span{float64(low), float64(high)})
		} else {
			dims = append(dims, span{float64(low), float64(low)})
		}
		return &q, len(dims) - 1
	}
	p.Wants.Written, p.Wants.Points = true, !weights
	weight, values := make([]int, len(d.c.Issues)), make([][]int, len(d.c.Issues))
	for k := range d.c.Issues {
		row := detente.Row{Issue: d.c.Issues[k].ID}
		if weights {
			low := 1 + d.IntN(5)
			row.Weight, weight[k] = number(low, low+d.IntN(3))
		}
		for range d.c.Issues[k].Options {
			low := 10 * d.IntN(10)
			q, at := number(low, min(100, low+10*d.IntN(4)))
			row.Values, values[k] = append(row.Values, q), append(values[k], at)
		}
		p.Wants.Rows = append(p.Wants.Rows, row)
	}
	link, atMost := -1, -1
	var fits []bool
	if d.IntN(2) == 0 {
		when, f := d.pattern(1)
		low := d.IntN(20)
		var q *detente.Quantity
		q, link = number(low, low+d.IntN(10))
		fits = d.fits(f)
		p.Wants.Links = []detente.Link{{When: condition(when), Add: *q}}
	}
	if !weights && d.IntN(2) == 0 {
		p.Wants.AtMost, atMost = number(80, 100)
	}
	var out [][]float64
	for corner := range 1 << len(dims) {
		at := make([]float64, len(dims))
		skip := false
		for i := range dims {
			at[i] = dims[i].low
			if corner>>i&1 != 0 {
				at[i] = dims[i].high
				skip = skip || dims[i].low == dims[i].high
			}
		}
		if skip {
			continue
		}
		u := make([]float64, d.size)
		for s := range u {
			sum, total := 0.0, 0.0
			for k, l := range d.outcome(s) {
				w := 1.0
				if weights {
					w = at[weight[k]]
				}
				sum, total = sum+w*at[values[k][l]], total+w
			}
			u[s] = sum
			if weights {
				u[s] /= total
			}
			if atMost >= 0 {
				u[s] = min(u[s], at[atMost])
			}
			if link >= 0 && fits[s] {
				u[s] += at[link]
			}
		}
		out = append(out, u)
	}
	return out
}

type span struct{ low, high float64 }

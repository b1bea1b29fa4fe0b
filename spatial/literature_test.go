package spatial_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"detente/spatial"
)

// The tests of this file read published examples and runs of peers outside the
// repository; each is skipped by name where its file is absent.
const literature = "../../shared/literature/forecast/"

func read(t testing.TB, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(literature + name)
	if err != nil {
		t.Skipf("%s is not here", literature+name)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func near(x, y, tolerance float64) bool { return math.Abs(x-y) <= tolerance }

// printed is half a unit of the last place of a printed number, and a little for
// the printing.
func printed(decimals int) float64 { return 0.5000001 * math.Pow(10, -float64(decimals)) }

// single is an example with one scale.
type single struct {
	Actors []struct {
		Name                           string
		Position, Salience, Capability float64
	}
	Expected struct {
		Baselines map[string]json.RawMessage
		EUM       map[string][]struct {
			Positions []float64
			Median    float64   `json:"weighted_median"`
			Mean      float64   `json:"weighted_mean"`
			Risk      []float64 `json:"risk_exponents"`
		}
	}
}

func (s *single) columns() (x, w []float64, d *spatial.Dispute) {
	d = &spatial.Dispute{}
	for _, a := range s.Actors {
		x, w = append(x, a.Position), append(w, a.Salience*a.Capability)
		d.Position, d.Salience, d.Influence = append(d.Position, a.Position), append(d.Salience, a.Salience), append(d.Influence, a.Capability)
	}
	return x, w, d
}

func (s *single) numbers(t *testing.T, name string) (out []float64) {
	t.Helper()
	raw, ok := s.Expected.Baselines[name]
	if !ok {
		t.Fatalf("no baseline %q", name)
	}
	if json.Unmarshal(raw, &out) != nil {
		var x float64
		if err := json.Unmarshal(raw, &x); err != nil {
			t.Fatal(err)
		}
		out = []float64{x}
	}
	return out
}

var singles = []string{"ec-car-emission-1994.json", "argentina-holdouts.json", "oil-sultan.json"}

func TestBaselines(t *testing.T) {
	for _, file := range singles {
		t.Run(file, func(t *testing.T) {
			var s single
			read(t, file, &s)
			x, w, _ := s.columns()
			one := make([]float64, len(x))
			salience := make([]float64, len(x))
			for i := range one {
				one[i], salience[i] = 1, s.Actors[i].Salience
			}
			check := func(name string, got float64, ok bool) {
				if want := s.numbers(t, name)[0]; !ok || !near(got, want, printed(6)) {
					t.Errorf("%s = %v, %v, want %v", name, got, ok, want)
				}
			}
			value, ok := spatial.Mean(x, w)
			check("weighted_mean", value, ok)
			value, ok = spatial.Mean(x, one)
			check("unweighted_mean", value, ok)
			value, ok = spatial.Mean(x, salience)
			check("salience_weighted_mean", value, ok)
			value, ok = spatial.Median(x, w)
			check("weighted_median", value, ok)
			value, ok = spatial.Condorcet(x, w, spatial.Binary)
			check("condorcet_binary", value, ok)
			value, ok = spatial.Condorcet(x, w, spatial.Proportional)
			check("condorcet_proportional", value, ok)
		})
	}
}

func TestElections(t *testing.T) {
	votes := []struct {
		name string
		vote spatial.Vote
	}{{"prop", spatial.Proportional}, {"bin", spatial.Binary}}
	victories := []struct {
		name    string
		victory spatial.Victory
	}{{"lin", spatial.Linear}, {"sq", spatial.Square}}
	chains := []struct {
		name  string
		chain spatial.Chain
	}{{"cond", spatial.Conditional}, {"mu", spatial.MarkovUniform}, {"mi", spatial.MarkovIncentive}}
	for _, file := range singles {
		var s single
		read(t, file, &s)
		x, w, _ := s.columns()
		options, span := s.numbers(t, "options"), s.numbers(t, "range_used_for_utilities")[0]
		checked := 0
		for _, v := range votes {
			for _, y := range victories {
				for _, c := range chains {
					name := "pce_" + v.name + "_" + y.name + "_" + c.name
					if _, ok := s.Expected.Baselines[name]; !ok {
						continue
					}
					checked++
					got := spatial.Election{Vote: v.vote, Victory: y.victory, Chain: c.chain}.OnLine(x, w, options, span)
					for i, want := range s.numbers(t, name) {
						if !near(got[i], want, 2*printed(6)) {
							t.Errorf("%s: %s(%v) = %v, want %v", file, name, options[i], got[i], want)
						}
					}
				}
			}
		}
		if checked < 9 {
			t.Errorf("%s: %d elections checked, want 9", file, checked)
		}
	}
}

// TestExpectedUtility: positions, risk exponents, means and medians of every
// round, by the printed equations and by the replicators' variant.
func TestExpectedUtility(t *testing.T) {
	for _, file := range singles {
		var s single
		read(t, file, &s)
		_, _, d := s.columns()
		for _, run := range []struct {
			name string
			q    spatial.Quarrel
		}{
			{"printed_equations_Q1", spatial.Quarrel{Equations: spatial.Printed, Stay: 1}},
			{"printed_equations_Q0.5", spatial.Quarrel{Equations: spatial.Printed, Stay: 0.5}},
			{"replicator_variant_Q1", spatial.Quarrel{Equations: spatial.Replicated, Stay: 1}},
		} {
			want := s.Expected.EUM[run.name]
			run.q.Rounds = len(want) - 1
			got, err := d.ExpectedUtility(context.Background(), run.q)
			if err != nil {
				t.Fatal(err)
			}
			for n, w := range want {
				if !near(got[n].Mean, w.Mean, printed(5)) || !near(got[n].Median, w.Median, printed(5)) {
					t.Errorf("%s: %s, round %d: mean, median = %v, %v, want %v, %v", file, run.name, n, got[n].Mean, got[n].Median, w.Mean, w.Median)
				}
				for i := range w.Positions {
					if !near(got[n].Position[i], w.Positions[i], printed(5)) || w.Risk != nil && !near(got[n].Risk[i], w.Risk[i], printed(5)) {
						t.Errorf("%s: %s, round %d, actor %d: %v, want %v", file, run.name, n, i, got[n].Position[i], w.Positions[i])
					}
				}
			}
		}
	}
}

// TestPublishedSeries: the variant gives 15 of the 16 printed medians and means
// of the 1994 case (Scholz, Calbert and Smith 2011, Table 2; cut or rounded),
// all but the median of round 2; the printed equations leave the median at 7.
func TestPublishedSeries(t *testing.T) {
	var s struct {
		single
		Published struct {
			Medians []float64 `json:"scholz_2011_table2_median_by_round"`
			Means   []float64 `json:"scholz_2011_table2_mean_by_round"`
		}
	}
	read(t, singles[0], &s)
	_, _, d := s.columns()
	got, err := d.ExpectedUtility(context.Background(), spatial.Quarrel{Equations: spatial.Replicated, Rounds: 8, Stay: 1})
	if err != nil {
		t.Fatal(err)
	}
	hits := 0
	for n := range s.Published.Medians {
		for _, pair := range [][2]float64{{got[n+1].Median, s.Published.Medians[n]}, {got[n+1].Mean, s.Published.Means[n]}} {
			cut, rounded := math.Floor(10*pair[0]+1e-9), math.Round(10*pair[0])
			if want := math.Round(10 * pair[1]); cut == want || rounded == want {
				hits++
			} else {
				t.Logf("round %d: %v, printed %v", n+1, pair[0], pair[1])
			}
		}
	}
	if hits != 15 {
		t.Errorf("%d of 16 published numbers, want 15", hits)
	}
	for _, st := range must(d.ExpectedUtility(context.Background(), spatial.Quarrel{Equations: spatial.Printed, Rounds: 8, Stay: 1})) {
		if st.Median != 7 {
			t.Errorf("median by the printed equations = %v, want 7", st.Median)
		}
	}
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// TestKTAB: positions to one decimal and probabilities to four, over every turn
// that KTAB prints.
func TestKTAB(t *testing.T) {
	for _, file := range []string{"ktab-soe-pol-comp.json", "ktab-dummy-3dim.json"} {
		t.Run(file, func(t *testing.T) {
			var s struct {
				Dimensions []string
				Actors     []struct {
					Name               string
					Influence          float64
					Position, Salience []float64
				}
				Expected struct {
					KTAB struct {
						Positions map[string]map[string][]float64 `json:"positions_by_turn"`
						Chances   map[string][]float64            `json:"win_probability_by_turn"`
					} `json:"ktab_smp"`
					Mean   []float64 `json:"weighted_mean"`
					Median []float64 `json:"weighted_median"`
				}
			}
			read(t, file, &s)
			arena := &spatial.Arena{}
			for _, a := range s.Actors {
				arena.Position = append(arena.Position, hundredth(a.Position))
				arena.Salience = append(arena.Salience, hundredth(a.Salience))
				arena.Influence = append(arena.Influence, a.Influence)
			}
			turns := must(arena.Play(context.Background(), spatial.Conduct{}))
			if want := len(s.Expected.KTAB.Chances[s.Actors[0].Name]); len(turns) != want {
				t.Fatalf("%d turns, want %d", len(turns), want)
			}
			for n, turn := range turns {
				for i, a := range s.Actors {
					if want := s.Expected.KTAB.Chances[a.Name][n]; !near(turn.Chance[i], want, printed(4)) {
						t.Errorf("turn %d: chance(%s) = %v, want %v", n, a.Name, turn.Chance[i], want)
					}
					for d, name := range s.Dimensions {
						if want := s.Expected.KTAB.Positions[name][a.Name][n]; !near(100*turn.Position[i][d], want, printed(1)) {
							t.Errorf("turn %d: position(%s, %s) = %v, want %v", n, a.Name, name, 100*turn.Position[i][d], want)
						}
					}
				}
			}
			for d := range s.Dimensions {
				var x, w []float64
				for _, a := range s.Actors {
					x, w = append(x, a.Position[d]), append(w, a.Influence*a.Salience[d])
				}
				if mean, _ := spatial.Mean(x, w); !near(mean, s.Expected.Mean[d], printed(6)) {
					t.Errorf("mean(%s) = %v, want %v", s.Dimensions[d], mean, s.Expected.Mean[d])
				}
				if median, _ := spatial.Median(x, w); median != s.Expected.Median[d] {
					t.Errorf("median(%s) = %v, want %v", s.Dimensions[d], median, s.Expected.Median[d])
				}
			}
		})
	}
}

func hundredth(xs []float64) (out []float64) {
	for _, x := range xs {
		out = append(out, x/100)
	}
	return out
}

package spatial_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/spatial"
)

func TestMeanAndMedian(t *testing.T) {
	for _, c := range []struct {
		x, w         []float64
		mean, median float64
		ok           bool
	}{
		{nil, nil, 0, 0, false},
		{[]float64{7}, []float64{0}, 0, 0, false},
		{[]float64{7}, []float64{2}, 7, 7, true},
		{[]float64{0, 100}, []float64{1, 1}, 50, 50, true}, // half and half: the middle
		{[]float64{0, 100}, []float64{1, 3}, 75, 100, true},
		{[]float64{100, 0, 40}, []float64{1, 1, 1}, 140. / 3, 40, true},
		{[]float64{0, 20, 90}, []float64{2, 0, 2}, 45, 45, true},        // who has no weight is no neighbour
		{[]float64{0, 30, 100}, []float64{0.1, 0.2, 0.3}, 60, 65, true}, // 0.1 + 0.2 is half of the weight
	} {
		mean, ok := spatial.Mean(c.x, c.w)
		if !near(mean, c.mean, 1e-12) || ok != c.ok {
			t.Errorf("Mean(%v, %v) = %v, %v, want %v, %v", c.x, c.w, mean, ok, c.mean, c.ok)
		}
		median, ok := spatial.Median(c.x, c.w)
		if !near(median, c.median, 1e-12) || ok != c.ok {
			t.Errorf("Median(%v, %v) = %v, %v, want %v, %v", c.x, c.w, median, ok, c.median, c.ok)
		}
	}
}

// Two actors at 0 and 100 with weights 1 and 3: the options' strengths are as 1
// to 3, and so are their chances, by every chain.
func TestElectionOfTwo(t *testing.T) {
	for _, chain := range []spatial.Chain{spatial.Conditional, spatial.MarkovUniform, spatial.MarkovIncentive} {
		p := spatial.Election{Chain: chain}.OnLine([]float64{0, 100}, []float64{1, 3}, []float64{0, 100}, 100)
		if !near(p[0], 0.25, 1e-6) || !near(p[1], 0.75, 1e-6) {
			t.Errorf("chain %d: %v, want 0.25 and 0.75", chain, p)
		}
	}
	for _, v := range []struct {
		victory spatial.Victory
		want    float64 // odds of 3 against 1
	}{{spatial.Linear, 3. / 4}, {spatial.Square, 9. / 10}, {spatial.Quartic, 81. / 82}, {spatial.Octic, 6561. / 6562}, {spatial.Sharp, 1 / 1.000001}} {
		p := spatial.Election{Victory: v.victory}.OnLine([]float64{0, 100}, []float64{1, 3}, []float64{0, 100}, 100)
		if !near(p[1], v.want, 1e-6) {
			t.Errorf("victory %d: %v, want %v", v.victory, p[1], v.want)
		}
	}
}

// Hundreds of options whose odds multiply to less than any float64.
func TestElectionOfMany(t *testing.T) {
	var x, w []float64
	for i := range 250 {
		x, w = append(x, float64(i)), append(w, 1)
	}
	p := spatial.Election{Victory: spatial.Octic}.OnLine(x, w, x, 249)
	total := 0.0
	for i := range p {
		total += p[i]
		if !near(p[i], p[249-i], 1e-9) {
			t.Fatalf("chances of %d and its mirror: %v and %v", i, p[i], p[249-i])
		}
	}
	if !near(total, 1, 1e-9) || p[124] < p[100] {
		t.Errorf("chances sum to %v, the middle has %v", total, p[124])
	}
}

func TestNash(t *testing.T) {
	// Two actors at 0 and 100 with weights 1 and 3 and nothing without a deal: the
	// product (1-y)·y³ is largest at 75.
	y, ok := spatial.Nash([]float64{0, 100}, []float64{1, 3}, []float64{0, 0}, 0, 100)
	if !ok || !near(y, 75, 1e-5) {
		t.Errorf("Nash = %v, %v, want 75", y, ok)
	}
	// Both want more than the reference of 20; the one at 60 loses beyond 100.
	y, ok = spatial.Nash([]float64{60, 100}, []float64{1, 1}, spatial.Parting([]float64{60, 100}, 20, 0, 100), 0, 100)
	if !ok || !near(y, 60, 1e-5) { // up to 60 both gain as y does
		t.Errorf("Nash against 20 = %v, %v, want 60", y, ok)
	}
	// On either side of the reference nobody can gain without the other's loss.
	if y, ok = spatial.Nash([]float64{10, 90}, []float64{1, 1}, spatial.Parting([]float64{10, 90}, 50, 0, 100), 0, 100); ok {
		t.Errorf("Nash with no zone of agreement = %v", y)
	}
}

func TestDensity(t *testing.T) {
	d, ok := spatial.NewDensity([]float64{0, 100}, []float64{1, 1}, 0, 100)
	if !ok || d.Mean != 50 {
		t.Fatalf("mean = %v, %v, want 50", d.Mean, ok)
	}
	if low, high := d.Interval(0.8); !near(low, 50-1.2815515655*30, 1e-6) || !near(high, 50+1.2815515655*30, 1e-6) {
		t.Errorf("interval of 80 %% = %v to %v", low, high) // 1.2816 is the 90th percentile of a normal
	}
	if p := d.Nearest([]float64{0, 100}); !near(p[0], 0.5, 1e-12) || !near(p[1], 0.5, 1e-12) {
		t.Errorf("two options = %v, want a half each", p)
	}
	if p := d.Nearest([]float64{100, 0, 100}); !near(p[0], 0.25, 1e-12) || !near(p[1], 0.5, 1e-12) {
		t.Errorf("two options at one place = %v, want 1/4, 1/2, 1/4", p)
	}
	// What lies beyond the ends is folded onto them: a mean of 0 leaves half of the
	// normal there.
	d, _ = spatial.NewDensity([]float64{0}, []float64{1}, 0, 100)
	if below := d.Below(0); !near(below, (0.25+0.5)/2, 1e-12) { // and half of what lies at 0 counts
		t.Errorf("Below(0) = %v, want 0.375", below)
	}
}

func TestUnanimousActorsStay(t *testing.T) {
	d := &spatial.Dispute{Position: []float64{3, 3}, Salience: []float64{1, 0.5}, Influence: []float64{1, 2}}
	got := must(d.ExpectedUtility(context.Background(), spatial.Quarrel{Rounds: 3, Stay: 1}))
	if len(got) != 4 || got[3].Mean != 3 || got[3].Median != 3 {
		t.Errorf("ExpectedUtility of two who agree = %+v", got)
	}
	m := &spatial.Market{Position: [][]float64{{5, 5}, {5, 5}}, Salience: [][]float64{{1, 1}, {1, 1}}, Influence: [][]float64{{1, 1}, {1, 1}}}
	if trade := must(m.Exchange(context.Background(), spatial.Trading{}))[0]; len(trade.Exchanges) != 0 {
		t.Errorf("exchanges among those who agree: %+v", trade.Exchanges)
	}
}

// One exchange by hand: each of two actors cares for one issue three times as
// much as for the other, so each gives way all the way on the other one.
func TestOneExchange(t *testing.T) {
	m := &spatial.Market{
		Position:  [][]float64{{0, 0}, {100, 100}},
		Salience:  [][]float64{{0.9, 0.3}, {0.3, 0.9}},
		Influence: [][]float64{{1, 1}, {1, 1}},
	}
	trade := must(m.Exchange(context.Background(), spatial.Trading{}))[0]
	// Weights on issue 0 are 0.9 and 0.3, so its outcome is 25, and that of issue 1
	// is 75. Actor 1 gives way on 0, the outcome shifts by 25 to 0; actor 0 on 1,
	// by 25 to 100; each gains 25·0.9 - 25·0.3 = 15.
	want := []spatial.Exchange{{I: 0, J: 1, Supply: 1, Demand: 0, FromI: 0, ToI: 100, FromJ: 100, ToJ: 0, Gain: 15}}
	if d := cmp.Diff(want, trade.Exchanges, cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-9 })); d != "" {
		t.Errorf("exchanges (-want +got):\n%s", d)
	}
	if trade.Start[0] != 25 || trade.Start[1] != 75 || !near(trade.End[0], 0, 1e-9) || !near(trade.End[1], 100, 1e-9) {
		t.Errorf("outcomes from %v to %v", trade.Start, trade.End)
	}
	// x' = (1-s)·0.4·y + 0.1·y + the rest of x: actor 0 on issue 1 has s = 0.3 and
	// goes 0.38 of the way.
	if got := trade.Next[0][1]; !near(got, 38, 1e-9) {
		t.Errorf("next position = %v, want 38", got)
	}
}

func TestWrongInputs(t *testing.T) {
	ctx := context.Background()
	for name, err := range map[string]error{
		"arena of nobody":        second((&spatial.Arena{}).Play(ctx, spatial.Conduct{})),
		"actor beyond the scale": second((&spatial.Arena{Position: [][]float64{{2}, {0}}, Salience: [][]float64{{1}, {1}}, Influence: []float64{1, 1}}).Play(ctx, spatial.Conduct{})),
		"saliences beyond 1":     second((&spatial.Arena{Position: [][]float64{{1}, {0}}, Salience: [][]float64{{1.5}, {1}}, Influence: []float64{1, 1}}).Play(ctx, spatial.Conduct{})),
		"no influence":           second((&spatial.Arena{Position: [][]float64{{1}, {0}}, Salience: [][]float64{{1}, {1}}, Influence: []float64{0, 1}}).Play(ctx, spatial.Conduct{})),
		"market of nobody":       second((&spatial.Market{}).Exchange(ctx, spatial.Trading{})),
		"NaN in a market":        second((&spatial.Market{Position: [][]float64{{math.NaN()}}, Salience: [][]float64{{1}}, Influence: [][]float64{{1}}}).Exchange(ctx, spatial.Trading{})),
		"dispute without weight": second((&spatial.Dispute{Position: []float64{1}, Salience: []float64{0}, Influence: []float64{1}}).ExpectedUtility(ctx, spatial.Quarrel{})),
		"dispute of odd lengths": second((&spatial.Dispute{Position: []float64{1}}).ExpectedUtility(ctx, spatial.Quarrel{})),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	a := &spatial.Arena{Position: [][]float64{{1}, {0}}, Salience: [][]float64{{1}, {1}}, Influence: []float64{1, 1}}
	if _, err := a.Play(ctx, spatial.Conduct{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Play under a cancelled context = %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

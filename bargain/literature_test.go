package bargain_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"detente"
	"detente/bargain"
)

func readLiterature(t *testing.T, name string, into any) {
	t.Helper()
	if err := json.Unmarshal(readShared(t, "literature", "bargaining", name), into); err != nil {
		t.Fatal(err)
	}
}

var near = cmpopts.EquateApprox(0, 1e-9)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got, near, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// dispute is a file of kind adjusted-winner.
type dispute struct {
	Parties []string
	Items   []struct {
		Item   string
		Points map[string]float64
	}
	Computed struct {
		Winner struct {
			Before map[string]float64 `json:"before_ties"`
			After  map[string]float64 `json:"after_ties"`
			Shares map[string]string  `json:"share_of_first_party"`
			Each   string             `json:"points_each"`
		} `json:"adjusted_winner"`
		Proportional []float64 `json:"proportional_allocation_points"`
		Indivisible  struct {
			Outcomes    int         `json:"n_outcomes"`
			Pareto      [][]float64 `json:"pareto"`
			Nash        [][]float64 `json:"nash"`
			Egalitarian [][]float64 `json:"egalitarian"`
			Welfare     [][]float64 `json:"max_welfare"`
		}
	}
}

// TestAdjustedWinner reproduces Brams and Taylor's divorce of Bob and Carol and
// the Panama Canal treaty: who wins what, what is split, and the points of each;
// and, goods taken whole, the frontier and the solutions.
func TestAdjustedWinner(t *testing.T) {
	for _, name := range []string{"aw-bob-carol-divorce.json", "aw-panama-canal.json"} {
		t.Run(name, func(t *testing.T) {
			var d dispute
			readLiterature(t, name, &d)
			var points [][2]float64
			for _, item := range d.Items {
				points = append(points, [2]float64{item.Points[d.Parties[0]], item.Points[d.Parties[1]]})
			}
			a, want := bargain.AdjustedWinner(points), d.Computed.Winner
			for i, item := range d.Items {
				same(t, "share of "+item.Item, strings.TrimSuffix(a.Shares[i].String(), "/1"), want.Shares[item.Item])
			}
			for who, party := range d.Parties {
				same(t, "points before ties of "+party, float(a.Before[who]), want.Before[party])
				same(t, "points after ties of "+party, float(a.After[who]), want.After[party])
				same(t, "points of "+party, strings.TrimSuffix(a.Points[who].String(), "/1"), want.Each)
			}
			p := bargain.ProportionalAllocation(points)
			same(t, "proportional allocation", []float64{float(p.Points[0]), float(p.Points[1])}, d.Computed.Proportional)
			d.checkWhole(t)
			d.checkCase(t)
		})
	}
}

func float(x interface{ Float64() (float64, bool) }) float64 {
	f, _ := x.Float64()
	return f
}

// checkCase shares the goods out as a case says them: divisible issues, the share
// of the first party from 0 to 100.
func (d *dispute) checkCase(t *testing.T) {
	b := build(t, "first and second")
	b.c.NoDeal.None = true
	b.party("first")
	b.party("second")
	for who := range b.c.Parties {
		p := &b.c.Parties[who]
		p.NoAgreement = number(0)
		p.Wants.Written, p.Wants.Points = true, true
		for i, item := range d.Items {
			pt := item.Points[d.Parties[who]]
			ends := [2]float64{0, pt}
			if who == 1 {
				ends = [2]float64{pt, 0}
			}
			p.Wants.Rows = append(p.Wants.Rows, detente.Row{Issue: detente.IssueID(fmt.Sprintf("g%d", i)), Breakpoints: []detente.Breakpoint{
				{At: 0, Value: detente.Number(ends[0])}, {At: 100, Value: detente.Number(ends[1])}}})
		}
	}
	for i := range d.Items {
		b.c.Issues = append(b.c.Issues, detente.Issue{ID: detente.IssueID(fmt.Sprintf("g%d", i)), Form: detente.Divisible, Scale: &detente.Scale{To: 100}, Now: detente.NoLevel, Decided: detente.NoLevel})
	}
	got, err := bargain.FindDivision(t.Context(), mustNew(t, b.c))
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range d.Items {
		same(t, "share of "+item.Item+" in the case", got.Winner.Shares[i].RatString(), d.Computed.Winner.Shares[item.Item])
	}
}

// checkWhole shares the goods out without splitting any.
func (d *dispute) checkWhole(t *testing.T) {
	var goods []bargain.Good
	for i, item := range d.Items {
		goods = append(goods, bargain.Good{ID: detente.IssueID(fmt.Sprintf("g%d", i)), Worth: [2]float64{item.Points[d.Parties[0]], item.Points[d.Parties[1]]}})
	}
	c := bargain.Barter([2]detente.PartyID{"first", "second"}, goods)
	c.NoDeal.None = true
	for i := range c.Parties {
		c.Parties[i].NoAgreement = number(0)
	}
	want := d.Computed.Indivisible
	p := mustNew(t, c)
	z, _ := bargain.FindZone(t.Context(), p)
	same(t, "outcomes", int(z.Outcomes.Int64()), want.Outcomes)
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	var pareto [][]float64
	for i := range f.Deals {
		pareto = append(pareto, f.Deals[len(f.Deals)-1-i].Utilities)
	}
	same(t, "frontier", pareto, want.Pareto)
	same(t, "Nash", utilities(bargain.Nash(t.Context(), p)), sorted(want.Nash))
	same(t, "utilitarian", utilities(bargain.Utilitarian(t.Context(), p)), sorted(want.Welfare))
	// The table has every maximin; ours is the best of them by leximin.
	same(t, "egalitarian", utilities(bargain.Egalitarian(t.Context(), p)), leximin(want.Egalitarian))
}

func utilities(s *bargain.Solution, err error) [][]float64 {
	if err != nil {
		return nil
	}
	var out [][]float64
	for _, d := range s.Consented.Deals {
		out = append(out, d.Utilities)
	}
	return sorted(out)
}

// leximin keeps the points whose sorted coordinates are lexicographically
// largest.
func leximin(points [][]float64) [][]float64 {
	var best [][]float64
	for _, p := range points {
		c := 1
		if best != nil {
			c = slices.Compare(slices.Sorted(slices.Values(p)), slices.Sorted(slices.Values(best[0])))
		}
		if c > 0 {
			best = nil
		}
		if c >= 0 {
			best = append(best, p)
		}
	}
	return sorted(best)
}

// TestBillAndJack reproduces Nash's barter of 1950: Bill gives book, whip, ball
// and bat for pen, toy and knife, for gains of 12 and 5.
func TestBillAndJack(t *testing.T) {
	var b struct {
		Items []struct {
			Item, Owner string
			Utility     map[string]float64
		}
		Computed struct {
			Outcomes    int         `json:"n_outcomes"`
			Pareto      [][]float64 `json:"pareto_gains_rational"`
			Nash        [][]float64
			Smorodinsky [][]float64 `json:"kalai_smorodinsky_maximin"`
			Egalitarian [][]float64
			Welfare     [][]float64           `json:"max_welfare"`
			Trades      map[string][][]string `json:"nash_trades"`
		}
	}
	readLiterature(t, "nash-1950-bill-jack.json", &b)
	var goods []bargain.Good
	for _, item := range b.Items {
		g := bargain.Good{ID: detente.IssueID(item.Item), Worth: [2]float64{item.Utility["Bill"], item.Utility["Jack"]}}
		if item.Owner == "Jack" {
			g.Owner = 1
		}
		goods = append(goods, g)
	}
	p := mustNew(t, bargain.Barter([2]detente.PartyID{"bill", "jack"}, goods))
	z, _ := bargain.FindZone(t.Context(), p)
	same(t, "outcomes", int(z.Outcomes.Int64()), b.Computed.Outcomes)
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	var gains [][]float64
	for _, d := range f.Deals {
		gains = append(gains, d.Gains)
	}
	same(t, "frontier", sorted(gains), sorted(b.Computed.Pareto))
	gained := func(s *bargain.Solution, err error) (out [][]float64) {
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Consented.Deals {
			out = append(out, d.Gains)
		}
		return sorted(out)
	}
	same(t, "Nash", gained(bargain.Nash(t.Context(), p)), sorted(b.Computed.Nash))
	same(t, "Kalai-Smorodinsky", gained(bargain.KalaiSmorodinsky(t.Context(), p)), sorted(b.Computed.Smorodinsky))
	same(t, "egalitarian", gained(bargain.Egalitarian(t.Context(), p)), leximin(b.Computed.Egalitarian))
	same(t, "utilitarian", gained(bargain.Utilitarian(t.Context(), p)), sorted(b.Computed.Welfare))
	s, _ := bargain.Nash(t.Context(), p)
	var moved []string
	for i, item := range b.Items {
		if s.Consented.Deals[0].Outcome[i] != goods[i].Owner {
			moved = append(moved, item.Item)
		}
	}
	same(t, "goods that change hands", moved, b.Computed.Trades["(12, 5)"][0])
}

func TestRubinstein(t *testing.T) {
	var r struct {
		Cases []struct {
			D1, D2         float64
			Share1, Share2 float64
		}
	}
	readLiterature(t, "rubinstein-1982.json", &r)
	pie := bargain.NewHull([][2]float64{{0, 1}, {1, 0}})
	for _, c := range r.Cases {
		s1, s2 := bargain.Rubinstein(c.D1, c.D2)
		same(t, fmt.Sprintf("Rubinstein(%g, %g)", c.D1, c.D2), []float64{s1, s2}, []float64{c.Share1, c.Share2})
		x, y := pie.Offers(c.D1, c.D2, 0)
		same(t, fmt.Sprintf("Offers(%g, %g) on a pie", c.D1, c.D2), []float64{x, y}, []float64{c.Share1, c.Share2})
	}
	// One offer takes all; of two, the first leaves d2, for the second would take
	// all; of three, the first leaves d2 (1 - d1).
	for periods, want := range map[int]float64{1: 1, 2: 1 - 0.8, 3: 1 - 0.8*(1-0.9)} {
		x, _ := pie.Offers(0.9, 0.8, periods)
		same(t, fmt.Sprintf("%d offers", periods), x, want)
	}
	// With ever shorter periods the shares tend to r2 / (r1 + r2).
	x, _ := pie.Offers(math.Exp(-0.02*1e-7), math.Exp(-0.03*1e-7), 0)
	if math.Abs(x-0.6) > 1e-4 {
		t.Errorf("in the limit the first has %v, want 0.6", x)
	}
}

// TestContinuous solves the textbook's continuous problems, as hulls and, for
// the two that are cases, by divisible issues.
func TestContinuous(t *testing.T) {
	readShared(t, "literature", "bargaining", "continuous-two-party.json")
	none := [2]float64{}
	at := func(what string, got [2]float64, x, y float64) { t.Helper(); same(t, what, got[:], []float64{x, y}) }

	small := bargain.NewHull([][2]float64{{0, 0}, {0, 1}, {0.75, 0.75}, {1, 0}})
	at("Nash of S", small.Nash(none, 1, 1), 0.75, 0.75)
	at("Kalai-Smorodinsky of S", small.KalaiSmorodinsky(none), 0.75, 0.75)
	at("egalitarian of S", small.Egalitarian(none), 0.75, 0.75)
	large := bargain.NewHull([][2]float64{{0, 0}, {0, 1}, {1, 0.7}, {1, 0}})
	at("Nash of T", large.Nash(none, 1, 1), 1, 0.7)
	at("Kalai-Smorodinsky of T", large.KalaiSmorodinsky(none), 1/1.3, 1/1.3)
	at("egalitarian of T", large.Egalitarian(none), 1/1.3, 1/1.3)

	split := bargain.NewHull([][2]float64{{0, 1}, {1, 0}})
	d := [2]float64{0.2, 0.4}
	at("Nash of the split", split.Nash(d, 1, 1), 0.4, 0.6)
	at("Kalai-Smorodinsky of the split", split.KalaiSmorodinsky(d), 0.4, 0.6)
	at("egalitarian of the split", split.Egalitarian(d), 0.4, 0.6)
	at("Nash with powers 3 to 1", split.Nash(d, 3, 1), 0.5, 0.5)

	golden := (math.Sqrt(5) - 1) / 2
	p := mustNew(t, cake(t, math.Sqrt))
	check := func(name string, s *bargain.Solution, err error, x, y float64) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		u := s.Consented.Deals[0].Utilities
		if math.Abs(u[0]-x) > 2e-6 || math.Abs(u[1]-y) > 2e-6 || !s.Consented.Proven {
			t.Errorf("%s = %v, proven %v, want %v %v", name, u, s.Consented.Proven, x, y)
		}
	}
	s, err := bargain.Nash(t.Context(), p)
	check("Nash against a square root", s, err, 2.0/3, math.Sqrt(1.0/3))
	s, err = bargain.KalaiSmorodinsky(t.Context(), p)
	check("Kalai-Smorodinsky against a square root", s, err, golden, golden)
	s, err = bargain.Egalitarian(t.Context(), p)
	check("egalitarian against a square root", s, err, golden, golden)
	s, err = bargain.Utilitarian(t.Context(), p)
	check("utilitarian against a square root", s, err, 0.75, 0.5)

	p = mustNew(t, sale(t))
	s, err = bargain.Nash(t.Context(), p)
	check("Nash price between 275 and 475", s, err, 375-275, 475-375)
}

// cake is a divisible issue of which the first party has a share x worth x, and
// the second what a function makes of the rest; 3000 straight pieces stand for
// the function, with corners where the solutions are.
func cake(t testing.TB, f func(float64) float64) *detente.Case {
	b := build(t, "first and second")
	b.c.NoDeal.None = true
	b.c.Issues = []detente.Issue{{ID: "share", Form: detente.Divisible, Scale: &detente.Scale{From: 0, To: 1}, Now: detente.NoLevel, Decided: detente.NoLevel}}
	var rest []detente.Breakpoint
	places := []float64{(math.Sqrt(5) - 1) / 2}
	for i := range 3001 {
		places = append(places, float64(i)/3000)
	}
	slices.Sort(places)
	for _, x := range places {
		rest = append(rest, detente.Breakpoint{At: x, Value: detente.Number(f(1 - x))})
	}
	straight := []detente.Breakpoint{{At: 0, Value: detente.Number(0)}, {At: 1, Value: detente.Number(1)}}
	for _, rows := range []struct {
		id     string
		values []detente.Breakpoint
	}{{"first", straight}, {"second", rest}} {
		p := b.party(rows.id)
		p.NoAgreement = number(0)
		p.Wants = detente.Wants{Written: true, Points: true, Rows: []detente.Row{{Issue: "share", Breakpoints: rows.values}}}
	}
	return b.c
}

// sale is a price from 200 to 600 between a seller who keeps the thing below 275
// and a buyer who does without above 475.
func sale(t testing.TB) *detente.Case {
	b := build(t, "seller and buyer")
	b.c.NoDeal.None = true
	b.c.Issues = []detente.Issue{{ID: "price", Form: detente.Divisible, Scale: &detente.Scale{From: 200, To: 600}, Now: detente.NoLevel, Decided: detente.NoLevel}}
	for _, rows := range []struct {
		id        string
		low, high float64
	}{{"seller", 200 - 275, 600 - 275}, {"buyer", 475 - 200, 475 - 600}} {
		p := b.party(rows.id)
		p.NoAgreement = number(0)
		p.Wants = detente.Wants{Written: true, Points: true, Rows: []detente.Row{{Issue: "price", Breakpoints: []detente.Breakpoint{
			{At: 200, Value: detente.Number(rows.low)}, {At: 600, Value: detente.Number(rows.high)}}}}}
	}
	return b.c
}

// TestOfferGame plays offers in turn over the sale: the pie is 200, so that with
// costs of 10 and 20 percent whoever opens has the share of Rubinstein's formula.
func TestOfferGame(t *testing.T) {
	c := sale(t)
	if _, err := bargain.FindOffers(t.Context(), mustNew(t, c)); err == nil {
		t.Error("FindOffers needs no cost_of_delay")
	}
	c.Parties[0].CostOfDelay, c.Parties[1].CostOfDelay = number(10), number(20)
	g, err := bargain.FindOffers(t.Context(), mustNew(t, c))
	if err != nil {
		t.Fatal(err)
	}
	seller, _ := bargain.Rubinstein(0.9, 0.8)
	buyer, _ := bargain.Rubinstein(0.8, 0.9)
	for n, want := range [][2]float64{{200 * seller, 200 * (1 - seller)}, {200 * (1 - buyer), 200 * buyer}} {
		if got := g.Offers[n].Gains; math.Abs(got[0]-want[0]) > 1e-6 || math.Abs(got[1]-want[1]) > 1e-6 {
			t.Errorf("offer %d: gains %v, want %v", n, got, want)
		}
	}
	if answer := g.Result().Answer; !strings.Contains(answer, "when Seller opens they gain 143 and 57.1") {
		t.Errorf("answer = %q", answer)
	}
}

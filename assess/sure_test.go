package assess_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/casefile"
	"detente/gmcr"
	"detente/montecarlo"
)

// ranged returns a random case some of whose numbers are ranges, and whose third
// party may have statements of unknown order and who may have links.
func ranged(t testing.TB, seed uint64) *detente.Case {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 6))
	text := strings.ReplaceAll(randomText(seed), "prefers: [", "prefers: [[i0=o1, not i1=o0], ")
	if r.IntN(3) == 0 {
		text = strings.Replace(text, "wants: {", "wants: {links: [{when: i0=o1 and i1=o2, add: -20..10}], ", 1)
	}
	file, found := casefile.Parse("case.yaml", []byte(text), nil)
	if file.Case == nil {
		t.Fatalf("seed %d: %v\n%s", seed, found, text)
	}
	for _, n := range file.Case.Quantities() {
		q := n.Quantity
		switch x := q.Mid; {
		case strings.HasSuffix(n.Path, ".weight") && r.IntN(4) == 0:
			*q = detente.Quantity{Spread: detente.Triangle, Low: x / 2, Mid: x, High: 2 * x, Min: 0, Max: 100}
		case strings.HasSuffix(n.Path, ".weight"):
		case r.IntN(6) == 0:
			*q = detente.Quantity{Spread: detente.Unknown, Min: q.Min, Max: q.Max}
			if math.IsInf(q.Min, 0) {
				*q = detente.Number(x)
			}
		case r.IntN(2) == 0:
			*q = detente.Quantity{Spread: detente.Interval, Low: x - 12, Mid: x, High: x + 12, Min: q.Min, Max: q.Max}
		}
	}
	return file.Case
}

func ensemble(t testing.TB, c *detente.Case) *assess.Ensemble {
	t.Helper()
	p, err := bargain.New(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	e, err := assess.NewEnsemble(context.Background(), c, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestDraws holds what is found in a draw against packages bargain and gmcr on the
// same drawn case: at random points of all inputs, and, by the packages that are
// kept for it, where one number leaves its middle.
func TestDraws(t *testing.T) {
	cases, deals, stable := 0, 0, 0
	for seed := range uint64(150) {
		e := ensemble(t, ranged(t, seed))
		cases++
		u := make([]float64, len(e.Space.Inputs))
		drawn := e.Space.Drawn()
		numbers := drawn.Case.Quantities()
		for i := range uint64(12) {
			montecarlo.NewStream(seed, "test", true).Point(i, u)
			widely := i%3 == 2
			if widely {
				drawn.Reset()
				k := int(u[0] * float64(len(numbers)))
				drawn.Set(k, 100*u[len(u)-1])
			} else {
				drawn.At(u)
			}
			d, s := agrees(t, fmt.Sprintf("seed %d, draw %d", seed, i), e, drawn.Case, widely)
			deals, stable = deals+d, stable+s
		}
	}
	if deals < 3000 || stable < 500 {
		t.Errorf("%d deals and %d verdicts on stability compared: the cases test too little", deals, stable)
	}
}

func agrees(t *testing.T, what string, e *assess.Ensemble, c *detente.Case, widely bool) (deals, stable int) {
	t.Helper()
	ctx := context.Background()
	zone, consent, found := e.Judge(c, widely)
	p, err := bargain.New(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	z, err := bargain.FindZone(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if want := z.Preferred.Exact.Sign() > 0; zone != want {
		t.Fatalf("%s: zone = %v, want %v", what, zone, want)
	}
	if want := z.Consented.Exact.Sign() > 0; consent != want {
		t.Fatalf("%s: consent = %v, want %v", what, consent, want)
	}
	f, err := bargain.FindFrontier(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	var picked [4][]bargain.Deal
	for i, solve := range []func(context.Context, *bargain.Problem) (*bargain.Solution, error){bargain.Nash, bargain.KalaiSmorodinsky, bargain.Egalitarian, bargain.Utilitarian} {
		s, err := solve(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		if picked[i] = s.WithoutConsent.Deals; e.WithConsent() {
			picked[i] = s.Consented.Deals
		}
	}
	for d, got := range found {
		deals++
		deal := e.Deals[d]
		v := p.Judge(deal.Outcome)
		if got.Preferred != v.Preferred || got.Consented != v.Consented {
			t.Fatalf("%s: %s preferred %v, consented %v, want %v, %v", what, deal.ID, got.Preferred, got.Consented, v.Preferred, v.Consented)
		}
		efficient := false
		for _, x := range f.Deals {
			on := x.OnPreferred
			if v.Consented {
				on = x.OnConsented
			}
			efficient = efficient || v.Preferred && on && same(p, x.Outcome, deal.Outcome)
		}
		if got.Efficient != efficient {
			t.Fatalf("%s: %s efficient = %v, want %v", what, deal.ID, got.Efficient, efficient)
		}
		for i, list := range picked {
			want := false
			for _, x := range list {
				want = want || same(p, x.Outcome, deal.Outcome) && v.Preferred && (v.Consented || !e.WithConsent())
			}
			if got.Solutions[i] != want {
				t.Fatalf("%s: %s by solution %d = %v, want %v", what, deal.ID, i, got.Solutions[i], want)
			}
		}
		stable += lasts(t, what+", "+deal.ID, c, deal.Outcome, got.Stable)
	}
	return deals, stable
}

// same reports whether two packages are worth the same to those who sign.
func same(p *bargain.Problem, a, b detente.Outcome) bool {
	u, v := p.Utilities(a), p.Utilities(b)
	signs := map[detente.PartyID]bool{}
	for _, id := range p.Signatories() {
		signs[id] = true
	}
	for k, id := range p.Numeric() {
		if signs[id] && math.Abs(u[k]-v[k]) > 1e-8 {
			return false
		}
	}
	return true
}

// lasts compares the stability of a deal; 0 where the draw does not judge it, or
// where an order is not known.
func lasts(t *testing.T, what string, c *detente.Case, o detente.Outcome, got []float64) int {
	t.Helper()
	if math.IsNaN(got[0]) {
		return 0
	}
	g, err := gmcr.AfterDeal(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	h, err := g.Hold(context.Background(), g.Start())
	if err != nil {
		t.Fatal(err)
	}
	for i, concept := range assess.Concepts {
		if h.Stable[concept] != gmcr.Maybe && (got[i] == 1) != (h.Stable[concept] == gmcr.Yes) {
			t.Fatalf("%s: stable by %v = %v, want %v", what, concept, got[i], h.Stable[concept])
		}
	}
	return 1
}

// A seller whose price is worth 40..60 to it, and who otherwise keeps 50. By
// hand: the one package is good where the price is worth at least 50: in half of
// the draws, and above 50 from then on.
const coin = `
detente: 1
signed_by: buyer and seller
issues: {price: {options: [none, paid], now: none}}
parties:
  buyer: {wants: {price: {weight: 1, none: 0, paid: 100}}}
  seller: {wants: {price: {weight: 1, none: 50, paid: 30..70}}}
`

func TestSureByHand(t *testing.T) {
	file, found := casefile.Parse("coin", []byte(coin), nil)
	if file.Case == nil {
		t.Fatal(found)
	}
	e := ensemble(t, file.Case)
	a, err := assess.FindSure(context.Background(), e, assess.Draws{N: 4096, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(a.Consent-0.5) > 0.01 || len(a.Deals) != 1 || math.Abs(a.Deals[0].Consented-0.5) > 0.01 {
		t.Errorf("consent in %v of the draws, want half", a.Consent)
	}
	// The seller's gain is normal around 0 with a 90 % interval of -20 to 20.
	low, high := a.Deals[0].Gains[1].Quantile(0.05), a.Deals[0].Gains[1].Quantile(0.95)
	if math.Abs(low+20) > 0.3 || math.Abs(high-20) > 0.3 {
		t.Errorf("the seller gains %v to %v, want -20 to 20", low, high)
	}
	k, err := assess.FindCarries(context.Background(), e, assess.Draws{N: 4096, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	c := &k.Conclusions[k.Headline]
	if len(c.Indices) != 1 || math.Abs(c.Indices[0].First.Value-1) > 0.05 || math.Abs(c.Learn[0]-0.5) > 0.02 {
		t.Errorf("headline %q: indices %v, worth knowing %v, want 1 and 0.5", c.Says, c.Indices, c.Learn)
	}
	at := math.NaN()
	for _, turn := range k.Turns {
		if turn.Path == "parties.seller.wants.price.paid" {
			at = turn.At
		}
	}
	if math.Abs(at-50) > 1e-5 {
		t.Errorf("the price turns the answer at %v, want 50", at)
	}
}

// TestSureSameBytes: any number of workers gives the same bytes.
func TestSureSameBytes(t *testing.T) {
	e := ensemble(t, ranged(t, 3))
	var first string
	for _, workers := range []int{1, 2, 8} {
		a, err := assess.FindSure(context.Background(), e, assess.Draws{N: 300, Seed: 2, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		k, err := assess.FindCarries(context.Background(), e, assess.Draws{N: 300, Seed: 2, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal([]any{a.Result().Data, k.Result().Data, a.Result().Answer, k.Result().Answer})
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		}
		if string(text) != first {
			t.Errorf("%d workers: other bytes than one", workers)
		}
	}
}

// ample is a case of 486 outcomes and four decision makers, each of whom can
// change something alone.
func ample() string {
	var w strings.Builder
	w.WriteString("detente: 1\nsigned_by: p0 and p1\nissues:\n")
	for i := range 6 {
		options := "low, mid, high"
		if i == 5 {
			options = "low, high"
		}
		fmt.Fprintf(&w, "  i%d: {options: [%s], now: low, by: p%d%s}\n", i, options, i%4, []string{"", "", " and p1"}[i%3])
	}
	w.WriteString("parties:\n")
	for k := range 4 {
		fmt.Fprintf(&w, "  p%d: {wants: {", k)
		for i := range 6 {
			fmt.Fprintf(&w, "i%d: {weight: %d, salience: 20..60, low: %d, ", i, 1+(i*7+k*3)%5, 40*((i+k)%2))
			if i < 5 {
				fmt.Fprintf(&w, "mid: %d..%d, ", 30+(i*31+k*17)%20, 55+(i*31+k*17)%30)
			}
			fmt.Fprintf(&w, "high: %d}, ", 100-60*((i*k)%2))
		}
		w.WriteString("}}\n")
	}
	return w.String()
}

func BenchmarkSure(b *testing.B) {
	alaska, _, err := casefile.Load("../examples/alaska-2025/case.yaml")
	if err != nil {
		b.Fatal(err)
	}
	file, found := casefile.Parse("ample", []byte(ample()), nil)
	if file.Case == nil {
		b.Fatal(found)
	}
	for _, x := range []struct {
		name string
		c    *detente.Case
	}{{"outcomes=486/movers=4", file.Case}, {"alaska/packages=10367", alaska.Case}} {
		for _, n := range []int{1_000, 10_000} {
			b.Run(fmt.Sprintf("%s/draws=%d", x.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					e := ensemble(b, x.c)
					if _, err := assess.FindSure(context.Background(), e, assess.Draws{N: n}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(fmt.Sprintf("%s/draws=%d/carries", x.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					e := ensemble(b, x.c)
					if _, err := assess.FindCarries(context.Background(), e, assess.Draws{N: n}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

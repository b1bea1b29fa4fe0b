package bargain_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/bargain"
)

// house is a sale of a house, small enough for a hand:
//
//	price: low mid high (now low)       seller 100 x 0 40 100, weight 60
//	                                    buyer  100 x 100 70 0, weight 50
//	garden: none kept (now none)        seller 100, 0, weight 40; buyer 0, 100, weight 50
//
//	utilities        seller       buyer
//	low, none   (no deal) 40      50
//	low, kept              0     100
//	mid, none             64      35
//	mid, kept             24      85
//	high, none           100       0
//	high, kept            60      50
//
// Only high+kept is good for both: 60 >= 40 and 50 >= 50.
func house(t testing.TB) *builder {
	b := build(t, "seller and buyer")
	b.issue("price", "low mid high", "")
	b.issue("garden", "none kept", "")
	b.wants("seller", []float64{60, 0, 40, 100}, []float64{40, 100, 0})
	b.wants("buyer", []float64{50, 100, 70, 0}, []float64{50, 0, 100})
	return b
}

func TestHouse(t *testing.T) {
	p := mustNew(t, house(t).c)
	z, err := bargain.FindZone(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{z.Outcomes.String(), z.Feasible.Exact.String(), z.Preferred.Exact.String(), z.Consented.Exact.String()}
	if want := []string{"6", "5", "1", "1"}; !slices.Equal(got, want) {
		t.Errorf("outcomes, feasible, preferred, consented = %v, want %v", got, want)
	}
	f, err := bargain.FindFrontier(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Deals) != 1 || !f.Deals[0].Outcome.Equal(detente.Outcome{2, 1}) || !slices.Equal(f.Deals[0].Utilities, []float64{60, 50}) {
		t.Errorf("frontier = %+v, want high+kept with utilities 60 and 50", f.Deals)
	}
	s, err := bargain.Nash(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	// 0.2 x 0: the buyer gains nothing.
	if len(s.Consented.Deals) != 1 || s.Consented.Value != 0 {
		t.Errorf("Nash = %d deals, value %v; want 1 deal, value 0", len(s.Consented.Deals), s.Consented.Value)
	}
}

// With ties refused the buyer no longer finds its own 50 good enough.
func TestTiesRefused(t *testing.T) {
	b := house(t)
	b.c.Ties = detente.TiesRefuse
	z, err := bargain.FindZone(t.Context(), mustNew(t, b.c))
	if err != nil {
		t.Fatal(err)
	}
	if z.Preferred.Some() {
		t.Errorf("preferred = %s, want 0", z.Preferred)
	}
	if got, want := z.Result().Answer, "Of 5 packages, none is better than no deal for Seller and Buyer: there is no zone of possible agreement."; got != want {
		t.Errorf("answer = %q, want %q", got, want)
	}
}

// A council ratifies for the seller, and a neighbour must agree to the garden.
// The neighbour minds a kept garden, and the council wants a high price, so the
// one preferred package has the council's consent and lacks the neighbour's.
func TestWhoStandsBetween(t *testing.T) {
	b := house(t)
	b.c.Issues[1].By = mustConsent(t, "buyer and neighbour")
	b.c.Parties[0].RatifiedBy = mustConsent(t, "council")
	b.prefers("neighbour", "garden=none")
	b.prefers("council", "price=high").Of = "seller"
	p := mustNew(t, b.c)
	v := p.Judge(detente.Outcome{2, 1})
	if !v.Preferred || v.Consented || !slices.Equal(v.Missing, []detente.PartyID{"neighbour"}) {
		t.Errorf("Judge(high, kept) = %+v, want preferred, no consent, neighbour missing", v)
	}
	// Were the council to want the low price, the seller could not consent:
	// signed_by fails and names the seller, and its ratification names the council.
	b.c.Parties[3].Prefers[0][0].When = b.when("price=low")
	v = mustNew(t, b.c).Judge(detente.Outcome{2, 1})
	if want := []detente.PartyID{"seller", "neighbour", "council"}; !slices.Equal(v.Missing, want) {
		t.Errorf("missing = %v, want %v", v.Missing, want)
	}
}

// A change back to `now` needs any one party named in the rule: if they part
// there is a strike; calling it off needs the union or the company, while
// turning it into a lock-out needs both.
func TestChangeBackToNow(t *testing.T) {
	b := build(t, "company")
	b.issue("dispute", "peace strike lockout", "union and company")
	b.c.NoDeal.Set = []detente.Setting{{Issue: "dispute", Level: 1}}
	b.wants("company", []float64{100, 100, 0, 50})
	b.prefers("union", "dispute=strike")
	p := mustNew(t, b.c)
	if v := p.Judge(detente.Outcome{0}); !v.Consented {
		t.Errorf("peace: %+v, want consent: the company alone may return to now", v)
	}
	if v := p.Judge(detente.Outcome{2}); v.Consented || !slices.Equal(v.Missing, []detente.PartyID{"union"}) {
		t.Errorf("lock-out: %+v, want no consent, union missing", v)
	}
}

// Arcs: there is no direct way from a to c, only a -> b (x) -> c (y); d is out of
// reach, so no package has it.
func TestArcs(t *testing.T) {
	b := build(t, "x")
	s := b.issue("s", "a b c d", "")
	s.Arcs = []detente.Arc{{From: 0, To: 1, By: mustConsent(t, "x")}, {From: 1, To: 2, By: mustConsent(t, "y")}}
	b.wants("x", []float64{1, 0, 50, 100, 100})
	b.prefers("y", "not s=c")
	p := mustNew(t, b.c)
	if v := p.Judge(detente.Outcome{1}); !v.Consented {
		t.Errorf("b: %+v, want consent of x alone", v)
	}
	if v := p.Judge(detente.Outcome{2}); !v.Preferred || v.Consented || !slices.Equal(v.Missing, []detente.PartyID{"y"}) {
		t.Errorf("c: %+v, want y missing", v)
	}
	if v := p.Judge(detente.Outcome{3}); v.Package {
		t.Errorf("d: %+v, want no package", v)
	}
}

// An order that is unknown is no consent, and counts as an open question.
func TestUnknownOrder(t *testing.T) {
	b := build(t, "x and y")
	b.issue("s", "a b", "")
	b.issue("r", "a b", "")
	b.wants("x", []float64{1, 0, 100}, []float64{1, 0, 100})
	y := b.party("y")
	y.Prefers = [][]detente.Statement{{{When: b.when("s=b")}, {When: b.when("r=a")}}}
	z, err := bargain.FindZone(t.Context(), mustNew(t, b.c))
	if err != nil {
		t.Fatal(err)
	}
	// s=b alone is better for y, r=b alone worse, both together unknown.
	if got, want := []string{z.Preferred.Exact.String(), z.Questions.Exact.String()}, []string{"1", "1"}; !slices.Equal(got, want) {
		t.Errorf("preferred, questions = %v, want %v", got, want)
	}
}

func TestMissing(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*builder)
		want   []string
	}{
		"no_deal: none without no_agreement": {func(b *builder) {
			b.c.NoDeal.None = true
			b.c.Parties[0].NoAgreement = number(10)
		}, []string{"parties.buyer.no_agreement"}},
		"unknown now": {func(b *builder) { b.c.Issues[1].Now = detente.NoLevel }, []string{"issues.garden.now"}},
		"nobody signs": {func(b *builder) {
			b.c.SignedBy = nil
			for i := range b.c.Parties {
				b.c.Parties[i].Wants = detente.Wants{}
			}
		}, []string{"signed_by"}},
		"arcs from nowhere": {func(b *builder) {
			b.c.NoDeal.None = true
			b.c.Parties[0].NoAgreement, b.c.Parties[1].NoAgreement = number(1), number(1)
			b.c.Issues[0].Now = detente.NoLevel
			b.c.Issues[0].Arcs = []detente.Arc{{From: 0, To: 1, By: mustConsent(b.t, "buyer")}}
		}, []string{"issues.price.now"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := house(t)
			tc.change(b)
			_, err := bargain.New(t.Context(), b.c)
			var missing *detente.MissingError
			if !errors.As(err, &missing) {
				t.Fatalf("New: %v, want a MissingError", err)
			}
			if !slices.Equal(missing.Paths, tc.want) {
				t.Errorf("missing %v, want %v", missing.Paths, tc.want)
			}
		})
	}
}

// With typed no_agreement everywhere an unknown `now` does not matter: every
// level is a change, and no package is no deal.
func TestUnknownNowTypedWorth(t *testing.T) {
	b := house(t)
	b.c.Issues[1].Now = detente.NoLevel
	b.c.Parties[0].NoAgreement, b.c.Parties[1].NoAgreement = number(40), number(50)
	z, err := bargain.FindZone(t.Context(), mustNew(t, b.c))
	if err != nil {
		t.Fatal(err)
	}
	// low+none, with 40 and 50, is now a package like any other.
	if got, want := []string{z.Feasible.Exact.String(), z.Preferred.Exact.String()}, []string{"6", "2"}; !slices.Equal(got, want) {
		t.Errorf("feasible, preferred = %v, want %v", got, want)
	}
}

func TestRatificationCircle(t *testing.T) {
	b := house(t)
	b.c.Parties[0].RatifiedBy = mustConsent(t, "buyer")
	b.c.Parties[1].RatifiedBy = mustConsent(t, "seller")
	if _, err := bargain.New(t.Context(), b.c); err == nil {
		t.Error("New accepts a circle of ratification")
	}
}

// TestCancel stops work of every kind in its midst. The bound is 100 ms; the test
// allows for a busy machine.
func TestCancel(t *testing.T) {
	for name, work := range map[string]func(ctx context.Context) error{
		"outcome by outcome": func(ctx context.Context) error {
			_, err := bargain.FindZone(ctx, mustNew(t, additive(t, 1, 10, 4, 2, 1, 0)).Plainly())
			return err
		},
		"issue by issue": func(ctx context.Context) error {
			_, err := bargain.FindFrontier(ctx, mustNew(t, additive(t, 1, 30, 10, 3, 6, 0)))
			return err
		},
		"five parties": func(ctx context.Context) error {
			_, err := bargain.FindFrontier(ctx, mustNew(t, additive(t, 1, 8, 10, 5, 6, 0)))
			return err
		},
		"by search": func(ctx context.Context) error {
			_, err := bargain.KalaiSmorodinsky(ctx, mustNew(t, additive(t, 2, 60, 10, 6, 3, 0)))
			return err
		},
		"counting": func(ctx context.Context) error {
			_, err := bargain.FindZone(ctx, mustNew(t, additive(t, 2, 7, 10, 5, 6, 0)))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if err := work(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("%v after the context ended, want %v", err, context.Canceled)
			}
		})
	}
}

// TestContract checks the JSON of every method on the house against the contract,
// to the byte.
func TestContract(t *testing.T) {
	p := mustNew(t, house(t).c)
	type answer interface{ Result() *detente.Result }
	get := func(a answer, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(a.Result().Data)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	deal := `"outcome":{"price":"high","garden":"kept"},"utilities":{"seller":60,"buyer":50}`
	for _, tc := range []struct{ name, got, want string }{
		{"no-deal", get(bargain.FindNoDeal(t.Context(), p)), `{"outcome":{"price":"low","garden":"none"},"utilities":{"seller":40,"buyer":50}}`},
		{"zone", get(bargain.FindZone(t.Context(), p)), `{"outcomes":"6","feasible":"5","preferred":"1","consented":"1","unanimous":"1","questions":"0","blockers":[]}`},
		{"frontier", get(bargain.FindFrontier(t.Context(), p)), `{"size":1,"consented_size":1,"exact":true,"epsilon":0,"deals":[{"id":"D1",` + deal + `,"count":"1","missing":[],"frontier":["preferred","consented"]}],"opposition":0.640312423743}`},
		{"nash", get(bargain.Nash(t.Context(), p)), `{"deals":[{"id":"D1",` + deal + `,"missing":[]}],"value":0,"proven":true,"gap":0,"without_consent":{"deals":[{"id":"D1",` + deal + `,"missing":[]}],"value":0,"proven":true,"gap":0}}`},
		{"egalitarian", get(bargain.Egalitarian(t.Context(), p)), `{"deals":[{"id":"D1",` + deal + `,"missing":[]}],"value":0,"proven":true,"gap":0,"without_consent":{"deals":[{"id":"D1",` + deal + `,"missing":[]}],"value":0,"proven":true,"gap":0}}`},
	} {
		if d := cmp.Diff(tc.want, tc.got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, d)
		}
	}
	b := house(t)
	b.c.Ties = detente.TiesRefuse
	p = mustNew(t, b.c)
	empty := `{"deals":[],"value":null,"proven":true,"gap":0,"without_consent":{"deals":[],"value":null,"proven":true,"gap":0}}`
	if got := get(bargain.KalaiSmorodinsky(t.Context(), p)); got != empty {
		t.Errorf("empty solution = %s, want %s", got, empty)
	}
	if got, want := get(bargain.FindFrontier(t.Context(), p)), `{"size":0,"consented_size":0,"exact":true,"epsilon":0,"deals":[],"opposition":null}`; got != want {
		t.Errorf("empty frontier = %s, want %s", got, want)
	}
}

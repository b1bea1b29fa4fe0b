package detente_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"detente"
)

// contract is the labour contract of the design, with two parties.
func contract() *detente.Case {
	return &detente.Case{
		Issues: []detente.Issue{
			grid("wage", 2, 6, 0.05), named("health", "none", "ten", "twenty"), grid("term", 1, 3, 1), yesNo("jobs"), yesNo("strike"),
		},
		Parties: []detente.Party{
			{ID: "company", Wants: detente.Wants{Written: true, Rows: []detente.Row{
				{Issue: "wage", Weight: number(45), Breakpoints: points(2, 100, 3.5, 80, 6, 0)},
				{Issue: "health", Weight: number(20), Values: values(0, 60, 100)},
				{Issue: "term", Weight: number(15), Position: number(3)},
				{Issue: "jobs", Weight: number(10), Values: values(100, 0)},
				{Issue: "strike", Weight: number(10), Values: values(100, 0)},
			}}},
			{ID: "union", Wants: detente.Wants{Written: true, Rows: []detente.Row{
				{Issue: "wage", Weight: number(50), Position: number(6)},
				{Issue: "health", Weight: number(20), Values: values(100, 50, math.NaN())},
				{Issue: "jobs", Weight: number(20), Values: values(0, 100)},
				{Issue: "term", Weight: number(10), Position: number(1)},
			}, Links: []detente.Link{
				{When: condition("term >= 3 and jobs"), Add: *interval(8, 15)},
				{When: condition("strike"), Add: *interval(-30, -10)},
			}}},
		},
	}
}

// Utilities worked out by hand from the rows above.
func TestUtilityByHand(t *testing.T) {
	c := contract()
	for _, tt := range []struct {
		outcome        string
		company, union float64
	}{
		// Company: .45·80 + .2·100 + .15·100 + 10 + 10. Union: .5·37.5 + 0 + 0 + 0.
		{"wage=3.5 health=twenty term=3", 91, 18.75},
		// 4.75 is half way from 3.5 to 6: company .45·40 + 12 + 7.5 + 0 + 10;
		// union .5·68.75 + 10 + 20 + 5.
		{"wage=4.75 health=ten term=2 jobs=taken", 47.5, 69.375},
		// A long term with jobs: half of 8 + 15 more for the union, none of .1·term.
		{"wage=4.75 health=ten term=3 jobs=taken", 55, 75.875},
		// A strike at the old wage: company 45 + 12 + 0 + 10 + 0; union 0 + 10 + 0 + 10 - 20.
		{"wage=2 health=ten term=1 strike=taken", 67, 0},
		{"wage=6 health=none term=1 jobs=taken", 10, 100},
	} {
		for p, want := range []float64{tt.company, tt.union} {
			v, err := c.Valuation(p)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.Utility(outcome(c, tt.outcome)); math.Abs(got-want) > 1e-9 {
				t.Errorf("Utility(%s, %s) = %v, want %v", c.Parties[p].ID, tt.outcome, got, want)
			}
		}
	}
}

// Weights are normalised, points are not; points are cut off, links are not.
func TestUtilityForms(t *testing.T) {
	c := &detente.Case{
		Issues: []detente.Issue{
			named("mix", "water", "mixed", "land"), grid("price", 10, 50, 10), scaled(named("place", "west@0", "centre@30", "east@60"), 0, 60),
			yesNo("deal"), divisible("share", 0, 100),
		},
	}
	row := func(issue detente.IssueID, weight float64) detente.Row {
		return detente.Row{Issue: issue, Weight: number(weight)}
	}
	mix := detente.Row{Issue: "mix", Values: values(14, 8, math.NaN())}
	placed := row("place", 3)
	placed.Position = number(60)
	spread := row("place", 1)
	spread.Breakpoints = points(20, 100, 40, 0)
	weightOnly := row("price", 5)
	shareOnly := row("share", 1)
	yes := row("deal", 1)
	yes.Position = number(100) // two options without a scale stand at 0 and 100
	shares := detente.Row{Issue: "share", Breakpoints: points(0, 0, 100, 60)}
	flat := row("share", 1)
	flat.Breakpoints = points(20, 10, 40, 90)
	for _, tt := range []struct {
		name    string
		wants   detente.Wants
		outcome string
		want    float64
	}{
		{"points add up", detente.Wants{Points: true, Rows: []detente.Row{mix, shares}}, "mix=mixed share=50", 38},
		{"an option left out is worth nothing", detente.Wants{Points: true, Rows: []detente.Row{mix}}, "mix=land", 0},
		{"cut off", detente.Wants{Points: true, Rows: []detente.Row{mix, shares}, AtMost: number(30)}, "mix=mixed share=50", 30},
		{"links are not cut off", detente.Wants{Points: true, Rows: []detente.Row{mix, shares}, AtMost: number(30),
			Links: []detente.Link{{When: condition("deal"), Add: *number(7)}}}, "mix=mixed share=50 deal=taken", 37},
		{"a position on named options", detente.Wants{Rows: []detente.Row{placed}}, "place=centre", 50},
		{"breakpoints on named options, flat below", detente.Wants{Rows: []detente.Row{spread}}, "place=west", 100},
		{"breakpoints on named options, between", detente.Wants{Rows: []detente.Row{spread}}, "place=centre", 50},
		{"breakpoints on named options, flat beyond", detente.Wants{Rows: []detente.Row{spread}}, "place=east", 0},
		{"weights are relative", detente.Wants{Rows: []detente.Row{placed, spread}}, "place=centre", 50},
		{"weights 3 to 1", detente.Wants{Rows: []detente.Row{placed, yes}}, "place=east", 75},
		{"a weight without values is worth nothing", detente.Wants{Rows: []detente.Row{placed, weightOnly}}, "place=east price=30", 37.5},
		{"nor on a divisible issue", detente.Wants{Rows: []detente.Row{placed, shareOnly}}, "place=east share=10", 75},
		{"a row without a weight does not count", detente.Wants{Rows: []detente.Row{placed, {Issue: "mix", Position: number(3)}}}, "place=east", 100},
		{"two options stand at 0 and 100", detente.Wants{Rows: []detente.Row{yes}}, "deal=taken", 100},
		{"flat below the first breakpoint", detente.Wants{Rows: []detente.Row{flat}}, "share=5", 10},
		{"straight between breakpoints", detente.Wants{Rows: []detente.Row{flat}}, "share=35", 70},
		{"flat beyond the last", detente.Wants{Rows: []detente.Row{flat}}, "share=99", 90},
		{"no weight at all", detente.Wants{Rows: []detente.Row{row("price", 0)}}, "price=20", 0},
	} {
		tt.wants.Written = true
		c.Parties = []detente.Party{{ID: "p", Wants: tt.wants}}
		v, err := c.Valuation(0)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := v.Utility(outcome(c, tt.outcome)); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: Utility(%s) = %v, want %v", tt.name, tt.outcome, got, tt.want)
		}
	}
}

func TestValuationErrors(t *testing.T) {
	c := &detente.Case{Issues: []detente.Issue{named("three", "a", "b", "c"), scaled(named("half", "a@0", "b"), 0, 10)}}
	wants := func(rows ...detente.Row) detente.Party {
		return detente.Party{ID: "p", Wants: detente.Wants{Written: true, Rows: rows}}
	}
	withLink := wants(detente.Row{Issue: "three", Weight: number(1), Values: values(1, 2, 3)})
	withLink.Wants.Links = []detente.Link{{When: condition("four=a"), Add: *number(1)}}
	for _, tt := range []struct {
		party detente.Party
		want  string
	}{
		{detente.Party{ID: "p"}, `party "p" has no numbers`},
		{detente.Party{ID: "p", Prefers: [][]detente.Statement{{{When: condition("three=a")}}}}, `party "p" has no numbers`},
		{wants(detente.Row{Issue: "three", Position: number(3)}), `party "p" has no numbers`},
		{wants(detente.Row{Issue: "three", Weight: number(1), Position: number(3)}), `party "p": issue "three" has no scale for a position`},
		{wants(detente.Row{Issue: "half", Weight: number(1), Position: number(3)}), `party "p": option "b" of issue "half" has no place on the scale`},
		{withLink, `party "p": condition "four=a": no issue "four"`},
	} {
		c.Parties = []detente.Party{tt.party}
		if _, err := c.Valuation(0); err == nil || err.Error() != tt.want {
			t.Errorf("Valuation = %v, want %s", err, tt.want)
		}
	}
}

func TestNoDealWorth(t *testing.T) {
	c := contract()
	v, err := c.Valuation(1)
	if err != nil {
		t.Fatal(err)
	}
	c.NoDeal.Set = []detente.Setting{{Issue: "strike", Level: 1}}
	c.Issues[1].Now = 1
	// Parting: the old wage, ten, a short term and a strike: 0 + 10 + 0 + 10 - 20.
	if got, typed, err := c.NoDealWorth(v); got != 0 || typed || err != nil {
		t.Errorf("NoDealWorth = %v, %t, %v, want 0 from the no-deal outcome", got, typed, err)
	}
	c.Parties[1].NoAgreement = interval(20, 30)
	if got, typed, err := c.NoDealWorth(v); got != 25 || !typed || err != nil {
		t.Errorf("NoDealWorth = %v, %t, %v, want 25 as typed", got, typed, err)
	}
	c.Parties[1].NoAgreement = nil
	c.Issues[2].Now = detente.NoLevel
	var missing *detente.MissingError
	if _, _, err := c.NoDealWorth(v); !errors.As(err, &missing) || !slices.Equal(missing.Paths, []string{"issues.term.now"}) {
		t.Errorf("NoDealWorth = %v, want issues.term.now missing", err)
	}
	c.NoDeal = detente.NoDeal{None: true}
	if _, _, err := c.NoDealWorth(v); !errors.As(err, &missing) || err.Error() != "missing: parties.union.no_agreement" {
		t.Errorf("NoDealWorth = %v, want parties.union.no_agreement missing", err)
	}
}

func TestWorthRange(t *testing.T) {
	c := contract()
	v, err := c.Valuation(0)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		low, high float64
		best      string
	}{{0, 100, "[2]"}, {0, 100, "[twenty]"}, {0, 100, "[3]"}, {0, 100, "[not-taken]"}} {
		low, high := v.Worth[i].Range()
		if low != want.low || high != want.high || fmt.Sprint(v.Worth[i].Best()) != want.best {
			t.Errorf("row %d: Range = %v..%v, Best = %v, want %v", i, low, high, v.Worth[i].Best(), want)
		}
	}
	empty := detente.Worth{}
	if low, high := empty.Range(); low != 0 || high != 0 {
		t.Errorf("Range of a row without values = %v..%v, want 0..0", low, high)
	}
}

// exact is a decimal as a fraction; the numbers of these tests have at most
// four decimals.
func exact(x float64) *big.Rat {
	q, ok := new(big.Rat).SetString(fmt.Sprintf("%.4f", x))
	if !ok {
		panic(fmt.Sprintf("%v is no number", x))
	}
	return q
}

// exactValue is the value of a level in a row, in fractions.
func exactValue(s *detente.Issue, r *detente.Row, level int) *big.Rat {
	zero := new(big.Rat)
	if len(r.Breakpoints) == 0 && r.Position == nil {
		if level >= len(r.Values) || r.Values[level] == nil {
			return zero
		}
		return exact(r.Values[level].Mid)
	}
	at := exactPlaceOrEnds(s, level)
	if len(r.Breakpoints) == 0 {
		from, to, _ := s.Range()
		away := new(big.Rat).Sub(at, exact(r.Position.Mid))
		away.Abs(away).Quo(away, exact(to-from))
		return away.Mul(away.Sub(big.NewRat(1, 1), away), big.NewRat(100, 1))
	}
	last := len(r.Breakpoints) - 1
	for i, b := range r.Breakpoints {
		if at.Cmp(exact(b.At)) > 0 && i < last {
			continue
		}
		if i == 0 || at.Cmp(exact(b.At)) >= 0 {
			return exact(b.Value.Mid)
		}
		a := r.Breakpoints[i-1]
		t := new(big.Rat).Sub(at, exact(a.At))
		t.Quo(t, exact(b.At-a.At))
		t.Mul(t, exact(b.Value.Mid-a.Value.Mid))
		return t.Add(t, exact(a.Value.Mid))
	}
	return zero
}

func exactPlaceOrEnds(s *detente.Issue, level int) *big.Rat {
	if s.Scale == nil {
		return big.NewRat(int64(100*level), 1)
	}
	return exactPlace(s, level)
}

// randomWants is a table with rows of every kind.
func randomWants(r *rand.Rand, issues []detente.Issue) (w detente.Wants, links []*formula) {
	w.Written, w.Points = true, r.IntN(2) == 0
	value := func() float64 { return float64(r.IntN(1001)) / 10 }
	for i := range issues {
		s := &issues[i]
		row := detente.Row{Issue: s.ID}
		if r.IntN(5) == 0 {
			continue
		}
		if !w.Points && r.IntN(6) > 0 {
			row.Weight = number(float64(1 + r.IntN(50)))
		}
		from, to, ranged := s.Range()
		switch kind := r.IntN(3); {
		case ranged && kind == 0:
			row.Position = number(math.Round(from + (to-from)*float64(r.IntN(5))/4))
			row.Position.Mid = min(max(row.Position.Mid, from), to)
		case ranged && kind == 1:
			at := from
			for at <= to && len(row.Breakpoints) < 4 {
				row.Breakpoints = append(row.Breakpoints, points(at, value())...)
				at += (to - from) * float64(1+r.IntN(3)) / 4
			}
		case len(s.Options) > 0:
			for range s.Options {
				row.Values = append(row.Values, number(value()))
			}
			if r.IntN(3) == 0 {
				row.Values[0] = nil
			}
		}
		w.Rows = append(w.Rows, row)
	}
	for range r.IntN(3) {
		f := randomFormula(r, issues, 2)
		links = append(links, f)
		w.Links = append(w.Links, detente.Link{When: condition(f.text(r)), Add: *number(float64(r.IntN(41) - 20))})
	}
	if w.Points && r.IntN(2) == 0 {
		w.AtMost = number(value())
	}
	return w, links
}

// The utility function is what exact fractions say it is.
func TestValuationAgainstBruteForce(t *testing.T) {
	tried := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 6))
		c := &detente.Case{Issues: randomIssues(r)}
		wants, links := randomWants(r, c.Issues)
		c.Parties = []detente.Party{{ID: "p", Wants: wants}}
		if !c.Parties[0].Kind().Numeric() {
			continue
		}
		v, err := c.Valuation(0)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for range 20 {
			o := sampleOutcome(r, c)
			want := bruteUtility(c, &wants, links, o)
			if got := v.Utility(o); math.Abs(got-want) > 1e-6 {
				t.Fatalf("seed %d: Utility(%s) = %v, want %v", seed, c.Changes(o, nil), got, want)
			}
			tried++
		}
	}
	if tried < 10_000 {
		t.Errorf("only %d outcomes tried", tried)
	}
}

func bruteUtility(c *detente.Case, w *detente.Wants, links []*formula, o detente.Outcome) float64 {
	sum, total := new(big.Rat), new(big.Rat)
	for i := range w.Rows {
		row := &w.Rows[i]
		k := c.IssueIndex(row.Issue)
		weight := big.NewRat(1, 1)
		if !w.Points {
			if row.Weight == nil {
				continue
			}
			weight = exact(row.Weight.Mid)
		}
		total.Add(total, weight)
		sum.Add(sum, weight.Mul(weight, exactValue(&c.Issues[k], row, o[k])))
	}
	if !w.Points && total.Sign() > 0 {
		sum.Quo(sum, total)
	}
	if w.AtMost != nil && sum.Cmp(exact(w.AtMost.Mid)) > 0 {
		sum = exact(w.AtMost.Mid)
	}
	for i, f := range links {
		if f.holds(c, o) {
			sum.Add(sum, exact(w.Links[i].Add.Mid))
		}
	}
	x, _ := sum.Float64()
	return x
}

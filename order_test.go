package detente_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"detente"
)

// stated returns the entry of a `prefers` list with these conditions.
func stated(texts ...string) []detente.Statement {
	var out []detente.Statement
	for _, text := range texts {
		out = append(out, detente.Statement{When: condition(text)})
	}
	return out
}

func ranked(texts ...string) detente.Rank {
	var r detente.Rank
	for _, text := range texts {
		r.Fits = append(r.Fits, condition(text))
	}
	return r
}

// three is a case of three yes/no issues and one party.
func three(p detente.Party) *detente.Case {
	p.ID = "p"
	return &detente.Case{Issues: []detente.Issue{yesNo("a"), yesNo("b"), yesNo("c")}, Parties: []detente.Party{p}}
}

func TestOrder(t *testing.T) {
	scores := func(pairs ...any) (out []detente.Link) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, detente.Link{When: condition(pairs[i].(string)), Add: *number(pairs[i+1].(float64))})
		}
		return out
	}
	statements := detente.Party{Prefers: [][]detente.Statement{stated("a"), stated("b"), stated("c")}}
	inner := detente.Party{Prefers: [][]detente.Statement{stated("a", "b"), stated("c")}}
	ranking := detente.Party{Ranking: []detente.Rank{ranked("a and b"), ranked("a and c", "b and c"), ranked("a", "b")}}
	option := detente.Party{Scores: scores("a", -3.0, "b", 5.0, "not c", 3.0)}
	silent := detente.Party{Ranking: []detente.Rank{ranked("a"), ranked("b")}, Unknown: [][2]*detente.Condition{{condition("a"), condition("c and not a")}}}
	both := detente.Party{Ranking: []detente.Rank{ranked("a")}, Unknown: [][2]*detente.Condition{{condition("a"), condition("a or b")}}}
	for _, tt := range []struct {
		name    string
		party   detente.Party
		o, base string // the issues that are taken
		want    detente.Verdict
	}{
		{"the first statement decides", statements, "a", "bc", detente.Better},
		{"then the second", statements, "ac", "ab", detente.Worse},
		{"then the third", statements, "abc", "ab", detente.Better},
		{"an outcome is as good as itself", statements, "ab", "ab", detente.Same},
		{"gain and loss in one entry", inner, "a", "b", detente.Uncertain},
		{"and no later entry settles it", inner, "ac", "b", detente.Uncertain},
		{"more of one entry", inner, "ab", "bc", detente.Better},
		{"less of one entry", inner, "c", "a", detente.Worse},
		{"same in one entry, the next decides", inner, "ac", "a", detente.Better},
		{"the first rank that fits", ranking, "ab", "ac", detente.Better},
		{"the first rank that fits, though later ones do", ranking, "abc", "ac", detente.Better},
		{"a tie within a rank", ranking, "ac", "bc", detente.Same},
		{"any of a rank", ranking, "b", "", detente.Better},
		{"what no rank fits is last and tied", ranking, "c", "", detente.Same},
		{"last loses", ranking, "c", "b", detente.Worse},
		{"scores add up", option, "ab", "", detente.Better},           // 5 against 3
		{"negative scores", option, "a", "", detente.Worse},           // 0 against 3
		{"equal sums", option, "ac", "a", detente.Worse},              // -3 against 0
		{"equal sums are the same", option, "ab", "bc", detente.Same}, // -3+5+3 = 5, and 5
		{"a pair that is not ordered", silent, "a", "c", detente.Uncertain},
		{"either way round", silent, "bc", "ab", detente.Uncertain},
		{"other pairs are", silent, "a", "b", detente.Better},
		{"a pair never unsettles an outcome and itself", both, "ab", "ab", detente.Same},
		{"though it does any two that fit it", both, "ab", "a", detente.Uncertain},
	} {
		c := three(tt.party)
		ord, err := c.Order(0)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		o, base := takenOf(c, tt.o), takenOf(c, tt.base)
		if got := ord.Compare(o, base); got != tt.want {
			t.Errorf("%s: Compare(%q, %q) = %v, want %v", tt.name, tt.o, tt.base, got, tt.want)
		}
		if got := ord.Compare(base, o); got != mirrored(tt.want) {
			t.Errorf("%s: Compare(%q, %q) = %v, want %v", tt.name, tt.base, tt.o, got, mirrored(tt.want))
		}
	}
}

// takenOf returns the outcome in which the issues named are taken.
func takenOf(c *detente.Case, names string) detente.Outcome {
	o := make(detente.Outcome, len(c.Issues))
	for i := range c.Issues {
		if strings.Contains(names, string(c.Issues[i].ID)) {
			o[i] = 1
		}
	}
	return o
}

func mirrored(v detente.Verdict) detente.Verdict {
	switch v {
	case detente.Better:
		return detente.Worse
	case detente.Worse:
		return detente.Better
	}
	return v
}

// Sums that are equal but for rounding are the same.
func TestScoresTolerance(t *testing.T) {
	c := three(detente.Party{Scores: []detente.Link{
		{When: condition("a"), Add: *number(0.1)}, {When: condition("b"), Add: *number(0.2)}, {When: condition("c"), Add: *number(0.3)}}})
	ord, err := c.Order(0)
	if err != nil {
		t.Fatal(err)
	}
	if got := ord.Compare(takenOf(c, "ab"), takenOf(c, "c")); got != detente.Same {
		t.Errorf("0.1 + 0.2 against 0.3 = %v, want same", got)
	}
}

func TestOrderErrors(t *testing.T) {
	for _, tt := range []struct {
		party detente.Party
		want  string
	}{
		{detente.Party{}, `party "p" has no statements, ranking or scores`},
		{detente.Party{Wants: detente.Wants{Written: true, Points: true, Rows: []detente.Row{{Issue: "a"}}}}, `party "p" has no statements, ranking or scores`},
		{detente.Party{Prefers: [][]detente.Statement{stated("d")}}, `party "p": condition "d": no issue "d"`},
		{detente.Party{Ranking: []detente.Rank{ranked("a", "a=x")}}, `party "p": condition "a=x": at byte 2: "x" is no option of "a"`},
	} {
		if _, err := three(tt.party).Order(0); err == nil || err.Error() != tt.want {
			t.Errorf("Order = %v, want %s", err, tt.want)
		}
	}
}

// permutations calls f with every order of 0..n-1.
func permutations(n int, f func([]int)) {
	order := make([]int, 0, n)
	used := make([]bool, n)
	var visit func()
	visit = func() {
		if len(order) == n {
			f(order)
			return
		}
		for i := range n {
			if !used[i] {
				used[i], order = true, append(order, i)
				visit()
				used[i], order = false, order[:len(order)-1]
			}
		}
	}
	visit()
}

// bruteVerdict compares under every order of every inner list: better is better
// in all of them, uncertain where they disagree.
func bruteVerdict(entries [][]detente.Test, o, base detente.Outcome) detente.Verdict {
	seen := map[detente.Verdict]bool{}
	var visit func(k int, list []detente.Test)
	visit = func(k int, list []detente.Test) {
		if k == len(entries) {
			v := detente.Same
			for i := range list {
				a, b := list[i].Holds(o), list[i].Holds(base)
				if a != b {
					v = map[bool]detente.Verdict{true: detente.Better, false: detente.Worse}[a]
					break
				}
			}
			seen[v] = true
			return
		}
		permutations(len(entries[k]), func(order []int) {
			longer := append([]detente.Test(nil), list...)
			for _, i := range order {
				longer = append(longer, entries[k][i])
			}
			visit(k+1, longer)
		})
	}
	visit(0, nil)
	if len(seen) > 1 {
		return detente.Uncertain
	}
	for v := range seen {
		return v
	}
	return detente.Same
}

func TestStatementsAgainstBruteForce(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		c := &detente.Case{Issues: []detente.Issue{yesNo("i0"), yesNo("i1"), named("i2", "none", "some", "most")}}
		var p detente.Party
		for range 1 + r.IntN(3) {
			var entry []detente.Statement
			for range 1 + r.IntN(3) {
				entry = append(entry, detente.Statement{When: condition(randomFormula(r, c.Issues, 1).text(r))})
			}
			p.Prefers = append(p.Prefers, entry)
		}
		c.Parties = []detente.Party{p}
		ord, err := c.Order(0)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for range 30 {
			o, base := sampleOutcome(r, c), sampleOutcome(r, c)
			want := bruteVerdict(ord.Statements, o, base)
			if got := ord.Compare(o, base); got != want {
				t.Fatalf("seed %d: Compare(%s; %s) = %v, want %v", seed, c.Changes(o, nil), c.Changes(base, nil), got, want)
			}
		}
	}
}

// randomOrder returns a case with one ordinal party.
func randomOrder(r *rand.Rand) *detente.Case {
	c := &detente.Case{Issues: []detente.Issue{yesNo("i0"), yesNo("i1"), named("i2", "none", "some", "most")}}
	random := func() *detente.Condition { return condition(randomFormula(r, c.Issues, 1).text(r)) }
	var p detente.Party
	n := 1 + r.IntN(4)
	switch r.IntN(3) {
	case 0:
		for range n {
			var entry []detente.Statement
			for range 1 + r.IntN(3) {
				entry = append(entry, detente.Statement{When: random()})
			}
			p.Prefers = append(p.Prefers, entry)
		}
	case 1:
		for range n {
			p.Ranking = append(p.Ranking, detente.Rank{Fits: []*detente.Condition{random(), random()}[:1+r.IntN(2)]})
		}
	case 2:
		for range n {
			p.Scores = append(p.Scores, detente.Link{When: random(), Add: *number(float64(r.IntN(9) - 4))})
		}
	}
	c.Parties = []detente.Party{p}
	return c
}

// Better is transitive, and so is better-or-same for rankings and scores; every
// comparison has its mirror image.
func TestOrderIsTransitive(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 8))
		c := randomOrder(r)
		ord, err := c.Order(0)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var all []detente.Outcome
		eachOutcome(c, func(o detente.Outcome) { all = append(all, append(detente.Outcome(nil), o...)) })
		n := len(all)
		v := make([][]detente.Verdict, n)
		for i := range all {
			v[i] = make([]detente.Verdict, n)
			for j := range all {
				v[i][j] = ord.Compare(all[i], all[j])
			}
		}
		for i := range n {
			for j := range n {
				if v[i][j] != mirrored(v[j][i]) {
					t.Fatalf("seed %d: %v against %v is %v, the other way round %v", seed, all[i], all[j], v[i][j], v[j][i])
				}
				for k := range n {
					if v[i][j] == detente.Better && v[j][k] == detente.Better && v[i][k] != detente.Better {
						t.Fatalf("seed %d: %v > %v > %v, but %v", seed, all[i], all[j], all[k], v[i][k])
					}
					if v[i][j] == detente.Same && v[j][k] == detente.Same && v[i][k] != detente.Same {
						t.Fatalf("seed %d: %v = %v = %v, but %v", seed, all[i], all[j], all[k], v[i][k])
					}
				}
			}
		}
	}
}

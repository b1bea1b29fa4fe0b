package detente_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"detente"
)

// formula is a condition made by chance, with a meaning of its own that owes
// nothing to the package: exact numbers, and the truth table of each word.
type formula struct {
	word  string // leaf, not, and, or, if, iff
	parts []*formula
	issue int
	op    string // = >= <= > <, or "" for a bare yes/no issue
	value string
}

func (f *formula) text(r *rand.Rand) string {
	if f.word == "leaf" {
		space := [...]string{"", " "}[r.IntN(2)]
		if f.op == "" {
			return f.value
		}
		return fmt.Sprintf("i%d%s%s%s%s", f.issue, space, f.op, space, f.value)
	}
	rank := map[string]int{"leaf": 4, "not": 3, "and": 2, "or": 1, "if": 0, "iff": 0}
	part := func(k *formula) string {
		s := k.text(r)
		if rank[k.word] <= rank[f.word] && !(f.word == "not" && k.word == "not") || r.IntN(6) == 0 {
			return "(" + s + ")"
		}
		return s
	}
	if f.word == "not" {
		return "not " + part(f.parts[0])
	}
	var words []string
	for _, k := range f.parts {
		words = append(words, part(k))
	}
	return strings.Join(words, " "+f.word+" ")
}

func (f *formula) holds(c *detente.Case, o detente.Outcome) bool {
	switch f.word {
	case "not":
		return !f.parts[0].holds(c, o)
	case "if":
		return f.parts[0].holds(c, o) || !f.parts[1].holds(c, o)
	case "iff":
		return f.parts[0].holds(c, o) == f.parts[1].holds(c, o)
	case "and", "or":
		all, some := true, false
		for _, k := range f.parts {
			v := k.holds(c, o)
			all, some = all && v, some || v
		}
		return f.word == "and" && all || f.word == "or" && some
	}
	s := &c.Issues[f.issue]
	if f.op == "" {
		return o[f.issue] == 1
	}
	x, isNumber := new(big.Rat).SetString(f.value)
	if !isNumber {
		return string(s.Options[o[f.issue]].ID) == f.value
	}
	order := exactPlace(s, o[f.issue]).Cmp(x)
	switch f.op {
	case "=":
		return order == 0
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order < 0
}

// exactPlace is where a level lies on its scale, without rounding. Scales of
// these tests have at most two decimals.
func exactPlace(s *detente.Issue, level int) *big.Rat {
	exact := func(x float64) *big.Rat {
		q, _ := new(big.Rat).SetString(fmt.Sprintf("%.4f", x))
		return q
	}
	switch {
	case len(s.Options) > 0:
		return exact(s.Options[level].At)
	case s.Form == detente.Grid:
		step := new(big.Rat).Mul(exact(s.Scale.Step), big.NewRat(int64(level), 1))
		return step.Add(step, exact(s.Scale.From))
	}
	part := new(big.Rat).Mul(exact(s.Scale.To-s.Scale.From), big.NewRat(int64(level), detente.Ticks))
	return part.Add(part, exact(s.Scale.From))
}

// randomIssues returns one to four issues of all forms.
func randomIssues(r *rand.Rand) []detente.Issue {
	var out []detente.Issue
	for i := range 1 + r.IntN(4) {
		id := detente.IssueID(fmt.Sprintf("i%d", i))
		switch r.IntN(5) {
		case 0:
			out = append(out, named(id, []string{"none", "some", "most", "every"}[:2+r.IntN(3)]...))
		case 1:
			out = append(out, yesNo(id))
		case 2:
			places := []string{"low@-10", "mid@0", "good@12.5", "high@40"}
			out = append(out, scaled(named(id, places[:2+r.IntN(3)]...), -10, 40))
		case 3:
			g := [][3]float64{{2, 6, 0.05}, {0, 10, 3}, {-4, 4, 1}, {0, 1, 0.25}, {1, 1001, 0.01}}[r.IntN(5)]
			out = append(out, grid(id, g[0], g[1], g[2]))
		case 4:
			d := [][2]float64{{0, 100}, {2, 6}, {-5, 5}, {0, 1}}[r.IntN(4)]
			out = append(out, divisible(id, d[0], d[1]))
		}
	}
	return out
}

func randomFormula(r *rand.Rand, issues []detente.Issue, depth int) *formula {
	if depth == 0 || r.IntN(4) == 0 {
		return randomLeaf(r, issues)
	}
	f := &formula{word: [...]string{"not", "and", "or", "if", "iff"}[r.IntN(5)]}
	n := 2
	switch f.word {
	case "not":
		n = 1
	case "and", "or":
		n = 2 + r.IntN(2)
	}
	for range n {
		f.parts = append(f.parts, randomFormula(r, issues, depth-1))
	}
	return f
}

func randomLeaf(r *rand.Rand, issues []detente.Issue) *formula {
	i := r.IntN(len(issues))
	s := &issues[i]
	f := &formula{word: "leaf", issue: i}
	compare := [...]string{">=", "<=", ">", "<"}[r.IntN(4)]
	switch {
	case s.Form == detente.YesNo && r.IntN(2) == 0:
		f.value = string(s.ID)
	case len(s.Options) > 0 && (s.Scale == nil || r.IntN(2) == 0):
		f.op, f.value = "=", string(s.Options[r.IntN(len(s.Options))].ID)
	case len(s.Options) > 0:
		f.op, f.value = compare, [...]string{"-10", "-10.5", "0", "5", "12.5", "40", "41"}[r.IntN(7)]
	case r.IntN(3) == 0:
		f.op, f.value = "=", s.LevelID(randomLevel(r, s))
	default:
		x := s.Number(randomLevel(r, s)) + [...]float64{0, 0, 0.005, -0.013, 500}[r.IntN(5)]
		f.op, f.value = compare, fmt.Sprintf("%.3f", x)
	}
	return f
}

// randomLevel returns a level; on a divisible issue one with few digits.
func randomLevel(r *rand.Rand, s *detente.Issue) int {
	if s.Form == detente.Divisible {
		return r.IntN(201) * (detente.Ticks / 200)
	}
	return r.IntN(s.Levels())
}

// sampleOutcome returns an outcome, on divisible issues often next to a round
// number.
func sampleOutcome(r *rand.Rand, c *detente.Case) detente.Outcome {
	o := make(detente.Outcome, len(c.Issues))
	for i := range o {
		s := &c.Issues[i]
		o[i] = randomLevel(r, s)
		if s.Form == detente.Divisible {
			o[i] = min(max(o[i]+r.IntN(3)-1, 0), detente.Ticks)
		}
	}
	return o
}

// Every condition, compiled to a table or to steps, means what brute force says.
func TestConditionsAgainstBruteForce(t *testing.T) {
	tables, walks := 0, 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := &detente.Case{Issues: randomIssues(r)}
		f := randomFormula(r, c.Issues, 1+r.IntN(4))
		text := f.text(r)
		w, serr := detente.ParseCondition(text)
		if serr != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, serr)
		}
		test, err := w.Compile(c)
		if err != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, err)
		}
		steps, err := w.Steps(c)
		if err != nil {
			t.Fatalf("seed %d: %q: %v", seed, text, err)
		}
		if test.Tabled() {
			tables++
		} else {
			walks++
		}
		byLeaves := map[string]bool{}
		for range 40 {
			o := sampleOutcome(r, c)
			want := f.holds(c, o)
			if before, seen := byLeaves[leafTruths(&test, o)]; seen && before != want {
				t.Fatalf("seed %d: %q is %t and %t where its leaves agree", seed, text, before, want)
			}
			byLeaves[leafTruths(&test, o)] = want
			if got := test.Holds(o); got != want {
				t.Fatalf("seed %d: %q at %s = %t, want %t", seed, text, c.Changes(o, nil), got, want)
			}
			if got := steps(o); got != want {
				t.Fatalf("seed %d: steps of %q at %s = %t, want %t", seed, text, c.Changes(o, nil), got, want)
			}
		}
	}
	if tables < 200 || walks < 200 {
		t.Errorf("%d conditions compiled to tables and %d to steps: the sizes do not force both", tables, walks)
	}
}

// leafTruths tells which leaves of a condition hold.
func leafTruths(test *detente.Test, o detente.Outcome) string {
	var b []byte
	for _, l := range test.Leaves() {
		b = fmt.Append(b, l.Holds(o[l.Issue]), " ")
	}
	return string(b)
}

// A condition with more operands than the evaluator's first stack holds.
func TestWideCondition(t *testing.T) {
	c := &detente.Case{}
	var names []string
	for i := range 40 {
		id := fmt.Sprintf("y%d", i)
		c.Issues = append(c.Issues, yesNo(detente.IssueID(id)))
		names = append(names, id)
	}
	test, err := condition(strings.Join(names, " and ")).Compile(c)
	if err != nil {
		t.Fatal(err)
	}
	if test.Tabled() {
		t.Error("a table of 2^40 bits")
	}
	o := make(detente.Outcome, 40)
	for i := range o {
		o[i] = 1
	}
	if !test.Holds(o) {
		t.Error("40 taken: does not hold")
	}
	o[39] = 0
	if test.Holds(o) {
		t.Error("39 of 40 taken: holds")
	}
}

package gmcr_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"detente"
	"detente/gmcr"

	"github.com/google/go-cmp/cmp"
)

// data is an answer's JSON read back.
func data(t *testing.T, r *detente.Result) map[string]any {
	t.Helper()
	raw, err := json.Marshal(r.Data)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// says checks that texts stand in an answer, in its sentence or its lists.
func says(t *testing.T, r *detente.Result, texts ...string) {
	t.Helper()
	said := r.Answer
	for _, b := range r.Blocks {
		if l, ok := b.(*detente.List); ok {
			for _, item := range l.Items {
				said += "\n" + item.Text
			}
		}
	}
	for _, text := range texts {
		if !strings.Contains(said, text) {
			t.Errorf("the answer does not say %q:\n%s", text, said)
		}
	}
}

func numbers(xs ...float64) []any {
	var out []any
	for _, x := range xs {
		out = append(out, x)
	}
	return out
}

// TestStabilityAnswer reads the answer on Elmira as a client does: published
// equilibria, numbered from 0, with abandonment at its lowest number.
func TestStabilityAnswer(t *testing.T) {
	g := must(gmcr.FromCase(context.Background(), elmira()))
	r := stability(t, g).Result()
	d := data(t, r)
	if d["states"] != 12.0 || d["feasible"] != 9.0 {
		t.Errorf("states %v, feasible %v, want 12 and 9", d["states"], d["feasible"])
	}
	index := d["equilibria_index"].(map[string]any)
	// 5, 8, 9 of the publications: delay with insistence 6, modified and accepted
	// with insistence 9, abandonment 4.
	if diff := cmp.Diff(numbers(4, 6, 9), index["nash"]); diff != "" {
		t.Errorf("equilibria_index.nash (-want +got):\n%s", diff)
	}
	outcomes := d["equilibria"].(map[string]any)["nash"].([]any)
	want := map[string]any{"modify": "not-taken", "response": "delay", "insist": "taken"}
	if diff := cmp.Diff(want, outcomes[1]); diff != "" {
		t.Errorf("the deadlock (-want +got):\n%s", diff)
	}
	if got := len(d["verdicts"].([]any)); got != 9 {
		t.Errorf("%d verdicts, want 9", got)
	}
	says(t, r, "Stable for everybody: nash 3, gmr 5, smr 5, seq 3, sseq 3.", "The status quo is stable under gmr, smr only",
		"State 0 (not Modify, Response: delay, not Insist). Local would choose Insist, unless Uniroyal answers by changing Response from delay to abandon, which leaves Local worse off than staying. The answer is possible but not credible: Uniroyal would not gain by it.")
}

// TestVariantsAnswer checks that verdicts with unknown pairs are variant a, with
// the others beside them.
func TestVariantsAnswer(t *testing.T) {
	c := cube(2, 2, 1)
	c.Parties[0].Prefers = [][]detente.Statement{{{When: condition("x0")}}}
	c.Parties[0].Unknown = [][2]*detente.Condition{{condition("x0"), condition("not x0")}}
	c.Parties[1].Prefers = [][]detente.Statement{{{When: condition("x1")}}}
	d := data(t, stability(t, must(gmcr.FromCase(context.Background(), c))).Result())
	// d0 does not know whether it wants x0: bold it leaves every state, cautious
	// it leaves none.
	if diff := cmp.Diff(numbers(), d["equilibria_index"].(map[string]any)["nash"], cmp.Transformer("empty", func(x []any) int { return len(x) })); diff != "" {
		t.Errorf("variant a (-want +got):\n%s", diff)
	}
	cautious := d["variants"].(map[string]any)["d"].(map[string]any)["equilibria_index"].(map[string]any)["nash"]
	if diff := cmp.Diff(numbers(2, 3), cautious); diff != "" {
		t.Errorf("variant d (-want +got):\n%s", diff)
	}
}

func TestCoalitionsAnswer(t *testing.T) {
	g := must(gmcr.FromCase(context.Background(), elmira()))
	co, err := gmcr.FindCoalitions(context.Background(), g, false)
	if err != nil {
		t.Fatal(err)
	}
	r := co.Result()
	says(t, r, "7 coalitions judged", "Uniroyal and Moe would together choose Modify and change Response from delay to accept, which is an equilibrium too (state 9)")
	d := data(t, r)
	if diff := cmp.Diff(numbers(4, 9), d["universally_stable"].(map[string]any)["nash"]); diff != "" {
		t.Errorf("universally_stable.nash (-want +got):\n%s", diff)
	}
}

func TestPathsAnswer(t *testing.T) {
	g := must(gmcr.FromCase(context.Background(), elmira()))
	p, err := gmcr.FindPaths(context.Background(), g, g.Start())
	if err != nil {
		t.Fatal(err)
	}
	r := p.Result()
	says(t, r, "3 of 3 other equilibria can be reached by moves of any kind, 1 by improvements alone", "by improvements: Local, by choosing Insist.")
	d := data(t, r)
	// Published numbers of the status quo analysis, in our numbering.
	want := map[string]any{"0": 0.0, "1": 1.0, "2": 1.0, "3": 2.0, "6": 1.0, "7": 2.0, "8": 2.0, "9": 3.0, "4": 1.0}
	if diff := cmp.Diff(want, d["min_moves_any"]); diff != "" {
		t.Errorf("min_moves_any (-want +got):\n%s", diff)
	}
}

func TestPathsNeedAStart(t *testing.T) {
	c := cube(2, 2, 1)
	c.Issues[1].Now = detente.NoLevel
	g := must(gmcr.FromCase(context.Background(), c))
	_, err := gmcr.FindPaths(context.Background(), g, g.Start())
	missing, ok := err.(*detente.MissingError)
	if !ok || len(missing.Paths) != 1 || missing.Paths[0] != "issues.x1.now" {
		t.Errorf("FindPaths without a status quo = %v, want issues.x1.now missing", err)
	}
}

func TestInverseAnswer(t *testing.T) {
	p := readPublished(t, "syria-iraq-1975")
	g := p.graph(t)
	inv, err := gmcr.FindInverse(context.Background(), g, gmcr.SEQ, 1)
	if err != nil {
		t.Fatal(err)
	}
	r := inv.Result()
	// The published proof: Syria stays unless both 0 and 4, or both 2 and 6, are
	// better; 384 of 720 rankings do.
	says(t, r, "not stable for Syria (seq)", "Syria must find it at least as good as state 0 or state 4; and as state 2 or state 6; which is not so.")
	party := data(t, r)["parties"].([]any)[0].(map[string]any)
	if party["rankings"] != "384" || party["of"] != "720" {
		t.Errorf("rankings %v of %v, want 384 of 720", party["rankings"], party["of"])
	}
	inv, err = gmcr.FindInverse(context.Background(), g, gmcr.SEQ, 6)
	if err != nil {
		t.Fatal(err)
	}
	says(t, inv.Result(), "stable for everybody already")
}

func TestReorderAnswer(t *testing.T) {
	c := cube(2, 2, 1)
	c.Parties[0].Prefers = [][]detente.Statement{{{When: condition("x0")}}, {{When: condition("not x0")}}}
	c.Parties[1].Prefers = [][]detente.Statement{{{When: condition("x1")}}}
	g := must(gmcr.FromCase(context.Background(), c))
	inv := must(gmcr.FindInverse(context.Background(), g, gmcr.Nash, 2))
	says(t, inv.Result(), "D0: 1 exchange of neighbours of its statements; new order: not x0; x0.", "D0: state 2 must rise past 2 better states, the last being state 3")
}

func TestForesightAnswer(t *testing.T) {
	p := readPublished(t, "chicken")
	f, err := gmcr.FindForesight(context.Background(), p.graph(t), 4)
	if err != nil {
		t.Fatal(err)
	}
	r := f.Result()
	// From horizon 3 on, both swerving is stable for both.
	says(t, r, "However far both look ahead, stable for both: 3.")
	limited := data(t, r)["limited_move"].(map[string]any)["3"].(map[string]any)
	if diff := cmp.Diff(numbers(2, 3), limited["a"]); diff != "" {
		t.Errorf("limited_move.3.a (-want +got):\n%s", diff)
	}
	if _, err := gmcr.FindForesight(context.Background(), must(gmcr.FromCase(context.Background(), cube(3, 3, 2))), 2); err == nil {
		t.Error("FindForesight of three decision makers went through")
	}
}

// TestHoldAnswer checks the report on the truce: who would leave, who answers,
// and what taking everything back would do.
func TestHoldAnswer(t *testing.T) {
	g := must(gmcr.AfterDeal(context.Background(), truce(), detente.Outcome{1, 1, 0}))
	r := must(g.Hold(context.Background(), g.Start())).Result()
	says(t, r, "It would hold: A would gain by leaving, but credible answers deter it.",
		"If A left and the others took back all that they can alone, A would be worse off than staying.")
	c := truce()
	c.Parties[1].Wants.Rows = c.Parties[1].Wants.Rows[1:] // guns mean nothing to B
	c.Parties[0].Wants.Rows = c.Parties[0].Wants.Rows[1:] // nor to A
	g = must(gmcr.AfterDeal(context.Background(), c, detente.Outcome{1, 1, 0}))
	r = must(g.Hold(context.Background(), g.Start())).Result()
	says(t, r, "It would not hold: A would leave first, and nothing deters it.", "nothing that the others can do then makes that no better for it than staying")
}

// TestPoints checks the conflict after a deal with points and with a party that
// values only what a link names.
func TestPoints(t *testing.T) {
	c := truce()
	for i := range 2 {
		c.Parties[i].Wants.Points = true
		for k := range c.Parties[i].Wants.Rows {
			c.Parties[i].Wants.Rows[k].Weight = nil
		}
	}
	g := must(gmcr.AfterDeal(context.Background(), c, detente.Outcome{1, 1, 0}))
	// A: silent 100, no aid 100; B: silent 100, aid 100. A gains 100 by stopping
	// the aid; B has 50 then and 0 if it shoots, so its answer is not credible.
	h := must(g.Hold(context.Background(), g.Start()))
	if h.First != 0 || h.Stable[gmcr.GMR] != gmcr.Yes || h.Stable[gmcr.SEQ] != gmcr.No {
		t.Errorf("Hold = %v, first %d, want a possible answer that is not credible", h.Stable, h.First)
	}
}

package assess_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/casefile"
	"detente/gmcr"
)

// A roster lists the frontier, and says of each deal what the other answers say.
func TestRosterAgrees(t *testing.T) {
	for _, path := range []string{"../examples/alaska-2025/case.yaml", "../examples/labour/case.yaml", "../examples/harbour/case.yaml"} {
		ctx := context.Background()
		file, found, err := casefile.Load(path)
		if err != nil || file.Case == nil {
			t.Fatal(err, found)
		}
		p, err := bargain.New(ctx, file.Case)
		if err != nil {
			t.Fatal(err)
		}
		r, err := assess.FindRoster(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		f, err := bargain.FindFrontier(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		listed := map[string]*assess.Listed{}
		for i := range r.Deals {
			listed[r.Deals[i].ID] = &r.Deals[i]
			if r.Deals[i].ID != f.Deals[i].ID {
				t.Errorf("%s: deal %d is %s, want %s", path, i, r.Deals[i].ID, f.Deals[i].ID)
			}
		}
		holds, err := assess.FindHolds(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range holds.Deals {
			l := listed[h.Deal.ID]
			if l == nil || l.Hold == nil || h.Hold == nil {
				t.Errorf("%s: %s is judged by one and not by the other", path, h.Deal.ID)
				continue
			}
			if l.Hold.Hold.Stable != h.Hold.Stable {
				t.Errorf("%s: %s is stable %v, want %v", path, h.Deal.ID, l.Hold.Hold.Stable, h.Hold.Stable)
			}
			if (l.Lasts() >= assess.WithThreats) != (h.Hold.Stable[gmcr.SEQ] == gmcr.Yes) {
				t.Errorf("%s: %s lasts: %s, SEQ %v", path, h.Deal.ID, l.Lasts(), h.Hold.Stable[gmcr.SEQ])
			}
		}
		nash, err := bargain.Nash(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range nash.Consented.Deals {
			if l := listed[d.ID]; l == nil || !slices.Contains(l.Picked, "Nash") {
				t.Errorf("%s: %s is not marked as the Nash deal", path, d.ID)
			}
		}
	}
}

// In the truce each side is tempted and answered: the drawing has the deal, two
// breaches, and where both end.
func TestHoldingDraws(t *testing.T) {
	h := holds(t, "payer")
	r := h.Deals[0].Result()
	if !strings.HasPrefix(r.Answer, "It would hold") {
		t.Errorf("Holding.Result().Answer = %q", r.Answer)
	}
	g, ok := r.Blocks[0].(*detente.Graph)
	if !ok {
		t.Fatalf("the first block is a %T, want a graph", r.Blocks[0])
	}
	if len(g.Nodes) != 4 || len(g.Edges) != 4 {
		t.Errorf("%d nodes and %d edges, want 4 and 4", len(g.Nodes), len(g.Edges))
	}
	if e := g.Edges[0]; e.Label != "Attacker" || e.Kind != "improvement" || g.Edges[1].Kind != "credible answer" {
		t.Errorf("the first edges are %+v, %+v", e, g.Edges[1])
	}
}

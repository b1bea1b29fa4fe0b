package gmcr_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"detente"
	"detente/bargain"
	"detente/casefile"
	"detente/gmcr"
)

// TestShippedCases asks of every efficient deal of every shipped case whether it
// would hold. A deal is an equilibrium in the strictest sense exactly where
// nobody is tempted, and whoever leaves first gains by it.
func TestShippedCases(t *testing.T) {
	ctx := context.Background()
	paths, err := filepath.Glob("../examples/*/case.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no shipped cases: %v", err)
	}
	for _, path := range paths {
		f, _, err := casefile.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := bargain.New(ctx, f.Case)
		if err != nil {
			t.Logf("%s: %v", path, err)
			continue
		}
		frontier, err := bargain.FindFrontier(ctx, p)
		if err != nil {
			t.Logf("%s: %v", path, err)
			continue
		}
		for _, d := range frontier.Deals[:min(len(frontier.Deals), 12)] {
			checkDeal(t, path, f.Case, d.Outcome)
		}
	}
}

func checkDeal(t *testing.T, path string, c *detente.Case, deal detente.Outcome) {
	t.Helper()
	ctx := context.Background()
	g, err := gmcr.AfterDeal(ctx, c, deal)
	if err != nil {
		t.Errorf("%s: AfterDeal(%s): %v", path, c.Changes(deal, nil), err)
		return
	}
	h, err := g.Hold(ctx, g.Start())
	var missing *detente.MissingError
	if errors.As(err, &missing) {
		return
	}
	if err != nil {
		t.Errorf("%s: Hold(%s): %v", path, c.Changes(deal, nil), err)
		return
	}
	if (h.First < 0) != (h.Stable[gmcr.Nash] == gmcr.Yes) {
		t.Errorf("%s: %s: first to leave %d, Nash %v", path, c.Changes(deal, nil), h.First, h.Stable[gmcr.Nash])
	}
	if !g.Outcome(g.Start()).Equal(deal) {
		t.Errorf("%s: the conflict starts at %v, want %v", path, g.Outcome(g.Start()), deal)
	}
	if h.First < 0 {
		return
	}
	r := &h.Reasons[h.First]
	to := g.Outcome(r.Departures[r.Tempting].To)
	i := c.PartyIndex(g.Parties()[h.First])
	if v, err := c.Valuation(i); err == nil && r.Departures[r.Tempting].Gain == detente.Better && v.Utility(to) <= v.Utility(deal) {
		t.Errorf("%s: %s would leave %s for %s, which is worth less", path, c.Parties[i].ID, c.Changes(deal, nil), c.Changes(to, deal))
	}
}

package bargain_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"detente/bargain"
)

// The changes of every party add up to the difference of its utilities, whatever
// the two deals; and the way back is the way there with the signs changed.
func TestContrastAddsUp(t *testing.T) {
	for _, path := range []string{"../examples/alaska-2025/case.yaml", "../examples/labour/case.yaml", "../examples/harbour/case.yaml"} {
		p := problemOf(t, path)
		f, err := bargain.FindFrontier(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		deals := f.Deals[:min(len(f.Deals), 12)]
		for _, a := range deals {
			for _, b := range deals {
				there, back := p.Contrast(a, b), p.Contrast(b, a)
				for k := range b.Utilities {
					sum := there.Links[k] + there.CutOff[k]
					for _, row := range there.Issues {
						sum += row.Change[k]
					}
					want := b.Utilities[k] - a.Utilities[k]
					if math.Abs(sum-want) > 1e-9 || math.Abs(there.Change[k]-want) > 1e-9 || math.Abs(back.Change[k]+want) > 1e-9 {
						t.Errorf("%s: from %s to %s party %d: issues add up to %v, change %v, back %v, want %v", path, a.ID, b.ID, k, sum, there.Change[k], back.Change[k], want)
					}
				}
			}
		}
	}
}

func TestContrastSaysWho(t *testing.T) {
	p := problemOf(t, "../examples/alaska-2025/case.yaml")
	f, err := bargain.FindFrontier(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	deals := map[string]bargain.Deal{}
	for _, d := range f.Deals {
		deals[d.ID] = d
	}
	for _, want := range []struct{ a, b, says string }{
		{"D15", "D19", "With D19 instead of D15 Russia loses 9.4, most by “What Washington recognises: Russia's standing”; United States gains 31.6, most by “The war meanwhile: ceasefire”."},
		{"D2", "D4", "They differ in one issue. D2 lacks the consent of Ukraine and European leaders. D4 lacks the consent of Ukraine."},
		{"D19", "D19", "D19 and D19 are the same package."},
	} {
		if got := p.Contrast(deals[want.a], deals[want.b]).Result().Answer; !strings.Contains(got, want.says) {
			t.Errorf("Contrast(%s, %s) = %q, want %q in it", want.a, want.b, got, want.says)
		}
	}
}

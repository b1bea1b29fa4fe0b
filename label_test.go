package detente_test

import (
	"testing"

	"detente"

	"pgregory.net/rapid"
)

func TestParseLabel(t *testing.T) {
	for _, tt := range []struct {
		text, text2 string
		want        detente.Label
	}{
		{"open", "open", ""},
		{"team", "team", "team"},
		{"caucus:russia", "caucus:russia", "caucus:russia"},
		{"team, caucus:russia", "caucus:russia, team", "caucus:russia,team"},
		{"caucus:us,caucus:russia,caucus:us", "caucus:russia, caucus:us", "caucus:russia,caucus:us"},
		{"open, team", "team", "team"},
	} {
		got, err := detente.ParseLabel(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("ParseLabel(%q) = %q, %v, want %q", tt.text, got, err, tt.want)
		}
		if got.String() != tt.text2 {
			t.Errorf("ParseLabel(%q).String() = %q, want %q", tt.text, got, tt.text2)
		}
		if again, err := detente.ParseLabel(got.String()); err != nil || again != got {
			t.Errorf("ParseLabel(%q) = %q, %v, want it back", got.String(), again, err)
		}
	}
	for _, text := range []string{"", "secret", "Team", "caucus:", "caucus:Russia", "caucus", "team;open", "team,", "caucus:a b"} {
		if got, err := detente.ParseLabel(text); err == nil {
			t.Errorf("ParseLabel(%q) = %q, want an error", text, got)
		}
	}
}

func TestLabelVisible(t *testing.T) {
	for _, tt := range []struct {
		label, clearance detente.Label
		want             bool
	}{
		{"", "", true}, {"", "team", true},
		{"team", "", false}, {"team", "team", true},
		{"caucus:a", "team", false}, {"team", "caucus:a", false}, // neither ranks above the other
		{"caucus:a", "caucus:b", false},
		{"caucus:a,team", "team", false}, {"caucus:a,team", "caucus:a,team", true},
		{"caucus:a", "caucus:a,team", true},
	} {
		if got := tt.label.Visible(tt.clearance); got != tt.want {
			t.Errorf("%q visible to %q = %t, want %t", tt.label, tt.clearance, got, tt.want)
		}
	}
	if got := detente.Label("caucus:a,caucus:b,team").Parties(); len(got) != 2 || got[0] != "a" || got[1] != "b" {
		t.Errorf("Parties = %v, want a and b", got)
	}
}

func anyLabel() *rapid.Generator[detente.Label] {
	return rapid.Custom(func(t *rapid.T) detente.Label {
		l := detente.Open
		for _, mark := range rapid.SliceOfN(rapid.SampledFrom([]detente.Label{"team", "caucus:a", "caucus:b", "caucus:us"}), 0, 4).Draw(t, "marks") {
			l = l.Join(mark)
		}
		return l
	})
}

// Labels under join are a semilattice with Open at the bottom, and Visible is
// its order.
func TestLabelAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyLabel().Draw(t, "a"), anyLabel().Draw(t, "b"), anyLabel().Draw(t, "c")
		if a.Join(b) != b.Join(a) {
			t.Fatalf("%q and %q do not commute", a, b)
		}
		if a.Join(b).Join(c) != a.Join(b.Join(c)) {
			t.Fatalf("%q, %q and %q do not associate", a, b, c)
		}
		if a.Join(a) != a || a.Join(detente.Open) != a {
			t.Fatalf("%q is not idempotent, or open is not neutral", a)
		}
		if a.Visible(b) != (a.Join(b) == b) {
			t.Fatalf("%q visible to %q = %t, but their join is %q", a, b, a.Visible(b), a.Join(b))
		}
		if a.Join(b).Visible(c) != (a.Visible(c) && b.Visible(c)) {
			t.Fatalf("%q with %q, seen by %q: a join is seen by those who see both", a, b, c)
		}
		if a.Visible(b) && !a.Visible(b.Join(c)) {
			t.Fatalf("%q is visible to %q, but not with %q on top", a, b, c)
		}
	})
}

package detente_test

import (
	"testing"

	"detente"
)

func TestSuggest(t *testing.T) {
	options := []string{"withdraw", "line", "all-four", "none", "nine"}
	for _, tt := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"withdraw", options, "withdraw"},
		{"withdrw", options, "withdraw"},   // one missing
		{"withdraww", options, "withdraw"}, // one too many
		{"withdrqw", options, "withdraw"},  // one wrong
		{"wihtdraw", options, "withdraw"},  // a swap
		{"wihtdrwa", options, "withdraw"},  // two swaps
		{"wihdraws", options, "withdraw"},  // two edits
		{"wihdrs", options, ""},            // three
		{"lien", options, "line"},          // a swap is one edit; nine is two
		{"lime", options, "line"},
		{"nane", options, "none"},                  // the nearest
		{"mine", []string{"line", "nine"}, "line"}, // the first of two as near
		{"on", []string{"no"}, "no"},
		{"it", []string{"us"}, ""}, // short words take one edit
		{"uk", []string{"us"}, "us"},
		{"abc", []string{"abcde"}, ""},
		{"abcd", []string{"abcdef"}, "abcdef"},
		{"traité", []string{"traite"}, "traite"},
		{"x", nil, ""},
	} {
		if got := detente.Suggest(tt.word, tt.candidates); got != tt.want {
			t.Errorf("Suggest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestIsIdentifier(t *testing.T) {
	for _, s := range []string{"a", "russia", "us-base", "e10", "all-four", "x2-y3"} {
		if !detente.IsIdentifier(s) {
			t.Errorf("IsIdentifier(%q) = false", s)
		}
	}
	for _, s := range []string{"", "-a", "a-", "a--b", "2a", "A", "a_b", "a b", "a.b", "é", "aé"} {
		if detente.IsIdentifier(s) {
			t.Errorf("IsIdentifier(%q) = true", s)
		}
	}
}

package exchange

import (
	"testing"

	"detente"

	"pgregory.net/rapid"
)

func TestIdentifiers(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Laptop", "laptop"},
		{"External Monitor", "external-monitor"},
		{"LegalLiability", "legal-liability"},
		{"DoT", "dot"},
		{"60 Gb", "v60-gb"},
		{"19'' LCD", "v19-lcd"},
		{"$40,000", "v40000"},
		{"2.5 million $", "v2-5-million"},
		{"5% + jobs ", "v5-percent-plus-jobs"},
		{"Price($)", "price"},
		{"-5", "minus-5"},
		{"10-20", "v10-20"},
		{"< 3", "under-3"},
		{"Bed & Breakfast", "bed-and-breakfast"},
		{"Œuvre d’été", "oeuvre-dete"},
		{"The location of the airport", "location-of-the-airport"},
		{"The", "the"},
		{"yes", "option-yes"},
		{"Null", "option-null"},
		{"taken", "option-taken"},
		{"name", "option-name"},
		{"価格", "option-1"},
		{"IS receives the patents, industrial design rights and trade secrets", "is-receives-the-patents-industrial"},
	}
	for _, test := range tests {
		if got := newNamer("option").id(test.name, 0); got != test.want {
			t.Errorf("id(%q) = %s, want %s", test.name, got, test.want)
		}
	}
}

func TestIdentifiersAreUniqueAndFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := newNamer("issue")
		seen := map[string]bool{}
		for i, name := range rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"a", "a-2", "A", "yes", "issue-1", "60", "v60"}))).Draw(t, "names") {
			id := n.id(name, i)
			if !detente.IsIdentifier(id) || isReserved(id) || seen[id] || len(id) > 64 {
				t.Fatalf("id(%q) = %q after %v", name, id, seen)
			}
			seen[id] = true
		}
	})
}

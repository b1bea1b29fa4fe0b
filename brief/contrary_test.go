package brief_test

import (
	"testing"

	"detente/brief"
	"detente/source"
)

// Two sentences about one event, and whether they contradict each other.
func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		one, two string
		want     bool
	}{
		{"Norland refuses to discuss the islands.", "Norland is ready to discuss the islands.", true},
		{"Norland refuses to discuss the islands.", "Norland will not talk about the islands.", false},
		{"Norland wants a quota of 60,000 tonnes of herring.", "Norland is asking for a quota of 90,000 tonnes of herring.", true},
		{"Norland wants a quota of 60,000 tonnes of herring.", "Norland seeks 60,000 tonnes of herring as its quota.", false},
		{"The herring talks resume in Bergen on Tuesday.", "The herring talks resume in Bergen on Thursday.", true},
		{"The herring stock of the northern sea has risen since the closure.", "The herring stock of the northern sea has fallen since the closure.", true},
		{"Sudmark denies that its trawlers crossed the line.", "Sudmark admits that its trawlers crossed the line.", true},
		{"The plants were shut last January, the mayor recalled.", "The plants were shut last winter, the mayor recalled.", false},
		{"Sudmark has stocks of fuel for eight days.", "Sudmark has stocks of fuel for five days.", true},
		{"Ada Brun, the minister of Norland, met the fleet.", "Ada Brun, the former minister of Norland, met the fleet.", true},
	} {
		var docs []*source.Document
		for i, text := range [...]string{c.one, c.two} {
			d, err := source.Read([...]string{"one.txt", "two.txt"}[i], []byte(opening+text+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, d)
		}
		b, err := brief.Read(docs, brief.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range b.Comparisons {
			if x.Kind == brief.Contradicts {
				got = x.Why
			}
		}
		if (got != "") != c.want {
			t.Errorf("%s / %s: contradiction %q, want one: %v", c.one, c.two, got, c.want)
		}
	}
}

package source_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/source"
)

// A document is the same after its JSON and its text were put together again.
func TestRestore(t *testing.T) {
	const page = "<html><head><title>Talks</title></head><body><h1>Talks</h1><p>Norland wants the islands back, and Sudmark will not hear of it.</p><ul><li>Fish: a quota</li></ul><table><tr><th>who</th><th>what</th></tr><tr><td>Norland</td><td>islands</td></tr></table></body></html>"
	for name, text := range map[string]string{"talks.html": page, "talks.md": "# Talks\n\nNorland wants the islands back.\n\n- Fish: a quota for the boats of both\n",
		"cut.txt": strings.Repeat("Norland wants the islands back. ", source.MaxWords/4)} {
		d, err := source.Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		structure, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := source.Restore(structure, d.Text)
		if err != nil {
			t.Fatalf("Restore(%s): %v", name, err)
		}
		if diff := cmp.Diff(d, back); diff != "" {
			t.Errorf("Restore(%s) (-read +restored):\n%s", name, diff)
		}
		if _, err := source.Restore(structure, d.Text+" "); err == nil || !strings.Contains(err.Error(), "changed since") {
			t.Errorf("Restore(%s with another text) = %v, want an error", name, err)
		}
		if _, err := source.Restore([]byte(strings.Replace(string(structure), `"end":`, `"end":9999`, 1)), d.Text); err == nil {
			t.Errorf("Restore(%s with a span beyond the text) succeeds, want an error", name)
		}
	}
}

package casefile_test

import (
	"testing"

	"detente/casefile"
)

func TestHas(t *testing.T) {
	f, _ := casefile.Parse("", []byte("detente: 1\nparties:\n  union: {name: U}\n"), nil)
	for path, want := range map[string]bool{"parties": true, "parties.union": true, "issues": false, "parties.firm": false} {
		if got := f.Has(path); got != want {
			t.Errorf("Has(%q) = %v, want %v", path, got, want)
		}
	}
	if f, _ := casefile.Parse("", nil, nil); f.Has("issues") {
		t.Error(`Has("issues") of nothing = true, want false`)
	}
}

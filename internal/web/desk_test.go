package web

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"detente/internal/store"
)

// A store with a case that quotes a document, and a desk over it.
func stored(t *testing.T) (*desk, store.Case) {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "detente.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := newDesk(Options{Store: st}, newHub())
	t.Cleanup(d.close)
	c, err := st.Create(t.Context(), "A case", []byte("detente: 1\nsources:\n  a: {file: sources/a.txt}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

// What was read before a document came is not kept after it has come.
func TestDeskForgetsWhatIsOvertaken(t *testing.T) {
	d, c := stored(t)
	before, err := d.documents(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.addSources(t.Context(), c.ID, store.Source{Path: "sources/a.txt", Text: "Here it is."}); err != nil {
		t.Fatal(err)
	}
	key := sheetKey{c.ID, c.SHA256}
	d.keep(key, &sheet{}, before.turn)
	if d.known(key) != nil {
		t.Error("a sheet read before the document came is on the desk")
	}
	after, err := d.documents(t.Context(), c)
	if err != nil || after.added["sources/a.txt"] != "Here it is." {
		t.Errorf("documents = %v, %v, want the new one", after.added, err)
	}
}

// The sheet that was used longest ago makes room, not the one that was made
// first; what is known of a case goes with its last sheet.
func TestDeskKeepsWhatIsUsed(t *testing.T) {
	d, c := stored(t)
	first := sheetKey{c.ID, "first"}
	d.keep(first, &sheet{}, 0)
	d.added["gone"], d.added[c.ID] = map[string]string{}, map[string]string{}
	for i := range 2 * maxSheets {
		d.keep(sheetKey{"gone", fmt.Sprint(i)}, &sheet{}, 0)
		if d.known(first) == nil {
			t.Fatalf("a sheet in use has made room after %d others", i+1)
		}
	}
	for i := range maxSheets {
		d.keep(sheetKey{"other", fmt.Sprint(i)}, &sheet{}, 0)
	}
	if len(d.sheets) != maxSheets || len(d.order) != maxSheets || len(d.added) != 0 {
		t.Errorf("the desk holds %d sheets in an order of %d and documents of %d cases, want %d, %d and 0", len(d.sheets), len(d.order), len(d.added), maxSheets, maxSheets)
	}
}

// Results that nobody waits for are not kept without end.
func TestJobsAreBounded(t *testing.T) {
	d, c := aDesk(t)
	for i := range 2 * maxJobs {
		name := fmt.Sprint("why ", i)
		if v, err := d.do(t.Context(), c, name, func(context.Context, func(int, int)) (any, error) { return i, nil }); v != i || err != nil {
			t.Fatalf("do(%s) = %v, %v, want %d", name, v, err, i)
		}
	}
	if n := len(c.sheet.jobs); n > maxJobs {
		t.Errorf("%d results are kept, want %d at most", n, maxJobs)
	}
}

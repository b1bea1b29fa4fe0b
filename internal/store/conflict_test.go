package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"detente/internal/store"
)

func TestConflict(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "x", []byte("one"), nil))
	must[store.Revision](t)(s.Save(ctx, c.ID, 1, "x", []byte("two"), ""))
	must[store.Revision](t)(s.Save(ctx, c.ID, 2, "x", []byte("three"), ""))
	for parent, base := range map[int]string{0: "", 1: "one", 2: "two", 4: "", -1: ""} {
		_, err := s.Save(ctx, c.ID, parent, "mine", []byte("mine"), "")
		var conflict *store.Conflict
		if !errors.As(err, &conflict) {
			t.Fatalf("Save on %d: %v, want a Conflict", parent, err)
		}
		if string(conflict.Base) != base || string(conflict.Theirs) != "three" || string(conflict.Yours) != "mine" || conflict.Latest != 3 {
			t.Errorf("Save on %d: %q %q %q %d", parent, conflict.Base, conflict.Theirs, conflict.Yours, conflict.Latest)
		}
	}
	if got := must[store.Case](t)(s.Case(ctx, c.ID)); got.Revision != 3 || got.Title != "x" {
		t.Errorf("a conflict changed the case: %+v", got)
	}
}

// TestRacingSaves lets 16 people add 1,000 lines to one text, each merging when
// somebody was faster: every line must be there once, in the order saved.
func TestRacingSaves(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(t.Context(), "x", nil, nil))
	race(t, s, c.ID, 1000)
	all := must[[]store.Revision](t)(s.Revisions(t.Context(), c.ID))
	if len(all) != 1001 {
		t.Errorf("%d revisions, want 1001", len(all))
	}
	before := ""
	for _, r := range all {
		text := string(must[store.Revision](t)(s.Revision(t.Context(), c.ID, r.Number)).Text)
		if added, ok := strings.CutPrefix(text, before); !ok || strings.Count(added, "\n") > 1 || r.Parent != r.Number-1 {
			t.Fatalf("revision %d is not its parent and a line", r.Number)
		}
		before = text
	}
}

// TestRacingSavesOfAFile is the same race for a file served in place.
func TestRacingSavesOfAFile(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	file := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c := must[store.Case](t)(s.Attach(t.Context(), file))
	race(t, s, c.ID, 100)
	if got := must[store.Case](t)(s.Case(t.Context(), c.ID)); !bytes.Equal(must[[]byte](t)(os.ReadFile(file)), got.Text) || got.Revision != 101 {
		t.Errorf("the file and revision %d differ, or it is not 101", got.Revision)
	}
}

// race adds n lines from 16 goroutines and looks for each of them.
func race(t *testing.T, s *store.Store, id store.CaseID, n int) {
	t.Helper()
	var next atomic.Int64
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for {
				i := next.Add(1)
				if i > int64(n) {
					return
				}
				if err := addLine(t, s, id, fmt.Sprintf("line %d\n", i)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	lines := strings.Split(strings.TrimSpace(string(must[store.Case](t)(s.Case(t.Context(), id)).Text)), "\n")
	slices.Sort(lines)
	if total := len(lines); total != n || len(slices.Compact(lines)) != n {
		t.Errorf("%d lines, %d of them different; want %d", total, len(slices.Compact(lines)), n)
	}
}

// addLine adds a line to a case, however often somebody else is faster.
func addLine(t *testing.T, s *store.Store, id store.CaseID, line string) error {
	c, err := s.Case(t.Context(), id)
	parent, text := c.Revision, c.Text
	for err == nil {
		_, err = s.Save(t.Context(), id, parent, "x", append(slices.Clip(text), line...), "")
		var conflict *store.Conflict
		if !errors.As(err, &conflict) {
			return err
		}
		parent, text, err = conflict.Latest, conflict.Theirs, nil
	}
	return err
}

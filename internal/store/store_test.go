package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"detente/internal/store"
)

// fresh returns an empty store in a folder of its own.
func fresh(t testing.TB) *store.Store {
	t.Helper()
	s, _ := freshAt(t)
	return s
}

func freshAt(t testing.TB) (s *store.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "data", "detente.db")
	return open(t, path), path
}

func open(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(path)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// must returns what a call gave if it gave no error.
func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

var overview = store.Source{Path: "sources/overview.txt", Title: "Übersicht", Media: "text/plain", Text: "Energy fell.\x00\xff Zölle 🙂", Published: "2025-08"}

func TestRoundTrip(t *testing.T) {
	ctx := t.Context()
	s, path := freshAt(t)
	before := time.Now()
	made := must[store.Case](t)(s.Create(ctx, "Häfen & Zölle", []byte("title: x\n"), []store.Source{overview}))
	if len(made.ID) != 16 || made.Revision != 1 || made.Updated.Before(before.Truncate(time.Microsecond)) {
		t.Errorf("Create = %+v", made)
	}
	second := must[store.Revision](t)(s.Save(ctx, made.ID, 1, "Häfen", nil, "emptied"))
	third := must[store.Revision](t)(s.Save(ctx, made.ID, 2, "Häfen", []byte("title: x\n"), ""))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open(t, path)
	want := store.Case{ID: made.ID, Title: "Häfen", Revision: 3, Updated: third.Saved, Text: []byte("title: x\n"), SHA256: made.SHA256}
	if diff := cmp.Diff(want, must[store.Case](t)(s.Case(ctx, made.ID))); diff != "" {
		t.Errorf("Case (-want +got):\n%s", diff)
	}
	want.Text = nil
	if diff := cmp.Diff([]store.Case{want}, must[[]store.Case](t)(s.Cases(ctx))); diff != "" {
		t.Errorf("Cases (-want +got):\n%s", diff)
	}
	revisions := must[[]store.Revision](t)(s.Revisions(ctx, made.ID))
	if got := fmt.Sprintln(revisions[1].Number, revisions[1].Parent, revisions[1].Note, revisions[1].Saved.Equal(second.Saved), len(revisions)); got != "2 1 emptied true 3\n" {
		t.Errorf("Revisions: %s", got)
	}
	for n, text := range []string{"title: x\n", "", "title: x\n"} {
		if r := must[store.Revision](t)(s.Revision(ctx, made.ID, n+1)); string(r.Text) != text || r.Number != n+1 || r.SHA256 != revisions[n].SHA256 {
			t.Errorf("Revision(%d) = %+v, want text %q", n+1, r, text)
		}
	}
	sources := must[[]store.Source](t)(s.Sources(ctx, made.ID))
	if len(sources) != 1 {
		t.Fatalf("Sources = %+v", sources)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(overview.Text))); sources[0].SHA256 != sum {
		t.Errorf("the sum of a source that came without one is %s, want %s", sources[0].SHA256, sum)
	}
	sources[0].SHA256 = ""
	if diff := cmp.Diff(overview, sources[0]); diff != "" {
		t.Errorf("Sources (-want +got):\n%s", diff)
	}
	if problems := must[[]string](t)(s.Check(ctx)); len(problems) > 0 {
		t.Errorf("Check = %q", problems)
	}
}

func TestCasesNewestFirst(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	a := must[store.Case](t)(s.Create(ctx, "a", nil, nil))
	must[store.Case](t)(s.Create(ctx, "b", nil, nil))
	must[store.Revision](t)(s.Save(ctx, a.ID, 1, "a again", nil, ""))
	var titles []string
	for _, c := range must[[]store.Case](t)(s.Cases(ctx)) {
		titles = append(titles, c.Title)
	}
	if diff := cmp.Diff([]string{"a again", "b"}, titles); diff != "" {
		t.Errorf("Cases (-want +got):\n%s", diff)
	}
}

func TestDecisions(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "x", nil, nil))
	at := time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC)
	err := s.Decide(ctx, c.ID, store.Decision{Item: "i1", Verdict: "accept", At: at}, store.Decision{Item: "i2", Verdict: "reject", At: at})
	if err != nil {
		t.Fatal(err)
	}
	later := store.Decision{Item: "i1", Verdict: "edit", Value: json.RawMessage(`{"weight": 3}`), At: at.Add(time.Hour)}
	if err := s.Decide(ctx, c.ID, later); err != nil {
		t.Fatal(err)
	}
	want := []store.Decision{later, {Item: "i2", Verdict: "reject", At: at}}
	if diff := cmp.Diff(want, must[[]store.Decision](t)(s.Decisions(ctx, c.ID))); diff != "" {
		t.Errorf("Decisions (-want +got):\n%s", diff)
	}
	if err := s.Decide(ctx, c.ID, store.Decision{Item: "i3", Value: json.RawMessage("{")}); err == nil {
		t.Error("Decide took a value that is no JSON")
	}
}

func TestNotFound(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "x", nil, nil))
	const nobody = store.CaseID("0123456789abcdef")
	for name, call := range map[string]func() error{
		"Case":       func() error { _, err := s.Case(ctx, nobody); return err },
		"Save":       func() error { _, err := s.Save(ctx, nobody, 1, "", nil, ""); return err },
		"Revisions":  func() error { _, err := s.Revisions(ctx, nobody); return err },
		"Revision":   func() error { _, err := s.Revision(ctx, c.ID, 2); return err },
		"AddSources": func() error { return s.AddSources(ctx, nobody, overview) },
		"Decide":     func() error { return s.Decide(ctx, nobody, store.Decision{Item: "i"}) },
		"Retitle":    func() error { return s.Retitle(ctx, nobody, "y") },
		"Delete":     func() error { return s.Delete(ctx, nobody) },
	} {
		if err := call(); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s of nothing: %v, want ErrNotFound", name, err)
		}
	}
}

func TestSourcePaths(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "x", nil, nil))
	for _, path := range []string{"", ".", "..", "../x", "/etc/passwd", "a/../b", `a\b`, "c:x", "case.yaml", "a//b", "a\x00"} {
		if err := s.AddSources(ctx, c.ID, store.Source{Path: path}); err == nil {
			t.Errorf("AddSources took the path %q", path)
		}
		if _, err := s.Create(ctx, "y", nil, []store.Source{{Path: path}}); err == nil {
			t.Errorf("Create took the path %q", path)
		}
	}
}

// TestDelete looks for deleted text in the raw files, and for text that others
// share in what is left.
func TestDelete(t *testing.T) {
	ctx := t.Context()
	s, path := freshAt(t)
	canary := bytes.Repeat([]byte("canary-7f3a "), 2000)
	shared := store.Source{Path: "sources/shared.txt", Text: "shared by two cases"}
	gone := must[store.Case](t)(s.Create(ctx, "canary-7f3a title", canary, []store.Source{shared, {Path: "a.txt", Text: "canary-7f3a source"}}))
	stays := must[store.Case](t)(s.Create(ctx, "stays", []byte("x"), []store.Source{shared}))
	must[store.Revision](t)(s.Save(ctx, gone.ID, 1, "canary-7f3a", append(canary, '!'), "canary-7f3a note"))
	if err := s.AddSources(ctx, gone.ID, store.Source{Path: "a.txt", Text: "replaced"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(ctx, gone.ID, store.Decision{Item: "canary-7f3a", Verdict: "accept"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if n := bytes.Count(must[[]byte](t)(os.ReadFile(file)), []byte("canary-7f3a")); n > 0 {
			t.Errorf("%s holds the deleted text %d times", filepath.Base(file), n)
		}
	}
	if got := must[[]store.Source](t)(s.Sources(ctx, stays.ID)); len(got) != 1 || got[0].Text != shared.Text {
		t.Errorf("Sources of the other case = %+v", got)
	}
	if problems := must[[]string](t)(s.Check(ctx)); len(problems) > 0 {
		t.Errorf("Check = %q", problems)
	}
}

func TestOneProcess(t *testing.T) {
	s, path := freshAt(t)
	if _, err := store.Open(path); !errors.Is(err, store.ErrLocked) {
		t.Errorf("second Open: %v, want ErrLocked", err)
	}
	c := must[store.Case](t)(s.Create(t.Context(), "x", []byte("y"), nil))
	r := must[*store.Store](t)(store.OpenReadOnly(path))
	if got := must[store.Case](t)(r.Case(t.Context(), c.ID)); string(got.Text) != "y" {
		t.Errorf("read beside the writer: %+v", got)
	}
	if _, err := r.Create(t.Context(), "x", nil, nil); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("Create on a read-only store: %v, want ErrReadOnly", err)
	}
	if err := errors.Join(r.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	open(t, path)
	if _, err := s.Create(t.Context(), "x", nil, nil); !errors.Is(err, store.ErrClosed) {
		t.Errorf("Create after Close: %v, want ErrClosed", err)
	}
}

func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	s, path := freshAt(t)
	must[store.Case](t)(s.Create(t.Context(), "x", nil, nil))
	copy := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), copy); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]os.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, path + ".lock": 0o600, copy: 0o600} {
		if got := must[os.FileInfo](t)(os.Stat(file)).Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(file), got, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := fresh(t)
	if _, err := s.Create(ctx, "x", nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Create with a cancelled context: %v", err)
	}
	if got := must[[]store.Case](t)(s.Cases(t.Context())); len(got) > 0 {
		t.Errorf("a cancelled Create left %+v", got)
	}
}

func TestOddPaths(t *testing.T) {
	for _, name := range []string{"with space.db", "a+b&c=d.db", "ünïcode.db", "100%25.db", "hash#.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := open(t, path)
		must[store.Case](t)(s.Create(t.Context(), "x", nil, nil))
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("no data in %q: %v", name, err)
		}
	}
}

func TestDefaultPath(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the XDG folders are not used here")
	}
	t.Setenv("HOME", "/home/anna")
	for dir, want := range map[string]string{
		"":            "/home/anna/.local/share/detente/detente.db",
		"relative":    "/home/anna/.local/share/detente/detente.db",
		"/data/users": "/data/users/detente/detente.db",
	} {
		t.Setenv("XDG_DATA_HOME", dir)
		if got := must[string](t)(store.DefaultPath()); got != want {
			t.Errorf("DefaultPath() with XDG_DATA_HOME=%q = %s, want %s", dir, got, want)
		}
	}
}

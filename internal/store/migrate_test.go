package store_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"detente/internal/store"
)

// released holds the SHA-256 of each step of the schema: people have files that
// it made, so a step that was released is never edited. Add a new one instead,
// and testdata/schema-N.sql with what the schema before it may hold.
var released = []string{
	"9c58b6e25fd2bf0dedf2ef628bad08beba55cc6f011b55c594049044ce5ccfba",
}

func TestReleasedStepsStay(t *testing.T) {
	for i, step := range store.Migrations() {
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(step)))
		if i >= len(released) || released[i] != sum {
			t.Errorf("step %d has the sum %s, which is not the released one", i+1, sum)
		}
	}
}

// TestEverySchema opens a file of every schema there was.
func TestEverySchema(t *testing.T) {
	ctx := t.Context()
	for n := 1; n <= len(store.Migrations()); n++ {
		s := open(t, writtenBy(t, n))
		got := must[store.Case](t)(s.Case(ctx, "00000000000000a1"))
		second := time.Date(2026, 1, 1, 0, 0, 1, 2000, time.UTC)
		if got.Title != "Harbour dues" || got.Revision != 2 || !got.Updated.Equal(second) || string(got.Text) != "title: Harbour dues\n# a comment\n" {
			t.Errorf("schema %d: Case = %+v", n, got)
		}
		first := must[store.Revision](t)(s.Revision(ctx, "00000000000000a1", 1))
		if string(first.Text) != "title: Harbour\n# a comment\n" || first.Parent != 0 {
			t.Errorf("schema %d: Revision = %+v", n, first)
		}
		sources := must[[]store.Source](t)(s.Sources(ctx, "00000000000000a1"))
		if len(sources) != 1 || sources[0].Text != "Traffic fell by a third.\n" || sources[0].Published != "2025-12" || sources[0].SHA256 != "6f1ed002ab5595859014ebf0951522d9" {
			t.Errorf("schema %d: Sources = %+v", n, sources)
		}
		want := []store.Decision{{Item: "i1", Verdict: "edit", Value: json.RawMessage(`{"weight":3}`), At: time.Date(2026, 1, 1, 0, 0, 3, 4000, time.UTC)}}
		if diff := cmp.Diff(want, must[[]store.Decision](t)(s.Decisions(ctx, "00000000000000a1"))); diff != "" {
			t.Errorf("schema %d: Decisions (-want +got):\n%s", n, diff)
		}
		missing := []string{"case 00000000000000a2 (in place): its file /nowhere/case.yaml is not there"}
		if diff := cmp.Diff(missing, must[[]string](t)(s.Check(ctx))); diff != "" {
			t.Errorf("schema %d: Check (-want +got):\n%s", n, diff)
		}
		must[store.Revision](t)(s.Save(ctx, "00000000000000a1", 2, "x", []byte("y"), ""))
	}
}

// writtenBy returns a data file as the version with schema n left it.
func writtenBy(t *testing.T, n int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "detente.db")
	if err := store.Migrate(path, store.Migrations()[:n]); err != nil {
		t.Fatal(err)
	}
	content := must[[]byte](t)(os.ReadFile(fmt.Sprintf("testdata/schema-%d.sql", n)))
	execute(t, path, string(content))
	return path
}

// execute runs SQL on a file behind the store's back.
func execute(t *testing.T, path, text string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", path))
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNewerSchemaRefused(t *testing.T) {
	path := writtenBy(t, len(store.Migrations()))
	execute(t, path, "PRAGMA user_version = 99")
	before := must[[]byte](t)(os.ReadFile(path))
	for name, open := range map[string]func(string) (*store.Store, error){"Open": store.Open, "OpenReadOnly": store.OpenReadOnly} {
		_, err := open(path)
		if !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "schema 99") || !strings.Contains(err.Error(), "install the newer version") {
			t.Errorf("%s of a newer schema: %v", name, err)
		}
	}
	if after := must[[]byte](t)(os.ReadFile(path)); !bytes.Equal(before, after) {
		t.Error("the newer file was changed")
	}
}

func TestForeignFilesRefused(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "bookmarks.db")
	execute(t, foreign, "CREATE TABLE bookmarks (url TEXT)")
	before := must[[]byte](t)(os.ReadFile(foreign))
	if _, err := store.Open(foreign); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("Open of another program's database: %v", err)
	}
	if after := must[[]byte](t)(os.ReadFile(foreign)); !bytes.Equal(before, after) {
		t.Error("the other program's file was changed")
	}
	garbage := filepath.Join(t.TempDir(), "garbage.db")
	if err := os.WriteFile(garbage, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(garbage); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Open of garbage: %v, want ErrDamaged", err)
	}
}

// TestStepsAllOrNone fails in the middle of a step and then takes it.
func TestStepsAllOrNone(t *testing.T) {
	path := writtenBy(t, len(store.Migrations()))
	bad := append(store.Migrations(), "CREATE TABLE labels (name TEXT); UPDATE cases SET title = 'lost'; INSERT INTO nowhere VALUES (1)")
	if err := store.Migrate(path, bad); err == nil || !strings.Contains(err.Error(), "stays as it was") {
		t.Fatalf("a failing step: %v", err)
	}
	s := must[*store.Store](t)(store.Open(path))
	if got := must[store.Case](t)(s.Case(t.Context(), "00000000000000a1")); got.Title != "Harbour dues" {
		t.Errorf("after a failed step the title is %q", got.Title)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good := append(store.Migrations(), "CREATE TABLE labels (name TEXT)")
	if err := store.Migrate(path, good); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(path); !errors.Is(err, store.ErrNewer) {
		t.Errorf("after the next step: %v, want ErrNewer", err)
	}
}

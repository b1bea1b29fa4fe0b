package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/internal/store"
)

// long reports whether the slow tests run.
func long() bool { return os.Getenv("DETENTE_TEST") == "long" }

// TestBackupUnderLoad takes backups while 4 people save, restores each, and
// compares every revision with the original's.
func TestBackupUnderLoad(t *testing.T) {
	t.Parallel()
	rounds := 1
	if long() {
		rounds = 20
	}
	for range rounds {
		backUpUnderLoad(t, 3)
	}
}

func backUpUnderLoad(t *testing.T, cycles int) {
	t.Helper()
	s := fresh(t)
	defer s.Close()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	const writers = 4
	for i := range writers {
		c := must[store.Case](t)(s.Create(t.Context(), fmt.Sprint("case ", i), []byte("one"), []store.Source{overview}))
		go func() {
			for n := 1; ctx.Err() == nil; n++ {
				text := strings.Repeat(fmt.Sprintf("%s %d\n", c.ID, n), 200)
				if _, err := s.Save(t.Context(), c.ID, n, c.Title, []byte(text), ""); err != nil {
					ended <- err
					return
				}
			}
			ended <- nil
		}()
	}
	for range cycles {
		compareWithBackup(t, s)
	}
	stop()
	for range writers {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// compareWithBackup restores a backup: it must hold at least what was saved
// before it was taken, and nothing that the original has not.
func compareWithBackup(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, folder := t.Context(), t.TempDir()
	before := must[[]store.Case](t)(s.Cases(ctx))
	backup, restored := filepath.Join(folder, "backup.db"), filepath.Join(folder, "restored.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if kept := must[string](t)(store.Restore(ctx, backup, restored)); kept != "" {
		t.Errorf("Restore to a new place kept %q", kept)
	}
	r := must[*store.Store](t)(store.Open(restored))
	defer r.Close()
	if problems := must[[]string](t)(r.Check(ctx)); len(problems) > 0 {
		t.Errorf("Check of the restored data = %q", problems)
	}
	for _, c := range before {
		there := must[[]store.Revision](t)(r.Revisions(ctx, c.ID))
		if len(there) < c.Revision {
			t.Fatalf("case %s: %d revisions restored, %d were saved before the backup", c.ID, len(there), c.Revision)
		}
		here := must[[]store.Revision](t)(s.Revisions(ctx, c.ID))
		if diff := cmp.Diff(here[:len(there)], there); diff != "" {
			t.Fatalf("case %s: revisions (-original +restored):\n%s", c.ID, diff)
		}
		if diff := cmp.Diff(must[[]store.Source](t)(s.Sources(ctx, c.ID)), must[[]store.Source](t)(r.Sources(ctx, c.ID))); diff != "" {
			t.Errorf("case %s: sources (-original +restored):\n%s", c.ID, diff)
		}
	}
}

// TestFlippedByte changes one byte of a backup at a time.
func TestFlippedByte(t *testing.T) {
	ctx := t.Context()
	flips := 300
	if long() {
		flips = 10_000
	}
	s := fresh(t)
	must[store.Case](t)(s.Create(ctx, "x", bytes.Repeat([]byte("text "), 5000), []store.Source{overview}))
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if err := store.VerifyBackup(backup); err != nil {
		t.Fatalf("VerifyBackup of a good backup: %v", err)
	}
	good := must[[]byte](t)(os.ReadFile(backup))
	random := rand.New(rand.NewPCG(1, 2))
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	for i := range flips {
		at := random.IntN(len(good))
		if i < 100 { // the seal itself
			at = len(good) - 1 - i
		}
		bad := bytes.Clone(good)
		bad[at] ^= byte(1 + random.IntN(255))
		rewrite(t, damaged, bad)
		if store.VerifyBackup(damaged) == nil {
			t.Fatalf("byte %d of %d changed and nobody noticed", at, len(good))
		}
	}
	for _, size := range []int{0, 1, 50, len(good) / 2, len(good) - 1} {
		rewrite(t, damaged, good[:size])
		if store.VerifyBackup(damaged) == nil {
			t.Errorf("a backup cut to %d of %d bytes passed", size, len(good))
		}
	}
	rewrite(t, damaged, append(bytes.Clone(good), 'x'))
	if store.VerifyBackup(damaged) == nil {
		t.Error("a backup with a byte more passed")
	}
}

func rewrite(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedText changes a letter of a text behind the store's back.
func TestDamagedText(t *testing.T) {
	ctx := t.Context()
	s, path := freshAt(t)
	c := must[store.Case](t)(s.Create(ctx, "x", bytes.Repeat([]byte("wheat "), 50), []store.Source{{Path: "a.txt", Text: strings.Repeat("maize ", 50)}}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data := must[[]byte](t)(os.ReadFile(path))
	data = bytes.Replace(data, []byte("wheat wheat"), []byte("wheat whext"), 1)
	data = bytes.Replace(data, []byte("maize maize"), []byte("maize mxize"), 1)
	rewrite(t, path, data)
	s = open(t, path)
	if _, err := s.Case(ctx, c.ID); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Case with a changed letter: %v, want ErrDamaged", err)
	}
	if _, err := s.Revision(ctx, c.ID, 1); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Revision with a changed letter: %v, want ErrDamaged", err)
	}
	if _, err := s.Sources(ctx, c.ID); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Sources with a changed letter: %v, want ErrDamaged", err)
	}
	want := []string{
		fmt.Sprintf("revision 1 of case %s: its text does not match its checksum", c.ID),
		fmt.Sprintf("source a.txt of case %s: its text does not match its checksum", c.ID),
	}
	if diff := cmp.Diff(want, must[[]string](t)(s.Check(ctx))); diff != "" {
		t.Errorf("Check (-want +got):\n%s", diff)
	}
}

func TestRestoreKeepsWhatWasThere(t *testing.T) {
	ctx := t.Context()
	s, path := freshAt(t)
	old := must[store.Case](t)(s.Create(ctx, "old", []byte("old"), nil))
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	must[store.Revision](t)(s.Save(ctx, old.ID, 1, "newer", []byte("newer"), ""))
	if _, err := store.Restore(ctx, backup, path); !errors.Is(err, store.ErrLocked) {
		t.Errorf("Restore over open data: %v, want ErrLocked", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	kept := must[string](t)(store.Restore(ctx, backup, path))
	for file, want := range map[string]string{path: "old", kept: "newer"} {
		s := must[*store.Store](t)(store.Open(file))
		if got := must[store.Case](t)(s.Case(ctx, old.ID)); string(got.Text) != want {
			t.Errorf("%s holds %q, want %q", filepath.Base(file), got.Text, want)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestRestoreOverDamage restores where the data and its log are beyond repair.
func TestRestoreOverDamage(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "x", []byte("x"), nil))
	backup, path := filepath.Join(t.TempDir(), "backup.db"), filepath.Join(t.TempDir(), "detente.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		rewrite(t, path+suffix, bytes.Repeat([]byte("damage"), 10_000))
	}
	kept := must[string](t)(store.Restore(ctx, backup, path))
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the damaged file was not kept: %v", err)
	}
	if got := must[store.Case](t)(open(t, path).Case(ctx, c.ID)); string(got.Text) != "x" {
		t.Errorf("restored %+v", got)
	}
}

func TestRestoreRefuses(t *testing.T) {
	ctx, folder := t.Context(), t.TempDir()
	to := filepath.Join(folder, "detente.db")
	rewrite(t, to, []byte("stays"))
	unsealed, newer := filepath.Join(folder, "unsealed.db"), filepath.Join(folder, "newer.db")
	execute(t, unsealed, "CREATE TABLE t (x)")
	path := writtenBy(t, len(store.Migrations()))
	execute(t, path, "PRAGMA user_version = 99")
	seal(t, path, newer)
	for from, want := range map[string]string{
		filepath.Join(folder, "nothing.db"): "no such file",
		unsealed:                            "is no backup made by détente",
		newer:                               "newer version",
	} {
		if _, err := store.Restore(ctx, from, to); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Restore(%s): %v, want %q", filepath.Base(from), err, want)
		}
	}
	if got := must[[]byte](t)(os.ReadFile(to)); string(got) != "stays" {
		t.Errorf("a refused Restore left %q", got)
	}
	if parts := must[[]string](t)(filepath.Glob(filepath.Join(folder, "*.part"))); len(parts) > 0 {
		t.Errorf("a refused Restore left %v", parts)
	}
}

// seal makes a backup of a file that the store would not open.
func seal(t *testing.T, from, to string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", from))
	defer db.Close()
	if _, err := db.Exec("VACUUM INTO ?", to); err != nil {
		t.Fatal(err)
	}
	if err := store.Seal(to); err != nil {
		t.Fatal(err)
	}
}

func TestBackupReplacesOnlyBackups(t *testing.T) {
	ctx := t.Context()
	s, path := freshAt(t)
	c := must[store.Case](t)(s.Create(ctx, "x", nil, nil))
	precious := filepath.Join(t.TempDir(), "case.yaml")
	rewrite(t, precious, []byte("precious"))
	for _, target := range []string{precious, path} {
		if err := s.Backup(ctx, target); err == nil || !strings.Contains(err.Error(), "choose another name") {
			t.Errorf("Backup over %s: %v", filepath.Base(target), err)
		}
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	for range 2 {
		if err := s.Backup(ctx, backup); err != nil {
			t.Fatal(err)
		}
		must[store.Revision](t)(s.Save(ctx, c.ID, must[store.Case](t)(s.Case(ctx, c.ID)).Revision, "x", nil, ""))
	}
	r := must[*store.Store](t)(store.OpenReadOnly(backup)) // SQLite does not mind the seal
	defer r.Close()
	if got := must[store.Case](t)(r.Case(ctx, c.ID)); got.Revision != 2 {
		t.Errorf("the second backup has revision %d, want 2", got.Revision)
	}
	if err := store.VerifyBackup(backup); err != nil {
		t.Errorf("after it was read: %v", err)
	}
}

func TestExport(t *testing.T) {
	ctx := t.Context()
	s := fresh(t)
	c := must[store.Case](t)(s.Create(ctx, "Häfen", []byte("title: one\n"), []store.Source{overview}))
	must[store.Revision](t)(s.Save(ctx, c.ID, 1, "Häfen", []byte("title: two\n"), "why"))
	if err := s.Decide(ctx, c.ID, store.Decision{Item: "i1", Verdict: "accept"}); err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := errors.Join(s.Export(ctx, &first), s.Export(ctx, &second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two exports of the same data differ")
	}
	archive := must[*zip.Reader](t)(zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len())))
	got := map[string]string{}
	for _, f := range archive.File {
		text := must[io.ReadCloser](t)(f.Open())
		got[strings.ReplaceAll(f.Name, string(c.ID), "ID")] = string(must[[]byte](t)(io.ReadAll(text)))
	}
	record := got["history/ID/record.json"]
	delete(got, "history/ID/record.json")
	want := map[string]string{
		"cases/ID/case.yaml":            "title: two\n",
		"cases/ID/sources/overview.txt": overview.Text,
		"history/ID/0001.yaml":          "title: one\n",
		"history/ID/0002.yaml":          "title: two\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Export (-want +got):\n%s", diff)
	}
	for _, part := range []string{`"title": "Häfen"`, `"note": "why"`, `"media": "text/plain"`, `"verdict": "accept"`, c.SHA256} {
		if !strings.Contains(record, part) {
			t.Errorf("record.json lacks %s:\n%s", part, record)
		}
	}
}

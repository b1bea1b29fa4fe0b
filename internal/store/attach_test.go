package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"detente/internal/store"
)

// odd is a case file that a program which rewrote it would spoil.
const odd = "\ufeff# first comment\r\ntitle:   'Harbour'   # dues\r\n\n\n# last \xff comment without a line end"

// attached returns a store that serves a file with this text.
func attached(t *testing.T, text string) (s *store.Store, c store.Case, file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "harbour", "case.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, file, text)
	s = fresh(t)
	c = must[store.Case](t)(s.Attach(t.Context(), file))
	return s, c, c.File
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func TestAttach(t *testing.T) {
	ctx := t.Context()
	s, c, file := attached(t, odd)
	if c.Title != "harbour" || string(c.Text) != odd || c.Revision != 1 {
		t.Errorf("Attach = %+v", c)
	}
	if again := must[store.Case](t)(s.Attach(ctx, file)); again.ID != c.ID || again.Revision != 1 {
		t.Errorf("Attach again = %+v, want case %s", again, c.ID)
	}
	changed := strings.Replace(odd, "dues", "fees", 1)
	must[store.Revision](t)(s.Save(ctx, c.ID, 1, "Harbour", []byte(changed), "fees"))
	if got := must[[]byte](t)(os.ReadFile(file)); string(got) != changed {
		t.Errorf("the file is %q, want %q", got, changed)
	}
	if mode := must[os.FileInfo](t)(os.Stat(file)).Mode().Perm(); mode != 0o640 && runtime.GOOS != "windows" {
		t.Errorf("the file has mode %o, want 640", mode)
	}
	if got := must[store.Case](t)(s.Case(ctx, c.ID)); got.Revision != 2 || got.Title != "Harbour" {
		t.Errorf("Case after Save = %+v", got)
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(file))); len(left) != 1 {
		t.Errorf("the folder holds %v, want the case file alone", left)
	}
}

func TestEditedOutside(t *testing.T) {
	ctx := t.Context()
	s, c, file := attached(t, odd)
	write(t, file, odd+"!")
	got := must[store.Case](t)(s.Case(ctx, c.ID))
	if got.Revision != 2 || string(got.Text) != odd+"!" {
		t.Errorf("Case after an edit outside = %+v", got)
	}
	revisions := must[[]store.Revision](t)(s.Revisions(ctx, c.ID))
	if len(revisions) != 2 || revisions[1].Note != store.EditedOutside || revisions[1].Parent != 1 {
		t.Errorf("Revisions = %+v", revisions)
	}
	if again := must[store.Case](t)(s.Case(ctx, c.ID)); again.Revision != 2 {
		t.Errorf("looking twice made revision %d", again.Revision)
	}

	write(t, file, odd+"?") // and somebody saves the page they had open
	_, err := s.Save(ctx, c.ID, 2, "x", []byte("mine"), "")
	var conflict *store.Conflict
	if !errors.As(err, &conflict) {
		t.Fatalf("Save after an edit outside: %v, want a Conflict", err)
	}
	if string(conflict.Base) != odd+"!" || string(conflict.Theirs) != odd+"?" || string(conflict.Yours) != "mine" || conflict.Latest != 3 {
		t.Errorf("Conflict = %q %q %q %d", conflict.Base, conflict.Theirs, conflict.Yours, conflict.Latest)
	}
	if got := must[[]byte](t)(os.ReadFile(file)); string(got) != odd+"?" {
		t.Errorf("a conflict changed the file to %q", got)
	}
	must[store.Revision](t)(s.Save(ctx, c.ID, 3, "x", []byte("merged"), ""))
}

// TestReplacedWhole reads a file without pause while it is saved: every reading
// must be one of the texts, whole.
func TestReplacedWhole(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	letter := func(n int) string { return strings.Repeat(string(rune('a'+n%26)), 200_000) }
	s, c, file := attached(t, letter(1))
	saved := make(chan error)
	go func() {
		for n := 1; n < 30; n++ {
			if _, err := s.Save(ctx, c.ID, n, "x", []byte(letter(n+1)), ""); err != nil {
				saved <- err
				return
			}
		}
		saved <- nil
	}()
	for {
		select {
		case err := <-saved:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
		text := must[[]byte](t)(os.ReadFile(file))
		if len(text) != 200_000 || bytes.Count(text, text[:1]) != len(text) {
			t.Fatalf("read %d bytes that are no saved text", len(text))
		}
	}
}

func TestAttachThroughLink(t *testing.T) {
	ctx := t.Context()
	s, c, file := attached(t, odd)
	link := filepath.Join(t.TempDir(), "link.yaml")
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if again := must[store.Case](t)(s.Attach(ctx, link)); again.ID != c.ID {
		t.Errorf("Attach through a link = case %s, want %s", again.ID, c.ID)
	}
	must[store.Revision](t)(s.Save(ctx, c.ID, 1, "x", []byte("new"), ""))
	if info := must[os.FileInfo](t)(os.Lstat(link)); info.Mode().Type() != fs.ModeSymlink {
		t.Error("the link was replaced by a file")
	}
	if got := must[[]byte](t)(os.ReadFile(link)); string(got) != "new" {
		t.Errorf("through the link: %q", got)
	}
}

func TestAttachedFileGone(t *testing.T) {
	ctx := t.Context()
	s, c, file := attached(t, odd)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Case(ctx, c.ID); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "put it back") {
		t.Errorf("Case of a file that is gone: %v", err)
	}
	if _, err := s.Save(ctx, c.ID, 1, "x", []byte("new"), ""); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Save to a file that is gone: %v", err)
	}
	if r := must[store.Revision](t)(s.Revision(ctx, c.ID, 1)); string(r.Text) != odd {
		t.Errorf("its last revision is %q", r.Text)
	}
	if _, err := s.Attach(ctx, file); err == nil {
		t.Error("Attach of a file that is gone gave no error")
	}
}

func TestDeleteLeavesTheFile(t *testing.T) {
	s, c, file := attached(t, odd)
	if err := s.Delete(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if got := must[[]byte](t)(os.ReadFile(file)); string(got) != odd {
		t.Errorf("the file is %q", got)
	}
}

package casefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"detente"
	"detente/casefile"
)

// TestFolder: a folder gives the files below it and nothing else.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "case")
	for path, text := range map[string]string{"secret.txt": "secret", "case/a.txt": "a", "case/sources/b.txt": "b", "case/.hidden": "h"} {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	links := []string{}
	for name, target := range map[string]string{"link.txt": "a.txt", "out.txt": "../secret.txt", "folder": "sources"} {
		if err := os.Symlink(target, filepath.Join(inside, name)); err == nil {
			links = append(links, name)
		}
	}
	for name, want := range map[string]string{"a.txt": "a", "sources/b.txt": "b", ".hidden": "h"} {
		if got, err := casefile.Folder(inside).Read(name); err != nil || string(got) != want {
			t.Errorf("Read(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	refused := append(links, "", ".", "..", "../secret.txt", "sources/../a.txt", "sources/../../secret.txt", "./a.txt", "/etc/passwd", filepath.Join(inside, "a.txt"),
		`sources\b.txt`, `..\secret.txt`, "C:a.txt", "c:/a.txt", "a.txt/", "sources//b.txt", "sources", "a.txt\x00", "folder/b.txt", "missing.txt", "a.txt/b", "nul:")
	for _, name := range refused {
		if got, err := casefile.Folder(inside).Read(name); err == nil {
			t.Errorf("Read(%q) = %q, want an error", name, got)
		}
	}
}

// TestLoad reads a case and its sources from a folder; only a case that cannot
// be read at all is an error.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "case.yaml")
	if _, _, err := casefile.Load(path); err == nil {
		t.Error("Load of a missing file gives no error")
	}
	text := "detente: 1\nissues: {x: {because: q}}\nsources: {a: {file: a.txt}}\nevidence: {q: {source: a, kind: goal, quote: the end, nth: 2}}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("\ufeffNot the end,\r\nbut the\r\nend."), 0o600); err != nil {
		t.Fatal(err)
	}
	f, found, err := casefile.Load(path)
	if err != nil || f.Case == nil {
		t.Fatalf("Load: %v, %v", err, found)
	}
	s, e := f.Case.Sources[0], f.Case.Evidence[0]
	if s.Text != "Not the end,\r\nbut the\r\nend." || len(s.SHA256) != 64 {
		t.Errorf("the source's text is %q, its sum %q", s.Text, s.SHA256)
	}
	if e.Text != "the\r\nend" || s.Text[e.Start:e.End] != e.Text {
		t.Errorf("the evidence's text is %q from %d to %d", e.Text, e.Start, e.End)
	}
	if f.Case.SHA256 == "" || f.Case.File != path || f.Name != path || f.Text != text {
		t.Errorf("Load gives the file %q, digest %q", f.Name, f.Case.SHA256)
	}
	if err := os.Truncate(path, 2*casefile.MaxBytes); err != nil {
		t.Fatal(err)
	}
	if f, found, err := casefile.Load(path); err != nil || len(found) != 1 || found[0].Code != "too-large" || len(f.Text) > casefile.MaxBytes+1 {
		t.Errorf("Load of 2 MB: %v, %v", found, err)
	}
}

// TestSourcesUnread: without sources, quotes are taken on trust.
func TestSourcesUnread(t *testing.T) {
	c := parseValid(t, "everything", everything, nil).Case
	if e := c.Evidence[0]; e.Text != "" || e.Quote == "" || c.Sources[0].SHA256 != "" {
		t.Errorf("unread evidence is %+v", e)
	}
	if detente.Line("a\nb", 2) != 2 {
		t.Error("Line counts from 1")
	}
}

package draft_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detente/brief"
	"detente/casefile"
	"detente/internal/draft"
	"detente/source"
)

const strike = "The strike\n\nThe Bakers Union wants a raise of 4 percent. Mill Street Bread insists on night shifts.\n"

func read(t *testing.T, texts ...string) (*brief.Brief, []*source.Document) {
	t.Helper()
	var docs []*source.Document
	for i, text := range texts {
		d, err := source.Read(string(rune('a'+i))+".txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b, docs
}

// A draft is kept beside its case and brought up to date: what a person wrote and
// the sources that a person added stay.
func TestBesideAndNext(t *testing.T) {
	b, docs := read(t, strike)
	first, err := draft.First("case.yaml", "Bread", b, docs)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "case.yaml")
	if _, err := draft.Beside(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Beside(nothing) = %v, want fs.ErrNotExist", err)
	}
	if err := errors.Join(draft.KeepTexts(path, docs), draft.KeepRecord(path, first.Record)); err != nil {
		t.Fatal(err)
	}
	record, err := draft.Beside(path)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(first.Text), "title: Bread", "title: My bread # mine", 1)
	edited = strings.Replace(edited, "sources:\n", "sources:\n  own: {file: own.txt}\n", 1)
	b, docs = read(t, strike, "More\n\nThe Bakers Union rejects the fines.\n")
	next, err := draft.Next("case.yaml", []byte(edited), casefile.Memory{"own.txt": "mine"}, record.Written, b, draft.Together(record.Documents, docs))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"title: My bread # mine", "own: {file: own.txt}", "rejects the fines"} {
		if !strings.Contains(string(next.Text), want) {
			t.Errorf("the next draft lacks %q:\n%s", want, next.Text)
		}
	}
	if n := draft.Pending(next.Case, next.Record.Written, b, docs); n != 0 {
		t.Errorf("Pending after Next = %d, want 0", n)
	}
}

// What was rejected after it had been written is told, and stays.
func TestStale(t *testing.T) {
	b, docs := read(t, strike)
	first, err := draft.First("case.yaml", "", b, docs)
	if err != nil {
		t.Fatal(err)
	}
	less := b.Decide(docs, []brief.Decision{{Item: b.Decide(docs, nil).Items[0].Key, Verdict: brief.Rejected}})
	next, err := draft.Next("case.yaml", first.Text, casefile.Memory{}, first.Record.Written, less.Brief, docs)
	if err != nil {
		t.Fatal(err)
	}
	if len(next.Stale) != 1 || !strings.Contains(string(next.Text), strings.TrimPrefix(next.Stale[0], "evidence.")) {
		t.Errorf("stale = %v, want the rejected quote, still in the case", next.Stale)
	}
}

// A text that lies there and says something else is not overwritten.
func TestKeepTextsLeavesOthers(t *testing.T) {
	_, docs := read(t, strike)
	folder := t.TempDir()
	at := filepath.Join(folder, "sources", "a.txt")
	os.Mkdir(filepath.Dir(at), 0o755)
	os.WriteFile(at, []byte("mine"), 0o644)
	if err := draft.KeepTexts(filepath.Join(folder, "case.yaml"), docs); err == nil {
		t.Error("KeepTexts overwrites a person's file")
	}
	if text, _ := os.ReadFile(at); string(text) != "mine" {
		t.Errorf("the file says %q", text)
	}
}

// A document is read once, and one of a taken name gets its own.
func TestTogether(t *testing.T) {
	_, old := read(t, strike)
	_, same := read(t, strike)
	_, other := read(t, strike+"More of it.\n")
	all := draft.Together(old, append(same, other...))
	if len(all) != 2 || all[1].ID != "a-2" {
		t.Errorf("Together = %d documents, the last %q", len(all), all[len(all)-1].ID)
	}
}

package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"detente/internal/store"
)

// TestDataScripts runs testdata/db/*.txtar, each with detente.db in its folder:
// a case of two revisions with a source.
func TestDataScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/db", Setup: func(e *testscript.Env) error {
		s, err := store.Open(filepath.Join(e.WorkDir, "detente.db"))
		if err != nil {
			return err
		}
		defer s.Close()
		c, err := s.Create(t.Context(), "Harbour", []byte("title: Harbour\n"), []store.Source{{Path: "sources/a.txt", Text: "Traffic fell."}})
		if err != nil {
			return err
		}
		e.Setenv("CASE", string(c.ID))
		_, err = s.Save(t.Context(), c.ID, 1, "Harbour", []byte("title: Harbour dues\n"), "dues")
		return err
	}})
}

package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
)

// TestFailedJobUndoneAlone puts jobs that write and then fail between jobs that
// do well, all in one transaction.
func TestFailedJobUndoneAlone(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "detente.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	refused := errors.New("refused")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	var batch []*job
	for i := range 30 {
		j := &job{ctx: t.Context()}
		j.do = func(w *conn) error {
			if err := w.create(newCase(fmt.Sprint(i%3), nil)); err != nil || i%3 == 0 {
				return err
			}
			return refused
		}
		if i%3 == 2 {
			j.ctx = cancelled
		}
		batch = append(batch, j)
	}
	if err := s.writer.transaction(batch); err != nil { // nobody else writes
		t.Fatal(err)
	}
	for i, j := range batch {
		if want := []error{nil, refused, context.Canceled}[i%3]; !errors.Is(j.err, want) {
			t.Errorf("job %d: %v, want %v", i, j.err, want)
		}
	}
	cases, err := s.Cases(t.Context())
	if err != nil || len(cases) != 10 {
		t.Fatalf("%d cases, want 10 (%v)", len(cases), err)
	}
	for _, c := range cases {
		if c.Title != "0" {
			t.Errorf("a failed job left case %q", c.Title)
		}
	}
}

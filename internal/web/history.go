package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"detente/internal/store"
)

// The notes of revisions that moved among others. Whoever writes a note of his
// own cannot write these: notes are the program's.
const (
	noteUndo = "undo"
	noteRedo = "redo"
)

// changes is where a case stands among its revisions: undo and redo add a
// revision with an earlier text, and what they brought back is told by replaying
// all of them.
type changes struct {
	latest int
	now    int   // the revision whose text is the present one
	past   []int // what undo brings back, the last first to come
	future []int // what redo brings back
}

// replay tells where a case stands after its revisions, oldest first.
func replay(revisions []store.Revision) *changes {
	c := &changes{}
	for _, r := range revisions {
		switch {
		case r.Note == noteUndo && len(c.past) > 0:
			c.future = append(c.future, c.now)
			c.now, c.past = pop(c.past)
		case r.Note == noteRedo && len(c.future) > 0:
			c.past = append(c.past, c.now)
			c.now, c.future = pop(c.future)
		default:
			if c.now > 0 {
				c.past = append(c.past, c.now)
			}
			c.now, c.future = r.Number, nil
		}
		c.latest = r.Number
	}
	return c
}

func pop(s []int) (last int, rest []int) { return s[len(s)-1], s[:len(s)-1] }

// changes returns where a case stands among its revisions.
func (d *desk) changesOf(ctx context.Context, c *store.Case) (*changes, error) {
	d.mu.Lock()
	known := d.changes[c.ID]
	d.mu.Unlock()
	if known != nil && known.latest == c.Revision {
		return known, nil
	}
	revisions, err := d.o.Store.Revisions(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	known = replay(revisions)
	d.mu.Lock()
	d.changes[c.ID] = known
	d.mu.Unlock()
	return known, nil
}

func (s *Server) undo(w http.ResponseWriter, r *http.Request) error { return s.move(w, r, noteUndo) }
func (s *Server) redo(w http.ResponseWriter, r *http.Request) error { return s.move(w, r, noteRedo) }

// move saves the text that undo or redo brings back. If somebody saved in
// between, nothing moves: the page shows what is there now.
func (s *Server) move(w http.ResponseWriter, r *http.Request, note string) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	at, err := s.desk.changesOf(r.Context(), &c.Case)
	if err != nil {
		return err
	}
	steps := at.past
	if note == noteRedo {
		steps = at.future
	}
	if len(steps) > 0 && r.FormValue("revision") == strconv.Itoa(c.Revision) {
		to, err := s.desk.at(r.Context(), c.ID, steps[len(steps)-1])
		if err != nil {
			return err
		}
		saved, err := s.o.Store.Save(r.Context(), c.ID, c.Revision, s.title(to), to.Text, note)
		var conflict *store.Conflict
		switch {
		case errors.As(err, &conflict):
		case err != nil:
			return err
		default:
			s.saved(c.ID, saved.Number)
		}
	}
	return back(w, r, s.backTo(r, c.ID))
}

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"detente/internal/atomicfile"
)

// maxFile bounds the attached file that is read: 16 MB.
const maxFile = 16 << 20

// Attach serves a case file in place. The file stays the one truth: the store
// keeps its revisions, and Case and Save look at it first. A file that is
// attached already gives the same case.
func (s *Store) Attach(ctx context.Context, file string) (Case, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return Case{}, err
	}
	if file, err = filepath.EvalSymlinks(file); err != nil {
		return Case{}, err
	}
	s.files.Lock()
	defer s.files.Unlock()
	text, err := readFile(file)
	if err != nil {
		return Case{}, err
	}
	c := newCase(titleOf(file), text)
	c.File = file
	known := c.ID
	err = s.write(ctx, func(w *conn) error {
		err := w.row("SELECT id FROM cases WHERE file = ?", file).Scan(&known)
		if errors.Is(absent(err), ErrNotFound) {
			return w.create(c)
		}
		return err
	})
	switch {
	case err != nil:
		return Case{}, err
	case known != c.ID:
		return s.refresh(ctx, known)
	}
	return c, nil
}

// titleOf names a case by its file: harbour for harbour.yaml and harbour/case.yaml.
func titleOf(file string) string {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if name == "case" {
		name = filepath.Base(filepath.Dir(file))
	}
	return name
}

// look compares an attached case with its file.
func (s *Store) look(ctx context.Context, c Case) (Case, error) {
	text, err := readFile(c.File)
	if err != nil || digest(text) == c.SHA256 {
		return c, err
	}
	s.files.Lock() // somebody may be saving
	defer s.files.Unlock()
	return s.refresh(ctx, c.ID)
}

// refresh returns an attached case as its file has it, and adds a revision if
// that is new. The caller holds s.files.
func (s *Store) refresh(ctx context.Context, id CaseID) (Case, error) {
	c, err := s.recorded(ctx, id)
	if err != nil {
		return Case{}, err
	}
	text, err := readFile(c.File)
	if err != nil || digest(text) == c.SHA256 {
		return c, err
	}
	r := Revision{Number: c.Revision + 1, Parent: c.Revision, Saved: now(), Note: EditedOutside, Text: text, SHA256: digest(text)}
	if err := s.record(ctx, id, c.Title, r); err != nil {
		return Case{}, err
	}
	c.Revision, c.Updated, c.Text, c.SHA256 = r.Number, r.Saved, r.Text, r.SHA256
	return c, nil
}

// record adds a revision of an attached case.
func (s *Store) record(ctx context.Context, id CaseID, title string, r Revision) error {
	return s.write(ctx, func(w *conn) error {
		if _, err := w.next(id, r); err != nil {
			return err
		}
		return w.revise(id, title, r)
	})
}

// saveFile saves a revision of an attached case. The file comes first: if all
// ends between the two, the next look at it finds a change made outside, and
// nothing is lost. The new text lies on the disk before the file is looked at for
// the last time, so that only an editor that writes in the very moment of the
// rename is overwritten.
func (s *Store) saveFile(ctx context.Context, id CaseID, title string, r Revision) error {
	s.files.Lock()
	defer s.files.Unlock()
	c, err := s.refresh(ctx, id)
	if err != nil {
		return err
	}
	if c.Revision != r.Parent {
		return s.record(ctx, id, title, r) // which says what the conflict is
	}
	staged, err := stage(c.File, r.Text)
	if err != nil {
		return fmt.Errorf("%s was not changed: %w", c.File, err)
	}
	defer os.Remove(staged) // gone already if all is well
	if c, err = s.refresh(ctx, id); err != nil {
		return err
	}
	if c.Revision != r.Parent {
		return s.record(ctx, id, title, r)
	}
	if err := os.Rename(staged, c.File); err != nil {
		return fmt.Errorf("%s was not changed: %w", c.File, err)
	}
	if err := atomicfile.SyncFolder(filepath.Dir(c.File)); err != nil {
		return err
	}
	return s.record(context.WithoutCancel(ctx), id, title, r)
}

// readFile reads an attached file.
func readFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is no longer there: put it back, or open the case from where it is now (%w)", file, fs.ErrNotExist)
		}
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("%s is larger than %d MB: it is no case file", file, maxFile>>20)
	}
	return text, err
}

// stage writes a text to a file beside the one it is to replace, with the same
// permissions.
func stage(file string, text []byte) (staged string, err error) {
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	return atomicfile.Stage(file, text, info.Mode().Perm())
}

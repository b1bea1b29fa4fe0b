package store

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

// Sources returns the sources of a case, by path.
func (s *Store) Sources(ctx context.Context, id CaseID) ([]Source, error) {
	return list(ctx, s, scanSource, "SELECT s.path, s.title, s.media, s.published, s.sha256, t.sha256, t.body"+
		" FROM sources s JOIN texts t ON t.id = s.text WHERE s.case_id = ? ORDER BY s.path", id)
}

func scanSource(row scanner) (Source, error) {
	var s Source
	var sum, text []byte
	if err := row.Scan(&s.Path, &s.Title, &s.Media, &s.Published, &s.SHA256, &sum, &text); err != nil {
		return Source{}, err
	}
	s.Text = string(text)
	return s, verify(text, hex.EncodeToString(sum), "source "+s.Path)
}

// AddSources adds sources to a case. One with a path that the case has already
// takes the place of the old one.
func (s *Store) AddSources(ctx context.Context, id CaseID, sources ...Source) error {
	for _, source := range sources {
		if err := source.check(); err != nil {
			return err
		}
	}
	return s.write(ctx, func(w *conn) error {
		if err := w.exists(id); err != nil {
			return err
		}
		return w.addSources(id, sources)
	})
}

// check refuses a path that would not be a file of its own below the case's
// folder once the case is exported.
func (s Source) check() error {
	if !fs.ValidPath(s.Path) || s.Path == "." || strings.ContainsAny(s.Path, "\\:\x00") || s.Path == caseFile {
		return fmt.Errorf("a source cannot be called %q: give it a name such as sources/overview.txt", s.Path)
	}
	return nil
}

func (w *conn) addSources(id CaseID, sources []Source) error {
	for _, s := range sources {
		text, err := w.text([]byte(s.Text))
		if err != nil {
			return err
		}
		sum := cmp.Or(s.SHA256, digest([]byte(s.Text)))
		err = w.exec("INSERT INTO sources (case_id, path, title, media, published, sha256, text) VALUES (?, ?, ?, ?, ?, ?, ?)"+
			" ON CONFLICT (case_id, path) DO UPDATE SET title = excluded.title, media = excluded.media,"+
			" published = excluded.published, sha256 = excluded.sha256, text = excluded.text",
			id, s.Path, s.Title, s.Media, s.Published, sum, text)
		if err != nil {
			return err
		}
	}
	return nil
}

// exists says ErrNotFound if there is no such case.
func (w *conn) exists(id CaseID) error {
	var one int
	return absent(w.row("SELECT 1 FROM cases WHERE id = ?", id).Scan(&one))
}

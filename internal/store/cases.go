package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Cases returns all cases without their texts, the latest saved first. Of an
// attached case it tells what was last seen of the file.
func (s *Store) Cases(ctx context.Context) ([]Case, error) {
	return list(ctx, s, scanCase, "SELECT c.id, c.title, ifnull(c.file, ''), c.latest, c.updated, t.sha256, NULL"+
		" FROM cases c JOIN revisions r ON r.case_id = c.id AND r.number = c.latest JOIN texts t ON t.id = r.text"+
		" ORDER BY c.updated DESC, c.id")
}

// Case returns a case as it stands: of an attached one what the file says now. A
// change that somebody made in the file becomes a revision, EditedOutside.
func (s *Store) Case(ctx context.Context, id CaseID) (Case, error) {
	c, err := s.recorded(ctx, id)
	if err != nil || c.File == "" {
		return c, err
	}
	return s.look(ctx, c)
}

// recorded returns the latest revision of a case.
func (s *Store) recorded(ctx context.Context, id CaseID) (Case, error) {
	c, err := scanCase(s.reader.row(ctx, "SELECT c.id, c.title, ifnull(c.file, ''), c.latest, c.updated, t.sha256, t.body"+
		" FROM cases c JOIN revisions r ON r.case_id = c.id AND r.number = c.latest JOIN texts t ON t.id = r.text"+
		" WHERE c.id = ?", id))
	if err == nil {
		err = verify(c.Text, c.SHA256, "case "+string(id))
	}
	return c, explain(s.path, absent(err))
}

func scanCase(row scanner) (Case, error) {
	var c Case
	var updated int64
	var sum []byte
	err := row.Scan(&c.ID, &c.Title, &c.File, &c.Revision, &updated, &sum, &c.Text)
	c.Updated, c.SHA256 = moment(updated), hex.EncodeToString(sum)
	return c, err
}

// Create adds a case with its first revision and its sources.
func (s *Store) Create(ctx context.Context, title string, text []byte, sources []Source) (Case, error) {
	for _, source := range sources {
		if err := source.check(); err != nil {
			return Case{}, err
		}
	}
	c := newCase(title, text)
	err := s.write(ctx, func(w *conn) error {
		if err := w.create(c); err != nil {
			return err
		}
		return w.addSources(c.ID, sources)
	})
	if err != nil {
		return Case{}, err
	}
	return c, nil
}

func newCase(title string, text []byte) Case {
	var id [8]byte
	rand.Read(id[:])
	return Case{ID: CaseID(hex.EncodeToString(id[:])), Title: title, Revision: 1, Updated: now(), Text: text, SHA256: digest(text)}
}

// create adds a case and its first revision.
func (w *conn) create(c Case) error {
	file := sql.NullString{String: c.File, Valid: c.File != ""}
	err := w.exec("INSERT INTO cases (id, title, file, latest, updated) VALUES (?, ?, ?, 0, 0)", c.ID, c.Title, file)
	if err != nil {
		return err
	}
	return w.revise(c.ID, c.Title, Revision{Number: 1, Saved: c.Updated, Text: c.Text, SHA256: c.SHA256})
}

// Save adds a revision that starts from revision parent, and gives the case its
// title. If parent is not the latest the error is a *Conflict and nothing is
// saved. An attached file is replaced in one step.
func (s *Store) Save(ctx context.Context, id CaseID, parent int, title string, text []byte, note string) (Revision, error) {
	r := Revision{Number: parent + 1, Parent: parent, Saved: now(), Note: note, Text: text, SHA256: digest(text)}
	err := s.write(ctx, func(w *conn) error {
		file, err := w.next(id, r)
		switch {
		case err != nil:
			return err
		case file != "":
			return errAttached
		}
		return w.revise(id, title, r)
	})
	if errors.Is(err, errAttached) {
		err = s.saveFile(ctx, id, title, r)
	}
	if err != nil {
		return Revision{}, err
	}
	return r, nil
}

// errAttached says that the file of a case is to be written first.
var errAttached = errors.New("the case has a file")

// next returns the file of a case, or why r cannot be its next revision.
func (w *conn) next(id CaseID, r Revision) (file string, err error) {
	var latest int
	err = w.row("SELECT ifnull(file, ''), latest FROM cases WHERE id = ?", id).Scan(&file, &latest)
	if err != nil {
		return "", absent(err)
	}
	if latest == r.Parent {
		return file, nil
	}
	conflict := &Conflict{Yours: r.Text, Latest: latest}
	if conflict.Base, err = w.body(id, r.Parent); err != nil {
		return "", err
	}
	if conflict.Theirs, err = w.body(id, latest); err != nil {
		return "", err
	}
	return "", conflict
}

// body returns the text of a revision, nil if there is none.
func (w *conn) body(id CaseID, number int) (text []byte, err error) {
	err = w.row("SELECT t.body FROM revisions r JOIN texts t ON t.id = r.text WHERE r.case_id = ? AND r.number = ?", id, number).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return text, err
}

// revise adds a revision and makes it the latest.
func (w *conn) revise(id CaseID, title string, r Revision) error {
	text, err := w.text(r.Text)
	if err != nil {
		return err
	}
	err = w.exec("INSERT INTO revisions (case_id, number, parent, saved, note, text) VALUES (?, ?, ?, ?, ?, ?)",
		id, r.Number, r.Parent, r.Saved.UnixMicro(), r.Note, text)
	if err != nil {
		return err
	}
	return w.exec("UPDATE cases SET title = ?, latest = ?, updated = ? WHERE id = ?", title, r.Number, r.Saved.UnixMicro(), id)
}

// text returns the row of a text, and adds it if it is new.
func (w *conn) text(body []byte) (id int64, err error) {
	if body == nil {
		body = []byte{} // not NULL
	}
	sum := sha256.Sum256(body)
	err = w.row("SELECT id FROM texts WHERE sha256 = ?", sum[:]).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return w.insert("INSERT INTO texts (sha256, body) VALUES (?, ?)", sum[:], body)
	}
	return id, err
}

// Retitle gives a case another title without a new revision.
func (s *Store) Retitle(ctx context.Context, id CaseID, title string) error {
	return s.write(ctx, func(w *conn) error {
		return w.change("UPDATE cases SET title = ? WHERE id = ?", title, id)
	})
}

// Delete removes a case with its revisions, sources and decisions, and wipes
// their texts from the data file. An attached file stays where it is.
func (s *Store) Delete(ctx context.Context, id CaseID) error {
	return s.write(ctx, func(w *conn) error {
		w.scrub = true
		return w.change("DELETE FROM cases WHERE id = ?", id)
	})
}

// change runs a statement that must find a case.
func (w *conn) change(query string, args ...any) error {
	n, err := w.count(query, args...)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// Revisions returns the revisions of a case without their texts, oldest first.
func (s *Store) Revisions(ctx context.Context, id CaseID) ([]Revision, error) {
	rs, err := list(ctx, s, scanRevision, "SELECT r.number, r.parent, r.saved, r.note, t.sha256, NULL"+
		" FROM revisions r JOIN texts t ON t.id = r.text WHERE r.case_id = ? ORDER BY r.number", id)
	if err == nil && len(rs) == 0 {
		err = ErrNotFound
	}
	return rs, err
}

// Revision returns one revision with its text.
func (s *Store) Revision(ctx context.Context, id CaseID, n int) (Revision, error) {
	r, err := scanRevision(s.reader.row(ctx, "SELECT r.number, r.parent, r.saved, r.note, t.sha256, t.body"+
		" FROM revisions r JOIN texts t ON t.id = r.text WHERE r.case_id = ? AND r.number = ?", id, n))
	if err == nil {
		err = verify(r.Text, r.SHA256, fmt.Sprintf("revision %d of case %s", n, id))
	}
	return r, explain(s.path, absent(err))
}

func scanRevision(row scanner) (Revision, error) {
	var r Revision
	var saved int64
	var sum []byte
	err := row.Scan(&r.Number, &r.Parent, &saved, &r.Note, &sum, &r.Text)
	r.Saved, r.SHA256 = moment(saved), hex.EncodeToString(sum)
	return r, err
}

// absent says ErrNotFound where there is no row.
func absent(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// verify compares a text with its checksum.
func verify(text []byte, sum, what string) error {
	if digest(text) != sum {
		return fmt.Errorf("the text of %s does not match its checksum: %w", what, ErrDamaged)
	}
	return nil
}

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// now is the present to the microsecond, which is what the file keeps.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

func moment(micro int64) time.Time { return time.UnixMicro(micro).UTC() }

package store

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// caseFile is the name of a case's latest text in an export.
const caseFile = "case.yaml"

// record is what an export says of a case beside its texts.
type record struct {
	ID        CaseID           `json:"id"`
	Title     string           `json:"title"`
	File      string           `json:"file,omitempty"` // that was served in place
	Updated   time.Time        `json:"updated"`
	Revisions []revisionRecord `json:"revisions"`
	Sources   []sourceRecord   `json:"sources"`
	Decisions []decisionRecord `json:"decisions"` // all, oldest first
}

type revisionRecord struct {
	Number int       `json:"number"`
	Parent int       `json:"parent"`
	Saved  time.Time `json:"saved"`
	Note   string    `json:"note,omitempty"`
	SHA256 string    `json:"sha256"`
}

type sourceRecord struct {
	Path      string `json:"path"`
	Title     string `json:"title,omitempty"`
	Media     string `json:"media,omitempty"`
	Published string `json:"published,omitempty"`
	SHA256    string `json:"sha256"`
}

type decisionRecord struct {
	Item    string          `json:"item"`
	Verdict string          `json:"verdict"`
	Value   json.RawMessage `json:"value,omitempty"`
	At      time.Time       `json:"at"`
}

// Export writes everything as a zip archive that needs no détente to be read:
//
//	cases/ID/case.yaml and its sources    as a case file beside its documents
//	history/ID/0001.yaml ...              every revision
//	history/ID/record.json                titles, times, notes, checksums, decisions
//
// Of an attached file it holds the revisions that were recorded, not the
// documents beside it. The same data give the same bytes.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	still, err := s.still(ctx)
	if err != nil {
		return err
	}
	defer still.Close()
	cases, err := still.Cases(ctx)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(w)
	for _, c := range cases {
		if err := still.exportCase(ctx, archive, c); err != nil {
			return err
		}
	}
	return archive.Close()
}

// still returns the data as it is now and stays so, whatever is saved: one
// connection in one transaction.
func (s *Store) still(ctx context.Context) (*Store, error) {
	v := &Store{path: s.path, reader: readers(s.path, 1), refuse: ErrReadOnly}
	if _, err := v.reader.db.ExecContext(ctx, "BEGIN"); err != nil {
		v.Close()
		return nil, explain(s.path, err)
	}
	return v, nil
}

func (s *Store) exportCase(ctx context.Context, archive *zip.Writer, c Case) error {
	rec := record{ID: c.ID, Title: c.Title, File: c.File, Updated: c.Updated, Revisions: []revisionRecord{}, Sources: []sourceRecord{}, Decisions: []decisionRecord{}}
	folder, history := "cases/"+string(c.ID)+"/", "history/"+string(c.ID)+"/"
	for n := 1; n <= c.Revision; n++ {
		r, err := s.Revision(ctx, c.ID, n)
		if err != nil {
			return err
		}
		if err := add(archive, fmt.Sprintf("%s%04d.yaml", history, n), r.Saved, r.Text); err != nil {
			return err
		}
		if n == c.Revision {
			if err := add(archive, folder+caseFile, r.Saved, r.Text); err != nil {
				return err
			}
		}
		rec.Revisions = append(rec.Revisions, revisionRecord{r.Number, r.Parent, r.Saved, r.Note, r.SHA256})
	}
	sources, err := s.Sources(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, source := range sources {
		if err := add(archive, folder+source.Path, c.Updated, []byte(source.Text)); err != nil {
			return err
		}
		rec.Sources = append(rec.Sources, sourceRecord{source.Path, source.Title, source.Media, source.Published, source.SHA256})
	}
	decisions, err := s.everyDecision(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, d := range decisions {
		rec.Decisions = append(rec.Decisions, decisionRecord(d))
	}
	text, err := json.MarshalIndent(rec, "", "  ")
	if err != nil {
		return err
	}
	return add(archive, history+"record.json", c.Updated, append(text, '\n'))
}

// add writes one file of an archive.
func add(archive *zip.Writer, name string, at time.Time, text []byte) error {
	f, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return err
}

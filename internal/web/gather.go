package web

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detente"
	"detente/brief"
	"detente/internal/draft"
	"detente/source"
)

// recordText returns the record of a case's documents, "" where there is none: of
// the store, or else beside the case's file.
func (s *Server) recordText(ctx context.Context, c *openCase) (string, error) {
	documents, err := s.desk.documents(ctx, c.Case)
	if err != nil {
		return "", err
	}
	if text, ok := documents.added[recordName]; ok || c.File == "" {
		return text, nil
	}
	text, err := os.ReadFile(draft.RecordFile(c.File))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(text), err
}

// gather fills in the documents: those on record, and the sources that the case
// names besides.
func (s *Server) gather(ctx context.Context, c *openCase, d, last *dossier) error {
	if last != nil && last.from.record == d.from.record && last.from.sheet == d.from.sheet {
		d.Docs, d.Named, d.Written, d.Refused, d.key = last.Docs, last.Named, last.Written, last.Refused, last.key
		return nil
	}
	var named []detente.Source
	if c.Parsed.Case != nil {
		named = c.Parsed.Case.Sources
	}
	if d.from.record != "" {
		documents, err := s.desk.documents(ctx, c.Case)
		if err != nil {
			return err
		}
		r, err := brief.ParseRecord([]byte(d.from.record), func(id string) (string, error) {
			text, err := documents.Read(brief.SourceFile(id))
			if err != nil {
				if i := slices.IndexFunc(named, func(s detente.Source) bool { return string(s.ID) == id && s.Text != "" }); i >= 0 {
					return named[i].Text, nil
				}
			}
			return string(text), err
		})
		if err != nil {
			return wrong("The documents of this case cannot be read again: %v. Put the text back as it was, or begin a new case with it.", err)
		}
		d.Docs, d.Written = r.Documents, r.Written
	}
	recorded := d.Docs
	for i := range named {
		d.take(&named[i], last)
	}
	d.Named = len(d.Docs) - len(recorded)
	d.Docs = slices.Concat(d.Docs[len(recorded):], recorded)
	var key strings.Builder
	for _, doc := range d.Docs {
		key.WriteString(doc.ID + " " + doc.SHA256 + "\n")
	}
	d.key = key.String()
	return nil
}

// take adds a source that a case names, unless it is there already.
func (d *dossier) take(src *detente.Source, last *dossier) {
	if src.Text == "" || len(d.Docs) == source.MaxFiles {
		return
	}
	id := string(src.ID)
	if slices.ContainsFunc(d.Docs, func(doc *source.Document) bool {
		return doc.ID == id || doc.Text == src.Text || brief.SourceFile(doc.ID) == src.File
	}) {
		return
	}
	if last != nil {
		for _, doc := range last.Docs {
			if doc.ID == id && doc.Text == src.Text && doc.Title == src.Title && doc.Published == src.Published {
				d.Docs = append(d.Docs, doc)
				return
			}
		}
	}
	ending := ".txt"
	if filepath.Ext(src.File) == ".md" {
		ending = ".md"
	}
	doc, err := source.Read(id+ending, []byte(src.Text))
	if err != nil {
		d.Refused = append(d.Refused, refused(src.File, err))
		return
	}
	doc.ID, doc.Path = id, src.File
	doc.Title, doc.Published = src.Title, src.Published
	d.Docs = append(d.Docs, doc)
}

// refused says why a document was not read.
func refused(name string, err error) refusal {
	var r *source.Refusal
	if !errors.As(err, &r) {
		return refusal{Name: name, Why: err.Error()}
	}
	return refusal{Name: name, Why: r.Message + ": " + r.Why, Help: r.Help}
}

// read fills in the brief: the work of a moment for a few articles, and of many
// seconds for a hundred.
func (s *Server) read(ctx context.Context, c *openCase, d, last *dossier) error {
	if last != nil && last.key == d.key {
		d.Read = last.Read
		return nil
	}
	value, err := s.desk.slowly(ctx, c, "brief "+d.key, func(_ context.Context, progress func(done, total int)) (any, error) {
		return brief.Read(d.Docs, brief.Options{Progress: progress})
	})
	d.Read, _ = value.(*brief.Brief)
	return err
}

// decided applies what somebody decided.
func (s *Server) decided(ctx context.Context, c *openCase, d *dossier) error {
	stored, err := s.o.Store.Decisions(ctx, c.ID)
	if err != nil {
		return err
	}
	var ds []brief.Decision
	for _, x := range stored {
		y := brief.Decision{}
		if len(x.Value) > 0 {
			if err := json.Unmarshal(x.Value, &y); err != nil {
				continue // of an older version; the item counts as undecided
			}
		}
		y.Item, y.Verdict = x.Item, brief.Verdict(x.Verdict)
		if y.Verdict == withdrawn {
			y.Verdict = brief.Undecided
		}
		ds = append(ds, y)
	}
	d.Now = d.Read.Decide(d.Docs, ds)
	for i := range d.Now.Items {
		it := &d.Now.Items[i]
		if it.Verdict == brief.Undecided {
			d.open++
		}
		if it.Unsure() {
			d.unsure++
		}
	}
	return nil
}

// withdrawn is how the store has a decision that was taken back.
const withdrawn = "open"

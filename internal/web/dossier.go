package web

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"detente"
	"detente/brief"
	"detente/internal/draft"
	"detente/internal/store"
	"detente/source"
)

// recordName is what the record of a case's documents is kept under, among the
// case's sources.
const recordName = "case.draft.json"

// dossier is what the documents of a case say and what somebody made of it.
type dossier struct {
	Docs    []*source.Document // those that the case alone names come first
	Named   int                // how many these are
	Written brief.Digest       // what a draft wrote into the case; nil if none has
	Refused []refusal          // sources of the case that cannot be read
	Read    *brief.Brief       // as the reader found it
	Now     *brief.Decided

	from   origin
	key    string // of the documents
	open   int    // statements that nobody has decided
	unsure int    // those among them that are doubtful

	counted sync.Once
	count   int // of what an update of the case would write

	brief briefText
}

// origin is what a dossier was made of.
type origin struct {
	sheet  *sheet
	record string
	turn   int // how many times somebody has decided something
}

// refusal is a document that was not read, and why.
type refusal struct{ Name, Why, Help string }

// dossiers holds the latest dossier of each case at hand.
type dossiers struct {
	adding sync.Mutex // held while documents are added to a record

	mu      sync.Mutex
	of      map[store.CaseID]*dossier
	turns   map[store.CaseID]int
	notices map[store.CaseID]*notice
}

// notice is what a page tells once about the last change.
type notice struct {
	Text    string
	Refused []refusal
	Lists   []noticeList
}

type noticeList struct {
	Title string
	Items []string
}

// maxDossiers bounds how many are kept.
const maxDossiers = 128

func newDossiers() *dossiers {
	return &dossiers{of: map[store.CaseID]*dossier{}, turns: map[store.CaseID]int{}, notices: map[store.CaseID]*notice{}}
}

// tell keeps a notice for the Documents page of a case; nil takes it away.
func (d *dossiers) tell(id store.CaseID, n *notice) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.notices[id] = n
}

func (d *dossiers) told(id store.CaseID) *notice {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.notices[id]
}

// record keeps decisions on the items of a case.
func (s *Server) record(ctx context.Context, id store.CaseID, ds ...store.Decision) error {
	err := s.o.Store.Decide(ctx, id, ds...)
	s.dossiers.mu.Lock()
	s.dossiers.turns[id]++
	s.dossiers.mu.Unlock()
	return err
}

// dossier returns what the documents of a case say, read once for the same
// documents.
func (s *Server) dossier(ctx context.Context, c *openCase) (*dossier, error) {
	text, err := s.recordText(ctx, c)
	if err != nil {
		return nil, err
	}
	all := s.dossiers
	all.mu.Lock()
	last, from := all.of[c.ID], origin{c.sheet, text, all.turns[c.ID]}
	all.mu.Unlock()
	if last != nil && last.from == from {
		return last, nil
	}
	next := &dossier{from: from}
	if err := s.gather(ctx, c, next, last); err != nil {
		return nil, err
	}
	if err := s.read(ctx, c, next, last); err != nil {
		return nil, err
	}
	if err := s.decided(ctx, c, next); err != nil {
		return nil, err
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	if len(all.of) >= maxDossiers {
		clear(all.of)
	}
	all.of[c.ID] = next
	return next, nil
}

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
	value, err := s.desk.do(ctx, c, "brief "+d.key, func(_ context.Context, progress func(done, total int)) (any, error) {
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

// document returns a document by its id, nil for none.
func (d *dossier) document(id string) *source.Document {
	for _, doc := range d.Docs {
		if doc.ID == id {
			return doc
		}
	}
	return nil
}

// item returns a statement by its key, nil for none.
func (d *dossier) item(key string) *brief.Item {
	for i := range d.Now.Items {
		if d.Now.Items[i].Key == key {
			return &d.Now.Items[i]
		}
	}
	return nil
}

// number of a document as pages show it, from 1.
func (d *dossier) number(id string) int {
	return 1 + slices.IndexFunc(d.Docs, func(doc *source.Document) bool { return doc.ID == id })
}

// name of a document: its title, or the file's name.
func docName(doc *source.Document) string {
	if doc.Title != "" {
		return doc.Title
	}
	return strings.TrimSuffix(filepath.Base(doc.Path), ".txt")
}

// place names where a quote stands: document, page or paragraph.
func (d *dossier) place(q *brief.Quote) string {
	at := strconv.Itoa(d.number(q.Document))
	switch {
	case q.Page > 0:
		return at + " p. " + strconv.Itoa(q.Page)
	case q.Paragraph > 0:
		return at + " ¶" + strconv.Itoa(q.Paragraph)
	}
	return at
}

package web

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"detente/brief"
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

// forget drops what is known of a case that is gone.
func (d *dossiers) forget(id store.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.of, id)
	delete(d.turns, id)
	delete(d.notices, id)
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

package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"detente"
	"detente/casefile"
	"detente/internal/store"
)

// desk holds what has been read and computed of the cases at hand.
type desk struct {
	o    Options
	crew *crew
	hub  *hub

	mu      sync.Mutex
	sheets  map[sheetKey]*sheet
	order   []sheetKey // oldest use first
	added   map[store.CaseID]map[string]string
	changes map[store.CaseID]*changes
	turns   map[store.CaseID]int // how often the documents have changed
}

// sheetKey tells texts apart: the same text of two cases may quote different
// documents.
type sheetKey struct {
	id     store.CaseID
	sha256 string
}

// maxSheets bounds how many texts are kept with their answers.
const maxSheets = 128

func newDesk(o Options, h *hub) *desk {
	return &desk{o: o, hub: h, crew: newCrew(), sheets: map[sheetKey]*sheet{}, added: map[store.CaseID]map[string]string{}, changes: map[store.CaseID]*changes{}, turns: map[store.CaseID]int{}}
}

// sheet is one text of a case as read, with what has been computed from it.
type sheet struct {
	Parsed *casefile.File
	Found  []detente.Diagnostic // everything that is wrong with it, in file order
	stamp  map[string]stamp     // of the documents that lie beside the case's file

	mu    sync.Mutex
	memo  map[string]*memo
	jobs  map[string]*job
	pages map[string][]byte // as rendered, see kept
}

// openCase is a case as a request finds it.
type openCase struct {
	store.Case
	*sheet
}

// Errors counts the faults that keep the case from being analysed.
func (s *sheet) Errors() int {
	n := 0
	for _, d := range s.Found {
		if d.Severity == detente.Error {
			n++
		}
	}
	return n
}

// open returns the case that a request names.
func (s *Server) open(r *http.Request) (*openCase, error) {
	return s.desk.open(r.Context(), store.CaseID(r.PathValue("id")))
}

// open returns a case as it now stands.
func (d *desk) open(ctx context.Context, id store.CaseID) (*openCase, error) {
	c, err := d.o.Store.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	open, err := d.read(ctx, c)
	if err != nil {
		return nil, err
	}
	if title := open.title(c.Title); title != c.Title {
		err = d.o.Store.Retitle(ctx, id, title) // a save or an editor has changed it
		open.Title = title
	}
	return open, err
}

// at returns a case as it stood at a revision.
func (d *desk) at(ctx context.Context, id store.CaseID, n int) (*openCase, error) {
	c, err := d.o.Store.Case(ctx, id)
	if err != nil || c.Revision == n {
		return d.orRead(ctx, c, err)
	}
	rev, err := d.o.Store.Revision(ctx, id, n)
	c.Revision, c.Text, c.SHA256, c.Updated = n, rev.Text, rev.SHA256, rev.Saved
	return d.orRead(ctx, c, err)
}

func (d *desk) orRead(ctx context.Context, c store.Case, err error) (*openCase, error) {
	if err != nil {
		return nil, err
	}
	return d.read(ctx, c)
}

// read returns the sheet of a case's text, read anew where the text or a
// document beside its file has changed.
func (d *desk) read(ctx context.Context, c store.Case) (*openCase, error) {
	key := sheetKey{c.ID, c.SHA256}
	if known := d.known(key); known != nil && known.fresh(c.File) {
		return &openCase{c, known}, nil
	}
	documents, err := d.documents(ctx, c)
	if err != nil {
		return nil, err
	}
	sh := &sheet{memo: map[string]*memo{}, jobs: map[string]*job{}, stamp: documents.stamp}
	sh.Parsed, sh.Found = casefile.Parse(fileName(c.File), c.Text, documents)
	d.keep(key, sh, documents.turn)
	return &openCase{c, sh}, nil
}

// fileName is what diagnostics call a case's file.
func fileName(file string) string {
	if file == "" {
		return "case.yaml"
	}
	return filepath.Base(file)
}

// known returns the sheet of a text and notes its use; nil where it is not on the
// desk.
func (d *desk) known(key sheetKey) *sheet {
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := slices.Index(d.order, key); i >= 0 {
		d.order = append(slices.Delete(d.order, i, i+1), key)
	}
	return d.sheets[key]
}

// keep puts a sheet on the desk, unless the case's documents have changed since it
// was read at a turn; the one used longest ago makes room.
func (d *desk) keep(key sheetKey, sh *sheet, turn int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turns[key.id] != turn {
		return
	}
	if d.sheets[key] == nil {
		d.order = append(d.order, key)
	}
	d.sheets[key] = sh
	if len(d.order) > maxSheets {
		gone := d.order[0]
		delete(d.sheets, gone)
		d.order = slices.Delete(d.order, 0, 1)
		if !slices.ContainsFunc(d.order, func(k sheetKey) bool { return k.id == gone.id }) {
			delete(d.added, gone.id)
			delete(d.changes, gone.id)
		}
	}
}

// retire makes a text the first to leave the desk: a newer one has taken its place.
func (d *desk) retire(key sheetKey) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := slices.Index(d.order, key); i >= 0 {
		d.order = slices.Insert(slices.Delete(d.order, i, i+1), 0, key)
	}
}

// forget drops what is known of a case whose documents have changed.
func (d *desk) forget(id store.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.added, id)
	delete(d.changes, id)
	d.turns[id]++
	d.order = slices.DeleteFunc(d.order, func(k sheetKey) bool {
		if k.id == id {
			delete(d.sheets, k)
		}
		return k.id == id
	})
}

// addSources gives a case documents, and reads it anew.
func (d *desk) addSources(ctx context.Context, id store.CaseID, sources ...store.Source) error {
	err := d.o.Store.AddSources(ctx, id, sources...)
	d.forget(id)
	return err
}

// shelf reads the documents of a case: those of the store first, then those that
// lie beside its file.
type shelf struct {
	added map[string]string
	file  string
	stamp map[string]stamp
	turn  int // of the desk, when the store was read
}

func (s *shelf) Read(name string) ([]byte, error) {
	if text, ok := s.added[name]; ok {
		return []byte(text), nil
	}
	if s.file == "" {
		return nil, fs.ErrNotExist
	}
	s.stamp[name] = stampOf(s.file, name)
	return casefile.Folder(filepath.Dir(s.file)).Read(name)
}

// documents returns what reads the documents of a case.
func (d *desk) documents(ctx context.Context, c store.Case) (*shelf, error) {
	d.mu.Lock()
	added, ok := d.added[c.ID]
	turn := d.turns[c.ID]
	d.mu.Unlock()
	if !ok {
		sources, err := d.o.Store.Sources(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		added = map[string]string{}
		for _, s := range sources {
			added[s.Path] = s.Text
		}
		d.mu.Lock()
		if d.turns[c.ID] == turn {
			d.added[c.ID] = added
		}
		d.mu.Unlock()
	}
	return &shelf{added: added, file: c.File, stamp: map[string]stamp{}, turn: turn}, nil
}

// stamp tells whether a document on disk is still the one that was read.
type stamp struct {
	size     int64
	modified time.Time
}

func stampOf(caseFile, name string) stamp {
	info, err := os.Stat(filepath.Join(filepath.Dir(caseFile), filepath.FromSlash(name)))
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// fresh reports whether the documents are still those that were read.
func (s *sheet) fresh(caseFile string) bool {
	for name, at := range s.stamp {
		if stampOf(caseFile, name) != at {
			return false
		}
	}
	return true
}

// memo is something computed once from a sheet.
type memo struct {
	once  sync.Once
	value any
	err   error
}

// once returns what f makes of a sheet, computed when first asked for by a name.
// It is for work of milliseconds; longer work goes through desk.do.
func once[T any](s *sheet, name string, f func() (T, error)) (T, error) {
	s.mu.Lock()
	m := s.memo[name]
	if m == nil {
		m = &memo{}
		s.memo[name] = m
	}
	s.mu.Unlock()
	m.once.Do(func() { m.value, m.err = f() })
	value, _ := m.value.(T)
	return value, m.err
}

// reading returns a case as it would read with another text.
func (d *desk) reading(ctx context.Context, c store.Case, text []byte) (*openCase, error) {
	c.Text, c.SHA256 = text, keyOf(c.ID, text).sha256
	return d.read(ctx, c)
}

func keyOf(id store.CaseID, text []byte) sheetKey {
	sum := sha256.Sum256(text)
	return sheetKey{id, hex.EncodeToString(sum[:])}
}

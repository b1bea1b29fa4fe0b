package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"detente"
)

// MaxBytes is the largest case file that is read.
const MaxBytes = 1 << 20

// File is a case file as read: its text, where everything in it stands, and
// the case.
type File struct {
	Name string
	Text string        // as read
	Case *detente.Case // nil where the file has errors

	lines   *lines // the text without a byte-order mark
	root    *node  // nil where the text is no YAML that can be read
	known   map[*node][]string
	again   map[*node]func(*decoder, *node)
	sources Sources
	mends   []mend
}

// Load reads the case file at path, and its sources from the folder it lies in.
// The error is for the case file that cannot be read at all; what is wrong with
// its text is in the diagnostics, in the order of the text.
func Load(path string) (*File, []detente.Diagnostic, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("casefile: load: %w", err)
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("casefile: load: %w", err)
	}
	f, found := Parse(path, text, Folder(filepath.Dir(path)))
	return f, found, nil
}

// Parse reads the text of a case file called name. The documents it quotes are
// read from sources; nil leaves them unread, and quotes unchecked.
func Parse(name string, text []byte, sources Sources) (*File, []detente.Diagnostic) {
	f := &File{
		Name:    name,
		Text:    string(text),
		known:   map[*node][]string{},
		again:   map[*node]func(*decoder, *node){},
		sources: sources,
	}
	f.lines = newLines(strings.TrimPrefix(f.Text, byteOrderMark))
	d := &decoder{f: f, c: &detente.Case{File: name}, broken: map[detente.IssueID]bool{}}
	sum := sha256.Sum256(text)
	d.c.SHA256 = hex.EncodeToString(sum[:])
	if f.root = d.tree(); f.root != nil {
		d.decode(f.root)
	}
	found := d.finish()
	if !detente.HasErrors(found) {
		f.Case = d.c
	}
	return f, found
}

const byteOrderMark = "\ufeff"

// bom returns the byte-order mark that the text starts with, if any.
func (f *File) bom() string { return f.Text[:len(f.Text)-len(f.lines.text)] }

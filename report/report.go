// Package report prints answers: for people at a terminal, for people who
// listen to a screen reader, and for programs.
//
// A [Document] is one run over a case. [Text] prints all of it, [Result] one
// answer alone, [JSON] the machine-readable form. Renderers know
// detente.Result and its closed set of blocks and no method, so that a new
// method needs nothing here.
//
// The same document gives the same bytes. Whatever comes from a case file is
// shown so that it cannot command a terminal: control characters, bidirectional
// controls and invisible characters appear as escapes such as \x1b or \u202e.
//
// The package opens no files and asks no environment: how wide the page is and
// whether it may be coloured is the caller's to find out. It does not render
// diagnostics with their excerpts (casefile does) and measures no time.
package report

import (
	"bytes"
	"io"
	"slices"

	"detente"
)

// Document is one run of a set of methods over one case, or what was read without
// one: then Title and Facts head it, and Next says what to do with it.
type Document struct {
	Case     *detente.Case // as its reader may see it; nil for none
	Title    string        // without a case
	Facts    []string      // without a case: how large it is
	Next     []string      // without a case: commands
	Results  []*detente.Result
	Trails   []*detente.Result    // what the chosen deals rest on, for the page
	Warnings []detente.Diagnostic // of the case itself
	Version  string               // of the program
	Seed     uint64
}

// TextOptions says how to print for people. The zero value is a page of 100
// columns without colour that cuts long lists short.
type TextOptions struct {
	Width int  // columns of the page; 0: 100, and never fewer than 40
	Plain bool // for screen readers: one fact a line, unwrapped; no bars, boxes, columns or colour
	Color bool // colour, never as the only sign
	Full  bool // method names, paths and every row and entry
}

const (
	defaultWidth = 100
	minWidth     = 40
)

// Text prints a document: what it is about, the answers in a few sentences, a
// section for each result, and what it all rests on.
func Text(w io.Writer, d *Document, o TextOptions) error {
	p := newPage(o)
	p.head(d)
	p.answer(d.Results)
	lead := summary(d.Results)
	for _, r := range d.Results {
		switch {
		case !asked(r) || len(r.Blocks) == 0:
		case r.Detail && !o.Full && !slices.Contains(lead, r):
			p.brief(r)
		default:
			p.section(r)
		}
	}
	p.foot(d)
	return p.flush(w)
}

// Result prints one answer alone: its title, its sentences, its blocks and
// what it rests on.
func Result(w io.Writer, r *detente.Result, o TextOptions) error {
	p := newPage(o)
	if !asked(r) {
		p.unasked([]*detente.Result{r}, "the case file")
		return p.flush(w)
	}
	p.heading(r.Title)
	if r.Answer != "" {
		p.sentences(r.Answer, 0)
		if len(r.Blocks) > 0 {
			p.blank()
		}
	}
	p.blocks(r)
	d := &Document{Results: []*detente.Result{r}}
	p.takenForGranted(d.Results)
	p.definitions(d.Results)
	p.warnings(d)
	return p.flush(w)
}

// asked reports whether a result answers its question.
func asked(r *detente.Result) bool { return r.Status != detente.NotApplicable }

// subject is the document's case, or an empty one.
func (d *Document) subject() *detente.Case {
	if d.Case == nil {
		return &detente.Case{Title: d.Title}
	}
	return d.Case
}

// flush writes the page at once.
func (p *page) flush(w io.Writer) error {
	_, err := w.Write(bytes.TrimLeft(p.out.Bytes(), "\n"))
	return err
}

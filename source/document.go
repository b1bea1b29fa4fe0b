package source

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"detente"
)

// Format is what kind of file a document came from.
type Format string

// The formats that can be read.
const (
	PlainText Format = "text"
	Markdown  Format = "markdown"
	HTML      Format = "html"
	PDF       Format = "pdf"
	DOCX      Format = "docx"
)

// Document is a text that can be quoted. Its JSON is everything but the text:
// [Restore] puts the two together again.
type Document struct {
	ID        string               `json:"id"` // from the file's name: lower-case words joined by hyphens
	Path      string               `json:"path"`
	Format    Format               `json:"format"`
	Title     string               `json:"title,omitempty"`     // "" where none is stated
	Published string               `json:"published,omitempty"` // YYYY, YYYY-MM or YYYY-MM-DD; "" where none is stated
	Text      string               `json:"-"`                   // UTF-8, a byte-order mark removed, line ends kept
	SHA256    string               `json:"sha256"`              // of Text, hexadecimal
	File      string               `json:"file"`                // SHA-256 of the file's bytes, which differ for extracted text
	Words     int                  `json:"words"`
	Pages     []Span               `json:"pages,omitempty"` // of a PDF
	Blocks    []Block              `json:"blocks"`
	Notes     []detente.Diagnostic `json:"notes,omitempty"` // what a reader should know, such as a cut at the word limit
}

// Span is a range of bytes of a document's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Empty reports whether nothing lies in the span.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the text of the span.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Kind says what a block is.
type Kind int

const (
	Paragraph Kind = iota // running text; a run-in head is its Head
	Heading
	Question // a heading that asks, or a "Q:" line; the answers follow
	Item     // of a list; what stands before a colon is its Head
	Grid     // a table
	Metadata // "source: ..." and the like: not part of what the document says
)

var kindNames = [...]string{"paragraph", "heading", "question", "item", "table", "metadata"}

func (k Kind) String() string { return kindNames[k] }

// Block is a piece of a document that stands by itself.
type Block struct {
	Kind      Kind   `json:"kind"`
	Span             // without bullets, marks and white space around it
	Head      Span   `json:"head,omitzero"`   // a run-in head or an item's label; empty where there is none
	Level     int    `json:"level,omitempty"` // of a heading, from 1; indentation of an item, from 0
	Lead      int    `json:"lead"`            // index of the block that introduces an item or table; -1: none
	Section   int    `json:"section"`         // index of the heading or question it stands under; -1: none
	Paragraph int    `json:"paragraph"`       // from 1, over everything but headings and metadata
	Page      int    `json:"page,omitempty"`  // from 1; 0 where the format has no pages
	Table     *Table `json:"table,omitempty"` // of a Grid
}

// Body returns the block without its head.
func (b *Block) Body(text string) Span {
	if b.Head.Empty() {
		return b.Span
	}
	at := b.Head.End
	for at < b.End && strings.IndexByte(":. \t\r\n*_", text[at]) >= 0 {
		at++
	}
	if rest := text[at:b.End]; strings.HasPrefix(rest, "– ") || strings.HasPrefix(rest, "— ") {
		at += len("– ")
	}
	return Span{at, b.End}
}

// Table is the cells of a Grid: spans of the text.
type Table struct {
	Header []Span   `json:"header"`
	Rows   [][]Span `json:"rows"`
}

// digest returns the SHA-256 of bytes, hexadecimal.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// PageOf returns the page, from 1, on which a byte of the text stands, or 0.
func (d *Document) PageOf(offset int) int {
	for i, p := range d.Pages {
		if offset < p.End {
			return i + 1
		}
	}
	return len(d.Pages)
}

// BlockAt returns the index of the block in which a byte of the text stands, or
// -1.
func (d *Document) BlockAt(offset int) int {
	low, high := 0, len(d.Blocks)
	for low < high {
		mid := (low + high) / 2
		if d.Blocks[mid].End <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(d.Blocks) && d.Blocks[low].Start <= offset {
		return low
	}
	return -1
}

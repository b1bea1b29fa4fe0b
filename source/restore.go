package source

import (
	"encoding/json"
	"fmt"
)

// Restore returns a document that was read before, from its JSON and its text.
// It fails where the text is no longer what was read, since no offset would hold,
// and where an offset leaves the text.
func Restore(structure []byte, text string) (*Document, error) {
	d := &Document{}
	if err := json.Unmarshal(structure, d); err != nil {
		return nil, fmt.Errorf("source: restore: %w", err)
	}
	if digest([]byte(text)) != d.SHA256 {
		return nil, fmt.Errorf("source: restore %s: the text has changed since it was read", d.ID)
	}
	d.Text = text
	if !d.within() {
		return nil, fmt.Errorf("source: restore %s: its structure does not fit its text", d.ID)
	}
	return d, nil
}

// within reports whether every span of the document lies in its text and every
// index among its blocks.
func (d *Document) within() bool {
	inside := func(s Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(d.Text) }
	all := func(spans []Span) bool {
		for _, s := range spans {
			if !inside(s) {
				return false
			}
		}
		return true
	}
	if !all(d.Pages) {
		return false
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind < Paragraph || b.Kind > Metadata || b.Lead < -1 || b.Lead >= i || b.Section < -1 || b.Section >= i || !all([]Span{b.Span, b.Head}) {
			return false
		}
		if b.Kind == Grid && b.Table == nil {
			return false
		}
		if b.Table == nil {
			continue
		}
		if !all(b.Table.Header) {
			return false
		}
		for _, row := range b.Table.Rows {
			if !all(row) {
				return false
			}
		}
	}
	return true
}

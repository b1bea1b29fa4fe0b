package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"detente"
)

// sources reads the documents of a case.
func (d *decoder) sources(n *node) {
	d.named(n, sourceName, "`sources`", func(k, v *node) {
		t := d.fields(v, k, fmt.Sprintf("source %q", k.text), nil, append([]string{"file", "title", "published", "url", "sha256"}, metaFields...)...)
		if v.kind != mappingNode {
			return
		}
		s := detente.Source{ID: detente.SourceID(k.text), Meta: t.meta(), Title: t.text("title"), Published: t.text("published"), URL: t.text("url"), Declared: t.text("sha256")}
		if p := t.get("published"); p != nil && !isDate(s.Published) {
			d.errorf("bad-date", p, "dates are compared and sorted, so they have one form", "write the year, year-month or year-month-day: 2025, 2025-08, 2025-08-15", "%q is no date", s.Published)
		}
		if u := t.get("url"); u != nil && !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
			d.errorf("bad-url", u, "readers of a report follow the address, and only those of the web are safe to follow", "write the whole address, starting with https://", "%q is no web address", s.URL)
		}
		if sum := t.get("sha256"); sum != nil && !isChecksum(s.Declared) {
			d.errorf("bad-checksum", sum, "it tells whether the document is still the one that was read", "take it out and let `detente fix` write it", "%q is no SHA-256 sum", s.Declared)
		}
		s.File = d.text(t.need("file", "write where the text lies: {file: sources/article.md}"), "`file`")
		if s.File != "" && d.f.sources != nil {
			d.readSource(&s, &t)
		}
		d.c.Sources = append(d.c.Sources, s)
	})
}

// isDate reports whether a text is YYYY, YYYY-MM or YYYY-MM-DD.
func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil && len(s) == len(layout) {
			return true
		}
	}
	return false
}

func isChecksum(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size
}

// readSource takes in the text of a source and holds it against its checksum.
func (d *decoder) readSource(s *detente.Source, t *fields) {
	n := t.get("file")
	text, err := d.f.sources.Read(s.File)
	if err != nil {
		d.sourceFault(n, s, err)
		return
	}
	if at := invalidUTF8(text); at >= 0 {
		d.errorf("source-not-text", n, "quotes are found byte for byte in a text", "save the document as a UTF-8 text file and name that", "%s is not UTF-8 text (line %d)", s.File, 1+strings.Count(string(text[:at]), "\n"))
		return
	}
	sum := sha256.Sum256(text)
	s.SHA256 = hex.EncodeToString(sum[:])
	s.Text = strings.TrimPrefix(string(text), byteOrderMark)
	sumNode := t.get("sha256")
	if sumNode == nil {
		d.offerChecksum(t.n, s.File, s.SHA256)
	} else if isChecksum(s.Declared) && !strings.EqualFold(s.Declared, s.SHA256) {
		d.report(detente.Warning, "source-changed", sumNode, fmt.Sprintf("%s has changed since the case was written", s.File),
			"its SHA-256 sum is now "+s.SHA256, "read the document again; if the case still holds, write the new sum")
	}
}

func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

func (d *decoder) sourceFault(n *node, s *detente.Source, err error) {
	switch {
	case errors.Is(err, errOutside) || errors.Is(err, errLink):
		d.errorf("bad-source-path", n, "sources lie inside the case's folder, so that a case can be handed on whole and reads nothing else: "+err.Error(),
			"copy the document next to the case and write its path with slashes, such as sources/article.md", "%q cannot be read", s.File)
	case errors.Is(err, errTooLarge):
		d.errorf("source-too-large", n, "a source is a document that a person has read, at most 10 MB of text", "keep the part that is quoted", "%s is too large", s.File)
	case errors.Is(err, fs.ErrNotExist):
		d.errorf("source-not-found", n, "every quote is looked up in its source", "put the file there, or correct the path", "there is no file %q in the case's folder", s.File)
	default:
		d.errorf("source-not-found", n, "every quote is looked up in its source: "+err.Error(), "name a text file that can be read", "%s cannot be read", s.File)
	}
}

// evidence reads the quotes and finds them in their sources.
func (d *decoder) evidence(n *node) {
	kinds := make([]string, len(detente.EvidenceKinds))
	for i, k := range detente.EvidenceKinds {
		kinds[i] = string(k)
	}
	d.named(n, evidenceName, "`evidence`", func(k, v *node) {
		t := d.fields(v, k, fmt.Sprintf("evidence %q", k.text), nil, append([]string{"source", "about", "said_by", "kind", "quote", "nth"}, metaFields...)...)
		if v.kind != mappingNode {
			return
		}
		e := detente.Evidence{ID: detente.EvidenceID(k.text), Meta: t.meta(), About: t.parties("about"), SaidBy: t.parties("said_by")}
		e.Source = detente.SourceID(d.text(t.need("source", "write which source says so"), "`source`"))
		e.Kind = detente.EvidenceKind(d.choice(t.get("kind"), "`kind`", kinds))
		quote := t.need("quote", "copy the words from the source, in quotes")
		e.Quote = d.text(quote, "`quote`")
		if quote != nil {
			e.QuotePos = quote.pos
		}
		if nth := t.get("nth"); nth != nil {
			e.Nth = d.nth(nth)
		}
		if quote != nil && quote.kind == scalarNode {
			d.find(&e, quote, t.get("nth"))
		}
		d.c.Evidence = append(d.c.Evidence, e)
	})
}

func (t *fields) parties(name string) (ids []detente.PartyID) {
	for _, w := range t.d.words(t.get(name), "`"+name+"`", true) {
		ids = append(ids, detente.PartyID(w.text))
	}
	return ids
}

func (d *decoder) nth(n *node) int {
	if n.kind == scalarNode {
		if k, err := strconv.Atoi(n.text); err == nil && k >= 1 && k <= 1e6 {
			return k
		}
	}
	d.errorf("bad-number", n, "it says which of several occurrences is meant: 1 is the first", "write 1, 2, 3, ...", "`nth` is a whole number from 1")
	return 0
}

package source

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer writes text as light Markdown: "## " headings, "- " items, pipes around
// cells, a blank line between blocks.
type writer struct {
	b       strings.Builder
	current strings.Builder // the block being written
	prefix  string          // of the block being written
	lists   int
	inRow   bool
}

// text returns what was written.
func (w *writer) text() string {
	w.end()
	return strings.TrimSpace(w.b.String())
}

// end closes the block being written.
func (w *writer) end() {
	s := fold(w.current.String())
	w.current.Reset()
	if s != "" {
		w.block(w.prefix + s)
	}
	w.prefix = ""
}

// block writes a finished line; items and rows of a kind stand together.
func (w *writer) block(s string) {
	before := w.b.String()
	if n := strings.LastIndexByte(before, '\n'); before != "" {
		last := before[n+1:]
		together := bullet(strings.TrimLeft(s, " ")) > 0 && bullet(strings.TrimLeft(last, " ")) > 0 || s[0] == '|' && last[0] == '|'
		w.b.WriteByte('\n')
		if !together {
			w.b.WriteByte('\n')
		}
	}
	w.b.WriteString(s)
}

// fold joins the words of a text with single spaces. A byte-order mark inside a
// text is no part of it.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }), " ")
}

// walk writes an element and what is in it.
func (w *writer) walk(n *html.Node, depth int) {
	switch {
	case depth > maxDepth:
		return
	case n.Type == html.TextNode:
		w.current.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && depth > 0 && isChrome(n):
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.part(n, strings.Repeat("#", int(n.Data[1]-'0'))+" ", depth)
	case atom.Li, atom.Dd:
		w.part(n, strings.Repeat("  ", max(w.lists-1, 0))+"- ", depth)
	case atom.Ul, atom.Ol:
		w.lists++
		w.part(n, "", depth)
		w.lists--
	case atom.Tr:
		w.row(n, depth)
	case atom.Br:
		w.current.WriteByte(' ')
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Blockquote, atom.Pre, atom.Table, atom.Dl, atom.Dt, atom.Hr, atom.Address, atom.Body, atom.Center:
		if w.inRow {
			w.current.WriteByte(' ')
			w.inside(n, depth)
			return
		}
		keep := w.prefix
		if w.current.Len() > 0 || !strings.HasSuffix(keep, "- ") {
			w.part(n, "", depth)
			return
		}
		w.inside(n, depth) // the first paragraph of an item belongs to it
		w.end()
	default:
		w.inside(n, depth)
	}
}

// part writes a block with a prefix.
func (w *writer) part(n *html.Node, prefix string, depth int) {
	if w.inRow {
		w.inside(n, depth)
		return
	}
	w.end()
	w.prefix = prefix
	w.inside(n, depth)
	w.end()
}

func (w *writer) inside(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, depth+1)
	}
}

// row writes the cells of a table row between pipes.
func (w *writer) row(n *html.Node, depth int) {
	if w.inRow {
		w.inside(n, depth)
		return
	}
	w.end()
	w.inRow = true
	var cells []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		w.inside(c, depth+1)
		cells = append(cells, strings.ReplaceAll(fold(w.current.String()), "|", "/"))
		w.current.Reset()
	}
	w.inRow = false
	switch {
	case len(cells) == 1: // a table used for layout
		w.current.WriteString(cells[0])
		w.end()
	case len(cells) > 1:
		w.block("| " + strings.Join(cells, " | ") + " |")
	}
}

// pageTitle returns the page's own heading where it has just one, else its title
// without the name of the site.
func pageTitle(root *html.Node) string {
	if t := metaContent(root, "og:title", 0); t != "" {
		return fold(t)
	}
	n := find(root, atom.Title, 0)
	if n == nil || n.FirstChild == nil {
		return ""
	}
	title := fold(n.FirstChild.Data)
	for _, mark := range []string{" | ", " - ", " – ", " — "} {
		if i := strings.LastIndex(title, mark); i > 20 {
			return title[:i]
		}
	}
	return title
}

// pageDate returns the date of publication that the page states.
func pageDate(root *html.Node) string {
	for _, key := range []string{"article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "pubdate", "parsely-pub-date"} {
		if d := findDate(metaContent(root, key, 0)); d != "" {
			return d
		}
	}
	if t := find(root, atom.Time, 0); t != nil {
		return findDate(attribute(t, "datetime"))
	}
	return ""
}

// metaContent returns the content of the meta element with a name.
func metaContent(n *html.Node, key string, depth int) string {
	if n.DataAtom == atom.Meta && (attribute(n, "property") == key || attribute(n, "name") == key || attribute(n, "itemprop") == key) {
		return attribute(n, "content")
	}
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		if hit := metaContent(c, key, depth+1); hit != "" {
			return hit
		}
	}
	return ""
}

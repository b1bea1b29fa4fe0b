package source

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth bounds how deep elements are followed.
const maxDepth = 400

// readHTML extracts the main content of a page as light Markdown, with the title
// and the date that the page states.
func readHTML(d *Document, data []byte) error {
	text, err := decode(data, declaredCharset(data))
	if err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return damaged(HTML, err.Error())
	}
	d.Title, d.Published = pageTitle(root), pageDate(root)
	p := &page{scores: map[*html.Node]float64{}}
	p.score(root, 0)
	w := &writer{}
	w.walk(p.best(root), 0)
	d.Text = w.text()
	if d.Text == "" {
		return empty("the page has no text in its main part")
	}
	return nil
}

// declaredCharset reads the encoding that a page claims in its first bytes.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 2048)])
	i := bytes.Index(head, []byte("charset="))
	if i < 0 {
		return ""
	}
	rest := bytes.TrimLeft(head[i+len("charset="):], `"' `)
	if end := bytes.IndexAny(rest, `"'; />`); end >= 0 {
		return string(rest[:end])
	}
	return ""
}

// page finds the element that holds the main content.
type page struct {
	scores map[*html.Node]float64
	order  []*html.Node // elements with a score, as they came
}

// score gives each block of text to its parents: full to the nearest, half to
// the next. Text in links counts against it.
func (p *page) score(n *html.Node, depth int) {
	if depth > maxDepth || n.Type == html.ElementNode && isChrome(n) {
		return
	}
	if n.Type == html.ElementNode && isTextBlock(n) {
		words, linked := weigh(n, false, 0)
		if worth := float64(words - 2*linked); words >= 4 && worth > 0 {
			p.add(n.Parent, worth)
			if n.Parent != nil {
				p.add(n.Parent.Parent, worth/2)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.score(c, depth+1)
	}
}

func (p *page) add(n *html.Node, worth float64) {
	if n == nil || n.Type != html.ElementNode {
		return
	}
	if _, known := p.scores[n]; !known {
		p.order = append(p.order, n)
		if n.DataAtom == atom.Article || n.DataAtom == atom.Main || attribute(n, "role") == "main" || attribute(n, "itemprop") == "articleBody" {
			worth += 25
		}
	}
	p.scores[n] += worth
}

// best returns the element with the highest score, or the body. Where the
// winner's parent holds much more text of the same kind, the parent wins: a page
// may put each section into a box of its own.
func (p *page) best(root *html.Node) *html.Node {
	var top *html.Node
	total := 0.0
	for _, n := range p.order {
		if s := p.scores[n]; top == nil || s > p.scores[top] {
			top = n
		}
		total += p.scores[n]
	}
	if top == nil {
		if body := find(root, atom.Body, 0); body != nil {
			return body
		}
		return root
	}
	for up := top.Parent; up != nil && up.DataAtom != atom.Html; up = up.Parent {
		sections := 0.0
		for c := up.FirstChild; c != nil; c = c.NextSibling {
			sections += p.scores[c]
		}
		if sections > 1.6*p.scores[top] || up.DataAtom == atom.Article || up.DataAtom == atom.Main {
			top = up
		}
	}
	return top
}

func find(n *html.Node, a atom.Atom, depth int) *html.Node {
	if n.DataAtom == a {
		return n
	}
	for c := n.FirstChild; c != nil && depth < maxDepth; c = c.NextSibling {
		if hit := find(c, a, depth+1); hit != nil {
			return hit
		}
	}
	return nil
}

// weigh counts the words under n, and those of them in links.
func weigh(n *html.Node, inLink bool, depth int) (words, linked int) {
	if depth > maxDepth {
		return 0, 0
	}
	if n.Type == html.TextNode {
		words = len(strings.Fields(n.Data))
		if inLink {
			linked = words
		}
		return words, linked
	}
	inLink = inLink || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w, l := weigh(c, inLink, depth+1)
		words, linked = words+w, linked+l
	}
	return words, linked
}

// isTextBlock reports whether an element directly holds running text.
func isTextBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.Blockquote, atom.Pre, atom.Td, atom.Dd:
		return true
	case atom.Div, atom.Section, atom.Article:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && len(strings.Fields(c.Data)) >= 8 {
				return true
			}
		}
	}
	return false
}

// chrome marks, by class or id, what surrounds an article.
var chrome = [...]string{
	"cookie", "consent", "gdpr", "banner", "navbar", "nav-", "menu", "sidebar", "footer", "comment", "share", "social", "promo",
	"related", "recommend", "advert", "sponsor", "newsletter", "subscribe", "breadcrumb", "popup", "modal", "paywall", "signup",
	"toolbar", "pagination", "widget", "masthead", "copyright", "disclaimer",
}

// isChrome reports whether an element is no part of what the page says.
func isChrome(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Iframe, atom.Svg,
		atom.Button, atom.Select, atom.Textarea, atom.Head, atom.Object, atom.Video, atom.Audio, atom.Dialog, atom.Figure:
		return true
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	}
	if attribute(n, "hidden") != "" || attribute(n, "aria-hidden") == "true" || strings.Contains(strings.ReplaceAll(attribute(n, "style"), " ", ""), "display:none") {
		return true
	}
	switch attribute(n, "role") {
	case "navigation", "banner", "complementary", "contentinfo", "dialog", "alertdialog", "search", "menu":
		return true
	}
	names := strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))
	for _, c := range chrome {
		if strings.Contains(names, c) {
			return true
		}
	}
	return false
}

// attribute returns the value of an attribute; one without a value counts as
// "true".
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			if a.Val == "" {
				return "true"
			}
			return a.Val
		}
	}
	return ""
}

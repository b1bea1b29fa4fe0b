package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// hostileCase is a case whose every text is x.
func hostileCase(x string) string {
	q := strconv.Quote(strings.ToValidUTF8(x, "?"))
	return strings.ReplaceAll(`detente: 1
title: X
question: X
sources:
  paper: {name: X, title: X, note: X, file: sources/paper.txt}
no_deal: {price: low}
issues:
  price: {name: X, note: X, options: {low: {name: X}, high: {name: X}}, now: low, because: [said]}
  speed: {name: X, options: {slow: {name: X}, fast: {name: X}}, now: slow}
parties:
  buyer:
    name: X
    note: X
    aliases: [X]
    influence: 40..60
    wants:
      price: {weight: 60, low: 100, high: 0, because: [said]}
      speed: {weight: 40, slow: 0, fast: 100}
  seller:
    name: X
    wants:
      price: {weight: 70, low: 0, high: 100}
      speed: {weight: 30..50, slow: 100, fast: 0}
evidence:
  said: {source: paper, about: [buyer], kind: goal, quote: X, note: X}
scenarios:
  other: {name: X, set: {parties.buyer.influence: 70}}
`, "X", q)
}

// hostileViews shows a text in every place of a case, a form and an address that
// takes one, and returns the pages by name.
func hostileViews(b *bench, x string) map[string]string {
	c := b.add(hostileCase(x))
	small := b.add(sample)
	q := "=" + url.QueryEscape(x)
	out := map[string]string{}
	for i, path := range []string{"case", "deals", "hold", "likely", "whom", "sure?draws=64&wait=yes", "compare", "report", "report/html", "evidence", "evidence/said", "evidence/D1", "evidence/" + url.PathEscape(x),
		"deals?fits" + q + "&try" + q + "&sort" + q + "&pin" + q, "hold?target" + q + "&deal" + q, "compare?with" + q + "&set" + q + "&from" + q, "sure?draws" + q + "&seed" + q, "report?s" + q} {
		name, _, _ := strings.Cut(path, "?")
		_, out[fmt.Sprintf("page %d %.8s", i, name)] = b.do("GET", at(c, path), nil)
	}
	_, out["read: save"] = b.do("POST", at(c, "save"), form(1, "text", x))
	_, out["read: save as a name"] = b.do("POST", at(c, "save"), form(2, "text", "parties: {"+x+": 3}"))
	_, out["read: conflict"] = b.do("POST", at(c, "save"), form(1, "text", "title: "+x))
	_, out["set"] = b.do("POST", at(small, "set"), form(1, "text.title", x, "text.parties.buyer.name", x, "set.parties.buyer.influence", x))
	_, out["add"] = b.do("POST", at(small, "add"), form(1, "what", "issue", "name", x, "levels", x+", "+x))
	_, out["add 2"] = b.do("POST", at(small, "add"), form(2, "what", "party", "name", x))
	_, out["back"] = b.do("POST", at(small, "undo"), form(2, "back", x))
	_, out["read: check"] = b.do("POST", at(small, "check"), form(2, "text", x))
	_, out["template"] = b.do("POST", "/new/template", url.Values{"name": {x}})
	_, out["missing"] = b.do("GET", "/"+url.PathEscape(x), nil)
	_, out["home"] = b.do("GET", "/", nil)
	return out
}

// shape is the tree of elements of a page, each with the names of its attributes.
// Of drawings it says the kinds only: their lines break with the length of words.
func shape(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if n.Type == html.ElementNode {
			fmt.Fprintf(&out, "%*s%s", depth, "", n.Data)
			for _, a := range n.Attr {
				fmt.Fprintf(&out, " %s", a.Key)
				if v := strings.ToLower(strings.TrimSpace(a.Val)); strings.HasPrefix(v, "javascript:") || strings.HasPrefix(v, "data:") && n.Data != "link" {
					out.WriteString("=" + v)
				}
			}
			out.WriteString("\n")
		}
		if n.Data == "svg" {
			seen := map[string]bool{}
			for d := range n.Descendants() {
				if d.Type == html.ElementNode && !strings.Contains(" g path text tspan title desc rect circle line polyline polygon defs clippath lineargradient stop use marker ", " "+strings.ToLower(d.Data)+" ") && !seen[d.Data] {
					seen[d.Data] = true
					fmt.Fprintf(&out, "%*ssvg has %s\n", depth, "", d.Data)
				}
				for _, a := range d.Attr {
					if strings.HasPrefix(a.Key, "on") || strings.Contains(a.Key, "href") {
						fmt.Fprintf(&out, "%*ssvg has %s=%s\n", depth, "", a.Key, a.Val)
					}
				}
			}
			return
		}
		for c := range n.ChildNodes() {
			walk(c, depth+1)
		}
	}
	walk(root, 0)
	return out.String()
}

// dangers are the lines of a shape that have elements which do something, or
// attributes that do.
func dangers(shape string) (out []string) {
	for line := range strings.Lines(shape) {
		words := strings.Fields(line)
		if slices.Contains(active, words[0]) || words[0] == "form" || strings.Contains(line, "=") || slices.ContainsFunc(words[1:], func(w string) bool { return strings.HasPrefix(w, "on") }) {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// plainTwin is a text of the same words, with letters where x has signs that mean
// something in markup.
func plainTwin(x string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("<>\"'&`", r) {
			return 'q'
		}
		return r
	}, x)
}

// No text of a case, a form or an address adds an element or attribute to a page.
func TestHostileCase(t *testing.T) {
	texts := hostileTexts[:5]
	if long() {
		texts = nil
		for _, lead := range []string{"", `"`, `'`, `>`, `">`, `'>`, `-->`, `</p>`, `</script>`, "\x00"} {
			for _, x := range hostileTexts {
				texts = append(texts, lead+x)
			}
		}
	}
	for _, x := range texts {
		got, want := hostileViews(newBench(t), x), hostileViews(newBench(t), plainTwin(x))
		for name, page := range got {
			was, is := shape(t, want[name]), shape(t, page)
			if strings.HasPrefix(name, "read: ") { // what is wrong with a text, and how much, differs with its signs
				was, is = strings.Join(dangers(was), "\n"), strings.Join(dangers(is), "\n")
			}
			if diff := cmp.Diff(was, is); diff != "" {
				t.Errorf("%s with %q (-plain +payload):\n%s", name, x, diff)
			}
		}
	}
	if long() && len(texts) < 300 {
		t.Errorf("%d payloads, want 300", len(texts))
	}
}

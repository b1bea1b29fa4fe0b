package web_test

import (
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// hostileTexts are texts that would be markup where they were not escaped.
var hostileTexts = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `"><svg onload=alert(1)>`, `' autofocus onfocus=alert(1) x='`,
	`</textarea><script>alert(1)</script>`, `</title><script>alert(1)</script>`, `--><b>x</b><!--`, `{{.Case.ID}}{{template "bar" .}}`, "`${alert(1)}`",
	`javascript:alert(1)`, `&lt;script&gt;`, `&#60;b&#62;`, `<a href="javascript:alert(1)">x</a>`, `<form action=//evil.example>`, `<style>*{display:none}</style>`,
	`<base href=//evil.example/>`, `<iframe srcdoc="<b>x</b>">`, `]]><b>x</b>`, `<plaintext>`, "\u202egnp.exe", `</option></select><b>x`, `</mark></p></main><main>`,
	`<math><mi xlink:href="data:x,<b>">`, `<svg><script>x</script></svg>`, `" onmouseover="alert(1)`, `\"><b>`, `<B ID=drawer>`, `%3Cscript%3E`, `<scr<script>ipt>`, `</datalist><b>`,
}

// active are elements that do something, or change what others do.
var active = []string{"script", "style", "link", "meta", "base", "iframe", "object", "embed", "img", "audio", "video", "math", "main", "plaintext"}

// elementsOf lists the kinds of elements of a page, each with the names of its
// attributes, and counts those that do something. What the reader finds, and with
// it how many statements a page has, may differ with the text.
func elementsOf(t *testing.T, page string) (kinds map[string]bool, counts map[string]int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	kinds, counts = map[string]bool{}, map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		kind := n.Data
		for _, a := range n.Attr {
			kind += " " + a.Key
			if a.Key == "href" && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") {
				kind += "=" + a.Val
			}
		}
		kinds[kind] = true
		if slices.Contains(active, n.Data) {
			counts[n.Data]++
		}
	}
	return kinds, counts
}

// hostileText is a document around a text that is none of its statements.
func hostileText(x string) string {
	return "The bakers' strike\n\nThe Bakers Union wants a raise of 4 percent. The sign read: " + x + " and nobody knew why.\n\nMill Street Bread insists on night shifts.\n"
}

// hostilePages puts a text into every place of a case that takes one, and returns
// its pages.
func hostilePages(t *testing.T, b *bench, x string) []string {
	t.Helper()
	page := b.post("/new/text", url.Values{"text": {hostileText(x), crumbs}, "name": {x, "crumbs"}, "title": {x}})
	at := caseOf(t, page)
	first := page[strings.Index(page, `name="document" value="`)+len(`name="document" value="`):]
	first = first[:strings.IndexByte(first, '"')]
	b.post(at+"decide", url.Values{"item": {keyOf(t, page, "The Bakers Union wants a raise")}, "verdict": {"edit"},
		"party": {"x" + x}, "kind": {"goal"}, "topic": {"x" + x}, "quote": {"The Bakers Union wants a raise"}})
	b.post(at+"decide", url.Values{"document": {first}, "verdict": {"add"}, "party": {"y" + x}, "kind": {"goal"}, "topic": {"y" + x}, "quote": {"nobody knew"}})
	refused := b.send(at+"documents", file{"x" + strings.NewReplacer("/", "", "\\", "", `"`, "", "\r", "", "\n", "").Replace(x) + ".pdf", "%PDF-1.4 no"})
	_, wrong := b.do("POST", at+"decide", url.Values{"document": {first}, "verdict": {"add"}, "party": {"z"}, "kind": {"goal"}, "quote": {"absent " + x}})
	return []string{b.get(at + "documents?document=" + first), b.get(at + "brief"), refused, wrong, b.get("/")}
}

// No text of a document, title, name or edit adds an element or attribute to a
// page.
func TestHostileText(t *testing.T) {
	plain := hostilePages(t, newBench(t), "plain &")
	texts := hostileTexts
	if os.Getenv("DETENTE_TEST") == "long" {
		for _, lead := range []string{`"`, `'`, `>`, `">`, `'>`, `-->`, `</p>`, `</blockquote></li>`, "\t\n"} {
			for _, x := range hostileTexts {
				texts = append(texts, lead+x)
			}
		}
	}
	for _, x := range texts {
		for k, page := range hostilePages(t, newBench(t), x) {
			got, counts := elementsOf(t, page)
			want, wantCounts := elementsOf(t, plain[k])
			for kind := range got {
				if !want[kind] && !want[strings.TrimSuffix(kind, " selected")] {
					t.Errorf("payload %q, page %d: there is a new element %q", x, k, kind)
				}
			}
			if diff := cmp.Diff(wantCounts, counts); diff != "" {
				t.Errorf("payload %q, page %d (-plain +payload):\n%s", x, k, diff)
			}
		}
	}
}

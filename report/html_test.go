package report_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"detente"
	"detente/analysis"
	"detente/casefile"
	"detente/report"
)

// examplePage renders one of the shipped examples.
func exampleDocument(t testing.TB, name string) *report.Document {
	t.Helper()
	file, found, err := casefile.Load("../examples/" + name + "/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if file.Case == nil {
		t.Fatal(found)
	}
	o := analysis.Options{Seed: 1, Version: "0.1.0"}
	results, err := analysis.Run(context.Background(), file.Case, o)
	if err != nil {
		t.Fatal(err)
	}
	trails, err := analysis.Trails(context.Background(), file.Case, o)
	if err != nil {
		t.Fatal(err)
	}
	return &report.Document{Case: file.Case, Results: results, Trails: trails, Version: "0.1.0", Seed: 1}
}

func page(t testing.TB, d *report.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.HTML(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var examples = []string{"alaska-2025", "labour", "harbour"}

// The page needs nothing but itself, and nothing in it runs.
func TestPageIsSelfContained(t *testing.T) {
	for _, name := range examples {
		html := page(t, exampleDocument(t, name))
		for _, bad := range []string{`<script`, ` style="`, ` src="`, `<link`, `<iframe`, `@import`, `url(`, ` onclick`, `javascript:`} {
			if strings.Contains(html, bad) {
				t.Errorf("%s: the page contains %q", name, bad)
			}
		}
		for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(html, -1) {
			if !strings.HasPrefix(m[1], "#") {
				t.Errorf("%s: a link leads to %q", name, m[1])
			}
		}
	}
}

// Every link leads to something on the page, and every identifier stands once.
func TestPageLinks(t *testing.T) {
	for _, name := range examples {
		checkLinks(t, name, page(t, exampleDocument(t, name)), 10)
	}
}

// checkLinks checks the links of a page, of which there are so many at least.
func checkLinks(t *testing.T, name, html string, least int) {
	t.Helper()
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		ids[m[1]]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s: id %q stands %d times", name, id, n)
		}
	}
	links := 0
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(html, -1) {
		links++
		if ids[m[1]] == 0 {
			t.Errorf("%s: a link leads to #%s, which is nowhere", name, m[1])
		}
	}
	if links < least {
		t.Errorf("%s: %d links, want at least %d", name, links, least)
	}
}

// What a screen reader needs: a language, one first heading, headings that do
// not skip a level, names for pictures and tables, a table for each picture.
func TestPageAccessibility(t *testing.T) {
	for _, name := range examples {
		checkAccessibility(t, name, page(t, exampleDocument(t, name)))
	}
	checkAccessibility(t, "a brief", page(t, unread()))
}

func checkAccessibility(t *testing.T, name, html string) {
	t.Helper()
	if !strings.Contains(html, `<html lang="en">`) || strings.Count(html, "<h1") != 1 || strings.Count(html, "<main>") != 1 {
		t.Errorf("%s: want a language, one h1 and one main", name)
	}
	level := 1
	for _, m := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(html, -1) {
		next := int(m[1][0] - '0')
		if next > level+1 {
			t.Errorf("%s: a heading of level %d follows one of level %d", name, next, level)
		}
		level = next
	}
	for _, svg := range regexp.MustCompile(`<svg[^>]*>`).FindAllString(html, -1) {
		if !strings.Contains(svg, "role=") {
			t.Errorf("%s: a picture without a role: %s", name, svg)
		}
	}
	for figure := range strings.SplitSeq(html, "<figure>") {
		body, _, ok := strings.Cut(figure, "</figure>")
		if ok && (!strings.Contains(body, "<table") || !strings.Contains(body, "<title>")) {
			t.Errorf("%s: a picture without a name or without its table", name)
		}
	}
	if n, named := strings.Count(html, "<table"), strings.Count(html, `role="region" aria-label="`); n != named {
		t.Errorf("%s: %d tables, %d of them named", name, n, named)
	}
}

// The page shows every quote in the context of its source, in the document's own
// words, and says what bears on what.
func TestPageQuotes(t *testing.T) {
	d := exampleDocument(t, "alaska-2025")
	html := page(t, d)
	for i := range d.Case.Evidence {
		e := &d.Case.Evidence[i]
		if !strings.Contains(html, `<li id="q-`+string(e.ID)+`">`) {
			t.Errorf("quote %s is not on the page", e.ID)
		}
	}
	marks := strings.Count(html, "<mark>")
	if marks != len(d.Case.Evidence) {
		t.Errorf("%d quotes are marked, want %d", marks, len(d.Case.Evidence))
	}
}

// Text of a case is text on the page, whatever it holds.
func TestPageEscapes(t *testing.T) {
	d := exampleDocument(t, "harbour")
	c := *d.Case
	c.Title = `<script>alert(1)</script>` + "\u202e\x1b"
	c.Parties = append([]detente.Party{}, c.Parties...)
	c.Parties[0].Name = `"><img src=x onerror=alert(1)>`
	d.Case = &c
	html := page(t, d)
	for _, bad := range []string{"<script>alert", "<img", "\u202e", "\x1b"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page contains %q", bad)
		}
	}
}

func TestPageIsDeterministic(t *testing.T) {
	first := page(t, exampleDocument(t, "alaska-2025"))
	for range 3 {
		if page(t, exampleDocument(t, "alaska-2025")) != first {
			t.Fatal("two renderings differ")
		}
	}
}

// A Markdown report has every result, and a footnote for every quote.
func TestMarkdown(t *testing.T) {
	d := exampleDocument(t, "alaska-2025")
	var b bytes.Buffer
	if err := report.Markdown(&b, d); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, r := range d.Results {
		if !strings.Contains(text, "\n## "+r.Title+"\n") {
			t.Errorf("no section %q", r.Title)
		}
	}
	for i := range d.Case.Evidence {
		if !strings.Contains(text, fmt.Sprintf("\n[^%s]: ", d.Case.Evidence[i].ID)) {
			t.Errorf("no footnote %s", d.Case.Evidence[i].ID)
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "|") && strings.Count(line, "|")-strings.Count(line, `\|`) < 2 {
			t.Errorf("a row of a table with one cell: %q", line)
		}
	}
}

func TestPictures(t *testing.T) {
	d := exampleDocument(t, "alaska-2025")
	pictures := report.Pictures(d)
	if len(pictures) < 3 {
		t.Fatalf("%d pictures, want at least 3", len(pictures))
	}
	for _, p := range pictures {
		if !strings.HasSuffix(p.Name, ".svg") || !bytes.HasPrefix(p.SVG, []byte("<svg ")) && !bytes.HasPrefix(p.SVG, []byte("<?xml")) {
			t.Errorf("%s is no picture", p.Name)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	d := exampleDocument(b, "alaska-2025")
	b.ReportAllocs()
	for b.Loop() {
		if err := report.HTML(&bytes.Buffer{}, d); err != nil {
			b.Fatal(err)
		}
	}
}

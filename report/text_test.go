package report_test

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"detente"
	"detente/report"

	"pgregory.net/rapid"
)

const ferry = "# The ferry\n\nThe island wants a ferry on Sundays, and the mainland  offers\none a month.\n\n- Fares: the island\nrefuses higher ones\n\n| what | offer |\n|---|---|\n| subsidy | half <of> it |\n"

// span finds a text in the document.
func span(s string) detente.Range {
	at := strings.Index(ferry, s)
	return detente.Range{Start: at, End: at + len(s)}
}

// found is a result with a document and its quotes side by side.
func found() *detente.Result {
	r := &detente.Result{Method: "brief/document-1", Title: "The ferry", Status: detente.OK, Answer: "The island wants a ferry; the mainland offers one a month."}
	table := detente.Part{Range: span("what | offer"), Form: detente.HeadRow, Label: "¶3", Cells: []detente.Range{span("what"), span("offer |")}}
	table.Cells[1].End -= len(" |")
	row := detente.Part{Range: span("subsidy | half <of> it"), Form: detente.TableRow, Cells: []detente.Range{span("subsidy"), span("half <of> it")}}
	r.Add(
		&detente.Table{Title: "What they want", Columns: []detente.Column{{}, {Name: "quote", Wide: true}, {Name: "source"}}, Rows: [][]detente.Cell{
			{detente.Txt("W1"), detente.Txt("“The island wants a ferry on Sundays”"), detente.Txt("1 ¶1")},
			{detente.Txt("W2"), detente.Txt("“the island refuses higher ones”"), detente.Txt("1 ¶2")},
			{detente.Txt("O1"), detente.Txt("subsidy"), detente.Txt("1 ¶3")},
		}},
		&detente.Sides{Title: "Where they differ", Sides: []string{"1 The ferry", "2 The boat"}, Note: "Two papers.", Points: []detente.Point{
			{ID: "C1", Sign: "!", Text: "the mainland", Note: "numbers differ", Quotes: []detente.Cited{
				{Side: 0, ID: "C1a", Place: "1 ¶1", Text: "the mainland offers one a month"}, {Side: 1, ID: "C1b", Place: "2 ¶4", Text: "two a month"},
			}},
			{ID: "C2", Sign: "?", Text: "the island", Quotes: []detente.Cited{{Side: 0, ID: "W1", Place: "1 ¶1", Text: "The island wants a ferry on Sundays"}}},
		}},
		&detente.Text{ID: "1", Title: "The ferry", Note: "23 words", Body: ferry,
			Parts: []detente.Part{
				{Range: span("The ferry"), Form: detente.Heading}, {Range: span("The island wants a ferry on Sundays, and the mainland  offers\none a month."), Label: "¶1"},
				{Range: span("Fares: the island\nrefuses higher ones"), Form: detente.Entry, Label: "¶2"}, table, row,
			},
			Kinds: []detente.MarkKind{{Name: "goal", Sign: "G"}, {Name: "outcome", Sign: "O"}, {Name: "compared", Sign: "="}, {Name: "concern", Sign: "F"}},
			Marks: []detente.Highlight{
				{ID: "W1", Kind: "goal", Note: "the island", Range: span("The island wants a ferry on Sundays")},
				{ID: "C3a", Kind: "compared", Range: span("ferry on Sundays, and the mainland")},
				{ID: "C1a", Kind: "compared", Note: "the mainland", Range: span("the mainland  offers\none a month")},
				{ID: "W2", Kind: "goal", Note: "the island", Range: span("the island\nrefuses higher ones")},
				{ID: "O1", Kind: "outcome", Range: span("subsidy | half <of> it")},
			},
		},
	)
	return r
}

// unread is a document without a case.
func unread() *report.Document {
	return &report.Document{Title: "A brief", Facts: []string{"1 document", "23 words"}, Next: []string{"a first case: -o case.yaml"}, Results: []*detente.Result{found()}, Version: "0.1.0"}
}

func fragment(t interface{ Fatal(...any) }, b detente.Block) string {
	var out bytes.Buffer
	if err := report.Fragment(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	tags    = regexp.MustCompile(`(?s)<a class="tag".*?</a>|<span class="label">.*?</span>`)
	markup  = regexp.MustCompile(`(?s)<[^>]*>`)
	legends = regexp.MustCompile(`(?s)<ul class="kinds".*?</ul>`)
)

// words returns the words that a fragment shows of its document.
func words(fragment string) string {
	s := legends.ReplaceAllString(fragment, "")
	return html.UnescapeString(strings.Join(strings.Fields(markup.ReplaceAllString(tags.ReplaceAllString(s, ""), "")), ""))
}

// A document is shown whole, with the sign of every highlight before it and a
// link from it.
func TestFragment(t *testing.T) {
	text := found().Blocks[2].(*detente.Text)
	got := fragment(t, text)
	for _, want := range []string{
		`<h3>The ferry</h3>`,
		`<a class="tag" id="at-W1" href="#W1" title="W1, goal, the island" aria-label="W1, goal, the island: "><b class="sign">G</b>W1</a><mark class="k1">The island wants a</mark> <a `,
		`<b class="sign">=</b>C3a</a><mark class="k3 two">ferry on Sundays</mark><mark class="k3">, and</mark> <a `,
		`<li class="level0"><span class="label">¶2</span><span class="lead">- </span>Fares: <a class="tag" id="at-W2"`,
		`<th scope="col">what</th><th scope="col">offer</th>`,
		`</a><mark class="k2">subsidy</mark></td><td><mark class="k2">half &lt;of&gt; it</mark></td>`,
		`<mark class="k2"><b class="sign">O</b> outcome</mark>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("Fragment lacks %s:\n%s", want, got)
		}
	}
	if strings.Contains(got, "concern") {
		t.Error("the legend names a kind that does not occur")
	}
	if want := "Theferry" + "TheislandwantsaferryonSundays,andthemainlandoffersoneamonth." + "-Fares:theislandrefuseshigherones" + "whatoffersubsidyhalf<of>it"; words(got) != "23words"+want {
		t.Errorf("Fragment shows %q, want %q", words(got), want)
	}
}

// Whatever the highlights and parts are, every letter of the document is shown
// once, and every highlight that covers one has its address.
func TestFragmentKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`([a-z]{1,6}[ \n]){0,30}`).Draw(t, "body")
		draw := func(name string) detente.Range {
			a, b := rapid.IntRange(0, len(body)).Draw(t, name), rapid.IntRange(0, len(body)).Draw(t, name)
			return detente.Range{Start: min(a, b), End: max(a, b)}
		}
		text := &detente.Text{Body: body, Kinds: []detente.MarkKind{{Name: "goal", Sign: "G"}}}
		for i := range rapid.IntRange(0, 4).Draw(t, "marks") {
			text.Marks = append(text.Marks, detente.Highlight{ID: string(rune('A' + i)), Kind: "goal", Range: draw("mark")})
		}
		at := 0
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			from := rapid.IntRange(at, len(body)).Draw(t, "from")
			at = rapid.IntRange(from, len(body)).Draw(t, "to")
			text.Parts = append(text.Parts, detente.Part{Range: detente.Range{Start: from, End: at}, Form: detente.PartForm(rapid.IntRange(0, 5).Draw(t, "form"))})
		}
		got := fragment(t, text)
		if want := strings.Join(strings.Fields(body), ""); words(got) != want {
			t.Fatalf("shows %q of %q:\n%s", words(got), want, got)
		}
		for _, h := range text.Marks {
			if n := strings.Count(got, `id="at-`+h.ID+`"`); n > 1 {
				t.Fatalf("highlight %s has %d addresses:\n%s", h.ID, n, got)
			}
		}
	})
}

// A document without a case is a page like others.
func TestPageWithoutCase(t *testing.T) {
	text := page(t, unread())
	checkLinks(t, "brief", text, 6)
	for _, want := range []string{
		`<h1>A brief</h1>`, `1 document · 23 words`, `<tr id="W1"><th scope="row"><a href="#at-W1">W1</a></th>`, `<article class="point" id="C1">`, `<blockquote id="C1a">`,
		`<blockquote>“The island wants a ferry on Sundays” <span class="note"><a href="#at-W1">1 ¶1</a>`, `<p class="note">nothing found</p>`, `<a class="tag" id="at-C1a" href="#C1a"`, `<a class="tag" id="at-C3a" title=`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, bad := range []string{"signator", "seed", "sha256-\"", "analyze"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page of no case speaks of %q", bad)
		}
	}
	var b bytes.Buffer
	if err := report.Markdown(&b, unread()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# A brief\n", `**The island wants a** **ferry on Sundays** \[W1 G\]**, and**`, "**C1** ! the mainland", "- 2 ¶4: “two a month”", "### The ferry"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("Markdown lacks %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := report.Text(&b, unread(), report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if want := "A brief · 1 document · 23 words\n\nANSWER\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("Text starts %q, want %q", b.String()[:60], want)
	}
}

func BenchmarkFragment1000Marks(b *testing.B) {
	text := &detente.Text{Body: strings.Repeat("The island wants a ferry. ", 4000), Kinds: []detente.MarkKind{{Name: "goal", Sign: "G"}}}
	for i := range 4000 {
		text.Parts = append(text.Parts, detente.Part{Range: detente.Range{Start: 26 * i, End: 26*i + 25}})
		if i%4 == 0 {
			text.Marks = append(text.Marks, detente.Highlight{ID: strings.Repeat("W", 1+i%3), Kind: "goal", Range: detente.Range{Start: 26 * i, End: 26*i + 20}})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := report.Fragment(&bytes.Buffer{}, text); err != nil {
			b.Fatal(err)
		}
	}
}

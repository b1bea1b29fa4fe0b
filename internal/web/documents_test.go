package web_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"detente/internal/store"
)

// Two accounts of one made-up strike.
const (
	ovens = `The bakers' strike

The Bakers Union wants a raise of 4 percent. It refuses night shifts.

Mill Street Bread insists on night shifts. It has offered a raise of 2 percent and fears that customers will leave.
`
	crumbs = `Bread talks go on

Mill Street Bread may accept a shorter night shift, the mayor said. The Bakers Union wants a raise of 4 percent and refuses night shifts.
`
)

// caseOf is the address of the case that a page belongs to.
func caseOf(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`data-case="([0-9a-f]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no case on the page\n%s", page)
	}
	return "/cases/" + m[1] + "/"
}

// keyOf is the key of the statement whose words begin like this.
func keyOf(t *testing.T, page, words string) string {
	t.Helper()
	at := strings.Index(page, "<blockquote>"+words)
	if at < 0 {
		t.Fatalf("no statement %q on the page\n%s", words, told(page))
	}
	m := regexp.MustCompile(`name="item" value="([^"]+)"`).FindStringSubmatch(page[at:])
	return m[1]
}

// stateOf is what the page says was decided on a statement.
func stateOf(t *testing.T, page, words string) string {
	t.Helper()
	at := strings.Index(page, "<blockquote>"+words)
	if at < 0 {
		return "gone"
	}
	from := strings.LastIndex(page[:at], `<li id=`)
	return regexp.MustCompile(`class="item ?([^"]*)"`).FindStringSubmatch(page[from:])[1]
}

func revisionOf(t *testing.T, page string) string {
	t.Helper()
	return regexp.MustCompile(`data-revision="(\d+)"`).FindStringSubmatch(page)[1]
}

// told is what a page says, without its marks and what stands around it.
func told(page string) string {
	page = page[max(0, strings.Index(page, "<main")):]
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")), " ")
}

func want(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Fatalf("the page does not say %q\n%s", text, told(page))
		}
	}
}

// From two pasted articles to a case, by forms alone.
func TestWholeWay(t *testing.T) {
	b := newBench(t)
	page := b.post("/new/text", url.Values{"text": {ovens, crumbs}})
	at := caseOf(t, page)
	want(t, page, "The bakers&#39; strike", "Bakers Union", "Make the case")

	page = b.post(at+"decide", url.Values{"item": {keyOf(t, page, "The Bakers Union wants a raise")}, "verdict": {"accept"}})
	if got := stateOf(t, page, "The Bakers Union wants a raise"); got != "is-accept" {
		t.Errorf("state after accept = %q", got)
	}
	page = b.post(at+"decide", url.Values{"item": {keyOf(t, page, "It refuses night shifts")}, "verdict": {"reject"}})
	if got := stateOf(t, page, "It refuses night shifts"); got != "is-reject" {
		t.Errorf("state after reject = %q", got)
	}
	page = b.post(at+"decide", url.Values{"item": {keyOf(t, page, "It has offered a raise")}, "verdict": {"edit"},
		"party": {"Mill Street Bread"}, "kind": {"expectation"}, "topic": {"pay"}, "quote": {"It has  offered a raise of\n2 percent"}})
	want(t, page, "Read as: Bakers Union, strategy")
	page = b.post(at+"decide", url.Values{"document": {"the-bakers-strike"}, "verdict": {"add"},
		"party": {"The customers"}, "kind": {"leverage"}, "topic": {"bread"}, "quote": {"customers will leave"}})
	want(t, page, "added by you", "The customers")

	brief := b.get(at + "brief")
	want(t, brief, "Who wants what", "The customers", "corrected", "read as")
	if strings.Contains(brief, "It refuses night shifts") {
		t.Error("the brief has what was rejected")
	}

	page = b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}})
	want(t, page, "bakers-union", `data-page="case"`, "customers will leave")
	if strings.Contains(page, "It refuses night shifts") {
		t.Error("the case has what was rejected")
	}
	want(t, b.get(at+"documents"), "Bring the case up to date")
}

// Decisions hold when the documents are read again with others, and when parties
// get longer names.
func TestDecisionsSurvive(t *testing.T) {
	b := newBench(t)
	page := b.post("/new/text", url.Values{"text": {ovens}})
	at := caseOf(t, page)
	b.post(at+"decide", url.Values{"item": {keyOf(t, page, "The Bakers Union wants a raise")}, "verdict": {"accept"}})
	b.post(at+"decide", url.Values{"item": {keyOf(t, page, "It refuses night shifts")}, "verdict": {"reject"}})
	b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}})
	page = b.post(at+"documents", url.Values{"text": {crumbs}, "name": {"crumbs"}})
	want(t, page, "1 document added.", "Bread talks go on")
	page = b.get(at + "documents?document=the-bakers-strike")
	if got := stateOf(t, page, "The Bakers Union wants a raise"); got != "is-accept" {
		t.Errorf("state with a new document = %q, want accepted", got)
	}
	if got := stateOf(t, page, "It refuses night shifts"); got != "is-reject" {
		t.Errorf("state with a new document = %q, want rejected", got)
	}
	page = b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}})
	want(t, page, "The case was brought up to date", "New or renewed")
	page = b.post(at+"documents", url.Values{"text": {crumbs}})
	want(t, page, "was there already")
}

// A case that a person wrote gets what was accepted as evidence, and nothing
// else of it changes.
func TestSupport(t *testing.T) {
	const text = `detente: 1
title: Bread # mine

parties:
  union: {name: Bakers Union}
  bakery: {name: Mill Street Bread}

issues:
  raise: {options: [none, four], now: none}
`
	b := newBench(t)
	c := b.add(text)
	at := "/cases/" + string(c.ID) + "/"
	want(t, b.get(at+"documents"), "No documents yet")
	want(t, b.get(at+"brief"), "Add documents")
	page := b.post(at+"documents", url.Values{"text": {ovens}, "name": {"ovens"}})
	want(t, page, "Add as evidence", "Accept statements first")
	page = b.post(at+"decide", url.Values{"item": {keyOf(t, page, "The Bakers Union wants a raise")}, "verdict": {"accept"}})
	page = b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}})
	want(t, page, "new in the case")
	now, err := b.store.Case(context.Background(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := string(now.Text)
	for _, line := range []string{"title: Bread # mine", "sources/ovens.txt", "The Bakers Union wants a raise of 4 percent", "about: union"} {
		if !strings.Contains(got, line) {
			t.Errorf("the case lacks %q:\n%s", line, got)
		}
	}
	want(t, b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}}), "has all of these quotes already")
}

// What cannot be read is named with its reason, and the others are read.
func TestRefusedDocuments(t *testing.T) {
	b := newBench(t)
	german := "Die Gewerkschaft fordert mehr Lohn und die Firma lehnt das ab. Der Streik dauert nun schon zwei Wochen, und niemand weiß, wie es weitergehen soll. Die Firma sagt, dass sie nicht mehr zahlen kann, und die Beschäftigten glauben das nicht."
	page := b.send("/new/upload", file{"ovens.txt", ovens}, file{"lohn.txt", german}, file{"scan.pdf", "%PDF-1.7 damaged"}, file{"notes.docx", "PK\x03\x04 damaged"})
	want(t, page, "3 documents were not read", "lohn.txt", "looks German", "scan.pdf", "notes.docx", "The bakers&#39; strike")
	status, text := b.do("POST", "/new/text", url.Values{"text": {german}})
	if status != 422 || !strings.Contains(text, "looks German") {
		t.Errorf("a German text alone = %d, want 422 and the reason\n%s", status, text)
	}
}

// The limits: 10 MB, 200 documents, 20,000 words of a document.
func TestDocumentLimits(t *testing.T) {
	b := newBench(t)
	if status, _ := b.trySend("/new/upload", file{"large.txt", strings.Repeat("The union wants more. ", 11<<20/22)}); status != 413 {
		t.Errorf("11 MB = %d, want 413", status)
	}
	var many []file
	for i := range 201 {
		many = append(many, file{"a.txt", strings.Repeat("x", i) + "\n" + ovens})
	}
	if status, text := b.trySend("/new/upload", many...); status != 422 || !strings.Contains(text, "200") {
		t.Errorf("201 documents = %d, want 422 and the limit", status)
	}
	page := b.send("/new/upload", many[:199]...)
	at := caseOf(t, page)
	page = b.send(at+"documents", file{"b.txt", "A last one.\n\n" + ovens}, file{"c.txt", "One too many.\n\n" + ovens})
	want(t, page, "1 document added.", "at most 200 documents")
	page = b.send("/new/upload", file{"long.txt", ovens + strings.Repeat("\nThe weather was mild and the streets were calm all day.", 2000)})
	want(t, page, "only the first 20000 of")
}

// A case file on disk keeps its documents beside it.
func TestDocumentsBesideFile(t *testing.T) {
	b := newBench(t)
	path := t.TempDir() + "/bread.yaml"
	write(t, path, "detente: 1\ntitle: Bread\n")
	c, err := b.store.Attach(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	at := "/cases/" + string(c.ID) + "/"
	page := b.post(at+"documents", url.Values{"text": {ovens}, "name": {"ovens"}})
	b.post(at+"make", url.Values{"revision": {revisionOf(t, page)}})
	folder := path[:strings.LastIndexByte(path, '/')]
	for _, name := range []string{"/bread.yaml", "/bread.draft.json", "/sources/ovens.txt"} {
		if text := contents(t, folder+name); !strings.Contains(text, "ovens") && !strings.Contains(text, "bakers") {
			t.Errorf("%s = %q", name, text)
		}
	}
	if list, err := b.store.Sources(context.Background(), c.ID); err != nil || len(list) > 0 {
		t.Errorf("sources in the store = %v, %v, want none", list, err)
	}
	want(t, b.get(at+"documents"), "Bring the case up to date")
}

// A quote of a case leads to its place in the document.
func TestQuoteInItsDocument(t *testing.T) {
	b := newBench(t)
	c := b.add("detente: 1\ntitle: Bread\nsources:\n  ovens: {file: sources/ovens.txt}\nparties:\n  union: {}\nissues:\n  raise: {options: [none, four], now: none}\nevidence:\n  weather: {source: ovens, quote: \"customers will leave\"}\n",
		store.Source{Path: "sources/ovens.txt", Text: ovens})
	page := b.get("/cases/" + string(c.ID) + "/documents?quote=weather")
	want(t, page, `id="at-weather"`, "quoted in the case")
}

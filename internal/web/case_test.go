package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detente/casefile"
	"detente/internal/store"
)

// text returns the case as it now stands.
func (b *bench) text(id store.CaseID) (text string, revision int) {
	b.t.Helper()
	c, err := b.store.Case(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return string(c.Text), c.Revision
}

func at(c store.Case, page string) string { return "/cases/" + string(c.ID) + "/" + page }

func form(revision int, more ...string) url.Values {
	v := url.Values{"revision": {fmt.Sprint(revision)}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func TestCasePageIsFormAndText(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	page := b.get(at(c, "case"))
	for _, want := range []string{
		`name="set.parties.buyer.wants.price.weight" value="60"`,
		`name="set.parties.seller.influence" value="40..60"`,
		"title: A small case # a comment stays",
		`data-min="0" data-max="100"`,
		"No errors, no warnings, no notes.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the Case page lacks %q", want)
		}
	}
}

func TestSetChangesOneValueOnly(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	b.post(at(c, "set"), form(1,
		"set.parties.buyer.wants.price.weight", "55..65", "was.parties.buyer.wants.price.weight", "60",
		"set.parties.buyer.wants.price.low", "100", "was.parties.buyer.wants.price.low", "100",
		"text.title", "A case, renamed: yes", "was.title", "A small case"))
	want := strings.Replace(strings.Replace(sample, "weight: 60", "weight: 55..65", 1), "title: A small case", `title: "A case, renamed: yes"`, 1)
	got, revision := b.text(c.ID)
	if got != want || revision != 2 {
		t.Errorf("after set, revision %d says:\n%s\nwant revision 2:\n%s", revision, got, want)
	}
	if b.post(at(c, "set"), form(2, "set.parties.buyer.wants.price.weight", "55..65", "was.parties.buyer.wants.price.weight", "55..65")); true {
		if _, revision := b.text(c.ID); revision != 2 {
			t.Errorf("a form without changes made revision %d", revision)
		}
	}
}

func TestSetRefusesWhatBreaksTheCase(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	for path, value := range map[string]string{
		"set.parties.buyer.wants.price.low": "120",
		"set.issues.price.now":              "middle",
	} {
		status, page := b.do("POST", at(c, "set"), form(1, path, value))
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, `id="fault"`) {
			t.Errorf("%s = %s: status %d, want 422 with a reason", path, value, status)
		}
	}
	if got, revision := b.text(c.ID); got != sample || revision != 1 {
		t.Errorf("refused edits made revision %d", revision)
	}
}

func TestAdd(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	b.post(at(c, "add"), form(1, "what", "issue", "name", "Place of delivery", "levels", "Harbour, The warehouse"))
	b.post(at(c, "add"), form(2, "what", "party", "name", "The port"))
	b.post(at(c, "add"), form(3, "what", "row", "party", "buyer", "issue", "place-of-delivery", "weight", "5"))
	got, _ := b.text(c.ID)
	for _, want := range []string{"place-of-delivery: {name: Place of delivery, options: {harbour: {name: Harbour}, the-warehouse: {name: The warehouse}}}", "the-port: {name: The port}", "{weight: 5}", "# a comment stays"} {
		if !strings.Contains(got, want) {
			t.Errorf("after adding, the text lacks %q:\n%s", want, got)
		}
	}
}

func TestBecause(t *testing.T) {
	b := newBench(t)
	text := sample + "sources:\n  a: {file: sources/a.txt}\nevidence:\n  cheap: {source: a, quote: We need it cheap}\n  fast: {source: a, quote: and soon}\n"
	c := b.add(text, store.Source{Path: "sources/a.txt", Text: "We need it cheap, and soon."})
	b.post(at(c, "set"), form(1, "because.parties.buyer.wants.price", "cheap", "has.parties.buyer.wants.price", ""))
	b.post(at(c, "set"), form(2, "because.parties.buyer.wants.price", "fast", "has.parties.buyer.wants.price", "cheap"))
	got, _ := b.text(c.ID)
	if want := "price: {weight: 60, low: 100, high: 0, because: [cheap, fast]}"; !strings.Contains(got, want) {
		t.Errorf("the text lacks %q:\n%s", want, got)
	}
	status, page := b.do("POST", at(c, "set"), form(3, "because.parties.buyer.wants.price", "nothing", "has.parties.buyer.wants.price", "cheap, fast"))
	if status != http.StatusUnprocessableEntity {
		t.Errorf("evidence that is not there: status %d, want 422\n%s", status, page)
	}
}

func TestSaveKeepsFaultyText(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	faulty := strings.Replace(sample, "weight: 60", "wieght: 60", 1)
	page := b.post(at(c, "save"), form(1, "text", faulty))
	if got, revision := b.text(c.ID); got != faulty || revision != 2 {
		t.Errorf("a text with a fault was not kept: revision %d", revision)
	}
	for _, want := range []string{"wieght", "did you mean", `data-line="9"`, "The form comes back"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page with faults lacks %q", want)
		}
	}
	checked := b.post(at(c, "check"), form(2, "text", sample))
	if !strings.Contains(checked, "No errors") {
		t.Error("check of a good text finds errors")
	}
	if _, revision := b.text(c.ID); revision != 2 {
		t.Error("check has saved")
	}
}

func TestUndoRedo(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	second := strings.Replace(sample, "weight: 60", "weight: 50", 1)
	b.post(at(c, "save"), form(1, "text", second))
	says := func(want string, step string) {
		t.Helper()
		if got, _ := b.text(c.ID); got != want {
			t.Errorf("after %s the text is\n%s\nwant\n%s", step, got, want)
		}
	}
	b.post(at(c, "undo"), form(2))
	says(sample, "undo")
	b.post(at(c, "undo"), form(3))
	says(sample, "undo with nothing before")
	b.post(at(c, "redo"), form(3))
	says(second, "redo")
	b.post(at(c, "undo"), form(1))
	says(second, "undo from a page that is out of date")
	revisions, err := b.store.Revisions(t.Context(), c.ID)
	if err != nil || len(revisions) != 4 {
		t.Errorf("%d revisions (%v), want all 4 kept", len(revisions), err)
	}
}

func TestSavesAtDifferentPlacesAreJoined(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	theirs := strings.Replace(sample, "weight: 60", "weight: 50", 1)
	yours := strings.Replace(sample, "weight: 30", "weight: 45", 1)
	b.post(at(c, "save"), form(1, "text", theirs))
	b.post(at(c, "save"), form(1, "text", yours))
	want := strings.Replace(theirs, "weight: 30", "weight: 45", 1)
	if got, revision := b.text(c.ID); got != want || revision != 3 {
		t.Errorf("revision %d says\n%s\nwant both edits", revision, got)
	}
}

func TestConflictIsShownAndSettled(t *testing.T) {
	for choice, want := range map[string]string{
		"theirs": "price: {weight: 50, low: 100, high: 0}\n",
		"yours":  "price: {weight: 40, low: 100, high: 0}\n",
		"both":   "price: {weight: 50, low: 100, high: 0}\n      price: {weight: 40, low: 100, high: 0}\n",
	} {
		b := newBench(t)
		c := b.add(sample)
		theirs := strings.Replace(sample, "weight: 60", "weight: 50", 1)
		yours := strings.Replace(strings.Replace(sample, "weight: 60", "weight: 40", 1), "weight: 30", "weight: 45", 1)
		b.post(at(c, "save"), form(1, "text", theirs))
		status, page := b.do("POST", at(c, "save"), form(1, "text", yours))
		if status != http.StatusConflict {
			t.Fatalf("a conflicting save = %d, want 409", status)
		}
		for _, has := range []string{"weight: 60", "weight: 50", "weight: 40", "weight: 45"} {
			if !strings.Contains(page, has) {
				t.Errorf("the merge page lacks %q", has)
			}
		}
		if got, revision := b.text(c.ID); got != theirs || revision != 2 {
			t.Errorf("a conflict saved something: revision %d", revision)
		}
		b.post(at(c, "merge"), url.Values{"base": {"1"}, "latest": {"2"}, "yours": {yours}, "choice.1": {choice}})
		got, _ := b.text(c.ID)
		if !strings.Contains(got, want) || !strings.Contains(got, "weight: 45") {
			t.Errorf("%s: the joined text is\n%s\nwant %q and the edit that was no conflict", choice, got, want)
		}
	}
}

func TestFileInPlaceStaysTheOneTruth(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "case.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(sample)
	c, err := b.store.Attach(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	b.get(at(c, "case"))
	outside := strings.Replace(sample, "weight: 60", "weight: 50", 1)
	write(outside)
	if page := b.get(at(c, "case")); !strings.Contains(page, `price.weight" value="50"`) {
		t.Error("an edit outside does not show")
	}
	b.post(at(c, "set"), form(1, "set.parties.seller.wants.speed.weight", "45", "was.parties.seller.wants.speed.weight", "30"))
	onDisk, err := os.ReadFile(file)
	if want := strings.Replace(outside, "weight: 30", "weight: 45", 1); err != nil || string(onDisk) != want {
		t.Errorf("the file says (%v)\n%s\nwant both edits\n%s", err, onDisk, want)
	}
}

// What is only tried, or stood there once, does not rename a case.
func TestOnlyTheFileNamesItsCase(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := b.store.Attach(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	b.get(at(c, "case"))
	b.get(at(c, "compare") + "?set=title%3DAnother")
	b.do("POST", at(c, "set"), form(1, "text.title", "Refused", "set.parties.buyer.wants.price.weight", "heavy"))
	if list, err := b.store.Cases(t.Context()); err != nil || list[0].Title != "A small case" {
		t.Errorf("the case is listed as %q (%v), want %q", list[0].Title, err, "A small case")
	}
}

func TestLimits(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	long := sample + strings.Repeat("# and so on\n", casefile.MaxBytes/12)
	if status, _ := b.do("POST", at(c, "save"), form(1, "text", long)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a text over 1 MB = %d, want 413", status)
	}
	huge := strings.Repeat("x", 5*casefile.MaxBytes)
	if status, _ := b.do("POST", at(c, "save"), form(1, "text", huge)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a form over 4 MB = %d, want 413", status)
	}
	if status, _ := b.do("POST", at(c, "undo"), form(1, "more", strings.Repeat("x", 1<<17))); status == http.StatusOK {
		t.Errorf("undo with 128 KB = %d, want refused", status)
	}
	if status, _ := b.do("GET", "/cases/0123456789abcdef/case", nil); status != http.StatusNotFound {
		t.Errorf("a case that is not there = %d, want 404", status)
	}
	if status, _ := b.do("GET", "/no/such/page", nil); status != http.StatusNotFound {
		t.Errorf("a page that is not there = %d, want 404", status)
	}
}

func TestTextIsNeverHTML(t *testing.T) {
	b := newBench(t)
	evil := strings.Replace(sample, "A small case", `"<script>alert(1)</script><img src=x onerror=alert(2)>"`, 1)
	c := b.add(evil)
	for _, page := range []string{b.get(at(c, "case")), b.get("/")} {
		if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img src=x") {
			t.Error("a text of the case came out as markup")
		}
	}
	resp, err := b.client.Get(b.url + at(c, "case.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/plain") || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the case file is served as %q, %q; want plain text, attached", got, resp.Header.Get("Content-Disposition"))
	}
}

func TestDirectionOfWritingIsShown(t *testing.T) {
	b := newBench(t)
	c := b.add(strings.Replace(sample, "name: Price", `name: "Pri\u202ece"`, 1))
	page := b.get(at(c, "case"))
	if !strings.Contains(page, `<legend>Pri\u202ece</legend>`) {
		t.Error("a control of the direction of writing does not show")
	}
}

// After a change the browser goes back to where the form stood, down to the place
// on the page, and never elsewhere.
func TestBackIsAPlaceOfTheCase(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	stays := *b.client
	stays.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for back, want := range map[string]string{
		at(c, "brief#who"):                  at(c, "brief#who"),
		at(c, "documents?document=a#S1"):    at(c, "documents?document=a#S1"),
		"":                                  at(c, "case"),
		"//evil.example" + at(c, "brief"):   at(c, "case"),
		"https://evil.example/":             at(c, "case"),
		"/\\evil.example":                   at(c, "case"),
		at(c, "..//..//..//evil.example"):   at(c, "case"),
		at(c, "%2e%2e/%2e%2e/evil.example"): at(c, "case"),
		"javascript:alert(1)":               at(c, "case"),
	} {
		resp, err := stays.PostForm(b.url+at(c, "set"), form(1, "back", back))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := resp.Header.Get("Location"); got != want {
			t.Errorf("back=%q leads to %q, want %q", back, got, want)
		}
	}
}

func TestTitlesShowTheDirectionOfWriting(t *testing.T) {
	b := newBench(t)
	c := b.add(strings.Replace(sample, "title: A small case", `title: "A \u202esmall case"`, 1))
	for _, page := range append([]string{"documents", "brief"}, answerPages...) {
		if text := b.get(at(c, page)); strings.ContainsRune(text, '\u202e') {
			at := strings.IndexRune(text, '\u202e')
			t.Errorf("the page %s turns the direction of writing: %q", page, text[max(0, at-60):at+20])
		}
	}
}

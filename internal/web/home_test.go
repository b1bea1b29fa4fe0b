package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"detente/examples"
	"detente/internal/store"
)

// upload sends files as a browser does and returns the page that follows.
func (b *bench) upload(files map[string]string) (status int, at string) {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, text := range files {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			b.t.Fatal(err)
		}
		part.Write([]byte(text))
	}
	w.Close()
	req, err := http.NewRequest("POST", b.url+"/new/upload", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, resp.Request.URL.Path
}

// only returns the one case of the store.
func (b *bench) only() store.Case {
	b.t.Helper()
	cases, err := b.store.Cases(b.t.Context())
	if err != nil || len(cases) != 1 {
		b.t.Fatalf("%d cases (%v), want 1", len(cases), err)
	}
	c, err := b.store.Case(b.t.Context(), cases[0].ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

// documents returns the texts that a case keeps, not what was made of them.
func (b *bench) documents(id store.CaseID) []store.Source {
	b.t.Helper()
	sources, err := b.store.Sources(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return slices.DeleteFunc(sources, func(s store.Source) bool { return !strings.HasPrefix(s.Media, "text/") })
}

// faulty reports whether a Case page shows errors or warnings.
func faulty(page string) bool {
	return strings.Contains(page, `class="fault error"`) || strings.Contains(page, `class="fault warning"`)
}

func TestPasteMakesACaseOfDocuments(t *testing.T) {
	b := newBench(t)
	b.do("POST", "/new/text", url.Values{
		"title": {"Ferries: the talks"},
		"name":  {"Gazette", ""},
		"text":  {"The union wants a rise of 6 %.\r\nThe company fears a strike.", "The company offers 2 %."},
	})
	c := b.only()
	if c.Title != "Ferries: the talks" || !strings.Contains(string(c.Text), `title: "Ferries: the talks"`) {
		t.Errorf("the case is %q:\n%s", c.Title, c.Text)
	}
	sources := b.documents(c.ID)
	if len(sources) != 2 {
		t.Fatalf("%d documents, want 2", len(sources))
	}
	for _, s := range sources {
		if !strings.Contains(string(c.Text), "file: "+s.Path) {
			t.Errorf("the case does not name %s:\n%s", s.Path, c.Text)
		}
	}
	if status, _ := b.do("POST", "/new/text", url.Values{"text": {" ", ""}}); status != http.StatusUnprocessableEntity {
		t.Errorf("nothing pasted = %d, want 422", status)
	}
}

func TestUploadOfACaseWithItsDocuments(t *testing.T) {
	b := newBench(t)
	alaska, ok := examples.Open("alaska-2025")
	if !ok {
		t.Fatal("there is no example alaska-2025")
	}
	files := map[string]string{"summit.yaml": string(alaska.Text)}
	for _, s := range alaska.Sources {
		files[path.Base(s.Name)] = string(s.Text)
	}
	status, to := b.upload(files)
	c := b.only()
	if status != http.StatusOK || to != at(c, "case") {
		t.Errorf("upload leads to %s (%d), want the Case page", to, status)
	}
	if c.Title != "Alaska summit, August 2025" || string(c.Text) != string(alaska.Text) {
		t.Errorf("the case kept is %q, its text changed: %v", c.Title, string(c.Text) != string(alaska.Text))
	}
	if page := b.get(to); faulty(page) {
		t.Error("the uploaded case does not find its documents")
	}
}

func TestUploadRefuses(t *testing.T) {
	b := newBench(t)
	for name, c := range map[string]struct {
		files map[string]string
		want  int
	}{
		"nothing":       {nil, http.StatusUnprocessableEntity},
		"no text":       {map[string]string{"a.bin": "\x00\x01\x02\x03"}, http.StatusUnprocessableEntity},
		"over 10 MB":    {map[string]string{"a.txt": strings.Repeat("word ", 3<<20)}, http.StatusRequestEntityTooLarge},
		"a damaged PDF": {map[string]string{"a.pdf": "%PDF-1.7 nothing more"}, http.StatusUnprocessableEntity},
	} {
		if status, _ := b.upload(c.files); status != c.want {
			t.Errorf("%s: upload = %d, want %d", name, status, c.want)
		}
	}
}

func TestUploadedNamesAreNoPaths(t *testing.T) {
	b := newBench(t)
	b.upload(map[string]string{`../../etc/passwd.txt`: "The union wants more.", `C:\Users\me\talks.txt`: "The company says no."})
	for _, s := range b.documents(b.only().ID) {
		if strings.Contains(s.Path, "..") || strings.Count(s.Path, "/") != 1 || strings.ContainsAny(s.Path, `\:`) {
			t.Errorf("a source is kept as %q", s.Path)
		}
	}
}

func TestTemplates(t *testing.T) {
	for _, e := range examples.List() {
		b := newBench(t)
		b.post("/new/template", url.Values{"name": {e.Name}})
		c := b.only()
		page := b.get(at(c, "case"))
		if faulty(page) {
			t.Errorf("%s: the template has faults", e.Name)
		}
		if strings.Contains(page, "No method could answer") || strings.Contains(page, "nothing was analysed") {
			t.Errorf("%s: no method answers", e.Name)
		}
	}
	b := newBench(t)
	b.post("/new/template", url.Values{"name": {"elmira-1991"}})
	b.get(at(b.only(), "case"))
	if status, _ := b.do("POST", "/new/template", url.Values{"name": {"../secret"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("a template that is not there = %d, want 422", status)
	}
}

func TestDeleteAsksFirst(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	if status, _ := b.do("POST", at(c, "delete"), url.Values{}); status != http.StatusUnprocessableEntity {
		t.Errorf("delete without the box = %d, want 422", status)
	}
	b.post(at(c, "delete"), url.Values{"sure": {"yes"}})
	if status, _ := b.do("GET", at(c, "case"), nil); status != http.StatusNotFound {
		t.Errorf("the deleted case = %d, want 404", status)
	}
}

func TestKeysCanBeSwitchedOff(t *testing.T) {
	b := newBench(t)
	if !strings.Contains(b.get("/help"), `data-keys="on"`) {
		t.Error("keys are off to begin with")
	}
	if strings.Contains(b.post("/settings", url.Values{"keys": {"off"}}), `data-keys="on"`) {
		t.Error("keys are on after they were switched off")
	}
	if !strings.Contains(b.post("/settings", url.Values{"keys": {"on"}}), `data-keys="on"`) {
		t.Error("keys are off after they were switched on")
	}
}

// Documents that come with a case file are kept whatever their names: names are no
// paths, and two of one name are two documents.
func TestDocumentsOfACaseKeepApart(t *testing.T) {
	b := newBench(t)
	b.post("/new/text", url.Values{"text": {sample, "One text.", "Another text.", "A third."}, "name": {"case", "BBC: talks", "BBC: talks", "../../talks"}})
	var kept []string
	for _, s := range b.documents(b.only().ID) {
		kept = append(kept, s.Path+"="+s.Text)
	}
	want := []string{"sources/-..-talks.txt=A third.", "sources/2-BBC- talks.txt=Another text.", "sources/BBC- talks.txt=One text."}
	if !slices.Equal(kept, want) {
		t.Errorf("the case keeps %q, want %q", kept, want)
	}
}

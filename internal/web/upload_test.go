package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"testing"
)

// file is a file of an upload.
type file struct{ name, text string }

// send sends files as a form does and returns the page that follows; the
// status must be 200.
func (b *bench) send(path string, files ...file) string {
	b.t.Helper()
	status, text := b.trySend(path, files...)
	if status != http.StatusOK {
		b.t.Fatalf("POST %s = %d, want 200\n%s", path, status, text)
	}
	return text
}

func (b *bench) trySend(path string, files ...file) (status int, text string) {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range files {
		w, err := form.CreateFormFile("files", f.name)
		if err != nil {
			b.t.Fatal(err)
		}
		io.WriteString(w, f.text)
	}
	form.Close()
	req, err := http.NewRequest("POST", b.url+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp.StatusCode, string(page)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func contents(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

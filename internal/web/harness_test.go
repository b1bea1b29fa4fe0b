package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"detente/internal/store"
	"detente/internal/web"
)

// bench is a server over an empty store and a browser without scripts.
type bench struct {
	t      testing.TB
	store  *store.Store
	server *web.Server
	url    string
	client *http.Client // has the session, follows redirects
}

// newBench starts a server on a loopback port and opens its link.
func newBench(t testing.TB) *bench {
	t.Helper()
	st, err := store.Open(filepath.Join(t.TempDir(), "detente.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	b := &bench{t: t, store: st, server: web.New(web.Options{Store: st, Version: "test"})}
	t.Cleanup(b.server.Close)
	h := httptest.NewServer(b.server.Handler())
	t.Cleanup(h.Close)
	b.url = h.URL
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b.client = &http.Client{Jar: jar}
	b.get(b.server.Link(strings.TrimPrefix(h.URL, "http://"), "/"))
	return b
}

// add puts a case into the store.
func (b *bench) add(text string, sources ...store.Source) store.Case {
	b.t.Helper()
	c, err := b.store.Create(context.Background(), "A case", []byte(text), sources)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

// get loads a page and returns its text; the status must be 200.
func (b *bench) get(path string) string {
	b.t.Helper()
	status, text := b.do("GET", path, nil)
	if status != http.StatusOK {
		b.t.Fatalf("GET %s = %d, want 200\n%s", path, status, text)
	}
	return text
}

// post sends a form, follows the redirect, and returns the page; the status must
// be 200.
func (b *bench) post(path string, form url.Values) string {
	b.t.Helper()
	status, text := b.do("POST", path, form)
	if status != http.StatusOK {
		b.t.Fatalf("POST %s = %d, want 200\n%s", path, status, text)
	}
	return text
}

// do sends a request and returns what came.
func (b *bench) do(method, path string, form url.Values) (status int, text string) {
	b.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = b.url + path
	}
	req, err := http.NewRequest(method, path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if method != "GET" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

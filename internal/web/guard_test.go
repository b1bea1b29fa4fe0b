package web_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"detente/internal/web"
)

// sample is a case that every page can show.
const sample = `detente: 1
title: A small case # a comment stays
issues:
  price: {name: Price, options: [low, high], now: low}
  speed: {name: Speed, options: [slow, fast], now: slow}
parties:
  buyer:
    wants:
      price: {weight: 60, low: 100, high: 0}
      speed: {weight: 40, slow: 0, fast: 100}
  seller:
    influence: 40..60
    wants:
      price: {weight: 70, low: 0, high: 100}
      speed: {weight: 30, slow: 100, fast: 0}
`

var wildcard = regexp.MustCompile(`\{[^}]*\}`)

// paths returns every route with a path that it answers to.
func (b *bench) paths(id string) (out []web.Route) {
	for _, r := range b.server.Routes() {
		path := strings.ReplaceAll(strings.ReplaceAll(r.Pattern, "{id}", id), "{$}", "")
		path = strings.ReplaceAll(path, "{name}", "style.css")
		out = append(out, web.Route{Method: r.Method, Pattern: wildcard.ReplaceAllString(path, "x")})
	}
	return out
}

// ask sends one request past the browser's own rules and returns the answer.
func (b *bench) ask(method, path, host, cookie string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	for name, values := range header {
		r.Header[name] = values
	}
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	w := httptest.NewRecorder()
	b.server.Handler().ServeHTTP(w, r)
	return w
}

const own = "127.0.0.1:4000"

// enter opens a link and returns the session's cookie.
func (b *bench) enter() string {
	b.t.Helper()
	w := b.ask("GET", strings.TrimPrefix(b.server.Link(own, "/"), "http://"+own), own, "", nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" {
		b.t.Fatalf("opening the link = %d to %q, want 303 to /", w.Code, w.Header().Get("Location"))
	}
	c := w.Result().Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" {
		b.t.Errorf("session cookie = %v, want HttpOnly, SameSite=Strict, Path=/", c)
	}
	return c.Name + "=" + c.Value
}

func TestGuardRefusesStrangers(t *testing.T) {
	b := newBench(t)
	id := string(b.add(sample).ID)
	cookie := b.enter()
	for _, r := range b.paths(id) {
		if w := b.ask(r.Method, r.Pattern, own, "", nil); w.Code != http.StatusForbidden {
			t.Errorf("%s %s without a session = %d, want 403", r.Method, r.Pattern, w.Code)
		}
		if w := b.ask(r.Method, r.Pattern, own, "detente-4000=0123", nil); w.Code != http.StatusForbidden {
			t.Errorf("%s %s with a made-up session = %d, want 403", r.Method, r.Pattern, w.Code)
		}
		for _, host := range []string{"evil.example", "evil.example:4000", "127.0.0.1.evil.example:4000", "192.0.2.1:4000", "[::2]:4000"} {
			if w := b.ask(r.Method, r.Pattern, host, cookie, nil); w.Code != http.StatusForbidden {
				t.Errorf("%s %s with Host %s = %d, want 403", r.Method, r.Pattern, host, w.Code)
			}
		}
	}
}

// crossSite are the ways in which a browser tells that another site asks.
var crossSite = []http.Header{
	{"Sec-Fetch-Site": {"cross-site"}},
	{"Sec-Fetch-Site": {"same-site"}},
	{"Sec-Fetch-Site": {"cross-site"}, "Origin": {"http://evil.example"}},
	{"Sec-Fetch-Site": {"same-site"}, "Origin": {"http://127.0.0.1:5000"}},
	{"Sec-Fetch-Site": {"cross-site"}, "Origin": {"null"}},
	{"Origin": {"http://evil.example"}},
	{"Origin": {"null"}},
	{"Origin": {"http://127.0.0.1:5000"}},
}

func TestGuardRefusesOtherSites(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	cookie := b.enter()
	unsafe := 0
	for _, r := range b.paths(string(c.ID)) {
		if r.Method == "GET" {
			continue
		}
		unsafe++
		for _, header := range crossSite {
			if w := b.ask(r.Method, r.Pattern, own, cookie, header); w.Code != http.StatusForbidden {
				t.Errorf("%s %s with %v = %d, want 403", r.Method, r.Pattern, header, w.Code)
			}
		}
	}
	if unsafe < 10 {
		t.Errorf("the table has %d unsafe routes, want at least 10", unsafe)
	}
	now, err := b.store.Case(t.Context(), c.ID)
	if err != nil || now.Revision != 1 {
		t.Errorf("after refused requests the case is at revision %d (%v), want 1", now.Revision, err)
	}
}

func TestGuardLetsOwnPagesIn(t *testing.T) {
	b := newBench(t)
	cookie := b.enter()
	for _, host := range []string{own, "localhost:4000", "[::1]:4000"} {
		w := b.ask("GET", "/help", host, cookie, nil)
		if w.Code != http.StatusOK {
			t.Errorf("GET /help at %s = %d, want 200", host, w.Code)
		}
	}
	same := http.Header{"Sec-Fetch-Site": {"same-origin"}, "Origin": {"http://" + own}}
	if w := b.ask("POST", "/settings", own, cookie, same); w.Code != http.StatusSeeOther {
		t.Errorf("POST /settings from an own page = %d, want 303", w.Code)
	}
}

func TestHeadersOnEveryRoute(t *testing.T) {
	b := newBench(t)
	id := string(b.add(sample).ID)
	cookie := b.enter()
	for _, r := range append(b.paths(id), web.Route{Method: "GET", Pattern: "/nothing"}, web.Route{Method: "PUT", Pattern: "/"}) {
		if strings.HasSuffix(r.Pattern, "/events") {
			continue // a stream: TestStream looks at its headers
		}
		for _, known := range []string{"", cookie} {
			w := b.ask(r.Method, r.Pattern, own, known, nil)
			for name, want := range web.Headers {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s %s: %s = %q, want %q", r.Method, r.Pattern, name, got, want)
				}
			}
		}
	}
}

func TestLinkOpensOnce(t *testing.T) {
	b := newBench(t)
	link := strings.TrimPrefix(b.server.Link(own, "/help"), "http://"+own)
	if w := b.ask("GET", link, own, "", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/help" {
		t.Fatalf("first opening = %d to %q, want 303 to /help", w.Code, w.Header().Get("Location"))
	}
	w := b.ask("GET", link, own, "", nil)
	if w.Code != http.StatusForbidden || len(w.Result().Cookies()) != 0 {
		t.Errorf("second opening = %d with %d cookies, want 403 with none", w.Code, len(w.Result().Cookies()))
	}
	before := b.server.Link(own, "/")
	b.server.Link(own, "/")
	if w := b.ask("GET", strings.TrimPrefix(before, "http://"+own), own, "", nil); w.Code != http.StatusForbidden {
		t.Errorf("an earlier link = %d, want 403", w.Code)
	}
}

func TestUsedLinkPrintsAnother(t *testing.T) {
	st := newBench(t).store
	var links []string
	s := web.New(web.Options{Store: st, Notice: func(link string) { links = append(links, link) }})
	t.Cleanup(s.Close)
	b := &bench{t: t, store: st, server: s}
	link := strings.TrimPrefix(s.Link(own, "/"), "http://"+own)
	for range 3 {
		b.ask("GET", link, own, "", nil)
	}
	if len(links) != 1 {
		t.Fatalf("a used link was opened twice again: %d new links, want 1 while that one is unused", len(links))
	}
	if w := b.ask("GET", strings.TrimPrefix(links[0], "http://"+own), own, "", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the new link = %d, want 303", w.Code)
	}
	if b.ask("GET", "/?token=made-up", own, "", nil); len(links) != 1 {
		t.Error("a made-up token has printed a new link")
	}
}

// TestTokenLeadsNowhereElse: the page a link begins with is one of ours.
func TestTokenLeadsNowhereElse(t *testing.T) {
	b := newBench(t)
	for _, path := range []string{"//evil.example/", "/%2f/evil.example", "/\\evil.example"} {
		token := b.server.Link(own, "")[len("http://"+own):]
		w := b.ask("GET", path+token, own, "", nil)
		if to := w.Header().Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(to, "://") || strings.HasPrefix(to, "/\\") {
			t.Errorf("GET %s leads to %q, want a page of ours", path, to)
		}
	}
}

// TestCaseLeadsNowhereElse: what stands for a case in an address cannot make a
// redirect leave the workbench.
func TestCaseLeadsNowhereElse(t *testing.T) {
	b := newBench(t)
	cookie := b.enter()
	for _, id := range []string{"..%2F..%2F%5Cevil.example%2F", "%2e%2e%2F%5Cevil.example", "..%2F%2Fevil.example", "%0d%0aX:y"} {
		w := b.ask("GET", "/cases/"+id+"/", own, cookie, nil)
		if to := w.Header().Get("Location"); w.Code == http.StatusSeeOther && !strings.HasPrefix(to, "/cases/") {
			t.Errorf("GET /cases/%s/ leads to %q, want a page of a case", id, to)
		}
	}
}

// TestNewLinkIsPlain: what a used link's path says never reaches the terminal as
// control characters.
func TestNewLinkIsPlain(t *testing.T) {
	var link string
	s := web.New(web.Options{Store: newBench(t).store, Notice: func(l string) { link = l }})
	t.Cleanup(s.Close)
	b := &bench{t: t, server: s}
	token := strings.TrimPrefix(s.Link(own, "/"), "http://"+own+"/")
	b.ask("GET", "/"+token, own, "", nil)
	b.ask("GET", "/%1b%5b2J%0aevil"+token, own, "", nil)
	if link == "" || strings.ContainsAny(link, "\x1b\n") {
		t.Errorf("the new link is %q, want one in plain letters", link)
	}
}

// TestBrokenAddress: a query or form that cannot be read is the asker's mistake,
// and the page says so.
func TestBrokenAddress(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	for _, query := range []string{"?s=%zz", "?a;b"} {
		if status, page := b.do("GET", at(c, "deals")+query, nil); status != http.StatusBadRequest || !strings.Contains(page, "broken") {
			t.Errorf("GET deals%s = %d, want 400 and why", query, status)
		}
	}
}

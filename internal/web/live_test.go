package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detente/internal/store"
	"detente/internal/web"
)

// heard is an event as a page hears it.
type heard struct {
	Name     string
	Revision int
	Errors   int
	Failed   string
}

// stream opens the events of a case; next returns one event after another.
func (b *bench) stream(ctx context.Context, c store.Case) (next func() heard, resp *http.Response) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(ctx, "GET", b.url+at(c, "events"), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	if resp, err = b.client.Do(req); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	return func() (e heard) {
		b.t.Helper()
		for lines.Scan() {
			field, value, _ := strings.Cut(lines.Text(), ": ")
			switch field {
			case "event":
				e.Name = value
			case "data":
				name := e.Name
				if err := json.Unmarshal([]byte(value), &e); err != nil {
					b.t.Fatal(err)
				}
				e.Name = name
				return e
			}
		}
		b.t.Fatalf("the stream ended: %v", lines.Err())
		return e
	}, resp
}

// until skips to the next event of a name and revision.
func until(t *testing.T, next func() heard, name string, revision int) heard {
	t.Helper()
	for range 50 {
		if e := next(); e.Name == name && e.Revision == revision {
			return e
		} else if e.Revision > revision {
			t.Fatalf("heard %+v while waiting for %s of revision %d", e, name, revision)
		}
	}
	t.Fatalf("no %s of revision %d among 50 events", name, revision)
	return heard{}
}

func TestStream(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	next, resp := b.stream(t.Context(), c)
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("Content-Type = %q, want text/event-stream", got)
	}
	for name, want := range web.Headers {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if e := next(); e.Name != "saved" || e.Revision != 1 {
		t.Errorf("the stream begins with %+v, want where the case stands", e)
	}
	until(t, next, "answers", 1)
	b.post(at(c, "save"), form(1, "text", strings.Replace(sample, "weight: 60", "weight: 50", 1)))
	until(t, next, "saved", 2)
	until(t, next, "answers", 2)
	b.post(at(c, "save"), form(2, "text", strings.Replace(sample, "weight: 60", "wieght: 50", 1)))
	until(t, next, "saved", 3)
	if e := until(t, next, "answers", 3); e.Errors == 0 || e.Failed != "" {
		t.Errorf("of a case with errors the page hears %+v, want how many errors", e)
	}
}

// TestStreamEndsWithTheLatest: whatever is superseded, the last thing a page
// hears is the answer to the last save.
func TestStreamEndsWithTheLatest(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	next, _ := b.stream(t.Context(), c)
	for i := range 10 {
		weight := string(rune('0' + i))
		b.post(at(c, "save"), form(i+1, "text", strings.Replace(sample, "weight: 60", "weight: 6"+weight+".5", 1)))
	}
	seen := 0
	for e := next(); ; e = next() {
		if e.Revision < seen && e.Name == "answers" {
			t.Errorf("answers of revision %d after those of %d", e.Revision, seen)
		}
		if e.Name == "answers" {
			seen = e.Revision
		}
		if seen == 11 {
			break
		}
	}
}

func TestStreamTellsOfEditsOutside(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, []byte(sample), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := b.store.Attach(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	next, _ := b.stream(t.Context(), c)
	until(t, next, "answers", 1)
	if err := os.WriteFile(file, []byte(strings.Replace(sample, "weight: 60", "weight: 50", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	until(t, next, "saved", 2)
	until(t, next, "answers", 2)
}

func TestStreamEndsWithThePage(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	cookie := b.enter()
	ctx, leave := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() {
		r := httptest.NewRequestWithContext(ctx, "GET", "http://"+own+at(c, "events"), nil)
		r.Header.Set("Cookie", cookie)
		w := &signal{ResponseRecorder: httptest.NewRecorder(), first: leave}
		b.server.Handler().ServeHTTP(w, r)
		close(done)
	}()
	<-done
	if n := b.server.Listeners(c.ID); n != 0 {
		t.Errorf("%d pages still listen, want none", n)
	}
}

// signal calls a function when the first event is flushed.
type signal struct {
	*httptest.ResponseRecorder
	first func()
}

func (s *signal) Flush() { s.first() }

func TestServeShutsDownGracefully(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := web.New(web.Options{Store: b.store})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, l) }()
	b.url = "http://" + l.Addr().String()
	b.get(s.Link(l.Addr().String(), "/help"))
	next, resp := b.stream(t.Context(), c)
	next()
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
	if _, err := resp.Body.Read(make([]byte, 1<<16)); err == nil {
		for err == nil {
			_, err = resp.Body.Read(make([]byte, 1<<16))
		}
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the port is still open")
	}
}

func TestHeaderLimit(t *testing.T) {
	b := newBench(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := web.New(web.Options{Store: b.store})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, l) }()
	req, _ := http.NewRequest("GET", "http://"+l.Addr().String()+"/", nil)
	req.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header of 64 KB = %d, want 431", resp.StatusCode)
	}
	stop()
	<-ended
}

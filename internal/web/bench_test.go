package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"detente/examples"
	"detente/internal/store"
)

// alaska puts the Alaska example into the store.
func (b *bench) alaska() store.Case {
	b.t.Helper()
	e, ok := examples.Open("alaska-2025")
	if !ok {
		b.t.Fatal("there is no example alaska-2025")
	}
	var sources []store.Source
	for _, f := range e.Sources {
		sources = append(sources, store.Source{Path: f.Name, Media: "text/markdown", Text: string(f.Text)})
	}
	return b.add(string(e.Text), sources...)
}

// BenchmarkEditToAnswers measures from sending a changed weight to hearing that
// the answers are there.
func BenchmarkEditToAnswers(b *testing.B) {
	b.Run("case=alaska/packages=10k", func(b *testing.B) {
		w := newBench(b)
		c := w.alaska()
		next, _ := w.stream(b.Context(), c)
		for e := next(); e.Name != "answers"; e = next() {
		}
		var took []time.Duration
		b.ReportAllocs()
		revision := 1
		for b.Loop() {
			start := time.Now()
			weight := fmt.Sprintf("%d.%03d", 20+revision%20, revision%1000)
			w.quick(at(c, "set"), url.Values{"revision": {fmt.Sprint(revision)}, "set.parties.russia.wants.territory.weight": {weight}})
			revision++
			for e := next(); e.Name != "answers" || e.Revision != revision; e = next() {
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	})
}

// quick posts a form and does not load the page that follows.
func (b *bench) quick(path string, form url.Values) {
	b.t.Helper()
	client := *b.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Post(b.url+path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther {
		b.t.Fatalf("POST %s = %d, want 303", path, resp.StatusCode)
	}
}

// BenchmarkPage measures one page over loopback, 16 clients at once.
func BenchmarkPage(b *testing.B) {
	w := newBench(b)
	w.client.Transport = &http.Transport{MaxIdleConnsPerHost: 16}
	c := w.alaska()
	for _, path := range []string{"/", "/help", at(c, "case")} {
		name := strings.ReplaceAll(path, string(c.ID), "alaska")
		w.get(path)
		b.Run("page="+name+"/clients=16", func(b *testing.B) {
			b.ReportAllocs()
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					w.get(path)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

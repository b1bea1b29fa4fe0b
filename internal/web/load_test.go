package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"detente/examples"
	"detente/internal/store"
)

// clients is how many browsers ask at once.
const clients = 16

// crowd fills a workbench with 100 copies of the Alaska case.
func crowd(b *testing.B) (w *bench, cases []store.Case) {
	w = newBench(b)
	w.client.Transport = &http.Transport{MaxIdleConnsPerHost: clients}
	e, _ := examples.Open("alaska-2025")
	for i := range 100 {
		sources := make([]store.Source, len(e.Sources))
		for k, f := range e.Sources {
			sources[k] = store.Source{Path: f.Name, Media: "text/markdown", Text: string(f.Text)}
		}
		cases = append(cases, w.add(fmt.Sprintf("%s\n# copy %d\n", e.Text, i), sources...))
	}
	return w, cases
}

// together lets every client do something over and over until the benchmark
// ends, and reports how often a second, and how long 95 of 100 took at most.
func together(b *testing.B, what string, do func(client, turn int)) {
	var mu sync.Mutex
	var took []time.Duration
	var turn atomic.Int64
	var group sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	for client := range clients {
		group.Go(func() {
			var own []time.Duration
			for n := int(turn.Add(1)); n <= b.N; n = int(turn.Add(1)) {
				start := time.Now()
				do(client, n)
				own = append(own, time.Since(start))
			}
			mu.Lock()
			took = append(took, own...)
			mu.Unlock()
		})
	}
	group.Wait()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), what+"/s")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkReads measures the Brief page of 100 cases.
func BenchmarkReads(b *testing.B) {
	w, cases := crowd(b)
	for _, page := range []string{"brief", "deals", "case"} {
		b.Run("cases=100/clients=16/page="+page, func(b *testing.B) {
			for _, c := range cases {
				w.get(at(c, page))
			}
			together(b, "reads", func(_, n int) { w.drain("GET", at(cases[n%len(cases)], page), nil, http.StatusOK) })
			runtime.GC()
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			b.ReportMetric(float64(memory.HeapAlloc)/1e6, "heap-MB")
		})
	}
}

// BenchmarkSaves measures saving a changed weight and saving the whole text, each
// client in cases of its own.
func BenchmarkSaves(b *testing.B) {
	w, cases := crowd(b)
	w.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	revision := make([]int, len(cases))
	turns := make([]int, clients)
	for _, way := range []struct {
		name string
		form func(c store.Case, n int) (page string, form url.Values)
	}{
		{"weight", func(c store.Case, n int) (string, url.Values) {
			return "set", url.Values{"set.parties.russia.wants.territory.weight": {fmt.Sprintf("%d.%03d", 20+n%20, n%1000)}}
		}},
		{"text", func(c store.Case, n int) (string, url.Values) {
			return "save", url.Values{"text": {fmt.Sprintf("%s# revision %d\n", c.Text, n)}}
		}},
	} {
		b.Run("cases=100/clients=16/of="+way.name, func(b *testing.B) {
			together(b, "saves", func(client, _ int) {
				turns[client]++
				k := (client + clients*turns[client]) % (len(cases) / clients * clients)
				revision[k] = max(revision[k], 1)
				page, form := way.form(cases[k], revision[k])
				form.Set("revision", fmt.Sprint(revision[k]))
				w.drain("POST", at(cases[k], page), form, http.StatusSeeOther)
				revision[k]++
			})
		})
	}
}

// drain sends a request and reads the answer away.
func (b *bench) drain(method, path string, form url.Values, want int) {
	req, err := http.NewRequest(method, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Error(err)
		return
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Error(err)
		return
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != want {
		b.t.Errorf("%s %s = %d, %v, want %d\n%s", method, path, resp.StatusCode, err, want, told(string(text)))
	}
}

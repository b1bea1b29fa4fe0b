package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkPages asks for pages of the Alaska example and its documents, without
// a network: what the server itself costs.
func BenchmarkPages(b *testing.B) {
	w := newBench(b)
	c, err := w.store.Attach(context.Background(), "../../examples/alaska-2025/case.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for _, page := range []string{"brief", "documents"} {
		b.Run(page, func(b *testing.B) {
			address := w.url + "/cases/" + string(c.ID) + "/" + page
			req, err := http.NewRequest("GET", address, nil)
			if err != nil {
				b.Fatal(err)
			}
			for _, cookie := range w.client.Jar.Cookies(req.URL) {
				req.AddCookie(cookie)
			}
			req.Host = strings.TrimPrefix(w.url, "http://")
			b.ReportAllocs()
			for b.Loop() {
				rec := httptest.NewRecorder()
				w.server.Handler().ServeHTTP(rec, req)
				if rec.Code != http.StatusOK {
					b.Fatalf("%s = %d", page, rec.Code)
				}
			}
		})
	}
}

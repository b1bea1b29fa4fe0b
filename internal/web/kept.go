package web

import (
	"bytes"
	"fmt"
	"net/http"
)

// maxPages bounds how many rendered pages are kept with a text.
const maxPages = 8

// kept answers with a page as it was rendered before, where everything it is
// made of is still the same: the text of the case, what stands at its top, the
// address, and state, which tells of anything else that the page shows. Otherwise
// page renders it.
func (s *Server) kept(w http.ResponseWriter, r *http.Request, c *openCase, state string, page handler) error {
	key := fmt.Sprint(r.URL.RequestURI(), *s.bar(r, c), keysOn(r), state)
	c.sheet.mu.Lock()
	before := c.sheet.pages[key]
	c.sheet.mu.Unlock()
	if before != nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, err := w.Write(before)
		return err
	}
	copied := &copying{ResponseWriter: w}
	if err := page(copied, r); err != nil || copied.status != http.StatusOK {
		return err
	}
	c.sheet.mu.Lock()
	defer c.sheet.mu.Unlock()
	if len(c.sheet.pages) >= maxPages || c.sheet.pages == nil {
		c.sheet.pages = map[string][]byte{}
	}
	c.sheet.pages[key] = copied.page.Bytes()
	return nil
}

// copying keeps a copy of what is written.
type copying struct {
	http.ResponseWriter
	status int
	page   bytes.Buffer
}

func (c *copying) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *copying) Write(b []byte) (int, error) {
	c.page.Write(b)
	return c.ResponseWriter.Write(b)
}

package web

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"

	"detente/chart"
	"detente/internal/store"
	"detente/report"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// railEntry is a page of the rail: the key that follows g, its name, and its
// address below a case.
type railEntry struct{ Key, Name, Page string }

var rail = []railEntry{
	{"d", "Documents", "documents"},
	{"b", "Brief", "brief"},
	{"c", "Case", "case"},
	{"p", "Deals", "deals"},
	{"s", "Would it hold", "hold"},
	{"f", "What is likely", "likely"},
	{"w", "Whom to bring along", "whom"},
	{"u", "How sure", "sure"},
	{"m", "Compare", "compare"},
	{"r", "Report", "report"},
}

// frame is what the layout shows around a page, and the page's own data.
type frame struct {
	Page string // name of its template, and of its place on the rail
	Case *bar   // nil on pages of no case
	Rail []railEntry
	Keys bool // single keys are on
	Data any
}

// bar is what the top of the page says of the case.
type bar struct {
	ID         store.CaseID
	Title      string
	File       string
	Revision   int
	Saved      string // when, as people write it
	Bare       bool   // nobody has written the case yet; it has documents at most
	Errors     int
	Assumed    int // judgements that nothing in the case speaks for
	Questions  int
	Undo, Redo string // what each would bring back, "" where there is nothing
	Here       string // address of the page, to come back to
}

// pages holds each page's template joined with the layout and the parts, read
// on first use.
var pages = sync.OnceValue(func() map[string]*template.Template {
	shared := template.Must(template.New("").Funcs(functions).ParseFS(templateFiles, "templates/layout.html", "templates/part-*.html"))
	out := map[string]*template.Template{}
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".html")
		if name == "layout" || strings.HasPrefix(name, "part-") {
			continue
		}
		page := template.Must(shared.Clone())
		out[name] = template.Must(page.ParseFS(templateFiles, "templates/"+f.Name()))
	}
	return out
})

// render writes a page: the template NAME.html, which defines "title" and
// "main", within the layout. c is nil on pages of no case.
func (s *Server) render(w http.ResponseWriter, r *http.Request, name string, c *openCase, data any) error {
	return s.renderStatus(w, r, http.StatusOK, name, c, data)
}

// pageSize is what most pages have, in bytes.
const pageSize = 96 << 10

func (s *Server) renderStatus(w http.ResponseWriter, r *http.Request, status int, name string, c *openCase, data any) error {
	f := frame{Page: name, Rail: rail, Keys: keysOn(r), Data: data}
	if c != nil {
		f.Case = s.bar(r, c)
	}
	var b bytes.Buffer
	b.Grow(pageSize)
	if err := pages()[name].ExecuteTemplate(&b, "layout", f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes()) // an error means that the browser has gone
	return nil
}

// back sends the browser to a page after a change.
func back(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// casePath returns the address of a page of a case.
func casePath(id store.CaseID, page string) string {
	return "/cases/" + url.PathEscape(string(id)) + "/" + page
}

// kinds are the media types of what pages load.
var kinds = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

// asset serves a file that pages load.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	var text []byte
	switch name {
	case "chart.css":
		text = []byte(chart.Stylesheet())
	case "text.css": // of documents only, whose names of classes are short
		text = []byte(".reading {\n" + report.TextStylesheet() + "}\n")
	default:
		var err error
		if text, err = assetFiles.ReadFile("assets/" + name); err != nil {
			return errNoPage
		}
	}
	kind, ok := kinds[path.Ext(name)]
	if !ok {
		return errNoPage
	}
	w.Header().Set("Content-Type", kind)
	_, err := w.Write(text)
	return err
}

// keysCookie is kept where somebody has switched single keys off.
const keysCookie = "detente-keys"

func keysOn(r *http.Request) bool {
	c, err := r.Cookie(keysCookie)
	return err != nil || c.Value != "off"
}

// settings switches single keys on or off.
func (s *Server) settings(w http.ResponseWriter, r *http.Request) error {
	c := &http.Cookie{Name: keysCookie, Value: "off", Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: 400 * 24 * 3600}
	if r.PostForm.Get("keys") == "on" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
	return back(w, r, "/help#keys")
}

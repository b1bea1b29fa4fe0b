package web

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"

	"detente"
	"detente/analysis"
	"detente/report"
)

// reportView is the data of the Report page.
type reportView struct {
	*answered
	Sections []sectionChoice
	Chosen   []*answerView
	Trails   bool // what each deal rests on goes along
	Drawn    bool // what the draws found can go along
	Kinds    []downloadKind
}

// sectionChoice is a section that one can leave out.
type sectionChoice struct {
	Method, Title string
	Lens          string // set where it begins a new group
	On            bool
}

// downloadKind is a form of the report.
type downloadKind struct{ Ext, Name, About, To string }

var downloadKinds = []downloadKind{
	{"html", "Page", "HTML with pictures, quotes and footnotes; one file that needs no other", ""},
	{"md", "Text", "Markdown with tables and footnotes", ""},
	{"csv", "Tables", "CSV for a spreadsheet", ""},
	{"json", "Data", "JSON for programs, as detente analyze --format json writes it", ""},
	{"zip", "Pictures", "SVG files, packed", ""},
}

// lensNames are the lenses as pages call them.
var lensNames = map[string]string{"deals": "Deals", "hold": "Would it hold", "likely": "What is likely", "block": "Whom to bring along", "sure": "How sure"}

// chosen returns the answers that an address asks for with "s"; all that could
// be given where it names none.
func chosen(results []*detente.Result, values url.Values) []*detente.Result {
	return slices.DeleteFunc(slices.Clone(results), func(r *detente.Result) bool {
		return r.Status == detente.NotApplicable || values.Has("s") && !slices.Contains(values["s"], r.Method)
	})
}

// reported is what a report can be made of: the answers, and what the usual
// drawing found where it has been made.
func (s *Server) reported(r *http.Request) (*answered, error) {
	a, err := s.answered(r)
	if err != nil || a.Unread() {
		return a, err
	}
	if found, ok := s.desk.drawn(a.c, defaultDraws, s.desk.seed()); ok {
		a.results = slices.Concat(a.results, found)
	}
	return a, nil
}

// report shows the answers to choose from, and the report as it will be.
func (s *Server) report(w http.ResponseWriter, r *http.Request) error {
	a, err := s.reported(r)
	if err != nil {
		return err
	}
	v := &reportView{answered: a}
	values := r.URL.Query()
	some := chosen(a.results, values)
	lens := ""
	for _, x := range a.results {
		if x.Status == detente.NotApplicable {
			continue
		}
		c := sectionChoice{Method: x.Method, Title: report.Visible(x.Title), On: slices.Contains(some, x)}
		if l := lensOf()[x.Method]; l != lens {
			c.Lens, lens = lensNames[l], l
		}
		v.Sections = append(v.Sections, c)
	}
	_, v.Drawn = s.desk.drawn(a.c, defaultDraws, s.desk.seed())
	v.Trails = !values.Has("s") || values.Has("trails")
	for _, x := range some {
		v.Chosen = append(v.Chosen, a.answer(x, 2))
	}
	for _, k := range downloadKinds {
		k.To = casePath(a.c.ID, "report/") + k.Ext + address(url.Values{"s": values["s"], "trails": values["trails"]})
		v.Kinds = append(v.Kinds, k)
	}
	return s.render(w, r, "report", a.c, v)
}

// download hands the report out in one of its forms.
func (s *Server) download(w http.ResponseWriter, r *http.Request) error {
	a, err := s.reported(r)
	if err != nil {
		return err
	}
	if a.Unread() {
		return wrong("the case has errors, so that there is nothing to report; the Case page says where")
	}
	values := r.URL.Query()
	d := &report.Document{Case: a.c.Parsed.Case, Results: chosen(a.results, values), Version: s.o.Version, Seed: s.desk.seed()}
	for _, f := range a.c.Found {
		if f.Severity != detente.Note {
			d.Warnings = append(d.Warnings, f)
		}
	}
	if !values.Has("s") || values.Has("trails") {
		if d.Trails, err = s.desk.trails(r.Context(), a.c); err != nil {
			return err
		}
	}
	return deliver(w, r.PathValue("ext"), d)
}

// trails returns what the chosen deals rest on, followed once for each text.
func (d *desk) trails(ctx context.Context, c *openCase) ([]*detente.Result, error) {
	value, err := d.do(ctx, c, "trails", func(ctx context.Context, _ func(int, int)) (any, error) {
		return analysis.Trails(ctx, c.Parsed.Case, analysis.Options{Seed: d.seed(), Version: d.o.Version})
	})
	list, _ := value.([]*detente.Result)
	return list, err
}

// forms writes a report in each of its forms.
var forms = map[string]struct {
	kind  string
	write func(io.Writer, *report.Document) error
}{
	"html": {"text/html; charset=utf-8", report.HTML},
	"md":   {"text/markdown; charset=utf-8", report.Markdown},
	"csv":  {"text/csv; charset=utf-8", report.CSV},
	"json": {"application/json", report.JSON},
	"zip":  {"application/zip", pack},
}

// deliver sends a report as a file to keep: never as a page of the workbench.
func deliver(w http.ResponseWriter, ext string, d *report.Document) error {
	form, ok := forms[ext]
	if !ok {
		return errNoPage
	}
	var b bytes.Buffer
	if err := form.write(&b, d); err != nil {
		return err
	}
	name := slug(d.Case.Title)
	if name == "" {
		name = "report"
	}
	w.Header().Set("Content-Type", form.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name[:min(len(name), 60)]+"."+ext+`"`)
	_, err := w.Write(b.Bytes())
	return err
}

// pack writes the pictures of a report as files of an archive, which bears no
// date, so that the same report gives the same bytes.
func pack(w io.Writer, d *report.Document) error {
	z := zip.NewWriter(w)
	for _, p := range report.Pictures(d) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := f.Write(p.SVG); err != nil {
			return err
		}
	}
	return z.Close()
}

// Question is what the case asks.
func (v *reportView) Question() string { return report.Visible(v.c.Parsed.Case.Question) }

// Reproduce says how the answers can be had again.
func (v *reportView) Reproduce() string {
	p := v.c.Parsed.Case
	text := "Case SHA-256 " + p.SHA256
	if len(v.results) > 0 {
		text += ", detente " + v.results[0].Provenance.Version + ", seed " + itoa(int(v.results[0].Provenance.Seed))
	}
	return text + "."
}

package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"detente"
	"detente/chart"
)

//go:embed page.tmpl
var pageTemplate string

//go:embed page.css
var pageStyle string

// parsed is the page's template, read on first use.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	return template.New("report").Parse(pageTemplate)
})

// HTML writes a document as one page that needs nothing else: no network, no
// script, no other file. Pictures are SVG with the same numbers as a table
// beneath; every judgement is footnoted to its quotes, shown in the context of
// their source.
func HTML(w io.Writer, d *Document) error {
	t, err := parsed()
	if err != nil {
		return fmt.Errorf("report: html: %w", err)
	}
	v, err := newView(d)
	if err != nil {
		return fmt.Errorf("report: html: %w", err)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "page", v); err != nil {
		return fmt.Errorf("report: html: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// view is what the page shows.
type view struct {
	Title, Question, Facts, Reader, Version, RestsOn, Reproduce string
	Style                                                       template.CSS
	StyleHash                                                   string
	Contents                                                    []link
	Answers                                                     []answerView
	Parties                                                     []partyView
	Sections, Trails                                            []sectionView
	Unasked, Taken, Warnings                                    []string
	Assumed, Questions                                          *tableView
	Quotes                                                      []quoteView
	Methods                                                     []methodView

	d       *Document
	numbers map[detente.EvidenceID]int // of footnotes
	marked  map[string]bool            // ids that a document on the page highlights
	items   map[string]bool            // ids of tables and comparisons
	placed  map[string]bool            // addresses that the page has
}

type link struct{ ID, Title string }

type answerView struct{ Text, ID, Link string }

type partyView struct {
	Name, About string
	Table       *tableView
	First, Last bool
}

type sectionView struct {
	ID, Title, Answer string
	Blocks            []blockView
}

type methodView struct {
	Name, Title          string
	Definitions, Sources []string
}

type quoteView struct {
	ID, Kind, About, Before, Text, After, Source, Used, Against string
}

// newView turns a document into what the page shows.
func newView(d *Document) (*view, error) {
	c := d.subject()
	v := &view{d: d, Title: show(c.Title), Question: show(c.Question), Version: d.Version, numbers: map[detente.EvidenceID]int{}}
	if v.Title == "" {
		v.Title = show(c.File)
	}
	v.gather(d.Results)
	style := pageStyle + textStyle + chart.Stylesheet()
	sum := sha256.Sum256([]byte(style))
	v.Style, v.StyleHash = template.CSS(style), "sha256-"+base64.StdEncoding.EncodeToString(sum[:])
	if d.Case == nil {
		v.Facts = show(strings.Join(d.Facts, " · "))
		v.results()
		v.Reproduce = "detente " + d.Version
	} else {
		v.ofCase()
	}
	v.contents()
	return v, nil
}

// ofCase shows the answers to a case and what they rest on.
func (v *view) ofCase() {
	c := v.d.Case
	for i := range c.Evidence {
		v.numbers[c.Evidence[i].ID] = i + 1
	}
	v.Facts = strings.Join(facts(c), " · ")
	v.RestsOn = strings.Join(inputs(c, "-"), "; ") + "."
	if c.Restricted {
		v.Reader = "For a reader with clearance: " + c.Clearance.String() + "."
	}
	v.results()
	v.parties()
	v.assumptions()
	v.quotes()
	for _, r := range v.d.Trails {
		v.Trails = append(v.Trails, v.section(r, "trail-"+slug(r.Title)))
	}
	v.Reproduce = fmt.Sprintf("detente %s\ncase SHA-256 %s\nseed %d\n%s", v.d.Version, c.SHA256, v.d.Seed, command(v.d))
}

// command is what makes the answer again.
func command(d *Document) string {
	s := "detente analyze " + show(d.Case.File) + fmt.Sprintf(" --seed %d", d.Seed)
	if d.Case.Restricted {
		s += " --for " + strings.ReplaceAll(d.Case.Clearance.String(), " ", "")
	}
	return s + " --report report.html"
}

func (v *view) results() {
	for _, r := range summary(v.d.Results) {
		v.Answers = append(v.Answers, answerView{show(r.Answer), slug(r.Method), "more"})
	}
	for _, r := range v.d.Results {
		id := slug(r.Method)
		if !asked(r) {
			v.Unasked = append(v.Unasked, r.Title+" needs "+strings.Join(r.Needs, ", "))
			continue
		}
		v.Sections = append(v.Sections, v.section(r, id))
		v.Methods = append(v.Methods, methodView{r.Method, r.Title, r.Definitions, r.Sources})
		for _, a := range r.Assumptions {
			if a = show(a); !slices.Contains(v.Taken, a) {
				v.Taken = append(v.Taken, a)
			}
		}
	}
	for _, w := range v.d.Warnings {
		v.Warnings = append(v.Warnings, show(w.Message+" ("+w.Why+")"))
	}
}

func (v *view) section(r *detente.Result, id string) sectionView {
	s := sectionView{ID: id, Title: show(r.Title), Answer: show(r.Answer)}
	for _, b := range r.Blocks {
		x := v.block(b)
		if x.Title == s.Title {
			x.Title = "" // the section has said so
		}
		if x.Table != nil && x.Table.Title == s.Title {
			x.Table.Title = ""
		}
		s.Blocks = append(s.Blocks, x)
	}
	return s
}

// contents lists the page's sections.
func (v *view) contents() {
	v.Contents = append(v.Contents, link{"answer", "The answer"})
	if len(v.Parties) > 0 {
		v.Parties[0].First, v.Parties[len(v.Parties)-1].Last = true, true
		v.Contents = append(v.Contents, link{"wants", "What each side wants, and who says so"})
	}
	for _, s := range v.Sections {
		v.Contents = append(v.Contents, link{s.ID, s.Title})
	}
	if len(v.Trails) > 0 {
		v.Contents = append(v.Contents, link{"trails", "Where the numbers come from"})
	}
	v.Contents = append(v.Contents, link{"assumptions", "Assumptions"})
	if len(v.Quotes) > 0 {
		v.Contents = append(v.Contents, link{"quotes", "Quotes"})
	}
	v.Contents = append(v.Contents, link{"methods", "Methods"})
}

// parties tells for each party what it wants, and from which quotes we have it.
func (v *view) parties() {
	c := v.d.Case
	for i := range c.Parties {
		p := &c.Parties[i]
		t := &tableView{Label: "What " + p.Display() + " wants"}
		switch {
		case p.Kind().Numeric():
			v.numericRows(t, i)
		case p.Kind() == detente.Statements:
			v.statementRows(t, p)
		}
		if len(t.Rows) > 0 {
			v.Parties = append(v.Parties, partyView{Name: show(p.Display()), About: v.about(p), Table: t})
		}
	}
}

// about says what part a party plays, and its other names.
func (v *view) about(p *detente.Party) string {
	var parts []string
	if slices.Contains(v.d.Case.Signed().Named(v.d.Case), p.ID) {
		parts = append(parts, "signs")
	}
	if p.Of != "" {
		parts = append(parts, "belongs to "+v.d.Case.PartyName(p.Of))
	}
	if p.RatifiedBy != nil {
		parts = append(parts, "ratified by "+p.RatifiedBy.Text)
	}
	if len(p.Aliases) > 0 {
		parts = append(parts, "also called "+strings.Join(p.Aliases, ", "))
	}
	return show(strings.Join(parts, "; "))
}

func (v *view) numericRows(t *tableView, i int) {
	c := v.d.Case
	val, err := c.Valuation(i)
	if err != nil {
		return
	}
	t.Columns = []columnView{{Name: "issue"}, {Name: "weight of 100", Right: true}, {Name: "best"}, {Name: "we say so because"}}
	total := 0.0
	for k := range val.Worth {
		total += swing(val, k)
	}
	for k := range val.Worth {
		w := &val.Worth[k]
		s := &c.Issues[w.Issue]
		row := c.Parties[i].Row(s.ID)
		weight := ""
		if total > 0 {
			weight = detente.FormatShort(100 * swing(val, k) / total)
		}
		var best []string
		for _, id := range w.Best() {
			if level, ok := s.ParseLevel(id); ok {
				best = append(best, s.LevelName(level))
			}
		}
		t.Rows = append(t.Rows, rowView{Cells: []cellView{{Text: show(s.Display()), Head: true}, {Text: weight, Right: true}, {Text: show(strings.Join(best, " or "))}, v.because(row.Because)}})
	}
}

// swing is the weight of a row: as written, and with points the step from worst
// to best.
func swing(v *detente.Valuation, k int) float64 {
	if v.Kind == detente.Weights {
		return v.Worth[k].Weight
	}
	low, high := v.Worth[k].Range()
	return high - low
}

// statementRows lists what a party would like, in its order. A quote that bears
// on the whole list stands once, beneath it.
func (v *view) statementRows(t *tableView, p *detente.Party) {
	t.Columns = []columnView{{Name: "in this order"}, {Name: "it would like"}, {Name: "we say so because"}}
	for rank, entry := range p.Prefers {
		place := fmt.Sprint(rank + 1)
		if len(entry) > 1 {
			place += ", in unknown order"
		}
		for _, s := range entry {
			cell := v.because(s.Because)
			if len(s.Because) == 0 && len(p.Because) > 0 {
				cell.Text = "see below"
			}
			t.Rows = append(t.Rows, rowView{Cells: []cellView{{Text: place, Head: true}, {Text: show(s.When.Text)}, cell}})
		}
	}
	if len(p.Because) > 0 {
		one := v.because(p.Because)
		t.Rows = append(t.Rows, rowView{Cells: []cellView{{Text: "all", Head: true}, {Text: "the list as a whole; its order is a judgement"}, one}})
	}
}

// because shows the first quote of some evidence, with a footnote for each.
func (v *view) because(refs []detente.Ref) cellView {
	if len(refs) == 0 {
		return cellView{Text: "assumed: no quote"}
	}
	cell := cellView{}
	if e := v.d.Case.FindEvidence(refs[0].ID); e != nil {
		cell.Text = "“" + show(strings.Join(strings.Fields(e.Quote), " ")) + "”"
	}
	for _, r := range refs {
		cell.Refs = append(cell.Refs, footnote{string(r.ID), v.numbers[r.ID]})
	}
	slices.SortStableFunc(cell.Refs, func(a, b footnote) int { return a.N - b.N })
	return cell
}

func (v *view) assumptions() {
	v.Assumed = &tableView{Label: "Assumptions", Columns: []columnView{{Name: "id"}, {Name: "assumed"}, {Name: "in the case file"}}}
	for _, in := range v.d.Case.Inputs() {
		if in.Class == detente.Assumed {
			v.Assumed.Rows = append(v.Assumed.Rows, rowView{ID: in.ID, Cells: []cellView{{Text: in.ID, Head: true}, {Text: show(in.What)}, {Text: in.Path}}})
		}
	}
	qs := v.d.Case.Questions()
	if len(qs) == 0 {
		return
	}
	v.Questions = &tableView{Label: "Not known", Title: "Not known: questions to ask", Columns: []columnView{{Name: "id"}, {Name: "question"}, {Name: "in the case file"}}}
	for _, q := range qs {
		v.Questions.Rows = append(v.Questions.Rows, rowView{ID: q.ID, Cells: []cellView{{Text: q.ID, Head: true}, {Text: show(q.Text)}, {Text: q.Path}}})
	}
}

// contextWidth is how many characters of its source stand on either side of a
// quote.
const contextWidth = 300

func (v *view) quotes() {
	c := v.d.Case
	inputs := c.Inputs()
	cites := func(in func(*detente.Input) []detente.EvidenceID, id detente.EvidenceID) string {
		var paths []string
		for i := range inputs {
			if slices.Contains(in(&inputs[i]), id) {
				paths = append(paths, inputs[i].Path)
			}
		}
		return strings.Join(paths, ", ")
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		q := quoteView{ID: string(e.ID), Kind: string(e.Kind), Text: show(e.Quote)}
		var about []string
		for _, id := range e.About {
			about = append(about, c.PartyName(id))
		}
		q.About = show(strings.Join(about, " and "))
		if s := c.FindSource(e.Source); s != nil {
			q.Source = show(s.File)
			if s.Title != "" {
				q.Source = "“" + show(s.Title) + "”, " + q.Source
			}
			if e.Text != "" {
				before, after := detente.Context(s.Text, e.Start, e.End, contextWidth)
				q.Before, q.Text, q.After = show(before), show(e.Text), show(after)
				q.Source += fmt.Sprintf(", line %d", detente.Line(s.Text, e.Start))
			}
			if s.Published != "" {
				q.Source += ", " + s.Published
			}
		}
		q.Used = cites(func(in *detente.Input) []detente.EvidenceID { return in.Because }, e.ID)
		q.Against = cites(func(in *detente.Input) []detente.EvidenceID { return in.Against }, e.ID)
		v.Quotes = append(v.Quotes, q)
	}
}

// slug makes a text an address within the page.
func slug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, s), "-")
}

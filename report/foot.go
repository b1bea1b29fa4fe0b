package report

import (
	"slices"
	"strings"

	"detente"
)

// foot prints what the answers rest on, what they mean, and what to do next.
func (p *page) foot(d *Document) {
	p.unasked(d.Results, spokenOr(d.subject().File, "the case file"))
	p.assumptions(d)
	p.unknown(d.subject())
	p.unused(d.subject())
	p.definitions(d.Results)
	p.warnings(d)
	p.next(d)
}

// needsLimit is how many missing inputs are named without --full.
const needsLimit = 3

// unasked says which results need what that file does not say. Results that
// need the same are named together.
func (p *page) unasked(rs []*detente.Result, file string) {
	for i := 0; i < len(rs); i++ {
		if asked(rs[i]) {
			continue
		}
		titles := []string{rs[i].Title}
		for i+1 < len(rs) && !asked(rs[i+1]) && slices.Equal(rs[i].Needs, rs[i+1].Needs) {
			i++
			titles = append(titles, rs[i].Title)
		}
		p.needs(titles, rs[i], file)
	}
}

// needs says what some results lack; r is one of them.
func (p *page) needs(titles []string, r *detente.Result, file string) {
	s := "not asked here: " + strings.Join(titles, "; ")
	if n := p.cut(len(r.Needs), needsLimit); n > 0 {
		verb := " needs "
		if len(titles) > 1 {
			verb = ": all need "
		}
		s += verb + strings.Join(r.Needs[:n], ", ")
		if more := len(r.Needs) - n; more > 0 {
			s += " and " + count(more, "more path", "more paths")
		}
		s += " in " + file
	}
	if r.Answer != "" && len(titles) == 1 {
		s += ": " + r.Answer
	}
	p.blank()
	if p.o.Plain {
		p.fact(s)
	} else {
		p.flow([]string{s}, "")
	}
}

// assumptions lists what the case assumes, by its findings' ids, and what the
// methods take for granted.
func (p *page) assumptions(d *Document) {
	var items []detente.Item
	for _, in := range d.subject().Inputs() {
		if in.Class == detente.Assumed {
			items = append(items, detente.Item{ID: in.ID, Text: p.withPath(in.What, in.Path)})
		}
	}
	p.listed("Assumptions", items)
	p.takenForGranted(d.Results)
}

// withPath adds where a thing stands in the case file, where all is shown.
func (p *page) withPath(what, path string) string {
	if !p.o.Full || path == "" {
		return what
	}
	return what + " (" + path + ")"
}

// listed prints a section that is a list, if there is anything to list.
func (p *page) listed(title string, items []detente.Item) {
	if len(items) == 0 {
		return
	}
	p.heading(title)
	p.items(items, listLimit)
}

// takenForGranted lists the methods' own assumptions, each once.
func (p *page) takenForGranted(rs []*detente.Result) {
	p.listed("Taken for granted", p.gathered(rs, func(r *detente.Result) []string { return r.Assumptions }))
}

// gathered collects texts of results, each once; where all is shown, with the
// first method that says so.
func (p *page) gathered(rs []*detente.Result, of func(*detente.Result) []string) []detente.Item {
	var items []detente.Item
	var seen []string
	for _, r := range rs {
		for _, s := range of(r) {
			if slices.Contains(seen, s) {
				continue
			}
			seen = append(seen, s)
			if p.o.Full && r.Method != "" {
				s = r.Method + ": " + s
			}
			items = append(items, detente.Item{Text: s})
		}
	}
	return items
}

func (p *page) unknown(c *detente.Case) {
	var items []detente.Item
	for _, q := range c.Questions() {
		items = append(items, detente.Item{ID: q.ID, Text: p.withPath(q.Text, q.Path)})
	}
	p.listed("Unknown", items)
}

// unused lists the quotes that nothing in the case cites, as the documents have
// them.
func (p *page) unused(c *detente.Case) {
	var items []detente.Item
	for _, id := range c.Unused() {
		e := c.FindEvidence(id)
		text := e.Text
		if text == "" {
			text = e.Quote
		}
		items = append(items, detente.Item{Text: string(id) + ": \"" + show(text) + "\" (" + string(e.Source) + ")"})
	}
	p.listed("Heard, not used", items)
}

// definitions says what the numbers mean; never cut short.
func (p *page) definitions(rs []*detente.Result) {
	items := p.gathered(rs, func(r *detente.Result) []string { return r.Definitions })
	if len(items) == 0 {
		return
	}
	p.heading("Definitions")
	p.items(items, len(items))
}

func (p *page) warnings(d *Document) {
	ds := slices.Clone(d.Warnings)
	for _, r := range d.Results {
		ds = append(ds, r.Warnings...)
	}
	var items []detente.Item
	for _, w := range detente.SortDiagnostics(placed(d.Case, ds)) {
		items = append(items, detente.Item{Text: warningText(w)})
	}
	p.listed("Warnings", items)
}

// placed returns diagnostics as a reader may see them: without places in a file
// of which parts are hidden from him.
func placed(c *detente.Case, ds []detente.Diagnostic) []detente.Diagnostic {
	if c == nil || !c.Restricted {
		return ds
	}
	ds = slices.Clone(ds)
	for i := range ds {
		ds[i].Line, ds[i].Col = 0, 0
	}
	return ds
}

func warningText(w detente.Diagnostic) string {
	s := w.String()
	if w.Line == 0 {
		s = w.Severity.String() + ": " + w.Message + " [" + w.Code + "]"
	}
	if w.Help != "" {
		s += "; " + w.Help
	}
	return s
}

// next says what to do with the answers.
func (p *page) next(d *Document) {
	var parts []string
	if !p.o.Full {
		parts = append(parts, "details: --full")
	}
	if d.Case == nil {
		parts = append(parts, d.Next...)
	} else if id := firstFinding(d); id != "" {
		parts = append(parts, "trail: detente why "+id)
	}
	parts = append(parts, "machine-readable: --format json")
	p.blank()
	if p.o.Plain {
		for _, s := range parts {
			p.raw(s) // no full stop after a command
		}
		return
	}
	p.flow(parts, " | ")
}

// firstFinding returns the first thing of a document that has an id: D1 before
// A1 before U1.
func firstFinding(d *Document) string {
	for _, r := range d.Results {
		for _, b := range r.Blocks {
			if id := findingIn(b); id != "" {
				return id
			}
		}
	}
	for _, in := range d.subject().Inputs() {
		if in.ID != "" {
			return in.ID
		}
	}
	for _, q := range d.subject().Questions() {
		return q.ID
	}
	return ""
}

func findingIn(b detente.Block) string {
	switch b := b.(type) {
	case *detente.List:
		for _, it := range b.Items {
			if id := show(it.ID); id != "" {
				return id
			}
		}
	case *detente.Table:
		for _, row := range b.Rows {
			if id := at(row, 0).Text; isFinding(id) {
				return id
			}
		}
	}
	return ""
}

// isFinding reports whether a text is a finding's id: a capital and a number.
func isFinding(s string) bool {
	return len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && strings.Trim(s[1:], "0123456789") == ""
}

package report

import (
	"fmt"
	"io"
	"strings"

	"detente"
	"detente/chart"
)

// Markdown writes a document as Markdown: sentences, tables, and each quote as
// a footnote. Pictures are left out; the tables beneath them are not.
func Markdown(w io.Writer, d *Document) error {
	m := &markdown{d: d}
	m.line("# %s\n", mdText(d.subject().Title))
	m.head()
	m.line("## The answer\n")
	for _, r := range summary(d.Results) {
		m.line("%s\n", mdText(r.Answer))
	}
	for _, r := range d.Results {
		if asked(r) {
			m.result(r)
		}
	}
	if d.Case != nil {
		m.rest()
	}
	m.definitions()
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	d *Document
	b strings.Builder
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

// head says what the document is about.
func (m *markdown) head() {
	c := m.d.Case
	if c == nil {
		m.line("%s.\n", mdText(strings.Join(m.d.Facts, ", ")))
		return
	}
	if c.Question != "" {
		m.line("*%s*\n", mdText(c.Question))
	}
	m.line("%s. %s.\n", mdText(strings.Join(facts(c), ", ")), mdText(strings.Join(inputs(c, "-"), "; ")))
}

func (m *markdown) result(r *detente.Result) {
	m.line("## %s\n", mdText(r.Title))
	if r.Answer != "" {
		m.line("%s\n", mdText(r.Answer))
	}
	for _, b := range r.Blocks {
		switch b := b.(type) {
		case *detente.Prose:
			m.line("%s\n", mdText(b.Text))
		case *detente.List:
			m.list(b.Title, b.Items)
		case *detente.Table:
			m.table(b)
		case *detente.Text:
			m.text(b)
		case *detente.Sides:
			m.sides(b)
		default:
			m.table(chart.Table(b))
		}
	}
}

func (m *markdown) list(title string, items []detente.Item) {
	if title != "" {
		m.line("**%s**\n", mdText(title))
	}
	for _, item := range items {
		if item.ID != "" {
			m.line("- **%s** %s", mdText(item.ID), mdText(item.Text))
			continue
		}
		m.line("- %s", mdText(item.Text))
	}
	m.line("")
}

func (m *markdown) table(t *detente.Table) {
	if t == nil {
		return
	}
	if t.Title != "" {
		m.line("**%s**\n", mdText(t.Title))
	}
	head, rule := "|", "|"
	for _, c := range t.Columns {
		head += " " + mdCell(c.Name) + " |"
		if c.Right {
			rule += "---:|"
		} else {
			rule += "---|"
		}
	}
	m.line("%s\n%s", head, rule)
	for _, cells := range t.Rows {
		row := "|"
		for _, c := range cells {
			row += " " + mdCell(c.Text) + " |"
		}
		m.line("%s", row)
	}
	m.line("")
	if t.Note != "" {
		m.line("%s\n", mdText(t.Note))
	}
}

// rest says what the answers rest on, and how to get them again.
func (m *markdown) rest() {
	c := m.d.Case
	var assumed []detente.Item
	m.line("## What it rests on\n")
	for _, in := range c.Inputs() {
		if in.Class == detente.Assumed {
			assumed = append(assumed, detente.Item{ID: in.ID, Text: in.What})
			continue
		}
		notes := ""
		for _, id := range in.Because {
			notes += "[^" + string(id) + "]"
		}
		m.line("- %s: %s%s", mdText(in.What), in.Class, notes)
	}
	m.line("")
	if len(assumed) > 0 {
		m.list("Assumed, with nothing to speak for it", assumed)
	}
	var open []detente.Item
	for _, q := range c.Questions() {
		open = append(open, detente.Item{ID: q.ID, Text: q.Text})
	}
	if len(open) > 0 {
		m.list("Not known", open)
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		where := string(e.Source)
		if s := c.FindSource(e.Source); s != nil && e.Text != "" {
			where = fmt.Sprintf("%s, line %d", s.File, detente.Line(s.Text, e.Start))
		}
		m.line("[^%s]: “%s” (%s)", e.ID, mdText(strings.Join(strings.Fields(e.Quote), " ")), mdText(where))
	}
}

// definitions says what the words and numbers mean, and how to get them again.
func (m *markdown) definitions() {
	m.line("\n## Definitions\n")
	seen := map[string]bool{}
	for _, r := range m.d.Results {
		for _, s := range r.Definitions {
			if asked(r) && !seen[s] {
				seen[s] = true
				m.line("- %s", mdText(s))
			}
		}
	}
	if c := m.d.Case; c != nil {
		m.line("\nDétente %s, case SHA-256 `%s`, seed %d.", m.d.Version, c.SHA256, m.d.Seed)
	} else {
		m.line("\nDétente %s.", m.d.Version)
	}
}

// mdText shows a text so that nothing in it is markup.
func mdText(s string) string {
	return mdEscape.Replace(strings.Join(strings.Fields(show(s)), " "))
}

func mdCell(s string) string { return strings.ReplaceAll(mdText(s), "|", `\|`) }

var mdEscape = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`)

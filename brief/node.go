package brief

import (
	"fmt"
	"strconv"
	"strings"

	"detente"
)

// Node is a piece of a case file with its path: evidence.ID, issues.ID,
// parties.ID.name, parties.ID.aliases, parties.ID.wants.ISSUE, sources.ID, title,
// question, signed_by. Text is its value as a case file writes it on one line.
type Node struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// Nodes lists the pieces of a case that a draft writes, in the order of the file.
// What a draft never writes (rules, links, scenarios, ...) is not among them.
func Nodes(c *detente.Case) []Node {
	nodes := []Node{{"title", quoted(c.Title)}, {"question", quoted(c.Question)}}
	for i := range c.Sources {
		s := &c.Sources[i]
		f := flow{}
		f.add("file", quoted(s.File))
		f.text("published", s.Published)
		f.text("title", s.Title)
		f.meta(&s.Meta)
		nodes = append(nodes, Node{"sources." + string(s.ID), f.String()})
	}
	if c.SignedBy != nil {
		nodes = append(nodes, Node{"signed_by", c.SignedBy.Text})
	}
	for i := range c.Issues {
		nodes = append(nodes, Node{"issues." + string(c.Issues[i].ID), issueText(&c.Issues[i])})
	}
	for i := range c.Parties {
		p := &c.Parties[i]
		path := "parties." + string(p.ID)
		nodes = append(nodes, Node{path + ".name", quoted(p.Name)})
		if len(p.Aliases) > 0 {
			nodes = append(nodes, Node{path + ".aliases", textList(p.Aliases)})
		}
		for k := range p.Wants.Rows {
			r := &p.Wants.Rows[k]
			nodes = append(nodes, Node{path + ".wants." + string(r.Issue), rowText(c, r)})
		}
	}
	for i := range c.Evidence {
		nodes = append(nodes, Node{"evidence." + string(c.Evidence[i].ID), evidenceText(&c.Evidence[i])})
	}
	return nodes
}

// flow writes a mapping on one line.
type flow []string

func (f *flow) add(key, value string) { *f = append(*f, key+": "+value) }

// text adds a text unless it is empty.
func (f *flow) text(key, value string) {
	if value != "" {
		f.add(key, quoted(value))
	}
}

func (f *flow) meta(m *detente.Meta) {
	f.text("name", m.Name)
	f.text("note", m.Note)
	f.text("label", string(m.Label))
	f.refs("because", m.Because)
	f.refs("against", m.Against)
}

func (f *flow) refs(key string, refs []detente.Ref) {
	if len(refs) == 0 {
		return
	}
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = string(r.ID)
	}
	f.add(key, "["+strings.Join(ids, ", ")+"]")
}

func (f *flow) String() string { return "{" + strings.Join(*f, ", ") + "}" }

// quoted writes a text in double quotes, as YAML and JSON read it.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func issueText(s *detente.Issue) string {
	f, options := flow{}, flow{}
	f.text("name", s.Name)
	if s.Scale != nil {
		f.add("scale", fmt.Sprintf("{from: %v, to: %v, unit: %s, step: %v}", s.Scale.From, s.Scale.To, quoted(s.Scale.Unit), s.Scale.Step))
	}
	for i := range s.Options {
		o, m := flow{}, s.Options[i].Meta
		if s.Options[i].HasAt {
			o.add("at", strconv.FormatFloat(s.Options[i].At, 'g', -1, 64))
		}
		o.meta(&m)
		options.add(string(s.Options[i].ID), o.String())
	}
	if len(options) > 0 {
		f.add("options", options.String())
	}
	if s.Now >= 0 {
		f.add("now", s.LevelID(s.Now))
	}
	if s.By != nil {
		f.add("by", quoted(s.By.Text))
	}
	for _, a := range s.Arcs {
		f.add("arc", fmt.Sprintf("%d-%d %s", a.From, a.To, a.By.Text))
	}
	rest := s.Meta
	rest.Name = ""
	f.meta(&rest)
	return f.String()
}

// textList writes texts as a list on one line.
func textList(texts []string) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = quoted(t)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func rowText(c *detente.Case, r *detente.Row) string {
	f := flow{}
	for _, q := range []struct {
		key string
		q   *detente.Quantity
	}{{"weight", r.Weight}, {"salience", r.Salience}, {"position", r.Position}} {
		if q.q != nil {
			f.add(q.key, q.q.String())
		}
	}
	if i := c.IssueIndex(r.Issue); i >= 0 {
		for k, q := range r.Values {
			if q != nil && k < len(c.Issues[i].Options) {
				f.add(string(c.Issues[i].Options[k].ID), q.String())
			}
		}
	}
	for _, b := range r.Breakpoints {
		f.add("at "+strconv.FormatFloat(b.At, 'g', -1, 64), b.Value.String())
	}
	f.meta(&r.Meta)
	return f.String()
}

func evidenceText(e *detente.Evidence) string {
	f := flow{}
	f.add("source", string(e.Source))
	f.add("about", partyList(e.About))
	if len(e.SaidBy) > 0 {
		f.add("said_by", partyList(e.SaidBy))
	}
	if e.Kind != "" {
		f.add("kind", string(e.Kind))
	}
	f.add("quote", quoted(e.Quote))
	if e.Nth > 0 {
		f.add("nth", strconv.Itoa(e.Nth))
	}
	f.meta(&e.Meta)
	return f.String()
}

func partyList(ids []detente.PartyID) string {
	if len(ids) == 1 {
		return string(ids[0])
	}
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

package brief

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"detente"
)

// Result lays the brief out for renderers: parties, what each wants, does, lacks,
// fears, holds and expects, what is on the table, where the sources differ and
// agree, what nobody says. Data is the brief itself.
func (b *Brief) Result() *detente.Result {
	r := &detente.Result{Method: "brief/read", Title: "Détente brief", Status: detente.OK, Data: b}
	words := 0
	for _, d := range b.Documents {
		words += d.Words
	}
	r.Answer = fmt.Sprintf("%s, %s words: %s about %s, every one with its quote.",
		count(len(b.Documents), "document"), grouped(words), count(len(b.Statements), "statement"), count(len(b.Parties), "party"))
	if n := b.tally(Contradicts); n > 0 {
		r.Answer += fmt.Sprintf(" The sources contradict each other in %s.", count(n, "point"))
	}
	r.Add(b.sourceTable(), b.partyTable())
	for _, s := range sections {
		if t := b.statementTable(s.kind, s.title); t != nil {
			r.Add(t)
		}
	}
	if t := b.outcomeTable(); t != nil {
		r.Add(t)
	}
	b.addComparisons(r)
	b.addLists(r)
	r.Assume("parties and kinds of statements were found by rules and word lists; a person decides")
	r.Definitions = append(r.Definitions, "firm: the words insist, rule out, refuse and the like; hedged: may, appears, reportedly and the like; stated: neither")
	return r
}

// sections name the kinds of statements as a reader looks for them.
var sections = [...]struct {
	kind  Kind
	title string
}{
	{Goal, "WANTS"}, {Strategy, "HOW"}, {Constraint, "LIMITS"}, {Concern, "FEARS"}, {Leverage, "HOLDS"}, {Expectation, "EXPECTS"},
}

// count writes a number with its noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return strconv.Itoa(n) + " " + noun[:len(noun)-1] + "ies"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func (b *Brief) tally(kind ComparisonKind) int {
	n := 0
	for i := range b.Comparisons {
		if b.Comparisons[i].Kind == kind {
			n++
		}
	}
	return n
}

// number of a document as tables show it, from 1.
func (b *Brief) number(document string) int {
	return 1 + slices.IndexFunc(b.Documents, func(d Document) bool { return d.ID == document })
}

// where names the place of a quote: document, and page or paragraph.
func (b *Brief) where(q *Quote) string {
	place := strconv.Itoa(b.number(q.Document))
	switch {
	case q.Page > 0:
		return place + " p. " + strconv.Itoa(q.Page)
	case q.Paragraph > 0:
		return place + " ¶" + strconv.Itoa(q.Paragraph)
	}
	return place
}

func (b *Brief) partyName(id string) string {
	for i := range b.Parties {
		if b.Parties[i].ID == id {
			return b.Parties[i].Name
		}
	}
	return id
}

func (b *Brief) sourceTable() *detente.Table {
	t := &detente.Table{Title: "SOURCES", Columns: []detente.Column{{Name: "", Right: true}, {Name: "document", Wide: true}, {Name: "published"}, {Name: "words", Right: true}}}
	for i, d := range b.Documents {
		name := d.Path
		if d.Title != "" {
			name += ": " + d.Title
		}
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(strconv.Itoa(i + 1)), detente.Txt(name), detente.Txt(d.Published), detente.Num(float64(d.Words))})
	}
	return t
}

// partyTable lists the sides, each with those who speak for it.
func (b *Brief) partyTable() *detente.Table {
	t := &detente.Table{Title: "PARTIES", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "kind"}, {Name: "role"}, {Name: "statements", Right: true}, {Name: "documents"}}}
	for _, role := range []Role{Negotiator, Affected} {
		for i := range b.Parties {
			p := &b.Parties[i]
			if p.Of != "" || p.Role != role {
				continue
			}
			name, n, docs := p.Name, 0, map[string]bool{}
			for k := range b.Parties {
				q := &b.Parties[k]
				if b.sideOf(q.ID) != p.ID {
					continue
				}
				if q.ID != p.ID {
					name += ", " + q.Name
				}
				for _, m := range q.Mentions {
					docs[m.Document] = true
				}
				for j := range b.Statements {
					if b.Statements[j].Party == q.ID {
						n++
						docs[b.Statements[j].Quote.Document] = true
					}
				}
			}
			t.Rows = append(t.Rows, []detente.Cell{detente.Txt(name), detente.Txt(string(p.Kind)), detente.Txt(string(role)), detente.Num(float64(n)), detente.Txt(b.numbers(docs))})
		}
	}
	t.Note = "Whether the affected can block a deal is for the case to say."
	return t
}

// numbers lists documents by their numbers.
func (b *Brief) numbers(docs map[string]bool) string {
	var out []string
	for i, d := range b.Documents {
		if docs[d.ID] {
			out = append(out, strconv.Itoa(i+1))
		}
	}
	return strings.Join(out, " ")
}

// sideOf follows a party to the one it speaks for.
func (b *Brief) sideOf(id string) string {
	for range 8 {
		i := slices.IndexFunc(b.Parties, func(p Party) bool { return p.ID == id })
		if i < 0 || b.Parties[i].Of == "" {
			return id
		}
		id = b.Parties[i].Of
	}
	return id
}

// statementTable lists the statements of a kind, side by side of a party.
func (b *Brief) statementTable(kind Kind, title string) *detente.Table {
	t := &detente.Table{Title: title, Columns: []detente.Column{{Name: ""}, {Name: "party"}, {Name: "says the source", Wide: true}, {Name: "strength"}, {Name: "source"}}}
	for i := range b.Parties {
		for k := range b.Statements {
			s := &b.Statements[k]
			if s.Party != b.Parties[i].ID || s.Kind != kind {
				continue
			}
			t.Rows = append(t.Rows, []detente.Cell{detente.Txt(s.ID), detente.Txt(b.Parties[i].Name), detente.Txt("“" + s.Text + "”"), detente.Txt(s.strength()), detente.Txt(b.where(&s.Quote))})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// strength says how firmly a statement is put.
func (s *Statement) strength() string {
	lower := " " + strings.ToLower(s.Text) + " "
	for _, w := range [...]string{" insist", " rule", " refus", " adamant", " demand", " will not ", " never ", " must ", " reject", " vow", " red line", " determined", " non-negotiable", " unacceptable"} {
		if strings.Contains(lower, w) {
			return "firm"
		}
	}
	if s.Hedged {
		return "hedged"
	}
	return "stated"
}

func (b *Brief) outcomeTable() *detente.Table {
	if len(b.Outcomes) == 0 {
		return nil
	}
	t := &detente.Table{Title: "ON THE TABLE", Columns: []detente.Column{{Name: "topic"}, {Name: "possible outcome", Wide: true}, {Name: "source"}}}
	for i := range b.Outcomes {
		o := &b.Outcomes[i]
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(o.Topic), detente.Txt(o.Outcome), detente.Txt(b.where(&o.Quote))})
	}
	return t
}

// addComparisons lists where the sources differ, agree, and stand alone.
func (b *Brief) addComparisons(r *detente.Result) {
	titles := [...]struct {
		title string
		mark  string
		kind  ComparisonKind
	}{
		{"WHERE THE SOURCES DIFFER", "!", Contradicts}, {"WHAT THEY STRESS", "~", Emphasis}, {"WHERE THEY AGREE", "=", Agrees}, {"SAID BY ONE ONLY", "?", Alone},
	}
	for _, t := range titles {
		l := &detente.List{Title: t.title}
		for i := range b.Comparisons {
			if c := &b.Comparisons[i]; c.Kind == t.kind {
				l.Items = append(l.Items, detente.Item{ID: c.ID, Text: t.mark + " " + b.comparisonText(c)})
			}
		}
		if len(l.Items) > 0 {
			r.Add(l)
		}
	}
	l := &detente.List{Title: "WHAT MOVED"}
	for i := range b.Movements {
		l.Items = append(l.Items, detente.Item{Text: b.partyName(b.Movements[i].Party) + ": " + b.Movements[i].Claim})
	}
	if len(l.Items) > 0 {
		r.Add(l)
	}
}

// comparisonText is one line for a comparison: whom and what it is about, and the
// quotes with their places.
func (b *Brief) comparisonText(c *Comparison) string {
	var head []string
	if c.Party != "" {
		head = append(head, b.partyName(c.Party))
	}
	if c.Topic != "" {
		head = append(head, c.Topic)
	}
	text := strings.Join(head, ", ")
	if c.Kind == Emphasis {
		parts := make([]string, len(c.Shares))
		for i, s := range c.Shares {
			parts[i] = fmt.Sprintf("%g %% of %d", s.Percent, b.number(s.Document))
		}
		return text + ": " + strings.Join(parts, ", ")
	}
	var quotes []string
	for i := range c.Quotes {
		q := &c.Quotes[i]
		quotes = append(quotes, "“"+fold(q.Text)+"” ("+b.where(q)+")")
	}
	if text != "" {
		text += ": "
	}
	return text + strings.Join(quotes, " · ")
}

// addLists adds the documents' own lists and tables, and the open questions.
func (b *Brief) addLists(r *detente.Result) {
	heading := ""
	var l *detente.List
	for i := range b.ListItems {
		it := &b.ListItems[i]
		if l == nil || it.Heading != heading {
			l = &detente.List{Title: fmt.Sprintf("%s (%d)", strings.TrimSuffix(it.Heading, ":"), b.number(it.Document))}
			heading = it.Heading
			r.Add(l)
		}
		text := it.Text
		if it.Label != "" {
			text = it.Label + ": " + text
		}
		l.Items = append(l.Items, detente.Item{Text: text})
	}
	for i := range b.Tables {
		r.Add(b.Tables[i].block(b.number(b.Tables[i].Document)))
	}
	q := &detente.List{Title: "WHAT NO SOURCE SAYS"}
	for _, x := range b.Questions {
		q.Items = append(q.Items, detente.Item{ID: x.ID, Text: x.Text})
	}
	if len(q.Items) > 0 {
		r.Add(q)
	}
}

// block is a document's table as a block.
func (t *Table) block(document int) *detente.Table {
	out := &detente.Table{Title: fmt.Sprintf("%s (%d)", strings.TrimSuffix(t.Heading, ":"), document)}
	width := len(t.Header)
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	for i := range width {
		c := detente.Column{Wide: true}
		if i < len(t.Header) {
			c.Name = t.Header[i]
		}
		out.Columns = append(out.Columns, c)
	}
	for _, row := range t.Rows {
		cells := make([]detente.Cell, width)
		for i, text := range row {
			cells[i] = detente.Txt(text)
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

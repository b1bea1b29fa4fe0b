package brief

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"detente"
)

// parties says who they are and what was read.
func (b *Brief) parties() *detente.Result {
	r := section("parties", "Parties")
	r.Data = b
	var who [2][]string
	for i := range b.Parties {
		if p := &b.Parties[i]; p.Of == "" {
			n := 0
			if p.Role != Negotiator {
				n = 1
			}
			who[n] = append(who[n], b.sideName(i))
		}
	}
	switch len(who[0]) {
	case 0:
		r.Answer = "No party was found."
	case 1:
		r.Answer = "Only one negotiator was found: " + who[0][0] + "."
	default:
		r.Answer = "Negotiators, as the sources have it: " + strings.Join(who[0], ", ") + "."
	}
	if len(who[1]) > 0 {
		r.Answer += " Others with a stake: " + strings.Join(who[1], ", ") + "."
	}
	r.Add(b.partyTable(), b.sourceTable())
	r.Assume("parties and kinds of statements were found by rules and word lists; a person decides")
	return r
}

func (b *Brief) sourceTable() *detente.Table {
	t := &detente.Table{Title: "Sources", Columns: []detente.Column{{Name: "document", Wide: true}, {Name: "published"}, {Name: "words", Right: true}}}
	for i, d := range b.Documents {
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(b.documentName(i)), detente.Txt(or(d.Published, "no date")), {Text: grouped(d.Words), Number: float64(d.Words), IsNum: true}})
	}
	return t
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// partyTable lists the sides, each with those who speak for it.
func (b *Brief) partyTable() *detente.Table {
	t := &detente.Table{Title: "Parties", Columns: []detente.Column{{Name: "party", Wide: true}, {Name: "kind"}, {Name: "role"}, {Name: "claims", Right: true}, {Name: "documents"}}}
	for _, role := range []Role{Negotiator, Affected} {
		for i := range b.Parties {
			p := &b.Parties[i]
			if p.Of != "" || p.Role != role {
				continue
			}
			n, docs := b.heard(p.ID)
			t.Rows = append(t.Rows, []detente.Cell{detente.Txt(b.sideName(i)), detente.Txt(string(p.Kind)), detente.Txt(string(role)), detente.Num(float64(n)), detente.Txt(b.numbers(docs))})
		}
	}
	t.Note = "Negotiators are those the sources speak of most. Whether the others can block a deal is unknown: that is for the case to say."
	return t
}

// sideName is a side with those who speak for it: "Russia (Vladimir Putin)".
func (b *Brief) sideName(i int) string {
	var voices []string
	for k := range b.Parties {
		if k != i && b.sideOf(b.Parties[k].ID) == b.Parties[i].ID {
			voices = append(voices, b.Parties[k].Name)
		}
	}
	if len(voices) == 0 {
		return b.Parties[i].Name
	}
	return b.Parties[i].Name + " (" + strings.Join(voices, ", ") + ")"
}

// heard counts the statements of a side, and the documents that speak of it.
func (b *Brief) heard(side string) (statements int, docs map[string]bool) {
	docs = map[string]bool{}
	for k := range b.Parties {
		if q := &b.Parties[k]; b.sideOf(q.ID) == side {
			for _, m := range q.Mentions {
				docs[m.Document] = true
			}
		}
	}
	for j := range b.Statements {
		if s := &b.Statements[j]; b.sideOf(s.Party) == side {
			statements++
			docs[s.Quote.Document] = true
		}
	}
	return statements, docs
}

// headings name the kinds of statements as a reader looks for them: of all
// parties, and of one.
var headings = [...]struct {
	kind     Kind
	all, one string
}{
	{Goal, "What they want", "%s: what it wants"},
	{Strategy, "How they go about it", "%s: how it goes about it"},
	{Constraint, "What binds them", "%s: what binds it"},
	{Concern, "What they fear", "%s: what it fears"},
	{Leverage, "What they hold", "%s: what it holds"},
	{Expectation, "What they expect", "%s: what it expects"},
}

// claims says what each party wants, does, lacks, fears, holds and expects.
func (b *Brief) claims() *detente.Result {
	r := section("claims", "Who wants what")
	for _, h := range headings {
		for _, t := range b.statementTables(h.kind, h.all, h.one) {
			r.Add(t)
		}
	}
	if t := b.outcomeTable(); t != nil {
		r.Add(t)
	}
	if len(r.Blocks) == 0 {
		r.Add(&detente.Prose{Text: "No statement of a party was found."})
	}
	r.Definitions = append(r.Definitions, "firm: the words insist, rule out, refuse and the like; hedged: may, appears, reportedly and the like; stated: neither",
		"1 ¶3: document 1, paragraph 3")
	return r
}

// mostTogether is how many statements of a kind stand in one table; where there
// are more, each side has its own that has at least fewestApart.
const (
	mostTogether = 12
	fewestApart  = 4
)

// statementTables lists the statements of a kind, by side, the firm ones first.
func (b *Brief) statementTables(kind Kind, title, one string) []*detente.Table {
	var apart []*detente.Table
	together := &detente.Table{Title: title, Columns: statementColumns("party")}
	rest := &detente.Table{Title: title + " (others)", Columns: statementColumns("party")}
	for i := range b.Parties {
		p := &b.Parties[i]
		if p.Of != "" {
			continue
		}
		t := &detente.Table{Title: fmt.Sprintf(one, p.Name), Columns: statementColumns("about")}
		t.Rows = b.statementRows(kind, p.ID)
		named := make([][]detente.Cell, len(t.Rows))
		for k, row := range t.Rows {
			named[k] = slices.Clone(row)
			named[k][1] = detente.Txt(p.Name)
		}
		together.Rows = append(together.Rows, named...)
		if len(t.Rows) >= fewestApart {
			apart = append(apart, t)
		} else {
			rest.Rows = append(rest.Rows, named...)
		}
	}
	switch {
	case len(together.Rows) == 0:
		return nil
	case len(together.Rows) <= mostTogether:
		return []*detente.Table{together}
	case len(rest.Rows) > 0:
		apart = append(apart, rest)
	}
	return apart
}

// statementRows lists the statements of a kind of one side.
func (b *Brief) statementRows(kind Kind, side string) [][]detente.Cell {
	var rows [][]detente.Cell
	for _, strength := range strengths {
		for k := range b.Statements {
			s := &b.Statements[k]
			if s.Kind != kind || b.sideOf(s.Party) != side || s.strength() != strength {
				continue
			}
			rows = append(rows, []detente.Cell{detente.Txt(s.ID), detente.Txt(or(s.Topic, "-")), detente.Txt("“" + s.Text + "”"), detente.Txt(strength), detente.Txt(b.where(&s.Quote))})
		}
	}
	return rows
}

func statementColumns(second string) []detente.Column {
	return []detente.Column{{Name: ""}, {Name: second, Wide: true}, {Name: "quote", Wide: true}, {Name: "strength"}, {Name: "source"}}
}

// strengths are how firmly statements are put, the firmest first.
var strengths = [...]string{"firm", "stated", "hedged"}

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

// outcomeID is the id of an outcome, which has its place in the list.
func outcomeID(i int) string { return "O" + strconv.Itoa(i+1) }

func (b *Brief) outcomeTable() *detente.Table {
	if len(b.Outcomes) == 0 {
		return nil
	}
	t := &detente.Table{Title: "On the table", Columns: []detente.Column{{Name: ""}, {Name: "about", Wide: true}, {Name: "possible outcome", Wide: true}, {Name: "source"}}}
	for i := range b.Outcomes {
		o := &b.Outcomes[i]
		t.Rows = append(t.Rows, []detente.Cell{detente.Txt(outcomeID(i)), detente.Txt(or(o.Topic, "-")), detente.Txt(o.Outcome), detente.Txt(b.where(&o.Quote))})
	}
	return t
}

// lists has the documents' own lists and tables, or is nil.
func (b *Brief) lists() *detente.Result {
	r := section("lists", "Lists and tables in the documents")
	r.Detail = true
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
	lists := len(r.Blocks)
	for i := range b.Tables {
		r.Add(b.Tables[i].block(b.number(b.Tables[i].Document)))
	}
	if len(r.Blocks) == 0 {
		return nil
	}
	r.Answer = fmt.Sprintf("%s and %s, as the documents have them.", count(lists, "list"), count(len(b.Tables), "table"))
	return r
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

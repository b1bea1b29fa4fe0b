package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/source"
)

// compare is the kind of passages that stand in comparisons alone.
const compare = "compared"

// markKinds are the kinds of highlights and their signs.
var markKinds = []detente.MarkKind{
	{Name: string(Goal), Sign: "G"}, {Name: string(Strategy), Sign: "S"}, {Name: string(Constraint), Sign: "C"}, {Name: string(Concern), Sign: "F"},
	{Name: string(Leverage), Sign: "L"}, {Name: string(Expectation), Sign: "E"}, {Name: "outcome", Sign: "O"}, {Name: compare, Sign: "="},
}

// passages names the passage of every quote of a statement or comparison: the id
// of the statement where there is one, else that of the first comparison with a
// letter, "C2a".
func (b *Brief) passages() map[Quote]string {
	shown := map[Quote]string{}
	for i := range b.Statements {
		if s := &b.Statements[i]; shown[s.Quote] == "" {
			shown[s.Quote] = s.ID
		}
	}
	for i := range b.Comparisons {
		c := &b.Comparisons[i]
		for k, q := range c.Quotes {
			if shown[q] == "" {
				shown[q] = c.ID + letters(k)
			}
		}
	}
	for i := range b.Movements {
		for k, q := range b.Movements[i].Quotes {
			if shown[q] == "" {
				shown[q] = "M" + strconv.Itoa(i+1) + letters(k)
			}
		}
	}
	return shown
}

// letters counts a, b, ... z, aa, ab.
func letters(k int) string {
	if k < 26 {
		return string(rune('a' + k))
	}
	return letters(k/26-1) + letters(k%26)
}

// highlights returns what was found, by document, in order of where it starts.
func (b *Brief) highlights() map[string][]detente.Highlight {
	out := map[string][]detente.Highlight{}
	add := func(id, kind, note string, q *Quote) {
		out[q.Document] = append(out[q.Document], detente.Highlight{ID: id, Kind: kind, Note: note, Range: detente.Range{Start: q.Start, End: q.End}})
	}
	for i := range b.Statements {
		s := &b.Statements[i]
		add(s.ID, string(s.Kind), b.partyName(s.Party), &s.Quote)
	}
	for i := range b.Outcomes {
		o := &b.Outcomes[i]
		add(outcomeID(i), "outcome", o.Topic, &o.Quote)
	}
	own := map[string]bool{}
	for i := range b.Statements {
		own[b.Statements[i].ID] = true
	}
	shown := b.passages()
	once := func(quotes []Quote, note string) {
		for k := range quotes {
			if id := shown[quotes[k]]; !own[id] {
				own[id] = true
				add(id, compare, note, &quotes[k])
			}
		}
	}
	for i := range b.Comparisons {
		once(b.Comparisons[i].Quotes, b.subjectOf(b.Comparisons[i].Party, b.Comparisons[i].Topic))
	}
	for i := range b.Movements {
		once(b.Movements[i].Quotes, b.subjectOf(b.Movements[i].Party, b.Movements[i].Topic))
	}
	for id := range out {
		slices.SortStableFunc(out[id], func(x, y detente.Highlight) int { return cmp.Compare(x.Start, y.Start) })
	}
	return out
}

// texts shows each document whole, a result each.
func (b *Brief) texts(docs []*source.Document) []*detente.Result {
	marks := b.highlights()
	var out []*detente.Result
	for i := range b.Documents {
		at := slices.IndexFunc(docs, func(d *source.Document) bool { return d.ID == b.Documents[i].ID })
		if at < 0 {
			continue
		}
		r := section("document-"+strconv.Itoa(i+1), "Document "+b.documentName(i))
		r.Add(b.text(i, docs[at], marks[b.Documents[i].ID]))
		out = append(out, r)
	}
	return out
}

// Text returns one of the documents that were read, whole, with every quote
// highlighted: the ids are those of the statements, outcomes ("O1") and, for
// quotes in comparisons alone, the comparison's with a letter ("C2a"). It is nil
// for a document that the brief does not have.
func (b *Brief) Text(doc *source.Document) *detente.Text {
	i := b.number(doc.ID) - 1
	if i < 0 {
		return nil
	}
	return b.text(i, doc, b.highlights()[doc.ID])
}

func (b *Brief) text(i int, doc *source.Document, marks []detente.Highlight) *detente.Text {
	d := &b.Documents[i]
	t := &detente.Text{ID: strconv.Itoa(i + 1), Title: "Document " + b.documentName(i), Body: doc.Text, Kinds: markKinds, Marks: marks}
	t.Note = grouped(d.Words) + " words, " + or(d.Published, "no date") + ", SHA-256 " + d.SHA256
	for k := range doc.Blocks {
		t.Parts = append(t.Parts, parts(&doc.Blocks[k])...)
	}
	return t
}

// parts are a block of a document as parts of a text: a table has one for each
// row.
func parts(k *source.Block) []detente.Part {
	p := detente.Part{Range: detente.Range(k.Span)}
	if k.Paragraph > 0 {
		p.Label = "¶" + strconv.Itoa(k.Paragraph)
	}
	if k.Page > 0 {
		p.Label = strings.TrimSpace("p. " + strconv.Itoa(k.Page) + " " + p.Label)
	}
	switch k.Kind {
	case source.Heading, source.Question:
		p.Form, p.Label = detente.Heading, ""
	case source.Item:
		p.Form, p.Level = detente.Entry, k.Level
	case source.Metadata:
		p.Form = detente.Aside
	case source.Grid:
		return rows(k.Table, p.Label)
	}
	return []detente.Part{p}
}

func rows(t *source.Table, label string) []detente.Part {
	var out []detente.Part
	for i, row := range append([][]source.Span{t.Header}, t.Rows...) {
		if len(row) == 0 {
			continue
		}
		p := detente.Part{Form: detente.TableRow, Range: detente.Range{Start: row[0].Start, End: row[len(row)-1].End}}
		if i == 0 {
			p.Form = detente.HeadRow
		}
		p.Label, label = label, ""
		for _, c := range row {
			p.Cells = append(p.Cells, detente.Range(c))
		}
		out = append(out, p)
	}
	return out
}

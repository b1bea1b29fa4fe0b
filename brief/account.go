package brief

import (
	"strings"

	"detente/source"
)

// account is what is kept of a document when its reading is over. Its strings
// are copies, so that the text itself can go.
type account struct {
	doc        Document
	parties    []member
	statements []remark
	outcomes   []Outcome
	items      []ListItem
	tables     []Table
	units      []unit
	shares     []float64 // of the document's words about topics, by topic; they sum to 1
}

// member is a party of one document.
type member struct {
	name     string
	kind     PartyKind
	unsure   bool
	aliases  []string
	of       int // index of another member, -1 for none
	state    int
	mentions []Mention
	weight   int
	titles   []Quote // "former U.S. President Donald Trump"
	former   []bool
}

// remark is a statement of one document.
type remark struct {
	Statement
	member int
}

// takeAccount keeps what a reading found.
func takeAccount(r *reading) *account {
	d := r.doc
	a := &account{doc: Document{ID: d.ID, Path: d.Path, Title: strings.Clone(d.Title), Published: d.Published, SHA256: d.SHA256, Words: d.Words}}
	index := r.listParties(a)
	for i := range r.found {
		f := &r.found[i]
		q := r.quote(f.span)
		s := Statement{Kind: f.kind, Topic: r.topicOf(f), Text: fold(q.Text), Hedged: r.hedged(f.span), Negated: f.negated, Date: d.Published, Quote: q}
		a.statements = append(a.statements, remark{Statement: s, member: index[f.party]})
	}
	r.listItems(a)
	r.listTables(a)
	r.listOutcomes(a)
	r.listUnits(a, index)
	a.shares = r.topicShares()
	return a
}

// topicShares returns how much of what a document says about topics goes to each.
func (r *reading) topicShares() []float64 {
	shares := make([]float64, len(r.lex.topics))
	total := 0.0
	for k := range r.sentences {
		s := r.sentences[k]
		weights := r.lex.topicsOf(r.stems(span{s.from, s.to}))
		for t := range shares {
			if !r.lex.topics[t].hidden {
				shares[t] += weights[t]
				total += weights[t]
			}
		}
	}
	for t := range shares {
		if total > 0 {
			shares[t] /= total
		}
	}
	return shares
}

// quote returns the bytes of a range of tokens. A full stop stays outside;
// quotation marks that open inside close inside.
func (r *reading) quote(s span) Quote {
	start, end := r.bytes(s)
	return r.quoteBytes(start, end)
}

func (r *reading) quoteBytes(start, end int) Quote {
	q := Quote{Document: r.doc.ID, Start: start, End: end, Text: strings.Clone(r.doc.Text[start:end])}
	if b := r.doc.BlockAt(start); b >= 0 {
		q.Paragraph, q.Page = r.doc.Blocks[b].Paragraph, r.doc.Blocks[b].Page
	}
	return q
}

// fold makes one line of a quote.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "**", "")), " ")
}

// listParties keeps the entities that count as parties and returns the index of
// each among them.
func (r *reading) listParties(a *account) map[int]int {
	speaks := map[int]bool{}
	for i := range r.found {
		speaks[r.found[i].party] = true
	}
	index := map[int]int{}
	for e := range r.entities {
		if !speaks[e] && !r.counts(e) {
			continue
		}
		x := &r.entities[e]
		index[e] = len(a.parties)
		m := member{name: strings.Clone(x.name), kind: x.kind, unsure: x.unsure, of: -1, state: x.state, weight: r.weight(e)}
		for _, alias := range x.aliases {
			m.aliases = append(m.aliases, strings.Clone(alias))
		}
		for _, s := range x.spans {
			start, end := r.bytes(s)
			m.mentions = append(m.mentions, Mention{r.doc.ID, start, end})
		}
		for _, t := range x.titles {
			r.keepTitle(&m, x, t)
		}
		a.parties = append(a.parties, m)
	}
	for e, i := range index {
		for of := r.entities[e].of; of >= 0; of = r.entities[of].of {
			if k, ok := index[of]; ok && k != i {
				a.parties[i].of = k
				break
			}
		}
	}
	return index
}

// counts reports whether an entity without statements is a party all the same: a
// state or bloc spoken of as somebody, a holder of an office.
func (r *reading) counts(e int) bool {
	x := &r.entities[e]
	switch {
	case x.private || len(x.spans) == 0:
		return false
	case x.state >= 0:
		return x.strong > 0 && !(len(x.spans) == 1 && r.isPassing(x.spans[0].from))
	case x.isPerson():
		return len(x.titles) > 0 && !x.unsure
	case x.kind == Organisation && !x.unsure:
		return x.strong > 0 && len(x.spans) > 1
	case x.kind == Bloc || x.kind == StateParty && !x.unsure:
		return true
	}
	return false
}

// isPassing reports whether the name at token i only says from or on whom
// something comes: dependence on China, cheaper than Brazil.
func (r *reading) isPassing(i int) bool {
	if i == 0 {
		return false
	}
	switch r.tokens[i-1].lower {
	case "on", "under", "from", "than", "through", "like", "via", "outside", "across", "over":
		return true
	}
	return false
}

// keepTitle notes how a document titles a person.
func (r *reading) keepTitle(m *member, x *entity, t span) {
	to := t.to
	for _, s := range x.spans {
		if s.from == t.to || s.from == t.to+1 {
			to = s.to
		}
	}
	m.titles = append(m.titles, r.quote(span{t.from, to}))
	first := r.tokens[t.from].lower
	m.former = append(m.former, first == "former" || first == "ex" || strings.HasPrefix(first, "ex-"))
}

// topicOf names what a statement is about: an item's label, else the topic most
// of its words speak of, else its last noun.
func (r *reading) topicOf(f *finding) string {
	block := r.sentences[f.sentence].block
	b := &r.doc.Blocks[block]
	if b.Kind == source.Item && !r.heads[block].empty() && f.span.from < r.heads[block].to {
		return strings.ToLower(r.surface(r.heads[block]))
	}
	if t := r.lex.mainTopic(r.stems(f.span)); t != "" {
		return t
	}
	for i := f.span.to - 1; i >= f.span.from; i-- {
		if t := &r.tokens[i]; (t.tag == "NN" || t.tag == "NNS") && t.name < 0 && !isEmptyNoun(t.lower) {
			return strings.Clone(t.lower)
		}
	}
	return ""
}

// hedged reports whether a statement is softened: may, appears, reportedly.
func (r *reading) hedged(s span) bool {
	for i := s.from; i < s.to; i++ {
		if r.lex.in("hedges", r.tokens[i].lower) {
			return true
		}
	}
	return false
}

func (r *reading) listItems(a *account) {
	for _, it := range r.items {
		a.items = append(a.items, ListItem{
			Document: r.doc.ID, Heading: fold(it.heading), Label: fold(it.label), Text: fold(it.text.Of(r.doc.Text)),
			Quote: r.quoteBytes(r.doc.Blocks[it.block].Start, r.doc.Blocks[it.block].End),
		})
	}
}

func (r *reading) listTables(a *account) {
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind != source.Grid {
			continue
		}
		t := Table{Document: r.doc.ID, Quote: r.quoteBytes(b.Start, b.End)}
		if b.Lead >= 0 {
			t.Heading = fold(lastSentence(r.doc.Blocks[b.Lead].Of(r.doc.Text)))
		}
		t.Header = r.cells(b.Table.Header)
		for _, row := range b.Table.Rows {
			t.Rows = append(t.Rows, r.cells(row))
		}
		a.tables = append(a.tables, t)
	}
}

func (r *reading) cells(row []source.Span) []string {
	out := make([]string, len(row))
	for i, c := range row {
		out[i] = strings.ReplaceAll(fold(c.Of(r.doc.Text)), "\\|", "|")
	}
	return out
}

package brief

import (
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/source"
)

// Decided is a brief as a person has decided it.
type Decided struct {
	Brief    *Brief        // without what was rejected, with what was edited and added
	Items    []Item        // every statement, rejected ones too, as they stand in the documents
	Parties  []PartyChoice // every party, rejected ones too
	Rejected []Comparison  // that a person took out
}

// Item is a statement with what a person made of it.
type Item struct {
	Statement        // as it now stands
	Name      string // of its party
	Key       string // names it in decisions
	Verdict   Verdict
	Was       *Claim // as it was read, where a person changed it
	Doubt     string // why a person should look at it; "" for no reason
}

// Unsure reports whether an item waits for a person who looks at what is doubtful.
func (it *Item) Unsure() bool { return it.Verdict == Undecided && it.Doubt != "" }

// PartyChoice is a party with what a person made of it.
type PartyChoice struct {
	Party
	Key     string
	Verdict Verdict
}

// Decide applies a person's decisions to a brief and leaves it as it is. docs are
// the documents it was made from. A decision holds for the item with the same
// words, kind and party, by any of its names; what a person accepted, edited or
// added stays even where the reader does not find it again, as long as its words
// stand in the document.
func (b *Brief) Decide(docs []*source.Document, decisions []Decision) *Decided {
	d := &decider{read: b, docs: map[string]*source.Document{}, by: map[string]*Decision{}, used: map[string]bool{}, fate: map[Quote][]fate{}, out: map[string]bool{}}
	for _, doc := range docs {
		d.docs[doc.ID] = doc
	}
	for i := range decisions {
		d.by[decisions[i].Item] = &decisions[i]
	}
	d.b = &Brief{Documents: b.Documents, ListItems: b.ListItems, Tables: b.Tables}
	d.parties()
	d.statements()
	d.own(decisions)
	d.order()
	d.compare()
	d.b.Outcomes = slices.DeleteFunc(slices.Clone(b.Outcomes), func(o Outcome) bool { return d.out[o.Party] })
	d.b.Questions = []Question{}
	d.b.merger().ask()
	d.result.Brief = d.b
	return &d.result
}

// decider applies decisions.
type decider struct {
	read, b *Brief // as read, and as decided
	docs    map[string]*source.Document
	by      map[string]*Decision // by item
	used    map[string]bool      // items of decisions that held for something
	out     map[string]bool      // parties that were rejected
	fate    map[Quote][]fate     // of the statements that were read, by quote
	result  Decided
}

// fate is what became of a statement that was read.
type fate struct {
	side string // of the statement as read
	kept bool   // it still stands, and for the same side
	now  Quote
}

// decision returns the decision that holds under one of several names.
func (d *decider) decision(names []string, item func(name string) string) *Decision {
	for _, name := range names {
		key := item(name)
		if x := d.by[key]; x != nil && !d.used[key] {
			d.used[key] = true
			return x
		}
	}
	return nil
}

// names lists the name of a party and its other names.
func (p *Party) names() []string { return append([]string{p.Name}, p.Aliases...) }

// parties gives each party the part that a person decided.
func (d *decider) parties() {
	of := map[string]string{}
	for _, p := range d.read.Parties {
		choice := PartyChoice{Party: p, Key: PartyItem(p.Name)}
		if x := d.decision(p.names(), PartyItem); x != nil {
			choice.Key, choice.Verdict = x.Item, x.Verdict
			if x.Verdict == Edited && x.Part != nil {
				choice.Role = x.Part.Role
				of[p.ID] = x.Part.Of
			}
		}
		d.out[p.ID] = choice.Verdict == Rejected
		d.result.Parties = append(d.result.Parties, choice)
		if !d.out[p.ID] {
			d.b.Parties = append(d.b.Parties, choice.Party)
		}
	}
	for i := range d.b.Parties {
		p := &d.b.Parties[i]
		if name, moved := of[p.ID]; moved {
			p.Of = ""
			if k := d.b.partyNamed(name); k >= 0 && d.b.sideOf(d.b.Parties[k].ID) != p.ID {
				p.Of = d.b.Parties[k].ID
			}
		}
		if d.out[p.Of] {
			p.Of = ""
		}
	}
	for i := range d.b.Parties {
		p := &d.b.Parties[i]
		if k := d.b.partyIndex(d.b.sideOf(p.ID)); k >= 0 {
			p.Role = d.b.Parties[k].Role
		}
	}
	for i := range d.result.Parties {
		c := &d.result.Parties[i]
		if k := d.b.partyIndex(c.ID); k >= 0 {
			c.Party = d.b.Parties[k]
		}
	}
}

// statements applies the decisions on what was read.
func (d *decider) statements() {
	doubts := newDoubts(d.read, d.docs)
	for i := range d.read.Statements {
		s := &d.read.Statements[i]
		doc := d.docs[s.Quote.Document]
		it := Item{Statement: *s, Name: d.read.partyName(s.Party), Doubt: doubts.of(s)}
		was := it.Claim(doc)
		it.Key = was.Item()
		x := d.decision(d.read.Parties[d.read.partyIndex(s.Party)].names(), func(name string) string {
			c := was
			c.Party = name
			return c.Item()
		})
		if x != nil {
			it.Key, it.Verdict = x.Item, x.Verdict
			if x.Verdict == Edited && d.apply(&it, x.Claim) {
				it.Was = &was
			}
		}
		if d.out[it.Party] {
			it.Verdict = Rejected
		}
		d.settle(s, &it)
		d.result.Items = append(d.result.Items, it)
	}
}

// settle notes what became of a statement.
func (d *decider) settle(was *Statement, it *Item) {
	side := d.read.sideOf(was.Party)
	f := fate{side: side, now: it.Quote, kept: it.Verdict != Rejected && (it.Party == was.Party || d.b.sideOf(it.Party) == side)}
	d.fate[was.Quote] = append(d.fate[was.Quote], f)
}

// apply makes of an item what a claim says; false where its words do not stand in
// its document.
func (d *decider) apply(it *Item, c *Claim) bool {
	if c == nil || d.docs[c.Document] == nil {
		return false
	}
	doc := d.docs[c.Document]
	at, ok := c.find(doc)
	if !ok {
		return false
	}
	it.Party, it.Kind, it.Topic, it.Hedged, it.Negated, it.Date = d.party(c.Party), c.Kind, c.Topic, c.Hedged, c.Negated, c.Date
	it.Name = d.b.partyName(it.Party)
	it.Quote = Quote{Document: doc.ID, Start: at.Start, End: at.End, Text: at.Of(doc.Text)}
	if k := doc.BlockAt(at.Start); k >= 0 {
		it.Quote.Paragraph, it.Quote.Page = doc.Blocks[k].Paragraph, doc.Blocks[k].Page
	}
	it.Text = fold(it.Quote.Text)
	return true
}

// own adds what a person added, or decided before and the reader does not find
// again.
func (d *decider) own(decisions []Decision) {
	n := 0
	for i := range decisions {
		x := &decisions[i]
		if x.Claim == nil || d.used[x.Item] || x.Verdict == Rejected || x.Verdict == Undecided {
			continue
		}
		it := Item{Key: x.Item, Verdict: x.Verdict}
		if !d.apply(&it, x.Claim) || d.has(&it) {
			continue
		}
		n++
		it.ID = "A" + strconv.Itoa(n)
		d.result.Items = append(d.result.Items, it)
	}
}

// has reports whether an item says what another says already.
func (d *decider) has(it *Item) bool {
	return slices.ContainsFunc(d.result.Items, func(x Item) bool {
		return x.Quote == it.Quote && x.Party == it.Party && x.Kind == it.Kind && x.Verdict != Rejected
	})
}

// party returns the id of a party by its name, a new one where nobody bears it.
func (d *decider) party(name string) string {
	if k := d.b.partyNamed(name); k >= 0 {
		return d.b.Parties[k].ID
	}
	taken := map[string]bool{}
	for i := range d.read.Parties {
		taken[d.read.Parties[i].ID] = true
	}
	for i := range d.b.Parties {
		taken[d.b.Parties[i].ID] = true
	}
	p := Party{ID: uniqueID(name, taken), Name: name, Aliases: []string{}, Kind: Group, Role: Affected, Mentions: []Mention{}}
	d.b.Parties = append(d.b.Parties, p)
	d.result.Parties = append(d.result.Parties, PartyChoice{Party: p, Key: PartyItem(name), Verdict: Added})
	return p.ID
}

// order puts items in the order of the documents and of where they stand, and
// keeps those that were not rejected as the brief's statements.
func (d *decider) order() {
	slices.SortStableFunc(d.result.Items, func(x, y Item) int {
		a, b := d.read.number(x.Quote.Document), d.read.number(y.Quote.Document)
		if a != b {
			return a - b
		}
		return x.Quote.Start - y.Quote.Start
	})
	d.b.Statements = []Statement{}
	for i := range d.result.Items {
		if it := &d.result.Items[i]; it.Verdict != Rejected {
			d.b.Statements = append(d.b.Statements, it.Statement)
		}
	}
}

// occurrences returns where words stand in a text: exactly, or else with other
// white space between them.
func occurrences(text, words string) []source.Span {
	var out []source.Span
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		out = append(out, source.Span{Start: from + i, End: from + i + len(words)})
		from += i + 1
	}
	if len(out) == 0 {
		for _, at := range detente.FindQuote(text, words) {
			out = append(out, source.Span{Start: at[0], End: at[1]})
		}
	}
	return out
}

func (b *Brief) partyIndex(id string) int {
	return slices.IndexFunc(b.Parties, func(p Party) bool { return p.ID == id })
}

// partyNamed returns the index of the party that bears a name, -1 for none.
func (b *Brief) partyNamed(name string) int {
	key := partyKey(strings.TrimSpace(name))
	if key == "" {
		return -1
	}
	k := slices.IndexFunc(b.Parties, func(p Party) bool { return partyKey(p.Name) == key })
	if k < 0 {
		k = slices.IndexFunc(b.Parties, func(p Party) bool {
			return slices.ContainsFunc(p.Aliases, func(a string) bool { return partyKey(a) == key })
		})
	}
	return k
}

// Claim is the item as a statement that stands by itself; doc is its document.
func (it *Item) Claim(doc *source.Document) Claim {
	c := Claim{Document: it.Quote.Document, Quote: it.Quote.Text, Party: it.Name, Kind: it.Kind, Topic: it.Topic, Hedged: it.Hedged, Negated: it.Negated, Date: it.Date}
	c.Nth = 1 + slices.IndexFunc(occurrences(doc.Text, c.Quote), func(at source.Span) bool { return at.Start == it.Quote.Start })
	return c
}

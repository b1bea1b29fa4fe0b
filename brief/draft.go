package brief

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"detente"
	"detente/source"
)

// Bounds of a draft, so that a person can read it.
const (
	maxIssues     = 12
	optionLetters = 80 // of a quote in the name of an option
)

// asNow is the option of every drafted issue under which nothing changes.
const asNow detente.OptionID = "as-now"

// Draft makes a first case of a brief, for a person to correct: sources, parties
// with their aliases, every statement as evidence, an issue for each topic on
// which a negotiator wants something, with an option for what each of them wants
// and one for leaving things as they are. What a quote says is filled in with its
// evidence; every number that a person must judge is unknown, and so a question
// ([detente.Case.Questions]).
//
// The caller keeps the documents' texts under the names of [SourceFile].
// Identifiers come from content, so that the same statement has the same name
// whatever else was read. docs are the documents the brief was made from.
func Draft(b *Brief, docs []*source.Document) *detente.Case {
	d := &drafter{b: b, c: &detente.Case{Question: "What does each side want, what happens if they part without a deal, and what deal would last?"}}
	d.sources(docs)
	d.evidence()
	d.issues()
	d.parties()
	return d.c
}

// drafter makes a case of a brief.
type drafter struct {
	b      *Brief
	c      *detente.Case
	refs   map[int]detente.EvidenceID // of each statement
	topics []*draftTopic
}

// draftTopic is what is said on one topic.
type draftTopic struct {
	id         detente.IssueID
	name       string
	statements []int
	sides      []string // that want something here, in order
}

func (d *drafter) sources(docs []*source.Document) {
	for _, doc := range docs {
		id := safeID(doc.ID, "source")
		d.c.Sources = append(d.c.Sources, detente.Source{
			ID: detente.SourceID(id), Title: doc.Title, File: SourceFile(doc.ID), Published: doc.Published, SHA256: doc.SHA256, Text: doc.Text,
			Meta: detente.Meta{Name: doc.Title},
		})
		if d.c.Title == "" && doc.Title != "" {
			d.c.Title = doc.Title
		}
	}
	if d.c.Title == "" {
		d.c.Title = "Draft case"
	}
}

// SourceFile is the name that a draft gives the text of a document: the caller
// keeps it there, below the case's folder.
func SourceFile(document string) string { return "sources/" + safeID(document, "source") + ".txt" }

// safeID is an identifier that no word of the case language takes.
func safeID(id, fallback string) string {
	if !detente.IsIdentifier(id) || slices.Contains(detente.ReservedWords, id) {
		return strings.TrimRight(fallback+"-"+id, "-")
	}
	return id
}

// evidence makes a piece of evidence of each quote; parties that share one share
// the evidence.
func (d *drafter) evidence() {
	d.refs = map[int]detente.EvidenceID{}
	seen := map[detente.EvidenceID]int{}
	for i := range d.b.Statements {
		s := &d.b.Statements[i]
		side := d.b.sideOf(s.Party)
		text := strings.Join(strings.Fields(s.Quote.Text), " ")
		id := detente.EvidenceID(safeID(side, "party") + "-" + string(s.Kind) + "-" + shortHash(s.Quote.Document, text))
		d.refs[i] = id
		if at, known := seen[id]; known {
			if about := detente.PartyID(safeID(side, "party")); !slices.Contains(d.c.Evidence[at].About, about) {
				d.c.Evidence[at].About = append(d.c.Evidence[at].About, about)
			}
			continue
		}
		seen[id] = len(d.c.Evidence)
		d.c.Evidence = append(d.c.Evidence, detente.Evidence{
			ID: id, Source: detente.SourceID(safeID(s.Quote.Document, "source")), About: []detente.PartyID{detente.PartyID(safeID(side, "party"))},
			Kind: detente.EvidenceKind(s.Kind), Quote: text, Nth: d.occurrence(s), Start: s.Quote.Start, End: s.Quote.End, Text: s.Quote.Text,
		})
	}
}

// shortHash names content: six hexadecimal digits.
func shortHash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:3])
}

// occurrence says which occurrence of its words a quote is, from 1; 0 where they
// stand once.
func (d *drafter) occurrence(s *Statement) int {
	src := d.c.FindSource(detente.SourceID(safeID(s.Quote.Document, "source")))
	if src == nil {
		return 0
	}
	hits := detente.FindQuote(src.Text, s.Quote.Text)
	if len(hits) < 2 {
		return 0
	}
	for n, h := range hits {
		if h[0] == s.Quote.Start {
			return n + 1
		}
	}
	return 0
}

// issues makes an issue of each topic on which a negotiator wants something; of
// many, those that most is said about.
func (d *drafter) issues() {
	byName := map[string]*draftTopic{}
	for i := range d.b.Statements {
		s := &d.b.Statements[i]
		if s.Topic == "" || s.Kind != Goal && s.Kind != Strategy && s.Kind != Expectation || !d.negotiates(s.Party) {
			continue
		}
		t := byName[s.Topic]
		if t == nil {
			t = &draftTopic{name: s.Topic}
			byName[s.Topic] = t
			d.topics = append(d.topics, t)
		}
		t.statements = append(t.statements, i)
		if side := d.b.sideOf(s.Party); s.Kind == Goal && !slices.Contains(t.sides, side) {
			t.sides = append(t.sides, side)
		}
	}
	d.topics = slices.DeleteFunc(d.topics, func(t *draftTopic) bool { return len(t.sides) == 0 })
	ranked := slices.Clone(d.topics)
	slices.SortStableFunc(ranked, func(a, b *draftTopic) int {
		return cmp.Or(cmp.Compare(len(b.sides), len(a.sides)), cmp.Compare(len(b.statements), len(a.statements)))
	})
	kept := ranked[:min(len(ranked), maxIssues)]
	d.topics = slices.DeleteFunc(d.topics, func(t *draftTopic) bool { return !slices.Contains(kept, t) })
	ids := map[string]bool{}
	for _, t := range d.topics {
		t.id = detente.IssueID(safeID(uniqueID(t.name, ids), "issue"))
		d.c.Issues = append(d.c.Issues, d.issue(t))
	}
}

func (d *drafter) negotiates(party string) bool {
	side := d.b.sideOf(party)
	return slices.ContainsFunc(d.b.Parties, func(p Party) bool { return p.ID == side && p.Role == Negotiator })
}

// issue writes a topic as an issue.
func (d *drafter) issue(t *draftTopic) detente.Issue {
	s := detente.Issue{ID: t.id, Form: detente.Named, Now: 0, Decided: detente.NoLevel, Meta: detente.Meta{Name: capitalise(t.name)}}
	s.Options = []detente.Option{{ID: asNow, Meta: detente.Meta{Name: "As it is now"}}}
	for _, side := range t.sides {
		refs, quote := d.wanted(t, side)
		if len(refs) == 0 {
			continue
		}
		name := shorten(withoutLabel(quote, t.name), optionLetters)
		if len(t.sides) > 1 {
			name = d.b.partyName(side) + ": " + name
		}
		s.Options = append(s.Options, detente.Option{ID: wayOf(side), Meta: detente.Meta{Name: capitalise(name), Because: refs}})
	}
	if len(s.Options) == 1 { // everybody who speaks of it refuses a change
		s.Options = append(s.Options, detente.Option{ID: "changed", Meta: detente.Meta{Name: "A change"}})
	}
	for _, i := range t.statements {
		s.Because = addRef(s.Because, d.refs[i])
	}
	return s
}

// wayOf is the option that stands for what a side wants.
func wayOf(side string) detente.OptionID { return detente.OptionID(safeID(side, "party") + "-way") }

// wanted returns the evidence for what a side wants on a topic, and the shortest
// quote; nothing where it only refuses.
func (d *drafter) wanted(t *draftTopic, side string) (refs []detente.Ref, quote string) {
	for _, i := range t.statements {
		s := &d.b.Statements[i]
		if s.Kind != Goal || s.Negated || d.b.sideOf(s.Party) != side {
			continue
		}
		refs = addRef(refs, d.refs[i])
		if quote == "" || len(s.Text) < len(quote) {
			quote = s.Text
		}
	}
	return refs, quote
}

func addRef(refs []detente.Ref, id detente.EvidenceID) []detente.Ref {
	if slices.ContainsFunc(refs, func(r detente.Ref) bool { return r.ID == id }) {
		return refs
	}
	return append(refs, detente.Ref{ID: id})
}

// withoutLabel is an item of a list without its label where that is the topic.
func withoutLabel(quote, topic string) string {
	label, rest, found := strings.Cut(quote, ":")
	if found && strings.EqualFold(strings.TrimSpace(label), topic) && strings.TrimSpace(rest) != "" {
		return strings.TrimSpace(rest)
	}
	return quote
}

func capitalise(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// shorten cuts a text at a word.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.LastIndexByte(s[:n], ' ')
	if cut <= 0 {
		cut = n
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
	}
	return s[:cut] + " …"
}

// parties lists the sides: negotiators with a row for each issue they speak of,
// others by name. Who speaks for a side is among its aliases.
func (d *drafter) parties() {
	var signers []detente.PartyID
	for i := range d.b.Parties {
		p := &d.b.Parties[i]
		if p.Of != "" {
			continue
		}
		party := detente.Party{ID: detente.PartyID(safeID(p.ID, "party")), Meta: detente.Meta{Name: p.Name}}
		for k := range d.b.Parties {
			if q := &d.b.Parties[k]; d.b.sideOf(q.ID) == p.ID {
				for _, a := range append([]string{q.Name}, q.Aliases...) {
					if a != p.Name && properName(a) && !slices.Contains(party.Aliases, a) {
						party.Aliases = append(party.Aliases, a)
					}
				}
			}
		}
		if p.Role == Negotiator {
			signers = append(signers, party.ID)
			party.Wants.Written = true
			for k, t := range d.topics {
				if row, ok := d.row(t, &d.c.Issues[k], p.ID); ok {
					party.Wants.Rows = append(party.Wants.Rows, row)
				}
			}
		}
		d.c.Parties = append(d.c.Parties, party)
	}
	if len(signers) > 1 {
		d.c.SignedBy = detente.AllOf(signers)
	}
}

// row is what a side says on an issue: its own option is best, the rest is to be
// judged.
func (d *drafter) row(t *draftTopic, s *detente.Issue, side string) (detente.Row, bool) {
	r := detente.Row{Issue: s.ID, Weight: unknown(), Values: make([]*detente.Quantity, len(s.Options))}
	best := s.OptionIndex(wayOf(side))
	for _, i := range t.statements {
		if st := &d.b.Statements[i]; d.b.sideOf(st.Party) == side {
			r.Because = addRef(r.Because, d.refs[i])
			if best < 0 && st.Negated {
				best = 0 // it refuses a change
			}
		}
	}
	for k := range r.Values {
		r.Values[k] = unknown()
		if k == best {
			full := detente.Number(100)
			full.Min, full.Max = 0, 100
			r.Values[k] = &full
		}
	}
	return r, len(r.Because) > 0
}

// unknown is a number from 0 to 100 that a person must judge.
func unknown() *detente.Quantity {
	return &detente.Quantity{Spread: detente.Unknown, Min: 0, Max: 100}
}

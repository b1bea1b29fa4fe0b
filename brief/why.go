package brief

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"detente"
	"detente/source"
)

// ErrUnknown is returned for an id that no item of the brief has.
var ErrUnknown = errors.New("unknown name")

// Why follows an item of the brief back to where it stands: a statement (W3), a
// comparison (C2), a question (Q1) or a party by its id. The documents, which may
// be missing, give the quotes' surroundings.
func (b *Brief) Why(id string, docs []*source.Document) (*detente.Result, error) {
	t := &trail{b: b, docs: docs, r: &detente.Result{Method: "brief/why", Title: id, Status: detente.OK}}
	for i := range b.Statements {
		if strings.EqualFold(b.Statements[i].ID, id) {
			t.statement(&b.Statements[i])
			return t.r, nil
		}
	}
	for i := range b.Comparisons {
		if strings.EqualFold(b.Comparisons[i].ID, id) {
			t.comparison(&b.Comparisons[i])
			return t.r, nil
		}
	}
	for i := range b.Questions {
		if strings.EqualFold(b.Questions[i].ID, id) {
			t.question(&b.Questions[i])
			return t.r, nil
		}
	}
	for i := range b.Parties {
		if b.Parties[i].ID == id || strings.EqualFold(b.Parties[i].Name, id) {
			t.party(&b.Parties[i])
			return t.r, nil
		}
	}
	return nil, fmt.Errorf("brief: nothing here is called %q; ids stand before each item of the brief: %w", id, ErrUnknown)
}

// trail collects what an item rests on.
type trail struct {
	b    *Brief
	docs []*source.Document
	r    *detente.Result
}

func (t *trail) statement(s *Statement) {
	who := t.b.partyName(s.Party)
	if side := t.b.sideOf(s.Party); side != s.Party {
		who += ", for " + t.b.partyName(side)
	}
	t.r.Data = s
	t.r.Answer = fmt.Sprintf("A %s of %s, %s: “%s” (%s).", s.Kind, who, s.strength(), s.Text, t.b.placeOf(&s.Quote))
	facts := &detente.List{Title: "WHAT WAS READ"}
	fact := func(text string) { facts.Items = append(facts.Items, detente.Item{Text: text}) }
	fact("party: " + who + t.known(s.Party))
	fact("kind: " + string(s.Kind) + ", " + kindMeanings[s.Kind])
	if s.Topic != "" {
		fact("topic: " + s.Topic)
	}
	if s.Negated {
		fact("it says no to what it speaks of")
	}
	if s.Date != "" {
		fact("date: " + s.Date)
	}
	fact(fmt.Sprintf("bytes %d to %d of the text", s.Quote.Start, s.Quote.End))
	t.r.Add(facts)
	t.context(s.Quote)
	t.comparisons(func(q *Quote) bool {
		return q.Document == s.Quote.Document && q.Start < s.Quote.End && s.Quote.Start < q.End
	})
}

// kindMeanings say what a kind of statement is.
var kindMeanings = map[Kind]string{
	Goal: "an outcome the party wants or rejects", Strategy: "what it does or offers to get there", Constraint: "what narrows its room",
	Concern: "what it fears or complains of", Leverage: "what gives it power over the others", Expectation: "what it predicts, promises or could live with",
}

// known lists the other names of a party.
func (t *trail) known(id string) string {
	i := slices.IndexFunc(t.b.Parties, func(p Party) bool { return p.ID == id })
	if i < 0 || len(t.b.Parties[i].Aliases) == 0 {
		return ""
	}
	return " (also “" + strings.Join(t.b.Parties[i].Aliases, "”, “") + "”)"
}

// context shows a quote in its paragraph.
func (t *trail) context(q Quote) {
	i := slices.IndexFunc(t.docs, func(d *source.Document) bool { return d.ID == q.Document })
	if i < 0 || q.End > len(t.docs[i].Text) {
		return
	}
	d := t.docs[i]
	k := d.BlockAt(q.Start)
	if k < 0 {
		return
	}
	b := &d.Blocks[k]
	text := fold(d.Text[b.Start:q.Start]) + " «" + fold(q.Text) + "»"
	if q.End < b.End {
		rest := fold(d.Text[q.End:b.End])
		if rest != "" && !strings.ContainsAny(rest[:1], ".,;:!?)") {
			text += " "
		}
		text += rest
	}
	l := &detente.List{Title: "IN CONTEXT, " + t.b.placeOf(&q)}
	if b.Section >= 0 {
		l.Items = append(l.Items, detente.Item{Text: "under “" + fold(d.Blocks[b.Section].Of(d.Text)) + "”"})
	}
	l.Items = append(l.Items, detente.Item{Text: strings.TrimSpace(text)})
	t.r.Add(l)
}

// comparisons lists those of which a quote fits.
func (t *trail) comparisons(fits func(q *Quote) bool) {
	l := &detente.List{Title: "SIDE BY SIDE WITH OTHER SOURCES"}
	for i := range t.b.Comparisons {
		c := &t.b.Comparisons[i]
		if slices.ContainsFunc(c.Quotes, func(q Quote) bool { return fits(&q) }) {
			l.Items = append(l.Items, detente.Item{ID: c.ID, Text: string(c.Kind) + ": " + c.Claim})
		}
	}
	if len(l.Items) > 0 {
		t.r.Add(l)
	}
}

func (t *trail) comparison(c *Comparison) {
	t.r.Data = c
	t.r.Answer = capitalise(comparisonMeanings[c.Kind]) + ": " + c.Claim + "."
	if c.Why != "" {
		t.r.Add(&detente.List{Title: "THE RULE THAT FOUND IT", Items: []detente.Item{{Text: c.Why}}})
	}
	for _, q := range c.Quotes {
		t.context(q)
	}
	if len(t.docs) > 0 {
		return
	}
	l := &detente.List{Title: "QUOTES"}
	for i := range c.Quotes {
		l.Items = append(l.Items, detente.Item{Text: "“" + fold(c.Quotes[i].Text) + "” (" + t.b.placeOf(&c.Quotes[i]) + ")"})
	}
	t.r.Add(l)
}

var comparisonMeanings = map[ComparisonKind]string{
	Agrees: "the sources agree", Contradicts: "the sources cannot both be right", Alone: "one source alone says it", Emphasis: "the sources give it very different room",
}

func (t *trail) question(q *Question) {
	t.r.Data = q
	t.r.Answer = q.Text + " No document says, or none was understood to say."
	t.r.Add(&detente.List{Title: "WHAT TO DO", Items: []detente.Item{{Text: "look for a source that says, or judge it yourself: in a draft case (-o) the number is unknown until you do"}}})
}

func (t *trail) party(p *Party) {
	t.r.Data = p
	t.r.Answer = fmt.Sprintf("%s is a %s, read as %s%s, named %s.", p.Name, p.Kind, p.Role, t.known(p.ID), times(len(p.Mentions)))
	if side := t.b.sideOf(p.ID); side != p.ID {
		t.r.Answer += " It speaks for " + t.b.partyName(side) + "."
	}
	l := &detente.List{Title: "ITS STATEMENTS"}
	for i := range t.b.Statements {
		if s := &t.b.Statements[i]; t.b.sideOf(s.Party) == p.ID || s.Party == p.ID {
			l.Items = append(l.Items, detente.Item{ID: s.ID, Text: string(s.Kind) + ": “" + s.Text + "” (" + t.b.placeOf(&s.Quote) + ")"})
		}
	}
	if len(l.Items) > 0 {
		t.r.Add(l)
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// placeOf names a quote's document and its page or paragraph there.
func (b *Brief) placeOf(q *Quote) string {
	name := q.Document
	if i := b.number(q.Document); i > 0 {
		name = baseName(b.Documents[i-1].Path)
	}
	switch {
	case q.Page > 0:
		return fmt.Sprintf("%s, page %d", name, q.Page)
	case q.Paragraph > 0:
		return fmt.Sprintf("%s, paragraph %d", name, q.Paragraph)
	}
	return name
}

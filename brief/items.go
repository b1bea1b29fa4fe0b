package brief

import (
	"strings"

	"detente/source"
)

// listItem is an item of a list as the document has it.
type listItem struct {
	block   int
	heading string
	label   string
	text    source.Span
}

// leadIn is what the line before a list says about its items.
type leadIn struct {
	party int
	kind  Kind
	list  bool // it ends with a colon
}

// leadOf reads the last sentence of a paragraph that ends with a colon.
func (r *reading) leadOf(block, from, to int) leadIn {
	l := leadIn{party: -1}
	if from == to {
		return l
	}
	s := r.sentences[to-1]
	if r.tokens[s.to-1].text != ":" {
		return l
	}
	l.list = true
	l.kind = r.kindOf(span{s.from, s.to})
	if cs := r.clauses(s); len(cs) > 0 {
		who, owner := r.resolve(s, cs[0].subject, cs[0].apposed)
		by := r.agent(s, &cs[0])
		switch {
		case by >= 0:
			l.party = by
		case len(who) > 0:
			l.party = who[0]
		case owner >= 0:
			l.party = owner
		}
	} else if who, _ := r.headed(s); len(who) == 1 {
		l.party = who[0]
	} else if _, owner := r.resolve(s, span{s.from, s.to - 1}, span{}); owner >= 0 {
		l.party = owner
	}
	if l.party < 0 {
		l.party = r.lastParty(s)
	}
	return l
}

// agent returns who does what a passive verb tells: put forward by the Faroese
// side; or -1.
func (r *reading) agent(s sentence, c *clause) int {
	if !c.verb.passive {
		return -1
	}
	for i := c.verb.to; i+1 < s.to; i++ {
		if r.tokens[i].lower != "by" {
			continue
		}
		who, owner := r.resolve(s, span{i + 1, max(r.afterPhrase(i+1, s.to), i+2)}, span{})
		if len(who) > 0 {
			return who[0]
		}
		return owner
	}
	return -1
}

// lastParty is whom the text before a list spoke of last.
func (r *reading) lastParty(s sentence) int {
	if r.focus.section >= 0 {
		return r.focus.section
	}
	if r.focus.person >= 0 {
		return r.focus.person
	}
	return r.focus.thing
}

// readItem takes a list item as a statement of the party that its lead-in or
// heading names, or reads the sentences in it.
func (r *reading) readItem(block, from, to int, leads map[int]leadIn) {
	b := &r.doc.Blocks[block]
	item := listItem{block: block, text: b.Body(r.doc.Text)}
	item.label = strings.Trim(b.Head.Of(r.doc.Text), "*_ ")
	if b.Lead >= 0 {
		item.heading = r.doc.Blocks[b.Lead].Of(r.doc.Text)
		if l, ok := leads[b.Lead]; ok && l.list {
			item.heading = lastSentence(item.heading)
		}
	}
	r.items = append(r.items, item)
	if from == to {
		return
	}
	saved := r.focus
	defer func() { r.focus = saved }()
	labelled := !b.Head.Empty()
	first := from
	if labelled {
		first++
		if who := r.labelParty(block, r.sentences[from]); who >= 0 {
			r.ofLabel(block, who, first, to, leads)
			return
		}
	}
	lead, announced := leads[b.Lead]
	if !announced || !lead.list {
		lead = leadIn{party: r.focus.section, kind: r.focus.kind}
	}
	if first == to {
		return
	}
	whole := span{r.sentences[from].from, r.sentences[to-1].to}
	if sentences := r.speaks(first, to); sentences && (!labelled || lead.party < 0) {
		before := len(r.found)
		for k := first; k < to; k++ {
			r.readSentence(k, false)
		}
		if e := r.onlyNamed(whole); len(r.found) == before && e >= 0 && lead.kind != "" && lead.party < 0 {
			r.note([]int{e}, lead.kind, whole, from, false)
		}
		return
	}
	if lead.party < 0 {
		return
	}
	if lead.kind == "" {
		lead.kind = Goal
	}
	r.note([]int{lead.party}, lead.kind, whole, from, false)
}

// onlyNamed returns the side that alone is named in a range of tokens, or -1.
func (r *reading) onlyNamed(p span) int {
	only := -1
	for i := p.from; i < p.to; i++ {
		e := r.tokens[i].name
		if e < 0 || r.entities[e].private {
			continue
		}
		if only >= 0 && r.side(only) != r.side(e) {
			return -1
		}
		only = e
	}
	return only
}

// labelParty returns the party that the label of an item names, or -1. Where at
// least half of a list's labels are known parties, the others are parties too.
func (r *reading) labelParty(block int, s sentence) int {
	if !r.labelNames(s) && !r.partyList(r.doc.Blocks[block].Lead) {
		return -1
	}
	who, _ := r.headed(s)
	if len(who) == 1 && r.labelNames(s) {
		return who[0]
	}
	if !r.partyList(r.doc.Blocks[block].Lead) {
		return -1
	}
	head := s.to - 1
	if r.lex.in("groups", r.tokens[head].lower) {
		return r.groupCalled(s, span{s.from, s.to}, head)
	}
	if !r.tokens[s.from].capital() || isClosedWord(r.tokens[s.from].lower) {
		return -1
	}
	e := r.newEntity(r.surface(span{s.from, s.to}), Organisation)
	r.mention(e, span{s.from, s.to})
	return e
}

// partyList reports whether at least half of the labels of a list are names of
// parties.
func (r *reading) partyList(lead int) bool {
	known, all := 0, 0
	for k := range r.sentences {
		s := r.sentences[k]
		b := &r.doc.Blocks[s.block]
		if b.Kind != source.Item || b.Lead != lead || r.heads[s.block].empty() || s.from >= r.heads[s.block].to {
			continue
		}
		all++
		first := s.from
		if r.tokens[first].tag == "DT" && first+1 < s.to {
			first++
		}
		if r.tokens[first].name >= 0 && (!r.isAdjective(s, first) || r.lex.in("groups", r.tokens[s.to-1].lower)) {
			known++
		}
	}
	return known > 0 && 2*known >= all
}

// ofLabel reads an item whose label is a party: "Norway: a share of 35 percent".
func (r *reading) ofLabel(block, who, first, to int, leads map[int]leadIn) {
	b := &r.doc.Blocks[block]
	kind := r.focus.kind
	if l, ok := leads[b.Lead]; ok && l.kind != "" {
		kind = l.kind
	}
	r.focus.section = who
	r.focus.person, r.focus.thing, r.focus.group = -1, -1, -1
	r.look(who, r.entities[who].kind == Group)
	if first == to {
		return
	}
	if r.startsVerb(first) {
		r.focus.headless = who
	}
	if r.focus.headless >= 0 || r.speaks(first, to) {
		for k := first; k < to; k++ {
			r.readSentence(k, false)
			r.focus.headless = -1
		}
		return
	}
	if kind == "" {
		kind = Goal
	}
	r.note([]int{who}, kind, span{r.sentences[first].from, r.sentences[to-1].to}, first, false)
}

// startsVerb reports whether a sentence starts with its verb: "Norway: wants the
// islands".
func (r *reading) startsVerb(k int) bool {
	s := r.sentences[k]
	t, next := &r.tokens[s.from], r.at(s, s.from+1)
	return (t.tag == "MD" || r.lex.isThird(t.lower) && (t.tag == "VBZ" || t.tag == "NNS")) && next != nil && opensObject(next) || t.tag == "MD" && next != nil
}

// labelNames reports whether a label is nothing but the name of a party.
func (r *reading) labelNames(s sentence) bool {
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		if t.isWord() && t.name < 0 && t.tag != "DT" && t.tag != "IN" && t.tag != "POS" && !r.lex.in("groups", t.lower) && !r.lex.in("organs", t.lower) && !r.hasNickname(t.lower) && r.lex.class[t.lower] == nil {
			return false
		}
	}
	return true
}

// speaks reports whether an item is made of sentences with a subject, near their
// start or ended by a full stop, rather than of the name of a thing.
func (r *reading) speaks(from, to int) bool {
	for k := from; k < to; k++ {
		s := r.sentences[k]
		for _, c := range r.clauses(s) {
			early := c.subject.from <= s.from+3 || r.tokens[s.to-1].text == "."
			if c.kind == mainClause && !c.subject.empty() && early && c.intro < 0 {
				return true
			}
		}
	}
	return false
}

// lastSentence is what follows the last full stop of a lead-in.
func lastSentence(s string) string {
	if i := strings.LastIndex(s, ". "); i >= 0 {
		return s[i+2:]
	}
	return s
}

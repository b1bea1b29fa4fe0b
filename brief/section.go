package brief

import (
	"strings"

	"detente/source"
)

// openSection reads a heading: whom the section is about, and what it tells of
// them.
func (r *reading) openSection(block, from, to int) {
	if from == to {
		return
	}
	s := sentence{r.sentences[from].from, r.sentences[to-1].to, block}
	who, pronoun := r.headed(s)
	before := r.focus
	r.focus = focus{person: before.person, thing: before.thing, group: before.group, last: before.last, speaker: -1, section: -1, headless: -1}
	switch {
	case len(who) == 1:
		r.focus.section = who[0]
		r.focus.person, r.focus.thing, r.focus.group = -1, -1, -1
		r.look(who[0], r.entities[who[0]].kind == Group)
	case len(who) > 1 && r.doc.Blocks[block].Kind == source.Question:
		r.look(who[0], r.entities[who[0]].kind == Group)
	case len(who) == 0 && pronoun:
		r.focus.section = before.section
	case len(who) == 0:
		r.focus.nickname = r.nickname(s)
		if e := r.asked(s); e >= 0 && r.doc.Blocks[block].Kind == source.Question {
			r.focus.section, r.focus.nickname = e, ""
		}
	}
	r.focus.kind = r.kindOf(span{s.from, s.to})
	r.focus.answers = r.doc.Blocks[block].Kind == source.Question
	if r.focus.kind == "" && r.doc.Blocks[block].Kind == source.Question {
		r.focus.kind = Goal
	}
}

// asked returns the group that a question is about, which nothing named before:
// "What do the drivers want?"; or -1.
func (r *reading) asked(s sentence) int {
	for i := s.from + 1; i+1 < s.to; i++ {
		if r.tokens[i].lower != "do" || r.tokens[i-1].lower != "what" {
			continue
		}
		end := r.afterPhrase(i+1, s.to)
		if end > i+1 && end < s.to && r.lex.in("groups", r.tokens[end-1].lower) {
			return r.groupCalled(s, span{i + 1, end}, end-1)
		}
	}
	return -1
}

// openRunIn reads a run-in head: "The buyer." or "Norway:".
func (r *reading) openRunIn(k int) {
	s := r.sentences[k]
	who, _ := r.headed(s)
	r.focus.nickname, r.focus.answers = "", true
	switch len(who) {
	case 1:
		r.focus.section = who[0]
		r.look(who[0], r.entities[who[0]].kind == Group)
	case 0:
		r.focus.section = -1
		r.focus.nickname = r.nickname(s)
	}
	if kind := r.kindOf(span{s.from, s.to}); kind != "" {
		r.focus.kind = kind
	} else {
		r.focus.kind = Goal
	}
}

// headed returns the parties that a heading names, and whether it speaks of the
// one before by a pronoun.
func (r *reading) headed(s sentence) (who []int, pronoun bool) {
	add := func(e int) {
		if e < 0 || r.entities[e].private {
			return
		}
		for _, old := range who {
			if old == e || r.side(old) == r.side(e) {
				return
			}
		}
		who = append(who, e)
	}
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		switch {
		case t.name >= 0:
			if r.isLocative(s, i) && !r.entities[t.name].isPerson() || r.isAdjective(s, i) && r.nextIsNoun(s, i) {
				continue
			}
			add(t.name)
		case t.lower == "he" || t.lower == "she" || t.lower == "it" || t.lower == "they" || t.lower == "its" || t.lower == "his" || t.lower == "her" || t.lower == "their":
			pronoun = true
		case (t.lower == "we" || t.lower == "our") && r.author >= 0 && !r.interview:
			add(r.author)
		case r.nicknames[t.lower] > 0 || r.hasNickname(t.lower):
			add(r.nicknames[t.lower])
		case r.lex.in("groups", t.lower) || r.lex.class[t.lower] != nil || isBodyOrgan(t.lower) || t.tag == "NNS" && i > s.from && r.tokens[i-1].lower == "the":
			if t.lower == "sides" || t.lower == "parties" || t.lower == "others" || t.lower == "powers" || t.lower == "neighbours" || t.lower == "allies" || r.nextIsNoun(s, i) {
				continue
			}
			add(r.headGroup(s, i))
		}
	}
	return who, pronoun
}

func (r *reading) hasNickname(word string) bool { _, ok := r.nicknames[word]; return ok }

// nextIsNoun reports whether a word only describes the noun after it: "meat
// industry talks".
func (r *reading) nextIsNoun(s sentence, i int) bool {
	next := r.at(s, i+1)
	return next != nil && strings.HasPrefix(next.tag, "NN") && next.name < 0 && !r.lex.isThird(next.lower) && !r.lex.isBase(next.lower)
}

// headGroup resolves a common noun of a heading to a known entity only: a
// heading makes no party.
func (r *reading) headGroup(s sentence, i int) int {
	word := r.tokens[i].lower
	if e := r.classMember(word, len(r.tokens)); e >= 0 && len(r.entities[e].spans) > 0 {
		return e
	}
	for e := range r.entities {
		x := &r.entities[e]
		if x.kind == Group && len(x.words) > 0 && x.words[len(x.words)-1] == word {
			return e
		}
		if x.state < 0 && !x.isPerson() {
			for _, w := range x.words {
				if w == word && len(word) > 5 {
					return e
				}
			}
		}
	}
	return -1
}

// nickname is what a heading calls its party without naming it: "The buyer", or
// "" where it is no such heading.
func (r *reading) nickname(s sentence) string {
	to := s.to
	if r.tokens[to-1].text == "." || r.tokens[to-1].text == ":" {
		to--
	}
	end := r.afterPhrase(s.from, to)
	if end != to || to-s.from > 5 || to == s.from {
		// "What the buyer wants", "The buyer's side"; not a headline
		if first := r.tokens[s.from].lower; first != "what" && first != "how" && first != "why" && first != "who" && first != "where" && first != "the" {
			return ""
		}
		for i := s.from; i < to; i++ {
			if w := r.tokens[i].lower; r.lex.in("groups", w) || r.lex.in("organs", w) || r.lex.class[w] != nil {
				return w
			}
		}
		return ""
	}
	return r.tokens[to-1].lower
}

// adopt gives the section the first party that its text speaks of, where the
// heading only described one.
func (r *reading) adopt(e int) {
	name := r.focus.nickname
	if name == "" || e < 0 || r.focus.section >= 0 {
		return
	}
	r.focus.nickname = ""
	if r.lex.in("observers", name) || !(r.lex.in("groups", name) || r.lex.in("organs", name) || r.lex.in("roles", name) || r.lex.class[name] != nil || isTrader(name)) {
		return
	}
	e = r.side(e)
	r.focus.section = e
	r.nicknames[name] = e
	r.entities[e].addAlias("the " + name)
}

// isTrader knows names for the sides of a bargain.
func isTrader(word string) bool {
	switch word {
	case "buyer", "seller", "target", "bidder", "suitor", "regulator", "landlord", "tenant", "lender", "borrower", "supplier", "customer",
		"employer", "host", "mediator", "owner", "creditor", "debtor", "acquirer", "franchise", "licensee", "licensor", "insurer", "publisher":
		return true
	}
	return false
}

// kindOf is what a heading or lead-in announces: wants, offers, fears.
func (r *reading) kindOf(p span) Kind {
	for i := p.from; i < p.to; i++ {
		t := &r.tokens[i]
		w := t.lower
		if strings.HasPrefix(t.tag, "NN") || t.tag == "VBZ" && i == p.to-1 {
			if k := r.nounKind(w); k != "" {
				return k
			}
		}
		if t.name >= 0 || !r.lex.isVerb(w) || w == "is" || w == "are" || w == "do" || w == "does" || w == "has" || w == "have" || w == "can" || strings.HasPrefix(t.tag, "NN") && !r.lex.isThird(w) {
			continue
		}
		if x, ok := r.cue(sentence{p.from, p.to, 0}, r.lex.base(w), i, p.to, "", false); ok && !isVague(x) {
			return x.kind
		}
	}
	for i := p.from; i < p.to; i++ {
		switch r.tokens[i].lower {
		case "after", "keen":
			return Goal
		case "afraid", "worried":
			return Concern
		case "fight", "fights", "pushes", "push", "tactics", "offers", "offering", "offer", "method", "methods":
			return Strategy
		case "hand", "stronger", "strengths", "strength", "cards":
			return Leverage
		}
	}
	return ""
}

// isVague reports whether an entry is too common a verb to announce anything.
func isVague(x pattern) bool {
	if len(x.words) > 1 {
		return false
	}
	switch x.words[0] {
	case "stand", "hold", "say", "know", "use", "see", "think", "face", "lead", "start", "play", "return", "put", "make", "list", "value", "store", "fill", "cost", "carry", "handle", "speak", "counter", "argue":
		return true
	}
	return false
}

// nounKind is the kind of what a party has, singular or plural.
func (r *reading) nounKind(word string) Kind {
	if k := r.lex.nouns[word]; k != "" {
		return k
	}
	if k := r.lex.nouns[strings.TrimSuffix(word, "s")]; k != "" {
		return k
	}
	if strings.HasSuffix(word, "ies") {
		return r.lex.nouns[word[:len(word)-3]+"y"]
	}
	return ""
}

package brief

import (
	"slices"
	"strings"
)

// resolve returns the entities that a noun phrase stands for. apposed is what
// stands beside it between commas. An empty answer means that the phrase is no
// party; owner is then whom it belongs to, or -1.
func (r *reading) resolve(s sentence, p, apposed span) (who []int, owner int) {
	if p.to = min(p.to, len(r.tokens)); p.empty() {
		return nil, -1
	}
	if pair := r.bothOf(s, p); len(pair) > 0 {
		return pair, -1
	}
	if p.to-p.from == 1 && r.tokens[p.from].lower == "they" {
		if pair := r.pairBefore(s, p.from); len(pair) > 0 {
			return pair, -1
		}
	}
	if cut := r.conjunction(p); cut > p.from {
		first, o := r.resolve(s, span{p.from, cut}, span{})
		second, _ := r.resolve(s, span{cut + 1, p.to}, span{})
		if len(first) > 0 && len(second) > 0 && first[0] != second[0] {
			return append(first, second...), o
		}
		if len(first) > 0 {
			return first, o
		}
	}
	e, owner := r.one(s, p, apposed)
	if e < 0 {
		return nil, owner
	}
	return []int{e}, owner
}

// conjunction returns the token of an "and" that joins two noun phrases, or -1.
func (r *reading) conjunction(p span) int {
	for i := p.from + 1; i+1 < p.to; i++ {
		t := &r.tokens[i]
		if t.tag == "IN" && t.lower != "of" || t.text == "," && !r.commaList(p, i) {
			return -1
		}
		if (t.lower == "and" || t.lower == "or" || t.lower == "nor") && !r.joinsAdjectives(p, i) && !(t.name >= 0 && r.tokens[i-1].name == t.name && r.tokens[i+1].name == t.name) {
			return i
		}
		if t.text == "," {
			return i
		}
	}
	return -1
}

// joinsAdjectives reports whether "and" stands between two demonyms that both
// describe the noun after them: Irish and French farmers.
func (r *reading) joinsAdjectives(p span, i int) bool {
	s := sentence{p.from, p.to, 0}
	if i+2 >= p.to {
		return false
	}
	before, okA := r.findPlace(s, i-1)
	after, okB := r.findPlace(s, i+1)
	return okA && okB && before.role == byDemonym && after.role == byDemonym && strings.HasPrefix(r.tokens[i+2].tag, "NN") && r.tokens[i+2].name < 0
}

func (r *reading) commaList(p span, i int) bool {
	for j := i + 1; j < p.to; j++ {
		if r.tokens[j].lower == "and" {
			return true
		}
	}
	return false
}

// one resolves a noun phrase without conjunction.
func (r *reading) one(s sentence, p, apposed span) (who, owner int) {
	base := r.baseEnd(p)
	head := base - 1
	for head > p.from && !r.isHead(head) {
		head--
	}
	h := &r.tokens[head]
	if e, ok := r.pronoun(s, head, p); ok {
		return e, -1
	}
	if r.isJoint(p, head) {
		if e := r.bodyOf(span{r.afterArticle(p.from, head), head + 1}); e >= 0 {
			return e, -1
		}
		return r.groupCalled(s, span{p.from, base}, head), -1
	}
	if e := r.titledAfter(p, base); e >= 0 {
		return e, -1
	}
	owner = r.owner(s, p, head)
	if h.name >= 0 && !r.isAdjective(s, head) {
		if owner >= 0 && owner != h.name && r.entities[h.name].of < 0 && r.entities[h.name].state < 0 {
			r.entities[h.name].of = owner
		}
		return r.spoken(s, h.name, apposed), owner
	}
	if e := r.beside(s, apposed, owner, h); e >= 0 {
		if r.lex.in("roles", h.lower) && r.entities[e].isPerson() {
			r.entities[e].titles = append(r.entities[e].titles, span{r.afterArticle(p.from, head), head + 1})
		}
		return e, owner
	}
	return r.common(s, p, head, base, owner), owner
}

// isJoint reports whether a phrase names a body by its members: the players'
// association, the ranchers' bloc.
func (r *reading) isJoint(p span, head int) bool {
	h := r.tokens[head].lower
	if head < p.from+2 || r.tokens[head].name >= 0 || r.tokens[head-1].tag != "POS" && r.tokens[max(head-2, p.from)].tag != "POS" {
		return false
	}
	switch h {
	case "association", "union", "unions", "federation", "council", "guild", "lobby", "group", "groups", "bloc", "alliance", "league", "syndicate", "organisation", "organization", "movement", "party", "cooperative", "committee":
	default:
		return false
	}
	for i := p.from; i < head; i++ {
		if r.tokens[i].tag == "POS" && i > p.from {
			owner := &r.tokens[i-1]
			return owner.name < 0 && (owner.tag == "NNS" || r.lex.in("groups", owner.lower))
		}
	}
	return false
}

// bodyOf returns the body whose name holds all the words of a phrase: the
// Sudmark Farmers' Union for "the farmers' union"; or -1.
func (r *reading) bodyOf(p span) int {
	best := -1
	for e := range r.entities {
		x := &r.entities[e]
		if x.kind == Leader || x.kind == StateParty || len(x.spans) == 0 || len(x.words) < 2 {
			continue
		}
		all := true
		for i := p.from; i < p.to; i++ {
			all = all && (r.tokens[i].tag == "POS" || slices.Contains(x.words, strings.TrimSuffix(r.tokens[i].lower, "'")))
		}
		if all && (best < 0 || r.lastMention(e, p.from) > r.lastMention(best, p.from)) {
			best = e
		}
	}
	return best
}

// isHead reports whether a token can be the head of a noun phrase.
func (r *reading) isHead(i int) bool {
	t := &r.tokens[i]
	return strings.HasPrefix(t.tag, "NN") || t.tag == "PRP" || t.name >= 0 || r.lex.in("groups", t.lower) || t.tag == "FW"
}

// isAdjective reports whether the name at a token only describes the noun after
// it.
func (r *reading) isAdjective(s sentence, i int) bool {
	p, ok := r.findPlace(s, i)
	return ok && p.role == byDemonym && !r.standsAlone(s, span{i, i + p.words})
}

// baseEnd returns the end of the base noun phrase at the start of p, which holds
// no preposition.
func (r *reading) baseEnd(p span) int {
	end := r.afterPhrase(p.from, p.to)
	if end == p.from {
		return p.from + 1
	}
	return end
}

// spoken marks a person of no office who only describes their own life, and
// returns the entity, or -1 for such a person.
func (r *reading) spoken(s sentence, e int, apposed span) int {
	x := &r.entities[e]
	if !apposed.empty() && x.role == "" && (x.isPerson() || x.unsure) {
		for i := apposed.from; i < apposed.to; i++ {
			t := &r.tokens[i]
			if r.lex.in("private", t.lower) && !r.hasRole(apposed) && r.tokens[apposed.from].lower != "the" {
				x.private = true
			}
		}
		if r.tokens[apposed.from].tag == "CD" && apposed.to-apposed.from == 1 {
			x.private = true // "Maria Lund, 34, hopes"
		}
	}
	if x.private {
		return -1
	}
	if !apposed.empty() && x.isPerson() && x.of < 0 {
		r.describe(s, e, apposed)
	}
	return e
}

func (r *reading) hasRole(p span) bool {
	for i := p.from; i < p.to; i++ {
		if r.lex.in("roles", r.tokens[i].lower) {
			return true
		}
	}
	return false
}

// describe reads "the Conservative leader", "who runs Lantern" beside a name.
func (r *reading) describe(s sentence, e int, apposed span) {
	r.ownedBy(s, e, apposed)
	x := &r.entities[e]
	for i := apposed.from; i < apposed.to; i++ {
		t := &r.tokens[i]
		if r.lex.in("roles", t.lower) && x.role == "" {
			x.role = t.lower
		}
		if n := t.name; n >= 0 && n != e && !r.entities[n].private && !r.entities[n].isPerson() && r.entities[e].of < 0 {
			r.entities[e].of = n
		}
	}
}

// ownedBy reads "its president", "the union's general secretary" beside a name.
func (r *reading) ownedBy(s sentence, e int, apposed span) {
	base := span{apposed.from, r.baseEnd(apposed)}
	if !r.hasRole(base) {
		return
	}
	if o := r.owner(s, base, base.to-1); o >= 0 && o != e && !r.entities[o].isPerson() && r.side(o) != e {
		r.entities[e].of = o
	}
}

// beside returns the person or body named beside a common noun: "its commander,
// known as General Sefu".
func (r *reading) beside(s sentence, apposed span, owner int, h *token) int {
	if apposed.empty() || owner < 0 && !r.lex.in("roles", h.lower) && !r.lex.in("organs", h.lower) && !r.lex.in("groups", h.lower) {
		return -1
	}
	if t := &r.tokens[apposed.from]; t.tag == "VBN" && t.lower != "known" && t.lower != "called" && t.lower != "named" && t.lower != "led" {
		return -1 // farmers, hit by the dispute with China
	}
	for i := apposed.from; i < apposed.to && i < apposed.from+6; i++ {
		e := r.tokens[i].name
		if e < 0 || r.entities[e].state >= 0 && r.lex.in("roles", h.lower) {
			continue
		}
		x := &r.entities[e]
		if r.lex.in("roles", h.lower) {
			x.kind, x.unsure = Leader, false
			if x.role == "" {
				x.role = h.lower
			}
		}
		if owner >= 0 && owner != e && x.of < 0 {
			x.of = owner
		}
		return e
	}
	return -1
}

// owner returns whom a noun phrase belongs to by "'s", "its", "of ..." or a name
// before its head, or -1.
func (r *reading) owner(s sentence, p span, head int) int {
	for i := head - 1; i >= p.from; i-- {
		t := &r.tokens[i]
		if t.tag == "POS" && i > p.from {
			who, _ := r.resolve(s, span{p.from, i}, span{})
			if len(who) > 0 {
				r.look(who[0], false)
				return who[0]
			}
			return r.ownerWord(s, i-1)
		}
		if t.tag == "PRP$" {
			e, _ := r.pronoun(s, i, span{i, i + 1})
			return e
		}
	}
	return -1
}

// ownerWord resolves the word before a possessive that no phrase explains.
func (r *reading) ownerWord(s sentence, i int) int { return r.tokens[i].name }

// nearby is how many tokens back a person was spoken of not long ago.
const nearby = 40

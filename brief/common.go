package brief

import (
	"strings"
)

// common resolves a noun phrase whose head is a common noun: an office or organ
// of somebody, a class of bodies, a group of people.
func (r *reading) common(s sentence, p span, head, base, owner int) int {
	h := &r.tokens[head]
	word := h.lower
	if r.lex.in("observers", word) && owner < 0 && (word != "diplomats" || r.modifier(s, p, head) < 0) {
		return -1
	}
	role, organ, group := r.lex.in("roles", word), r.lex.in("organs", word), r.lex.in("groups", word)
	if e, ok := r.nicknames[word]; ok && owner < 0 {
		return e
	}
	if owner >= 0 {
		if e := r.classMember(word, head); e >= 0 && !role && r.entities[owner].isPerson() {
			if r.entities[owner].of < 0 {
				r.entities[owner].of = e // her union
			}
			return e
		}
		if role || organ || group || r.lex.class[word] != nil {
			return r.bearer(owner, word, role)
		}
		return -1
	}
	if !role && !organ && !group && r.lex.class[word] == nil {
		if r.tokens[p.from].lower == "the" && isMaker(word) {
			return r.classMember("company", head) // the planemaker
		}
		return -1
	}
	if e := r.modifier(s, p, head); e >= 0 {
		if isFirm(word) && r.entities[e].kind == StateParty {
			return r.firmOf(s, span{p.from, base}, head)
		}
		if group && (!organ || isCitizens(word) && r.entities[e].kind == StateParty) {
			return r.groupCalled(s, span{p.from, base}, head)
		}
		who := r.bearer(e, word, role)
		r.entities[who].addAlias(r.surface(span{r.afterArticle(p.from, head), head + 1}))
		return who
	}
	if e := r.after(s, p, base, word); e >= 0 {
		if group && !organ && !role {
			return r.groupCalled(s, span{p.from, base}, head)
		}
		return r.bearer(e, word, role)
	}
	if e := r.classMember(word, head); e >= 0 {
		return e
	}
	return r.unowned(s, span{p.from, base}, head, role, organ, group)
}

// afterArticle skips articles, numbers and quantifiers at the start of a phrase.
func (r *reading) afterArticle(from, head int) int {
	for from < head {
		t := &r.tokens[from]
		if t.tag != "DT" && t.tag != "CD" && t.tag != "PDT" && t.tag != "PRP$" && !isAdverb(t) && !isQuantity(t.lower) {
			break
		}
		from++
	}
	return from
}

func isQuantity(lower string) bool {
	switch lower {
	case "several", "many", "most", "some", "few", "all", "various", "numerous", "certain", "other", "more":
		return true
	}
	return false
}

// bearer returns the person who is known to hold an office with an owner, or the
// owner itself.
func (r *reading) bearer(owner int, word string, role bool) int {
	if !role {
		return owner
	}
	if r.entities[owner].isPerson() && r.entities[owner].role == word {
		return owner
	}
	best := -1
	for e := range r.entities {
		x := &r.entities[e]
		if x.isPerson() && x.role == word && (x.of == owner || x.of >= 0 && x.of == r.side(owner)) {
			best = e
		}
	}
	if best >= 0 {
		return best
	}
	return owner
}

// modifier returns the entity named before the head of a phrase: the Brazilian
// minister, EU negotiators.
func (r *reading) modifier(s sentence, p span, head int) int {
	for i := head - 1; i >= p.from; i-- {
		if e := r.tokens[i].name; e >= 0 {
			return e
		}
		if t := &r.tokens[i]; t.capital() && i > s.from {
			if place, ok := r.findPlace(s, i); ok {
				return r.stateEntity(place.state)
			}
		}
		if m := r.tokens[i].lower; r.lex.class[m] != nil || m == "government" {
			if e := r.classMember(m, i); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// after returns the entity in "of X", "from X", "in X" after the base of a
// phrase.
func (r *reading) after(s sentence, p span, base int, word string) int {
	if base >= p.to {
		return -1
	}
	joint := r.tokens[base].lower
	if joint != "of" && joint != "from" && joint != "in" && joint != "at" && joint != "for" && joint != "on" {
		return -1
	}
	rest := span{base + 1, p.to}
	if rest.empty() {
		return -1
	}
	if joint == "in" || joint == "at" || joint == "on" {
		return r.seated(s, rest, word)
	}
	who, owner := r.resolve(s, rest, span{})
	if len(who) > 0 {
		return who[0]
	}
	return owner
}

// seated reads "the government in Lorvik": an unknown place then speaks for the
// party of the section.
func (r *reading) seated(s sentence, rest span, word string) int {
	i := rest.from
	if r.tokens[i].lower == "the" && i+1 < rest.to {
		i++
	}
	if p, ok := r.findPlace(s, i); ok {
		return r.stateEntity(p.state)
	}
	seat := r.tokens[i].name
	if seat >= 0 && r.entities[seat].kind == Organisation && (word == "management" || word == "board" || word == "workers" || word == "staff" || word == "executives" || word == "employees" || word == "scientists" || word == "officials" || word == "managers" || word == "engineers") {
		return seat
	}
	if seat < 0 || !(word == "government" || word == "authorities" || word == "leadership" || word == "cabinet" || word == "rulers" || word == "regime") {
		return -1
	}
	of := r.focus.section
	if of < 0 || of == seat {
		return seat
	}
	r.merge(seat, of)
	return of
}

// merge makes one entity a name of another.
func (r *reading) merge(from, to int) {
	x, y := &r.entities[from], &r.entities[to]
	for _, s := range x.spans {
		for i := s.from; i < s.to; i++ {
			r.tokens[i].name = to
		}
	}
	y.spans = append(y.spans, x.spans...)
	y.addAlias(x.name)
	for _, a := range x.aliases {
		y.addAlias(a)
	}
	x.spans, x.strong, x.private = nil, 0, true
	x.words, x.name, x.aliases = nil, "", nil
}

// unowned resolves an office, organ or group that nothing ties to anybody.
func (r *reading) unowned(s sentence, base span, head int, role, organ, group bool) int {
	word := r.tokens[head].lower
	switch {
	case strings.HasPrefix(word, "spokes"):
		if r.focus.thing >= 0 {
			return r.focus.thing
		}
		return r.ofSection()
	case role && !group:
		if e := r.holder(word, head); e >= 0 {
			return e
		}
		if e := r.ofSection(); e >= 0 || !isOffice(word) {
			return e
		}
		return r.groupCalled(s, base, head)
	case group:
		return r.groupCalled(s, base, head)
	case organ && isBodyOrgan(word):
		if e := r.organOf(word, head); e >= 0 {
			return e
		}
		return r.groupCalled(s, base, head)
	}
	if e := r.ofSection(); e >= 0 {
		return e
	}
	if r.lex.class[word] != nil && base.from < head && r.tokens[base.from].lower == "the" && !strings.HasSuffix(word, "s") {
		return r.oneOfTrade(s, base, head)
	}
	if !isOrganOfState(word) {
		return -1
	}
	if e := r.focus.thing; e >= 0 && r.entities[r.side(e)].kind == StateParty && r.lastMention(r.side(e), head) >= head-2*nearby {
		return r.side(e)
	}
	return -1
}

// oneOfTrade resolves "the airline", "the union" where no name says which: the
// company spoken of last, else a party of its own.
func (r *reading) oneOfTrade(s sentence, base span, head int) int {
	word := r.tokens[head].lower
	if e := r.classMember("company", head); e >= 0 && isFirm(word) {
		return e
	}
	if e := r.focus.thing; e >= 0 && isFirm(word) && r.entities[e].kind == Organisation && r.entities[e].state < 0 && !r.entities[e].hasMembers() {
		r.entities[e].addAlias("the " + word)
		return e
	}
	return r.groupCalled(s, base, head)
}

// isOrganOfState knows organs that, unowned, speak for the state spoken of last.
func isOrganOfState(word string) bool {
	switch word {
	case "office", "presidency", "palace", "leadership", "delegation", "officials", "diplomats", "negotiators", "envoys", "policymakers", "generals", "lawmakers", "legislators":
		return true
	}
	return false
}

// isOffice knows offices whose holder is a party even where nobody is named.
func isOffice(word string) bool {
	switch word {
	case "president", "premier", "chancellor", "minister", "king", "queen", "prince", "governor", "mayor", "mediator", "arbitrator", "envoy", "commissioner", "sultan", "emir", "judge":
		return true
	}
	return false
}

// ofSection returns the party that the section is about, or -1.
func (r *reading) ofSection() int { return r.focus.section }

// holder returns the person last mentioned who holds an office.
func (r *reading) holder(word string, at int) int {
	best, last := -1, -1
	for e := range r.entities {
		if x := &r.entities[e]; x.isPerson() && x.role == word {
			if n := r.lastMention(e, at); n > last {
				best, last = e, n
			}
		}
	}
	return best
}

// isBodyOrgan knows organs that act as parties by themselves.
func isBodyOrgan(word string) bool {
	switch word {
	case "government", "cabinet", "parliament", "management", "board", "army", "ministry", "authorities", "opposition", "administration",
		"treasury", "police", "military", "congress", "council", "company", "court", "industry", "committee", "bank", "firm":
		return true
	}
	return false
}

// organOf returns the party whose government, board or army is meant: that of
// the section, if it can have one.
func (r *reading) organOf(word string, at int) int {
	e := r.focus.section
	if e < 0 {
		if t := r.focus.thing; t >= 0 && (word == "government" || word == "cabinet") && r.entities[r.side(t)].kind == StateParty && r.lastMention(r.side(t), at) >= at-2*nearby {
			return r.side(t)
		}
		return -1
	}
	if word == "opposition" || word == "court" {
		return -1
	}
	e = r.side(e)
	kind := r.entities[e].kind
	public := word == "government" || word == "cabinet" || word == "army" || word == "ministry" || word == "military" || word == "police" || word == "congress" || word == "parliament" || word == "administration" || word == "authorities"
	if public && kind == Organisation && !r.entities[e].unsure || public && kind == Group {
		return -1
	}
	return e
}

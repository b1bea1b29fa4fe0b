package brief

import (
	"slices"
	"strings"
)

// resolve returns the entities that a noun phrase stands for. apposed is what
// stands beside it between commas. An empty answer means that the phrase is no
// party; owner is then whom it belongs to, or -1.
func (r *reading) resolve(s sentence, p, apposed span) (who []int, owner int) {
	if p.empty() {
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

// pairBefore returns the two people or bodies that "and" joins before token i of a
// sentence, whom "they" takes up: "Brun, the minister, and Lund will meet, and
// they".
func (r *reading) pairBefore(s sentence, i int) []int {
	for k := i - 1; k > s.from; k-- {
		if r.tokens[k].lower != "and" || k+1 >= i {
			continue
		}
		n := k + 1
		if r.tokens[n].tag == "DT" {
			n++
		}
		b := r.tokens[n].name
		if b < 0 || n >= i || r.isAdjective(s, n) || r.isLocative(s, n) {
			continue
		}
		for j := k - 1; j >= s.from; j-- {
			a := r.tokens[j].name
			if a >= 0 && a != b && r.entities[a].isPerson() == r.entities[b].isPerson() && !r.isAdjective(s, j) {
				if r.side(a) == r.side(b) {
					return nil
				}
				return []int{a, b}
			}
		}
		return nil
	}
	return nil
}

// conjunction returns the token of an "and" that joins two noun phrases, or -1.
func (r *reading) conjunction(p span) int {
	for i := p.from + 1; i+1 < p.to; i++ {
		t := &r.tokens[i]
		if t.tag == "IN" && t.lower != "of" || t.text == "," && !r.commaList(p, i) {
			return -1
		}
		if (t.lower == "and" || t.lower == "or") && !r.joinsAdjectives(p, i) && !(t.name >= 0 && r.tokens[i-1].name == t.name && r.tokens[i+1].name == t.name) {
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
	if !apposed.empty() && x.role == "" {
		for i := apposed.from; i < apposed.to; i++ {
			t := &r.tokens[i]
			if r.lex.in("private", t.lower) && !r.hasRole(apposed) {
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
		if n := t.name; n >= 0 && n != e && !r.entities[n].isPerson() && r.entities[e].of < 0 {
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

// pronoun resolves he, she, it, they and their possessives.
func (r *reading) pronoun(s sentence, i int, p span) (who int, ok bool) {
	t := &r.tokens[i]
	switch t.lower {
	case "he", "his", "him", "she", "her":
		return r.personFor(t.lower, i), true
	case "it", "its":
		return r.thingFor(), true
	case "they", "their", "them":
		return r.groupFor(s), true
	case "we", "our", "i", "my", "us", "me":
		return r.firstPersonFor(), true
	case "you", "your":
		return -1, true
	case "who", "which", "whom", "one", "others", "this", "that", "these", "those", "there":
		return -1, t.tag != "NN" || t.lower == "one"
	}
	return -1, false
}

// personFor returns the person that "he" or "she" stands for at token i.
func (r *reading) personFor(pronoun string, i int) int {
	sign := -1
	if strings.HasPrefix(pronoun, "she") || pronoun == "her" {
		sign = 1
	}
	fits := func(e int) bool {
		return e >= 0 && r.entities[e].isPerson() && !r.entities[e].private && r.entities[e].female*sign >= 0
	}
	if e := r.focus.last; e >= 0 && r.entities[e].unsure && r.entities[e].kind == Organisation && !r.isListed(e) && !r.personNear(i, fits) {
		x := &r.entities[e] // a name that nothing explained turns out to be a person
		x.kind, x.unsure = Leader, false
		x.female += sign
		r.focus.person = e
		return e
	}
	if fits(r.focus.person) {
		r.entities[r.focus.person].female += sign
		return r.focus.person
	}
	best, at := -1, -1
	for e := range r.entities {
		if last := r.lastMention(e, i); fits(e) && last > at {
			best, at = e, last
		}
	}
	if best >= 0 {
		r.entities[best].female += sign
		r.focus.person = best
	}
	return best
}

// isListed reports whether a name was last one of several: Luhansk and Kherson.
// Those are rarely people whom a pronoun takes up.
func (r *reading) isListed(e int) bool {
	spans := r.entities[e].spans
	if len(spans) == 0 {
		return false
	}
	at := spans[len(spans)-1].from
	return at > 0 && (r.tokens[at-1].lower == "and" || r.tokens[at-1].lower == "or" || r.tokens[at-1].text == ",")
}

// nearby is how many tokens back a person was spoken of not long ago.
const nearby = 40

// personNear reports whether a person who fits was named shortly before token i.
func (r *reading) personNear(i int, fits func(e int) bool) bool {
	for e := range r.entities {
		if last := r.lastMention(e, i); last >= 0 && last >= i-nearby && fits(e) && !r.entities[e].unsure {
			return true
		}
	}
	return false
}

// thingFor returns what "it" stands for.
func (r *reading) thingFor() int {
	if e := r.lastSaid(); e >= 0 && r.focus.thing >= 0 && r.focus.thing != e && r.entities[r.focus.thing].unsure && !r.hasSaid(r.focus.thing) {
		return e
	}
	if r.focus.thing >= 0 {
		return r.focus.thing
	}
	if e := r.focus.section; e >= 0 {
		if r.entities[e].isPerson() {
			return r.side(e)
		}
		return e
	}
	if r.focus.person >= 0 && r.side(r.focus.person) != r.focus.person {
		return r.side(r.focus.person)
	}
	return r.focus.group
}

// lastSaid returns the party, a body, whose statement came last, or -1.
func (r *reading) lastSaid() int {
	if n := len(r.found); n > 0 && !r.entities[r.found[n-1].party].isPerson() && r.tokens[r.found[n-1].span.from].start > 0 {
		return r.found[n-1].party
	}
	return -1
}

// hasSaid reports whether a statement of an entity has been found.
func (r *reading) hasSaid(e int) bool {
	return slices.ContainsFunc(r.found, func(f finding) bool { return f.party == e })
}

// groupFor returns what "they" stands for.
func (r *reading) groupFor(s sentence) int {
	n := len(r.found)
	near := n > 0 && r.sentences[r.found[n-1].sentence].block == s.block && !r.entities[r.found[n-1].party].isPerson()
	switch {
	case near && r.focus.group >= 0 && r.focus.group != r.found[n-1].party && r.lastMention(r.focus.group, s.from) < r.found[n-1].span.from:
		return r.found[n-1].party
	case r.focus.group >= 0:
		return r.focus.group
	case r.focus.section >= 0:
		return r.focus.section
	}
	return r.focus.thing
}

// look moves the focus to an entity.
func (r *reading) look(e int, plural bool) {
	if e < 0 {
		return
	}
	x := &r.entities[e]
	r.focus.last = e
	if n := len(r.recent); n == 0 || r.recent[n-1] != e {
		r.recent = append(r.recent, e)
	}
	switch {
	case x.isPerson():
		r.focus.person = e
		return
	case x.kind == Group:
		r.focus.group = e
		if !plural && x.isSingular() {
			r.focus.thing = e
		}
		return
	case plural:
		r.focus.group = e
	default:
		r.focus.group = -1
	}
	r.focus.thing = e
}

// bothOf resolves "both leaders", "the two sides", "neither company" to the two
// entities of that sort that the document speaks of most.
func (r *reading) bothOf(s sentence, p span) []int {
	first := r.tokens[p.from].lower
	last := r.tokens[r.baseEnd(p)-1].lower
	two := first == "both" || first == "neither" || first == "each" && strings.HasPrefix(last, "side") || first == "the" && p.to-p.from >= 3 && r.tokens[p.from+1].lower == "two"
	if !two {
		return nil
	}
	persons := last == "leaders" || last == "presidents" || last == "men" || last == "figures" || last == "women" || last == "ministers" || last == "statesmen"
	bodies := last == "companies" || last == "firms" || last == "airlines" || last == "banks" || last == "governments" || last == "states" || last == "countries" || last == "nations" || last == "unions"
	sides := last == "side" || last == "party" || last == "camp" || last == "sides" || last == "parties" || last == "camps" || last == "teams" || last == "delegations" || last == "negotiators" || p.to-p.from == 1 || last == "capitals"
	if !persons && !bodies && !sides {
		return nil
	}
	if n := len(r.recent); p.to-p.from == 1 && n >= 2 && r.entities[r.recent[n-1]].isPerson() == r.entities[r.recent[n-2]].isPerson() && r.side(r.recent[n-1]) != r.side(r.recent[n-2]) {
		return []int{r.recent[n-2], r.recent[n-1]}
	}
	if n := len(r.recent); p.to-p.from == 1 && n >= 2 && r.entities[r.recent[n-1]].isPerson() && r.entities[r.recent[n-2]].isPerson() {
		return []int{r.recent[n-2], r.recent[n-1]}
	}
	return r.foremost(2, persons, p.from)
}

// foremost returns the n entities mentioned most often, persons or others.
func (r *reading) foremost(n int, persons bool, before int) []int {
	var list []int
	for e := range r.entities {
		x := &r.entities[e]
		if x.isPerson() == persons && len(x.spans) > 0 && (x.strong > 0 || !x.unsure || len(x.spans) > 1) && !(x.kind == Bloc && x.strong == 0) && x.first < before+400 {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return r.weight(b) - r.weight(a) })
	if len(list) < n {
		return nil
	}
	return list[:n]
}

// weight is how much a document speaks of an entity, its leaders included.
func (r *reading) weight(e int) int {
	n := 2 * len(r.entities[e].spans)
	for k := range r.entities {
		if r.entities[k].of == e {
			n += len(r.entities[k].spans)
		}
	}
	return n
}

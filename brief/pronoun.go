package brief

import (
	"slices"
	"strings"
)

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
	if r.afterPrivate(i) {
		return -1
	}
	if e := r.focus.last; e >= 0 && r.entities[e].unsure && r.entities[e].kind == Organisation && !r.isListed(e) && (!r.personNear(i, fits) || r.justNamed(e, i, fits)) {
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

// afterPrivate reports whether the person last named before token i, in the same
// sentence, speaks only of their own life.
func (r *reading) afterPrivate(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &r.tokens[j]
		if t.text == "." {
			return false
		}
		if e := t.name; e >= 0 && r.entities[e].isPerson() {
			return r.entities[e].private
		}
	}
	return false
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

// justNamed reports whether entity e was named a few words before token i, with a
// verb of saying in between, and nobody after it: Biden says he.
func (r *reading) justNamed(e, i int, fits func(e int) bool) bool {
	at := r.lastMention(e, i)
	if at < 0 || i-at > 4 || !r.lex.in("say", r.lex.base(r.tokens[at+1].lower)) {
		return false
	}
	for k := range r.entities {
		if k != e && fits(k) && r.lastMention(k, i) > at {
			return false
		}
	}
	return true
}

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
	case near && r.focus.group < 0:
		return r.found[n-1].party
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
	whole := first == "the" && p.to-p.from == 2 && (last == "parties" || last == "sides" || last == "delegations")
	two := whole || first == "both" || first == "neither" || first == "each" && strings.HasPrefix(last, "side") || first == "the" && p.to-p.from >= 3 && r.tokens[p.from+1].lower == "two"
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

package brief

import (
	"slices"
	"strings"
)

// isFirm knows nouns for companies, which a demonym does not make a state.
func isFirm(word string) bool {
	switch word {
	case "exporter", "importer", "company", "firm", "group", "carrier", "airline", "bank", "utility", "operator", "supplier", "buyer", "seller", "giant", "maker", "railway", "trust", "club", "agency", "studio", "producer":
		return true
	}
	return false
}

// isMaker knows nouns for a company by what it makes or does.
func isMaker(word string) bool {
	if strings.HasSuffix(word, "maker") && word != "peacemaker" && word != "lawmaker" {
		return true
	}
	switch word {
	case "brewer", "lender", "retailer", "insurer", "manufacturer", "refiner", "grocer", "developer", "publisher", "broadcaster", "conglomerate", "startup", "multinational", "shipbuilder", "shipyard", "smelter", "miner", "distributor", "wholesaler", "contractor", "subsidiary", "parent":
		return true
	}
	return false
}

// firmOf resolves "the Russian exporter": the company that the section is about,
// or the one mentioned last.
func (r *reading) firmOf(s sentence, base span, head int) int {
	if e := r.focus.section; e >= 0 && r.entities[e].kind == Organisation {
		return e
	}
	best := -1
	for e := range r.entities {
		if x := &r.entities[e]; x.kind == Organisation && x.state < 0 && len(x.spans) > 0 && (best < 0 || r.lastMention(e, head) > r.lastMention(best, head)) {
			best = e
		}
	}
	if best >= 0 && r.lastMention(best, head) >= 0 {
		return best
	}
	return r.groupCalled(s, base, head)
}

// classMember returns the entity that "the union", "the bloc" or "the rebels"
// stands for: the party of the section if it is one, else the one mentioned last.
func (r *reading) classMember(word string, at int) int {
	words := r.lex.class[word]
	if words == nil {
		return -1
	}
	fits := func(e int) bool {
		x := &r.entities[e]
		if x.isPerson() || len(x.spans) == 0 || x.private || x.kind == Group && x.name == strings.ToLower(x.name) {
			return false
		}
		if (word == "union" || word == "guild" || word == "brotherhood" || word == "workers") && x.ofEmployers() {
			return false
		}
		if word == "bloc" && x.kind == Bloc {
			return true
		}
		if isFirmWord(word) && x.kind == Organisation && x.state < 0 && x.strong > 0 && !x.hasMembers() {
			return true
		}
		return slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains(x.words, strings.ToLower(w)) && (x.state < 0 || x.kind != StateParty && word != "union")
		})
	}
	if e := r.focus.section; e >= 0 && fits(e) {
		return e
	}
	if e := r.focus.thing; e >= 0 && fits(e) && r.lastMention(e, at) >= at-nearby && r.isProminent(e) {
		r.entities[e].addAlias("the " + word)
		return e
	}
	if isFirmWord(word) {
		return r.foremostOf(fits, word)
	}
	best, last := -1, -1
	for e := range r.entities {
		if !fits(e) || r.entities[e].unsure && !r.isProminent(e) {
			continue
		}
		if n := r.lastMention(e, at); n > last {
			best, last = e, n
		}
	}
	if best < 0 {
		best = r.groupEnding(word)
	}
	if best >= 0 {
		r.entities[best].addAlias("the " + word)
	}
	return best
}

// groupEnding returns the group without a name of its own whose last word is
// word: the doctors' union for "the union"; or -1.
func (r *reading) groupEnding(word string) int {
	best := -1
	for e := range r.entities {
		if x := &r.entities[e]; x.kind == Group && len(x.words) > 1 && x.words[len(x.words)-1] == word && x.state < 0 && len(x.spans) > 0 {
			best = e
		}
	}
	return best
}

// isCitizens knows groups of a state that do not speak for it: Irish owners.
func isCitizens(word string) bool {
	switch word {
	case "owners", "workers", "employees", "investors", "shareholders", "lenders", "creditors", "voters", "supporters", "members", "crews", "consumers":
		return true
	}
	return false
}

// isFirmWord knows nouns for a company of whatever trade.
func isFirmWord(word string) bool {
	switch word {
	case "company", "firm", "management", "employer":
		return true
	}
	return false
}

// foremostOf returns the entity that fits and is spoken of most, or -1.
func (r *reading) foremostOf(fits func(e int) bool, word string) int {
	best := -1
	for e := range r.entities {
		if fits(e) && (best < 0 || r.weight(e) > r.weight(best)) {
			best = e
		}
	}
	if best >= 0 {
		r.entities[best].addAlias("the " + word)
	}
	return best
}

// isProminent reports whether an entity is spoken of at least half as often as
// the foremost of its kind.
func (r *reading) isProminent(e int) bool {
	most := 0
	for k := range r.entities {
		if x := &r.entities[k]; x.kind == r.entities[e].kind && !x.private {
			most = max(most, len(x.spans))
		}
	}
	return 2*len(r.entities[e].spans) >= most
}

// groupCalled returns the group that a noun phrase names: "dockers in other
// ports" and "the dockers" are one.
func (r *reading) groupCalled(s sentence, base span, head int) int {
	word := r.tokens[head].lower
	from := r.afterArticle(base.from, head)
	name := r.surface(span{from, head + 1})
	if r.startsSentence(s, from) && r.tokens[from].name < 0 && r.outer[r.tokens[from].lower] || r.tokens[from].name < 0 && !r.inner[r.tokens[from].lower] {
		name = strings.ToLower(name[:1]) + name[1:]
	}
	if e := r.find(name); e >= 0 {
		r.mentionGroup(e, span{from, head + 1}, word)
		return e
	}
	if from == head {
		for e := range r.entities {
			if x := &r.entities[e]; x.kind == Group && len(x.words) > 0 && x.words[len(x.words)-1] == word && x.state < 0 {
				r.mentionGroup(e, span{from, head + 1}, word)
				return e
			}
		}
	}
	e := r.newEntity(name, Group)
	r.mentionGroup(e, span{from, head + 1}, word)
	return e
}

func (r *reading) mentionGroup(e int, at span, word string) {
	x := &r.entities[e]
	if x.first < 0 {
		x.first = at.from
	}
	x.spans = append(x.spans, at)
	x.addAlias("the " + x.name)
	if x.kind == Group {
		x.addAlias(word)
	}
}

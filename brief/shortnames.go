package brief

import (
	"strings"
)

// find returns the entity with a name, or -1.
func (r *reading) find(name string) int {
	for e := range r.entities {
		if r.entities[e].name == name {
			return e
		}
		for _, a := range r.entities[e].aliases {
			if a == name {
				return e
			}
		}
	}
	return -1
}

// known returns the entity that a short or full form of a name stands for: the
// name itself, a person's last name, the first word of a company, initials.
func (r *reading) known(who span) int {
	name := r.surface(who)
	if e := r.find(name); e >= 0 {
		return e
	}
	lower := strings.ToLower(name)
	best, rank := -1, 0
	for e := range r.entities {
		if k := r.entities[e].match(lower); k > rank {
			best, rank = e, k
		}
	}
	return best
}

// match says how well a short form fits an entity's name; 0 not at all.
func (e *entity) match(lower string) int {
	n := len(e.words)
	if n < 2 || e.state >= 0 && e.kind != Organisation {
		return 0
	}
	short := strings.Fields(lower)
	switch {
	case e.kind == Leader && len(short) <= 3 && suffix(e.words, short):
		return 3
	case e.kind == Leader && len(short) == 2 && n == 3 && short[0] == e.words[0] && short[1] == e.words[2]:
		return 3
	case e.kind == Leader:
		return 0
	case len(short) == 1 && len(lower) >= 2 && lower == initials(e.name):
		return 2
	case prefix(e.words, short) && len(short) < n && !isLandmark(short[0]) && !e.namesMembers(short):
		return 2
	}
	return 0
}

// namesMembers reports whether a body is one of people in a place or trade, whose
// first word is no short form of it: Sudmark for the Sudmark Farmers' Union.
func (e *entity) namesMembers(short []string) bool {
	if len(short) > 1 || strings.HasSuffix(short[0], "s") {
		return false
	}
	switch e.words[len(e.words)-1] {
	case "union", "federation", "association", "council", "confederation", "league", "congress", "parliament", "party", "army", "ministry", "chamber",
		"movement", "assembly", "government", "authority", "farmers", "fishermen", "workers", "committee", "commission", "coalition", "court", "senate":
		return true
	}
	return false
}

func suffix(words, tail []string) bool {
	if len(tail) >= len(words) {
		return false
	}
	for i := range tail {
		if words[len(words)-len(tail)+i] != tail[i] {
			return false
		}
	}
	return true
}

func prefix(words, head []string) bool {
	for i := range head {
		if i >= len(words) || words[i] != head[i] {
			return false
		}
	}
	return len(head) > 0
}

// initials returns the first letters of a name's capitalised words, in lower
// case.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		if c := w[0]; c >= 'A' && c <= 'Z' {
			b.WriteByte(c + 'a' - 'A')
		}
	}
	return b.String()
}

// shortNames reads single names, short forms and capitalised common nouns such
// as "the Alliance". In headings only what is known counts.
func (r *reading) shortNames(s sentence, heading bool) {
	if isSalutation(&r.tokens[s.from]) {
		return
	}
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		if !t.capital() || t.name >= 0 {
			continue
		}
		if heading {
			i = r.headingName(s, i)
			continue
		}
		if !r.isNameWord(i) || isClosedWord(t.lower) {
			continue
		}
		if e := r.bodyNoun(s, i); e >= 0 {
			r.mention(e, span{i, i + 1})
			r.entities[e].addAlias("the " + t.text)
			continue
		}
		if e := r.known(span{i, i + 1}); e >= 0 && !r.ordinaryHere(s, i) {
			r.mention(e, span{i, i + 1})
			if !r.isLocative(s, i) {
				r.entities[e].strong++
			}
			if r.entities[e].unsure && r.governed(s, i) {
				r.entities[e].kind, r.entities[e].unsure = StateParty, false
			}
			if p := r.titleBefore(s, i); !p.empty() && r.entities[e].isPerson() {
				r.office(s, e, p)
			}
			continue
		}
		if p, ok := r.findPlace(s, i); ok && r.startsName(s, i) {
			r.placeMention(s, span{i, i + p.words}, p)
			continue
		}
		r.singleName(s, i)
	}
}

// ordinaryHere reports whether the capital of token i only opens a sentence.
func (r *reading) ordinaryHere(s sentence, i int) bool {
	return r.startsSentence(s, i) && (isClosedWord(r.tokens[i].lower) || r.outer[r.tokens[i].lower] && !r.inner[r.tokens[i].lower])
}

// headingName reads a known name, or a state, in a heading and returns its last
// token.
func (r *reading) headingName(s sentence, i int) int {
	if p, ok := r.findPlace(s, i); ok {
		r.placeMention(s, span{i, i + p.words}, p)
		return i + p.words - 1
	}
	longest := 0
	for n := min(7, s.to-i); n > 0; n-- {
		who := span{i, i + n}
		for e := range r.entities {
			if strings.EqualFold(r.entities[e].name, r.surface(who)) {
				r.mention(e, who)
				return i + n - 1
			}
		}
		longest = n
	}
	if longest > 0 && !isClosedWord(r.tokens[i].lower) {
		if e := r.knownFold(i); e >= 0 {
			r.mention(e, span{i, i + 1})
		} else if e := r.bodyNoun(s, i); e >= 0 {
			r.mention(e, span{i, i + 1})
		}
	}
	return i
}

// knownFold finds a short form whatever its letters' case.
func (r *reading) knownFold(i int) int {
	lower := r.tokens[i].lower
	best, rank := -1, 0
	for e := range r.entities {
		x := &r.entities[e]
		if k := x.match(lower); k > rank {
			best, rank = e, k
		}
		for _, a := range x.aliases {
			if strings.EqualFold(a, lower) && rank < 4 {
				best, rank = e, 4
			}
		}
	}
	return best
}

// bodyNoun reads "the Commission", "the Front": a capitalised common noun that
// stands for the last body named with it.
func (r *reading) bodyNoun(s sentence, i int) int {
	t := &r.tokens[i]
	if !r.lex.in("bodies", t.lower) {
		return -1
	}
	before := r.at(s, i-1)
	article := before != nil && (before.lower == "the" || before.tag == "PRP$")
	if p, ok := r.lex.places[t.lower]; ok && !article && i > s.from && p.words == 1 && (i+1 == s.to || !r.isNameWord(i+1)) {
		return r.stateEntity(p.state) // only Congress can
	}
	if next := r.at(s, i+1); !article || next != nil && r.isNameWord(i+1) && next.name < 0 {
		return -1
	}
	best := -1
	for e := range r.entities {
		x := &r.entities[e]
		if x.kind == Leader || x.first > i {
			continue
		}
		for _, w := range x.words {
			if w == t.lower && (best < 0 || r.lastMention(e, i) > r.lastMention(best, i)) {
				best = e
			}
		}
	}
	if p, ok := r.lex.places[t.lower]; ok && best < 0 && p.words == 1 {
		return r.stateEntity(p.state) // the Commission, where no other is named
	}
	return best
}

// lastMention returns the token of the last mention of e before token i, or -1.
func (r *reading) lastMention(e, i int) int {
	last := -1
	for _, s := range r.entities[e].spans {
		if s.from < i && s.from > last {
			last = s.from
		}
	}
	return last
}

// titleBefore returns the lower-case title right before token i: "trade minister
// Marsh", "chief executive Oona Lindqvist".
func (r *reading) titleBefore(s sentence, i int) span {
	j := i
	for j-1 >= s.from && (r.isTitleWord(j-1) || r.lex.in("titles", r.tokens[j-1].lower)) {
		j--
	}
	if j == i || !r.lex.in("roles", r.tokens[i-1].lower) {
		return span{}
	}
	return span{j, i}
}

// singleName makes an entity of a capitalised word that nothing explains. What
// it is stays open: a person after a title or before a verb of saying.
func (r *reading) singleName(s sentence, i int) {
	t := &r.tokens[i]
	if strings.HasSuffix(t.lower, "-based") || strings.HasSuffix(t.lower, "-backed") || strings.HasSuffix(t.lower, "-led") || strings.HasSuffix(t.lower, "-owned") || strings.HasSuffix(t.lower, "-style") {
		return
	}
	if !r.startsName(s, i) || isClosed(t.tag) || len(t.text) < 2 || r.lex.in("titles", t.lower) || r.lex.in("bodies", t.lower) || t.text != "" && strings.Contains(t.text, "-") && r.pairOfStates(i) {
		return
	}
	before := r.at(s, i-1)
	if before != nil && (before.lower == "the" || before.tag == "PRP$") && (r.lex.in("organs", t.lower) || r.lex.in("groups", t.lower) || r.lex.class[t.lower] != nil) {
		if t.tag = "NN"; strings.HasSuffix(t.lower, "s") {
			t.tag = "NNS"
		}
		return // the Government: an office or organ, read with its noun phrase
	}
	kind, unsure := Organisation, true
	title := r.titleBefore(s, i)
	switch {
	case before != nil && r.lex.class[before.lower] != nil && before.text == before.lower && i-2 >= s.from && r.tokens[i-2].lower == "the":
		unsure = false // the union Vida
	case !title.empty():
		kind, unsure = Leader, false
	case r.governed(s, i):
		kind, unsure = StateParty, false
	}
	e := r.newEntity(t.text, kind)
	r.entities[e].unsure = unsure
	if !unsure && kind == Organisation {
		r.entities[e].words = append(r.entities[e].words, before.lower)
	}
	if !r.isLocative(s, i) {
		r.entities[e].strong++
	}
	if unsure && before != nil && before.lower == "the" && !t.allCaps() && !strings.HasSuffix(t.lower, "s") && t.tag != "NNPS" {
		r.entities[e].private = true // the Nile, the Alps: a part of the map
	}
	if unsure && before != nil && (before.lower == "a" || before.lower == "an") && (i+1 == s.to || !r.isNameWord(i+1)) {
		r.entities[e].private = true // a Democrat
	}
	if kind == StateParty {
		r.entities[e].strong++
	}
	r.mention(e, span{i, i + 1})
	r.acronymAfter(s, span{i, i + 1}, e)
	if !title.empty() {
		r.office(s, e, title)
	}
}

// governed reports whether a name has a government: the government of X, X's
// army.
func (r *reading) governed(s sentence, i int) bool {
	if i-2 >= s.from && r.tokens[i-1].lower == "of" {
		switch r.tokens[i-2].lower {
		case "government", "republic", "president", "kingdom", "state", "army", "parliament", "people", "emirate":
			return true
		}
	}
	if i+2 < s.to && r.tokens[i+1].tag == "POS" {
		switch r.tokens[i+2].lower {
		case "government", "parliament", "president", "army", "constitution", "capital", "generals", "border", "borders", "territory", "foreign", "minister", "soldiers", "citizens":
			return true
		}
	}
	return false
}

// pairOfStates reads "US-Russia" as two states and no name.
func (r *reading) pairOfStates(i int) bool {
	for part := range strings.SplitSeq(r.tokens[i].lower, "-") {
		if p, ok := r.lex.places[part]; ok && p.words == 1 {
			r.entities[r.stateEntity(p.state)].strong++
		} else {
			return false
		}
	}
	return true
}

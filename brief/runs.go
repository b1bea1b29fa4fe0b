package brief

import (
	"strings"
)

// readRun makes sense of a run of capitalised words.
func (r *reading) readRun(s sentence, run span) {
	if p, ok := r.findPlace(s, run.from); ok && p.words == run.to-run.from {
		r.placeMention(s, run, p)
		return
	}
	run = r.trimRun(s, run)
	if p, ok := r.findPlace(s, run.from); ok && p.words == run.to-run.from {
		r.placeMention(s, run, p)
		return
	}
	if body := r.bodyIn(run); body >= 0 && !r.titledPerson(run) {
		r.bodyMention(s, r.trimBody(s, run))
		return
	}
	if at := r.titleIn(run); at >= 0 {
		r.titledRun(s, run, at)
		return
	}
	if p, ok := r.findPlace(s, run.from); ok {
		r.placeMention(s, span{run.from, run.from + p.words}, p)
		rest := span{run.from + p.words, run.to}
		if p.role == byDemonym && rest.to-rest.from == 1 || !r.isNameWord(rest.from) {
			return // "Brazilian Congress" would be a body; "Swiss Alps" is nobody
		}
		r.readRun(s, rest)
		return
	}
	r.plainRun(s, run)
}

// trimRun leaves out words that only describe a name: West-backed, and the first
// word of a sentence in front of a state.
func (r *reading) trimRun(s sentence, run span) span {
	for run.to-run.from > 1 {
		lower := r.tokens[run.from].lower
		describes := strings.HasSuffix(lower, "-backed") || strings.HasSuffix(lower, "-led") || strings.HasSuffix(lower, "-based") || strings.HasSuffix(lower, "-controlled")
		opens := run.from == s.from && !r.inner[lower] && !r.isPlace(s, run.from) && r.isPlace(s, run.from+1) && !r.lex.in("titles", lower) && !isLandmark(lower)
		if !describes && !opens {
			break
		}
		run.from++
	}
	return run
}

// placeMention notes a state by name, seat or demonym.
func (r *reading) placeMention(s sentence, run span, p place) {
	e := r.stateEntity(p.state)
	x := &r.entities[e]
	locative := r.isLocative(s, run.from)
	switch {
	case p.role == byDemonym && !r.standsAlone(s, run):
		for i := run.from; i < run.to; i++ {
			r.tokens[i].name = e
		}
		return // an adjective
	case p.role == bySeat && (locative || r.describesNoun(s, run) || r.isDateline(s, run)):
		return // only a place
	case p.role == bySeat:
		x.seats++
		x.strong++
	case !locative:
		x.strong++
	}
	r.mention(e, run)
}

// isDateline reports whether a seat opens a paragraph to say where it was written:
// "GENEVA, 17 February", "DOHA - ".
func (r *reading) isDateline(s sentence, run span) bool {
	next, after := r.at(s, run.to), r.at(s, run.to+1)
	if run.from != s.from || next == nil {
		return false
	}
	switch next.text {
	case "-", "–", "—", "--", "(":
		return next.start > r.tokens[run.to-1].end
	case ",":
		return after != nil && (after.tag == "CD" || isTimeWord(after.lower))
	}
	return false
}

// describesNoun reports whether a seat only says where something is: the Lisbon
// talks.
func (r *reading) describesNoun(s sentence, run span) bool {
	next := r.at(s, run.to)
	if next == nil {
		return false
	}
	switch strings.TrimSuffix(next.lower, "s") {
	case "talk", "meeting", "summit", "conference", "round", "airport", "accord", "agreement", "process", "negotiation", "session", "treaty", "suburb", "hotel", "station":
		return true
	}
	return false
}

// standsAlone reports whether a demonym is a noun: the Dutch want, Russians.
func (r *reading) standsAlone(s sentence, run span) bool {
	last := &r.tokens[run.to-1]
	next := r.at(s, run.to)
	if next == nil || !strings.HasPrefix(next.tag, "NN") && !strings.HasPrefix(next.tag, "JJ") && next.tag != "VBG" && next.tag != "CD" && next.text != "-" {
		before := r.at(s, run.from-1)
		return strings.HasSuffix(last.lower, "s") || before != nil && before.lower == "the" || next != nil && (next.tag == "VBP" || next.tag == "VBD" || next.tag == "MD")
	}
	return strings.HasSuffix(last.lower, "ans") && last.tag == "NNPS"
}

// isLocative reports whether a word before token i makes it a place.
func (r *reading) isLocative(s sentence, i int) bool {
	for j := i - 1; j >= max(s.from, i-4); j-- {
		t := &r.tokens[j]
		switch t.lower {
		case "in", "at", "near", "outside", "inside", "from", "around", "across", "into", "through", "via", "to", "off":
			return t.lower != "to" && t.lower != "from" || r.afterMotion(s, j)
		case "the", "and", ",", "both", "neighbouring":
			continue
		}
		if !r.isNameWord(j) {
			return false
		}
	}
	return false
}

// afterMotion reports whether a verb of motion stands before "to" or "from" at j:
// flew to London. Elsewhere they may join parties: sent to Moscow, from the EU.
func (r *reading) afterMotion(s sentence, j int) bool {
	for k := j - 1; k >= max(s.from, j-5); k-- {
		switch r.lex.base(r.tokens[k].lower) {
		case "fly", "travel", "go", "come", "return", "move", "ship", "drive", "head", "arrive", "flight", "journey", "trip", "gas", "export", "oil", "bring", "take":
			return true
		}
	}
	return false
}

// bodyIn returns the token of a run that says it is a body, or -1.
func (r *reading) bodyIn(run span) int {
	for i := run.to - 1; i >= run.from; i-- {
		if l := r.tokens[i].lower; r.lex.in("bodies", l) && (run.to-run.from > 1 || l == "teamsters") {
			return i
		}
	}
	return -1
}

// titledPerson reports whether a run that names a body goes on with a person:
// "Guild President Dolores Vance".
func (r *reading) titledPerson(run span) bool {
	at := r.titleIn(run)
	if at < 0 || at+1 >= run.to {
		return false
	}
	for i := at + 1; i < run.to; i++ {
		if r.lex.in("bodies", r.tokens[i].lower) {
			return false
		}
	}
	return r.lex.in("roles", r.tokens[at].lower)
}

// trimBody leaves out words in front of a body's name that are no part of it.
func (r *reading) trimBody(s sentence, run span) span {
	for run.from+1 < run.to && (isClosedWord(r.tokens[run.from].lower) || r.tokens[run.from].lower == "former") {
		run.from++
	}
	return run
}

// bodyMention notes a body by its full name.
func (r *reading) bodyMention(s sentence, run span) {
	if run.empty() {
		return
	}
	if run.to-run.from == 1 {
		return // the Union: a short form, read later
	}
	e := r.find(r.surface(run))
	if e < 0 {
		e = r.newEntity(r.surface(run), Organisation)
		x := &r.entities[e]
		switch last := r.tokens[run.to-1].lower; {
		case last == "islands" || last == "republic" || last == "emirates" || last == "kingdom":
			x.kind, x.unsure = StateParty, true
		case last == "bloc" || last == "community":
			x.kind = Bloc
		}
		if p, ok := r.findPlace(s, run.from); ok && p.words < run.to-run.from && isPublicBody(r.tokens[run.to-1].lower) {
			x.of = r.stateEntity(p.state)
		}
	}
	r.mention(e, run)
	r.acronymAfter(s, run, e)
	r.entities[e].strong++
}

// isPublicBody knows organs that speak for the state in whose name they stand.
func isPublicBody(last string) bool {
	switch last {
	case "parliament", "senate", "congress", "army", "navy", "government", "ministry", "commission", "treasury", "delegation", "administration", "cabinet":
		return true
	}
	return false
}

// acronymAfter reads "(CDU)" after a name.
func (r *reading) acronymAfter(s sentence, run span, e int) {
	open, word, closing := r.at(s, run.to), r.at(s, run.to+1), r.at(s, run.to+2)
	if closing == nil || !word.capital() || len(word.text) > 10 {
		return
	}
	beside := open.text == "," && closing.text == "," && word.allCaps() && word.text[0] == r.tokens[run.from].text[0]
	if (open.text != "(" || closing.text != ")") && !beside {
		return
	}
	r.mention(e, span{run.to + 1, run.to + 2})
}

// titleIn returns the last token of a run that is a title, or -1.
func (r *reading) titleIn(run span) int {
	at := -1
	for i := run.from; i < run.to; i++ {
		if t := &r.tokens[i]; r.lex.in("titles", t.lower) && !r.lex.in("bodies", t.lower) && t.text != "." {
			at = i
		} else if r.lex.in("roles", t.lower) {
			at = i
		}
	}
	return at
}

// titledRun reads "Russian President Vladimir Putin", "UAW President Shawn Fain"
// or a title alone.
func (r *reading) titledRun(s sentence, run span, at int) {
	who := span{at + 1, run.to}
	for !who.empty() && r.tokens[who.from].text == "." {
		who.from++
	}
	if who.empty() {
		r.affiliation(s, span{run.from, at}) // Prime Minister: an office, read with its noun phrase
		return
	}
	e := r.person(s, who)
	if e < 0 {
		return
	}
	r.office(s, e, span{run.from, at + 1})
}

// office notes the title before a name, and whom its bearer speaks for.
func (r *reading) office(s sentence, e int, title span) {
	x := &r.entities[e]
	// Lower-case words may stand in front: "former U.S. President", "finance
	// minister".
	from := title.from
	for from-1 >= s.from && r.isTitleWord(from-1) {
		from--
	}
	if r.tokens[title.to-1].lower == "mr" || r.tokens[title.to-1].lower == "mrs" || r.tokens[title.to-1].lower == "ms" {
		x.female += map[string]int{"mr": -1, "mrs": 1, "ms": 1}[r.tokens[title.to-1].lower]
	}
	x.titles = append(x.titles, span{from, title.to})
	x.strong++
	if x.role == "" {
		x.role = r.tokens[title.to-1].lower
	}
	if of := r.affiliation(s, span{from, title.to}); of >= 0 && of != e && x.of < 0 {
		x.of = of
	}
	r.entities[e].addAlias(r.surface(span{title.from, r.entities[e].spans[len(r.entities[e].spans)-1].to}))
}

func (r *reading) isTitleWord(i int) bool {
	t := &r.tokens[i]
	return t.lower == "former" || t.lower == "ex" || t.lower == "acting" || t.lower == "managing" || !t.capital() && (r.lex.in("titles", t.lower) || r.lex.in("roles", t.lower))
}

// affiliation notes the names inside a title and returns whom it belongs to.
func (r *reading) affiliation(s sentence, title span) int {
	of := -1
	for i := title.from; i < title.to; {
		if p, ok := r.findPlace(s, i); ok && i+p.words <= title.to {
			e := r.stateEntity(p.state)
			for k := i; k < i+p.words; k++ {
				r.tokens[k].name = e
			}
			if p.role != byDemonym {
				r.mention(e, span{i, i + p.words})
			}
			r.entities[e].strong++
			of = e
			i += p.words
			continue
		}
		if t := &r.tokens[i]; t.capital() && !r.lex.in("titles", t.lower) && !r.lex.in("roles", t.lower) || t.allCaps() {
			if e := r.known(span{i, i + 1}); e >= 0 {
				r.mention(e, span{i, i + 1})
				of = e
			}
		}
		i++
	}
	return of
}

// person returns the entity of a person's name, adding it if need be.
func (r *reading) person(s sentence, who span) int {
	if who.to-who.from > 6 {
		who.to = who.from + 6
	}
	e := r.known(who)
	if e < 0 {
		e = r.newEntity(r.surface(who), Leader)
	}
	if x := &r.entities[e]; x.unsure || x.kind == Leader {
		x.kind, x.unsure = Leader, false
		if n := r.surface(who); len(n) > len(x.name) && x.state < 0 {
			x.addAlias(x.name)
			x.name, x.words = n, nameWords(n)
		}
	}
	r.mention(e, who)
	return e
}

// plainRun reads capitalised words that say nothing about themselves.
func (r *reading) plainRun(s sentence, run span) {
	n := run.to - run.from
	if n == 1 {
		return // read later, when the full names are known
	}
	if r.tokens[run.to-1].tag == "POS" {
		return
	}
	name := r.surface(run)
	e := r.find(name)
	if e < 0 {
		kind := Organisation
		if n <= 4 && !isLandmark(r.tokens[run.to-1].lower) && !isLandmark(r.tokens[run.from].lower) && !r.tokens[run.from].allCaps() && !r.hasJoint(run) && !r.afterThe(s, run.from) {
			kind = Leader
		}
		if strings.HasSuffix(r.tokens[run.to-1].lower, "ans") && isRegion(r.tokens[run.from].text) {
			kind = Group
		}
		e = r.newEntity(name, kind)
		r.entities[e].unsure = true
	}
	if !r.isLocative(s, run.from) {
		r.entities[e].strong++
	}
	r.mention(e, run)
	r.acronymAfter(s, run, e)
	if title := r.titleBefore(s, run.from); !title.empty() {
		r.entities[e].kind, r.entities[e].unsure = Leader, false
		r.office(s, e, title)
	}
}

// afterThe reports whether an article stands before token i, as it does before
// the names of bodies and things.
func (r *reading) afterThe(s sentence, i int) bool {
	before := r.at(s, i-1)
	return before != nil && before.lower == "the"
}

func (r *reading) hasJoint(run span) bool {
	for i := run.from; i < run.to; i++ {
		switch r.tokens[i].lower {
		case "of", "and", "&", "for", "'s":
			return true
		}
	}
	return false
}

// isLandmark knows words that make a name that of a place.
func isLandmark(lower string) bool {
	switch lower {
	case "gorge", "river", "valley", "bay", "sea", "street", "island", "mountain", "mountains", "city", "county", "coast", "strait", "canal", "lake",
		"port", "cape", "fort", "gulf", "ocean", "peninsula", "basin", "desert", "park", "bridge", "dam", "airport", "harbour", "harbor", "hills", "channel",
		"upper", "lower", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new", "great", "san", "santa", "act", "treaty", "summit":
		return true
	}
	return false
}

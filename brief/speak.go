package brief

// sentenceReader takes the statements out of one sentence.
type sentenceReader struct {
	*reading
	s     sentence
	k     int // index of the sentence
	cs    []clause
	who   [][]int // of each clause, resolved in order
	owner []int
	done  int // token before which everything has been taken

	quoting bool // the sentence starts inside a quotation
}

// read goes through the clauses from left to right.
func (w *sentenceReader) read() {
	w.listen()
	w.accordingTo()
	w.inserted()
	w.without()
	w.asWarned()
	w.fronted()
	w.cleft()
	for i := range w.cs {
		w.resolveClause(i)
		if w.cs[i].verb.from < w.done {
			continue
		}
		if !w.clauseStatement(i) && !w.quoted(i) {
			w.phrases(i)
		}
	}
	w.asides()
}

// resolveClause finds whom the subject of clause i stands for and moves the
// focus there.
func (w *sentenceReader) resolveClause(i int) {
	c := &w.cs[i]
	var who []int
	owner := -1
	switch {
	case i == 0 && w.focus.headless >= 0 && c.verb.from == w.s.from:
		who = []int{w.focus.headless}
	case c.kind == sameSubject && c.parent >= 0:
		who, owner = w.who[c.parent], w.owner[c.parent]
	default:
		who, owner = w.resolve(w.s, c.subject, c.apposed)
		if c.kind == mainClause || c.kind != relative && (c.parent < 0 || c.parent >= len(w.who) || len(w.who[c.parent]) == 0) {
			plural := w.number(c.verb.from) == 2
			for _, e := range who {
				w.look(e, plural && !w.entities[e].isPerson())
				w.affiliate(c, e)
			}
			if len(who) == 1 {
				w.adopt(who[0])
			} else if len(who) == 0 && owner >= 0 {
				w.look(owner, false)
				w.adopt(owner)
			}
		}
	}
	if len(who) == 1 {
		w.doers[c.verb.main] = who[0]
	}
	w.who = append(w.who, who)
	w.owner = append(w.owner, owner)
}

// clauseStatement takes the statement that the verb of clause i makes, if any.
func (w *sentenceReader) clauseStatement(i int) bool {
	c := &w.cs[i]
	if c.kind == relative {
		return w.relativeStatement(i)
	}
	if w.isAttribution(i) {
		return w.attributed(i)
	}
	if first := &w.cs[0]; first.kind == complement && first.intro == w.s.from && w.tokens[w.s.from].lower == "that" && (i == 0 || c.kind == sameSubject && c.parent == 0) {
		return false // That they meet at all strengthens this reading
	}
	if c.intro >= 0 && w.tokens[c.intro].lower == "what" && (judges(c.verb.base) || c.verb.to >= w.s.to-1) {
		return false // what the Iraqis call the last chance; looks at what each side wants
	}
	if w.isSupposed(i) || isObjectForm(w.headWord(c.subject)) || w.keepsSilent(c) || w.tellsOfOthers(i) {
		return false
	}
	limit := w.limit(i)
	if k := w.reported(i); k > i {
		return w.report(i, k)
	}
	if w.isLeadIn(i) {
		w.done = max(w.done, limit)
		return false
	}
	kind, ok := w.kindOfClause(i, limit)
	if !ok {
		return false
	}
	if kind == Concern && w.mutual(i, limit) {
		return false
	}
	who := w.partiesOf(i, kind, limit)
	if e := w.onlyOther(i); e >= 0 {
		kind, who = Constraint, []int{e}
	}
	if e := w.inner(i, kind); e >= 0 {
		kind, who = Constraint, []int{e}
	}
	if len(who) == 0 {
		return false
	}
	at := span{w.opening(i), limit}
	if w.isQuoted(i) {
		at = w.wholeQuote(at)
	}
	if !w.note(who, kind, at, w.k, w.denies(i)) {
		return false
	}
	w.done = max(w.done, limit)
	w.adds(i, limit)
	return true
}

// isObjectForm knows pronouns that cannot be a subject: what looks like one is
// the object of the clause before.
func isObjectForm(word string) bool {
	switch word {
	case "him", "them", "me", "us", "himself", "itself", "themselves":
		return true
	}
	return false
}

// keepsSilent reads "declined to comment", which says nothing of the matter.
func (w *sentenceReader) keepsSilent(c *clause) bool {
	if c.verb.base != "decline" && c.verb.base != "refuse" {
		return false
	}
	for _, word := range [...]string{"comment", "say", "elaborate", "name"} {
		if w.follows([]string{"to", word}, c.verb.to, w.s.to) {
			return true
		}
	}
	return false
}

// tellsOfOthers reports whether clause i is somebody's own words about "them":
// what they say is the speaker's view.
func (w *sentenceReader) tellsOfOthers(i int) bool {
	c := &w.cs[i]
	if w.focus.speaker < 0 || c.subject.empty() || !w.insideQuote(c.verb.main) {
		return false
	}
	switch w.headWord(c.subject) {
	case "they", "he", "she", "you":
		return true
	}
	return false
}

// mutual reports whether a verb turns on those who do it: they blame each other.
func (w *sentenceReader) mutual(i, limit int) bool {
	v := w.cs[i].verb.to
	return w.follows([]string{"each", "other"}, v, limit) || w.follows([]string{"one", "another"}, v, limit)
}

// isSupposed reports whether clause i is only a condition: if the rebels accept.
func (w *sentenceReader) isSupposed(i int) bool {
	c := &w.cs[i]
	if c.kind != adverbial || c.intro < 0 {
		return false
	}
	switch w.tokens[c.intro].lower {
	case "if", "unless", "until", "once", "when", "whenever", "till", "lest", "than", "after", "before":
		return true
	}
	return false
}

// attributed reads a complaint or an expectation whose speaker comes last: "It was
// the state that drilled there, the company says."
func (w *sentenceReader) attributed(i int) bool {
	if len(w.who[i]) == 0 || w.done > w.s.from || !w.lex.in("say", w.cs[i].verb.base) {
		return false
	}
	at := span{w.s.from, w.cs[i].start}
	kind := Kind("")
	switch modal := w.cs[0].verb.modal; {
	case w.complains(at.from, at.to), w.doers[w.cs[max(i-1, 0)].verb.main] != w.who[i][0] && w.tokens[at.from].lower == "it" && w.cs[0].verb.base == "be":
		kind = Concern
	case modal == "should" || modal == "must":
		kind = Goal
	case modal != "":
		kind = Expectation
	}
	return kind != "" && w.note(w.who[i], kind, at, w.k, false)
}

// isAttribution reports whether clause i only says whose view the rest of the
// sentence is: "..., the mediators suspect."
func (w *sentenceReader) isAttribution(i int) bool {
	c := &w.cs[i]
	if i == 0 || c.kind == sameSubject || c.verb.to < w.s.to-1 {
		return false
	}
	return c.start > w.s.from && (w.tokens[c.start-1].text == "," || w.tokens[c.start-1].text == "\"" || w.tokens[c.start-1].text == "”")
}

// opening is the first token of the statement that clause i makes. A short
// phrase in front without a comma belongs to it.
func (w *sentenceReader) opening(i int) int {
	c := &w.cs[i]
	if c.kind == sameSubject {
		p := c.parent
		if p >= 0 && p == i-1 && w.cs[p].kind == mainClause && w.cs[p].start >= w.done && w.tokens[c.verb.from-1].lower == "and" && c.verb.from-w.cs[p].verb.from <= w.limit(i)-c.verb.from {
			return w.opening(p) // the first verb says nothing by itself
		}
		return c.verb.from
	}
	from := c.start
	if c.intro >= 0 && c.intro == c.start {
		from++
	}
	if !c.subject.empty() && c.kind != mainClause && c.subject.from >= from {
		from = c.subject.from
	}
	if f := w.forPhrase(c); f >= 0 {
		return f
	}
	if from > w.s.from && w.tokens[from-1].lower == "so" && i > 0 && w.cs[i-1].kind == mainClause && w.cs[i-1].start >= w.done {
		return w.cs[i-1].start // the reason belongs to what follows from it
	}
	return max(from, w.done)
}

// forPhrase returns the start of "For Putin, ..." in front of a clause, or -1.
func (w *sentenceReader) forPhrase(c *clause) int {
	if w.tokens[w.s.from].lower == "for" && c.subject.from > w.s.from+1 && c.start <= w.s.from+1 && !c.subject.empty() {
		if e := w.tokens[c.subject.from-1].name; e >= 0 { // For Brussels the pact is
			return w.s.from
		}
	}
	if c.start > w.s.from+1 && w.tokens[c.start-1].text == "," && w.tokens[w.s.from].lower == "for" {
		for j := w.s.from + 1; j < c.start-1; j++ {
			if w.tokens[j].text == "," {
				return -1
			}
		}
		return w.s.from
	}
	return -1
}

// isLeadIn reports whether clause i only announces a list: "priorities include:".
func (w *sentenceReader) isLeadIn(i int) bool {
	if w.tokens[w.s.to-1].text != ":" {
		return false
	}
	c := &w.cs[i]
	rest := w.s.to - 1 - c.verb.to
	switch c.verb.base {
	case "include", "be", "involve", "comprise", "read", "follow", "contain":
		return rest <= 3
	}
	return false
}

// saysNo knows verbs that turn what follows into its opposite.
func saysNo(base string) bool {
	switch base {
	case "refuse", "reject", "oppose", "rule", "dismiss", "decline", "resist", "exclude", "object", "balk", "veto", "deny", "spurn", "shun", "block", "turn":
		return true
	}
	return false
}

// denies reports whether clause i says no: by its verb, its adjective or a
// negation.
func (w *sentenceReader) denies(i int) bool {
	c := &w.cs[i]
	base, _, _ := w.chain(w.s, c.verb, w.s.to)
	if saysNo(base) {
		return !c.verb.negated
	}
	if isCopula(base) && c.verb.to < w.s.to {
		switch w.tokens[c.verb.to].lower {
		case "opposed", "against", "unwilling", "hostile", "averse", "reluctant":
			return !c.verb.negated
		}
	}
	return c.verb.negated
}

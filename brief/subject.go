package brief

import "strings"

// findSubject looks left of a clause's verb for its subject and for the word
// that joins the clause to what came before.
func (r *reading) findSubject(s sentence, c *clause, before []clause) {
	floor := s.from // nothing left of it belongs to this clause
	if n := len(before); n > 0 {
		floor = before[n-1].verb.to
	}
	i := c.verb.from - 1
	for i >= floor && isAdverb(&r.tokens[i]) {
		i--
	}
	if i > floor && isReflexive(r.tokens[i].lower) && r.endsNoun(i-1) {
		i-- // Brun herself doubts
	}
	i = r.beforeDay(floor, i)
	if i < floor {
		if len(before) == 0 {
			c.start, c.subject = c.verb.from, span{c.verb.from, c.verb.from}
			return
		}
		r.afterVerb(s, c, before)
		return
	}
	t := &r.tokens[i]
	switch {
	case t.tag == "CC" && len(before) > 0:
		r.shareSubject(c, before, i)
		return
	case isRelative(t):
		r.relativeClause(s, c, before, i)
		return
	case t.text == "," || t.text == ")" || t.text == "—" || t.text == "–" || t.text == "--" || t.text == "-":
		if r.skipParenthesis(s, c, before, i) {
			return
		}
		if len(before) > 0 {
			r.shareSubject(c, before, i)
			return
		}
	}
	r.nounSubject(s, c, before, floor, i)
}

// afterVerb is for a verb right after another: its subject is a clause, or the
// first verb stood in a relative clause that closed.
func (r *reading) afterVerb(s sentence, c *clause, before []clause) {
	last := len(before) - 1
	if before[last].kind == relative {
		r.resumeAfter(s, c, before, last)
		return
	}
	c.start, c.subject, c.parent = c.verb.from, before[last].subject, last
	c.kind = sameSubject
}

// shareSubject makes a clause go on with the subject of the one before.
func (r *reading) shareSubject(c *clause, before []clause, joint int) {
	c.kind, c.start = sameSubject, c.verb.from
	k := r.sharesWith(before, c, joint)
	c.parent, c.subject, c.apposed = k, before[k].subject, before[k].apposed
}

// sharesWith picks the clause whose subject a coordinated verb shares: the last
// one, unless that is a relative clause inside the subject, or a complement whose
// verb has another form.
func (r *reading) sharesWith(before []clause, c *clause, joint int) int {
	k := len(before) - 1
	for n := k; n >= 0; n-- {
		b := &before[n]
		if b.kind == relative && n > 0 && r.tokens[max(b.intro-1, 0)].text == "," {
			continue // the relative clause was an aside
		}
		if r.sameForm(b.verb.from, c.verb.from) && (b.verb.modal == "" || c.verb.modal != "" || r.tokens[c.verb.from].tag == "VBD") {
			if b.kind == complement || b.kind == adverbial {
				if m := b.parent; m >= 0 && r.sameForm(before[m].verb.from, c.verb.from) && r.tokens[max(joint-1, 0)].text == "," {
					return m
				}
			}
			return n
		}
	}
	return max(k, 0)
}

// sameForm reports whether two finite verbs could share a subject: both third
// person or both plural, or one of them past or modal.
func (r *reading) sameForm(a, b int) bool {
	x, y := r.number(a), r.number(b)
	return x == 0 || y == 0 || x == y
}

// number of a finite verb: 1 singular, 2 plural, 0 either.
func (r *reading) number(i int) int {
	switch t := &r.tokens[i]; t.lower {
	case "is", "has", "was", "does", "'s":
		return 1
	case "are", "have", "were", "do":
		return 2
	default:
		switch t.tag {
		case "VBZ":
			return 1
		case "VBP":
			return 2
		}
	}
	return 0
}

func isRelative(t *token) bool {
	switch t.lower {
	case "who", "which", "that":
		return t.tag != "DT"
	}
	return false
}

// relativeClause is for who, which, that right before the verb. "What" and "who"
// that open a sentence ask.
func (r *reading) relativeClause(s sentence, c *clause, before []clause, i int) {
	c.kind, c.intro, c.start = relative, i, i
	c.parent = len(before) - 1
	j := i - 1
	if j >= s.from && r.tokens[j].text == "," {
		j--
	}
	for j >= s.from && r.tokens[j].tag == "IN" {
		j--
	}
	c.subject = r.nounPhraseEnding(s, s.from, j+1)
}

// skipParenthesis is for a comma or dash right before the verb: what stands
// between it and its partner is set aside, and the subject stands before that.
func (r *reading) skipParenthesis(s sentence, c *clause, before []clause, i int) bool {
	mark := r.tokens[i].text
	open := mark
	if mark == ")" {
		open = "("
	}
	for j := i - 1; j > s.from; j-- {
		if r.tokens[j].text != open {
			continue
		}
		// Asides that hold finite verbs must be relative clauses.
		for k := len(before) - 1; k >= 0 && before[k].verb.from > j; k-- {
			if before[k].intro >= 0 && r.tokens[before[k].intro].lower == "whose" {
				continue
			}
			if before[k].kind != relative && before[k].kind != complement && before[k].kind != adverbial && !(before[k].kind == sameSubject && k > 0 && before[k-1].verb.from > j) {
				return false
			}
		}
		var rest []clause
		for k := range before {
			if before[k].verb.from < j {
				rest = before[:k+1]
			}
		}
		floor := s.from
		if n := len(rest); n > 0 {
			floor = rest[n-1].verb.to
		}
		k := j - 1
		for k >= floor && isAdverb(&r.tokens[k]) {
			k--
		}
		if k < floor || !r.endsNoun(k) {
			return false
		}
		c.apposed = span{j + 1, i}
		r.nounSubject(s, c, rest, floor, k)
		return !c.subject.empty()
	}
	return false
}

// resumeAfter is for a verb that follows a closed relative clause: the subject
// is what the relative clause describes.
func (r *reading) resumeAfter(s sentence, c *clause, before []clause, k int) {
	rel := before[k]
	c.subject, c.start = rel.subject, rel.subject.from
	c.parent = -1
	c.kind = mainClause
	if c.subject.empty() {
		c.start = c.verb.from
	}
}

func (r *reading) endsNoun(i int) bool {
	t := &r.tokens[i]
	return strings.HasPrefix(t.tag, "NN") || t.tag == "PRP" || t.tag == "CD" || t.name >= 0 || t.text == "\"" || t.text == "”" || t.text == ")" || t.tag == "DT" || t.tag == "JJ"
}

// nounSubject reads the noun phrase that ends at token i, with what hangs on it,
// down to the start of the clause.
func (r *reading) nounSubject(s sentence, c *clause, before []clause, floor, i int) {
	i = r.beforeBrackets(floor, i)
	start := i
	for start > floor {
		if r.stopsSubject(s, before, floor, start-1, i) {
			break
		}
		start--
	}
	if len(before) > 0 && start == floor && before[len(before)-1].kind == relative && r.closesRelative(s, before[len(before)-1], start, c) {
		r.resumeAfter(s, c, before, len(before)-1)
		return
	}
	c.start = start
	c.subject = r.headPhrase(s, span{start, i + 1})
	if n := c.subject.to - 1; n > c.subject.from && r.tokens[n].tag == "PRP" && r.tokens[n-1].tag != "CC" && r.tokens[n-1].lower != "of" {
		start = n // those they hold
		c.start, c.subject = n, span{n, n + 1}
	}
	r.joinedBy(s, c, before, start)
}

// closesRelative reports whether the words between a relative clause's verb and
// the present verb are the object of the former: "the trust that runs the
// hospital has run".
func (r *reading) closesRelative(s sentence, rel clause, start int, c *clause) bool {
	if rel.subject.empty() || rel.verb.from < rel.subject.to {
		return false
	}
	return !r.transitiveClause(rel.verb.base)
}

// transitiveClause reports whether a verb may take a clause without "that".
func (r *reading) transitiveClause(base string) bool {
	return r.lex.in("say", base) || base == "fear" || base == "believe" || base == "think" || base == "know" || base == "hope" || base == "expect"
}

// stopsSubject reports whether token j ends the search for a subject to the
// left of it.
func (r *reading) stopsSubject(s sentence, before []clause, floor, j, head int) bool {
	t := &r.tokens[j]
	switch t.text {
	case "\"", "“":
		return !r.quotesWords(floor, j, head)
	case ";", ":", "—", "–", "--", "(":
		return true
	case ",":
		return !r.listBefore(s, floor, j, head)
	}
	switch t.tag {
	case "VB", "TO":
		next := r.at(s, j+1)
		return t.name < 0 && (t.tag == "VB" || next != nil && next.tag == "VB")
	case "CC":
		return len(before) > 0 && floor > s.from && !r.joinsNouns(s, floor, j) || t.lower == "but" || j == s.from
	case "WDT", "WP", "WRB", "WP$":
		return true
	case "IN":
		return opensClause(t.lower) && !(t.lower == "as" && j > s.from && r.tokens[j-1].lower == "such")
	}
	return t.lower == "that" && t.tag != "DT" || t.lower == "whether" || t.lower == "if"
}

// joinsNouns reports whether a conjunction at j, after an earlier verb, joins
// two names that share the verb that follows: "..., and France and Spain are".
func (r *reading) joinsNouns(s sentence, floor, j int) bool {
	i := j - 1
	for i > floor && r.tokens[i].text != "," && (strings.HasPrefix(r.tokens[i].tag, "NN") || r.tokens[i].tag == "DT" || r.tokens[i].name >= 0) {
		i--
	}
	t := &r.tokens[i]
	return i < j-1 && (t.tag == "CC" && r.tokens[max(i-1, floor)].text == "," || opensClause(t.lower) && t.tag == "IN" || t.text == ",")
}

// listBefore reports whether a comma at j stands inside a list of nouns: A, B
// and C.
func (r *reading) listBefore(s sentence, floor, j, head int) bool {
	and := false
	for k := j + 1; k < head; k++ {
		t := &r.tokens[k]
		switch {
		case t.lower == "and" || t.lower == "or":
			and = true
		case t.text == "," || strings.HasPrefix(t.tag, "NN") || t.tag == "DT" || t.name >= 0 || strings.HasPrefix(t.tag, "JJ"):
		default:
			return false
		}
	}
	if !and || j-1 < floor || !(strings.HasPrefix(r.tokens[j-1].tag, "NN") || r.tokens[j-1].name >= 0) || floor > s.from {
		return false
	}
	// The first member must open the clause too.
	for k := j - 1; k >= floor; k-- {
		t := &r.tokens[k]
		if t.text == "," || t.tag == "IN" {
			return t.text == ","
		}
	}
	return true
}

// joinedBy classifies a clause by the word before its first token.
func (r *reading) joinedBy(s sentence, c *clause, before []clause, start int) {
	j := start - 1
	last := len(before) - 1
	if j < s.from {
		return
	}
	t := &r.tokens[j]
	switch {
	case last >= 0 && r.isContact(s, c, start) && !tellsSomebody(before[last].verb.base):
		c.parent, c.kind = last, relative // those they hold
	case last >= 0 && before[last].verb.to == start && !c.subject.empty():
		c.kind, c.parent = complement, last // they say [that] it will
	case t.lower == "that" || t.lower == "whether" || t.lower == "how" || t.lower == "why" || t.lower == "what" || t.lower == "where" && last >= 0:
		c.intro, c.start, c.parent = j, j, last
		c.kind = complement
		if t.lower == "that" && last >= 0 && r.afterPlainNoun(s, j) && !tellsSomebody(before[last].verb.base) && !r.lex.in("say", before[last].verb.base) {
			c.kind = relative
		}
	case t.text == "," && last >= 0 && before[last].kind == adverbial && before[last].intro > s.from && r.tokens[before[last].intro-1].lower == "that" && before[last].parent >= 0:
		c.kind, c.parent = complement, before[last].parent // said that, while it waits, it will
	case t.lower == "whose":
		c.intro, c.start, c.parent = j, j, -1 // whose leader has threatened: about somebody else
	case isRelative(t) || t.lower == "whom":
		c.intro, c.start, c.parent, c.kind = j, j, last, relative
	case t.tag == "WRB" || opensClause(t.lower):
		c.intro, c.start, c.parent, c.kind = j, j, last, adverbial
	}
}

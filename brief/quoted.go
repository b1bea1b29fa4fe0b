package brief

import "strings"

// isQuoteMark reports whether a token is a quotation mark.
func isQuoteMark(text string) bool {
	switch text {
	case "\"", "“", "”", "«", "»", "‘", "’", "''":
		return true
	}
	return false
}

// invertedSubject reads a verb of saying whose subject follows it: "...," said
// Ingrid Sollen.
func (r *reading) invertedSubject(s sentence, c *clause) bool {
	i := c.verb.from
	if i-1 < s.from || !r.lex.in("say", c.verb.base) || c.verb.main != c.verb.from {
		return false
	}
	before := r.tokens[i-1].text
	if !isQuoteMark(before) && !(before == "," && i-2 >= s.from && isQuoteMark(r.tokens[i-2].text)) {
		return false
	}
	end := r.afterPhrase(c.verb.to, s.to)
	if end == c.verb.to {
		return false
	}
	c.subject, c.start = span{c.verb.to, end}, c.verb.from
	if end+1 < s.to && r.tokens[end].text == "," && r.tokens[end+1].name >= 0 {
		c.apposed = span{end + 1, r.afterPhrase(end+1, s.to)}
	}
	return true
}

// listen finds whose words a sentence quotes: the subject of its verb of saying,
// or the speaker before where a quotation goes on, or the one named at its end.
func (w *sentenceReader) listen() {
	w.quoting = w.focus.quoting
	marks := 0
	for i := w.s.from; i < w.s.to; i++ {
		if isDoubleQuote(w.tokens[i].text) {
			marks++
		}
	}
	w.focus.quoting = w.quoting != (marks%2 == 1)
	if marks == 0 && !w.quoting && !w.singleQuotes() {
		w.focus.speaker = -1
		return
	}
	speaker := w.speakerIn(w.cs, w.quoting)
	opens := w.quoting || isQuoteMark(w.tokens[w.s.from].text)
	if speaker < 0 && opens && w.focus.quoting {
		speaker = w.speakerAhead()
	}
	if speaker >= 0 || !opens {
		w.focus.speaker = speaker
	}
}

// singleQuotes reports whether a sentence has single quotation marks.
func (w *sentenceReader) singleQuotes() bool {
	for i := w.s.from; i < w.s.to; i++ {
		if t := w.tokens[i].text; t == "‘" || t == "’" {
			return true
		}
	}
	return false
}

// speakerIn returns the subject of a verb of saying outside the quotation, or
// -1. open says that the sentence starts inside one.
func (w *sentenceReader) speakerIn(cs []clause, open bool) int {
	speaker := -1
	for i := range cs {
		c := &cs[i]
		if !w.lex.in("say", c.verb.base) || w.inQuote(c.verb.main, open) || c.kind == relative {
			continue
		}
		if who, _ := w.resolve(w.s, c.subject, c.apposed); len(who) > 0 {
			speaker = who[0]
		}
	}
	return speaker
}

// speakerAhead returns who is named where a quotation of several sentences ends,
// or -1.
func (w *sentenceReader) speakerAhead() int {
	for k := w.k + 1; k < len(w.sentences) && w.sentences[k].block == w.s.block; k++ {
		s := w.sentences[k]
		next := &sentenceReader{reading: w.reading, s: s, k: k}
		if speaker := next.speakerIn(w.clauses(s), true); speaker >= 0 {
			return speaker
		}
		for i := s.from; i < s.to; i++ {
			if isDoubleQuote(w.tokens[i].text) {
				return -1
			}
		}
	}
	return -1
}

// insideQuote reports whether a token stands inside a quotation.
func (w *sentenceReader) insideQuote(i int) bool { return w.inQuote(i, w.quoting) }

func (w *sentenceReader) inQuote(i int, open bool) bool {
	for j := w.s.from; j < i; j++ {
		if isQuoteMark(w.tokens[j].text) {
			open = !open
		}
	}
	return open
}

// isQuoted reports whether clause i is somebody's own words: "We will not sign".
func (w *sentenceReader) isQuoted(i int) bool {
	c := &w.cs[i]
	if c.subject.empty() || !w.insideQuote(c.verb.main) {
		return false
	}
	switch w.tokens[c.subject.from].lower {
	case "we", "i", "our", "my":
		return true
	}
	return false
}

// wholeQuote widens a span to the quotation marks around it and to the words
// that say who speaks, as long as they are no longer than what is said.
func (w *sentenceReader) wholeQuote(at span) span {
	for at.from > w.s.from && !isQuoteMark(w.tokens[at.from].text) {
		at.from--
	}
	for i := range w.cs {
		c := &w.cs[i]
		if c.verb.from < at.to || !w.lex.in("say", c.verb.base) || w.insideQuote(c.verb.main) {
			continue
		}
		end := max(c.verb.to, c.subject.to)
		said, _ := w.bytes(span{c.start, w.s.to})
		start, last := w.bytes(span{at.from, w.s.to})
		if 5*(last-said) <= 4*(said-start) {
			end = w.s.to
		}
		return span{at.from, end}
	}
	for at.to < w.s.to && !strings.ContainsAny(w.tokens[at.to-1].text, "\"”") {
		at.to++
	}
	return at
}

// quoted reads what somebody says of others in their own words: "People are
// falling asleep", "There will be no second flag".
func (w *sentenceReader) quoted(i int) bool {
	c := &w.cs[i]
	speaker := w.focus.speaker
	if speaker < 0 || c.kind != mainClause || !w.insideQuote(c.verb.main) || w.isQuoted(i) {
		return false
	}
	limit := w.limit(i)
	kind := Kind("")
	switch modal := c.verb.modal; {
	case i > 0 && w.isSupposed(i-1) && modal != "":
		kind = Expectation // if they ignore it, there will be nothing left
	case modal == "should" || modal == "must" || (modal == "will" || modal == "shall" || modal == "can") && w.saysNone(i, limit):
		kind = Goal
	case w.complains(c.start, limit):
		kind = Concern
	case (modal == "will" || modal == "would") && !c.verb.negated:
		kind = Expectation
	}
	if kind == "" || !w.note([]int{speaker}, kind, w.wholeQuote(span{w.opening(i), limit}), w.k, kind == Goal && w.saysNone(i, limit)) {
		return false
	}
	w.done = max(w.done, limit)
	return true
}

// saysNone reads "there will be no talks", "no ship will leave", "it will never
// happen".
func (w *sentenceReader) saysNone(i, limit int) bool {
	c := &w.cs[i]
	if c.verb.negated {
		return true
	}
	for j := c.start; j < min(c.verb.to+2, limit); j++ {
		switch w.tokens[j].lower {
		case "no", "nobody", "nothing", "none":
			return true
		}
	}
	return false
}

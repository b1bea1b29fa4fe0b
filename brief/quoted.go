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
// or the speaker before where a quotation goes on.
func (w *sentenceReader) listen() {
	quotes := false
	for i := w.s.from; i < w.s.to; i++ {
		quotes = quotes || isQuoteMark(w.tokens[i].text)
	}
	if !quotes {
		w.focus.speaker = -1
		return
	}
	speaker := -1
	for i := range w.cs {
		c := &w.cs[i]
		if !w.lex.in("say", c.verb.base) || w.insideQuote(c.verb.main) || c.kind == relative {
			continue
		}
		if who, _ := w.resolve(w.s, c.subject, c.apposed); len(who) > 0 {
			speaker = who[0]
		}
	}
	if speaker >= 0 || !isQuoteMark(w.tokens[w.s.from].text) {
		w.focus.speaker = speaker
	}
}

// insideQuote reports whether an odd number of quotation marks stands before a
// token.
func (w *sentenceReader) insideQuote(i int) bool {
	n := 0
	for j := w.s.from; j < i; j++ {
		if isQuoteMark(w.tokens[j].text) {
			n++
		}
	}
	return n%2 == 1
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
// that say who speaks.
func (w *sentenceReader) wholeQuote(at span) span {
	for at.from > w.s.from && !isQuoteMark(w.tokens[at.from].text) {
		at.from--
	}
	for i := range w.cs {
		if c := &w.cs[i]; c.verb.from >= at.to && w.lex.in("say", c.verb.base) && !w.insideQuote(c.verb.main) {
			return span{at.from, w.s.to}
		}
	}
	for at.to < w.s.to && !strings.ContainsAny(w.tokens[at.to-1].text, "\"”") {
		at.to++
	}
	return at
}

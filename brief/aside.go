package brief

// asides reads relative clauses between commas that say what their noun wants,
// fears or lacks, where nothing else was taken of them: "Norland, which fears
// cheap fish, met the mediator".
func (w *sentenceReader) asides() {
	for i := range w.cs {
		c := &w.cs[i]
		if c.kind != relative || c.intro < 0 || c.intro <= w.s.from || w.tokens[c.intro-1].text != "," || c.subject.empty() || w.tokens[c.intro].lower == "that" {
			continue
		}
		if c.verb.from-1 != c.intro && !isAdverb(&w.tokens[c.verb.from-1]) {
			w.judged(i)
			continue
		}
		limit := w.asideEnd(i)
		if w.hasTaken(c.intro, limit) {
			continue
		}
		who, _ := w.resolve(w.s, c.subject, span{})
		base, main, modal := w.chain(w.s, c.verb, limit)
		x, ok := w.cue(w.s, base, main, limit, modal, c.verb.negated)
		if !ok && isCopula(base) {
			x, ok = w.adjectiveCue(main+1, limit)
		}
		if ok && len(who) == 1 && (x.kind == Concern || x.kind == Goal) && !isVague(x) {
			w.note(who, x.kind, span{c.intro, limit}, w.k, w.denies(i))
		}
	}
}

// judged reads "..., which the union has turned down".
func (w *sentenceReader) judged(i int) {
	c := &w.cs[i]
	limit := w.asideEnd(i)
	if w.tokens[c.intro].lower != "which" || c.verb.passive || w.hasTaken(c.intro, limit) {
		return
	}
	who, _ := w.resolve(w.s, span{c.intro + 1, c.verb.from}, span{})
	base, main, modal := w.chain(w.s, c.verb, limit)
	x, ok := w.cue(w.s, base, main, limit, modal, c.verb.negated)
	from := c.intro
	if p := w.nounPhraseEnding(w.s, w.s.from, c.intro-1); w.tokens[c.intro+1].tag == "PRP" && !p.empty() {
		from = p.from // a settlement, which he hopes for
	}
	if ok && len(who) == 1 && (x.kind == Goal || x.kind == Concern) && !isVague(x) {
		w.note(who, x.kind, span{from, limit}, w.k, w.denies(i))
	}
}

// asideEnd is the token of the comma that closes an aside, or the end of the
// sentence.
func (w *sentenceReader) asideEnd(i int) int {
	for j := w.cs[i].verb.to; j < w.s.to; j++ {
		if w.tokens[j].text == "," || w.tokens[j].text == ";" {
			return j
		}
	}
	return w.s.to
}

// hasTaken reports whether a statement of this sentence holds some of the tokens
// from..to.
func (w *sentenceReader) hasTaken(from, to int) bool {
	for i := len(w.found) - 1; i >= 0 && w.found[i].sentence == w.k; i-- {
		if f := &w.found[i]; f.span.from < to && from < f.span.to {
			return true
		}
	}
	return false
}

// accordingTo reads "According to Norland, the quota is unfair" and the same with
// the source last.
func (w *sentenceReader) accordingTo() {
	for i := w.s.from; i+2 < w.s.to; i++ {
		if w.tokens[i].lower != "according" || w.tokens[i+1].lower != "to" || w.insideQuote(i) {
			continue
		}
		who, _ := w.resolve(w.s, span{i + 2, w.phraseEnd(i+2, w.s.to)}, span{})
		c := w.firstMain()
		if len(who) != 1 || c == nil {
			return
		}
		if subject, _ := w.resolve(w.s, c.subject, c.apposed); len(subject) > 0 && w.side(subject[0]) != w.side(who[0]) && c.verb.modal == "" && !w.complains(c.verb.from, w.s.to) {
			return // what another party does, read by itself
		}
		kind := Kind("")
		switch modal := c.verb.modal; {
		case w.complains(c.start, w.s.to):
			kind = Concern
		case modal == "should" || modal == "must":
			kind = Goal
		case modal == "will" || modal == "would" || modal == "could" || modal == "may" || modal == "might":
			kind = Expectation
		}
		if kind != "" && w.note(who, kind, span{w.s.from, w.s.to}, w.k, c.verb.negated) {
			w.done = w.s.to
		}
		return
	}
}

// inserted reads a statement whose speaker stands in the middle of it: "Any
// merger, it insists, must keep the head office".
func (w *sentenceReader) inserted() {
	for i := range w.cs {
		c := &w.cs[i]
		if i+1 >= len(w.cs) || c.start <= w.s.from+1 || c.verb.to >= w.s.to || c.verb.to-c.start > 6 || c.kind == relative || c.kind == adverbial {
			continue
		}
		end := c.verb.to
		if w.makesKnown(c.verb.base, c.verb.main) && end+1 < w.s.to {
			end++ // has made clear
		}
		if w.tokens[c.start-1].text != "," || w.tokens[end].text != "," || c.subject.empty() || c.subject.from != c.start || w.insideQuote(c.verb.main) {
			continue
		}
		who, _ := w.resolve(w.s, c.subject, c.apposed)
		kind := w.kindInserted(c, &w.cs[i+1])
		if len(who) == 0 || kind == "" {
			continue
		}
		if w.note(who, kind, span{w.s.from, w.s.to}, w.k, w.cs[i+1].verb.negated) {
			w.done = w.s.to
			w.look(who[0], false)
		}
		return
	}
}

// kindInserted goes by the verb of saying, then by what is said.
func (w *sentenceReader) kindInserted(c, said *clause) Kind {
	if x, ok := w.cue(w.s, c.verb.base, c.verb.main, c.verb.to, "", false); ok {
		return x.kind
	}
	switch modal := said.verb.modal; {
	case w.makesKnown(c.verb.base, c.verb.main):
		return Goal
	case !w.lex.in("say", c.verb.base):
		return ""
	case w.complains(w.s.from, w.s.to):
		return Concern
	case modal == "must" || modal == "should":
		return Goal
	case modal != "":
		return Expectation
	}
	return ""
}

// without reads "Without its consent no branch may close": what nothing goes
// without gives its owner power.
func (w *sentenceReader) without() {
	for i := w.s.from; i+3 < w.s.to; i++ {
		if w.tokens[i].lower != "without" || i > w.s.from && !isBreak(w.tokens[i-1].text) && w.tokens[i-1].tag != "CC" {
			continue
		}
		end := w.afterPhrase(i+1, w.s.to)
		who, owner := w.resolve(w.s, span{i + 1, max(end, i+2)}, span{})
		if owner >= 0 {
			who = []int{owner}
		}
		if stop := w.clauseEnd(end); len(who) == 1 && w.nothingGoes(i+2, stop) {
			w.note(who, Leverage, span{i, stop}, w.k, false)
			w.done = stop
		}
		return
	}
}

// nothingGoes reports whether a sentence goes on, from token i, to say that
// something cannot be or stops, before token end.
func (w *sentenceReader) nothingGoes(i, end int) bool {
	for ; i < end; i++ {
		switch w.tokens[i].lower {
		case "no", "nothing", "nobody", "cannot", "never", "not", "stops", "stop", "fails", "collapses", "collapse", "stands", "dies":
			return true
		}
	}
	return false
}

// asWarned reads "That could ruin the islands, as their premier has warned".
func (w *sentenceReader) asWarned() {
	for i := range w.cs {
		c := &w.cs[i]
		if c.kind != adverbial || c.intro <= w.s.from || w.tokens[c.intro].lower != "as" || w.tokens[c.intro-1].text != "," || c.verb.to < w.s.to-1 {
			continue
		}
		switch c.verb.base {
		case "warn", "fear", "complain", "worry":
		default:
			continue
		}
		if who, _ := w.resolve(w.s, c.subject, c.apposed); len(who) > 0 && w.note(who, Concern, span{w.s.from, w.s.to}, w.k, false) {
			w.done = w.s.to
		}
		return
	}
}

// clauseEnd returns the token of the first comma after token i that a conjunction
// follows, or the end of the sentence.
func (w *sentenceReader) clauseEnd(i int) int {
	for ; i+1 < w.s.to; i++ {
		if w.tokens[i].text == ";" || w.tokens[i].text == "," && w.tokens[i+1].tag == "CC" {
			return i
		}
	}
	return w.s.to
}

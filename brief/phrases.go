package brief

import "strings"

// fronted reads phrases before the main clause that make statements of their
// own: "By filling its tanks, Volgaz has ...", "Despite seeking ...", "amid
// pressures on Russia's economy".
func (w *sentenceReader) fronted() {
	c := w.firstMain()
	if c == nil || c.start <= w.s.from+2 {
		return
	}
	end := c.start - 1
	if w.tokens[end].text != "," {
		return
	}
	from := w.s.from
	for from < end && (w.tokens[from].tag == "CC" || w.tokens[from].text == "," || isAdverb(&w.tokens[from]) || isLink(w.tokens[from].lower)) {
		from++
	}
	if from+2 >= end {
		return
	}
	first, second := &w.tokens[from], &w.tokens[from+1]
	switch {
	case first.lower == "by" && second.tag == "VBG":
		w.noteFor(c, Strategy, span{from, end})
	case (first.lower == "despite" || first.lower == "while" || first.lower == "in" || first.lower == "after") && second.tag == "VBG":
		if x, ok := w.cue(w.s, w.lex.base(second.lower), from+1, end, "", false); ok && !isVague(x) {
			w.noteFor(c, x.kind, span{from, end})
		}
	case first.lower == "amid" || first.lower == "under" || first.lower == "with" || first.lower == "given" || first.lower == "facing":
		w.burden(span{from, end})
	}
}

func isLink(lower string) bool {
	switch lower {
	case "moreover", "however", "meanwhile", "ultimately", "conversely", "still", "furthermore", "besides", "instead", "domestically", "finally":
		return true
	}
	return false
}

// firstMain returns the first main clause of the sentence.
func (w *sentenceReader) firstMain() *clause {
	for i := range w.cs {
		if w.cs[i].kind == mainClause {
			return &w.cs[i]
		}
	}
	return nil
}

// noteFor notes a statement of the subject of a clause, or of its owner.
func (w *sentenceReader) noteFor(c *clause, kind Kind, at span) {
	who, owner := w.resolve(w.s, c.subject, c.apposed)
	if len(who) == 0 && owner >= 0 {
		who = []int{owner}
	}
	w.note(who, kind, at, w.k, false)
}

// burden reads what weighs on a party in a phrase: pressure on X's economy, a
// budget deficit.
func (w *sentenceReader) burden(at span) {
	weighs := false
	for i := at.from; i < at.to; i++ {
		switch strings.TrimSuffix(w.tokens[i].lower, "s") {
		case "pressure", "deficit", "shortage", "crisi", "crisis", "recession", "protest", "debt", "unrest", "sanction", "strain", "squeeze":
			weighs = true
		}
	}
	if !weighs {
		return
	}
	for i := at.from; i < at.to; i++ {
		if e := w.tokens[i].name; e >= 0 && !w.isAdjective(w.s, i) {
			w.note([]int{e}, Constraint, at, w.k, false)
			return
		}
	}
}

// phrases reads statements of clause i that do not hang on its verb: concerns
// among X, an opportunity for X, pressure on X, "For X, ...".
func (w *sentenceReader) phrases(i int) {
	c := &w.cs[i]
	if c.kind == relative && w.cs[i].verb.from < w.done {
		return
	}
	limit := w.limit(i)
	from := w.opening(i)
	at := span{from, limit}
	if w.opportunity(at) || w.feeling(c, at) || w.forWhom(c, at) || w.timeOnSide(at) || w.lets(i, at) || w.inView(c, at) {
		w.done = max(w.done, limit)
	}
}

// opportunity reads "an opportunity for X to".
func (w *sentenceReader) opportunity(at span) bool {
	for i := at.from; i+2 < at.to; i++ {
		switch w.tokens[i].lower {
		case "opportunity", "chance", "platform":
		default:
			continue
		}
		if w.tokens[i+1].lower != "for" {
			continue
		}
		for j := i + 2; j < at.to && w.tokens[j].lower != "to"; j++ {
			if e := w.tokens[j].name; e >= 0 && j+1 < at.to {
				return w.note([]int{e}, Goal, at, w.k, false)
			}
		}
	}
	return false
}

// feeling reads "there are concerns among X", "pressure is mounting on X",
// "doubts within X".
func (w *sentenceReader) feeling(c *clause, at span) bool {
	for i := at.from; i+2 < at.to; i++ {
		t := &w.tokens[i]
		kind := w.nounKind(t.lower)
		if t.lower == "pressure" || t.lower == "pressures" {
			kind = Constraint
		}
		if kind != Concern && kind != Constraint && kind != Goal || !strings.HasPrefix(t.tag, "NN") {
			continue
		}
		exists := w.headWord(c.subject) == "there" || c.subject.from <= i && i < c.subject.to
		if !exists {
			continue
		}
		for j := i + 1; j+1 < at.to && j < i+8; j++ {
			lower := w.tokens[j].lower
			if kind == Concern && (lower == "among" || lower == "in" || lower == "within" || lower == "from") || kind == Constraint && t.lower[0] == 'p' && lower == "on" {
				who, owner := w.resolve(w.s, span{j + 1, w.phraseEnd(j+1, at.to)}, span{})
				if len(who) == 0 && owner >= 0 {
					who = []int{owner}
				}
				if len(who) > 0 {
					return w.note(who, kind, at, w.k, false)
				}
			}
		}
	}
	return false
}

// phraseEnd returns the end of the noun phrase at i with an "of" phrase after
// it.
func (w *sentenceReader) phraseEnd(i, to int) int {
	end := w.afterPhrase(i, to)
	if end > i && end+1 < to && w.tokens[end].lower == "of" {
		return max(w.afterPhrase(end+1, to), end)
	}
	return max(end, i+1)
}

// forWhom reads "For Putin, securing this meeting could symbolize a return".
func (w *sentenceReader) forWhom(c *clause, at span) bool {
	f := w.forPhrase(c)
	if f < 0 {
		return false
	}
	to := c.start - 1
	if to <= f {
		to = c.subject.from
	}
	who, _ := w.resolve(w.s, span{f + 1, to}, span{})
	if len(who) == 0 {
		return false
	}
	kind := Goal
	for i := c.verb.from; i < at.to; i++ {
		switch strings.TrimSuffix(w.tokens[i].lower, "s") {
		case "threat", "danger", "disaster", "nightmare", "blow", "insult", "catastrophe":
			kind = Concern
		case "worth", "cost", "problem", "risk", "percent", "hard", "difficult", "lifeline", "burden", "deadline", "loss":
			kind = Constraint
		}
	}
	w.look(who[0], false)
	return w.note(who, kind, span{f, at.to}, w.k, false)
}

// timeOnSide reads "time is on Moscow's side".
func (w *sentenceReader) timeOnSide(at span) bool {
	for i := at.from; i+2 < at.to; i++ {
		if w.tokens[i].lower != "on" {
			continue
		}
		if w.follows([]string{"the", "side", "of"}, i+1, at.to) && w.tokens[at.from].lower == "time" {
			if who, _ := w.resolve(w.s, span{i + 4, at.to}, span{}); len(who) > 0 {
				return w.note(who, Leverage, at, w.k, false)
			}
		}
		for j := i + 1; j < min(i+5, at.to); j++ {
			if w.tokens[j].lower == "side" && (w.tokens[j-1].tag == "POS" || w.tokens[j-1].tag == "PRP$") {
				_, owner := w.resolve(w.s, span{i + 1, j + 1}, span{})
				if owner >= 0 && (w.tokens[at.from].lower == "time" || w.tokens[at.from].lower == "geography" || w.tokens[at.from].lower == "the") {
					return w.note([]int{owner}, Leverage, at, w.k, false)
				}
			}
		}
	}
	return false
}

// lets reads "the clause lets Washington walk away": what gives a party room is
// its leverage.
func (w *sentenceReader) lets(i int, at span) bool {
	c := &w.cs[i]
	if len(w.who[i]) > 0 || c.verb.negated {
		return false
	}
	switch c.verb.base {
	case "let", "allow", "enable", "entitle", "empower", "permit", "help", "strengthen", "give":
	default:
		return false
	}
	j := c.verb.to
	for j < at.to && (w.tokens[j].tag == "DT" || w.tokens[j].tag == "RB") {
		j++
	}
	if j < at.to && w.tokens[j].tag == "PRP" {
		e, _ := w.pronoun(w.s, j, span{j, j + 1})
		return e >= 0 && (c.verb.base != "give" || w.givesPower(j+1, at.to)) && w.note([]int{e}, Leverage, at, w.k, false)
	}
	if end := w.afterPhrase(j, at.to); c.verb.base == "give" && j < at.to && w.tokens[j].name < 0 && end > j && w.givesPower(j, at.to) {
		who, _ := w.resolve(w.s, span{c.verb.to, end}, span{})
		return len(who) == 1 && w.note(who, Leverage, at, w.k, false)
	}
	if j >= at.to || w.tokens[j].name < 0 || w.isAdjective(w.s, j) {
		return false
	}
	return w.note([]int{w.tokens[j].name}, Leverage, at, w.k, false)
}

// givesPower reports whether what is given is a power: a say, a veto, a mandate.
func (w *sentenceReader) givesPower(i, limit int) bool {
	for ; i < limit; i++ {
		switch w.tokens[i].lower {
		case "say", "veto", "right", "edge", "hand", "control", "power", "word", "majority", "advantage", "freedom", "mandate", "leverage", "weight", "option", "options", "cushion":
			return true
		}
	}
	return false
}

// inView reads "In his eyes a federation is dead", "In Norway's view, ...".
func (w *sentenceReader) inView(c *clause, at span) bool {
	i := w.s.from
	if w.tokens[i].lower != "in" && w.tokens[i].lower != "to" || c.subject.empty() || c.kind != mainClause {
		return false
	}
	end := w.afterPhrase(i+1, w.s.to)
	if end > w.s.to-3 || end <= i+2 || end > c.verb.from {
		return false
	}
	for j := i + 2; j < end; j++ {
		switch w.tokens[j].lower {
		case "eyes", "view", "opinion", "mind", "reading", "judgment", "judgement":
			_, owner := w.resolve(w.s, span{i + 1, j + 1}, span{})
			if owner < 0 {
				return false
			}
			kind := Expectation
			if w.complains(j+1, at.to) {
				kind = Concern
			}
			return w.note([]int{owner}, kind, span{i, at.to}, w.k, false)
		}
	}
	return false
}

// relativeStatement reads a relative clause that makes a statement of its own:
// "a method that keeps the companies guessing", "which could lead to dire
// consequences, as voiced by X".
func (w *sentenceReader) relativeStatement(i int) bool {
	c := &w.cs[i]
	limit := w.limit(i)
	if w.hampers(i, limit) {
		return true
	}
	if e := w.voiced(c.start, limit); e >= 0 {
		if w.note([]int{e}, Concern, span{c.start, limit}, w.k, false) {
			w.done = max(w.done, limit)
			return true
		}
	}
	return false
}

// hampers reads "which makes it hard for the cabinet to move", and an aside that
// says what gives the subject power: "a method that keeps them guessing".
func (w *sentenceReader) hampers(i, limit int) bool {
	c := &w.cs[i]
	x, ok := w.cue(w.s, c.verb.base, c.verb.main, limit, c.verb.modal, c.verb.negated)
	if !ok || len(x.words) < 2 {
		return false
	}
	switch {
	case x.kind == Constraint && x.words[0] == "make":
		for j := c.verb.to; j+1 < limit; j++ {
			if w.tokens[j].lower != "for" {
				continue
			}
			if who, _ := w.resolve(w.s, span{j + 1, w.phraseEnd(j+1, limit)}, span{}); len(who) > 0 {
				return w.note(who, Constraint, span{c.start, limit}, w.k, false)
			}
		}
	case x.kind == Leverage && c.subject.from > w.s.from && w.tokens[c.subject.from-1].text == ",":
		for j := i - 1; j >= 0; j-- {
			if len(w.who[j]) > 0 {
				return w.note(w.who[j], Leverage, span{c.subject.from, limit}, w.k, false)
			}
		}
	}
	return false
}

// voiced returns the party of "as voiced by X", "as X fears", or -1.
func (w *sentenceReader) voiced(from, to int) int {
	for i := from; i+2 < to; i++ {
		if w.tokens[i].lower != "as" {
			continue
		}
		switch w.tokens[i+1].lower {
		case "voiced", "expressed", "feared", "warned", "raised", "argued":
			if w.tokens[i+2].lower == "by" {
				for j := i + 3; j < to; j++ {
					if e := w.tokens[j].name; e >= 0 && !w.isAdjective(w.s, j) {
						return e
					}
				}
			}
		}
	}
	return -1
}

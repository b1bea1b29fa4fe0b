package brief

import "strings"

// reported returns the clause in which clause i says, thinks or hints something
// that is a statement of its own, or -1.
func (w *sentenceReader) reported(i int) int {
	c := &w.cs[i]
	base, main, _ := w.chain(w.s, c.verb, w.s.to)
	if !w.lex.in("say", base) && !w.makesKnown(base, main) || main != c.verb.main || c.verb.passive {
		return -1
	}
	for j := i + 1; j < len(w.cs); j++ {
		if w.cs[j].kind == complement && w.cs[j].parent == i {
			return j
		}
		if w.cs[j].kind == mainClause {
			return -1
		}
	}
	return -1
}

// makesKnown reads "has made clear", "let it be known".
func (w *sentenceReader) makesKnown(base string, main int) bool {
	switch base {
	case "make":
		return w.follows([]string{"clear"}, main+1, w.s.to) || w.follows([]string{"*", "clear"}, main+1, min(main+4, w.s.to)) || w.follows([]string{"*", "known"}, main+1, min(main+5, w.s.to))
	case "let":
		return w.follows([]string{"*", "known"}, main+1, min(main+5, w.s.to)) || w.follows([]string{"slip"}, main+1, w.s.to)
	}
	return false
}

// report reads "X says that it will not ...": the kind is that of what is said,
// the party the speaker, unless somebody else's wants are told.
func (w *sentenceReader) report(i, j int) bool {
	for len(w.who) <= j {
		w.resolveClause(len(w.who))
	}
	defer func() { w.who, w.owner = w.who[:i+1], w.owner[:i+1] }()
	speaker := w.who[i]
	limit := w.limit(i)
	said, same := w.who[j], false
	for _, e := range said {
		for _, f := range speaker {
			same = same || w.side(e) == w.side(f)
		}
	}
	switch w.headWord(w.cs[j].subject) {
	case "it", "they", "he", "she":
		same = same || len(speaker) == 1
	}
	kind, ok := w.kindOfClause(j, limit)
	if v := &w.cs[j].verb; w.cs[i].verb.base == "insist" && !same && v.modal == "" && v.main == v.from && w.lex.isBase(w.tokens[v.main].lower) && w.tokens[v.main].tag != "VBD" {
		return len(speaker) > 0 && w.noteReport(i, j, speaker, Goal, limit) // insists that the rebels leave
	}
	if same && !ok && w.cs[j].verb.modal == "will" && !w.cs[j].verb.copula {
		kind, ok = Strategy, true // what the speaker says it will do
	}
	if len(speaker) == 0 || w.judgesOther(speaker, said) && !same && ok {
		return false // analysts believe: what they believe is read by itself
	}
	if (!same || kind == Constraint && w.cs[j].verb.modal == "") && (w.complains(w.cs[j].verb.from, limit) || len(said) > 0 && !same && wrongs(w.cs[j].verb.base)) {
		kind, ok = Concern, true
	} else if len(said) > 0 && !same && ok && (kind == Goal || kind == Strategy || kind == Expectation) && w.cs[j].verb.modal == "" {
		// Hearsay about another party: its own statement.
		return false
	}
	if len(said) > 0 && !same && !ok && w.cs[j].verb.modal == "" && !w.entities[said[0]].unsure {
		kind, ok = Concern, true // it says of another party what that does
	}
	if !ok || !same && kind != Concern && !(kind == Constraint && len(said) == 0 && (w.cs[j].verb.modal != "" || w.cs[j].verb.passive || w.cs[j].verb.copula)) {
		kind, ok = w.kindOfSaying(i, j, limit)
	}
	if !ok {
		return false
	}
	return w.noteReport(i, j, speaker, kind, limit)
}

// noteReport notes what clause i reports in clause j.
func (w *sentenceReader) noteReport(i, j int, speaker []int, kind Kind, limit int) bool {
	if !w.note(speaker, kind, span{w.opening(i), limit}, w.k, w.denies(j)) {
		return false
	}
	w.done = max(w.done, limit)
	return true
}

// judgesOther reports whether the person interviewed speaks of another party, as
// an analyst does.
func (w *sentenceReader) judgesOther(speaker, said []int) bool {
	return w.interview && len(speaker) == 1 && speaker[0] == w.author && len(said) > 0
}

// wrongs knows verbs for what one party reproaches another with.
func wrongs(base string) bool {
	switch base {
	case "drag", "stall", "delay", "cheat", "mislead", "betray", "lie", "break", "violate", "breach", "flout", "ignore", "bully", "blackmail", "steal", "renege", "fail", "fake", "abuse", "shell", "kidnap", "poach", "dump", "hide", "sabotage":
		return true
	}
	return false
}

// kindOfSaying goes by the helping verb of what is said: should is a goal, would
// and can an expectation.
func (w *sentenceReader) kindOfSaying(i, j, limit int) (Kind, bool) {
	said := &w.cs[j].verb
	if (said.modal == "will" || said.modal == "would" || said.modal == "can" || said.modal == "could") && (w.saysNone(j, limit) && w.headWord(w.cs[j].subject) == "there" || said.negated && said.passive) {
		return Goal, true
	}
	if x, ok := w.cue(w.s, w.cs[i].verb.base, w.cs[i].verb.main, limit, w.cs[i].verb.modal, false); ok {
		return x.kind, true
	}
	if x, ok := w.adjectiveCue(said.to, limit); ok && said.copula && x.kind == Concern {
		return Concern, true
	}
	if w.complains(said.from, limit) {
		return Concern, true
	}
	if said.copula && said.modal == "" && w.isProspect(said.to, limit) {
		return Expectation, true
	}
	if said.base == "have" && w.follows([]string{"~to"}, said.to, limit) {
		return Goal, true
	}
	switch said.modal {
	case "should", "must":
		return Goal, true
	case "will", "would", "can", "could", "may", "might":
		return Expectation, true
	}
	return "", false
}

// isProspect reports whether an adjective at token i speaks of what may come.
func (w *sentenceReader) isProspect(i, limit int) bool {
	for i < limit && (isAdverb(&w.tokens[i]) || isDegree(w.tokens[i].lower)) && w.tokens[i].lower != "likely" && w.tokens[i].lower != "close" && w.tokens[i].lower != "near" {
		i++
	}
	if i >= limit {
		return false
	}
	switch w.tokens[i].lower {
	case "possible", "impossible", "near", "close", "likely", "unlikely", "inevitable", "imminent", "feasible", "doable", "conceivable", "within", "weeks", "days", "months":
		return true
	}
	return false
}

// complains reports whether what is said is a complaint: too quickly, unfair, a
// threat.
func (w *sentenceReader) complains(from, to int) bool {
	for i := from; i < to; i++ {
		switch w.tokens[i].lower {
		case "too":
			if i+1 < to && (strings.HasPrefix(w.tokens[i+1].tag, "JJ") || w.tokens[i+1].tag == "RB") {
				return true
			}
		case "not":
			if i+1 < to && strings.HasPrefix(w.tokens[i+1].tag, "JJ") {
				return true
			}
		default:
			if w.lex.in("complaints", w.tokens[i].lower) {
				return true
			}
		}
	}
	return false
}

package brief

import "strings"

// kindOfState reads what stands after be, remain, seem: an adjective, or a noun
// such as "a priority".
func (w *sentenceReader) kindOfState(i int, base string, main, limit int) (Kind, bool) {
	c := &w.cs[i]
	if x, ok := w.cue(w.s, base, main, limit, c.verb.modal, c.verb.negated); ok && len(x.words) > 1 {
		return x.kind, true
	}
	if x, ok := w.adjectiveCue(main+1, limit); ok {
		if !(c.verb.negated && (x.kind == Leverage || x.words[0] == "ready" || x.words[0] == "willing" || x.words[0] == "prepared" || x.words[0] == "open")) {
			return x.kind, w.stateFits(i, x)
		}
		return Goal, x.kind != Leverage
	}
	if k, ok := w.kindOfSubject(i, limit); ok {
		return k, true
	}
	return w.predicate(i, main, limit)
}

// stateFits reports whether an adjective may be said of the subject: of a party,
// or, for a constraint, of what belongs to one.
func (w *sentenceReader) stateFits(i int, x pattern) bool {
	if i >= len(w.who) {
		return true
	}
	if len(w.who[i]) > 0 {
		return true
	}
	if x.kind == Leverage && w.described(i) >= 0 {
		return true
	}
	return x.kind == Constraint && (w.owner[i] >= 0 || w.decides(w.cs[i].verb.main, w.s.to) || w.onSide(i))
}

// onSide reports whether "on his side" or "for them" follows.
func (w *sentenceReader) onSide(i int) bool {
	for j := w.cs[i].verb.to; j+1 < w.s.to; j++ {
		if w.tokens[j].tag == "PRP$" && w.tokens[j+1].lower == "side" {
			return true
		}
	}
	return false
}

// predicate reads "is a priority", "remains a pivotal objective", "was a red
// line".
func (w *sentenceReader) predicate(i, main, limit int) (Kind, bool) {
	end := w.afterPhrase(main+1, limit)
	if end <= main+1 {
		return "", false
	}
	switch w.tokens[end-1].lower {
	case "objective", "goal", "aim", "priority", "demand", "target", "ambition", "dream", "line":
		if w.tokens[end-1].lower == "line" && w.tokens[end-2].lower != "red" && w.tokens[end-2].lower != "bottom" {
			return "", false
		}
		return Goal, true
	case "fear", "worry", "concern", "nightmare", "grievance":
		return Concern, true
	case "card", "weapon", "strength", "lever", "trump", "advantage", "chip", "asset":
		return Leverage, true
	case "weakness", "handicap", "constraint", "burden":
		return Constraint, true
	}
	return "", false
}

// kindOfSubject reads "its main demand is ...", "Trump's hope for peace carries
// ...": the subject names what a party has.
func (w *sentenceReader) kindOfSubject(i, limit int) (Kind, bool) {
	c := &w.cs[i]
	if c.subject.empty() || c.kind == relative {
		return "", false
	}
	owner := -1
	if i < len(w.owner) {
		owner = w.owner[i]
	}
	head := w.headWord(c.subject)
	kind := w.nounKind(head)
	if kind == "" || owner < 0 {
		k, o := w.ownedNoun(c.subject)
		if k == "" {
			return "", false
		}
		kind, owner = k, o
		if i < len(w.owner) {
			w.owner[i] = owner
		}
	}
	if owner < 0 {
		return "", false
	}
	if isCopula(c.verb.base) || c.verb.base == "include" || c.verb.base == "center" || c.verb.base == "centre" || c.verb.base == "revolve" || c.verb.base == "lie" || c.verb.base == "rest" || c.verb.base == "go" {
		return kind, true
	}
	switch c.verb.base {
	case "fall", "expire", "loom", "lapse", "run", "end", "shrink", "near", "approach":
		return kind, kind == Constraint
	}
	return kind, isStrong(head)
}

// heldBySubject is the kind of the subject, where it names what a party has.
func (w *sentenceReader) heldBySubject(i int) (Kind, bool) {
	if i >= len(w.owner) || w.owner[i] < 0 || w.cs[i].subject.empty() {
		return "", false
	}
	return w.nounKind(w.headWord(w.cs[i].subject)), true
}

// narrows knows verbs that leave less of what they are done to.
func narrows(base string) bool {
	switch base {
	case "fix", "cap", "cut", "exhaust", "limit", "freeze", "slash", "spend", "halve", "stretch", "set", "drain", "settle", "tie", "overdraw", "commit", "earmark", "reduce", "squeeze":
		return true
	}
	return false
}

// ownedNoun finds a noun with an owner after "of": a part of his approach.
func (w *sentenceReader) ownedNoun(p span) (Kind, int) {
	for j := p.from; j+1 < p.to; j++ {
		if w.tokens[j].lower != "of" {
			continue
		}
		rest := span{j + 1, p.to}
		if k := w.nounKind(w.headWord(rest)); k != "" {
			if _, o := w.resolve(w.s, rest, span{}); o >= 0 {
				return k, o
			}
		}
		// the aim of Norway, the fear of the islanders
		if k := w.nounKind(w.headWord(span{p.from, j})); k != "" {
			if who, _ := w.resolve(w.s, rest, span{}); len(who) > 0 {
				return k, who[0]
			}
		}
		return "", -1
	}
	return "", -1
}

// isStrong knows nouns that say by themselves what a party feels.
func isStrong(noun string) bool {
	switch strings.TrimSuffix(noun, "s") {
	case "hope", "desire", "wish", "fear", "worry", "concern", "insistence", "refusal", "demand", "ambition", "aspiration", "reluctance", "opposition", "anxiety", "rejection":
		return true
	}
	return false
}

// kindOfPassive reads verbs whose subject suffers: is pressed, was accused.
func (w *sentenceReader) kindOfPassive(i int, base string, main, limit int) (Kind, bool) {
	if x, ok := w.adjectiveAt(main, limit); ok {
		return x.kind, w.stateFits(i, x)
	}
	if k, ok := w.kindOfSubject(i, limit); ok {
		return k, true
	}
	if k, owned := w.heldBySubject(i); owned && k == Constraint && narrows(base) {
		return Constraint, true
	}
	party := i >= len(w.who) || len(w.who[i]) > 0
	if w.cs[i].verb.modal == "must" || w.cs[i].verb.modal == "can" && w.cs[i].verb.negated {
		return Constraint, party || w.decides(main, limit)
	}
	switch w.cs[i].verb.modal {
	case "may", "might", "could", "would":
		switch base {
		case "tempt", "persuade", "sway", "convince", "win", "move", "coax", "talk", "bring", "satisfy":
			return Expectation, party
		}
	}
	switch base {
	case "sue", "press", "pressure", "force", "bind", "tie", "squeeze", "constrain", "corner", "bar", "forbid", "limit", "restrict", "require", "oblige",
		"lock", "hem", "pin", "hamstring", "hobble", "hamper", "handcuff", "shackle":
		return Constraint, party
	case "alarm", "worry", "trouble", "disturb", "frighten", "scare", "unsettle", "concern":
		return Concern, party
	}
	return "", false
}

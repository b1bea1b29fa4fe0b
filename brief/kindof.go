package brief

import "strings"

// kindOfClause says what kind of statement the verb of clause i makes, whoever
// makes it. ok is false where it makes none.
func (w *sentenceReader) kindOfClause(i, limit int) (kind Kind, ok bool) {
	c := &w.cs[i]
	base, main, modal := w.chain(w.s, c.verb, limit)
	if isCopula(base) || base == "be" {
		if k, ok := w.kindOfState(i, base, main, limit); ok {
			return k, true
		}
	}
	party := i >= len(w.who) || len(w.who[i]) > 0
	if c.verb.passive && main == c.verb.main {
		return w.kindOfPassive(i, base, main, limit)
	}
	x, known := w.cue(w.s, base, main, limit, modal, c.verb.negated)
	if known && x.kind == Goal && len(x.words) == 1 && w.wantsNothing(main+1, limit) {
		return "", false
	}
	if k, ok := w.kindOfSubject(i, limit); ok && isStrong(w.headWord(c.subject)) {
		return k, true
	}
	switch {
	case c.verb.negated && modal == "can" && c.verb.passive && main != c.verb.main:
		return Constraint, true // cannot be seen to give in
	case modal == "would" && party && !c.verb.negated && w.prefers(c.verb.span):
		return Goal, true
	case known && x.mode != always:
		return x.kind, true
	case c.verb.negated && modal == "can":
		if main == c.verb.main && (w.isSoft(base) || base == "allow" || base == "permit") {
			return Goal, party
		}
		return Constraint, true
	case c.verb.negated && (modal == "will" || modal == "would" || modal == "shall") && party && !w.lex.in("say", base):
		return Goal, true
	case known && party && (modal == "could" || modal == "might" || modal == "may") && !c.verb.negated && (saysNo(base) || obstructs(base)) && x.kind != Expectation:
		return Leverage, true
	case known && party && (modal == "may" || modal == "might") && !c.verb.negated && x.kind == Strategy && len(x.words) > 0 && x.words[0] == "agree":
		return Expectation, true
	case known && modal == "can" && party && (x.kind == Strategy || saysNo(base)) && !c.verb.negated:
		return Leverage, true
	case known && base == "require" && !party:
		return Constraint, w.binds(i, x)
	case known && !(x.kind == Constraint && !party && !w.binds(i, x)):
		return w.asNoun(i, x, main, limit), true
	case party && w.lex.in("light", base) && w.heldNoun(main, limit) != "":
		return w.heldNoun(main, limit), true
	case party && judges(base) && w.feelsOut(main+1, limit):
		return Expectation, true
	case party && judges(base) && (w.complains(main+1, limit) || w.belittles(main+1, limit)):
		return Concern, true
	case modal == "must" && party, modal == "must" && w.decides(main, limit):
		return Constraint, true
	case (base == "have" || base == "need") && w.follows([]string{"~to"}, main+1, limit) && (party || w.decides(main, limit)):
		return Constraint, true
	case modal == "can" && party && !isCopula(base):
		return Leverage, true
	case base == "have" && party && !c.verb.negated && w.superlative(main+1):
		return Leverage, true
	case party && !c.verb.negated && deals(base) && w.largePart(main+1, limit):
		return Leverage, true
	}
	if k, ok := w.kindOfSubject(i, limit); ok {
		return k, true
	}
	if party && !c.verb.negated && (modal == "would" || modal == "will" || modal == "could") && w.inReturn() {
		return Strategy, true
	}
	if party && !c.verb.negated && modal == "would" && gives(base) && w.onTerms() {
		return Strategy, true
	}
	if party && !c.verb.negated && modal == "will" && gives(base) && len(w.tokens) > main+1 && opensObject(w.at(w.s, main+1)) {
		return Strategy, true
	}
	if party && !c.verb.negated && modal == "will" && w.isQuoted(i) && !isCopula(base) && base != "have" && base != "need" {
		return Strategy, true
	}
	if party && w.purpose(main, limit) && !isCopula(base) && base != "meet" && base != "say" {
		return Strategy, true
	}
	return "", false
}

// prefers reports whether a verb group says "would rather keep".
func (w *sentenceReader) prefers(g span) bool {
	for i := g.from; i < g.to; i++ {
		if l := w.tokens[i].lower; l == "rather" || l == "sooner" {
			return true
		}
	}
	return false
}

// inReturn reports whether a sentence opens with "in return" or "in exchange".
func (w *sentenceReader) inReturn() bool {
	return w.tokens[w.s.from].lower == "in" && w.s.from+1 < w.s.to && (w.tokens[w.s.from+1].lower == "return" || w.tokens[w.s.from+1].lower == "exchange")
}

// superlative reports whether the noun phrase at token i claims a first rank: the
// strongest army, the largest market.
func (w *sentenceReader) superlative(i int) bool {
	for j := i; j < min(i+4, w.s.to); j++ {
		if w.tokens[j].tag == "JJS" && w.tokens[j].lower != "most" && w.tokens[j].lower != "least" {
			return true
		}
	}
	return false
}

// judges knows verbs that give a thing a name: calls the offer an insult.
func judges(base string) bool {
	switch base {
	case "call", "deem", "consider", "find", "brand", "label", "describe", "see", "regard", "think", "view", "slam", "dismiss", "term":
		return true
	}
	return false
}

// heldNoun is the kind of the noun that a light verb has as its object: voiced
// concern, expressed willingness.
func (w *sentenceReader) heldNoun(main, limit int) Kind {
	end := w.afterPhrase(main+1, limit)
	if end <= main+1 {
		return ""
	}
	noun := w.tokens[end-1].lower
	singular := noun
	if strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") {
		singular = noun[:len(noun)-1]
	}
	switch singular {
	case "concern", "fear", "worry", "worrie", "doubt", "misgiving", "reservation", "anxiety", "unease", "alarm", "suspicion", "frustration", "grievance", "complaint", "dismay", "anger", "regret",
		"willingness", "readiness", "hope", "interest", "opposition", "demand", "support", "desire", "wish", "intention", "preference", "confidence", "optimism", "expectation", "belief":
		return w.nounKind(noun)
	}
	return ""
}

// asNoun is the kind of a verb entry, unless its object says more: "has a plan",
// "faces opposition" keep it, "raises the demand that" is a goal.
func (w *sentenceReader) asNoun(i int, x pattern, main, limit int) Kind {
	if x.kind == Concern && len(x.words) > 1 && x.words[0] == "warn" && w.threatens(main, limit) {
		return Strategy
	}
	return x.kind
}

// threatens reports whether a warning speaks of what the speaker itself will do:
// "warned that it would turn elsewhere".
func (w *sentenceReader) threatens(main, limit int) bool {
	for j := range w.cs {
		c := &w.cs[j]
		if c.verb.from <= main || c.verb.from >= limit || c.kind == relative {
			continue
		}
		who := w.who
		if j < len(who) {
			continue
		}
		head := w.headWord(c.subject)
		if head == "it" || head == "they" || head == "he" || head == "she" {
			return true
		}
		said, _ := w.resolve(w.s, c.subject, span{})
		if len(said) > 0 && len(w.who) > 0 {
			for _, e := range w.who[len(w.who)-1] {
				if w.side(said[0]) == w.side(e) {
					return true
				}
			}
		}
		return c.verb.modal == "may" && c.verb.passive
	}
	return false
}

// binds reports whether a constraint without a party as its subject is worth
// taking: the subject belongs to a party, or the verb speaks of approval.
func (w *sentenceReader) binds(i int, x pattern) bool {
	c := &w.cs[i]
	if i < len(w.owner) && w.owner[i] >= 0 {
		return true
	}
	switch x.words[0] {
	case "hinge", "depend", "make", "leave", "cap", "bind", "forbid", "prohibit", "bar", "prevent", "tie", "warn", "limit", "restrict", "hamper", "constrain", "put", "force":
		return true
	case "cost", "drain", "hurt":
		for j := c.verb.to; j < min(c.verb.to+6, w.s.to); j++ {
			if e := w.tokens[j].name; e >= 0 && !w.isAdjective(w.s, j) || w.tokens[j].tag == "PRP" {
				return true
			}
		}
		return false
	case "need", "require", "pass", "win", "clear", "get", "secure":
		return w.decides(c.verb.main, w.s.to)
	}
	return c.verb.negated && (x.words[0] == "allow" || x.words[0] == "permit" || x.words[0] == "let")
}

// decides reports whether words of approval follow: vote, referendum, parliament.
func (w *sentenceReader) decides(main, limit int) bool {
	for i := main; i < limit; i++ {
		switch strings.TrimSuffix(w.tokens[i].lower, "s") {
		case "vote", "voter", "referendum", "parliament", "congres", "congress", "senate", "ratify", "ratified", "approve", "approved", "approval", "ratification", "shareholder",
			"majority", "court", "member", "consent", "assembly", "blessing", "signature", "cabinet", "ballot", "two-third", "third", "licence", "regulator", "council", "capital", "constitution", "law", "permission",
			"backing", "unanimou", "unanimous", "unanimity", "consensu", "consensus", "two-thirds", "quorum", "electorate", "authorisation", "authorization", "licensing":
			return true
		}
	}
	return false
}

// purpose reports whether an aim follows the verb: "has adopted a softer tone to
// win time".
func (w *sentenceReader) purpose(main, limit int) bool {
	for i := main + 2; i+1 < limit; i++ {
		if isBreak(w.tokens[i].text) {
			return false
		}
		if w.tokens[i].lower == "to" && aims(w.lex.base(w.tokens[i+1].lower)) && strings.HasPrefix(w.tokens[i-1].tag, "NN") {
			return true
		}
	}
	return false
}

// aims knows verbs that name an aim after "to".
func aims(base string) bool {
	switch base {
	case "win", "gain", "secure", "force", "pressure", "press", "avoid", "prevent", "keep", "protect", "stop", "block", "reach", "show", "persuade", "convince", "isolate",
		"weaken", "strengthen", "buy", "save", "put", "bring", "get", "break", "calm", "soften", "split", "raise", "improve", "deter", "court", "appease", "reassure":
		return true
	}
	return false
}

package brief

import "strings"

// inner reads what a party's own people want, fear or do against it: "lawmakers
// from his own party have warned", "her lenders have capped". It binds the party,
// which is returned, or -1.
func (w *sentenceReader) inner(i int, kind Kind) int {
	c := &w.cs[i]
	if kind != Goal && kind != Strategy && kind != Concern || c.subject.empty() || c.kind == sameSubject {
		return -1
	}
	own := w.owner[i]
	for j := c.subject.from; j+1 < c.subject.to; j++ {
		if w.tokens[j].tag == "PRP$" && w.tokens[j+1].lower == "own" {
			own, _ = w.pronoun(w.s, j, span{j, j + 1})
			return own
		}
	}
	if own < 0 {
		return -1
	}
	switch w.headWord(c.subject) {
	case "lawmakers", "legislators", "generals", "shareholders", "lenders", "creditors", "allies", "party", "coalition", "base", "voters", "backers", "hardliners", "investors",
		"bondholders", "constituents", "supporters", "partners", "partner", "commanders", "rank", "backbenchers", "deputies", "owners", "bankers":
		return own
	}
	return -1
}

// onlyOther reads "only Congress can lift them" in a section about another
// party, which it binds: that party, or -1.
func (w *sentenceReader) onlyOther(i int) int {
	c := &w.cs[i]
	e := w.focus.section
	if e < 0 || c.verb.modal != "can" || c.verb.negated || c.subject.from <= w.s.from && w.tokens[w.s.from].lower != "only" {
		return -1
	}
	if w.tokens[c.subject.from].lower != "only" && w.tokens[max(c.subject.from-1, 0)].lower != "only" {
		return -1
	}
	for _, x := range w.who[i] {
		if x == e {
			return -1
		}
	}
	return e
}

// partiesOf says whose statement clause i is: the subject's; for a constraint or
// a leverage without such a subject, that of its owner, of the object, or of the
// section.
func (w *sentenceReader) partiesOf(i int, kind Kind, limit int) []int {
	if who := w.who[i]; len(who) > 0 {
		return who
	}
	c := &w.cs[i]
	if o := w.owner[i]; o >= 0 && w.ownedSpeaks(c, kind) {
		return []int{o}
	}
	if o := w.predicateOwner(i, limit); o >= 0 {
		return []int{o}
	}
	if e := w.anaphor(i, kind); e >= 0 {
		return []int{e}
	}
	if e := w.described(i); e >= 0 && kind == Leverage && w.cs[i].verb.copula {
		return []int{e}
	}
	switch {
	case kind == Constraint:
		return w.constrained(i, limit)
	case kind == Goal && w.isPredicate(i, limit) && w.focus.section >= 0:
		return []int{w.focus.section}
	}
	return nil
}

// described returns the state whose demonym describes the subject of clause i:
// Irish ports; or -1.
func (w *sentenceReader) described(i int) int {
	for j := w.cs[i].subject.from; j+1 < w.cs[i].subject.to; j++ {
		if e := w.tokens[j].name; e >= 0 && w.isAdjective(w.s, j) {
			return e
		}
	}
	return -1
}

// predicateOwner returns whose card, fear or aim something is said to be: "is its
// best card", or -1.
func (w *sentenceReader) predicateOwner(i, limit int) int {
	c := &w.cs[i]
	if _, ok := w.predicate(i, c.verb.main, limit); !ok || !isCopula(c.verb.base) {
		return -1
	}
	_, owner := w.resolve(w.s, span{c.verb.to, w.afterPhrase(c.verb.to, limit)}, span{})
	return owner
}

// anaphor resolves a subject that no list knows, for verbs that only people and
// bodies can have: a plural is a group of its own (theatre chains dread), a
// singular with an article the party of the section (the planemaker says).
func (w *sentenceReader) anaphor(i int, kind Kind) int {
	c := &w.cs[i]
	if c.subject.empty() || w.owner[i] >= 0 || kind == Constraint || kind == Leverage || !w.isHuman(c) {
		return -1
	}
	base := span{c.subject.from, w.baseEnd(c.subject)}
	head := base.to - 1
	h := &w.tokens[head]
	switch {
	case w.lex.in("observers", h.lower) || h.name >= 0:
		return -1
	case h.tag == "NNS" && len(h.lower) > 3:
		return w.groupCalled(w.s, base, head)
	case h.capital() && base.from == head && strings.HasPrefix(h.tag, "NN"): // Labour refuses
		e := w.newEntity(h.text, Organisation)
		w.entities[e].unsure = true
		w.mention(e, base)
		return e
	case h.tag == "NN" && w.tokens[base.from].lower == "the" && (strings.HasSuffix(h.lower, "er") || strings.HasSuffix(h.lower, "or") || strings.HasSuffix(h.lower, "giant") || strings.HasSuffix(h.lower, "man")):
		if w.focus.section >= 0 {
			w.entities[w.focus.section].addAlias("the " + h.lower)
			return w.focus.section
		}
		return w.focus.thing
	}
	return -1
}

// isHuman reports whether the verb of a clause is one that only people and bodies
// can be the subject of.
func (w *sentenceReader) isHuman(c *clause) bool {
	base, _, _ := w.chain(w.s, c.verb, w.s.to)
	switch base {
	case "want", "fear", "dread", "worry", "hope", "insist", "oppose", "complain", "accuse", "warn", "resent", "distrust", "refuse", "plead", "lobby", "say", "argue", "believe",
		"vow", "promise", "urge", "regret", "deplore", "grumble", "suspect", "doubt", "welcome", "wish", "prefer", "balk", "cheer", "contend", "reckon", "feel", "seek", "denounce", "deny":
		return !c.verb.passive
	}
	if isCopula(base) {
		if x, ok := w.adjectiveCue(c.verb.to, w.s.to); ok {
			return x.kind == Concern || x.kind == Goal
		}
	}
	return false
}

// isPredicate reports whether clause i says that something is a goal.
func (w *sentenceReader) isPredicate(i, limit int) bool {
	k, ok := w.predicate(i, w.cs[i].verb.main, limit)
	return ok && k == Goal && isCopula(w.cs[i].verb.base)
}

// ownedSpeaks reports whether a statement about what belongs to a party is a
// statement about the party: its budget is tight, their strength is geography.
func (w *sentenceReader) ownedSpeaks(c *clause, kind Kind) bool {
	head := w.headWord(c.subject)
	if kind == Constraint || kind == Leverage || w.nounKind(head) != "" {
		return true
	}
	k, _ := w.ownedNoun(c.subject)
	return k != ""
}

// headWord is the head of a noun phrase, in lower case.
func (w *sentenceReader) headWord(p span) string {
	if p.empty() {
		return ""
	}
	end := w.baseEnd(p)
	for i := end - 1; i >= p.from; i-- {
		if w.isHead(i) {
			return w.tokens[i].lower
		}
	}
	return w.tokens[end-1].lower
}

// constrained finds whom a constraint without a party as subject binds: a party
// among the objects, else the one that the section is about.
func (w *sentenceReader) constrained(i, limit int) []int {
	c := &w.cs[i]
	switch c.verb.base {
	case "hinge", "depend", "rest", "need", "require", "pass", "turn", "hang":
		if e := w.lastSpoken(); e >= 0 {
			return []int{e}
		}
	}
	for j := c.verb.to; j < limit; j++ {
		t := &w.tokens[j]
		if e := t.name; e >= 0 && !w.isAdjective(w.s, j) && !w.isLocative(w.s, j) && !w.entities[e].private {
			return []int{e}
		}
		if t.tag == "PRP" || t.tag == "PRP$" {
			if e, ok := w.pronoun(w.s, j, span{j, j + 1}); ok && e >= 0 {
				return []int{e}
			}
		}
	}
	if e := w.lastSpoken(); e >= 0 {
		return []int{e}
	}
	return nil
}

// lastSpoken returns the party of the section, else the one whose statement came
// last in the same block, else the one in focus.
func (w *sentenceReader) lastSpoken() int {
	if w.focus.section >= 0 {
		return w.focus.section
	}
	if n := len(w.found); n > 0 && w.sentences[w.found[n-1].sentence].block == w.s.block {
		return w.found[n-1].party
	}
	return -1
}

package brief

import (
	"strings"
)

// sentenceReader takes the statements out of one sentence.
type sentenceReader struct {
	*reading
	s     sentence
	k     int // index of the sentence
	cs    []clause
	who   [][]int // of each clause, resolved in order
	owner []int
	done  int // token before which everything has been taken
}

// read goes through the clauses from left to right.
func (w *sentenceReader) read() {
	w.listen()
	w.fronted()
	for i := range w.cs {
		w.resolveClause(i)
		if w.cs[i].verb.from < w.done {
			continue
		}
		if !w.clauseStatement(i) {
			w.phrases(i)
		}
	}
	w.objects()
}

// resolveClause finds whom the subject of clause i stands for and moves the
// focus there.
func (w *sentenceReader) resolveClause(i int) {
	c := &w.cs[i]
	var who []int
	owner := -1
	switch {
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
	w.who = append(w.who, who)
	w.owner = append(w.owner, owner)
}

// affiliate ties a person to whom they lead or to the party that the section is
// about: "Helen Marsh leads the Australian team".
func (w *sentenceReader) affiliate(c *clause, e int) {
	x := &w.entities[e]
	if !x.isPerson() || x.of >= 0 {
		return
	}
	of := -1
	switch c.verb.base {
	case "lead", "head", "chair", "represent", "run":
		who, owner := w.resolve(w.s, span{c.verb.to, w.phraseEnd(c.verb.to, w.s.to)}, span{})
		if of = owner; len(who) > 0 {
			of = who[0]
		} else if owner < 0 {
			for i := c.verb.to; i < min(c.verb.to+4, w.s.to); i++ {
				if w.tokens[i].name >= 0 {
					of = w.tokens[i].name
				}
			}
		}
	}
	if of < 0 && len(x.titles) > 0 {
		of = w.focus.section
	}
	if of >= 0 && of != e && w.side(of) != e && !w.entities[of].isPerson() {
		w.entities[e].of = of
	}
}

// limit returns where clause i ends: before the next clause that is no part of
// it.
func (w *sentenceReader) limit(i int) int {
	c := &w.cs[i]
	end := w.s.to
	for j := i + 1; j < len(w.cs); j++ {
		n := &w.cs[j]
		if cut, ok := w.cuts(i, j); ok {
			end = cut
			_ = n
			break
		}
	}
	return w.breaks(c, end)
}

// cuts reports whether clause j ends clause i, and where.
func (w *sentenceReader) cuts(i, j int) (int, bool) {
	n := &w.cs[j]
	switch n.kind {
	case complement:
		return 0, false
	case adverbial:
		lower := w.tokens[max(n.intro, 0)].lower
		if lower == "while" || lower == "whereas" || lower == "although" || lower == "though" {
			return n.start, w.before(n.start, ",") || lower == "whereas"
		}
		return n.start, lower == "as" && w.otherSpeaks(i, j)
	case relative:
		if w.before(n.start, ",") && n.intro >= 0 && w.tokens[n.intro].lower != "that" {
			return n.start - 1, n.start-1 > w.cs[i].verb.to
		}
		return 0, false
	case sameSubject:
		return n.start, w.splits(i, j)
	}
	// A new subject: after a comma, a conjunction, or another mark.
	if n.start == 0 || n.start <= w.s.from {
		return 0, false
	}
	before := w.tokens[n.start-1]
	if before.tag == "CC" && !w.before(n.start, ",") && (w.ownedBySubject(i, j) || w.sameSaying(i, j)) {
		return 0, false
	}
	if before.tag == "CC" || before.text == "," || before.text == ";" || before.text == ":" || before.text == "—" || before.text == "–" || before.text == "--" {
		if before.lower == "so" {
			return 0, false
		}
		return n.start - 1, true
	}
	return n.start, before.lower == "so" && false
}

// sameSaying reports whether clause j is a second thing that clause i says: warns
// that mills will close and the office will leave.
func (w *sentenceReader) sameSaying(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if c := &w.cs[k]; c.kind == complement && c.parent == i {
			return c.verb.modal != "" && c.verb.modal == w.cs[j].verb.modal
		}
	}
	return false
}

// otherSpeaks reports whether clause j is a statement of another party than
// clause i: "Hamas doubts it, as Israel aims to ...".
func (w *sentenceReader) otherSpeaks(i, j int) bool {
	if _, ok := w.kindOfClause(j, w.s.to); !ok || w.cs[j].subject.empty() || w.tokens[w.cs[j].subject.from].tag == "PRP" {
		return false
	}
	who, _ := w.resolve(w.s, w.cs[j].subject, w.cs[j].apposed)
	return len(who) > 0 && w.entities[who[0]].kind != Group && len(w.who[i]) > 0 && w.side(who[0]) != w.side(w.who[i][0])
}

// ownedBySubject reports whether clause j is about something of the subject of
// clause i and says no other kind of thing: "it has no other route and its
// reserves last two months".
func (w *sentenceReader) ownedBySubject(i, j int) bool {
	c := &w.cs[j]
	if c.subject.empty() || w.tokens[c.subject.from].tag != "PRP$" {
		return false
	}
	a, okA := w.kindOfAny(i)
	b, okB := w.kindOfAny(j)
	return okA && (!okB || a == b)
}

func (w *sentenceReader) before(i int, text string) bool {
	return i > w.s.from && (w.tokens[i-1].text == text || i-1 > w.s.from && w.tokens[i-1].tag == "CC" && w.tokens[i-2].text == text)
}

// splits reports whether a coordinated verb makes a statement of its own: both
// are goals, or their kinds differ.
func (w *sentenceReader) splits(i, j int) bool {
	n := &w.cs[j]
	if n.parent >= 0 && n.parent != i && w.cs[n.parent].kind == complement {
		return false // "believes that time passes and favours it"
	}
	a, okA := w.kindOfAny(i)
	b, okB := w.kindOfAny(j)
	if !okA || !okB {
		return okB && !okA
	}
	if a == b {
		return a == Goal
	}
	return !(a == Leverage && (b == Expectation || b == Strategy && n.verb.modal == "could") || a == Constraint && b == Leverage)
}

// kindOfAny is kindOfClause, or the kind of what the clause reports.
func (w *sentenceReader) kindOfAny(i int) (Kind, bool) {
	if j := w.reported(i); j > i {
		if k, ok := w.kindOfClause(j, w.s.to); ok {
			return k, true
		}
		return w.kindOfSaying(i, j, w.s.to)
	}
	return w.kindOfClause(i, w.s.to)
}

// breaks shortens a clause at a mark that ends it: a semicolon, a colon before a
// new thought, a dash that is not closed, an apposition with a clause of its own.
func (w *sentenceReader) breaks(c *clause, end int) int {
	depth := 0
	for i := c.verb.to; i < end; i++ {
		switch t := &w.tokens[i]; t.text {
		case "(":
			depth++
		case ")":
			depth--
		case ";":
			return i
		case ":":
			if i+1 < end {
				return i
			}
		case "—", "–", "--", "-":
			if t.text == "-" && t.start == w.tokens[i-1].end {
				continue
			}
			closed := false
			for j := i + 1; j < end; j++ {
				closed = closed || w.tokens[j].text == t.text
			}
			if !closed {
				return i
			}
			for i++; i < end && w.tokens[i].text != t.text; i++ {
			}
		case ",":
			if depth == 0 && w.appositionWithClause(i, end) {
				return i
			}
		}
	}
	return end
}

// appositionWithClause reports whether ", a method that keeps ..." or ", shorter
// than ..." starts at a comma.
func (w *sentenceReader) appositionWithClause(i, end int) bool {
	if i+2 >= end {
		return false
	}
	t := &w.tokens[i+1]
	if t.tag == "JJR" && w.tokens[i+2].lower == "than" {
		return true
	}
	if t.lower != "a" && t.lower != "an" {
		return false
	}
	stop := w.afterPhrase(i+1, end)
	for j := range w.cs {
		if c := &w.cs[j]; c.verb.from > stop && c.verb.from < end && (c.kind == relative && c.intro == stop || c.start == stop) {
			return true
		}
	}
	return false
}

// clauseStatement takes the statement that the verb of clause i makes, if any.
func (w *sentenceReader) clauseStatement(i int) bool {
	c := &w.cs[i]
	if c.kind == relative {
		return w.relativeStatement(i)
	}
	if w.isAttribution(i) || w.isSupposed(i) {
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
	if !w.note(who, kind, at, w.k, w.says(i, no)) {
		return false
	}
	w.done = max(w.done, limit)
	return true
}

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
	switch {
	case kind == Constraint:
		return w.constrained(i, limit)
	case kind == Goal && w.isPredicate(i, limit) && w.focus.section >= 0:
		return []int{w.focus.section}
	}
	return nil
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

// no words turn what follows into its opposite.
var no = strings.Fields("refuse reject oppose rule dismiss decline resist exclude object balk veto deny spurn shun block")

// says reports whether the main verb of clause i is one of a list, or is
// negated.
func (w *sentenceReader) says(i int, words []string) bool {
	c := &w.cs[i]
	base, _, _ := w.chain(w.s, c.verb, w.s.to)
	for _, v := range words {
		if v == base {
			return !c.verb.negated
		}
	}
	if isCopula(base) && c.verb.to < w.s.to {
		switch w.tokens[c.verb.to].lower {
		case "opposed", "against", "unwilling", "hostile", "averse", "reluctant":
			return !c.verb.negated
		}
	}
	return c.verb.negated
}

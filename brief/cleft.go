package brief

// cleft reads sentences that put what a party wants or fears in front: "What
// Tokyo wants is a joint inspection", "All it asks for is time", "What troubles
// the union is the mood of the public".
func (w *sentenceReader) cleft() {
	if len(w.cs) < 2 || w.tokens[w.s.to-1].text == "?" {
		return
	}
	first := w.tokens[w.s.from].lower
	if first != "what" && first != "all" {
		return
	}
	c, is := &w.cs[0], w.copulaAfter(0)
	if is < 0 {
		return
	}
	limit := w.cs[is].verb.from
	kind, who := Kind(""), []int(nil)
	if w.headWord(c.subject) == "what" || c.subject.empty() {
		kind, who = w.strikes(c, limit)
	} else {
		who, _ = w.resolve(w.s, c.subject, c.apposed)
		base, main, modal := w.chain(w.s, c.verb, limit)
		if x, ok := w.cue(w.s, base, main, limit, modal, c.verb.negated); ok {
			kind = x.kind
		} else if c.verb.negated && modal != "" {
			kind = Goal
		}
	}
	end := w.breaks(&w.cs[is], w.s.to)
	if kind == "" || !w.note(who, kind, span{w.s.from, end}, w.k, c.verb.negated) {
		return
	}
	w.look(who[0], false)
	w.done = end
}

// copulaAfter returns the clause whose verb is "is" or "was" and that closes a
// cleft sentence begun by clause i, or -1.
func (w *sentenceReader) copulaAfter(i int) int {
	for j := i + 1; j < len(w.cs) && j < i+4; j++ {
		if v := &w.cs[j].verb; v.base == "be" && v.modal == "" && v.main == v.from && v.to < w.s.to {
			return j
		}
	}
	return -1
}

// strikes reads a verb whose object is the party: troubles the union.
func (w *sentenceReader) strikes(c *clause, limit int) (Kind, []int) {
	kind := Kind("")
	switch c.verb.base {
	case "trouble", "worry", "alarm", "concern", "scare", "frighten", "haunt", "unsettle", "upset", "irk", "annoy", "anger", "bother", "disturb", "gall", "rankle":
		kind = Concern
	case "drive", "motivate", "move", "attract", "interest", "tempt":
		kind = Goal
	case "bind", "hamper", "constrain", "hold":
		kind = Constraint
	default:
		return "", nil
	}
	who, _ := w.resolve(w.s, span{c.verb.to, min(w.phraseEnd(c.verb.to, w.s.to), limit)}, span{})
	return kind, who
}

// adds reads the participle that follows a statement and says why: "It rejects
// the rules, arguing that they would breach the treaty".
func (w *sentenceReader) adds(i, from int) {
	if !w.opensReason(from, w.s.to) {
		return
	}
	end := w.clauseEnd(from + 2)
	base := w.lex.base(w.tokens[from+1].lower)
	kind := Kind("")
	if x, ok := w.cue(w.s, base, from+1, end, "", false); ok {
		kind = x.kind
	}
	switch {
	case w.complains(from+2, end):
		kind = Concern
	case kind == "" || kind == Expectation:
		for j := range w.cs {
			if v := &w.cs[j].verb; v.from > from && v.from < end && v.modal != "" {
				kind = Expectation
				if v.modal == "must" || v.modal == "should" {
					kind = Goal
				}
				break
			}
		}
	}
	if kind != "" && w.note(w.who[i], kind, span{from + 1, end}, w.k, false) {
		w.done = max(w.done, end)
	}
}

// opensReason reports whether ", arguing that ..." starts at a comma.
func (w *sentenceReader) opensReason(i, end int) bool {
	if i+3 >= end || w.tokens[i].text != "," || w.tokens[i+1].tag != "VBG" {
		return false
	}
	switch w.lex.base(w.tokens[i+1].lower) {
	case "argue", "say", "claim", "warn", "fear", "insist", "complain", "maintain", "contend", "add", "object", "protest", "allege":
		return w.opensThat(i+2, end)
	case "accuse", "blame", "call", "denounce":
		return true
	}
	return false
}

package brief

// limit returns where clause i ends: before the next clause that is no part of
// it.
func (w *sentenceReader) limit(i int) int {
	c := &w.cs[i]
	end := w.s.to
	for j := i + 1; j < len(w.cs); j++ {
		if cut, ok := w.cuts(i, j); ok {
			end = cut
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
	return 0, false
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
		return a == Goal || a == Strategy && w.aspect(i) != w.aspect(j)
	}
	return !(a == Leverage && (b == Expectation || b == Strategy && n.verb.modal == "could") || a == Constraint && b == Leverage)
}

// aspect tells done, being done and to be done apart: has drafted, is offering,
// will host.
func (w *sentenceReader) aspect(i int) string {
	v := &w.cs[i].verb
	if v.main == v.from {
		return "plain"
	}
	return w.lex.base(w.tokens[v.from].lower)
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
			if depth == 0 && (w.appositionWithClause(i, end) || w.opensReason(i, end)) {
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

package brief

// gives knows verbs for what a party can hand to another.
func gives(base string) bool {
	switch base {
	case "lend", "pay", "give", "grant", "release", "lift", "open", "fund", "finance", "supply", "free", "share", "send", "provide", "contribute", "hand", "return", "guarantee", "invest", "build", "train", "buy", "cede", "restore", "reopen":
		return true
	}
	return false
}

// onTerms reports whether a sentence names the terms of an offer: provided both
// publish their data, in exchange for, on condition that.
func (w *sentenceReader) onTerms() bool {
	for j := w.s.from + 1; j < w.s.to; j++ {
		switch w.tokens[j].lower {
		case "provided", "providing", "return", "exchange", "condition":
			return true
		case "long":
			if w.tokens[j-1].lower == "as" {
				return true
			}
		}
	}
	return false
}

// obstructs knows verbs for what can keep others from what they want.
func obstructs(base string) bool {
	switch base {
	case "hold", "delay", "stall", "derail", "stop", "sink", "scupper", "torpedo", "halt", "prevent", "paralyse", "paralyze", "shut", "choke", "cut", "outbid", "frustrate", "thwart", "disrupt", "cripple":
		return true
	}
	return false
}

// deals knows verbs for what a party does with goods that others need.
func deals(base string) bool {
	switch base {
	case "make", "handle", "refine", "buy", "take", "ship", "process", "mine", "grow", "carry", "import", "export", "catch", "land", "sell", "run", "employ", "move", "fund", "supply",
		"produce", "provide", "store", "absorb", "purchase", "operate", "generate", "farm", "print", "treat", "teach", "deliver", "control", "guard", "finance":
		return true
	}
	return false
}

// largePart reports whether the object at token i is a large share of something:
// two thirds of, most of, nine in ten, 60 percent of.
func (w *sentenceReader) largePart(i, limit int) bool {
	for j := i; j < min(i+6, limit); j++ {
		switch w.tokens[j].lower {
		case "most", "half", "thirds", "quarters", "tenths", "fifths", "percent", "%", "bulk", "lion", "majority", "all", "third", "quarter", "fifth", "sixth", "tenth":
			return j+1 < limit && (w.tokens[j+1].lower == "of" || w.tokens[j].lower == "lion" || w.tokens[j].lower == "all")
		case "in":
			return false
		}
	}
	return false
}

// wantsNothing reports whether the object at token i says nothing: such
// different things, the same.
func (w *sentenceReader) wantsNothing(i, limit int) bool {
	end := w.afterPhrase(i, limit)
	if end == i {
		return false
	}
	switch w.tokens[end-1].lower {
	case "things", "thing", "same":
		return true
	}
	return false
}

// belittles reports whether the object of a verb such as "call" is given a name
// in quotation marks that is no praise: calls the promises "a piece of paper".
func (w *sentenceReader) belittles(i, limit int) bool {
	quoted := false
	for ; i < limit; i++ {
		t := &w.tokens[i]
		quoted = quoted || isQuoteMark(t.text)
		switch t.lower {
		case "best", "right", "fair", "good", "great", "historic", "constructive", "step", "win", "useful", "welcome", "positive", "friend", "friends", "final", "productive", "promising", "milestone":
			return false
		}
	}
	return quoted && isQuoteMark(w.tokens[w.trimSpan(span{limit - 1, limit}).to-1].text)
}

// feelsOut reports whether the object of a verb such as "call" plays down what
// will come of a meeting: a "feel-out" session.
func (w *sentenceReader) feelsOut(i, limit int) bool {
	for ; i+1 < limit; i++ {
		switch w.tokens[i].lower {
		case "feel-out", "exploratory", "get-to-know", "get-to-know-you", "fact-finding":
			return true
		}
	}
	return false
}

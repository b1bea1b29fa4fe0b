package brief

import "strings"

// isReflexive knows the pronouns that only stress a subject.
func isReflexive(lower string) bool {
	switch lower {
	case "himself", "herself", "itself", "themselves", "ourselves":
		return true
	}
	return false
}

// beforeDay skips a day between a subject and its verb: the minister, Ada Brun, on
// Wednesday urged.
func (r *reading) beforeDay(floor, i int) int {
	j := i
	for j > floor && (isTimeWord(r.tokens[j].lower) || r.tokens[j].tag == "CD" && j < i || isPartOfDay(r.tokens[j].lower)) {
		j--
	}
	if j < i && j > floor && (r.tokens[j].lower == "on" || r.tokens[j].lower == "in" || r.tokens[j].lower == "late" || r.tokens[j].lower == "early" || r.tokens[j].lower == "last") {
		for j--; j > floor && (r.tokens[j].lower == "late" || r.tokens[j].lower == "early"); j-- {
		}
		return j
	}
	return i
}

func isPartOfDay(lower string) bool {
	switch lower {
	case "morning", "afternoon", "evening", "night", "week", "month", "year":
		return true
	}
	return false
}

// quotesWords reports whether the quotation mark at j opens or closes a few quoted
// words inside a noun phrase: the meeting as a "feel-out" session.
func (r *reading) quotesWords(floor, j, head int) bool {
	const few = 4
	for k := j + 1; k <= min(j+few, head-1); k++ {
		if isDoubleQuote(r.tokens[k].text) {
			return true
		}
	}
	for k := j - 1; k >= max(floor, j-few); k-- {
		if isDoubleQuote(r.tokens[k].text) {
			return k > floor && r.tokens[j-1].text != ","
		}
	}
	return false
}

// isContact reports whether a clause describes the noun right before it without
// any joining word: the land his army occupies, those they hold.
func (r *reading) isContact(s sentence, c *clause, start int) bool {
	if c.subject.empty() || start <= s.from || c.subject.from != start {
		return false
	}
	first, before := &r.tokens[start], &r.tokens[start-1]
	pronoun := first.lower == "they" || first.lower == "he" || first.lower == "she" || first.lower == "it" || first.lower == "we" || first.tag == "PRP$"
	return pronoun && (before.tag == "NN" || before.tag == "NNS" || before.lower == "those" || before.lower == "all" || before.lower == "anything" || before.lower == "everything")
}

// tellsSomebody knows verbs that name the listener before what is said.
func tellsSomebody(base string) bool {
	switch base {
	case "tell", "assure", "inform", "warn", "remind", "convince", "persuade", "notify", "promise", "show", "teach":
		return true
	}
	return false
}

// afterPlainNoun reports whether "that" at j follows a noun that holds no
// thought: "a deal that both can sign", unlike "the fear that".
func (r *reading) afterPlainNoun(s sentence, j int) bool {
	t := r.at(s, j-1)
	if t == nil || !strings.HasPrefix(t.tag, "NN") {
		return false
	}
	return r.lex.nouns[t.lower] == "" && r.lex.nouns[strings.TrimSuffix(t.lower, "s")] == "" && t.name < 0
}

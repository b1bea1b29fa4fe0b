package brief

import "strings"

// beforeBrackets skips brackets that end at token i: the Transport Union (FTU).
func (r *reading) beforeBrackets(floor, i int) int {
	if r.tokens[i].text != ")" {
		return i
	}
	for j := i - 1; j > floor; j-- {
		if r.tokens[j].text == "(" && r.endsNoun(j-1) {
			return j - 1
		}
	}
	return i
}

// headPhrase finds the subject proper in what stands before a verb: the first
// noun phrase that no preposition governs.
func (r *reading) headPhrase(s sentence, area span) span {
	// Leading conjunctions and adverbs.
	for area.from < area.to && (r.tokens[area.from].tag == "CC" || isAdverb(&r.tokens[area.from]) && r.tokens[area.from].lower != "both" && r.tokens[area.from].lower != "only") {
		area.from++
	}
	for i := area.from; i < area.to; {
		t := &r.tokens[i]
		if t.lower == "in" && i+2 < area.to && isFixedAfterIn(r.tokens[i+1].lower) {
			i += 2 // In return Norland would
			continue
		}
		if t.name < 0 && (t.tag == "IN" || t.tag == "TO" || t.tag == "VBG" && i == area.from || t.tag == "VBN" && i == area.from) {
			end := r.afterPhrase(i+1, area.to) // what a preposition governs
			if end == area.to {
				end = r.nameAfterNoun(i+1, end)
			}
			i = end
			continue
		}
		if end := r.afterPhrase(i, area.to); end > i {
			if r.isTime(span{i, end}) && end < area.to && r.tokens[end].tag != "IN" && r.tokens[end].tag != "POS" {
				i = end
				continue
			}
			return span{i, area.to}
		}
		i++
	}
	return span{area.to, area.to}
}

// isFixedAfterIn knows nouns that make an adverb with "in".
func isFixedAfterIn(lower string) bool {
	switch lower {
	case "return", "exchange", "turn", "response", "reply", "fact", "practice", "theory", "public", "private", "principle", "effect", "brief", "short", "total", "particular":
		return true
	}
	return false
}

// afterPhrase returns the end of the base noun phrase that starts at i.
func (r *reading) afterPhrase(i, to int) int {
	noun := false
	for ; i < to; i++ {
		t := &r.tokens[i]
		switch {
		case t.name >= 0 && strings.HasPrefix(t.tag, "JJ") && i+1 < to && r.describesNext(i, to):
		case strings.HasPrefix(t.tag, "NN") || t.name >= 0 || t.tag == "PRP" || t.tag == "EX":
			if t.tag == "PRP" && noun {
				return i
			}
			noun = true
		case t.tag == "POS":
			noun = false
		case t.tag == "DT" || t.tag == "PRP$" || t.tag == "PDT" || t.tag == "WP$":
			if noun {
				return i
			}
		case strings.HasPrefix(t.tag, "JJ") || t.tag == "CD" || t.tag == "VBN" || t.tag == "VBG" || t.text == "$" || t.text == "%" || isAdverb(t) || t.tag == "FW" || t.tag == "VBD":
			if noun && t.tag != "CD" && !strings.HasPrefix(t.tag, "JJ") {
				return i
			}
		case t.tag == "CC" && !noun:
		default:
			return i
		}
	}
	return i
}

// describesNext reports whether a demonym describes a noun after it, perhaps
// beside another one: Irish and French farmers.
func (r *reading) describesNext(i, to int) bool {
	for i++; i < to; i++ {
		switch t := &r.tokens[i]; {
		case strings.HasPrefix(t.tag, "NN"):
			return true
		case strings.HasPrefix(t.tag, "JJ") || t.tag == "CC" || t.tag == "CD":
		default:
			return false
		}
	}
	return false
}

// nameAfterNoun returns the name that follows a common noun among tokens from..to,
// where a subject without a comma starts: Under the code Bruma; else to.
func (r *reading) nameAfterNoun(from, to int) int {
	for i := from + 1; i < to; i++ {
		if t := &r.tokens[i-1]; r.tokens[i].name >= 0 && t.name < 0 && !t.capital() && strings.HasPrefix(t.tag, "NN") {
			return i
		}
	}
	return to
}

// isTime reports whether a noun phrase says when: last week, on Monday.
func (r *reading) isTime(p span) bool {
	last := &r.tokens[p.to-1]
	switch last.lower {
	case "week", "month", "year", "day", "today", "yesterday", "tomorrow", "weekend", "morning", "evening", "night", "spring", "summer", "autumn", "winter", "years", "months", "weeks", "days", "time":
		return true
	}
	return isTimeWord(last.lower)
}

// nounPhraseEnding returns the base noun phrase that ends before token to.
func (r *reading) nounPhraseEnding(s sentence, floor, to int) span {
	i := to
	for i > floor {
		t := &r.tokens[i-1]
		switch {
		case strings.HasPrefix(t.tag, "NN") || strings.HasPrefix(t.tag, "JJ") || t.tag == "DT" || t.tag == "PRP$" || t.tag == "POS" || t.tag == "CD" || t.name >= 0 || t.tag == "PRP" || t.tag == "VBN" && i < to:
			i--
			if t.tag == "DT" || t.tag == "PRP$" {
				return span{i, to}
			}
			continue
		}
		break
	}
	return span{i, to}
}

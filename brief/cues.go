package brief

import (
	"slices"
	"strings"
)

// wildcard is how many words "*" stands for at most.
const wildcard = 8

// cue looks for the most specific verb entry that fits the verb at token main.
// limit is the token at which the clause ends.
func (r *reading) cue(s sentence, base string, main, limit int, modal string, negated bool) (pattern, bool) {
	for _, x := range r.lex.verbs[base] {
		switch x.mode {
		case soft:
			if negated || modal != "may" && modal != "might" && modal != "could" && modal != "would" && modal != "ready" {
				continue
			}
		case wish:
			if modal != "would" || negated {
				continue
			}
		case denied:
			if !negated {
				continue
			}
		}
		if r.follows(x.words[1:], main+1, limit) {
			return x, true
		}
	}
	return pattern{}, false
}

// follows reports whether the words of an entry follow from token i on.
func (r *reading) follows(words []string, i, limit int) bool {
	if len(words) == 0 {
		return true
	}
	switch words[0] {
	case "*":
		for n := 0; n <= wildcard && i+n < limit; n++ {
			if n > 0 && isBreak(r.tokens[i+n-1].text) {
				return false
			}
			if r.tight(words[1:], i+n, limit) {
				return true
			}
		}
		return false
	}
	for i < limit && isAdverb(&r.tokens[i]) && r.tokens[i].lower != words[0] {
		i++
	}
	return r.tight(words, i, limit)
}

// tight is follows without adverbs in front.
func (r *reading) tight(words []string, i, limit int) bool {
	if len(words) == 0 {
		return true
	}
	if i >= limit {
		return false
	}
	t := &r.tokens[i]
	switch w := words[0]; w {
	case "*":
		return r.follows(words, i, limit)
	case "~to":
		return t.lower == "to" && i+1 < limit && r.mayBeBase(i+1) && r.follows(words[1:], i+1, limit)
	case "~ing":
		return t.tag == "VBG" && r.follows(words[1:], i+1, limit)
	case "~that":
		return r.opensThat(i, limit)
	default:
		if t.lower != w && !(len(w) > 3 && r.lex.base(t.lower) == w && strings.HasPrefix(t.tag, "VB")) && t.lower != w+"s" {
			return false
		}
	}
	return r.follows(words[1:], i+1, limit)
}

// mayBeBase reports whether a token after "to" can be a verb.
func (r *reading) mayBeBase(i int) bool {
	t := &r.tokens[i]
	switch t.tag {
	case "DT", "PRP$", "PRP", "NNP", "NNPS", "CD", "NNS", "VBG", "JJR", "JJS", "WP", "IN":
		return r.lex.isBase(t.lower) && t.tag == "NNS"
	}
	return t.name < 0
}

// opensThat reports whether a clause follows: that, or a noun phrase and a verb.
func (r *reading) opensThat(i, limit int) bool {
	if r.tokens[i].lower == "that" {
		return true
	}
	end := r.afterPhrase(i, limit)
	if end == i || end >= limit {
		return false
	}
	switch r.tokens[end].tag {
	case "MD", "VBZ", "VBP", "VBD":
		return true
	}
	return false
}

func isBreak(text string) bool {
	switch text {
	case ",", ";", ":", "(", ")", "—", "–", "--":
		return true
	}
	return false
}

// adjectiveCue looks for an adjective entry after a copula.
func (r *reading) adjectiveCue(i, limit int) (pattern, bool) {
	for i < limit && (isAdverb(&r.tokens[i]) || isDegree(r.tokens[i].lower)) {
		if x, ok := r.adjectiveAt(i, limit); ok {
			return x, true
		}
		i++
	}
	if i >= limit {
		return pattern{}, false
	}
	return r.adjectiveAt(i, limit)
}

func (r *reading) adjectiveAt(i, limit int) (pattern, bool) {
	for _, x := range r.lex.adjs[r.tokens[i].lower] {
		if r.follows(x.words[1:], i+1, limit) {
			return x, true
		}
	}
	return pattern{}, false
}

func isDegree(lower string) bool {
	switch lower {
	case "very", "so", "more", "most", "increasingly", "deeply", "especially", "too", "less", "quite", "rather", "clearly", "still", "also", "not", "said", "known", "thought", "believed",
		"reported", "to", "be", "reportedly", "as":
		return true
	}
	return false
}

// chain follows verbs that only prepare for another: continues to demand, is
// likely to ask, has begun to lobby. It returns the verb that counts.
func (r *reading) chain(s sentence, g verbGroup, limit int) (base string, main int, modal string) {
	base, main, modal = g.base, g.main, g.modal
	for range 4 {
		i := main + 1
		for i < limit && isAdverb(&r.tokens[i]) && r.tokens[i].lower != "likely" {
			i++
		}
		if i >= limit {
			return
		}
		t := &r.tokens[i]
		switch {
		case main == g.main && g.passive && isReckoned(base) && t.lower == "to" && i+1 < limit:
			if i++; modal == "" {
				modal = "may"
			}
		case prepares(base) && t.lower == "to" && i+1 < limit:
			i++
		case base == "have" && (modal == "may" || modal == "might" || modal == "could") && t.lower == "to" && i+2 < limit && (r.softAt(i+1, limit) || r.tokens[i+1].lower == "be" && r.tokens[i+2].lower == "content"):
			i++
		case base == "come" && t.tag != "VBG" && i+1 < limit && r.tokens[i+1].tag == "VBG" && (t.tag == "RP" || t.tag == "IN" || t.tag == "RB"):
			i++ // came in asking for
		case prepares(base) && t.tag == "VBG" && base != "seem" && base != "appear":
		case isCopula(base) && (t.lower == "likely" || t.lower == "expected" || t.lower == "set" || t.lower == "due" || t.lower == "ready" || t.lower == "prepared" || t.lower == "willing" || t.lower == "believed" || t.lower == "said" || t.lower == "thought" || t.lower == "understood" || t.lower == "reported" || t.lower == "sure" || t.lower == "certain"):
			j := i + 1
			if j+1 >= limit || r.tokens[j].lower != "to" {
				return
			}
			if t.lower == "ready" || t.lower == "prepared" || t.lower == "willing" {
				if !r.softAt(j+1, limit) {
					return
				}
				modal = "ready"
			} else if t.lower == "likely" && modal == "" {
				modal = "may"
			} else if t.lower == "set" || t.lower == "due" {
				return
			}
			i = j + 1
		default:
			return
		}
		for i < limit && (isAdverb(&r.tokens[i]) || r.tokens[i].lower == "be" && i+1 < limit && (r.tokens[i+1].tag == "VBG" || r.tokens[i+1].tag == "VBN")) {
			i++
		}
		if i >= limit || !r.lex.isVerb(r.tokens[i].lower) {
			return
		}
		base, main = r.lex.base(r.tokens[i].lower), i
	}
	return
}

// isReckoned knows verbs that report a view in the passive: is expected to.
func isReckoned(base string) bool {
	switch base {
	case "expect", "believe", "say", "think", "understand", "report", "know", "see", "hear":
		return true
	}
	return false
}

// softAt reports whether a verb at token i, with what follows it, yields.
func (r *reading) softAt(i, limit int) bool {
	return slices.ContainsFunc(r.lex.verbs[r.lex.base(r.tokens[i].lower)], func(x pattern) bool {
		return x.mode == soft && r.follows(x.words[1:], i+1, limit)
	})
}

func (r *reading) isSoft(base string) bool {
	return slices.ContainsFunc(r.lex.verbs[base], func(x pattern) bool { return x.mode == soft })
}

// prepares knows verbs that only introduce another.
func prepares(base string) bool {
	switch base {
	case "continue", "begin", "start", "keep", "seem", "appear", "tend", "go", "come", "get", "happen", "claim", "profess", "purport":
		return true
	}
	return false
}

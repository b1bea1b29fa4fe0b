package brief

import "strings"

// mend corrects what the model often gets wrong in this kind of text.
func (r *reading) mend(s sentence) {
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		switch {
		case t.text == "'s":
			t.tag = "POS"
			if r.isShortIs(s, i) {
				t.tag = "VBZ"
			}
		case t.lower == "that" && t.tag == "DT" && r.opensNoun(s, i+1):
			t.tag = "IN"
		case t.text == "'":
			if i > s.from && r.tokens[i-1].end == t.start && strings.HasSuffix(r.tokens[i-1].lower, "s") {
				t.tag = "POS"
			}
		case isModal(t.lower) && (t.tag != "NN" || !r.afterDeterminer(s, i)):
			t.tag = "MD"
		case t.lower == "not" || t.lower == "never":
			t.tag = "RB"
		case t.lower == "to":
			t.tag = "TO"
		case t.lower == "managing" && i+1 < s.to && r.lex.in("roles", r.tokens[i+1].lower):
			t.tag = "JJ"
		case isNumberWord(t.lower) && strings.HasPrefix(t.tag, "VB"):
			t.tag = "CD" // two thousand families
		}
		if next := r.at(s, i+1); t.text == "Under" && next != nil && next.text == "Secretary" {
			t.tag = "NNP"
		}
		if t.text == "May" && i > s.from && r.saysWhen(s, i) {
			t.tag = "NNP"
		}
	}
	for i := s.from; i < s.to; i++ {
		r.mendVerb(s, i)
		r.mendPair(s, i)
	}
	if !r.anyFinite(s) {
		r.rescue(s)
	}
}

// isNumberWord knows numbers that the model may take for verbs.
func isNumberWord(lower string) bool {
	switch lower {
	case "dozen", "hundred", "thousand", "million", "billion", "trillion":
		return true
	}
	return false
}

// saysWhen reports whether the words beside token i make it a month: from May,
// 3 May, May 2025.
func (r *reading) saysWhen(s sentence, i int) bool {
	switch before, after := r.tokens[i-1].lower, r.at(s, i+1); {
	case before == "in" || before == "from" || before == "by" || before == "since" || before == "until" || before == "to" || before == "last" || before == "next" || before == "before" || before == "after" || before == "early" || before == "late":
		return true
	case r.tokens[i-1].tag == "CD":
		return true
	default:
		return after != nil && after.tag == "CD"
	}
}

// rescue looks for the verb of a sentence that seems to have none: a word that is
// a verb of the lists, in a form that fits the first noun, before an object.
func (r *reading) rescue(s sentence) {
	plural := ""
	for i := s.from; i < s.to; i++ {
		t, next := &r.tokens[i], r.at(s, i+1)
		noun := strings.HasPrefix(t.tag, "NN")
		if noun && plural == "" {
			plural = t.tag
			continue
		}
		if t.capital() || plural == "" || !noun && t.tag != "JJ" && t.tag != "VB" || !opensObject(next) || r.afterDeterminer(s, i) || r.lex.verbs[r.lex.base(t.lower)] == nil {
			continue
		}
		switch {
		case r.lex.isBase(t.lower) && strings.HasSuffix(plural, "S"):
			t.tag = "VBP"
			return
		case r.lex.isThird(t.lower) && !strings.HasSuffix(plural, "S"):
			t.tag = "VBZ"
			return
		}
	}
}

// isShortIs reports whether "'s" at token i is short for is or has.
func (r *reading) isShortIs(s sentence, i int) bool {
	before, next := r.at(s, i-1), r.at(s, i+1)
	if before == nil || next == nil {
		return false
	}
	switch before.lower {
	case "it", "he", "she", "that", "there", "what", "who", "here", "where", "how":
		return true
	}
	return next.tag == "DT" || next.tag == "VBN" && !r.inner[before.lower] || next.lower == "not"
}

// opensNoun reports whether a noun phrase starts at token i that "that" cannot
// belong to: a name, a pronoun, an article.
func (r *reading) opensNoun(s sentence, i int) bool {
	t := r.at(s, i)
	return t != nil && (t.tag == "NNP" || t.tag == "PRP" || t.tag == "DT" || t.tag == "PRP$" || t.tag == "NNPS" || t.tag == "NNS")
}

// mendPair looks at a verb that stands beside another: of two finite verbs in a
// row the first is a plural noun; after "and" a base form goes on with a plural
// verb.
func (r *reading) mendPair(s sentence, i int) {
	t := &r.tokens[i]
	j := i + 1
	for j < s.to && isAdverb(&r.tokens[j]) {
		j++
	}
	next := r.at(s, j)
	if t.tag == "VBZ" && strings.HasSuffix(t.lower, "s") && !isHelper(r.lex.base(t.lower)) && next != nil && (next.tag == "VBP" || next.tag == "VBD" || next.tag == "MD" || next.lower == "have" || next.lower == "are") {
		t.tag = "NNS"
		return
	}
	before := r.at(s, i-1)
	if before == nil || before.tag != "CC" || !opensObject(next) && !r.participleBefore(s, j) {
		return
	}
	noun := t.tag == "NN" || t.tag == "NNS" || t.tag == "JJ"
	switch earlier := r.lastVerb(s, i-1); {
	case earlier == "VBP" && (noun || t.tag == "VB") && r.lex.isBase(t.lower):
		t.tag = "VBP"
	case earlier == "VBZ" && noun && r.lex.isThird(t.lower):
		t.tag = "VBZ"
	}
}

// participleBefore reports whether token i is a participle in front of a noun:
// cancelled operations.
func (r *reading) participleBefore(s sentence, i int) bool {
	t, next := r.at(s, i), r.at(s, i+1)
	return t != nil && next != nil && (t.tag == "VBN" || t.tag == "VBD") && strings.HasPrefix(next.tag, "NN")
}

// lastVerb is the part of speech of the nearest verb before token i, "" where
// that is an infinitive or only helps.
func (r *reading) lastVerb(s sentence, i int) string {
	for j := i - 1; j >= s.from; j-- {
		switch t := &r.tokens[j]; t.tag {
		case "VBP", "VBZ":
			if isHelper(r.lex.base(t.lower)) {
				return ""
			}
			return t.tag
		case "VB", "MD", "VBD", "TO", "VBG":
			return ""
		}
	}
	return ""
}

// afterDeterminer reports whether an article or possessive stands before token i.
func (r *reading) afterDeterminer(s sentence, i int) bool {
	before := r.at(s, i-1)
	return before != nil && (before.tag == "DT" || before.tag == "PRP$" || before.tag == "POS" || before.tag == "JJ")
}

func isModal(lower string) bool {
	switch lower {
	case "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot":
		return true
	}
	return false
}

// mendVerb turns what the model took for a noun into a verb, and the reverse,
// where the words around it leave no doubt.
func (r *reading) mendVerb(s sentence, i int) {
	t := &r.tokens[i]
	if t.capital() && i > s.from || !t.isWord() {
		return
	}
	before, after := r.wordBefore(s, i), r.at(s, i+1)
	noun := t.tag == "NN" || t.tag == "NNS" || t.tag == "JJ" || t.tag == "NNP"
	verbal := strings.HasPrefix(t.tag, "VB")
	switch {
	case noun && strings.HasSuffix(t.lower, "s") && r.lex.isThird(t.lower) && r.inContact(s, i):
		t.tag = "VBZ" // a step the union opposes
	case t.tag == "JJ" && after != nil && r.afterDeterminer(s, i) && before.tag != "JJ" && (after.tag == "VBD" || after.tag == "VBN" || after.tag == "VBZ" || after.tag == "MD" || after.tag == "POS" || after.lower == "of"):
		t.tag = "NN" // his narrative centred
	case noun && before != nil && before.tag == "MD" && r.lex.isVerb(t.lower):
		t.tag = "VB"
	case noun && before != nil && before.tag == "TO" && r.lex.isBase(t.lower) && !followsNounTo(r, s, i):
		t.tag = "VB"
	case noun && strings.HasSuffix(t.lower, "s") && r.lex.isThird(t.lower) && r.subjectBefore(s, i) && (opensObject(after) || isCopula(r.lex.base(t.lower)) && after != nil && after.tag == "VBN"):
		t.tag = "VBZ"
	case noun && r.lex.isBase(t.lower) && r.pluralBefore(s, i) && opensObject(after):
		t.tag = "VBP"
	case verbal && t.tag != "VBG" && t.tag != "VBN" && before != nil && (before.tag == "DT" || before.tag == "PRP$" || before.tag == "POS") && t.lower != "is":
		t.tag = "NN"
		if strings.HasSuffix(t.lower, "s") {
			t.tag = "NNS"
		}
	case t.tag == "VB" && before != nil && (before.tag == "NNS" || before.tag == "NNPS" || before.text == "," || before.lower == "they" || before.lower == "we") && !r.verbSince(s, i) && !r.infinitive(s, i):
		t.tag = "VBP"
	}
}

// inContact reports whether "a step the union" stands before token i: a noun, an
// article and one more noun that is singular.
func (r *reading) inContact(s sentence, i int) bool {
	return i-3 >= s.from && r.tokens[i-1].tag == "NN" && r.tokens[i-2].lower == "the" && r.tokens[i-3].tag == "NN" &&
		r.lex.class[r.tokens[i-1].lower] != nil
}

// infinitive reports whether token i stands in the reach of "to" or of a helping
// verb.
func (r *reading) infinitive(s sentence, i int) bool {
	for j := i - 1; j >= s.from; j-- {
		switch t := &r.tokens[j]; {
		case t.tag == "TO" || t.tag == "MD" || t.lower == "let" || t.lower == "make" || t.lower == "help":
			return true
		case t.text == "," || t.text == ";" || t.tag == "WP" || t.tag == "WDT":
			return false
		}
	}
	return false
}

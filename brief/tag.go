package brief

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v3/tag"
)

// tagger is the part-of-speech model, loaded when the first document is read.
var tagger = sync.OnceValues(func() (*tag.Tagger, error) { return tag.New() })

// tagAll gives every token its part of speech, sentence by sentence.
func (r *reading) tagAll() error {
	model, err := tagger()
	if err != nil {
		return err
	}
	var buffer []tag.Token
	for _, s := range r.sentences {
		buffer = buffer[:0]
		shout := r.shouts(s)
		for i := s.from; i < s.to; i++ {
			buffer = append(buffer, tag.Token{Text: r.modelText(s, i, shout)})
		}
		model.TagTokens(buffer)
		for i := range buffer {
			t := &r.tokens[s.from+i]
			if t.tag = buffer[i].Tag; !t.isWord() {
				t.tag = markTag(t.text)
			}
		}
		r.mend(s)
	}
	return nil
}

// markTag is the part of speech of a punctuation mark.
func markTag(text string) string {
	switch text {
	case ",", ".", "$", "#":
		return text
	case "(", "[":
		return "("
	case ")", "]":
		return ")"
	case "!", "?", "…":
		return "."
	case "\"", "“", "”", "'", "‘", "’", "«", "»":
		return "''"
	}
	return ":"
}

// shouts reports whether a sentence is written in capitals.
func (r *reading) shouts(s sentence) bool {
	words, caps := 0, 0
	for i := s.from; i < s.to; i++ {
		if t := &r.tokens[i]; len(t.text) > 1 && t.isWord() {
			words++
			if t.allCaps() {
				caps++
			}
		}
	}
	return words >= 2 && caps == words
}

// modelText is a token as the model knows it: straight quotes, and the first
// word of a sentence in lower case unless the document has it capitalised inside
// a sentence too.
func (r *reading) modelText(s sentence, i int, shout bool) string {
	t := &r.tokens[i]
	switch t.text {
	case "“", "”", "«", "»", "\"":
		return "''"
	case "‘", "’":
		return "'"
	case "—", "–":
		return "--"
	}
	first := i == s.from || i == s.from+1 && !r.tokens[s.from].isWord()
	if shout || first && t.capital() && !r.inner[t.lower] && !r.isPlace(s, i) {
		return t.lower
	}
	return t.text
}

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

// at returns token i of a sentence, or nil outside it.
func (r *reading) at(s sentence, i int) *token {
	if i < s.from || i >= s.to {
		return nil
	}
	return &r.tokens[i]
}

// wordBefore returns the word before token i, adverbs aside.
func (r *reading) wordBefore(s sentence, i int) *token {
	for i--; i >= s.from; i-- {
		if r.tokens[i].tag != "RB" {
			return &r.tokens[i]
		}
	}
	return nil
}

// followsNounTo reports whether "to" before token i is more likely a preposition:
// "access to markets".
func followsNounTo(r *reading, s sentence, i int) bool {
	t := &r.tokens[i]
	return strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "ss")
}

// subjectBefore reports whether a singular noun or a name stands right before
// token i and no verb has come yet in its clause.
func (r *reading) subjectBefore(s sentence, i int) bool {
	before := r.wordBefore(s, i)
	if before == nil || !(strings.HasPrefix(before.tag, "NN") || before.tag == "PRP" || before.text == ",") || before.tag == "NNS" {
		return false
	}
	return !r.verbSince(s, i)
}

// pluralBefore is subjectBefore for plural nouns and pronouns.
func (r *reading) pluralBefore(s sentence, i int) bool {
	before := r.wordBefore(s, i)
	if before == nil {
		return false
	}
	plural := before.tag == "NNS" || before.tag == "NNPS" || before.lower == "they" || before.lower == "both" || before.lower == "we" || r.coordinated(s, i)
	return plural && !r.verbSince(s, i)
}

// coordinated reports whether what stands before token i is "X and Y".
func (r *reading) coordinated(s sentence, i int) bool {
	for j := i - 1; j >= max(s.from, i-6); j-- {
		t := &r.tokens[j]
		if t.lower == "and" {
			return true
		}
		if !strings.HasPrefix(t.tag, "NN") && t.tag != "DT" && t.tag != "JJ" {
			return false
		}
	}
	return false
}

// verbSince reports whether a finite verb stands between the start of the
// clause and token i.
func (r *reading) verbSince(s sentence, i int) bool {
	for j := i - 1; j >= s.from; j-- {
		t := &r.tokens[j]
		switch t.tag {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		case "WDT", "WP", "CC", ":", "IN":
			if t.tag != "IN" || opensClause(t.lower) {
				return false
			}
		}
		if t.text == "," || t.text == ";" || t.text == "(" {
			return false
		}
	}
	return false
}

// opensObject reports whether a token can start the object of a verb.
func opensObject(t *token) bool {
	if t == nil {
		return false
	}
	if t.text == "\"" || t.text == "“" {
		return true
	}
	switch t.tag {
	case "DT", "PRP$", "TO", "IN", "CD", "PRP", "JJ", "NNP", "NNPS", "NN", "NNS", "VBG", "JJR", "WP", "RB", "PDT", "WDT":
		return true
	}
	return false
}

// opensClause reports whether a word can join a clause to another.
func opensClause(lower string) bool {
	switch lower {
	case "that", "because", "since", "while", "whereas", "although", "though", "if", "unless", "until", "when", "after", "before",
		"as", "so", "once", "whether", "where", "than", "lest", "till", "whenever", "wherever":
		return true
	}
	return false
}

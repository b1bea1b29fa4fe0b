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

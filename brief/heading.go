package brief

import "strings"

// labelBody returns the name of a body that makes up a whole label or run-in
// head: "The Competition Commission".
func (r *reading) labelBody(s sentence) span {
	p := span{s.from, s.to}
	if r.heads[s.block].empty() || s.from >= r.heads[s.block].to {
		return span{}
	}
	if r.tokens[p.from].lower == "the" {
		p.from++
	}
	if last := r.tokens[p.to-1].text; last == ":" || last == "." {
		p.to--
	}
	for i := p.from; i < p.to; i++ {
		if !r.isNameWord(i) {
			return span{}
		}
	}
	if p.to-p.from < 2 || !r.lex.in("bodies", r.tokens[p.to-1].lower) {
		return span{}
	}
	return p
}

// mendAfterNames turns into verbs what the model took for nouns right after a
// name: Ocean Trust calls for, the Farmers of Canada lobby every member.
func (r *reading) mendAfterNames(s sentence) {
	for i := s.from; i+1 < s.to; i++ {
		t := &r.tokens[i]
		if t.name < 0 || r.tokens[i+1].name >= 0 || strings.HasPrefix(t.tag, "JJ") {
			continue
		}
		j := i + 1
		for j < s.to && isAdverb(&r.tokens[j]) {
			j++
		}
		v, next := r.at(s, j), r.at(s, j+1)
		state := v != nil && next != nil && next.tag == "VBN" && isCopula(r.lex.base(v.lower))
		if v == nil || !opensObject(next) && !state || v.capital() || !strings.HasPrefix(v.tag, "NN") && v.tag != "JJ" && v.tag != "VB" || r.verbSince(s, j) {
			continue
		}
		switch {
		case r.lex.isThird(v.lower):
			v.tag = "VBZ"
		case r.lex.isBase(v.lower) && strings.HasSuffix(r.lastPlural(s, i), "s"):
			v.tag = "VBP"
		}
	}
}

// lastPlural is the word of the name at token i that says whether it is plural:
// the last one before "of".
func (r *reading) lastPlural(s sentence, i int) string {
	word := r.tokens[i].lower
	for j := i; j > s.from && r.tokens[j].name == r.tokens[i].name; j-- {
		if l := r.tokens[j].lower; l == "of" || l == "for" {
			word = r.tokens[j-1].lower
		}
	}
	return word
}

func (r *reading) inHeading(k int) bool {
	s := r.sentences[k]
	if !r.heads[s.block].empty() && s.from < r.heads[s.block].to {
		return !r.knownCapitals(s)
	}
	return r.isHeading(s.block) && r.titleCase(s)
}

// knownCapitals reports whether every capitalised word of a label or run-in head
// is capitalised inside sentences too, so that it is a name.
func (r *reading) knownCapitals(s sentence) bool {
	names := 0
	for i := s.from; i < s.to; i++ {
		switch t := &r.tokens[i]; {
		case !t.capital() || isClosedWord(t.lower):
		case r.inner[t.lower] || r.lex.in("bodies", t.lower) && i > s.from || r.isPlace(s, i):
			names++
		default:
			return false
		}
	}
	return names > 0
}

// titleCase reports whether most words of a sentence have capitals, so that a
// capital says nothing.
func (r *reading) titleCase(s sentence) bool {
	words, capitals := 0, 0
	for i := s.from + 1; i < s.to; i++ {
		if t := &r.tokens[i]; len(t.text) > 3 && t.isWord() {
			words++
			if t.capital() {
				capitals++
			}
		}
	}
	return words == 0 || 2*capitals >= words
}

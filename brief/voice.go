package brief

import "detente/source"

// Bounds of a document that speaks in the first person.
const (
	firstPersons  = 3 // "we" or "our" outside quotations, at least
	answersInTurn = 2 // "I" in answers, at least
)

// findAuthor finds who "we" and "I" are outside quotations: the person who is
// interviewed, or the body that writes a letter, a leaflet or a release.
func (r *reading) findAuthor() {
	r.author = -1
	plural, single, questions := r.firstPerson()
	switch {
	case questions >= 2 && single+plural >= answersInTurn:
		r.author, r.interview = r.interviewed(), true
	case plural >= firstPersons && !r.asksReader():
		if r.author = r.ownUnion(); r.author < 0 {
			r.author = r.signatory()
		}
	}
}

// asksReader reports whether a document has questions in the second or third
// person, as an interview has, rather than headings such as "What we want".
func (r *reading) asksReader() bool {
	for k := range r.sentences {
		s := r.sentences[k]
		if r.doc.Blocks[s.block].Kind != source.Question {
			continue
		}
		own := false
		for i := s.from; i < s.to; i++ {
			own = own || r.tokens[i].lower == "we" || r.tokens[i].lower == "our" || r.tokens[i].lower == "us"
		}
		if !own {
			return true
		}
	}
	return false
}

// ownUnion returns the union that writes to its members without naming itself
// at the end, or -1.
func (r *reading) ownUnion() int {
	for i := range r.tokens {
		t := &r.tokens[i]
		if i == 0 || r.tokens[i-1].lower != "our" && r.tokens[i-1].lower != "your" && r.tokens[i-1].lower != "dear" {
			continue
		}
		switch t.lower {
		case "members", "union", "branch", "negotiators", "negotiating", "colleagues", "comrades", "stewards":
			if e := r.classMember("union", len(r.tokens)); e >= 0 {
				return e
			}
			return r.unnamedUnion()
		}
	}
	return -1
}

// unnamedUnion makes a party of "the union" where a document names none.
func (r *reading) unnamedUnion() int {
	for i := 1; i < len(r.tokens); i++ {
		if r.tokens[i].lower == "union" && r.tokens[i-1].lower == "the" {
			e := r.newEntity("union", Group)
			r.mentionGroup(e, span{i, i + 1}, "union")
			return e
		}
	}
	return -1
}

// firstPerson counts "we" and "I" outside quotations, and questions.
func (r *reading) firstPerson() (plural, single, questions int) {
	for i := range r.doc.Blocks {
		if r.doc.Blocks[i].Kind == source.Question {
			questions++
		}
	}
	for _, s := range r.sentences {
		inside := false
		for i := s.from; i < s.to; i++ {
			switch t := &r.tokens[i]; {
			case isDoubleQuote(t.text):
				inside = !inside
			case inside:
			case t.lower == "we" || t.lower == "our":
				plural++
			case t.text == "I":
				single++
			}
		}
	}
	return plural, single, questions
}

// interviewed returns the first person named before the first question, or -1.
func (r *reading) interviewed() int {
	for k := range r.sentences {
		s := r.sentences[k]
		if r.doc.Blocks[s.block].Kind == source.Question {
			return -1
		}
		for i := s.from; i < s.to; i++ {
			if e := r.tokens[i].name; e >= 0 && r.entities[e].isPerson() {
				return e
			}
		}
	}
	return -1
}

// signatory returns the body named at the end of a document, else the first one
// in its text.
func (r *reading) signatory() int {
	body := func(s sentence) int {
		for i := s.from; i < s.to; i++ {
			if e := r.tokens[i].name; e >= 0 && !r.entities[e].isPerson() && !r.isAdjective(s, i) && !r.isLocative(s, i) {
				return e
			}
		}
		return -1
	}
	for k := len(r.sentences) - 1; k >= max(0, len(r.sentences)-2); k-- {
		if s := r.sentences[k]; s.to-s.from <= 8 {
			if e := body(s); e >= 0 {
				return e
			}
		}
	}
	for k := range r.sentences {
		if r.isHeading(r.sentences[k].block) {
			continue
		}
		if e := body(r.sentences[k]); e >= 0 {
			return e
		}
	}
	return -1
}

// firstPersonFor returns whom "we" or "I" stands for: who is quoted, else the
// author.
func (r *reading) firstPersonFor() int {
	switch {
	case r.focus.speaker >= 0:
		return r.focus.speaker
	case r.interview && !r.focus.answers:
		return -1
	}
	return r.author
}

func isDoubleQuote(text string) bool {
	switch text {
	case "\"", "“", "”", "«", "»", "''":
		return true
	}
	return false
}

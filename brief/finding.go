package brief

// finding is a statement found in a document.
type finding struct {
	party    int // entity
	kind     Kind
	span     span // tokens of the quote
	sentence int
	negated  bool // it says no to what it speaks of
}

// note records a statement of each party, unless the same words were taken
// already.
func (r *reading) note(who []int, kind Kind, at span, k int, negated bool) bool {
	at = r.trimSpan(at)
	if at.empty() || len(who) == 0 {
		return false
	}
	noted := false
	for _, e := range who {
		if e < 0 || r.entities[e].private || r.taken(e, at) {
			continue
		}
		r.found = append(r.found, finding{party: e, kind: kind, span: at, sentence: k, negated: negated})
		noted = true
	}
	return noted
}

// taken reports whether more than half of a span is in a statement of the same
// party already.
func (r *reading) taken(e int, at span) bool {
	for i := len(r.found) - 1; i >= 0 && i >= len(r.found)-12; i-- {
		f := &r.found[i]
		if f.party != e {
			continue
		}
		common := min(f.span.to, at.to) - max(f.span.from, at.from)
		if 2*common > min(at.to-at.from, f.span.to-f.span.from) {
			return true
		}
	}
	return false
}

// trimSpan drops marks and joining words at the ends of a span.
func (r *reading) trimSpan(s span) span {
	for !s.empty() {
		t := &r.tokens[s.to-1]
		opening := t.text == "(" || t.text == "“"
		if t.text == "." || t.text == "," || t.text == ";" || t.text == ":" || t.text == "?" || t.text == "!" || opening || t.tag == "CC" && t.lower != "so" || t.text == "—" || t.text == "–" || t.text == "-" || t.text == "--" {
			s.to--
			continue
		}
		break
	}
	for !s.empty() {
		t := &r.tokens[s.from]
		if t.text == "," || t.text == ";" || t.text == ":" || t.text == ")" || t.text == "—" || t.text == "–" || t.text == "-" || t.text == "--" || t.text == "." || t.tag == "CC" && t.lower != "both" && t.lower != "neither" && t.lower != "either" {
			s.from++
			continue
		}
		break
	}
	return s
}

package brief

// appositions reads offices that stand after a name: "Donald Trump, the former
// president of the United States".
func (r *reading) appositions() {
	for k := range r.sentences {
		s := r.sentences[k]
		for i := s.from; i+2 < s.to; i++ {
			e := r.tokens[i].name
			r.itsOffice(s, i)
			if e < 0 || !r.entities[e].isPerson() || r.tokens[i+1].text != "," || r.tokens[i+1].name == e {
				continue
			}
			if title, role, of := r.officeAt(s, i+2); role != "" {
				r.holds(e, title, role, of)
			}
		}
	}
}

// itsOffice reads "Ukraine, as its president, Volodymyr Zelensky, has warned": the
// office stands before the name at token i, and "its" is the body named before.
func (r *reading) itsOffice(s sentence, i int) {
	e := r.tokens[i].name
	if e < 0 || i-3 < s.from || r.tokens[i-1].text != "," || !r.entities[e].isPerson() || r.entities[e].of >= 0 || !r.lex.in("roles", r.tokens[i-2].lower) {
		return
	}
	for j := i - 3; j >= max(s.from, i-6); j-- {
		if r.tokens[j].lower != "its" {
			continue
		}
		for k := j - 1; k >= s.from; k-- {
			if of := r.tokens[k].name; of >= 0 && !r.entities[of].isPerson() && !r.isAdjective(s, k) {
				r.holds(e, span{j + 1, i - 1}, r.tokens[i-2].lower, of)
				return
			}
		}
	}
}

// officeAt reads an office with its owner from token i on: the whole title, the
// word for the office, "" where none stands there, and the owner, -1 where none
// is named.
func (r *reading) officeAt(s sentence, i int) (title span, role string, of int) {
	if r.tokens[i].tag == "DT" {
		i++
	}
	of = -1
	for j := i; j < min(i+6, s.to); j++ {
		t := &r.tokens[j]
		switch {
		case t.name >= 0 && !r.entities[t.name].isPerson():
			of = t.name // the Norwegian minister
		case r.lex.in("roles", t.lower):
			title, role = span{i, j + 1}, t.lower
			if j+2 < s.to && (r.tokens[j+1].lower == "of" || r.tokens[j+1].lower == "at") {
				n := j + 2
				if r.tokens[n].tag == "DT" && n+1 < s.to {
					n++
				}
				if x := r.tokens[n].name; x >= 0 && !r.entities[x].isPerson() {
					of = x
					for title.to = n + 1; title.to < s.to && r.tokens[title.to].name == x; title.to++ {
					}
				}
			}
			return title, role, of
		case t.tag == "JJ" || t.tag == "NN" || t.tag == "NNP" || t.tag == "POS" || r.isTitleWord(j):
		default:
			return span{}, "", -1
		}
	}
	return span{}, "", -1
}

// holds notes that a person has an office.
func (r *reading) holds(e int, title span, role string, of int) {
	x := &r.entities[e]
	x.titles = append(x.titles, title)
	x.unsure = false
	if x.role == "" {
		x.role = role
	}
	if of >= 0 && of != e && x.of < 0 && r.side(of) != e {
		x.of = of
	}
}

// affiliate ties a person to whom they lead or to the party that the section is
// about: "Helen Marsh leads the Australian team".
func (w *sentenceReader) affiliate(c *clause, e int) {
	x := &w.entities[e]
	if !x.isPerson() || x.of >= 0 {
		return
	}
	of := -1
	switch c.verb.base {
	case "lead", "head", "chair", "represent", "run":
		who, owner := w.resolve(w.s, span{c.verb.to, w.phraseEnd(c.verb.to, w.s.to)}, span{})
		if of = owner; len(who) > 0 {
			of = who[0]
		} else if owner < 0 {
			for i := c.verb.to; i < min(c.verb.to+4, w.s.to); i++ {
				if w.tokens[i].name >= 0 {
					of = w.tokens[i].name
				}
			}
		}
	}
	if of < 0 && len(x.titles) > 0 {
		if of = w.focus.section; of < 0 {
			of = w.employer(x)
		}
	}
	if of >= 0 && of != e && w.side(of) != e && !w.entities[of].isPerson() {
		w.entities[e].of = of
	}
}

// employer returns whom a person with a title and no party most likely speaks for:
// the body or state spoken of last in the same paragraph, where the office fits.
func (w *sentenceReader) employer(x *entity) int {
	e := w.focus.thing
	if e < 0 || w.lastMention(e, w.s.from) < w.blockStart() {
		if x.role == "minister" {
			return w.find("government")
		}
		return -1
	}
	public := false
	switch x.role {
	case "minister", "premier", "chancellor", "king", "queen", "ambassador", "envoy", "general":
		public = true
	case "executive", "chairman", "chairwoman", "chair", "director", "secretary", "manager", "founder", "owner", "officer", "boss", "spokesman", "spokeswoman", "president":
	default:
		return -1
	}
	switch kind := w.entities[e].kind; {
	case public && kind == StateParty, !public && kind == Organisation && w.entities[e].state < 0:
		return e
	}
	return -1
}

// blockStart is the first token of the block that the sentence stands in.
func (w *sentenceReader) blockStart() int {
	k := w.k
	for k > 0 && w.sentences[k-1].block == w.s.block {
		k--
	}
	return w.sentences[k].from
}

// titledAfter returns the person whose name ends a phrase that opens with an
// office: "Under Secretary of Commerce Dana Lewis"; or -1.
func (r *reading) titledAfter(p span, base int) int {
	e := r.tokens[p.to-1].name
	if base+1 >= p.to || r.tokens[base].lower != "of" && r.tokens[base].lower != "for" || e < 0 || !r.entities[e].isPerson() || r.tokens[base+1].name == e {
		return -1
	}
	for i := base + 1; i < p.to; i++ {
		if !r.tokens[i].capital() && r.tokens[i].tag != "CC" {
			return -1
		}
	}
	if !r.lex.in("roles", r.tokens[base-1].lower) {
		return -1
	}
	x := &r.entities[e]
	if x.role == "" {
		x.role = r.tokens[base-1].lower
	}
	if x.of < 0 {
		for i := p.from; i < base; i++ {
			if n := r.tokens[i].name; n >= 0 && !r.entities[n].isPerson() {
				x.of = n
			}
		}
	}
	return e
}

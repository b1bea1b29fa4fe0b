package brief

import (
	"strings"

	"detente/source"
)

// readBlocks goes through the document and takes statements out of it.
func (r *reading) readBlocks() {
	k := 0 // sentence
	lead := map[int]leadIn{}
	for i := range r.doc.Blocks {
		from := k
		for k < len(r.sentences) && r.sentences[k].block == i {
			k++
		}
		switch r.doc.Blocks[i].Kind {
		case source.Heading, source.Question:
			r.openSection(i, from, k)
		case source.Paragraph:
			r.readParagraph(i, from, k)
			lead[i] = r.leadOf(i, from, k)
		case source.Item:
			r.readItem(i, from, k, lead)
		}
	}
}

// readParagraph takes statements out of the sentences of a paragraph. A run-in
// head opens a section of its own.
func (r *reading) readParagraph(block, from, to int) {
	r.focus.quoting = false
	saved := r.focus
	runIn := false
	if h := r.heads[block]; !h.empty() && from < to {
		if r.isSentenceHead(from) {
			// The head was a sentence after all.
		} else {
			r.openRunIn(from)
			from++
			runIn = true
		}
	}
	for k := from; k < to; k++ {
		r.readSentence(k, k == from)
	}
	if runIn {
		r.focus.section, r.focus.kind, r.focus.answers, r.focus.nickname = saved.section, saved.kind, saved.answers, ""
	}
}

// isSentenceHead reports whether what was taken for a run-in head has a finite
// verb.
func (r *reading) isSentenceHead(k int) bool {
	s := r.sentences[k]
	switch r.tokens[s.from].lower {
	case "what", "how", "why", "who", "where":
		return false // "WHAT ISRAEL WANTS: ..."
	}
	return len(r.clauses(s)) > 0
}

// readSentence takes statements out of one sentence.
func (r *reading) readSentence(k int, first bool) {
	s := r.sentences[k]
	if s.to-s.from < 2 || r.tokens[s.to-1].text == "?" || r.tokens[s.to-1].text == ":" && r.leadsList(s.block) {
		r.glance(s)
		return
	}
	if r.focus.headless >= 0 && r.tokens[s.from].tag == "NNS" {
		r.tokens[s.from].tag = "VBZ"
	}
	cs := r.clauses(s)
	if !hasMain(cs) && len(cs) > 0 && cs[0].intro == s.from && r.tokens[s.from].lower == "because" {
		cs[0].kind, cs[0].intro, cs[0].start = mainClause, -1, s.from+1 // Why? Because they refuse.
	}
	r.focus.listing = r.focus.listing && !first
	if !hasMain(cs) && !(len(cs) > 1 && r.tokens[s.from].lower == "what") && (first || len(cs) == 0 && r.focus.listing) {
		if r.announces(s) {
			r.focus.listing = true
		} else {
			r.fragment(k)
		}
		return
	}
	r.focus.listing = false
	w := &sentenceReader{reading: r, s: s, k: k, cs: cs}
	w.read()
}

// announces reports whether a fragment only says how many things follow: Two
// things.
func (r *reading) announces(s sentence) bool {
	last := s.to - 1
	if r.tokens[last].text == "." {
		last--
	}
	return last > s.from && last-s.from < 4 && (r.tokens[last].lower == "things" || r.tokens[last].lower == "demands" || r.tokens[last].lower == "points" || r.tokens[last].lower == "reasons")
}

// leadsList reports whether a list follows a block.
func (r *reading) leadsList(block int) bool {
	return block+1 < len(r.doc.Blocks) && r.doc.Blocks[block+1].Kind == source.Item
}

// hasMain reports whether a clause stands by itself.
func hasMain(cs []clause) bool {
	for i := range cs {
		if cs[i].kind == mainClause || cs[i].kind == sameSubject && cs[i].parent < 0 {
			return true
		}
	}
	return false
}

// glance moves the focus to the persons and bodies that a sentence names.
func (r *reading) glance(s sentence) {
	for i := s.from; i < s.to; i++ {
		if e := r.tokens[i].name; e >= 0 && !r.isAdjective(s, i) {
			r.look(e, false)
		}
	}
}

// fragment reads an answer that is no sentence: "Relief from the sanctions,
// above all." Its party and kind are those of the question.
func (r *reading) fragment(k int) {
	s := r.sentences[k]
	if r.focus.section < 0 || r.focus.kind == "" || !r.focus.answers || s.to-s.from < 2 {
		return
	}
	if t := &r.tokens[s.from]; t.text == "(" || strings.HasPrefix(t.lower, "yes") || t.lower == "no" && s.to-s.from < 4 {
		return
	}
	if t := &r.tokens[s.from]; s.to-s.from <= 4 && t.tag == "IN" || t.lower == "that" {
		return
	}
	r.note([]int{r.focus.section}, r.focus.kind, span{s.from, s.to}, k, false)
}

package brief

import (
	"hash/fnv"
	"slices"
	"strings"

	"detente/source"
)

// unit is a piece of a document that can be compared with pieces of others: a
// statement, or a clause or row that makes none.
type unit struct {
	start, end int // bytes of the document
	doc        int // index of the document
	member     int // whose statement it is; -1 for none
	others     []int
	kind       Kind
	negated    bool
	open       bool // it says yes to something: ready, would accept, could
	past       bool
	thinks     bool     // its verb is one of thinking: believe, expect
	denied     bool     // its main verb is negated, or nothing is its subject
	direction  int      // 1 where something rises, -1 where it falls, 0 for neither or both
	stand      int      // 1 where something is confirmed, -1 where it is denied
	statement  int      // index among the document's statements, -1 for none
	stems      []uint32 // of its words, sorted; names of its own party aside
	topics     []int    // sorted
	amounts    []amount
	times      []string // weekdays, days of a month, months, seasons
	blames     int      // the member it blames, -1 for none
	doer       int      // the member that did the deed it tells of, -1 for none
	deed       string   // concept of the verb in the past
}

// amount is a number with what it counts.
type amount struct {
	value float64
	unit  string // stem of the word after it: "percent", "tonn", ""
}

// feature turns a stem into a number that is the same in every document.
func feature(stem string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(stem))
	return h.Sum32()
}

// listUnits keeps what comparisons need of a document.
func (r *reading) listUnits(a *account, index map[int]int) {
	taken := make([]bool, len(r.tokens))
	for i := range r.found {
		f := &r.found[i]
		u := r.unitOf(f.span, index)
		u.member, u.kind, u.negated, u.statement = index[f.party], f.kind, f.negated, i
		u.others = slices.DeleteFunc(u.others, func(m int) bool { return m == u.member })
		a.units = append(a.units, u)
		for k := f.span.from; k < f.span.to; k++ {
			taken[k] = true
		}
	}
	for k := range r.sentences {
		if !r.isHeading(r.sentences[k].block) && !r.inHeading(k) {
			r.restUnits(a, k, taken, index)
		}
	}
}

// restUnits makes units of what no statement of a sentence covers: its clauses.
func (r *reading) restUnits(a *account, k int, taken []bool, index map[int]int) {
	s := r.sentences[k]
	if r.doc.Blocks[s.block].Kind == source.Grid || r.tokens[s.to-1].text == "?" {
		return
	}
	for i := s.from; i < s.to; {
		if taken[i] {
			i++
			continue
		}
		j := i
		for j < s.to && !taken[j] {
			j++
		}
		for _, part := range r.cutAt(s, r.trimSpan(span{i, j})) {
			if part.to-part.from >= 5 && r.hasVerb(s, part) {
				u := r.unitOf(part, index)
				u.member, u.statement = -1, -1
				a.units = append(a.units, u)
			}
		}
		i = j
	}
}

// hasVerb reports whether a span holds a finite verb.
func (r *reading) hasVerb(s sentence, p span) bool {
	for i := p.from; i < p.to; i++ {
		if r.isFinite(s, i) {
			return true
		}
	}
	return false
}

// cutAt cuts a long span at commas that join clauses.
func (r *reading) cutAt(s sentence, p span) []span {
	var out []span
	from := p.from
	for i := p.from; i < p.to; i++ {
		t := &r.tokens[i]
		next := r.at(s, i+1)
		joint := t.text == ";" || t.text == "," && next != nil && (next.lower == "and" || next.lower == "but" || next.lower == "while" || next.lower == "which" || next.tag == "VBG" || next.lower == "who")
		if joint && i-from >= 5 && p.to-i > 5 {
			out = append(out, r.trimSpan(span{from, i}))
			from = i + 1
		}
	}
	return append(out, r.trimSpan(span{from, p.to}))
}

// unitOf takes the words, names, numbers and times out of a span.
func (r *reading) unitOf(p span, index map[int]int) unit {
	start, end := r.bytes(p)
	u := unit{start: start, end: end, blames: -1, doer: -1}
	var stems []string
	for i := p.from; i < p.to; i++ {
		t := &r.tokens[i]
		if e := t.name; e >= 0 {
			if m, ok := index[e]; ok {
				if !slices.Contains(u.others, m) {
					u.others = append(u.others, m)
				}
				continue
			}
		}
		if !t.isWord() || len(t.lower) < 2 && (t.lower < "0" || t.lower > "9") || isStopWord(t.lower) {
			continue
		}
		if r.readAmount(&u, p, i) || r.readTime(&u, p, i) {
			continue
		}
		for part := range strings.SplitSeq(t.lower, "-") {
			if len(part) > 1 && !isStopWord(part) {
				stems = append(stems, stem(part))
			}
		}
	}
	r.readVerb(&u, p, index)
	for t, w := range r.lex.topicsOf(stems) {
		if w >= 0.5 {
			u.topics = append(u.topics, t)
		}
	}
	slices.Sort(u.topics)
	for _, s := range stems {
		u.stems = append(u.stems, feature(s))
	}
	slices.Sort(u.stems)
	u.stems = slices.Compact(u.stems)
	return u
}

// readVerb notes the main verb of a unit, whether it lies in the past, whether it
// opens a door, and whom it blames.
func (r *reading) readVerb(u *unit, p span, index map[int]int) {
	for i := p.from; i < p.to; i++ {
		t := &r.tokens[i]
		base := r.lex.base(t.lower)
		if e, ok := r.doers[i]; ok && (t.tag == "VBD" || t.tag == "VBN") && !r.lex.in("say", base) {
			if m, listed := index[e]; listed {
				u.doer, u.deed = m, r.lex.concept(stem(base))
			}
		}
		if t.tag == "VBD" || t.tag == "VBN" {
			u.past = true
		}
		if t.lower == "not" || t.lower == "never" || t.lower == "no" || t.lower == "nobody" || t.lower == "nothing" {
			u.denied = true
		}
		if strings.HasPrefix(t.tag, "VB") {
			u.thinks = u.thinks || base == "believe" || base == "expect" || base == "think" || base == "foresee"
			u.turn(base)
		}
		switch base {
		case "accept", "agree", "ready", "willing", "open", "offer", "grant", "could", "imagine", "welcome", "support", "back", "favour", "favor", "consider", "allow", "prepared":
			u.open = true
		case "blame", "accuse":
			for j := i + 1; j < p.to && u.blames < 0; j++ {
				if m, ok := index[r.tokens[j].name]; ok && r.tokens[j].name >= 0 {
					u.blames = m
				}
			}
		}
	}
}

// turn notes what a verb says of the direction of things and of their truth.
func (u *unit) turn(base string) {
	switch base {
	case "rise", "increase", "grow", "climb", "gain", "expand", "recover", "surge", "double", "jump", "improve":
		u.direction++
	case "fall", "decrease", "shrink", "decline", "drop", "sink", "dwindle", "collapse", "halve", "plunge", "worsen", "slump":
		u.direction--
	case "deny", "refute", "dispute", "disown":
		u.stand--
	case "admit", "confirm", "acknowledge", "concede", "verify", "own":
		u.stand++
	}
}

package brief

import "strings"

// verbGroup is a finite verb with its helpers: "has so far refused".
type verbGroup struct {
	span
	main    int    // token of the main verb
	base    string // its base form
	modal   string // will, would, can, ... or ""
	negated bool
	passive bool
	past    bool // past tense or perfect
	copula  bool // the main verb is be, remain, seem, ...
}

// clauseKind says how a clause hangs on what came before.
type clauseKind int

const (
	mainClause  clauseKind = iota
	sameSubject            // a second verb with the subject of the one before
	relative               // who, which, that
	complement             // what somebody says, wants, fears
	adverbial              // because, if, while, ...
)

// clause is a finite verb with its subject.
type clause struct {
	verb    verbGroup
	kind    clauseKind
	start   int // first token, with the word that joins it
	intro   int // token of the word that joins it, -1 for none
	subject span
	apposed span // a name set beside the subject between commas
	parent  int  // clause it hangs on, -1 for none
}

// clauses finds the finite verbs of a sentence and their subjects.
func (r *reading) clauses(s sentence) []clause {
	var out []clause
	for i := s.from; i < s.to; {
		g, ok := r.verbAt(s, i)
		if !ok {
			i++
			continue
		}
		c := clause{verb: g, intro: -1, parent: -1}
		if !r.invertedSubject(s, &c) {
			r.findSubject(s, &c, out)
		}
		out = append(out, c)
		i = g.to
	}
	return out
}

// verbAt reads the finite verb group that starts at token i.
func (r *reading) verbAt(s sentence, i int) (verbGroup, bool) {
	t := &r.tokens[i]
	if !r.isFinite(s, i) {
		return verbGroup{}, false
	}
	g := verbGroup{span: span{i, i + 1}, main: i}
	if t.tag == "MD" {
		g.modal = t.lower
		if t.lower == "cannot" {
			g.modal, g.negated = "can", true
		}
	}
	g.past = t.tag == "VBD"
	last := r.lex.base(t.lower) // the helper or verb read last
	for j := i + 1; j < s.to; j++ {
		n := &r.tokens[j]
		if k := r.afterAside(s, j, last, t.tag == "MD" && g.main == i); k > j {
			j = k - 1
			continue
		}
		switch {
		case n.lower == "not" || n.lower == "never" || n.lower == "hardly" || n.lower == "barely" || n.lower == "ill" || n.lower == "scarcely":
			g.negated = true
			continue
		case isAdverb(n) && (isHelper(last) || g.modal != "" && g.main == i):
			continue
		case t.tag == "MD" && g.main == i && (n.tag == "VB" || n.tag == "VBP" || n.lower == "have" || n.lower == "be" || r.lex.isBase(n.lower) && n.tag != "DT"):
		case isHelper(last) && (n.tag == "VBN" || n.tag == "VBG" || n.tag == "VBD" && last != "do" || last == "do" && (n.tag == "VB" || n.tag == "VBP" || r.lex.isBase(n.lower)) || n.lower == "been" || n.lower == "being"):
			if last == "have" && n.tag != "VBG" {
				g.past = true
			}
			g.passive = last == "be" && (n.tag == "VBN" || n.tag == "VBD")
		default:
			g.finish(r, j)
			return g, true
		}
		g.main, g.to = j, j+1
		last = r.lex.base(n.lower)
		if last == n.lower && strings.HasSuffix(n.lower, "ing") {
			last = ""
		}
	}
	g.finish(r, s.to)
	return g, true
}

// asideWords is how long an aside inside a verb may be: could, in a pinch, accept.
const asideWords = 6

// afterAside returns the token after an aside between commas that starts at token
// j and stands between a helper and its verb, or -1.
func (r *reading) afterAside(s sentence, j int, last string, modal bool) int {
	if r.tokens[j].text != "," || !modal && !isHelper(last) {
		return -1
	}
	for k := j + 1; k < min(j+asideWords+1, s.to-1); k++ {
		t := &r.tokens[k]
		if t.text != "," {
			if t.tag == "VBZ" || t.tag == "MD" || t.tag == "WDT" || t.tag == "WP" || t.text == ";" {
				return -1
			}
			continue
		}
		next := &r.tokens[k+1]
		switch {
		case modal && r.lex.isBase(next.lower) && next.tag != "DT":
			next.tag = "VB"
			return k + 1
		case isHelper(last) && last != "do" && (next.tag == "VBN" || next.tag == "VBG" || next.tag == "VBD"):
			return k + 1
		}
		return -1
	}
	return -1
}

func (g *verbGroup) finish(r *reading, end int) {
	g.to = max(g.to, g.main+1)
	g.base = r.lex.base(r.tokens[g.main].lower)
	g.copula = isCopula(g.base)
}

func isHelper(base string) bool { return base == "be" || base == "have" || base == "do" }

func isCopula(base string) bool {
	switch base {
	case "be", "remain", "seem", "appear", "become", "feel", "look", "stay", "sound", "grow", "get", "stand", "prove":
		return true
	}
	return false
}

func isAdverb(t *token) bool {
	switch t.tag {
	case "RB", "RBR", "RBS":
		return true
	}
	switch t.lower {
	case "so", "far", "long", "yet", "already", "also", "still", "both", "just", "all":
		return t.tag != "DT" || t.lower == "both" || t.lower == "all"
	case "likely", "probably":
		return true
	}
	return false
}

// isFinite reports whether a finite verb group starts at token i.
func (r *reading) isFinite(s sentence, i int) bool {
	t := &r.tokens[i]
	if next := r.at(s, i+1); (t.lower == "provided" || t.lower == "given") && next != nil && (next.lower == "that" || i > s.from && r.tokens[i-1].text == "," && (t.tag == "VBN" || next.lower == "both" || next.lower == "the" && r.earlierVerb(s, i)) && next.lower != "by") {
		return false
	}
	switch t.tag {
	case "MD", "VBZ", "VBP":
		return !r.nominal(s, i)
	case "VBD":
		return !r.reduced(s, i) && !r.nominal(s, i)
	case "VBN":
		return r.lex.isVerb(t.lower) && r.loneVerb(s, i)
	}
	return false
}

// earlierVerb reports whether a finite verb stands before token i.
func (r *reading) earlierVerb(s sentence, i int) bool {
	for j := s.from; j < i; j++ {
		switch r.tokens[j].tag {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		}
	}
	return false
}

// nominal reports whether what the model calls a verb follows an article or
// "to" and so is none.
func (r *reading) nominal(s sentence, i int) bool {
	before := r.at(s, i-1)
	if before == nil && r.focus.headless >= 0 {
		return false
	}
	if before == nil {
		return r.tokens[i].tag != "MD" && !isHelper(r.lex.base(r.tokens[i].lower))
	}
	return before.tag == "TO" || (before.tag == "DT" && before.lower != "that" && before.lower != "this" && before.lower != "both" && before.lower != "all" && before.lower != "some" && before.lower != "neither" && before.lower != "each") || before.tag == "PRP$"
}

// reduced reports whether a past form is a participle after its noun: backed by
// dockers, known as.
func (r *reading) reduced(s sentence, i int) bool {
	next, before := r.at(s, i+1), r.at(s, i-1)
	if next == nil || before == nil {
		return false
	}
	if next.lower == "by" || next.lower == "as" && before.text == "," || r.wantedSo(s, i) {
		return true
	}
	return before.text == "," && r.pairedComma(s, i) && !r.afterConjunction(s, i)
}

// wantedSo reports whether a past form says how a party wants something to be:
// wants the engineers stationed at the dam.
func (r *reading) wantedSo(s sentence, i int) bool {
	for j := i - 1; j >= s.from; j-- {
		t := &r.tokens[j]
		switch {
		case strings.HasPrefix(t.tag, "NN") || t.name >= 0 || t.tag == "DT" || strings.HasPrefix(t.tag, "JJ") || t.tag == "CD" || t.tag == "PRP$" || t.tag == "POS":
			continue
		case t.tag == "VBZ" || t.tag == "VBP" || t.tag == "VBD" || t.tag == "VB":
			base := r.lex.base(t.lower)
			return j < i-1 && (base == "want" || base == "need" || base == "get" || base == "keep" || base == "like" || base == "see")
		}
		return false
	}
	return false
}

func (r *reading) afterConjunction(s sentence, i int) bool {
	before := r.at(s, i-1)
	return before != nil && before.tag == "CC"
}

// pairedComma reports whether a participle between commas is followed by
// another finite verb right after the second comma.
func (r *reading) pairedComma(s sentence, i int) bool {
	for j := i + 1; j < s.to; j++ {
		if r.tokens[j].text != "," {
			continue
		}
		next := r.at(s, j+1)
		return next != nil && (next.tag == "VBZ" || next.tag == "VBP" || next.tag == "VBD" || next.tag == "MD")
	}
	return false
}

// loneVerb reports whether a participle must be the finite verb of its clause:
// a subject stands before it and no verb does.
func (r *reading) loneVerb(s sentence, i int) bool {
	before, next := r.wordBefore(s, i), r.at(s, i+1)
	if before == nil || next == nil || next.lower == "by" || r.verbSince(s, i) {
		return false
	}
	if before.text == "," && (!r.anyFinite(s) || r.closesAside(s, i) && opensObject(next)) {
		return true
	}
	subject := before.tag == "PRP" || before.name >= 0 && before.tag != "POS" || (before.tag == "NNS" || before.tag == "NN") && r.opensSentence(s, i)
	if !subject {
		return false
	}
	for j := i + 1; j < s.to; j++ {
		t := &r.tokens[j]
		if t.text == "," || t.text == ";" {
			break
		}
		if t.tag == "VBZ" || t.tag == "VBP" || t.tag == "VBD" || t.tag == "MD" {
			return t.tag == "VBD" || before.name >= 0 && j > i+3
		}
	}
	return true
}

// closesAside reports whether the comma before token i closes a relative clause
// that opened after a comma: CN, which says it is ready, locked.
func (r *reading) closesAside(s sentence, i int) bool {
	for j := i - 2; j > s.from; j-- {
		if t := &r.tokens[j]; (t.lower == "which" || t.lower == "who" || t.lower == "whose") && r.tokens[j-1].text == "," {
			return true
		}
	}
	return false
}

// anyFinite reports whether a sentence has a verb that can only be finite.
func (r *reading) anyFinite(s sentence) bool {
	for i := s.from; i < s.to; i++ {
		switch r.tokens[i].tag {
		case "VBZ", "VBP", "VBD", "MD":
			return true
		}
	}
	return false
}

// opensSentence reports whether only a noun phrase stands before token i, back to
// the last comma.
func (r *reading) opensSentence(s sentence, i int) bool {
	from := s.from
	for j := s.from; j < i; j++ {
		if r.tokens[j].text == "," {
			from = j + 1
		}
	}
	for j := from; j < i; j++ {
		switch t := &r.tokens[j]; {
		case strings.HasPrefix(t.tag, "NN"), strings.HasPrefix(t.tag, "JJ"), t.tag == "DT", t.tag == "PRP$", t.tag == "POS", t.tag == "CD":
		default:
			return false
		}
	}
	return true
}

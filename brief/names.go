package brief

import (
	"slices"
	"strings"
)

// findNames finds the names of a document and makes entities of them: first
// those that say themselves what they are, then short forms that lean on them.
// Headings, which may capitalise any word, are read last.
func (r *reading) findNames() {
	for k := range r.sentences {
		if s := r.sentences[k]; !r.inHeading(k) {
			r.strongNames(s)
		} else if at := r.labelBody(s); !at.empty() {
			r.bodyMention(s, at)
		}
	}
	for _, headings := range [...]bool{false, true} {
		for k := range r.sentences {
			if r.inHeading(k) == headings {
				r.shortNames(r.sentences[k], headings)
			}
		}
	}
	r.tagNames()
	r.appositions()
	for k := range r.sentences {
		r.mendAfterNames(r.sentences[k])
	}
}

// tagNames makes proper nouns of the words of names, whatever the model took
// them for. Demonyms in front of a noun stay adjectives.
func (r *reading) tagNames() {
	for e := range r.entities {
		for _, s := range append(slices.Clone(r.entities[e].spans), r.entities[e].titles...) {
			for i := s.from; i < s.to; i++ {
				switch t := &r.tokens[i]; t.tag {
				case "POS", "IN", "CC", "DT", "NNPS", ".", ":":
				default:
					t.tag = "NNP"
				}
			}
		}
	}
}

// strongNames reads runs of capitalised words: states, bodies, people with two
// names or a title.
func (r *reading) strongNames(s sentence) {
	if isSalutation(&r.tokens[s.from]) {
		return
	}
	for i := s.from; i < s.to; {
		run := r.capitalRun(s, i)
		if run.empty() {
			i++
			continue
		}
		r.readRun(s, run)
		i = max(run.to, i+1)
	}
}

// isSalutation knows the first words of lines that only greet: Dear Sirs.
func isSalutation(t *token) bool {
	return t.text == "Dear" || t.text == "Yours" || t.text == "Sincerely"
}

// capitalRun returns the name-like run of tokens that starts at i: capitalised
// words, joined by "of", "and", "for" or "'s" where a body's name goes on.
func (r *reading) capitalRun(s sentence, i int) span {
	if !r.startsName(s, i) {
		return span{}
	}
	j := i + 1
	for j < s.to {
		t := &r.tokens[j]
		switch {
		case r.isNameWord(j):
			j++
			continue
		case r.joinsName(s, span{i, j}):
			j = r.afterJoint(s, j)
			continue
		case t.text == "." && j+1 < s.to && r.tokens[j-1].end == t.start && r.isAbbreviation(j-1) && r.isNameWord(j+1):
			j++
			continue
		}
		break
	}
	return span{i, j}
}

// isNameWord reports whether token i is capitalised and no word of time.
func (r *reading) isNameWord(i int) bool {
	t := &r.tokens[i]
	return (t.capital() || hasArticle(t.text)) && !isTimeWord(t.lower) && t.text != "I"
}

// hasArticle reports whether a word is an Arabic name with its article, al-Sadr,
// or one such as d'Estaing.
func hasArticle(text string) bool {
	for _, mark := range [...]string{"-", "'", "’"} {
		article, name, ok := strings.Cut(text, mark)
		if !ok || name == "" || name[0] < 'A' || name[0] > 'Z' {
			continue
		}
		switch article {
		case "al", "el", "an", "ar", "as", "ash", "at", "ad", "ul", "d", "bin", "ben", "ibn", "abu":
			return true
		}
	}
	return false
}

func isTimeWord(lower string) bool {
	switch lower {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july",
		"august", "september", "october", "november", "december", "christmas", "easter", "ramadan", "jan", "feb", "aug", "sept", "oct", "nov", "dec":
		return true
	}
	return lower == "may"
}

// startsName reports whether a name can start at token i. The first word of a
// sentence counts where it is capitalised inside a sentence too, where a capital
// follows, or where nothing speaks for an ordinary word.
func (r *reading) startsName(s sentence, i int) bool {
	t := &r.tokens[i]
	if !r.isNameWord(i) {
		return false
	}
	if !r.startsSentence(s, i) {
		return !isClosed(t.tag) || r.isPlace(s, i)
	}
	if r.isPlace(s, i) || r.inner[t.lower] {
		return !isClosedWord(t.lower)
	}
	next := r.at(s, i+1)
	followed := next != nil && next.start == t.end+1 && (r.isNameWord(i+1) || isParticle(next.lower) && i+2 < s.to && (r.isNameWord(i+2) || isParticle(r.tokens[i+2].lower)))
	surname := r.surnameLy(s, i)
	if isClosedWord(t.lower) || isClosed(t.tag) && !surname && (!followed || t.tag != "RB") {
		return false
	}
	if surname {
		return true
	}
	if r.lex.in("titles", t.lower) && followed {
		return true
	}
	if r.outer[t.lower] {
		return false
	}
	return followed && (!strings.HasSuffix(t.lower, "ly") || isGivenName(t.lower)) || r.looksLikeName(s, i)
}

func (r *reading) isPlace(s sentence, i int) bool {
	_, ok := r.findPlace(s, i)
	return ok
}

// startsSentence reports whether token i is the first word of a sentence, of a
// quotation, or of an item.
func (r *reading) startsSentence(s sentence, i int) bool {
	if i == s.from {
		return true
	}
	switch before := r.tokens[i-1].text; before {
	case "\"", "“", "‘", "(", ":", "[", "–", "—":
		return true
	}
	return i == s.from+1 && !r.tokens[s.from].isWord()
}

// looksLikeName reports whether a capitalised word that opens a sentence is
// more likely a name than an ordinary word: singular, of no ordinary shape, and
// followed by a verb or a possessive.
func (r *reading) looksLikeName(s sentence, i int) bool {
	t, next := &r.tokens[i], r.at(s, i+1)
	if next == nil || len(t.text) < 3 {
		return false
	}
	if t.allCaps() || isCompound(t.text) {
		return true
	}
	if isOrdinary(t.lower) || r.lex.in("mass", t.lower) || r.lex.in("groups", t.lower) || r.lex.in("organs", t.lower) || r.lex.in("observers", t.lower) || r.lex.nouns[t.lower] != "" {
		return false
	}
	if strings.HasSuffix(t.lower, "s") && !strings.HasSuffix(t.lower, "is") && !strings.HasSuffix(t.lower, "us") && !strings.HasSuffix(t.lower, "as") && next.tag != "VBZ" && next.lower != "has" && next.lower != "is" {
		return false
	}
	if after := r.at(s, i+2); next.lower == "and" && after != nil && r.isNameWord(i+2) {
		return true
	}
	return next.tag == "VBZ" || next.tag == "VBD" || next.tag == "MD" || next.tag == "POS" || next.text == "," || next.tag == "VBP" && r.lex.isVerb(next.lower)
}

// surnameLy reports whether a word in -ly that opens a sentence is a surname
// rather than an adverb: it has its verb right after it.
func (r *reading) surnameLy(s sentence, i int) bool {
	t, next := &r.tokens[i], r.at(s, i+1)
	if !strings.HasSuffix(t.lower, "ly") || next == nil || r.outer[t.lower] || r.lex.in("hedges", t.lower) {
		return false
	}
	return next.tag == "VBZ" || next.tag == "MD" || next.tag == "VBD" && r.lex.isVerb(next.lower)
}

// isGivenName knows first names that look like adverbs.
func isGivenName(lower string) bool {
	switch lower {
	case "kelly", "sally", "molly", "emily", "beverly", "billy", "polly", "holly", "lilly", "willy", "kimberly", "ally", "carly", "nelly":
		return true
	}
	return false
}

// isCompound reports whether a word is two capitalised names: Cleveland-Cliffs.
func isCompound(text string) bool {
	first, second, ok := strings.Cut(text, "-")
	return ok && first != "" && second != "" && second[0] >= 'A' && second[0] <= 'Z'
}

// isOrdinary knows endings of ordinary nouns and verbs.
func isOrdinary(lower string) bool {
	for _, e := range [...]string{"tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ing", "ism", "age", "ry", "acy", "ncy", "wal", "ly", "hood", "dom", "tude", "ition", "ought", "ure"} {
		if strings.HasSuffix(lower, e) {
			return true
		}
	}
	return false
}

// isClosed reports whether a part of speech has no names.
func isClosed(tag string) bool {
	switch tag {
	case "DT", "IN", "CC", "PRP", "PRP$", "WP", "WRB", "WDT", "TO", "MD", "EX", "RB", "CD", "PDT", "UH", "WP$", "RBR", "RBS":
		return true
	}
	return false
}

// isClosedWord knows small words that the model may mistake for names.
func isClosedWord(lower string) bool {
	switch lower {
	case "the", "a", "an", "and", "but", "or", "so", "yet", "as", "if", "in", "on", "at", "by", "for", "with", "from", "to", "of", "both", "each",
		"neither", "either", "all", "some", "many", "most", "several", "few", "no", "not", "it", "he", "she", "they", "we", "you", "this", "that",
		"these", "those", "there", "here", "what", "who", "how", "why", "when", "where", "which", "while", "whereas", "although", "though", "because",
		"since", "unless", "until", "after", "before", "under", "over", "between", "among", "despite", "without", "within", "against", "during",
		"however", "moreover", "meanwhile", "still", "even", "only", "also", "then", "now", "once", "its", "his", "her", "their", "our", "my",
		"others", "another", "any", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "last", "next", "key", "such", "like",
		"across", "behind", "beyond", "amid", "following", "according", "more", "less", "much", "other", "critics", "whether", "instead", "asked", "former", "ultimately":
		return true
	}
	return false
}

// joinsName reports whether the small word at the end of a run joins it to
// capitalised words that follow.
func (r *reading) joinsName(s sentence, run span) bool {
	j := run.to
	t := &r.tokens[j]
	after := r.afterJoint(s, j)
	if after <= j || after >= s.to || !r.isNameWord(after) {
		return false
	}
	switch t.lower {
	case "of", "for":
		last := r.tokens[j-1].lower
		return r.lex.in("bodies", last) || last == "republic" || last == "ministry" || last == "house" || last == "kingdom" || last == "union" || last == "bank" || last == "port"
	case "and", "&":
		return t.lower == "&" || r.joinsTwo(s, run, after)
	case "'s", "'":
		return t.tag == "POS" && r.ownsName(s, run, after)
	case "on":
		last := r.tokens[j-1].lower
		return last == "committee" || last == "commission" || last == "council"
	}
	return isParticle(t.lower)
}

// isParticle knows small words inside people's names.
func isParticle(lower string) bool {
	switch lower {
	case "de", "von", "van", "der", "den", "bin", "al", "el", "la", "le", "du", "da", "del", "di", "ibn", "dos", "ten", "ter":
		return true
	}
	return false
}

// afterJoint returns the token after a joining word and the article that may
// follow it.
func (r *reading) afterJoint(s sentence, j int) int {
	j++
	for j < s.to && (r.tokens[j].lower == "the" || r.tokens[j].lower == "der" || r.tokens[j].lower == "la" || r.tokens[j].lower == "den") && !r.tokens[j].capital() {
		j++
	}
	return j
}

// joinsTwo reports whether "and" stands inside one name: Ministry of Fisheries
// and Coastal Affairs; Food and Commercial Workers Union.
func (r *reading) joinsTwo(s sentence, run span, after int) bool {
	if r.isPlace(s, after) || r.isPlace(s, run.from) {
		return false
	}
	article := after > run.to+1
	for i := run.from; i < run.to; i++ {
		if l := r.tokens[i].lower; l == "of" || l == "for" {
			next := r.at(s, after+1)
			return !r.lex.in("bodies", r.tokens[after].lower) || next == nil || next.lower != "of"
		}
		if r.lex.in("bodies", r.tokens[i].lower) && r.tokens[i].lower != "workers" {
			return false
		}
	}
	return !article && run.to-run.from <= 2 && r.endsBody(s, after) && !r.lex.in("titles", r.tokens[run.from].lower)
}

// endsBody reports whether the capitalised words from token i end in a word for
// a body.
func (r *reading) endsBody(s sentence, i int) bool {
	last := ""
	for i < s.to && r.isNameWord(i) {
		last = r.tokens[i].lower
		i++
	}
	return r.lex.in("bodies", last)
}

// ownsName reports whether a possessive belongs to the name of a body, as in
// Fishermen's Federation, rather than to its owner, as in Norway's Parliament.
func (r *reading) ownsName(s sentence, run span, after int) bool {
	owner := r.tokens[run.to-1].lower
	plural := r.tokens[run.from].lower == "st" || strings.HasSuffix(owner, "men") || r.tokens[run.to].text == "'" || owner == "people" || r.lex.in("groups", owner)
	return plural && r.endsBody(s, after) && !r.isPlace(s, run.to-1)
}

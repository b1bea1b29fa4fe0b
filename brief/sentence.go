package brief

import (
	"unicode"
	"unicode/utf8"
)

// sentence is a range of tokens that belong together, in one block.
type sentence struct {
	from, to int // tokens
	block    int
}

// split cuts the tokens from..to of one block into sentences.
func (r *reading) split(from, to, block int) {
	start := from
	for i := from; i < to; i++ {
		if !r.endsHere(i, to) {
			continue
		}
		for i+1 < to && r.closes(i+1) {
			i++
		}
		r.sentences = append(r.sentences, sentence{start, i + 1, block})
		start = i + 1
	}
	if start < to {
		r.sentences = append(r.sentences, sentence{start, to, block})
	}
}

// endsHere reports whether a sentence ends at token i.
func (r *reading) endsHere(i, to int) bool {
	t := &r.tokens[i]
	switch t.text {
	case "!", "?", "…":
	case ".":
		if i > 0 && r.tokens[i-1].end == t.start && r.isAbbreviation(i-1) {
			return i+1 == to
		}
	default:
		// An abbreviation such as U.S. holds its own full stop.
		if len(t.text) < 4 || t.text[len(t.text)-1] != '.' || i+1 == to || !isInitials(t.text[:len(t.text)-1]) {
			return false
		}
		next := &r.tokens[i+1]
		return next.capital() && isStarter(next.lower)
	}
	j := i + 1
	for j < to && r.closes(j) {
		j++
	}
	if j == to {
		return true
	}
	next := &r.tokens[j]
	first, _ := utf8.DecodeRuneInString(next.text)
	starts := unicode.IsUpper(first) || unicode.IsDigit(first) || first == '"' || first == '“' || first == '(' || first == '\'' || first == '‘'
	return starts && (next.start > r.tokens[j-1].end || first == '(')
}

// closes reports whether token i is a closing quote or bracket right after the
// token before.
func (r *reading) closes(i int) bool {
	t := &r.tokens[i]
	if t.start != r.tokens[i-1].end {
		return false
	}
	switch t.text {
	case "\"", "”", "’", "'", ")", "]", "»":
		return true
	}
	return false
}

// isAbbreviation reports whether a full stop after token i belongs to it.
func (r *reading) isAbbreviation(i int) bool {
	t := &r.tokens[i]
	if len(t.text) == 1 && t.capital() && i > 0 && t.lower != "i" {
		return true // an initial
	}
	switch t.lower {
	case "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "sen", "rep", "gov", "rev", "hon", "jr", "sr", "vs",
		"inc", "ltd", "co", "corp", "bros", "approx", "dept", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "mt", "ft", "capt", "cmdr":
		return true
	}
	return false
}

// isStarter knows words that start a sentence rather than go on with a name.
func isStarter(lower string) bool {
	switch lower {
	case "the", "a", "an", "it", "he", "she", "they", "we", "this", "that", "these", "those", "but", "and", "in", "on", "at", "for", "with",
		"its", "his", "her", "their", "there", "if", "when", "while", "as", "some", "many", "both", "however", "meanwhile", "moreover":
		return true
	}
	return false
}

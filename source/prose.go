package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what passes as a heading without marks.
const (
	headingWords = 14
	headingBytes = 110
	runInWords   = 5
	runInRest    = 30 // bytes that must follow a run-in head
)

// prose reads running text from line i: a heading, a question, or a paragraph.
func (r *reader) prose(i int) int {
	l := r.lines[i]
	span := l.Span
	for span.Start < span.End && r.text[span.Start] == '>' { // a Markdown quotation
		span.Start++
	}
	span = r.trim(span)
	if span.Empty() {
		return i + 1
	}
	if kind, ok := r.isHeading(i); ok {
		level := 2
		if r.untitled() {
			level = 1
		}
		bare := r.bare(span)
		if !bare.Empty() {
			r.add(Block{Kind: kind, Span: bare, Level: level})
		}
		return i + 1
	}
	return r.paragraph(i, span)
}

// paragraph reads a paragraph that starts with span on line i.
func (r *reader) paragraph(i int, span Span) int {
	span = r.trim(span)
	j := r.extend(i, &span)
	if span.Empty() {
		return j
	}
	span = r.afterDateline(span)
	head, rest := r.runIn(span)
	switch {
	case head.Empty():
		r.add(Block{Kind: Paragraph, Span: span})
	case strings.HasSuffix(head.Of(r.text), "?"):
		r.heading(head, 3)
		r.add(Block{Kind: Paragraph, Span: r.trim(rest)})
	default:
		r.add(Block{Kind: Paragraph, Span: span, Head: head})
	}
	return j
}

// extend adds the lines that go on with the one at i and returns the line after
// them.
func (r *reader) extend(i int, span *Span) int {
	j := i + 1
	for j < len(r.lines) && r.goesOn(j) {
		span.End = r.lines[j].End
		j++
	}
	return j
}

// goesOn reports whether line i goes on with the sentence or paragraph of the
// line before.
func (r *reader) goesOn(i int) bool {
	this, before := r.lines[i], r.lines[i-1]
	if this.blank() || before.blank() {
		return false
	}
	s, t := this.Of(r.text), before.Of(r.text)
	if isMark(s[0]) && !strings.HasPrefix(s, "**") || bullet(s) > 0 || r.isRow(i) {
		return false
	}
	lower := !startsUpper(s)
	if r.width > 0 {
		long := 10*utf8.RuneCountInString(t) > 6*r.width
		return long || lower && !endsSentence(t)
	}
	return lower && !endsSentence(t) && len(t) >= 30
}

func (r *reader) trim(s Span) Span {
	for s.Start < s.End {
		c, size := utf8.DecodeRuneInString(r.text[s.Start:s.End])
		if !unicode.IsSpace(c) {
			break
		}
		s.Start += size
	}
	s.End = s.Start + len(strings.TrimRightFunc(s.Of(r.text), unicode.IsSpace))
	return s
}

// isHeading reports whether line i, which has no marks, is a heading or a
// question: short, without a full stop, and followed by something to head.
func (r *reader) isHeading(i int) (Kind, bool) {
	s := r.bare(r.lines[i].Span).Of(r.text)
	if len(s) > headingBytes || wordsIn(s) > headingWords+2 || s == "" || !startsUpper(s) {
		return Paragraph, false
	}
	next := r.following(i)
	if next < 0 || next == i+1 && r.goesOn(next) {
		return Paragraph, false
	}
	under := r.lines[next].Of(r.text)
	if strings.HasSuffix(s, "?") {
		return Question, strings.Count(s, "?") == 1 && !severalSentences(s) && !strings.HasSuffix(under, "?")
	}
	whole := strings.HasPrefix(r.lines[i].Of(r.text), "**") && strings.HasSuffix(r.lines[i].Of(r.text), "**")
	if strings.HasSuffix(s, ":") || wordsIn(s) > headingWords || endsSentence(s) && !whole || strings.IndexByte(",;", s[len(s)-1]) >= 0 {
		return Paragraph, false
	}
	if strings.IndexAny(s, "\"“(") == 0 {
		return Heading, false
	}
	return Heading, r.untitled() || (len(under) > len(s) || bullet(under) > 0 || r.isRow(next) || r.lines[next-1].blank())
}

// untitled reports whether nothing but metadata has been read so far.
func (r *reader) untitled() bool {
	for i := range r.d.Blocks {
		if r.d.Blocks[i].Kind != Metadata {
			return false
		}
	}
	return true
}

// severalSentences reports whether a sentence ends inside s.
func severalSentences(s string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], ". ")
		if i < 0 {
			return false
		}
		at += i + 2
		words := strings.Fields(s[:at-2])
		if len(words) == 0 || !isAbbreviation(words[len(words)-1]) && len(words[len(words)-1]) > 1 {
			return true
		}
	}
}

// following returns the next line after i that is not blank, or -1.
func (r *reader) following(i int) int {
	for j := i + 1; j < len(r.lines); j++ {
		if !r.lines[j].blank() && !r.rule(j) {
			return j
		}
	}
	return -1
}

// countRunIns counts the lines that start as if with a run-in head.
func (r *reader) countRunIns() int {
	n := 0
	for _, l := range r.lines {
		if !l.blank() && bullet(l.Of(r.text)) == 0 {
			if head, _ := r.cutHead(l.Span); !head.Empty() {
				n++
			}
		}
	}
	return n
}

// runIn cuts a run-in head such as "The buyer." or "**Norway:**" off a
// paragraph. An unmarked head counts where several paragraphs have one, or
// where it starts with an article.
func (r *reader) runIn(span Span) (head, rest Span) {
	head, rest = r.cutHead(span)
	if head.Empty() || r.runIns || r.text[span.Start] == '*' || r.text[rest.Start-1] == ':' || strings.HasPrefix(head.Of(r.text), "The ") {
		return head, rest
	}
	return Span{}, span
}

func (r *reader) cutHead(span Span) (head, rest Span) {
	s := span.Of(r.text)
	if strings.HasPrefix(s, "**") {
		if end := strings.Index(s[2:], "**"); end > 0 && len(s) > end+4+runInRest {
			head = r.bare(Span{span.Start, span.Start + end + 4})
			rest = Span{span.Start + end + 4, span.End}
			text := head.Of(r.text)
			if text == "" {
				return Span{}, span
			}
			if ends := strings.IndexByte(".:?", text[len(text)-1]) >= 0; ends || s[end+4] == ':' || s[end+4] == '.' {
				if text[len(text)-1] != '?' {
					head.End -= len(text) - len(strings.TrimRight(text, ".:"))
				}
				return head, rest
			}
		}
		return Span{}, span
	}
	end := strings.IndexAny(s[:min(len(s), 60)], ".:?")
	if end < 2 || end+1 >= len(s) || s[end+1] != ' ' || len(s)-end < runInRest || !isHead(s[:end], s[end]) {
		return Span{}, span
	}
	head = Span{span.Start, span.Start + end}
	if s[end] == '?' {
		head.End++
	}
	return head, Span{span.Start + end + 1, span.End}
}

// isHead reports whether a piece of text in front of a full stop, colon or
// question mark reads like a head rather than a sentence.
func isHead(s string, mark byte) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > runInWords && mark != '?' || !startsUpper(s) || strings.ContainsAny(s, "\"“,;()") {
		return false
	}
	last := words[len(words)-1]
	if mark == '.' && (isAbbreviation(last) || len(last) == 1) {
		return false
	}
	if mark == '?' {
		return true
	}
	if asks(words[0]) && mark == ':' || mark == ':' && s == strings.ToUpper(s) {
		return true
	}
	for _, w := range words[min(1, len(words)-1):] {
		if isVerbal(strings.ToLower(w)) {
			return false
		}
	}
	if mark == ':' && len(words) > 3 && words[0] != "The" {
		return false
	}
	return !isVerbal(strings.ToLower(words[0])) && !isPronoun(strings.ToLower(words[0]))
}

// asks reports whether a head such as "What Israel wants" starts with this word.
func asks(word string) bool {
	switch strings.ToLower(word) {
	case "what", "how", "why", "who", "where":
		return true
	}
	return false
}

// isVerbal knows the small verbs that mark a sentence.
func isVerbal(w string) bool {
	switch w {
	case "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should",
		"does", "do", "did", "says", "said", "say", "wants", "want", "wanted", "cannot", "won't", "don't", "fears", "stand", "stands",
		"added", "agreed", "came", "failed", "refused", "began", "ended", "met", "followed", "remains", "remain", "goes", "asked":
		return true
	}
	return false
}

func isPronoun(w string) bool {
	switch w {
	case "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "there", "not", "so", "no", "yes", "but", "and":
		return true
	}
	return false
}

// isAbbreviation knows short words that a full stop follows inside a sentence.
func isAbbreviation(w string) bool {
	w = strings.ToLower(strings.Trim(w, "(\"“"))
	switch w {
	case "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "sen", "rep", "gov", "rev", "hon", "jr", "sr",
		"inc", "ltd", "co", "corp", "vs", "no", "art", "para", "fig", "approx", "est", "dept", "jan", "feb", "mar", "apr", "aug",
		"sept", "sep", "oct", "nov", "dec", "u.s", "u.k", "u.n", "e.u", "e.g", "i.e", "a.m", "p.m", "cf":
		return true
	}
	return len(w) == 3 && w[1] == '.'
}

package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labelWords and labelBytes bound what may stand before the colon of a
// labelled item.
const (
	labelWords = 6
	labelBytes = 60
)

// bullet returns the length of the mark that makes a line a list item, with the
// white space after it, or 0: "- ", "* ", "• ", "(a) ", "1. ", "ii) ".
func bullet(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*+•–—‣·◦▪●○■□►➢✓", r) {
		if rest := s[size:]; rest != "" && (rest[0] == ' ' || rest[0] == '\t') || strings.HasPrefix(rest, "\u00a0") {
			return len(s) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
		}
		if r == '•' || r == '▪' || r == '●' || r == '➢' || r == '►' {
			return size
		}
		return 0
	}
	open := strings.HasPrefix(s, "(")
	end := strings.IndexAny(s[:min(len(s), 7)], ".) ")
	if open {
		end = strings.IndexByte(s[:min(len(s), 7)], ')')
	}
	if end < 1 || end+1 >= len(s) || s[end] == ' ' || s[end+1] != ' ' && s[end+1] != '\t' {
		return 0
	}
	mark := strings.TrimPrefix(s[:end], "(")
	if !isEnumerator(mark, open || s[end] == ')') {
		return 0
	}
	return len(s) - len(strings.TrimLeft(s[end+1:], " \t"))
}

// isEnumerator reports whether a mark counts items: digits, or, with brackets, a
// letter or a small Roman number.
func isEnumerator(mark string, bracket bool) bool {
	switch {
	case mark == "":
		return false
	case strings.Trim(mark, "0123456789") == "":
		return len(mark) <= 2
	case len(mark) == 1:
		return bracket && unicode.IsLetter(rune(mark[0]))
	}
	return bracket && strings.Trim(mark, "ivx") == ""
}

// items reads a list from line i.
func (r *reader) items(i int) int {
	if bullet(r.lines[i].Of(r.text)) == 0 || r.numberedHeading(i) {
		return r.numbered(i)
	}
	lead, base := r.lead(), r.lines[i].indent
	parents := []int{lead}
	levels := []int{base}
	for i < len(r.lines) {
		l := r.lines[i]
		if l.blank() {
			if j := r.following(i); j >= 0 && j-i <= 2 && bullet(r.lines[j].Of(r.text)) > 0 && !r.numberedHeading(j) {
				i = j
				continue
			}
			return i
		}
		mark := bullet(l.Of(r.text))
		if mark == 0 || r.numberedHeading(i) {
			return i
		}
		for len(levels) > 1 && l.indent < levels[len(levels)-1] {
			levels, parents = levels[:len(levels)-1], parents[:len(parents)-1]
		}
		if n := len(r.d.Blocks) - 1; l.indent > levels[len(levels)-1]+1 && n >= 0 && r.d.Blocks[n].Kind == Item {
			levels, parents = append(levels, l.indent), append(parents, n)
		}
		i = r.item(i, mark, parents[len(parents)-1], len(levels)-1)
	}
	return i
}

// item reads one item with the lines that go on with it.
func (r *reader) item(i, mark, lead, level int) int {
	l := r.lines[i]
	span := Span{l.Start + mark, l.End}
	j := i + 1
	for j < len(r.lines) && !r.lines[j].blank() && bullet(r.lines[j].Of(r.text)) == 0 && (r.lines[j].indent > l.indent || r.goesOn(j)) {
		span.End = r.lines[j].End
		j++
	}
	if span = r.trim(span); !span.Empty() {
		r.add(Block{Kind: Item, Span: span, Head: r.label(span), Lead: lead, Level: level})
	}
	return j
}

// label finds what stands before the colon or dash of an item.
func (r *reader) label(span Span) Span {
	s := span.Of(r.text)
	if strings.HasPrefix(s, "**") || strings.HasPrefix(s, "__") {
		if end := strings.Index(s[2:], s[:2]); end > 0 && end+4 < len(s) && wordsIn(s[:end]) <= labelWords+2 {
			head := r.bare(Span{span.Start, span.Start + end + 4})
			head.End -= len(head.Of(r.text)) - len(strings.TrimRight(head.Of(r.text), ":."))
			return head
		}
		return Span{}
	}
	head := s[:min(len(s), labelBytes+4)]
	end := strings.Index(head, ": ")
	for _, dash := range []string{" – ", " — ", " - "} {
		if i := strings.Index(head, dash); i > 0 && (end < 0 || i < end) && wordsIn(s[:i]) <= 4 {
			end = i
		}
	}
	if end <= 0 || wordsIn(s[:end]) > labelWords || strings.ContainsAny(s[:end], ".!?;\"“") && !strings.Contains(s[:end], "U.") {
		return Span{}
	}
	return Span{span.Start, span.Start + end}
}

// lead returns the block that introduces a list or table that starts now: a
// paragraph just before it that ends with a colon, else the heading.
func (r *reader) lead() int {
	n := len(r.d.Blocks) - 1
	if n >= 0 && r.d.Blocks[n].Kind == Paragraph && strings.HasSuffix(r.d.Blocks[n].Of(r.text), ":") {
		return n
	}
	return r.section
}

// numberedHeading reports whether line i is a heading with a number: short,
// without a full stop, and a paragraph under it that is no item.
func (r *reader) numberedHeading(i int) bool {
	s := r.lines[i].Of(r.text)
	if !unicode.IsDigit(rune(s[0])) || wordsIn(s) > 12 || endsSentence(s) && s[len(s)-1] != '?' {
		return false
	}
	next := r.following(i)
	if next < 0 || bullet(r.lines[next].Of(r.text)) > 0 {
		return false
	}
	before := i - 1
	for before >= 0 && r.lines[before].blank() {
		before--
	}
	if before >= 0 && bullet(r.lines[before].Of(r.text)) > 0 {
		return false // the last of several items
	}
	return len(r.lines[next].Of(r.text)) > 60 && r.lines[next].indent <= r.lines[i].indent
}

// numbered reads a numbered heading.
func (r *reader) numbered(i int) int {
	if bullet(r.lines[i].Of(r.text)) == 0 {
		return i
	}
	r.heading(r.lines[i].Span, 2)
	return i + 1
}

// labels reads a list without bullets: at least two lines in a row that say
// "Label: text".
func (r *reader) labels(i int) int {
	j, n := i, 0
	for j < len(r.lines) && !r.lines[j].blank() && r.isLabelled(j) {
		j++
		n++
	}
	if n < 2 {
		return i
	}
	lead := r.lead()
	for ; i < j; i++ {
		span := r.lines[i].Span
		r.add(Block{Kind: Item, Span: span, Head: r.label(span), Lead: lead})
	}
	return j
}

func (r *reader) isLabelled(i int) bool {
	l := r.lines[i]
	head := r.label(l.Span)
	if head.Empty() || !startsUpper(head.Of(r.text)) || bullet(l.Of(r.text)) > 0 {
		return false
	}
	after := strings.TrimLeft(r.text[head.End:l.End], "*_")
	if !strings.HasPrefix(after, ":") && !strings.HasPrefix(l.Of(r.text), "**") {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(head.Of(r.text))) {
		if isVerbal(w) {
			return false
		}
	}
	return true
}

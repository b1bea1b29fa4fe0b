package source

import (
	"strings"
)

// reader finds the blocks of a document, line by line.
type reader struct {
	d       *Document
	text    string
	lines   []line
	width   int  // at which lines are broken, or 0
	runIns  bool // several paragraphs start with a short head: heads, not sentences
	section int  // the heading or question that what follows stands under
	answers bool // the last question was marked with "Q:"
}

// readBlocks fills in the blocks, title and date of a document. parsed is the
// part of its text to look at.
func readBlocks(d *Document, parsed string) {
	r := &reader{d: d, text: parsed, lines: splitLines(parsed), section: -1}
	r.width = wrapWidth(parsed, r.lines)
	r.runIns = r.countRunIns() >= 2
	i := r.metadata()
	for i < len(r.lines) {
		i = r.next(i)
	}
	number(d)
	if d.Title == "" {
		d.Title = r.title()
	}
}

// next reads the block that starts at line i and returns the line after it.
func (r *reader) next(i int) int {
	l := r.lines[i]
	if l.blank() || r.rule(i) {
		return i + 1
	}
	for _, read := range [...]func(int) int{r.fence, r.marked, r.table, r.exchange, r.items, r.labels} {
		if j := read(i); j > i {
			return j
		}
	}
	return r.prose(i)
}

// add appends a block under the present section, unless nothing is in it.
func (r *reader) add(b Block) {
	if b.Empty() {
		return
	}
	b.Section = r.section
	if b.Kind != Item && b.Kind != Grid {
		b.Lead = -1
	}
	r.d.Blocks = append(r.d.Blocks, b)
	if b.Kind == Heading || b.Kind == Question {
		r.section = len(r.d.Blocks) - 1
	}
}

// number counts the paragraphs and looks up the pages.
func number(d *Document) {
	n := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Heading && b.Kind != Question && b.Kind != Metadata {
			n++
			b.Paragraph = n
		}
		b.Page = d.PageOf(b.Start)
	}
}

// title is the first heading, where it comes before any other text.
func (r *reader) title() string {
	for _, b := range r.d.Blocks {
		switch b.Kind {
		case Heading, Question:
			return b.Of(r.text)
		case Metadata:
			continue
		}
		return ""
	}
	return ""
}

// rule reports whether line i only draws a line.
func (r *reader) rule(i int) bool {
	s := r.lines[i].Of(r.text)
	return len(s) >= 3 && (strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "=") == "" || strings.Trim(s, "_ ") == "")
}

// fence skips a block of code.
func (r *reader) fence(i int) int {
	mark := r.lines[i].Of(r.text)
	if !strings.HasPrefix(mark, "```") {
		return i
	}
	j := i + 1
	for j < len(r.lines) && !strings.HasPrefix(r.lines[j].Of(r.text), "```") {
		j++
	}
	if j == len(r.lines) {
		return i
	}
	r.add(Block{Kind: Metadata, Span: Span{r.lines[i].Start, r.lines[j].End}})
	return j + 1
}

// marked reads a Markdown heading: "## Heading", or a line underlined with === or ---.
func (r *reader) marked(i int) int {
	l := r.lines[i]
	s := l.Of(r.text)
	level := len(s) - len(strings.TrimLeft(s, "#"))
	if level > 0 && level <= 6 && level < len(s) && s[level] == ' ' {
		span := r.bare(Span{l.Start + level, l.End})
		r.heading(span, level)
		return i + 1
	}
	if i+1 < len(r.lines) && wordsIn(s) <= 16 && !isMark(s[0]) && (i == 0 || r.lines[i-1].blank()) {
		under := r.lines[i+1].Of(r.text)
		if len(under) >= 3 && (strings.Trim(under, "=") == "" || strings.Trim(under, "-") == "") {
			r.heading(r.bare(l.Span), 1)
			return i + 2
		}
	}
	return i
}

// heading adds a heading, or a question where it asks.
func (r *reader) heading(span Span, level int) {
	kind := Heading
	if strings.HasSuffix(span.Of(r.text), "?") {
		kind = Question
	}
	r.add(Block{Kind: kind, Span: span, Level: level})
}

// bare drops white space and marks of emphasis around a span.
func (r *reader) bare(s Span) Span {
	for s.Start < s.End && strings.IndexByte(" \t*_#>", r.text[s.Start]) >= 0 {
		s.Start++
	}
	for s.End > s.Start && strings.IndexByte(" \t\r*_#", r.text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

// exchange reads "Q: ..." and "A: ...".
func (r *reader) exchange(i int) int {
	l := r.lines[i]
	s := l.Of(r.text)
	mark := strings.Trim(firstToken(s), "*_")
	bold := strings.HasPrefix(s, "*") || strings.HasPrefix(s, "_")
	switch strings.TrimRight(mark, ":.") {
	case "Q", "Question":
		if mark == "Q" || mark == "Question" {
			return i
		}
		span := r.bare(Span{l.Start + len(firstToken(s)), l.End})
		j := r.extend(i, &span)
		r.section = -1
		r.add(Block{Kind: Question, Span: r.bare(span), Level: 1})
		r.answers = true
		return j
	case "A", "Answer":
		if mark == "A" || mark == "Answer" || !r.answers {
			return i
		}
		span := Span{l.Start + len(firstToken(s)), l.End}
		if bold {
			span = r.bare(span)
		}
		return r.paragraph(i, span)
	}
	return i
}

// firstToken is what stands before the first white space.
func firstToken(s string) string {
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		return s[:i]
	}
	return s
}

package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text, without the white space around it.
type line struct {
	Span
	indent int // columns before it
}

func (l line) blank() bool { return l.Empty() }

// splitLines cuts a text into lines; a form feed ends one too.
func splitLines(text string) []line {
	var lines []line
	for start := 0; start < len(text); {
		end := strings.IndexAny(text[start:], "\n\f")
		next := len(text)
		if end < 0 {
			end = len(text)
		} else {
			end += start
			next = end + 1
		}
		lines = append(lines, trimLine(text, start, end))
		start = next
	}
	return lines
}

func trimLine(text string, start, end int) line {
	l := line{Span: Span{start, end}}
	for l.Start < l.End {
		r, size := utf8.DecodeRuneInString(text[l.Start:l.End])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		l.Start += size
		if l.indent++; r == '\t' {
			l.indent += 3
		}
	}
	l.End = l.Start + len(strings.TrimRightFunc(text[l.Start:l.End], unicode.IsSpace))
	return l
}

// wrapWidth returns the width at which a text's lines are broken, or 0 where
// each line is a paragraph of its own: several lines in a row go on in the next
// one, and none is much longer than the others.
func wrapWidth(text string, lines []line) int {
	longest, broken := 0, 0
	for _, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l.Of(text)))
	}
	if longest > 132 || longest < 30 {
		return 0
	}
	for i := 0; i+1 < len(lines); i++ {
		this, next := lines[i], lines[i+1]
		if this.blank() || next.blank() || isMark(text[next.Start]) {
			continue
		}
		if 10*(this.End-this.Start) > 7*longest && !endsSentence(this.Of(text)) {
			broken++
		}
	}
	if broken < 2 {
		return 0
	}
	return longest
}

// isMark reports whether a line that starts with this byte is more than text.
func isMark(b byte) bool { return strings.IndexByte("-*|#>+", b) >= 0 }

// endsSentence reports whether a line ends where a sentence may end.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)*_»`)
	return s != "" && strings.IndexByte(".!?:", s[len(s)-1]) >= 0
}

// wordsIn counts the words of a short piece of text.
func wordsIn(s string) int { return len(strings.Fields(s)) }

// startsUpper reports whether the first letter or digit of s is a capital or a
// digit.
func startsUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsTitle(r)
		}
	}
	return false
}

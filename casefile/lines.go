package casefile

import (
	"sort"
	"strings"
	"unicode/utf8"

	"detente"
)

// lines turns byte offsets of a text into places and back. It remembers the
// last answer, so that a walk along one very long line stays linear.
type lines struct {
	text   string
	starts []int // offset of each line
	last   cursor
}

// cursor is one place in both systems.
type cursor struct{ line, col, offset int }

func newLines(text string) *lines {
	l := &lines{text: text, starts: []int{0}}
	for i := 0; ; {
		j := strings.IndexByte(text[i:], '\n')
		if j < 0 {
			break
		}
		i += j + 1
		l.starts = append(l.starts, i)
	}
	l.last = cursor{1, 1, 0}
	return l
}

// line returns line n, from 1, without its line end.
func (l *lines) line(n int) string {
	if n < 1 || n > len(l.starts) {
		return ""
	}
	end := len(l.text)
	if n < len(l.starts) {
		end = l.starts[n] - 1
	}
	return strings.TrimSuffix(l.text[l.starts[n-1]:end], "\r")
}

// offset returns the byte at a place; the end of the line where the line is
// shorter.
func (l *lines) offset(p detente.Pos) int {
	line := min(max(p.Line, 1), len(l.starts))
	at := cursor{line, 1, l.starts[line-1]}
	if l.last.line == line && l.last.col <= p.Col {
		at = l.last
	}
	for at.col < p.Col && at.offset < len(l.text) && l.text[at.offset] != '\n' {
		_, size := utf8.DecodeRuneInString(l.text[at.offset:])
		at.offset += size
		at.col++
	}
	l.last = at
	return at.offset
}

// place returns the line and column of a byte.
func (l *lines) place(offset int) detente.Pos {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1)
	at := cursor{line, 1, l.starts[line-1]}
	if l.last.line == line && l.last.offset <= offset {
		at = l.last
	}
	at.col += utf8.RuneCountInString(l.text[at.offset:offset])
	at.offset = offset
	l.last = at
	return detente.Pos{Line: at.line, Col: at.col}
}

// width counts the characters from start to end, or to the end of the line on
// which start stands.
func (l *lines) width(start, end int) int {
	if i := strings.IndexAny(l.text[start:end], "\r\n"); i >= 0 {
		end = start + i
	}
	return utf8.RuneCountInString(l.text[start:end])
}

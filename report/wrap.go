package report

import "strings"

// wrap breaks a text into lines of at most width cells; every line but the
// first leaves hang cells free for an indent. A word wider than a line is
// broken, after a hyphen, slash or the like where there is one. There is always
// at least one line.
func wrap(s string, width, hang int) []string {
	var lines []string
	line, used, room := "", 0, width
	end := func() {
		lines = append(lines, line)
		line, used, room = "", 0, max(1, width-hang)
	}
	for word := range strings.SplitSeq(show(s), " ") {
		n := cells(word)
		if line != "" && used+1+n > room {
			end()
		}
		for n > room {
			var first string
			first, word = breakWord(word, room)
			line = first
			end()
			n -= cells(first)
		}
		if line != "" {
			line += " "
			used++
		}
		line += word
		used += n
	}
	return append(lines, line)
}

// breakWord cuts a word so that the first part takes at most width cells, but
// holds at least one character.
func breakWord(word string, width int) (first, rest string) {
	used, cut, at := 0, 0, 0
	for i, r := range word {
		n := runeCells(r)
		if used+n > width && i > 0 {
			at = i
			break
		}
		used += n
		at = i + len(string(r))
		if strings.ContainsRune("-/=.,_:", r) {
			cut = at
		}
	}
	if at < len(word) && cut > 0 {
		at = cut
	}
	return word[:at], word[at:]
}

// longest returns the width of the widest word of a text.
func longest(s string) int {
	n := 0
	for word := range strings.SplitSeq(show(s), " ") {
		n = max(n, cells(word))
	}
	return n
}

// clip shortens a text to width cells, ending in an ellipsis where it was cut.
func clip(s string, width int) string {
	s = show(s)
	if cells(s) <= width {
		return s
	}
	used := 0
	for i, r := range s {
		if used+runeCells(r) > width-1 {
			return s[:i] + "…"
		}
		used += runeCells(r)
	}
	return s
}

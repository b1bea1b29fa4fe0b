package casefile

import (
	"slices"
	"strings"
)

// Fixed is one thing that Fix mended.
type Fixed struct {
	Line   int    // in the text as it was
	Code   string // of the diagnostic that it answers
	Reason string
}

// maxRounds bounds how often Fix reads the text again: a mend can bring to
// light what it hid.
const maxRounds = 50

// Fix returns the file's text with everything mended that needs no judgement,
// and what that was: a missing version, tabs that indent, blanks at line ends, a
// byte-order mark, names in capitals, words with one letter wrong where only
// one right word is near, quotes whose typography is not that of the source,
// checksums of sources. It changes no number and nothing that can be read in
// two ways. Fixing twice is fixing once.
func (f *File) Fix() (text []byte, mended []Fixed) {
	body := f.lines.text
	if f.bom() != "" {
		mended = append(mended, Fixed{1, "control-character", "the byte-order mark is taken out"})
	}
	body, mended = mendTabs(body, mended)
	body, mended = mendLineEnds(body, mended)
	for range maxRounds {
		g, _ := Parse(f.Name, []byte(body), f.sources)
		edits := g.nextMends()
		if len(edits) == 0 {
			break
		}
		plain := make([]edit, len(edits))
		for i, m := range edits {
			plain[i] = m.edit
			mended = append(mended, Fixed{g.lines.place(m.start).Line, m.code, m.reason})
		}
		body = apply(body, plain)
	}
	return []byte(body), mended
}

// nextMends returns the mends that can be made at once: first those that keep
// the lines where they are, in the order of the text.
func (f *File) nextMends() []mend {
	ms := slices.Clone(f.mends)
	slices.SortStableFunc(ms, func(a, b mend) int { return a.start - b.start })
	pick := func(insert bool) (out []mend) {
		end := -1
		for _, m := range ms {
			if (m.start == m.end) == insert && m.start > end {
				out = append(out, m)
				end = m.end
			}
		}
		return out
	}
	if changes := pick(false); len(changes) > 0 {
		return changes
	}
	return pick(true)
}

// mendTabs replaces tabs that indent, where every usual width of a tab leads to
// the same case.
func mendTabs(text string, mended []Fixed) (string, []Fixed) {
	if n, _ := parseValue(text); n != nil {
		return text, mended
	}
	var out string
	var tree *node
	var lines []int
	for _, width := range []int{2, 4, 8} {
		s, at := untab(text, width)
		n, _ := parseValue(s)
		if n == nil || tree != nil && !(&same{}).nodes(tree, n) {
			return text, mended
		}
		if tree == nil {
			out, tree, lines = s, n, at
		}
	}
	for _, line := range lines {
		mended = append(mended, Fixed{line, "yaml-syntax", "a tab that indents becomes spaces"})
	}
	return out, mended
}

// untab replaces the tabs before the first word of each line, and returns the
// lines that had any.
func untab(text string, width int) (string, []int) {
	lines := strings.SplitAfter(text, "\n")
	var changed []int
	for i, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		indent := line[:len(line)-len(rest)]
		if strings.Contains(indent, "\t") {
			lines[i] = strings.ReplaceAll(indent, "\t", strings.Repeat(" ", width)) + rest
			changed = append(changed, i+1)
		}
	}
	return strings.Join(lines, ""), changed
}

// mendLineEnds takes out blanks at line ends, where they are no part of a text.
func mendLineEnds(text string, mended []Fixed) (string, []Fixed) {
	before, _ := parseValue(text)
	if before == nil {
		return text, mended
	}
	lines := strings.SplitAfter(text, "\n")
	var changed []Fixed
	for i, line := range lines {
		body := strings.TrimRight(line, "\r\n")
		if short := strings.TrimRight(body, " \t"); short != body {
			lines[i] = short + line[len(body):]
			changed = append(changed, Fixed{i + 1, "yaml-syntax", "blanks at the end of the line are taken out"})
		}
	}
	out := strings.Join(lines, "")
	if after, _ := parseValue(out); len(changed) == 0 || after == nil || !(&same{}).nodes(before, after) {
		return text, mended
	}
	return out, append(mended, changed...)
}

package casefile

import (
	"fmt"
	"strings"
	"unicode"

	"detente"
)

// maxExcerpt is how many columns of a line are shown around the place.
const maxExcerpt = 100

// Render prints a diagnostic: place, severity, message and code; the line as it
// stands in the file with the place underlined; why, and what to do. It has
// no line break at its end.
func Render(g detente.Diagnostic) string {
	var b strings.Builder
	if g.Line < 1 {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", visible(g.File), g.Severity, visible(g.Message), g.Code)
	} else {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", visible(g.File), g.Line, g.Col, g.Severity, visible(g.Message), g.Code)
	}
	if g.Line > 0 && g.Excerpt != "" {
		number := fmt.Sprint(g.Line)
		gutter := strings.Repeat(" ", len(number))
		text, marks := underline(g)
		fmt.Fprintf(&b, "%s |\n%s | %s\n%s | %s\n", gutter, number, text, gutter, marks)
	}
	if g.Why != "" {
		fmt.Fprintf(&b, "why:  %s\n", visible(g.Why))
	}
	if g.Help != "" {
		fmt.Fprintf(&b, "help: %s\n", visible(g.Help))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// underline returns the excerpt, cut around the place where it is long, and the
// carets under the place. Tabs are shown as four columns.
func underline(g detente.Diagnostic) (text, marks string) {
	runes := []rune(strings.TrimRight(g.Excerpt, "\r\n"))
	col := min(max(g.Col-1, 0), len(runes))
	end := min(col+max(g.Width, 1), len(runes))
	from, to := window(runes, col, end)
	var line, under strings.Builder
	if from > 0 {
		line.WriteString("...")
		under.WriteString("   ")
	}
	for i := from; i < to; i++ {
		shown := showRune(runes[i])
		line.WriteString(shown)
		mark := " "
		if i >= col && i < end {
			mark = "^"
		}
		under.WriteString(strings.Repeat(mark, textWidth(shown)))
	}
	if end == col { // past the end of the line
		under.WriteString("^")
	}
	if to < len(runes) {
		line.WriteString("...")
	}
	return strings.TrimRight(line.String(), " "), strings.TrimRight(under.String(), " ")
}

// window returns the part of a long line that is shown: the place, with a third
// of what is left before it.
func window(runes []rune, col, end int) (from, to int) {
	if textWidth(string(runes)) <= maxExcerpt {
		return 0, len(runes)
	}
	end = min(end, col+maxExcerpt*2/3)
	from = max(0, col-max(maxExcerpt-(end-col), 0)/3)
	width := 0
	for to = from; to < len(runes) && width < maxExcerpt; to++ {
		width += textWidth(showRune(runes[to]))
	}
	for from > 0 && width < maxExcerpt {
		from--
		width += textWidth(showRune(runes[from]))
	}
	return from, max(to, min(end, len(runes)))
}

// visible makes a text safe to print: characters that move the cursor or turn
// the direction of writing are spelt out.
func visible(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return showRune(r) != string(r) }) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(showRune(r))
	}
	return b.String()
}

func showRune(r rune) string {
	switch {
	case r == '\t':
		return "    "
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff':
		return fmt.Sprintf("<U+%04X>", r)
	}
	return string(r)
}

// textWidth returns how many terminal columns a text takes.
func textWidth(s string) int {
	width := 0
	for _, r := range s {
		width += runeWidth(r)
	}
	return width
}

// runeWidth returns 2 for wide East Asian characters and pictures, 0 for marks
// that combine with the character before, 1 for others.
func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf && r != 0x303f, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}

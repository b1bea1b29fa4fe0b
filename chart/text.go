package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes of text, in pixels.
const (
	size       = 12.0 // labels
	small      = 11.0 // ticks, notes, words in cells
	large      = 15.0 // titles
	boldWider  = 1.25 // no letter is wider than that in bold
	lineHeight = 1.25 // of the size
	baseline   = 0.97 // of the size, from the upper edge of a line
)

// text is some lines of one size.
type text struct {
	lines []string
	whole string // what was cut to make them, or ""
	size  float64
}

// line is a text in one line, cut to the room there is.
func line(s string, room, size float64) text { return wrap(s, room, size, 1) }

// height is the room that the lines take from top to bottom.
func (t text) height() float64 { return float64(len(t.lines)) * lineHeight * t.size }

// width is the room that the widest line takes.
func (t text) width() float64 {
	most := 0.0
	for _, s := range t.lines {
		most = max(most, width(s, t.size))
	}
	return most
}

// width returns the room that a text takes in a line.
func width(s string, size float64) float64 {
	hundredths := 0
	for _, r := range s {
		hundredths += advance(r)
	}
	return float64(hundredths) * size / 100
}

// advance returns the width of a character in hundredths of the size. What no
// table has is taken to be as wide as high, pictures a little wider.
func advance(r rune) int {
	const latin, greek = 0x20, 0x370
	switch {
	case r >= latin && int(r-latin) < len(latinAdvance):
		return int(latinAdvance[r-latin])
	case r >= greek && int(r-greek) < len(greekCyrillicAdvance):
		return int(greekCyrillicAdvance[r-greek])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1f000:
		return 140
	}
	return 105
}

// clean returns a text as a picture may show it: white space folded, and what
// XML cannot hold, controls and marks that turn the direction of writing
// replaced by U+FFFD.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	const zwnj, zwj = 0x200c, 0x200d
	return strings.Map(func(r rune) rune {
		switch {
		case r == zwnj || r == zwj:
			return r
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r&0xfffe == 0xfffe:
			return utf8.RuneError
		}
		return r
	}, strings.Join(strings.Fields(strings.ToValidUTF8(s, "\ufffd")), " "))
}

func isClean(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && before == ' ' {
			return false
		}
		before = s[i]
	}
	return before != ' ' || s == ""
}

// ellipsis ends a text that was cut.
const ellipsis = "…"

// cut shortens a text to the room there is, at least to its first character.
func cut(s string, room, size float64) string {
	if width(s, size) <= room {
		return s
	}
	used, most := width(ellipsis, size), 0
	for i, r := range s {
		used += float64(advance(r)) * size / 100
		if used > room && i > 0 {
			break
		}
		most = i + utf8.RuneLen(r)
	}
	return strings.TrimRight(s[:most], " ") + ellipsis
}

// wrap breaks a text into at most so many lines that fit into the room; what
// does not fit is cut.
func wrap(s string, room, size float64, most int) text {
	s = clean(s)
	t := text{size: size}
	for rest := s; rest != ""; {
		n := len(rest)
		if len(t.lines) < most-1 {
			n = fit(rest, room, size)
		} else if last := cut(rest, room, size); last != rest {
			t.lines, t.whole = append(t.lines, last), s
			break
		}
		t.lines = append(t.lines, strings.TrimRight(rest[:n], " "))
		rest = strings.TrimLeft(rest[n:], " ")
	}
	return t
}

// fit returns how many bytes of a text go into a line: up to the last space,
// hyphen, slash or equals sign that does, else as many characters as do, and at
// least one.
func fit(s string, room, size float64) int {
	used, best, most := 0.0, 0, 0
	for i, r := range s {
		used += float64(advance(r)) * size / 100
		end := i + utf8.RuneLen(r)
		switch {
		case r == ' ':
			best = end
			continue
		case used > room && i > 0:
			if best > 0 {
				return best
			}
			return max(most, 1)
		}
		most = end
		if strings.ContainsRune("-–/=", r) {
			best = end
		}
	}
	return len(s)
}

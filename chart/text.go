package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// font is how a text looks.
type font struct {
	size float64 // in pixels
	bold bool
}

// The fonts of pictures.
var (
	plain   = font{size: 12}             // labels and figures
	strong  = font{size: 12, bold: true} // heads and sums
	small   = font{size: 11}             // ticks, notes, words in cells
	heading = font{size: 15, bold: true}
)

// Lines of text, in parts of the font's size.
const (
	lineHeight = 1.25
	baseline   = 0.97 // from the upper edge of a line
)

// height is that of a line.
func (f font) height() float64 { return lineHeight * f.size }

// text is some lines in one font.
type text struct {
	font
	lines []string
	whole string // what was cut to make them, or ""
}

// line is a text in one line, cut to the room there is.
func line(s string, room float64, f font) text { return wrap(s, room, f, 1) }

// height is the room that the lines take from top to bottom.
func (t text) height() float64 { return float64(len(t.lines)) * t.font.height() }

// width is the room that the widest line takes.
func (t text) width() float64 {
	most := 0.0
	for _, s := range t.lines {
		most = max(most, width(s, t.font))
	}
	return most
}

// width returns the room that a text takes in a line.
func width(s string, f font) float64 {
	hundredths := 0
	for _, r := range s {
		hundredths += advance(r, f.bold)
	}
	return float64(hundredths) * f.size / 100
}

// advance returns the width of a character in hundredths of the size. What no
// table has is taken to be a little wider than high, pictures wider still.
func advance(r rune, bold bool) int {
	const latin, greek = 0x20, 0x370
	wide := 105
	switch {
	case r >= latin && int(r-latin) < len(latinAdvance):
		if bold {
			return int(latinBold[r-latin])
		}
		return int(latinAdvance[r-latin])
	case r >= greek && int(r-greek) < len(greekCyrillicAdvance):
		wide = int(greekCyrillicAdvance[r-greek])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1f000:
		return 140
	}
	if bold {
		wide = wide * 7 / 5 // no letter of these grows by more
	}
	return wide
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
func cut(s string, room float64, f font) string {
	if width(s, f) <= room {
		return s
	}
	used, most := width(ellipsis, f), 0
	for i, r := range s {
		used += float64(advance(r, f.bold)) * f.size / 100
		if used > room && i > 0 {
			break
		}
		most = i + utf8.RuneLen(r)
	}
	return strings.TrimRight(s[:most], " ") + ellipsis
}

// wrap breaks a text into at most so many lines that fit into the room; what
// does not fit is cut.
func wrap(s string, room float64, f font, most int) text {
	s = clean(s)
	t := text{font: f}
	for rest := s; rest != ""; {
		n, hyphen := len(rest), ""
		if len(t.lines) < most-1 {
			n, hyphen = fit(rest, room, f)
		} else if last := cut(rest, room, f); last != rest {
			t.lines, t.whole = append(t.lines, last), s
			break
		}
		t.lines = append(t.lines, strings.TrimRight(rest[:n], " ")+hyphen)
		rest = strings.TrimLeft(rest[n:], " ")
	}
	return t
}

// fit returns how many bytes of a text go into a line: up to the last space,
// hyphen, slash or equals sign that does, else as many characters as do, and at
// least one, with a hyphen where that breaks a word.
func fit(s string, room float64, f font) (n int, hyphen string) {
	used, best, most, hyphened := 0.0, 0, 0, 0
	dash := width("-", f)
	for i, r := range s {
		used += float64(advance(r, f.bold)) * f.size / 100
		end := i + utf8.RuneLen(r)
		switch {
		case r == ' ':
			best = end
			continue
		case used > room && best > 0:
			return best, ""
		case used > room && i > 0:
			if breaksWord(s, most) {
				return max(hyphened, firstRune(s)), "-"
			}
			return most, ""
		}
		most = end
		if used+dash <= room {
			hyphened = end
		}
		if strings.ContainsRune("-–/=", r) && used <= room {
			best = end
		}
	}
	return len(s), ""
}

// breaksWord reports whether a line that ends after n bytes parts two letters
// of an alphabet that has hyphens.
func breaksWord(s string, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:n])
	after, _ := utf8.DecodeRuneInString(s[n:])
	const scripts = 0x530 // Latin, Greek, Cyrillic
	return before < scripts && after < scripts && unicode.IsLetter(before) && unicode.IsLetter(after)
}

func firstRune(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

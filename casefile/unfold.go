package casefile

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// unfold returns, for each byte of a scalar's text and its end, the offset of
// the byte of the file that it came from: quotes, escapes and line folding
// undone. The result has another length where the two cannot be matched.
func unfold(raw string, n *node) []int {
	u := &unfolder{raw: raw, text: n.text}
	switch {
	case n.style&yaml.DoubleQuotedStyle != 0:
		u.at, u.escape = 1, '\\'
	case n.style&yaml.SingleQuotedStyle != 0:
		u.at, u.escape = 1, '\''
	case n.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		u.at = strings.IndexByte(raw, '\n') + 1
	}
	for u.done < len(u.text) && u.step() {
	}
	if u.done < len(u.text) && strings.Trim(u.text[u.done:], "\n") != "" {
		return nil
	}
	for len(u.offsets) <= len(u.text) {
		u.offsets = append(u.offsets, min(u.at, len(raw)))
	}
	return u.offsets
}

// unfolder matches a scalar's text against the file, left to right.
type unfolder struct {
	raw, text string
	at, done  int // bytes used of raw and of text
	escape    byte
	offsets   []int
}

// take says that the next n bytes of the text came from the byte at hand.
func (u *unfolder) take(n, used int) bool {
	for range n {
		u.offsets = append(u.offsets, u.at)
	}
	u.done += n
	u.at += used
	return true
}

// step matches one character; false where nothing fits.
func (u *unfolder) step() bool {
	if u.at >= len(u.raw) {
		return false
	}
	b, want := u.raw[u.at], u.text[u.done]
	switch {
	case b == u.escape && u.escape == '\'':
		return u.take(1, 2)
	case b == u.escape && u.escape == '\\':
		return u.escaped()
	case isSpace(b) && isSpace(want):
		return u.space()
	case isSpace(b):
		u.at++
		return true
	case b != want:
		return false
	}
	return u.take(1, 1)
}

// space matches a run of white space in both; a fold of lines is one space or
// fewer line ends than the file has.
func (u *unfolder) space() bool {
	from := u.at
	for u.at < len(u.raw) && isSpace(u.raw[u.at]) {
		u.at++
	}
	end := u.at
	u.at = from
	for u.done < len(u.text) && isSpace(u.text[u.done]) {
		used := 0
		if u.at < end-1 {
			used = 1
		}
		u.take(1, used)
	}
	u.at = end
	return true
}

// escaped matches a backslash and what follows it.
func (u *unfolder) escaped() bool {
	if u.at+1 >= len(u.raw) {
		return false
	}
	digits := 0
	switch u.raw[u.at+1] {
	case '\n', '\r':
		u.at += 2
		return true
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	size := 1
	if digits > 0 {
		if u.at+2+digits > len(u.raw) {
			return false
		}
		code, err := strconv.ParseUint(u.raw[u.at+2:u.at+2+digits], 16, 32)
		if err != nil {
			return false
		}
		size = len(string(rune(code)))
	} else if strings.IndexByte("N_", u.raw[u.at+1]) >= 0 {
		size = len("\u00a0")
	} else if strings.IndexByte("LP", u.raw[u.at+1]) >= 0 {
		size = len("\u2028")
	}
	return u.take(min(size, len(u.text)-u.done), 2+digits)
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

package detente

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Evidence is a quote from a source that bears on something in the case.
type Evidence struct {
	ID EvidenceID
	Meta
	Source SourceID
	About  []PartyID
	SaidBy []PartyID
	Kind   EvidenceKind
	Quote  string // as the case writes it; may fold white space
	Nth    int    // which occurrence, from 1; 0 where the quote stands once
	// Start and End are byte offsets into the source's text, and
	// Text == source.Text[Start:End]: the document's own bytes, which every
	// output prints. Empty where the source was not read.
	Start, End int
	Text       string
	QuotePos   Pos // of the quote
}

// EvidenceKind says what a quote tells about a party.
type EvidenceKind string

// The kinds of evidence. Goal is for where interest and position cannot be told
// apart.
const (
	Goal        EvidenceKind = "goal"
	Interest    EvidenceKind = "interest"
	Position    EvidenceKind = "position"
	Strategy    EvidenceKind = "strategy"
	Constraint  EvidenceKind = "constraint"
	Concern     EvidenceKind = "concern"
	Leverage    EvidenceKind = "leverage"
	Expectation EvidenceKind = "expectation"
)

// EvidenceKinds lists the kinds in the order in which they are explained.
var EvidenceKinds = []EvidenceKind{Goal, Interest, Position, Strategy, Constraint, Concern, Leverage, Expectation}

// FindQuote finds every occurrence of a quote in a text, overlapping ones too.
// Any run of white space in the quote matches any run in the text; every other
// byte must be the same. It returns byte offsets: text[at[0]:at[1]].
//
// Knuth, Morris & Pratt (1977), over the text with its white space folded:
// O(len(text) + len(quote)) time whatever they contain.
func FindQuote(text, quote string) (at [][2]int) {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return nil
	}
	want := strings.Join(words, " ")
	back := borders(want)
	places := make([]int, len(want)) // where the last bytes read stand, in a ring
	read, matched := 0, 0
	for i := 0; i < len(text); read++ {
		if matched == 0 {
			skip := strings.Index(text[i:], words[0])
			if skip < 0 {
				return at
			}
			i += skip
		}
		places[read%len(want)] = i
		b, size := text[i], 1
		if n := spaces(text[i:]); n > 0 {
			b, size = ' ', n
		}
		i += size
		for matched > 0 && want[matched] != b {
			matched = back[matched-1]
		}
		if want[matched] == b {
			matched++
		}
		if matched == len(want) {
			at = append(at, [2]int{places[(read+1)%len(want)], i})
			matched = back[matched-1]
		}
	}
	return at
}

// borders returns, for each prefix of s, the length of its longest proper
// prefix that is also its suffix.
func borders(s string) []int {
	back := make([]int, len(s))
	for i, k := 1, 0; i < len(s); i++ {
		for k > 0 && s[i] != s[k] {
			k = back[k-1]
		}
		if s[i] == s[k] {
			k++
		}
		back[i] = k
	}
	return back
}

// spaces returns the length in bytes of the white space that a text starts with.
func spaces(text string) int {
	if b := text[0]; b > ' ' && b < utf8.RuneSelf {
		return 0
	}
	return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
}

// NearQuote looks for a passage that differs from the quote only in typography
// (curly quotes, dashes, ligatures, letter case, composed accents) and returns
// the document's own text, or "".
func NearQuote(text, quote string) string {
	folded, offsets := foldTypography(text)
	want, _ := foldTypography(quote)
	hits := FindQuote(folded, want)
	if len(hits) == 0 {
		return ""
	}
	return text[offsets[hits[0][0]]:offsets[hits[0][1]]]
}

var typography = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '´': "'", '`': "'",
	'“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
	'…': "...", '\u00a0': " ", '\u202f': " ", '\u2009': " ", '\u00ad': "", '\u200b': "",
	'ﬁ': "fi", 'ﬂ': "fl",
	'à': "a", 'á': "a", 'â': "a", 'ä': "a", 'ã': "a", 'å': "a", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e",
	'ì': "i", 'í': "i", 'î': "i", 'ï': "i", 'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'ö': "o", 'õ': "o",
	'ù': "u", 'ú': "u", 'û': "u", 'ü': "u",
}

// foldTypography simplifies a text and returns, for each byte of the result and
// its end, the offset of the rune it came from.
func foldTypography(text string) (string, []int) {
	var b strings.Builder
	var offsets []int
	for i, r := range text {
		s, ok := typography[unicode.ToLower(r)]
		switch {
		case unicode.Is(unicode.Mn, r): // a combining accent
			s = ""
		case !ok:
			s = string(unicode.ToLower(r))
		}
		b.WriteString(s)
		for range len(s) {
			offsets = append(offsets, i)
		}
	}
	return b.String(), append(offsets, len(text))
}

// Context returns the text around a quote: the paragraph it stands in, cut to
// about width characters on either side at word boundaries.
func Context(text string, start, end, width int) (before, after string) {
	from, to := 0, len(text)
	for _, gap := range []string{"\n\n", "\r\n\r\n"} {
		if i := strings.LastIndex(text[:start], gap); i >= 0 {
			from = max(from, i+len(gap))
		}
		if i := strings.Index(text[end:], gap); i >= 0 {
			to = min(to, end+i)
		}
	}
	before, after = text[from:start], text[end:to]
	if utf8.RuneCountInString(before) > width {
		r := []rune(before)
		before = string(r[len(r)-width:])
		before = "…" + before[max(strings.IndexFunc(before, unicode.IsSpace), 0):]
	}
	if utf8.RuneCountInString(after) > width {
		after = string([]rune(after)[:width])
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 {
			after = after[:i] + " "
		}
		after += "…"
	}
	return before, after
}

// Line returns the number of the line, from 1, on which a byte of the text
// stands.
func Line(text string, offset int) int {
	return 1 + strings.Count(text[:offset], "\n")
}

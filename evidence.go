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

// FindQuote finds every occurrence of a quote in a text. Any run of white space
// in the quote matches any run in the text; every other byte must be the same.
// It returns byte offsets: text[at[0]:at[1]].
func FindQuote(text, quote string) (at [][2]int) {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words[0])
		if i < 0 {
			return at
		}
		start := from + i
		if end := matchWords(text, start, words); end > 0 {
			at = append(at, [2]int{start, end})
			from = end
			continue
		}
		from = start + 1
	}
}

// matchWords returns where words that start at text[at:] end, or 0.
func matchWords(text string, at int, words []string) int {
	for i, w := range words {
		if i > 0 {
			rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
			if len(rest) == len(text)-at {
				return 0
			}
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], w) {
			return 0
		}
		at += len(w)
	}
	return at
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
	from := max(strings.LastIndex(text[:start], "\n\n")+2, 0)
	if from < 2 {
		from = 0
	}
	to := len(text)
	if i := strings.Index(text[end:], "\n\n"); i >= 0 {
		to = end + i
	}
	before, after = text[from:start], text[end:to]
	if utf8.RuneCountInString(before) > width {
		r := []rune(before)
		before = string(r[len(r)-width:])
		if i := strings.IndexFunc(before, unicode.IsSpace); i >= 0 {
			before = "…" + before[i:]
		}
	}
	if utf8.RuneCountInString(after) > width {
		after = string([]rune(after)[:width])
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 {
			after = after[:i+1] + "…"
		}
	}
	return before, after
}

// Line returns the number of the line, from 1, on which a byte of the text
// stands.
func Line(text string, offset int) int {
	return 1 + strings.Count(text[:offset], "\n")
}

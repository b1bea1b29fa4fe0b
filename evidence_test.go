package detente_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"detente"

	"github.com/google/go-cmp/cmp"
)

func TestFindQuote(t *testing.T) {
	for _, tt := range []struct {
		name, text, quote string
		want              []string // the document's own bytes
	}{
		{"plain", "They agreed to talk.", "agreed to", []string{"agreed to"}},
		{"no such quote", "They agreed to talk.", "agreed not to", nil},
		{"case matters", "They agreed.", "they", nil},
		{"the end of the text", "to talk", "talk", []string{"talk"}},
		{"longer than the text", "talk", "talk about", nil},
		{"a line break in the text", "agreed\nto talk", "agreed to talk", []string{"agreed\nto talk"}},
		{"CR LF in the text", "agreed\r\nto talk", "agreed to talk", []string{"agreed\r\nto talk"}},
		{"a line break in the quote", "agreed to talk", "agreed\n   to talk", []string{"agreed to talk"}},
		{"runs of white space", "agreed \t \u00a0 to", "agreed to", []string{"agreed \t \u00a0 to"}},
		{"white space around the quote", "x agreed to y", "  agreed to\n", []string{"agreed to"}},
		{"no white space in the text", "agreedto", "agreed to", nil},
		{"no white space in the quote", "agreed to", "agreedto", nil},
		{"across paragraphs", "one\r\n\r\ntwo", "one two", []string{"one\r\n\r\ntwo"}},
		{"other letters", "Le traité — signé — tient. Договор подписан.", "signé — tient. Договор", []string{"signé — tient. Договор"}},
		{"bytes of a space inside a letter", "\u0420\u0421 \u0425", "\u0420\u0421", []string{"\u0420\u0421"}}, // д, а end in 0xA0, 0xA1
		{"twice", "war and war", "war", []string{"war", "war"}},
		{"inside words", "warfare and war", "war", []string{"war", "war"}},
		{"overlapping", "no no no", "no no", []string{"no no", "no no"}},
		{"overlapping within a word", "aaaa", "aa", []string{"aa", "aa", "aa"}},
		{"a false start", "no no not", "no not", []string{"no not"}},
		{"a false start that shares its beginning", "ab ab ac", "ab ac", []string{"ab ac"}},
		{"empty quote", "text", "", nil},
		{"blank quote", "text", " \n", nil},
		{"empty text", "", "text", nil},
		{"bytes that are no UTF-8", "a\xffb c", "\xffb c", []string{"\xffb c"}},
	} {
		var got []string
		for _, at := range detente.FindQuote(tt.text, tt.quote) {
			got = append(got, tt.text[at[0]:at[1]])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: FindQuote(%q, %q) (-want +got):\n%s", tt.name, tt.text, tt.quote, diff)
		}
	}
	at := detente.FindQuote("no no no", "no no")
	if diff := cmp.Diff([][2]int{{0, 5}, {3, 8}}, at); diff != "" {
		t.Errorf("offsets (-want +got):\n%s", diff)
	}
}

// slowFind tries every place of the text.
func slowFind(text, quote string) (at [][2]int) {
	words := strings.Fields(quote)
	for start := range len(text) {
		if len(words) == 0 || !strings.HasPrefix(text[start:], words[0]) {
			continue
		}
		end := start + len(words[0])
		for _, w := range words[1:] {
			rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
			if len(rest) == len(text)-end || !strings.HasPrefix(rest, w) {
				end = -1
				break
			}
			end = len(text) - len(rest) + len(w)
		}
		if end > 0 {
			at = append(at, [2]int{start, end})
		}
	}
	return at
}

func TestFindQuoteAgainstBruteForce(t *testing.T) {
	pieces := []string{"a", "b", "ab", "é", " ", "  ", "\r\n", "\u00a0", ".", "—"}
	found := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 10))
		random := func(n int) string {
			var b strings.Builder
			for range n {
				b.WriteString(pieces[r.IntN(len(pieces))])
			}
			return b.String()
		}
		text, quote := random(40), random(1+r.IntN(6))
		want := slowFind(text, quote)
		found += len(want)
		if diff := cmp.Diff(want, detente.FindQuote(text, quote)); diff != "" {
			t.Fatalf("seed %d: FindQuote(%q, %q) (-want +got):\n%s", seed, text, quote, diff)
		}
	}
	if found < 1000 {
		t.Errorf("only %d quotes found", found)
	}
}

// A text made to be slow: every place starts a quote that is as long as half
// the text. Reading it word by word at each place would take minutes.
func TestFindQuoteIsLinear(t *testing.T) {
	text, quote := strings.Repeat("a ", 200_000), strings.Repeat("a ", 100_000)
	if got := len(detente.FindQuote(text, quote)); got != 100_001 {
		t.Errorf("%d occurrences, want 100001", got)
	}
	if got := detente.FindQuote(text, quote+"b"); got != nil {
		t.Errorf("found %v", got)
	}
}

func TestNearQuote(t *testing.T) {
	for _, tt := range []struct{ text, quote, want string }{
		{"the “feel-out” session", `the "feel-out" session`, "the “feel-out” session"},
		{"Trump’s stance", "Trump's stance", "Trump’s stance"},
		{"regions — Donetsk", "regions - Donetsk", "regions — Donetsk"},
		{"wait… and see", "wait... and see", "wait… and see"},
		{"The Final Terms", "the final terms", "The Final Terms"},
		{"ﬁnal terms", "final terms", "ﬁnal terms"},
		{"le traité tient", "le traite\u0301 tient", "le traité tient"}, // a composed accent
		{"le traite\u0301 tient", "le traité tient", "le traite\u0301 tient"},
		{"l'ÉTAT, c'est moi", "l'état", "l'ÉTAT"},
		{"soft\u00adware deal", "software deal", "soft\u00adware deal"},
		{"agreed\r\n“to” talk", `agreed "to" talk`, "agreed\r\n“to” talk"},
		{"nothing alike", "something else", ""},
		{"text", "", ""},
	} {
		got := detente.NearQuote(tt.text, tt.quote)
		if got != tt.want {
			t.Errorf("NearQuote(%q, %q) = %q, want %q", tt.text, tt.quote, got, tt.want)
		}
		if got != "" && len(detente.FindQuote(tt.text, got)) == 0 {
			t.Errorf("NearQuote(%q, %q) = %q, which is not in the text", tt.text, tt.quote, got)
		}
	}
}

func TestContext(t *testing.T) {
	for _, tt := range []struct {
		name, text, quote string
		width             int
		before, after     string
	}{
		{"the whole text", "They agreed to talk.", "agreed", 40, "They ", " to talk."},
		{"the paragraph", "First one.\n\nThey agreed to talk.\n\nLast.", "agreed", 40, "They ", " to talk."},
		{"a paragraph with CR LF", "First one.\r\n\r\nThey agreed to talk.\r\n\r\nLast.", "agreed", 40, "They ", " to talk."},
		{"line breaks stay", "They\nagreed\nto talk.", "agreed", 40, "They\n", "\nto talk."},
		{"cut at words", "before the war they agreed to talk about it", "agreed", 10, "… war they ", " to talk …"},
		{"cut in a long word", "abcdefghijkl!agreed?abcdefghijkl", "agreed", 5, "…ijkl!", "?abcd…"},
		{"characters, not bytes", "ééééé ééé agreed ééé ééééé", "agreed", 6, "… ééé ", " ééé …"},
		{"a wide space at the cut", "x agreed to\u3000talktalktalk", "agreed", 6, "x ", " to …"},
	} {
		at := detente.FindQuote(tt.text, tt.quote)[0]
		before, after := detente.Context(tt.text, at[0], at[1], tt.width)
		if before != tt.before || after != tt.after {
			t.Errorf("%s: Context = %q, %q, want %q, %q", tt.name, before, after, tt.before, tt.after)
		}
		if !utf8.ValidString(before) || !utf8.ValidString(after) {
			t.Errorf("%s: a character was cut: %q, %q", tt.name, before, after)
		}
	}
}

func TestLine(t *testing.T) {
	text := "one\ntwo\r\nthree"
	for offset, want := range map[int]int{0: 1, 3: 1, 4: 2, 9: 3, len(text): 3} {
		if got := detente.Line(text, offset); got != want {
			t.Errorf("Line(%d) = %d, want %d", offset, got, want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []float64
	}{
		{"a rise of 3.5 % over 3 years", []float64{3.5, 3}},
		{"1,200 jobs and 1,234,567.89 euros", []float64{1200, 1234567.89}},
		{"in 2025.", []float64{2025}},
		{"options 2,3 and 4", []float64{2, 3, 4}}, // not 23
		{"12,34 and 1,2345", []float64{12, 34, 1, 2345}},
		{"2025,300 and 5,300", []float64{2025, 300, 5300}},
		{"version 1.2.3", []float64{1.2, 3}},
		{"mid-2025, G7 and 20-30", []float64{2025, 7, 20, 30}},
		{"three", nil},
		{"", nil},
		{"007", []float64{7}},
	} {
		if diff := cmp.Diff(tt.want, detente.Numerals(tt.text)); diff != "" {
			t.Errorf("numerals(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

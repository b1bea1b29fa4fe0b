package chart

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"detente"
)

// helvetica is the advance of each character from the space to the tilde, in
// thousandths of the size: Adobe Font Metrics of Helvetica, which Arial shares
// but for the apostrophe.
var helvetica = []int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// What is measured is never less than what Helvetica takes, nor half as much
// again for letters.
func TestMeasuresHelvetica(t *testing.T) {
	for i, want := range helvetica {
		r := rune(' ' + i)
		got := 10 * advance(r, false)
		if got < want {
			t.Errorf("advance(%q) = %d thousandths, want at least %d", r, got, want)
		}
		if r >= 'a' && r <= 'z' && 2*got > 3*want {
			t.Errorf("advance(%q) = %d thousandths, want about %d", r, got, want)
		}
		if bold := 10 * advance(r, true); bold < got*9/10 {
			t.Errorf("advance(%q, bold) = %d thousandths, want about %d or more", r, bold, got)
		}
	}
}

func TestWidthOfOtherScripts(t *testing.T) {
	for _, test := range []struct {
		text     string
		low, top float64 // in sizes
	}{
		{"", 0, 0},
		{"e\u0301", 0.5, 0.65}, // a letter and its accent
		{"中文", 2, 2.2},         // two squares
		{"Київ", 1.8, 2.8},
		{"\u200d", 0, 0},
	} {
		if got := width(test.text, font{size: 1}); got < test.low || got > test.top {
			t.Errorf("width(%q) = %.2f, want %.2f to %.2f", test.text, got, test.low, test.top)
		}
	}
}

// In a font of size 1, as below, "a" and "b" take 0.62 and 0.64, a space 0.32, a
// hyphen 0.37, an ellipsis up to 1.05.
func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		room  float64
		most  int
		lines []string
		whole string
	}{
		{"", 5, 2, nil, ""},
		{"  aa \n aa ", 5, 2, []string{"aa aa"}, ""},
		{"aa aa", 2, 2, []string{"aa", "aa"}, ""},
		{"aa aa aa", 2, 2, []string{"aa", "a…"}, "aa aa aa"},
		{"a-a", 1.2, 2, []string{"a-", "a"}, ""},
		{"aaaa", 2, 3, []string{"aa-", "aa"}, ""},  // 2 × 0.62 + 0.37 ≤ 2 < 3 × 0.62 + 0.37
		{"中中中", 2.2, 3, []string{"中中", "中"}, ""},   // no hyphen
		{"aa aa", 0.1, 1, []string{"a…"}, "aa aa"}, // at least one character
		{"a\x00\u202e\xffa", 5, 1, []string{"a\ufffd\ufffd\ufffda"}, ""},
	} {
		got := wrap(test.text, test.room, font{size: 1}, test.most)
		if !slices.Equal(got.lines, test.lines) || got.whole != test.whole {
			t.Errorf("wrap(%q, %g, %d) = %q whole %q, want %q whole %q", test.text, test.room, test.most, got.lines, got.whole, test.lines, test.whole)
		}
	}
}

// Whatever a text holds, lines keep to the room, nothing but spaces is lost
// where nothing is cut, and the picture is well-formed.
func FuzzText(f *testing.F) {
	for _, s := range []string{"Each keeps what it holds", "<&>\"'", "a\x00b\xff", "\u202eabc", "中文 Київ", "a-b/c=d", "👩‍👩‍👧", "…"} {
		f.Add(s, 30.0)
	}
	f.Fuzz(func(t *testing.T, s string, room float64) {
		if !(room >= 30 && room < 1e4) || len(s) > 1000 {
			return
		}
		w := wrap(s, room, plain, 4)
		for _, l := range w.lines {
			if !utf8.ValidString(l) || width(l, plain) > room+0.001 {
				t.Errorf("wrap(%q, %g): line %q takes %g", s, room, l, width(l, plain))
			}
		}
		if squeezed := strings.NewReplacer(" ", "", "-", ""); w.whole == "" && squeezed.Replace(strings.Join(w.lines, "")) != squeezed.Replace(clean(s)) {
			t.Errorf("wrap(%q, %g) = %q lost something", s, room, w.lines)
		}
		svg, _ := SVG(&detente.Bars{Title: s, Unit: s, Bars: []detente.Bar{{Label: s, Note: s, Value: 1}}}, Options{Standalone: true})
		if err := xml.Unmarshal(svg, new(struct{})); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}

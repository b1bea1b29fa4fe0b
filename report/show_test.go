package report_test

import (
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"detente/report"

	"github.com/google/go-cmp/cmp"
)

func TestShow(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{" two\r\n  lines\tand a tab ", "two lines and a tab"},
		{"red \x1b[31malert\x1b[0m", `red \x1b[31malert\x1b[0m`},
		{"bell\a and delete\x7f", `bell\x07 and delete\x7f`},
		{"c1 \u009b31m", `c1 \x9b31m`},
		{"user\u202egpj.exe", `user\u202egpj.exe`},
		{"isolate\u2066x\u2069, mark\u200f", `isolate\u2066x\u2069, mark\u200f`},
		{"zero\u200bwidth, bom\ufeff", `zero\u200bwidth, bom\ufeff`},
		{"tag\U000e0041", `tag\U000e0041`},
		{"line\u2028sep", `line\u2028sep`},
		{"bad \xff byte", `bad \xff byte`},
		{"soft\u00adhyphen", `soft\xadhyphen`},
		{"می\u200cخواهم", "می\u200cخواهم"}, // a Persian word needs its non-joiner
		{"30\u00a0%", "30\u00a0%"},
		{"cafe\u0301 日本", "cafe\u0301 日本"},
	} {
		if got := report.Show(c.in); got != c.want {
			t.Errorf("show(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"abc", 3}, {"é", 1}, {"e\u0301", 1}, {"日本", 4}, {"한국", 4}, {"ｆｕｌｌ", 8},
		{"👍", 2}, {"Ελλάδα", 6}, {"שלום", 4}, {"ก็", 1}, {"█▓░│", 4}, {"a\u200db", 2}, {"𠀀", 2}, {"…", 1},
	} {
		if got := report.Cells(c.in); got != c.want {
			t.Errorf("cells(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in          string
		width, hang int
		want        []string
	}{
		{"", 10, 0, []string{""}},
		{"one two three", 7, 0, []string{"one two", "three"}},
		{"one two three", 7, 2, []string{"one two", "three"}},
		{"one two three four", 9, 4, []string{"one two", "three", "four"}},
		{"parties.russia.wants", 10, 0, []string{"parties.", "russia.", "wants"}},
		{"unbreakable", 4, 0, []string{"unbr", "eaka", "ble"}},
		{"a unbreakable", 4, 0, []string{"a", "unbr", "eaka", "ble"}},
		{"日本語", 5, 0, []string{"日本", "語"}},
		{"30\u00a0% of it", 6, 0, []string{"30\u00a0%", "of it"}},
		{"cafe\u0301s", 4, 0, []string{"cafe\u0301", "s"}},
	} {
		if diff := cmp.Diff(c.want, report.Wrap(c.in, c.width, c.hang)); diff != "" {
			t.Errorf("wrap(%q, %d, %d) (-want +got):\n%s", c.in, c.width, c.hang, diff)
		}
	}
}

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "999": "999", "1000": "1,000", "124416": "124,416", "123456789012345": "123,456,789,012,345",
		"1000000000000000000000000000000": "1.0 x 10^30",
	} {
		n, _ := new(big.Int).SetString(in, 10)
		if got := report.Grouped(n); got != want {
			t.Errorf("grouped(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{{"short", 5, "short"}, {"longer", 5, "long…"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"}} {
		if got := report.Clip(c.in, c.width); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestEighths(t *testing.T) {
	for _, c := range []struct {
		length float64
		want   string
	}{{0, ""}, {-3, ""}, {0.01, "▏"}, {0.5, "▌"}, {1, "█"}, {2.25, "██▎"}, {99, "█████"}} {
		if got := report.Eighths(c.length, 5); got != c.want {
			t.Errorf("eighths(%g, 5) = %q, want %q", c.length, got, c.want)
		}
	}
}

func FuzzShow(f *testing.F) {
	f.Add("a\x1b[2J\u202e\xff  b\n", 7)
	f.Add("日本語 cafe\u0301", 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		shown := report.Show(s)
		if !utf8.ValidString(shown) || strings.ContainsFunc(shown, report.IsHidden) {
			t.Errorf("show(%q) = %q still holds what cannot be seen", s, shown)
		}
		if again := report.Show(shown); again != shown {
			t.Errorf("show(show(%q)) = %q, want %q", s, again, shown)
		}
		width = 2 + max(width, -width)&63
		for _, line := range report.Wrap(s, width, 0) {
			if n := report.Cells(line); n > width {
				t.Errorf("wrap(%q, %d) has a line of %d cells: %q", s, width, n, line)
			}
		}
		joined := strings.ReplaceAll(strings.Join(report.Wrap(s, width, 0), ""), " ", "")
		if want := strings.ReplaceAll(shown, " ", ""); joined != want {
			t.Errorf("wrap(%q, %d) holds %q, want %q", s, width, joined, want)
		}
	})
}

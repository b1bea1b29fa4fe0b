package merge_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"detente/internal/merge"
)

func TestThree(t *testing.T) {
	for _, c := range []struct{ name, base, theirs, yours, want string }{
		{"nothing changed", "a b c", "a b c", "a b c", "a b c"},
		{"only theirs", "a b c", "a x c", "a b c", "a x c"},
		{"only yours", "a b c", "a b c", "a b x", "a b x"},
		{"different lines", "a b c", "x b c", "a b y", "x b y"},
		{"neighbours", "a b c", "x b c", "a y c", "x y c"},
		{"the same change", "a b c", "a x c", "a x c", "a x c"},
		{"the same line", "a b c", "a x c", "a y c", "a <b|x|y> c"},
		{"one deletes what the other changes", "a b c", "a c", "a y c", "a <b||y> c"},
		{"both add at one place", "a c", "a x c", "a y c", "a <|x|y> c"},
		{"both add the same", "a c", "a x c", "a x c", "a x c"},
		{"added beside a change", "a b c", "a b n c", "a y c", "a y n c"},
		{"both add to nothing", "", "x", "y", "<|x|y>"},
		{"a change across two", "a b c d", "x y c d", "a b2 c d2", "<a b|x y|a b2> c d2"},
	} {
		if got := told(merge.Three(lined(c.base), lined(c.theirs), lined(c.yours))); got != c.want {
			t.Errorf("%s: Three(%q, %q, %q) = %q, want %q", c.name, c.base, c.theirs, c.yours, got, c.want)
		}
	}
}

func lined(words string) string {
	if words == "" {
		return ""
	}
	return strings.ReplaceAll(words, " ", "\n") + "\n"
}

func told(parts []merge.Part) string {
	join := func(lines []string) string {
		return strings.TrimSpace(strings.ReplaceAll(strings.Join(lines, ""), "\n", " "))
	}
	var out []string
	for _, p := range parts {
		if p.Conflict {
			out = append(out, "<"+join(p.Base)+"|"+join(p.Theirs)+"|"+join(p.Yours)+">")
		} else if s := join(p.Text); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

func TestTextWithoutALineEnd(t *testing.T) {
	parts := merge.Three("a\nb", "a\nb\nc", "a\nd")
	for choice, want := range map[merge.Choice]string{merge.Theirs: "a\nb\nc", merge.Yours: "a\nd", merge.Both: "a\nb\nc\nd"} {
		if got := merge.Text(parts, []merge.Choice{choice}); got != want {
			t.Errorf("Text(%v) = %q, want %q", choice, got, want)
		}
	}
	if got, want := merge.Text(parts, nil), "a\nb\nc\nd"; got != want {
		t.Errorf("Text without choices = %q, want both: %q", got, want)
	}
}

// TestNothingIsLost holds joins of random edits against what must be true of
// any: choosing one side everywhere where the other changed nothing gives that
// side; every line that a side added is in the joined text with both.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		base := random(rnd, 1+rnd.IntN(12))
		if seed%100 == 0 {
			base = random(rnd, 900) // beyond the exact comparison
		}
		theirs, yours := edited(rnd, base, "t"), edited(rnd, base, "y")
		b, th, yo := strings.Join(base, ""), strings.Join(theirs, ""), strings.Join(yours, "")
		if got := merge.Text(merge.Three(b, b, yo), nil); got != yo {
			t.Fatalf("seed %d: theirs unchanged: got %q, want yours %q", seed, got, yo)
		}
		if got := merge.Text(merge.Three(b, th, b), nil); got != th {
			t.Fatalf("seed %d: yours unchanged: got %q, want theirs %q", seed, got, th)
		}
		if got := merge.Text(merge.Three(b, th, th), nil); got != th {
			t.Fatalf("seed %d: both the same: got %q, want %q", seed, got, th)
		}
		parts := merge.Three(b, th, yo)
		both := merge.Text(parts, nil)
		for _, line := range append(theirs, yours...) {
			if strings.HasPrefix(line, "t") || strings.HasPrefix(line, "y") {
				if !strings.Contains(both, line) {
					t.Fatalf("seed %d: %q is lost\nbase %q\ntheirs %q\nyours %q\njoined %q", seed, line, b, th, yo, both)
				}
			}
		}
		swapped := merge.Three(b, yo, th)
		if merge.Conflicts(parts) != merge.Conflicts(swapped) {
			t.Fatalf("seed %d: %d conflicts one way, %d the other", seed, merge.Conflicts(parts), merge.Conflicts(swapped))
		}
	}
}

// random returns n lines of few kinds, so that they repeat.
func random(rnd *rand.Rand, n int) []string {
	kinds := 4
	if n > 100 {
		kinds = 2 * n
	}
	var out []string
	for range n {
		out = append(out, "line "+string(rune('a'+rnd.IntN(kinds)%26))+strings.Repeat("'", rnd.IntN(kinds)/26)+"\n")
	}
	return out
}

// edited changes some lines; whatever it adds begins with a mark of its own.
func edited(rnd *rand.Rand, lines []string, mark string) []string {
	var out []string
	for i, l := range lines {
		switch rnd.IntN(12) {
		case 0:
		case 1:
			out = append(out, mark+" for "+l)
		case 2:
			out = append(out, l, mark+" after "+string(rune('0'+i%10))+"\n")
		default:
			out = append(out, l)
		}
	}
	return out
}

func BenchmarkThree(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	base := random(rnd, 10_000)
	text, theirs, yours := strings.Join(base, ""), strings.Join(edited(rnd, base, "t"), ""), strings.Join(edited(rnd, base, "y"), "")
	b.Run("lines=10k", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			merge.Three(text, theirs, yours)
		}
	})
}

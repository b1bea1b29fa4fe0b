package chart

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Text stands out from the paper by 4.5 to 1 at least and marks by 3 to 1, in
// the light and in the dark (WCAG 2.2, criteria 1.4.3 and 1.4.11). The grid and
// shaded areas are background.
func TestContrast(t *testing.T) {
	light, dark, _ := strings.Cut(stylesheet, "@media screen and (prefers-color-scheme: dark)")
	for _, theme := range []struct{ name, css, paper string }{{"light", light, "#ffffff"}, {"dark", dark, "#1b1b1b"}} {
		if got := colourOf(theme.css, ".chart .paper", "fill"); contrast(got, theme.paper) != 1 {
			t.Errorf("%s paper is %s, want %s", theme.name, got, theme.paper)
		}
		for _, selector := range []string{".chart text", ".chart .tick", ".chart .note"} {
			if c := colourOf(theme.css, selector, "fill"); contrast(c, theme.paper) < 4.5 {
				t.Errorf("%s: %s %s has contrast %.2f, want 4.5", theme.name, selector, c, contrast(c, theme.paper))
			}
		}
		for i := range colours + 1 {
			for _, look := range []struct{ class, property string }{{".solid", "fill"}, {".hollow", "stroke"}, {".line", "stroke"}} {
				selector := ".chart .c" + strconv.Itoa(i) + look.class
				c := colourOf(theme.css, selector, look.property)
				if c == "" {
					c = colourOf(light, selector, look.property) // the dark leaves it
				}
				if contrast(c, theme.paper) < 3 {
					t.Errorf("%s: %s %s has contrast %.2f, want 3", theme.name, selector, c, contrast(c, theme.paper))
				}
			}
		}
		for _, selector := range []string{".chart .axis", ".chart .leader", ".chart .threshold", ".chart .whisker"} {
			if c := colourOf(theme.css, selector, "stroke"); contrast(c, theme.paper) < 3 {
				t.Errorf("%s: %s %s has contrast %.2f, want 3", theme.name, selector, c, contrast(c, theme.paper))
			}
		}
	}
}

// The definition of contrast, on its two ends.
func TestContrastIsWCAGs(t *testing.T) {
	if got := contrast("#000000", "#ffffff"); math.Abs(got-21) > 1e-9 {
		t.Errorf("contrast of black and white = %g, want 21", got)
	}
	if got := contrast("#767676", "#ffffff"); math.Abs(got-4.54) > 0.005 {
		t.Errorf("contrast of #767676 and white = %g, want 4.54", got)
	}
}

// colourOf returns the colour that a rule of the style sheet gives, or "".
func colourOf(css, selector, property string) string {
	rule := regexp.MustCompile(`(?m)^ *([^@{}\n]+)\{([^}]*)\}`)
	value := regexp.MustCompile(`(?:^|[; ])` + property + `: (#[0-9a-f]{3,6})`)
	for _, m := range rule.FindAllStringSubmatch(css, -1) {
		var selectors []string
		for s := range strings.SplitSeq(m[1], ",") {
			selectors = append(selectors, strings.TrimSpace(s))
		}
		if v := value.FindStringSubmatch(m[2]); v != nil && slices.Contains(selectors, selector) {
			return v[1]
		}
	}
	return ""
}

// contrast is (L1 + 0.05) / (L2 + 0.05) of the relative luminances, 0 for what is
// no colour.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = strings.Repeat(hex[:1], 2) + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:], 2)
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return math.NaN()
	}
	linear := func(c uint64) float64 {
		s := float64(c&255) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}

// Up to twelve kinds of marks differ in shape or fill, and up to twelve lines in
// their dashes or the shapes of their points, colour aside.
func TestColourIsNeverTheOnlySign(t *testing.T) {
	kinds := []string{"no deal", "with consent", "without consent", "nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "a", "b"}
	all := styles(kinds)
	for i, s := range all {
		for j, o := range all[:i] {
			if s.shape == o.shape && s.isOpen() == o.isOpen() {
				t.Errorf("%q and %q differ in colour alone", kinds[i], kinds[j])
			}
		}
	}
	for i := range fewLines {
		for j := range i {
			if a, b := nth(i), nth(j); a.shape == b.shape && a.dash == b.dash {
				t.Errorf("lines %d and %d differ in colour alone", i, j)
			}
		}
	}
}

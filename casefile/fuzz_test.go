package casefile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"detente"
	"detente/casefile"
)

// seeds adds the valid and the failing cases that there are.
func seeds(f *testing.F, add func(text string)) {
	for _, pattern := range []string{"testdata/errors/*.yaml", "../examples/*/case.yaml"} {
		paths, _ := filepath.Glob(pattern)
		for _, p := range paths {
			if text, err := os.ReadFile(p); err == nil && len(text) < 8000 {
				add(string(text))
			}
		}
	}
	add(everything)
	add(alaska)
	for _, b := range breakages(alaska) {
		add(b.text)
	}
}

// FuzzParse: whatever the text, Parse ends, every diagnostic has a place in the
// file, a reason and help, the scanner before the YAML library sees at least
// half of the nodes that the library makes, and a case without errors survives
// Print and Parse.
func FuzzParse(f *testing.F) {
	seeds(f, func(text string) { f.Add(text) })
	f.Fuzz(func(t *testing.T, text string) {
		file, found := casefile.Parse("fuzz.yaml", []byte(text), everySource)
		lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
		for _, d := range found {
			if d.Line < 1 || d.Line > len(lines) || d.Col < 1 || d.Col > utf8.RuneCountInString(lines[d.Line-1])+1 {
				t.Errorf("%v lies outside the file", d)
			}
			if d.Why == "" || d.Help == "" || d.File != "fuzz.yaml" {
				t.Errorf("%v lacks a reason or help", d)
			}
			casefile.Render(d)
		}
		if file.Case == nil {
			if !detente.HasErrors(found) {
				t.Error("Parse gives neither a case nor an error")
			}
			return
		}
		if seen, refused := casefile.Scan(strings.TrimPrefix(text, "\ufeff")); refused != "" || 2*seen+2 < file.Nodes() {
			t.Errorf("scan counts %d nodes (%s), the file has %d", seen, refused, file.Nodes())
		}
		printed, err := casefile.Print(file.Case)
		if err != nil {
			t.Fatalf("Print: %v", err)
		}
		roundTrip(t, "fuzz", file.Case, everySource)
		if again, _ := casefile.Parse("fuzz.yaml", printed, everySource); again.Case == nil {
			t.Errorf("Parse(Print(case)) has errors:\n%s", printed)
		}
	})
}

// FuzzSet: an edit either fails or gives a file that can be read, in which the
// path leads to the value.
func FuzzSet(f *testing.F) {
	seeds(f, func(text string) {
		f.Add(text, "russia.influence", "40..60")
		f.Add(text, "title", "a: b")
		f.Add(text, "wants.fire.salience", "{value: 5, note: '#'}")
	})
	f.Fuzz(func(t *testing.T, text, path, value string) {
		file, _ := casefile.Parse("fuzz.yaml", []byte(text), nil)
		out, err := file.Set(path, value)
		if err != nil {
			return
		}
		again, found := casefile.Parse("fuzz.yaml", out, nil)
		for _, d := range found {
			if strings.HasPrefix(d.Code, "yaml-") {
				t.Fatalf("Set(%q, %q) gives a file that cannot be read: %v\n%s", path, value, d, out)
			}
		}
		if back, err := again.Set(path, strings.TrimSpace(value)); err != nil || string(back) != string(out) {
			t.Errorf("Set(%q, %q) again changes the file: %v", path, value, err)
		}
	})
}

// FuzzFix: fixing what is fixed changes nothing.
func FuzzFix(f *testing.F) {
	seeds(f, func(text string) { f.Add(text) })
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := casefile.Parse("fuzz.yaml", []byte(text), everySource)
		once, _ := file.Fix()
		again, _ := casefile.Parse("fuzz.yaml", once, everySource)
		if twice, mended := again.Fix(); string(twice) != string(once) || len(mended) > 0 {
			t.Errorf("Fix twice mends %v:\n%s", mended, twice)
		}
	})
}

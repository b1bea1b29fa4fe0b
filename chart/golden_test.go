package chart_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/chart"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at each before it is kept")

// Every kind of picture, for a page and for a phone, is the golden one to the
// byte.
func TestGolden(t *testing.T) {
	for _, s := range samples() {
		for _, layout := range []struct {
			suffix string
			chart.Options
		}{{"", chart.Options{Standalone: true}}, {"-narrow", chart.Options{Width: 360}}} {
			got, ok := chart.SVG(s.block, layout.Options)
			if !ok {
				t.Errorf("SVG(%s%s): no picture", s.name, layout.suffix)
				continue
			}
			file := filepath.Join("testdata", s.name+layout.suffix+".svg")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("SVG(%s%s) differs from %s (-want +got):\n%s", s.name, layout.suffix, file, diff)
			}
		}
	}
}

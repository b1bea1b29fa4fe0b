package detente_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of the module each package may import. The root
// imports none. A new arrow is a decision: add it here and to ARCHITECTURE.md.
var arrows = map[string][]string{
	"detente":                     {},
	"detente/bargain":             {"detente"},
	"detente/casefile":            {"detente"},
	"detente/gmcr":                {"detente", "detente/internal/parallel"},
	"detente/power":               {"detente", "detente/internal/parallel"},
	"detente/spatial":             {"detente"},
	"detente/chart":               {"detente"},
	"detente/exchange":            {"detente"},
	"detente/score":               {"detente"},
	"detente/source":              {"detente"},
	"detente/brief":               {"detente", "detente/internal/parallel", "detente/source"},
	"detente/catalog":             {"detente"},
	"detente/report":              {"detente", "detente/chart"},
	"detente/montecarlo":          {"detente", "detente/internal/parallel"},
	"detente/assess":              {"detente", "detente/bargain", "detente/gmcr", "detente/montecarlo", "detente/power", "detente/spatial"},
	"detente/analysis":            {"detente", "detente/assess", "detente/bargain", "detente/gmcr", "detente/montecarlo", "detente/power", "detente/spatial"},
	"detente/internal/store":      {"detente/internal/atomicfile"},
	"detente/internal/merge":      {},
	"detente/examples":            {},
	"detente/internal/web":        {"detente", "detente/analysis", "detente/assess", "detente/bargain", "detente/brief", "detente/casefile", "detente/catalog", "detente/chart", "detente/examples", "detente/gmcr", "detente/internal/draft", "detente/internal/merge", "detente/internal/parallel", "detente/internal/store", "detente/report", "detente/source"},
	"detente/internal/atomicfile": {},
	"detente/internal/parallel":   {},
	"detente/internal/draft":      {"detente", "detente/brief", "detente/casefile", "detente/internal/atomicfile", "detente/source"},
	"detente/cmd/detente":         {"detente", "detente/analysis", "detente/bargain", "detente/brief", "detente/casefile", "detente/catalog", "detente/exchange", "detente/internal/atomicfile", "detente/internal/draft", "detente/internal/store", "detente/internal/web", "detente/report", "detente/score", "detente/source"},
}

// libraries says which packages from elsewhere each package may import.
var libraries = map[string][]string{
	"detente/casefile":       {"go.yaml.in/yaml/v4"},
	"detente/source":         {"golang.org/x/net/html", "golang.org/x/net/html/atom", "github.com/ledongthuc/pdf"},
	"detente/internal/store": {"modernc.org/sqlite"},
	"detente/brief":          {"github.com/jdkato/prose/v3/tag", "github.com/kljensen/snowball/english"},
	"detente/cmd/detente":    {"github.com/spf13/cobra", "golang.org/x/term"},
}

// pure packages touch no files, network, clock, processes or randomness.
var pure = []string{"detente", "detente/bargain", "detente/gmcr", "detente/power", "detente/spatial", "detente/assess", "detente/analysis", "detente/chart", "detente/exchange", "detente/report"}

var impure = []string{"os", "os/exec", "os/signal", "net", "net/http", "io/ioutil", "syscall", "math/rand", "crypto/rand"}

func TestArrows(t *testing.T) {
	for pkg, imports := range imports(t) {
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("package %s is not in the table of arrows", pkg)
		}
		for _, path := range imports {
			switch {
			case path == "detente" || strings.HasPrefix(path, "detente/"):
				if !slices.Contains(allowed, path) {
					t.Errorf("%s imports %s: not in the table of arrows", pkg, path)
				}
			case strings.Contains(strings.Split(path, "/")[0], "."):
				if !slices.Contains(libraries[pkg], path) {
					t.Errorf("%s imports %s: not in the table of libraries", pkg, path)
				}
			case slices.Contains(pure, pkg) && slices.Contains(impure, path):
				t.Errorf("%s imports %s: it must be a function of its arguments", pkg, path)
			}
		}
	}
}

// imports returns what the non-test files of every package import.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := strings.TrimSuffix("detente/"+filepath.ToSlash(filepath.Dir(path)), "/.")
		out[pkg] = append(out[pkg], []string{}...)
		for _, spec := range file.Imports {
			out[pkg] = append(out[pkg], strings.Trim(spec.Path.Value, `"`))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

package casefile_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/casefile"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestCodes holds every code against its failing example and the golden output
// beside it: testdata/errors/CODE.yaml and CODE.golden.
func TestCodes(t *testing.T) {
	for _, code := range casefile.Codes() {
		t.Run(code.Name, func(t *testing.T) {
			_, found := parseExample(t, code.Name)
			gravest := detente.Severity(-1)
			var b strings.Builder
			for _, d := range found {
				b.WriteString(casefile.Render(d) + "\n\n")
				if d.Code == code.Name {
					gravest = max(gravest, d.Severity)
				}
				if d.Line < 1 || d.Col < 1 || d.Excerpt == "" && d.Code != "empty-case" || d.Why == "" || d.Help == "" {
					t.Errorf("%v lacks a place, a reason or help: %+v", d, d)
				}
			}
			if gravest != code.Severity {
				t.Errorf("the gravest %q in its example is %d, want %v", code.Name, gravest, code.Severity)
			}
			golden(t, filepath.Join("testdata", "errors", code.Name+".golden"), b.String())
		})
	}
}

// parseExample reads the failing example of a code. What would be too large to
// keep is made here.
func parseExample(t *testing.T, code string) (*casefile.File, []detente.Diagnostic) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "errors", code+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var sources casefile.Sources = casefile.Folder(filepath.Join("testdata", "errors"))
	switch code {
	case "too-large":
		line := text[strings.LastIndexByte(strings.TrimRight(string(text), "\n"), '\n')+1:]
		for len(text) <= casefile.MaxBytes {
			text = append(text, line...)
		}
	case "source-too-large":
		sources = tooLarge{}
	}
	return casefile.Parse(code+".yaml", text, sources)
}

// tooLarge is a folder whose files are all too large.
type tooLarge struct{}

func (tooLarge) Read(name string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "detente")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := f.Truncate(casefile.MaxSourceBytes + 1); err != nil {
		return nil, err
	}
	return casefile.Folder(dir).Read(name)
}

// golden compares a text with a golden file, or writes it under -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestCodesComplete finds the codes in the program's text and holds them
// against Codes, and finds examples that belong to no code.
func TestCodesComplete(t *testing.T) {
	known := map[string]bool{}
	for _, c := range casefile.Codes() {
		if known[c.Name] {
			t.Errorf("Codes() lists %q twice", c.Name)
		}
		known[c.Name] = true
	}
	for code, where := range codesInSource(t) {
		if !known[code] {
			t.Errorf("%s reports %q, which Codes() does not list", where, code)
		}
	}
	examples, _ := fs.Glob(os.DirFS("testdata/errors"), "*.*")
	for _, name := range examples {
		if code := strings.TrimSuffix(name, filepath.Ext(name)); !known[code] {
			t.Errorf("testdata/errors/%s belongs to no code", name)
		}
	}
}

// reporters are the functions that take a code, and which argument it is.
var reporters = map[string]int{"report": 1, "reportAt": 1, "errorf": 0, "syntax": 0, "fail": 0}

// codesInSource returns the codes that this package and the root report.
func codesInSource(t *testing.T) map[string]string {
	t.Helper()
	codes := map[string]string{}
	isCode := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	add := func(e ast.Expr, where string) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if s, _ := strconv.Unquote(lit.Value); isCode.MatchString(s) {
			codes[s] = where
		}
	}
	for _, pattern := range []string{"*.go", "../*.go"} {
		files, _ := filepath.Glob(pattern)
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					eachCode(n, pattern != "*.go", func(e ast.Expr) { add(e, name) })
				case *ast.CompositeLit:
					if id, ok := n.Type.(*ast.Ident); ok && (id.Name == "scanFault" || id.Name == "numberFault") && len(n.Elts) > 0 {
						add(n.Elts[0], name)
					}
				}
				return true
			})
		}
	}
	return codes
}

// eachCode calls f on the argument of a call that is a code. In the root,
// report has it third and fault first or second.
func eachCode(call *ast.CallExpr, root bool, f func(ast.Expr)) {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	switch i, ok := reporters[name]; {
	case root && name == "report" && len(call.Args) > 3:
		f(call.Args[3])
	case root && name == "fault" && len(call.Args) > 1:
		f(call.Args[0])
		f(call.Args[1])
	case !root && ok && len(call.Args) > i:
		f(call.Args[i])
	}
}

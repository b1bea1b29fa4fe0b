package casefile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detente/casefile"
)

// TestDiagnosticsPage holds doc/diagnostics.md against the list of codes and
// their golden examples.
func TestDiagnosticsPage(t *testing.T) {
	const path = "../doc/diagnostics.md"
	want := diagnosticsPage(t)
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is out of date: go test ./casefile -update", path)
	}
}

func diagnosticsPage(t *testing.T) string {
	var b strings.Builder
	b.WriteString(`<!-- Code generated from casefile/codes.go by go test ./casefile -update. DO NOT EDIT. -->

# Messages about a case file

` + "`detente check CASE`" + ` reports everything that is wrong with a case file in one run, in the order of the file:

    FILE:LINE:COLUMN: error|warning|note: message [code]

with the line as it stands, a mark under the place, why it matters and what to do. Columns count characters. An **error** means that the case cannot be used (exit code 4), a **warning** that it probably does not say what was meant (exit code 3 under ` + "`--strict`" + `), a **note** that something is worth knowing. Codes are stable.

The JSON Schema that ` + "`detente schema`" + ` prints refuses what an editor can see while you type (*schema*); the rest only the program can see.

| code | gravest | seen by | what it means |
|---|---|---|---|
`)
	for _, c := range casefile.Codes() {
		by := "program"
		if c.Structural {
			by = "schema"
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", c.Name, c.Name, c.Severity, by, c.Summary)
	}
	b.WriteString("\n## Examples\n")
	for _, c := range casefile.Codes() {
		golden, err := os.ReadFile(filepath.Join("testdata", "errors", c.Name+".golden"))
		if err != nil {
			t.Fatal(err)
		}
		example, _, _ := strings.Cut(string(golden), "\n\n")
		fmt.Fprintf(&b, "\n### %s\n\n```text\n%s\n```\n", c.Name, strings.TrimRight(example, "\n"))
	}
	return b.String()
}

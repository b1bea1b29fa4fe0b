package analysis_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"detente/analysis"
)

var update = flag.Bool("update", false, "write doc/methods.md anew")

const methodsDoc = "../doc/methods.md"

// TestMethodsPage holds doc/methods.md against the table of methods.
func TestMethodsPage(t *testing.T) {
	want := methodsPage()
	if *update {
		if err := os.WriteFile(methodsDoc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(methodsDoc)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("doc/methods.md is out of date: go test ./analysis -update")
	}
}

// methodsPage writes the page from the table.
func methodsPage() string {
	var b strings.Builder
	b.WriteString(`<!-- Code generated from analysis/methods.go by go test ./analysis -update. DO NOT EDIT. -->

# Methods

Each method answers one question about a case. ` + "`detente analyze CASE --only NAME`" + ` runs one of them, ` + "`detente schema NAME`" + ` prints the JSON Schema of its data, and ` + "`detente why NAME CASE`" + ` says what its answer rests on. Definitions are printed with every answer.

| method | question | source | held against |
|---|---|---|---|
`)
	for _, m := range analysis.Methods() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", m.Name, m.Question, strings.Join(m.Sources, "; "), m.Check)
	}
	b.WriteString(`
## What the words mean

- A **package** is an outcome that differs from no deal, breaks no rule and can be reached by the changes the case allows. No deal itself is not counted.
- **No deal** is worth to a party the utility of the no-deal outcome, or what its ` + "`no_agreement`" + ` says.
- A party finds a package **good** when it is at least as good for it as no deal (` + "`ties: refuse`" + ` asks for better). It **consents** when it finds it good and its own ratification holds.
- A package is **preferred** when the rule of who signs holds over those who find it good, ratification aside. It **has consent** when that rule, and the rule of every change from no deal, hold over those who consent.
- Where an order is unknown a party does not consent, and the package is counted as an open question.
- **Gains** are those of the signatories that have numbers. Packages that are worth the same to all of them are one deal.
- On a finite set of packages the Nash, Kalai-Smorodinsky and egalitarian solutions are restricted maxima. The egalitarian and the utilitarian compare utilities between parties.
- Answers that need one number take the middle of a range: the middle of an interval, the mode of a triangle, the median of a fitted range, the middle of the limits of an unknown.
`)
	return b.String()
}

func TestEveryMethodHasASchema(t *testing.T) {
	for _, m := range analysis.Methods() {
		text, err := analysis.Schema(m.Name)
		if err != nil {
			t.Errorf("Schema(%s): %v", m.Name, err)
			continue
		}
		if !json.Valid(text) || !bytes.Contains(text, []byte(`"title"`)) {
			t.Errorf("Schema(%s) is no JSON schema", m.Name)
		}
	}
}

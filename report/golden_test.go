package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"detente"
	"detente/report"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before committing")

func document(t testing.TB) *report.Document {
	results := append(everyBlock(), &detente.Result{
		Method: "power/index", Title: "Voting power", Status: detente.NotApplicable, Needs: []string{"signed_by", "groups"},
		Answer: "indices need a rule that counts votes.",
	})
	return &report.Document{
		Case: river(t), Results: results, Version: "0.1.0", Seed: 1,
		Warnings: []detente.Diagnostic{{File: "river.yaml", Line: 22, Col: 5, Severity: detente.Note, Code: "no-evidence", Message: "nobody says what the dam is worth"}},
	}
}

func TestGolden(t *testing.T) {
	for name, o := range map[string]report.TextOptions{
		"width100": {},
		"width80":  {Width: 80},
		"width60":  {Width: 60},
		"plain":    {Plain: true},
		"color":    {Width: 80, Color: true},
		"full":     {Full: true},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := report.Text(&out, document(t), o); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".txt", out.Bytes())
		})
	}
	t.Run("json", func(t *testing.T) {
		var out bytes.Buffer
		if err := report.JSON(&out, document(t)); err != nil {
			t.Fatal(err)
		}
		golden(t, "document.json", out.Bytes())
	})
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

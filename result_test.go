package detente_test

import (
	"encoding/json"
	"testing"

	"detente"

	"github.com/google/go-cmp/cmp"
)

func TestSortDiagnostics(t *testing.T) {
	d := func(file string, line, col int, s detente.Severity, code string) detente.Diagnostic {
		return detente.Diagnostic{File: file, Line: line, Col: col, Severity: s, Code: code}
	}
	in := []detente.Diagnostic{
		d("b.yaml", 1, 1, detente.Error, "x"), d("a.yaml", 10, 1, detente.Note, "y"), d("a.yaml", 2, 9, detente.Note, "z"),
		d("a.yaml", 2, 9, detente.Error, "w"), d("a.yaml", 2, 3, detente.Warning, "v"), d("a.yaml", 2, 9, detente.Error, "w"),
	}
	want := []detente.Diagnostic{in[4], in[3], in[2], in[1], in[0]}
	if diff := cmp.Diff(want, detente.SortDiagnostics(in)); diff != "" {
		t.Errorf("SortDiagnostics (-want +got):\n%s", diff)
	}
	if !detente.HasErrors(want) || detente.HasErrors(want[2:4]) {
		t.Error("HasErrors is wrong")
	}
	bad := detente.Diagnostic{File: "alaska.yaml", Line: 41, Col: 23, Severity: detente.Error, Code: "unknown-option", Message: `"retian" is no option of "territory"`}
	if got, want := bad.String(), `alaska.yaml:41:23: error: "retian" is no option of "territory" [unknown-option]`; got != want {
		t.Errorf("String = %s, want %s", got, want)
	}
	b, err := json.Marshal(d("a.yaml", 1, 2, detente.Warning, "c"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(b), `{"file":"a.yaml","line":1,"col":2,"severity":"warning","code":"c","message":"","why":"","help":""}`; got != want {
		t.Errorf("json = %s, want %s", got, want)
	}
}

func TestResult(t *testing.T) {
	var r detente.Result
	r.Assume("influence is 1 for all")
	r.Assume("ties count")
	r.Assume("influence is 1 for all")
	if diff := cmp.Diff([]string{"influence is 1 for all", "ties count"}, r.Assumptions); diff != "" {
		t.Errorf("Assumptions (-want +got):\n%s", diff)
	}
	r.Add(&detente.Prose{Text: "a"}, &detente.List{Title: "b"})
	if len(r.Blocks) != 2 {
		t.Errorf("%d blocks, want 2", len(r.Blocks))
	}
	if got, want := detente.Num(91.04), (detente.Cell{Text: "91", Number: 91.04, IsNum: true}); got != want {
		t.Errorf("Num(91.04) = %+v, want %+v", got, want)
	}
	if got, want := detente.Txt("yes"), (detente.Cell{Text: "yes"}); got != want {
		t.Errorf("Txt(yes) = %+v, want %+v", got, want)
	}
}

func TestPosition(t *testing.T) {
	a, b, c := detente.Pos{Line: 1, Col: 9}, detente.Pos{Line: 2, Col: 1}, detente.Pos{Line: 2, Col: 3}
	if !a.Before(b) || !b.Before(c) || c.Before(a) || a.Before(a) || !a.IsValid() || (detente.Pos{}).IsValid() {
		t.Error("places are not ordered as they stand in the file")
	}
}

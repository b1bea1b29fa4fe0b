package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"detente"
	"detente/report"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// jsonOf renders one result whose data is given and returns what stands under
// "data", on one line.
func jsonOf(t testing.TB, data any) string {
	t.Helper()
	var b bytes.Buffer
	d := &report.Document{Results: []*detente.Result{{Method: "m", Data: data}}}
	if err := report.JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Results []struct{ Data json.RawMessage }
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatalf("not valid: %v\n%s", err, b.String())
	}
	var line bytes.Buffer
	if err := json.Compact(&line, doc.Results[0].Data); err != nil {
		t.Fatal(err)
	}
	return line.String()
}

func TestJSONData(t *testing.T) {
	type inner struct {
		X float64  `json:"x"`
		P *float64 `json:"p"`
	}
	nan, third := math.NaN(), 1.0/3
	for _, c := range []struct {
		name string
		data any
		want string
	}{
		{"nothing", nil, `null`},
		{"text", "a<b & \"c\"", `"a<b & \"c\""`},
		{"twelve digits", []float64{third, 100.0 / 3, 1e-7 / 3, 0.1 + 0.2, 2, 1e21, -1234567.890123456}, `[0.333333333333,33.3333333333,3.33333333333e-8,0.3,2,1e+21,-1234567.89012]`},
		{"whole numbers stay", []any{uint64(math.MaxUint64), int64(-1 << 62), 1 << 53}, `[18446744073709551615,-4611686018427387904,9007199254740992]`},
		{"strings of digits stay", "1234567.890123456789", `"1234567.890123456789"`},
		{"no numbers", []float64{nan, math.Inf(1), math.Inf(-1), 1}, `[null,null,null,1]`},
		{"float32", []float32{float32(nan), 0.5}, `[null,0.5]`},
		{"deep", map[string]any{"b": &inner{X: nan, P: &third}, "a": [2]inner{{X: 1}, {P: &nan}}, "c": []any{nil, nan, "s"}}, `{"a":[{"x":1,"p":null},{"x":0,"p":null}],"b":{"x":null,"p":0.333333333333},"c":[null,null,"s"]}`},
		{"ordered", ordered(`{"z":1,"a":0.12345678901234567}`), `{"z":1,"a":0.123456789012}`},
		{"ordered beside no number", []any{ordered(`{"z":1}`), nan}, `[{"z":1},null]`},
		{"invisible", "x\u202ey\U000e0041\x7f", `"x\u202ey\udb40\udc41\u007f"`},
	} {
		if got := jsonOf(t, c.data); got != c.want {
			t.Errorf("%s: data = %s, want %s", c.name, got, c.want)
		}
	}
	if !math.IsNaN(nan) {
		t.Error("writing changed the method's own data")
	}
}

func TestJSONRefuses(t *testing.T) {
	d := &report.Document{Results: []*detente.Result{{Method: "bargain/x", Data: func() {}}}}
	err := report.JSON(&bytes.Buffer{}, d)
	if err == nil || !strings.Contains(err.Error(), "report: data of bargain/x: ") {
		t.Errorf("JSON(data: a function) = %v, want an error that names the method", err)
	}
}

// TestJSONStrings: escaping what is invisible changes no string.
func TestJSONStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.MapOf(rapid.String(), rapid.SliceOf(anyText)).Draw(t, "in")
		raw, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var want, got any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(report.Tidy(raw), &got); err != nil {
			t.Fatalf("tidy(%s) = %s: %v", raw, report.Tidy(raw), err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("tidy(%s) (-want +got):\n%s", raw, diff)
		}
	})
}

// TestJSONContract: the keys of the contract in their order, and no list null.
func TestJSONContract(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, document(t)); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, key := range []string{
		`"schema": 1`, `"detente": "0.1.0"`, `"case": {`, `"title": `, `"digest": `, `"seed": `, `"results": [`,
		`"method": `, `"status": "ok"`, `"needs": []`, `"answer": `, `"data": `, `"assumptions": [`, `"evidence": [`, `"label": "open"`, `"warnings": [`, `"provenance": {`,
		`"method": `, `"version": `, `"case": `, `"seed": `,
	} {
		i := strings.Index(b.String()[at:], key)
		if i < 0 {
			t.Fatalf("no %s after\n%s", key, b.String()[:at])
		}
		at += i + len(key)
	}
}

// TestRestricted: who may not see all of a case sees no places in its file.
func TestRestricted(t *testing.T) {
	d := document(t)
	d.Case = d.Case.For(detente.Open)
	var text, js bytes.Buffer
	if err := errors.Join(report.Text(&text, d, report.TextOptions{}), report.JSON(&js, d)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "seen with clearance: open") {
		t.Errorf("the page does not say that it is cut down:\n%s", text.String())
	}
	if strings.Contains(text.String(), "yaml:31") || strings.Contains(js.String(), `"line": 31`) {
		t.Errorf("a place in the file is told to a reader who may not see all of it")
	}
}

package report_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"detente"
	"detente/report"

	"pgregory.net/rapid"
)

// anyText draws texts that are hard to lay out.
var anyText = rapid.Custom(func(t *rapid.T) string {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{
		"a", "the river", "D1", "Kalai-Smorodinsky", "parties.upper.wants.water.weight", "日本語", "cafe\u0301", "👍", "-", "",
		"\x1b[31m", "\u202e", "two\r\nlines", "\n\n", "unwahrscheinlichkeitsberechnung", "\xff", "שלום",
	}), 0, 6).Draw(t, "words")
	return strings.Join(words, " ")
})

// anyNumber draws numbers, now and then one that is none.
var anyNumber = rapid.OneOf(rapid.Float64Range(-10, 110), rapid.Float64(), rapid.SampledFrom([]float64{0, 100, math.NaN(), math.Inf(1), -math.MaxFloat64}))

// fill sets everything that can be set in a block or result, with as many
// elements in each slice as drawn.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(anyText.Draw(t, "text"))
	case reflect.Float64:
		v.SetFloat(anyNumber.Draw(t, "number"))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-1, 30).Draw(t, "int")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Slice:
		n := rapid.IntRange(0, 5).Draw(t, "n")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	}
}

var blockKinds = []detente.Block{
	&detente.Prose{}, &detente.List{}, &detente.Table{}, &detente.Matrix{}, &detente.Bars{},
	&detente.Scatter{}, &detente.Lines{}, &detente.Density{}, &detente.Intervals{}, &detente.Graph{},
	&detente.Text{}, &detente.Sides{},
}

var anyResult = rapid.Custom(func(t *rapid.T) *detente.Result {
	r := &detente.Result{Title: anyText.Draw(t, "title"), Answer: anyText.Draw(t, "answer"), Method: anyText.Draw(t, "method")}
	for range rapid.IntRange(1, 3).Draw(t, "blocks") {
		kind := rapid.SampledFrom(blockKinds).Draw(t, "kind")
		b := reflect.New(reflect.TypeOf(kind).Elem())
		fill(t, b.Elem())
		r.Add(b.Interface().(detente.Block))
	}
	return r
})

func render(t interface{ Fatal(...any) }, r *detente.Result, o report.TextOptions) string {
	var b bytes.Buffer
	if err := report.Result(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLinesFitThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyResult.Draw(t, "result")
		width := rapid.IntRange(40, 130).Draw(t, "width")
		text := render(t, r, report.TextOptions{Width: width, Full: rapid.Bool().Draw(t, "full")})
		for line := range strings.SplitSeq(text, "\n") {
			if n := report.Cells(line); n > width {
				t.Fatalf("a line takes %d cells of %d: %q\n%s", n, width, line, text)
			}
			if strings.HasSuffix(line, " ") {
				t.Fatalf("a line ends in a space: %q", line)
			}
		}
	})
}

var ansi = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// TestColorIsNeverTheOnlySign: without the colour, the same page.
func TestColorIsNeverTheOnlySign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyResult.Draw(t, "result")
		bare := render(t, r, report.TextOptions{})
		if strings.ContainsRune(bare, '\x1b') {
			t.Fatalf("an escape without colour:\n%q", bare)
		}
		if stripped := ansi.ReplaceAllString(render(t, r, report.TextOptions{Color: true}), ""); stripped != bare {
			t.Fatalf("in colour:\n%s\nwithout:\n%s", stripped, bare)
		}
	})
}

func TestPlainHasNoPictures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyResult.Draw(t, "result")
		text := render(t, r, report.TextOptions{Plain: true, Color: true, Full: rapid.Bool().Draw(t, "full")})
		picture := func(c rune) bool {
			return c >= 0x2190 && c <= 0x21ff || c >= 0x2500 && c <= 0x25ff || strings.ContainsRune("·…×\x1b", c)
		}
		if i := strings.IndexFunc(text, picture); i >= 0 {
			t.Fatalf("plain text holds %q:\n%s", text[i:min(len(text), i+20)], text)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if strings.Contains(line, "  ") {
				t.Fatalf("plain text is laid out in columns: %q", line)
			}
		}
	})
}

const hostile = "\x1b[2J\x9b\a\r\u009b31m\u202e\u2066\u200b\U000e0041\u2028"

// poison appends hostile characters to every string that v holds, each pointer
// once.
func poison(v reflect.Value, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(v.String() + hostile)
		}
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			poison(v.Elem(), seen)
		}
	case reflect.Interface:
		if v.Elem().Kind() == reflect.Pointer {
			poison(v.Elem(), seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i), seen)
		}
	}
}

// TestHostileText: whatever a case or a result says, a terminal sees nothing
// but text and line ends.
func TestHostileText(t *testing.T) {
	d := document(t)
	statuses := make([]detente.Status, len(d.Results))
	for i, r := range d.Results {
		statuses[i] = r.Status
	}
	poison(reflect.ValueOf(d), map[uintptr]bool{})
	for i, r := range d.Results {
		r.Status = statuses[i]
	}
	control := func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl)) }
	outputs := map[string]func(*bytes.Buffer) error{
		"json": func(b *bytes.Buffer) error { return report.JSON(b, d) },
		"text": func(b *bytes.Buffer) error { return report.Text(b, d, report.TextOptions{}) },
		"full": func(b *bytes.Buffer) error { return report.Text(b, d, report.TextOptions{Width: 60, Full: true}) },
		"plain": func(b *bytes.Buffer) error {
			return report.Text(b, d, report.TextOptions{Plain: true, Full: true})
		},
		"color": func(b *bytes.Buffer) error { return report.Text(b, d, report.TextOptions{Color: true}) },
	}
	for name, print := range outputs {
		var b bytes.Buffer
		if err := print(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text := b.String()
		if name == "color" {
			text = regexp.MustCompile(`\x1b\[[0-9]+m`).ReplaceAllString(text, "")
		}
		if i := strings.IndexFunc(text, control); i >= 0 {
			t.Errorf("%s: %q reaches the terminal after %q", name, text[i:min(i+8, len(text))], text[max(0, i-60):i])
		}
		if name == "json" && !json.Valid(b.Bytes()) {
			t.Errorf("json: not valid")
		}
		if !strings.Contains(text, `\u202e`) {
			t.Errorf("%s: escapes are not shown", name)
		}
	}
}

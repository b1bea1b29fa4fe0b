package casefile_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"detente"
	"detente/casefile"
)

// bombs are files made to exhaust a reader, and the code that refuses each.
func bombs() map[string]struct{ text, code string } {
	var deep strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&deep, "%sa:\n", strings.Repeat(" ", min(i, 190)))
		if i > 190 {
			break
		}
	}
	stairs := "a:" + strings.Repeat("\n- - - - - - - -", 10) + strings.Repeat(" -", 5000)
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	return map[string]struct{ text, code string }{
		"nesting=40KB":       {strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), "too-deep"},
		"mappings=40KB":      {strings.Repeat("{a: ", 10_000), "too-deep"},
		"aliases=9^9":        {aliases, "yaml-alias"},
		"self-alias":         {"a: &a [*a]\n", "yaml-alias"},
		"list=1MB":           {"a: [" + strings.Repeat("1,", casefile.MaxBytes/2-10) + "1]", "too-many-nodes"},
		"lines=1MB":          {strings.Repeat("- x\n", casefile.MaxBytes/4-10), "too-many-nodes"},
		"dashes=1MB":         {strings.Repeat("- ", casefile.MaxBytes/2-10), "too-deep"},
		"questions=1MB":      {strings.Repeat("? ", casefile.MaxBytes/2-10), "too-deep"},
		"file=2MB":           {strings.Repeat("a: b # padding\n", 2<<20/15), "too-large"},
		"block-nesting":      {deep.String(), "too-deep"},
		"stairs":             {stairs, "too-deep"},
		"unclosed-quote=1MB": {"a: \"" + strings.Repeat("x [", casefile.MaxBytes/3-10), "yaml-syntax"},
		"comment=1MB":        {"a: 1 #" + strings.Repeat("[", casefile.MaxBytes-10), "missing-version"},
		"hidden-by-plain":    {"a: x\n \"y\n" + strings.Repeat("[", 20_000), "too-deep"},
		"hidden-by-block":    {"a: |\n x\n" + strings.Repeat("[", 20_000), "too-deep"},
		"hidden-in-flow":     {"a: [x\n \"y\n, " + strings.Repeat("[", 20_000), "too-deep"},
		"carriage-returns":   {"a: #x\r" + strings.Repeat("[", 20_000), "control-character"},
		"line-separators":    {"a: #x\u2028" + strings.Repeat("[", 20_000), "control-character"},
	}
}

// maxMemory is what refusing any file may allocate.
const maxMemory = 32 << 20

func TestBombs(t *testing.T) {
	for name, b := range bombs() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, found := casefile.Parse("bomb.yaml", []byte(b.text), nil)
		runtime.ReadMemStats(&after)
		if !detente.HasErrors(found) || !strings.Contains(codes(found), b.code) {
			t.Errorf("%s: Parse reports %q, want %s", name, codes(found), b.code)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > maxMemory {
			t.Errorf("%s: Parse allocates %d MB, want at most %d", name, got>>20, maxMemory>>20)
		}
	}
}

func codes(found []detente.Diagnostic) string {
	var list []string
	for _, d := range found {
		if len(list) < 20 {
			list = append(list, d.Code)
		}
	}
	return strings.Join(list, " ")
}

func BenchmarkBombs(b *testing.B) {
	for name, bomb := range bombs() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			text := []byte(bomb.text)
			for b.Loop() {
				casefile.Parse("bomb.yaml", text, nil)
			}
		})
	}
}

// TestHonestSizes: a case just inside the limits is read.
func TestHonestSizes(t *testing.T) {
	var b strings.Builder
	b.WriteString("detente: 1\nissues:\n  price: {scale: {from: 0, to: 100}}\nparties:\n")
	for i := range 980 { // 10 nodes each: five keys, three mappings, two numbers
		fmt.Fprintf(&b, "  p%d: {influence: 1, wants: {price: {position: %d}}}\n", i, i%101)
	}
	f, found := casefile.Parse("large.yaml", []byte(b.String()), nil)
	if f.Case == nil || len(f.Case.Parties) != 980 {
		t.Errorf("a case of 9,800 nodes: Parse reports %s", codes(found))
	}
	deep := "detente: 1\nissues:\n  a:\nsame:\n- " + strings.Repeat("(", 60) + "a" + strings.Repeat(")", 60) + "\n"
	parseValid(t, "parentheses", deep, nil)
}

// TestManyFaults: thousands of faults are reported in bounded time.
func TestManyFaults(t *testing.T) {
	var b strings.Builder
	b.WriteString("detente: 1\nissues:\n")
	for i := range 400 {
		fmt.Fprintf(&b, "  %s-%04d:\n", strings.Repeat("a", 50), i)
	}
	b.WriteString("no_deal:\n")
	for i := range 400 {
		fmt.Fprintf(&b, "  %s-%04d: taken\n", strings.Repeat("a", 49)+"b", i)
	}
	_, found := casefile.Parse("many.yaml", []byte(b.String()), nil)
	if len(found) != 400 {
		t.Errorf("400 unknown issues give %d diagnostics", len(found))
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := casefile.Load("../examples/alaska-2025/case.yaml"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{10, 900} {
		var text strings.Builder
		text.WriteString("detente: 1\nissues:\n  price: {scale: {from: 0, to: 100}}\nparties:\n")
		for i := range n {
			fmt.Fprintf(&text, "  p%d: {influence: 1, wants: {price: {position: %d}}}\n", i, i%101)
		}
		b.Run(fmt.Sprintf("parties=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				casefile.Parse("bench.yaml", []byte(text.String()), nil)
			}
		})
	}
}

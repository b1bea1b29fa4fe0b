package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNonInterference holds that nothing a reader may not see changes one byte
// of what he sees: two cases with the same visible inputs and different hidden
// ones print the same, in every command that takes --for.
func TestNonInterference(t *testing.T) {
	n := uint64(60)
	if os.Getenv("DETENTE_TEST") == "long" {
		n = 1000
	}
	for seed := range n {
		clearance := []string{"open", "team", "caucus:p1", "team,caucus:p1"}[seed%4]
		var seen [2]string
		for k := range seen {
			c := labelled{visible: rand.New(rand.NewPCG(seed, 1)), hidden: rand.New(rand.NewPCG(seed, 100+uint64(k))), clearance: clearance}
			seen[k] = c.answers(t, seed)
		}
		if seen[0] != seen[1] {
			t.Fatalf("seed %d: a reader with clearance %s sees a hidden input change:\n%s\nand\n%s", seed, clearance, seen[0], seen[1])
		}
	}
}

// labelled writes random case files whose visible part depends on one source of
// randomness alone.
type labelled struct {
	visible, hidden *rand.Rand
	clearance       string
	b               strings.Builder
	doc             strings.Builder // the open document
	secret          strings.Builder // the hidden one
	quotes          []string        // evidence entries
	open            int             // visible issues
	covert          int             // hidden issues
}

// answers runs every command that takes --for on the case.
func (c *labelled) answers(t *testing.T, seed uint64) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "case")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	c.write()
	for name, text := range map[string]string{"case.yaml": c.b.String(), "open.md": c.doc.String(), "secret.md": c.secret.String()} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(folder)
	var all bytes.Buffer
	for _, command := range []string{"analyze case.yaml --draws 64", "analyze case.yaml --draws 64 --full --plain", "analyze case.yaml --draws 64 --format json", "export json case.yaml", "export yaml case.yaml", "why D1 case.yaml", "why A1 case.yaml", "why U1 case.yaml", "why p0.wants.i0 case.yaml", "why zone case.yaml --format json",
		"whatif case.yaml --set p0.wants.i0.a=55", "whatif case.yaml --set p0.influence=3 --format json", "whatif case.yaml --deal D1", "whatif case.yaml --deal i0=b", "compare case.yaml case.yaml"} {
		var out bytes.Buffer
		code := run(append(strings.Fields(command), "--for", c.clearance), strings.NewReader(""), &out, &out)
		if code == exitInvalid || code == exitFailed {
			t.Fatalf("seed %d: %s: exit %d\n%s\n%s", seed, command, code, out.String(), c.b.String())
		}
		fmt.Fprintf(&all, "%s: %d\n%s\n", command, code, out.String())
	}
	return all.String()
}

// secretLabel is a label that the clearance does not cover.
func (c *labelled) secretLabel() string {
	if c.clearance == "open" || c.clearance == "caucus:p1" {
		return []string{"team", `"caucus:p0"`, "[team, \"caucus:p1\"]"}[c.hidden.IntN(3)]
	}
	return `"caucus:p0"`
}

func (c *labelled) line(format string, args ...any) { fmt.Fprintf(&c.b, format+"\n", args...) }

// covertly runs f up to twice: what only those with clearance see.
func (c *labelled) covertly(f func(k int)) {
	for k := range c.hidden.IntN(3) {
		f(k)
	}
}

func (c *labelled) write() {
	c.open, c.covert = 2+c.visible.IntN(2), c.hidden.IntN(3)
	c.line("detente: 1\ntitle: A case\nsources:")
	c.line("  secret: {file: secret.md, label: %s, title: Secret %d}", c.secretLabel(), c.hidden.IntN(99))
	c.line("  plain: {file: open.md}")
	c.line("signed_by: p0 and p1\nissues:")
	for i := range c.covert {
		c.line("  h%d: {options: [a, b, c], now: %s, label: %s, by: %s}", i, string("abc"[c.hidden.IntN(3)]), c.secretLabel(), []string{"p0", "p1 or p2", "p2"}[c.hidden.IntN(3)])
	}
	for i := range c.open {
		c.line("  i%d: {options: [a, b, c], now: a, by: %s%s}", i, []string{"p0 and p1", "p2", "p1 or p2"}[c.visible.IntN(3)], c.because())
	}
	c.rules()
	c.line("parties:")
	for p := range 3 {
		c.party(p)
	}
	c.covertly(func(k int) {
		c.line("  s%d: {label: %s, prefers: [i0=%s]}", k, c.secretLabel(), string("abc"[c.hidden.IntN(3)]))
	})
	c.line("relations:\n  - {from: p0, to: p1, attitude: positive}")
	c.covertly(func(int) {
		c.line("  - {from: p1, to: p0, attitude: %s, label: %s}", []string{"negative", "neutral"}[c.hidden.IntN(2)], c.secretLabel())
	})
	c.line("evidence:\n  known: {source: plain, kind: goal, quote: \"everybody knows\"}")
	c.doc.WriteString("As everybody knows.\n")
	c.secret.WriteString("Whispered:\n")
	c.covertly(func(k int) {
		quote := fmt.Sprintf("whisper %d of %d", k, c.hidden.IntN(1000))
		c.secret.WriteString(quote + "\n")
		c.quotes = append(c.quotes, fmt.Sprintf("  w%d: {source: secret, about: p0, quote: %q}", k, quote))
	})
	c.secret.WriteString("a deep secret\n")
	c.line("  deep: {source: secret, quote: \"a deep secret\"}")
	for _, q := range c.quotes {
		c.line("%s", q)
	}
}

// because cites open evidence, or nothing.
func (c *labelled) because() string {
	return []string{"", ", because: [known]", ", against: [known, deep]"}[c.visible.IntN(3)]
}

func (c *labelled) rules() {
	c.line("rules:\n  - never_signed: i0=%s and i1=c", string("bc"[c.visible.IntN(2)]))
	c.covertly(func(int) {
		c.line("  - {never_signed: i0=c and i1=%s, label: %s}", string("abc"[c.hidden.IntN(3)]), c.secretLabel())
	})
	if c.covert > 0 {
		c.line("  - never: h0=c and i1=%s", string("bc"[c.hidden.IntN(2)]))
		c.line("no_deal: {h0: %s}", string("ab"[c.hidden.IntN(2)]))
	}
}

func (c *labelled) party(p int) {
	c.line("  p%d:", p)
	c.covertly(func(k int) {
		if k == 0 {
			c.line("    no_agreement: {value: %d, label: %s}", c.hidden.IntN(100), c.secretLabel())
			c.line("    influence: {value: %d..%d, because: [deep]}", c.hidden.IntN(40), 50+c.hidden.IntN(40))
		}
	})
	c.line("    wants:")
	for i := range c.covert {
		c.line("      h%d: {weight: %d, a: %d, b: %d}", i, 1+c.hidden.IntN(50), c.hidden.IntN(100), c.hidden.IntN(100))
	}
	for i := range c.open {
		if p == 2 && i > 0 {
			c.line("      i%d: {weight: %d, a: %d, c: %d, because: [deep]}", i, 1+c.hidden.IntN(60), c.hidden.IntN(100), c.hidden.IntN(100))
			continue
		}
		c.line("      i%d: {weight: %d, a: %d, b: %s, c: %d%s}", i, 1+c.visible.IntN(60), c.visible.IntN(100), []string{"40", "10..60", "unknown"}[c.visible.IntN(3)], c.visible.IntN(100), c.because())
	}
	c.line("      links:\n        - {when: i0=b and i1=b, add: %d}", c.visible.IntN(20)-10)
	c.covertly(func(int) {
		c.line("        - {when: i0=c, add: %d, label: %s}", c.hidden.IntN(20)-10, c.secretLabel())
	})
}

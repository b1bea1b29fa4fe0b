package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// maxInitBytes bounds what all packages together allocate before main starts.
// Memory stands in for time, which a busy machine would blur: an init that
// compiles expressions or builds large tables shows here. Half a megabyte goes
// with about a millisecond; the bar is ten.
const maxInitBytes = 2 << 20

// TestStartUp reads what the runtime says of every package's init.
func TestStartUp(t *testing.T) {
	program := filepath.Join(t.TempDir(), "detente")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	cmd := exec.Command(program, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("detente version: %v\n%s", err, out)
	}
	inits := regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes`).FindAllStringSubmatch(string(out), -1)
	if len(inits) < 5 {
		t.Fatalf("only %d package inits in the trace:\n%s", len(inits), out)
	}
	total, clock := 0, 0.0
	for _, m := range inits {
		bytes, _ := strconv.Atoi(m[3])
		ms, _ := strconv.ParseFloat(m[2], 64)
		total, clock = total+bytes, clock+ms
		if bytes > maxInitBytes/4 {
			t.Errorf("package %s allocates %d bytes before main", m[1], bytes)
		}
	}
	if total > maxInitBytes {
		t.Errorf("all packages allocate %d bytes before main, want at most %d", total, maxInitBytes)
	}
	t.Logf("%d inits: %.2f ms, %d bytes", len(inits), clock, total)
}

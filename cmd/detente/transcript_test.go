package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTranscripts runs every transcript of every document: a fenced block
// marked console, with a command after "$ " and what it prints below. Commands
// run in the folder of the repository. A line that is "..." stands for any
// lines.
func TestTranscripts(t *testing.T) {
	t.Chdir("../..")
	ran := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".md" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, tr := range transcripts(string(text)) {
			ran++
			tr.check(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if ran == 0 {
		t.Fatal("no transcript in any document")
	}
}

type transcript struct{ command, want string }

// transcripts finds the commands of a Markdown text and their output.
func transcripts(text string) []transcript {
	var out []transcript
	inside := false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			out = append(out, transcript{command: strings.TrimSpace(line[2:])})
		case len(out) > 0:
			out[len(out)-1].want += line
		}
	}
	return out
}

func (tr transcript) check(t *testing.T, path string) {
	command := strings.TrimPrefix(tr.command, "go run ./cmd/")
	args := strings.Fields(command)
	if args[0] != "detente" {
		t.Errorf("%s: %q is no command of detente", path, tr.command)
		return
	}
	var out bytes.Buffer
	run(args[1:], strings.NewReader(""), &out, &out)
	if !matchLines(lines(out.String()), lines(tr.want)) {
		t.Errorf("%s: %s prints\n%s\nand the document says\n%s", path, tr.command, out.String(), tr.want)
	}
}

func lines(s string) []string {
	out := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

// matchLines compares lines; "..." stands for any number of lines.
func matchLines(got, want []string) bool {
	for len(want) > 0 && want[0] != "..." {
		if len(got) == 0 || got[0] != want[0] {
			return false
		}
		got, want = got[1:], want[1:]
	}
	if len(want) == 0 {
		return len(got) == 0
	}
	for skip := range len(got) + 1 {
		if matchLines(got[skip:], want[1:]) {
			return true
		}
	}
	return false
}

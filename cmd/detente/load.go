package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"detente"
	"detente/casefile"
	"detente/report"
)

// load reads a case file, or standard input for "-", and reports what is wrong
// with it on errs. It fails with exit code 4 where the case has errors.
func (a *app) load(path string) (*casefile.File, []detente.Diagnostic, error) {
	file, found, err := a.read(path)
	if err != nil {
		return nil, nil, &exit{exitFailed, err}
	}
	if detente.HasErrors(found) {
		return nil, nil, a.invalid(found)
	}
	return file, found, nil
}

// read is load without a verdict.
func (a *app) read(path string) (*casefile.File, []detente.Diagnostic, error) {
	if path != "-" {
		file, found, err := casefile.Load(path)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no file %s", path)
		}
		return file, found, err
	}
	text, err := io.ReadAll(io.LimitReader(a.in, casefile.MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("standard input: %w", err)
	}
	file, found := casefile.Parse("standard input", text, casefile.Folder("."))
	return file, found, nil
}

// invalid prints the errors of a case and returns exit code 4.
func (a *app) invalid(found []detente.Diagnostic) error {
	n := a.printErrors(found)
	return &exit{exitInvalid, fmt.Errorf("%s; nothing was analysed", count(n, "error"))}
}

// printErrors writes every error on errs and returns how many there are.
func (a *app) printErrors(found []detente.Diagnostic) int {
	n := 0
	for _, d := range found {
		if d.Severity == detente.Error {
			fmt.Fprintln(a.errs, casefile.Render(d))
			n++
		}
	}
	return n
}

// view returns the case as a reader with the label of --for may see it; the
// whole case where the flag is absent.
func (a *app) view(file *casefile.File) (*detente.Case, error) {
	if a.label == "" {
		return file.Case, nil
	}
	clearance, err := detente.ParseLabel(a.label)
	if err != nil {
		return nil, usage("--for: %w", err)
	}
	for _, id := range clearance.Parties() {
		if file.Case.PartyIndex(id) < 0 {
			return nil, usage("--for: there is no party %q", id)
		}
	}
	c := file.Case.For(clearance)
	// The digest of a view is that of what it shows: the file's would change
	// with what is hidden.
	text, err := casefile.Print(c)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	c.SHA256 = hex.EncodeToString(sum[:])
	return c, nil
}

// text returns how text is to be written.
func (a *app) text() report.TextOptions {
	o := report.TextOptions{Width: a.width, Plain: a.plain, Full: a.full}
	file, isFile := a.out.(*os.File)
	terminal := isFile && isTerminal(file)
	if o.Width == 0 {
		o.Width = 100
		if terminal {
			o.Width = min(100, max(60, columns(file)))
		}
	}
	o.Color = terminal && !a.plain && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return o
}

// asJSON reports whether --format asks for JSON.
func (a *app) asJSON() (bool, error) {
	switch a.format {
	case "text":
		return false, nil
	case "json":
		return true, nil
	}
	return false, usage("--format is text or json, not %q", a.format)
}

// strictly returns exit code 3 where --strict is set and there are warnings.
func (a *app) strictly(found []detente.Diagnostic) error {
	if !a.strict {
		return nil
	}
	n := 0
	for _, d := range found {
		if d.Severity == detente.Warning {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return &exit{exitWarnings, fmt.Errorf("%s under --strict", count(n, "warning"))}
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		noun = noun[:len(noun)-1] + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

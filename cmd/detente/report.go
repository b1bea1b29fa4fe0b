package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"detente/report"
)

// writers render a document, by the ending of the file that --report names.
var writers = map[string]func(io.Writer, *report.Document) error{
	".html": report.HTML,
	".md":   report.Markdown,
	".json": report.JSON,
}

// reportFile writes a document to a file in the form that its ending names.
func (a *app) reportFile(ctx context.Context, path string, doc *report.Document) error {
	ending := strings.ToLower(filepath.Ext(path))
	write, ok := writers[ending]
	if ending == ".pdf" {
		write, ok = report.HTML, true
	}
	if !ok {
		return usage("--report writes .html, .md, .json or .pdf, not %q", filepath.Base(path))
	}
	var b bytes.Buffer
	if err := write(&b, doc); err != nil {
		return err
	}
	if ending == ".pdf" {
		return printPDF(ctx, b.Bytes(), path)
	}
	return create(path, b.Bytes())
}

// charts writes every picture of a document into a folder.
func charts(folder string, doc *report.Document) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, p := range report.Pictures(doc) {
		if err := create(filepath.Join(folder, p.Name), p.SVG); err != nil {
			return err
		}
	}
	return nil
}

// browsers are the names under which a Chromium is installed.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"}

var errNoBrowser = errors.New("a PDF is printed by Chromium, and none of " + strings.Join(browsers, ", ") +
	" is installed; install one, or write --report out.html and print it from any browser")

// printPDF prints a page by an installed Chromium. The page lies in a folder of
// its own, loads nothing and runs no script.
func printPDF(ctx context.Context, page []byte, path string) error {
	program := ""
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		return errNoBrowser
	}
	folder, err := os.MkdirTemp("", "detente-report-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	source, printed := filepath.Join(folder, "report.html"), filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(source, page, 0o600); err != nil {
		return err
	}
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir=" + filepath.Join(folder, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + printed}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium refuses to start as root otherwise
	}
	if out, err := exec.CommandContext(ctx, program, append(args, "file://"+filepath.ToSlash(source))...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s could not print the page: %w\n%s", program, err, out)
	}
	text, err := os.ReadFile(printed)
	if err != nil {
		return fmt.Errorf("%s printed nothing: %w", program, err)
	}
	return create(path, text)
}

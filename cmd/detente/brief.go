package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"detente/brief"
	"detente/report"
	"detente/source"
)

// showBrief prints a brief, and writes the files that were asked for.
func (a *app) showBrief(ctx context.Context, b *brief.Brief, docs []*source.Document, asJSON bool) error {
	if a.report != "" {
		if err := a.briefReport(ctx, b, docs); err != nil {
			return err
		}
	}
	if a.csv != "" {
		var table bytes.Buffer
		if err := b.WriteCSV(&table); err != nil {
			return err
		}
		if err := create(a.csv, table.Bytes()); err != nil {
			return err
		}
	}
	if asJSON {
		return briefJSON(a.out, b)
	}
	d := &report.Document{Title: brief.Title, Facts: b.Facts(), Results: b.Results(), Version: version}
	d.Next = []string{"quotes in context: --report brief.html", "a first case: -o case.yaml"}
	return report.Text(a.out, d, a.text())
}

// briefReport writes the brief with its documents to the file of --report.
func (a *app) briefReport(ctx context.Context, b *brief.Brief, docs []*source.Document) error {
	if strings.EqualFold(filepath.Ext(a.report), ".json") {
		var text bytes.Buffer
		if err := briefJSON(&text, b); err != nil {
			return err
		}
		return create(a.report, text.Bytes())
	}
	return a.reportFile(ctx, a.report, &report.Document{Title: brief.Title, Facts: b.Facts(), Results: b.Page(docs), Version: version})
}

// briefJSON writes a brief for programs.
func briefJSON(w io.Writer, b *brief.Brief) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(b)
}

// patience is how long work may last before it says how far it is.
const patience = time.Second

// progress returns what says on a terminal how far work is, once that has taken a
// second; nil where nobody watches.
func (a *app) progress(what string) func(done, total int) {
	file, isFile := a.errs.(*os.File)
	if !isFile || !isTerminal(file) {
		return nil
	}
	start, said := time.Now(), false
	return func(done, total int) {
		switch {
		case done == total && said:
			fmt.Fprint(a.errs, "\r\x1b[K")
		case done < total && time.Since(start) > patience:
			said = true
			fmt.Fprintf(a.errs, "\r\x1b[K%d of %d %s", done, total, what)
		}
	}
}

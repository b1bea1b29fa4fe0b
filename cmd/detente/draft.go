package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"detente"
	"detente/brief"
	"detente/casefile"
	"detente/internal/draft"
	"detente/report"
	"detente/source"
)

// writeDraft makes a first case of documents, or brings the case at path, which
// an earlier run wrote and a person has edited since, up to date with new ones.
func (a *app) writeDraft(path string, docs []*source.Document, o brief.Options, asJSON bool) error {
	if path == "-" {
		return usage("--out names a file, since the documents' texts are kept beside it")
	}
	old, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return a.firstDraft(path, docs, o, asJSON)
	}
	if err != nil {
		return err
	}
	record, err := draft.Beside(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &exit{exitFailed, fmt.Errorf("%s was left as it is: there is no %s beside it, so that what a person wrote cannot be told from what a draft wrote; name another file", path, filepath.Base(draft.RecordFile(path)))}
	case err != nil:
		return &exit{exitFailed, fmt.Errorf("%s was left as it is: %w; put the text back, or write a new draft to another file", path, err)}
	}
	return a.nextDraft(path, old, record, docs, o, asJSON)
}

func (a *app) firstDraft(path string, docs []*source.Document, o brief.Options, asJSON bool) error {
	b, err := brief.Read(docs, o)
	if err != nil {
		return err
	}
	d, err := draft.First(path, "", b, docs)
	var invalid *draft.Invalid
	if errors.As(err, &invalid) {
		return a.invalid(invalid.Found)
	}
	if err != nil {
		return err
	}
	return a.keepDraft(path, nil, d, asJSON)
}

// nextDraft merges: the old documents are read again with the new ones, and what
// a person wrote stays.
func (a *app) nextDraft(path string, old []byte, r *brief.Record, docs []*source.Document, o brief.Options, asJSON bool) error {
	folder := casefile.Folder(filepath.Dir(path))
	if _, found := casefile.Parse(path, old, folder); detente.HasErrors(found) {
		return a.invalid(found)
	}
	all := draft.Together(r.Documents, docs)
	b, err := brief.Read(all, o)
	if err != nil {
		return err
	}
	d, err := draft.Next(path, old, folder, r.Written, b, all)
	var invalid *draft.Invalid
	if errors.As(err, &invalid) {
		a.printErrors(invalid.Found)
		return &exit{exitInvalid, fmt.Errorf("%s was left as it is: with the new documents it would have these errors", path)}
	}
	if err != nil {
		return err
	}
	return a.keepDraft(path, old, d, asJSON)
}

// keepDraft writes the texts of the documents, the case and what the next draft
// needs, and says what was done.
func (a *app) keepDraft(path string, old []byte, d *draft.Draft, asJSON bool) error {
	if err := draft.KeepTexts(path, d.Record.Documents); err != nil {
		return &exit{exitFailed, err}
	}
	if old == nil {
		if err := create(path, d.Text); err != nil {
			return err
		}
	} else if !bytes.Equal(old, d.Text) {
		if err := replace(path, d.Text); err != nil {
			return err
		}
	}
	if err := draft.KeepRecord(path, d.Record); err != nil {
		return err
	}
	return a.answer(drafted(path, d.Case, d.Update), asJSON)
}

// answer prints one answer as text or JSON.
func (a *app) answer(r *detente.Result, asJSON bool) error {
	if !asJSON {
		return report.Result(a.out, r, a.text())
	}
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r.Data)
}

// drafted says what was written and what is left for a person; u is nil for a
// first draft.
func drafted(path string, c *detente.Case, u *brief.Update) *detente.Result {
	questions := c.Questions()
	r := &detente.Result{Method: "brief/draft", Title: "Draft case", Status: detente.OK, Data: struct {
		File      string        `json:"file"`
		Questions int           `json:"questions"`
		Update    *brief.Update `json:"update,omitempty"`
	}{path, len(questions), u}}
	if u == nil {
		r.Answer = fmt.Sprintf("%s is a first case with %s, %s and %s, for you to correct. %s for you to judge, each a question of the case.",
			path, count(len(c.Parties), "party"), count(len(c.Issues), "issue"), count(len(c.Evidence), "quote"), isUnknown(len(questions)))
	} else {
		r.Answer = fmt.Sprintf("%s was brought up to date: %s new or renewed, %s yours and left alone. %s for you to judge.",
			path, isOf(len(u.Set), "entry"), isOf(len(u.Kept)+len(u.Removed), "entry"), isUnknown(len(questions)))
		addPaths(r, "NEW OR RENEWED", setPaths(u))
		addPaths(r, "YOURS, LEFT AS THEY ARE", u.Kept)
		addPaths(r, "TAKEN OUT BY YOU, LEFT OUT", u.Removed)
	}
	r.Add(&detente.List{Title: "NEXT", Items: []detente.Item{
		{Text: "read the file, correct what is wrong, and replace unknown by a number or a range such as 40..60"},
		{Text: "detente check " + path},
		{Text: "detente analyze " + path},
		{Text: "with new articles: detente read ARTICLE... -o " + path},
	}})
	return r
}

func isUnknown(n int) string {
	if n == 1 {
		return "1 number is unknown,"
	}
	return fmt.Sprintf("%d numbers are unknown,", n)
}

func isOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return count(n, noun) + " are"
}

func setPaths(u *brief.Update) []string {
	paths := make([]string, len(u.Set))
	for i := range u.Set {
		paths[i] = u.Set[i].Path
	}
	return paths
}

func addPaths(r *detente.Result, title string, paths []string) {
	l := &detente.List{Title: title}
	for _, p := range paths {
		l.Items = append(l.Items, detente.Item{Text: p})
	}
	if len(paths) > 0 {
		r.Add(l)
	}
}

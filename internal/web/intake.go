package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"detente/brief"
	"detente/internal/draft"
	"detente/internal/store"
	"detente/source"
)

// addDocuments takes in documents that somebody pastes or uploads to a case.
func (s *Server) addDocuments(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	files, err := uploads(r)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return wrong("There is nothing to read: paste a text or choose a file.")
	}
	docs, no, err := s.readDocuments(r.Context(), files)
	if err != nil {
		return err
	}
	s.dossiers.adding.Lock()
	defer s.dossiers.adding.Unlock()
	d, err := s.dossier(r.Context(), c)
	if err != nil {
		return err
	}
	n := &notice{Refused: no}
	all := draft.Together(d.Docs, docs)
	for len(all) > source.MaxFiles {
		last := len(all) - 1
		n.Refused = append(n.Refused, refusal{Name: all[last].Path, Why: fmt.Sprintf("a case has at most %d documents", source.MaxFiles), Help: "begin another case with it"})
		all = all[:last]
	}
	added := all[len(d.Docs):]
	n.Text = intakeText(len(added), len(docs))
	if len(added) > 0 {
		if err := s.keepDocuments(r.Context(), c, &brief.Record{Documents: all[d.Named:], Written: d.Written}); err != nil {
			return err
		}
	}
	s.dossiers.tell(c.ID, n)
	to := casePath(c.ID, "documents")
	if len(added) > 0 {
		to = documentPath(c.ID, added[0].ID)
	}
	return back(w, r, to)
}

// intakeText says how many documents were added of those that could be read.
func intakeText(added, read int) string {
	text := count(added, "document") + " added."
	if known := read - added; known > 0 {
		text += " " + count(known, "document") + " was there already, or one too many."
	}
	return text
}

// keepDocuments keeps the texts of documents and the record of how they are
// built: in the store, or beside the file of a case on disk.
func (s *Server) keepDocuments(ctx context.Context, c *openCase, r *brief.Record) error {
	if c.File != "" {
		if err := draft.KeepTexts(c.File, r.Documents); err != nil {
			return wrong("The documents were not added: %v.", err)
		}
		return draft.KeepRecord(c.File, r)
	}
	sources, err := recordSources(r)
	if err != nil {
		return err
	}
	return s.desk.addSources(ctx, c.ID, sources...)
}

// recordSources are documents and their record as a store keeps them.
func recordSources(r *brief.Record) ([]store.Source, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	out := []store.Source{{Path: recordName, Media: "application/json", Text: string(data)}}
	for _, d := range r.Documents {
		out = append(out, sourceOf(d, brief.SourceFile(d.ID)))
	}
	return out, nil
}

// refusals says in one text why documents were not read.
func refusals(no []refusal) string {
	var all []string
	for _, r := range no {
		text := r.Name + ": " + strings.TrimSuffix(r.Why, ".") + "."
		if r.Help != "" {
			text += " " + capital(r.Help) + "."
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// shortened cuts a text at a number of bytes, between letters.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"detente/brief"
	"detente/casefile"
	"detente/internal/store"
	"detente/source"
)

// upload is a file as it came, or a text that somebody pasted.
type upload struct {
	Name string
	Data []byte
}

// uploads returns the files and pasted texts of a form, the files first. Names
// are only that: no part of them is a path.
func uploads(r *http.Request) ([]upload, error) {
	if err := r.ParseMultipartForm(uploadBody); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, err
	}
	var out []upload
	if r.MultipartForm != nil {
		defer r.MultipartForm.RemoveAll()
		for _, h := range r.MultipartForm.File["files"] {
			f, err := h.Open()
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(f)
			f.Close()
			if err != nil {
				return nil, err
			}
			out = append(out, upload{path.Base(strings.ReplaceAll(h.Filename, "\\", "/")), data})
		}
	}
	for i, text := range r.Form["text"] {
		if strings.TrimSpace(text) == "" {
			continue
		}
		name := firstWords(text)
		if titles := r.Form["name"]; i < len(titles) && strings.TrimSpace(titles[i]) != "" {
			name = strings.TrimSpace(titles[i])
		}
		out = append(out, upload{name + ".txt", []byte(strings.ReplaceAll(text, "\r\n", "\n"))})
	}
	if len(out) > source.MaxFiles {
		return nil, wrong("%d documents are too many for one case; at most %d are read.", len(out), source.MaxFiles)
	}
	return out, nil
}

// nameWords is how many words name a text that somebody pastes without a name.
const nameWords = 6

// firstWords names a text by how its first line begins.
func firstWords(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	words := strings.Fields(line)
	name := strings.Join(words[:min(len(words), nameWords)], " ")
	return strings.Trim(strings.ReplaceAll(shortened(name, 60), "/", " "), " .,:;")
}

// isCase tells a case file from a document: it begins with the version of the
// case language, whatever comments stand before.
func (u *upload) isCase() bool {
	for line := range bytes.Lines(u.Data) {
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		if len(line) > 0 && line[0] != '#' {
			return bytes.HasPrefix(line, []byte("detente:"))
		}
	}
	return false
}

// readTime is after how long no further document of an upload is begun.
const readTime = 30 * time.Second

// readDocuments reads uploads as documents, one piece of the desk's work. What
// cannot be read is refused with its reason, and the others are read.
func (s *Server) readDocuments(ctx context.Context, files []upload) (docs []*source.Document, no []refusal, err error) {
	_, err = s.desk.alone(ctx, func(ctx context.Context) (any, error) {
		taken, begun := map[string]bool{}, time.Now()
		for _, f := range files {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if time.Since(begun) > readTime {
				no = append(no, refusal{f.Name, "the documents before it took " + itoa(int(readTime/time.Second)) + " seconds to read", "add it by itself"})
				continue
			}
			doc, err := source.Read(f.Name, f.Data)
			if err != nil {
				no = append(no, refused(f.Name, err))
				continue
			}
			for n, id := 2, doc.ID; taken[doc.ID]; n++ {
				doc.ID = fmt.Sprintf("%s-%d", id, n)
			}
			taken[doc.ID] = true
			docs = append(docs, doc)
		}
		return nil, nil
	})
	return docs, no, err
}

// media are the types of documents as they came.
var media = map[source.Format]string{source.PlainText: "text/plain", source.Markdown: "text/markdown", source.HTML: "text/html",
	source.PDF: "application/pdf", source.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

func sourceOf(d *source.Document, at string) store.Source {
	return store.Source{Path: at, Title: d.Title, Media: media[d.Format], SHA256: d.File, Text: d.Text, Published: d.Published}
}

// begin makes a case of uploads: the case file among them with the documents it
// names, or a new case that has the documents and nothing else yet. It returns
// the page to go on with.
func (s *Server) begin(ctx context.Context, title string, files []upload) (to string, err error) {
	at := slices.IndexFunc(files, func(u upload) bool { return u.isCase() })
	if at >= 0 {
		main := files[at]
		rest := slices.Delete(slices.Clone(files), at, at+1)
		c, err := s.beginCase(ctx, main.Data, rest)
		return casePath(c.ID, "case"), err
	}
	docs, no, err := s.readDocuments(ctx, files)
	if err != nil {
		return "", err
	}
	if len(docs) == 0 {
		return "", wrong("No document could be read. %s", refusals(no))
	}
	if title == "" {
		title = firstTitle(docs)
	}
	sources, err := recordSources(&brief.Record{Documents: docs})
	if err != nil {
		return "", err
	}
	c, err := s.o.Store.Create(ctx, title, bareCase(title, docs), sources)
	if len(no) > 0 {
		s.dossiers.tell(c.ID, &notice{Refused: no})
	}
	return casePath(c.ID, "documents"), err
}

// firstTitle names a case after its first document.
func firstTitle(docs []*source.Document) string {
	return docName(docs[0])
}

// bareCase writes a case that has documents and nothing else yet.
func bareCase(title string, docs []*source.Document) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "detente: 1\ntitle: %s\n\nsources:\n", yamlText(title))
	for _, d := range docs {
		file := brief.SourceFile(d.ID)
		id := strings.TrimSuffix(path.Base(file), ".txt")
		fmt.Fprintf(&b, "  %s:\n    title: %s\n    file: %s\n", id, yamlText(orName(d.Title, id)), file)
		if d.Published != "" {
			fmt.Fprintf(&b, "    published: %s\n", d.Published)
		}
	}
	return b.Bytes()
}

func orName(title, name string) string {
	if title == "" {
		return name
	}
	return title
}

// beginCase keeps a case file, with each document under the name by which the
// case quotes it.
func (s *Server) beginCase(ctx context.Context, text []byte, files []upload) (store.Case, error) {
	if len(text) > casefile.MaxBytes {
		return store.Case{}, &http.MaxBytesError{Limit: casefile.MaxBytes}
	}
	wanted := &asked{}
	casefile.Parse("case.yaml", text, wanted)
	docs := map[string]string{}
	var sources []store.Source
	for _, f := range files {
		at := wanted.match(f.Name)
		for n := 2; docs[at] != "" && docs[at] != string(f.Data); n++ { // two of one name are two
			at = wanted.match(fmt.Sprintf("%d-%s", n, f.Name))
		}
		docs[at] = string(f.Data)
		sources = append(sources, store.Source{Path: at, Media: "text/plain", Text: string(f.Data)})
	}
	file, _ := casefile.Parse("case.yaml", text, casefile.Memory(docs))
	title := "Untitled case"
	if file.Case != nil && file.Case.Title != "" {
		title = file.Case.Title
	}
	return s.o.Store.Create(ctx, title, text, sources)
}

// asked notes which documents a case asks for.
type asked struct{ names []string }

func (a *asked) Read(name string) ([]byte, error) {
	a.names = append(a.names, name)
	return nil, nil
}

// match is the name by which the case knows an uploaded file.
func (a *asked) match(name string) string {
	for _, n := range a.names {
		if n == name || path.Base(n) == name {
			return n
		}
	}
	return "sources/" + unsafe.Replace(strings.TrimLeft(name, "."))
}

// unsafe are the signs that the name of a document cannot have.
var unsafe = strings.NewReplacer("/", "-", "\\", "-", ":", "-", "\x00", "-")

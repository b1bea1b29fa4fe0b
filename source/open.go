package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"detente"
)

// Limits of what is read.
const (
	MaxBytes = 10 << 20 // of a file
	MaxWords = 20_000   // of a document; what follows is kept as text and not parsed
	MaxFiles = 200      // of one reading
)

// Options say how documents are read. The zero value is ready for use.
type Options struct {
	// PDFToText is the path of Poppler's pdftotext, which keeps columns apart
	// better than the built-in reader; "" for the built-in reader. The text and
	// with it every offset depends on which of them read the file.
	PDFToText string
}

// Open reads a document from a file, with the default options.
func Open(name string) (*Document, error) { return Options{}.Open(name) }

// Open reads a document from a file.
func (o Options) Open(name string) (*Document, error) {
	data, err := load(name)
	if err != nil {
		return nil, named(err, name)
	}
	return o.Read(name, data)
}

func load(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		reason := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			reason = "there is no such file"
		}
		return nil, &Refusal{Code: CodeNotFound, Message: "the file cannot be opened", Why: reason, Help: "check the name and that you may read it"}
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, &Refusal{Code: CodeNotFound, Message: "this is no ordinary file", Why: "only files are read, not folders or devices", Help: "name the documents themselves"}
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxBytes+1))
	if err != nil {
		return nil, damaged(PlainText, err.Error())
	}
	return data, nil
}

// Read reads a document from bytes, with the default options. The name's ending
// and the bytes themselves say which format it is.
func Read(name string, data []byte) (*Document, error) { return Options{}.Read(name, data) }

// Read reads a document from bytes.
func (o Options) Read(name string, data []byte) (*Document, error) {
	d, err := o.read(name, data)
	if err != nil {
		return nil, named(err, name)
	}
	return d, nil
}

func (o Options) read(name string, data []byte) (*Document, error) {
	if len(data) > MaxBytes {
		return nil, tooLarge("more than 10 MB", "10 MB")
	}
	d := &Document{ID: identifier(name), Path: name, Format: formatOf(name, data), File: digest(data)}
	var err error
	switch d.Format {
	case HTML:
		err = readHTML(d, data)
	case PDF:
		err = readPDF(d, data, o.PDFToText)
	case DOCX:
		err = readDOCX(d, data)
	default:
		d.Text, err = decode(data, "")
	}
	if err != nil {
		return nil, err
	}
	d.SHA256 = digest([]byte(d.Text))
	return d, d.structure()
}

// structure finds the blocks of the text, and refuses a text that is not there
// or not English.
func (d *Document) structure() error {
	parsed := d.Text
	d.Words = countWords(d.Text)
	if d.Words == 0 {
		return empty("it has no words")
	}
	if language := guessLanguage(d.Text); language != "" {
		return &Refusal{
			Code: CodeLanguage, Message: "the text looks " + language + " and was left unread",
			Why:  "only English can be read for parties and statements",
			Help: "give an English translation",
		}
	}
	if d.Words > MaxWords {
		parsed = firstWords(d.Text, MaxWords)
		d.Notes = append(d.Notes, detente.Diagnostic{
			File: d.Path, Severity: detente.Warning, Code: CodeCut,
			Message: fmt.Sprintf("only the first %d of %d words were read", MaxWords, d.Words),
			Why:     "longer documents are cut, so that one of them cannot hold up the others",
			Help:    "split the document",
		})
	}
	readBlocks(d, parsed)
	return nil
}

// ReadAll opens several documents. Those that cannot be read are refused with a
// reason while the others are read; documents of one name get different IDs.
func (o Options) ReadAll(names []string) ([]*Document, []detente.Diagnostic) {
	var docs []*Document
	var problems []detente.Diagnostic
	seen := map[string]int{}
	for i, name := range names {
		if i == MaxFiles {
			r := tooLarge(fmt.Sprintf("%d companions", len(names)-1), fmt.Sprintf("%d of them", MaxFiles))
			r.Path, r.Message = name, fmt.Sprintf("only the first %d documents are read", MaxFiles)
			problems = append(problems, r.Diagnostic())
			break
		}
		d, err := o.Open(name)
		if err != nil {
			var r *Refusal
			errors.As(err, &r)
			problems = append(problems, r.Diagnostic())
			continue
		}
		if seen[d.ID]++; seen[d.ID] > 1 {
			d.ID += "-" + strconv.Itoa(seen[d.ID])
			seen[d.ID]++
		}
		docs = append(docs, d)
		problems = append(problems, d.Notes...)
	}
	return docs, problems
}

// named puts the file's name into a refusal.
func named(err error, name string) error {
	var r *Refusal
	if !errors.As(err, &r) {
		r = damaged(PlainText, err.Error())
	}
	r.Path = name
	return r
}

// formatOf goes by the first bytes, then by the name.
func formatOf(name string, data []byte) Format {
	head := strings.ToLower(string(data[:min(len(data), 512)]))
	ending := strings.ToLower(path.Ext(filepath.ToSlash(name)))
	switch {
	case strings.HasPrefix(head, "%pdf-"):
		return PDF
	case strings.HasPrefix(head, "pk\x03\x04"):
		return DOCX
	case ending == ".html", ending == ".htm", ending == ".xhtml":
		return HTML
	case ending == ".md", ending == ".markdown":
		return Markdown
	case ending == ".pdf":
		return PDF
	case ending == ".docx":
		return DOCX
	}
	if head = strings.TrimLeft(head, "\ufeff \t\r\n"); strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return HTML
	}
	return PlainText
}

// mostIdentifier is how long an identifier is, in bytes: a case takes 64, some of
// them for what tells documents of one name apart.
const mostIdentifier = 48

// identifier makes an identifier from a file's name.
func identifier(name string) string {
	base := path.Base(filepath.ToSlash(name))
	base = strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
	words := strings.FieldsFunc(base, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	id := strings.Join(words, "-")
	id = strings.TrimRight(id[:min(len(id), mostIdentifier)], "-")
	if !detente.IsIdentifier(id) {
		id = strings.TrimRight("doc-"+id, "-")
	}
	return id
}

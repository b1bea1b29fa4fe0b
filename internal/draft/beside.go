package draft

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"detente/brief"
	"detente/internal/atomicfile"
	"detente/source"
)

// RecordFile is the name of the record of a case file: CASE.draft.json.
func RecordFile(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".draft.json"
}

// Beside reads the record that lies beside a case file, and the documents' texts
// with it. Its error is fs.ErrNotExist where there is no record.
func Beside(path string) (*brief.Record, error) {
	data, err := os.ReadFile(RecordFile(path))
	if err != nil {
		return nil, err
	}
	return brief.ParseRecord(data, func(id string) (string, error) {
		text, err := os.ReadFile(textFile(path, id))
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("the text of %s is gone: there is no %s", id, textFile(path, id))
		}
		return string(text), err
	})
}

// textFile is where the text of a document lies.
func textFile(path, id string) string {
	return filepath.Join(filepath.Dir(path), filepath.FromSlash(brief.SourceFile(id)))
}

// KeepTexts writes the documents' texts beside a case file. A file that is there
// and says something else is not overwritten.
func KeepTexts(path string, docs []*source.Document) error {
	for _, d := range docs {
		if err := keepText(textFile(path, d.ID), d); err != nil {
			return err
		}
	}
	return nil
}

// KeepRecord writes a record beside a case file. It is for after the case has
// been written, so that what is on record stands there.
func KeepRecord(path string, r *brief.Record) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return atomicfile.Write(RecordFile(path), append(data, '\n'), 0o644)
}

func keepText(file string, d *source.Document) error {
	have, err := os.ReadFile(file)
	switch {
	case err == nil && string(have) == d.Text:
		return nil
	case err == nil:
		return fmt.Errorf("%s is there already and says something else; keep the case in another folder", file)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return atomicfile.Write(file, []byte(d.Text), 0o644)
}

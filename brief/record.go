package brief

import (
	"encoding/json"
	"fmt"

	"detente/source"
)

// recordVersion is the version of a Record's JSON.
const recordVersion = 1

// Record is what is kept beside a drafted case, as CASE.draft.json, so that new
// documents can be added later: the documents' structure, whose texts are the
// case's sources, and the digest of what the program wrote.
type Record struct {
	Documents []*source.Document
	Written   Digest
}

type recordFile struct {
	Detente   int               `json:"detente"`
	Documents []json.RawMessage `json:"documents"`
	Written   map[string]string `json:"written"` // encoding/json sorts the keys
}

// MarshalJSON writes the record; the same record gives the same bytes.
func (r *Record) MarshalJSON() ([]byte, error) {
	file := recordFile{Detente: recordVersion, Documents: []json.RawMessage{}, Written: r.Written}
	for _, d := range r.Documents {
		text, err := json.Marshal(d)
		if err != nil {
			return nil, fmt.Errorf("brief: write record: %w", err)
		}
		file.Documents = append(file.Documents, text)
	}
	return json.MarshalIndent(file, "", " ")
}

// ParseRecord reads what MarshalJSON wrote. text returns the text of a document,
// by its id.
func ParseRecord(data []byte, text func(id string) (string, error)) (*Record, error) {
	var file recordFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("brief: read record: %w", err)
	}
	if file.Detente != recordVersion {
		return nil, fmt.Errorf("brief: read record: version %d is not known", file.Detente)
	}
	r := &Record{Written: file.Written}
	for _, structure := range file.Documents {
		var head struct{ ID string }
		if err := json.Unmarshal(structure, &head); err != nil {
			return nil, fmt.Errorf("brief: read record: %w", err)
		}
		t, err := text(head.ID)
		if err != nil {
			return nil, err
		}
		d, err := source.Restore(structure, t)
		if err != nil {
			return nil, err
		}
		r.Documents = append(r.Documents, d)
	}
	return r, nil
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"detente"
)

// schemaVersion is the version of the JSON contract.
const schemaVersion = 1

type jsonDocument struct {
	Schema  int          `json:"schema"`
	Detente string       `json:"detente"`
	Case    jsonCase     `json:"case"`
	Seed    uint64       `json:"seed"`
	Results []jsonResult `json:"results"`
}

type jsonCase struct {
	Title  string `json:"title"`
	Digest string `json:"digest"`
}

type jsonResult struct {
	Method      string               `json:"method"`
	Status      detente.Status       `json:"status"`
	Needs       []string             `json:"needs"`
	Answer      string               `json:"answer"`
	Data        json.RawMessage      `json:"data"`
	Assumptions []string             `json:"assumptions"`
	Evidence    []detente.EvidenceID `json:"evidence"`
	Label       string               `json:"label"`
	Warnings    []detente.Diagnostic `json:"warnings"`
	Provenance  detente.Provenance   `json:"provenance"`
}

// JSON writes a document for programs: indented by two spaces, keys in the
// order of the contract, lists never null, numbers with a fraction or exponent
// at no more than 12 significant digits. A method's data is written as
// encoding/json has it, except that a number that is none (NaN, infinity)
// becomes null. Invisible characters in strings are written as \u escapes.
func JSON(w io.Writer, d *Document) error {
	doc := jsonDocument{Schema: schemaVersion, Detente: d.Version, Seed: d.Seed, Results: []jsonResult{}}
	if d.Case != nil {
		doc.Case = jsonCase{d.Case.Title, d.Case.SHA256}
	}
	for _, r := range d.Results {
		data, err := encodeData(r.Data)
		if err != nil {
			return fmt.Errorf("report: data of %s: %w", r.Method, err)
		}
		doc.Results = append(doc.Results, jsonResult{
			Method: r.Method, Status: status(r), Needs: list(r.Needs), Answer: r.Answer, Data: data,
			Assumptions: list(r.Assumptions), Evidence: list(r.Evidence), Label: r.Label.String(),
			Warnings: list(placed(d.Case, r.Warnings)), Provenance: r.Provenance,
		})
	}
	raw, err := encode(doc)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, tidy(raw), "", "  "); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// list returns the elements, or an empty list that is not null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

func status(r *detente.Result) detente.Status {
	if asked(r) {
		return detente.OK
	}
	return detente.NotApplicable
}

// encode is json.Marshal without HTML escapes.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// tidy rounds the fractions of a JSON text to 12 significant digits and escapes
// invisible characters in its strings. The text must be valid.
func tidy(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		switch b := raw[i]; {
		case b == '"':
			end := stringEnd(raw, i)
			out = appendVisible(out, raw[i:end])
			i = end
		case b == '-' || b >= '0' && b <= '9':
			end := i + 1
			for end < len(raw) && bytes.IndexByte([]byte("+-.0123456789eE"), raw[end]) >= 0 {
				end++
			}
			out = appendNumber(out, raw[i:end])
			i = end
		default:
			out = append(out, b)
			i++
		}
	}
	return out
}

// stringEnd returns where the string that starts at raw[i] ends.
func stringEnd(raw []byte, i int) int {
	for i++; raw[i] != '"'; i++ {
		if raw[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// appendVisible writes what is hidden as \u escapes: the same string to every
// reader of JSON.
func appendVisible(out, s []byte) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		switch {
		case !isHidden(r):
			out = append(out, s[:size]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		s = s[size:]
	}
	return out
}

func appendNumber(out, s []byte) []byte {
	if bytes.IndexByte(s, '.') < 0 && bytes.IndexByte(s, 'e') < 0 && bytes.IndexByte(s, 'E') < 0 {
		return append(out, s...)
	}
	x, err := strconv.ParseFloat(string(s), 64)
	switch {
	case err != nil:
		return append(out, s...)
	case x == noNumber || x == noNumber32:
		return append(out, "null"...)
	}
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	short, err := json.Marshal(y)
	if err != nil {
		return append(out, s...)
	}
	return append(out, short...)
}

package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// object is a JSON object with its keys in file order.
type object struct {
	keys   []string
	fields map[string]any
}

// get returns a field, nil where there is none.
func (o *object) get(key string) any {
	if o == nil {
		return nil
	}
	return o.fields[key]
}

// object returns a field that is an object, nil where it is none.
func (o *object) object(key string) *object {
	inner, _ := o.get(key).(*object)
	return inner
}

// str returns a field that is a text, "" where it is none.
func (o *object) str(key string) string {
	s, _ := o.get(key).(string)
	return s
}

// parseJSON reads a file as objects (*object), lists ([]any), texts (string),
// numbers (json.Number), true, false and nil, within limits. A key that stands
// twice in an object is an error: readers do not agree on which one counts.
func parseJSON(f *File) (*object, error) {
	if err := f.checkSize(); err != nil {
		return nil, err
	}
	text, _, err := unicodeText(f.Data)
	if err != nil {
		return nil, f.at(1, "%w", err)
	}
	r := jsonReader{d: json.NewDecoder(bytes.NewReader(text))}
	r.d.UseNumber()
	v, err := r.value(0)
	if err == nil {
		if _, more := r.d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the end of the object; take it out")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(text[:min(int(r.d.InputOffset()), len(text))], []byte("\n"))
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the file ends too early; was it cut off?")
		}
		return nil, f.at(line, "%w", err)
	}
	o, ok := v.(*object)
	if !ok {
		return nil, f.at(1, "a JSON object is expected, in braces")
	}
	return o, nil
}

type jsonReader struct {
	d     *json.Decoder
	count int
}

func (r *jsonReader) value(depth int) (any, error) {
	r.count++
	switch {
	case depth > maxDepth:
		return nil, errors.New("objects stand in one another more than 32 deep, and GeniusWeb needs six")
	case r.count > maxElements:
		return nil, errors.New("the file has more than 200,000 values, and no scenario of that size is known")
	}
	token, err := r.d.Token()
	if err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			err = fmt.Errorf("no well-formed JSON: %w", err)
		}
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return r.object(depth)
	case json.Delim('['):
		return r.list(depth)
	}
	return token, nil
}

func (r *jsonReader) object(depth int) (any, error) {
	o := &object{fields: map[string]any{}}
	for r.d.More() {
		token, err := r.d.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok {
			return nil, errors.New("a key in quotes is expected")
		}
		if _, twice := o.fields[key]; twice {
			return nil, fmt.Errorf("%q stands twice in one object; keep one of them", key)
		}
		if o.fields[key], err = r.value(depth + 1); err != nil {
			return nil, err
		}
		o.keys = append(o.keys, key)
	}
	_, err := r.d.Token()
	return o, err
}

func (r *jsonReader) list(depth int) (any, error) {
	list := []any{}
	for r.d.More() {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := r.d.Token()
	return list, err
}

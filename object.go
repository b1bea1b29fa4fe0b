package detente

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Object is a JSON object whose fields keep their order: outcomes list issues,
// and utilities parties, as the case declares them.
type Object []Field

// Field is one entry of an Object.
type Field struct {
	Name  string
	Value any // a float64 is written at 12 significant digits
}

// MarshalJSON writes the fields in order.
func (o Object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, f := range o {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := json.Marshal(f.Name)
		if err != nil {
			return nil, err
		}
		value, err := marshalField(f.Value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}'), nil
}

func marshalField(v any) ([]byte, error) {
	if x, ok := v.(float64); ok {
		y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
		if err != nil {
			return nil, err
		}
		if y == 0 {
			y = 0 // no minus zero
		}
		v = y
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Get returns the value of a field, or nil.
func (o Object) Get(name string) any {
	for _, f := range o {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

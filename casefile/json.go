package casefile

import (
	"bytes"
	"encoding/json"
	"fmt"

	"detente"
)

// PrintJSON writes a case as JSON: the fields of the case file, in the order of
// the language.
func PrintJSON(c *detente.Case) ([]byte, error) {
	p := &printer{c: c}
	root := p.root()
	if p.err != nil {
		return nil, fmt.Errorf("casefile: print: %w", p.err)
	}
	var flat, out bytes.Buffer
	if err := root.json(&flat); err != nil {
		return nil, fmt.Errorf("casefile: print: %w", err)
	}
	if err := json.Indent(&out, flat.Bytes(), "", "  "); err != nil {
		return nil, fmt.Errorf("casefile: print: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// json appends a value as JSON: what YAML writes in quotes and what is no
// number is a string.
func (v *value) json(b *bytes.Buffer) error {
	ends := "[]"
	switch v.kind {
	case scalarNode:
		switch {
		case v.text != nil:
			return textJSON(b, *v.text)
		case v.parts != nil:
			return v.parts.json(b)
		}
		return scalarJSON(b, v.scalar)
	case mappingNode:
		ends = "{}"
	}
	b.WriteByte(ends[0])
	for i, item := range v.items {
		if i > 0 {
			b.WriteByte(',')
		}
		if v.kind == mappingNode {
			if err := textJSON(b, v.keys[i]); err != nil {
				return err
			}
			b.WriteByte(':')
		}
		if err := item.json(b); err != nil {
			return err
		}
	}
	b.WriteByte(ends[1])
	return nil
}

func scalarJSON(b *bytes.Buffer, s string) error {
	var number json.Number
	switch {
	case s == "" || s == "null" || s == "~":
		b.WriteString("null")
		return nil
	case json.Unmarshal([]byte(s), &number) == nil:
		b.WriteString(s)
		return nil
	}
	return textJSON(b, s)
}

func textJSON(b *bytes.Buffer, s string) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder's line end
	return nil
}

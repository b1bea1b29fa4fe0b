package casefile

import "strings"

// Edit is a value for a path of a case file, as [File.Set] takes them.
type Edit struct{ Path, Value string }

// Refused is an edit that was not made, and why.
type Refused struct {
	Edit
	Reason error
}

// SetAll is [File.SetAll] of a text that has not been parsed yet.
func SetAll(text []byte, edits []Edit) ([]byte, []Refused) {
	f, _ := Parse("", text, nil)
	return f.SetAll(edits)
}

// SetAll returns the text of the file with values set one after another, as by
// [File.Set]; a mapping that a path leads through is made where it is missing.
// Edits that cannot be made, such as one that would lose a comment, are refused
// and leave the text as it is.
func (f *File) SetAll(edits []Edit) ([]byte, []Refused) {
	text := []byte(f.Text)
	var refused []Refused
	for _, e := range edits {
		if f == nil {
			f, _ = Parse("", text, nil)
		}
		next, err := f.setDeep(e.Path, e.Value)
		if err != nil {
			refused = append(refused, Refused{e, err})
			continue
		}
		text, f = next, nil
	}
	return text, refused
}

// setDeep is Set that makes the mapping the value belongs to where it is missing.
func (f *File) setDeep(path, value string) ([]byte, error) {
	text, err := f.Set(path, value)
	i := strings.LastIndexByte(path, '.')
	if err == nil || i < 0 {
		return text, err
	}
	if nodes, _ := f.matching(path[:i]); len(nodes) > 0 {
		return nil, err
	}
	key := path[i+1:]
	if !isPlain(key) || strings.ContainsAny(key, ",[]{}") {
		key = doubleQuoted(key)
	}
	if text, deeper := f.setDeep(path[:i], "{"+key+": "+value+"}"); deeper == nil {
		return text, nil
	}
	return nil, err
}

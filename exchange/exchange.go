package exchange

import (
	"fmt"
	"path"
	"strings"
	"unicode"
)

// File is a named file's bytes. Party identifiers, titles and messages come from
// the last element of the name.
type File struct {
	Name string
	Data []byte
}

// base returns the name without its folders.
func (f *File) base() string { return path.Base(strings.ReplaceAll(f.Name, `\`, "/")) }

// stem returns the name without its folders and extension.
func (f *File) stem() string {
	name := f.base()
	if stem := strings.TrimSuffix(name, path.Ext(name)); stem != "" {
		return stem
	}
	return name
}

// title returns the stem as words for people.
func (f *File) title() string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, f.stem()))
	if len(words) == 0 {
		return f.stem()
	}
	first := []rune(words[0])
	words[0] = string(unicode.ToUpper(first[0])) + string(first[1:])
	return strings.Join(words, " ")
}

// Convention is a tool's way of reading a GENIUS profile.
type Convention string

const (
	// GENIUS divides each evaluation by the largest of its issue, multiplies it by
	// the weight as written and cuts the total off at 1.
	GENIUS Convention = "genius"
	// NegMAS multiplies weight and evaluation as written, cuts nothing off, drops
	// the reservation value of a profile whose discount factor lies strictly
	// between 0 and 1, and counts gains from the reservation value or the worst
	// outcome, whichever is worth more (version 0.15.7).
	NegMAS Convention = "negmas"
)

// Options say how files are read. The zero value reads each format by its own
// tool's rule.
type Options struct {
	As Convention // "" is GENIUS
}

// Note tells what became of something in a file that was read or written.
type Note struct {
	File string // the file it concerns
	Code string // renamed, left-out, interpreted, missing, scale or convention
	Text string // one sentence
}

func (n Note) String() string { return n.File + ": " + n.Text }

// The codes of notes.
const (
	renamed     = "renamed"     // a name became an identifier
	leftOut     = "left-out"    // it has no place on the other side
	interpreted = "interpreted" // it is said in another way
	missing     = "missing"     // something that is not in the file was assumed
	scaled      = "scale"       // the unit of utilities
	convention  = "convention"  // a tool's own reading
)

// notes collects notes in the order in which they are found.
type notes []Note

func (ns *notes) add(f *File, code, format string, args ...any) {
	*ns = append(*ns, Note{f.base(), code, fmt.Sprintf(format, args...)})
}

// Limits of the files that are read.
const (
	maxBytes    = 16 << 20
	maxDepth    = 32
	maxElements = 200_000
	maxIssues   = 1_000
	maxParties  = 100
	maxNumber   = 1e15 // as in a case file
)

// checkSize refuses what is too large to be a scenario.
func (f *File) checkSize() error {
	if len(f.Data) > maxBytes {
		return fmt.Errorf("%s: the file has more than %d MB, and no scenario of that kind is known", f.base(), maxBytes>>20)
	}
	return nil
}

// at names a place in a file at the start of an error.
func (f *File) at(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.base(), line, fmt.Errorf(format, args...))
}

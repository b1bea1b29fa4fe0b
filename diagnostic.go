package detente

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity ranks a diagnostic.
type Severity int

const (
	Note    Severity = iota // worth knowing
	Warning                 // probably not what was meant
	Error                   // the case cannot be used
)

var severityNames = [...]string{"note", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity's name.
func (s *Severity) UnmarshalText(text []byte) error {
	i := slices.Index(severityNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("%q is no severity", text)
	}
	*s = Severity(i)
	return nil
}

// Diagnostic tells an analyst what is wrong: where, what, why, what to do.
type Diagnostic struct {
	File     string   `json:"file"`
	Line     int      `json:"line"` // from 1; 0 where there is no place
	Col      int      `json:"col"`  // from 1, in characters
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // kebab-case, stable, listed in doc/diagnostics.md
	Message  string   `json:"message"`
	Why      string   `json:"why"`
	Help     string   `json:"help"`
	Width    int      `json:"-"` // characters to underline; 0: one
	Excerpt  string   `json:"-"` // the line as it stands in the file
}

// String returns FILE:LINE:COL: severity: message [code].
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s [%s]", d.File, d.Line, d.Col, d.Severity, d.Message, d.Code)
}

// SortDiagnostics orders diagnostics as they stand in the file, errors first
// within a place, and drops repetitions.
func SortDiagnostics(ds []Diagnostic) []Diagnostic {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(b.Severity, a.Severity))
	})
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.File == b.File && a.Line == b.Line && a.Col == b.Col && a.Code == b.Code && a.Message == b.Message
	})
}

// HasErrors reports whether any of the diagnostics is an error.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

package source

import (
	"fmt"

	"detente"
)

// Refusal says why a file was not read and what to do about it. It is the error
// of [Open] and [Read].
type Refusal struct {
	Path    string
	Code    string // kebab-case, stable
	Message string
	Why     string
	Help    string
}

func (r *Refusal) Error() string { return fmt.Sprintf("source: %s: %s", r.Path, r.Message) }

// Diagnostic returns the refusal for an analyst.
func (r *Refusal) Diagnostic() detente.Diagnostic {
	return detente.Diagnostic{File: r.Path, Severity: detente.Error, Code: r.Code, Message: r.Message, Why: r.Why, Help: r.Help}
}

// The codes of refusals and notes, for the page that lists them.
const (
	CodeNotFound  = "document-not-found"
	CodeTooLarge  = "document-too-large"
	CodeEmpty     = "document-empty"
	CodeNotText   = "document-not-text"
	CodeEncoding  = "document-encoding"
	CodeDamaged   = "document-damaged"
	CodeEncrypted = "document-encrypted"
	CodeLanguage  = "document-language"
	CodeCut       = "document-cut"
)

func tooLarge(what, limit string) *Refusal {
	return &Refusal{
		Code: CodeTooLarge, Message: fmt.Sprintf("the document has %s", what),
		Why:  "a document may have " + limit + ", so that a bad file cannot take the machine down",
		Help: "split it, or give only the part that bears on the negotiation",
	}
}

func empty(why string) *Refusal {
	return &Refusal{
		Code: CodeEmpty, Message: "there is no text in the document", Why: why,
		Help: "check the file; a scan needs text recognition before it can be read",
	}
}

func damaged(format Format, why string) *Refusal {
	return &Refusal{
		Code: CodeDamaged, Message: fmt.Sprintf("the file cannot be read as %s", format), Why: why,
		Help: "open it in the program that wrote it, save it again, or copy its text into a .txt file",
	}
}

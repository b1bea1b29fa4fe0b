// Package examples holds the case files that are shipped to begin with: each
// complete, with its sources, to be copied and changed.
//
// Call List for what there is and Open for a case file with the documents it
// quotes. All but the Alaska summit are invented, sources too, and say so.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed alaska-2025 labour merger water climate two-roles
var files embed.FS

// Example is a case file that is shipped.
type Example struct {
	Name  string // of its folder: "labour"
	Title string
	Shows string // what one can begin with it
}

// Folder is the text of an example and the documents it quotes.
type Folder struct {
	Text    []byte
	Sources []File
}

// File is a document, by the name with which the case quotes it.
type File struct {
	Name string // "sources/overview.md"
	Text []byte
}

// List returns the examples, those to begin a case of one's own with first.
func List() []Example {
	return []Example{
		{"labour", "A labour contract", "Wage, premium and jobs under the threat of a strike; members and a board ratify."},
		{"merger", "A merger", "Price, seats and jobs; two boards, a works council and an authority."},
		{"water", "A water dispute", "Flow, a dam and inspections on a shared river; a bank that pays."},
		{"climate", "A climate round", "Cuts, money and reporting among blocs; a text needs nearly everybody."},
		{"two-roles", "A teaching exercise for two", "A landlord and a baker; each with a sheet that the other must not see."},
		{"alaska-2025", "The Alaska summit of August 2025", "A finished case from two articles: every judgement cited or listed as an assumption."},
	}
}

// Open returns an example; ok is false where there is none of that name.
func Open(name string) (e Folder, ok bool) {
	text, err := files.ReadFile(name + "/case.yaml")
	if err != nil {
		return Folder{}, false
	}
	e.Text = text
	entries, _ := fs.ReadDir(files, name+"/sources")
	for _, entry := range entries {
		text, err := files.ReadFile(name + "/sources/" + entry.Name())
		if err != nil {
			return Folder{}, false
		}
		e.Sources = append(e.Sources, File{"sources/" + entry.Name(), text})
	}
	return e, true
}

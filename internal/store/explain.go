package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// SQLite's primary result codes, from sqlite.org/rescode.html.
const (
	codePerm     = 3
	codeBusy     = 5
	codeReadOnly = 8
	codeIOErr    = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// ErrDisk is the error of a change that the disk did not take.
var ErrDisk = errors.New("the disk did not take the change: it is full or failing; nothing of the change was made, and what was saved before is safe")

// explain says what an error of SQLite means for the person at the screen. Other
// errors stay as they are.
func explain(path string, err error) error {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return err
	}
	switch fault.Code() & 0xff {
	case codeFull, codeIOErr:
		return fmt.Errorf("%s: %w (%w)", path, ErrDisk, fault)
	case codeCorrupt, codeNotADB:
		return fmt.Errorf("%s: %w (%w)", path, ErrDamaged, fault)
	case codePerm, codeReadOnly, codeCantOpen:
		return fmt.Errorf("%s: the data cannot be opened for this: may you write to the file and its folder? (%w)", path, err)
	case codeBusy:
		return fmt.Errorf("%s: another program holds the data: close it and try again (%w)", path, err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

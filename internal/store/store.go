// Package store keeps cases, their revisions, sources and decisions in one
// SQLite file.
//
// Call [Open] with [DefaultPath] or a path of one's own. A case is created with
// [Store.Create], or served in place from a file on disk with [Store.Attach];
// every [Store.Save] adds a revision, and none is changed later.
//
// An acknowledged save is on disk. Of two people who start from the same
// revision the second gets a [Conflict] with the texts that a merge needs. What
// is read is compared with its checksum, so that a damaged text is never shown.
//
// The package knows no YAML: a case is a text with a title.
package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// CaseID names a case: 16 lower-case hexadecimal digits, drawn at random.
type CaseID string

// Case is a case as it now stands.
type Case struct {
	ID       CaseID
	Title    string
	File     string    // the case file on disk that is served in place, or ""
	Revision int       // number of the latest revision, from 1
	Updated  time.Time // when that was saved, UTC
	Text     []byte    // empty in lists
	SHA256   string    // of the text, in hexadecimal
}

// Revision is one saved state of a case.
type Revision struct {
	Number, Parent int       // from 1; the parent of the first is 0
	Saved          time.Time // UTC
	Note           string
	SHA256         string // of the text, in hexadecimal
	Text           []byte // empty in lists
}

// Source is a document of a case, as text.
type Source struct {
	Path      string // slash-separated name that the case uses: "sources/overview.txt"
	Title     string
	Media     string // media type of the document it was read from
	SHA256    string // of the document as it came, in hexadecimal; of the text where none is given
	Text      string
	Published string // as the document has it
}

// Decision is what somebody made of a proposed item.
type Decision struct {
	Item    string          // content identifier of the item
	Verdict string          // accept, reject, edit or add
	Value   json.RawMessage // what it was changed to, or nil
	At      time.Time       // UTC; zero stands for now
}

// EditedOutside is the note of a revision that somebody made in the attached
// file itself.
const EditedOutside = "edited outside"

// The errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("there is no such case or revision")
	ErrNewer    = errors.New("the data was written by a newer version of détente, and this one leaves it alone: install the newer version")
	ErrLocked   = errors.New("the data is open in another détente: use that one, or close it first")
	ErrReadOnly = errors.New("the data is open for reading only")
	ErrClosed   = errors.New("the data is closed")
	ErrDamaged  = errors.New("the data is damaged: restore a backup with detente db restore")
)

// Conflict is the error of a save that does not start from the latest revision.
type Conflict struct {
	Base   []byte // what the save started from; nil if there is no such revision
	Theirs []byte // the latest revision
	Yours  []byte // what was to be saved
	Latest int    // number of the latest revision
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("revision %d was saved in the meantime: merge the two texts and save again", c.Latest)
}

// Store is an open data file. All its methods may be called at the same time.
type Store struct {
	path   string
	lock   *os.File
	reader *pool // connections that cannot write
	writer *conn // of the goroutine that commits; nil if open for reading only

	accept  sync.RWMutex // held for reading while a job is handed over
	refuse  error        // why changes are refused, if they are
	jobs    chan *job
	stopped chan struct{} // closed when the last job is done

	files sync.Mutex // held while an attached file is replaced or looked at anew
}

package casefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// MaxSourceBytes is the largest source document that is read.
const MaxSourceBytes = 10 << 20

// Sources reads the documents that a case quotes. Names are as the case writes
// them: paths below the case's folder, separated by slashes.
type Sources interface {
	Read(name string) ([]byte, error)
}

// What may be wrong with the name of a source file, beyond fs.ErrNotExist.
var (
	errOutside  = errors.New("the path leads out of the case's folder")
	errLink     = errors.New("the path leads through a link")
	errTooLarge = errors.New("the file is larger than 10 MB")
	errNoFile   = errors.New("this is no ordinary file")
)

// Folder reads sources from a folder. It follows no links and leaves the folder
// by no path.
type Folder string

// Read returns the bytes of a file below the folder.
func (dir Folder) Read(name string) ([]byte, error) {
	if !insidePath(name) {
		return nil, errOutside
	}
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return nil, fmt.Errorf("casefile: sources: %w", err)
	}
	defer root.Close()
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		switch info, err := root.Lstat(name[:i]); {
		case err != nil:
			return nil, fmt.Errorf("casefile: sources: %w", err)
		case info.Mode()&fs.ModeSymlink != 0:
			return nil, errLink
		case i == len(name) && !info.Mode().IsRegular():
			return nil, errNoFile
		}
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("casefile: sources: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, MaxSourceBytes+1))
	if err == nil && len(text) > MaxSourceBytes {
		return nil, errTooLarge
	}
	return text, err
}

// insidePath reports whether a path is relative, slash-separated, and stays
// below where it starts, on every operating system.
func insidePath(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\:\x00")
}

// Memory holds sources by name, for tests and importers.
type Memory map[string]string

// Read returns the text of a source.
func (m Memory) Read(name string) ([]byte, error) {
	text, ok := m[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(text), nil
}

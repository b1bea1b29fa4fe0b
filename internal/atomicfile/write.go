// Package atomicfile writes files in one step.
package atomicfile

import (
	"fmt"
	"os"
	"path/filepath"
)

// Write gives a file, new or not, a text and permissions. The text goes to a file
// beside it first, so that a crash or a full disk leaves the old text whole.
func Write(path string, text []byte, mode os.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".detente-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: its folder is missing or closed to you", path)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(text); err != nil {
		return err
	}
	if err = f.Chmod(mode); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

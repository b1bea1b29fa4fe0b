//go:build unix

package atomicfile

import (
	"errors"
	"os"
)

// SyncFolder makes what was renamed in a folder durable.
func SyncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

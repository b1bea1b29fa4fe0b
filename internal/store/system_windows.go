package store

import (
	"errors"
	"os"
	"syscall"
)

// errorSharingViolation is what Windows answers where a file is open elsewhere.
const errorSharingViolation = syscall.Errno(32)

// acquire takes the lock that keeps a second process out: a file open without
// sharing. The system drops it when the process ends, however it ends.
func acquire(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errorSharingViolation) {
		return nil, ErrLocked
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}

// Package atomicfile replaces files in one step: a crash or a full disk leaves the
// old text or the new one, whole.
//
// [Write] does it. Whoever must look at the file in between takes its steps one by
// one: [Stage], os.Rename, [SyncFolder].
package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Write gives a file, new or not, a text and permissions, and waits for the disk.
func Write(path string, text []byte, mode os.FileMode) error {
	staged, err := Stage(path, text, mode)
	if err != nil {
		return err
	}
	if err := os.Rename(staged, path); err != nil {
		os.Remove(staged)
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// Stage writes a text to a file beside the one it is to replace, waits for the
// disk, and returns its name.
func Stage(path string, text []byte, mode os.FileMode) (staged string, err error) {
	sweep(filepath.Dir(path))
	f, err := os.CreateTemp(filepath.Dir(path), stagedFiles)
	if err != nil {
		return "", fmt.Errorf("%s cannot be written: its folder is missing or closed to you (%w)", path, err)
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// stagedFiles is what staged files are called.
const stagedFiles = ".detente-*"

// sweep removes staged files that a crash left in a folder an hour ago or more.
func sweep(folder string) {
	files, _ := filepath.Glob(filepath.Join(folder, stagedFiles)) // a pattern in the folder's name: nothing is swept
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(file)
		}
	}
}

package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"detente/internal/atomicfile"
)

// A backup is a SQLite file with a line behind it that seals every byte before
// it. SQLite reads such a file as if the line were not there.
const (
	sealStart  = "\ndetente backup sha256 "
	sealFormat = sealStart + "%x\n"
	sealLength = len(sealStart) + 2*sha256.Size + 1
)

// Backup writes a sealed copy of the data to a file, for its user alone, while
// others read and save. The copy is checked first, so that a sealed backup can be
// restored. It replaces an older backup in one step, and nothing but a backup.
func (s *Store) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := replaceable(path); err != nil {
		return err
	}
	lock, err := acquire(s.path + ".backup-lock")
	if err != nil {
		return fmt.Errorf("another backup may be under way: wait until it is done (%w)", err)
	}
	defer lock.Close()
	part := path + ".part"
	defer os.Remove(part) // gone already if all is well
	if err := create(part); err != nil {
		return fmt.Errorf("the backup cannot be written: %w", err)
	}
	// SQLite fills an empty file, and leaves out what was deleted.
	if _, err := s.reader.db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return explain(path, err)
	}
	if err := sound(ctx, part); err != nil {
		return fmt.Errorf("no backup was made of %s: %w", s.path, err)
	}
	if err := seal(part); err != nil {
		return fmt.Errorf("the backup cannot be written: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return atomicfile.SyncFolder(filepath.Dir(path))
}

// replaceable refuses a path at which something else than a backup lies.
func replaceable(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := readSeal(f); err != nil {
		return fmt.Errorf("%s is there already and is no backup: choose another name", path)
	}
	return nil
}

// create makes an empty file for its user alone; one left by a crash gives way.
func create(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// seal adds the line to a finished copy and waits for the disk.
func seal(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	h := sha256.New()
	size, err := io.Copy(h, f)
	if err == nil {
		_, err = f.WriteAt(fmt.Appendf(nil, sealFormat, h.Sum(nil)), size)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// errNoBackup says that a file has no seal.
var errNoBackup = errors.New("is no backup made by détente, or its end is missing")

// readSeal returns the line at the end of a backup.
func readSeal(f *os.File) (line string, err error) {
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	end := make([]byte, sealLength)
	if info.Size() < int64(sealLength) {
		return "", errNoBackup
	}
	if _, err := f.ReadAt(end, info.Size()-int64(sealLength)); err != nil {
		return "", err
	}
	if !bytes.HasPrefix(end, []byte(sealStart)) {
		return "", errNoBackup
	}
	return string(end), nil
}

// VerifyBackup reads a backup and says whether every byte is as it was written.
func VerifyBackup(path string) error { return readSealed(path, io.Discard) }

// unseal copies a backup without its seal to a file, and waits for the disk.
func unseal(from, to string) error {
	if err := create(to); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = readSealed(from, f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// readSealed copies what lies before the seal of a backup, and compares the two.
func readSealed(path string, to io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	claimed, err := readSeal(f)
	if err != nil {
		return fmt.Errorf("%s %w", path, err)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(h, to), f, info.Size()-int64(sealLength)); err != nil {
		return err
	}
	if fmt.Sprintf(sealFormat, h.Sum(nil)) != claimed {
		return fmt.Errorf("%s was changed or damaged after it was made: use another backup", path)
	}
	return nil
}

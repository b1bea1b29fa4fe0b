package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"detente/internal/atomicfile"
)

// Restore puts the data of a backup in the place of a data file, after every
// byte and every text of it was checked. What was there is not lost: it is moved
// to a file beside it, whose name is returned, "" if there was nothing.
func Restore(ctx context.Context, from, to string) (kept string, err error) {
	if to, err = filepath.Abs(to); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return "", err
	}
	lock, err := acquire(to + ".lock")
	if err != nil {
		return "", fmt.Errorf("%s: %w", to, err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	part := to + ".part"
	defer os.Remove(part) // gone already if all is well
	if err := unseal(from, part); err != nil {
		return "", err
	}
	if err := sound(ctx, part); err != nil {
		return "", fmt.Errorf("%s: %w", from, err)
	}
	if kept, err = setAside(to); err != nil {
		return "", fmt.Errorf("%s stays as it was: %w", to, err)
	}
	if err := os.Rename(part, to); err != nil {
		return kept, err
	}
	return kept, atomicfile.SyncFolder(filepath.Dir(to))
}

// sound checks a copy.
func sound(ctx context.Context, path string) error {
	if _, err := inspect(path); err != nil {
		return err
	}
	s := &Store{path: path, reader: readers(path, 1), refuse: ErrReadOnly}
	problems, err := s.faults(ctx)
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("%w: %s", ErrDamaged, problems[0])
	}
	return nil
}

// setAside gives a data file a second name, so that there is one in its place at
// every moment, and takes its write-ahead log away, which must never meet the
// restored file.
func setAside(path string) (kept string, err error) {
	if _, err := os.Stat(path); err == nil {
		kept = path + time.Now().UTC().Format(".20060102-150405.000")
		if err := secondName(path, kept); err != nil {
			return "", err
		}
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, atomicfile.SyncFolder(filepath.Dir(path))
}

// secondName makes a file and its log known by another name too, after what the
// log holds is in the file. A damaged file may refuse that: then the log is kept.
func secondName(path, kept string) error {
	if db, err := sql.Open("sqlite", address(path)); err == nil {
		db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		db.Close()
	}
	for _, suffix := range []string{"", "-wal"} {
		err := os.Link(path+suffix, kept+suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a disk without second names
			err = os.Rename(path+suffix, kept+suffix)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

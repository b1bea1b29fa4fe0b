package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the SQL driver "sqlite"

	"detente/internal/atomicfile"
)

// DefaultPath returns where the data of this user lives: detente/detente.db in
// XDG_DATA_HOME or ~/.local/share, on macOS in ~/Library/Application Support, on
// Windows in %LocalAppData%.
func DefaultPath() (string, error) {
	dir := os.Getenv("XDG_DATA_HOME")
	switch {
	case runtime.GOOS == "windows":
		dir = os.Getenv("LocalAppData")
	case runtime.GOOS == "darwin" && dir == "":
		dir = inHome("Library", "Application Support")
	case !filepath.IsAbs(dir): // the XDG specification says to ignore a relative one
		dir = inHome(".local", "share")
	}
	if dir == "" {
		return "", errors.New("this user has no home folder to keep data in: name a file with --db")
	}
	return filepath.Join(dir, "detente", "detente.db"), nil
}

func inHome(names ...string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(append([]string{home}, names...)...)
}

// Open opens the data file, creates it if there is none, for its user alone, and
// brings an older schema up to date. Only one process may have it open: to a
// second the error is ErrLocked.
func Open(path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("the folder of the data cannot be made: %w", err)
	}
	lock, err := acquire(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s, err := open(path)
	if err != nil {
		lock.Close()
		return nil, explain(path, err)
	}
	s.lock = lock
	return s, nil
}

func open(path string) (*Store, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(file.Close(), atomicfile.SyncFolder(filepath.Dir(path))); err != nil {
		return nil, err
	}
	if _, err := inspect(path); err != nil {
		return nil, err
	}
	w, err := connect(path)
	if err != nil {
		return nil, err
	}
	if err := w.migrate(migrations()); err != nil {
		w.close()
		return nil, err
	}
	s := &Store{path: path, reader: readers(path, manyReaders()), writer: w, jobs: make(chan *job), stopped: make(chan struct{})}
	go s.commit()
	return s, nil
}

// OpenReadOnly opens a data file for reading, also while another process has it
// open with [Open]. Whatever would change it fails with ErrReadOnly.
func OpenReadOnly(path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	version, err := inspect(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no data yet", path)
	case err != nil:
		return nil, explain(path, err)
	case version != len(migrations()):
		return nil, fmt.Errorf("%s: the data was written by an older version of détente: open it once for writing, which brings it up to date", path)
	}
	return &Store{path: path, reader: readers(path, manyReaders()), refuse: ErrReadOnly}, nil
}

// Close waits for the changes under way and closes the file.
func (s *Store) Close() error {
	s.accept.Lock()
	running := s.refuse == nil
	s.refuse = ErrClosed
	s.accept.Unlock()
	if running {
		close(s.jobs)
		<-s.stopped
	}
	err := s.reader.db.Close()
	if running { // the writer last: it empties the write-ahead log into the file
		err = errors.Join(err, s.writer.close(), s.lock.Close())
	}
	return err
}

// connect opens the connection that writes.
func connect(path string) (*conn, error) {
	db, err := sql.Open("sqlite", address(path,
		"_journal_mode", "WAL", "_synchronous", "FULL", "_foreign_keys", "on",
		"_pragma", "secure_delete(on)", "_pragma", "fullfsync(on)", "_pragma", "checkpoint_fullfsync(on)"))
	if err != nil {
		return nil, err
	}
	c, err := db.Conn(context.Background())
	if err != nil {
		db.Close()
		return nil, err
	}
	w := &conn{db: db, conn: c, prepared: map[string]*sql.Stmt{}}
	var mode string
	if err := w.row("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		w.close()
		return nil, errors.Join(err, fmt.Errorf("the journal mode is %q and not wal: is the file on a network drive? Keep it on a local disk", mode))
	}
	return w, nil
}

// address returns the URI of a data file with these parameters, each a name and
// a value, and those that every connection has.
func address(path string, parameters ...string) string {
	v := url.Values{"_busy_timeout": {"5000"}, "_defensive": {"1"}, "_dqs": {"0"}, "_error_rc": {"1"}, "_pragma": {"trusted_schema(off)"}}
	for i := 0; i < len(parameters); i += 2 {
		v.Add(parameters[i], parameters[i+1])
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/Users/...
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: v.Encode()}
	return u.String()
}

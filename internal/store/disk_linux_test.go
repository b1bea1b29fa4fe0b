package store_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"

	"detente/internal/store"
)

func init() {
	children["limit"] = saveUnderLimits
	children["full"] = saveOnFullDisk
	children["files"] = replaceUnderLimits
}

// TestDiskFails lets writes fail at any byte of any file: the child limits how
// long a file may grow, so that a write comes short or is refused.
func TestDiskFails(t *testing.T) {
	t.Parallel()
	runChild(t, "limit", nil)
}

// TestDiskFailsFiles lets the writing of whole files fail at any byte.
func TestDiskFailsFiles(t *testing.T) {
	t.Parallel()
	runChild(t, "files", nil)
}

// TestDiskFull fills a disk of 1 MB of its own, which needs a user namespace.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	runChild(t, "full", &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	})
}

func runChild(t *testing.T, job string, how *syscall.SysProcAttr) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "STORE_CHILD="+job, "STORE_PATH="+filepath.Join(t.TempDir(), "detente.db"))
	cmd.SysProcAttr = how
	out, err := cmd.CombinedOutput()
	if how != nil && (errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || bytes.Contains(out, []byte(noMount))) {
		t.Skip("no user namespaces here: ", err)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

const noMount = "no disk of its own: "

func trials() int {
	if long() {
		return 2000
	}
	return 60
}

// saveUnderLimits saves under ever new limits on the size of files.
func saveUnderLimits(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(1, 2))
	return suffer(s, path, func() (undo func() error, err error) {
		longest := int64(0)
		for _, file := range []string{path, path + "-wal"} {
			if info, err := os.Stat(file); err == nil {
				longest = max(longest, info.Size())
			}
		}
		return func() error { return limit(^uint64(0)) }, limit(uint64(random.Int64N(longest + 40_000)))
	})
}

// replaceUnderLimits saves a file served in place, takes a backup and restores it
// under ever new limits: what was there stays whole, and nothing is left over.
func replaceUnderLimits(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	ctx, folder := context.Background(), filepath.Dir(path)
	file, backup, restored := filepath.Join(folder, "case.yaml"), path+".backup", path+".restored"
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, body("file", 1), 0o600); err != nil {
		return err
	}
	c, err := s.Attach(ctx, file)
	if err != nil {
		return err
	}
	if err := s.Backup(ctx, backup); err != nil {
		return err
	}
	info, err := os.Stat(backup)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range trials() {
		// The data without its seal do not fit either.
		if err := limit(uint64(random.Int64N(info.Size() - 200))); err != nil {
			return err
		}
		failures := []error{s.Backup(ctx, backup)}
		_, err := store.Restore(ctx, backup, restored)
		failures = append(failures, err)
		_, err = s.Save(ctx, c.ID, 1, "x", append(body("file", 2), make([]byte, info.Size())...), "")
		failures = append(failures, err)
		if err := limit(^uint64(0)); err != nil {
			return err
		}
		text, err := os.ReadFile(file)
		if err = errors.Join(err, store.VerifyBackup(backup)); err != nil || !bytes.Equal(text, body("file", 1)) {
			return fmt.Errorf("not as it was: file of %d bytes (%w)", len(text), err)
		}
		left, err := filepath.Glob(filepath.Join(folder, "*.part"))
		staged, _ := filepath.Glob(filepath.Join(folder, ".detente-*"))
		if err != nil || len(left)+len(staged) > 0 || slices.Contains(failures, nil) {
			return fmt.Errorf("left over: %q %q; errors: %v", left, staged, failures)
		}
	}
	_, err = s.Save(ctx, c.ID, 1, "x", body("file", 2), "")
	return errors.Join(err, s.Close())
}

// limit bounds how long a file may grow.
func limit(bytes uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
		return err
	}
	l.Cur = min(bytes, l.Max)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l)
}

// saveOnFullDisk saves on a disk of 1 MB that a filler leaves more or less of.
func saveOnFullDisk(path string) error {
	if err := syscall.Mount("tmpfs", filepath.Dir(path), "tmpfs", 0, "size=1m"); err != nil {
		return fmt.Errorf(noMount+"%w", err)
	}
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(1, 2))
	filler := filepath.Join(filepath.Dir(path), "filler")
	return suffer(s, path, func() (undo func() error, err error) {
		var disk syscall.Statfs_t
		if err := syscall.Statfs(filepath.Dir(path), &disk); err != nil {
			return nil, err
		}
		size := max(0, int64(disk.Bavail)*disk.Bsize-random.Int64N(60_000))
		return func() error { return os.Remove(filler) }, os.WriteFile(filler, make([]byte, size), 0o600)
	})
}

// suffer saves until the disk fails, again and again, four people at a time.
// Each failure must be told as one, keep what was acknowledged, and be over when
// there is room again.
func suffer(s *store.Store, path string, fail func() (undo func() error, err error)) error {
	ctx := context.Background()
	failed, saved := 0, 0
	for range trials() {
		undo, err := fail()
		if err != nil {
			return err
		}
		acks, err := saveUntilFailure(s)
		if !errors.Is(err, store.ErrDisk) {
			return fmt.Errorf("the disk failed and Save said: %w", err)
		}
		if err := undo(); err != nil {
			return err
		}
		failed, saved = failed+1, saved+len(acks)
		for id, n := range acks {
			c, err := s.Case(ctx, id)
			if err != nil || c.Revision != n || !whole(c.Text) {
				return fmt.Errorf("case %s after a failure: revision %d, want %d (%w)", id, c.Revision, n, err)
			}
			if _, err := s.Save(ctx, id, n, "x", body(id, n+1), ""); err != nil {
				return fmt.Errorf("there is room again and Save says: %w", err)
			}
			if err := s.Delete(ctx, id); err != nil {
				return err
			}
		}
	}
	if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
		return fmt.Errorf("Check = %q, %w", problems, err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	fmt.Printf("%d failures of the disk, %d cases acknowledged before them\n", failed, saved)
	return s.Close()
}

// saveUntilFailure returns the cases that were acknowledged, each with its last
// acknowledged revision, and the first error.
func saveUntilFailure(s *store.Store) (acks map[store.CaseID]int, first error) {
	ctx := context.Background()
	acks = map[store.CaseID]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			c, err := s.Create(ctx, "x", body("", 1), nil)
			for n := 1; err == nil; n++ {
				mu.Lock()
				acks[c.ID] = n
				mu.Unlock()
				_, err = s.Save(ctx, c.ID, n, "x", body(c.ID, n+1), "")
			}
			mu.Lock()
			first = cmp.Or(first, err)
			mu.Unlock()
		})
	}
	all.Wait()
	return acks, first
}

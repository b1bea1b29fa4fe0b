package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"detente/internal/store"
)

func init() { children["work"] = workOnce }

// workOnce does a little of everything and prints what was acknowledged.
func workOnce(path string) error {
	ctx := context.Background()
	folder := filepath.Dir(path)
	say := func(format string, args ...any) { os.Stdout.WriteString(fmt.Sprintf(format+"\n", args...)) }
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	c, err := s.Create(ctx, "x", body("made", 1), []store.Source{overview})
	if err != nil {
		return err
	}
	say("saved %s 1 %s", c.ID, c.SHA256)
	file, err := s.Attach(ctx, filepath.Join(folder, "case.yaml"))
	if err != nil {
		return err
	}
	for n := 1; n <= 20; n++ {
		for _, c := range []store.Case{c, file} {
			r, err := s.Save(ctx, c.ID, n, "x", body(c.ID, n+1), "")
			if err != nil {
				return err
			}
			say("saved %s %d %s", c.ID, n+1, r.SHA256)
			if c.File != "" {
				say("file %d", n+1)
			}
		}
		if n%5 == 0 {
			if err := s.Backup(ctx, filepath.Join(folder, "backup.db")); err != nil {
				return err
			}
			say("backup")
			if _, err := store.Restore(ctx, filepath.Join(folder, "backup.db"), filepath.Join(folder, "restored.db")); err != nil {
				return err
			}
			say("restored %s %d", c.ID, n+1)
			if err := useRestored(filepath.Join(folder, "restored.db"), c.ID, n+1); err != nil {
				return err
			}
		}
	}
	return s.Close()
}

// useRestored saves once, so that the next Restore finds newer data in its way.
func useRestored(path string, id store.CaseID, n int) error {
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	_, err = s.Save(context.Background(), id, n, "x", body(id, n), "")
	return errors.Join(err, s.Close())
}

// TestPowerLoss records every system call by which the work above changes files,
// and lets the power fail after each: what was not synced is lost, or partly
// lost, in several ways. The disk that is left must hold what was acknowledged.
func TestPowerLoss(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	folder := t.TempDir()
	start := body("file", 1)
	write(t, filepath.Join(folder, "case.yaml"), string(start))
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(strace, "-f", "-y", "-xx", "-s", "10000000", "-o", trace,
		"-e", "trace=open,openat,write,pwrite64,ftruncate,fsync,fdatasync,renameat,renameat2,rename,linkat,unlinkat,unlink", os.Args[0])
	cmd.Env = append(os.Environ(), "STORE_CHILD=work", "STORE_PATH="+filepath.Join(folder, "detente.db"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v\n%s", err, out)
	}
	d := newDisk(folder)
	d.create("case.yaml").data = start
	d.sync("case.yaml")
	d.sync(".")

	random := rand.New(rand.NewPCG(1, 2))
	every, cuts := 97, 0
	if long() {
		every = 1
	}
	for n, call := range readTrace(t, trace) {
		if !d.apply(call) || n%every != 0 {
			continue
		}
		cuts++
		for _, left := range []map[string][]byte{d.strict(), d.random(random), d.random(random)} {
			checkDisk(t, left, d.acks)
			if t.Failed() {
				t.Fatalf("after call %d: %.200s", n, call)
			}
		}
	}
	t.Logf("%d cuts, %d lines acknowledged", cuts, len(d.acks))
	if cuts < 5 || len(d.acks) < 60 {
		t.Error("the trace shows too little")
	}
}

// checkDisk looks for what was acknowledged in what the power left.
func checkDisk(t *testing.T, left map[string][]byte, acks []string) {
	t.Helper()
	folder := t.TempDir()
	defer os.RemoveAll(folder)
	for name, data := range left {
		rewrite(t, filepath.Join(folder, name), data)
	}
	saved, restored, backup, inFile := []string{}, "", false, 1
	for _, ack := range acks {
		kind, rest, _ := strings.Cut(ack, " ")
		switch kind {
		case "saved":
			saved = append(saved, rest)
		case "file":
			inFile = must[int](t)(strconv.Atoi(rest))
		case "backup":
			backup = true
		case "restored":
			restored = rest
		}
	}
	inspect(t, filepath.Join(folder, "detente.db"), saved)
	text := must[[]byte](t)(os.ReadFile(filepath.Join(folder, "case.yaml")))
	var who string
	var n int
	fmt.Sscanf(string(text[65:]), "%s %d", &who, &n)
	if n < inFile {
		t.Errorf("the file has revision %d, and %d was acknowledged", n, inFile)
	}
	err := store.VerifyBackup(filepath.Join(folder, "backup.db"))
	if err != nil && (backup || !errors.Is(err, fs.ErrNotExist)) {
		t.Errorf("the backup: %v", err)
	}
	path := filepath.Join(folder, "restored.db")
	if _, err := os.Stat(path); err != nil && restored == "" {
		return
	}
	s, err := store.OpenReadOnly(path)
	if err != nil {
		t.Errorf("the restored data: %v", err)
		return
	}
	defer s.Close()
	problems, err := s.Check(t.Context())
	problems = slices.DeleteFunc(problems, func(p string) bool { return strings.Contains(p, "case.yaml") })
	if err != nil || len(problems) > 0 {
		t.Errorf("the restored data: %q, %v", problems, err)
	}
	if id, number, ok := strings.Cut(restored, " "); ok {
		if _, err := s.Revision(t.Context(), store.CaseID(id), must[int](t)(strconv.Atoi(number))); err != nil {
			t.Errorf("the restored data lacks revision %s: %v", number, err)
		}
	}
}

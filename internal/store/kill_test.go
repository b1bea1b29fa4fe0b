package store_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"detente/internal/store"
)

// body is a text that says what it is, so that a torn one is recognised: its
// first line is the checksum of the rest.
func body(id store.CaseID, n int) []byte {
	rest := fmt.Appendf(nil, "%s %d %s\n", id, n, strings.Repeat("x", 37*n%9000))
	return append(fmt.Appendf(nil, "%x\n", sha256.Sum256(rest)), rest...)
}

func whole(text []byte) bool {
	sum, rest, ok := bytes.Cut(text, []byte("\n"))
	return ok && string(sum) == fmt.Sprintf("%x", sha256.Sum256(rest))
}

// saveForever is the child that gets killed: three people save cases of their
// own, one saves a file served in place, one takes backups. It prints a line
// when a save was acknowledged, with the case, the revision and its checksum.
func saveForever(path string) error {
	fmt.Println("start")
	ctx := context.Background()
	s, err := store.Open(path)
	if err != nil {
		return err
	}
	ended := make(chan error)
	for range 3 {
		go func() {
			c, err := s.Create(ctx, "x", body("new", 1), []store.Source{overview})
			if err == nil {
				err = saveOn(s, c)
			}
			ended <- err
		}()
	}
	go func() {
		c, err := s.Attach(ctx, filepath.Join(filepath.Dir(path), "case.yaml"))
		if err == nil {
			err = saveOn(s, c)
		}
		ended <- err
	}()
	go func() {
		for {
			if err := s.Backup(ctx, path+".backup"); err != nil {
				ended <- err
				return
			}
		}
	}()
	return <-ended
}

func saveOn(s *store.Store, c store.Case) error {
	for n := c.Revision; ; n++ {
		r, err := s.Save(context.Background(), c.ID, n, "x", body(c.ID, n+1), "")
		if err != nil {
			return err
		}
		os.Stdout.WriteString(fmt.Sprintln(c.ID, r.Number, r.SHA256))
	}
}

// TestKill kills the saving program, again and again, at random moments: while
// it starts, makes its schema, saves, replaces a file, takes a backup. Nothing
// that was acknowledged may be lost, and nothing may be torn.
func TestKill(t *testing.T) {
	t.Parallel()
	kills := 10
	if long() {
		kills = 1000
	}
	random := rand.New(rand.NewPCG(1, 2))
	acknowledged := 0
	for done := 0; done < kills; {
		folder := t.TempDir()
		write(t, filepath.Join(folder, "case.yaml"), string(body("file", 1)))
		path := filepath.Join(folder, "detente.db")
		for round := 0; round < 20 && done < kills; round++ {
			acks := killAfter(t, path, killAt(random, round))
			acknowledged += len(acks)
			inspect(t, path, acks)
			done++
		}
	}
	t.Logf("%d kills, %d saves acknowledged", kills, acknowledged)
	if acknowledged < kills {
		t.Errorf("only %d saves in %d kills: the test shows nothing", acknowledged, kills)
	}
}

// killAt says how many lines to read before the kill: often few, at times many.
func killAt(random *rand.Rand, round int) int {
	if round == 0 {
		return random.IntN(3)
	}
	return random.IntN(2 + random.IntN(120))
}

// killAfter runs the child, kills it after so many lines, and returns all that
// it wrote.
func killAfter(t *testing.T, path string, lines int) (acks []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "STORE_CHILD=save", "STORE_PATH="+path)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out := must[io.ReadCloser](t)(cmd.StdoutPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	scan := bufio.NewScanner(out)
	for n := 0; scan.Scan(); n++ {
		if n == lines {
			cmd.Process.Kill()
		}
		if n > 0 {
			acks = append(acks, scan.Text())
		}
	}
	cmd.Wait()
	if complaints.Len() > 0 {
		t.Fatalf("the child failed: %s", &complaints)
	}
	return acks
}

// inspect opens what a killed program left, and looks for every save that it
// acknowledged.
func inspect(t *testing.T, path string, acks []string) {
	t.Helper()
	ctx := t.Context()
	s := must[*store.Store](t)(store.Open(path))
	defer s.Close()
	for _, ack := range acks {
		field := strings.Fields(ack)
		if len(field) != 3 {
			t.Fatalf("half a line: %q", ack)
		}
		n := must[int](t)(strconv.Atoi(field[1]))
		r, err := s.Revision(ctx, store.CaseID(field[0]), n)
		if err != nil || r.SHA256 != field[2] || !whole(r.Text) {
			t.Fatalf("acknowledged and lost: %s (%v)", ack, err)
		}
	}
	if problems := must[[]string](t)(s.Check(ctx)); len(problems) > 0 {
		t.Fatalf("Check after a kill = %q", problems)
	}
	file := filepath.Join(filepath.Dir(path), "case.yaml")
	if text := must[[]byte](t)(os.ReadFile(file)); !whole(text) {
		t.Fatalf("the file served in place is torn: %d bytes", len(text))
	}
	c := must[store.Case](t)(s.Attach(ctx, file))
	for _, r := range must[[]store.Revision](t)(s.Revisions(ctx, c.ID)) {
		if text := must[store.Revision](t)(s.Revision(ctx, c.ID, r.Number)).Text; !whole(text) {
			t.Fatalf("revision %d of the file is torn", r.Number)
		}
	}
	if err := store.VerifyBackup(path + ".backup"); err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("a backup that was put in place: %v", err)
	}
}

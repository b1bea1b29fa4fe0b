package atomicfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"detente/internal/atomicfile"
)

func TestWriteReplacesAndLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "case.yaml")
	left := filepath.Join(folder, ".detente-1") // by a crash
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"one", "two"} {
		if err := atomicfile.Write(path, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		info, errInfo := os.Stat(path)
		if err != nil || errInfo != nil || string(got) != text || info.Mode().Perm() != 0o640 {
			t.Errorf("after Write(%q) the file says %q (%v), mode %v", text, got, err, info.Mode())
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("the folder holds %v (%v), want the file alone", files, err)
	}
}

func TestWriteSaysWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "case.yaml")
	if err := atomicfile.Write(path, nil, 0o600); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Write to a missing folder = %v, want the name of the file", err)
	}
}

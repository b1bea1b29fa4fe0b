package store_test

import (
	"fmt"
	"os"
	"testing"
)

// children are the jobs for which the tests run their own program again.
var children = map[string]func(path string) error{"save": saveForever}

// TestMain does one of those jobs if STORE_CHILD names it.
func TestMain(m *testing.M) {
	job, ok := children[os.Getenv("STORE_CHILD")]
	if !ok {
		os.Exit(m.Run())
	}
	if err := job(os.Getenv("STORE_PATH")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

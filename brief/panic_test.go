package brief_test

import (
	"testing"

	"detente/brief"
	"detente/internal/parallel"
	"detente/source"
)

// What goes wrong while a document is read fails the reading, not the program.
func TestPanicReachesTheCaller(t *testing.T) {
	var docs []*source.Document
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		d, err := source.Read(name, []byte("The union wants more pay. The firm rejects it.\n"))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	defer func() {
		if p, ok := recover().(*parallel.Panic); !ok || p.Cause != "no screen" {
			t.Errorf("Read panicked with %v, want what the callback said", p)
		}
	}()
	brief.Read(docs, brief.Options{Progress: func(int, int) { panic("no screen") }})
	t.Error("Read went on after a panic")
}

package brief

import (
	"runtime"
	"sync"

	"detente/internal/parallel"
	"detente/source"
)

// Options say how documents are read. The zero value is ready for use.
type Options struct {
	Lexicon  *Lexicon              // nil for the built-in one
	Progress func(done, total int) // called after each document, from one goroutine at a time
}

// Read reads documents and sets them side by side. The same documents in the
// same order give the same brief.
func Read(docs []*source.Document, o Options) (*Brief, error) {
	lex := o.Lexicon
	if lex == nil {
		lex = DefaultLexicon()
	}
	accounts := make([]*account, len(docs))
	errs := make([]error, len(docs))
	var wait parallel.Group
	var mu sync.Mutex
	next, done := 0, 0
	read := func() {
		mu.Lock()
		defer mu.Unlock()
		if done++; o.Progress != nil {
			o.Progress(done, len(docs))
		}
	}
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		wait.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(docs) {
					return
				}
				r, err := readDocument(docs[i], lex)
				if err == nil {
					accounts[i] = takeAccount(r)
				}
				errs[i] = err
				read()
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return merge(accounts, docs, lex), nil
}

// Package parallel keeps a panic of one goroutine from ending the program: it
// becomes a panic of whoever waits for the work, who can recover from it.
//
// Use [Group] where a [sync.WaitGroup] would do, and [Caught] in a worker that
// hands its results over itself.
package parallel

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// Panic is a panic of another goroutine.
type Panic struct {
	Cause any    // what it panicked with
	Stack []byte // where
}

func (p *Panic) Error() string { return fmt.Sprintf("%v\n\n%s", p.Cause, p.Stack) }

// Caught describes what recover returned, nil for nothing. Call it in the deferred
// function itself: Caught(recover()).
func Caught(cause any) *Panic {
	switch p, again := cause.(*Panic); {
	case cause == nil:
		return nil
	case again:
		return p
	}
	return &Panic{cause, debug.Stack()}
}

// Group is goroutines that work on one thing. The zero value is ready for use.
type Group struct {
	running sync.WaitGroup
	mu      sync.Mutex
	first   *Panic
}

// Go runs f in a goroutine of its own.
func (g *Group) Go(f func()) {
	g.running.Go(func() {
		defer func() {
			if p := Caught(recover()); p != nil {
				g.mu.Lock()
				defer g.mu.Unlock()
				if g.first == nil {
					g.first = p
				}
			}
		}()
		f()
	})
}

// Wait waits until all goroutines have ended. Where one has panicked it panics
// with the first *Panic.
func (g *Group) Wait() {
	g.running.Wait()
	if g.first != nil {
		panic(g.first)
	}
}

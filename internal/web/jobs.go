package web

import (
	"context"
	"errors"
	"fmt"
	"log"
	"maps"
	"runtime"
	"runtime/debug"
	"time"

	"detente/internal/parallel"
)

// crew does the long work: at most one analysis less at once than there are
// processors, and a queue of some more. What takes many seconds has places apart,
// on two processors the second, so that an edit never waits for a drawing.
type crew struct {
	free    chan struct{} // one entry for each analysis under way
	slow    chan struct{} // the same of those that take many seconds
	waiting chan struct{}
	stop    context.Context
	close   context.CancelFunc
}

// The limits of long work.
const (
	maxQueue = 32
	jobTime  = 60 * time.Second
	maxJobs  = 256 // whose results are kept with a text
)

func newCrew() *crew {
	places := runtime.GOMAXPROCS(0) - 1
	slow := max(1, places/2)
	c := &crew{free: make(chan struct{}, max(1, places-slow)), slow: make(chan struct{}, slow), waiting: make(chan struct{}, maxQueue)}
	c.stop, c.close = context.WithCancel(context.Background())
	return c
}

// work does a piece of work and calls back how far it is.
type work func(ctx context.Context, progress func(done, total int)) (any, error)

// job is work that several requests may wait for. It ends when the last of them
// has gone.
type job struct {
	done    chan struct{}
	cancel  context.CancelCauseFunc
	waiting int // guarded by the sheet
	value   any
	err     error
}

// Causes of a job's end before its time.
var errLeft = errors.New("nobody waits for it")

// do returns what a piece of work makes of a case, done once for each text and
// name; whoever asks while it is under way waits for the same. It fails with
// errBusy where the queue is full, errStop where somebody stopped it, errLong
// where it took too long.
func (d *desk) do(ctx context.Context, c *openCase, name string, f work) (any, error) {
	return d.share(ctx, c, name, d.crew.free, f)
}

// slowly is do for work of many seconds.
func (d *desk) slowly(ctx context.Context, c *openCase, name string, f work) (any, error) {
	return d.share(ctx, c, name, d.crew.slow, f)
}

// share does a job in one of some places, for all who ask for it.
func (d *desk) share(ctx context.Context, c *openCase, name string, places chan struct{}, f work) (any, error) {
	sh := c.sheet
	sh.mu.Lock()
	j := sh.jobs[name]
	if j == nil {
		if !d.crew.join() {
			sh.mu.Unlock()
			return nil, errBusy
		}
		if len(sh.jobs) >= maxJobs {
			maps.DeleteFunc(sh.jobs, func(_ string, j *job) bool { return j.ended() })
		}
		j = &job{done: make(chan struct{})}
		var own context.Context
		own, j.cancel = context.WithCancelCause(d.crew.stop)
		sh.jobs[name] = j
		go d.run(own, c, name, j, places, f)
	}
	j.waiting++
	sh.mu.Unlock()
	defer func() {
		sh.mu.Lock()
		defer sh.mu.Unlock()
		if j.waiting--; j.waiting == 0 {
			j.cancel(errLeft)
			if !j.ended() && sh.jobs[name] == j {
				delete(sh.jobs, name)
			}
		}
	}()
	select {
	case <-j.done:
		return j.value, j.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// alone does a piece of work of many seconds for one request only.
func (d *desk) alone(ctx context.Context, f func(context.Context) (any, error)) (any, error) {
	if !d.crew.join() {
		return nil, errBusy
	}
	return d.turn(ctx, d.crew.slow, f)
}

func (j *job) ended() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// ready returns what a job has made of a sheet, if it has ended well.
func (s *sheet) ready(name string) (any, bool) {
	s.mu.Lock()
	j := s.jobs[name]
	s.mu.Unlock()
	if j == nil || !j.ended() || j.err != nil {
		return nil, false
	}
	return j.value, true
}

// join takes a place in the queue, if there is one.
func (c *crew) join() bool {
	select {
	case c.waiting <- struct{}{}:
		return true
	default:
		return false
	}
}

// run does a job when its turn comes. What was ended from outside is forgotten,
// so that the next who asks starts anew.
func (d *desk) run(ctx context.Context, c *openCase, name string, j *job, places chan struct{}, f work) {
	j.value, j.err = d.turn(ctx, places, func(ctx context.Context) (any, error) {
		return f(ctx, func(done, total int) { d.hub.tell(c.ID, event{Name: "progress", Job: name, Done: done, Total: total}) })
	})
	if j.err != nil && ctx.Err() != nil && errors.Is(context.Cause(ctx), errStop) {
		j.err = errStop
	}
	c.sheet.mu.Lock()
	if j.err != nil && c.sheet.jobs[name] == j && (ctx.Err() != nil || errors.Is(j.err, errLong)) {
		delete(c.sheet.jobs, name)
	}
	close(j.done)
	c.sheet.mu.Unlock()
}

// turn waits for a free place and works there, for a limited time.
func (d *desk) turn(ctx context.Context, places chan struct{}, f func(context.Context) (any, error)) (value any, err error) {
	select {
	case places <- struct{}{}:
		<-d.crew.waiting
		defer func() { <-places }()
	case <-ctx.Done():
		<-d.crew.waiting
		return nil, ctx.Err()
	}
	timed, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			log.Printf("analysis: %v\n%s", cause, debug.Stack())
			if p, ok := cause.(*parallel.Panic); ok {
				cause = p.Cause
			}
			value, err = nil, fmt.Errorf("an analysis failed (%v); the terminal says where. The other answers are not touched", cause)
		}
	}()
	value, err = f(timed)
	if err != nil && ctx.Err() == nil && timed.Err() != nil {
		err = errLong
	}
	return value, err
}

// stopJob ends a job of a case's present text.
func (d *desk) stopJob(c *openCase, name string) {
	c.sheet.mu.Lock()
	defer c.sheet.mu.Unlock()
	if j := c.sheet.jobs[name]; j != nil && !j.ended() {
		delete(c.sheet.jobs, name)
		j.cancel(errStop)
	}
}

// close ends all work and waits until it has ended, for some seconds at most.
func (d *desk) close() {
	d.crew.close()
	late := time.After(closingTime)
	for _, places := range []chan struct{}{d.crew.free, d.crew.slow} {
		for range cap(places) {
			select {
			case places <- struct{}{}:
			case <-late:
				return
			}
		}
	}
}

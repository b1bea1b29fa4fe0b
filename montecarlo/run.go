package montecarlo

import (
	"context"
	"fmt"
	"math/bits"
	"runtime"

	"detente"
	"detente/internal/parallel"
)

// Function makes numbers of a drawn case. It is called by several goroutines at
// once, each with a case of its own, which it must not keep.
type Function func(c *detente.Case) ([]float64, error)

// Options say how to draw.
type Options struct {
	Draws   int    // 1,000 where 0
	Seed    uint64 // of all that is drawn
	Name    string // of the question: questions of different names have draws of their own
	Plain   bool   // independent draws instead of Sobol' points
	Workers int    // as many as there are processors where 0
	// Enough may end the run early: it is asked after every power of two of draws,
	// from 64 up. nil: never.
	Enough func(draws int) bool
	// Progress is told after every few draws how many of them are done. nil: nobody.
	Progress func(done, of int)
}

// Draw is one draw: its number, the quantiles at which the inputs stand, between
// 0 and 1, and what the function made of it. The slices are only valid until the
// receiver returns.
type Draw struct {
	I  int
	At []float64
	Y  []float64
}

const (
	defaultDraws = 1000
	fewest       = 64 // draws before a run may end early
)

// Run draws cases, calls f on each, and hands the draws to take in order. It
// returns how many were taken. The first error of f, by number of draw, ends it.
// Cancelling takes effect after the draw under way.
func (s *Space) Run(ctx context.Context, f Function, o Options, take func(Draw)) (int, error) {
	if o.Draws <= 0 {
		o.Draws = defaultDraws
	}
	points := NewStream(o.Seed, o.Name, o.Plain)
	n := len(s.Inputs)
	p := pool{items: o.Draws, workers: o.Workers, progress: o.Progress}
	p.worker = func() worker {
		d := s.Drawn()
		return func(i int, out []float64) ([]float64, error) {
			u := append(out[:0], make([]float64, n)...)
			points.Point(uint64(i), u)
			s.relate(u)
			d.At(u)
			y, err := f(d.Case)
			if err != nil {
				return nil, fmt.Errorf("montecarlo: draw %d: %w", i, err)
			}
			return append(u, y...), nil
		}
	}
	done := 0
	p.reduce = func(i int, out []float64) bool {
		take(Draw{i, out[:n], out[n:]})
		done++
		return o.Enough != nil && done >= fewest && bits.OnesCount(uint(done)) == 1 && o.Enough(done)
	}
	return done, p.run(ctx)
}

// worker does one item and returns what came of it, in out if there is room.
type worker func(i int, out []float64) ([]float64, error)

// pool does items on several goroutines and reduces them in order.
type pool struct {
	items    int
	workers  int
	worker   func() worker // makes one; called once for each goroutine
	reduce   func(i int, out []float64) (enough bool)
	progress func(done, of int)
}

// blockSize is how many items a worker takes at a time.
const blockSize = 16

// block is some items in a row.
type block struct {
	from, to int
	out      [][]float64
	did      int   // items that went well
	err      error // of the next one
	panicked *parallel.Panic
	done     chan struct{}
}

// run keeps a few blocks for each worker under way: memory does not grow with the
// number of items.
func (p *pool) run(ctx context.Context) error {
	workers := p.workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	jobs, ended := make(chan *block), make(chan struct{}, workers)
	defer func() {
		cancel()
		close(jobs)
		for range workers {
			<-ended
		}
	}()
	for range workers {
		go func() {
			var work worker
			for b := range jobs {
				b.do(ctx, &work, p.worker)
			}
			ended <- struct{}{}
		}()
	}
	var queue, spare []*block
	for next, done := 0, 0; done < p.items; {
		var send chan *block
		var b *block
		if next < p.items && len(queue) < 4*workers {
			if len(spare) == 0 {
				spare = append(spare, &block{out: make([][]float64, blockSize), done: make(chan struct{}, 1)})
			}
			send, b = jobs, spare[len(spare)-1]
			b.from, b.to = next, min(next+blockSize, p.items)
		}
		var head chan struct{}
		if len(queue) > 0 {
			head = queue[0].done
		}
		select {
		case send <- b:
			spare = spare[:len(spare)-1]
			queue, next = append(queue, b), b.to
		case <-head:
			b := queue[0]
			queue = append(queue[:0], queue[1:]...)
			if b.panicked != nil {
				panic(b.panicked)
			}
			for i := b.from; i < b.to; i++ {
				if i-b.from == b.did {
					return b.err
				}
				if done++; p.reduce(i, b.out[i-b.from]) {
					return nil
				}
			}
			if p.progress != nil {
				p.progress(done, p.items)
			}
			spare = append(spare, b)
		}
	}
	return nil
}

// do does the items of a block until one fails, by a worker that is made for the
// first block.
func (b *block) do(ctx context.Context, work *worker, begin func() worker) {
	b.did, b.err = 0, nil
	defer func() {
		b.panicked = parallel.Caught(recover())
		b.done <- struct{}{}
	}()
	if *work == nil {
		*work = begin()
	}
	for i := b.from; i < b.to && b.err == nil; i++ {
		if b.err = ctx.Err(); b.err != nil {
			break
		}
		var out []float64
		if out, b.err = (*work)(i, b.out[b.did]); b.err == nil {
			b.out[b.did] = out
			b.did++
		}
	}
}

package gmcr

import (
	"context"
	"runtime"
	"sync/atomic"

	"detente/internal/parallel"
)

// serial is the work, in states, below which starting goroutines costs more
// than it saves.
const serial = 1 << 13

// crew returns how many workers may be at work at once.
func crew() int { return runtime.GOMAXPROCS(0) }

// spread calls work on parts [from, to) of 0..n, by at most so many workers at
// the same time, and by one where there is little to do. Parts run in any order,
// so each must write to places of its own; worker tells apart what runs at the
// same time. cost is the work of one item, in states. It stops between parts
// when the context ends.
func spread(ctx context.Context, workers, n, cost int, work func(worker, from, to int)) error {
	workers = min(workers, n)
	part := max(1, min(n/max(1, 8*workers), 1<<18/max(1, cost)))
	if n*cost < serial {
		workers, part = 1, max(n, 1)
	}
	var next atomic.Int64
	toil := func(worker int) {
		for ctx.Err() == nil {
			from := int(next.Add(int64(part))) - part
			if from >= n {
				return
			}
			work(worker, from, min(from+part, n))
		}
	}
	if workers <= 1 {
		toil(0)
		return ctx.Err()
	}
	var wait parallel.Group
	for worker := range workers {
		wait.Go(func() { toil(worker) })
	}
	wait.Wait()
	return ctx.Err()
}

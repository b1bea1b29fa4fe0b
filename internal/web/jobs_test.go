package web

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"detente/internal/store"
)

// aDesk is a desk with a case on it that needs no store.
func aDesk(t *testing.T) (*desk, *openCase) {
	t.Helper()
	d := newDesk(Options{}, newHub())
	t.Cleanup(d.close)
	return d, &openCase{store.Case{ID: "c"}, &sheet{memo: map[string]*memo{}, jobs: map[string]*job{}}}
}

func TestJobIsDoneOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		runs := 0
		f := func(ctx context.Context, _ func(int, int)) (any, error) {
			runs++
			time.Sleep(time.Second)
			return 7, nil
		}
		got := make(chan any, 3)
		for range 3 {
			go func() { v, _ := d.do(t.Context(), c, "x", f); got <- v }()
		}
		for range 3 {
			if v := <-got; v != 7 {
				t.Errorf("do = %v, want 7", v)
			}
		}
		if v, err := d.do(t.Context(), c, "x", f); v != 7 || err != nil || runs != 1 {
			t.Errorf("do again = %v, %v after %d runs, want 7 of one run", v, err, runs)
		}
	})
}

func TestJobEndsWhenNobodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		ended := false
		f := func(ctx context.Context, _ func(int, int)) (any, error) {
			<-ctx.Done()
			ended = true
			return nil, ctx.Err()
		}
		first, leaveFirst := context.WithCancel(t.Context())
		second, leaveSecond := context.WithCancel(t.Context())
		done := make(chan error, 2)
		for _, ctx := range []context.Context{first, second} {
			go func() { _, err := d.do(ctx, c, "x", f); done <- err }()
		}
		synctest.Wait()
		leaveFirst()
		synctest.Wait()
		if ended {
			t.Error("the job ended though somebody still waits")
		}
		leaveSecond()
		synctest.Wait()
		if !ended {
			t.Error("the job goes on though nobody waits")
		}
		for range 2 {
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("do = %v, want canceled", err)
			}
		}
		if v, err := d.do(t.Context(), c, "x", func(context.Context, func(int, int)) (any, error) { return 1, nil }); v != 1 || err != nil {
			t.Errorf("asked again = %v, %v, want it begun anew", v, err)
		}
	})
}

func TestJobIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		done := make(chan error)
		go func() {
			_, err := d.do(t.Context(), c, "sure", func(ctx context.Context, _ func(int, int)) (any, error) { <-ctx.Done(); return nil, ctx.Err() })
			done <- err
		}()
		synctest.Wait()
		d.stopJob(c, "sure")
		if err := <-done; err != error(errStop) {
			t.Errorf("do = %v, want errStop", err)
		}
	})
}

func TestJobTakesAMinuteAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		start := time.Now()
		_, err := d.do(t.Context(), c, "x", func(ctx context.Context, _ func(int, int)) (any, error) { <-ctx.Done(); return nil, ctx.Err() })
		if err != error(errLong) || time.Since(start) != jobTime {
			t.Errorf("do = %v after %v, want errLong after %v", err, time.Since(start), jobTime)
		}
	})
}

func TestQueueIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		running, most := 0, 0
		f := func(ctx context.Context, _ func(int, int)) (any, error) {
			running++
			most = max(most, running)
			<-ctx.Done()
			running--
			return nil, ctx.Err()
		}
		ctx, leave := context.WithCancel(t.Context())
		for i := range cap(d.crew.free) + maxQueue {
			go d.do(ctx, c, strings.Repeat("x", i+1), f)
			synctest.Wait()
		}
		if _, err := d.do(ctx, c, "one more", f); err != error(errBusy) {
			t.Errorf("one more = %v, want errBusy", err)
		}
		if most != cap(d.crew.free) {
			t.Errorf("%d analyses at once, want %d", most, cap(d.crew.free))
		}
		leave()
		synctest.Wait()
		if _, err := d.do(t.Context(), c, "later", func(context.Context, func(int, int)) (any, error) { return nil, nil }); err != nil {
			t.Errorf("after the queue emptied: %v", err)
		}
	})
}

// Closing waits for work that does not heed its context, but not without end, and
// closing twice does no harm.
func TestCloseWaitsSomeSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		go d.do(t.Context(), c, "deaf", func(context.Context, func(int, int)) (any, error) { time.Sleep(time.Hour); return nil, nil })
		synctest.Wait()
		start := time.Now()
		d.close()
		if took := time.Since(start); took != closingTime {
			t.Errorf("close took %v, want %v", took, closingTime)
		}
		time.Sleep(time.Hour)
		d.close()
	})
}

// An edit's answers never wait for a drawing.
func TestSlowWorkHasItsOwnPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, c := aDesk(t)
		ctx, leave := context.WithCancel(t.Context())
		for i := range cap(d.crew.slow) + 3 {
			go d.slowly(ctx, c, strings.Repeat("x", i+1), func(ctx context.Context, _ func(int, int)) (any, error) { <-ctx.Done(); return nil, ctx.Err() })
		}
		synctest.Wait()
		start := time.Now()
		if v, err := d.do(t.Context(), c, "answers", func(context.Context, func(int, int)) (any, error) { return 1, nil }); v != 1 || err != nil || time.Since(start) > 0 {
			t.Errorf("do = %v, %v after %v, want 1 at once", v, err, time.Since(start))
		}
		leave()
	})
}

func TestPanicFailsItsJobOnly(t *testing.T) {
	d, c := aDesk(t)
	_, err := d.do(t.Context(), c, "bad", func(context.Context, func(int, int)) (any, error) { panic("index out of range") })
	if err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("do = %v, want what the panic said", err)
	}
	if v, err := d.do(t.Context(), c, "good", func(context.Context, func(int, int)) (any, error) { return 1, nil }); v != 1 || err != nil {
		t.Errorf("the next job = %v, %v, want 1", v, err)
	}
}

func TestSupersede(t *testing.T) {
	h := newHub()
	_, leave := h.listen("c")
	first := h.supersede("c", 1, t.Context())
	if h.supersede("c", 1, t.Context()) != nil {
		t.Error("the same revision is computed twice at once")
	}
	second := h.supersede("c", 2, t.Context())
	if first.ctx.Err() == nil || second.ctx.Err() != nil {
		t.Errorf("after a second save: first %v, second %v; want the first ended only", first.ctx.Err(), second.ctx.Err())
	}
	if h.supersede("c", 1, t.Context()) != nil {
		t.Error("an earlier revision has superseded a later one")
	}
	leave()
	if second.ctx.Err() == nil {
		t.Error("a recomputation goes on after the last page has gone")
	}
}

func TestProgressReachesThePage(t *testing.T) {
	d, c := aDesk(t)
	events, leave := d.hub.listen(c.ID)
	defer leave()
	d.do(t.Context(), c, "sure", func(_ context.Context, progress func(int, int)) (any, error) { progress(3, 8); return nil, nil })
	if e := <-events; e.Name != "progress" || e.Job != "sure" || e.Done != 3 || e.Total != 8 {
		t.Errorf("the page was told %+v, want progress 3 of 8 of sure", e)
	}
}

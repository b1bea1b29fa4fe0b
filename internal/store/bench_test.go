package store_test

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"detente/internal/store"
)

// crowd calls do b.N times from n goroutines; do learns which one calls it.
func crowd(b *testing.B, n int, do func(worker int) error) {
	b.ReportAllocs()
	b.ResetTimer()
	var left atomic.Int64
	left.Store(int64(b.N))
	var all sync.WaitGroup
	for worker := range n {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				if err := do(worker); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// crowded returns a store with n cases of 20 KB.
func crowded(b *testing.B, n int) (*store.Store, []store.CaseID) {
	s := fresh(b)
	var ids []store.CaseID
	for i := range n {
		c, err := s.Create(b.Context(), "x", bytes.Repeat([]byte{byte(i)}, 20_000), nil)
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	return s, ids
}

// BenchmarkSave measures saves that are on disk: each writer has a case, and
// each text differs in its first bytes.
func BenchmarkSave(b *testing.B) {
	for _, size := range []int{2_000, 20_000} {
		for _, writers := range []int{1, 16} {
			b.Run(fmt.Sprintf("writers=%d/text=%dKB", writers, size/1000), func(b *testing.B) {
				s, ids := crowded(b, writers)
				saves := make([]int, writers)
				crowd(b, writers, func(i int) error {
					text := bytes.Repeat([]byte("x"), size)
					saves[i]++ // the revision that Create or the save before made
					copy(text, fmt.Sprint(ids[i], saves[i]))
					_, err := s.Save(b.Context(), ids[i], saves[i], "x", text, "")
					return err
				})
			})
		}
	}
}

// BenchmarkCase measures reads of the latest text of one of 100 cases.
func BenchmarkCase(b *testing.B) {
	for _, readers := range []int{1, 16} {
		b.Run(fmt.Sprintf("readers=%d/text=20KB", readers), func(b *testing.B) {
			s, ids := crowded(b, 100)
			var next atomic.Int64
			crowd(b, readers, func(int) error {
				_, err := s.Case(b.Context(), ids[next.Add(1)%100])
				return err
			})
		})
	}
}

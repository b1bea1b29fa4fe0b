package brief_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"detente/brief"
	"detente/source"
)

// generated returns n documents of about 300 words on made-up quarrels, the same
// for the same n.
func generated(tb testing.TB, n int) []*source.Document {
	tb.Helper()
	parties := []string{"Arvenia", "Northport Steel", "the Fishers' League", "President Mara Lind", "the Harbour Council", "Tom Weir", "Solvay Rail", "the Orvana Front"}
	verbs := []string{"wants", "insists on", "has offered", "fears", "has threatened to block", "rules out", "expects", "is ready to discuss", "depends on", "controls"}
	things := []string{"a quota of %d tonnes", "a raise of %d percent", "a truce of %d days", "the river terminals", "new sanctions", "a referendum on the border", "%d seats on the board", "cheaper gas", "the return of %d prisoners"}
	tails := []string{"before the summer", "in exchange for access to the market", "despite pressure at home", "because its reserves are low", "while the talks go on", ""}
	docs := make([]*source.Document, n)
	for i := range docs {
		r := rand.New(rand.NewPCG(1, uint64(i)))
		pick := func(list []string) string { return list[r.IntN(len(list))] }
		var b strings.Builder
		fmt.Fprintf(&b, "Talks number %d\n\n", i)
		for p := range 6 {
			fmt.Fprintf(&b, "What happened on day %d\n", p+1)
			for range 5 {
				thing := pick(things)
				if strings.Contains(thing, "%d") {
					thing = fmt.Sprintf(thing, 1+r.IntN(90))
				}
				who := pick(parties)
				fmt.Fprintf(&b, "%s %s %s %s. ", strings.ToUpper(who[:1])+who[1:], pick(verbs), thing, pick(tails))
			}
			b.WriteString("\n\n- Pay: a rise of 4 percent\n- Posts: no cuts until June\n\n")
		}
		d, err := source.Read(fmt.Sprintf("talks-%d.txt", i), []byte(b.String()))
		if err != nil {
			tb.Fatal(err)
		}
		docs[i] = d
	}
	return docs
}

// BenchmarkReadMany reports words a second, comparisons included.
func BenchmarkReadMany(b *testing.B) {
	for _, n := range []int{1, 10, 100, 1000} {
		docs := generated(b, n)
		words := 0
		for _, d := range docs {
			words += d.Words
		}
		b.Run(fmt.Sprintf("documents=%d/words=%d", n, words), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := brief.Read(docs, brief.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// What is kept of a document does not grow with the number of documents: the
// memory held after reading 400 is at most ten times that after 40, and half.
func TestMemoryIsFlat(t *testing.T) {
	held := func(n int) float64 {
		docs := generated(t, n)
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		b, err := brief.Read(docs, brief.Options{})
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(b)
		runtime.KeepAlive(docs)
		return float64(after.HeapAlloc) - float64(before.HeapAlloc)
	}
	held(10) // the lexicon and the model
	small, large := held(40), held(400)
	if large > 15*small {
		t.Errorf("held after 400 documents = %.0f bytes, after 40 = %.0f, want in proportion", large, small)
	}
}

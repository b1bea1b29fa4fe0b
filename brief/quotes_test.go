package brief_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"detente/brief"
	"detente/source"
)

// texts are documents to read: the examples' own, and, where they lie beside the
// repository, articles.
func texts(t *testing.T) []*source.Document {
	t.Helper()
	var docs []*source.Document
	for _, pattern := range []string{"../examples/*/sources/*.md", "../../shared/documents/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			doc, err := source.Open(path)
			if err != nil {
				t.Fatalf("Open(%s): %v", path, err)
			}
			docs = append(docs, doc)
		}
	}
	if len(docs) < 4 {
		t.Fatalf("%d documents, want at least the examples' 4", len(docs))
	}
	return docs
}

// Every quote is the document's own bytes at its offsets, whatever is read.
func TestQuotesAreExact(t *testing.T) {
	docs := texts(t)
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for i, d := range b.Documents {
		text[d.ID] = docs[i].Text
	}
	check := func(what string, q brief.Quote) {
		t.Helper()
		whole, ok := text[q.Document]
		if !ok || q.Start < 0 || q.End > len(whole) || q.Start >= q.End || whole[q.Start:q.End] != q.Text {
			t.Errorf("%s: the quote %q is not at %d-%d of %s", what, q.Text, q.Start, q.End, q.Document)
		}
	}
	for _, s := range b.Statements {
		check("statement "+s.ID, s.Quote)
	}
	for _, o := range b.Outcomes {
		check("outcome "+o.Outcome, o.Quote)
	}
	for _, i := range b.ListItems {
		check("list item "+i.Label, i.Quote)
	}
	for _, c := range b.Comparisons {
		for _, q := range c.Quotes {
			check("comparison "+c.ID, q)
		}
	}
	for _, p := range b.Parties {
		for _, m := range p.Mentions {
			if whole := text[m.Document]; m.Start < 0 || m.End > len(whole) || m.Start >= m.End {
				t.Errorf("a mention of %s lies outside its document", p.Name)
			}
		}
	}
	if len(b.Statements) < 40 || len(b.Parties) < 5 {
		t.Errorf("%d statements of %d parties, want at least 40 and 5", len(b.Statements), len(b.Parties))
	}
}

// Same documents, same bytes.
func TestReadIsDeterministic(t *testing.T) {
	var first string
	for range 3 {
		b, err := brief.Read(texts(t), brief.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		}
		if string(text) != first {
			t.Fatal("two readings differ")
		}
	}
}

// The two retellings of the Alaska summit: who meets, the tables, the labelled
// items, and what they do not agree on.
func TestAlaska(t *testing.T) {
	var docs []*source.Document
	for _, name := range []string{"arctic", "overview"} {
		doc, err := source.Open("../examples/alaska-2025/sources/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Tables) != 2 {
		t.Errorf("%d tables, want 2", len(b.Tables))
	}
	if len(b.ListItems) < 9 {
		t.Errorf("%d labelled items, want at least 9", len(b.ListItems))
	}
	negotiators := 0
	for _, p := range b.Parties {
		if p.Role == brief.Negotiator {
			negotiators++
		}
	}
	if negotiators < 2 {
		t.Errorf("%d negotiators, want at least 2", negotiators)
	}
}

func BenchmarkRead(b *testing.B) {
	doc, err := source.Open("../examples/alaska-2025/sources/arctic.md")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("words=1000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := brief.Read([]*source.Document{doc}, brief.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

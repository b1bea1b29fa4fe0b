package brief_test

import (
	"testing"

	"detente/brief"
	"detente/source"
)

// FuzzRead checks that any text can be read, alone and beside another, and that
// every quote is the text's own bytes.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		opening + "Brun said that Norland would never sell the islands.", "Q: What does Oslo want?\n\nMore.", "- Pay: four percent\n- no cuts\n",
		"A | B\nOslo | 35 percent\n", "“We will not,” said Ada Brun, who leads it. They, too.", "X's Y of Z and the W, which", "\"'\"' - ( ; :",
	} {
		f.Add(s, "Oslo wants four percent. Sudmark refuses to pay on Monday.")
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		var docs []*source.Document
		text := map[string]string{}
		for i, s := range [...]string{one, two} {
			d, err := source.Read([...]string{"one.txt", "two.txt"}[i], []byte(s))
			if err != nil {
				continue
			}
			docs = append(docs, d)
			text[d.ID] = d.Text
		}
		if len(docs) == 0 {
			return
		}
		b, err := brief.Read(docs, brief.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range b.Statements {
			if q := s.Quote; q.Start < 0 || q.Start >= q.End || q.End > len(text[q.Document]) || text[q.Document][q.Start:q.End] != q.Text {
				t.Errorf("the quote %q is not at %d-%d of %s", q.Text, q.Start, q.End, q.Document)
			}
		}
		for _, c := range b.Comparisons {
			for _, q := range c.Quotes {
				if q.Start < 0 || q.Start >= q.End || q.End > len(text[q.Document]) || text[q.Document][q.Start:q.End] != q.Text {
					t.Errorf("%s: the quote %q is not at %d-%d of %s", c.Kind, q.Text, q.Start, q.End, q.Document)
				}
			}
		}
	})
}

package brief

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/source"
)

// Title heads the brief.
const Title = "Détente brief"

// Facts says how large the brief is: documents, words, claims, and how many of
// them have no quote, which is none.
func (b *Brief) Facts() []string {
	words, bare := 0, 0
	for _, d := range b.Documents {
		words += d.Words
	}
	for i := range b.Statements {
		if b.Statements[i].Quote.Text == "" {
			bare++
		}
	}
	return []string{count(len(b.Documents), "document"), grouped(words) + " words", count(len(b.Statements), "claim"), strconv.Itoa(bare) + " without a quote"}
}

// Results lays the brief out for renderers: who the parties are, what each wants,
// does, lacks, fears, holds and expects, what is on the table, where the sources
// differ and agree, what nobody says. Data of the first is the brief itself.
func (b *Brief) Results() []*detente.Result {
	out := []*detente.Result{b.parties(), b.claims(), b.compared(false)}
	if r := b.lists(); r != nil {
		out = append(out, r)
	}
	return append(out, b.gaps())
}

// Page lays the brief out for a page: as [Brief.Results], with pictures, and each
// document whole with its quotes highlighted. The documents are those that were
// read.
func (b *Brief) Page(docs []*source.Document) []*detente.Result {
	out := []*detente.Result{b.parties(), b.claims(), b.compared(true), b.gaps()}
	return append(out, b.texts(docs)...)
}

// section starts a result.
func section(method, title string) *detente.Result {
	return &detente.Result{Method: "brief/" + method, Title: title, Status: detente.OK}
}

// count writes a number with its noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return strconv.Itoa(n) + " " + noun[:len(noun)-1] + "ies"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func (b *Brief) tally(kind ComparisonKind) int {
	n := 0
	for i := range b.Comparisons {
		if b.Comparisons[i].Kind == kind {
			n++
		}
	}
	return n
}

// number of a document as tables show it, from 1.
func (b *Brief) number(document string) int {
	return 1 + slices.IndexFunc(b.Documents, func(d Document) bool { return d.ID == document })
}

// where names the place of a quote: document, and page or paragraph.
func (b *Brief) where(q *Quote) string {
	place := strconv.Itoa(b.number(q.Document))
	switch {
	case q.Page > 0:
		return place + " p. " + strconv.Itoa(q.Page)
	case q.Paragraph > 0:
		return place + " ¶" + strconv.Itoa(q.Paragraph)
	}
	return place
}

func (b *Brief) partyName(id string) string {
	for i := range b.Parties {
		if b.Parties[i].ID == id {
			return b.Parties[i].Name
		}
	}
	return id
}

// documentName is the number and the title of a document, or the name of its
// file.
func (b *Brief) documentName(i int) string {
	d := &b.Documents[i]
	if d.Title != "" {
		return strconv.Itoa(i+1) + " " + d.Title
	}
	return strconv.Itoa(i+1) + " " + filepath.Base(d.Path)
}

// numbers lists documents by their numbers.
func (b *Brief) numbers(docs map[string]bool) string {
	var out []string
	for i, d := range b.Documents {
		if docs[d.ID] {
			out = append(out, strconv.Itoa(i+1))
		}
	}
	return strings.Join(out, ", ")
}

// sideOf follows a party to the one it speaks for.
func (b *Brief) sideOf(id string) string {
	for range 8 {
		i := slices.IndexFunc(b.Parties, func(p Party) bool { return p.ID == id })
		if i < 0 || b.Parties[i].Of == "" {
			return id
		}
		id = b.Parties[i].Of
	}
	return id
}

// gaps lists what no document answers.
func (b *Brief) gaps() *detente.Result {
	r := section("questions", "What no source says")
	if len(b.Questions) == 0 {
		return r
	}
	q := &detente.List{Title: r.Title}
	for _, x := range b.Questions {
		q.Items = append(q.Items, detente.Item{ID: x.ID, Text: x.Text})
	}
	r.Add(q)
	return r
}

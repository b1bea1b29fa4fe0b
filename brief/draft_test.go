package brief_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente"
	"detente/brief"
	"detente/casefile"
	"detente/source"
)

// strike is a small document of which everything in a draft can be told by hand.
const strike = `The bakers' strike

The Bakers Union wants a raise of 4 percent. It refuses night shifts.

Mill Street Bread insists on night shifts. It has offered a raise of 2 percent and fears that customers will leave.
`

func read(t *testing.T, texts ...string) (*brief.Brief, []*source.Document) {
	t.Helper()
	var docs []*source.Document
	for i, text := range texts {
		d, err := source.Read(string(rune('a'+i))+".txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	b, err := brief.Read(docs, brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b, docs
}

// sources are the documents of a drafted case by the names it gives them.
func sources(c *detente.Case) casefile.Memory {
	m := casefile.Memory{}
	for _, s := range c.Sources {
		m[s.File] = s.Text
	}
	return m
}

// A draft is a case that the check accepts, with every quote in its source.
func TestDraftIsAccepted(t *testing.T) {
	texts := map[string][]string{"strike": {strike}}
	for _, d := range invented(t) {
		texts[d.name] = []string{d.text}
	}
	for name, text := range texts {
		b, docs := read(t, text...)
		c := brief.Draft(b, docs)
		out, err := casefile.Print(c)
		if err != nil {
			t.Errorf("Print(Draft(%s)): %v", name, err)
			continue
		}
		_, problems := casefile.Parse(name+".yaml", out, sources(c))
		if detente.HasErrors(problems) {
			t.Errorf("Parse(Print(Draft(%s))) = %v, want no error in\n%s", name, problems, out)
		}
	}
}

// A draft knows who wants what and leaves every number open.
func TestDraft(t *testing.T) {
	b, docs := read(t, strike)
	c := brief.Draft(b, docs)
	if c.Title != "The bakers' strike" {
		t.Errorf("Title = %q, want the document's", c.Title)
	}
	if c.SignedBy == nil || c.SignedBy.Text != "bakers-union and mill-street-bread" {
		t.Errorf("SignedBy = %v, want both sides", c.SignedBy)
	}
	for i := range c.Parties {
		for _, r := range c.Parties[i].Wants.Rows {
			if r.Weight == nil || r.Weight.Spread != detente.Unknown || len(r.Because) == 0 {
				t.Errorf("row %s of %s: weight %v, because %v, want an unknown weight and evidence", r.Issue, c.Parties[i].ID, r.Weight, r.Because)
			}
		}
	}
	if n := len(c.Questions()); n == 0 {
		t.Error("Questions() is empty, want one for each unknown number")
	}
}

// The name of a piece of evidence does not depend on what else was read.
func TestDraftNamesContent(t *testing.T) {
	ids := func(texts ...string) map[string]detente.EvidenceID {
		b, docs := read(t, texts...)
		m := map[string]detente.EvidenceID{}
		for _, e := range brief.Draft(b, docs).Evidence {
			if e.Source == "a" {
				m[e.Quote] = e.ID
			}
		}
		return m
	}
	more := "The Bakers Union has threatened to picket the mill.\n"
	if diff := cmp.Diff(ids(strike), ids(strike, more)); diff != "" {
		t.Errorf("evidence of a.txt alone and with another document (-alone +both):\n%s", diff)
	}
}

// What a person changed is kept, what they took out stays out, the rest follows
// the new draft.
func TestMerge(t *testing.T) {
	b, docs := read(t, strike)
	first := brief.Draft(b, docs)
	written := brief.NewDigest(first)

	edited := *brief.Draft(b, docs)
	edited.Title = "Bread"
	gone := edited.Evidence[len(edited.Evidence)-1].ID
	edited.Evidence = edited.Evidence[:len(edited.Evidence)-1]

	more := "Mill Street Bread has threatened to close the Mill Street shop.\n"
	b, docs = read(t, strike, more)
	u := brief.Merge(&edited, brief.Draft(b, docs), written)

	if !contains(u.Kept, "title") {
		t.Errorf("Kept = %v, want the title", u.Kept)
	}
	if !contains(u.Removed, "evidence."+string(gone)) {
		t.Errorf("Removed = %v, want evidence.%s", u.Removed, gone)
	}
	added := false
	for _, n := range u.Set {
		if n.Path == "title" || n.Path == "evidence."+string(gone) {
			t.Errorf("Set writes %s", n.Path)
		}
		added = added || strings.HasPrefix(n.Path, "evidence.") && strings.Contains(n.Text, "close the Mill Street shop")
	}
	if !added {
		t.Errorf("Set = %v, want the new quote", u.Set)
	}
}

// Merging the same draft again changes nothing.
func TestMergeTwice(t *testing.T) {
	b, docs := read(t, strike)
	c := brief.Draft(b, docs)
	u := brief.Merge(c, brief.Draft(b, docs), brief.NewDigest(c))
	if len(u.Set)+len(u.Kept)+len(u.Removed) != 0 {
		t.Errorf("Merge(draft, draft) = %+v, want nothing to do", u)
	}
}

// A record is the same after JSON.
func TestRecord(t *testing.T) {
	b, docs := read(t, strike)
	r := &brief.Record{Documents: docs, Written: brief.NewDigest(brief.Draft(b, docs))}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	back, err := brief.ParseRecord(data, func(id string) (string, error) {
		if id != "a" {
			t.Errorf("the text of %q is asked for, want that of a", id)
		}
		return strike, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Errorf("record after JSON (-want +got):\n%s", diff)
	}
	if _, err := brief.ParseRecord(data, func(string) (string, error) { return "another text", nil }); err == nil {
		t.Error("ParseRecord with another text succeeds, want an error")
	}
}

// Every node that a merge sets fits into the case file, comments and all.
func TestMergeSets(t *testing.T) {
	b, docs := read(t, strike)
	first := brief.Draft(b, docs)
	text, err := casefile.Print(first)
	if err != nil {
		t.Fatal(err)
	}
	text = append([]byte("# my own remark\n"), text...)
	more := "The Grain Board fears empty shelves. Mill Street Bread wants cheaper flour, and the Bakers Union wants a pension.\n"
	b, docs = read(t, strike, more)
	fresh := brief.Draft(b, docs)
	memory := sources(fresh)
	f, _ := casefile.Parse("case.yaml", text, memory)
	u := brief.Merge(f.Case, fresh, brief.NewDigest(first))
	if len(u.Set) == 0 {
		t.Fatal("Merge sets nothing, want the new document's evidence")
	}
	var edits []casefile.Edit
	for _, n := range u.Set {
		edits = append(edits, casefile.Edit{Path: n.Path, Value: n.Text})
	}
	text, refused := casefile.SetAll(text, edits)
	if len(refused) > 0 {
		t.Errorf("SetAll refuses %v", refused)
	}
	_, problems := casefile.Parse("case.yaml", text, memory)
	if detente.HasErrors(problems) {
		t.Errorf("after the merge: %v in\n%s", problems, text)
	}
	if !strings.HasPrefix(string(text), "# my own remark\n") {
		t.Error("the person's comment is gone")
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

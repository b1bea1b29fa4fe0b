package brief_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/brief"
	"detente/casefile"
)

// Whatever a person does to a draft, bringing it up to date with another document
// leaves a case without errors in which all of that still stands.
func TestMergeRandom(t *testing.T) {
	n := uint64(15)
	if os.Getenv("DETENTE_TEST") == "long" {
		n = 400
	}
	docs := invented(t)
	for seed := range n {
		r := rand.New(rand.NewPCG(7, seed))
		one, two := docs[r.IntN(len(docs))].text, docs[r.IntN(len(docs))].text
		b, sourceDocs := read(t, one)
		first := brief.Draft(b, sourceDocs)
		written := brief.NewDigest(first)
		edited := brief.Draft(b, sourceDocs)
		marks := vandalise(r, edited)
		text, err := casefile.Print(edited)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		before, problems := casefile.Parse("case.yaml", text, sources(edited))
		if detente.HasErrors(problems) {
			t.Fatalf("seed %d: the edited case has errors: %v", seed, problems)
		}
		b, sourceDocs = read(t, one, two)
		fresh := brief.Draft(b, sourceDocs)
		u := brief.Merge(before.Case, fresh, written)
		var edits []casefile.Edit
		for _, x := range u.Set {
			edits = append(edits, casefile.Edit{Path: x.Path, Value: x.Text})
		}
		text, refused := casefile.SetAll(text, edits)
		if len(refused) > 0 {
			t.Errorf("seed %d: refused %v", seed, refused)
		}
		if _, problems = casefile.Parse("case.yaml", text, sources(fresh)); detente.HasErrors(problems) {
			t.Fatalf("seed %d: after the merge: %v", seed, problems)
		}
		for _, m := range marks {
			if !strings.Contains(string(text), m) {
				t.Errorf("seed %d: %q is gone", seed, m)
			}
		}
	}
}

// vandalise edits a case as a person might: names, numbers, things taken out. It
// returns texts that must stay.
func vandalise(r *rand.Rand, c *detente.Case) (marks []string) {
	for range 1 + r.IntN(4) {
		switch r.IntN(6) {
		case 0:
			c.Title = "Title of my own"
			marks = append(marks, c.Title)
		case 1:
			if len(c.Issues) > 0 {
				s := &c.Issues[r.IntN(len(c.Issues))]
				s.Name = "Issue of my own " + string(s.ID)
				marks = append(marks, s.Name)
			}
		case 2:
			if len(c.Issues) > 1 {
				dropIssue(c, r.IntN(len(c.Issues)))
				marks = nil
			}
		case 3:
			if len(c.Evidence) > 0 {
				dropEvidence(c, c.Evidence[r.IntN(len(c.Evidence))].ID)
			}
		case 4:
			if p := &c.Parties[r.IntN(len(c.Parties))]; len(p.Wants.Rows) > 0 {
				row := &p.Wants.Rows[r.IntN(len(p.Wants.Rows))]
				row.Weight = &detente.Quantity{Low: 31, High: 37, Spread: detente.Interval, Min: 0, Max: 100}
			}
		case 5:
			if s := &c.Issues[r.IntN(max(1, len(c.Issues)))]; len(s.Options) > 2 {
				dropOption(c, s, 1+r.IntN(len(s.Options)-1))
			}
		}
	}
	return marks
}

func dropIssue(c *detente.Case, i int) {
	id := c.Issues[i].ID
	c.Issues = slices.Delete(c.Issues, i, i+1)
	for k := range c.Parties {
		w := &c.Parties[k].Wants
		w.Rows = slices.DeleteFunc(w.Rows, func(r detente.Row) bool { return r.Issue == id })
	}
}

func dropOption(c *detente.Case, s *detente.Issue, at int) {
	s.Options = slices.Delete(s.Options, at, at+1)
	for k := range c.Parties {
		for j := range c.Parties[k].Wants.Rows {
			if row := &c.Parties[k].Wants.Rows[j]; row.Issue == s.ID {
				row.Values = slices.Delete(row.Values, at, at+1)
			}
		}
	}
}

func dropEvidence(c *detente.Case, id detente.EvidenceID) {
	c.Evidence = slices.DeleteFunc(c.Evidence, func(e detente.Evidence) bool { return e.ID == id })
	without := func(refs []detente.Ref) []detente.Ref {
		return slices.DeleteFunc(refs, func(r detente.Ref) bool { return r.ID == id })
	}
	for i := range c.Issues {
		c.Issues[i].Because = without(c.Issues[i].Because)
		for k := range c.Issues[i].Options {
			c.Issues[i].Options[k].Because = without(c.Issues[i].Options[k].Because)
		}
	}
	for i := range c.Parties {
		for k := range c.Parties[i].Wants.Rows {
			c.Parties[i].Wants.Rows[k].Because = without(c.Parties[i].Wants.Rows[k].Because)
		}
	}
}

package brief_test

import (
	"slices"
	"strings"
	"testing"

	"detente"
	"detente/brief"
	"detente/casefile"
	"detente/source"
)

// Two more accounts of the bakers' strike; in the last the bakery has its whole
// name.
const (
	ovens = "Night work\n\nThe Bakers Union wants a raise of 4 percent. Mill Street Bread insists on night shifts.\n"
	flour = "Talks\n\nMill Street Bread, the town's largest bakery, insists on night shifts. The Bakers Union may accept a raise of 3 percent.\n"
)

// statement returns the item whose quote has these words.
func statement(t *testing.T, d *brief.Decided, words string) *brief.Item {
	t.Helper()
	for i := range d.Items {
		if strings.Contains(d.Items[i].Quote.Text, words) {
			return &d.Items[i]
		}
	}
	t.Fatalf("no statement %q among %d", words, len(d.Items))
	return nil
}

func doc(docs []*source.Document, id string) *source.Document {
	return docs[slices.IndexFunc(docs, func(d *source.Document) bool { return d.ID == id })]
}

// on decides on the statement with these words.
func on(t *testing.T, d *brief.Decided, docs []*source.Document, words string, v brief.Verdict, change func(*brief.Claim)) brief.Decision {
	t.Helper()
	it := statement(t, d, words)
	c := it.Claim(doc(docs, it.Quote.Document))
	if change != nil {
		change(&c)
	}
	return brief.Decision{Item: it.Key, Verdict: v, Claim: &c}
}

// Without decisions a brief is as it was read.
func TestDecideNothing(t *testing.T) {
	b, docs := read(t, ovens, flour)
	d := b.Decide(docs, nil)
	if got, want := d.Brief.Facts(), b.Facts(); !slices.Equal(got, want) {
		t.Errorf("facts = %v, want %v", got, want)
	}
	if got, want := len(d.Brief.Comparisons), len(b.Comparisons); got != want {
		t.Errorf("comparisons = %d, want %d", got, want)
	}
	if got, want := len(d.Brief.Questions), len(b.Questions); got != want {
		t.Errorf("questions = %d, want %d", got, want)
	}
}

// What was decided of one document holds when there are more, in any order.
func TestDecisionsHold(t *testing.T) {
	b, docs := read(t, ovens)
	now := b.Decide(docs, nil)
	ds := []brief.Decision{
		on(t, now, docs, "raise of 4", brief.Accepted, nil),
		on(t, now, docs, "insists on night", brief.Edited, func(c *brief.Claim) { c.Kind, c.Topic = brief.Constraint, "nights" }),
	}
	_, all := read(t, ovens, flour)
	for _, docs := range [][]*source.Document{all, {all[1], all[0]}} {
		again, err := brief.Read(docs, brief.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := again.Decide(docs, ds)
		if it := statement(t, d, "raise of 4"); it.Verdict != brief.Accepted || it.ID[0] != 'W' {
			t.Errorf("accepted statement = %q %q", it.ID, it.Verdict)
		}
		it := d.Items[slices.IndexFunc(d.Items, func(it brief.Item) bool { return it.Quote.Document == "a" && it.Verdict == brief.Edited })]
		if it.Kind != brief.Constraint || it.Topic != "nights" || it.Was == nil || it.Was.Kind != brief.Goal {
			t.Errorf("edited statement = %+v", it)
		}
	}
}

// A rejected statement is out of the brief, and of what is compared with it; a
// rejected party is out with all it says.
func TestRejected(t *testing.T) {
	b, docs := read(t, ovens, flour)
	now := b.Decide(docs, nil)
	d := b.Decide(docs, []brief.Decision{on(t, now, docs, "insists on night", brief.Rejected, nil)})
	if got, want := len(d.Brief.Statements), len(b.Statements)-1; got != want {
		t.Errorf("statements = %d, want %d", got, want)
	}
	rejected := statement(t, d, "insists on night").Quote
	for _, x := range d.Brief.Comparisons {
		if slices.Contains(x.Quotes, rejected) {
			t.Errorf("%s still cites what was rejected", x.ID)
		}
	}
	d = b.Decide(docs, []brief.Decision{{Item: brief.PartyItem("the bakers union"), Verdict: brief.Rejected}})
	for _, s := range d.Brief.Statements {
		if strings.Contains(s.Party, "bakers") {
			t.Errorf("%s is still there: %s", s.ID, s.Text)
		}
	}
	if slices.ContainsFunc(d.Brief.Parties, func(p brief.Party) bool { return p.Name == "Bakers Union" }) {
		t.Error("the rejected party is still there")
	}
}

// What a person adds stands in the brief with the document's own bytes, whatever
// white space was copied, and goes into the draft.
func TestAdded(t *testing.T) {
	b, docs := read(t, flour)
	claim, ok := brief.ClaimAt(docs[0], "the town's\n largest   bakery", 0)
	if !ok || claim.Quote != "the town's largest bakery" {
		t.Fatalf("ClaimAt = %+v, %v", claim, ok)
	}
	if _, ok := brief.ClaimAt(docs[0], "the smallest bakery", 0); ok {
		t.Error("ClaimAt finds words that are not there")
	}
	claim.Party, claim.Kind = "Mill Street", brief.Leverage
	d := b.Decide(docs, []brief.Decision{{Item: claim.Item(), Verdict: brief.Added, Claim: &claim}})
	it := &d.Items[slices.IndexFunc(d.Items, func(it brief.Item) bool { return it.Quote.Text == claim.Quote })]
	if it.ID != "A1" || it.Quote.Text != docs[0].Text[it.Quote.Start:it.Quote.End] || it.Quote.Paragraph == 0 {
		t.Errorf("added = %+v", it)
	}
	c := brief.Draft(d.Brief, docs)
	if !slices.ContainsFunc(c.Evidence, func(e detente.Evidence) bool { return e.Text == claim.Quote && e.Kind == detente.Leverage }) {
		t.Error("the draft lacks what was added")
	}
	if _, err := casefile.Print(c); err != nil {
		t.Error(err)
	}
}

// A person's part for a party decides who signs.
func TestPartDecided(t *testing.T) {
	b, docs := read(t, strike)
	d := b.Decide(docs, []brief.Decision{{Item: brief.PartyItem("Bakers Union"), Verdict: brief.Edited, Part: &brief.Part{Role: brief.Affected}}})
	if c := brief.Draft(d.Brief, docs); c.SignedBy != nil {
		t.Errorf("signed by %s, want nobody: one negotiator is left", c.SignedBy.Text)
	}
	d = b.Decide(docs, []brief.Decision{{Item: brief.PartyItem("Bakers Union"), Verdict: brief.Edited, Part: &brief.Part{Role: brief.Negotiator, Of: "Mill Street Bread"}}})
	if c := brief.Draft(d.Brief, docs); len(c.Parties) != 1 {
		t.Errorf("%d parties, want 1: one speaks for the other", len(c.Parties))
	}
}

// Accepted statements support a case that a person wrote: only of its parties,
// and each quote once.
func TestSupport(t *testing.T) {
	const text = "detente: 1\ntitle: Bread\nparties:\n  union: {name: Bakers Union}\nissues:\n  raise: {options: [none, four], now: none}\n"
	b, docs := read(t, ovens)
	now := b.Decide(docs, nil)
	d := b.Decide(docs, []brief.Decision{on(t, now, docs, "raise of 4", brief.Accepted, nil), on(t, now, docs, "insists on night", brief.Accepted, nil)})
	file, _ := casefile.Parse("", []byte(text), nil)
	nodes, strangers := d.Support(docs, file.Case)
	if !slices.Equal(strangers, []string{"Mill Street Bread"}) {
		t.Errorf("strangers = %v, want Mill Street Bread", strangers)
	}
	var edits []casefile.Edit
	for _, n := range nodes {
		edits = append(edits, casefile.Edit{Path: n.Path, Value: n.Text})
	}
	after, refused := casefile.SetAll([]byte(text), edits)
	next, found := casefile.Parse("", after, casefile.Memory{"sources/a.txt": docs[0].Text})
	if len(nodes) != 2 || len(refused) > 0 || detente.HasErrors(found) {
		t.Fatalf("nodes %v, refused %v, found %v", nodes, refused, found)
	}
	if nodes, _ := d.Support(docs, next.Case); len(nodes) > 0 {
		t.Errorf("a second time adds %v", nodes)
	}
}

// A statement whose paragraph does not name its party is doubtful, and so is a
// hedged one.
func TestDoubt(t *testing.T) {
	b, docs := read(t, flour)
	d := b.Decide(docs, nil)
	if it := statement(t, d, "may accept"); !it.Unsure() {
		t.Errorf("%q is not unsure", it.Text)
	}
	if it := statement(t, d, "insists on night"); it.Unsure() {
		t.Errorf("%q is unsure: %s", it.Text, it.Doubt)
	}
}

package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/source"
)

// Verdict is what a person makes of something that was read.
type Verdict string

// The verdicts.
const (
	Undecided Verdict = "" // nobody has said anything, or has taken it back
	Accepted  Verdict = "accept"
	Rejected  Verdict = "reject"
	Edited    Verdict = "edit"
	Added     Verdict = "add" // by a person, not by the reader
)

// Decision is a person's verdict on an item of a brief. Item names it by its
// content, so that the decision holds when the documents are read again, with
// others: see [Claim.Item], [PartyItem] and [Comparison.Item].
type Decision struct {
	Item    string  `json:"-"`
	Verdict Verdict `json:"-"`
	Claim   *Claim  `json:"claim,omitempty"` // what a statement is to be; kept of every statement that was not rejected
	Part    *Part   `json:"part,omitempty"`  // what part a party is to play
}

// Claim is a statement that stands by itself: who it is about by name, the quote
// by its words.
type Claim struct {
	Document string `json:"document"`
	Quote    string `json:"quote"`
	Nth      int    `json:"nth"` // which occurrence of the words in the document, from 1
	Party    string `json:"party"`
	Kind     Kind   `json:"kind"`
	Topic    string `json:"topic"`
	Hedged   bool   `json:"hedged,omitempty"`
	Negated  bool   `json:"negated,omitempty"`
	Date     string `json:"date,omitempty"`
}

// Part is the part that a party plays, in a person's judgement.
type Part struct {
	Role Role   `json:"role"`
	Of   string `json:"of,omitempty"` // name of the party it speaks for or belongs to
}

// Item names a claim by document, words, party and kind.
func (c *Claim) Item() string {
	return "claim-" + itemHash(c.Document, strconv.Itoa(c.Nth), c.Quote, partyKey(c.Party), string(c.Kind))
}

// PartyItem names a party in decisions.
func PartyItem(name string) string { return "party-" + itemHash(partyKey(name)) }

// Item names a comparison in decisions, by its kind and quotes.
func (x *Comparison) Item() string {
	parts := []string{string(x.Kind), x.Topic}
	for _, q := range x.Quotes {
		parts = append(parts, q.Document, q.Text)
	}
	return "point-" + itemHash(parts...)
}

// itemHash is 16 hexadecimal digits of content.
func itemHash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// find returns the place of a claim in its document: the words exactly, else with
// other white space between them, as a page shows them. ok is false where they do
// not stand there.
func (c *Claim) find(doc *source.Document) (at source.Span, ok bool) {
	hits := occurrences(doc.Text, c.Quote)
	if len(hits) == 0 {
		return source.Span{}, false
	}
	return hits[max(0, min(c.Nth, len(hits))-1)], true
}

// ClaimAt returns a claim that quotes words of a document, in the document's own
// bytes: of several occurrences the one nearest to a place. ok is false where the
// words do not stand in the document.
func ClaimAt(doc *source.Document, words string, near int) (c Claim, ok bool) {
	hits := occurrences(doc.Text, strings.TrimSpace(words))
	if len(hits) == 0 {
		return Claim{}, false
	}
	best := 0
	for i, at := range hits {
		if distance(at.Start, near) < distance(hits[best].Start, near) {
			best = i
		}
	}
	c = Claim{Document: doc.ID, Quote: hits[best].Of(doc.Text)}
	c.Nth = 1 + slices.Index(occurrences(doc.Text, c.Quote), hits[best])
	return c, true
}

func distance(a, b int) int { return max(a-b, b-a) }

// Sign is the letter of a kind in a document whose quotes are highlighted.
func Sign(k Kind) string {
	i := slices.IndexFunc(markKinds, func(m detente.MarkKind) bool { return m.Name == string(k) })
	if i < 0 {
		return ""
	}
	return markKinds[i].Sign
}

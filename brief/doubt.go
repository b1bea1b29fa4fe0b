package brief

import "detente/source"

// doubts says which statements a person should look at first.
type doubts struct {
	b     *Brief
	docs  map[string]*source.Document
	named map[string]map[int]map[string]bool // by document and block: the sides that are named there
}

func newDoubts(b *Brief, docs map[string]*source.Document) *doubts {
	d := &doubts{b: b, docs: docs, named: map[string]map[int]map[string]bool{}}
	for i := range b.Parties {
		side := b.sideOf(b.Parties[i].ID)
		for _, m := range b.Parties[i].Mentions {
			if doc := docs[m.Document]; doc != nil {
				d.name(m.Document, doc.BlockAt(m.Start), side)
			}
		}
	}
	return d
}

func (d *doubts) name(doc string, block int, side string) {
	if d.named[doc] == nil {
		d.named[doc] = map[int]map[string]bool{}
	}
	if d.named[doc][block] == nil {
		d.named[doc][block] = map[string]bool{}
	}
	d.named[doc][block][side] = true
}

// of says why a statement is doubtful: it is hedged, or its party stands neither
// in its paragraph nor in what that paragraph hangs on. It is "" for no reason.
func (d *doubts) of(s *Statement) string {
	if s.Hedged {
		return "the source hedges: it may be so"
	}
	doc := d.docs[s.Quote.Document]
	side := d.b.sideOf(s.Party)
	for block := doc.BlockAt(s.Quote.Start); block >= 0; {
		if d.named[doc.ID][block][side] {
			return ""
		}
		b := &doc.Blocks[block]
		if b.Lead < 0 {
			if b.Section >= 0 && d.named[doc.ID][b.Section][side] {
				return ""
			}
			break
		}
		block = b.Lead
	}
	return "the paragraph does not name " + d.b.partyName(s.Party)
}

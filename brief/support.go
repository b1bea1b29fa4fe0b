package brief

import (
	"slices"
	"strings"

	"detente"
	"detente/source"
)

// Support lists the evidence that accepted statements give to a case that a
// person has written: a node for each quote that the case does not have yet, and
// one for each document it does not name, for casefile's SetAll. strangers are
// the parties that statements speak of and the case does not have, in order.
func (d *Decided) Support(docs []*source.Document, c *detente.Case) (nodes []Node, strangers []string) {
	accepted := *d.Brief
	accepted.Statements = nil
	for i := range d.Items {
		it := &d.Items[i]
		if it.Verdict != Accepted && it.Verdict != Edited && it.Verdict != Added {
			continue
		}
		if caseParty(c, d.Brief, it.Party) == "" {
			if !slices.Contains(strangers, it.Name) {
				strangers = append(strangers, it.Name)
			}
			continue
		}
		accepted.Statements = append(accepted.Statements, it.Statement)
	}
	draft := &drafter{b: &accepted, c: &detente.Case{}}
	draft.sources(docs)
	draft.evidence()
	quoted := map[detente.SourceID]bool{}
	known := map[detente.SourceID]detente.SourceID{}
	for i, doc := range docs {
		known[draft.c.Sources[i].ID] = caseSource(c, doc)
	}
	for i := range draft.c.Evidence {
		e := &draft.c.Evidence[i]
		for k, id := range e.About {
			e.About[k] = caseParty(c, d.Brief, string(id))
		}
		quoted[e.Source] = true
		if id := known[e.Source]; id != "" {
			e.Source = id
		}
	}
	draft.c.Evidence = slices.DeleteFunc(draft.c.Evidence, func(e detente.Evidence) bool { return hasQuote(c, &e) })
	draft.c.Sources = slices.DeleteFunc(draft.c.Sources, func(s detente.Source) bool { return known[s.ID] != "" || !quoted[s.ID] })
	for _, n := range Nodes(draft.c) {
		if strings.HasPrefix(n.Path, "sources.") || strings.HasPrefix(n.Path, "evidence.") {
			nodes = append(nodes, n)
		}
	}
	return nodes, strangers
}

// caseParty returns the party of a case that a party of a brief is, by any of its
// names, else the one its side is; "" for none.
func caseParty(c *detente.Case, b *Brief, id string) detente.PartyID {
	for _, at := range [...]string{id, b.sideOf(id)} {
		names := []string{at}
		if k := b.partyIndex(at); k >= 0 {
			names = append(b.Parties[k].names(), at)
		}
		for i := range c.Parties {
			p := &c.Parties[i]
			for _, name := range append([]string{string(p.ID), p.Name}, p.Aliases...) {
				if slices.ContainsFunc(names, func(n string) bool { return partyKey(n) == partyKey(name) }) {
					return p.ID
				}
			}
		}
	}
	return ""
}

// caseSource returns the source of a case that a document is, "" for none.
func caseSource(c *detente.Case, doc *source.Document) detente.SourceID {
	for i := range c.Sources {
		if s := &c.Sources[i]; s.File == SourceFile(doc.ID) || s.Text != "" && s.Text == doc.Text {
			return s.ID
		}
	}
	return ""
}

// hasQuote reports whether a case quotes the same words of the same source
// already.
func hasQuote(c *detente.Case, e *detente.Evidence) bool {
	if c.FindEvidence(e.ID) != nil {
		return true
	}
	return slices.ContainsFunc(c.Evidence, func(x detente.Evidence) bool {
		return x.Source == e.Source && x.Start == e.Start && x.End == e.End && x.End > 0
	})
}

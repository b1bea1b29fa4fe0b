package brief

import (
	"strings"

	"detente/source"
)

// listOutcomes keeps what could be agreed: the rows of tables that pair a topic
// with a result, and what parties offer or could live with.
func (r *reading) listOutcomes(a *account) {
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind == source.Grid {
			r.tableOutcomes(a, b)
		}
	}
	for i := range a.statements {
		s := &a.statements[i]
		f := &r.found[i]
		if s.Kind != Expectation && !r.offers(f.span) || s.Negated {
			continue
		}
		if at := r.offered(f.span); !at.empty() {
			q := r.quote(at)
			a.outcomes = append(a.outcomes, Outcome{Topic: s.Topic, Outcome: fold(q.Text), Quote: q})
		}
	}
}

// tableOutcomes reads the rows of a table with two columns, or with a column
// for outcomes, results, offers.
func (r *reading) tableOutcomes(a *account, b *source.Block) {
	for _, row := range b.Table.Rows {
		if len(row) < 2 {
			continue
		}
		column := 1
		for k, h := range b.Table.Header {
			lower := strings.ToLower(h.Of(r.doc.Text))
			if k > 0 && (strings.Contains(lower, "outcome") || strings.Contains(lower, "result")) {
				column = k
			}
		}
		if len(row) > 2 && column == 1 || column >= len(row) {
			continue
		}
		start, end := row[0].Start, row[len(row)-1].End
		for start > b.Start && r.doc.Text[start-1] != '\n' {
			start--
		}
		for end < b.End && r.doc.Text[end] != '\n' && r.doc.Text[end] != '\r' {
			end++
		}
		a.outcomes = append(a.outcomes, Outcome{Topic: fold(row[0].Of(r.doc.Text)), Outcome: fold(row[column].Of(r.doc.Text)), Quote: r.quoteBytes(start, end)})
	}
}

// offers reports whether a statement speaks of an offer.
func (r *reading) offers(s span) bool {
	for i := s.from; i < s.to; i++ {
		t := &r.tokens[i]
		switch r.lex.base(t.lower) {
		case "offer", "propose", "table", "float", "accept", "settle", "counter":
			return strings.HasPrefix(t.tag, "VB") && t.tag != "VBG"
		}
	}
	return false
}

// offered returns the object of an offer: what follows the verb.
func (r *reading) offered(s span) span {
	for i := s.from; i+1 < s.to; i++ {
		t := &r.tokens[i]
		switch r.lex.base(t.lower) {
		case "offer", "propose", "table", "float", "accept", "settle", "live", "counter", "agree":
		default:
			continue
		}
		if !strings.HasPrefix(t.tag, "VB") || t.tag == "VBG" {
			continue
		}
		j := i + 1
		for j < s.to && (r.tokens[j].tag == "IN" || r.tokens[j].tag == "TO" || isAdverb(&r.tokens[j])) {
			j++
		}
		return r.trimSpan(span{j, s.to})
	}
	return span{}
}

package brief

import (
	"slices"
	"strings"
)

// compare keeps the comparisons and movements that still stand: none of whose
// sides was rejected or given to another party.
func (d *decider) compare() {
	d.b.Comparisons, d.b.Movements = []Comparison{}, []Movement{}
	for _, x := range d.read.Comparisons {
		key := x.Item()
		if y := d.by[key]; y != nil && y.Verdict == Rejected {
			d.result.Rejected = append(d.result.Rejected, x)
			continue
		}
		quotes, changed := d.standing(x.Quotes, x.Party)
		if d.out[x.Party] || len(quotes) < len(x.Quotes) && !x.stands(quotes) {
			continue
		}
		x.Quotes = quotes
		if changed && x.Kind != Emphasis {
			x.Claim = claimOf(x.Kind, quotes)
		}
		d.b.Comparisons = append(d.b.Comparisons, x)
	}
	for _, m := range d.read.Movements {
		quotes, changed := d.standing(m.Quotes, m.Party)
		if d.out[m.Party] || len(quotes) < len(m.Quotes) {
			continue
		}
		m.Quotes = quotes
		if changed {
			m.Claim = claimOf(Contradicts, quotes)
		}
		d.b.Movements = append(d.b.Movements, m)
	}
}

// standing returns the quotes of a point that still stand, as they now are.
func (d *decider) standing(quotes []Quote, party string) (left []Quote, changed bool) {
	for _, q := range quotes {
		now, kept := q, true
		for _, f := range d.fate[q] {
			kept = f.kept
			now = f.now
			if f.kept && (party == "" || f.side == d.read.sideOf(party)) {
				break
			}
		}
		if kept {
			left = append(left, now)
		}
		changed = changed || !kept || now != q
	}
	return left, changed
}

// stands reports whether a comparison is one with only these of its quotes.
func (x *Comparison) stands(quotes []Quote) bool {
	switch x.Kind {
	case Emphasis:
		return true
	case Alone:
		return len(quotes) > 0
	case Agrees:
		return slices.ContainsFunc(quotes, func(q Quote) bool { return q.Document != quotes[0].Document })
	}
	return false
}

// claimOf says what quotes are set side by side for.
func claimOf(kind ComparisonKind, quotes []Quote) string {
	texts := make([]string, len(quotes))
	for i, q := range quotes {
		texts[i] = fold(q.Text)
	}
	if kind == Contradicts {
		return strings.Join(texts, " / ")
	}
	return slices.MinFunc(texts, func(a, b string) int { return len(a) - len(b) })
}

// merger returns what asks the questions of a brief.
func (b *Brief) merger() *merger {
	m := &merger{brief: b, lex: DefaultLexicon()}
	for i := range b.Parties {
		m.members = append(m.members, member{of: b.partyIndex(b.Parties[i].Of)})
	}
	return m
}
